/*
 * The pool of connections; see pool.h.
 *
 * All connections stand in one array: [0, free_count) are free, the last of them the warmest;
 * [free_count, open_count) are borrowed. Taking and giving move the border.
 */
#include "server/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "server/deadline.h"

struct Pool {
    soloql *engine;
    pthread_mutex_t mutex;
    pthread_cond_t given;
    size_t size;       /* most connections */
    size_t opening;    /* connections that are being opened, outside the lock */
    size_t open_count; /* connections in the array */
    size_t free_count; /* of them, those that nobody has borrowed */
    int64_t wait_ms;   /* how long to wait for one */
    soloql_connection *connections[];
};

Pool *pool_open(soloql *engine, size_t size, int64_t wait_ms) {
    if (size == 0) {
        long cores = sysconf(_SC_NPROCESSORS_ONLN);
        size = cores < 1 ? 2 : 2 * (size_t)cores;
    }
    Pool *pool = calloc(1, sizeof *pool + size * sizeof *pool->connections);
    if (pool == NULL) {
        return NULL;
    }
    pool->engine = engine;
    pool->size = size;
    pool->wait_ms = wait_ms;
    (void)pthread_mutex_init(&pool->mutex, NULL);
    deadline_init_condition(&pool->given);
    return pool;
}

void pool_close(Pool *pool) {
    if (pool == NULL) {
        return;
    }
    for (size_t i = 0; i < pool->open_count; i++) {
        soloql_disconnect(pool->connections[i]);
    }
    (void)pthread_cond_destroy(&pool->given);
    (void)pthread_mutex_destroy(&pool->mutex);
    free(pool);
}

/* Opens one more, with the lock given up meanwhile: the first connection may take its time. */
static PoolAnswer pool_grow(Pool *pool, soloql_connection **out, Complaint *complaint) {
    char *message = NULL;
    pool->opening++;
    (void)pthread_mutex_unlock(&pool->mutex);
    bool opened = soloql_connect(pool->engine, out, &message) == 0;
    if (!opened) {
        (void)complain(complaint, "%s", message == NULL ? "out of memory" : message);
        soloql_free(message);
    }
    (void)pthread_mutex_lock(&pool->mutex);
    pool->opening--;
    if (opened) {
        pool->connections[pool->open_count++] = *out;
    } else {
        (void)pthread_cond_signal(&pool->given); /* somebody else may try */
    }
    return opened ? POOL_TAKEN : POOL_FAILED;
}

PoolAnswer pool_take(Pool *pool, soloql_connection **out, Complaint *complaint) {
    PoolAnswer answer = POOL_TAKEN;
    *out = NULL;
    (void)pthread_mutex_lock(&pool->mutex);
    if (pool->free_count == 0 && pool->open_count + pool->opening >= pool->size) {
        struct timespec limit = deadline_after(pool->wait_ms);
        int waited = 0;
        while (waited == 0 && pool->free_count == 0 &&
               pool->open_count + pool->opening >= pool->size) {
            waited = pthread_cond_timedwait(&pool->given, &pool->mutex, &limit);
        }
    }
    if (pool->free_count != 0) {
        *out = pool->connections[--pool->free_count];
    } else if (pool->open_count + pool->opening < pool->size) {
        answer = pool_grow(pool, out, complaint);
    } else {
        answer = POOL_BUSY;
    }
    (void)pthread_mutex_unlock(&pool->mutex);
    return answer;
}

void pool_give(Pool *pool, soloql_connection *connection) {
    (void)pthread_mutex_lock(&pool->mutex);
    for (size_t i = pool->free_count; i < pool->open_count; i++) {
        if (pool->connections[i] == connection) {
            pool->connections[i] = pool->connections[pool->free_count];
            pool->connections[pool->free_count++] = connection;
            break;
        }
    }
    (void)pthread_mutex_unlock(&pool->mutex);
    (void)pthread_cond_signal(&pool->given); /* who waits would else wake up only to wait again */
}

void pool_interrupt(Pool *pool) {
    (void)pthread_mutex_lock(&pool->mutex);
    for (size_t i = pool->free_count; i < pool->open_count; i++) {
        soloql_interrupt(pool->connections[i]);
    }
    (void)pthread_mutex_unlock(&pool->mutex);
}
