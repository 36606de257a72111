/*
 * The planner: a validated operation to a Plan.
 */
#ifndef SOLOQL_PLANNER_H
#define SOLOQL_PLANNER_H

#include "sqlgen/graphql/collect.h"
#include "sqlgen/model/binding.h"
#include "sqlgen/model/role.h"
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
    const Type *root; /* of the operation; set by plan_operation() */
    const Model *model;
    Str role;                /* of the caller; empty = admin */
    const Reach *reach;      /* of the role; NULL = admin */
    Scan *owner;             /* the row that the rule is about which is being planned, or NULL */
    const Source *document;  /* for the locations of errors */
    CollectContext *collect; /* fragments, variables, errors */
    const PlanLimits *limits;
    ErrorList *errors;
    Plan *plan;
    uint32_t joins; /* to the rows whose outputs are being planned */
} Planner;

enum { MAX_JOINS = 60 }; /* SQLite joins 64 tables; the rows themselves may take two */

/*
 * Plans the operation. NULL after adding errors: a null where a value is needed, an operation
 * that costs or nests too much. `planner->plan` is set by it; the rest by the caller.
 */
Plan *plan_operation(Planner *planner, const Definition *operation);

/* ---- What follows is shared by the plan_*.c files. ---- */

/* The one door to rows: a Select of the entity's rows that the role may see, or may do something
 * else with. */
Select *scan_entity(Planner *planner, const Entity *entity);
Select *scan_entity_for(Planner *planner, const Entity *entity, PermitKind kind);

/* Only rows that the role may do that with. */
void select_admit(Planner *planner, Select *select, const Entity *entity, PermitKind kind);

/* A rule's condition on the rows of the scan. */
Predicate *plan_condition(Planner *planner, const Condition *condition, Scan *scan);

/* Rows of an entity: all of them, or those that a relation leads to. */
typedef struct RowSource {
    const Entity *entity;
    const Relation *relation; /* NULL at the root */
    Scan *outer;              /* that has the relation */
} RowSource;

/* A Select of the source's rows. */
Select *source_select(Planner *planner, const RowSource *source);

/* Adds a condition to those that the select has. */
void select_restrict(Planner *planner, Select *select, Predicate *condition);

/* Ties the select to the rows of `outer` by the relation. */
void select_join(Planner *planner, Select *select, const Relation *relation, Scan *outer);

/* A reference to a column that is read outside of the scan's own FROM clause. */
ColumnRef scan_use(Planner *planner, Scan *scan, const Column *column);

/* Makes the children of `output`, one for each field that is selected below `field`, with its key:
 * those named __typename are done, what the others are is still to be said. */
CollectedFields plan_children(Planner *planner, Output *output, const CollectedField *field);

/* The outputs of the fields selected below `field` on rows of the scan. */
void plan_row(Planner *planner, Output *output, const CollectedField *field, Scan *scan);

/* The arguments where, order_by, limit and offset of a list, put on the select. */
void plan_list_arguments(Planner *planner, Select *select, const Entity *entity,
                         const ArgumentValues *arguments);

/* A list has no more rows than the role may have. */
void select_cap(Select *select, const Entity *entity);

/* The fields below t_aggregate; `relation` and `outer` are NULL at the root. */
void plan_aggregate(Planner *planner, Output *output, const CollectedField *field,
                    const Entity *entity, const Relation *relation, Scan *outer);

/* The fields below t_aggregate_fields as functions over the rows of output->select. */
void plan_functions(Planner *planner, Output *output, const CollectedField *field);

/* The type of what a function gives for a column of that type. */
DataType plan_function_type(AggregateFunction function, DataType type);

/* The groups that t_group asks for. */
void plan_group(Planner *planner, Output *output, const CollectedField *field,
                const RowSource *source);

/* The connection over the source's rows. */
void plan_connection(Planner *planner, Output *output, const CollectedField *field,
                     const RowSource *source);

/* The rows that a relation of a table with itself leads to, followed again and again. */
void plan_tree(Planner *planner, Output *output, const CollectedField *field, Scan *outer);

