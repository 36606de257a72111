/*
 * Groups: the fields selected below t_group.
 *
 *     { orders_group(having: {count: {_gt: 1}}) {
 *         key { status customer { country } month: placed_at(bucket: month) }
 *         aggregate { sum { total } } } }
 *
 *     orders_group: list groups (t1) where t1.m1 > 1 order t1.k0, t1.k1, t1.k2
 *       of orders (t0) with customers (t2) on t2.id = t0.customer_id
 *       key: k0 = t0.status, k1 = t2.country, k2 = month of t0.placed_at
 *       measure: m0 = sum(t0.total), m1 = count()
 *       key: group …
 *
 * The idea: groups are a table that the plan makes, with a column for each key and each measure.
 * Conditions, orders, pages and the answer then refer to its columns as to those of any table.
 * Each key and measure is noted once, however often and from where it is asked for.
 */
#include "sqlgen/plan/planner.h"

/* A relation on the way to a key, followed once. */
typedef struct GroupHop GroupHop;
struct GroupHop {
    const Relation *relation;
    const Scan *outer;
    Select *select;
    const GroupHop *before; /* the hop before it that is not joined; NULL if there is none */
    bool joined;
};

/* Where a key's column is: on the rows, or behind hops. */
typedef struct GroupPlace {
    Scan *scan;
    const GroupHop *hop; /* the last hop if it is not joined, else NULL */
} GroupPlace;

typedef struct GroupPlanner {
    Planner *planner;
    Grouping *grouping;
    Scan *groups;
    Table *table; /* that the groups are */
    GroupHop **hops;
    size_t hop_count;
    Select *select; /* over the groups */
} GroupPlanner;

static const Column *group_column(GroupPlanner *group, char letter, size_t number) {
    Arena *arena = group->planner->arena;
    Column *column = ARENA_NEW(arena, Column);
    column->name = str_format(arena, "%c%zu", letter, number);
    return column;
}

static GroupHop *group_find_hop(const GroupPlanner *group, const GroupPlace *place,
                                const Relation *relation) {
    for (size_t i = 0; i < group->hop_count; i++) {
        GroupHop *hop = group->hops[i];
        if (hop->relation == relation && hop->outer == place->scan) {
            return hop;
        }
    }
    return NULL;
}

static GroupHop *group_add_hop(GroupPlanner *group, const GroupPlace *place,
                               const Relation *relation) {
    Planner *planner = group->planner;
    GroupHop *hop = ARENA_NEW(planner->arena, GroupHop);
    *hop = (GroupHop){.relation = relation,
                      .outer = place->scan,
                      .select = scan_entity(planner, relation->target),
                      .before = place->hop};
    select_join(planner, hop->select, relation, place->scan);
    hop->joined = place->hop == NULL && relation->unique && hop->select->where == NULL;
    hop->select->single = !hop->joined && !relation->unique;
    if (hop->joined) {
        ARENA_PUSH(planner->arena, group->grouping->joins, group->grouping->join_count,
                   ((GroupJoin){hop->select->scan, hop->select->join}));
    }
    ARENA_PUSH(planner->arena, group->hops, group->hop_count, hop);
    return hop;
}

static GroupPlace group_place_behind(const GroupHop *hop) {
    return (GroupPlace){hop->select->scan, hop->joined ? NULL : hop};
}

static const GroupKey *group_find_key(const GroupPlanner *group, ColumnRef value,
                                      DateBucket bucket) {
    const Grouping *grouping = group->grouping;
    for (size_t i = 0; i < grouping->key_count; i++) {
        const GroupKey *key = &grouping->keys[i];
        if (key->value.scan == value.scan && key->value.column == value.column &&
            key->bucket == bucket) {
            return key;
        }
    }
    return NULL;
}

/* The column of the groups that holds the key. */
static const Column *group_add_key(GroupPlanner *group, const GroupPlace *place,
                                   const Column *column, DateBucket bucket) {
    Arena *arena = group->planner->arena;
    Grouping *grouping = group->grouping;
    ColumnRef value = {place->scan, column};
    const GroupKey *known = group_find_key(group, value, bucket);
    if (known != NULL) {
        return known->column;
    }
    GroupKey key = {
        .value = value, .bucket = bucket, .column = group_column(group, 'k', grouping->key_count)};
    for (const GroupHop *hop = place->hop; hop != NULL; hop = hop->before) {
        key.hop_count++;
    }
    key.hops = ARENA_ARRAY(arena, key.hop_count, Select *);
    size_t at = key.hop_count;
    for (const GroupHop *hop = place->hop; hop != NULL; hop = hop->before) {
        key.hops[--at] = hop->select;
    }
    ARENA_PUSH(arena, grouping->keys, grouping->key_count, key);
    return key.column;
}

