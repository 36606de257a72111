/*
 * Connections: the page, its cursors, and the condition that cursors stand for.
 *
 *     orders_connection(first: 2, after: $c, order_by: [{ship_by: asc}]) {
 *       edges { cursor node { id } } pageInfo { hasNextPage endCursor } totalCount
 *     }
 *
 *     (select soloql_object('edges:raw pageInfo{hasNextPage:bool! endCursor:text} totalCount:int!',
 *        soloql_page(?1, 0, 'cursor:text! node{id:int!}', soloql_cursor('…', t0."ship_by",
 * t0."id"), t0."id"), count(*) > ?2, soloql_page_end(?3, 1, soloql_cursor(…)), (select count(*)
 * from …)) from (select … from "orders" as t0 where ((t0."ship_by" > ?4 or (t0."ship_by" is null
 * and ?4 is not null)) or (t0."ship_by" is ?4 and t0."id" > ?5)) order by t0."ship_by" nulls last,
 * t0."id" limit ?6 + 1) as t0)
 */
#include "sqlgen/emit/emit.h"

/* ---- The condition. ---- */

typedef struct Beyond {
    const OrderTerm *order;
    size_t count; /* of terms */
    bool against;
    const Operand *cursor;
    size_t *binds; /* the ?N of each of the cursor's values; 0 = not bound yet */
} Beyond;

/* A cursor's value as parameter; each is bound once. */
static void emit_cursor_value(SqlBuf *sql, const Beyond *beyond, size_t term) {
    if (beyond->binds[term] != 0) {
        sql_bind_again(sql, beyond->binds[term]);
        return;
    }
    Operand value = *beyond->cursor;
    value.part = (uint32_t)term;
    sql_bind(sql, &value);
    beyond->binds[term] = sql->bind_count;
}

/* The row's value is that of the cursor. */
static void emit_level(SqlBuf *sql, const Beyond *beyond, size_t term) {
    const OrderTerm *order = &beyond->order[term];
    emit_order_value(sql, order);
    if (order->maybe_null) {
        sql_raw(sql, " is ");
    } else {
        sql_raw(sql, " = ");
    }
    emit_cursor_value(sql, beyond, term);
}

/* Behind it; with `or_level`, or the same: only for values that are not null. */
static void emit_past(SqlBuf *sql, const Beyond *beyond, size_t term, bool or_level) {
    const OrderTerm *order = &beyond->order[term];
    bool descending = order->direction.descending != beyond->against;
    emit_order_value(sql, order);
    if (descending) {
        sql_raw(sql, " <");
    } else {
        sql_raw(sql, " >");
    }
    if (or_level) {
        sql_raw(sql, "=");
    }
    sql_raw(sql, " ");
    emit_cursor_value(sql, beyond, term);
}

/* Nulls are behind all values, or before them. */
static void emit_past_null(SqlBuf *sql, const Beyond *beyond, size_t term) {
    const OrderTerm *order = &beyond->order[term];
    bool nulls_first = order->direction.nulls_first != beyond->against;
    sql_raw(sql, "(");
    emit_past(sql, beyond, term, false);
    sql_raw(sql, " or (");
    emit_order_value(sql, order);
    if (nulls_first) {
        sql_raw(sql, " is not null and ");
    } else {
        sql_raw(sql, " is null and ");
    }
    emit_cursor_value(sql, beyond, term);
    if (nulls_first) {
        sql_raw(sql, " is null))");
    } else {
        sql_raw(sql, " is not null))");
    }
}

/* All terms before this one are level, and this one is behind. */
static void emit_alternative(SqlBuf *sql, const Beyond *beyond, size_t term) {
    sql_raw(sql, "(");
    for (size_t i = 0; i < term; i++) {
        emit_level(sql, beyond, i);
        sql_raw(sql, " and ");
    }
    if (beyond->order[term].maybe_null) {
        emit_past_null(sql, beyond, term);
    } else {
        emit_past(sql, beyond, term, false);
    }
    sql_raw(sql, ")");
}

/* The first term alone is said beforehand, so that an index on it can start there. */
void emit_beyond(SqlBuf *sql, const Predicate *predicate) {
    const Select *select = predicate->exists;
    Beyond beyond = {.order = select->order,
                     .count = select->order_count,
                     .against = predicate->against,
                     .cursor = &predicate->operand,
                     .binds = ARENA_ARRAY(sql->arena, select->order_count, size_t)};
    bool starts = beyond.count > 1 && !beyond.order[0].maybe_null;
    if (beyond.count == 0) {
        sql_raw(sql, "0"); /* rows that cannot be told apart: there is but one */
        return;
    }
    sql_raw(sql, "(");
    if (starts) {
        emit_past(sql, &beyond, 0, true);
        sql_raw(sql, " and (");
    }
    for (size_t i = 0; i < beyond.count; i++) {
        if (i != 0) {
            sql_raw(sql, " or ");
        }
        emit_alternative(sql, &beyond, i);
    }
    if (starts) {
        sql_raw(sql, ")");
    }
    sql_raw(sql, ")");
}

/* ---- The answer. ---- */

static void emit_size(SqlBuf *sql, const Page *page) {
    if (page->limit == NULL && !page->capped) {
        sql_raw(sql, "null");
    } else {
        emit_page_size(sql, page);
    }
}

void emit_cursor(SqlBuf *sql, const Output *output) {
    const Select *select = output->select;
    sql_raw(sql, "soloql_cursor(");
    sql_string(sql, output->text);
    for (size_t i = 0; i < select->order_count; i++) {
        sql_raw(sql, ", ");
        emit_order_value(sql, &select->order[i]);
    }
    sql_raw(sql, ")");
}

void emit_page_end(SqlBuf *sql, const Output *output) {
    sql_raw(sql, "soloql_page_end(");
    emit_size(sql, &output->select->page);
    if (output->last) {
        sql_raw(sql, ", 1, ");
    } else {
        sql_raw(sql, ", 0, ");
    }
    emit_cursor(sql, output);
    sql_raw(sql, ")");
}

void emit_page_rows(SqlBuf *sql, const Output *output) {
    sql_raw(sql, "soloql_page(");
    emit_size(sql, &output->select->page);
    if (output->select->page.backward) {
        sql_raw(sql, ", 1, ");
    } else {
        sql_raw(sql, ", 0, ");
    }
    emit_members(sql, output);
    sql_raw(sql, ")");
}

void emit_count_rows(SqlBuf *sql, const Output *output) {
    sql->depth++;
    sql_raw(sql, "(select count(*) from ");
    emit_from(sql, output->select);
    emit_where(sql, output->select);
    sql_raw(sql, ")");
    sql->depth--;
}

void emit_id(SqlBuf *sql, const Output *output) {
    sql_raw(sql, "soloql_id(");
    sql_string(sql, output->text);
    for (size_t i = 0; i < output->argument_count; i++) {
        sql_raw(sql, ", ");
        sql_column(sql, output->arguments[i]);
    }
    sql_raw(sql, ")");
}
