/*
 * DDL tokens: SQLite's lexical rules, as far as a CREATE statement needs them.
 *
 * In: the text of a statement as the schema table stores it. Out: tokens, one by one. The one
 * idea: nothing is decided here but where a token ends, so the readers above (options, comments,
 * views) can be plain loops that neither a parenthesis in a string nor a keyword in quotes can
 * mislead.
 *
 * Example: `a "b""c" text -- x` gives WORD a, QUOTED "b""c", WORD text, COMMENT -- x, END.
 */
#include "sqlgen/catalog/ddl_token.h"

#include <string.h>

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Bytes of bare names; all of UTF-8 beyond ASCII is allowed in them. */
static bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' ||
           c == '$' || (unsigned char)c >= 0x80;
}

static char byte_at(Str text, size_t at) {
    return at < text.length ? text.data[at] : '\0';
}

/* Where the quoted token that begins at `from` ends. A doubled quote stands for itself. */
static size_t quoted_end(Str sql, size_t from) {
    char open = sql.data[from], close = open == '[' ? ']' : open;
    for (size_t at = from + 1; at < sql.length; at++) {
        if (sql.data[at] != close) {
            continue;
        }
        if (open == '[' || byte_at(sql, at + 1) != close) {
            return at + 1;
        }
        at++;
    }
    return sql.length;
}

static size_t line_comment_end(Str sql, size_t from) {
    const char *newline = memchr(sql.data + from, '\n', sql.length - from);
    return newline == NULL ? sql.length : (size_t)(newline - sql.data);
}

static size_t block_comment_end(Str sql, size_t from) {
    for (size_t at = from + 2; at + 1 < sql.length; at++) {
        if (sql.data[at] == '*' && sql.data[at + 1] == '/') {
            return at + 2;
        }
    }
    return sql.length;
}

static size_t word_end(Str sql, size_t from, bool number) {
    size_t at = from;
    while (at < sql.length && (is_name_byte(sql.data[at]) || (number && sql.data[at] == '.'))) {
        at++;
    }
    return at;
}

static DdlTokenKind token_at(Str sql, size_t from, size_t *end) {
    char c = sql.data[from], next = byte_at(sql, from + 1);
    if (c == '-' && next == '-') {
        *end = line_comment_end(sql, from);
        return DDL_COMMENT;
    }
    if (c == '/' && next == '*') {
        *end = block_comment_end(sql, from);
        return DDL_COMMENT;
    }
    if (c == '"' || c == '[' || c == '`' || c == '\'') {
        *end = quoted_end(sql, from);
        return c == '\'' ? DDL_STRING : DDL_QUOTED;
    }
    if (is_name_byte(c)) {
        *end = word_end(sql, from, is_digit(c));
        return is_digit(c) ? DDL_NUMBER : DDL_WORD;
    }
    *end = from + 1;
    return DDL_SYMBOL;
}

DdlToken ddl_next(DdlScanner *scanner) {
    Str sql = scanner->sql;
    DdlToken token = {.kind = DDL_END};
    for (; scanner->at < sql.length && is_space(sql.data[scanner->at]); scanner->at++) {
        if (sql.data[scanner->at] == '\n') {
            token.newlines++;
            scanner->line = scanner->at + 1;
        }
    }
    size_t from = scanner->at;
    token.indent = from - scanner->line;
    if (from < sql.length) {
        token.kind = token_at(sql, from, &scanner->at);
        token.text = str_slice(sql, from, scanner->at - from);
    }
    return token;
}

DdlToken ddl_next_word(DdlScanner *scanner) {
    DdlToken token;
    do {
        token = ddl_next(scanner);
    } while (token.kind == DDL_COMMENT);
    return token;
}

void ddl_skip_group(DdlScanner *scanner) {
    size_t depth = 1;
    while (depth != 0) {
        DdlToken token = ddl_next(scanner);
        if (token.kind == DDL_END) {
            return;
        }
        depth += ddl_is_symbol(token, '(');
        depth -= ddl_is_symbol(token, ')');
    }
}

bool ddl_is_word(DdlToken token, Str keyword) {
    return token.kind == DDL_WORD && str_equal_nocase(token.text, keyword);
}

bool ddl_is_any(DdlToken token, const Str *keywords, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (ddl_is_word(token, keywords[i])) {
            return true;
        }
    }
    return false;
}

bool ddl_is_symbol(DdlToken token, char symbol) {
    return token.kind == DDL_SYMBOL && token.text.data[0] == symbol;
}

bool ddl_is_name(DdlToken token) {
    return token.kind == DDL_WORD || token.kind == DDL_QUOTED || token.kind == DDL_STRING;
}

Str ddl_name(Arena *arena, DdlToken token) {
    if (token.kind == DDL_WORD || token.text.length < 2) {
        return token.text;
    }
    Str inner = str_slice(token.text, 1, token.text.length - 2);
    char quote = token.text.data[0];
    if (quote == '[' || inner.length == 0 || memchr(inner.data, quote, inner.length) == NULL) {
        return inner;
    }
    char *name = arena_alloc(arena, inner.length);
    size_t length = 0;
    for (size_t i = 0; i < inner.length; i++) {
        name[length++] = inner.data[i];
        i += inner.data[i] == quote; /* the second of a doubled quote */
    }
    return (Str){name, length};
}
