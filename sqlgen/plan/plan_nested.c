/*
 * Nested updates: what is related to a row changes with it (API section 4).
 *
 *     update_orders_by_pk(pk_columns: {id: 1}, _set: {note: "x"}, customer: {connect: {id: 7}},
 *                         items: {delete: [{line: {_gt: 2}}], create: [{line: 3, …}]}) { id }
 *
 *     find orders (t0) where t0.id = 1; captures id to slot 2
 *     find customers (t1) where t1.id = 7; captures id to slot 3; must be there
 *     update orders (t2) where t2.id = slot 2 note = "x", customer_id = slot 3; captures id to slot
 * 4 delete items (t3) where (t3.order_id = slot 4 and t3.line > 2) insert items (t4) line = 3, …,
 * order_id = slot 4
 *
 * The row is found first; if it is not there, nothing is done. Then comes what it refers to, since
 * that says what its own columns are; then the row itself; then what refers to it, and of each
 * relation: delete, disconnect, update, connect, create. So an update or a delete meets what was
 * related before, and nothing that this field itself brings. Rows below are found by the tie to
 * this row and what is asked of them, never by what is asked alone.
 */
#include "sqlgen/plan/planner.h"

typedef struct NestedRow {
    PartPlan *plan;
    const Entity *entity;
    Write *find;       /* the row as it was … */
    Write *row;        /* … and as it is, once that is written */
    Assignment *known; /* its columns that follow from what it refers to */
    size_t known_count;
} NestedRow;

/* What is to be done to the rows of one relation; NULL = not that. */
typedef struct Change {
    const Relation *relation;
    const Input *given[NESTED_DELETE + 1];
    size_t count;
    uint32_t offset;
} Change;

static Change change_read(const Relation *relation, const Input *value) {
    Change change = {.relation = relation, .offset = value->span.start};
    for (size_t i = 0; i < value->count; i++) {
        const Input *given = value->fields[i].value;
        bool is_false = given->kind == INPUT_SCALAR && given->json.kind == JSON_FALSE;
        if (given->kind != INPUT_NULL && !is_false) {
            change.given[value->fields[i].def->binding->nested] = given;
            change.count++;
        }
    }
    return change;
}

/* ---- Ties ---- */

static Predicate *column_equals(NestedRow *row, ColumnRef column, Operand value) {
    Predicate *equal = predicate_new(row->plan->planner, PREDICATE_COMPARE);
    equal->column = column;
    equal->compare = COMPARE_EQ;
    equal->operand = value;
    return equal;
}

/* Only rows whose columns hold what those of the row do. */
static void restrict_to_values(NestedRow *row, Select *select, const Column *const *columns,
                               Write *from, const Relation *relation) {
    for (size_t i = 0; i < relation->count; i++) {
        Operand value = write_capture(row->plan, from, row->entity, relation->columns[i]);
        select_restrict(row->plan->planner, select,
                        column_equals(row, (ColumnRef){select->scan, columns[i]}, value));
    }
}

/* The junction's rows that lead from the row. */
static void restrict_junction(NestedRow *row, Select *junction, const Relation *relation) {
    restrict_to_values(row, junction, relation->junction->near, row->row, relation);
}

static const Entity *junction_entity(NestedRow *row, const Relation *relation) {
    return model_entity_of_table(row->plan->planner->model, relation->junction->table);
}

/* What one side of a junction has in common with the other: `rows` exists next to `with`. */
static Predicate *junction_exists(NestedRow *row, Select *rows, const Scan *with,
                                  const Relation *relation) {
    Planner *planner = row->plan->planner;
    const Junction *junction = relation->junction;
    bool rows_are_between = rows->scan->table == junction->table;
    rows->join =
        (Join){ARENA_ARRAY(planner->arena, junction->far_count, JoinPair), junction->far_count};
    for (size_t i = 0; i < junction->far_count; i++) {
        ColumnRef between = {rows_are_between ? rows->scan : (Scan *)with, junction->far[i]};
        ColumnRef far = {rows_are_between ? (Scan *)with : rows->scan, junction->far_references[i]};
        rows->join.pairs[i] =
            rows_are_between ? (JoinPair){between, far} : (JoinPair){far, between};
    }
    Predicate *exists = predicate_new(planner, PREDICATE_EXISTS);
    exists->exists = rows;
    return exists;
}

