/* A path to one place in a JSON document: a JSON pointer, or JSONPath without wildcards. */
#ifndef SOLOQL_SERVER_CLAIM_PATH_H
#define SOLOQL_SERVER_CLAIM_PATH_H

#include <stdbool.h>
#include <stddef.h>

#include "server/json_scan.h"

enum { CLAIM_PATH_LIMIT = 16 }; /* steps */

typedef struct ClaimPath {
    size_t count;                  /* 0 = the whole document */
    char *steps[CLAIM_PATH_LIMIT]; /* owned; names of members, in a list positions from 0 on */
} ClaimPath;

/* Whether the text is meant as a path: it begins with "/" or "$". */
bool claim_path_begins(const char *text);

/* Reads "/a/b", "$.a.b", "$['a'][0]"; "" and "$" are the whole document. False if it is no path. */
bool claim_path_read(const char *text, ClaimPath *out);
void claim_path_free(ClaimPath *path);

/* The place in a document that json_strict_check() has passed; data is NULL if it is not there. */
JsonSpan claim_path_follow(const ClaimPath *path, JsonSpan document);

#endif
