/* The statement cache; see statement_cache.h. */
#include "sqlgen/run/statement_cache.h"

static bool statement_is(const CachedStatement *cached, Str sql, uint64_t hash) {
    return cached->statement != NULL && cached->hash == hash &&
           str_equal(str_from(sqlite3_sql(cached->statement)), sql);
}

/* A free place, or the one that was not used for the longest time. */
static CachedStatement *statement_cache_place(StatementCache *cache) {
    CachedStatement *oldest = &cache->items[0];
    for (size_t i = 0; i < STATEMENT_CACHE_SIZE; i++) {
        CachedStatement *cached = &cache->items[i];
        if (cached->statement == NULL) {
            return cached;
        }
        oldest = cached->used < oldest->used ? cached : oldest;
    }
    return oldest;
}

sqlite3_stmt *statement_cache_get(StatementCache *cache, sqlite3 *db, Str sql, uint64_t hash,
                                  int *rc) {
    cache->uses++;
    for (size_t i = 0; i < STATEMENT_CACHE_SIZE; i++) {
        if (statement_is(&cache->items[i], sql, hash)) {
            cache->items[i].used = cache->uses;
            cache->current = &cache->items[i];
            *rc = SQLITE_OK;
            return cache->items[i].statement;
        }
    }
    CachedStatement *place = cache->current = statement_cache_place(cache);
    sqlite3_finalize(place->statement);
    *place = (CachedStatement){.hash = hash, .used = cache->uses};
    *rc = sqlite3_prepare_v3(db, sql.data, (int)sql.length + 1, SQLITE_PREPARE_PERSISTENT,
                             &place->statement, NULL);
    return place->statement;
}

void statement_cache_reset(StatementCache *cache) {
    for (size_t i = 0; i < STATEMENT_CACHE_SIZE; i++) {
        sqlite3_reset(cache->items[i].statement);
        if (cache->items[i].statement != NULL) {
            sqlite3_clear_bindings(cache->items[i].statement);
        }
    }
}

void statement_cache_clear(StatementCache *cache) {
    for (size_t i = 0; i < STATEMENT_CACHE_SIZE; i++) {
        sqlite3_finalize(cache->items[i].statement);
        cache->items[i] = (CachedStatement){0};
    }
    cache->current = NULL;
}
