/*
 * Mutations: a field of mutation_root to writes and an answer (API section 4).
 *
 *     update_items(where: {id: {_lt: 9}}, _inc: {quantity: $n}) { affected_rows returning { id } }
 *
 *     update items (t0) set quantity inc slot 0 where t0.id < 9 keys to slot 2
 *     update_items: group
 *       affected_rows: int! slot 1
 *       returning: list! items (t1) by keys of slot 2
 *
 * The answer is planned as any other, on the rows whose keys the writes have noted; so relations
 * and aggregates are there, and show what triggers have done. Deleted rows are read before they are
 * gone, by the same condition.
 */
#include "sqlgen/plan/planner.h"

#include <assert.h>

/* The arguments of a field, or of one of its updates, that are not operators. */
typedef struct Given {
    const Input *objects, *on_conflict, *where, *pk_columns, *updates, *condition, *max_affected;
    bool all, dry_run;
    size_t operators; /* how many were given */
    bool relations;   /* some were given */
} Given;

uint32_t plan_slot(Planner *planner) {
    return planner->plan->slot_count++;
}

Operand plan_known_later(uint32_t slot, DataType type) {
    return (Operand){.slot = slot, .type = type};
}

Write *write_new(Planner *planner, WriteKind kind, const Entity *entity, uint32_t offset) {
    Write *write = ARENA_NEW(planner->arena, Write);
    static const PermitKind permits[] = {[WRITE_INSERT] = PERMIT_INSERT,
                                         [WRITE_UPDATE] = PERMIT_UPDATE,
                                         [WRITE_DELETE] = PERMIT_DELETE,
                                         [WRITE_FIND] = PERMIT_SELECT};
    *write = (Write){.kind = kind,
                     .entity = entity,
                     .rows = scan_entity_for(planner, entity, permits[kind]),
                     .offset = offset};
    const Table *table = entity->table;
    write->rows->scan->by_name = kind == WRITE_INSERT
                                     ? !str_equal_nocase(table->name, STR("excluded"))
                                     : kind != WRITE_FIND && table->kind == TABLE_VIEW;
    return write;
}

Write *part_write(PartPlan *plan, WriteKind kind, const Entity *entity, uint32_t offset) {
    Planner *planner = plan->planner;
    Write *write = write_new(planner, kind, entity, offset);
    ARENA_PUSH(planner->arena, plan->part->writes, plan->part->write_count, write);
    return write;
}

const Column **plan_row_key(Planner *planner, Scan *scan, size_t *count) {
    const Table *table = scan->table;
    if (table->kind == TABLE_VIEW) { /* what schema.graphql says */
        const Entity *entity = entity_whole(model_entity_of_table(planner->model, table));
        const Column **columns = ARENA_ARRAY(planner->arena, entity->key_count, const Column *);
        for (*count = 0; *count < entity->key_count; ++*count) {
            columns[*count] = entity->key[*count]->column;
        }
        return columns;
    }
    if (table->rowid == NULL && table->rowid_name.length == 0) {
        *count = table->primary_key_count;
        return table->primary_key;
    }
    const Column **key = ARENA_ARRAY(planner->arena, 1, const Column *);
    key[0] = scan_rowid(planner, scan).column;
    *count = 1;
    return key;
}

void part_return(PartPlan *plan, Write *write) {
    write->key = plan_row_key(plan->planner, write->rows->scan, &write->key_count);
}

/* ---- The answer ---- */

Scan *part_noted(PartPlan *plan, const Str *names, size_t count, DataType type) {
    return part_noted_in(plan, plan->part->keys, names, count, type);
}

Scan *part_noted_in(PartPlan *plan, uint32_t slot, const Str *names, size_t count, DataType type) {
    Planner *planner = plan->planner;
    Table *table = ARENA_NEW(planner->arena, Table);
    table->name = STR("keys");
    table->columns = ARENA_ARRAY(planner->arena, count + 1, Column);
    table->column_count = count;
    for (size_t i = 0; i < count; i++) {
        table->columns[i].name = names[i];
    }
    table->columns[count].name = STR("at");
    Operand *keys = ARENA_NEW(planner->arena, Operand);
    *keys = plan_known_later(slot, type);
    keys->list = true;
    Scan *scan = scan_table(planner, table);
    scan->keys = keys;
    return scan;
}

