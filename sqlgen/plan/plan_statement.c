/*
 * Statements: fields of mutation_root whose SQL is the owner's.
 *
 *     mutation { close_month(month: "2026-05") raise(country: "FR", by: 5) { name orders { id } } }
 *
 *     statement with month = "2026-05"
 *     statement with by = 5, country = "FR"; notes what it returns
 *     close_month: int slot 0
 *     raise: list! customers (t0) with keys (t1)
 *       name: text t0.name
 *       …
 *
 * Each is one step of the mutation's transaction. What its RETURNING clause gives is noted as keys
 * are. A value or a row of a declared type is read from there; rows of a table are read from the
 * table by their keys, so that they show what triggers have done.
 */
#include "sqlgen/plan/planner.h"

/* The column of that name, in any case, among those that were returned: it is there. */
static ColumnRef noted_column(Scan *noted, Str name) {
    const Table *table = noted->table;
    size_t place = 0;
    while (!str_equal_nocase(table->columns[place].name, name)) {
        place++;
    }
    return (ColumnRef){noted, &table->columns[place]};
}

static Scan *statement_noted(PartPlan *plan, const NamedQuery *query, DataType single) {
    bool bytes = query->returned_count == 1 && single == DATA_BYTEA;
    return part_noted(plan, query->returned, query->returned_count, bytes ? DATA_BYTEA : DATA_ANY);
}

/* Rows of the table, by what was noted of them. */
static Select *rows_of_table(PartPlan *plan, const NamedQuery *query) {
    Select *select = scan_entity(plan->planner, query->entity);
    const Attribute *part = entity_attribute(query->entity, query->key[0]);
    Scan *noted = statement_noted(plan, query, part == NULL ? DATA_ANY : part->type);
    for (size_t i = 0; i < query->key_count; i++) {
        part_tie(plan, select, query->key[i], noted_column(noted, query->key[i]->name));
    }
    part_order(plan, select, noted);
    return select;
}

/* Rows of a declared type: what was noted itself. */
static Select *rows_of_type(PartPlan *plan, const NamedQuery *query) {
    Select *select = scan_entity(plan->planner, query->entity);
    Scan *noted = statement_noted(plan, query, DATA_ANY);
    select->scan->table = noted->table;
    select->scan->keys = noted->keys;
    part_order(plan, select, select->scan);
    return select;
}

static void statement_answer(PartPlan *plan, Output *output, const NamedQuery *query) {
    output->type = query->value.type;
    output->values = query->value.enumeration == NULL ? NULL : &query->value.enumeration->values;
    if (query->result == QUERY_VALUE && query->returned_count == 0) {
        output->kind = OUTPUT_VALUE;
        output->parameter = part_affected(plan);
    } else if (query->result == QUERY_VALUE) {
        output->kind = OUTPUT_VALUE;
        output->scan = statement_noted(plan, query, query->value.type);
    } else {
        output->kind = query->result == QUERY_LIST ? OUTPUT_LIST : OUTPUT_ROW;
        output->select =
            query->key != NULL ? rows_of_table(plan, query) : rows_of_type(plan, query);
        output->select->single = query->result == QUERY_ROW;
        plan_row(plan->planner, output, plan->field, output->select->scan);
    }
}

void plan_statement(Planner *planner, Output *output, Mutation *mutation,
                    const CollectedField *field) {
    const NamedQuery *query = field->def->binding->query;
    PartPlan plan = {.planner = planner, .entity = query->entity, .field = field};
    mutation->parts = ARENA_NEW(planner->arena, MutationPart);
    mutation->part_count = 1;
    part_begin(&plan, mutation->parts, output);
    Write *write = ARENA_NEW(planner->arena, Write);
    *write = (Write){.kind = WRITE_STATEMENT,
                     .statement = &query->sql,
                     .operands = plan_parameters(planner, field),
                     .returned_count = query->returned_count,
                     .offset = output->offset};
    ARENA_PUSH(planner->arena, plan.part->writes, plan.part->write_count, write);
    statement_answer(&plan, output, query);
}
