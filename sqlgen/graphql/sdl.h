/*
 * SDL: a schema from text and to text (GraphQL specification, section 3).
 */
#ifndef SOLOQL_GRAPHQL_SDL_H
#define SOLOQL_GRAPHQL_SDL_H

#include "sqlgen/graphql/schema.h"

/*
 * Checks a type system document by graphql-js 16's specifiedSDLRules; `base` is the schema that
 * the document extends, or NULL. At most errors->limit errors are listed.
 */
void sdl_validate(const Schema *base, const Document *document, ErrorList *errors);

/*
 * The schema that a document defines, extending `base` if that is not NULL. The document must
 * have passed sdl_validate(). Never NULL. The document, its source and the base must live as long.
 *
 * As in graphql-js 16, a default value that does not fit its type counts as none, and what is taken
 * over from the base keeps its bindings; it has no nodes, which would be of another source.
 */
Schema *sdl_build(Arena *arena, const Schema *base, const Document *document);

/* Checks a whole schema (spec, the "Type Validation" parts of section 3), as graphql-js's
 * validateSchema. Errors of built schemas have no locations. */
void schema_validate(const Schema *schema, ErrorList *errors);

/* The schema as SDL, formatted as graphql-js 16's printSchema() does, built-ins left out. */
void sdl_print(StrBuf *out, const Schema *schema);

#endif
