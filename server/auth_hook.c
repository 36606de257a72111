/*
 * The web hook: a URL that is asked who is asking; see auth_method.h.
 *
 *     GET  https://id.example/who     with the caller's headers
 *     POST https://id.example/who     {"headers": {…}, "request": {"query": …, "variables": …}}
 *     → 200 {"X-Hasura-Role": "user", "X-Hasura-User-Id": "7"}      Cache-Control: max-age=60
 *     → 401 refuses; anything else, or nothing in time, is 503
 *
 * An answer is kept as long as it says, for requests whose headers (and operation, by POST) are the
 * same: the hook may have looked at any of them. Requests that ask the same at one time wait for
 * the first, as long as the hook's answers are such that can be kept.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "server/auth_method.h"
#include "server/fetch.h"
#include "server/form.h"
#include "server/freshness.h"
#include "server/grant_cache.h"
#include "server/json_strict.h"

enum { ANSWER_LONGEST = 64 * 1024, HEADER_LIMIT = MG_MAX_HEADERS + 4 };

/* A question that is being asked; on the stack of who asks. */
typedef struct Flight {
    const unsigned char *key;
    struct Flight *next;
} Flight;

typedef struct Hook {
    Fetcher *fetcher;
    GrantCache *cache;
    bool is_post;
    atomic_bool is_kept;   /* the last good answer could be kept */
    pthread_mutex_t mutex; /* guards the flights */
    pthread_cond_t landed;
    Flight *flights;
} Hook;

static void hook_close(void *state) {
    Hook *hook = state;
    fetcher_close(hook->fetcher);
    grant_cache_close(hook->cache);
    (void)pthread_cond_destroy(&hook->landed);
    (void)pthread_mutex_destroy(&hook->mutex);
    free(hook);
}

static bool hook_open(const Auth *auth, void **state, Complaint *complaint) {
    const Settings *settings = auth->settings;
    if (*settings->auth_hook == '\0') {
        return true;
    }
    Hook *hook = calloc(1, sizeof *hook);
    if (hook == NULL) {
        return complain(complaint, "out of memory");
    }
    (void)pthread_mutex_init(&hook->mutex, NULL);
    (void)pthread_cond_init(&hook->landed, NULL);
    hook->is_post = settings->auth_hook_mode == HOOK_POST;
    atomic_init(&hook->is_kept, true);
    hook->cache = grant_cache_open();
    Complaint why = {.text = "out of memory"};
    hook->fetcher =
        fetcher_open(settings->auth_hook, settings->auth_hook_timeout, ANSWER_LONGEST, &why);
    if (hook->cache == NULL || hook->fetcher == NULL) {
        hook_close(hook);
        return complain(complaint, "auth_hook: %.900s", why.text);
    }
    *state = hook;
    return true;
}

/* ---------------------------------------------------------------- what is asked */

static bool name_is_among(const char *name, const char *const *names) {
    for (; *names != NULL; names++) {
        if (strcasecmp(name, *names) == 0) {
            return true;
        }
    }
    return false;
}

/* Headers of this connection or of this body, which say nothing about the caller. */
static bool is_forwarded(const char *name) {
    static const char *const kept_back[] = {"Accept",
                                            "Accept-Datetime",
                                            "Accept-Encoding",
                                            "Accept-Language",
                                            "Cache-Control",
                                            "Connection",
                                            "Content-Encoding",
                                            "Content-Length",
                                            "Content-MD5",
                                            "Content-Type",
                                            "DNT",
                                            "Expect",
                                            "Host",
                                            "If-None-Match",
                                            "Keep-Alive",
                                            "Origin",
                                            "Pragma",
                                            "Proxy-Connection",
                                            "Proxy-Authorization",
                                            "Referer",
                                            "TE",
                                            "Trailer",
                                            "Transfer-Encoding",
                                            "Upgrade",
                                            "User-Agent",
                                            NULL};
    return strncasecmp(name, "Sec-", 4) != 0 && !name_is_among(name, kept_back);
}

