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
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { COPIED_LONGEST = 1024 * 1024 }; /* a larger body is sent from where it is */

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
    HEAD_ADD(head, "\r\nCache-Control: private, no-cache\r\nVary: Accept\r\n");
}

static void head_add_origin(Head *head, const Exchange *exchange) {
    if (*exchange->server->settings->cors_origins != '\0') {
        HEAD_ADD(head, "Vary: Origin\r\n");
    }
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
    head_add_length(head, connection, reply);
    head_add(head, stays ? "Connection: keep-alive\r\n" : "Connection: close\r\n");
    head_add_caching(head, reply);
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
