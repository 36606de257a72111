/*
 * Orders: a coerced list of t_order_by to order terms.
 *
 *     order_by: [{product: {name: asc}}, {reviews_aggregate: {count: desc}}, {quantity: desc}]
 *
 *     order t1.name nulls last via products (t1) on …, count() desc via reviews (t2) on …,
 *           t0.quantity desc nulls first, t0.id
 *
 * The key (or the rowid) is always the last term: a list whose order is not complete would make
 * pages overlap. (A view without a key has all of its columns.) A null direction is left out, as
 * Hasura has it.
 */
#include "sqlgen/plan/planner.h"

#include <assert.h>

/* The relations between the select and what is ordered by: to one, the last perhaps to many. */
typedef struct OrderPath {
    Select *hops[32];
    size_t count;
} OrderPath;

/* A term by an aggregate, as it was asked for. */
typedef struct OrderAggregate {
    const InputField *relation;
    AggregateFunction function;
    const Column *column;   /* NULL: count */
    const Input *direction; /* perhaps null: then it is no term */
} OrderAggregate;

static Scan *order_path_end(const Select *select, const OrderPath *path) {
    return path->count == 0 ? select->scan : path->hops[path->count - 1]->scan;
}

static void order_add(Planner *planner, Select *select, const OrderPath *path, OrderTerm term) {
    term.column.scan = order_path_end(select, path);
    if (term.aggregate != NULL) {
        bool counts = term.aggregate->function == AGGREGATE_COUNT ||
                      term.aggregate->function == AGGREGATE_COUNT_DISTINCT;
        term.maybe_null = !counts || path->count != 1;
    } else {
        term.maybe_null = path->count != 0 || !term.column.column->not_null ||
                          select->scan->table->kind != TABLE_ORDINARY;
    }
    for (size_t i = 0; i < path->count; i++) {
        ARENA_PUSH(planner->arena, term.hops, term.hop_count, path->hops[i]);
    }
    ARENA_PUSH(planner->arena, select->order, select->order_count, term);
}

static void order_object(Planner *planner, Select *select, OrderPath *path, const Input *object);

/* Lengthens the path by the relation; false after adding an error if it is too long. */
static bool order_enter(Planner *planner, const Select *select, OrderPath *path,
                        const InputField *field) {
    const Relation *relation = field->def->binding->relation;
    if (path->count == sizeof path->hops / sizeof *path->hops) {
        plan_error(planner, ERROR_QUERY_TOO_EXPENSIVE, field->span.start,
                   "An order may go through %zu relations at the most.", path->count);
        return false;
    }
    Select *hop = scan_entity(planner, relation->target);
    hop->single = relation->kind == RELATION_OBJECT && !relation->unique;
    select_join(planner, hop, relation, order_path_end(select, path));
    path->hops[path->count++] = hop;
    return true;
}

static void order_relation(Planner *planner, Select *select, OrderPath *path,
                           const InputField *field) {
    if (order_enter(planner, select, path, field)) {
        order_object(planner, select, path, field->value);
        path->count--;
    }
}

/* One term by a function over the rows of the relation; each gets a hop of its own, since it is a
 * subquery of its own. */
static void order_function(Planner *planner, Select *select, OrderPath *path, OrderAggregate by) {
    if (by.direction->kind == INPUT_NULL || !order_enter(planner, select, path, by.relation)) {
        return;
    }
    Output *aggregate = ARENA_NEW(planner->arena, Output);
    *aggregate = (Output){.kind = OUTPUT_FUNCTION, .function = by.function};
    if (by.column != NULL) {
        ColumnRef column = {order_path_end(select, path), by.column};
        ARENA_PUSH(planner->arena, aggregate->arguments, aggregate->argument_count, column);
    }
    order_add(
        planner, select, path,
        (OrderTerm){.aggregate = aggregate, .direction = by.direction->value->binding->direction});
    path->count--;
}

/* {count: desc, max: {name: asc}} */
static void order_aggregate(Planner *planner, Select *select, OrderPath *path,
                            const InputField *relation) {
    const Input *functions = relation->value;
    for (size_t i = 0; i < functions->count; i++) {
        const InputField *function = &functions->fields[i];
        OrderAggregate by = {.relation = relation, .direction = function->value};
        if (function->def->binding->order == ORDER_COUNT) {
            by.function = AGGREGATE_COUNT;
            order_function(planner, select, path, by);
            continue;
        }
        by.function = function->def->binding->function;
        for (size_t c = 0; function->value->kind == INPUT_OBJECT && c < function->value->count;
             c++) {
            const InputField *column = &function->value->fields[c];
            by.column = column->def->binding->attribute->column;
            by.direction = column->value;
            order_function(planner, select, path, by);
        }
    }
}

/* By how well a row fits the words that are searched: those of its own list. */
static void order_rank(Planner *planner, Select *select, const OrderPath *path,
                       const InputField *field) {
    OrderTerm term;
    if (path->count != 0) {
        plan_error(planner, ERROR_VALIDATION_FAILED, field->span.start,
                   "Rows cannot be ordered by how well rows that they refer to fit a _search.");
    } else if (plan_rank(planner, field, select, &term)) {
        term.direction = field->value->value->binding->direction;
        ARENA_PUSH(planner->arena, select->order, select->order_count, term);
    }
}

