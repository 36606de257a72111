/* Cutting SQL at its parameters, and what is refused because it would reach out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sqlgen/catalog/sql_text.h"

/* The pieces as one text: <text>{parameter}<text> … */
static Str cut(Arena *arena, const char *sql) {
    SqlText text;
    const char *message;
    if (!sql_text_cut(arena, str_from(sql), &text, &message)) {
        return str_format(arena, "refused: %s", message);
    }
    StrBuf *out = strbuf_new(arena);
    for (size_t i = 0; i < text.piece_count; i++) {
        strbuf_append(out, text.pieces[i].text);
        if (text.pieces[i].parameter.data != NULL) {
            strbuf_appendf(out, "{%.*s}", STR_ARG(text.pieces[i].parameter));
        }
    }
    return strbuf_view(out);
}

typedef struct Case {
    const char *sql, *expected;
} Case;

static void check_all(const Case *cases, size_t count) {
    Arena arena;
    arena_init(&arena, 0);
    for (size_t i = 0; i < count; i++) {
        Str result = cut(&arena, cases[i].sql);
        assert_string_equal(str_copy(&arena, result).data, cases[i].expected);
    }
    arena_free(&arena);
}

static void cuts_at_parameters(void **state) {
    (void)state;
    const Case cases[] = {
        {"a + b", "a + b"},
        {"", ""},
        {":x", "{x}"},
        {"a >= :since limit :n", "a >= {since} limit {n}"},
        {":a:b", "{a}{b}"},
        {"':a' || \":b\" || [:c] || `:d` /* :e */", "':a' || \":b\" || [:c] || `:d` /* :e */"},
        {"f((1), 'it''s)')", "f((1), 'it''s)')"},
        {"a -- :b )", "a -- :b )\n"},
        {"a -- b\n + :c", "a -- b\n + {c}"},
    };
    check_all(cases, sizeof cases / sizeof *cases);
}

static void refuses_what_reaches_out(void **state) {
    (void)state;
    static const char open[] =
        "refused: a parenthesis, a string, a quoted name or a comment is not closed";
    static const char closed[] = "refused: a parenthesis is closed that was not opened";
    static const char form[] = "refused: a parameter is written :name";
    const Case cases[] = {
        {"1) from t --", closed},
        {")(", closed},
        {"(1", open},
        {"'a", open},
        {"\"a", open},
        {"[a", open},
        {"1 /* a", open},
        {"select 1; select 2", "refused: it must be one statement, without a semicolon"},
        {"?1", form},
        {"@x", form},
        {"$x", form},
        {": x", form},
        {":1", form},
        {"a::b", form},
    };
    check_all(cases, sizeof cases / sizeof *cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_at_parameters),
        cmocka_unit_test(refuses_what_reaches_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
