/*
 * SqlBuf: SQL text as a type (HOUSE, rule 3).
 *
 * Text enters by these doors only: literals of our own source, identifiers and strings that are
 * quoted on the way in, aliases by number, binds, and SQL of the owner of the database, which was
 * checked when it was read (catalog/sql_text.h). There is no printf into SQL.
 */
#ifndef SOLOQL_EMIT_SQL_H
#define SOLOQL_EMIT_SQL_H

#include "sqlgen/emit/program.h"
#include "sqlgen/plan/plan.h"

typedef struct SqlBuf {
    Arena *arena;
    StrBuf *text; /* freed with the arena */
    Bind *binds;  /* in the order of their ?N */
    size_t bind_count;
    unsigned depth;  /* of subqueries, for the indentation */
    bool unfinished; /* a computed column was met whose scan did not know of it yet */
} SqlBuf;

/* A string literal of our source, as it is. */
#define sql_raw(sql, literal) sql_append_literal((sql), STR(literal))
void sql_append_literal(SqlBuf *sql, Str literal);

void sql_ident(SqlBuf *sql, Str name);              /* "na""me" */
void sql_string(SqlBuf *sql, Str text);             /* 'te''xt' */
void sql_bind(SqlBuf *sql, const Operand *operand); /* ?N */

void sql_bind_again(SqlBuf *sql, size_t number); /* the same ?N, from 1 */

void sql_alias(SqlBuf *sql, const Scan *scan);  /* t3 */
void sql_column(SqlBuf *sql, ColumnRef column); /* t3."name" */
/* SQL of the owner's, in parentheses, or as the whole statement; `operands` has the parameter of
 * each piece. */
void sql_text(SqlBuf *sql, const SqlText *text, const Operand *operands);
void sql_statement(SqlBuf *sql, const SqlText *text, const Operand *operands);

void sql_number(SqlBuf *sql, size_t number); /* 3 */
void sql_line(SqlBuf *sql);                  /* a new line, indented */

#endif
