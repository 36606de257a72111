/*
 * JSON text walked as it stands, without a tree: for answers of the engine, whose integers must
 * not pass through doubles. The text must be well-formed, as the engine's is.
 */
#ifndef SOLOQL_SERVER_JSON_SCAN_H
#define SOLOQL_SERVER_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

/* A piece of JSON text. */
typedef struct JsonSpan {
    const char *data;
    size_t length;
} JsonSpan;

/* Walks the members of an object or the items of an array. */
typedef struct JsonScan {
    const char *at;
    const char *end;
    JsonSpan key;   /* of the member last found, without its quotes, escapes as they stand */
    JsonSpan value; /* of the member or item last found */
} JsonScan;

/* Begins before the first member of the object or item of the array. */
JsonScan json_scan_begin(JsonSpan container);

bool json_scan_member(JsonScan *scan); /* the next member; false after the last */
bool json_scan_item(JsonScan *scan);   /* the next item; false after the last */

/* The member's value; data is NULL if there is none. */
JsonSpan json_scan_find(JsonSpan object, const char *key);

#endif