/* Headers that are another for each request and say nothing about the caller either. */
static bool is_in_key(const char *name) {
    static const char *const passing[] = {"X-Request-Id", "X-Correlation-Id", "Traceparent",
                                          "Tracestate",   "Baggage",          NULL};
    return !name_is_among(name, passing);
}

/* A question, ready to be sent. */
typedef struct Question {
    char *headers[HEADER_LIMIT]; /* owned; NULL at the end */
    size_t header_count;
    char *body; /* of a POST, to be freed with cJSON_free() */
    unsigned char key[SHA256_SIZE];
} Question;

static void question_free(Question *question) {
    for (size_t i = 0; i < question->header_count; i++) {
        free(question->headers[i]);
    }
    cJSON_free(question->body);
}

/* libcurl leaves out a header that it would send by itself and is given as "name:", and sends one
 * without a value that is given as "name;". */
static bool header_put(Question *question, const char *name, const char *between,
                       const char *value) {
    char *line = NULL;
    if (asprintf(&line, "%s%s%s", name, between, value) < 0) {
        return false;
    }
    question->headers[question->header_count++] = line;
    return true;
}

/* The headers as a JSON object; those that stand several times joined, as HTTP has it. */
static cJSON *headers_json(const struct mg_request_info *request) {
    cJSON *json = cJSON_CreateObject();
    for (int i = 0; i < request->num_headers; i++) {
        const struct mg_header *header = &request->http_headers[i];
        if (!is_forwarded(header->name)) {
            continue;
        }
        const char *before = cJSON_GetStringValue(cJSON_GetObjectItem(json, header->name));
        char *joined = NULL;
        if (before == NULL) {
            (void)cJSON_AddStringToObject(json, header->name, header->value);
        } else if (asprintf(&joined, "%s, %s", before, header->value) >= 0) {
            (void)cJSON_ReplaceItemInObject(json, header->name, cJSON_CreateString(joined));
            free(joined);
        }
    }
    return json;
}

/* Adds a member of the operation if it is good JSON. */
static void operation_put(cJSON *json, const char *name, JsonSpan value, int depth) {
    char *text = value.data == NULL || json_strict_check_deep(value, depth) != NULL
                     ? NULL
                     : strndup(value.data, value.length);
    if (text != NULL) {
        (void)cJSON_AddRawToObject(json, name, text);
    }
    free(text);
}

static void operation_of_post(cJSON *json, const AuthOperation *operation, int depth) {
    static const char *const names[] = {"query", "variables", "operationName"};
    JsonSpan body = {operation->body, operation->body_length};
    if (json_strict_check_deep(body, depth) != NULL) {
        return; /* the engine will say what is wrong with it */
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        operation_put(json, names[i], json_strict_find(json_strict_trim(body), names[i]), depth);
    }
}

static void operation_of_get(cJSON *json, const char *text, int depth) {
    FormField fields[] = {{.name = "query"}, {.name = "operationName"}, {.name = "variables"}};
    char *buffer = malloc(strlen(text) + 1);
    if (buffer == NULL || !form_read(text, fields, 3, buffer)) {
        free(buffer);
        return;
    }
    for (size_t i = 0; i < 2; i++) {
        if (fields[i].value != NULL) {
            (void)cJSON_AddStringToObject(json, fields[i].name, fields[i].value);
        }
    }
    operation_put(json, "variables", (JsonSpan){fields[2].value, fields[2].length}, depth);
    free(buffer);
}

static char *question_body(const AuthAsk *ask) {
    int depth = (int)ask->auth->settings->max_json_depth;
    cJSON *json = cJSON_CreateObject();
    (void)cJSON_AddItemToObject(json, "headers", headers_json(ask->request));
    cJSON *request = cJSON_AddObjectToObject(json, "request");
    if (ask->operation != NULL && ask->operation->body != NULL) {
        operation_of_post(request, ask->operation, depth);
    } else if (ask->request->query_string != NULL) {
        operation_of_get(request, ask->request->query_string, depth);
    }
    char *text = cJSON_PrintUnformatted(json);
    cJSON_Delete(json);
    return text;
}

