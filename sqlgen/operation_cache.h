/*
 * The cache of compiled operations: text seen before is neither parsed nor planned again.
 *
 * The key is (role, document, operation name); under it stand the programs by the shape of the
 * variables (coerce.h). Bounded by bytes; what was not used for the longest time goes first.
 * Thread-safe: a CachedOperation is refcounted and immutable but for its list of programs, which
 * grows under the cache's lock, and for what is noted of their speed.
 */
#ifndef SOLOQL_OPERATION_CACHE_H
#define SOLOQL_OPERATION_CACHE_H

#include <pthread.h>
#include <stdatomic.h>

#include "sqlgen/emit/program.h"
#include "sqlgen/graphql/ast.h"
#include "sqlgen/plan/plan.h"

typedef struct CachedProgram CachedProgram;
typedef struct CachedOperation CachedOperation;

struct CachedProgram {
    Arena arena; /* of the plan and the program */
    Str shape;   /* of the variables it was planned for */
    Plan *plan;
    Program *program;
    atomic_bool is_slow; /* its last answer took so long that the next one is kept */
    CachedProgram *next;
};

/* A validated operation. */
struct CachedOperation {
    Arena arena; /* of all that is below but the programs */
    Str role, name;
    Source source; /* a copy of the document's text */
    const Document *document;
    const Definition *operation;
    uint64_t hash;
    CachedProgram *programs; /* newest first */
    size_t program_count;
    size_t bytes;             /* that it counts for in the cache */
    unsigned references;      /* the cache's own included */
    bool cached;              /* false once the cache has let go of it */
    CachedOperation *in_slot; /* next with the same slot */
    CachedOperation *newer, *older;
};

enum { OPERATION_CACHE_SLOTS = 1024 };

typedef struct OperationCache {
    pthread_mutex_t lock;
    CachedOperation *slots[OPERATION_CACHE_SLOTS];
    CachedOperation *newest, *oldest;
    size_t bytes, max_bytes;
} OperationCache;

void operation_cache_init(OperationCache *cache, size_t max_bytes);
void operation_cache_free(OperationCache *cache);

/* The operation of that key with a reference for the caller, or NULL. */
CachedOperation *operation_cache_find(OperationCache *cache, Str role, Str name, Str document);

/* A new operation that is not in the cache yet, with copies of the texts and a reference. */
CachedOperation *operation_new(Str role, Str name, Str document, size_t max_bytes);

/* Puts it into the cache, unless its key is there already. */
void operation_cache_add(OperationCache *cache, CachedOperation *operation);

/* The program for that shape, or NULL. Stays valid as long as the operation is held. */
CachedProgram *operation_cache_program(OperationCache *cache, CachedOperation *operation,
                                       Str shape);

/* Hands a program over to the operation. */
void operation_cache_add_program(OperationCache *cache, CachedOperation *operation,
                                 CachedProgram *program);

/* Gives a reference back; NULL is fine. */
void operation_cache_release(OperationCache *cache, CachedOperation *operation);

CachedProgram *program_new(Str shape, size_t max_bytes);
void program_free(CachedProgram *program); /* NULL is fine */

#endif