/* Only rows that are related to the row. */
static void restrict_to_related(NestedRow *row, Select *select, const Relation *relation) {
    if (relation->junction == NULL) {
        restrict_to_values(row, select, relation->references, row->row, relation);
        return;
    }
    Planner *planner = row->plan->planner;
    Select *between = scan_entity(planner, junction_entity(row, relation));
    restrict_junction(row, between, relation);
    select_restrict(planner, select, junction_exists(row, between, select->scan, relation));
}

static Write *related_write(NestedRow *row, WriteKind kind, const Change *change) {
    Write *write = part_write(row->plan, kind, change->relation->target, change->offset);
    restrict_to_related(row, write->rows, change->relation);
    return write;
}

static Operand null_operand(void) {
    return (Operand){.slot = OPERAND_CONSTANT, .constant = {.kind = JSON_NULL}, .type = DATA_ANY};
}

/* The columns of a tie that can be null; an error if there are none. */
static size_t columns_of_null(NestedRow *row, const Change *change, const Column *const *columns,
                              const Column **out) {
    size_t count = 0;
    for (size_t i = 0; i < change->relation->count; i++) {
        if (!columns[i]->not_null) {
            out[count++] = columns[i];
        }
    }
    if (count == 0) {
        plan_error(row->plan->planner, ERROR_VALIDATION_FAILED, change->offset,
                   "A row of \"%.*s\" cannot be without its tie, because its column \"%.*s\" is "
                   "NOT NULL; connect it elsewhere, or delete it.",
                   STR_ARG(change->relation->name), STR_ARG(columns[0]->name));
    }
    return count;
}

/* ---- What the row refers to ---- */

static void row_knows(NestedRow *row, const Column *column, Operand value) {
    ARENA_PUSH(row->plan->planner->arena, row->known, row->known_count,
               ((Assignment){column, UPDATE_SET, value}));
}

static void row_refers_to(NestedRow *row, const Relation *relation, Write *referred) {
    for (size_t i = 0; i < relation->count; i++) {
        row_knows(row, relation->columns[i],
                  write_capture(row->plan, referred, relation->target, relation->references[i]));
    }
}

static void row_refers_to_none(NestedRow *row, const Change *change) {
    const Relation *relation = change->relation;
    const Column **columns =
        ARENA_ARRAY(row->plan->planner->arena, relation->count, const Column *);
    size_t count = columns_of_null(row, change, relation->columns, columns);
    for (size_t i = 0; i < count; i++) {
        row_knows(row, columns[i], null_operand());
    }
}

/* The row with this key, which must be there. */
static Write *find_by_key(NestedRow *row, const Entity *entity, const Input *key) {
    Write *find = part_write(row->plan, WRITE_FIND, entity, key->span.start);
    find->no_row = NO_ROW_NOT_FOUND;
    select_restrict_to_key(row->plan->planner, find->rows, key);
    return find;
}

/* The row of an object relation changes as this one does. */
static void update_related(NestedRow *row, Write *from, const Change *change) {
    Planner *planner = row->plan->planner;
    const Input *update = change->given[NESTED_UPDATE];
    ArgumentValues arguments = {ARENA_ARRAY(planner->arena, update->count, ArgumentValue),
                                update->count};
    for (size_t i = 0; i < update->count; i++) {
        arguments.items[i] = (ArgumentValue){update->fields[i].def, update->fields[i].value};
    }
    Write *find = part_write(row->plan, WRITE_FIND, change->relation->target, change->offset);
    find->no_row = NO_ROW_NOT_FOUND;
    restrict_to_values(row, find->rows, change->relation->references, from, change->relation);
    (void)plan_nested(row->plan, find, change->relation->target, &arguments);
}

