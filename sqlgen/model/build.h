/*
 * Building the GraphQL schema of a Model (API section 1 to 3).
 */
#ifndef SOLOQL_MODEL_BUILD_H
#define SOLOQL_MODEL_BUILD_H

#include "sqlgen/graphql/schema.h"
#include "sqlgen/model/model.h"

/* The schema that exposes the whole model, its names in that spelling. The model must live as long.
 * Never NULL. */
Schema *schema_build(Arena *arena, const Model *model, Naming naming);

#endif
