/*
 * Reading a text character by character, for the functions that match patterns.
 */
#ifndef SOLOQL_RUN_TEXT_CURSOR_H
#define SOLOQL_RUN_TEXT_CURSOR_H

#include "sqlgen/base/str.h"

typedef struct TextCursor {
    const unsigned char *at, *end;
    bool fold; /* characters are given folded */
} TextCursor;

TextCursor text_cursor(Str text, bool fold);

/* As text_next, of a character whose first byte, which is not ASCII, has been read. */
uint32_t text_next_wide(TextCursor *cursor, uint32_t first);

/* The next character; the cursor must not be at the end. A byte that is not UTF-8 stands for
 * itself. */
static inline uint32_t text_next(TextCursor *cursor) {
    uint32_t point = *cursor->at++;
    if (point >= 0x80) {
        return text_next_wide(cursor, point);
    }
    return cursor->fold && point >= 'A' && point <= 'Z' ? point + ('a' - 'A') : point;
}

/* Upper and lower case made one, character by character (Unicode's simple case folding). */
uint32_t text_fold(uint32_t point);

uint32_t text_upper(uint32_t point);
uint32_t text_lower(uint32_t point);

/* What POSIX calls a character; the class is such a name as "alpha". */
typedef enum TextClass {
    TEXT_ALNUM,
    TEXT_ALPHA,
    TEXT_BLANK,
    TEXT_CNTRL,
    TEXT_DIGIT,
    TEXT_GRAPH,
    TEXT_LOWER,
    TEXT_PRINT,
    TEXT_PUNCT,
    TEXT_SPACE,
    TEXT_UPPER,
    TEXT_XDIGIT,
    TEXT_WORD /* alnum and _ */
} TextClass;

bool text_class_of_name(Str name, TextClass *out);
bool text_is(uint32_t point, TextClass class);

#endif
