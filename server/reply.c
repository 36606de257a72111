/*
 * Replies; see reply.h.
 *
 *     HTTP/1.1 200 OK
 *     Date: Mon, 23 Nov 2026 09:12:03 GMT
 *     Content-Type: application/json; charset=utf-8
 *     Content-Length: 27
 *     …
 */
#include "server/reply.h"

#include <cjson/cJSON.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { COPIED_LONGEST = 1024 * 1024 }; /* a larger body is sent from where it is */

/* A head is written into a fixed buffer; what does not fit marks it as too long. */
typedef struct Head {
    char text[REPLY_HEADROOM];
    size_t length;
} Head;

__attribute__((format(printf, 2, 3))) static void head_add(Head *head, const char *format, ...) {
    va_list arguments;
    size_t room = sizeof head->text - head->length;
    va_start(arguments, format);
    int length = vsnprintf(head->text + head->length, room, format, arguments);
    va_end(arguments);
    if (length > 0 && (size_t)length < room) {
        head->length += (size_t)length;
    }
}

/* Whether CivetWeb will keep the connection after this answer: it goes by the client's wish. */
static bool connection_stays(const struct mg_connection *connection, const Exchange *exchange) {
    const char *wish = mg_get_header(connection, "Connection");
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

static void head_write(Head *head, const struct mg_connection *connection, Exchange *exchange,
                       const Reply *reply) {
    const char *stays = connection_stays(connection, exchange) ? "keep-alive" : "close";
    head_add(head, "HTTP/1.1 %d %s\r\nDate: %s\r\n", reply->status,
             mg_get_response_code_text(connection, reply->status), date_now(exchange));
    if (reply->media_type != NULL) {
        head_add(head, "Content-Type: %s\r\n", reply->media_type);
    }
    if (reply->in_pieces && takes_chunks(connection)) {
        head_add(head, "Transfer-Encoding: chunked\r\n");
    } else if (reply->status != 204 && reply->status != 304 && !reply->in_pieces) {
        head_add(head, "Content-Length: %zu\r\n", reply->length);
    }
    head_add(head, "Connection: %s\r\n", stays);
    if (reply->etag != NULL) {
        head_add(head, "ETag: %s\r\nCache-Control: private, no-cache\r\nVary: Accept\r\n",
                 reply->etag);
    } else {
        head_add(head, "Cache-Control: no-store\r\n");
    }
    head_add(head, "X-Content-Type-Options: nosniff\r\n");
    head_add(head, "X-Request-Id: %s\r\n", exchange->id);
    if (*exchange->server->settings->cors_origins != '\0') {
        head_add(head, "Vary: Origin\r\n");
    }
    if (exchange->cors_origin != NULL) {
        head_add(head,
                 "Access-Control-Allow-Origin: %s\r\n"
                 "Access-Control-Expose-Headers: ETag, X-Request-Id, Retry-After\r\n",
                 exchange->cors_origin);
    }
    head_add(head, "%s\r\n", reply->headers == NULL ? "" : reply->headers);
}

/* With fewer threads than clients each has to make room for the next. */
static void connection_share(Exchange *exchange) {
    const Server *server = exchange->server;
    if (atomic_load(&server->connections) > server->settings->threads) {
        exchange->is_closing = true; /* others wait for the thread */
    }
}

Packet reply_pack(const struct mg_connection *connection, Exchange *exchange, const Reply *reply) {
    Head head = {.length = 0};
    const char *method = mg_get_request_info(connection)->request_method;
    bool has_body = method == NULL || strcmp(method, "HEAD") != 0;
    size_t length = has_body ? reply->length : 0;
    connection_share(exchange);
    head_write(&head, connection, exchange, reply);
    exchange->status = reply->status;
    if (length > COPIED_LONGEST && reply->headroom >= head.length) {
        char *data = reply->body - head.length;
        memcpy(data, head.text, head.length);
        return (Packet){data, head.length + length, false};
    }
    if (!exchange_reserve(exchange, head.length + length)) {
        exchange->is_closing = true;
        return (Packet){NULL, 0, true};
    }
    memcpy(exchange->buffer, head.text, head.length);
    if (length != 0) {
        memcpy(exchange->buffer + head.length, reply->body, length);
    }
    return (Packet){exchange->buffer, head.length + length, true};
}

int reply_send_packet(struct mg_connection *connection, Exchange *exchange, const Packet *packet) {
    const struct mg_request_info *request = mg_get_request_info(connection);
    watch_writing(&exchange->watch, request, exchange_transfer_limit(exchange, packet->length));
    int sent = packet->length == 0 ? 0 : mg_write(connection, packet->data, packet->length);
    watch_end(&exchange->watch);
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

bool reply_begin_pieces(struct mg_connection *connection, Exchange *exchange,
                        const char *media_type) {
    Head head = {.length = 0};
    Reply reply = {.status = 200, .media_type = media_type, .in_pieces = true};
    connection_share(exchange);
    exchange->is_closing |= !takes_chunks(connection);
    head_write(&head, connection, exchange, &reply);
    exchange->status = reply.status;
    Packet packet = {head.text, head.length, false};
    size_t before = exchange->bytes;
    (void)reply_send_packet(connection, exchange, &packet);
    return exchange->bytes - before == head.length;
}

bool reply_send_piece(struct mg_connection *connection, Exchange *exchange, const char *data,
                      size_t length) {
    const struct mg_request_info *request = mg_get_request_info(connection);
    watch_writing(&exchange->watch, request, exchange_transfer_limit(exchange, length));
    int sent = takes_chunks(connection) ? mg_send_chunk(connection, data, (unsigned)length)
                                        : mg_write(connection, data, length);
    watch_end(&exchange->watch);
    bool is_sent = sent > 0 && (size_t)sent >= length;
    exchange->bytes += is_sent ? (size_t)sent : 0;
    return is_sent;
}

void reply_end_pieces(struct mg_connection *connection, Exchange *exchange, bool is_whole) {
    if (is_whole && takes_chunks(connection)) {
        is_whole = mg_send_chunk(connection, "", 0) > 0;
    }
    if (!is_whole || exchange->is_closing) {
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
