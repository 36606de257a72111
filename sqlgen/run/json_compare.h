/*
 * JSON values compared by what they are: 1 is 1.0, and the order of members does not matter.
 */
#ifndef SOLOQL_RUN_JSON_COMPARE_H
#define SOLOQL_RUN_JSON_COMPARE_H

#include "sqlgen/base/json_reader.h"

/* Looking for a large value in a large one takes long; is_over(context) is asked now and then, and
 * once it says so `stopped` is set and results mean nothing. */
typedef struct JsonWork {
    bool (*is_over)(void *context); /* may be NULL */
    void *context;
    size_t steps;
    bool stopped;
} JsonWork;

bool json_equal(JsonWork *work, const Json *a, const Json *b);

/* True if a and b are both numbers or both strings; *order is <0, 0 or >0 then. */
bool json_order(const Json *a, const Json *b, int *order);

/*
 * True if `outer` holds all of `inner`, as PostgreSQL's @> has it: each member of an object, each
 * item of a list in whatever place; a list also contains a scalar that is one of its items.
 */
bool json_contains(JsonWork *work, const Json *outer, const Json *inner);

/* True if the value is an object with the key, a list with that string, or the string itself. */
bool json_has_key(const Json *value, Str key);

#endif
