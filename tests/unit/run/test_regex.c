/* Regular expressions: what they match, what is refused, and that time is linear. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sqlgen/run/regex.h"

typedef struct MatchCase {
    const char *pattern, *text;
    bool matches;
} MatchCase;

static RegexOutcome match(Arena *arena, const char *pattern, Str text, RegexOptions options) {
    RegexError error = {0};
    Regex *regex = regex_compile(arena, str_from(pattern), options, &error);
    if (regex == NULL) {
        fail_msg("%s: %s at %zu", pattern, error.message, error.character);
    }
    return regex_match(regex, text, NULL, NULL);
}

static void check_all(const MatchCase *cases, size_t count, RegexOptions options) {
    for (size_t i = 0; i < count; i++) {
        Arena arena;
        arena_init(&arena, 0);
        RegexOutcome outcome = match(&arena, cases[i].pattern, str_from(cases[i].text), options);
        if ((outcome == REGEX_MATCHES) != cases[i].matches) {
            fail_msg("%s on \"%s\": expected %s", cases[i].pattern, cases[i].text,
                     cases[i].matches ? "a match" : "none");
        }
        arena_free(&arena);
    }
}

#define CHECK_ALL(cases, ...)                                                                      \
    check_all((cases), sizeof(cases) / sizeof *(cases), (RegexOptions){__VA_ARGS__})

static void test_syntax(void **state) {
    (void)state;
    static const MatchCase cases[] = {
        {"", "", true},
        {"", "x", true},
        {"b", "abc", true},
        {"b", "acd", false},
        {"^b", "abc", false},
        {"^a", "abc", true},
        {"c$", "abc", true},
        {"b$", "abc", false},
        {"^a.c$", "a\nc", true},
        {"^(a|bc)*d$", "abcaad", true},
        {"^(a|bc)*d$", "abcbd", false},
        {"^a+b?c*$", "aac", true},
        {"^a+b?c*$", "bc", false},
        {"^a{2}$", "aa", true},
        {"^a{2}$", "aaa", false},
        {"^a{2,}$", "aaaa", true},
        {"^a{2,3}$", "aaaa", false},
        {"^a{0}$", "", true},
        {"^a{,3}$", "a{,3}", true},
        {"a{x", "a{x", true},
        {"^a+?b{1,2}?$", "aabb", true},
        {"^[abc-e]+$", "edcba", true},
        {"^[^abc]+$", "xyz", true},
        {"^[^abc]+$", "xaz", false},
        {"^[]x-]+$", "]-x", true},
        {"^[[:alpha:][:digit:]_]+$", "Ab1_é", true},
        {"^[\\d\\s]+$", "1 2", true},
        {"^\\w+\\W\\w+$", "ab cd", true},
        {"^\\D\\S$", "ab", true},
        {"^\\D", "1", false},
        {"\\mfoo\\M", "a foo b", true},
        {"\\mfoo\\M", "afoo", false},
        {"\\yfoo\\y", "foo", true},
        {"\\Yoo", "foo", true},
        {"\\Afoo\\Z", "foo", true},
        {"a\\.b", "axb", false},
        {"\\x41\\u00e9\\U0001F600", "Aé😀", true},
        {"a\\tb", "a\tb", true},
        {"(?:ab)+$", "xabab", true},
        {"(?i)ÄB", "xäb", true},
        {"x|", "a", true},
        {"(a*)*$", "aaab", true},
        {"^(a*)+$", "aaab", false},
        {"日.語", "日本語", true},
    };
    CHECK_ALL(cases, .fold = false);
}

static void test_fold(void **state) {
    (void)state;
    static const MatchCase cases[] = {
        {"STRASSE", "strasse", true}, {"éà", "ÉÀ", true},    {"^[a-z]+$", "ABC", true},
        {"^[^a-z]$", "B", false},     {"(?c)a", "A", false}, {"[[:upper:]]", "a", true},
    };
    CHECK_ALL(cases, .fold = true);
}

static void test_similar(void **state) {
    (void)state;
    static const MatchCase cases[] = {
        {"abc", "abc", true},      {"abc", "xabc", false}, {"a%", "abc", true},
        {"%c", "abc", true},       {"a_c", "abc", true},   {"a_c", "abbc", false},
        {"a.c", "abc", false},     {"a.c", "a.c", true},   {"(a|b)%", "bx", true},
        {"a|b", "xb", false},      {"a{2}", "aa", true},   {"100\\%", "100%", true},
        {"100\\%", "1000", false}, {"^a$", "a", false},    {"[a-c]+", "abcab", true},
        {"%", "", true},
    };
    CHECK_ALL(cases, .similar = true);
}

static void test_refused(void **state) {
    (void)state;
    static const struct {
        const char *pattern, *message;
        size_t character;
    } cases[] = {
        {"(a", "a ) is missing", 3},
        {"a)b", "a ( is missing", 2},
        {"é[a", "a ] is missing", 4},
        {"*a", "there is nothing to repeat", 1},
        {"a**", "one quantifier follows another", 4},
        {"[b-a]", "the range is the wrong way round", 5},
        {"a{3,2}", "the bounds are the wrong way round", 7},
        {"a{256}", "it repeats more than 255 times", 6},
        {"(a)\\1", "back references are not supported", 6},
        {"a(?=b)", "lookaround and options inside a pattern are not supported", 4},
        {"\\bfoo", "\\b is not supported; the edge of a word is \\y", 3},
        {"[[:nope:]]", "there is no such class of characters", 10},
        {"a\\", "a \\ ends the pattern", 3},
        {"^*", "a place cannot be repeated", 3},
        {"((a{255}){255}){255}", "it is too costly", 1},
        {"((((){255}){255}){255}){255}", "it is too costly", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Arena arena;
        arena_init(&arena, 0);
        RegexError error = {0};
        assert_null(regex_compile(&arena, str_from(cases[i].pattern), (RegexOptions){0}, &error));
        assert_string_equal(error.message, cases[i].message);
        assert_int_equal(error.character, cases[i].character);
        arena_free(&arena);
    }
}

/* Parentheses nest to a bound, so that nothing overflows. */
static void test_deep(void **state) {
    (void)state;
    char pattern[20001];
    memset(pattern, '(', 20000);
    pattern[20000] = '\0';
    Arena arena;
    arena_init(&arena, 0);
    RegexError error = {0};
    assert_null(regex_compile(&arena, str_from(pattern), (RegexOptions){0}, &error));
    assert_string_equal(error.message, "it nests too deep");
    arena_free(&arena);
}

static bool count_asked(void *context) {
    return ++*(unsigned *)context > 3;
}

/* What takes exponential time where patterns are matched by trying; and it can be stopped. */
static void test_time(void **state) {
    (void)state;
    enum { LENGTH = 200000 };
    static char text[LENGTH];
    memset(text, 'a', LENGTH);
    Arena arena;
    arena_init(&arena, 0);
    assert_int_equal(match(&arena, "^((a+)+)+b$", (Str){text, LENGTH}, (RegexOptions){0}),
                     REGEX_MISSES);
    RegexError error;
    Regex *slow = regex_compile(&arena, STR("(a|aa|aaa){100}b"), (RegexOptions){0}, &error);
    assert_non_null(slow);
    unsigned asked = 0;
    assert_int_equal(regex_match(slow, (Str){text, LENGTH}, count_asked, &asked), REGEX_STOPPED);
    assert_int_equal(asked, 4);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_syntax),  cmocka_unit_test(test_fold), cmocka_unit_test(test_similar),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_deep), cmocka_unit_test(test_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
