/*
 * Mutations: writes and their answers as the steps of a program.
 *
 *     insert_items_one(object: {sku: $s, quantity: 2}, on_conflict: {constraint: items_sku_key,
 *                      update_columns: [quantity]}) { id }
 *
 *     insert into "items" ("sku", "quantity") values (?1, ?2)
 *     on conflict ("sku") do update set "quantity" = excluded."quantity"
 *     returning "id"
 *
 *     select (select soloql_object('id:int!', t1."id") from (select value as "k0", rowid as "at"
 *       from temp.soloql_each(?1, 'any')) as t2 join "items" as t1 on t1."id" = t2."k0" limit 1)
 *
 * Every write returns a row for each row that it wrote: the key if the answer shows the row, then
 * what later steps need, or else just 1. What the answer shows is not returned but read when all is
 * written: RETURNING knows nothing of what triggers do afterwards.
 */
#include "sqlgen/emit/emit.h"

/* ---- Inserts ---- */

static void emit_columns(SqlBuf *sql, const Column *const *columns, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (i != 0) {
            sql_raw(sql, ", ");
        }
        sql_ident(sql, columns[i]->name);
    }
}

static void emit_values(SqlBuf *sql, const Write *write) {
    const Table *table = write->rows->scan->table;
    if (write->assignment_count == 0 &&
        (write->conflict == NULL || table->rowid_name.length == 0)) {
        sql_raw(sql, " default values");
        return;
    }
    sql_raw(sql, " (");
    for (size_t i = 0; i < write->assignment_count; i++) {
        if (i != 0) {
            sql_raw(sql, ", ");
        }
        sql_ident(sql, write->assignments[i].column->name);
    }
    if (write->assignment_count == 0) { /* `default values` admits no conflicts */
        sql_ident(sql, table->rowid_name);
        sql_raw(sql, ") values (null)");
        return;
    }
    sql_raw(sql, ") values (");
    for (size_t i = 0; i < write->assignment_count; i++) {
        if (i != 0) {
            sql_raw(sql, ", ");
        }
        sql_bind(sql, &write->assignments[i].operand);
    }
    sql_raw(sql, ")");
}

/* What tells the rows of the table apart. */
static void emit_row_key(SqlBuf *sql, const Scan *scan) {
    const Table *table = scan->table;
    if (table->rowid_name.length != 0) {
        emit_rowid(sql, scan);
        return;
    }
    for (size_t i = 0; i < table->primary_key_count; i++) {
        if (i != 0) {
            sql_raw(sql, ", ");
        }
        sql_column(sql, (ColumnRef){(Scan *)scan, table->primary_key[i]});
    }
}

/* Which rows. Where SQL computes a column of the condition, they come from a subquery, whose alias
 * hides the table's. */
static void emit_write_where(SqlBuf *sql, const Select *rows) {
    const Scan *scan = rows->scan;
    bool has_key = scan->table->rowid_name.length != 0 || scan->table->primary_key_count != 0;
    if (scan->computed_count == 0 || !has_key) {
        emit_where(sql, rows);
        return;
    }
    sql_line(sql);
    sql_raw(sql, "where ");
    if (scan->table->rowid_name.length != 0) {
        emit_rowid(sql, scan);
    } else {
        sql_raw(sql, "(");
        emit_row_key(sql, scan);
        sql_raw(sql, ")");
    }
    sql_raw(sql, " in (select ");
    emit_row_key(sql, scan);
    sql_raw(sql, " from ");
    emit_table(sql, scan);
    emit_where(sql, rows);
    sql_raw(sql, ")");
}

static void emit_conflict(SqlBuf *sql, const Conflict *conflict, const Scan *scan) {
    sql_line(sql);
    sql_raw(sql, "on conflict (");
    emit_columns(sql, conflict->target, conflict->target_count);
    sql_raw(sql, ") ");
    if (conflict->target_where != NULL) { /* else SQLite does not find the index */
        sql_raw(sql, "where ");
        sql_text(sql, conflict->target_where, NULL);
        sql_raw(sql, " ");
    }
    if (conflict->updated_count == 0) {
        sql_raw(sql, "do nothing");
        return;
    }
    sql_raw(sql, "do update set ");
    for (size_t i = 0; i < conflict->updated_count; i++) {
        if (i != 0) {
            sql_raw(sql, ", ");
        }
        sql_ident(sql, conflict->updated[i]->name);
        if (i == 0 && conflict->told_apart) {
            sql_raw(sql, " = soloql_updated(excluded.");
            sql_ident(sql, conflict->updated[i]->name);
            sql_raw(sql, ")");
            continue;
        }
        sql_raw(sql, " = excluded.");
        sql_ident(sql, conflict->updated[i]->name);
    }
    for (size_t i = 0; i < conflict->preset_count; i++) {
        sql_raw(sql, ", ");
        sql_ident(sql, conflict->presets[i].column->name);
        sql_raw(sql, " = ");
        sql_bind(sql, &conflict->presets[i].operand);
    }
    const Select rows = {.scan = (Scan *)scan, .where = conflict->where};
    emit_write_where(sql, &rows);
}

