/*
 * Outputs: the fields selected on a row, to the tree of the answer.
 *
 *     items { id product { name } reviews(limit: 2) { text } }
 *
 *     id: int t0.id
 *     product: object products (t1) on t1.id = t0.product_id
 *       name: text t1.name
 *     reviews: list reviews (t2) on t2.item_id = t0.id order t2.id limit 2
 *       text: text t2.text
 *
 * A to-one relation becomes a join where at most one row can match, as long as SQLite can join so
 * many tables; else a subquery that takes the first. A to-many relation is a subquery.
 */
#include "sqlgen/plan/planner.h"

static void output_row(Planner *planner, Output *output, const CollectedField *field, Scan *scan);

/* True if a column is used that SQL computes: such rows come from a subquery, which SQLite would
 * make as a whole if it were joined. */
static bool scan_computes(const Scan *scan) {
    bool computes = false;
    for (size_t i = 0; i < scan->used_count; i++) {
        computes |= scan->used[i]->expression != NULL || scan->used[i]->masked != NULL;
    }
    return computes;
}

static void output_relation(Planner *planner, Output *output, const CollectedField *field,
                            Scan *scan) {
    const Relation *relation = field->def->binding->relation;
    Select *select = scan_entity(planner, relation->target);
    select_join(planner, select, relation, scan);
    if (relation->kind == RELATION_OBJECT && relation->unique && select->where == NULL &&
        planner->joins < MAX_JOINS) {
        planner->joins++;
        output->kind = OUTPUT_OBJECT;
        output->scan = select->scan;
        output->join = select->join;
        output_row(planner, output, field, select->scan);
        if (scan_computes(select->scan)) {
            output->kind = OUTPUT_ROW;
            output->select = select;
            select->single = true;
        }
        return;
    }
    if (relation->kind == RELATION_OBJECT) {
        output->kind = OUTPUT_ROW;
        output->select = select;
        select->single = true;
    } else {
        output->kind = OUTPUT_LIST;
        output->select = select;
        ArgumentValues arguments;
        if (plan_arguments(planner, field, &arguments)) {
            plan_list_arguments(planner, select, relation->target, &arguments);
        }
        select_cap(select, relation->target);
    }
    plan_row(planner, output, field, select->scan);
}

/* The part of a JSON column that is asked for; NULL if it is all of it, or another column. */
static const Operand *output_json_path(Planner *planner, const CollectedField *field) {
    ArgumentValues arguments;
    bool given = field_arguments(field->def).count != 0 &&
                 plan_arguments(planner, field, &arguments) && arguments.count != 0 &&
                 arguments.items[0].value->kind != INPUT_NULL;
    return given ? plan_json_path(planner, arguments.items[0].value) : NULL;
}

static void output_field(Planner *planner, Output *output, const CollectedField *field,
                         Scan *scan) {
    const Binding *binding = field->def->binding;
    switch (binding->row) {
    case ROW_ATTRIBUTE:
        output->kind = OUTPUT_COLUMN;
        output->type = binding->attribute->type;
        output->values = binding->attribute->enumeration == NULL
                             ? NULL
                             : &binding->attribute->enumeration->values;
        output->column = scan_use(planner, scan, binding->attribute->column);
        output->parameter = output_json_path(planner, field);
        break;
    case ROW_RELATION:
        output_relation(planner, output, field, scan);
        break;
    case ROW_RELATION_AGGREGATE:
        plan_aggregate(planner, output, field, binding->relation->target, binding->relation, scan);
        break;
    case ROW_RELATION_TREE:
        plan_tree(planner, output, field, scan);
        break;
    case ROW_RANK:
    case ROW_SNIPPET:
    case ROW_HIGHLIGHT:
        plan_search_field(planner, output, field, scan);
        break;
    case ROW_ID:
        plan_id(planner, output, binding->entity, scan);
        break;
    case ROW_RELATION_CONNECTION:
        plan_connection(planner, output, field,
                        &(RowSource){binding->relation->target, binding->relation, scan});
        break;
    case ROW_RELATION_GROUP:
        plan_group(planner, output, field,
                   &(RowSource){binding->relation->target, binding->relation, scan});
        break;
    }
}

