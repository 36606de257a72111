/*
 * Predicates.
 *
 *     {_or: [{quantity: {_gt: 5}}, {product: {name: {_like: "A%"}}}]}
 *
 *     (t0."quantity" > ?1 or exists (select 1 from "products" as t1
 *         where t1."id" = t0."product_id" and soloql_like(?2, t1."name")))
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

static void emit_list_operand(SqlBuf *sql, const Operand *operand) {
    if (operand->type == DATA_BYTEA) {
        sql_raw(sql, "(select soloql_unbase64(value) from json_each(");
    } else {
        sql_raw(sql, "(select value from json_each(");
    }
    sql_bind(sql, operand);
    sql_raw(sql, "))");
}

static void emit_text_match(SqlBuf *sql, const Predicate *predicate) {
    CompareOperator compare = predicate->compare;
    if (compare == COMPARE_NLIKE || compare == COMPARE_NILIKE) {
        sql_raw(sql, "not ");
    }
    if (compare == COMPARE_LIKE || compare == COMPARE_NLIKE) {
        sql_raw(sql, "soloql_like(");
    } else {
        sql_raw(sql, "soloql_ilike(");
    }
    sql_bind(sql, &predicate->operand);
    sql_raw(sql, ", ");
    sql_column(sql, predicate->column);
    sql_raw(sql, ")");
}

static void emit_binary(SqlBuf *sql, const Predicate *predicate, Str operator) {
    sql_column(sql, predicate->column);
    sql_append_literal(sql, operator);
    sql_bind(sql, &predicate->operand);
}

static void emit_comparison(SqlBuf *sql, const Predicate *predicate) {
    switch (predicate->compare) {
    case COMPARE_EQ:
        emit_binary(sql, predicate, STR(" = "));
        break;
    case COMPARE_NEQ:
        emit_binary(sql, predicate, STR(" <> "));
        break;
    case COMPARE_GT:
        emit_binary(sql, predicate, STR(" > "));
        break;
    case COMPARE_GTE:
        emit_binary(sql, predicate, STR(" >= "));
        break;
    case COMPARE_LT:
        emit_binary(sql, predicate, STR(" < "));
        break;
    case COMPARE_LTE:
        emit_binary(sql, predicate, STR(" <= "));
        break;
    case COMPARE_IN:
        sql_column(sql, predicate->column);
        sql_raw(sql, " in ");
        emit_list_operand(sql, &predicate->operand);
        break;
    case COMPARE_NIN:
        sql_column(sql, predicate->column);
        sql_raw(sql, " not in ");
        emit_list_operand(sql, &predicate->operand);
        break;
    case COMPARE_LIKE:
    case COMPARE_NLIKE:
    case COMPARE_ILIKE:
    case COMPARE_NILIKE:
        emit_text_match(sql, predicate);
        break;
    case COMPARE_IS_NULL: /* planned as PREDICATE_NULL */
        break;
    }
}

static void emit_not(SqlBuf *sql, const Predicate *child) {
    if (child->kind == PREDICATE_NULL) {
        sql_column(sql, child->column);
        sql_raw(sql, " is not null");
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
        sql_column(sql, predicate->column);
        sql_raw(sql, " is null");
        break;
    case PREDICATE_EXISTS:
        emit_exists(sql, predicate->exists);
        break;
    }
}
