/*
 * Emitting: the entry.
 *
 *     { items { id } items_aggregate { aggregate { count } } }
 *
 *     select
 *       (select soloql_list('id:int!', t0."id") from (…) as t0) as "items",
 *       soloql_object('aggregate:raw', (select …)) as "items_aggregate"
 *
 * One statement of one row, with a column for each root field that needs the database. A stream, or
 * an operation that is one list of stored values, has a row for each row of that list:
 *
 *     select 'id:int!', t0."id" from "items" as t0 order by t0."id"
 */
#include "sqlgen/emit/emit.h"

enum { WIDEST_ROW = 100 }; /* columns that one shape takes */

ResultNode emit_result_node(Arena *arena, const Output *output) {
    ResultNode node = {.kind = RESULT_LEAF,
                       .key = output->key,
                       .not_null = output->not_null,
                       .offset = output->offset,
                       .child_count = output->child_count};
    if (output->kind == OUTPUT_LIST || output->kind == OUTPUT_PAGE) {
        node.kind = RESULT_LIST;
    } else if (output->child_count != 0) {
        node.kind = RESULT_OBJECT;
    }
    if (output->kind == OUTPUT_EACH) { /* all of its items are alike */
        node.kind = RESULT_LIST;
        node.child_count = output->child_count == 0 ? 0 : output->children->child_count;
        output = output->children;
    }
    node.children = ARENA_ARRAY(arena, node.child_count, ResultNode);
    for (size_t i = 0; i < node.child_count; i++) {
        node.children[i] = emit_result_node(arena, &output->children[i]);
    }
    return node;
}

static void emit_root_column(SqlBuf *sql, const Output *output) {
    if (sql->text->length == 0) {
        sql_raw(sql, "select ");
    } else {
        sql_raw(sql, ", ");
    }
    emit_value(sql, output);
    sql_raw(sql, " as ");
    sql_ident(sql, output->key);
}

static ResultRoot emit_root(SqlBuf *sql, const Output *output) {
    ResultRoot root = {.node = emit_result_node(sql->arena, output)};
    if (output->kind == OUTPUT_CONSTANT) {
        root.constant = output->text;
        return root;
    }
    if (output->kind == OUTPUT_TYPENAME) {
        root.constant = str_format(sql->arena, "\"%.*s\"", STR_ARG(output->text));
        return root;
    }
    if (output->kind != OUTPUT_ONE_OF) {
        emit_root_column(sql, output);
        return root;
    }
    root.other_count = output->child_count - 1;
    root.others = root.node.children + 1;
    root.node = root.node.children[0];
    for (size_t i = 0; i < output->child_count; i++) {
        emit_root_column(sql, &output->children[i]);
    }
    return root;
}

static SqlBuf emit_roots(const Plan *plan, ResultRoot *roots) {
    SqlBuf sql = {.arena = plan->arena, .text = strbuf_new(plan->arena)};
    for (size_t i = 0; i < plan->root_count; i++) {
        roots[i] = emit_root(&sql, &plan->roots[i]);
        roots[i].bind_end = sql.bind_count;
    }
    return sql;
}

static SqlBuf emit_list_root(const Plan *plan, ResultRoot *roots) {
    SqlBuf sql = {.arena = plan->arena, .text = strbuf_new(plan->arena)};
    roots[0].node = emit_result_node(plan->arena, &plan->roots[0]);
    emit_list_rows(&sql, &plan->roots[0]);
    roots[0].bind_end = sql.bind_count;
    return sql;
}

bool emit_finish(SqlBuf *sql, Program *statement) {
    if (sql->text->failed) {
        return false;
    }
    statement->sql = str_copy(sql->arena, strbuf_view(sql->text));
    statement->sql_hash = str_hash(statement->sql);
    statement->owners_sql = sql->owners;
    statement->binds = sql->binds;
    statement->bind_count = sql->bind_count;
    strbuf_free(sql->text);
    return true;
}

/* The program whose statement, and what its columns mean, the function writes. */
static Program *program_make(const Plan *plan, SqlBuf (*emit)(const Plan *, ResultRoot *)) {
    Program *program = ARENA_NEW(plan->arena, Program);
    program->roots = ARENA_ARRAY(plan->arena, plan->root_count, ResultRoot);
    program->root_count = plan->root_count;
    for (size_t i = 0; i < plan->root_count; i++) {
        emit_measure(&plan->roots[i]);
    }
    SqlBuf sql = emit(plan, program->roots);
    while (sql.unfinished) { /* more columns are computed than was known */
        strbuf_free(sql.text);
        sql = emit(plan, program->roots);
    }
    return emit_finish(&sql, program) ? program : NULL;
}

/* True if the answer is one list of stored values: its rows, put in order, are its objects. What is
 * computed would be so before the rows are put in order, also for those that no page shows. */
static bool plan_is_flat(const Plan *plan) {
    const Output *list = &plan->roots[0];
    if (plan->root_count != 1 || list->kind != OUTPUT_LIST || list->child_count > WIDEST_ROW) {
        return false;
    }
    for (size_t i = 0; i < list->child_count; i++) {
        const Output *child = &list->children[i];
        bool is_stored = child->kind == OUTPUT_COLUMN && child->parameter == NULL &&
                         child->column.column->expression == NULL;
        if (!is_stored && child->kind != OUTPUT_TYPENAME) {
            return false;
        }
    }
    return true;
}

Program *emit_program(const Plan *plan) {
    if (plan->mutations != NULL) {
        return emit_mutation(plan);
    }
    bool by_row = plan_is_flat(plan);
    Program *program = program_make(plan, by_row ? emit_list_root : emit_roots);
    if (program != NULL) {
        program->by_row = by_row;
    }
    return program;
}

Program *emit_stream(const Plan *plan) {
    return program_make(plan, emit_list_root);
}
