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

typedef struct Entity Entity;

typedef struct Attribute {
    Str name;        /* GraphQL */
    Str description; /* data NULL if none */
    const Column *column;
    DataType type;
    bool not_null;
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
} Relation;

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
};

typedef struct Model {
    Arena *arena;
    const Catalog *catalog;
    Entity *entities; /* in catalog order */
    size_t entity_count;
    Map by_name;   /* GraphQL name → Entity* */
    Str *warnings; /* renames, one line each */
    size_t warning_count;
} Model;

/* The model of a catalog, which must live as long. Never NULL. */
Model *model_build(Arena *arena, const Catalog *catalog);

/* The entity that exposes the table, or NULL. */
const Entity *model_entity_of_table(const Model *model, const Table *table);

/* The attribute that exposes the column, or NULL. */
const Attribute *entity_attribute(const Entity *entity, const Column *column);

#endif
