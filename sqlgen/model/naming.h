/*
 * Naming: GraphQL names out of SQL names (API section 1).
 *
 * A name that GraphQL forbids is mangled, a name that is taken gets a numeric suffix; both are
 * deterministic, and both are reported.
 */
#ifndef SOLOQL_MODEL_NAMING_H
#define SOLOQL_MODEL_NAMING_H

#include "sqlgen/base/map.h"

/* How the names of the API are spelt. */
typedef enum Naming {
    NAMING_HASURA_DEFAULT, /* author_by_pk, author_bool_exp, order_by, asc */
    NAMING_GRAPHQL_DEFAULT /* authorByPk, AuthorBoolExp, orderBy, ASC */
} Naming;

/* What a name is of, which decides its spelling in graphql-default. */
typedef enum NamePlace {
    NAME_OF_FIELD, /* and of arguments and input fields: camelCase */
    NAME_OF_TYPE,  /* PascalCase */
    NAME_OF_VALUE  /* of an enum: CAPITALS */
} NamePlace;

enum { NAME_PLACES = NAME_OF_VALUE + 1 };

/*
 * The name as graphql-default spells it, in the arena if it is another one. What begins with _, as
 * operators do, stays as it is but for types. A name that is spelt so already stays too.
 */
Str name_spell(Arena *arena, NamePlace place, Str name);

/* The names in use in one place: all type and root field names, or the fields of one type. */
typedef struct NameScope {
    Arena *arena;   /* for the names that are given */
    Arena *scratch; /* for what the scope itself knows; may be the same */
    Map taken;      /* the names */
    Map suffixes;   /* base name → the last suffix that was tried for it */
} NameScope;

void name_scope_init(NameScope *scope, Arena *arena, Arena *scratch);

/* Takes the name itself, whether or not it was free. */
void name_scope_reserve(NameScope *scope, Str name);

bool name_scope_is_free(const NameScope *scope, Str name);

/*
 * Takes the name and what the templates make of it (% stands for the name; the list ends in NULL;
 * NULL = no templates), with the suffix _2, _3 … if one of these is not free. Returns the name
 * that was taken.
 */
Str name_scope_take(NameScope *scope, Str name, const char *const *templates);

/* The SQL name as a GraphQL name: other characters become _, a leading digit gets one in front,
 * leading __ becomes one _, and what is no more than that becomes _0. */
Str name_mangle(Arena *arena, Str sql_name);

/* The stem of a foreign key column: customer_id, CustomerId and CustomerID give customer and
 * Customer; data NULL if the name has no such ending. */
Str name_stem(Str column);

#endif
