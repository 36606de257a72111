/*
 * Arena: memory that is given back all at once.
 *
 * A snapshot, a program and a request each own one arena (HOUSE: four lifetimes). Allocations
 * are never freed one by one. An allocation never returns NULL: when the budget or the machine
 * is exhausted the arena jumps to the escape its owner has set, and an owner that set none
 * aborts. An escape is only legal where every resource in use is reachable from an arena, that
 * is in the stages between text and Program and between a file and a Model.
 *
 * In builds with AddressSanitizer (or ARENA_DEBUG) each allocation is a malloc of its own, so
 * that overruns and uses after reset are seen.
 *
 * Not thread-safe: one thread at a time.
 */
#ifndef SOLOQL_BASE_ARENA_H
#define SOLOQL_BASE_ARENA_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct ArenaChunk ArenaChunk;
typedef struct ArenaDefer ArenaDefer;

typedef struct Arena {
    ArenaChunk *chunk; /* newest chunk, NULL while nothing was allocated */
    size_t used;       /* bytes handed out since the last reset */
    size_t budget;     /* most bytes that may be handed out; 0 = no limit */
    jmp_buf *escape;   /* where an exhausted arena jumps to; NULL = abort */
    ArenaDefer *defer; /* what is to be released with the memory, newest first */
} Arena;

/* A new arena that may hand out `budget` bytes (0 = no limit). Allocates nothing yet. */
void arena_init(Arena *arena, size_t budget);

/*
 * A new arena for what is needed for a while. It escapes where this one does now, and is given back
 * with it if it is not before, by arena_free().
 */
Arena *arena_scratch(Arena *arena);

/* Gives everything back. The arena can be used again. */
void arena_free(Arena *arena);

/* Gives everything back but one chunk, so that the next request need not ask malloc. */
void arena_reset(Arena *arena);

/* `size` zeroed bytes, aligned for any type. Never NULL. */
void *arena_alloc(Arena *arena, size_t size);

/* Does what an allocation does that there is no memory for: escapes. */
_Noreturn void arena_exhaust(Arena *arena);

/* `count` zeroed elements of `size` bytes; a product that overflows exhausts the arena. */
void *arena_array(Arena *arena, size_t count, size_t size);

/*
 * Room for one more element in a growing array: returns `items`, moved if it was full.
 * `count` is the number of elements in use; capacities are powers of two, so no capacity is
 * stored: an array grows when `count` is 0 or a power of two.
 */
void *arena_grow(Arena *arena, void *items, size_t count, size_t size);

/*
 * Has release(object) called when the memory is given back, newest first: so that what is not the
 * arena's own, such as a malloc block, survives neither an escape nor the arena.
 */
void arena_defer(Arena *arena, void (*release)(void *object), void *object);

#define ARENA_NEW(arena, type)          ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, count, type) ((type *)arena_array((arena), (count), sizeof(type)))

/* Appends `value` to the array `items` of `count` elements (both lvalues). */
#define ARENA_PUSH(arena, items, count, value)                                                     \
    ((items) = arena_grow((arena), (items), (size_t)(count), sizeof *(items)),                     \
     (items)[(count)++] = (value))

#endif
