/*
 * Streams over HTTP: pieces of an answer whose length nobody knows yet.
 *
 *     GET /graphql?query={orders{id total}}      HTTP/1.1 200 OK
 *     Accept: text/csv                           Content-Type: text/csv; charset=utf-8; …
 *                                                Transfer-Encoding: chunked
 *
 * The head is sent with the first rows, so that what fails before them has a status of its own.
 * What fails after them cuts the connection in CSV: the missing last chunk tells the client that
 * rows are missing. In NDJSON the last line tells. A client that takes rows slowly slows down the
 * statement, and one that goes away ends it.
 */
#include "server/stream_http.h"

#include "server/reply.h"

typedef struct StreamReply {
    Pieces pieces;
    const char *media_type;
    bool is_begun;
    bool is_broken; /* the client went away */
} StreamReply;

static int stream_write(void *context, const char *bytes, size_t length) {
    StreamReply *reply = context;
    if (!reply->is_begun) {
        reply->is_begun = true;
        reply->is_broken = !reply_begin_pieces(&reply->pieces, reply->media_type, length);
    }
    if (!reply->is_broken) {
        reply->is_broken = !reply_send_piece(&reply->pieces, bytes, length);
    }
    return reply->is_broken;
}

bool stream_http_run(struct mg_connection *connection, Exchange *exchange, const StreamAsk *ask,
                     soloql_response *response) {
    StreamReply reply = {.pieces = {.connection = connection, .exchange = exchange},
                         .media_type = negotiate_header(ask->type)};
    bool is_csv = ask->type == MEDIA_CSV;
    soloql_sink sink = {is_csv ? SOLOQL_CSV : SOLOQL_NDJSON, stream_write, &reply};
    soloql_stream(ask->database, ask->request, &sink, response);
    if (reply.is_begun) {
        bool is_whole = !reply.is_broken && (!is_csv || response->outcome == SOLOQL_OK);
        reply_end_pieces(&reply.pieces, is_whole);
    }
    if (reply.is_broken) {
        response->error_code = NULL; /* it is the client's affair */
    }
    return reply.is_begun;
}
