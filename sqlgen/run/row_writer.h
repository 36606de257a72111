/*
 * Rows as objects: of a statement whose first column is a shape (shape.h) and whose others are what
 * the shape takes.
 */
#ifndef SOLOQL_RUN_ROW_WRITER_H
#define SOLOQL_RUN_ROW_WRITER_H

#include "sqlgen/run/functions.h"

typedef struct RowWriter {
    sqlite3_stmt *statement;
    FunctionState *functions;
    const Shape *shape;
    sqlite3_value **values; /* the columns of a row, for the shape */
} RowWriter;

/* Reads the shape off the first row, on which the statement stands. NULL if the columns fit none.
 * In the arena. */
RowWriter *row_writer_new(Arena *arena, FunctionState *functions, sqlite3_stmt *statement);

/* Appends the object of the row on which the statement stands. */
void row_writer_write(RowWriter *writer, StrBuf *out);

#endif
