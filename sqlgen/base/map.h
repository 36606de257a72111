/*
 * Map: from text to a pointer, in the order of insertion.
 *
 * Lives in an arena and never shrinks. Keys are not copied: they must live as long as the map.
 * The hash is seeded (str_hash), so names chosen by a stranger cannot make it slow. Not
 * thread-safe while it is being filled; reading a finished map is.
 */
#ifndef SOLOQL_BASE_MAP_H
#define SOLOQL_BASE_MAP_H

#include "sqlgen/base/str.h"

typedef struct MapEntry {
    Str key;
    void *value;
    uint64_t hash; /* str_hash(key) */
} MapEntry;

typedef struct Map {
    Arena *arena;
    MapEntry *entries; /* in insertion order */
    size_t count;
    size_t room;     /* for so many entries */
    uint32_t *slots; /* 0 = free, else index into entries plus 1 */
    size_t capacity; /* number of slots, a power of two, or 0 */
} Map;

void map_init(Map *map, Arena *arena);

/* Makes room for that many entries, so that growing leaves nothing behind in the arena. */
void map_reserve(Map *map, size_t count);

/* The value stored under the key, or NULL. */
void *map_get(const Map *map, Str key);

/* True if there is an entry, even one whose value is NULL. */
bool map_has(const Map *map, Str key);

/* Stores the value and returns true; a key that is there already is kept, and false returned. */
bool map_add(Map *map, Str key, void *value);

/* Stores the value, in place of the one stored before if there is one. */
void map_set(Map *map, Str key, void *value);

#endif