/* Of an object relation, one change at a time: what two of them come to is for nobody to guess. */
static bool change_is_one(NestedRow *row, const Change *change) {
    if (change->count > 1) {
        plan_error(row->plan->planner, ERROR_VALIDATION_FAILED, change->offset,
                   "\"%.*s\" is one row: create, connect, disconnect, update or delete it, only "
                   "one of these.",
                   STR_ARG(change->relation->name));
    }
    return change->count == 1;
}

static void change_before(NestedRow *row, const Change *change) {
    const Relation *relation = change->relation;
    if (!change_is_one(row, change)) {
        return;
    }
    if (change->given[NESTED_CREATE] != NULL) {
        InsertTie tie = {.relation = relation};
        row_refers_to(
            row, relation,
            plan_insert_row(row->plan, relation->target, change->given[NESTED_CREATE], NULL, &tie));
    } else if (change->given[NESTED_CONNECT] != NULL) {
        row_refers_to(row, relation,
                      find_by_key(row, relation->target, change->given[NESTED_CONNECT]));
    } else if (change->given[NESTED_UPDATE] != NULL) {
        update_related(row, row->find, change);
    } else { /* disconnected, or to be deleted once nothing refers to it */
        row_refers_to_none(row, change);
    }
}

/* The row that was referred to goes after the reference. */
static void delete_referred(NestedRow *row, const Change *change) {
    if (change->given[NESTED_DELETE] != NULL && change->count == 1) {
        Write *gone = part_write(row->plan, WRITE_DELETE, change->relation->target, change->offset);
        restrict_to_values(row, gone->rows, change->relation->references, row->find,
                           change->relation);
        gone->no_row = NO_ROW_NOT_FOUND;
    }
}

/* ---- What refers to the row ---- */

static void delete_all(NestedRow *row, const Change *change, const Input *filters) {
    for (size_t i = 0; i < filters->count; i++) {
        Write *gone = related_write(row, WRITE_DELETE, change);
        gone->offset = filters->items[i]->span.start;
        select_restrict(row->plan->planner, gone->rows,
                        plan_filter(row->plan->planner, filters->items[i], gone->rows->scan));
    }
}

/* Each as t_updates has it; one that changes nothing is left out. */
static void update_all(NestedRow *row, const Change *change, const Input *updates) {
    PartPlan *plan = row->plan;
    for (size_t i = 0; i < updates->count; i++) {
        const Input *update = updates->items[i];
        Write *write = related_write(row, WRITE_UPDATE, change);
        size_t operators = 0;
        write->offset = update->span.start;
        for (size_t f = 0; f < update->count; f++) {
            const InputField *field = &update->fields[f];
            if (field->def->binding->mutation_argument == MUTATION_WHERE) {
                select_restrict(plan->planner, write->rows,
                                plan_filter(plan->planner, field->value, write->rows->scan));
            } else if (field->value->kind != INPUT_NULL) {
                plan_update_operator(plan, write, field->def, field->value);
                operators++;
            }
        }
        if (operators == 0) {
            plan_error(plan->planner, ERROR_VALIDATION_FAILED, update->span.start,
                       "This says nothing to update; give at least one operator, such as _set.");
        }
        plan->part->write_count -= write->assignment_count == 0;
    }
}

/* A row of the target refers to the row, or no longer does. */
static void connect_by_column(NestedRow *row, const Change *change, const Input *key) {
    const Relation *relation = change->relation;
    Write *write = part_write(row->plan, WRITE_UPDATE, relation->target, key->span.start);
    write->no_row = NO_ROW_NOT_FOUND;
    select_restrict_to_key(row->plan->planner, write->rows, key);
    for (size_t i = 0; i < relation->count; i++) {
        write_assign(row->plan, write, relation->references[i],
                     write_capture(row->plan, row->row, row->entity, relation->columns[i]));
    }
}

