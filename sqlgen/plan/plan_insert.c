/*
 * Inserts: a row, and the rows nested in it, to writes in the order that their keys ask for.
 *
 *     insert_orders_one(object: {customer: {data: {name: "Ada"}}, items: {data: [{sku: $s}]}})
 *
 *     insert customers (t0) name = "Ada"                  captures id to slot 3
 *     insert orders (t1) customer_id = slot 3             captures id to slot 4, key
 *     insert items (t2) sku = slot 0, order_id = slot 4
 *
 * What the row refers to comes before it, what refers to the row comes after. Rows of one shape
 * have the same text, so that a thousand of them are one prepared statement; and a variable that is
 * a list of them is planned once, however many there are. The nesting of inputs
 * was limited when the request was read.
 */
#include "sqlgen/plan/planner.h"

#include <assert.h>

/* How a captured value is bound: as what it was, but for bytes, which JSON has as text. */
static DataType capture_type(const Entity *entity, const Column *column) {
    const Attribute *attribute = entity_attribute(entity, column);
    return attribute != NULL && attribute->type == DATA_BYTEA ? DATA_BYTEA : DATA_ANY;
}

Operand write_capture(PartPlan *plan, Write *write, const Entity *entity, const Column *column) {
    size_t at = 0;
    while (at < write->capture_count && write->captures[at].column != column) {
        at++;
    }
    if (at == write->capture_count) {
        Capture capture = {column, plan_slot(plan->planner)};
        ARENA_PUSH(plan->planner->arena, write->captures, write->capture_count, capture);
    }
    if (write->no_row == NO_ROW_FINE) {
        write->no_row = NO_ROW_CONFLICT;
        write->otherwise = plan_left_alone(plan->planner, write, entity);
    }
    return plan_known_later(write->captures[at].slot, capture_type(entity, column));
}

static bool write_assigns(const Write *write, const Column *column) {
    for (size_t i = 0; i < write->assignment_count; i++) {
        if (write->assignments[i].column == column) {
            return true;
        }
    }
    return false;
}

void write_assign(PartPlan *plan, Write *write, const Column *column, Operand operand) {
    if (write_assigns(write, column)) {
        plan_error(plan->planner, ERROR_VALIDATION_FAILED, write->offset,
                   "The column \"%.*s\" of \"%.*s\" follows from the row that is nested with it, "
                   "and cannot be given as well.",
                   STR_ARG(column->name), STR_ARG(write->rows->scan->table->name));
        return;
    }
    Assignment assignment = {column, UPDATE_SET, operand};
    ARENA_PUSH(plan->planner->arena, write->assignments, write->assignment_count, assignment);
}

/* ---- Nested rows ---- */

/* What rows of one list have in common. */
typedef struct InsertContext {
    const Entity *entity;
    const Input *on_conflict;
    const InsertTie *tie;
    bool returned;
} InsertContext;

static void insert_one(PartPlan *plan, const Input *object, const void *given) {
    const InsertContext *context = given;
    Write *write =
        plan_insert_row(plan, context->entity, object, context->on_conflict, context->tie);
    if (context->returned) {
        part_return(plan, write);
    }
}

void plan_each_row(PartPlan *plan, const Input *list, PlanItem *one, const void *context) {
    size_t first = plan->part->write_count;
    for (size_t i = 0; i < list->count; i++) {
        one(plan, list->items[i], context);
    }
    for (size_t i = first; list->rows != 0 && i < plan->part->write_count; i++) {
        plan->part->writes[i]->rows_of = list->rows;
        plan->part->writes[i]->rows_begin = i == first;
    }
}

/* {data: …, on_conflict: …}: each row of data is inserted, tied to the one around it. The last
 * write of an object relation is the row that is referred to. */
