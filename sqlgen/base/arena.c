/*
 * Arena: chunks of doubling size, bump-allocated. See arena.h.
 *
 * A chunk is a malloc with a header; allocations come out of the newest one. The debug form
 * makes one chunk per allocation, which keeps the code path the same and lets the sanitizers
 * guard each block.
 */
#include "sqlgen/base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__) || defined(ARENA_DEBUG)
#define ARENA_CHUNK_PER_ALLOCATION 1
#else
#define ARENA_CHUNK_PER_ALLOCATION 0
#endif

enum {
    ARENA_FIRST_CHUNK = 4096,        /* bytes; covers a small request */
    ARENA_LARGEST_CHUNK = 256 * 1024 /* bytes; growth stops doubling here */
};

struct ArenaChunk {
    ArenaChunk *older;
    size_t size; /* bytes in data */
    size_t used; /* bytes of data handed out */
    max_align_t data[];
};

struct ArenaDefer {
    ArenaDefer *older;
    void (*release)(void *object);
    void *object;
};

_Noreturn void arena_exhaust(Arena *arena) {
    if (arena->escape != NULL) {
        longjmp(*arena->escape, 1);
    }
    fputs("soloql: out of memory\n", stderr);
    abort();
}

void arena_init(Arena *arena, size_t budget) {
    *arena = (Arena){.budget = budget};
}

static void arena_free_chunks(ArenaChunk *chunk) {
    while (chunk != NULL) {
        ArenaChunk *older = chunk->older;
        free(chunk);
        chunk = older;
    }
}

static void arena_release(Arena *arena) {
    for (ArenaDefer *defer = arena->defer; defer != NULL; defer = defer->older) {
        defer->release(defer->object);
    }
    arena->defer = NULL;
}

void arena_free(Arena *arena) {
    arena_release(arena);
    arena_free_chunks(arena->chunk);
    arena->chunk = NULL;
    arena->used = 0;
}

void arena_reset(Arena *arena) {
    arena_release(arena);
    ArenaChunk *kept = arena->chunk;
    arena->used = 0;
    if (kept == NULL) {
        return;
    }
    arena_free_chunks(kept->older);
    kept->older = NULL;
    kept->used = 0;
    if (ARENA_CHUNK_PER_ALLOCATION || kept->size > ARENA_LARGEST_CHUNK) {
        free(kept);
        arena->chunk = NULL;
    }
}

static ArenaChunk *arena_add_chunk(Arena *arena, size_t size) {
    size_t room = size;
    if (!ARENA_CHUNK_PER_ALLOCATION) {
        room = arena->chunk == NULL ? ARENA_FIRST_CHUNK : arena->chunk->size * 2;
        room = room > ARENA_LARGEST_CHUNK ? ARENA_LARGEST_CHUNK : room;
        room = room < size ? size : room;
    }
    ArenaChunk *chunk = malloc(sizeof *chunk + room);
    if (chunk == NULL) {
        arena_exhaust(arena);
    }
    chunk->size = room;
    chunk->used = 0;
    chunk->older = arena->chunk;
    arena->chunk = chunk;
    return chunk;
}

void *arena_alloc(Arena *arena, size_t size) {
    const size_t align = sizeof(void *);
    if (size > SIZE_MAX / 2 || (arena->budget != 0 && size > arena->budget - arena->used)) {
        arena_exhaust(arena);
    }
    size_t rounded = (size + align - 1) / align * align;
    ArenaChunk *chunk = arena->chunk;
    if (chunk == NULL || ARENA_CHUNK_PER_ALLOCATION || chunk->size - chunk->used < rounded) {
        chunk = arena_add_chunk(arena, ARENA_CHUNK_PER_ALLOCATION ? size : rounded);
    }
    void *block = (char *)chunk->data + chunk->used;
    chunk->used += ARENA_CHUNK_PER_ALLOCATION ? size : rounded;
    arena->used += size;
    return memset(block, 0, size);
}

void *arena_array(Arena *arena, size_t count, size_t size) {
    if (size != 0 && count > SIZE_MAX / 2 / size) {
        arena_exhaust(arena);
    }
    return arena_alloc(arena, count * size);
}

void *arena_grow(Arena *arena, void *items, size_t count, size_t size) {
    if (count != 0 && (count & (count - 1)) != 0) {
        return items;
    }
    void *grown = arena_array(arena, count == 0 ? 1 : count * 2, size);
    if (count != 0) {
        memcpy(grown, items, count * size);
    }
    return grown;
}

static void scratch_free(void *scratch) {
    arena_free(scratch);
}

Arena *arena_scratch(Arena *arena) {
    Arena *scratch = ARENA_NEW(arena, Arena);
    scratch->escape = arena->escape;
    arena_defer(arena, scratch_free, scratch);
    return scratch;
}

void arena_defer(Arena *arena, void (*release)(void *object), void *object) {
    ArenaDefer *defer = ARENA_NEW(arena, ArenaDefer);
    *defer = (ArenaDefer){arena->defer, release, object};
    arena->defer = defer;
}
