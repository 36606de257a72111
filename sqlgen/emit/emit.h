/*
 * Emitting: a Plan to a Program. The only folder with SQL keywords.
 */
#ifndef SOLOQL_EMIT_H
#define SOLOQL_EMIT_H

#include "sqlgen/emit/sql.h"

/* The program of a plan, in the plan's arena. NULL if the text could not be allocated. */
Program *emit_program(const Plan *plan);

/* The program of a plan that plan_check_stream() found good: its statement returns the rows of the
 * list one by one, each as a shape and what the shape takes. NULL as above. */
Program *emit_stream(const Plan *plan);

/* ---- What follows is shared by the emit_*.c files. ---- */

/* Takes text and binds over as the program's statement; false if the text is not whole. */
bool emit_finish(SqlBuf *sql, Program *statement);

/* What the answer consists of. */
ResultNode emit_result_node(Arena *arena, const Output *output);

/* The program of a plan that writes; emit_program() knows which those are. */
Program *emit_mutation(const Plan *plan);

/* The columns that the answer reads, as a table in parentheses: its rows in order, paged. */
void emit_rows(SqlBuf *sql, const Select *select);

/* A table of the database, or one that the plan makes, with its alias. */
void emit_table(SqlBuf *sql, const Scan *scan);

/* `"table" as t1` with the junction if there is one. */
void emit_from(SqlBuf *sql, const Select *select);

/* ` where …` of the select's join and condition; nothing if there is neither. */
void emit_where(SqlBuf *sql, const Select *select);

/* Groups of rows as a table in parentheses, with its alias. */
void emit_grouping(SqlBuf *sql, const Scan *groups);

/* The rows of a walk, likewise. */
void emit_tree(SqlBuf *sql, const Scan *scan);

/* The value that a term orders by. */
void emit_order_value(SqlBuf *sql, const OrderTerm *term);

/* The pairs of a join, joined by `and`. */
void emit_join(SqlBuf *sql, const Join *join);

/* ` order by …` and ` limit …`; nothing if there is none. */
void emit_order(SqlBuf *sql, const Select *select);
void emit_page(SqlBuf *sql, const Select *select);

/* The number of rows of a page, which has a limit or a cap. */
void emit_page_size(SqlBuf *sql, const Page *page);

/* One term of an order, with its direction; and the rowid. */
void emit_order_term(SqlBuf *sql, const OrderTerm *term);
void emit_rowid(SqlBuf *sql, const Scan *scan);

/* The columns of the scan that are read outside of its FROM clause. */
void emit_used_columns(SqlBuf *sql, const Scan *scan);

/* The rows of a select that has distinct columns, in parentheses; and ` where …`, which of them are
 * kept. */
void emit_distinct(SqlBuf *sql, const Select *select);
void emit_distinct_where(SqlBuf *sql, const Select *select);

void emit_predicate(SqlBuf *sql, const Predicate *predicate);

/* A PREDICATE_COMPARE, and what is on its left. */
void emit_comparison(SqlBuf *sql, const Predicate *predicate);
void emit_comparand(SqlBuf *sql, const Predicate *predicate);

/* `count(*)`, `sum(t1."x")` … of an OUTPUT_FUNCTION. */
void emit_function(SqlBuf *sql, const Output *output);

/* Fills in width and in_place of an output and all below it, once; the rest relies on them. */
void emit_measure(Output *output);

/* PREDICATE_MATCH, PREDICATE_IN_INDEX and OUTPUT_SEARCH. */
void emit_index_match(SqlBuf *sql, const Predicate *match);
void emit_in_index(SqlBuf *sql, const Predicate *predicate);
void emit_search(SqlBuf *sql, const Output *output);

/* A PREDICATE_BEYOND. */
void emit_beyond(SqlBuf *sql, const Predicate *predicate);

/* OUTPUT_CURSOR, OUTPUT_PAGE_END, OUTPUT_PAGE, OUTPUT_COUNT and OUTPUT_ID. */
void emit_id(SqlBuf *sql, const Output *output);
void emit_cursor(SqlBuf *sql, const Output *output);
void emit_page_end(SqlBuf *sql, const Output *output);
void emit_page_rows(SqlBuf *sql, const Output *output);
void emit_count_rows(SqlBuf *sql, const Output *output);

/* The shape and the arguments of a call that writes an object of all children. */
void emit_members(SqlBuf *sql, const Output *output);

/* `select 'shape', …` of the list's rows, each one row of the statement. */
void emit_list_rows(SqlBuf *sql, const Output *list);

/* The value of an output as one SQL expression. */
void emit_value(SqlBuf *sql, const Output *output);

#endif
