/*
 * Values as they stand in messages, written as graphql-js's inspect() does: `{ a: 1, b: [Array] }`.
 *
 * Messages quote what a stranger sent, so texts are cut: a string after 1,024 bytes, a whole value
 * after 4,096.
 */
#ifndef SOLOQL_GRAPHQL_COERCE_INSPECT_H
#define SOLOQL_GRAPHQL_COERCE_INSPECT_H

#include "sqlgen/base/json_reader.h"

/* A JSON value as text in the arena. */
Str inspect_json(Arena *arena, const Json *value);

/* A text put into a message as it is: the text itself, or its beginning and `…`. */
Str inspect_text(Arena *arena, Str text);

enum { INSPECT_NUMBER_SIZE = 40 };

/* The number as JavaScript's String(number) writes it, into `text`; returns a view of it. */
Str inspect_number(char text[INSPECT_NUMBER_SIZE], double number);

#endif
