/*
 * soloql_words: what a user typed as a query of FTS5 that cannot fail; see functions.h.
 *
 * In: rock'n roll -title:"x. Out: "rock'n" "roll" "-title:""x": every word between blanks in
 * quotes, so that none is an operator, a column or a mistake; rows must have them all. Of no words
 * comes "", which finds nothing.
 */
#include <stdlib.h>

#include "sqlgen/base/str.h"
#include "sqlgen/run/functions.h"

/* Blanks; and NUL, which would end the query in the middle of a word. */
static bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0';
}

static void write_words(StrBuf *out, Str text) {
    bool inside = false;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (is_blank(c) != inside) {
            /* still between words, or still in one */
        } else if (inside) {
            strbuf_append(out, STR("\" "));
            inside = false;
        } else {
            strbuf_append_char(out, '"');
            inside = true;
        }
        if (inside && c == '"') {
            strbuf_append_char(out, '"');
        }
        if (inside) {
            strbuf_append_char(out, c);
        }
    }
    if (inside || out->length == 0) {
        strbuf_append(out, inside ? STR("\"") : STR("\"\""));
    }
}

static void function_words(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    const char *data = (const char *)sqlite3_value_text(arguments[0]);
    if (data == NULL) {
        return;
    }
    StrBuf out = {0};
    write_words(&out, (Str){data, (size_t)sqlite3_value_bytes(arguments[0])});
    if (out.failed) {
        strbuf_free(&out);
        sqlite3_result_error_nomem(context);
    } else {
        sqlite3_result_text64(context, out.data, out.length, free, SQLITE_UTF8);
    }
}

int functions_register_search(sqlite3 *db) {
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    return sqlite3_create_function_v2(db, "soloql_words", 1, flags, NULL, function_words, NULL,
                                      NULL, NULL);
}
