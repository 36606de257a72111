/* Map: open addressing over an array of entries in insertion order; see map.h. */
#include "sqlgen/base/map.h"

#include <string.h>

enum { MAP_FIRST_CAPACITY = 8 };

void map_init(Map *map, Arena *arena) {
    *map = (Map){.arena = arena};
}

/* The slot that holds the key, or the free one where it belongs. The table must have slots. */
static size_t map_slot(const Map *map, Str key, uint64_t hash) {
    size_t mask = map->capacity - 1, slot = (size_t)hash & mask;
    while (map->slots[slot] != 0) {
        const MapEntry *entry = &map->entries[map->slots[slot] - 1];
        if (entry->hash == hash && str_equal(entry->key, key)) {
            break;
        }
        slot = (slot + 1) & mask;
    }
    return slot;
}

static MapEntry *map_find(const Map *map, Str key) {
    if (map->count == 0) {
        return NULL;
    }
    size_t slot = map_slot(map, key, str_hash(key));
    return map->slots[slot] == 0 ? NULL : &map->entries[map->slots[slot] - 1];
}

static void map_rehash(Map *map, size_t capacity) {
    map->slots = ARENA_ARRAY(map->arena, capacity, uint32_t);
    map->capacity = capacity;
    for (size_t i = 0; i < map->count; i++) {
        size_t slot = map_slot(map, map->entries[i].key, map->entries[i].hash);
        map->slots[slot] = (uint32_t)(i + 1);
    }
}

void map_reserve(Map *map, size_t count) {
    if (count <= map->room) {
        return;
    }
    size_t capacity = MAP_FIRST_CAPACITY;
    while (capacity < count * 2) {
        capacity *= 2;
    }
    map_rehash(map, capacity); /* first: if the arena escapes, the map is still whole */
    MapEntry *entries = ARENA_ARRAY(map->arena, count, MapEntry);
    if (map->count != 0) {
        memcpy(entries, map->entries, map->count * sizeof *entries);
    }
    map->entries = entries;
    map->room = count;
}

void *map_get(const Map *map, Str key) {
    MapEntry *entry = map_find(map, key);
    return entry == NULL ? NULL : entry->value;
}

bool map_has(const Map *map, Str key) {
    return map_find(map, key) != NULL;
}

bool map_add(Map *map, Str key, void *value) {
    if (map_find(map, key) != NULL) {
        return false;
    }
    if (map->count == map->room) {
        map_reserve(map, map->room == 0 ? MAP_FIRST_CAPACITY / 2 : map->room * 2);
    }
    uint64_t hash = str_hash(key);
    size_t slot = map_slot(map, key, hash);
    map->entries[map->count++] = (MapEntry){key, value, hash};
    map->slots[slot] = (uint32_t)map->count;
    return true;
}

void map_set(Map *map, Str key, void *value) {
    MapEntry *entry = map_find(map, key);
    if (entry != NULL) {
        entry->value = value;
    } else {
        map_add(map, key, value);
    }
}
