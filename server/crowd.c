/* The crowd; see crowd.h. */
#include "server/crowd.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

#include "server/deadline.h"

enum {
    HOLD_MS = 5,  /* between two takings of the mark: no checkpoint waits longer for it */
    LINGER = 20,  /* takings after the last note: who is served one by one is a crowd still */
    REST_MS = 100 /* before it is tried again while somebody writes, or where there is none */
};

struct Crowd {
    soloql *engine;
    pthread_t thread;
    pthread_mutex_t mutex; /* guards the rest */
    pthread_cond_t came;   /* `noted` is set */
    pthread_cond_t ended;  /* `is_stopping` is set */
    atomic_bool noted;     /* since it was looked at last; may be read without the mutex */
    bool is_stopping;
};

/* Sleeps until there is a crowd; false if it is the end. */
static bool crowd_wait(Crowd *crowd) {
    while (!crowd->is_stopping && !atomic_load(&crowd->noted)) {
        (void)pthread_cond_wait(&crowd->came, &crowd->mutex);
    }
    atomic_store(&crowd->noted, false);
    return !crowd->is_stopping;
}

static void crowd_sleep(Crowd *crowd, int64_t milliseconds) {
    struct timespec limit = deadline_after(milliseconds);
    int waited = 0;
    while (waited == 0 && !crowd->is_stopping) {
        waited = pthread_cond_timedwait(&crowd->ended, &crowd->mutex, &limit);
    }
}

/* Holds the mark until nobody has come for a while, or it cannot be held. */
static void crowd_hold(Crowd *crowd) {
    for (int left = LINGER; left > 0 && !crowd->is_stopping; left--) {
        (void)pthread_mutex_unlock(&crowd->mutex);
        bool held = soloql_hold_read_mark(crowd->engine) == 0;
        (void)pthread_mutex_lock(&crowd->mutex);
        if (!held) {
            crowd_sleep(crowd, REST_MS);
            return;
        }
        crowd_sleep(crowd, HOLD_MS);
        left = atomic_exchange(&crowd->noted, false) ? LINGER : left;
    }
    (void)pthread_mutex_unlock(&crowd->mutex);
    soloql_drop_read_mark(crowd->engine);
    (void)pthread_mutex_lock(&crowd->mutex);
}

static void *crowd_run(void *context) {
    Crowd *crowd = context;
    (void)pthread_mutex_lock(&crowd->mutex);
    while (crowd_wait(crowd)) {
        crowd_hold(crowd);
    }
    (void)pthread_mutex_unlock(&crowd->mutex);
    return NULL;
}

static void crowd_free(Crowd *crowd) {
    (void)pthread_cond_destroy(&crowd->came);
    (void)pthread_cond_destroy(&crowd->ended);
    (void)pthread_mutex_destroy(&crowd->mutex);
    free(crowd);
}

Crowd *crowd_start(soloql *engine) {
    Crowd *crowd = calloc(1, sizeof *crowd);
    if (crowd == NULL) {
        return NULL;
    }
    crowd->engine = engine;
    (void)pthread_mutex_init(&crowd->mutex, NULL);
    deadline_init_condition(&crowd->came);
    deadline_init_condition(&crowd->ended);
    if (pthread_create(&crowd->thread, NULL, crowd_run, crowd) != 0) {
        crowd_free(crowd);
        return NULL;
    }
    return crowd;
}

void crowd_note(Crowd *crowd) {
    if (!atomic_load_explicit(&crowd->noted, memory_order_relaxed)) {
        (void)pthread_mutex_lock(&crowd->mutex);
        atomic_store(&crowd->noted, true);
        (void)pthread_cond_signal(&crowd->came);
        (void)pthread_mutex_unlock(&crowd->mutex);
    }
}

void crowd_stop(Crowd *crowd) {
    if (crowd == NULL) {
        return;
    }
    (void)pthread_mutex_lock(&crowd->mutex);
    crowd->is_stopping = true;
    (void)pthread_cond_signal(&crowd->came);
    (void)pthread_cond_signal(&crowd->ended);
    (void)pthread_mutex_unlock(&crowd->mutex);
    (void)pthread_join(crowd->thread, NULL);
    crowd_free(crowd);
}
