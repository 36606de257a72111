/*
 * Paths into a JSON value: $.size.width, tags[0], $["two words"], $.'it''s'.
 *
 *     path = [ "$" ] { step }
 *     step = [ "." ] ( key | quoted | "[" number "]" | "[" quoted "]" )
 *
 * Only the first key can do without its dot. A key is text without . and [. A quoted one stands
 * between " or ', in which \ takes the next character as it is. "$" alone, or nothing, is the whole
 * value.
 */
#ifndef SOLOQL_RUN_JSON_PATH_H
#define SOLOQL_RUN_JSON_PATH_H

#include "sqlgen/base/json_reader.h"

typedef struct JsonStep {
    Str key;       /* of an object; the digits if it is an index */
    size_t index;  /* of an array, if is_index */
    bool is_index; /* the step is a number */
} JsonStep;

typedef struct JsonPath {
    JsonStep *steps;
    size_t count;
} JsonPath;

/* Reads a path; false and *error if it is malformed or has more than 100 steps. Points into the
 * text. */
bool json_path_read(Arena *arena, Str text, JsonPath *out, JsonError *error);

/* The value at the path; NULL if there is none. */
const Json *json_path_find(const Json *value, const JsonPath *path);

#endif
