/* A GraphQL response as text for people: a table for each root field. */
#ifndef SOLOQL_SERVER_TABLE_H
#define SOLOQL_SERVER_TABLE_H

#include <stddef.h>
#include <stdio.h>

/*
 * Prints "data" as tables to `out` and the messages of "errors" to `err`, one line each. The
 * response is the engine's: well-formed JSON.
 */
void table_print(const char *response, size_t length, FILE *out, FILE *err);

#endif