void part_order(PartPlan *plan, Select *select, Scan *noted) {
    OrderTerm at = {.column = {noted, &noted->table->columns[noted->table->column_count]}};
    ARENA_PUSH(plan->planner->arena, select->order, select->order_count, at);
}

void part_tie(PartPlan *plan, Select *select, const Column *column, ColumnRef noted) {
    Join *join = &select->junction_join;
    JoinPair pair = {{select->scan, column}, noted};
    select->junction = noted.scan;
    ARENA_PUSH(plan->planner->arena, join->pairs, join->pair_count, pair);
}

Scan *part_tie_to_keys(PartPlan *plan, Select *select, const Entity *entity, uint32_t keys) {
    Planner *planner = plan->planner;
    size_t count;
    const Column **key = plan_row_key(planner, select->scan, &count);
    const Attribute *single = count == 1 ? entity_attribute(entity_whole(entity), key[0]) : NULL;
    bool bytes = single != NULL && single->type == DATA_BYTEA;
    Str *names = ARENA_ARRAY(planner->arena, count, Str);
    for (size_t i = 0; i < count; i++) {
        names[i] = str_format(planner->arena, "k%zu", i);
    }
    Scan *noted = part_noted_in(plan, keys, names, count, bytes ? DATA_BYTEA : DATA_ANY);
    for (size_t i = 0; i < count; i++) {
        const Attribute *part = entity_attribute(entity_whole(entity), key[i]);
        bool is_bytes = count != 1 && part != NULL && part->type == DATA_BYTEA;
        noted->table->columns[i].sampled = is_bytes ? SAMPLED_BLOB : SAMPLED_NOTHING;
        part_tie(plan, select, key[i], (ColumnRef){noted, &noted->table->columns[i]});
    }
    return noted;
}

/* The rows whose keys were noted, in that order. */
static Select *returned_rows(PartPlan *plan) {
    Select *select = scan_entity(plan->planner, plan->entity);
    part_order(plan, select, part_tie_to_keys(plan, select, plan->entity, plan->part->keys));
    return select;
}

static Select *answer_rows(PartPlan *plan, Select *before) {
    return before != NULL ? before : returned_rows(plan);
}

/* The list is made now, and the answer has it from a slot. */
static void part_read_before(PartPlan *plan, Output *list) {
    Arena *arena = plan->planner->arena;
    ReadBefore before = {ARENA_NEW(arena, Output), plan_slot(plan->planner)};
    *before.list = *list;
    ARENA_PUSH(arena, plan->part->before, plan->part->before_count, before);
    Operand *made = ARENA_NEW(arena, Operand);
    *made = plan_known_later(before.slot, DATA_STRING);
    list->parameter = made;
}

static void response_returning(PartPlan *plan, Output *output, const CollectedField *field,
                               Select *before) {
    output->kind = OUTPUT_LIST;
    output->select = answer_rows(plan, before);
    plan_row(plan->planner, output, field, output->select->scan);
    if (before != NULL) {
        plan_order(plan->planner, output->select, plan->entity, NULL);
        part_read_before(plan, output);
    }
}

const Operand *part_affected(PartPlan *plan) {
    Operand *affected = ARENA_NEW(plan->planner->arena, Operand);
    *affected = plan_known_later(plan->part->affected, DATA_INT);
    return affected;
}

static void response_affected(PartPlan *plan, Output *output) {
    output->kind = OUTPUT_BOUND;
    output->type = DATA_INT;
    output->parameter = part_affected(plan);
}

/* The rows to be deleted, as the answer reads them; each use has scans of its own. */
typedef Select *RowsBefore(PartPlan *plan, const void *context);

typedef struct Answer {
    RowsBefore *before; /* NULL: the answer comes after the writes */
    const void *context;
} Answer;

static Select *answer_before(PartPlan *plan, const Answer *answer) {
    return answer->before == NULL ? NULL : answer->before(plan, answer->context);
}