/* What an answer depends on: headers, and the body if there is one. */
static bool key_make(const AuthAsk *ask, Question *question) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    if (stream == NULL) {
        return false;
    }
    for (int i = 0; i < ask->request->num_headers; i++) {
        const struct mg_header *header = &ask->request->http_headers[i];
        if (is_forwarded(header->name) && is_in_key(header->name)) {
            fprintf(stream, "%s:%s\n", header->name, header->value);
        }
    }
    const char *query = ask->request->query_string;
    if (question->body != NULL && ask->operation != NULL && ask->operation->body != NULL) {
        (void)fwrite(ask->operation->body, 1, ask->operation->body_length, stream);
    } else if (question->body != NULL) {
        fprintf(stream, "?%s", query == NULL ? "" : query);
    }
    bool good = fclose(stream) == 0 && auth_digest(ask->auth, text, length, question->key);
    free(text);
    return good;
}

static bool question_make(const AuthAsk *ask, const Hook *hook, Question *out) {
    *out = (Question){.header_count = 0};
    bool good = true;
    if (hook->is_post) {
        out->body = question_body(ask);
        /* No Expect: libcurl would wait for leave to send a long body. */
        good = out->body != NULL && header_put(out, "Content-Type", ": ", "application/json") &&
               header_put(out, "Expect", ":", "");
    }
    for (int i = 0; !hook->is_post && i < ask->request->num_headers && good; i++) {
        const struct mg_header *header = &ask->request->http_headers[i];
        good = !is_forwarded(header->name) ||
               header_put(out, header->name, *header->value == '\0' ? ";" : ": ", header->value);
    }
    return good && key_make(ask, out);
}

/* ---------------------------------------------------------------- what is answered */

/* What is wrong with an answer; NULL = nothing. */
typedef const char *AnswerError;

static AnswerError member_read(JsonScan *scan, Claims *claims, char **control, char **expires) {
    char *name = json_strict_name(scan->key);
    AnswerError error = name == NULL ? "out of memory" : NULL;
    if (error == NULL && strcasecmp(name, "Cache-Control") == 0) {
        *control = *control == NULL ? json_strict_text(scan->value) : *control;
    } else if (error == NULL && strcasecmp(name, "Expires") == 0) {
        *expires = *expires == NULL ? json_strict_text(scan->value) : *expires;
    } else if (error == NULL) {
        error = claims_add(claims, name, scan->value);
    }
    free(name);
    return error;
}

/* *fresh is what the header says, and then what a member of the answer says, as Hasura has it. */
static AnswerError answer_claims(JsonSpan body, Claims *claims, int64_t now, int64_t *fresh) {
    char *control = NULL, *expires = NULL;
    AnswerError error = json_strict_check(body);
    body = json_strict_trim(body);
    if (error != NULL || json_strict_kind(body) != '{') {
        return error != NULL ? error : "it is no JSON object";
    }
    JsonScan scan = json_scan_begin(body);
    while (error == NULL && json_scan_member(&scan)) {
        error = member_read(&scan, claims, &control, &expires);
    }
    int64_t stated = freshness_read(control, expires, now);
    *fresh = stated == FRESHNESS_UNKNOWN ? *fresh : stated;
    free(control);
    free(expires);
    return error != NULL ? error : claims->role == NULL ? "it names no role" : NULL;
}

static AnswerError answer_read(const Fetched *fetched, int64_t now, int64_t *fresh, Grant **out) {
    Claims claims;
    *fresh = fetched->fresh;
    AnswerError error =
        claims_begin(&claims)
            ? answer_claims((JsonSpan){fetched->body, fetched->length}, &claims, now, fresh)
            : "out of memory";
    *out = error == NULL ? grant_make(&claims) : NULL;
    claims_end(&claims);
    return error == NULL && *out == NULL ? "out of memory" : error;
}

