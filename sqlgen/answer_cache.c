/* The cache of answers; see answer_cache.h. */
#include "sqlgen/answer_cache.h"

#include <stdlib.h>
#include <string.h>

void answer_cache_init(AnswerCache *cache, size_t max_bytes) {
    *cache = (AnswerCache){.max_bytes = max_bytes};
    pthread_mutex_init(&cache->lock, NULL);
}

static void answer_unreference(Answer *answer) {
    if (answer != NULL && --answer->references == 0) {
        free(answer);
    }
}

void answer_cache_free(AnswerCache *cache) {
    for (size_t i = 0; cache->slots != NULL && i < ANSWER_CACHE_SLOTS; i++) {
        answer_unreference(cache->slots[i].answer);
    }
    free(cache->slots);
    pthread_mutex_destroy(&cache->lock);
}

static size_t answer_size(size_t length) {
    return sizeof(Answer) + length;
}

/* The slot of that name; NULL if there is none. */
static AnswerSlot *slot_find(const AnswerCache *cache, EtagName name) {
    for (size_t i = 0; cache->slots != NULL && i < ANSWER_CACHE_SLOTS; i++) {
        AnswerSlot *slot = &cache->slots[i];
        if (slot->answer != NULL && etag_names_equal(slot->name, name)) {
            return slot;
        }
    }
    return NULL;
}

Answer *answer_cache_find(AnswerCache *cache, EtagName name) {
    Answer *answer = NULL;
    pthread_mutex_lock(&cache->lock);
    AnswerSlot *slot = slot_find(cache, name);
    if (slot != NULL) {
        slot->used = ++cache->uses;
        answer = slot->answer;
        answer->references++;
    }
    pthread_mutex_unlock(&cache->lock);
    return answer;
}

void answer_cache_release(AnswerCache *cache, Answer *answer) {
    pthread_mutex_lock(&cache->lock);
    answer_unreference(answer);
    pthread_mutex_unlock(&cache->lock);
}

static void slot_clear(AnswerCache *cache, AnswerSlot *slot) {
    if (slot->answer != NULL) {
        cache->bytes -= answer_size(slot->answer->length);
        answer_unreference(slot->answer);
        slot->answer = NULL;
    }
}

/* The slot whose answer was not used for the longest time; of free ones, if `free_ones`, any. */
static AnswerSlot *slot_oldest(const AnswerCache *cache, bool free_ones) {
    AnswerSlot *oldest = NULL;
    for (size_t i = 0; i < ANSWER_CACHE_SLOTS; i++) {
        AnswerSlot *slot = &cache->slots[i];
        if (slot->answer == NULL && free_ones) {
            return slot;
        }
        if (slot->answer != NULL && (oldest == NULL || slot->used < oldest->used)) {
            oldest = slot;
        }
    }
    return oldest;
}

/* Takes the reference over. */
static void answer_put(AnswerCache *cache, EtagName name, Answer *answer) {
    size_t size = answer_size(answer->length);
    while (cache->bytes + size > cache->max_bytes) { /* which holds several of any size */
        slot_clear(cache, slot_oldest(cache, false));
    }
    AnswerSlot *slot = slot_oldest(cache, true);
    slot_clear(cache, slot);
    *slot = (AnswerSlot){name, ++cache->uses, answer};
    cache->bytes += size;
}

void answer_cache_add(AnswerCache *cache, EtagName name, Str bytes) {
    if (answer_size(bytes.length) > cache->max_bytes / ANSWER_CACHE_SHARE) {
        return;
    }
    Answer *answer = malloc(answer_size(bytes.length));
    if (answer == NULL) {
        return;
    }
    answer->references = 1;
    answer->length = bytes.length;
    memcpy(answer->bytes, bytes.data, bytes.length);
    pthread_mutex_lock(&cache->lock);
    if (cache->slots == NULL) {
        cache->slots = calloc(ANSWER_CACHE_SLOTS, sizeof *cache->slots);
    }
    if (cache->slots == NULL || slot_find(cache, name) != NULL) {
        answer_unreference(answer);
    } else {
        answer_put(cache, name, answer);
    }
    pthread_mutex_unlock(&cache->lock);
}
