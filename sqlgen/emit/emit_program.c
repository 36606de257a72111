/*
 * Emitting: the entry.
 *
 *     { items { id } items_aggregate { aggregate { count } } }
 *
 *     select
 *       (select soloql_list('id:int!', t0."id") from (…) as t0) as "items",
 *       soloql_object('aggregate:raw', (select …)) as "items_aggregate"
 *
 * One statement of one row, with a column for each root field that needs the database.
 */
#include "sqlgen/emit/emit.h"

static ResultNode emit_result_node(Arena *arena, const Output *output) {
    ResultNode node = {.kind = RESULT_LEAF,
                       .key = output->key,
                       .not_null = output->not_null,
                       .offset = output->offset,
                       .child_count = output->child_count};
    if (output->kind == OUTPUT_LIST) {
        node.kind = RESULT_LIST;
    } else if (output->child_count != 0) {
        node.kind = RESULT_OBJECT;
    }
    node.children = ARENA_ARRAY(arena, output->child_count, ResultNode);
    for (size_t i = 0; i < output->child_count; i++) {
        node.children[i] = emit_result_node(arena, &output->children[i]);
    }
    return node;
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
    if (sql->text->length == 0) {
        sql_raw(sql, "select ");
    } else {
        sql_raw(sql, ", ");
    }
    emit_value(sql, output);
    sql_raw(sql, " as ");
    sql_ident(sql, output->key);
    return root;
}

Program *emit_program(const Plan *plan) {
    Program *program = ARENA_NEW(plan->arena, Program);
    SqlBuf sql = {.arena = plan->arena, .text = strbuf_new(plan->arena)};
    program->roots = ARENA_ARRAY(plan->arena, plan->root_count, ResultRoot);
    program->root_count = plan->root_count;
    for (size_t i = 0; i < plan->root_count; i++) {
        emit_measure(&plan->roots[i]);
        program->roots[i] = emit_root(&sql, &plan->roots[i]);
    }
    if (sql.text->failed) {
        return NULL;
    }
    program->sql = str_copy(plan->arena, strbuf_view(sql.text));
    program->sql_hash = str_hash(program->sql);
    program->binds = sql.binds;
    program->bind_count = sql.bind_count;
    strbuf_free(sql.text);
    return program;
}