static void emit_target(SqlBuf *sql, const Scan *scan) {
    sql_ident(sql, scan->table->name);
    if (!scan->by_name) {
        sql_raw(sql, " as ");
        sql_alias(sql, scan);
    }
}

static void emit_insert(SqlBuf *sql, const Write *write) {
    sql_raw(sql, "insert into ");
    emit_target(sql, write->rows->scan);
    emit_values(sql, write);
    if (write->conflict != NULL) {
        emit_conflict(sql, write->conflict, write->rows->scan);
    }
}

/* ---- Updates and deletes ---- */

static void emit_call(SqlBuf *sql, ColumnRef column, const Operand *operand) {
    sql_column(sql, column);
    sql_raw(sql, ", ");
    sql_bind(sql, operand);
    sql_raw(sql, ")");
}

static void emit_assigned(SqlBuf *sql, const Write *write, const Assignment *assignment) {
    ColumnRef column = {write->rows->scan, assignment->column};
    switch (assignment->operator) {
    case UPDATE_SET:
        sql_bind(sql, &assignment->operand);
        return;
    case UPDATE_INC:
        sql_raw(sql, "soloql_add(");
        break;
    case UPDATE_APPEND:
        sql_raw(sql, "soloql_json_append(");
        break;
    case UPDATE_PREPEND:
        sql_raw(sql, "soloql_json_prepend(");
        break;
    case UPDATE_DELETE_KEY:
        sql_raw(sql, "soloql_json_delete_key(");
        break;
    case UPDATE_DELETE_ELEM:
        sql_raw(sql, "soloql_json_delete_elem(");
        break;
    case UPDATE_DELETE_AT_PATH:
        sql_raw(sql, "soloql_json_delete_path(");
        break;
    }
    emit_call(sql, column, &assignment->operand);
}

static void emit_update(SqlBuf *sql, const Write *write) {
    sql_raw(sql, "update ");
    emit_target(sql, write->rows->scan);
    sql_raw(sql, " set ");
    for (size_t i = 0; i < write->assignment_count; i++) {
        if (i != 0) {
            sql_raw(sql, ", ");
        }
        sql_ident(sql, write->assignments[i].column->name);
        sql_raw(sql, " = ");
        emit_assigned(sql, write, &write->assignments[i]);
    }
    emit_write_where(sql, write->rows);
}

static void emit_returning(SqlBuf *sql, const Write *write) {
    sql_line(sql);
    sql_raw(sql, "returning ");
    emit_columns(sql, write->key, write->key_count);
    for (size_t i = 0; i < write->capture_count; i++) {
        if (i + write->key_count != 0) {
            sql_raw(sql, ", ");
        }
        sql_ident(sql, write->captures[i].column->name);
    }
    if (write->key_count + write->capture_count == 0) {
        sql_raw(sql, "1");
    }
}

/* The row's key, then what later steps need of it. */
static void emit_find(SqlBuf *sql, const Write *write) {
    Scan *scan = write->rows->scan;
    sql_raw(sql, "select ");
    for (size_t i = 0; i < write->key_count + write->capture_count; i++) {
        const Column *column =
            i < write->key_count ? write->key[i] : write->captures[i - write->key_count].column;
        if (i != 0) {
            sql_raw(sql, ", ");
        }
        sql_column(sql, (ColumnRef){scan, column});
    }
    if (write->key_count + write->capture_count == 0) {
        sql_raw(sql, "1");
    }
    sql_raw(sql, " from ");
    emit_from(sql, write->rows);
    emit_where(sql, write->rows);
    sql_raw(sql, " limit 1");
}

static void emit_write(SqlBuf *sql, const void *item) {
    const Write *write = item;
    switch (write->kind) {
    case WRITE_INSERT:
        emit_insert(sql, write);
        break;
    case WRITE_UPDATE:
        emit_update(sql, write);
        break;
    case WRITE_DELETE:
        sql_raw(sql, "delete from ");
        emit_target(sql, write->rows->scan);
        emit_write_where(sql, write->rows);
        break;
    case WRITE_STATEMENT:
        sql_statement(sql, write->statement, write->operands);
        return;
    case WRITE_FIND:
        emit_find(sql, write);
        return;
    }
    emit_returning(sql, write);
}

