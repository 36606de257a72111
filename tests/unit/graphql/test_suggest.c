/* Suggestions: which names are near, in which order, and the sentence they are put into. */
#include "sqlgen/graphql/suggest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static Arena arena;

static int reset(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

static size_t split(char *text, Str *words) {
    size_t count = 0;
    for (char *word = strtok(text, " "); word != NULL; word = strtok(NULL, " ")) {
        words[count++] = str_from(word);
    }
    return count;
}

/* Asserts what is suggested for the input among the options, which are separated by blanks. */
static void assert_suggests(const char *input, const char *options, const char *expected) {
    Str names[32];
    char text[256] = {0};
    strncpy(text, options, sizeof text - 1);
    Str suggestion = suggest_text(&arena, str_from(input), names, split(text, names));
    assert_string_equal(str_copy(&arena, suggestion).data, expected);
}

static void near_names_are_suggested_nearest_first(void **state) {
    (void)state;
    assert_suggests("Dogg", "Cat DOGG Dog", " Did you mean \"DOGG\" or \"Dog\"?");
    assert_suggests("nmae", "names title name", " Did you mean \"name\" or \"names\"?");
    assert_suggests("abcd", "abdc", " Did you mean \"abdc\"?");
    assert_suggests("xyz", "title author", "");
    assert_suggests("", "a bb", " Did you mean \"a\"?");
    assert_suggests("a", "", "");
}

static void case_counts_one_edit_however_long(void **state) {
    (void)state;
    assert_suggests("createdat", "CREATEDAT created",
                    " Did you mean \"CREATEDAT\" or \"created\"?");
}

static void equally_near_names_are_in_natural_order(void **state) {
    (void)state;
    assert_suggests("col", "col10 col9 col2", " Did you mean \"col2\", \"col9\", or \"col10\"?");
    assert_suggests("ab", "ac aa", " Did you mean \"aa\" or \"ac\"?");
}

static void five_names_at_most_are_named(void **state) {
    (void)state;
    assert_suggests("f", "a b c d e g", " Did you mean \"a\", \"b\", \"c\", \"d\", or \"e\"?");
}

static void a_name_is_suggested_once(void **state) {
    (void)state;
    assert_suggests("idd", "id id ID", " Did you mean \"ID\" or \"id\"?");
}

static void text_beyond_ascii_is_measured_in_utf16(void **state) {
    (void)state;
    assert_suggests("na\xC3\xAFve", "naive", " Did you mean \"naive\"?");
    assert_suggests("\xF0\x9F\x98\x80", "ab", "");
    assert_suggests("\xF0\x9F\x98\x80"
                    "a",
                    "a", " Did you mean \"a\"?");
}

static void a_huge_name_costs_nothing(void **state) {
    (void)state;
    Str huge = {memset(arena_alloc(&arena, 1 << 20), 'a', 1 << 20), 1 << 20};
    Str options[] = {huge, STR("a")};
    size_t found = 7;
    suggest_list(&arena, huge, options, 2, &found);
    assert_int_equal(found, 0);
    suggest_list(&arena, STR("b"), options, 2, &found);
    assert_int_equal(found, 1);
}

static void chosen_names_get_a_sub_message(void **state) {
    (void)state;
    Str names[] = {STR("A"), STR("B")};
    Str text = suggest_did_you_mean(&arena, STR("to use an inline fragment on"), names, 2);
    assert_string_equal(str_copy(&arena, text).data,
                        " Did you mean to use an inline fragment on \"A\" or \"B\"?");
    assert_int_equal(suggest_did_you_mean(&arena, STR("the enum value"), names, 0).length, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(near_names_are_suggested_nearest_first, reset),
        cmocka_unit_test_teardown(case_counts_one_edit_however_long, reset),
        cmocka_unit_test_teardown(equally_near_names_are_in_natural_order, reset),
        cmocka_unit_test_teardown(five_names_at_most_are_named, reset),
        cmocka_unit_test_teardown(a_name_is_suggested_once, reset),
        cmocka_unit_test_teardown(text_beyond_ascii_is_measured_in_utf16, reset),
        cmocka_unit_test_teardown(a_huge_name_costs_nothing, reset),
        cmocka_unit_test_teardown(chosen_names_get_a_sub_message, reset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