static bool functions_equal(const Output *a, const Output *b) {
    if (a->function != b->function || a->distinct != b->distinct || a->parameter != b->parameter ||
        a->argument_count != b->argument_count) {
        return false;
    }
    for (size_t i = 0; i < a->argument_count; i++) {
        if (a->arguments[i].column != b->arguments[i].column) {
            return false;
        }
    }
    return true;
}

/* The column of the groups that holds what the function gives. */
static const Column *group_add_measure(GroupPlanner *group, const Output *function) {
    Arena *arena = group->planner->arena;
    Grouping *grouping = group->grouping;
    for (size_t i = 0; i < grouping->measure_count; i++) {
        if (functions_equal(grouping->measures[i].function, function)) {
            return grouping->measures[i].column;
        }
    }
    Output *copy = ARENA_NEW(arena, Output);
    *copy = *function;
    GroupMeasure measure = {copy, group_column(group, 'm', grouping->measure_count)};
    ARENA_PUSH(arena, grouping->measures, grouping->measure_count, measure);
    return measure.column;
}

/* The function over the rows, of one attribute or, for count, of none. */
static Output group_function(GroupPlanner *group, AggregateFunction function,
                             const Attribute *attribute) {
    Planner *planner = group->planner;
    Output output = {.kind = OUTPUT_FUNCTION, .function = function, .type = DATA_INT};
    if (attribute != NULL) {
        output.type = plan_function_type(function, attribute->type);
        ARENA_PUSH(planner->arena, output.arguments, output.argument_count,
                   scan_use(planner, group->grouping->rows->scan, attribute->column));
    }
    return output;
}

/* ---- The answer. ---- */

static DateBucket group_bucket(Planner *planner, const CollectedField *field) {
    ArgumentValues arguments;
    bool given = field_arguments(field->def).count != 0 &&
                 plan_arguments(planner, field, &arguments) && arguments.count != 0 &&
                 arguments.items[0].value->kind == INPUT_ENUM;
    return given ? arguments.items[0].value->value->binding->bucket : BUCKET_NONE;
}

static void group_key_fields(GroupPlanner *group, Output *output, const CollectedField *field,
                             GroupPlace place) {
    Planner *planner = group->planner;
    output->kind = OUTPUT_GROUP;
    CollectedFields fields = plan_children(planner, output, field);
    for (size_t i = 0; i < fields.count; i++) {
        const CollectedField *part = &fields.items[i];
        Output *child = &output->children[i];
        if (child->kind == OUTPUT_TYPENAME) {
            continue;
        }
        const Binding *binding = part->def->binding;
        if (binding->group == GROUP_FIELD_RELATION) {
            GroupHop *hop = group_find_hop(group, &place, binding->relation);
            hop = hop != NULL ? hop : group_add_hop(group, &place, binding->relation);
            group_key_fields(group, child, part, group_place_behind(hop));
            continue;
        }
        const Column *column =
            group_add_key(group, &place, binding->attribute->column, group_bucket(planner, part));
        child->kind = OUTPUT_COLUMN;
        child->type = binding->attribute->type;
        child->values = binding->attribute->enumeration == NULL
                            ? NULL
                            : &binding->attribute->enumeration->values;
        child->column = scan_use(planner, group->groups, column);
    }
}

/* Functions over the rows become columns of the groups. */
static void group_take_measures(GroupPlanner *group, Output *output) {
    for (size_t i = 0; i < output->child_count; i++) {
        Output *child = &output->children[i];
        if (child->kind == OUTPUT_FUNCTION) {
            const Column *column = group_add_measure(group, child);
            child->kind = OUTPUT_COLUMN;
            child->parameter = NULL;
            child->column = scan_use(group->planner, group->groups, column);
        } else {
            group_take_measures(group, child);
        }
    }
}

static void group_fields(GroupPlanner *group, Output *output, const CollectedField *field) {
    CollectedFields fields = plan_children(group->planner, output, field);
    for (size_t i = 0; i < fields.count; i++) {
        Output *child = &output->children[i];
        if (child->kind == OUTPUT_TYPENAME) {
            continue;
        }
        if (fields.items[i].def->binding->group == GROUP_FIELD_KEY) {
            GroupPlace rows = {group->grouping->rows->scan, NULL};
            group_key_fields(group, child, &fields.items[i], rows);
        } else {
            child->kind = OUTPUT_GROUP;
            child->select = group->grouping->rows;
            plan_functions(group->planner, child, &fields.items[i]);
            child->select = NULL;
            group_take_measures(group, child);
        }
    }
}

