/*
 * Model: what we expose of a catalog, under which names (API section 1 and 2).
 *
 * Entity, Attribute and Relation are the API's view of Table, Column and ForeignKey: they carry
 * GraphQL names and DataTypes and know how tables hang together in both directions. Made by
 * model_build() in the snapshot's arena; immutable afterwards and shared between threads.
 */
#ifndef SOLOQL_MODEL_H
#define SOLOQL_MODEL_H

#include "sqlgen/catalog/catalog.h"
#include "sqlgen/catalog/data_type.h"
#include "sqlgen/model/naming.h"

typedef struct Entity Entity;
typedef struct Input Input;         /* graphql/coerce.h */
typedef struct Value Value;         /* graphql/ast.h */
typedef struct FieldNode FieldNode; /* graphql/ast.h */
typedef struct NamedQuery NamedQuery;
typedef struct Search Search; /* search.h */
typedef struct Policy Policy; /* role.h */
typedef struct Role Role;     /* role.h */

/* An enum that a column's values are of. */
typedef struct Enumeration {
    Str description;
    ValueSet values;
    Str *descriptions; /* of the values; data NULL if none */
    size_t position;   /* in model->enumerations */
} Enumeration;

typedef struct Attribute {
    Str name;        /* GraphQL */
    Str description; /* data NULL if none */
    const Column *column;
    DataType type;
    bool not_null;
    const Enumeration *enumeration; /* NULL if any value of the type is fine */
    bool *shown_by; /* by the role's rules for select: those that grant it; NULL = all do */
} Attribute;

typedef enum RelationKind {
    RELATION_OBJECT, /* to one */
    RELATION_ARRAY   /* to many */
} RelationKind;

/* The junction table of a many-to-many relation: from.columns = near, far = target.references. */
typedef struct Junction {
    const Table *table;
    const Column **near, **far;
    size_t far_count;              /* near has as many as the relation's columns */
    const Column **far_references; /* of the target */
    const Entity *entity;          /* of a role: what the table's rows are seen as; else NULL */
} Junction;

typedef struct Relation {
    Str name; /* GraphQL */
    Str description;
    RelationKind kind;
    const Entity *target;
    const Column **columns;    /* of the entity that has the relation */
    const Column **references; /* of the target; of the junction's far side if there is one */
    size_t count;              /* of both */
    bool unique;               /* references are unique in the target: at most one row */
    const Junction *junction;  /* NULL for a plain relation */
    bool insert_after;         /* a nested insert writes the target's row after this one's */
    const Input *filter;       /* only rows that meet it: a coerced t_bool_exp; NULL = all */
    const Value *where;        /* the filter as a schema.graphql has it; NULL = none */
} Relation;

/* What is asked of a table at the root of an operation. */
typedef enum RootName {
    ROOT_NAME_SELECT,
    ROOT_NAME_SELECT_BY_PK,
    ROOT_NAME_SELECT_AGGREGATE,
    ROOT_NAME_SELECT_GROUP,
    ROOT_NAME_SELECT_CONNECTION,
    ROOT_NAME_SELECT_STREAM,
    ROOT_NAME_INSERT,
    ROOT_NAME_INSERT_ONE,
    ROOT_NAME_UPDATE,
    ROOT_NAME_UPDATE_BY_PK,
    ROOT_NAME_UPDATE_MANY,
    ROOT_NAME_DELETE,
    ROOT_NAME_DELETE_BY_PK
} RootName;

enum { ROOT_NAME_COUNT = ROOT_NAME_DELETE_BY_PK + 1 };

typedef struct Root {
    Str name;        /* of the field; data NULL = there is none */
    Str description; /* data NULL = the automatic one */
} Root;

/* Columns that are unique together, under the name that t_constraint has for them. */
typedef struct Constraint {
    Str name;
    const Column **columns; /* NULL entries for expressions */
    size_t count;
    const Index *index; /* NULL = the primary key */
    bool target;        /* an upsert can name it: its columns, and its condition, can be said */
} Constraint;

