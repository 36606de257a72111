/*
 * SqlText: SQL that the owner of the database wrote, to be put into a statement of ours.
 *
 * Cut at its parameters, so that emitting it is copying: the text of each piece, then the value of
 * the parameter that follows it; a last piece that ends in a comment ends its line.
 * What is not balanced, holds more than one statement or a parameter other than :name is refused,
 * so that it cannot reach beyond the parentheses that we put it in.
 */
#ifndef SOLOQL_CATALOG_SQL_TEXT_H
#define SOLOQL_CATALOG_SQL_TEXT_H

#include "sqlgen/base/str.h"

typedef struct SqlPiece {
    Str text;
    Str parameter; /* that follows, without its colon; data NULL if none does */
} SqlPiece;

typedef struct SqlText {
    SqlPiece *pieces;
    size_t piece_count;
} SqlText;

/* Cuts a copy of the text. False and *message (static) if it cannot stand in parentheses. */
bool sql_text_cut(Arena *arena, Str sql, SqlText *out, const char **message);

#endif
