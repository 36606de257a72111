/* The front page and the probes; see pages.h. */
#include "server/pages.h"

#include <openssl/evp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/front_page.h"
#include "server/log.h"
#include "server/reply.h"

static const Failure failed_method = {405, "bad-request", "This is read by GET",
                                      "Allow: GET, HEAD\r\n"};
static const Failure failed_ready = {503, "busy", "Not ready", "Retry-After: 1\r\n"};

/* Made when it is first asked for: to hash anything OpenSSL takes 3 MB, and most servers show
 * nobody the page. */
static pthread_once_t front_once = PTHREAD_ONCE_INIT;
static char *front_page;        /* the whole page; NULL without memory */
static char front_headers[640]; /* its Content-Security-Policy */

/* "sha256-…" of a piece of the page, as Content-Security-Policy wants it. */
static void csp_hash(const char *text, char out[64]) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    (void)EVP_Digest(text, strlen(text), digest, &length, EVP_sha256(), NULL);
    (void)sprintf(out, "sha256-");
    (void)EVP_EncodeBlock((unsigned char *)out + strlen(out), digest, (int)length);
}

static void front_make(void) {
    char script[64], style[64];
    csp_hash(front_page_script, script);
    csp_hash(front_page_style, style);
    (void)snprintf(front_headers, sizeof front_headers,
                   "Content-Security-Policy: default-src 'none'; script-src '%s'; style-src '%s'; "
                   "connect-src 'self'; base-uri 'none'; form-action 'none'; "
                   "frame-ancestors 'none'\r\n"
                   "Referrer-Policy: no-referrer\r\n",
                   script, style);
    if (asprintf(&front_page, "%s<style>%s</style>%s<script>%s</script>\n", front_page_head,
                 front_page_style, front_page_body, front_page_script) < 0) {
        front_page = NULL;
    }
}

void pages_close(void) {
    free(front_page);
    front_page = NULL;
}

static bool is_read(const struct mg_connection *connection) {
    const char *method = mg_get_request_info(connection)->request_method;
    return strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
}

int pages_front(struct mg_connection *connection, Exchange *exchange) {
    if (!is_read(connection)) {
        return reply_failure(connection, exchange, &failed_method);
    }
    (void)pthread_once(&front_once, front_make);
    if (front_page == NULL) {
        return reply_failure(connection, exchange, &failed_ready);
    }
    Reply reply = {.status = 200,
                   .media_type = "text/html; charset=utf-8",
                   .headers = front_headers,
                   .body = front_page,
                   .length = strlen(front_page)};
    return reply_send(connection, exchange, &reply);
}

static int good_answer(struct mg_connection *connection, Exchange *exchange) {
    char body[] = "ok\n";
    Reply reply = {.status = 200,
                   .media_type = "text/plain; charset=utf-8",
                   .body = body,
                   .length = strlen(body)};
    return reply_send(connection, exchange, &reply);
}

int pages_health(struct mg_connection *connection, Exchange *exchange) {
    return is_read(connection) ? good_answer(connection, exchange)
                               : reply_failure(connection, exchange, &failed_method);
}

static bool database_answers(Pool *pool) {
    Complaint complaint;
    soloql_connection *database;
    soloql_request request = {.query = "{__typename}", .query_length = 12};
    soloql_response response;
    PoolAnswer answer = pool_take(pool, &database, &complaint);
    if (answer == POOL_FAILED) {
        log_message(LOG_ERROR, "%s", complaint.text);
    }
    if (answer != POOL_TAKEN) {
        return false;
    }
    soloql_execute(database, &request, &response);
    bool good = response.outcome == SOLOQL_OK && response.error_code == NULL;
    pool_give(pool, database);
    return good;
}

int pages_ready(struct mg_connection *connection, Exchange *exchange) {
    if (!is_read(connection)) {
        return reply_failure(connection, exchange, &failed_method);
    }
    return database_answers(exchange->server->pool)
               ? good_answer(connection, exchange)
               : reply_failure(connection, exchange, &failed_ready);
}
