/*
 * SQLite's failures as our errors. SQLite's own text names tables, columns and files, so it is
 * never passed on; it goes to the log.
 */
#ifndef SOLOQL_RUN_SQLITE_ERROR_H
#define SOLOQL_RUN_SQLITE_ERROR_H

#include "sqlgen/base/error.h"
#include "sqlgen/base/sqlite.h"

/* Adds the error that `rc`, the result of a call on `db`, means to the caller of the API. */
Error *sqlite_error_add(ErrorList *errors, sqlite3 *db, int rc);

/* True if it is about a query of FTS5 that an index does not take. */
bool sqlite_error_is_of_search(const Error *error);

#endif
