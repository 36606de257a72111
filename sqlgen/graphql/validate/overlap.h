/*
 * Overlap: the fields of selection sets, grouped by response key, for the rule that fields which
 * answer under one key must be mergeable.
 */
#ifndef SOLOQL_GRAPHQL_VALIDATE_OVERLAP_H
#define SOLOQL_GRAPHQL_VALIDATE_OVERLAP_H

#include "sqlgen/graphql/validate/validator.h"

typedef struct FieldMap FieldMap;

typedef struct FieldUse {
    const Type *parent; /* NULL if unknown */
    const Selection *node;
    const FieldDef *def; /* NULL if unknown, and of meta fields */
    FieldMap *below;     /* of its selection set, once it was asked for */
} FieldUse;

/* The fields of a selection set with one response key. */
typedef struct FieldGroup {
    Str key;
    FieldUse *uses;
    size_t count;
} FieldGroup;

/* A selection set, inline fragments opened, named fragments not. */
struct FieldMap {
    const void *identity[2]; /* parent type and selection set: what it is found by */
    FieldGroup **groups;     /* in response order */
    size_t group_count;
    Map groups_by_key; /* filled if there are more than a few */
    Fragment **fragments;
    size_t fragment_count;
};

/* The map of a selection set on a type; made once for each pair, kept in `maps`. */
FieldMap *field_map_of(Validator *v, Map *maps, const Type *parent, const SelectionSet *set);

/* The map of a field's selection set, which it must have. */
FieldMap *field_use_below(Validator *v, Map *maps, FieldUse *use);

/* The group with the key, or NULL. */
FieldGroup *field_map_find(const FieldMap *map, Str key);

/* True if a set of few plain fields has no response key twice, which is all the rule asks of it. */
bool selection_set_is_plain(const SelectionSet *set);

/*
 * True if two argument lists mean the same. *work grows by what the comparison cost.
 */
bool field_arguments_equal(Arena *arena, const Selection *a, const Selection *b, size_t *work);

#endif
