/*
 * The web server; see http.h.
 *
 * A request goes: begin (exchange, gate) → CivetWeb finds the route → auth handler → the route's
 * handler → end (log). CivetWeb has a thread for each connection, and all of this happens on it.
 */
#include "server/http.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/address.h"
#include "server/body.h"
#include "server/gate.h"
#include "server/graphql_http.h"
#include "server/log.h"
#include "server/pages.h"
#include "server/reply.h"

struct Http {
    Server *server;
    struct mg_context *context;
    size_t thread_count;       /* of workers */
    atomic_size_t next_thread; /* that begins */
    Watch *watches;            /* one for each */
    Exchange *exchanges; /* one for each; most are never needed, so none is touched before it is */
    char url[96];
};

typedef struct Route {
    const char *path;
    int (*handle)(struct mg_connection *connection, Exchange *exchange);
    bool needs_identity;
} Route;

static const Route routes[] = {
    {"/graphql", graphql_http_handle, true},
    {"/v1/graphql", graphql_http_handle, true},
    {"/healthz", pages_health, false},
    {"/readyz", pages_ready, false},
    {"/", pages_front, false},
};

enum {
    ROUTE_COUNT = sizeof routes / sizeof *routes,
    /*
     * Threads beyond the setting. While they are in use there are more clients than connections
     * can be kept for, so each answer ends its connection and those who wait get their turn.
     */
    SPARE_THREADS = 8
};

static const Failure failed_not_found = {404, "not-found", "There is nothing at this path", NULL};
/* ---------------------------------------------------------------- CivetWeb's callbacks */

static void *on_init_thread(const struct mg_context *context, int thread_type) {
    Http *http = mg_get_user_data(context);
    size_t index = thread_type == 1 ? atomic_fetch_add(&http->next_thread, 1) : SIZE_MAX;
    return index < http->thread_count ? &http->exchanges[index] : NULL;
}

static int on_connect(const struct mg_connection *connection, void **data) {
    Http *http = mg_get_user_data(mg_get_context(connection));
    Exchange *exchange = exchange_of(connection);
    (void)data;
    if (exchange->server == NULL) {
        exchange_init(exchange, http->server, &http->watches[exchange - http->exchanges]);
    }
    (void)atomic_fetch_add(&http->server->connections, 1);
    return 0;
}

static void on_close(const struct mg_connection *connection) {
    (void)atomic_fetch_sub(&exchange_of(connection)->server->connections, 1);
}

/* What is left of a refused request is taken off the wire, as far as that is worth it. */
static int request_finish(struct mg_connection *connection, Exchange *exchange, int status) {
    if (exchange->has_unread_body) {
        body_discard(connection, exchange);
    }
    return status;
}

static int on_begin_request(struct mg_connection *connection) {
    Exchange *exchange = exchange_of(connection);
    exchange_begin(exchange, mg_get_request_info(connection));
    int status = gate_pass(connection, exchange);
    return status == 0 ? 0 : request_finish(connection, exchange, status);
}

static void on_end_request(const struct mg_connection *connection, int status) {
    Exchange *exchange = exchange_of(connection);
    (void)status;
    if (exchange->is_open) {
        exchange_end(exchange, mg_get_request_info(connection));
    }
}

/* A request that CivetWeb itself refuses: one that it cannot parse, above all. */
static int on_http_error(struct mg_connection *connection, int status, const char *message) {
    Exchange *exchange = exchange_of(connection);
    bool is_unparsed = !exchange->is_open;
    Failure failure = {.status = status, .code = "bad-request", .message = message};
    if (is_unparsed) {
        static const struct mg_request_info nothing = {.content_length = -1};
        exchange_begin(exchange, &nothing);
    }
    exchange->is_closing = true;
    (void)reply_failure(connection, exchange, &failure);
    if (is_unparsed) {
        static const struct mg_request_info unknown = {.request_method = "-", .request_uri = "-"};
        exchange_end(exchange, &unknown);
    }
    return 0;
}

