/*
 * The request: the JSON envelope {"query", "variables", "operationName", "extensions"}
 * (GraphQL over HTTP specification, "Request Parameters"). Integers stay exact.
 */
#ifndef SOLOQL_GRAPHQL_REQUEST_H
#define SOLOQL_GRAPHQL_REQUEST_H

#include "sqlgen/base/error.h"
#include "sqlgen/base/json_reader.h"

typedef struct Request {
    Str document;           /* data NULL if absent */
    Str operation_name;     /* data NULL if absent or null */
    const Json *variables;  /* an object; NULL if absent or null */
    const Json *extensions; /* an object; NULL if absent or null */
} Request;

/*
 * Reads the envelope; false after adding one error (ERROR_BAD_REQUEST) that says what is wrong
 * with which parameter. The result points into the arena and into `body`.
 */
bool request_read(Arena *arena, Str body, size_t max_depth, Request *out, ErrorList *errors);

#endif
