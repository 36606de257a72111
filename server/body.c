/* The body of a request; see body.h. */
#include "server/body.h"

#include <string.h>
#include <strings.h>

enum {
    READ_STEP = 16 * 1024, /* how much room there is when the length is not known */
    /* What a refused client may still send: if the connection ended while it does, it might be
     * reset before he has read why. Bytes, and milliseconds. */
    DISCARDED_MOST = 64 * 1024 * 1024,
    DISCARDED_LONGEST = 2000
};

static void body_invite(struct mg_connection *connection, const Exchange *exchange) {
    static const char invitation[] = "HTTP/1.1 100 Continue\r\n\r\n";
    const char *expect = exchange->headers.first[HEADER_EXPECT];
    if (expect != NULL && strcasecmp(expect, "100-continue") == 0) {
        (void)mg_write(connection, invitation, sizeof invitation - 1);
    }
}

/* A body of a length that was announced. */
static BodyAnswer sized_read(struct mg_connection *connection, Exchange *exchange, size_t length) {
    if (!exchange_reserve(exchange, length + 1)) {
        return BODY_NO_MEMORY;
    }
    body_invite(connection, exchange);
    int got = length == 0 ? 0 : mg_read(connection, exchange->buffer, length);
    return got >= 0 && (size_t)got == length ? BODY_READ : BODY_INCOMPLETE;
}

/* A chunked body. */
static BodyAnswer chunks_read(struct mg_connection *connection, Exchange *exchange, size_t longest,
                              size_t *length) {
    body_invite(connection, exchange);
    for (*length = 0; *length <= longest;) {
        if (exchange->capacity < *length + READ_STEP &&
            !exchange_reserve(exchange, 2 * *length + READ_STEP)) {
            return BODY_NO_MEMORY;
        }
        int got = mg_read(connection, exchange->buffer + *length, READ_STEP - 1);
        if (got <= 0) {
            return got == 0 ? BODY_READ : BODY_INCOMPLETE;
        }
        *length += (size_t)got;
    }
    return BODY_TOO_LONG;
}

BodyAnswer body_read(struct mg_connection *connection, Exchange *exchange, size_t longest,
                     size_t *length) {
    const struct mg_request_info *request = mg_get_request_info(connection);
    bool is_chunked = exchange->headers.first[HEADER_TRANSFER_ENCODING] != NULL;
    size_t announced = request->content_length > 0 ? (size_t)request->content_length : 0;
    if (!is_chunked && announced > longest) {
        return BODY_TOO_LONG;
    }
    *length = announced;
    watch_reading(exchange->watch, request,
                  exchange_transfer_limit(exchange, is_chunked ? longest : announced));
    BodyAnswer answer = is_chunked ? chunks_read(connection, exchange, longest, length)
                                   : sized_read(connection, exchange, announced);
    watch_end(exchange->watch);
    exchange->has_unread_body = answer != BODY_READ;
    if (answer == BODY_READ) {
        exchange->buffer[*length] = '\0';
    }
    return answer;
}

void body_discard(struct mg_connection *connection, Exchange *exchange) {
    char scrap[16 * 1024];
    size_t discarded = 0;
    watch_reading(exchange->watch, mg_get_request_info(connection), DISCARDED_LONGEST);
    for (int got = 1; got > 0 && discarded < DISCARDED_MOST; discarded += sizeof scrap) {
        got = mg_read(connection, scrap, sizeof scrap);
    }
    watch_end(exchange->watch);
}