/* A condition on the words of a row, the order that follows from it (false after adding an error),
 * and what the index says about a row. */
Predicate *plan_search(Planner *planner, const InputField *field, Scan *scan);
bool plan_rank(Planner *planner, const InputField *field, Select *select, OrderTerm *out);
void plan_search_field(Planner *planner, Output *output, const CollectedField *field, Scan *scan);

/* A row's global id, and the row that an id is of. */
void plan_id(Planner *planner, Output *output, const Entity *entity, Scan *scan);
void plan_node(Planner *planner, Output *output, const CollectedField *field);

/* The rowid as a column of the scan. */
ColumnRef scan_rowid(Planner *planner, Scan *scan);

/* A scan of a table that is no entity's: of a junction, or of rows that the plan itself makes. */
Scan *scan_table(Planner *planner, const Table *table);

/* An operand that must be an integer >= 0. */
const Operand *plan_natural(Planner *planner, const Input *value);

/* The value of each parameter of a named query or statement, by piece of its SQL; NULL after adding
 * an error. */
const Operand *plan_parameters(Planner *planner, const CollectedField *field);

/* A field of query_root whose rows or value SQL of the owner's gives. */
void plan_named_query(Planner *planner, Output *output, const CollectedField *field);

/* A field of mutation_root: its writes and its answer. */
void plan_mutation(Planner *planner, Output *output, Mutation *mutation,
                   const CollectedField *field);

/* What the plan_mutation*.c files share: a part of a field while it is planned. */
typedef struct PartPlan {
    Planner *planner;
    MutationPart *part;
    const Entity *entity;
    const CollectedField *field;
} PartPlan;

/* A field of mutation_root whose SQL is the owner's; called by plan_mutation(). */
void plan_statement(Planner *planner, Output *output, Mutation *mutation,
                    const CollectedField *field);

/* Slots for what the answer will need, before the writes are planned. */
void part_begin(PartPlan *plan, MutationPart *part, Output *answer);

/* The number of rows that the part has written. */
const Operand *part_affected(PartPlan *plan);

/* What the part has noted of the rows that it wrote, as a table with these columns. `type` is that
 * of values that stand alone: DATA_BYTEA or DATA_ANY. */
Scan *part_noted(PartPlan *plan, const Str *names, size_t count, DataType type);
Scan *part_noted_in(PartPlan *plan, uint32_t slot, const Str *names, size_t count, DataType type);

/* Only the rows whose keys are in that slot, as a table that is returned. */
Scan *part_tie_to_keys(PartPlan *plan, Select *select, const Entity *entity, uint32_t keys);

/* Puts the role's rules on the writes of the part, when all of them are planned. */
void part_apply_rules(PartPlan *plan);

/* Ties rows to what was noted of them by a column that is equal; and orders as was noted. */
void part_tie(PartPlan *plan, Select *select, const Column *column, ColumnRef noted);
void part_order(PartPlan *plan, Select *select, Scan *noted);

/* A value that is not known before the plan runs. */
uint32_t plan_slot(Planner *planner);
Operand plan_known_later(uint32_t slot, DataType type);

/* A write of the part; its select is of all rows that the role may write in that way. */
Write *part_write(PartPlan *plan, WriteKind kind, const Entity *entity, uint32_t offset);

/* One that is not among those of the part. */
Write *write_new(Planner *planner, WriteKind kind, const Entity *entity, uint32_t offset);

/* Has the keys of the rows noted, for the answer. */
void part_return(PartPlan *plan, Write *write);

/* The writes that insert one row or many, with what is nested in them. */
void plan_insert(PartPlan *plan, const Input *objects, const Input *on_conflict);

/* What the row around a nested one says of it. */
typedef struct InsertTie {
    const Relation *relation; /* NULL at the top */
    Write *parent;            /* its row is there already; NULL = it comes after */
    const Entity *entity;     /* of that */
} InsertTie;