static void disconnect_by_column(NestedRow *row, const Change *change, const Input *key) {
    const Relation *relation = change->relation;
    const Column **columns =
        ARENA_ARRAY(row->plan->planner->arena, relation->count, const Column *);
    size_t count = columns_of_null(row, change, relation->references, columns);
    Write *write = related_write(row, WRITE_UPDATE, change);
    if (key != NULL) {
        write->no_row = NO_ROW_NOT_FOUND;
        write->offset = key->span.start;
        select_restrict_to_key(row->plan->planner, write->rows, key);
    }
    for (size_t i = 0; i < count; i++) {
        write_assign(row->plan, write, columns[i], null_operand());
    }
}

/* A row of the junction leads from the row to the other one; if there is one, it stays. */
static void connect_through(NestedRow *row, const Change *change, Write *other) {
    const Relation *relation = change->relation;
    const Junction *junction = relation->junction;
    Planner *planner = row->plan->planner;
    Write *write =
        part_write(row->plan, WRITE_INSERT, junction_entity(row, relation), other->offset);
    for (size_t i = 0; i < relation->count; i++) {
        write_assign(row->plan, write, junction->near[i],
                     write_capture(row->plan, row->row, row->entity, relation->columns[i]));
    }
    for (size_t i = 0; i < junction->far_count; i++) {
        write_assign(
            row->plan, write, junction->far[i],
            write_capture(row->plan, other, relation->target, junction->far_references[i]));
    }
    Conflict *conflict = ARENA_NEW(planner->arena, Conflict);
    conflict->target = junction->table->primary_key;
    conflict->target_count = junction->table->primary_key_count;
    write->conflict = conflict;
}

static void disconnect_through(NestedRow *row, const Change *change, const Input *key) {
    const Relation *relation = change->relation;
    Planner *planner = row->plan->planner;
    Write *write =
        part_write(row->plan, WRITE_DELETE, junction_entity(row, relation), key->span.start);
    write->no_row = NO_ROW_NOT_FOUND;
    restrict_junction(row, write->rows, relation);
    Select *other = scan_entity(planner, relation->target);
    select_restrict_to_key(planner, other, key);
    select_restrict(planner, write->rows, junction_exists(row, other, write->rows->scan, relation));
}

static void connect_one(NestedRow *row, const Change *change, const Input *key) {
    if (change->relation->junction == NULL) {
        connect_by_column(row, change, key);
    } else {
        connect_through(row, change, find_by_key(row, change->relation->target, key));
    }
}

static void disconnect_one(NestedRow *row, const Change *change, const Input *key) {
    if (change->relation->junction == NULL) {
        disconnect_by_column(row, change, key);
    } else {
        disconnect_through(row, change, key);
    }
}

static void create_one(NestedRow *row, const Change *change, const Input *object) {
    const Entity *target = change->relation->target;
    if (change->relation->junction == NULL) {
        InsertTie tie = {change->relation, row->row, row->entity};
        (void)plan_insert_row(row->plan, target, object, NULL, &tie);
        return;
    }
    connect_through(row, change, plan_insert_row(row->plan, target, object, NULL, &(InsertTie){0}));
}

typedef struct CreateContext {
    NestedRow *row;
    const Change *change;
} CreateContext;

static void create_item(PartPlan *plan, const Input *object, const void *given) {
    const CreateContext *context = given;
    (void)plan;
    create_one(context->row, context->change, object);
}

static void each_of(NestedRow *row, const Change *change, NestedField role,
                    void (*one)(NestedRow *, const Change *, const Input *)) {
    const Input *list = change->given[role];
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        one(row, change, list->items[i]);
    }
}

