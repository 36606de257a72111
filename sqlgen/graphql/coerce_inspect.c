/*
 * In: a JSON value. Out: the text by which an error message quotes it, as graphql-js 16 does.
 *
 * The idea: graphql-js prints JavaScript values, so numbers are doubles written as JavaScript
 * writes them (123456789012345678 is 123456789012345680), objects and arrays end at the third
 * level ([Object], [Array]) and arrays after ten items.
 *
 *     {"_and":[{"id":{"_eq":1}}]}   →   { _and: [[Object]] }
 *
 * Depth is bounded by that rule, size by the two limits of the header.
 */
#include "sqlgen/graphql/coerce_inspect.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sqlgen/base/json_writer.h"

enum {
    INSPECT_MAX_STRING = 1024,
    INSPECT_MAX_VALUE = 4096,
    INSPECT_MAX_DEPTH = 2,
    INSPECT_MAX_ITEMS = 10
};

static const Str inspect_ellipsis = STR_INIT("\u2026");

/* The beginning of a text, not cut inside a character. */
static Str inspect_beginning(Str text) {
    size_t length = INSPECT_MAX_STRING;
    while (length > 0 && ((unsigned char)text.data[length] & 0xC0) == 0x80) {
        length--;
    }
    return str_slice(text, 0, length);
}

Str inspect_text(Arena *arena, Str text) {
    if (text.length <= INSPECT_MAX_STRING) {
        return text;
    }
    Str beginning = inspect_beginning(text);
    return str_format(arena, "%.*s%.*s", STR_ARG(beginning), STR_ARG(inspect_ellipsis));
}

/* The fewest digits that read back to the number, and the power of ten of the first. */
static int inspect_digits(double number, char digits[24], int *exponent) {
    char text[INSPECT_NUMBER_SIZE];
    for (int precision = 0; precision < 17; precision++) {
        snprintf(text, sizeof text, "%.*e", precision, number);
        if (strtod(text, NULL) == number) {
            break;
        }
    }
    char *mark = strchr(text, 'e');
    *exponent = (int)strtol(mark + 1, NULL, 10);
    int count = 0;
    for (const char *p = text; p < mark; p++) {
        if (*p != '.') {
            digits[count++] = *p;
        }
    }
    digits[count] = '\0';
    return count;
}

/* ECMAScript, Number::toString: plain from 1e-7 up to 1e21, else with an exponent. */
static int inspect_finite(char *text, size_t size, double magnitude) {
    char digits[24];
    int exponent, count = inspect_digits(magnitude, digits, &exponent), point = exponent + 1;
    if (count <= point && point <= 21) {
        return snprintf(text, size, "%s%.*s", digits, point - count, "00000000000000000000");
    }
    if (0 < point && point <= 21) {
        return snprintf(text, size, "%.*s.%s", point, digits, digits + point);
    }
    if (-6 < point && point <= 0) {
        return snprintf(text, size, "0.%.*s%s", -point, "00000", digits);
    }
    return snprintf(text, size, "%.1s%s%se%c%d", digits, count > 1 ? "." : "", digits + 1,
                    exponent < 0 ? '-' : '+', abs(exponent));
}

Str inspect_number(char text[INSPECT_NUMBER_SIZE], double number) {
    char *p = text;
    if (number < 0) {
        *p++ = '-';
    }
    size_t size = INSPECT_NUMBER_SIZE - 1;
    int length;
    if (isinf(number)) {
        length = snprintf(p, size, "Infinity");
    } else if (number == 0) {
        length = snprintf(p, size, "0");
    } else {
        length = inspect_finite(p, size, fabs(number));
    }
    return (Str){text, (size_t)(p - text) + (size_t)length};
}

static void inspect_write(StrBuf *out, const Json *value, int depth);

static void inspect_string(StrBuf *out, Str text) {
    if (text.length <= INSPECT_MAX_STRING) {
        json_write_string(out, text);
        return;
    }
    json_write_string(out, inspect_beginning(text));
    strbuf_append(out, inspect_ellipsis);
}

static void inspect_array(StrBuf *out, const Json *array, int depth) {
    if (array->count == 0 || depth > INSPECT_MAX_DEPTH) {
        strbuf_append(out, array->count == 0 ? STR("[]") : STR("[Array]"));
        return;
    }
    strbuf_append_char(out, '[');
    size_t shown = array->count < INSPECT_MAX_ITEMS ? array->count : INSPECT_MAX_ITEMS;
    for (size_t i = 0; i < shown; i++) {
        strbuf_append(out, i == 0 ? STR("") : STR(", "));
        inspect_write(out, &array->items[i], depth);
    }
    size_t rest = array->count - shown;
    if (rest != 0) {
        strbuf_appendf(out, ", ... %zu more item%s", rest, rest == 1 ? "" : "s");
    }
    strbuf_append_char(out, ']');
}

static void inspect_object(StrBuf *out, const Json *object, int depth) {
    if (object->count == 0 || depth > INSPECT_MAX_DEPTH) {
        strbuf_append(out, object->count == 0 ? STR("{}") : STR("[Object]"));
        return;
    }
    strbuf_append(out, STR("{ "));
    for (size_t i = 0; i < object->count && !out->failed; i++) {
        strbuf_append(out, i == 0 ? STR("") : STR(", "));
        strbuf_append(out, object->members[i].key);
        strbuf_append(out, STR(": "));
        inspect_write(out, &object->members[i].value, depth);
    }
    strbuf_append(out, STR(" }"));
}

static void inspect_write(StrBuf *out, const Json *value, int depth) {
    char number[INSPECT_NUMBER_SIZE];
    switch (value->kind) {
    case JSON_NULL:
        strbuf_append(out, STR("null"));
        break;
    case JSON_FALSE:
        strbuf_append(out, STR("false"));
        break;
    case JSON_TRUE:
        strbuf_append(out, STR("true"));
        break;
    case JSON_NUMBER:
        strbuf_append(out, inspect_number(number, json_double(value)));
        break;
    case JSON_STRING:
        inspect_string(out, value->text);
        break;
    case JSON_ARRAY:
        inspect_array(out, value, depth + 1);
        break;
    case JSON_OBJECT:
        inspect_object(out, value, depth + 1);
        break;
    }
}

Str inspect_json(Arena *arena, const Json *value) {
    size_t room = INSPECT_MAX_VALUE + inspect_ellipsis.length;
    char *text = arena_alloc(arena, room); /* before the buffer: an arena may jump away */
    StrBuf buffer = {.limit = INSPECT_MAX_VALUE};
    inspect_write(&buffer, value, 0);
    size_t length = buffer.length;
    if (length != 0) {
        memcpy(text, buffer.data, length);
    }
    if (buffer.failed) {
        memcpy(text + length, inspect_ellipsis.data, inspect_ellipsis.length);
        length += inspect_ellipsis.length;
    }
    strbuf_free(&buffer);
    return (Str){text, length};
}