/* ---- Conditions. ---- */

static Predicate *group_having(GroupPlanner *group, const Input *having);

static Predicate *having_comparison(GroupPlanner *group, const InputField *field,
                                    AggregateFunction function, const Attribute *attribute) {
    Output output = group_function(group, function, attribute);
    Comparand comparand = {.column = {group->groups, group_add_measure(group, &output)},
                           .type = output.type};
    return plan_comparisons(group->planner, field->value, &comparand);
}

static Predicate *having_function(GroupPlanner *group, const InputField *field) {
    const Input *object = field->value;
    Predicate **all = ARENA_ARRAY(group->planner->arena, object->count, Predicate *);
    for (size_t i = 0; i < object->count; i++) {
        const InputField *part = &object->fields[i];
        if (plan_has_value(group->planner, part)) {
            all[i] = having_comparison(group, part, field->def->binding->function,
                                       part->def->binding->attribute);
        }
    }
    return predicate_combine(group->planner, PREDICATE_AND, all, object->count);
}

static Predicate *having_list(GroupPlanner *group, const Input *list, PredicateKind kind) {
    Predicate **all = ARENA_ARRAY(group->planner->arena, list->count, Predicate *);
    for (size_t i = 0; i < list->count; i++) {
        all[i] = group_having(group, list->items[i]);
    }
    return predicate_combine(group->planner, kind, all, list->count);
}

static Predicate *having_field(GroupPlanner *group, const InputField *field) {
    if (!plan_has_value(group->planner, field)) {
        return NULL;
    }
    switch (field->def->binding->having) {
    case HAVING_AND:
        return having_list(group, field->value, PREDICATE_AND);
    case HAVING_OR:
        return having_list(group, field->value, PREDICATE_OR);
    case HAVING_NOT:
        return predicate_negate(group->planner, group_having(group, field->value));
    case HAVING_COUNT:
        return having_comparison(group, field, AGGREGATE_COUNT, NULL);
    case HAVING_FUNCTION:
        return having_function(group, field);
    case HAVING_ATTRIBUTE: /* the level below */
        break;
    }
    return NULL;
}

static Predicate *group_having(GroupPlanner *group, const Input *having) {
    Predicate **all = ARENA_ARRAY(group->planner->arena, having->count, Predicate *);
    for (size_t i = 0; i < having->count; i++) {
        all[i] = having_field(group, &having->fields[i]);
    }
    return predicate_combine(group->planner, PREDICATE_AND, all, having->count);
}

/* ---- Orders. ---- */

static void group_order_add(GroupPlanner *group, const Column *column, OrderDirection direction) {
    Select *select = group->select;
    for (size_t i = 0; i < select->order_count; i++) {
        if (select->order[i].column.column == column) {
            return; /* an earlier term has decided */
        }
    }
    OrderTerm term = {
        .column = {group->groups, column}, .direction = direction, .maybe_null = true};
    ARENA_PUSH(group->planner->arena, select->order, select->order_count, term);
}

/* All selected keys that are built on the column. */
static void order_key_attribute(GroupPlanner *group, const InputField *field,
                                const GroupPlace *place) {
    const Grouping *grouping = group->grouping;
    bool found = false;
    for (size_t i = 0; place != NULL && i < grouping->key_count; i++) {
        const GroupKey *key = &grouping->keys[i];
        if (key->value.scan == place->scan &&
            key->value.column == field->def->binding->attribute->column) {
            group_order_add(group, key->column, field->value->value->binding->direction);
            found = true;
        }
    }
    if (!found) {
        plan_error(group->planner, ERROR_VALIDATION_FAILED, field->span.start,
                   "Groups cannot be ordered by \"%.*s\": it is not selected under \"key\".",
                   STR_ARG(field->def->name));
    }
}

