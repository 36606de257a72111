/*
 * Default values as text: what introspection's `defaultValue` and printed SDL show.
 */
#ifndef SOLOQL_GRAPHQL_SDL_DEFAULT_H
#define SOLOQL_GRAPHQL_SDL_DEFAULT_H

#include "sqlgen/graphql/schema.h"

/*
 * The literal of the default after coercion, as graphql-js prints it: a single value of a list type
 * in its list, the fields of an input object in the order of the type with their own defaults put
 * in, numbers in their shortest form. NULL if there is no default. The schema must be valid.
 */
const Value *sdl_default_literal(Arena *arena, const InputValueDef *def);

#endif