/* ---- Steps ---- */

static void emit_answer(SqlBuf *sql, const void *item) {
    sql_raw(sql, "select ");
    emit_value(sql, item);
}

static void emit_check(SqlBuf *sql, const void *item) {
    const MutationPart *part = item;
    sql_raw(sql, "select ");
    emit_predicate(sql, part->condition);
    sql_raw(sql, " from ");
    emit_from(sql, part->guarded);
    emit_where(sql, part->guarded);
}

/* A row that does not meet what it must; null does not either. */
static void emit_verify(SqlBuf *sql, const void *item) {
    const Verify *verify = item;
    sql_raw(sql, "select 1 from ");
    emit_from(sql, verify->rows);
    sql_raw(sql, " where ");
    emit_predicate(sql, verify->met);
    sql_raw(sql, " is not true limit 1");
}

/* The statement that the function writes, until it meets no more computed columns on the way. */
static bool emit_statement(const Plan *plan, Program *statement,
                           void (*emit)(SqlBuf *, const void *), const void *item) {
    SqlBuf sql = {.arena = plan->arena, .text = strbuf_new(plan->arena)};
    emit(&sql, item);
    while (sql.unfinished) {
        strbuf_free(sql.text);
        sql = (SqlBuf){.arena = plan->arena, .text = strbuf_new(plan->arena)};
        emit(&sql, item);
    }
    return emit_finish(&sql, statement);
}

static const Bind *emit_limit(Arena *arena, const Operand *operand) {
    if (operand == NULL) {
        return NULL;
    }
    SqlBuf sql = {.arena = arena, .text = strbuf_new(arena)};
    sql_bind(&sql, operand);
    strbuf_free(sql.text);
    return sql.binds;
}

static StepTarget write_target(Arena *arena, const Write *write) {
    if (write->kind == WRITE_STATEMENT) {
        return (StepTarget){.table = NULL};
    }
    StepTarget target = {.table = write->rows->scan->table,
                         .inserts = write->kind == WRITE_INSERT,
                         .updates = write->kind == WRITE_UPDATE || write->conflict != NULL,
                         .deletes = write->kind == WRITE_DELETE,
                         .columns = ARENA_ARRAY(arena, write->assignment_count, const Column *)};
    for (size_t i = 0; i < write->assignment_count; i++) {
        const Operand *operand = &write->assignments[i].operand;
        if (operand->slot != OPERAND_CONSTANT || operand->constant.kind != JSON_NULL) {
            target.columns[target.column_count++] = write->assignments[i].column;
        }
    }
    return target;
}

static uint32_t verify_slot(const Verify *verify) {
    return verify == NULL ? NO_SLOT : verify->keys;
}

static bool emit_verify_step(const Plan *plan, ProgramStage *stage, const Verify *verify) {
    Step *step = &stage->steps[stage->step_count++];
    *step = (Step){.kind = STEP_VERIFY, .offset = verify->offset};
    stage->verified[stage->verified_count++] = verify->keys;
    return emit_statement(plan, &step->statement, emit_verify, verify);
}

static bool emit_write_step(const Plan *plan, Step *step, const Write *write) {
    *step = (Step){.kind = write->kind == WRITE_FIND ? STEP_FIND : STEP_WRITE,
                   .no_row = write->no_row,
                   .rows_of = write->rows_of,
                   .rows_begin = write->rows_begin,
                   .target = write_target(plan->arena, write),
                   .key_count = write->key_count + write->returned_count,
                   .keys_apart = write->key_apart,
                   .verify = verify_slot(write->verify),
                   .verify_updated = verify_slot(write->verify_updated),
                   .told_apart = write->conflict != NULL && write->conflict->told_apart,
                   .counts_changes = write->kind == WRITE_STATEMENT && write->returned_count == 0,
                   .captures = ARENA_ARRAY(plan->arena, write->capture_count, uint32_t),
                   .capture_count = write->capture_count,
                   .max_affected = emit_limit(plan->arena, write->max_affected),
                   .offset = write->offset};
    for (size_t i = 0; i < write->capture_count; i++) {
        step->captures[i] = write->captures[i].slot;
    }
    return emit_statement(plan, &step->statement, emit_write, write);
}

