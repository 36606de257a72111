/*
 * Field collection: which fields a selection set asks for, in which order, with fragments
 * opened, @skip and @include applied and equal response keys merged (GraphQL specification,
 * section 6.3.2).
 */
#ifndef SOLOQL_GRAPHQL_COLLECT_H
#define SOLOQL_GRAPHQL_COLLECT_H

#include "sqlgen/graphql/coerce.h"

typedef struct CollectedField {
    Str key;                 /* response key */
    const FieldDef *def;     /* NULL if the type has no such field (unvalidated documents) */
    const Selection **nodes; /* the field's occurrences; arguments agree, so look at nodes[0] */
    size_t node_count;
} CollectedField;

typedef struct CollectedFields {
    CollectedField *items; /* in response order */
    size_t count;
} CollectedFields;

/* What collection needs to know of the operation; made once for each request to compile. */
typedef struct CollectContext {
    Arena *arena;
    const Schema *schema;
    const Document *document;
    const VariableValues *variables;
    Map fragments;     /* name → const Definition* */
    ErrorList *errors; /* of @skip/@include whose `if` cannot be coerced */
} CollectContext;

void collect_init(CollectContext *context, Arena *arena, const Schema *schema,
                  const Document *document, const VariableValues *variables, ErrorList *errors);

/* The fields that the operation's selection set asks of the root type. */
CollectedFields collect_operation(CollectContext *context, const Definition *operation,
                                  const Type *root);

/* The subfields that all occurrences of a collected field ask of the object type. */
CollectedFields collect_subfields(CollectContext *context, const CollectedField *field,
                                  const Type *object);

/*
 * The operation to run: the named one, or the only one if `name.data` is NULL. NULL after adding
 * an error, worded as graphql-js does (spec 6.1 GetOperation).
 */
const Definition *select_operation(const Document *document, Str name, ErrorList *errors);

/* The type whose fields the operation asks for. NULL after adding an error (worded as graphql-js
 * does) if the schema has no such operations, which validation does not look at. */
const Type *operation_root(const Schema *schema, const Source *source, const Definition *operation,
                           ErrorList *errors);

#endif