static Write *insert_nested(PartPlan *plan, const Input *nested, const InsertTie *tie) {
    const Input *data = NULL, *on_conflict = NULL;
    for (size_t i = 0; i < nested->count; i++) {
        const InputField *field = &nested->fields[i];
        if (field->value->kind != INPUT_NULL && field->def->binding->insert == INSERT_DATA) {
            data = field->value;
        } else if (field->value->kind != INPUT_NULL) {
            on_conflict = field->value;
        }
    }
    assert(data != NULL); /* `data` is non-null in the schema */
    const Entity *target = tie->relation->target;
    if (data->kind == INPUT_OBJECT) {
        return plan_insert_row(plan, target, data, on_conflict, tie);
    }
    plan_each_row(plan, data, insert_one, &(InsertContext){target, on_conflict, tie, false});
    return NULL;
}

static bool relation_is_before(const Relation *relation) {
    return relation->kind == RELATION_OBJECT && !relation->insert_after;
}

/* The row that this one refers to is written first; this one's columns are its key. */
static void insert_before(PartPlan *plan, const InputField *field, Assignment **known,
                          size_t *count) {
    const Relation *relation = field->def->binding->relation;
    Write *referred = insert_nested(plan, field->value, &(InsertTie){.relation = relation});
    for (size_t i = 0; i < relation->count; i++) {
        Operand operand = write_capture(plan, referred, relation->target, relation->references[i]);
        ARENA_PUSH(plan->planner->arena, *known, *count,
                   ((Assignment){relation->columns[i], UPDATE_SET, operand}));
    }
}

/* What the row around this one, which is there already, says of its columns. */
static void insert_tie(PartPlan *plan, Write *write, const InsertTie *tie) {
    const Relation *relation = tie->relation;
    for (size_t i = 0; tie->parent != NULL && i < relation->count; i++) {
        write_assign(plan, write, relation->references[i],
                     write_capture(plan, tie->parent, tie->entity, relation->columns[i]));
    }
}

static void insert_after(PartPlan *plan, Write *write, const Entity *entity,
                         const InputField *field) {
    (void)insert_nested(plan, field->value,
                        &(InsertTie){field->def->binding->relation, write, entity});
}

static void insert_field(PartPlan *plan, Write *write, const InputField *field) {
    const Attribute *attribute = field->def->binding->attribute;
    Operand operand = plan_operand(plan->planner, field->value, attribute->type);
    write_assign(plan, write, attribute->column, operand);
}

Write *plan_insert_row(PartPlan *plan, const Entity *entity, const Input *object,
                       const Input *on_conflict, const InsertTie *tie) {
    Assignment *known = NULL;
    size_t known_count = 0;
    for (size_t i = 0; i < object->count; i++) {
        const InputField *field = &object->fields[i];
        if (field->def->binding->insert == INSERT_RELATION && field->value->kind != INPUT_NULL &&
            relation_is_before(field->def->binding->relation)) {
            insert_before(plan, field, &known, &known_count);
        }
    }
    Write *write = part_write(plan, WRITE_INSERT, entity, object->span.start);
    for (size_t i = 0; i < object->count; i++) {
        if (object->fields[i].def->binding->insert == INSERT_ATTRIBUTE) {
            insert_field(plan, write, &object->fields[i]);
        }
    }
    for (size_t i = 0; i < known_count; i++) {
        write_assign(plan, write, known[i].column, known[i].operand);
    }
    insert_tie(plan, write, tie);
    if (on_conflict != NULL) {
        write->conflict = plan_conflict(plan->planner, write, entity, on_conflict);
    }
    for (size_t i = 0; i < object->count; i++) {
        const InputField *field = &object->fields[i];
        if (field->def->binding->insert == INSERT_RELATION && field->value->kind != INPUT_NULL &&
            !relation_is_before(field->def->binding->relation)) {
            insert_after(plan, write, entity, field);
        }
    }
    return write;
}

void plan_insert(PartPlan *plan, const Input *objects, const Input *on_conflict) {
    InsertTie none = {0};
    InsertContext context = {plan->entity, on_conflict, &none, true};
    if (objects->kind == INPUT_OBJECT) {
        insert_one(plan, objects, &context);
    } else {
        plan_each_row(plan, objects, insert_one, &context);
    }
}
