/*
 * Conflicts: a coerced t_on_conflict to what becomes of a row that is there already.
 *
 *     {columns: [product_id, customer_id], update_columns: [stars], where: {stars: {_lt: 5}}}
 *
 *     on conflict of product_id, customer_id update stars where t0.stars < 5
 *
 * What is nested with a row that is left alone refers to the one that is there, which is found by
 * the values that are in conflict.
 *
 * Columns stand for the constraint that is on them, whatever their order. A partial index is meant
 * only where it is named.
 */
#include "sqlgen/plan/planner.h"

static void conflict_updated(Planner *planner, Conflict *conflict, const Input *columns) {
    conflict->updated = ARENA_ARRAY(planner->arena, columns->count, const Column *);
    for (size_t i = 0; i < columns->count; i++) {
        const Attribute *attribute = columns->items[i]->value->binding->attribute;
        if (attribute == NULL) {
            plan_error(planner, ERROR_VALIDATION_FAILED, columns->items[i]->span.start,
                       "This stands for no column: the role may update none of them.");
            continue;
        }
        conflict->updated[conflict->updated_count++] = attribute->column;
    }
}

static void conflict_target(Conflict *conflict, const Constraint *constraint) {
    conflict->target = constraint->columns;
    conflict->target_count = constraint->count;
    conflict->target_where = constraint->index == NULL ? NULL : constraint->index->where;
}

static bool constraint_is_whole(const Constraint *constraint) {
    return constraint->target && (constraint->index == NULL || !constraint->index->partial);
}

static bool constraint_is_on(const Constraint *constraint, const Input *columns) {
    bool same = constraint_is_whole(constraint) && constraint->count == columns->count;
    for (size_t i = 0; i < constraint->count && same; i++) {
        bool found = false;
        for (size_t c = 0; c < columns->count; c++) {
            found |= columns->items[c]->value->binding->attribute->column == constraint->columns[i];
        }
        same = found;
    }
    return same;
}

/* The name that the enum has for the column; data NULL if it has none. */
static Str column_name(const Type *columns, const Column *column) {
    const TypeBody *body = type_body(columns);
    for (size_t i = 0; i < body->value_count; i++) {
        if (body->values[i].binding->attribute->column == column) {
            return body->values[i].name;
        }
    }
    return (Str){0};
}

/* Appends "(a, b)"; nothing if the enum does not have all of the columns. */
static void set_write(StrBuf *out, const Type *columns, const Constraint *constraint) {
    size_t before = out->length;
    for (size_t i = 0; i < constraint->count; i++) {
        Str name = column_name(columns, constraint->columns[i]);
        if (name.data == NULL) {
            out->length = before;
            return;
        }
        strbuf_appendf(out, "%s%.*s", i != 0 ? ", " : before == 0 ? "(" : ", (", STR_ARG(name));
    }
    strbuf_append_char(out, ')');
}

static void columns_are_not_unique(Planner *planner, const Entity *entity,
                                   const InputField *field) {
    StrBuf *sets = strbuf_new(planner->arena);
    for (size_t i = 0; i < entity->constraint_count; i++) {
        if (constraint_is_whole(&entity->constraints[i])) {
            set_write(sets, field->def->type->type, &entity->constraints[i]);
        }
    }
    plan_error(planner, ERROR_VALIDATION_FAILED, field->span.start,
               sets->length == 0
                   ? "No columns of \"%.*s\" are unique in all rows%.*s; name a constraint."
                   : "These columns of \"%.*s\" are not unique together; those that are: %.*s.",
               STR_ARG(entity->name), STR_ARG(strbuf_view(sets)));
}

static void conflict_columns(Planner *planner, Conflict *conflict, const Entity *entity,
                             const InputField *field) {
    for (size_t i = 0; i < entity->constraint_count; i++) {
        if (constraint_is_on(&entity->constraints[i], field->value)) {
            conflict_target(conflict, &entity->constraints[i]);
            return;
        }
    }
    columns_are_not_unique(planner, entity, field);
}

Conflict *plan_conflict(Planner *planner, const Write *write, const Entity *entity,
                        const Input *given) {
    Conflict *conflict = ARENA_NEW(planner->arena, Conflict);
    unsigned targets = 0;
    for (size_t i = 0; i < given->count; i++) {
        const InputField *field = &given->fields[i];
        if (field->value->kind == INPUT_NULL) {
            continue;
        }
        switch (field->def->binding->conflict) {
        case CONFLICT_CONSTRAINT:
            targets++;
            conflict_target(conflict, field->value->value->binding->constraint);
            break;
        case CONFLICT_COLUMNS:
            targets++;
            conflict_columns(planner, conflict, entity, field);
            break;
        case CONFLICT_UPDATE_COLUMNS:
            conflict_updated(planner, conflict, field->value);
            break;
        case CONFLICT_WHERE:
            conflict->where = plan_filter(planner, field->value, write->rows->scan);
            break;
        }
    }
    if (targets != 1) {
        plan_error(planner, ERROR_VALIDATION_FAILED, given->span.start,
                   "on_conflict takes either a constraint or columns; %s given.",
                   targets == 0 ? "neither is" : "both are");
    }
    return conflict;
}

static const Assignment *write_assignment(const Write *write, const Column *column) {
    for (size_t i = 0; i < write->assignment_count; i++) {
        if (write->assignments[i].column == column) {
            return &write->assignments[i];
        }
    }
    return NULL;
}

Write *plan_left_alone(Planner *planner, const Write *write, const Entity *entity) {
    const Conflict *conflict = write->conflict;
    if (conflict == NULL) {
        return NULL;
    }
    Write *find = write_new(planner, WRITE_FIND, entity, write->offset);
    for (size_t i = 0; i < conflict->target_count; i++) {
        const Assignment *given = write_assignment(write, conflict->target[i]);
        if (given == NULL) {
            return NULL; /* a default, which only the database knows */
        }
        Predicate *equal = predicate_new(planner, PREDICATE_COMPARE);
        equal->column = (ColumnRef){find->rows->scan, given->column};
        equal->compare = COMPARE_EQ;
        equal->operand = given->operand;
        select_restrict(planner, find->rows, equal);
    }
    if (conflict->target_where != NULL) {
        Predicate *condition = predicate_new(planner, PREDICATE_TEXT);
        condition->text = conflict->target_where;
        select_restrict(planner, find->rows, condition);
    }
    return find;
}