/* The write, and what is run if it wrote nothing that later steps need. */
static bool emit_write_steps(const Plan *plan, ProgramStage *stage, const Write *write) {
    if (write->otherwise == NULL) {
        return emit_write_step(plan, &stage->steps[stage->step_count++], write);
    }
    Write first = *write, second = *write->otherwise;
    first.no_row = NO_ROW_FINE;
    second.no_row = write->no_row;
    second.rows_of = write->rows_of;
    second.captures = write->captures;
    second.capture_count = write->capture_count;
    bool good = emit_write_step(plan, &stage->steps[stage->step_count++], &first) &&
                emit_write_step(plan, &stage->steps[stage->step_count++], &second);
    stage->steps[stage->step_count - 1].otherwise = true;
    return good;
}

static bool emit_answer_step(const Plan *plan, Step *step, Output *answer) {
    *step = (Step){.kind = STEP_ANSWER, .offset = answer->offset};
    emit_measure(answer);
    answer->in_place = false; /* there is nothing around it */
    return emit_statement(plan, &step->statement, emit_answer, answer);
}

/* The JSON as text, so that it is bound as what it is. */
static void emit_before(SqlBuf *sql, const void *item) {
    sql_raw(sql, "select cast(");
    emit_value(sql, item);
    sql_raw(sql, " as text)");
}

static bool emit_before_step(const Plan *plan, Step *step, const ReadBefore *before) {
    *step = (Step){.kind = STEP_FIND,
                   .captures = ARENA_ARRAY(plan->arena, 1, uint32_t),
                   .capture_count = 1,
                   .offset = before->list->offset};
    step->captures[0] = before->slot;
    emit_measure(before->list);
    return emit_statement(plan, &step->statement, emit_before, before->list);
}

static bool emit_stage(const Plan *plan, ProgramStage *stage, const MutationPart *part) {
    bool good = true;
    size_t most = 2 * part->write_count + part->before_count + part->verify_count + 2;
    *stage = (ProgramStage){.steps = ARENA_ARRAY(plan->arena, most, Step),
                            .verified = ARENA_ARRAY(plan->arena, part->verify_count, uint32_t),
                            .affected = part->affected,
                            .keys = part->keys};
    if (part->condition != NULL) {
        Step *check = &stage->steps[stage->step_count++];
        *check = (Step){.kind = STEP_CHECK, .offset = part->answer->offset};
        good = emit_statement(plan, &check->statement, emit_check, part);
    }
    for (size_t i = 0; i < part->before_count && good; i++) {
        good = emit_before_step(plan, &stage->steps[stage->step_count++], &part->before[i]);
    }
    if (part->answer_first) {
        good &= emit_answer_step(plan, &stage->steps[stage->step_count++], part->answer);
    }
    for (size_t i = 0; i < part->write_count && good; i++) {
        good = emit_write_steps(plan, stage, part->writes[i]);
    }
    for (size_t i = 0; i < part->verify_count && good; i++) {
        if (part->verifies[i]->rows != NULL) {
            good = emit_verify_step(plan, stage, part->verifies[i]);
        }
    }
    if (!part->answer_first) {
        good &= emit_answer_step(plan, &stage->steps[stage->step_count++], part->answer);
    }
    return good;
}

static bool emit_field(const Plan *plan, ProgramField *field, const Mutation *mutation) {
    bool good = true;
    field->stages = ARENA_ARRAY(plan->arena, mutation->part_count, ProgramStage);
    field->stage_count = mutation->part_count;
    field->dry_run = mutation->dry_run;
    for (size_t i = 0; i < mutation->part_count && good; i++) {
        good = emit_stage(plan, &field->stages[i], &mutation->parts[i]);
    }
    return good;
}

Program *emit_mutation(const Plan *plan) {
    Program *program = ARENA_NEW(plan->arena, Program);
    program->roots = ARENA_ARRAY(plan->arena, plan->root_count, ResultRoot);
    program->root_count = plan->root_count;
    program->mutations = ARENA_ARRAY(plan->arena, plan->root_count, ProgramField);
    program->slot_count = plan->slot_count;
    bool good = true;
    for (size_t i = 0; i < plan->root_count && good; i++) {
        const Output *root = &plan->roots[i];
        program->roots[i].node = emit_result_node(plan->arena, root);
        if (root->kind == OUTPUT_TYPENAME) {
            program->roots[i].constant = str_format(plan->arena, "\"%.*s\"", STR_ARG(root->text));
        }
        program->mutations[i].list = root->kind == OUTPUT_EACH;
        good = emit_field(plan, &program->mutations[i], &plan->mutations[i]);
    }
    return good ? program : NULL;
}
