/* Tokens of CREATE statements: where each ends, and what name it spells. */
#include "sqlgen/catalog/ddl_token.h"

#include "fixture.h"

static void expect_tokens(const char *sql, const DdlTokenKind *kinds, const char *const *texts) {
    DdlScanner scanner = {.sql = str_from(sql)};
    for (size_t i = 0; kinds[i] != DDL_END; i++) {
        DdlToken token = ddl_next(&scanner);
        assert_str(token.text, texts[i]);
        assert_int_equal(token.kind, kinds[i]);
    }
    assert_int_equal(ddl_next(&scanner).kind, DDL_END);
    assert_int_equal(ddl_next(&scanner).kind, DDL_END);
}

static void all_kinds_are_told_apart(void **state) {
    (void)state;
    expect_tokens("a1 \"b\"\"c\" [d e] `f``` 'g''h' 12.5e3,-- i\n/* j * */é$_",
                  (DdlTokenKind[]){DDL_WORD, DDL_QUOTED, DDL_QUOTED, DDL_QUOTED, DDL_STRING,
                                   DDL_NUMBER, DDL_SYMBOL, DDL_COMMENT, DDL_COMMENT, DDL_WORD,
                                   DDL_END},
                  (const char *const[]){"a1", "\"b\"\"c\"", "[d e]", "`f```", "'g''h'", "12.5e3",
                                        ",", "-- i", "/* j * */", "é$_"});
}

static void what_is_not_closed_ends_with_the_text(void **state) {
    (void)state;
    static const char *const texts[] = {"\"a", "[a", "'", "/* a", "/*", "--", "'a''"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        DdlScanner scanner = {.sql = str_from(texts[i])};
        assert_str(ddl_next(&scanner).text, texts[i]);
        assert_int_equal(ddl_next(&scanner).kind, DDL_END);
    }
}

static void tokens_know_their_place(void **state) {
    (void)state;
    DdlScanner scanner = {.sql = STR("a\r\n \nb c")};
    assert_int_equal(ddl_next(&scanner).newlines, 0);
    DdlToken b = ddl_next(&scanner);
    assert_int_equal(b.newlines, 2);
    assert_int_equal(b.indent, 0);
    DdlToken c = ddl_next(&scanner);
    assert_int_equal(c.newlines, 0);
    assert_int_equal(c.indent, 2);
}

static void names_lose_their_quotes(void **state) {
    (void)state;
    Arena arena;
    arena_init(&arena, 0);
    static const char *const cases[][2] = {
        {"\"a\"\"b\"", "a\"b"}, {"[a\"\"b]", "a\"\"b"}, {"`a``b`", "a`b"},  {"'a''b'", "a'b"},
        {"plain", "plain"},     {"\"\"", ""},           {"\"\"\"\"", "\""}, {"'''a'", "'a"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        DdlScanner scanner = {.sql = str_from(cases[i][0])};
        assert_str(ddl_name(&arena, ddl_next(&scanner)), cases[i][1]);
    }
    arena_free(&arena);
}

static void quoted_words_are_no_keywords(void **state) {
    (void)state;
    DdlScanner scanner = {.sql = STR("FROM \"from\" (a (b) ')' /*)*/) c")};
    assert_true(ddl_is_word(ddl_next(&scanner), STR("from")));
    DdlToken quoted = ddl_next(&scanner);
    assert_false(ddl_is_word(quoted, STR("from")));
    assert_true(ddl_is_name(quoted));
    assert_true(ddl_is_symbol(ddl_next(&scanner), '('));
    ddl_skip_group(&scanner);
    assert_str(ddl_next(&scanner).text, "c");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_kinds_are_told_apart),
        cmocka_unit_test(what_is_not_closed_ends_with_the_text),
        cmocka_unit_test(tokens_know_their_place),
        cmocka_unit_test(names_lose_their_quotes),
        cmocka_unit_test(quoted_words_are_no_keywords),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
