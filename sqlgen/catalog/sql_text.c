/*
 * Cutting SQL at its parameters; see sql_text.h.
 *
 * In: `select * from t where a >= :since limit :n`. Out: the pieces `select * from t where a >= `,
 * then since, ` limit `, then n. The idea: the text is read with the parenthesis behind it that
 * will close ours. If that is not the one where the reading ends, something in the text reaches
 * out: a parenthesis too many or too few, a string or a comment that is not closed. All else
 * SQLite checks.
 */
#include "sqlgen/catalog/sql_text.h"

#include "sqlgen/catalog/ddl_token.h"

typedef struct SqlCutter {
    Arena *arena;
    DdlScanner scanner;
    size_t piece; /* where the piece that is being read begins */
    size_t depth; /* of parentheses */
    SqlText *out;
    const char *message; /* what is wrong; NULL if nothing is */
} SqlCutter;

static void cut_piece(SqlCutter *cutter, size_t end, Str parameter) {
    SqlPiece piece = {str_slice(cutter->scanner.sql, cutter->piece, end - cutter->piece),
                      parameter};
    ARENA_PUSH(cutter->arena, cutter->out->pieces, cutter->out->piece_count, piece);
    cutter->piece = cutter->scanner.at;
}

/* A colon is read: the name that follows it at once is a parameter. */
static void cut_parameter(SqlCutter *cutter) {
    size_t colon = cutter->scanner.at - 1;
    DdlToken name = ddl_next(&cutter->scanner);
    if (name.kind == DDL_WORD && name.text.data == cutter->scanner.sql.data + colon + 1) {
        cut_piece(cutter, colon, name.text);
    } else {
        cutter->message = "a parameter is written :name";
    }
}

static void cut_token(SqlCutter *cutter, DdlToken token) {
    if (token.kind == DDL_END) {
        cutter->message = "a parenthesis, a string, a quoted name or a comment is not closed";
    } else if (ddl_is_symbol(token, '(')) {
        cutter->depth++;
    } else if (ddl_is_symbol(token, ')')) {
        cutter->depth--;
    } else if (ddl_is_symbol(token, ';')) {
        cutter->message = "it must be one statement, without a semicolon";
    } else if (ddl_is_symbol(token, '?') || ddl_is_symbol(token, '@') ||
               ddl_is_symbol(token, '$') || (token.kind == DDL_WORD && token.text.data[0] == '$')) {
        cutter->message = "a parameter is written :name";
    } else if (ddl_is_symbol(token, ':')) {
        cut_parameter(cutter);
    }
}

bool sql_text_cut(Arena *arena, Str sql, SqlText *out, const char **message) {
    *out = (SqlText){0};
    Str closed = str_format(arena, "%.*s\n)", STR_ARG(sql)); /* a -- comment ends with its line */
    bool ends_in_comment = false;
    SqlCutter cutter = {.arena = arena, .scanner = {.sql = closed}, .depth = 1, .out = out};
    while (cutter.message == NULL && cutter.depth != 0) {
        DdlToken token = ddl_next(&cutter.scanner);
        cut_token(&cutter, token);
        ends_in_comment = cutter.depth == 0 ? ends_in_comment
                                            : (token.kind == DDL_COMMENT &&
                                               str_starts_with(token.text, STR("--")));
    }
    if (cutter.message == NULL && cutter.scanner.at != closed.length) {
        cutter.message = "a parenthesis is closed that was not opened";
    }
    cut_piece(&cutter, closed.length - (ends_in_comment ? 1 : 2), (Str){0});
    *message = cutter.message;
    return cutter.message == NULL;
}
