/*
 * Search: conditions on words, and what FTS5 says about a row.
 *
 *     jobs(where: {_search: "brake"}) { _rank _snippet }
 *
 *     t0."id" in (select t1."rowid" from "jobs_fts" as t1
 *                 where t1."jobs_fts" match soloql_words(?1))
 *
 *     (select snippet(t2."jobs_fts", -1, ?2, ?3, ?4, ?5) from "jobs_fts" as t2
 *      where t2."rowid" = t0."id" and t2."jobs_fts" match soloql_words(?6))
 *
 * The column that a match is asked of bears the table's own name. soloql_words() quotes what a
 * user typed, word by word.
 */
#include "sqlgen/emit/emit.h"

static void emit_index_column(SqlBuf *sql, const Scan *index) {
    sql_alias(sql, index);
    sql_raw(sql, ".");
    sql_ident(sql, index->table->name);
}

void emit_index_match(SqlBuf *sql, const Predicate *match) {
    emit_index_column(sql, match->column.scan);
    if (match->raw) {
        sql_raw(sql, " match ");
        sql_bind(sql, &match->operand);
        return;
    }
    sql_raw(sql, " match soloql_words(");
    sql_bind(sql, &match->operand);
    sql_raw(sql, ")");
}

void emit_in_index(SqlBuf *sql, const Predicate *predicate) {
    const Select *index = predicate->exists;
    sql->depth++;
    sql_column(sql, predicate->column);
    sql_raw(sql, " in (select ");
    sql_alias(sql, index->scan);
    sql_raw(sql, ".rowid from ");
    emit_from(sql, index);
    emit_where(sql, index);
    sql_raw(sql, ")");
    sql->depth--;
}

/* The text of -1 stands for the column that fits best. */
static void emit_column_number(SqlBuf *sql, const Column *column) {
    if (column == NULL) {
        sql_raw(sql, ", -1, ");
        return;
    }
    sql_raw(sql, ", ");
    sql_number(sql, column->position);
    sql_raw(sql, ", ");
}

static void emit_call(SqlBuf *sql, const Scan *index, const SearchCall *call) {
    if (call->function == SEARCH_RANK) {
        sql_column(sql, (ColumnRef){(Scan *)index, call->rank});
        return;
    }
    if (call->function == SEARCH_SNIPPET) {
        sql_raw(sql, "snippet(");
    } else {
        sql_raw(sql, "highlight(");
    }
    emit_index_column(sql, index);
    emit_column_number(sql, call->column);
    sql_bind(sql, &call->start);
    sql_raw(sql, ", ");
    sql_bind(sql, &call->end);
    if (call->function == SEARCH_SNIPPET) {
        sql_raw(sql, ", ");
        sql_bind(sql, &call->ellipsis);
        sql_raw(sql, ", ");
        sql_bind(sql, &call->tokens);
    }
    sql_raw(sql, ")");
}

void emit_search(SqlBuf *sql, const Output *output) {
    sql->depth++;
    sql_raw(sql, "(select ");
    emit_call(sql, output->select->scan, output->search);
    sql_raw(sql, " from ");
    emit_from(sql, output->select);
    emit_where(sql, output->select);
    sql_raw(sql, ")");
    sql->depth--;
}