static void order_object(Planner *planner, Select *select, OrderPath *path, const Input *object) {
    for (size_t i = 0; i < object->count; i++) {
        const InputField *field = &object->fields[i];
        if (field->value->kind == INPUT_NULL) {
            continue;
        }
        switch (field->def->binding->order) {
        case ORDER_ATTRIBUTE:
            order_add(planner, select, path,
                      (OrderTerm){.column = {NULL, field->def->binding->attribute->column},
                                  .direction = field->value->value->binding->direction});
            break;
        case ORDER_RELATION:
            order_relation(planner, select, path, field);
            break;
        case ORDER_AGGREGATE:
            order_aggregate(planner, select, path, field);
            break;
        case ORDER_RANK:
            order_rank(planner, select, path, field);
            break;
        case ORDER_COUNT:
        case ORDER_FUNCTION: /* below ORDER_AGGREGATE */
            break;
        }
    }
}

static bool order_has(const Select *select, const Column *column) {
    for (size_t i = 0; i < select->order_count; i++) {
        if (select->order[i].hop_count == 0 && select->order[i].column.column == column) {
            return true;
        }
    }
    return false;
}

static void order_add_key(Planner *planner, Select *select, const Column *column) {
    OrderPath own = {.count = 0};
    if (!order_has(select, column)) {
        order_add(planner, select, &own, (OrderTerm){.column = {NULL, column}});
    }
}

/* Ends the order with the key, or the rowid, or, for a view without a key whose order or page
 * matters, with all of its columns. All rows of such a view, in no order, are left in that of the
 * view: to sort them would cost, and tell nothing apart. */
static void order_complete(Planner *planner, Select *select, const Entity *entity) {
    const Table *table = select->scan->table;
    bool ordered = select->order_count != 0 || select->page.limit || select->page.offset ||
                   select->page.by_cursor;
    if (table->primary_key_count != 0) {
        for (size_t i = 0; i < table->primary_key_count; i++) {
            order_add_key(planner, select, table->primary_key[i]);
        }
    }
    bool declared_key = table->primary_key_count == 0 && entity->key_count != 0;
    for (size_t i = 0; declared_key && i < entity->key_count; i++) {
        order_add_key(planner, select, entity->key[i]->column);
    }
    if (table->rowid == NULL && table->rowid_name.length != 0) {
        select->by_rowid = true;
    } else if (table->primary_key_count == 0 && table->rowid == NULL && ordered && !declared_key) {
        for (size_t i = 0; i < entity->attribute_count; i++) {
            order_add_key(planner, select, entity->attributes[i].column);
        }
    }
}

void plan_distinct(Planner *planner, Select *select, const Input *columns) {
    for (size_t i = 0; i < columns->count; i++) {
        const Column *column = columns->items[i]->value->binding->attribute->column;
        bool known = false;
        for (size_t j = 0; j < select->distinct_count; j++) {
            known |= select->distinct[j] == column;
        }
        if (!known) {
            ARENA_PUSH(planner->arena, select->distinct, select->distinct_count, column);
        }
    }
}

/* True if the first terms of the order, as many as there are distinct columns, are these. */
static bool order_begins_distinct(const Select *select) {
    for (size_t i = 0; i < select->distinct_count; i++) {
        bool found = false;
        for (size_t j = 0; j < select->distinct_count && j < select->order_count; j++) {
            const OrderTerm *term = &select->order[j];
            found |= term->hop_count == 0 && term->column.column == select->distinct[i];
        }
        if (!found) {
            return false;
        }
    }
    return true;
}

/* "The first" of equal rows means something only if the order begins with what is equal. */
static void order_check_distinct(Planner *planner, Select *select, const Input *order) {
    OrderPath own = {.count = 0};
    bool asked = select->order_count != 0;
    for (size_t i = 0; !asked && i < select->distinct_count; i++) {
        order_add(planner, select, &own, (OrderTerm){.column = {NULL, select->distinct[i]}});
    }
    if (!order_begins_distinct(select)) {
        assert(order != NULL); /* an order that was not asked for begins with them */
        plan_error(planner, ERROR_VALIDATION_FAILED, order->span.start,
                   "\"distinct_on\" columns must match initial \"order_by\" columns");
    }
}

/* Rows that are thinned out are read through one more subquery, out of which they are ordered. */
static void order_use_columns(Planner *planner, Select *select) {
    for (size_t i = 0; i < select->order_count; i++) {
        if (select->order[i].hop_count == 0) {
            scan_use(planner, select->scan, select->order[i].column.column);
        }
    }
}

void plan_order(Planner *planner, Select *select, const Entity *entity, const Input *order) {
    OrderPath path = {.count = 0};
    for (size_t i = 0; order != NULL && order->kind == INPUT_LIST && i < order->count; i++) {
        if (order->items[i]->kind != INPUT_NULL) {
            order_object(planner, select, &path, order->items[i]);
        }
    }
    if (select->distinct_count != 0) {
        order_check_distinct(planner, select, order);
    }
    order_complete(planner, select, entity);
    if (select->distinct_count != 0) {
        order_use_columns(planner, select);
    }
}
