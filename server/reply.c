/*
 * Replies; see reply.h.
 *
 *     HTTP/1.1 200 OK
 *     Date: Mon, 23 Nov 2026 09:12:03 GMT
 *     Content-Type: application/json; charset=utf-8
 *     Content-Length: 27
 *     …
 *
 * A body that is worth it is compressed if the setting allows it and the client takes it so.
 */
#include "server/reply.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "server/gzip.h"
#include "server/negotiate.h"

enum {
    COPIED_LONGEST = 1024 * 1024, /* a larger body is sent from where it is */
    GZIP_SHORTEST = 1024          /* a smaller one fits into one packet as it is */
};

/*
 * A head is written into a fixed buffer; a piece that does not fit is left out. Without printf:
 * that took a tenth of a small answer's time.
 */
typedef struct Head {
    char text[REPLY_HEADROOM];
    size_t length;
} Head;

static void head_add_bytes(Head *head, const char *text, size_t length) {
    if (length <= sizeof head->text - head->length) {
        memcpy(head->text + head->length, text, length);
        head->length += length;
    }
}

#define HEAD_ADD(head, literal) head_add_bytes((head), "" literal, sizeof(literal) - 1)

static void head_add(Head *head, const char *text) {
    head_add_bytes(head, text, strlen(text));
}

static void head_add_number(Head *head, size_t number) {
    char text[24], *end = text + sizeof text, *begin = end;
    do {
        *--begin = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0);
    head_add_bytes(head, begin, (size_t)(end - begin));
}

/* Whether CivetWeb will keep the connection after this answer: it goes by the client's wish. */
static bool connection_stays(const struct mg_connection *connection, const Exchange *exchange) {
    const char *wish = exchange->headers.first[HEADER_CONNECTION];
    const struct mg_request_info *request = mg_get_request_info(connection);
    if (exchange->is_closing || exchange->has_unread_body) {
        return false;
    }
    if (wish != NULL) {
        return strcasestr(wish, "keep-alive") != NULL;
    }
    return request->http_version != NULL && strcmp(request->http_version, "1.1") == 0;
}

/* To an older client what has no length ends with the connection. */
static bool takes_chunks(const struct mg_connection *connection) {
    const char *version = mg_get_request_info(connection)->http_version;
    return version != NULL && strcmp(version, "1.1") == 0;
}

static const char *date_now(Exchange *exchange) {
    time_t now = time(NULL);
    if (now != exchange->date_second) {
        struct tm date;
        (void)gmtime_r(&now, &date);
        (void)strftime(exchange->date, sizeof exchange->date, "%a, %d %b %Y %H:%M:%S GMT", &date);
        exchange->date_second = now;
    }
    return exchange->date;
}

static void head_add_length(Head *head, const struct mg_connection *connection,
                            const Reply *reply) {
    if (reply->in_pieces && takes_chunks(connection)) {
        HEAD_ADD(head, "Transfer-Encoding: chunked\r\n");
    } else if (reply->status != 204 && reply->status != 304 && !reply->in_pieces) {
        HEAD_ADD(head, "Content-Length: ");
        head_add_number(head, reply->length);
        HEAD_ADD(head, "\r\n");
    }
}

static void head_add_caching(Head *head, const Reply *reply) {
    if (reply->etag == NULL) {
        HEAD_ADD(head, "Cache-Control: no-store\r\n");
        return;
    }
    HEAD_ADD(head, "ETag: ");
    head_add(head, reply->etag);
    HEAD_ADD(head, "\r\nCache-Control: private, no-cache\r\n");
}

/* What else than the URL the answer depends on, in one line: some caches read no more of them. */
static void head_add_vary(Head *head, const Exchange *exchange, const Reply *reply) {
    const Server *server = exchange->server;
    const char *const names[] = {
        reply->etag == NULL ? NULL : "Accept",
        server->has_gzip && reply->status != 204 ? "Accept-Encoding" : NULL,
        *server->settings->cors_origins == '\0' ? NULL : "Origin",
    };
    bool is_begun = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i] != NULL) {
            head_add(head, is_begun ? ", " : "Vary: ");
            head_add(head, names[i]);
            is_begun = true;
        }
    }
    head_add(head, is_begun ? "\r\n" : "");
}

static void head_add_origin(Head *head, const Exchange *exchange) {
    if (exchange->cors_origin != NULL) {
        HEAD_ADD(head, "Access-Control-Allow-Origin: ");
        head_add(head, exchange->cors_origin);
        HEAD_ADD(head, "\r\nAccess-Control-Expose-Headers: ETag, X-Request-Id, Retry-After\r\n");
    }
}

