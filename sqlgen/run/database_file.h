/*
 * The database's file: how it is opened, what it is told when that fails, and its journal's mode.
 */
#ifndef SOLOQL_RUN_DATABASE_FILE_H
#define SOLOQL_RUN_DATABASE_FILE_H

#include "sqlgen/base/sqlite.h"
#include "sqlgen/base/str.h"

typedef enum FileUse {
    FILE_READ_WRITE,
    FILE_READ_ONLY,
    FILE_IMMUTABLE /* nobody changes it: no locks are taken, and nothing is made beside it */
} FileUse;

/* Opens the file, which is never created, for one thread at a time. A SQLite result code; what is
 * in *out has to be closed in any case. SQLite looks into the file only when it is first read. */
int database_file_open(const char *path, FileUse use, sqlite3 **out);

/* Why the file could not be opened, or not be read for the first time: `rc`, of `db`. In the arena.
 */
Str database_file_complain(Arena *arena, const char *path, sqlite3 *db, int rc);

/* Whether the file that `db` has open (NULL = none) is in WAL mode. It stays so while a transaction
 * of `db` is open. */
bool database_file_is_in_wal_mode(sqlite3 *db);

/* Switches the file to WAL mode, in which it stays. False after setting *message (in the arena). */
bool database_file_use_wal(const char *path, uint32_t busy_timeout_ms, Arena *arena, Str *message);

#endif