struct Entity {
    Str name; /* GraphQL */
    Str description;
    const Table *table;
    Attribute *attributes; /* in the order of the columns */
    size_t attribute_count;
    Relation *relations; /* object relations first */
    size_t relation_count;
    const Attribute **key; /* the primary key; empty if there is none */
    size_t key_count;
    Constraint *constraints; /* the primary key first, then the indexes in their order */
    size_t constraint_count;
    Root roots[ROOT_NAME_COUNT];
    const Search *search; /* NULL if no words of its rows are indexed */
    bool result; /* the rows of a named query: the type alone, without filters or root fields */
    /* Of a role's model (role.h): */
    const Policy *policy; /* NULL = everything is permitted */
    const Entity *whole;  /* the entity of all; NULL = this is it */
    bool unreadable;      /* its rows can be written at best; it has no attributes */
    bool no_aggregates;
    bool limited;     /* no list of its rows is longer than … */
    int64_t max_rows; /* … this */
};

/* The value of an argument of a named query. */
typedef struct Parameter {
    Str name;
    DataType type;
    const Enumeration *enumeration; /* NULL if any value of the type is fine */
} Parameter;

typedef enum QueryResult { QUERY_LIST, QUERY_ROW, QUERY_VALUE } QueryResult;

/* A field of query_root whose rows or value SQL of the owner's gives, or one of mutation_root whose
 * SQL writes. */
struct NamedQuery {
    const FieldNode *node; /* its definition: name, description, types of arguments and result */
    SqlText sql;
    Parameter *parameters; /* as many as the field has arguments */
    QueryResult result;
    const Entity *entity; /* QUERY_LIST, QUERY_ROW */
    Attribute value;      /* QUERY_VALUE: its type */
    const Str *roles;     /* that may ask for it, beside admin */
    size_t role_count;
    bool writes;           /* a field of mutation_root */
    Str *returned;         /* … the columns that its RETURNING clause gives … */
    size_t returned_count; /* … or none: the value is the number of rows that it changed */
    const Column **key; /* … if its rows are a table's: these of the columns tell which; NULL = the
                           rows are what is returned */
    size_t key_count;
};

/* A table or a column that is served under another name, because GraphQL forbids its own or has it
 * for something else. */
typedef struct Rename {
    const Table *table;
    const Column *column; /* NULL = the table itself */
    Str line;             /* what is said about it */
} Rename;

typedef struct Model {
    Arena *arena;
    const Catalog *catalog;
    Entity *entities; /* in catalog order */
    size_t entity_count;
    size_t result_count;     /* row types of named queries, behind the entities */
    Map by_name;             /* GraphQL name → Entity* */
    const Entity **of_table; /* by position of the table; NULL = not served */
    Enumeration **enumerations;
    size_t enumeration_count;
    NamedQuery *queries;
    size_t query_count;
    Role *roles;
    size_t role_count;
    Rename *renames;
    size_t rename_count;
    Naming naming; /* how the API spells its names; those of the model are in hasura-default */
} Model;

/* The model of a catalog, which must live as long. Never NULL. */
Model *model_build(Arena *arena, const Catalog *catalog);

/* What a schema.graphql takes into account when it renames: model.c knows all automatic names. */
void model_scope_types(NameScope *scope, Arena *arena, Arena *scratch);  /* of no entity's */
bool model_scope_take(NameScope *scope, const Entity *entity);           /* false if one is taken */
void model_scope_fields(NameScope *scope, Arena *arena, Arena *scratch); /* of no column's */

/* Gives the entity's root fields the names that follow from its own. */
void entity_name_roots(Arena *arena, Entity *entity);

/* Fills in entity->constraints. */
void entity_add_constraints(Arena *arena, Entity *entity);

/* The entity that exposes the table, or NULL. */
const Entity *model_entity_of_table(const Model *model, const Table *table);

/* The attribute that exposes the column, or NULL. */
const Attribute *entity_attribute(const Entity *entity, const Column *column);

#endif
