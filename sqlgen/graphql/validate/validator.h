/*
 * Validator: what the rules share while one document is checked.
 *
 * One walk goes over the document and calls the rules of each node in graphql-js's rule order
 * (rules.h), so the errors come out in its order too. Two things are only known after the walk:
 * what the fragments use that an operation reaches, and how large and deep it becomes with them
 * opened. These rules run per operation afterwards, and their errors are put where the walk left
 * the operation (Scope.mark).
 */
#ifndef SOLOQL_GRAPHQL_VALIDATE_VALIDATOR_H
#define SOLOQL_GRAPHQL_VALIDATE_VALIDATOR_H

#include "sqlgen/graphql/report.h"
#include "sqlgen/graphql/validate/name_set.h"
#include "sqlgen/graphql/validate/validate.h"

typedef struct Fragment Fragment;
typedef struct Overlap Overlap; /* overlap.c */

/* A variable in a value, and what its place wants. */
typedef struct VariableUsage {
    const Value *variable;
    const TypeRef *type;   /* NULL if unknown */
    const TypeRef *parent; /* of the object or list that holds it; NULL if none or unknown */
    bool has_default;      /* the argument or input field has one */
} VariableUsage;

/* `...Name`, found in a scope. */
typedef struct Spread {
    Fragment *fragment; /* what the name means */
    const Selection *node;
    uint32_t depth; /* fields around it; SPREAD_UNCOUNTED inside introspection */
} Spread;

enum { SPREAD_UNCOUNTED = UINT32_MAX };

/* How much there is of what is limited by number. */
typedef struct Extent {
    size_t selections; /* fields, spreads and inline fragments */
    size_t aliases;
    size_t directives; /* those on variables left out */
} Extent;

/* What the selections of an operation or a fragment use, fragments not opened. */
typedef struct Scope {
    const Definition *definition;
    VariableUsage *usages; /* filled by the walk */
    size_t usage_count;
    Extent extent;   /* filled by the walk */
    size_t mark;     /* of an operation: violations reported when the walk left it */
    Spread *spreads; /* see scope_find_spreads(); unknown fragments are left out */
    size_t spread_count;
    uint32_t field_depth; /* most fields within each other, introspection left out */
    bool spreads_found;
} Scope;

struct Fragment {
    Scope scope;
    const Type *type;        /* of its type condition; NULL if unknown */
    Fragment *meaning;       /* what its name means: the last fragment of that name */
    uint32_t stamp;          /* the last traversal that met it; see validator_stamp() */
    bool used;               /* by some operation */
    bool searched;           /* for cycles */
    bool on_path;            /* of the search for cycles */
    size_t path_index;       /* where, if it is */
    uint32_t lists_passed;   /* list depth, plus 1, at which introspection was fine; 0 = not yet */
    uint32_t lists_failed;   /* the same, at which it was too deep */
    bool measured;           /* the two below are known, or being found out */
    Extent expanded;         /* with its fragments opened */
    uint32_t expanded_depth; /* fields within each other with its fragments opened */
    const void *collected_for; /* the last FieldMap that names it (overlap.c) */
};

typedef struct Validator {
    Arena *arena;
    const Schema *schema;
    const Document *document;
    ValidateOptions options; /* defaults put in */
    Report *report;
    bool stopped; /* a limit on work was hit: no rule says anything more */

    Fragment *fragments; /* in document order */
    size_t fragment_count;
    Map fragments_by_name; /* filled if there are more than a few */
    bool has_cycles;       /* among the fragments */
    Scope *operations;     /* in document order */
    size_t operation_count;
    bool has_type_system; /* the document defines types or directives, which it must not */
    Map defined_types;    /* by name, if it does */
    Map defined_directives;

    NameSet operation_names; /* met by the walk */
    NameSet fragment_names;
    Map type_directives;        /* used on definitions of types, by type; NameSet* */
    Scope *scope;               /* the walk is in; NULL where variables do not count */
    const FieldDef *field;      /* the field the walk is in; NULL if none or unknown */
    bool introspection_refused; /* the walk is inside a field that was reported for its depth */
    uint32_t stamp;
    size_t fragment_work; /* steps left for going through fragments again and again */
    Overlap *overlap;     /* made when first needed */
} Validator;

/* True if nothing more can be reported, so expensive checks may be left out. */
static inline bool validator_is_done(const Validator *v) {
    return v->stopped || v->report->overflow;
}

/* A number that no fragment's stamp holds. */
static inline uint32_t validator_stamp(Validator *v) {
    return ++v->stamp;
}

/* Reports why, and makes the validator stop. */
void validator_stop(Validator *v, uint32_t offset, const char *why);

/* Counts steps through fragments; false, and the validator stops, if there were too many. */
bool validator_spend(Validator *v, size_t steps, uint32_t offset);

/* suggest_text(), or nothing if suggestions are off. */
Str validator_suggest(const Validator *v, Str input, const Str *names, size_t count);

/* Finds out what the fragments' names mean; called before the walk. */
void fragments_name(Validator *v);

/* The fragment that the name means, or NULL. */
Fragment *fragment_find(const Validator *v, Str name);

/* True for __schema and __type, under which depth does not count: introspection_depth.c limits it.
 */
bool selection_is_introspection(const Selection *field);

/* Fills the spreads of a scope, once; in the order in which graphql-js looks at them. */
void scope_find_spreads(Validator *v, Scope *scope);

/* The fragments that a scope reaches, nearest first, and their number. May stop the validator. */
Fragment **scope_reach(Validator *v, Scope *scope, size_t *count);

#endif
