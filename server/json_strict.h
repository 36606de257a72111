/*
 * JSON that comes from somebody who may want it to be read in two ways: tokens, key sets, answers
 * of web hooks.
 *
 * The text is RFC 8259's and nothing else, in valid UTF-8, without \u0000 and lone surrogates, and
 * no object has a name twice, whichever way it is escaped. What has passed can be walked with
 * json_scan.h, and given to cJSON.
 */
#ifndef SOLOQL_SERVER_JSON_STRICT_H
#define SOLOQL_SERVER_JSON_STRICT_H

#include <cjson/cJSON.h>

#include "server/json_scan.h"

enum {
    JSON_STRICT_DEPTH = 32,    /* objects and arrays within each other */
    JSON_STRICT_MEMBERS = 1000 /* of one object */
};

/* NULL if the text is good and one value; else what is wrong with it. */
const char *json_strict_check(JsonSpan text);

/* The same with another limit of depth, for text that may be nested as deep as a request's. */
const char *json_strict_check_deep(JsonSpan text, int depth);

/* Checks and parses; NULL and *wrong if the text is not good. To be freed with cJSON_Delete(). */
cJSON *json_strict_parse(JsonSpan text, const char **wrong);

/*
 * For text that has passed the check. The member whose name, unescaped, is this: data is NULL if
 * there is none, or `object` is no object.
 */
JsonSpan json_strict_find(JsonSpan object, const char *name);

/* The text without the blanks around it. */
JsonSpan json_strict_trim(JsonSpan text);

/*
 * What a string, or the piece of one between its quotes, means, as new text; NULL without memory,
 * or if it is no string.
 */
char *json_strict_text(JsonSpan string);
char *json_strict_name(JsonSpan name);

/* The first character of the value, which tells its kind: { [ " t f n - 0…9; NUL if data is NULL.
 */
char json_strict_kind(JsonSpan value);

#endif
