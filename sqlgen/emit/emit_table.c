/*
 * What stands in a FROM clause: a table of the database, or rows that the plan makes.
 *
 *     "items" as t0
 *     (select *, rowid as rowid, (price * 1.2) as "gross" from "items") as t0
 *
 * A computed column is computed where nothing but the row's own names can be meant, in a subquery
 * of its own, and so is one that only some of a role's rules grant:
 *
 *     (select "id", "owner_id", "email", case when t0."owner_id" = ?1 then "email" end as "email*"
 *      from "members" as t0) as t0
 *
 * A mask around a computed column takes two: conditions know the row by its alias, expressions by
 * the table's name.
 */
#include "sqlgen/emit/emit.h"

/* json_extract(value, '$[0]'); of bytes, which JSON has as text, soloql_bytes() of that. */
static void emit_key_part(SqlBuf *sql, const Table *table, size_t part) {
    bool bytes = table->columns[part].sampled == SAMPLED_BLOB;
    if (bytes) {
        sql_raw(sql, "soloql_bytes(");
    }
    sql_raw(sql, "json_extract(value, '$[");
    sql_number(sql, part);
    sql_raw(sql, "]')");
    if (bytes) {
        sql_raw(sql, ")");
    }
}

/* (select value as "k0", rowid as "at" from temp.soloql_each(?1, 'any')) as t1; of a key of
 * several columns each value is an array. */
static void emit_keys(SqlBuf *sql, const Scan *scan) {
    const Table *table = scan->table;
    sql_raw(sql, "(select ");
    for (size_t i = 0; i < table->column_count; i++) {
        if (table->column_count == 1) {
            sql_raw(sql, "value");
        } else {
            emit_key_part(sql, table, i);
        }
        sql_raw(sql, " as ");
        sql_ident(sql, table->columns[i].name);
        sql_raw(sql, ", ");
    }
    sql_raw(sql, "rowid as ");
    sql_ident(sql, table->columns[table->column_count].name);
    sql_raw(sql, " from temp.soloql_each(");
    sql_bind(sql, scan->keys);
    sql_raw(sql, ", ");
    sql_string(sql, data_type_word(scan->keys->type));
    sql_raw(sql, ")) as ");
    sql_alias(sql, scan);
}

static void emit_source(SqlBuf *sql, const Scan *scan) {
    if (scan->query != NULL) {
        sql_text(sql, scan->query, scan->operands);
    } else {
        sql_ident(sql, scan->table->name);
    }
}

static const Mask *scan_mask_of(const Scan *scan, const Column *column) {
    const Mask *mask = scan->masks;
    while (mask->column != column) {
        mask++;
    }
    return mask;
}

/* What is computed of the rows, or of what is computed of them, masked or not. */
static bool scan_has_expressions(const Scan *scan) {
    bool any = false;
    for (size_t i = 0; i < scan->computed_count; i++) {
        const Column *column = scan->computed[i];
        any |= column->expression != NULL ||
               (column->masked != NULL && column->masked->expression != NULL);
    }
    return any;
}

static bool scan_is_masked(const Scan *scan) {
    bool any = false;
    for (size_t i = 0; i < scan->computed_count; i++) {
        any |= scan->computed[i]->masked != NULL;
    }
    return any;
}

/* All of them, or those that the role's statements may touch. */
static void emit_own_columns(SqlBuf *sql, const Scan *scan) {
    if (scan->reach == NULL) {
        sql_raw(sql, "*");
        return;
    }
    bool any = false;
    for (size_t i = 0; i < scan->table->column_count; i++) {
        if (scan->reach->columns[i]) {
            sql_append_literal(sql, any ? STR(", ") : STR(""));
            sql_ident(sql, scan->table->columns[i].name);
            any = true;
        }
    }
}

static void emit_rowid_column(SqlBuf *sql, const Scan *scan) {
    if (scan->query == NULL && scan->table->rowid_name.length != 0) {
        sql_raw(sql, ", ");
        sql_ident(sql, scan->table->rowid_name);
        sql_raw(sql, " as ");
        sql_ident(sql, scan->table->rowid_name);
    }
}

/* Each expression once: a column can be there with its mask and, for a rule, without. */
static bool expression_is_first(const Scan *scan, size_t index, const Column *column) {
    for (size_t i = 0; i < index; i++) {
        const Column *other = scan->computed[i];
        if (other == column || other->masked == column) {
            return false;
        }
    }
    return true;
}

/* (select *, (expr) as "name" from "table"): the names in an expression can only be the row's. */
static void emit_expressions(SqlBuf *sql, const Scan *scan) {
    sql_raw(sql, "(select ");
    emit_own_columns(sql, scan);
    emit_rowid_column(sql, scan);
    for (size_t i = 0; i < scan->computed_count; i++) {
        const Column *column = scan->computed[i];
        column = column->masked != NULL ? column->masked : column;
        if (column->expression != NULL && expression_is_first(scan, i, column)) {
            sql_raw(sql, ", ");
            sql_text(sql, column->expression, NULL);
            sql_raw(sql, " as ");
            sql_ident(sql, column->name);
        }
    }
    sql_raw(sql, " from ");
    emit_source(sql, scan);
    if (scan->query != NULL) { /* an expression may say the table's name */
        sql_raw(sql, " as ");
        sql_ident(sql, scan->table->name);
    }
    sql_raw(sql, ")");
}

static void emit_masked(SqlBuf *sql, const Scan *scan, const Column *column) {
    sql_raw(sql, "case when ");
    emit_predicate(sql, scan_mask_of(scan, column)->shown);
    sql_raw(sql, " then ");
    sql_ident(sql, column->masked->name);
    sql_raw(sql, " end");
    if (column->collation.length != 0) { /* which an expression does not take from its columns */
        sql_raw(sql, " collate ");
        sql_ident(sql, column->collation);
    }
}

/* (select *, case … end as "name*" from "table" as t0), as which the conditions know the row. */
static void emit_masks(SqlBuf *sql, const Scan *scan) {
    bool expressions = scan_has_expressions(scan);
    sql_raw(sql, "(select ");
    if (expressions) {
        sql_raw(sql, "*");
    } else {
        emit_own_columns(sql, scan);
        emit_rowid_column(sql, scan);
    }
    for (size_t i = 0; i < scan->computed_count; i++) {
        if (scan->computed[i]->masked != NULL) {
            sql_raw(sql, ", ");
            emit_masked(sql, scan, scan->computed[i]);
            sql_raw(sql, " as ");
            sql_ident(sql, scan->computed[i]->name);
        }
    }
    sql_raw(sql, " from ");
    if (expressions) {
        emit_expressions(sql, scan);
    } else {
        emit_source(sql, scan);
    }
    sql_raw(sql, " as ");
    sql_alias(sql, scan);
    sql_raw(sql, ")");
}

static void emit_computed_rows(SqlBuf *sql, const Scan *scan) {
    if (scan_is_masked(scan)) {
        emit_masks(sql, scan);
    } else {
        emit_expressions(sql, scan);
    }
}

void emit_table(SqlBuf *sql, const Scan *scan) {
    if (scan->keys != NULL) {
        emit_keys(sql, scan);
        return;
    }
    if (scan->grouping != NULL) {
        emit_grouping(sql, scan);
        return;
    }
    if (scan->tree != NULL) {
        emit_tree(sql, scan);
        return;
    }
    if (scan->computed_count == 0) {
        emit_source(sql, scan);
    } else {
        emit_computed_rows(sql, scan);
    }
    sql_raw(sql, " as ");
    sql_alias(sql, scan);
}
