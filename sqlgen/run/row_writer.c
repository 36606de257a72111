/*
 * Rows as objects; see row_writer.h.
 *
 * In: a row of `select 'id:int! name:text', t0."id", t0."name" from …`. Out: {"id":1,"name":"Ann"},
 * by the very function that writes the objects of a list.
 */
#include "sqlgen/run/row_writer.h"

RowWriter *row_writer_new(Arena *arena, FunctionState *functions, sqlite3_stmt *statement) {
    RowWriter *writer = ARENA_NEW(arena, RowWriter);
    int count = sqlite3_column_count(statement) - 1;
    const char *text = (const char *)sqlite3_column_text(statement, 0);
    size_t length = (size_t)sqlite3_column_bytes(statement, 0);
    *writer = (RowWriter){.statement = statement,
                          .functions = functions,
                          .shape = function_find_shape(functions, (Str){text, length}, true),
                          .values = ARENA_ARRAY(arena, (size_t)count, sqlite3_value *)};
    bool fits = writer->shape != NULL && writer->shape->argument_count == (size_t)count;
    return fits ? writer : NULL;
}

void row_writer_write(RowWriter *writer, StrBuf *out) {
    size_t count = writer->shape->argument_count;
    for (size_t i = 0; i < count; i++) {
        writer->values[i] = sqlite3_column_value(writer->statement, (int)i + 1);
    }
    function_write_shape(writer->functions, out, writer->shape, writer->values);
}
