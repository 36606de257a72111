/* The cache of compiled operations; see operation_cache.h. */
#include "sqlgen/operation_cache.h"

#include <stdlib.h>

enum {
    PROGRAMS_KEPT = 64,   /* of one operation; beyond, the operation is compiled afresh */
    OPERATION_COST = 1024 /* bytes that an operation counts for beside its arenas */
};

static uint64_t operation_hash(Str role, Str name, Str document) {
    return str_hash(document) ^ (str_hash(name) * 3) ^ (str_hash(role) * 7);
}

void operation_cache_init(OperationCache *cache, size_t max_bytes) {
    *cache = (OperationCache){.max_bytes = max_bytes};
    pthread_mutex_init(&cache->lock, NULL);
}

CachedProgram *program_new(Str shape, size_t max_bytes) {
    CachedProgram *program = calloc(1, sizeof *program);
    if (program != NULL) {
        arena_init(&program->arena, max_bytes);
        program->shape = shape;
    }
    return program;
}

void program_free(CachedProgram *program) {
    if (program != NULL) {
        arena_free(&program->arena);
        free(program);
    }
}

static void operation_free(CachedOperation *operation) {
    while (operation->programs != NULL) {
        CachedProgram *next = operation->programs->next;
        program_free(operation->programs);
        operation->programs = next;
    }
    arena_free(&operation->arena);
    free(operation);
}

CachedOperation *operation_new(Str role, Str name, Str document, size_t max_bytes) {
    CachedOperation *operation = calloc(1, sizeof *operation);
    if (operation == NULL) {
        return NULL;
    }
    arena_init(&operation->arena, max_bytes);
    operation->role = role;
    operation->name = name;
    operation->source.text = document;
    operation->hash = operation_hash(role, name, document);
    operation->references = 1;
    return operation;
}

static bool operation_is(const CachedOperation *operation, Str role, Str name, Str document) {
    return str_equal(operation->source.text, document) && str_equal(operation->name, name) &&
           str_equal(operation->role, role);
}

static CachedOperation **operation_slot(OperationCache *cache, uint64_t hash) {
    return &cache->slots[hash % OPERATION_CACHE_SLOTS];
}

/* Takes the operation out of the list that is ordered by use. */
static void operation_unlink(OperationCache *cache, CachedOperation *operation) {
    *(operation->newer != NULL ? &operation->newer->older : &cache->newest) = operation->older;
    *(operation->older != NULL ? &operation->older->newer : &cache->oldest) = operation->newer;
    operation->newer = operation->older = NULL;
}

static void operation_link_newest(OperationCache *cache, CachedOperation *operation) {
    operation->older = cache->newest;
    *(cache->newest != NULL ? &cache->newest->newer : &cache->oldest) = operation;
    cache->newest = operation;
}

static CachedOperation *operation_find(OperationCache *cache, Str role, Str name, Str document,
                                       uint64_t hash) {
    CachedOperation *operation = *operation_slot(cache, hash);
    while (operation != NULL &&
           (operation->hash != hash || !operation_is(operation, role, name, document))) {
        operation = operation->in_slot;
    }
    return operation;
}

CachedOperation *operation_cache_find(OperationCache *cache, Str role, Str name, Str document) {
    uint64_t hash = operation_hash(role, name, document);
    pthread_mutex_lock(&cache->lock);
    CachedOperation *operation = operation_find(cache, role, name, document, hash);
    if (operation != NULL) {
        operation->references++;
        if (cache->newest != operation) {
            operation_unlink(cache, operation);
            operation_link_newest(cache, operation);
        }
    }
    pthread_mutex_unlock(&cache->lock);
    return operation;
}

static void operation_unreference(CachedOperation *operation) {
    if (--operation->references == 0) {
        operation_free(operation);
    }
}

/* The cache lets go of the operation; the lock is held. */
static void operation_drop(OperationCache *cache, CachedOperation *operation) {
    CachedOperation **place = operation_slot(cache, operation->hash);
    while (*place != operation) {
        place = &(*place)->in_slot;
    }
    *place = operation->in_slot;
    operation_unlink(cache, operation);
    cache->bytes -= operation->bytes;
    operation->cached = false;
    operation_unreference(operation);
}

static void operation_cache_shrink(OperationCache *cache) {
    while (cache->bytes > cache->max_bytes && cache->oldest != NULL) {
        operation_drop(cache, cache->oldest);
    }
}

void operation_cache_add(OperationCache *cache, CachedOperation *operation) {
    pthread_mutex_lock(&cache->lock);
    if (operation_find(cache, operation->role, operation->name, operation->source.text,
                       operation->hash) == NULL) {
        CachedOperation **slot = operation_slot(cache, operation->hash);
        operation->in_slot = *slot;
        *slot = operation;
        operation->bytes = operation->arena.used + OPERATION_COST;
        operation->references++;
        operation->cached = true;
        cache->bytes += operation->bytes;
        operation_link_newest(cache, operation);
        operation_cache_shrink(cache);
    }
    pthread_mutex_unlock(&cache->lock);
}

CachedProgram *operation_cache_program(OperationCache *cache, CachedOperation *operation,
                                       Str shape) {
    pthread_mutex_lock(&cache->lock);
    CachedProgram *program = operation->programs;
    while (program != NULL && !str_equal(program->shape, shape)) {
        program = program->next;
    }
    pthread_mutex_unlock(&cache->lock);
    return program;
}

void operation_cache_add_program(OperationCache *cache, CachedOperation *operation,
                                 CachedProgram *program) {
    pthread_mutex_lock(&cache->lock);
    program->next = operation->programs;
    operation->programs = program;
    operation->program_count++;
    if (operation->cached) {
        size_t bytes = program->arena.used + sizeof *program;
        operation->bytes += bytes;
        cache->bytes += bytes;
        if (operation->program_count > PROGRAMS_KEPT) {
            operation_drop(cache, operation);
        }
        operation_cache_shrink(cache);
    }
    pthread_mutex_unlock(&cache->lock);
}

void operation_cache_release(OperationCache *cache, CachedOperation *operation) {
    if (operation != NULL) {
        pthread_mutex_lock(&cache->lock);
        operation_unreference(operation);
        pthread_mutex_unlock(&cache->lock);
    }
}

void operation_cache_free(OperationCache *cache) {
    CachedOperation *operation = cache->newest;
    while (operation != NULL) {
        CachedOperation *older = operation->older;
        operation_unreference(operation);
        operation = older;
    }
    pthread_mutex_destroy(&cache->lock);
}