static void head_write(Head *head, const struct mg_connection *connection, Exchange *exchange,
                       const Reply *reply) {
    bool stays = connection_stays(connection, exchange);
    HEAD_ADD(head, "HTTP/1.1 ");
    head_add_number(head, (size_t)reply->status);
    HEAD_ADD(head, " ");
    head_add(head, mg_get_response_code_text(connection, reply->status));
    HEAD_ADD(head, "\r\nDate: ");
    head_add(head, date_now(exchange));
    HEAD_ADD(head, "\r\n");
    if (reply->media_type != NULL) {
        HEAD_ADD(head, "Content-Type: ");
        head_add(head, reply->media_type);
        HEAD_ADD(head, "\r\n");
    }
    if (reply->is_gzip) {
        HEAD_ADD(head, "Content-Encoding: gzip\r\n");
    }
    head_add_length(head, connection, reply);
    head_add(head, stays ? "Connection: keep-alive\r\n" : "Connection: close\r\n");
    head_add_caching(head, reply);
    head_add_vary(head, exchange, reply);
    HEAD_ADD(head, "X-Content-Type-Options: nosniff\r\nX-Request-Id: ");
    head_add(head, exchange->id);
    HEAD_ADD(head, "\r\n");
    head_add_origin(head, exchange);
    head_add(head, reply->headers == NULL ? "" : reply->headers);
    HEAD_ADD(head, "\r\n");
}

/* With fewer threads than clients each has to make room for the next. */
static void connection_share(Exchange *exchange) {
    const Server *server = exchange->server;
    if (atomic_load(&server->connections) > server->settings->threads) {
        exchange->is_closing = true; /* others wait for the thread */
    }
}

/* Whether so many bytes are to be compressed. */
static bool is_gzip_wanted(const Exchange *exchange, size_t length) {
    return exchange->server->has_gzip && length >= GZIP_SHORTEST &&
           negotiate_takes_gzip(exchange->headers.first[HEADER_ACCEPT_ENCODING]);
}

/* The reply with its body compressed, or as it is. */
static Reply reply_compress(Exchange *exchange, const Reply *reply) {
    Reply out = *reply;
    if (is_gzip_wanted(exchange, reply->length)) {
        size_t length = gzip_body(exchange, REPLY_HEADROOM, reply->body, reply->length);
        if (length != 0) {
            out.is_gzip = true;
            out.body = exchange->buffer + REPLY_HEADROOM;
            out.length = length;
            out.headroom = REPLY_HEADROOM;
        }
    }
    return out;
}

Packet reply_pack(const struct mg_connection *connection, Exchange *exchange, const Reply *reply) {
    Head head = {.length = 0};
    const char *method = mg_get_request_info(connection)->request_method;
    bool has_body = method == NULL || strcmp(method, "HEAD") != 0;
    Reply sent = reply_compress(exchange, reply);
    size_t length = has_body ? sent.length : 0;
    connection_share(exchange);
    head_write(&head, connection, exchange, &sent);
    exchange->status = sent.status;
    if (sent.is_gzip || (length > COPIED_LONGEST && sent.headroom >= head.length)) {
        char *data = sent.body - head.length;
        memcpy(data, head.text, head.length);
        return (Packet){data, head.length + length, sent.is_gzip};
    }
    if (!exchange_reserve(exchange, head.length + length)) {
        exchange->is_closing = true;
        return (Packet){NULL, 0, true};
    }
    memcpy(exchange->buffer, head.text, head.length);
    if (length != 0) {
        memcpy(exchange->buffer + head.length, sent.body, length);
    }
    return (Packet){exchange->buffer, head.length + length, true};
}

int reply_send_packet(struct mg_connection *connection, Exchange *exchange, const Packet *packet) {
    const struct mg_request_info *request = mg_get_request_info(connection);
    watch_writing(exchange->watch, request, exchange_transfer_limit(exchange, packet->length));
    int sent = packet->length == 0 ? 0 : mg_write(connection, packet->data, packet->length);
    watch_end(exchange->watch);
    exchange->bytes += sent > 0 ? (size_t)sent : 0;
    bool is_whole = sent >= 0 && (size_t)sent == packet->length;
    if (!is_whole || exchange->is_closing || exchange->has_unread_body) {
        mg_disable_connection_keep_alive(connection);
    }
    return exchange->status;
}

int reply_send(struct mg_connection *connection, Exchange *exchange, const Reply *reply) {
    Packet packet = reply_pack(connection, exchange, reply);
    return reply_send_packet(connection, exchange, &packet);
}

/* ---------------------------------------------------------------- in pieces */

/* One compressor for all pieces. Each is flushed, so that its rows arrive with it. */
typedef struct PieceGzip {
    Gzip gzip;
    char out[16 * 1024]; /* mostly takes what a piece of 64 KiB becomes */
} PieceGzip;