/* Asks, and keeps the answer; AUTH_ACCEPTED and the grant, or a refusal. */
static AuthVerdict question_send(AuthAsk *ask, Hook *hook, const Question *question, Grant **out) {
    Fetched fetched;
    int64_t fresh = FRESHNESS_UNKNOWN;
    AuthVerdict verdict = AUTH_ACCEPTED;
    if (!fetcher_ask(hook->fetcher, question->headers, question->body, &fetched)) {
        verdict = auth_refuse(ask, AUTH_UNAVAILABLE, "web hook: %s", fetched.why);
    } else if (fetched.status == 401) {
        verdict = auth_refuse(ask, AUTH_WRONG, "web hook: it answered 401");
    } else if (fetched.status != 200) {
        verdict = auth_refuse(ask, AUTH_UNAVAILABLE, "web hook: it answered %d", fetched.status);
    } else {
        AnswerError error = answer_read(&fetched, ask->now, &fresh, out);
        if (error != NULL) {
            verdict = auth_refuse(ask, AUTH_UNAVAILABLE, "web hook: its answer: %s", error);
        }
    }
    fetched_free(&fetched);
    if (verdict == AUTH_ACCEPTED) {
        atomic_store(&hook->is_kept, fresh > 0);
    }
    if (verdict == AUTH_ACCEPTED && *out != NULL && fresh > 0) {
        (*out)->expires = ask->now + fresh;
        grant_cache_put(hook->cache, question->key, *out, (*out)->expires);
    }
    return verdict;
}

/* ---------------------------------------------------------------- one question at a time */

/* The mutex is held. */
static bool is_in_flight(const Hook *hook, const unsigned char *key) {
    for (const Flight *flight = hook->flights; flight != NULL; flight = flight->next) {
        if (memcmp(flight->key, key, SHA256_SIZE) == 0) {
            return true;
        }
    }
    return false;
}

/* True and the flight is on the list; false after another one with this question has landed. */
static bool flight_begin(Hook *hook, Flight *flight) {
    (void)pthread_mutex_lock(&hook->mutex);
    bool is_first = !is_in_flight(hook, flight->key);
    while (is_in_flight(hook, flight->key)) {
        (void)pthread_cond_wait(&hook->landed, &hook->mutex);
    }
    if (is_first) {
        flight->next = hook->flights;
        hook->flights = flight;
    }
    (void)pthread_mutex_unlock(&hook->mutex);
    return is_first;
}

static void flight_end(Hook *hook, const Flight *flight) {
    (void)pthread_mutex_lock(&hook->mutex);
    Flight **place = &hook->flights;
    while (*place != flight) {
        place = &(*place)->next;
    }
    *place = flight->next;
    (void)pthread_cond_broadcast(&hook->landed);
    (void)pthread_mutex_unlock(&hook->mutex);
}

static AuthVerdict question_ask(AuthAsk *ask, Hook *hook, const Question *question, Grant **out) {
    *out = grant_cache_find(hook->cache, question->key, ask->now);
    if (*out != NULL) {
        return AUTH_ACCEPTED;
    }
    Flight flight = {.key = question->key};
    bool is_shared = atomic_load(&hook->is_kept);
    bool is_first = is_shared && flight_begin(hook, &flight);
    if (is_shared && !is_first) {
        *out = grant_cache_find(hook->cache, question->key, ask->now);
    }
    AuthVerdict verdict = *out != NULL ? AUTH_ACCEPTED : question_send(ask, hook, question, out);
    if (is_first) {
        flight_end(hook, &flight);
    }
    return verdict;
}

static AuthVerdict hook_identify(AuthAsk *ask, void *state) {
    Hook *hook = state;
    Question question;
    Grant *grant = NULL;
    AuthVerdict verdict = question_make(ask, hook, &question)
                              ? question_ask(ask, hook, &question, &grant)
                              : auth_refuse(ask, AUTH_UNAVAILABLE, "web hook: out of memory");
    question_free(&question);
    if (verdict == AUTH_ACCEPTED && grant != NULL) {
        /* The hook has seen which role is asked for: its word counts, unless it leaves a choice. */
        ask->role = grant->role_count == 0 ? NULL : ask->role;
        verdict = auth_accept(ask, grant);
    }
    grant_release(grant);
    return verdict;
}

const AuthMethod auth_method_hook = {
    .open = hook_open, .close = hook_close, .identify = hook_identify};
