/*
 * Asking a URL; see fetch.h. libcurl does the work. Its handles keep their connections, so those
 * that are not in use wait on a stack, and the one used last, whose connection is warm, is on top.
 *
 * libcurl is loaded when the first URL is set, and not linked: it brings 27 libraries with it,
 * which made every start of the program three times as long and the server 4 MB larger, and most
 * have no URL to ask.
 */
#include "server/fetch.h"

#define CURL_DISABLE_TYPECHECK /* its macros would call the functions by name */
#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "server/freshness.h"

enum {
    IDLE_MOST = 16,     /* handles that are kept */
    LINE_LONGEST = 1024 /* of a header that is looked at */
};

/* The functions of libcurl that are used here. */
typedef struct Curl {
    __typeof__(curl_global_init) *global_init;
    __typeof__(curl_global_cleanup) *global_cleanup;
    __typeof__(curl_easy_init) *init;
    __typeof__(curl_easy_cleanup) *cleanup;
    __typeof__(curl_easy_reset) *reset;
    __typeof__(curl_easy_setopt) *setopt;
    __typeof__(curl_easy_getinfo) *getinfo;
    __typeof__(curl_easy_perform) *perform;
    __typeof__(curl_easy_strerror) *strerror;
    __typeof__(curl_slist_append) *list_append;
    __typeof__(curl_slist_free_all) *list_free;
} Curl;

struct Fetcher {
    Curl curl;
    char *url;
    long timeout_ms;
    size_t longest;
    pthread_mutex_t mutex; /* guards the rest */
    CURL *idle[IDLE_MOST];
    size_t idle_count;
};

/* An answer that arrives. */
typedef struct Arrival {
    Fetched *fetched;
    size_t longest, capacity;
    bool is_too_long;
    char cache_control[LINE_LONGEST], expires[LINE_LONGEST];
} Arrival;

/* ---------------------------------------------------------------- opening and closing */

static bool curl_load(Curl *out, Complaint *complaint) {
    const struct {
        const char *name;
        void *place; /* of the pointer to the function */
    } functions[] = {
        {"curl_global_init", &out->global_init}, {"curl_global_cleanup", &out->global_cleanup},
        {"curl_easy_init", &out->init},          {"curl_easy_cleanup", &out->cleanup},
        {"curl_easy_reset", &out->reset},        {"curl_easy_setopt", &out->setopt},
        {"curl_easy_getinfo", &out->getinfo},    {"curl_easy_perform", &out->perform},
        {"curl_easy_strerror", &out->strerror},  {"curl_slist_append", &out->list_append},
        {"curl_slist_free_all", &out->list_free}};
    /* It stays: what it brought along may have threads and handlers of its own. */
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    for (size_t i = 0; library != NULL && i < sizeof functions / sizeof *functions; i++) {
        void *function = dlsym(library, functions[i].name);
        if (function == NULL) {
            library = NULL;
        }
        memcpy(functions[i].place, &function, sizeof function);
    }
    if (library == NULL || out->global_init == NULL) {
        (void)complain(complaint,
                       "a URL needs libcurl, which cannot be loaded (libcurl.so.4, in the "
                       "package libcurl4)");
        return false;
    }
    return true;
}

Fetcher *fetcher_open(const char *url, int64_t timeout_ms, size_t longest, Complaint *complaint) {
    bool is_http = strncasecmp(url, "http://", 7) == 0 || strncasecmp(url, "https://", 8) == 0;
    Curl curl = {.global_init = NULL};
    if (!is_http) {
        (void)complain(complaint, "a URL must begin with https:// or http://");
        return NULL;
    }
    if (!curl_load(&curl, complaint)) {
        return NULL;
    }
    Fetcher *fetcher = calloc(1, sizeof *fetcher);
    char *copy = strdup(url);
    if (fetcher == NULL || copy == NULL || curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        (void)complain(complaint, "out of memory");
        free(copy);
        free(fetcher);
        return NULL;
    }
    (void)pthread_mutex_init(&fetcher->mutex, NULL);
    fetcher->curl = curl;
    fetcher->url = copy;
    fetcher->timeout_ms = (long)timeout_ms;
    fetcher->longest = longest;
    return fetcher;
}

void fetcher_close(Fetcher *fetcher) {
    if (fetcher == NULL) {
        return;
    }
    for (size_t i = 0; i < fetcher->idle_count; i++) {
        fetcher->curl.cleanup(fetcher->idle[i]);
    }
    fetcher->curl.global_cleanup(); /* it counts how often it was set up */
    (void)pthread_mutex_destroy(&fetcher->mutex);
    free(fetcher->url);
    free(fetcher);
}

/* ---------------------------------------------------------------- what arrives */

static size_t body_arrives(char *data, size_t unit, size_t count, void *context) {
    Arrival *arrival = context;
    Fetched *fetched = arrival->fetched;
    size_t length = unit * count;
    if (length > arrival->longest - fetched->length) {
        arrival->is_too_long = true;
        return 0;
    }
    if (fetched->length + length + 1 > arrival->capacity) {
        size_t capacity = 2 * (fetched->length + length) + 1024;
        char *larger = realloc(fetched->body, capacity);
        if (larger == NULL) {
            return 0;
        }
        fetched->body = larger;
        arrival->capacity = capacity;
    }
    memcpy(fetched->body + fetched->length, data, length);
    fetched->length += length;
    fetched->body[fetched->length] = '\0';
    return length;
}

