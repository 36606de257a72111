/*
 * The name of an answer: what it depends on, as bytes, and whether the data stayed the same.
 *
 *     snapshot 3, data version 17, role "author", claims {…}, document, operation name, variables
 *
 * Each text stands behind its length, so that no two requests give the same bytes.
 */
#include <string.h>

#include "sqlgen/engine.h"

static void name_add_number(StrBuf *key, uint64_t number) {
    char bytes[sizeof number];
    memcpy(bytes, &number, sizeof number);
    strbuf_append(key, (Str){bytes, sizeof bytes});
}

static void name_add_text(StrBuf *key, Str text) {
    name_add_number(key, text.length);
    strbuf_append(key, text);
}

/* Writes the etag of the request under that version; false without memory. */
static bool name_write(const Execution *execution, int64_t version) {
    soloql_connection *connection = execution->connection;
    const Request *parameters = &execution->parameters;
    StrBuf *key = strbuf_new(&connection->arena), *variables = strbuf_new(&connection->arena);
    if (parameters->variables != NULL) {
        json_write(variables, parameters->variables);
    }
    name_add_number(key, connection->snapshot->serial);
    name_add_number(key, (uint64_t)version);
    name_add_text(key, execution->view->key);
    name_add_text(key, str_from(execution->request->session));
    name_add_text(key, parameters->document);
    name_add_text(key, parameters->operation_name);
    name_add_text(key, strbuf_view(variables));
    etag_write(&connection->engine->versions, strbuf_view(key), connection->etag);
    return !key->failed && !variables->failed;
}

bool execution_name(Execution *execution) {
    soloql_connection *connection = execution->connection;
    soloql *engine = connection->engine;
    const soloql_request *request = execution->request;
    bool is_query = connection->operation->operation->operation == OPERATION_QUERY;
    if (!request->want_etag || execution->stream != NULL || execution->explain || !is_query) {
        return true;
    }
    execution->is_named = version_watch_read(&engine->versions, &execution->data_version) &&
                          name_write(execution, execution->data_version);
    execution->is_unmodified = execution->is_named && request->if_none_match != NULL &&
                               etag_is_listed(request->if_none_match, connection->etag);
    return !execution->is_unmodified;
}

void execution_confirm_name(Execution *execution) {
    soloql_connection *connection = execution->connection;
    soloql *engine = connection->engine;
    const StatementCache *statements = &connection->run.statements;
    int64_t version;
    bool is_volatile = execution->program->program->sql.length != 0 &&
                       statements->current != NULL && statements->current->is_volatile;
    if (execution->is_named && connection->errors.count == 0 && !is_volatile &&
        version_watch_read(&engine->versions, &version) && version == execution->data_version) {
        execution->response->etag = connection->etag;
    }
}
