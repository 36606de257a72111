/*
 * Tokens.
 *
 * In: the source and a byte offset in it. Out: the token that begins there, and the offset after
 * it. The one idea: the first character decides what the token is, so there is no going back;
 * that the text is UTF-8 is checked once, before the first token, and never again.
 *
 * Example: `{ user(id: 4) }` gives { Name "user" ( Name "id" : Int "4" ) } <EOF>.
 */
#include "sqlgen/graphql/lexer.h"

#include "sqlgen/base/unicode.h"
#include "sqlgen/graphql/lexer_string.h"

/* The offset of the first byte that is not part of well-formed UTF-8; there must be one. */
static uint32_t lexer_find_malformed(Str text) {
    size_t at = 0, size;
    uint32_t point;
    while ((size = unicode_decode(text, at, &point)) != 0) {
        at += size;
    }
    return (uint32_t)at;
}

bool lexer_init(Lexer *lexer, Arena *arena, const Source *source, ErrorList *errors) {
    *lexer = (Lexer){.arena = arena, .source = source, .errors = errors};
    if (source->text.length > INT32_MAX) {
        return lexer_fail(lexer, 0, "Document is larger than 2 GiB. Parsing aborted.");
    }
    if (!str_is_utf8(source->text)) {
        uint32_t offset = lexer_find_malformed(source->text);
        return lexer_fail(lexer, offset, "Invalid character: byte 0x%02X is not UTF-8.",
                          (unsigned char)source->text.data[offset]);
    }
    return true;
}

bool lexer_fail(Lexer *lexer, uint32_t offset, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    Str message = str_format_list(lexer->arena, format, arguments);
    va_end(arguments);
    source_error(lexer->errors, lexer->source, offset, ERROR_VALIDATION_FAILED,
                 "Syntax Error: %.*s", STR_ARG(message));
    return false;
}

/* Adds "problem: X." where X is the character at an offset: "x", U+00E9 or <EOF>. */
static bool lexer_fail_at_character(Lexer *lexer, uint32_t offset, const char *problem) {
    uint32_t point;
    if (unicode_decode(lexer->source->text, offset, &point) == 0) {
        return lexer_fail(lexer, offset, "%s: <EOF>.", problem);
    }
    if (point == '"') {
        return lexer_fail(lexer, offset, "%s: '\"'.", problem);
    }
    if (point >= ' ' && point <= '~') {
        return lexer_fail(lexer, offset, "%s: \"%c\".", problem, (char)point);
    }
    return lexer_fail(lexer, offset, "%s: U+%04X.", problem, point);
}

static bool lexer_is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool lexer_is_name_start(char c) {
    char lower = (char)(c | 0x20);
    return (lower >= 'a' && lower <= 'z') || c == '_';
}

/* Finishes the token that begins at lexer->at and ends before `end`. */
static bool lexer_token(Lexer *lexer, Token *token, TokenKind kind, uint32_t end) {
    *token = (Token){.kind = kind, .span = {lexer->at, end}};
    lexer->at = end;
    return true;
}

/* As lexer_token for a token whose text is what stands in the source. */
static bool lexer_word(Lexer *lexer, Token *token, TokenKind kind, uint32_t end) {
    Str text = {lexer->source->text.data + lexer->at, end - lexer->at};
    lexer_token(lexer, token, kind, end);
    token->text = text;
    return true;
}

static bool lexer_read_name(Lexer *lexer, Token *token) {
    uint32_t end = lexer->at + 1;
    while (lexer_is_name_start(lexer_char(lexer, end)) || lexer_is_digit(lexer_char(lexer, end))) {
        end++;
    }
    return lexer_word(lexer, token, TOKEN_NAME, end);
}

/* Moves *end over one or more digits. */
static bool lexer_read_digits(Lexer *lexer, uint32_t *end) {
    if (!lexer_is_digit(lexer_char(lexer, *end))) {
        return lexer_fail_at_character(lexer, *end, "Invalid number, expected digit but got");
    }
    while (lexer_is_digit(lexer_char(lexer, *end))) {
        ++*end;
    }
    return true;
}

/* Moves *end over 0, or over digits that do not begin with 0. */
static bool lexer_read_integer_part(Lexer *lexer, uint32_t *end) {
    if (lexer_char(lexer, *end) != '0') {
        return lexer_read_digits(lexer, end);
    }
    ++*end;
    return !lexer_is_digit(lexer_char(lexer, *end)) ||
           lexer_fail_at_character(lexer, *end, "Invalid number, unexpected digit after 0");
}

