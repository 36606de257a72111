/* Steps of sdl_build() that have files of their own. */
#ifndef SOLOQL_GRAPHQL_SDL_BUILD_PARTS_H
#define SOLOQL_GRAPHQL_SDL_BUILD_PARTS_H

#include "sqlgen/graphql/schema.h"

/*
 * Takes over the types and roots of another schema: new types of the same names with copies of
 * their members, whose references lead to the new types. Bindings are kept. Nodes are not: they
 * belong to another source.
 */
void sdl_copy_types(Schema *schema, const Schema *base);

/* The same for one directive. */
void sdl_copy_directive(Schema *schema, const DirectiveDef *directive);

/* Takes away default values that do not fit their type, of a finished schema. */
void sdl_drop_misfits(Schema *schema);

#endif
