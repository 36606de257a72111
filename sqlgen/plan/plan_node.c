/*
 * Global ids: `_id` of a row, and the row of an id.
 *
 *     { node(id: $id) { _id ... on orders { status } } }
 *
 *     node: one of
 *       node: row orders (t0) where t0.id = part 0 of slot 0
 *         _id: id of orders t0.id
 *         status: text t0.status
 *       node: row customers (t1) where …
 *
 * The idea: which table an id belongs to is not known when the plan is made, so each type that the
 * selection names gets a row of its own, and an id of another table is null where it is bound:
 * there is then no such row, and it costs nothing to look. An id of a type that the selection says
 * nothing about is null as well.
 */
#include "sqlgen/plan/planner.h"

enum { MAX_TYPES = 20 }; /* that one selection may name */

void plan_id(Planner *planner, Output *output, const Entity *entity, Scan *scan) {
    output->kind = OUTPUT_ID;
    output->type = DATA_STRING;
    output->text = entity->table->name;
    for (size_t i = 0; i < entity->key_count; i++) {
        ARENA_PUSH(planner->arena, output->arguments, output->argument_count,
                   scan_use(planner, scan, entity->key[i]->column));
    }
}

/* The row of that type with the id. */
static void node_row(Planner *planner, Output *output, const CollectedField *field,
                     const Entity *entity, const Input *id) {
    output->kind = OUTPUT_ROW;
    output->key = field->key;
    output->offset = field->nodes[0]->span.start;
    output->select = scan_entity(planner, entity);
    for (size_t i = 0; i < entity->key_count; i++) {
        Predicate *equal = predicate_new(planner, PREDICATE_COMPARE);
        equal->column = (ColumnRef){output->select->scan, entity->key[i]->column};
        equal->compare = COMPARE_EQ;
        equal->operand = plan_operand(planner, id, DATA_STRING);
        equal->operand.rule = RULE_ID;
        equal->operand.label = entity->table->name;
        equal->operand.part = (uint32_t)i;
        select_restrict(planner, output->select, equal);
    }
    plan_row(planner, output, field, output->select->scan);
}

/* The field as if it were declared with that type. */
static CollectedField *node_field(Planner *planner, const CollectedField *field, const Type *type) {
    FieldDef *def = ARENA_NEW(planner->arena, FieldDef);
    CollectedField *narrowed = ARENA_NEW(planner->arena, CollectedField);
    *def = *field->def;
    def->type = &type->ref;
    *narrowed = *field;
    narrowed->def = def;
    return narrowed;
}

void plan_node(Planner *planner, Output *output, const CollectedField *field) {
    const Type *interface = field->def->type->type;
    ArgumentValues arguments;
    output->kind = OUTPUT_ONE_OF;
    if (!plan_arguments(planner, field, &arguments)) {
        return;
    }
    for (size_t i = 0; i < interface->extra->possible_count; i++) {
        const Type *type = interface->extra->possible[i];
        if (collect_subfields(planner->collect, field, type).count == 0) {
            continue;
        }
        if (output->child_count == MAX_TYPES) {
            plan_error(planner, ERROR_QUERY_TOO_EXPENSIVE, output->offset,
                       "This selection is about more than %d types. Select fields in fragments "
                       "on the types that are wanted, also _id and __typename.",
                       MAX_TYPES);
            return;
        }
        Output row = {0};
        node_row(planner, &row, node_field(planner, field, type), type->binding->entity,
                 arguments.items[0].value);
        ARENA_PUSH(planner->arena, output->children, output->child_count, row);
    }
    if (output->child_count == 0) {
        output->kind = OUTPUT_CONSTANT; /* everything is skipped */
        output->text = STR("null");
    }
}