/* Keeps the value of "name: value\r\n" if it is the header of that name. */
static void header_keep(const char *line, size_t length, const char *name, char *out) {
    size_t skipped = strlen(name);
    if (length <= skipped || length >= LINE_LONGEST || strncasecmp(line, name, skipped) != 0) {
        return;
    }
    (void)snprintf(out, LINE_LONGEST, "%.*s", (int)(length - skipped), line + skipped);
    out[strcspn(out, "\r\n")] = '\0';
}

static size_t header_arrives(char *line, size_t unit, size_t count, void *context) {
    Arrival *arrival = context;
    size_t length = unit * count;
    header_keep(line, length, "cache-control:", arrival->cache_control);
    header_keep(line, length, "expires:", arrival->expires);
    return length;
}

/* ---------------------------------------------------------------- asking */

static CURL *handle_take(Fetcher *fetcher) {
    (void)pthread_mutex_lock(&fetcher->mutex);
    CURL *handle = fetcher->idle_count == 0 ? NULL : fetcher->idle[--fetcher->idle_count];
    (void)pthread_mutex_unlock(&fetcher->mutex);
    return handle == NULL ? fetcher->curl.init() : handle;
}

static void handle_give(Fetcher *fetcher, CURL *handle) {
    fetcher->curl.reset(handle); /* what it was asked, not its connections */
    (void)pthread_mutex_lock(&fetcher->mutex);
    bool is_kept = fetcher->idle_count < IDLE_MOST;
    if (is_kept) {
        fetcher->idle[fetcher->idle_count++] = handle;
    }
    (void)pthread_mutex_unlock(&fetcher->mutex);
    if (!is_kept) {
        fetcher->curl.cleanup(handle);
    }
}

static void handle_set(CURL *handle, const Fetcher *fetcher, Arrival *arrival) {
    (void)fetcher->curl.setopt(handle, CURLOPT_URL, fetcher->url);
#if LIBCURL_VERSION_NUM >= 0x075500
    (void)fetcher->curl.setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    (void)fetcher->curl.setopt(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
    (void)fetcher->curl.setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    (void)fetcher->curl.setopt(handle, CURLOPT_NOSIGNAL, 1L);
    (void)fetcher->curl.setopt(handle, CURLOPT_TIMEOUT_MS, fetcher->timeout_ms);
    (void)fetcher->curl.setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, fetcher->timeout_ms);
    (void)fetcher->curl.setopt(handle, CURLOPT_USERAGENT, "SoloQL");
    (void)fetcher->curl.setopt(handle, CURLOPT_WRITEFUNCTION, body_arrives);
    (void)fetcher->curl.setopt(handle, CURLOPT_WRITEDATA, arrival);
    (void)fetcher->curl.setopt(handle, CURLOPT_HEADERFUNCTION, header_arrives);
    (void)fetcher->curl.setopt(handle, CURLOPT_HEADERDATA, arrival);
}

static struct curl_slist *headers_list(const Curl *curl, char *const *headers) {
    struct curl_slist *list = NULL;
    for (; *headers != NULL; headers++) {
        struct curl_slist *longer = curl->list_append(list, *headers);
        if (longer == NULL) {
            curl->list_free(list);
            return NULL;
        }
        list = longer;
    }
    return list;
}

bool fetcher_ask(Fetcher *fetcher, char *const *headers, const char *body, Fetched *out) {
    *out = (Fetched){.fresh = FRESHNESS_UNKNOWN};
    const Curl *curl = &fetcher->curl;
    Arrival arrival = {.fetched = out, .longest = fetcher->longest};
    CURL *handle = handle_take(fetcher);
    struct curl_slist *list = headers_list(curl, headers);
    if (handle == NULL || (list == NULL && *headers != NULL)) {
        (void)snprintf(out->why, sizeof out->why, "out of memory");
        curl->cleanup(handle);
        curl->list_free(list);
        return false;
    }
    handle_set(handle, fetcher, &arrival);
    (void)curl->setopt(handle, CURLOPT_HTTPHEADER, list);
    if (body != NULL) {
        (void)curl->setopt(handle, CURLOPT_POSTFIELDS, body);
        (void)curl->setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)strlen(body));
    }
    CURLcode code = curl->perform(handle);
    long status = 0;
    (void)curl->getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    out->status = (int)status;
    (void)snprintf(out->why, sizeof out->why, "%s",
                   arrival.is_too_long ? "the answer is too long" : curl->strerror(code));
    out->fresh = freshness_read(*arrival.cache_control == '\0' ? NULL : arrival.cache_control,
                                *arrival.expires == '\0' ? NULL : arrival.expires, time(NULL));
    handle_give(fetcher, handle);
    curl->list_free(list);
    return code == CURLE_OK;
}

void fetched_free(Fetched *fetched) {
    free(fetched->body);
    fetched->body = NULL;
    fetched->length = 0;
}
