/*
 * Comparisons: what is compared, the operator, and the operand.
 *
 *     quantity: {_in: $q}              t0."quantity" in (select value from
 *                                          temp.soloql_each(?1, 'int'))
 *     name: {_nregex: "^a"}            not soloql_regex(?1, t0."name")
 *     name: {_starts_with: "a"}        t0."name" >= ?1 and t0."name" < ?2 || char(1114111)
 *     meta: {_contains: {a: 1}}        soloql_json_contains(t0."meta", ?1)
 *     meta: {_path: {at: "$.n", _gt: 5}}
 *                                      soloql_json_order(soloql_json_at(t0."meta", ?1), ?2) > 0
 *
 * A column stands alone on its side wherever SQLite has an operator for the comparison, so that an
 * index on it can be used.
 */
#include "sqlgen/emit/emit.h"

void emit_comparand(SqlBuf *sql, const Predicate *predicate) {
    if (predicate->aggregate != NULL) {
        emit_function(sql, predicate->aggregate);
    } else if (predicate->path != NULL) {
        sql_raw(sql, "soloql_json_at(");
        sql_column(sql, predicate->column);
        sql_raw(sql, ", ");
        sql_bind(sql, predicate->path);
        sql_raw(sql, ")");
    } else {
        sql_column(sql, predicate->column);
    }
}

/* The comparand as text to be matched: of JSON what a string holds. */
static void emit_text(SqlBuf *sql, const Predicate *predicate) {
    if (predicate->path == NULL) {
        emit_comparand(sql, predicate);
        return;
    }
    sql_raw(sql, "soloql_json_text(");
    emit_comparand(sql, predicate);
    sql_raw(sql, ")");
}

/* A list as rows. The schema is named because the file that is served cannot have a table in it:
 * so none of its tables can stand in the function's place. */
static void emit_list(SqlBuf *sql, const Operand *operand) {
    sql_raw(sql, "(select value from temp.soloql_each(");
    sql_bind(sql, operand);
    sql_raw(sql, ", ");
    sql_string(sql, data_type_word(operand->type));
    sql_raw(sql, "))");
}

static void emit_binary(SqlBuf *sql, const Predicate *predicate, Str operator) {
    emit_comparand(sql, predicate);
    sql_append_literal(sql, operator);
    if (predicate->other.column != NULL) {
        sql_column(sql, predicate->other);
    } else if (predicate->operand.list) {
        emit_list(sql, &predicate->operand);
    } else {
        sql_bind(sql, &predicate->operand);
    }
}

static void emit_match(SqlBuf *sql, const Predicate *predicate, Str call) {
    sql_append_literal(sql, call);
    sql_bind(sql, &predicate->operand);
    sql_raw(sql, ", ");
    emit_text(sql, predicate);
    sql_raw(sql, ")");
}

static void emit_json_call(SqlBuf *sql, const Predicate *predicate, Str call, Str end) {
    sql_append_literal(sql, call);
    emit_comparand(sql, predicate);
    sql_raw(sql, ", ");
    sql_bind(sql, &predicate->operand);
    sql_append_literal(sql, end);
}

/* A range, for which an index serves, where texts are compared byte by byte. */
static void emit_starts_with(SqlBuf *sql, const Predicate *predicate) {
    const Column *column = predicate->column.column;
    bool bytes =
        predicate->path == NULL && column->affinity == AFFINITY_TEXT &&
        (column->collation.length == 0 || str_equal_nocase(column->collation, STR("binary")));
    if (!bytes) {
        emit_match(sql, predicate, STR("soloql_starts_with("));
        return;
    }
    sql_raw(sql, "(");
    emit_binary(sql, predicate, STR(" >= "));
    sql_raw(sql, " and ");
    emit_binary(sql, predicate, STR(" < "));
    sql_raw(sql, " || char(1114111))");
}

/* JSON values are compared by what they are, not by how they are written. */
static void emit_ordinary(SqlBuf *sql, const Predicate *predicate, Str operator, Str json_call,
                          Str json_end) {
    if (predicate->operand.type == DATA_JSONB) {
        emit_json_call(sql, predicate, json_call, json_end);
    } else {
        emit_binary(sql, predicate, operator);
    }
}

/* NOLINTNEXTLINE(readability-function-size): a case for each kind, and nothing else */
void emit_comparison(SqlBuf *sql, const Predicate *predicate) {
    switch (predicate->compare) {
    case COMPARE_EQ:
        emit_ordinary(sql, predicate, STR(" = "), STR("soloql_json_equal("), STR(")"));
        break;
    case COMPARE_NEQ:
        emit_ordinary(sql, predicate, STR(" <> "), STR("not soloql_json_equal("), STR(")"));
        break;
    case COMPARE_GT:
        emit_ordinary(sql, predicate, STR(" > "), STR("soloql_json_order("), STR(") > 0"));
        break;
    case COMPARE_GTE:
        emit_ordinary(sql, predicate, STR(" >= "), STR("soloql_json_order("), STR(") >= 0"));
        break;
    case COMPARE_LT:
        emit_ordinary(sql, predicate, STR(" < "), STR("soloql_json_order("), STR(") < 0"));
        break;
    case COMPARE_LTE:
        emit_ordinary(sql, predicate, STR(" <= "), STR("soloql_json_order("), STR(") <= 0"));
        break;
    case COMPARE_IN:
        emit_ordinary(sql, predicate, STR(" in "), STR("soloql_json_in("), STR(")"));
        break;
    case COMPARE_NIN:
        emit_ordinary(sql, predicate, STR(" not in "), STR("not soloql_json_in("), STR(")"));
        break;
    case COMPARE_LIKE:
        emit_match(sql, predicate, STR("soloql_like("));
        break;
    case COMPARE_NLIKE:
        emit_match(sql, predicate, STR("not soloql_like("));
        break;
    case COMPARE_ILIKE:
        emit_match(sql, predicate, STR("soloql_ilike("));
        break;
    case COMPARE_NILIKE:
        emit_match(sql, predicate, STR("not soloql_ilike("));
        break;
    case COMPARE_REGEX:
        emit_match(sql, predicate, STR("soloql_regex("));
        break;
    case COMPARE_NREGEX:
        emit_match(sql, predicate, STR("not soloql_regex("));
        break;
    case COMPARE_IREGEX:
        emit_match(sql, predicate, STR("soloql_iregex("));
        break;
    case COMPARE_NIREGEX:
        emit_match(sql, predicate, STR("not soloql_iregex("));
        break;
    case COMPARE_SIMILAR:
        emit_match(sql, predicate, STR("soloql_similar("));
        break;
    case COMPARE_NSIMILAR:
        emit_match(sql, predicate, STR("not soloql_similar("));
        break;
    case COMPARE_STARTS_WITH:
        emit_starts_with(sql, predicate);
        break;
    case COMPARE_CONTAINS:
        emit_json_call(sql, predicate, STR("soloql_json_contains("), STR(")"));
        break;
    case COMPARE_CONTAINED_IN:
        emit_json_call(sql, predicate, STR("soloql_json_contained("), STR(")"));
        break;
    case COMPARE_HAS_KEY:
        emit_json_call(sql, predicate, STR("soloql_json_has_key("), STR(")"));
        break;
    case COMPARE_HAS_KEYS_ANY:
        emit_json_call(sql, predicate, STR("soloql_json_has_any("), STR(")"));
        break;
    case COMPARE_HAS_KEYS_ALL:
        emit_json_call(sql, predicate, STR("soloql_json_has_all("), STR(")"));
        break;
    case COMPARE_IS_NULL: /* planned as PREDICATE_NULL */
        break;
    }
}
