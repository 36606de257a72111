/*
 * Named queries: fields of query_root whose rows or value SQL of the owner's gives.
 *
 *     { top_customers(since: $day, n: 3) { name orders { total } } }
 *
 *     top_customers: list! query top_customers (t0) with since = slot 0, n = 3
 *       name: text t0.name
 *       orders: list! orders (t1) on t1.customer_id = t0.id order t1.id
 *         total: float t1.total
 *
 * The query stands where a table would: its rows have the columns of the table whose type they are,
 * so fields and relations are planned as on any row. Their order is the query's own.
 */
#include "sqlgen/plan/planner.h"

static Operand query_operand(Planner *planner, const ArgumentValues *arguments, Str parameter) {
    const ArgumentValue *given = NULL;
    for (size_t i = 0; i < arguments->count; i++) {
        if (str_equal(arguments->items[i].def->name, parameter)) {
            given = &arguments->items[i];
        }
    }
    if (given == NULL || given->value->kind == INPUT_NULL) {
        return (Operand){.slot = OPERAND_CONSTANT, .constant = {.kind = JSON_NULL}};
    }
    return plan_operand(planner, given->value, given->def->binding->parameter->type);
}

const Operand *plan_parameters(Planner *planner, const CollectedField *field) {
    const SqlText *sql = &field->def->binding->query->sql;
    Operand *operands = ARENA_ARRAY(planner->arena, sql->piece_count, Operand);
    ArgumentValues arguments;
    if (!plan_arguments(planner, field, &arguments)) {
        return NULL;
    }
    for (size_t i = 0; i < sql->piece_count; i++) {
        if (sql->pieces[i].parameter.data != NULL) {
            operands[i] = query_operand(planner, &arguments, sql->pieces[i].parameter);
        }
    }
    return operands;
}

/* Puts the query in the place of the scan's table. */
static void scan_query(Planner *planner, Scan *scan, const CollectedField *field) {
    scan->query = &field->def->binding->query->sql;
    scan->operands = plan_parameters(planner, field);
}

void plan_named_query(Planner *planner, Output *output, const CollectedField *field) {
    const NamedQuery *query = field->def->binding->query;
    if (query->result == QUERY_VALUE) {
        output->kind = OUTPUT_VALUE;
        output->type = query->value.type;
        output->values =
            query->value.enumeration == NULL ? NULL : &query->value.enumeration->values;
        output->scan = ARENA_NEW(planner->arena, Scan);
        output->scan->number = planner->plan->scan_count++;
        scan_query(planner, output->scan, field);
        return;
    }
    output->kind = query->result == QUERY_LIST ? OUTPUT_LIST : OUTPUT_ROW;
    output->select = scan_entity(planner, query->entity);
    output->select->single = query->result == QUERY_ROW;
    if (query->result == QUERY_LIST) {
        select_cap(output->select, query->entity);
    }
    scan_query(planner, output->select->scan, field);
    plan_row(planner, output, field, output->select->scan);
}