/* t_mutation_response, or the row itself. */
static void plan_answer(PartPlan *plan, Output *output, const Answer *answer) {
    output->kind = OUTPUT_GROUP;
    CollectedFields fields = plan_children(plan->planner, output, plan->field);
    for (size_t i = 0; i < fields.count; i++) {
        const CollectedField *part = &fields.items[i];
        Output *child = &output->children[i];
        if (child->kind == OUTPUT_TYPENAME) {
            continue;
        }
        switch (part->def->binding->response) {
        case RESPONSE_AFFECTED_ROWS:
            response_affected(plan, child);
            break;
        case RESPONSE_RETURNING:
            response_returning(plan, child, part, answer_before(plan, answer));
            break;
        }
    }
}

static void plan_answer_row(PartPlan *plan, Output *output, const Answer *answer) {
    output->kind = OUTPUT_ROW;
    output->select = answer_rows(plan, answer_before(plan, answer));
    output->select->single = true;
    plan->part->answer_first = answer->before != NULL;
    plan_row(plan->planner, output, plan->field, output->select->scan);
}

void part_begin(PartPlan *plan, MutationPart *part, Output *answer) {
    plan->part = part;
    part->answer = answer;
    part->affected = plan_slot(plan->planner);
    part->keys = plan_slot(plan->planner);
}

/* ---- Which rows ---- */

static Predicate *key_equals(Planner *planner, Scan *scan, const Attribute *part,
                             const Input *value) {
    Predicate *equal = predicate_new(planner, PREDICATE_COMPARE);
    equal->column = (ColumnRef){scan, part->column};
    equal->compare = COMPARE_EQ;
    equal->operand = plan_operand(planner, value, part->type);
    return equal;
}

void select_restrict_to_key(Planner *planner, Select *select, const Input *pk_columns) {
    assert(pk_columns != NULL); /* the argument is non-null in the schema */
    for (size_t i = 0; i < pk_columns->count; i++) {
        const InputField *field = &pk_columns->fields[i];
        select_restrict(
            planner, select,
            key_equals(planner, select->scan, field->def->binding->attribute, field->value));
    }
}

static void restrict_to_keys(PartPlan *plan, Select *select, const ArgumentValues *arguments) {
    for (size_t i = 0; i < arguments->count; i++) {
        const Binding *binding = arguments->items[i].def->binding;
        if (binding->mutation_argument == MUTATION_KEY) {
            select_restrict(plan->planner, select,
                            key_equals(plan->planner, select->scan, binding->attribute,
                                       arguments->items[i].value));
        }
    }
}

/* Rows that meet `where`; if that asks for nothing, all rows must be meant. */
static void restrict_to_where(PartPlan *plan, Select *select, const Input *where, bool all) {
    Predicate *condition = plan_filter(plan->planner, where, select->scan);
    if (condition != NULL && condition->kind == PREDICATE_TRUE && !all) {
        plan_error(plan->planner, ERROR_VALIDATION_FAILED, plan->field->nodes[0]->span.start,
                   "The condition of \"%.*s\" is empty; if all rows are meant, say so: _all: true.",
                   STR_ARG(plan->field->def->name));
    }
    select_restrict(plan->planner, select, condition);
}

/* ---- The fields ---- */

static void field_argument_take(const InputValueDef *def, const Input *value, Given *given) {
    if (value->kind == INPUT_NULL) {
        return; /* as if it were absent; where it may not be, the type says so */
    }
    switch (def->binding->mutation_argument) {
    case MUTATION_OBJECT:
        given->objects = value;
        break;
    case MUTATION_ON_CONFLICT:
        given->on_conflict = value;
        break;
    case MUTATION_WHERE:
        given->where = value;
        break;
    case MUTATION_PK_COLUMNS:
        given->pk_columns = value;
        break;
    case MUTATION_UPDATES:
        given->updates = value;
        break;
    case MUTATION_IF:
        given->condition = value;
        break;
    case MUTATION_MAX_AFFECTED:
        given->max_affected = value;
        break;
    case MUTATION_ALL:
        given->all = value->json.kind == JSON_TRUE;
        break;
    case MUTATION_DRY_RUN:
        given->dry_run = value->json.kind == JSON_TRUE;
        break;
    case MUTATION_OPERATOR:
        given->operators++;
        break;
    case MUTATION_RELATION:
        given->relations = true;
        break;
    case MUTATION_KEY: /* see restrict_to_keys() */
        break;
    }
}

