/*
 * Quotes: parts of the document as they stand in messages, formatted by the printer.
 */
#ifndef SOLOQL_GRAPHQL_VALIDATE_QUOTE_H
#define SOLOQL_GRAPHQL_VALIDATE_QUOTE_H

#include "sqlgen/graphql/ast.h"

/* The value as graphql-js prints it, such as { id: 1 }, in the arena. */
Str quote_value(Arena *arena, const Value *value);

/* The type as graphql-js prints it, such as [Int!]!, in the arena. */
Str quote_type(Arena *arena, const TypeNode *type);

#endif
