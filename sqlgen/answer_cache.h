/*
 * The cache of answers: those that took long to make, for whoever asks the same before anything
 * that they were made of has changed.
 *
 * An answer is found by its name (etag.h), and the versions of the tables it was read from are in
 * that: so what is found is as right as what would be read now, and an answer of an older state is
 * never found again. Nothing is ever told to be out of date; it is given up as what was not used
 * for the longest time. Bounded by bytes and by count. Thread-safe.
 */
#ifndef SOLOQL_ANSWER_CACHE_H
#define SOLOQL_ANSWER_CACHE_H

#include <pthread.h>

#include "sqlgen/etag.h"

enum {
    ANSWER_CACHE_SLOTS = 256,
    ANSWER_CACHE_SHARE = 8 /* an answer that would take more than this part is not kept */
};

typedef struct Answer {
    size_t references; /* the cache's own included; under its lock */
    size_t length;
    char bytes[];
} Answer;

typedef struct AnswerSlot {
    EtagName name;
    uint64_t used;  /* when, in uses of the cache */
    Answer *answer; /* NULL: the slot is free */
} AnswerSlot;

typedef struct AnswerCache {
    pthread_mutex_t lock;
    size_t bytes, max_bytes;
    uint64_t uses;
    AnswerSlot *slots; /* made with the first answer */
} AnswerCache;

/* With no bytes nothing is kept. */
void answer_cache_init(AnswerCache *cache, size_t max_bytes);

/* All answers must have been given back. */
void answer_cache_free(AnswerCache *cache);

/* The answer of that name, to be given back; NULL if there is none. */
Answer *answer_cache_find(AnswerCache *cache, EtagName name);

/* NULL is fine. */
void answer_cache_release(AnswerCache *cache, Answer *answer);

/* Keeps a copy of the bytes, unless they are too many. */
void answer_cache_add(AnswerCache *cache, EtagName name, Str bytes);

#endif