static int on_log_message(const struct mg_connection *connection, const char *message) {
    (void)connection;
    log_message(LOG_WARN, "CivetWeb: %s", message);
    return 1;
}

/* Reads what a web hook wants to know of the operation; NULL if that was possible. */
static const Failure *operation_read(struct mg_connection *connection, Exchange *exchange,
                                     AuthOperation *out) {
    bool is_post = strcmp(mg_get_request_info(connection)->request_method, "POST") == 0;
    const Failure *failure =
        is_post ? graphql_http_read_body(connection, exchange, &out->body_length) : NULL;
    out->body = is_post && failure == NULL ? exchange->buffer : NULL;
    return failure;
}

static int on_authorize(struct mg_connection *connection, void *data) {
    Exchange *exchange = exchange_of(connection);
    const Auth *auth = exchange->server->auth;
    AuthOperation operation = {.body = NULL};
    AuthRefusal refusal;
    (void)data;
    const Failure *failure =
        auth_wants_operation(auth) ? operation_read(connection, exchange, &operation) : NULL;
    if (failure == NULL && auth_identify(auth, mg_get_request_info(connection), &exchange->headers,
                                         &operation, &exchange->identity, &refusal)) {
        return 1;
    }
    Failure refused = {.status = 0};
    if (failure == NULL) {
        refused = (Failure){refusal.status, refusal.code, refusal.message, refusal.headers};
        (void)snprintf(exchange->reason, sizeof exchange->reason, "%s", refusal.reason);
    }
    (void)request_finish(connection, exchange,
                         reply_failure(connection, exchange, failure == NULL ? &refused : failure));
    return 0;
}

/* CivetWeb also hands over what lies below a path; nothing does. */
static int on_request(struct mg_connection *connection, void *data) {
    const Route *route = data;
    Exchange *exchange = exchange_of(connection);
    bool is_exact = strcmp(mg_get_request_info(connection)->local_uri, route->path) == 0;
    int status = is_exact ? route->handle(connection, exchange)
                          : reply_failure(connection, exchange, &failed_not_found);
    return request_finish(connection, exchange, status);
}

/* ---------------------------------------------------------------- starting */

static bool address_is_allowed(const Server *server, const Address *address, Complaint *complaint) {
    if (address->is_v6 && !mg_check_feature(MG_FEATURES_IPV6)) {
        return complain(complaint, "this build's CivetWeb has no IPv6, which %s needs",
                        address->text);
    }
    return address->is_loopback || auth_is_configured(server->auth) || server->settings->insecure ||
           complain(complaint,
                    "others can reach %s, and no authentication is configured: set "
                    "SOLOQL_ADMIN_SECRET, SOLOQL_JWT or another of docs/auth.md, or say --insecure "
                    "to let everybody be admin",
                    address->text);
}

static bool threads_prepare(Http *http, size_t count) {
    http->exchanges = calloc(count, sizeof *http->exchanges);
    http->watches = calloc(count, sizeof *http->watches);
    bool good = http->exchanges != NULL && http->watches != NULL;
    while (good && http->thread_count < count) {
        watch_init(&http->watches[http->thread_count++]);
    }
    return good;
}

static void threads_forget(Http *http) {
    for (size_t i = 0; i < http->thread_count; i++) {
        exchange_destroy(&http->exchanges[i]);
        watch_destroy(&http->watches[i]);
    }
    free(http->exchanges);
    free(http->watches);
}

