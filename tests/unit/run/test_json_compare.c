/* JSON values compared by what they are, and paths into them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sqlgen/run/json_compare.h"
#include "sqlgen/run/json_path.h"

static Arena arena;

static Json read(const char *text) {
    Json value;
    if (!json_read(&arena, str_from(text), 100, &value, NULL)) {
        fail_msg("not JSON: %s", text);
    }
    return value;
}

static int set_up(void **state) {
    (void)state;
    arena_init(&arena, 0);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

static void test_equal(void **state) {
    (void)state;
    static const struct {
        const char *a, *b;
        bool equal;
    } cases[] = {
        {"1", "1.0", true},
        {"9007199254740993", "9007199254740992", false},
        {"\"a\"", "\"\\u0061\"", true},
        {"1", "\"1\"", false},
        {"null", "false", false},
        {"[1, 2]", "[1,2]", true},
        {"[1, 2]", "[2, 1]", false},
        {"[1]", "[1, 1]", false},
        {"{\"a\": 1, \"b\": [2]}", "{\"b\": [2.0], \"a\": 1}", true},
        {"{\"a\": 1}", "{\"a\": 1, \"b\": 2}", false},
        {"{\"a\": 1}", "{\"b\": 1}", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        JsonWork work = {0};
        Json a = read(cases[i].a), b = read(cases[i].b);
        assert_int_equal(json_equal(&work, &a, &b), cases[i].equal);
        assert_int_equal(json_equal(&work, &b, &a), cases[i].equal);
    }
}

/* The cases are those of PostgreSQL's documentation, and their neighbours. */
static void test_contains(void **state) {
    (void)state;
    static const struct {
        const char *outer, *inner;
        bool contains;
    } cases[] = {
        {"\"foo\"", "\"foo\"", true},
        {"[1, 2, 3]", "[1, 3]", true},
        {"[1, 2, 3]", "[3, 1]", true},
        {"[1, 2, 3]", "[1, 2, 2]", true},
        {"[1, 2, [1, 3]]", "[1, 3]", false},
        {"[1, 2, [1, 3]]", "[[1, 3]]", true},
        {"{\"a\": 1, \"b\": {\"c\": 2, \"d\": 3}}", "{\"b\": {\"d\": 3}}", true},
        {"{\"foo\": {\"bar\": \"baz\"}}", "{\"bar\": \"baz\"}", false},
        {"{\"foo\": {\"bar\": \"baz\"}}", "{\"foo\": {}}", true},
        {"[\"foo\", \"bar\"]", "\"bar\"", true},
        {"\"bar\"", "[\"bar\"]", false},
        {"[{\"a\": 1}]", "{\"a\": 1}", false},
        {"{}", "{}", true},
        {"[]", "{}", false},
        {"1", "{}", false},
        {"[1]", "[]", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        JsonWork work = {0};
        Json outer = read(cases[i].outer), inner = read(cases[i].inner);
        if (json_contains(&work, &outer, &inner) != cases[i].contains) {
            fail_msg("%s in %s", cases[i].inner, cases[i].outer);
        }
    }
}

static void test_order(void **state) {
    (void)state;
    int order;
    Json two = read("2"), ten = read("10.5"), a = read("\"a\""), b = read("\"b\"");
    assert_true(json_order(&two, &ten, &order) && order < 0);
    assert_true(json_order(&b, &a, &order) && order > 0);
    assert_false(json_order(&two, &a, &order));
    Json list = read("[1]"), same = read("[1]");
    assert_false(json_order(&list, &same, &order));
}

static void test_has_key(void **state) {
    (void)state;
    Json object = read("{\"a\": null}"), list = read("[\"a\", 1]"), text = read("\"a\"");
    assert_true(json_has_key(&object, STR("a")) && json_has_key(&list, STR("a")));
    assert_true(json_has_key(&text, STR("a")));
    assert_false(json_has_key(&object, STR("b")) || json_has_key(&list, STR("1")));
}

static bool always(void *context) {
    (void)context;
    return true;
}

/* Looking for each of many things among many others can be stopped. */
static void test_stopped(void **state) {
    (void)state;
    enum { COUNT = 1000 };
    Json outer = {.kind = JSON_ARRAY, .count = COUNT}, inner = outer;
    outer.items = ARENA_ARRAY(&arena, COUNT, Json);
    inner.items = ARENA_ARRAY(&arena, COUNT, Json);
    for (size_t i = 0; i < COUNT; i++) {
        outer.items[i] = (Json){.kind = JSON_STRING, .text = STR("x")};
        inner.items[i] = (Json){.kind = JSON_STRING, .text = i + 1 < COUNT ? STR("x") : STR("y")};
    }
    inner.items[0] = (Json){.kind = JSON_STRING, .text = STR("x")};
    for (size_t i = 0; i + 1 < COUNT; i++) {
        outer.items[i].text = STR("z");
    }
    JsonWork work = {.is_over = always};
    assert_false(json_contains(&work, &outer, &inner));
    assert_true(work.stopped);
}

static void test_path(void **state) {
    (void)state;
    static const char text[] =
        "{\"a\": {\"b\": [10, {\"two words\": 20}]}, \"\\u00e9\": 30, \"7\": 40, \"q\\\"\": 50}";
    static const struct {
        const char *path;
        int64_t number; /* 0: nothing is there */
    } cases[] = {
        {"$.a.b[0]", 10},
        {"a.b[0]", 10},
        {".a.b.[0]", 10},
        {"a.b.0", 10},
        {"$[\"a\"]['b'][0]", 10},
        {"$.a.b[1][\"two words\"]", 20},
        {"a.b[1].'two words'", 20},
        {"$.é", 30},
        {"7", 40},
        {"[7]", 40},
        {"[\"q\\\"\"]", 50},
        {"$.a.x", 0},
        {"$.a.b[2]", 0},
        {"$.a.b.x", 0},
        {"$.é.x", 0},
    };
    Json value = read(text);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        JsonPath path;
        JsonError error;
        int64_t number = 0;
        if (!json_path_read(&arena, str_from(cases[i].path), &path, &error)) {
            fail_msg("%s: %s", cases[i].path, error.message);
        }
        const Json *found = json_path_find(&value, &path);
        assert_int_equal(found != NULL, cases[i].number != 0);
        assert_true(found == NULL || json_int64(found, &number));
        assert_int_equal(number, cases[i].number);
    }
    JsonPath whole;
    assert_true(json_path_read(&arena, STR("$"), &whole, NULL));
    assert_ptr_equal(json_path_find(&value, &whole), &value);
}

static void test_path_malformed(void **state) {
    (void)state;
    static const char *const cases[] = {"$a",  "a..b",  "a.",    "a[",   "a[x]",
                                        "a[1", "a['x]", "$['x'", "a]b[", "[-1]"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        JsonPath path;
        JsonError error = {0};
        if (json_path_read(&arena, str_from(cases[i]), &path, &error)) {
            fail_msg("%s was read", cases[i]);
        }
        assert_non_null(error.message);
    }
    char longest[301];
    for (size_t i = 0; i < 300; i++) {
        longest[i] = i % 2 == 0 ? '.' : 'a';
    }
    longest[300] = '\0';
    JsonPath path;
    JsonError error;
    assert_false(json_path_read(&arena, str_from(longest), &path, &error));
    assert_string_equal(error.message, "it is too long");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equal),          cmocka_unit_test(test_contains),
        cmocka_unit_test(test_order),          cmocka_unit_test(test_has_key),
        cmocka_unit_test(test_stopped),        cmocka_unit_test(test_path),
        cmocka_unit_test(test_path_malformed),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
