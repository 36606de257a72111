/*
 * Problems of a whole schema: what the files of schema_validate() share.
 *
 * A problem is made, gets the places it is about, and is reported:
 *
 *     Violation problem = schema_problem(v, "Type %.*s must …", STR_ARG(type->name));
 *     schema_locate_type(v, &problem, type);
 *     report_append(&v->report, &problem);
 */
#ifndef SOLOQL_GRAPHQL_SCHEMA_PROBLEMS_H
#define SOLOQL_GRAPHQL_SCHEMA_PROBLEMS_H

#include "sqlgen/graphql/report.h"
#include "sqlgen/graphql/schema.h"

typedef struct RequiredSearch RequiredSearch; /* schema_required_cycles.c */
typedef struct DefaultSearch DefaultSearch;   /* schema_default_cycles.c */

typedef struct SchemaValidator {
    Arena *arena;
    const Schema *schema;
    Report report;
    uint32_t *implemented;    /* by type position: the last type that declares this one */
    uint32_t *met;            /* by type position: the last type whose list it was met in */
    RequiredSearch *required; /* NULL until it is made; so is the next */
    DefaultSearch *defaults;
} SchemaValidator;

/* True if nothing more can be reported. */
static inline bool schema_problems_full(const SchemaValidator *v) {
    return v->report.overflow;
}

Violation schema_problem(SchemaValidator *v, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds a place, unless the schema was not made of text or the place is unknown (span is NULL). */
void schema_locate(SchemaValidator *v, Violation *problem, const Span *span);

/* Adds the definition of the type and its extensions. */
void schema_locate_type(SchemaValidator *v, Violation *problem, const Type *type);

/* Adds where the type says that it implements the interface, or has the union's member. */
void schema_locate_interface(SchemaValidator *v, Violation *problem, const Type *type,
                             const Type *interface);
void schema_locate_member(SchemaValidator *v, Violation *problem, const Type *type,
                          const Type *member);

/* An argument or input field that must be given. */
static inline bool schema_is_required(const InputValueDef *def) {
    return def->type->kind == TYPE_REF_NON_NULL && def->default_value == NULL;
}

/* schema_interfaces.c: what a type must do to implement its interfaces. */
void schema_check_interfaces(SchemaValidator *v, const Type *type);

/* Input objects that cannot have a finite value: schema_required_cycles.c finds fields that must be
 * given and lead back to themselves, schema_default_cycles.c defaults that do. */
void schema_check_required_cycles(SchemaValidator *v, const Type *type);
void schema_check_default_cycles(SchemaValidator *v, const Type *type);

#endif
