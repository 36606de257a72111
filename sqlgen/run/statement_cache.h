/*
 * The statement cache: prepared statements of one connection, by their text.
 *
 * Programs that differ in nothing but their values share a statement. Bounded; the statement that
 * was not used for the longest time goes first. Not thread-safe, as the connection.
 */
#ifndef SOLOQL_RUN_STATEMENT_CACHE_H
#define SOLOQL_RUN_STATEMENT_CACHE_H

#include "sqlgen/base/sqlite.h"
#include "sqlgen/base/str.h"
#include "sqlgen/run/table_set.h"

enum { STATEMENT_CACHE_SIZE = 64 };

typedef struct CachedStatement {
    sqlite3_stmt *statement; /* NULL: the place is free */
    uint64_t hash;           /* of its text */
    uint64_t used;           /* when, in uses of the cache */
    bool is_volatile;        /* what it answers depends on more than the data: time, chance */
    TableSet reads, writes;  /* noted while the connection has a catalog */
} CachedStatement;

typedef struct StatementCache {
    CachedStatement items[STATEMENT_CACHE_SIZE];
    uint64_t uses;
    CachedStatement *current; /* that was asked for last */
} StatementCache;

/*
 * The statement of that text (NUL-terminated), ready to be bound; it stays the cache's. NULL if it
 * could not be prepared: *rc has SQLite's code.
 */
sqlite3_stmt *statement_cache_get(StatementCache *cache, sqlite3 *db, Str sql, uint64_t hash,
                                  int *rc);

/* Finalizes all statements. */
void statement_cache_clear(StatementCache *cache);

#endif
