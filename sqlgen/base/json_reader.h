/*
 * JSON text, read: into a tree in an arena, or only checked (RFC 8259).
 *
 * Numbers keep their text, so integers of 64 bits and decimals stay exact. Depth is counted
 * before anything recurses. The text must be UTF-8 without NUL bytes; a byte order mark,
 * comments, NaN and anything after the value are errors, and so is a surrogate escape without its
 * partner. A key that stands twice in one object is an error too, unless the caller says otherwise:
 * two programs that read the same request must not read different ones.
 */
#ifndef SOLOQL_BASE_JSON_READER_H
#define SOLOQL_BASE_JSON_READER_H

#include "sqlgen/base/map.h"

typedef enum JsonKind {
    JSON_NULL,
    JSON_FALSE,
    JSON_TRUE,
    JSON_NUMBER,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT
} JsonKind;

typedef struct Json Json;

typedef struct JsonMember JsonMember;

struct Json {
    JsonKind kind;
    Str text;            /* JSON_NUMBER: its digits as written; JSON_STRING: decoded */
    Json *items;         /* JSON_ARRAY */
    JsonMember *members; /* JSON_OBJECT, in the order of the text */
    size_t count;        /* of items or members */
    const Map *index;    /* JSON_OBJECT with many members: key → Json*; else NULL */
};

struct JsonMember {
    Str key; /* decoded */
    Json value;
};

typedef struct JsonError {
    const char *message; /* static text, such as "unexpected character" */
    size_t offset;       /* in bytes from the beginning */
} JsonError;

/*
 * Reads one JSON value; false and *error (may be NULL) if the text is not one, or nests deeper
 * than max_depth (a scalar has depth 1). Strings without escapes point into the text, so the
 * text must live as long as the tree.
 */
bool json_read(Arena *arena, Str text, size_t max_depth, Json *out, JsonError *error);

/* As json_read, but of the members with one key the last counts, in the place of the first: what
 * JSON.parse() makes of the text. */
bool json_read_last(Arena *arena, Str text, size_t max_depth, Json *out, JsonError *error);

/* True if the text is one JSON value of no more than max_depth. Needs no memory; does not look
 * for repeated keys. */
bool json_check(Str text, size_t max_depth);

/* The member's value, or NULL; also NULL if `object` is not an object. */
const Json *json_member(const Json *object, Str key);

/* True if the number has neither fraction nor exponent and fits 64 bits, which go to *out. */
bool json_int64(const Json *number, int64_t *out);

/* The double nearest to the number; +-HUGE_VAL if it is too large. */
double json_double(const Json *number);

/* Writes the tree back as JSON text without white space; numbers as they were written. */
void json_write(StrBuf *out, const Json *value);

#endif