/* The write that inserts the row, among those of what is nested in it. */
Write *plan_insert_row(PartPlan *plan, const Entity *entity, const Input *object,
                       const Input *on_conflict, const InsertTie *tie);

/* What `one` plans for each item of a list, or, if that is folded, for its first. */
typedef void PlanItem(PartPlan *plan, const Input *item, const void *context);
void plan_each_row(PartPlan *plan, const Input *list, PlanItem *one, const void *context);

/* The columns that tell a row from all others: the rowid, or else the key. */
const Column **plan_row_key(Planner *planner, Scan *scan, size_t *count);

/* Only the row with this t_pk_columns_input. */
void select_restrict_to_key(Planner *planner, Select *select, const Input *pk_columns);

/* What the write's column holds once it has run. */
Operand write_capture(PartPlan *plan, Write *write, const Entity *entity, const Column *column);

/* The column is set; an error if it is already. */
void write_assign(PartPlan *plan, Write *write, const Column *column, Operand operand);

/* An update of the row that `find` meets, of its columns and of what is related to it; the
 * arguments are operators and relations. The write that knows the row as it is then. */
Write *plan_nested(PartPlan *plan, Write *find, const Entity *entity,
                   const ArgumentValues *arguments);

/* Finds the row that is left alone by the write's conflict; NULL if there is none, or it is not
 * known which. */
Write *plan_left_alone(Planner *planner, const Write *write, const Entity *entity);

/* What becomes of a row that is there already. */
Conflict *plan_conflict(Planner *planner, const Write *write, const Entity *entity,
                        const Input *given);

/* An operator's columns as assignments of an update. */
void plan_update_operator(PartPlan *plan, Write *write, const InputValueDef *def,
                          const Input *values);

/* A filter as a predicate over the scan's columns; NULL after adding an error. */
Predicate *plan_filter(Planner *planner, const Input *filter, Scan *scan);

/* What a comparison looks at: a column, a part of its JSON value, or an aggregate. */
typedef struct Comparand {
    ColumnRef column;
    const Operand *path;     /* NULL = all of the column */
    const Output *aggregate; /* NULL = the column */
    DataType type;
} Comparand;

/* A comparison expression as a predicate on the comparand. */
Predicate *plan_comparisons(Planner *planner, const Input *comparisons, const Comparand *comparand);

/* A filter on the rows of an array relation taken together; NULL after adding an error. */
Predicate *plan_aggregate_filter(Planner *planner, const InputField *field, Scan *scan);

/* True if the field of a filter has a value; else an error that names it is added. */
bool plan_has_value(Planner *planner, const InputField *field);

/* Of rows that agree in these columns only the first is kept; to be called before plan_order(). */
void plan_distinct(Planner *planner, Select *select, const Input *columns);

/* The order as asked for, and after it the key, so that every list is fully ordered. */
void plan_order(Planner *planner, Select *select, const Entity *entity, const Input *order);

/* An operand out of a coerced scalar or list of scalars. */
Operand plan_operand(Planner *planner, const Input *input, DataType type);

/* An operand that is a path into a JSON value. */
const Operand *plan_json_path(Planner *planner, const Input *path);

/* Coerces the arguments of a field; false after adding an error. */
bool plan_arguments(Planner *planner, const CollectedField *field, ArgumentValues *out);

/* An error at a place in the document, for the field if `field` is given. */
void plan_error(Planner *planner, ErrorCode code, uint32_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* True if the plan is of one list whose rows have no lists in them: then it can be streamed. Else
 * false after adding an error. */
bool plan_check_stream(Planner *planner);

/* Fills in plan->cost and plan->nesting and checks them; false after adding an error. */
bool plan_check_cost(Planner *planner);

/* A predicate with these children; simplified if it is empty or has one. */
Predicate *predicate_combine(Planner *planner, PredicateKind kind, Predicate **children,
                             size_t count);
Predicate *predicate_new(Planner *planner, PredicateKind kind);

/* What holds where the predicate does not; false for NULL, which is an error's. */
Predicate *predicate_negate(Planner *planner, Predicate *predicate);

#endif
