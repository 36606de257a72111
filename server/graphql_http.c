/*
 * GraphQL over HTTP (the specification of that name).
 *
 *     POST /graphql   Content-Type: application/json   {"query":"{ a }","variables":{}}
 *     GET /graphql?query=%7Ba%7D                       queries only
 *
 * What is wrong with HTTP is answered here; the rest is the engine's answer, whose outcome becomes
 * the status: 200 for application/json, unless the envelope itself is broken, and what fits the
 * failure for application/graphql-response+json. Everything happens on the connection's own thread.
 */
#include "server/graphql_http.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "server/body.h"
#include "server/form.h"
#include "server/log.h"
#include "server/negotiate.h"
#include "server/reply.h"
#include "server/stream_http.h"

static const Failure failed_method = {405, "bad-request", "GraphQL is asked by POST or GET",
                                      "Allow: GET, POST\r\n"};
static const Failure failed_get_off = {405, "bad-request", "GraphQL is asked by POST here",
                                       "Allow: POST\r\n"};
static const Failure failed_get_preflight = {
    400, "bad-request", "A query by GET needs the header GraphQL-Require-Preflight here", NULL};
static const Failure failed_accept = {
    406, "bad-request",
    "Answers are application/graphql-response+json, application/json, text/csv or "
    "application/x-ndjson; accept one of them",
    NULL};
static const Failure failed_type = {415, "bad-request",
                                    "The Content-Type must be application/json, in UTF-8", NULL};
static const Failure failed_expect = {417, "bad-request", "Only 100-continue can be expected",
                                      NULL};
static const Failure failed_too_long = {413, "bad-request", "The body is too long", NULL};
static const Failure failed_incomplete = {400, "bad-request", "The body did not arrive as a whole",
                                          NULL};
static const Failure failed_memory = {503, "busy", "Out of memory", "Retry-After: 1\r\n"};
static const Failure failed_batch = {400, "bad-request",
                                     "The body is an array: batches are not allowed here", NULL};
static const Failure failed_form = {
    400, "bad-request", "A parameter of the query string stands twice or is wrongly escaped", NULL};
static const Failure failed_no_query = {400, "bad-request", "Missing query parameter", NULL};
static const Failure failed_extensions = {400, "bad-request",
                                          "The extensions parameter is not a JSON object", NULL};
static const Failure failed_busy = {503, "busy", "All database connections are in use; try again",
                                    "Retry-After: 1\r\n"};
static const Failure failed_writing = {503, "busy", "Too many mutations are waiting; try again",
                                       "Retry-After: 1\r\n"};
static const Failure failed_database = {503, "unexpected", "The database cannot be opened",
                                        "Retry-After: 5\r\n"};

/* ---------------------------------------------------------------- what is asked */

const Failure *graphql_http_read_body(struct mg_connection *connection, Exchange *exchange,
                                      size_t *length) {
    const char *expect = exchange->headers.first[HEADER_EXPECT];
    *length = exchange->body_length;
    if (exchange->has_body) {
        return NULL;
    }
    if (expect != NULL && strcasecmp(expect, "100-continue") != 0) {
        return &failed_expect;
    }
    if (!negotiate_is_json(exchange->headers.first[HEADER_CONTENT_TYPE])) {
        return &failed_type;
    }
    size_t longest = (size_t)exchange->server->settings->max_body_bytes;
    switch (body_read(connection, exchange, longest, length)) {
    case BODY_TOO_LONG:
        return &failed_too_long;
    case BODY_INCOMPLETE:
        return &failed_incomplete;
    case BODY_NO_MEMORY:
        return &failed_memory;
    case BODY_READ:
        break;
    }
    exchange->has_body = true;
    exchange->body_length = *length;
    return NULL;
}

static const Failure *post_read(struct mg_connection *connection, Exchange *exchange,
                                soloql_request *out) {
    const Failure *failure = graphql_http_read_body(connection, exchange, &out->body_length);
    if (failure != NULL) {
        return failure;
    }
    out->body = exchange->buffer;
    return exchange->buffer[strspn(exchange->buffer, " \t\r\n")] == '[' ? &failed_batch : NULL;
}

/* Whether the page behind the request, if there is one, has been asked for a preflight. */
static bool has_preflight_header(const Headers *headers) {
    return headers->first[HEADER_PREFLIGHT] != NULL ||
           headers->first[HEADER_APOLLO_OPERATION] != NULL ||
           headers->first[HEADER_APOLLO_PREFLIGHT] != NULL ||
           negotiate_is_json(headers->first[HEADER_CONTENT_TYPE]);
}

static bool is_json_object(const FormField *field) {
    cJSON *value = cJSON_ParseWithLength(field->value, field->length);
    bool is_object = cJSON_IsObject(value) || cJSON_IsNull(value);
    cJSON_Delete(value);
    return is_object;
}

