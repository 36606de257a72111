/*
 * distinct_on: of rows that agree in some columns the first.
 *
 *     items(distinct_on: [product_id], order_by: [{product_id: asc}, {quantity: desc}])
 *
 *     (select t0."id" from
 *        (select t0."id", …, row_number() over (partition by t0."product_id"
 *            order by t0."quantity" desc, t0."id") as "number"
 *         from "items" as t0) as t0
 *      where t0."number" = 1
 *      order by t0."product_id" nulls last, t0."quantity" desc, t0."id") as t0
 *
 * The inner rows keep the scan's alias and the names of its columns, so that what is around them
 * need not know. An index on the distinct columns, then the order, saves the sort.
 */
#include "sqlgen/emit/emit.h"

/* A column's name that the table has not. */
static Str distinct_number(SqlBuf *sql, const Table *table) {
    Str name = STR("number");
    while (table_column(table, name) != NULL) {
        name = str_format(sql->arena, "%.*s_", STR_ARG(name));
    }
    return name;
}

/* True if rows that are numbered together are all equal in the term. */
static bool term_is_distinct(const Select *select, const OrderTerm *term) {
    for (size_t i = 0; term->hop_count == 0 && i < select->distinct_count; i++) {
        if (select->distinct[i] == term->column.column) {
            return true;
        }
    }
    return false;
}

/* The order among rows that agree. */
static void emit_window_order(SqlBuf *sql, const Select *select) {
    bool any = false;
    for (size_t i = 0; i < select->order_count; i++) {
        if (term_is_distinct(select, &select->order[i])) {
            continue;
        }
        sql_append_literal(sql, any ? STR(", ") : STR(" order by "));
        emit_order_term(sql, &select->order[i]);
        any = true;
    }
    if (select->by_rowid) {
        sql_append_literal(sql, any ? STR(", ") : STR(" order by "));
        emit_rowid_term(sql, select);
    }
}

static void emit_window(SqlBuf *sql, const Select *select) {
    sql_raw(sql, "row_number() over (partition by ");
    for (size_t i = 0; i < select->distinct_count; i++) {
        if (i != 0) {
            sql_raw(sql, ", ");
        }
        sql_column(sql, (ColumnRef){select->scan, select->distinct[i]});
    }
    emit_window_order(sql, select);
    sql_raw(sql, ")");
}

void emit_distinct(SqlBuf *sql, const Select *select) {
    const Scan *scan = select->scan;
    Str number = distinct_number(sql, scan->table);
    sql->depth++;
    sql_line(sql);
    sql_raw(sql, "(select ");
    emit_used_columns(sql, scan);
    if (select->by_rowid) {
        sql_raw(sql, ", ");
        emit_rowid(sql, scan);
        sql_raw(sql, " as ");
        sql_ident(sql, scan->table->rowid_name);
    }
    sql_raw(sql, ", ");
    emit_window(sql, select);
    sql_raw(sql, " as ");
    sql_ident(sql, number);
    sql_raw(sql, " from ");
    emit_from(sql, select);
    emit_where(sql, select);
    sql_raw(sql, ") as ");
    sql_alias(sql, scan);
    sql->depth--;
}

void emit_distinct_where(SqlBuf *sql, const Select *select) {
    sql_line(sql);
    sql_raw(sql, "where ");
    sql_alias(sql, select->scan);
    sql_raw(sql, ".");
    sql_ident(sql, distinct_number(sql, select->scan->table));
    sql_raw(sql, " = 1");
}
