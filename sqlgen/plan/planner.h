/*
 * The planner: a validated operation to a Plan.
 */
#ifndef SOLOQL_PLANNER_H
#define SOLOQL_PLANNER_H

#include "sqlgen/graphql/collect.h"
#include "sqlgen/model/binding.h"
#include "sqlgen/plan/plan.h"

typedef struct PlanLimits {
    uint64_t max_cost;        /* see plan_cost.c */
    uint32_t max_root_fields; /* after fragments are opened */
    uint32_t max_nesting;     /* subqueries within subqueries that SQLite can parse */
    bool no_introspection;
} PlanLimits;

/* What planning one operation needs; lives while it is planned. */
typedef struct Planner {
    Arena *arena; /* of the program */
    const Schema *schema;
    const Model *model;
    const Source *document;  /* for the locations of errors */
    CollectContext *collect; /* fragments, variables, errors */
    const PlanLimits *limits;
    ErrorList *errors;
    Plan *plan;
} Planner;

/*
 * Plans the operation. NULL after adding errors: a null where a value is needed, an operation
 * that costs or nests too much. `planner->plan` is set by it; the rest by the caller.
 */
Plan *plan_operation(Planner *planner, const Definition *operation);

/* ---- What follows is shared by the plan_*.c files. ---- */

/* The one door to rows: a Select of the entity's rows that the role may see. */
Select *scan_entity(Planner *planner, const Entity *entity);

/* Adds a condition to those that the select has. */
void select_restrict(Planner *planner, Select *select, Predicate *condition);

/* Ties the select to the rows of `outer` by the relation. */
void select_join(Planner *planner, Select *select, const Relation *relation, Scan *outer);

/* A reference to a column that is read outside of the scan's own FROM clause. */
ColumnRef scan_use(Planner *planner, Scan *scan, const Column *column);

/* The outputs of the fields selected below `field` on rows of the entity. */
void plan_row(Planner *planner, Output *output, const CollectedField *field, const Entity *entity,
              Scan *scan);

/* The arguments where, order_by, limit and offset of a list, put on the select. */
void plan_list_arguments(Planner *planner, Select *select, const Entity *entity,
                         const ArgumentValues *arguments);

/* The fields below t_aggregate; `relation` and `outer` are NULL at the root. */
void plan_aggregate(Planner *planner, Output *output, const CollectedField *field,
                    const Entity *entity, const Relation *relation, Scan *outer);

/* A filter as a predicate over the scan's columns; NULL after adding an error. */
Predicate *plan_filter(Planner *planner, const Input *filter, Scan *scan);

/* The order as asked for, and after it the key, so that every list is fully ordered. */
void plan_order(Planner *planner, Select *select, const Entity *entity, const Input *order);

/* An operand out of a coerced scalar or list of scalars. */
Operand plan_operand(Planner *planner, const Input *input, DataType type);

/* Coerces the arguments of a field; false after adding an error. */
bool plan_arguments(Planner *planner, const CollectedField *field, ArgumentValues *out);

/* An error at a place in the document, for the field if `field` is given. */
void plan_error(Planner *planner, ErrorCode code, uint32_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Fills in plan->cost and plan->nesting and checks them; false after adding an error. */
bool plan_check_cost(Planner *planner);

/* A predicate with these children; simplified if it is empty or has one. */
Predicate *predicate_combine(Planner *planner, PredicateKind kind, Predicate **children,
                             size_t count);
Predicate *predicate_new(Planner *planner, PredicateKind kind);

#endif
