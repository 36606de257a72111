/*
 * The name of an answer: what it depends on, as bytes, and whether the data stayed the same.
 *
 *     snapshot 3, role "author", claims {…}, document, operation name, variables, tables {orders}
 *     of version 17
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

/* Makes the name of the answer; false without memory. */
static bool name_make(Execution *execution) {
    const soloql_connection *connection = execution->connection;
    const Request *parameters = &execution->parameters;
    const TableSet *tables = &execution->tables;
    Arena *arena = connection->errors.arena;
    StrBuf *key = strbuf_new(arena), *variables = strbuf_new(arena);
    if (parameters->variables != NULL) {
        json_write(variables, parameters->variables);
    }
    name_add_number(key, connection->snapshot->serial);
    name_add_text(key, execution->view->key);
    name_add_text(key, str_from(execution->request->session));
    name_add_text(key, parameters->document);
    name_add_text(key, parameters->operation_name);
    name_add_text(key, strbuf_view(variables));
    name_add_number(key, tables->all);
    name_add_number(key, tables->count);
    for (size_t i = 0; i < tables->count; i++) {
        name_add_number(key, tables->tables[i]);
    }
    name_add_number(key, execution->version);
    execution->name = etag_name(&connection->engine->etag_keys, strbuf_view(key));
    return !key->failed && !variables->failed;
}

/* Whether the connection has seen the schema that the program was made for. */
static bool schema_is_known(const Execution *execution) {
    Connection *run = &execution->connection->run;
    int64_t version = execution->connection->snapshot->catalog.schema_version;
    return run->schema_version == version ||
           (connection_look_at_schema(run) && run->schema_version == version);
}

/* The tables that the answer depends on; false if it depends on more. Prepares the statement, which
 * is run next unless the caller has the answer. */
static bool name_take_tables(Execution *execution) {
    Connection *run = &execution->connection->run;
    const Program *program = execution->program->program;
    int rc;
    if (program->sql.length == 0) {
        return true;
    }
    if (!schema_is_known(execution) || execute_statement(run, program, &rc) == NULL) {
        return false;
    }
    execution->tables = run->statements.current->reads;
    return !run->statements.current->is_volatile;
}

/* Whether answers of the program are kept, as its last one took long. */
static bool execution_keeps(const Execution *execution) {
    return atomic_load_explicit(&execution->program->is_slow, memory_order_relaxed);
}

/* Inside of a batch the connection reads what nobody else can see yet. */
static bool execution_wants_name(const Execution *execution) {
    const soloql_connection *connection = execution->connection;
    bool is_wanted = execution->request->want_etag || execution_keeps(execution);
    return is_wanted && execution->stream == NULL && !execution->explain &&
           connection->operation->operation->operation == OPERATION_QUERY &&
           !connection->run.in_batch;
}

bool execution_name(Execution *execution) {
    soloql_connection *connection = execution->connection;
    const soloql_request *request = execution->request;
    if (!execution_wants_name(execution)) {
        return true;
    }
    execution->is_named = name_take_tables(execution) &&
                          table_versions_read(&connection->engine->versions, &execution->tables,
                                              &execution->version) &&
                          name_make(execution);
    if (execution->is_named && request->want_etag) {
        etag_write(execution->name, connection->etag);
        execution->is_unmodified = request->if_none_match != NULL &&
                                   etag_is_listed(request->if_none_match, connection->etag);
    }
    if (execution->is_unmodified) {
        connection->run.unsettled = false; /* the version has any change of the schema in it */
    }
    return !execution->is_unmodified;
}

bool execution_recall(Execution *execution) {
    soloql_connection *connection = execution->connection;
    AnswerCache *cache = &connection->engine->answers;
    if (!execution->is_named || !execution_keeps(execution)) {
        return false;
    }
    Answer *answer = answer_cache_find(cache, execution->name);
    if (answer == NULL) {
        return false;
    }
    strbuf_append(&connection->response, (Str){answer->bytes, answer->length});
    answer_cache_release(cache, answer);
    connection->run.unsettled = false; /* as above */
    execution->is_recalled = true;
    return true;
}

/* Whether the statement that ran is still the one that was asked for its tables. SQLite prepares it
 * anew for another schema, but also for other values, if the query plan depends on them. */
static bool statement_has_stayed(const Execution *execution) {
    Connection *run = &execution->connection->run;
    const CachedStatement *statement = run->statements.current;
    if (execution->program->program->sql.length == 0) {
        return true;
    }
    if (run->unsettled) {
        run->unsettled = !connection_look_at_schema(run);
    }
    return !run->unsettled && schema_is_known(execution) && !statement->is_volatile &&
           statement->reads.count == execution->tables.count &&
           statement->reads.all == execution->tables.all;
}

/* Whether the answer that was made is of the state that its name is of. */
static bool name_holds(const Execution *execution) {
    soloql *engine = execution->connection->engine;
    uint64_t version;
    return execution->connection->errors.count == 0 && statement_has_stayed(execution) &&
           table_versions_read(&engine->versions, &execution->tables, &version) &&
           version == execution->version;
}

void execution_confirm_name(Execution *execution) {
    soloql_connection *connection = execution->connection;
    const StrBuf *out = &connection->response;
    if (!execution->is_named || (!execution->is_recalled && !name_holds(execution))) {
        return;
    }
    if (execution->request->want_etag) {
        execution->response->etag = connection->etag;
    }
    if (execution->is_slow) {
        answer_cache_add(&connection->engine->answers, execution->name,
                         str_slice(strbuf_view(out), execution->request->headroom, out->length));
    }
}