/* `place` is NULL behind a relation that no key goes through. */
static void order_key(GroupPlanner *group, const Input *object, const GroupPlace *place) {
    for (size_t i = 0; i < object->count; i++) {
        const InputField *field = &object->fields[i];
        if (field->value->kind == INPUT_NULL) {
            continue;
        }
        if (field->def->binding->order != ORDER_RELATION) {
            order_key_attribute(group, field, place);
            continue;
        }
        const GroupHop *hop =
            place == NULL ? NULL : group_find_hop(group, place, field->def->binding->relation);
        GroupPlace behind = hop == NULL ? (GroupPlace){NULL, NULL} : group_place_behind(hop);
        order_key(group, field->value, hop == NULL ? NULL : &behind);
    }
}

static void order_measure(GroupPlanner *group, AggregateFunction function,
                          const Attribute *attribute, const Input *direction) {
    Output output = group_function(group, function, attribute);
    const Column *column = group_add_measure(group, &output);
    group_order_add(group, column, direction->value->binding->direction);
}

static void order_aggregate(GroupPlanner *group, const Input *object) {
    for (size_t i = 0; i < object->count; i++) {
        const InputField *field = &object->fields[i];
        const Input *value = field->value;
        if (value->kind == INPUT_ENUM) {
            order_measure(group, AGGREGATE_COUNT, NULL, value);
            continue;
        }
        for (size_t c = 0; value->kind == INPUT_OBJECT && c < value->count; c++) {
            const InputField *part = &value->fields[c];
            if (part->value->kind == INPUT_ENUM) {
                order_measure(group, field->def->binding->function, part->def->binding->attribute,
                              part->value);
            }
        }
    }
}

static void group_order_object(GroupPlanner *group, const Input *object) {
    GroupPlace rows = {group->grouping->rows->scan, NULL};
    for (size_t i = 0; i < object->count; i++) {
        const InputField *field = &object->fields[i];
        if (field->value->kind == INPUT_NULL) {
            continue;
        }
        if (field->def->binding->group_order == GROUP_ORDER_KEY) {
            order_key(group, field->value, &rows);
        } else {
            order_aggregate(group, field->value);
        }
    }
}

/* The order as asked for, and after it all keys: no two groups agree in these. */
static void group_order(GroupPlanner *group, const Input *order) {
    for (size_t i = 0; order != NULL && i < order->count; i++) {
        group_order_object(group, order->items[i]);
    }
    for (size_t i = 0; i < group->grouping->key_count; i++) {
        group_order_add(group, group->grouping->keys[i].column, (OrderDirection){false, false});
    }
}

static void group_arguments(GroupPlanner *group, const ArgumentValues *arguments) {
    Planner *planner = group->planner;
    Select *rows = group->grouping->rows;
    const Input *order = NULL;
    for (size_t i = 0; i < arguments->count; i++) {
        const Input *value = arguments->items[i].value;
        ArgumentRole role = arguments->items[i].def->binding->argument;
        if (value->kind == INPUT_NULL) {
            continue; /* null is no limit, no order, no condition */
        }
        if (role == ARGUMENT_WHERE) {
            select_restrict(planner, rows, plan_filter(planner, value, rows->scan));
        } else if (role == ARGUMENT_HAVING) {
            select_restrict(planner, group->select, group_having(group, value));
        } else if (role == ARGUMENT_ORDER_BY) {
            order = value;
        } else if (role == ARGUMENT_LIMIT) {
            group->select->page.limit = plan_natural(planner, value);
        } else if (role == ARGUMENT_OFFSET) {
            group->select->page.offset = plan_natural(planner, value);
        }
    }
    group_order(group, order);
}

void plan_group(Planner *planner, Output *output, const CollectedField *field,
                const RowSource *source) {
    GroupPlanner group = {.planner = planner,
                          .grouping = ARENA_NEW(planner->arena, Grouping),
                          .table = ARENA_NEW(planner->arena, Table),
                          .select = ARENA_NEW(planner->arena, Select)};
    group.grouping->rows = source_select(planner, source);
    group.table->name = STR("groups");
    group.table->kind = TABLE_VIEW;
    group.groups = scan_table(planner, group.table);
    group.groups->grouping = group.grouping;
    group.select->scan = group.groups;
    select_cap(group.select, source->entity);
    output->kind = OUTPUT_LIST;
    output->select = group.select;
    ArgumentValues arguments;
    if (!plan_arguments(planner, field, &arguments)) {
        return;
    }
    group_fields(&group, output, field);
    group_arguments(&group, &arguments);
    if (group.grouping->join_count > MAX_JOINS) {
        plan_error(planner, ERROR_QUERY_TOO_EXPENSIVE, output->offset,
                   "The keys of a group may go through %d relations at the most.", MAX_JOINS);
    }
}
