/* SqlBuf and its doors; see sql.h. */
#include "sqlgen/emit/sql.h"

#include <assert.h>

void sql_append_literal(SqlBuf *sql, Str literal) {
    strbuf_append(sql->text, literal);
}

/* The text between two quotes, those in it doubled. */
static void sql_quoted(SqlBuf *sql, Str text, char quote) {
    strbuf_append_char(sql->text, quote);
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] == quote) {
            strbuf_append_char(sql->text, quote);
        }
        strbuf_append_char(sql->text, text.data[i]);
    }
    strbuf_append_char(sql->text, quote);
}

void sql_ident(SqlBuf *sql, Str name) {
    sql_quoted(sql, name, '"');
}

void sql_string(SqlBuf *sql, Str text) {
    sql_quoted(sql, text, '\'');
}

void sql_bind(SqlBuf *sql, const Operand *operand) {
    assert(operand != NULL);
    ARENA_PUSH(sql->arena, sql->binds, sql->bind_count,
               ((Bind){.slot = operand->slot == OPERAND_CONSTANT ? BIND_CONSTANT : operand->slot,
                       .constant = operand->constant,
                       .type = operand->type,
                       .list = operand->list,
                       .rule = operand->rule,
                       .label = operand->label,
                       .part = operand->part,
                       .offset = operand->offset}));
    strbuf_appendf(sql->text, "?%zu", sql->bind_count);
}

void sql_bind_again(SqlBuf *sql, size_t number) {
    strbuf_appendf(sql->text, "?%zu", number);
}

void sql_alias(SqlBuf *sql, const Scan *scan) {
    if (scan->by_name) {
        sql_ident(sql, scan->table->name);
    } else {
        strbuf_appendf(sql->text, "t%u", scan->number);
    }
}

/* Notes that the scan's rows must have the computed column. The text may have passed the scan's
 * FROM clause by now: the program is then written once more. */
static void sql_compute(SqlBuf *sql, ColumnRef column) {
    Scan *scan = column.scan;
    for (size_t i = 0; i < scan->computed_count; i++) {
        if (scan->computed[i] == column.column) {
            return;
        }
    }
    ARENA_PUSH(sql->arena, scan->computed, scan->computed_count, column.column);
    sql->unfinished = true;
}

void sql_column(SqlBuf *sql, ColumnRef column) {
    if (column.column->expression != NULL || column.column->masked != NULL) {
        sql_compute(sql, column);
    }
    sql_alias(sql, column.scan);
    sql_raw(sql, ".");
    sql_ident(sql, column.column->name);
}

void sql_statement(SqlBuf *sql, const SqlText *text, const Operand *operands) {
    sql->owners = true;
    for (size_t i = 0; i < text->piece_count; i++) {
        strbuf_append(sql->text, text->pieces[i].text);
        if (text->pieces[i].parameter.data != NULL) {
            sql_bind(sql, &operands[i]);
        }
    }
}

void sql_text(SqlBuf *sql, const SqlText *text, const Operand *operands) {
    sql_raw(sql, "(");
    sql_statement(sql, text, operands);
    sql_raw(sql, ")");
}

void sql_number(SqlBuf *sql, size_t number) {
    strbuf_appendf(sql->text, "%zu", number);
}

void sql_line(SqlBuf *sql) {
    StrBuf *text = sql->text;
    while (text->length != 0 && text->data[text->length - 1] == ' ') {
        text->length--;
    }
    sql_raw(sql, "\n");
    for (unsigned i = 0; i < sql->depth; i++) {
        sql_raw(sql, "  ");
    }
}
