/*
 * Aggregate functions.
 *
 *     count(columns: [a, b], distinct: true)   sum { quantity }
 *
 *     count(distinct case when t0."a" is not null and t0."b" is not null
 *                         then quote(t0."a") || ',' || quote(t0."b") end)
 *     soloql_sum(t0."quantity")
 *
 * The sum is our own because SQLite's fails the whole statement where integers overflow.
 */
#include "sqlgen/emit/emit.h"

/* One value that is null if one of the columns is, and differs if one of them differs. */
static void emit_columns_as_one(SqlBuf *sql, const Output *output) {
    sql_raw(sql, "case when ");
    for (size_t i = 0; i < output->argument_count; i++) {
        if (i != 0) {
            sql_raw(sql, " and ");
        }
        sql_column(sql, output->arguments[i]);
        sql_raw(sql, " is not null");
    }
    sql_raw(sql, " then ");
    for (size_t i = 0; i < output->argument_count; i++) {
        if (i != 0) {
            sql_raw(sql, " || ',' || ");
        }
        sql_raw(sql, "quote(");
        sql_column(sql, output->arguments[i]);
        sql_raw(sql, ")");
    }
    sql_raw(sql, " end");
}

static void emit_count(SqlBuf *sql, const Output *output) {
    if (output->argument_count == 0) {
        sql_raw(sql, "count(*)");
        return;
    }
    sql_raw(sql, "count(");
    if (output->distinct) {
        sql_raw(sql, "distinct ");
    }
    if (output->argument_count == 1) {
        sql_column(sql, output->arguments[0]);
    } else {
        emit_columns_as_one(sql, output);
    }
    sql_raw(sql, ")");
}

void emit_function(SqlBuf *sql, const Output *output) {
    switch (output->function) {
    case AGGREGATE_COUNT:
        emit_count(sql, output);
        return;
    case AGGREGATE_COUNT_DISTINCT:
        sql_raw(sql, "count(distinct ");
        break;
    case AGGREGATE_SUM:
        sql_raw(sql, "soloql_sum(");
        break;
    case AGGREGATE_AVG:
        sql_raw(sql, "soloql_avg(");
        break;
    case AGGREGATE_MIN:
        sql_raw(sql, "min(");
        break;
    case AGGREGATE_MAX:
        sql_raw(sql, "max(");
        break;
    case AGGREGATE_MEDIAN:
        sql_raw(sql, "soloql_median(");
        break;
    case AGGREGATE_PERCENTILE:
        sql_raw(sql, "soloql_percentile(");
        break;
    case AGGREGATE_STDDEV:
    case AGGREGATE_STDDEV_SAMP:
        sql_raw(sql, "soloql_stddev_samp(");
        break;
    case AGGREGATE_STDDEV_POP:
        sql_raw(sql, "soloql_stddev_pop(");
        break;
    case AGGREGATE_VAR_SAMP:
    case AGGREGATE_VARIANCE:
        sql_raw(sql, "soloql_var_samp(");
        break;
    case AGGREGATE_VAR_POP:
        sql_raw(sql, "soloql_var_pop(");
        break;
    }
    sql_column(sql, output->arguments[0]);
    if (output->parameter != NULL) {
        sql_raw(sql, ", ");
        sql_bind(sql, output->parameter);
    }
    sql_raw(sql, ")");
}
