/*
 * What the files of coercion share: coerce.c (variables, arguments, slots and shape),
 * coerce_json.c (JSON values) and coerce_literal.c (literals and defaults).
 */
#ifndef SOLOQL_GRAPHQL_COERCE_PARTS_H
#define SOLOQL_GRAPHQL_COERCE_PARTS_H

#include "sqlgen/graphql/coerce.h"

/* Where a value stands inside a variable; the chain lives on the stack. */
typedef struct InputPath {
    const struct InputPath *parent; /* NULL: directly below the root */
    Str key;                        /* an input field; data NULL for a list index */
    size_t index;
} InputPath;

/* The coercion of JSON values, of one operation's variables or of a single value. */
typedef struct Coercion {
    Arena *arena;
    ErrorList *errors;
    size_t error_count; /* that were reported here, listed or not */
    bool stopped;       /* too many errors: nothing more is looked at */

    const Source *source;               /* NULL if it is a single value */
    const VariableDefinition *variable; /* the one that is being coerced */

    VariableValues *values; /* gets slots; NULL if it is a single value */
    char *shape;
    size_t shape_length;
} Coercion;

/* The value as an input of the type; NULL after reporting errors. A path of NULL is the root. */
Input *coerce_json_value(Coercion *coercion, const Json *value, const TypeRef *type,
                         const InputPath *path);

/* Reports that `value` at the path is wrong. */
void coerce_report(Coercion *coercion, const InputPath *path, const Json *value, Str message);

/* Appends to the shape, if there is one to write. */
void coerce_shape_mark(Coercion *coercion, char mark);
void coerce_shape_index(Coercion *coercion, size_t index);

/* Gives the leaf the next slot and marks it, if there is a shape to write; of a Boolean with its
 * value, unless that is data. */
void coerce_shape_leaf(Coercion *coercion, Input *leaf, bool data);

/* Where in shape and slots an item of a list begins. */
typedef struct ShapeMark {
    size_t shape, slots;
} ShapeMark;

/* Folds the list if its items, which begin at the marks (the last of which is their end), have one
 * shape. */
void coerce_shape_fold(Coercion *coercion, Input *list, const ShapeMark *marks);

/* The default of an argument or input field as a constant that stands at `span`; NULL if there is
 * none or it does not fit its type. */
Input *coerce_default(Arena *arena, const InputValueDef *def, Span span);

/* A type's own reference without the outer !. */
static inline const TypeRef *coerce_nullable(const TypeRef *type) {
    return type->kind == TYPE_REF_NON_NULL ? type->of : type;
}

/* A literal, or a type, as it is written, for a message; cut if it is long. */
Str coerce_literal_text(Arena *arena, const Value *literal);
Str coerce_type_node_text(Arena *arena, const TypeNode *type);

/* The input's value as JSON, enums as their names. */
Json coerce_input_json(Arena *arena, const Input *input);

#endif
