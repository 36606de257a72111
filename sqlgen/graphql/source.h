/*
 * Source: the text of a document, and where in it something stands.
 *
 * AST nodes carry byte offsets only (Span); lines and columns are computed when an error is
 * reported (GraphQL specification, section 2.1.2 and 7.1.2).
 */
#ifndef SOLOQL_GRAPHQL_SOURCE_H
#define SOLOQL_GRAPHQL_SOURCE_H

#include "sqlgen/base/error.h"

typedef struct Span {
    uint32_t start; /* byte offset of the first byte */
    uint32_t end;   /* byte offset after the last byte */
} Span;

typedef struct Source {
    Str text; /* UTF-8, at most 2 GiB - 1; the lexer refuses anything else */
} Source;

/* A place in a source, counted as graphql-js counts. */
typedef struct SourcePosition {
    uint32_t offset; /* in bytes from the beginning */
    uint32_t utf16;  /* the same in UTF-16 units */
    uint32_t line;   /* from 1; \n, \r and \r\n end lines */
    uint32_t column; /* from 1, in UTF-16 units */
} SourcePosition;

/* Where a source begins. */
SourcePosition source_start(void);

/* Moves a position on to a byte offset that is not before it: many places cost one pass. */
void source_advance(const Source *source, SourcePosition *position, uint32_t offset);

/* Line and column of a byte offset; \n, \r and \r\n end lines; columns count UTF-16 units. */
ErrorLocation source_location(const Source *source, uint32_t offset);

/* error_add with the location of `offset`. */
Error *source_error(ErrorList *errors, const Source *source, uint32_t offset, ErrorCode code,
                    const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Adds the location of one more node to an error. */
void source_locate(ErrorList *errors, Error *error, const Source *source, uint32_t offset);

#endif