static bool lexer_read_number(Lexer *lexer, Token *token) {
    TokenKind kind = TOKEN_INT;
    uint32_t end = lexer->at + (lexer_char(lexer, lexer->at) == '-' ? 1 : 0);
    if (!lexer_read_integer_part(lexer, &end)) {
        return false;
    }
    if (lexer_char(lexer, end) == '.') {
        kind = TOKEN_FLOAT;
        end++;
        if (!lexer_read_digits(lexer, &end)) {
            return false;
        }
    }
    if (lexer_char(lexer, end) == 'e' || lexer_char(lexer, end) == 'E') {
        kind = TOKEN_FLOAT;
        end++;
        end += lexer_char(lexer, end) == '+' || lexer_char(lexer, end) == '-' ? 1 : 0;
        if (!lexer_read_digits(lexer, &end)) {
            return false;
        }
    }
    if (lexer_char(lexer, end) == '.' || lexer_is_name_start(lexer_char(lexer, end))) {
        return lexer_fail_at_character(lexer, end, "Invalid number, expected digit but got");
    }
    return lexer_word(lexer, token, kind, end);
}

/* The offset of the next character that is neither white space, comma, BOM nor comment. */
static uint32_t lexer_skip_ignored(const Lexer *lexer) {
    const char *text = lexer->source->text.data;
    uint32_t at = lexer->at, end = (uint32_t)lexer->source->text.length;
    while (at < end) {
        switch (text[at]) {
        case ' ':
        case ',':
        case '\t':
        case '\n':
        case '\r':
            at++;
            break;
        case '#':
            while (at < end && text[at] != '\n' && text[at] != '\r') {
                at++;
            }
            break;
        default:
            if (!str_equal(str_slice(lexer->source->text, at, 3), STR("\xEF\xBB\xBF"))) {
                return at;
            }
            at += 3;
        }
    }
    return at;
}

/* A dot must be the first of three, and a string may be a block string. */
static bool lexer_next_is(const Lexer *lexer, char c) {
    return lexer_char(lexer, lexer->at + 1) == c && lexer_char(lexer, lexer->at + 2) == c;
}

bool lexer_next(Lexer *lexer, Token *token) {
    lexer->at = lexer_skip_ignored(lexer);
    if (lexer->at == lexer->source->text.length) {
        return lexer_token(lexer, token, TOKEN_EOF, lexer->at);
    }
    char c = lexer_char(lexer, lexer->at);
    if (lexer_is_name_start(c)) {
        return lexer_read_name(lexer, token);
    }
    if (c == '.' && lexer_next_is(lexer, '.')) {
        return lexer_token(lexer, token, TOKEN_SPREAD, lexer->at + 3);
    }
    if (c != '.' && token_is_punctuator((TokenKind)c)) {
        return lexer_token(lexer, token, (TokenKind)c, lexer->at + 1);
    }
    if (lexer_is_digit(c) || c == '-') {
        return lexer_read_number(lexer, token);
    }
    if (c == '"') {
        return lexer_next_is(lexer, '"') ? lexer_read_block_string(lexer, token)
                                         : lexer_read_string(lexer, token);
    }
    if (c == '\'') {
        return lexer_fail(lexer, lexer->at,
                          "Unexpected single quote character ('), did you mean to use a double "
                          "quote (\")?");
    }
    return lexer_fail_at_character(lexer, lexer->at, "Unexpected character");
}

bool token_is_punctuator(TokenKind kind) {
    return kind >= TOKEN_BANG && token_kind_name(kind) != NULL;
}

const char *token_kind_name(TokenKind kind) {
    switch (kind) {
    case TOKEN_EOF:
        return "<EOF>";
    case TOKEN_NAME:
        return "Name";
    case TOKEN_INT:
        return "Int";
    case TOKEN_FLOAT:
        return "Float";
    case TOKEN_STRING:
        return "String";
    case TOKEN_BLOCK_STRING:
        return "BlockString";
    case TOKEN_BANG:
        return "!";
    case TOKEN_DOLLAR:
        return "$";
    case TOKEN_AMP:
        return "&";
    case TOKEN_PAREN_L:
        return "(";
    case TOKEN_PAREN_R:
        return ")";
    case TOKEN_SPREAD:
        return "...";
    case TOKEN_COLON:
        return ":";
    case TOKEN_EQUALS:
        return "=";
    case TOKEN_AT:
        return "@";
    case TOKEN_BRACKET_L:
        return "[";
    case TOKEN_BRACKET_R:
        return "]";
    case TOKEN_BRACE_L:
        return "{";
    case TOKEN_PIPE:
        return "|";
    case TOKEN_BRACE_R:
        return "}";
    }
    return NULL;
}
