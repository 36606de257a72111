/*
 * The response: {"data": …, "errors": …} (GraphQL specification, section 7.1).
 *
 * The body is written behind the headroom that the caller asked for, into one buffer of the
 * connection, so that a server can put its headers in front and send all of it at once.
 */
#include <string.h>

#include "sqlgen/engine.h"

/* Offsets of errors that were found below the planner become locations. */
static void errors_locate(soloql_connection *connection) {
    for (size_t i = 0; i < connection->errors.count; i++) {
        Error *error = &connection->errors.items[i];
        if (error->offset != 0 && connection->operation != NULL) {
            source_locate(&connection->errors, error, &connection->operation->source,
                          error->offset - 1);
            error->offset = 0;
        }
        for (size_t place = 0; place < error->other_count; place++) {
            source_locate(&connection->errors, error, &connection->operation->source,
                          error->others[place] - 1);
        }
        error->other_count = 0;
    }
}

/* Errors of values: the last of as many as there is room for becomes one that says that there are
 * more. (Validation, which may stop when it has that many, has said so itself.) */
static void errors_close(ErrorList *errors) {
    if (errors->count == errors->limit) {
        Error *last = &errors->items[errors->count - 1];
        *last =
            (Error){.code = last->code, .message = STR("Too many errors, error limit reached.")};
    }
}

static void response_write_errors(Execution *execution, bool has_data) {
    soloql_connection *connection = execution->connection;
    StrBuf *out = &connection->response;
    errors_locate(connection);
    if (has_data) {
        errors_close(&connection->errors);
        strbuf_append(out, STR(",\"errors\":"));
        error_list_write(out, &connection->errors);
        strbuf_append_char(out, '}');
        return;
    }
    out->failed = false;
    out->length = execution->request->headroom;
    strbuf_append(out, STR("{\"errors\":"));
    error_list_write(out, &connection->errors);
    if (execution->response->outcome == SOLOQL_EXECUTION_ERROR) {
        strbuf_append(out, STR(",\"data\":null"));
    }
    strbuf_append_char(out, '}');
}

/* What a stream has written cannot be taken back: its errors are its last line, where lines are
 * JSON.
 */
static void response_close_stream(const Execution *execution) {
    StrBuf *out = &execution->connection->response;
    Stream *stream = execution->stream;
    if (stream->format == STREAM_NDJSON && stream->begun && !stream->abandoned &&
        execution->connection->errors.count != 0) {
        strbuf_append_char(out, '\n');
        (void)stream->write(stream->context, out->data + execution->request->headroom,
                            out->length - execution->request->headroom);
        out->length--;
    }
}

void response_finish(Execution *execution, bool has_data) {
    soloql_connection *connection = execution->connection;
    soloql_response *response = execution->response;
    StrBuf *out = &connection->response;
    if (connection->errors.count != 0) {
        response_write_errors(execution, has_data && execution->stream == NULL);
        response->error_code = error_code_name(connection->errors.items[0].code);
    } else if (has_data && !execution->explain && execution->stream == NULL) {
        strbuf_append_char(out, '}');
    }
    if (execution->is_unmodified) {
        response->outcome = SOLOQL_NOT_MODIFIED;
        response->etag = connection->etag;
    }
    if (execution->stream != NULL) {
        response_close_stream(execution);
    }
    if (connection->operation != NULL && connection->operation->operation != NULL) {
        const Name *name = &connection->operation->operation->name;
        connection->name.length = 0;
        strbuf_append(&connection->name, name->text);
        strbuf_append_char(&connection->name, '\0');
        response->operation_name = name->text.length == 0 ? NULL : connection->name.data;
    }
    response->body = out->data + execution->request->headroom;
    response->body_length = out->length - execution->request->headroom;
}

void response_out_of_memory(Execution *execution) {
    static char message[] =
        "{\"errors\":[{\"message\":\"The operation needs more memory than it may have.\","
        "\"extensions\":{\"code\":\"query-too-expensive\"}}]}";
    soloql_connection *connection = execution->connection;
    StrBuf *out = &connection->response;
    strbuf_free(out);
    strbuf_reserve(out, execution->request->headroom + sizeof message);
    out->length = out->failed ? 0 : execution->request->headroom;
    strbuf_append(out, (Str){message, sizeof message - 1});
    execution->response->outcome = SOLOQL_REQUEST_ERROR;
    execution->response->etag = NULL;
    execution->response->error_code = error_code_name(ERROR_QUERY_TOO_EXPENSIVE);
    execution->response->body = out->failed ? message : out->data + execution->request->headroom;
    execution->response->body_length = sizeof message - 1;
}