CollectedFields plan_children(Planner *planner, Output *output, const CollectedField *field) {
    const Type *type = field->def->type->type;
    CollectedFields fields = collect_subfields(planner->collect, field, type);
    output->children = ARENA_ARRAY(planner->arena, fields.count, Output);
    output->child_count = fields.count;
    for (size_t i = 0; i < fields.count; i++) {
        const CollectedField *part = &fields.items[i];
        Output *child = &output->children[i];
        *child = (Output){.key = part->key,
                          .not_null = part->def->type->kind == TYPE_REF_NON_NULL,
                          .offset = part->nodes[0]->span.start};
        if (part->def == planner->schema->typename_field) {
            child->kind = OUTPUT_TYPENAME;
            child->text = type->name;
        }
    }
    return fields;
}

static void output_row(Planner *planner, Output *output, const CollectedField *field, Scan *scan) {
    CollectedFields fields = plan_children(planner, output, field);
    for (size_t i = 0; i < fields.count; i++) {
        if (output->children[i].kind != OUTPUT_TYPENAME) {
            output_field(planner, &output->children[i], &fields.items[i], scan);
        }
    }
}

void plan_row(Planner *planner, Output *output, const CollectedField *field, Scan *scan) {
    uint32_t joins = planner->joins;
    planner->joins = 0;
    output_row(planner, output, field, scan);
    planner->joins = joins;
}

const Operand *plan_natural(Planner *planner, const Input *value) {
    Operand *operand = ARENA_NEW(planner->arena, Operand);
    *operand = plan_operand(planner, value, DATA_INT);
    operand->rule = RULE_NATURAL;
    return operand;
}

void plan_list_arguments(Planner *planner, Select *select, const Entity *entity,
                         const ArgumentValues *arguments) {
    const Input *order = NULL;
    for (size_t i = 0; i < arguments->count; i++) {
        const Input *value = arguments->items[i].value;
        if (value->kind == INPUT_NULL) {
            continue; /* null is no limit, no order, no condition */
        }
        switch (arguments->items[i].def->binding->argument) {
        case ARGUMENT_WHERE:
            select_restrict(planner, select, plan_filter(planner, value, select->scan));
            break;
        case ARGUMENT_ORDER_BY:
            order = value;
            break;
        case ARGUMENT_LIMIT:
            select->page.limit = plan_natural(planner, value);
            break;
        case ARGUMENT_OFFSET:
            select->page.offset = plan_natural(planner, value);
            break;
        case ARGUMENT_DISTINCT_ON:
            plan_distinct(planner, select, value);
            break;
        case ARGUMENT_KEY:
        case ARGUMENT_PARAMETER:
        case ARGUMENT_COUNT_COLUMNS:
        case ARGUMENT_COUNT_DISTINCT:
        case ARGUMENT_PERCENT:
        case ARGUMENT_JSON_PATH:
        case ARGUMENT_HAVING:
        case ARGUMENT_BUCKET:
        case ARGUMENT_FIRST:
        case ARGUMENT_AFTER:
        case ARGUMENT_LAST:
        case ARGUMENT_BEFORE:
        case ARGUMENT_ID:
        case ARGUMENT_MAX_DEPTH:
        case ARGUMENT_SEARCH_COLUMN:
        case ARGUMENT_SEARCH_START:
        case ARGUMENT_SEARCH_END:
        case ARGUMENT_SEARCH_ELLIPSIS:
        case ARGUMENT_SEARCH_TOKENS: /* not arguments of a list */
            break;
        }
    }
    plan_order(planner, select, entity, order);
}

void select_cap(Select *select, const Entity *entity) {
    select->page.capped = entity->limited;
    select->page.most = entity->max_rows;
}