static void change_list(NestedRow *row, const Change *change) {
    if (change->given[NESTED_DELETE] != NULL) {
        delete_all(row, change, change->given[NESTED_DELETE]);
    }
    each_of(row, change, NESTED_DISCONNECT, disconnect_one);
    if (change->given[NESTED_UPDATE] != NULL) {
        update_all(row, change, change->given[NESTED_UPDATE]);
    }
    each_of(row, change, NESTED_CONNECT, connect_one);
    if (change->given[NESTED_CREATE] != NULL) {
        plan_each_row(row->plan, change->given[NESTED_CREATE], create_item,
                      &(CreateContext){row, change});
    }
}

/* An object relation whose tie is a column of the other row. */
static void change_object_after(NestedRow *row, const Change *change) {
    if (!change_is_one(row, change)) {
        return;
    }
    if (change->given[NESTED_CREATE] != NULL) {
        create_one(row, change, change->given[NESTED_CREATE]);
    } else if (change->given[NESTED_CONNECT] != NULL) {
        connect_one(row, change, change->given[NESTED_CONNECT]);
    } else if (change->given[NESTED_UPDATE] != NULL) {
        update_related(row, row->row, change);
    } else if (change->given[NESTED_DISCONNECT] != NULL) {
        disconnect_by_column(row, change, NULL);
    } else {
        related_write(row, WRITE_DELETE, change)->no_row = NO_ROW_NOT_FOUND;
    }
}

/* ---- The row ---- */

static bool relation_is_before(const Relation *relation) {
    return relation->kind == RELATION_OBJECT && !relation->insert_after;
}

static void each_change(NestedRow *row, const ArgumentValues *arguments, bool before,
                        void (*change)(NestedRow *, const Change *)) {
    for (size_t i = 0; i < arguments->count; i++) {
        const ArgumentValue *argument = &arguments->items[i];
        const Binding *binding = argument->def->binding;
        if (binding->mutation_argument == MUTATION_RELATION &&
            argument->value->kind != INPUT_NULL &&
            relation_is_before(binding->relation) == before) {
            Change read = change_read(binding->relation, argument->value);
            change(row, &read);
        }
    }
}

static void change_after(NestedRow *row, const Change *change) {
    if (change->relation->kind == RELATION_ARRAY) {
        change_list(row, change);
    } else if (change->count != 0) {
        change_object_after(row, change);
    }
}

/* The row's own update, if any of its columns change; it is found by its key. */
static void update_row(NestedRow *row, const ArgumentValues *arguments) {
    PartPlan *plan = row->plan;
    Write *write = part_write(plan, WRITE_UPDATE, row->entity, row->find->offset);
    for (size_t i = 0; i < arguments->count; i++) {
        if (arguments->items[i].def->binding->mutation_argument == MUTATION_OPERATOR) {
            plan_update_operator(plan, write, arguments->items[i].def, arguments->items[i].value);
        }
    }
    for (size_t i = 0; i < row->known_count; i++) {
        write_assign(plan, write, row->known[i].column, row->known[i].operand);
    }
    if (write->assignment_count == 0) {
        plan->part->write_count--;
        return;
    }
    size_t count;
    const Column **found = plan_row_key(plan->planner, row->find->rows->scan, &count);
    const Column **key = plan_row_key(plan->planner, write->rows->scan, &count);
    for (size_t i = 0; i < count; i++) {
        Operand value = write_capture(plan, row->find, row->entity, found[i]);
        select_restrict(plan->planner, write->rows,
                        column_equals(row, (ColumnRef){write->rows->scan, key[i]}, value));
    }
    row->row = write;
}

Write *plan_nested(PartPlan *plan, Write *find, const Entity *entity,
                   const ArgumentValues *arguments) {
    NestedRow row = {.plan = plan, .entity = entity, .find = find, .row = find};
    each_change(&row, arguments, true, change_before);
    update_row(&row, arguments);
    each_change(&row, arguments, true, delete_referred);
    each_change(&row, arguments, false, change_after);
    return row.row;
}
