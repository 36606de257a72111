/*
 * Definitions: how a type or directive of a schema gets what its AST nodes say. Used by whatever
 * makes schemas of SDL text; the types that are referred to must have been added before.
 */
#ifndef SOLOQL_GRAPHQL_SDL_DEFINE_H
#define SOLOQL_GRAPHQL_SDL_DEFINE_H

#include "sqlgen/graphql/schema.h"

/* The kind of type that a definition or extension of a type is about. */
TypeKind sdl_type_kind(DefinitionKind kind);

/* True for the six kinds of type definition. */
bool sdl_is_type(DefinitionKind kind);

/* Adds to the type what type->node (if any) and type->extensions say. */
void sdl_define_type(Schema *schema, Type *type);

/* Fills a directive from directive->node. */
void sdl_define_directive(Schema *schema, DirectiveDef *directive);

/* Text of a description or other string node; data is NULL only if the node is. */
Str sdl_string(const Value *node);

/* Adds types and directives that are part of the language; the text must be correct SDL. */
void sdl_add_built_ins(Schema *schema, Str text);

#endif
