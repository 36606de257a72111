/*
 * Trees: the rows that a relation, followed again and again, leads to, as a table.
 *
 *     categories { categories_by_parent_tree(max_depth: 3) { depth node { name } } }
 *
 *     (with recursive "_soloql_walk"("k0", "depth") as (
 *        select t0."id", 0
 *        union
 *        select t3."id", "_soloql_walk"."depth" + 1
 *        from "_soloql_walk" join "categories" as t2 on t2."id" = "_soloql_walk"."k0"
 *        join "categories" as t3
 *        where t3."parent_id" = t2."id" and "_soloql_walk"."depth" < 100
 *              and "_soloql_walk"."depth" < ?1)
 *      select "k0", min("depth") as "depth" from "_soloql_walk"
 *      group by 1 having min("depth") > 0) as t1
 *
 * `union` drops what a level has twice, and the depth ends circles; a row counts at its least
 * depth, and the one that the walk began with, at depth 0, not at all. No table that is served has
 * a name like the walk's, so that none is hidden by it.
 */
#include "sqlgen/emit/emit.h"

static void emit_walk(SqlBuf *sql) {
    sql_raw(sql, "\"_soloql_walk\"");
}

static void emit_walk_column(SqlBuf *sql, const Column *column) {
    emit_walk(sql);
    sql_raw(sql, ".");
    sql_ident(sql, column->name);
}

static void emit_walk_columns(SqlBuf *sql, const Tree *tree) {
    for (size_t i = 0; i < tree->key_count; i++) {
        sql_ident(sql, tree->columns[i]->name);
        sql_raw(sql, ", ");
    }
}

static void emit_start(SqlBuf *sql, const Tree *tree) {
    sql_raw(sql, "select ");
    for (size_t i = 0; i < tree->key_count; i++) {
        sql_column(sql, tree->seeds[i]);
        sql_raw(sql, ", ");
    }
    sql_raw(sql, "0");
}

static void emit_step_from(SqlBuf *sql, const Tree *tree) {
    sql_raw(sql, "from ");
    emit_walk(sql);
    sql_raw(sql, " join ");
    emit_table(sql, tree->from);
    for (size_t i = 0; i < tree->key_count; i++) {
        if (i == 0) {
            sql_raw(sql, " on ");
        } else {
            sql_raw(sql, " and ");
        }
        sql_column(sql, (ColumnRef){tree->from, tree->keys[i]});
        sql_raw(sql, " = ");
        emit_walk_column(sql, tree->columns[i]);
    }
    sql_line(sql);
    sql_raw(sql, "join ");
    emit_from(sql, tree->step);
}

static void emit_step(SqlBuf *sql, const Tree *tree) {
    sql_raw(sql, "select ");
    for (size_t i = 0; i < tree->key_count; i++) {
        sql_column(sql, (ColumnRef){tree->step->scan, tree->keys[i]});
        sql_raw(sql, ", ");
    }
    emit_walk_column(sql, tree->depth);
    sql_raw(sql, " + 1");
    sql_line(sql);
    emit_step_from(sql, tree);
    emit_where(sql, tree->step);
    sql_raw(sql, " and ");
    emit_walk_column(sql, tree->depth);
    sql_raw(sql, " < ");
    sql_number(sql, tree->max_depth);
    if (tree->asked_depth != NULL) {
        sql_raw(sql, " and ");
        emit_walk_column(sql, tree->depth);
        sql_raw(sql, " < ");
        sql_bind(sql, tree->asked_depth);
    }
}

static void emit_least_depths(SqlBuf *sql, const Tree *tree) {
    sql_raw(sql, "select ");
    emit_walk_columns(sql, tree);
    sql_raw(sql, "min(\"depth\") as \"depth\" from ");
    emit_walk(sql);
    sql_raw(sql, " group by ");
    for (size_t i = 0; i < tree->key_count; i++) {
        if (i != 0) {
            sql_raw(sql, ", ");
        }
        sql_number(sql, i + 1);
    }
    sql_raw(sql, " having min(\"depth\") > 0");
}

void emit_tree(SqlBuf *sql, const Scan *scan) {
    const Tree *tree = scan->tree;
    sql->depth++;
    sql_line(sql);
    sql_raw(sql, "(with recursive ");
    emit_walk(sql);
    sql_raw(sql, "(");
    emit_walk_columns(sql, tree);
    sql_raw(sql, "\"depth\") as (");
    sql->depth++;
    sql_line(sql);
    emit_start(sql, tree);
    sql_line(sql);
    sql_raw(sql, "union");
    sql_line(sql);
    emit_step(sql, tree);
    sql_raw(sql, ")");
    sql->depth--;
    sql_line(sql);
    emit_least_depths(sql, tree);
    sql_raw(sql, ") as ");
    sql_alias(sql, scan);
    sql->depth--;
}
