/* One request and its answer; see exchange.h. */
#include "server/exchange.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "server/log.h"

enum {
    ID_LENGTH = 16,          /* of an id of our own, in hexadecimal digits */
    BUFFER_LEAST = 4 * 1024, /* made when first needed: most threads of most servers have no work */
    BUFFER_KEPT = 64 * 1024, /* a buffer that grew beyond this is given back after the request */
    BYTES_A_MILLISECOND = 64 /* the slowest client that is waited for, 64 KiB a second */
};

void exchange_init(Exchange *exchange, Server *server, Watch *watch) {
    *exchange = (Exchange){.server = server, .watch = watch};
}

void exchange_destroy(Exchange *exchange) {
    free(exchange->buffer);
}

Exchange *exchange_of(const struct mg_connection *connection) {
    return mg_get_thread_pointer(connection);
}

bool exchange_reserve(Exchange *exchange, size_t size) {
    if (size <= exchange->capacity) {
        return true;
    }
    size = size < BUFFER_LEAST ? BUFFER_LEAST : size;
    char *larger = realloc(exchange->buffer, size);
    if (larger == NULL) {
        return false;
    }
    exchange->buffer = larger;
    exchange->capacity = size;
    return true;
}

int64_t exchange_transfer_limit(const Exchange *exchange, size_t bytes) {
    return exchange->server->settings->transfer_timeout + (int64_t)(bytes / BYTES_A_MILLISECOND);
}

/* Numbers that do not repeat, scattered by splitmix64 so that they tell nothing about load. */
static void id_make(char out[ID_LENGTH + 1]) {
    static atomic_uint_fast64_t counter;
    if (atomic_load(&counter) == 0) {
        uint64_t seed = 0;
        uint_fast64_t unset = 0;
        (void)!getrandom(&seed, sizeof seed, 0);
        atomic_compare_exchange_strong(&counter, &unset, seed | 1);
    }
    uint64_t x = atomic_fetch_add(&counter, 0x9e3779b97f4a7c15u);
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    x ^= x >> 31;
    for (size_t i = 0; i < ID_LENGTH; i++) {
        out[i] = "0123456789abcdef"[x >> 60];
        x <<= 4;
    }
    out[ID_LENGTH] = '\0';
}

/* The caller's id is echoed and logged, so it must be harmless in both places. */
static bool id_is_usable(const char *id) {
    static const char harmless[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    size_t length = id == NULL ? 0 : strnlen(id, REQUEST_ID_LONGEST + 1);
    return length != 0 && length <= REQUEST_ID_LONGEST && strspn(id, harmless) == length;
}

void exchange_begin(Exchange *exchange, const struct mg_request_info *request) {
    headers_read(&exchange->headers, request);
    const char *given = exchange->headers.first[HEADER_REQUEST_ID];
    exchange->is_open = true;
    exchange->is_admitted = exchange->is_closing = false;
    exchange->has_unread_body =
        request->content_length > 0 || exchange->headers.first[HEADER_TRANSFER_ENCODING] != NULL;
    exchange->has_body = false;
    exchange->media_type = "application/json; charset=utf-8";
    exchange->cors_origin = NULL;
    exchange->code[0] = exchange->reason[0] = '\0';
    exchange->status = 0;
    exchange->bytes = 0;
    exchange->statements = -1;
    exchange->operation[0] = '\0';
    if (id_is_usable(given)) {
        (void)snprintf(exchange->id, sizeof exchange->id, "%s", given);
    } else {
        id_make(exchange->id);
    }
    (void)clock_gettime(CLOCK_MONOTONIC, &exchange->started);
}

static void exchange_log(const Exchange *exchange, const struct mg_request_info *request) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    LogRequest line = {
        .method = request->request_method,
        .path = request->request_uri,
        .status = exchange->status,
        .milliseconds = (double)(now.tv_sec - exchange->started.tv_sec) * 1e3 +
                        (double)(now.tv_nsec - exchange->started.tv_nsec) / 1e6,
        .bytes = exchange->bytes,
        .statements = exchange->statements,
        .operation = exchange->operation[0] == '\0' ? NULL : exchange->operation,
        .code = exchange->code[0] == '\0' ? NULL : exchange->code,
        .reason = exchange->reason[0] == '\0' ? NULL : exchange->reason,
        .request_id = exchange->id,
    };
    log_request(&line);
}

void exchange_end(Exchange *exchange, const struct mg_request_info *request) {
    exchange_log(exchange, request);
    identity_free(&exchange->identity);
    if (exchange->capacity > BUFFER_KEPT) {
        free(exchange->buffer);
        exchange->buffer = NULL;
        exchange->capacity = 0;
    }
    if (exchange->is_admitted) {
        (void)atomic_fetch_sub(&exchange->server->in_flight, 1);
    }
    exchange->is_open = false;
}
