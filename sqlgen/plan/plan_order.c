/*
 * Orders: a coerced list of t_order_by to order terms.
 *
 *     order_by: [{product: {name: asc}}, {quantity: desc}]
 *
 *     order t1.name asc nulls last via products (t1), t0.quantity desc nulls first, t0.id asc
 *
 * The key (or the rowid) is always the last term: a list whose order is not complete would make
 * pages overlap. A null direction is left out, as Hasura has it.
 */
#include "sqlgen/plan/planner.h"

/* The to-one relations between the select and the column that is ordered by. */
typedef struct OrderPath {
    Select *hops[32];
    size_t count;
} OrderPath;

static Scan *order_path_end(const Select *select, const OrderPath *path) {
    return path->count == 0 ? select->scan : path->hops[path->count - 1]->scan;
}

static void order_add(Planner *planner, Select *select, const OrderPath *path, OrderTerm term) {
    term.column.scan = order_path_end(select, path);
    term.maybe_null = path->count != 0 || !term.column.column->not_null ||
                      select->scan->table->kind != TABLE_ORDINARY;
    for (size_t i = 0; i < path->count; i++) {
        ARENA_PUSH(planner->arena, term.hops, term.hop_count, path->hops[i]);
    }
    ARENA_PUSH(planner->arena, select->order, select->order_count, term);
}

static void order_object(Planner *planner, Select *select, OrderPath *path, const Input *object);

static void order_relation(Planner *planner, Select *select, OrderPath *path,
                           const InputField *field) {
    const Relation *relation = field->def->binding->relation;
    if (path->count == sizeof path->hops / sizeof *path->hops) {
        plan_error(planner, ERROR_QUERY_TOO_EXPENSIVE, field->span.start,
                   "An order may go through %zu relations at the most.", path->count);
        return;
    }
    Select *hop = scan_entity(planner, relation->target);
    hop->single = !relation->unique;
    select_join(planner, hop, relation, order_path_end(select, path));
    path->hops[path->count++] = hop;
    order_object(planner, select, path, field->value);
    path->count--;
}

static void order_object(Planner *planner, Select *select, OrderPath *path, const Input *object) {
    for (size_t i = 0; i < object->count; i++) {
        const InputField *field = &object->fields[i];
        if (field->value->kind == INPUT_NULL) {
            continue;
        }
        if (field->def->binding->order == ORDER_RELATION) {
            order_relation(planner, select, path, field);
            continue;
        }
        order_add(planner, select, path,
                  (OrderTerm){.column = {NULL, field->def->binding->attribute->column},
                              .direction = field->value->value->binding->direction});
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

/* Ends the order with the key, or the rowid, or, for a view without a key whose order or page
 * matters, with all of its columns. */
static void order_complete(Planner *planner, Select *select, const Entity *entity) {
    const Table *table = select->scan->table;
    OrderPath own = {.count = 0};
    bool ordered = select->order_count != 0 || select->page.limit || select->page.offset;
    if (table->primary_key_count != 0) {
        for (size_t i = 0; i < table->primary_key_count; i++) {
            if (!order_has(select, table->primary_key[i])) {
                order_add(planner, select, &own,
                          (OrderTerm){.column = {NULL, table->primary_key[i]}});
            }
        }
    }
    if (table->rowid == NULL && table->rowid_name.length != 0) {
        select->by_rowid = true;
    } else if (table->primary_key_count == 0 && table->rowid == NULL && ordered) {
        for (size_t i = 0; i < entity->attribute_count; i++) {
            const Column *column = entity->attributes[i].column;
            if (!order_has(select, column)) {
                order_add(planner, select, &own, (OrderTerm){.column = {NULL, column}});
            }
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
    order_complete(planner, select, entity);
}
