/*
 * What the stages of overlay_apply() share. Only the overlay's own files include this.
 *
 * The stages, in their order: overlay.c parses and groups the definitions by type, overlay_type.c
 * finds their tables, overlay_enum.c reads enums, overlay_field.c and overlay_relation.c change
 * columns and relations, overlay_agree.c compares full types with the database, overlay_query.c
 * makes named queries and statements, overlay_finish.c drops what is hidden and checks that names
 * are unique, overlay_permit.c reads who may do what.
 */
#ifndef SOLOQL_MODEL_OVERLAY_PARTS_H
#define SOLOQL_MODEL_OVERLAY_PARTS_H

#include "sqlgen/graphql/coerce.h"
#include "sqlgen/model/overlay.h"

/* All that the file says about one type. */
typedef struct OverlayType {
    Str name;
    const Definition **parts; /* its definition, if any, and extensions, as they are written */
    size_t part_count;
    const Definition *full; /* the `type` among them: exactly its fields are served; NULL = none */
    Entity *entity;         /* what it exposes; NULL if that is not known */
    bool hidden;
    const Column **key; /* columns that tell rows apart */
    size_t key_count;
} OverlayType;

typedef struct Overlay {
    Arena *arena;
    Model *model;
    OverlayDatabase database;
    const Source *source;
    ErrorList *errors;
    const Document *document;
    const Schema *base; /* the directives, and a bare type for each entity */
    OverlayType *types; /* in the order of their first part */
    size_t type_count;
    Map by_name;            /* type name → OverlayType* */
    OverlayType **of_table; /* by position of the table; NULL = the file does not name it */
    Map enumerations;       /* name → Enumeration* */
    bool only_declared_tables;
    bool only_declared_relations;
} Overlay;

/* Adds an error about what stands at the offset. */
void overlay_error(Overlay *overlay, uint32_t offset, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* ---- Directives (overlay_value.c) ---- */

/* The directive of that name, or NULL. */
const Directive *overlay_directive(const Directive *directives, size_t count, const char *name);

/* Its arguments, coerced; false after adding an error. */
bool overlay_arguments(Overlay *overlay, const Directive *directive, ArgumentValues *out);

/* An argument's text; data NULL if it is absent or null. */
Str overlay_text(const ArgumentValues *arguments, const char *name);

/* Whether it is there and true. */
bool overlay_flag(const ArgumentValues *arguments, const char *name);

/* Its list of texts, as JSON; NULL if it is absent. */
const Json *overlay_texts(const ArgumentValues *arguments, const char *name);

/* The name of its enum value; data NULL if it is absent. */
Str overlay_choice(const ArgumentValues *arguments, const char *name);

/* A column of the table; NULL after adding an error with the nearest names. */
const Column *overlay_column(Overlay *overlay, const Table *table, Str name, uint32_t offset);

/* The columns that a list names; NULL after adding an error. */
const Column **overlay_columns(Overlay *overlay, const Table *table, const Json *names,
                               uint32_t offset);

/* The table of that name; NULL after adding an error with the nearest names. */
const Table *overlay_table(Overlay *overlay, Str name, uint32_t offset);

/* The entity that a type of that name exposes, by its name in the file; NULL if none does. */
Entity *overlay_entity(Overlay *overlay, Str type);

/* `extend type customers` of an entity, or NULL. */
OverlayType *overlay_type_of(Overlay *overlay, const Table *table);

/* A scalar or enum by name, into type, enumeration and not_null of the attribute; false after
 * adding an error. */
bool overlay_value_type(Overlay *overlay, const TypeNode *node, Attribute *out);

/* The innermost name of a type reference, and whether there is a list around it. */
const TypeNode *overlay_named(const TypeNode *node, bool *list);

/* ---- SQL (overlay_sql.c) ---- */

/* An expression over the columns of the table, checked; NULL after adding an error. */
const SqlText *overlay_expression(Overlay *overlay, const Table *table, Str sql, uint32_t offset);

/* The names of the columns that a query gives; false after adding an error. */
bool overlay_query_columns(Overlay *overlay, const SqlText *query, uint32_t offset, Str **names,
                           size_t *count);

/* The names of the columns that the RETURNING clause of a statement gives, none if it has none;
 * and whether the statement deletes. False after adding an error. */
bool overlay_statement_columns(Overlay *overlay, NamedQuery *statement, uint32_t offset,
                               bool *deletes);

/* Checks that the expression can be computed of the query's rows. */
bool overlay_query_computes(Overlay *overlay, const NamedQuery *query, const Column *column,
                            uint32_t offset);

/* ---- The stages ---- */

void overlay_resolve(Overlay *overlay);                        /* overlay_type.c */
void overlay_read_enums(Overlay *overlay);                     /* overlay_enum.c */
void overlay_type_fields(Overlay *overlay, OverlayType *type); /* overlay_field.c */
void overlay_type_relations(Overlay *overlay, OverlayType *type);
void overlay_type_agree(Overlay *overlay, const OverlayType *type);
void overlay_read_queries(Overlay *overlay);
void overlay_finish(Overlay *overlay);
void overlay_read_permits(Overlay *overlay); /* overlay_permit.c */

/* True if the field is a relation by its directives. */
bool overlay_field_relates(const FieldNode *field);

#endif
