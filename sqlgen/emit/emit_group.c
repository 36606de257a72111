/*
 * Groups: rows grouped by keys, as a table.
 *
 *     orders_group { key { status customer { country } month: placed_at(bucket: month) }
 *                    aggregate { sum { total } } }
 *
 *     (select t0."status" as "k0", t2."country" as "k1",
 *             soloql_bucket('month', t0."placed_at") as "k2", soloql_sum(t0."total") as "m0"
 *      from "orders" as t0
 *      left join "customers" as t2 on t2."id" = t0."customer_id"
 *      group by 1, 2, 3) as t1
 *
 * Rows and parents are read from the tables themselves, not from subqueries, so that an index
 * that has all their columns is enough. Keys are grouped by position, because a name would mean a
 * column of the table first.
 */
#include "sqlgen/emit/emit.h"

static Str bucket_name(DateBucket bucket) {
    switch (bucket) {
    case BUCKET_NONE:
        break;
    case BUCKET_YEAR:
        return STR("year");
    case BUCKET_QUARTER:
        return STR("quarter");
    case BUCKET_MONTH:
        return STR("month");
    case BUCKET_WEEK:
        return STR("week");
    case BUCKET_DAY:
        return STR("day");
    case BUCKET_HOUR:
        return STR("hour");
    case BUCKET_MINUTE:
        return STR("minute");
    }
    return STR("");
}

static void emit_key(SqlBuf *sql, const GroupKey *key) {
    OrderTerm value = {.column = key->value, .hops = key->hops, .hop_count = key->hop_count};
    if (key->bucket == BUCKET_NONE) {
        emit_order_value(sql, &value);
        return;
    }
    sql_raw(sql, "soloql_bucket(");
    sql_string(sql, bucket_name(key->bucket));
    sql_raw(sql, ", ");
    emit_order_value(sql, &value);
    sql_raw(sql, ")");
}

static void emit_as(SqlBuf *sql, const Column *column) {
    sql_raw(sql, " as ");
    sql_ident(sql, column->name);
}

static void emit_columns(SqlBuf *sql, const Grouping *grouping) {
    for (size_t i = 0; i < grouping->key_count; i++) {
        if (i != 0) {
            sql_raw(sql, ", ");
        }
        emit_key(sql, &grouping->keys[i]);
        emit_as(sql, grouping->keys[i].column);
    }
    for (size_t i = 0; i < grouping->measure_count; i++) {
        if (i + grouping->key_count != 0) {
            sql_raw(sql, ", ");
        }
        emit_function(sql, grouping->measures[i].function);
        emit_as(sql, grouping->measures[i].column);
    }
    if (grouping->key_count + grouping->measure_count == 0) {
        sql_raw(sql, "count(*)"); /* so that there is one group, and one row of it */
    }
}

static void emit_group_by(SqlBuf *sql, const Grouping *grouping) {
    for (size_t i = 0; i < grouping->key_count; i++) {
        if (i == 0) {
            sql_line(sql);
            sql_raw(sql, "group by ");
        } else {
            sql_raw(sql, ", ");
        }
        sql_number(sql, i + 1);
    }
}

void emit_grouping(SqlBuf *sql, const Scan *groups) {
    const Grouping *grouping = groups->grouping;
    sql->depth++;
    sql_line(sql);
    sql_raw(sql, "(select ");
    emit_columns(sql, grouping);
    sql_line(sql);
    sql_raw(sql, "from ");
    emit_from(sql, grouping->rows);
    for (size_t i = 0; i < grouping->join_count; i++) {
        sql_line(sql);
        sql_raw(sql, "left join ");
        emit_table(sql, grouping->joins[i].scan);
        sql_raw(sql, " on ");
        emit_join(sql, &grouping->joins[i].join);
    }
    emit_where(sql, grouping->rows);
    emit_group_by(sql, grouping);
    sql_raw(sql, ") as ");
    sql_alias(sql, groups);
    sql->depth--;
}