static Given given_of_arguments(const ArgumentValues *arguments) {
    Given given = {0};
    for (size_t i = 0; i < arguments->count; i++) {
        field_argument_take(arguments->items[i].def, arguments->items[i].value, &given);
    }
    return given;
}

/* The condition of `_if`, on a row that is found by its key. */
static Select *guard_begin(PartPlan *plan, const Given *given) {
    if (given->condition == NULL) {
        return NULL;
    }
    Planner *planner = plan->planner;
    plan->part->guarded = scan_entity(planner, plan->entity);
    plan->part->condition = plan_filter(planner, given->condition, plan->part->guarded->scan);
    return plan->part->guarded;
}

static void operators_missing(PartPlan *plan) {
    plan_error(plan->planner, ERROR_VALIDATION_FAILED, plan->field->nodes[0]->span.start,
               "\"%.*s\" says nothing to update; give at least one operator, such as _set.",
               STR_ARG(plan->field->def->name));
}

static Write *update_begin(PartPlan *plan, const Given *given) {
    if (given->operators == 0 && !entity_presets(plan->entity, PERMIT_UPDATE)) {
        operators_missing(plan);
    }
    return part_write(plan, WRITE_UPDATE, plan->entity, plan->field->nodes[0]->span.start);
}

static void update_finish(PartPlan *plan, Write *write, const Given *given) {
    if (given->max_affected != NULL) {
        write->max_affected = plan_natural(plan->planner, given->max_affected);
    }
    if (write->assignment_count == 0 && !entity_presets(plan->entity, PERMIT_UPDATE)) {
        plan->part->write_count--; /* _set: {} changes nothing */
    }
    part_return(plan, write);
}

static void update_by_arguments(PartPlan *plan, Write *write, const ArgumentValues *arguments) {
    for (size_t i = 0; i < arguments->count; i++) {
        if (arguments->items[i].def->binding->mutation_argument == MUTATION_OPERATOR) {
            plan_update_operator(plan, write, arguments->items[i].def, arguments->items[i].value);
        }
    }
}

static void mutation_update(PartPlan *plan, Output *output, const ArgumentValues *arguments,
                            const Given *given) {
    Write *write = update_begin(plan, given);
    restrict_to_where(plan, write->rows, given->where, given->all);
    update_by_arguments(plan, write, arguments);
    update_finish(plan, write, given);
    plan_answer(plan, output, &(Answer){0});
}

static void mutation_update_by_pk(PartPlan *plan, Output *output, const ArgumentValues *arguments,
                                  const Given *given) {
    Select *guarded = guard_begin(plan, given);
    if (guarded != NULL) {
        select_restrict_to_key(plan->planner, guarded, given->pk_columns);
    }
    if (given->relations) {
        Write *find = part_write(plan, WRITE_FIND, plan->entity, plan->field->nodes[0]->span.start);
        select_restrict_to_key(plan->planner, find->rows, given->pk_columns);
        find->no_row = NO_ROW_ENDS;
        part_return(plan, plan_nested(plan, find, plan->entity, arguments));
        plan_answer_row(plan, output, &(Answer){0});
        return;
    }
    Write *write = update_begin(plan, given);
    select_restrict_to_key(plan->planner, write->rows, given->pk_columns);
    update_by_arguments(plan, write, arguments);
    update_finish(plan, write, given);
    plan_answer_row(plan, output, &(Answer){0});
}

/* Rows that can be seen, and will be gone. */
static Select *rows_before(PartPlan *plan) {
    Select *select = scan_entity(plan->planner, plan->entity);
    select_admit(plan->planner, select, plan->entity, PERMIT_DELETE);
    return select;
}

static Select *rows_of_keys(PartPlan *plan, const void *context) {
    const ArgumentValues *arguments = context;
    Select *select = rows_before(plan);
    restrict_to_keys(plan, select, arguments);
    return select;
}

static Select *rows_of_where(PartPlan *plan, const void *context) {
    const Input *where = context;
    Select *select = rows_before(plan);
    select_restrict(plan->planner, select, plan_filter(plan->planner, where, select->scan));
    return select;
}

static void mutation_delete(PartPlan *plan, Output *output, const Given *given) {
    Write *write = part_write(plan, WRITE_DELETE, plan->entity, plan->field->nodes[0]->span.start);
    restrict_to_where(plan, write->rows, given->where, given->all);
    if (given->max_affected != NULL) {
        write->max_affected = plan_natural(plan->planner, given->max_affected);
    }
    plan_answer(plan, output, &(Answer){rows_of_where, given->where});
}

