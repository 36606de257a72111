/*
 * The gate; see gate.h.
 *
 *     Content-Length: 5, Transfer-Encoding: chunked   → 400: two lengths are a smuggler's request
 *     Host: rebound.example (on loopback)             → 403: a page that made a name mean 127.0.0.1
 *     OPTIONS, Origin: https://app.example            → 204 if the origin is in cors_origins
 */
#include "server/gate.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "server/reply.h"

static const Failure refused_draining = {503, "busy", "The server is shutting down",
                                         "Retry-After: 1\r\n"};
static const Failure refused_framing = {400, "bad-request",
                                        "The length of the body is not given, or given in more "
                                        "than one way",
                                        NULL};
static const Failure refused_headers = {431, "bad-request", "There are too many headers", NULL};
static const Failure refused_no_host = {400, "bad-request", "One Host header is needed", NULL};
static const Failure refused_host = {
    403, "access-denied", "This Host is not served; the setting allowed_hosts can add it", NULL};

static int header_count(const struct mg_request_info *request, const char *name) {
    int count = 0;
    for (int i = 0; i < request->num_headers; i++) {
        count += strcasecmp(request->http_headers[i].name, name) == 0;
    }
    return count;
}

/* CivetWeb takes the first length, and reads "5x" as 5; a proxy before it may do otherwise. */
static bool framing_is_clear(const struct mg_connection *connection) {
    const struct mg_request_info *request = mg_get_request_info(connection);
    const char *length = mg_get_header(connection, "Content-Length");
    int lengths = header_count(request, "Content-Length");
    int encodings = header_count(request, "Transfer-Encoding");
    if (lengths + encodings > 1) {
        return false;
    }
    return length == NULL || (*length != '\0' && strspn(length, "0123456789") == strlen(length));
}

/* The length of the name in "name:port" or "[::1]:port". */
static size_t host_name_length(const char *host) {
    return *host == '[' ? strcspn(host, "]") + (strchr(host, ']') != NULL) : strcspn(host, ":");
}

/*
 * A page on the internet can make its own name resolve to 127.0.0.1 and then talk to us as "same
 * origin". Its name still stands in the Host header.
 */
static bool host_is_served(const Exchange *exchange, const char *host) {
    const Server *server = exchange->server;
    const char *allowed = server->settings->allowed_hosts;
    size_t length = host_name_length(host);
    bool is_restricted = server->is_loopback || *allowed != '\0';
    return !is_restricted || setting_list_has("localhost,127.0.0.1,[::1]", host, length) ||
           setting_list_has(allowed, host, length) || setting_list_has(allowed, host, strlen(host));
}

/* Sets what is said to a page of another origin; it stays NULL for one that is not allowed. */
static void origin_check(Exchange *exchange, const char *origin) {
    const char *allowed = exchange->server->settings->cors_origins;
    if (origin == NULL) {
        return;
    }
    if (strcmp(allowed, "*") == 0) {
        exchange->cors_origin = "*";
    } else if (strlen(origin) <= 512 && setting_list_has(allowed, origin, strlen(origin))) {
        exchange->cors_origin = origin;
    }
}

/* Header names, to be echoed to a page that asks whether it may send them. */
static bool header_names_are_harmless(const char *names) {
    static const char harmless[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_, ";
    return strlen(names) <= 1024 && strspn(names, harmless) == strlen(names);
}

static int preflight_answer(struct mg_connection *connection, Exchange *exchange) {
    char headers[1280] = "";
    const char *asked = mg_get_header(connection, "Access-Control-Request-Headers");
    if (exchange->cors_origin != NULL) {
        bool echo = asked != NULL && header_names_are_harmless(asked);
        (void)snprintf(headers, sizeof headers,
                       "Access-Control-Allow-Methods: GET, POST\r\n"
                       "Access-Control-Max-Age: 600\r\n%s%s%s",
                       echo ? "Access-Control-Allow-Headers: " : "", echo ? asked : "",
                       echo ? "\r\n" : "");
    }
    Reply reply = {.status = 204, .headers = headers};
    return reply_send(connection, exchange, &reply);
}

static bool is_preflight(const struct mg_connection *connection) {
    return strcmp(mg_get_request_info(connection)->request_method, "OPTIONS") == 0 &&
           mg_get_header(connection, "Origin") != NULL &&
           mg_get_header(connection, "Access-Control-Request-Method") != NULL;
}

/* Counted before the flag is looked at: a request is either refused, or waited for. */
static bool admit(Exchange *exchange) {
    (void)atomic_fetch_add(&exchange->server->in_flight, 1);
    exchange->is_admitted = true;
    return !atomic_load(&exchange->server->draining);
}

int gate_pass(struct mg_connection *connection, Exchange *exchange) {
    const struct mg_request_info *request = mg_get_request_info(connection);
    const char *host = mg_get_header(connection, "Host");
    bool needs_host = strcmp(request->http_version, "1.0") != 0;
    const Failure *failure = NULL;
    if (!admit(exchange)) {
        failure = &refused_draining;
    } else if (request->num_headers >= MG_MAX_HEADERS) {
        /* CivetWeb leaves out the rest, and what is left out cannot be checked. */
        failure = &refused_headers;
    } else if (!framing_is_clear(connection)) {
        failure = &refused_framing;
    } else if (header_count(request, "Host") > 1 || (host == NULL && needs_host)) {
        failure = &refused_no_host;
    } else if (host != NULL && !host_is_served(exchange, host)) {
        failure = &refused_host;
    }
    if (failure != NULL) {
        exchange->is_closing = true;
        return reply_failure(connection, exchange, failure);
    }
    origin_check(exchange, mg_get_header(connection, "Origin"));
    return is_preflight(connection) ? preflight_answer(connection, exchange) : 0;
}
