/*
 * The planner's entry: one operation to a Plan.
 *
 * In: the operation's root fields, collected. Out: a Plan with an Output per root field. The idea
 * of the whole folder: a definition's Binding says what a field means, its coerced arguments say
 * which rows; a value that a variable brings is never looked at, only its slot is noted, so the
 * plan holds for every request whose variables have the same shape.
 */
#include "sqlgen/graphql/introspection.h"
#include "sqlgen/plan/planner.h"

void plan_error(Planner *planner, ErrorCode code, uint32_t offset, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    Error *error = error_add_list(planner->errors, code, format, arguments);
    va_end(arguments);
    source_locate(planner->errors, error, planner->document, offset);
}

bool plan_arguments(Planner *planner, const CollectedField *field, ArgumentValues *out) {
    const Selection *node = field->nodes[0];
    *out = (ArgumentValues){0};
    InputList defs = field_arguments(field->def);
    return coerce_arguments(planner->arena, planner->document, defs.items, defs.count,
                            node->arguments, node->argument_count, node->name.span,
                            planner->collect->variables, out, planner->errors);
}

static void root_by_pk(Planner *planner, Output *output, const CollectedField *field,
                       const Entity *entity) {
    output->kind = OUTPUT_ROW;
    output->select = scan_entity(planner, entity);
    ArgumentValues arguments;
    if (!plan_arguments(planner, field, &arguments)) {
        return;
    }
    for (size_t i = 0; i < arguments.count; i++) {
        const Attribute *part = arguments.items[i].def->binding->attribute;
        Predicate *equal = predicate_new(planner, PREDICATE_COMPARE);
        equal->column = (ColumnRef){output->select->scan, part->column};
        equal->compare = COMPARE_EQ;
        equal->operand = plan_operand(planner, arguments.items[i].value, part->type);
        select_restrict(planner, output->select, equal);
    }
    plan_row(planner, output, field, output->select->scan);
}

static void root_list(Planner *planner, Output *output, const CollectedField *field,
                      const Entity *entity) {
    output->kind = OUTPUT_LIST;
    output->select = scan_entity(planner, entity);
    ArgumentValues arguments;
    if (plan_arguments(planner, field, &arguments)) {
        plan_list_arguments(planner, output->select, entity, &arguments);
        select_cap(output->select, entity);
        plan_row(planner, output, field, output->select->scan);
    }
}

/* __schema and __type are answered here and now: their answer is part of the plan. */
static void root_introspection(Planner *planner, Output *output, const CollectedField *field) {
    output->kind = OUTPUT_CONSTANT;
    if (planner->limits->no_introspection) {
        plan_error(planner, ERROR_VALIDATION_FAILED, output->offset,
                   "Introspection is switched off; \"%.*s\" cannot be queried.",
                   STR_ARG(field->def->name));
        return;
    }
    if (planner->collect->variables->count != 0) {
        planner->plan->reusable = false; /* it may depend on a variable's value */
    }
    StrBuf *json = strbuf_new(planner->arena);
    introspection_write(json, planner->collect, field);
    if (json->failed) {
        plan_error(planner, ERROR_UNEXPECTED, output->offset, "Out of memory.");
    }
    output->text = strbuf_view(json);
}

static void root_field(Planner *planner, Output *output, const CollectedField *field) {
    const Schema *schema = planner->schema;
    if (field->def == schema->typename_field) {
        output->kind = OUTPUT_TYPENAME;
        output->text = planner->root->name;
        return;
    }
    if (field->def == schema->schema_field || field->def == schema->type_field) {
        root_introspection(planner, output, field);
        return;
    }
    const Binding *binding = field->def->binding;
    switch (binding->root) {
    case ROOT_LIST:
        root_list(planner, output, field, binding->entity);
        break;
    case ROOT_BY_PK:
        root_by_pk(planner, output, field, binding->entity);
        break;
    case ROOT_AGGREGATE:
        plan_aggregate(planner, output, field, binding->entity, NULL, NULL);
        break;
    case ROOT_GROUP:
        plan_group(planner, output, field, &(RowSource){.entity = binding->entity});
        break;
    case ROOT_CONNECTION:
        plan_connection(planner, output, field, &(RowSource){.entity = binding->entity});
        break;
    case ROOT_NODE:
        plan_node(planner, output, field);
        break;
    case ROOT_QUERY:
        plan_named_query(planner, output, field);
        break;
    case ROOT_EMPTY:
        output->kind = OUTPUT_CONSTANT;
        output->text = STR("\"There is no table or view to query.\"");
        break;
    }
}

Plan *plan_operation(Planner *planner, const Definition *operation) {
    Plan *plan = ARENA_NEW(planner->arena, Plan);
    *plan = (Plan){.arena = planner->arena, .reusable = true};
    planner->plan = plan;
    plan->slot_count = (uint32_t)planner->collect->variables->slot_count;
    planner->root = planner->schema->roots[operation->operation];
    size_t errors_before = planner->errors->count;
    CollectedFields fields = collect_operation(planner->collect, operation, planner->root);
    if (fields.count > planner->limits->max_root_fields) {
        plan_error(planner, ERROR_QUERY_TOO_EXPENSIVE, operation->span.start,
                   "The operation asks for %zu root fields; the limit is %u.", fields.count,
                   planner->limits->max_root_fields);
        return NULL;
    }
    plan->roots = ARENA_ARRAY(planner->arena, fields.count, Output);
    plan->root_count = fields.count;
    if (operation->operation == OPERATION_MUTATION) {
        plan->mutations = ARENA_ARRAY(planner->arena, fields.count, Mutation);
    }
    const FieldDef *typename_field = planner->schema->typename_field;
    for (size_t i = 0; i < fields.count; i++) {
        const CollectedField *field = &fields.items[i];
        plan->roots[i] = (Output){.key = field->key,
                                  .not_null = field->def->type->kind == TYPE_REF_NON_NULL,
                                  .offset = field->nodes[0]->span.start};
        if (operation->operation == OPERATION_MUTATION && field->def != typename_field) {
            plan_mutation(planner, &plan->roots[i], &plan->mutations[i], field);
        } else {
            root_field(planner, &plan->roots[i], field);
        }
    }
    bool good = planner->errors->count == errors_before && plan_check_cost(planner);
    return good ? plan : NULL;
}
