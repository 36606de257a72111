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

/* CivetWeb takes the first length, and reads "5x" as 5; a proxy before it may do otherwise. */
static bool framing_is_clear(const Headers *headers) {
    const char *length = headers->first[HEADER_CONTENT_LENGTH];
    if (headers->counts[HEADER_CONTENT_LENGTH] + headers->counts[HEADER_TRANSFER_ENCODING] > 1) {
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
    const char *asked = exchange->headers.first[HEADER_REQUEST_HEADERS];
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

static bool is_preflight(const struct mg_request_info *request, const Headers *headers) {
    return strcmp(request->request_method, "OPTIONS") == 0 &&
           headers->first[HEADER_ORIGIN] != NULL && headers->first[HEADER_REQUEST_METHOD] != NULL;
}

/* Counted before the flag is looked at: a request is either refused, or waited for. */
static bool admit(Exchange *exchange) {
    Server *server = exchange->server;
    if (atomic_fetch_add(&server->in_flight, 1) != 0) {
        crowd_note(server->crowd);
    }
    exchange->is_admitted = true;
    return !atomic_load(&server->draining);
}

int gate_pass(struct mg_connection *connection, Exchange *exchange) {
    const struct mg_request_info *request = mg_get_request_info(connection);
    const Headers *headers = &exchange->headers;
    const char *host = headers->first[HEADER_HOST];
    bool needs_host = strcmp(request->http_version, "1.0") != 0;
    const Failure *failure = NULL;
    if (!admit(exchange)) {
        failure = &refused_draining;
    } else if (request->num_headers >= MG_MAX_HEADERS) {
        /* CivetWeb leaves out the rest, and what is left out cannot be checked. */
        failure = &refused_headers;
    } else if (!framing_is_clear(headers)) {
        failure = &refused_framing;
    } else if (headers->counts[HEADER_HOST] > 1 || (host == NULL && needs_host)) {
        failure = &refused_no_host;
    } else if (host != NULL && !host_is_served(exchange, host)) {
        failure = &refused_host;
    }
    if (failure != NULL) {
        exchange->is_closing = true;
        return reply_failure(connection, exchange, failure);
    }
    origin_check(exchange, headers->first[HEADER_ORIGIN]);
    return is_preflight(request, headers) ? preflight_answer(connection, exchange) : 0;
}