static const Failure *get_read(const struct mg_connection *connection, Exchange *exchange,
                               soloql_request *out) {
    enum { QUERY, VARIABLES, OPERATION, EXTENSIONS, FIELD_COUNT };
    FormField fields[FIELD_COUNT] = {{.name = "query"},
                                     {.name = "variables"},
                                     {.name = "operationName"},
                                     {.name = "extensions"}};
    const char *text = mg_get_request_info(connection)->query_string;
    text = text == NULL ? "" : text;
    if (!exchange_reserve(exchange, strlen(text) + 1)) {
        return &failed_memory;
    }
    if (!form_read(text, fields, FIELD_COUNT, exchange->buffer)) {
        return &failed_form;
    }
    if (fields[QUERY].value == NULL) {
        return &failed_no_query;
    }
    if (fields[EXTENSIONS].length != 0 && !is_json_object(&fields[EXTENSIONS])) {
        return &failed_extensions;
    }
    out->query = fields[QUERY].value;
    out->query_length = fields[QUERY].length;
    out->queries_only = 1;
    if (fields[VARIABLES].length != 0) {
        out->variables = fields[VARIABLES].value;
        out->variables_length = fields[VARIABLES].length;
    }
    if (fields[OPERATION].length != 0) {
        out->operation_name = fields[OPERATION].value;
        out->operation_name_length = fields[OPERATION].length;
    }
    return NULL;
}

static const Failure *request_read(struct mg_connection *connection, Exchange *exchange,
                                   soloql_request *out) {
    const char *method = mg_get_request_info(connection)->request_method;
    int64_t get = exchange->server->settings->get_requests;
    if (strcmp(method, "POST") == 0) {
        return post_read(connection, exchange, out);
    }
    if (get == GET_OFF) {
        return &failed_get_off;
    }
    if (strcmp(method, "GET") != 0) {
        return &failed_method;
    }
    if (get == GET_PREFLIGHT && !has_preflight_header(&exchange->headers)) {
        return &failed_get_preflight;
    }
    return get_read(connection, exchange, out);
}

/* ---------------------------------------------------------------- what is answered */

typedef struct CodeStatus {
    const char *code;
    int status;
} CodeStatus;

/* The codes whose status is not the outcome's usual one. */
static const CodeStatus code_statuses[] = {
    {"access-denied", 401}, {"invalid-jwt", 401}, {"permission-error", 403}, {"rate-limited", 429},
    {"busy", 503},          {"timeout", 504},     {"unexpected", 500},       {"conflict", 409},
};

static int status_of_code(const char *code, int usual) {
    for (size_t i = 0; code != NULL && i < sizeof code_statuses / sizeof *code_statuses; i++) {
        if (strcmp(code_statuses[i].code, code) == 0) {
            return code_statuses[i].status;
        }
    }
    return usual;
}

/* An answer in application/json is 200, and read by its errors, as long as the envelope was good.
 */
static int status_of(const soloql_response *response, MediaType type) {
    bool is_envelope_bad =
        response->error_code != NULL && strcmp(response->error_code, "bad-request") == 0;
    switch (response->outcome) {
    case SOLOQL_OK:
        return 200;
    case SOLOQL_NOT_MODIFIED:
        return 304;
    case SOLOQL_NOT_ALLOWED:
        return 405;
    case SOLOQL_NEEDS_WRITER:
    case SOLOQL_REQUEST_ERROR:
        return type == MEDIA_JSON && !is_envelope_bad ? 200
                                                      : status_of_code(response->error_code, 400);
    case SOLOQL_EXECUTION_ERROR:
        return type == MEDIA_JSON ? 200
                                  : status_of_code(response->error_code,
                                                   type == MEDIA_GRAPHQL_RESPONSE ? 200 : 500);
    }
    return 500;
}

/* The response is the connection's, which may go to another thread before the log line is written.
 */
static void note_for_log(Exchange *exchange, const soloql_response *response) {
    exchange->statements = response->statements;
    if (response->error_code != NULL) {
        (void)snprintf(exchange->code, sizeof exchange->code, "%s", response->error_code);
    }
    if (response->operation_name != NULL) {
        (void)snprintf(exchange->operation, sizeof exchange->operation, "%s",
                       response->operation_name);
    }
}

/* Whether the answer is to have an ETag. HTTP knows 304 for GET alone; nobody else sends
 * If-None-Match unless he wants it, and a query changes nothing by whatever method it comes. */
static void ask_for_etag(const Exchange *exchange, soloql_request *request) {
    const Settings *settings = exchange->server->settings;
    bool is_get = request->queries_only != 0;
    request->if_none_match = exchange->headers.first[HEADER_IF_NONE_MATCH];
    request->want_etag = settings->etag == ETAG_ON ||
                         (settings->etag == ETAG_GET && (is_get || request->if_none_match != NULL));
}

