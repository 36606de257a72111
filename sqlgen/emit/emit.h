/*
 * Emitting: a Plan to a Program. The only folder with SQL keywords.
 */
#ifndef SOLOQL_EMIT_H
#define SOLOQL_EMIT_H

#include "sqlgen/emit/sql.h"

/* The program of a plan, in the plan's arena. NULL if the text could not be allocated. */
Program *emit_program(const Plan *plan);

/* ---- What follows is shared by the emit_*.c files. ---- */

/* The columns that the answer reads, as a table in parentheses: its rows in order, paged. */
void emit_rows(SqlBuf *sql, const Select *select);

/* `"table" as t1` with the junction if there is one. */
void emit_from(SqlBuf *sql, const Select *select);

/* ` where …` of the select's join and condition; nothing if there is neither. */
void emit_where(SqlBuf *sql, const Select *select);

/* Groups of rows as a table in parentheses, with its alias. */
void emit_grouping(SqlBuf *sql, const Scan *groups);

/* The value that a term orders by. */
void emit_order_value(SqlBuf *sql, const OrderTerm *term);

/* The pairs of a join, joined by `and`. */
void emit_join(SqlBuf *sql, const Join *join);

/* ` order by …` and ` limit …`; nothing if there is none. */
void emit_order(SqlBuf *sql, const Select *select);
void emit_page(SqlBuf *sql, const Select *select);

void emit_predicate(SqlBuf *sql, const Predicate *predicate);

/* A PREDICATE_COMPARE, and what is on its left. */
void emit_comparison(SqlBuf *sql, const Predicate *predicate);
void emit_comparand(SqlBuf *sql, const Predicate *predicate);

/* The column, or the part of its JSON value at the path if that is not NULL. */
void emit_json_part(SqlBuf *sql, ColumnRef column, const Operand *path);

/* `count(*)`, `sum(t1."x")` … of an OUTPUT_FUNCTION. */
void emit_function(SqlBuf *sql, const Output *output);

/* Fills in width and in_place of an output and all below it, once; the rest relies on them. */
void emit_measure(Output *output);

/* The value of an output as one SQL expression. */
void emit_value(SqlBuf *sql, const Output *output);

#endif