static void mutation_delete_by_pk(PartPlan *plan, Output *output, const ArgumentValues *arguments,
                                  const Given *given) {
    Select *guarded = guard_begin(plan, given);
    if (guarded != NULL) {
        restrict_to_keys(plan, guarded, arguments);
    }
    Write *write = part_write(plan, WRITE_DELETE, plan->entity, plan->field->nodes[0]->span.start);
    restrict_to_keys(plan, write->rows, arguments);
    plan_answer_row(plan, output, &(Answer){rows_of_keys, arguments});
}

/* One of the updates of update_t_many. */
static void mutation_update_one(PartPlan *plan, Output *output, const Input *update) {
    Given given = {0};
    for (size_t i = 0; i < update->count; i++) {
        field_argument_take(update->fields[i].def, update->fields[i].value, &given);
    }
    Write *write = update_begin(plan, &given);
    restrict_to_where(plan, write->rows, given.where, false);
    for (size_t i = 0; i < update->count; i++) {
        const InputField *field = &update->fields[i];
        if (field->def->binding->mutation_argument == MUTATION_OPERATOR) {
            plan_update_operator(plan, write, field->def, field->value);
        }
    }
    update_finish(plan, write, &given);
    part_apply_rules(plan);
    plan_answer(plan, output, &(Answer){0});
}

static void mutation_update_many(PartPlan *plan, Output *output, Mutation *mutation,
                                 const Input *updates) {
    assert(updates != NULL); /* the argument is non-null in the schema */
    Arena *arena = plan->planner->arena;
    output->kind = OUTPUT_EACH;
    output->child_count = mutation->part_count = updates->count;
    output->children = ARENA_ARRAY(arena, updates->count, Output);
    mutation->parts = ARENA_ARRAY(arena, updates->count, MutationPart);
    for (size_t i = 0; i < updates->count; i++) {
        output->children[i] = (Output){.key = output->key, .offset = output->offset};
        part_begin(plan, &mutation->parts[i], &output->children[i]);
        mutation_update_one(plan, &output->children[i], updates->items[i]);
    }
}

static void mutation_insert(PartPlan *plan, Output *output, const Given *given, bool one) {
    plan_insert(plan, given->objects, given->on_conflict);
    if (one) {
        plan_answer_row(plan, output, &(Answer){0});
    } else {
        plan_answer(plan, output, &(Answer){0});
    }
}

void plan_mutation(Planner *planner, Output *output, Mutation *mutation,
                   const CollectedField *field) {
    const Binding *binding = field->def->binding;
    if (binding->mutation == MUTATION_STATEMENT) {
        plan_statement(planner, output, mutation, field);
        return;
    }
    PartPlan plan = {.planner = planner, .entity = binding->entity, .field = field};
    ArgumentValues arguments;
    if (!plan_arguments(planner, field, &arguments)) {
        return;
    }
    Given given = given_of_arguments(&arguments);
    mutation->dry_run = given.dry_run;
    if (binding->mutation == MUTATION_UPDATE_MANY) {
        mutation_update_many(&plan, output, mutation, given.updates);
        return;
    }
    mutation->parts = ARENA_NEW(planner->arena, MutationPart);
    mutation->part_count = 1;
    part_begin(&plan, mutation->parts, output);
    switch (binding->mutation) {
    case MUTATION_INSERT:
    case MUTATION_INSERT_ONE:
        mutation_insert(&plan, output, &given, binding->mutation == MUTATION_INSERT_ONE);
        break;
    case MUTATION_UPDATE:
        mutation_update(&plan, output, &arguments, &given);
        break;
    case MUTATION_UPDATE_BY_PK:
        mutation_update_by_pk(&plan, output, &arguments, &given);
        break;
    case MUTATION_DELETE:
        mutation_delete(&plan, output, &given);
        break;
    case MUTATION_DELETE_BY_PK:
        mutation_delete_by_pk(&plan, output, &arguments, &given);
        break;
    case MUTATION_UPDATE_MANY:
    case MUTATION_STATEMENT:
        break;
    }
    part_apply_rules(&plan);
}
