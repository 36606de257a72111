/*
 * The cache of grants; see grant_cache.h.
 *
 * A key chooses a row of a few slots; within the row the one that was used longest ago is given up.
 * The lock is held for a few comparisons.
 */
#include "server/grant_cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { ROW_SLOTS = 4, ROW_COUNT = GRANT_CACHE_SLOTS / ROW_SLOTS };

typedef struct Slot {
    unsigned char key[GRANT_KEY_SIZE];
    Grant *grant;  /* held; NULL = empty */
    int64_t until; /* Unix time */
    uint64_t used; /* by the cache's count of uses */
} Slot;

struct GrantCache {
    pthread_mutex_t mutex; /* guards the rest */
    uint64_t uses;
    Slot slots[GRANT_CACHE_SLOTS];
};

GrantCache *grant_cache_open(void) {
    GrantCache *cache = calloc(1, sizeof *cache);
    if (cache != NULL) {
        (void)pthread_mutex_init(&cache->mutex, NULL);
    }
    return cache;
}

void grant_cache_close(GrantCache *cache) {
    if (cache == NULL) {
        return;
    }
    for (size_t i = 0; i < GRANT_CACHE_SLOTS; i++) {
        grant_release(cache->slots[i].grant);
    }
    (void)pthread_mutex_destroy(&cache->mutex);
    free(cache);
}

/* The first slot of the key's row. A SHA-256 is as good as random. */
static Slot *row_of(GrantCache *cache, const unsigned char *key) {
    uint32_t number;
    memcpy(&number, key, sizeof number);
    return &cache->slots[number % ROW_COUNT * ROW_SLOTS];
}

static bool slot_is_of(const Slot *slot, const unsigned char *key) {
    return slot->grant != NULL && memcmp(slot->key, key, GRANT_KEY_SIZE) == 0;
}

Grant *grant_cache_find(GrantCache *cache, const unsigned char key[GRANT_KEY_SIZE], int64_t now) {
    Grant *found = NULL;
    (void)pthread_mutex_lock(&cache->mutex);
    Slot *row = row_of(cache, key);
    for (size_t i = 0; i < ROW_SLOTS && found == NULL; i++) {
        if (slot_is_of(&row[i], key) && now < row[i].until) {
            row[i].used = ++cache->uses;
            found = grant_hold(row[i].grant);
        }
    }
    (void)pthread_mutex_unlock(&cache->mutex);
    return found;
}

void grant_cache_put(GrantCache *cache, const unsigned char key[GRANT_KEY_SIZE], Grant *grant,
                     int64_t until) {
    if (grant->session != NULL && strlen(grant->session) > GRANT_CACHE_LONGEST) {
        return;
    }
    (void)pthread_mutex_lock(&cache->mutex);
    Slot *row = row_of(cache, key), *chosen = row;
    for (size_t i = 0; i < ROW_SLOTS && !slot_is_of(chosen, key); i++) {
        bool is_better = slot_is_of(&row[i], key) || row[i].grant == NULL ||
                         (chosen->grant != NULL && row[i].used < chosen->used);
        chosen = is_better ? &row[i] : chosen;
    }
    Grant *old = chosen->grant;
    *chosen = (Slot){.grant = grant_hold(grant), .until = until, .used = ++cache->uses};
    memcpy(chosen->key, key, GRANT_KEY_SIZE);
    (void)pthread_mutex_unlock(&cache->mutex);
    grant_release(old);
}
