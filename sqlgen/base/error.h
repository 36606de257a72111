/*
 * Error: the one error type. What is reported to the caller is a list of these.
 *
 * An error has a code (a row of the table in error.c), a message, and, where they are known,
 * locations in the document and a path in the answer (GraphQL specification, section 7.1.2).
 * All memory belongs to the arena of the list.
 */
#ifndef SOLOQL_BASE_ERROR_H
#define SOLOQL_BASE_ERROR_H

#include "sqlgen/base/str.h"

typedef enum ErrorCode {
    ERROR_PARSE_FAILED,
    ERROR_VALIDATION_FAILED,
    ERROR_BAD_REQUEST,
    ERROR_ACCESS_DENIED,
    ERROR_PERMISSION,
    ERROR_INVALID_JWT,
    ERROR_NOT_FOUND,
    ERROR_CONSTRAINT_VIOLATION,
    ERROR_DATA_EXCEPTION,
    ERROR_CONFLICT,
    ERROR_BUSY,
    ERROR_TIMEOUT,
    ERROR_RATE_LIMITED,
    ERROR_QUERY_TOO_EXPENSIVE,
    ERROR_PERSISTED_QUERY_NOT_FOUND,
    ERROR_UNEXPECTED
} ErrorCode;

/* The code as it stands in extensions.code, such as "validation-failed". Static text. */
const char *error_code_name(ErrorCode code);

typedef struct ErrorLocation {
    uint32_t line;   /* from 1 */
    uint32_t column; /* from 1, in UTF-16 code units */
} ErrorLocation;

typedef struct PathSegment {
    Str key;      /* a response key; data is NULL for a list index */
    size_t index; /* a list index, from 0; only if key.data is NULL */
} PathSegment;

typedef struct Error {
    ErrorCode code;
    Str message;
    ErrorLocation *locations; /* NULL if none */
    size_t location_count;
    PathSegment *path; /* NULL if none */
    size_t path_length;
    Str constraint; /* that is violated; data NULL = it is not told */
    Str *columns;   /* … and its columns; NULL likewise */
    size_t column_count;
    uint32_t offset;  /* place in the document that is not yet a location, plus 1; 0 = none: the
                         stages below the planner know offsets only */
    uint32_t *others; /* likewise, of further places that it may be about */
    size_t other_count;
} Error;

typedef struct ErrorList {
    Arena *arena;
    Error *items;
    size_t count;
    size_t limit;        /* errors beyond it are dropped; 0 = no limit */
    bool no_suggestions; /* messages name nothing but what the request names */
} ErrorList;

void error_list_init(ErrorList *list, Arena *arena, size_t limit);

/*
 * Appends an error and returns it, so that locations and a path can be added. Never NULL: an
 * error beyond the limit is made, returned, and not listed. Valid until the next error_add.
 */
Error *error_add(ErrorList *list, ErrorCode code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
Error *error_add_list(ErrorList *list, ErrorCode code, const char *format, va_list arguments)
    __attribute__((format(printf, 3, 0)));

void error_add_location(ErrorList *list, Error *error, ErrorLocation location);

/* Writes {"message":…,"locations":…,"path":…,"extensions":{"code":…,"constraint":…,"columns":…}};
 * absent parts are left out. */
void error_write(StrBuf *out, const Error *error);

/* Writes the JSON array of the list's errors. */
void error_list_write(StrBuf *out, const ErrorList *list);

#endif
