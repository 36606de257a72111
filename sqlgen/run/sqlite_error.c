/* SQLite's result codes, and what they mean to a caller; see sqlite_error.h. */
#include "sqlgen/run/sqlite_error.h"

#include <string.h>

typedef struct SqliteErrorRow {
    int rc; /* primary result code */
    ErrorCode code;
    const char *message;
} SqliteErrorRow;

static const SqliteErrorRow rows[] = {
    {SQLITE_BUSY, ERROR_BUSY, "The database is locked by another process; try again."},
    {SQLITE_LOCKED, ERROR_BUSY, "The database is locked; try again."},
    {SQLITE_ABORT, ERROR_CONFLICT,
     "The transaction was undone by an earlier error; nothing was done."},
    {SQLITE_INTERRUPT, ERROR_TIMEOUT, "The operation took longer than the time limit."},
    {SQLITE_TOOBIG, ERROR_QUERY_TOO_EXPENSIVE,
     "The answer, or a value in it, is larger than the limit. Ask for fewer rows (limit)."},
    {SQLITE_NOMEM, ERROR_QUERY_TOO_EXPENSIVE, "There is not enough memory for this operation."},
    {SQLITE_CORRUPT, ERROR_UNEXPECTED, "The database file is damaged."},
    {SQLITE_NOTADB, ERROR_UNEXPECTED, "The file is not a SQLite database."},
    {SQLITE_IOERR, ERROR_UNEXPECTED, "The database file could not be read."},
    {SQLITE_CANTOPEN, ERROR_UNEXPECTED, "The database file could not be opened."},
    {SQLITE_FULL, ERROR_UNEXPECTED, "The disk is full."},
    {SQLITE_READONLY, ERROR_UNEXPECTED, "The database's file cannot be written."},
    {SQLITE_SCHEMA, ERROR_CONFLICT, "The database's schema has changed; try again."},
    {SQLITE_AUTH, ERROR_UNEXPECTED, "The operation reached outside of what it may read."},
};

/* SQLITE_ERROR has no finer code: the texts that a request can cause are told apart. */
typedef struct SqliteTextRow {
    const char *text; /* is part of SQLite's message */
    ErrorCode code;
    const char *message;
} SqliteTextRow;

static const char search_message[] =
    "The text of _search_raw is not a query that this index takes.";

static const SqliteTextRow texts[] = {
    {"integer overflow", ERROR_DATA_EXCEPTION, "A sum of integers is outside of 64 bits."},
    {"pattern too complex", ERROR_VALIDATION_FAILED, "A pattern is too long."},
    {"fts5: ", ERROR_VALIDATION_FAILED, search_message},
    {"fts5 expression", ERROR_VALIDATION_FAILED, search_message},
    {"expected integer", ERROR_VALIDATION_FAILED, search_message},
    {"unterminated string", ERROR_VALIDATION_FAILED, search_message},
    {"no such column", ERROR_VALIDATION_FAILED, search_message},
    {"unknown special query", ERROR_VALIDATION_FAILED, search_message},
    {"variable number must be between", ERROR_QUERY_TOO_EXPENSIVE,
     "The operation compares with too many values; where it can, give them as a list (_in)."},
    {"stored value is not JSON", ERROR_DATA_EXCEPTION,
     "A stored value is not JSON, so that it cannot be changed as if it were."},
};

/* What a constraint asks for; which one it is, and of what, violation.c may tell. */
typedef struct ConstraintRow {
    const char *message;
    int rc; /* extended result code */
} ConstraintRow;

static const ConstraintRow constraints[] = {
    {"Uniqueness violation: there is a row with the same key.", SQLITE_CONSTRAINT_UNIQUE},
    {"Uniqueness violation: there is a row with the same key.", SQLITE_CONSTRAINT_PRIMARYKEY},
    {"Uniqueness violation: there is a row with the same key.", SQLITE_CONSTRAINT_ROWID},
    {"Not-null violation: a value is missing.", SQLITE_CONSTRAINT_NOTNULL},
    {"Check violation: a row does not meet a condition of its table.", SQLITE_CONSTRAINT_CHECK},
    {"Foreign key violation: a row refers, or would refer, to one that is not there.",
     SQLITE_CONSTRAINT_FOREIGNKEY},
    {"A value is not of the type that its column holds.", SQLITE_CONSTRAINT_DATATYPE},
};

/* The message of a trigger's RAISE() is the owner's own. */
static Error *sqlite_error_add_constraint(ErrorList *errors, sqlite3 *db, int rc) {
    if (rc == SQLITE_CONSTRAINT_TRIGGER) {
        return error_add(errors, ERROR_CONSTRAINT_VIOLATION, "%s", sqlite3_errmsg(db));
    }
    for (size_t i = 0; i < sizeof constraints / sizeof *constraints; i++) {
        if (constraints[i].rc == rc) {
            return error_add(errors, ERROR_CONSTRAINT_VIOLATION, "%s", constraints[i].message);
        }
    }
    return error_add(errors, ERROR_CONSTRAINT_VIOLATION, "A constraint is violated.");
}

static Error *sqlite_error_add_text(ErrorList *errors, sqlite3 *db) {
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (strstr(sqlite3_errmsg(db), texts[i].text) != NULL) {
            return error_add(errors, texts[i].code, "%s", texts[i].message);
        }
    }
    return NULL;
}

bool sqlite_error_is_of_search(const Error *error) {
    return str_equal(error->message, str_from(search_message));
}

Error *sqlite_error_add(ErrorList *errors, sqlite3 *db, int rc) {
    Error *error = (rc & 0xFF) == SQLITE_ERROR ? sqlite_error_add_text(errors, db) : NULL;
    if (error != NULL) {
        return error;
    }
    if ((rc & 0xFF) == SQLITE_CONSTRAINT) {
        return sqlite_error_add_constraint(errors, db, rc);
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].rc == (rc & 0xFF)) {
            return error_add(errors, rows[i].code, "%s", rows[i].message);
        }
    }
    return error_add(errors, ERROR_UNEXPECTED, "The database could not answer (SQLite error %d).",
                     rc);
}
