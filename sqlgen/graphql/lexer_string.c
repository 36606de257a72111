/*
 * Strings (GraphQL specification, section 2.9.4).
 *
 * In: a lexer that stands before opening quotes. Out: the token, its text decoded. The one idea:
 * the end is found first, then the text is decoded into a block of the raw length, which is never
 * too small; a string without escapes is not copied at all. Each character is looked at a fixed
 * number of times.
 *
 * Example: "caf\u00E9 \u{1F600}" gives café 😀, and
 *     """
 *       one
 *         two
 *     """
 * gives the lines `one` and `  two`: the indentation that all lines but the first share is taken
 * away, and so are blank lines at both ends.
 */
#include "sqlgen/graphql/lexer_string.h"

#include <string.h>

#include "sqlgen/base/unicode.h"

/* The whole characters that begin within `units` UTF-16 units from an offset, for messages. */
static Str lexer_excerpt(const Lexer *lexer, uint32_t offset, uint32_t units) {
    uint32_t end = offset, point;
    size_t size;
    while (units != 0 && (size = unicode_decode(lexer->source->text, end, &point)) != 0) {
        end += (uint32_t)size;
        units -= point >= 0x10000 && units > 1 ? 2 : 1;
    }
    return str_slice(lexer->source->text, offset, end - offset);
}

/*
 * \u{…} at an offset: its bytes, or 0 after adding an error. At most 8 digits are read; what the
 * message shows ends with the character that made it invalid.
 */
static uint32_t lexer_read_braced_escape(Lexer *lexer, uint32_t offset, uint32_t *point) {
    uint32_t size = 3;
    *point = 0;
    while (size < 12) {
        char c = lexer_char(lexer, offset + size++);
        int digit = unicode_hex_digit(c);
        if (c == '}' && size >= 5 && unicode_is_scalar(*point)) {
            return size;
        }
        if (digit < 0) {
            break;
        }
        *point = *point << 4 | (uint32_t)digit;
        if (*point > INT32_MAX) {
            break;
        }
    }
    Str shown = lexer_excerpt(lexer, offset, size);
    lexer_fail(lexer, offset, "Invalid Unicode escape sequence: \"%.*s\".", STR_ARG(shown));
    return 0;
}

/* The character that a backslash and `c` stand for, or NUL. */
static char lexer_simple_escape(char c) {
    switch (c) {
    case '"':
    case '\\':
    case '/':
        return c;
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return '\0';
    }
}

/* The escape whose backslash stands at an offset: its bytes, or 0 after adding an error. */
static uint32_t lexer_read_escape(Lexer *lexer, uint32_t offset, uint32_t *point) {
    char c = lexer_char(lexer, offset + 1);
    if (c == 'u' && lexer_char(lexer, offset + 2) == '{') {
        return lexer_read_braced_escape(lexer, offset, point);
    }
    if (c == 'u') {
        uint32_t size = (uint32_t)unicode_read_escape(lexer->source->text, offset, point);
        if (size == 0) {
            Str shown = lexer_excerpt(lexer, offset, 6);
            lexer_fail(lexer, offset, "Invalid Unicode escape sequence: \"%.*s\".", STR_ARG(shown));
        }
        return size;
    }
    *point = (unsigned char)lexer_simple_escape(c);
    if (*point == 0) {
        Str shown = lexer_excerpt(lexer, offset, 2);
        lexer_fail(lexer, offset, "Invalid character escape sequence: \"%.*s\".", STR_ARG(shown));
        return 0;
    }
    return 2;
}

/* The rest of a string from its first escape at `from`; what came before is copied. */
static bool lexer_decode_string(Lexer *lexer, Token *token, uint32_t from) {
    Str text = lexer->source->text;
    uint32_t start = lexer->at, at = from;
    while (at < text.length && text.data[at] != '"' && text.data[at] != '\n' &&
           text.data[at] != '\r') {
        at += text.data[at] == '\\' ? 2 : 1;
    }
    char *out = arena_alloc(lexer->arena, at - start), *to = out;
    memcpy(to, text.data + start + 1, from - start - 1);
    to += from - start - 1;
    for (at = from; at < text.length && text.data[at] != '\n' && text.data[at] != '\r';) {
        if (text.data[at] == '"') {
            *token = (Token){TOKEN_STRING, {start, at + 1}, {out, (size_t)(to - out)}};
            lexer->at = at + 1;
            return true;
        }
        if (text.data[at] != '\\') {
            *to++ = text.data[at++];
            continue;
        }
        uint32_t point, size = lexer_read_escape(lexer, at, &point);
        if (size == 0) {
            return false;
        }
        to += unicode_encode(point, to);
        at += size;
    }
    return lexer_fail(lexer, at, "Unterminated string.");
}

