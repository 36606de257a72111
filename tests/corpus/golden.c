/* Golden files; see golden.h. */
#include "tests/corpus/golden.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    CONTEXT = 3,       /* lines before the first difference */
    SHOWN = 8,         /* lines of each side from there on */
    LINE_SHOWN = 160,  /* bytes of a line */
    BEFORE_COLUMN = 60 /* of those, before the difference */
};

Str file_read(Arena *arena, const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return (Str){0};
    }
    StrBuf *text = strbuf_new(arena);
    strbuf_append(text, STR(""));
    for (;;) {
        strbuf_reserve(text, 65536);
        size_t got = fread(text->data + text->length, 1, 65536, file);
        if (got == 0) {
            break;
        }
        text->length += got;
    }
    fclose(file);
    return strbuf_view(text);
}

static void file_write(const char *path, Str text) {
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(text.data, 1, text.length, file) != text.length ||
        fclose(file) != 0) {
        printf("%s: %s\n", path, strerror(errno));
        exit(EXIT_FAILURE);
    }
}

/* The offset behind the line that begins at `at`. */
static size_t line_end(Str text, size_t at) {
    while (at < text.length && text.data[at] != '\n') {
        at++;
    }
    return at < text.length ? at + 1 : at;
}

/* A few lines, those that are long cut down to what is around the column. */
static void print_lines(const char *mark, Str text, size_t from, size_t count, size_t column) {
    for (size_t i = 0; i < count && from < text.length; i++) {
        size_t end = line_end(text, from);
        Str line = str_slice(text, from, end - from - (text.data[end - 1] == '\n'));
        bool cut = line.length > LINE_SHOWN;
        Str shown =
            str_slice(line, cut && column > BEFORE_COLUMN ? column - BEFORE_COLUMN : 0, LINE_SHOWN);
        printf("  %s%s%.*s\n", mark, cut ? "… " : "", STR_ARG(shown));
        from = end;
    }
}

/* The lines around the first difference, those of the golden file marked -, the others +. */
static void print_difference(const char *path, Str expected, Str actual) {
    size_t starts[CONTEXT] = {0}, at = 0, number = 1, column = 0;
    for (;;) {
        size_t expected_end = line_end(expected, at), actual_end = line_end(actual, at);
        Str one = str_slice(expected, at, expected_end - at);
        if (one.length == 0 || !str_equal(one, str_slice(actual, at, actual_end - at))) {
            break;
        }
        starts[number++ % CONTEXT] = at;
        at = expected_end;
    }
    while (at + column < expected.length && at + column < actual.length &&
           expected.data[at + column] == actual.data[at + column]) {
        column++;
    }
    size_t before = number > CONTEXT ? CONTEXT : number - 1;
    printf("%s:%zu: differs\n", path, number);
    print_lines("  ", expected, before == 0 ? at : starts[(number - before) % CONTEXT], before, 0);
    print_lines("- ", expected, at, SHOWN, column);
    print_lines("+ ", actual, at, SHOWN, column);
}

static bool golden_accept(const char *path, Str expected, Str text) {
    if (text.data == NULL && expected.data != NULL) {
        unlink(path);
        printf("removed %s\n", path);
    } else if (text.data != NULL && (expected.data == NULL || !str_equal(expected, text))) {
        file_write(path, text);
        printf("wrote %s\n", path);
    }
    return true;
}

bool golden_check(const Golden *golden, const char *extension, Str text) {
    const char *path = str_format(golden->arena, "%s%s", golden->stem, extension).data;
    Str expected = file_read(golden->arena, path);
    if (golden->accept) {
        return golden_accept(path, expected, text);
    }
    if (expected.data == NULL || text.data == NULL) {
        bool both = expected.data == NULL && text.data == NULL;
        if (!both) {
            printf("%s: %s\n", path, text.data == NULL ? "should not be there" : "is missing");
        }
        return both;
    }
    if (!str_equal(expected, text)) {
        print_difference(path, expected, text);
        return false;
    }
    return true;
}
