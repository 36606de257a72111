/*
 * Where keys come from; see key_source.h.
 *
 *     set of 11:00, max-age=600      11:10 a request fetches; others verify with the old set
 *     a token with kid "new"         fetched at once; five times in a row, then once in 10 seconds
 */
#include "server/key_source.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "server/fetch.h"
#include "server/file.h"
#include "server/freshness.h"
#include "server/log.h"
#include "server/watch.h"

enum {
    SET_LONGEST = 256 * 1024,
    FETCH_MS = 5000,
    /* In milliseconds: */
    FILE_KEPT = 10 * 1000,
    KEPT_LEAST = 10 * 1000, /* whatever Cache-Control says: a server that says nothing is asked … */
    KEPT_USUALLY = 300 * 1000, /* … that often */
    KEPT_MOST = 24 * 3600 * 1000,
    RETRY_AFTER = 10 * 1000, /* it could not be read */
    RENEWAL_MOST = 5,        /* for keys that are not in the set, in a row */
    RENEWAL_EVERY = 10 * 1000
};

struct KeySource {
    char *path;       /* of a file; NULL = none */
    Fetcher *fetcher; /* NULL = none */
    const Algorithm *usual;
    atomic_int_fast64_t due; /* watch_now() when the set is to be read anew */
    atomic_uint generation;  /* of the set */
    pthread_mutex_t mutex;   /* guards the rest */
    pthread_cond_t was_read;
    KeySet *set;              /* NULL = none yet */
    bool is_reading;          /* a thread is at it */
    int renewals;             /* that are left */
    int64_t renewals_counted; /* when one was added last */
};

/* ---------------------------------------------------------------- opening and closing */

static KeySource *source_new(const Algorithm *usual) {
    KeySource *source = calloc(1, sizeof *source);
    if (source != NULL) {
        (void)pthread_mutex_init(&source->mutex, NULL);
        (void)pthread_cond_init(&source->was_read, NULL);
        source->usual = usual;
        source->renewals = RENEWAL_MOST;
        source->renewals_counted = watch_now();
    }
    return source;
}

void key_source_close(KeySource *source) {
    if (source != NULL) {
        key_set_release(source->set);
        fetcher_close(source->fetcher);
        (void)pthread_cond_destroy(&source->was_read);
        (void)pthread_mutex_destroy(&source->mutex);
        free(source->path);
        free(source);
    }
}

/* ---------------------------------------------------------------- reading a set */

/* What was read of a source. */
typedef struct Reading {
    KeySet *set;  /* NULL and `why` if it failed */
    int64_t kept; /* milliseconds */
    size_t left_out;
    Complaint why;
} Reading;

static void file_reading(const KeySource *source, Reading *out) {
    size_t length;
    char *text = file_read(source->path, SET_LONGEST, &length, &out->why);
    out->kept = FILE_KEPT;
    if (text != NULL) {
        out->set =
            key_set_read((JsonSpan){text, length}, source->usual, true, &out->left_out, &out->why);
    }
    free(text);
}

static int64_t kept_of(int64_t fresh_seconds) {
    int64_t kept = fresh_seconds == FRESHNESS_UNKNOWN ? KEPT_USUALLY : fresh_seconds * 1000;
    return kept < KEPT_LEAST ? KEPT_LEAST : kept > KEPT_MOST ? KEPT_MOST : kept;
}

static void url_reading(const KeySource *source, Reading *out) {
    static char accept[] = "Accept: application/jwk-set+json, application/json";
    char *const headers[] = {accept, NULL};
    Fetched fetched;
    if (!fetcher_ask(source->fetcher, headers, NULL, &fetched)) {
        (void)complain(&out->why, "%s", fetched.why);
    } else if (fetched.status != 200) {
        (void)complain(&out->why, "the answer has status %d", fetched.status);
    } else {
        out->kept = kept_of(fetched.fresh);
        out->set = key_set_read((JsonSpan){fetched.body, fetched.length}, source->usual, false,
                                &out->left_out, &out->why);
    }
    fetched_free(&fetched);
}

/* The mutex is held. What was read takes the place of the set that there is, unless it is equal. */
static void reading_install(KeySource *source, Reading *reading) {
    if (reading->set == NULL) {
        log_message(LOG_ERROR, "jwt: the keys could not be read%s: %s",
                    source->set == NULL ? "" : ", those there are stay", reading->why.text);
        atomic_store(&source->due, watch_now() + RETRY_AFTER);
        return;
    }
    atomic_store(&source->due, watch_now() + reading->kept);
    if (source->set != NULL &&
        memcmp(source->set->digest, reading->set->digest, sizeof reading->set->digest) == 0) {
        key_set_release(reading->set);
        return;
    }
    key_set_release(source->set);
    source->set = reading->set;
    source->set->generation = atomic_load(&source->generation) + 1;
    atomic_store(&source->generation, source->set->generation);
    log_message(LOG_INFO, "jwt: %zu keys were read, %zu are not fit and left out",
                reading->set->count, reading->left_out);
}