bool lexer_read_string(Lexer *lexer, Token *token) {
    Str text = lexer->source->text;
    uint32_t start = lexer->at, at = start + 1;
    for (; at < text.length && text.data[at] != '\n' && text.data[at] != '\r'; at++) {
        if (text.data[at] == '\\') {
            return lexer_decode_string(lexer, token, at);
        }
        if (text.data[at] == '"') {
            *token =
                (Token){TOKEN_STRING, {start, at + 1}, {text.data + start + 1, at - start - 1}};
            lexer->at = at + 1;
            return true;
        }
    }
    return lexer_fail(lexer, at, "Unterminated string.");
}

/* True if `quotes` and nothing less stand at the offset: """ or \""". */
static bool lexer_stands(Str text, size_t at, Str quotes) {
    return str_equal(str_slice(text, at, quotes.length), quotes);
}

/* The next line of a block string, from *at on; false after the last. Even no text is a line. */
static bool block_next_line(Str raw, size_t *at, Str *line) {
    if (*at > raw.length) {
        return false;
    }
    size_t end = *at;
    while (end < raw.length && raw.data[end] != '\n' && raw.data[end] != '\r') {
        end++;
    }
    *line = str_slice(raw, *at, end - *at);
    *at = end + (lexer_stands(raw, end, STR("\r\n")) ? 2 : 1);
    return true;
}

static size_t block_indent(Str line) {
    size_t indent = 0;
    while (indent < line.length && (line.data[indent] == ' ' || line.data[indent] == '\t')) {
        indent++;
    }
    return indent;
}

/* What is kept of a block string: the lines [first, end), less the common indentation. */
typedef struct BlockLayout {
    size_t first, end;
    size_t indent;
} BlockLayout;

static BlockLayout block_measure(Str raw) {
    BlockLayout layout = {.indent = SIZE_MAX};
    Str line;
    for (size_t at = 0, i = 0; block_next_line(raw, &at, &line); i++) {
        size_t indent = block_indent(line);
        if (indent == line.length) {
            continue;
        }
        if (layout.end == 0) {
            layout.first = i;
        }
        layout.end = i + 1;
        if (i != 0 && indent < layout.indent) {
            layout.indent = indent;
        }
    }
    return layout;
}

/* Copies a line with \""" as """; returns where the copy ends. */
static char *block_copy_line(char *to, Str line) {
    for (size_t i = 0; i < line.length; i++) {
        if (line.data[i] != '\\' || !lexer_stands(line, i, STR("\\\"\"\""))) {
            *to++ = line.data[i];
            continue;
        }
        memcpy(to, "\"\"\"", 3);
        to += 3;
        i += 3;
    }
    return to;
}

/* The value of a block string (specification: BlockStringValue). */
static Str block_value(Arena *arena, Str raw) {
    BlockLayout layout = block_measure(raw);
    char *out = arena_alloc(arena, raw.length + 1), *to = out;
    Str line;
    for (size_t at = 0, i = 0; i < layout.end && block_next_line(raw, &at, &line); i++) {
        if (i < layout.first) {
            continue;
        }
        if (i > layout.first) {
            *to++ = '\n';
        }
        to = block_copy_line(to, i == 0 ? line : str_slice(line, layout.indent, line.length));
    }
    return (Str){out, (size_t)(to - out)};
}

bool lexer_read_block_string(Lexer *lexer, Token *token) {
    const Str quotes = STR("\"\"\""), escape = STR("\\\"\"\"");
    Str text = lexer->source->text;
    uint32_t start = lexer->at, at = start + 3;
    while (at < text.length && !(text.data[at] == '"' && lexer_stands(text, at, quotes))) {
        at += text.data[at] == '\\' && lexer_stands(text, at, escape) ? 4 : 1;
    }
    if (at >= text.length) {
        return lexer_fail(lexer, (uint32_t)text.length, "Unterminated string.");
    }
    Str raw = str_slice(text, start + 3, at - start - 3);
    *token = (Token){TOKEN_BLOCK_STRING, {start, at + 3}, block_value(lexer->arena, raw)};
    lexer->at = at + 3;
    return true;
}