/* NULL without memory: then they are sent as they are. */
static PieceGzip *piece_gzip_new(void) {
    PieceGzip *gzip = malloc(sizeof *gzip);
    if (gzip != NULL && !gzip_begin(&gzip->gzip, SIZE_MAX)) {
        free(gzip);
        gzip = NULL;
    }
    return gzip;
}

static void piece_gzip_free(PieceGzip *gzip) {
    if (gzip != NULL) {
        gzip_end(&gzip->gzip);
        free(gzip);
    }
}

bool reply_begin_pieces(Pieces *pieces, const char *media_type, size_t first) {
    struct mg_connection *connection = pieces->connection;
    Exchange *exchange = pieces->exchange;
    Head head = {.length = 0};
    Reply reply = {.status = 200, .media_type = media_type, .in_pieces = true};
    pieces->gzip = is_gzip_wanted(exchange, first) ? piece_gzip_new() : NULL;
    reply.is_gzip = pieces->gzip != NULL;
    connection_share(exchange);
    exchange->is_closing |= !takes_chunks(connection);
    head_write(&head, connection, exchange, &reply);
    exchange->status = reply.status;
    Packet packet = {head.text, head.length, false};
    size_t before = exchange->bytes;
    (void)reply_send_packet(connection, exchange, &packet);
    return exchange->bytes - before == head.length;
}

static bool piece_write(struct mg_connection *connection, Exchange *exchange, const char *data,
                        size_t length) {
    const struct mg_request_info *request = mg_get_request_info(connection);
    watch_writing(exchange->watch, request, exchange_transfer_limit(exchange, length));
    int sent = takes_chunks(connection) ? mg_send_chunk(connection, data, (unsigned)length)
                                        : mg_write(connection, data, length);
    watch_end(exchange->watch);
    bool is_sent = sent > 0 && (size_t)sent >= length;
    exchange->bytes += is_sent ? (size_t)sent : 0;
    return is_sent;
}

/* The data, compressed, and the end of all if it is the last. */
static bool piece_write_gzip(Pieces *pieces, const char *data, size_t length, bool is_last) {
    PieceGzip *gzip = pieces->gzip;
    bool is_done = false, is_sent = true;
    gzip_feed(&gzip->gzip, data, length);
    while (is_sent && !is_done) {
        size_t written = gzip_write(&gzip->gzip, is_last, gzip->out, sizeof gzip->out, &is_done);
        is_sent = written == 0
                      ? is_done
                      : piece_write(pieces->connection, pieces->exchange, gzip->out, written);
    }
    return is_sent;
}

bool reply_send_piece(Pieces *pieces, const char *data, size_t length) {
    return pieces->gzip == NULL ? piece_write(pieces->connection, pieces->exchange, data, length)
                                : piece_write_gzip(pieces, data, length, false);
}

void reply_end_pieces(Pieces *pieces, bool is_whole) {
    struct mg_connection *connection = pieces->connection;
    if (is_whole && pieces->gzip != NULL) {
        is_whole = piece_write_gzip(pieces, NULL, 0, true);
    }
    piece_gzip_free(pieces->gzip);
    pieces->gzip = NULL;
    if (is_whole && takes_chunks(connection)) {
        is_whole = mg_send_chunk(connection, "", 0) > 0;
    }
    if (!is_whole || pieces->exchange->is_closing) {
        mg_disable_connection_keep_alive(connection);
    }
}

/* ---------------------------------------------------------------- failures */

/* The errors as JSON, to be freed with cJSON_free; NULL without memory. */
static char *failure_json(const Failure *failure) {
    cJSON *root = cJSON_CreateObject();
    cJSON *errors = cJSON_AddArrayToObject(root, "errors");
    cJSON *error = cJSON_CreateObject();
    (void)cJSON_AddStringToObject(error, "message", failure->message);
    cJSON *extensions = cJSON_AddObjectToObject(error, "extensions");
    (void)cJSON_AddStringToObject(extensions, "code", failure->code);
    if (!cJSON_AddItemToArray(errors, error)) {
        cJSON_Delete(error);
    }
    char *text = cJSON_PrintUnformatted(root);
    cJSON_Delete(root);
    return text;
}

int reply_failure(struct mg_connection *connection, Exchange *exchange, const Failure *failure) {
    char *text = failure_json(failure);
    (void)snprintf(exchange->code, sizeof exchange->code, "%s", failure->code);
    Reply reply = {.status = failure->status,
                   .media_type = exchange->media_type,
                   .headers = failure->headers,
                   .body = text,
                   .length = text == NULL ? 0 : strlen(text)};
    int status = reply_send(connection, exchange, &reply);
    cJSON_free(text);
    return status;
}
