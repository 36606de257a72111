/*
 * printf for texts that may hold NULs.
 *
 * In: a format and its arguments. Out: the text. The one idea: the C library's printf ends a "%.*s"
 * at the first NUL, which a string of a document or a key of a request may well hold, so texts are
 * copied here; numbers are left to snprintf, one at a time.
 *
 * Example: "found %.*s at %zu" with the Str "a\0b" and 7 gives the 14 bytes `found a\0b at 7`.
 */
#include "sqlgen/base/format.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum {
    FORMAT_SPEC = 8,   /* room for the longest conversion, such as %04X */
    FORMAT_NUMBER = 64 /* room for the longest number */
};

/* Text that is counted, and written if there is somewhere to write it to. */
typedef struct Formatter {
    char *out; /* NULL: only count */
    size_t length;
    va_list arguments;
} Formatter;

static void format_add(Formatter *formatter, const char *text, size_t length) {
    if (formatter->out != NULL && length != 0) {
        memcpy(formatter->out + formatter->length, text, length);
    }
    formatter->length += length;
}

/* The argument of %.*s or %s. */
static void format_add_text(Formatter *formatter, bool is_sized) {
    int size = is_sized ? va_arg(formatter->arguments, int) : 0;
    const char *text = va_arg(formatter->arguments, const char *);
    format_add(formatter, text, is_sized ? (size_t)size : strlen(text));
}

/* Prints the argument of a conversion that is not of text. */
static int format_print(Formatter *formatter, const char *spec, char text[FORMAT_NUMBER]) {
    if (strchr(spec, 'g') != NULL) {
        return snprintf(text, FORMAT_NUMBER, spec, va_arg(formatter->arguments, double));
    }
    if (strstr(spec, "ll") != NULL) {
        return snprintf(text, FORMAT_NUMBER, spec, va_arg(formatter->arguments, long long));
    }
    if (strchr(spec, 'z') != NULL) {
        return snprintf(text, FORMAT_NUMBER, spec, va_arg(formatter->arguments, size_t));
    }
    assert(strchr("cduX", spec[strlen(spec) - 1]) != NULL);
    return snprintf(text, FORMAT_NUMBER, spec, va_arg(formatter->arguments, int));
}

static void format_add_number(Formatter *formatter, const char *spec) {
    char text[FORMAT_NUMBER];
    int length = format_print(formatter, spec, text);
    assert(length >= 0 && length < FORMAT_NUMBER);
    format_add(formatter, text, (size_t)length);
}

size_t format_write(char *out, const char *format, va_list arguments) {
    Formatter formatter = {.out = out};
    va_copy(formatter.arguments, arguments);
    for (;;) {
        size_t plain = strcspn(format, "%");
        format_add(&formatter, format, plain);
        format += plain;
        if (*format == '\0') {
            break;
        }
        char spec[FORMAT_SPEC] = "";
        size_t length = 1 + strspn(format + 1, "0123456789.*lz") + 1;
        assert(length < sizeof spec);
        memcpy(spec, format, length);
        format += length;
        if (spec[length - 1] == '%') {
            format_add(&formatter, "%", 1);
        } else if (spec[length - 1] == 's') {
            format_add_text(&formatter, strcmp(spec, "%.*s") == 0);
        } else {
            format_add_number(&formatter, spec);
        }
    }
    va_end(formatter.arguments);
    return formatter.length;
}
