/*
 * Conditions on the rows of an array relation taken together.
 *
 *     reviews_aggregate: {count: {filter: {stars: {_gte: 4}}, predicate: {_gt: 2}}}
 *
 *     having (reviews (t1) on t1.item_id = t0.id where t1.stars >= 4) count() > 2
 *
 * Rows that have no related row are judged too: their count is 0.
 */
#include "sqlgen/plan/planner.h"

static void aggregate_argument(Planner *planner, Output *function, const Input *value, Scan *scan) {
    if (value->kind == INPUT_ENUM) {
        ColumnRef column = {scan, value->value->binding->attribute->column};
        ARENA_PUSH(planner->arena, function->arguments, function->argument_count, column);
    }
}

/* Reads the parts of {arguments, distinct, filter, predicate}; returns `predicate`. */
static const Input *aggregate_parts(Planner *planner, const Input *parts, Output *function,
                                    Select *select) {
    const Input *predicate = NULL;
    for (size_t i = 0; i < parts->count; i++) {
        const Input *value = parts->fields[i].value;
        switch (parts->fields[i].def->binding->aggregate_filter) {
        case AGGREGATE_FILTER_ARGUMENTS:
            aggregate_argument(planner, function, value, select->scan);
            for (size_t c = 0; value->kind == INPUT_LIST && c < value->count; c++) {
                aggregate_argument(planner, function, value->items[c], select->scan);
            }
            break;
        case AGGREGATE_FILTER_DISTINCT:
            function->distinct = value->kind == INPUT_SCALAR && value->json.kind == JSON_TRUE;
            break;
        case AGGREGATE_FILTER_FILTER:
            if (plan_has_value(planner, &parts->fields[i])) {
                select_restrict(planner, select, plan_filter(planner, value, select->scan));
            }
            break;
        case AGGREGATE_FILTER_PREDICATE:
            predicate = value;
            break;
        case AGGREGATE_FILTER_FUNCTION: /* the level above */
            break;
        }
    }
    return predicate;
}

Predicate *plan_aggregate_filter(Planner *planner, const InputField *field, Scan *scan) {
    const Input *functions = field->value;
    if (functions->count != 1) {
        plan_error(planner, ERROR_VALIDATION_FAILED, field->span.start,
                   "\"%.*s\" takes exactly one function, found %zu.", STR_ARG(field->def->name),
                   functions->count);
        return NULL;
    }
    const InputField *chosen = &functions->fields[0];
    if (!plan_has_value(planner, chosen)) {
        return NULL;
    }
    const Relation *relation = field->def->binding->relation;
    Predicate *having = predicate_new(planner, PREDICATE_HAVING);
    having->exists = scan_entity(planner, relation->target);
    select_join(planner, having->exists, relation, scan);
    Output *function = ARENA_NEW(planner->arena, Output);
    bool counts = chosen->def->binding->function == AGGREGATE_COUNT;
    *function = (Output){.kind = OUTPUT_FUNCTION,
                         .function = chosen->def->binding->function,
                         .type = counts ? DATA_INT : DATA_BOOLEAN};
    const Input *predicate = aggregate_parts(planner, chosen->value, function, having->exists);
    Comparand comparand = {.aggregate = function, .type = function->type};
    Predicate *condition = plan_comparisons(planner, predicate, &comparand);
    if (condition->kind == PREDICATE_TRUE) {
        return condition; /* {}: whatever comes out is right */
    }
    ARENA_PUSH(planner->arena, having->children, having->child_count, condition);
    return having;
}
