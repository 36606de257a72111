/*
 * Aggregates: what is below t_aggregate.
 *
 *     { items_aggregate(where: …) { aggregate { count sum { quantity } } nodes { id } } }
 *
 *     items_aggregate: group
 *       aggregate: aggregate over items (t0) where …
 *         count: int count()
 *         sum: group
 *           quantity: bigint sum(t0.quantity)
 *       nodes: list items (t1) where … order …
 *
 * `aggregate` and `nodes` each get a select of their own: the first needs no order and only the
 * columns that are aggregated, the second needs both.
 */
#include "sqlgen/plan/planner.h"

/* min and max keep the column's type, sum widens Int, counts are Int, the rest are Float. */
DataType plan_function_type(AggregateFunction function, DataType type) {
    if (function == AGGREGATE_MIN || function == AGGREGATE_MAX) {
        return type;
    }
    if (function == AGGREGATE_COUNT_DISTINCT) {
        return DATA_INT;
    }
    if (function != AGGREGATE_SUM) {
        return DATA_FLOAT;
    }
    return type == DATA_INT ? DATA_BIGINT : type;
}

/* Which percentile; NULL for a function that takes nothing. */
static const Operand *function_parameter(Planner *planner, const CollectedField *field) {
    ArgumentValues arguments;
    if (!plan_arguments(planner, field, &arguments) || arguments.count == 0) {
        return NULL;
    }
    Operand *parameter = ARENA_NEW(planner->arena, Operand);
    *parameter = plan_operand(planner, arguments.items[0].value, DATA_FLOAT);
    parameter->rule = RULE_PERCENT;
    return parameter;
}

static void plan_function(Planner *planner, Output *output, const CollectedField *field,
                          Scan *scan) {
    AggregateFunction function = field->def->binding->function;
    const Operand *parameter = function_parameter(planner, field);
    output->kind = OUTPUT_GROUP;
    CollectedFields fields = plan_children(planner, output, field);
    for (size_t i = 0; i < fields.count; i++) {
        Output *child = &output->children[i];
        if (child->kind == OUTPUT_TYPENAME) {
            continue;
        }
        const Attribute *attribute = fields.items[i].def->binding->attribute;
        child->kind = OUTPUT_FUNCTION;
        child->type = plan_function_type(function, attribute->type);
        child->function = function;
        child->parameter = parameter;
        ARENA_PUSH(planner->arena, child->arguments, child->argument_count,
                   scan_use(planner, scan, attribute->column));
    }
}

static void plan_count(Planner *planner, Output *output, const CollectedField *field, Scan *scan) {
    output->kind = OUTPUT_FUNCTION;
    output->function = AGGREGATE_COUNT;
    output->type = DATA_INT;
    ArgumentValues arguments;
    if (!plan_arguments(planner, field, &arguments)) {
        return;
    }
    for (size_t i = 0; i < arguments.count; i++) {
        const Input *value = arguments.items[i].value;
        if (arguments.items[i].def->binding->argument == ARGUMENT_COUNT_DISTINCT) {
            output->distinct = value->kind == INPUT_SCALAR && value->json.kind == JSON_TRUE;
            continue;
        }
        for (size_t c = 0; value->kind == INPUT_LIST && c < value->count; c++) {
            const Attribute *attribute = value->items[c]->value->binding->attribute;
            ARENA_PUSH(planner->arena, output->arguments, output->argument_count,
                       scan_use(planner, scan, attribute->column));
        }
    }
}

void plan_functions(Planner *planner, Output *output, const CollectedField *field) {
    CollectedFields fields = plan_children(planner, output, field);
    for (size_t i = 0; i < fields.count; i++) {
        const CollectedField *part = &fields.items[i];
        Output *child = &output->children[i];
        if (child->kind == OUTPUT_TYPENAME) {
            continue;
        }
        if (part->def->binding->aggregate == AGGREGATE_FIELD_COUNT) {
            plan_count(planner, child, part, output->select->scan);
        } else {
            plan_function(planner, child, part, output->select->scan);
        }
    }
}

/* Whether anything is computed: names of types and functions without columns are not. */
static bool output_computes(const Output *output) {
    for (size_t i = 0; i < output->child_count; i++) {
        const Output *child = &output->children[i];
        bool computes = child->kind == OUTPUT_FUNCTION;
        for (size_t c = 0; c < child->child_count; c++) {
            computes |= child->children[c].kind == OUTPUT_FUNCTION;
        }
        if (computes) {
            return true;
        }
    }
    return false;
}

/* Without a function SQL would give a row for each row instead of one in all: no rows are read. */
static void plan_aggregate_fields(Planner *planner, Output *output, const CollectedField *field) {
    output->kind = OUTPUT_AGGREGATE;
    plan_functions(planner, output, field);
    if (!output_computes(output)) {
        output->kind = OUTPUT_GROUP;
        output->select = NULL;
    }
}

/* The rows that are aggregated, or listed as nodes. */
static Select *aggregate_select(Planner *planner, const CollectedField *field, const Entity *entity,
                                const Relation *relation, Scan *outer) {
    Select *select = scan_entity(planner, entity);
    if (relation != NULL) {
        select_join(planner, select, relation, outer);
    }
    ArgumentValues arguments;
    if (plan_arguments(planner, field, &arguments)) {
        plan_list_arguments(planner, select, entity, &arguments);
    }
    return select;
}

void plan_aggregate(Planner *planner, Output *output, const CollectedField *field,
                    const Entity *entity, const Relation *relation, Scan *outer) {
    output->kind = OUTPUT_GROUP;
    CollectedFields fields = plan_children(planner, output, field);
    for (size_t i = 0; i < fields.count; i++) {
        const CollectedField *part = &fields.items[i];
        Output *child = &output->children[i];
        if (child->kind == OUTPUT_TYPENAME) {
            continue;
        }
        child->select = aggregate_select(planner, field, entity, relation, outer);
        if (part->def->binding->aggregate == AGGREGATE_FIELD_NODES) {
            child->kind = OUTPUT_LIST;
            select_cap(child->select, entity);
            plan_row(planner, child, part, child->select->scan);
        } else {
            plan_aggregate_fields(planner, child, part);
        }
    }
}
