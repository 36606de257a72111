/*
 * Introspection: __schema and __type answered from the Schema (GraphQL specification, section 4).
 */
#ifndef SOLOQL_GRAPHQL_INTROSPECTION_H
#define SOLOQL_GRAPHQL_INTROSPECTION_H

#include "sqlgen/graphql/collect.h"

/* Adds the introspection types and meta fields to a schema; called by schema_new(). */
void introspection_add_types(Schema *schema);

/*
 * Appends the JSON value of one root field whose definition is schema->schema_field or
 * schema->type_field. False after adding errors to context->errors.
 */
bool introspection_write(StrBuf *out, CollectContext *context, const CollectedField *field);

#endif