static int response_send(struct mg_connection *connection, Exchange *exchange, Pool *pool,
                         soloql_connection *database, Reply *reply) {
    Packet packet = reply_pack(connection, exchange, reply);
    if (packet.is_copy) {
        pool_give(pool, database);
        return reply_send_packet(connection, exchange, &packet);
    }
    int status = reply_send_packet(connection, exchange, &packet);
    pool_give(pool, database);
    return status;
}

/* A mutation that was not executed, or not committed; nothing has happened. */
static int writing_failed(struct mg_connection *connection, Exchange *exchange,
                          const Written *written) {
    Failure locked = {503, "busy", written->message, "Retry-After: 1\r\n"};
    Failure failed = {500, "unexpected", written->message, NULL};
    switch (written->answer) {
    case WRITER_UNOPENED:
        log_message(LOG_ERROR, "%s", written->message);
        return reply_failure(connection, exchange, &failed_database);
    case WRITER_LOCKED:
        return reply_failure(connection, exchange, &locked);
    case WRITER_FAILED:
        return reply_failure(connection, exchange, &failed);
    case WRITER_DONE:
    case WRITER_BUSY:
        break;
    }
    return reply_failure(connection, exchange, &failed_writing);
}

/* A mutation, which the reader's connection has recognised. */
static int execute_writing(struct mg_connection *connection, Exchange *exchange,
                           soloql_request *request, MediaType type) {
    Writer *writer = exchange->server->writer;
    Written written;
    writer_run(writer, request, &written);
    if (written.answer != WRITER_DONE) {
        return writing_failed(connection, exchange, &written);
    }
    note_for_log(exchange, &written.response);
    Reply reply = {.status = status_of(&written.response, type),
                   .media_type = exchange->media_type,
                   .body = written.response.body,
                   .length = written.response.body_length,
                   .headroom = REPLY_HEADROOM};
    Packet packet = reply_pack(connection, exchange, &reply);
    if (packet.is_copy) {
        writer_release(writer, &written);
        return reply_send_packet(connection, exchange, &packet);
    }
    int status = reply_send_packet(connection, exchange, &packet);
    writer_release(writer, &written);
    return status;
}

static int execute(struct mg_connection *connection, Exchange *exchange, soloql_request *request,
                   MediaType type) {
    Complaint complaint;
    StreamAsk ask = {.request = request, .type = type};
    bool is_stream = negotiate_is_stream(type);
    Pool *pool = is_stream ? exchange->server->streams : exchange->server->pool;
    switch (pool_take(pool, &ask.database, &complaint)) {
    case POOL_BUSY:
        return reply_failure(connection, exchange, &failed_busy);
    case POOL_FAILED:
        log_message(LOG_ERROR, "%s", complaint.text);
        return reply_failure(connection, exchange, &failed_database);
    case POOL_TAKEN:
        break;
    }
    soloql_response response;
    request->role = exchange->identity.role;
    request->session = exchange->identity.session;
    request->backend = exchange->identity.is_backend;
    request->headroom = REPLY_HEADROOM;
    ask_for_etag(exchange, request);
    bool is_sent = is_stream && stream_http_run(connection, exchange, &ask, &response);
    if (!is_stream) {
        soloql_execute(ask.database, request, &response);
    }
    if (response.outcome == SOLOQL_NEEDS_WRITER) {
        response.error_code = NULL;
        note_for_log(exchange, &response);
        pool_give(pool, ask.database);
        return execute_writing(connection, exchange, request, type);
    }
    note_for_log(exchange, &response);
    if (is_sent) {
        pool_give(pool, ask.database);
        return exchange->status;
    }
    Reply reply = {.status = status_of(&response, type),
                   .media_type =
                       response.outcome == SOLOQL_NOT_MODIFIED ? NULL : exchange->media_type,
                   .etag = response.etag,
                   .headers = response.outcome == SOLOQL_NOT_ALLOWED ? "Allow: POST\r\n" : NULL,
                   .body = response.body,
                   .length = response.body_length,
                   .headroom = REPLY_HEADROOM};
    return response_send(connection, exchange, pool, ask.database, &reply);
}

int graphql_http_handle(struct mg_connection *connection, Exchange *exchange) {
    MediaType type = negotiate_answer(exchange->headers.first[HEADER_ACCEPT]);
    if (type == MEDIA_NONE) {
        return reply_failure(connection, exchange, &failed_accept);
    }
    /* What fails before the rows of a stream is told in JSON, with a status that says so. */
    exchange->media_type = negotiate_header(negotiate_is_stream(type) ? MEDIA_JSON : type);
    soloql_request request = {.body = NULL};
    const Failure *failure = request_read(connection, exchange, &request);
    return failure != NULL ? reply_failure(connection, exchange, failure)
                           : execute(connection, exchange, &request, type);
}
