/*
 * Selects: which rows, in which order.
 *
 *     items(where: {quantity: {_gt: 5}}, order_by: {product: {name: asc}}, limit: 10)
 *
 *     (select t0."id", t0."product_id" from "items" as t0
 *      where t0."quantity" > ?1
 *      order by (select t1."name" from "products" as t1 where t1."id" = t0."product_id") nulls
 * last, t0."id" limit ?2) as t0
 *
 * The rows are ordered and cut in a subquery that selects only the columns that are needed, and
 * the answer is built around it: then sorting moves little, and JSON is made only of rows that
 * are kept.
 */
#include "sqlgen/emit/emit.h"

void emit_join(SqlBuf *sql, const Join *join) {
    for (size_t i = 0; i < join->pair_count; i++) {
        if (i != 0) {
            sql_raw(sql, " and ");
        }
        sql_column(sql, join->pairs[i].inner);
        sql_raw(sql, " = ");
        sql_column(sql, join->pairs[i].outer);
    }
}

void emit_from(SqlBuf *sql, const Select *select) {
    if (select->junction == NULL) {
        emit_table(sql, select->scan);
        return;
    }
    emit_table(sql, select->junction);
    sql_raw(sql, " join ");
    emit_table(sql, select->scan);
    sql_raw(sql, " on ");
    emit_join(sql, &select->junction_join);
}

void emit_where(SqlBuf *sql, const Select *select) {
    if (select->join.pair_count == 0 && select->where == NULL) {
        return;
    }
    sql_line(sql);
    sql_raw(sql, "where ");
    emit_join(sql, &select->join);
    if (select->where != NULL) {
        if (select->join.pair_count != 0) {
            sql_raw(sql, " and ");
        }
        emit_predicate(sql, select->where);
    }
}

/* The column, or the aggregate, at the end of the hops: a scalar subquery for each. */
static void emit_order_column(SqlBuf *sql, const OrderTerm *term, size_t hop) {
    if (hop == term->hop_count && term->aggregate != NULL) {
        emit_function(sql, term->aggregate);
        return;
    }
    if (hop == term->hop_count) {
        sql_column(sql, term->column);
        return;
    }
    const Select *select = term->hops[hop];
    sql->depth++;
    sql_raw(sql, "(select ");
    emit_order_column(sql, term, hop + 1);
    sql_raw(sql, " from ");
    emit_from(sql, select);
    emit_where(sql, select);
    emit_page(sql, select);
    sql_raw(sql, ")");
    sql->depth--;
}

/* A scalar subquery has no collation; the order is that of its column all the same. */
void emit_order_value(SqlBuf *sql, const OrderTerm *term) {
    emit_order_column(sql, term, 0);
    if (term->hop_count != 0 && term->aggregate == NULL &&
        term->column.column->collation.length != 0) {
        sql_raw(sql, " collate ");
        sql_ident(sql, term->column.column->collation);
    }
}

void emit_order_term(SqlBuf *sql, const OrderTerm *term) {
    emit_order_value(sql, term);
    if (term->direction.descending) {
        sql_raw(sql, " desc");
    }
    /* SQLite's own place for nulls is first when ascending and last when descending. */
    if (!term->maybe_null || term->direction.nulls_first != term->direction.descending) {
        return;
    }
    if (term->direction.nulls_first) {
        sql_raw(sql, " nulls first");
    } else {
        sql_raw(sql, " nulls last");
    }
}

void emit_rowid(SqlBuf *sql, const Scan *scan) {
    sql_alias(sql, scan);
    sql_raw(sql, ".");
    sql_ident(sql, scan->table->rowid_name);
}

void emit_order(SqlBuf *sql, const Select *select) {
    if (select->order_count == 0 && !select->by_rowid) {
        return;
    }
    sql_line(sql);
    sql_raw(sql, "order by ");
    for (size_t i = 0; i < select->order_count; i++) {
        if (i != 0) {
            sql_raw(sql, ", ");
        }
        emit_order_term(sql, &select->order[i]);
    }
    if (select->by_rowid) {
        if (select->order_count != 0) {
            sql_raw(sql, ", ");
        }
        emit_rowid(sql, select->scan);
    }
}

/* A limit of the document is a literal, so that SQLite can plan by it; one of a variable is not
 * known yet. */
static bool page_size_known(const Page *page, int64_t *size) {
    *size = page->most;
    if (page->limit == NULL) {
        return true;
    }
    if (page->limit->slot != OPERAND_CONSTANT || !json_int64(&page->limit->constant, size)) {
        return false;
    }
    *size = page->capped && page->most < *size ? page->most : *size;
    return *size >= 0 && *size < INT32_MAX;
}

void emit_page_size(SqlBuf *sql, const Page *page) {
    int64_t size;
    if (page_size_known(page, &size)) {
        sql_number(sql, (size_t)size);
        return;
    }
    if (!page->capped) {
        sql_bind(sql, page->limit);
        return;
    }
    sql_raw(sql, "min(");
    sql_bind(sql, page->limit);
    sql_raw(sql, ", ");
    sql_number(sql, (size_t)page->most);
    sql_raw(sql, ")");
}

static void emit_limit(SqlBuf *sql, const Page *page) {
    int64_t size;
    sql_raw(sql, " limit ");
    if (page_size_known(page, &size)) {
        sql_number(sql, (size_t)size + page->look_ahead);
        return;
    }
    emit_page_size(sql, page);
    if (page->look_ahead) {
        sql_raw(sql, " + 1");
    }
}

void emit_page(SqlBuf *sql, const Select *select) {
    const Page *page = &select->page;
    if (select->single) {
        sql_raw(sql, " limit 1");
        return;
    }
    if (page->limit != NULL || page->capped) {
        emit_limit(sql, page);
    } else if (page->offset != NULL) {
        sql_raw(sql, " limit -1");
    }
    if (page->offset != NULL) {
        sql_raw(sql, " offset ");
        sql_bind(sql, page->offset);
    }
}

void emit_used_columns(SqlBuf *sql, const Scan *scan) {
    for (size_t i = 0; i < scan->used_count; i++) {
        if (i != 0) {
            sql_raw(sql, ", ");
        }
        sql_column(sql, (ColumnRef){(Scan *)scan, scan->used[i]});
    }
    if (scan->used_count == 0) {
        sql_raw(sql, "1");
    }
}

void emit_rows(SqlBuf *sql, const Select *select) {
    const Scan *scan = select->scan;
    sql->depth++;
    sql_raw(sql, "(select ");
    emit_used_columns(sql, scan);
    sql_raw(sql, " from ");
    if (select->distinct_count != 0) {
        emit_distinct(sql, select);
        emit_distinct_where(sql, select);
    } else {
        emit_from(sql, select);
        emit_where(sql, select);
    }
    emit_order(sql, select);
    emit_page(sql, select);
    sql_raw(sql, ") as ");
    sql_alias(sql, scan);
    sql->depth--;
}
