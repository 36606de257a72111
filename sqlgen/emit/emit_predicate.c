/*
 * Predicates.
 *
 *     {_or: [{quantity: {_gt: 5}}, {product: {name: {_like: "A%"}}}]}
 *
 *     (t0."quantity" > ?1 or exists (select 1 from "products" as t1
 *         where t1."id" = t0."product_id" and soloql_like(?2, t1."name")))
 *
 *     {reviews_aggregate: {count: {predicate: {_gt: 2}}}}
 *
 *     (select count(*) > ?1 from "reviews" as t1 where t1."item_id" = t0."id")
 *
 * Chains of and/or are written as balanced trees once they are long: SQLite counts a chain of n
 * as an expression of depth n, and its limit is 1,000.
 */
#include "sqlgen/emit/emit.h"

enum { CHAIN_LENGTH = 64 }; /* longest chain that is written without inner parentheses */

static void emit_chain(SqlBuf *sql, Predicate *const *children, size_t count, bool is_and) {
    if (count > CHAIN_LENGTH) {
        size_t half = count / 2;
        sql_raw(sql, "(");
        emit_chain(sql, children, half, is_and);
        if (is_and) {
            sql_raw(sql, ") and (");
        } else {
            sql_raw(sql, ") or (");
        }
        emit_chain(sql, children + half, count - half, is_and);
        sql_raw(sql, ")");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (i != 0 && is_and) {
            sql_raw(sql, " and ");
        } else if (i != 0) {
            sql_raw(sql, " or ");
        }
        emit_predicate(sql, children[i]);
    }
}

static void emit_not(SqlBuf *sql, const Predicate *child) {
    if (child->kind == PREDICATE_NULL) {
        emit_comparand(sql, child);
        sql_raw(sql, " is not null");
        return;
    }
    if (child->kind == PREDICATE_BEYOND) {
        emit_beyond(sql, child); /* which is null next to nulls */
        sql_raw(sql, " is not true");
        return;
    }
    sql_raw(sql, "not (");
    emit_predicate(sql, child);
    sql_raw(sql, ")");
}

static void emit_exists(SqlBuf *sql, const Select *select) {
    sql->depth++;
    sql_raw(sql, "exists (select 1 from ");
    emit_from(sql, select);
    emit_where(sql, select);
    sql_raw(sql, ")");
    sql->depth--;
}

/* Without a group the rows are one group, even if there are none. */
static void emit_having(SqlBuf *sql, const Select *select, const Predicate *condition) {
    sql->depth++;
    sql_raw(sql, "(select ");
    emit_predicate(sql, condition);
    sql_raw(sql, " from ");
    emit_from(sql, select);
    emit_where(sql, select);
    sql_raw(sql, ")");
    sql->depth--;
}

void emit_predicate(SqlBuf *sql, const Predicate *predicate) {
    switch (predicate->kind) {
    case PREDICATE_TRUE:
        sql_raw(sql, "1");
        break;
    case PREDICATE_FALSE:
        sql_raw(sql, "0");
        break;
    case PREDICATE_AND:
    case PREDICATE_OR:
        sql_raw(sql, "(");
        emit_chain(sql, predicate->children, predicate->child_count,
                   predicate->kind == PREDICATE_AND);
        sql_raw(sql, ")");
        break;
    case PREDICATE_NOT:
        emit_not(sql, predicate->children[0]);
        break;
    case PREDICATE_COMPARE:
        emit_comparison(sql, predicate);
        break;
    case PREDICATE_NULL:
        emit_comparand(sql, predicate);
        sql_raw(sql, " is null");
        break;
    case PREDICATE_EXISTS:
        emit_exists(sql, predicate->exists);
        break;
    case PREDICATE_BEYOND:
        emit_beyond(sql, predicate);
        break;
    case PREDICATE_IN_INDEX:
        emit_in_index(sql, predicate);
        break;
    case PREDICATE_MATCH:
        emit_index_match(sql, predicate);
        break;
    case PREDICATE_TEXT:
        sql_text(sql, predicate->text, NULL);
        break;
    case PREDICATE_MORE:
        sql_raw(sql, "count(*) > ");
        emit_page_size(sql, predicate->page);
        break;
    case PREDICATE_HAVING:
        emit_having(sql, predicate->exists, predicate->children[0]);
        break;
    }
}