static bool context_start(Http *http, const Address *address, Complaint *complaint) {
    const Settings *settings = http->server->settings;
    char listen[96], threads[24], headers[24], request_ms[24], idle_ms[24];
    (void)snprintf(listen, sizeof listen, "%s:%d", address->text, (int)settings->port);
    (void)snprintf(threads, sizeof threads, "%d", (int)http->thread_count);
    (void)snprintf(headers, sizeof headers, "%d", (int)settings->max_header_bytes);
    (void)snprintf(request_ms, sizeof request_ms, "%d", (int)settings->request_timeout);
    (void)snprintf(idle_ms, sizeof idle_ms, "%d", (int)settings->keep_alive_timeout);
    const char *options[] = {
        "listening_ports", listen, "num_threads", threads, "max_request_size", headers,
        "request_timeout_ms", request_ms, "keep_alive_timeout_ms", idle_ms, "enable_keep_alive",
        "yes", "tcp_nodelay", "1", "listen_backlog", "1024",
        /* Paths stay as they were sent: the log may print them, and routes are exact. */
        "decode_url", "no",
        /* The gate checks hosts and answers preflights, by stricter rules. */
        "enable_auth_domain_check", "no", "access_control_allow_methods", "",
        "access_control_allow_origin", "", NULL};
    struct mg_callbacks callbacks = {.begin_request = on_begin_request,
                                     .end_request = on_end_request,
                                     .http_error = on_http_error,
                                     .log_message = on_log_message,
                                     .init_thread = on_init_thread,
                                     .init_connection = on_connect,
                                     .connection_close = on_close};
    char reason[256] = "";
    struct mg_init_data init = {&callbacks, http, options};
    struct mg_error_data error = {.text = reason, .text_buffer_size = sizeof reason};
    http->context = mg_start2(&init, &error);
    return http->context != NULL || complain(complaint, "cannot listen on %s: %s", listen,
                                             *reason == '\0' ? "is the port in use?" : reason);
}

static void routes_install(Http *http, const Address *address) {
    for (size_t i = 0; i < ROUTE_COUNT; i++) {
        void *route = (void *)(uintptr_t)&routes[i]; /* CivetWeb hands it back as it is */
        if (routes[i].needs_identity) {
            mg_set_auth_handler(http->context, routes[i].path, on_authorize, NULL);
        }
        mg_set_request_handler(http->context, routes[i].path, on_request, route);
    }
    struct mg_server_port port = {.port = 0};
    (void)mg_get_server_ports(http->context, 1, &port);
    (void)snprintf(http->url, sizeof http->url, "http://%s:%d", address->text, port.port);
}

Http *http_start(Server *server, Complaint *complaint) {
    Address address;
    if (!address_resolve(server->settings->host, &address, complaint) ||
        !address_is_allowed(server, &address, complaint)) {
        return NULL;
    }
    server->is_loopback = address.is_loopback;
    server->has_gzip = server->settings->gzip == GZIP_ON ||
                       (server->settings->gzip == GZIP_AUTO && !address.is_loopback);
    Http *http = calloc(1, sizeof *http);
    if (http == NULL) {
        (void)complain(complaint, "out of memory");
        return NULL;
    }
    http->server = server;
    (void)mg_init_library(MG_FEATURES_DEFAULT);
    if (!threads_prepare(http, (size_t)server->settings->threads + SPARE_THREADS)) {
        (void)complain(complaint, "out of memory");
    } else if (context_start(http, &address, complaint)) {
        routes_install(http, &address);
        return http;
    }
    http_stop(http);
    return NULL;
}

const char *http_url(const Http *http) {
    return http->url;
}

static void cut_before(Http *http, int64_t time) {
    for (size_t i = 0; i < http->thread_count; i++) {
        if (watch_cut(&http->watches[i], time)) {
            log_message(LOG_WARN, "a transfer that took too long was cut");
        }
    }
}

void http_watch(Http *http) {
    cut_before(http, watch_now());
}

void http_cut(Http *http) {
    cut_before(http, INT64_MAX);
}

void http_stop(Http *http) {
    mg_stop(http->context); /* NULL is fine; joins all threads */
    (void)mg_exit_library();
    pages_close();
    threads_forget(http);
    free(http);
}