/* The mutex is held, and given up while the set is read. */
static void source_read(KeySource *source) {
    Reading reading = {.set = NULL};
    source->is_reading = true;
    (void)pthread_mutex_unlock(&source->mutex);
    if (source->path != NULL) {
        file_reading(source, &reading);
    } else {
        url_reading(source, &reading);
    }
    (void)pthread_mutex_lock(&source->mutex);
    reading_install(source, &reading);
    source->is_reading = false;
    (void)pthread_cond_broadcast(&source->was_read);
}

static void source_wait(KeySource *source) {
    while (source->is_reading) {
        (void)pthread_cond_wait(&source->was_read, &source->mutex);
    }
}

static bool source_is_due(KeySource *source) {
    return watch_now() >= atomic_load(&source->due);
}

/* ---------------------------------------------------------------- giving sets out */

KeySet *key_source_take(KeySource *source) {
    (void)pthread_mutex_lock(&source->mutex);
    if (source->set == NULL) {
        source_wait(source);
    }
    if (source_is_due(source) && !source->is_reading) {
        source_read(source);
    }
    KeySet *set = source->set == NULL ? NULL : key_set_hold(source->set);
    (void)pthread_mutex_unlock(&source->mutex);
    return set;
}

/* The mutex is held. */
static bool renewal_take(KeySource *source) {
    int64_t now = watch_now(), earned = (now - source->renewals_counted) / RENEWAL_EVERY;
    source->renewals_counted += earned * RENEWAL_EVERY;
    source->renewals =
        earned > RENEWAL_MOST - source->renewals ? RENEWAL_MOST : source->renewals + (int)earned;
    return source->renewals > 0 && source->renewals-- > 0;
}

KeySet *key_source_renew(KeySource *source, const KeySet *seen) {
    if (source->path == NULL && source->fetcher == NULL) {
        return NULL;
    }
    (void)pthread_mutex_lock(&source->mutex);
    /* What is being read now may have been sent before the key was made; what is read then is not.
     */
    source_wait(source);
    if (source->set == seen && renewal_take(source)) {
        source_read(source);
    }
    KeySet *set = source->set == seen ? NULL : key_set_hold(source->set);
    (void)pthread_mutex_unlock(&source->mutex);
    return set;
}

unsigned key_source_generation(KeySource *source) {
    if (source_is_due(source)) {
        key_set_release(key_source_take(source));
    }
    return atomic_load(&source->generation);
}

/* ---------------------------------------------------------------- kinds of sources */

KeySource *key_source_of_key(Key *key) {
    KeySource *source = source_new(NULL);
    if (source != NULL) {
        source->set = key_set_of_key(key);
        atomic_store(&source->due, INT64_MAX);
        atomic_store(&source->generation, 1);
    }
    if (source == NULL || source->set == NULL) {
        key_source_close(source);
        return NULL;
    }
    source->set->generation = 1;
    return source;
}

KeySource *key_source_of_file(const char *path, const Algorithm *usual, Complaint *complaint) {
    KeySource *source = source_new(usual);
    Reading reading = {.set = NULL};
    if (source == NULL || (source->path = strdup(path)) == NULL) {
        (void)complain(complaint, "out of memory");
        key_source_close(source);
        return NULL;
    }
    file_reading(source, &reading);
    if (reading.set == NULL) {
        (void)complain(complaint, "%.200s: %.700s", path, reading.why.text);
        key_source_close(source);
        return NULL;
    }
    (void)pthread_mutex_lock(&source->mutex);
    reading_install(source, &reading);
    (void)pthread_mutex_unlock(&source->mutex);
    return source;
}

KeySource *key_source_of_url(const char *url, const Algorithm *usual, Complaint *complaint) {
    KeySource *source = source_new(usual);
    if (source == NULL) {
        (void)complain(complaint, "out of memory");
        return NULL;
    }
    Complaint why;
    source->fetcher = fetcher_open(url, FETCH_MS, SET_LONGEST, &why);
    if (source->fetcher == NULL) {
        (void)complain(complaint, "jwt: jwk_url: %.900s", why.text);
        key_source_close(source);
        return NULL;
    }
    return source;
}
