/* JSON that is read in one way only. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "server/claim_path.h"
#include "server/json_strict.h"

static JsonSpan span_of(const char *text) {
    return (JsonSpan){text, strlen(text)};
}

static void what_the_grammar_has_is_good(void **state) {
    (void)state;
    static const char *const good[] = {"{}",
                                       "[]",
                                       "\"\"",
                                       " \n{ \"a\" : [ 1 , -0.5e+10 , true , false , null ] }\t",
                                       "0",
                                       "-0",
                                       "1e400",
                                       "{\"a\":{\"a\":{\"a\":1}},\"b\":1}",
                                       "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"",
                                       "\"\xc3\xa9\xf0\x9f\x98\x80\""};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        const char *wrong = json_strict_check(span_of(good[i]));
        if (wrong != NULL) {
            fail_msg("%s: %s", good[i], wrong);
        }
    }
}

static void everything_else_is_not(void **state) {
    (void)state;
    static const char *const bad[] = {"",
                                      " ",
                                      "{",
                                      "}",
                                      "{]",
                                      "{\"a\"}",
                                      "{\"a\":}",
                                      "{a:1}",
                                      "{'a':1}",
                                      "[1,]",
                                      "{\"a\":1,}",
                                      "[,1]",
                                      "[1 2]",
                                      "01",
                                      "+1",
                                      "1.",
                                      ".5",
                                      "1e",
                                      "0x1",
                                      "NaN",
                                      "-",
                                      "tru",
                                      "truee",
                                      "nul",
                                      "\"",
                                      "\"\n\"",
                                      "\"\t\"",
                                      "\"\\x\"",
                                      "\"\\u12\"",
                                      "\"\\ud800\"",
                                      "\"\\ude00\"",
                                      "\"\\ud800\\u0041\"",
                                      "\"\\u0000\"",
                                      "1 1",
                                      "{}{}",
                                      "\xef\xbb\xbf{}",
                                      "\"\xc0\xaf\"",
                                      "\"\xed\xa0\x80\"",
                                      "\"\xf4\x90\x80\x80\"",
                                      "\"\xe2\x82\"",
                                      "\"\xff\"",
                                      "//\n1",
                                      "[1]//",
                                      "\"\\"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (json_strict_check(span_of(bad[i])) == NULL) {
            fail_msg("passed: %s", bad[i]);
        }
    }
    assert_non_null(json_strict_check((JsonSpan){"{}\0", 3}));
    assert_non_null(json_strict_check((JsonSpan){"\"\0\"", 3}));
    assert_non_null(json_strict_check((JsonSpan){NULL, 0}));
}

static void no_name_stands_twice(void **state) {
    (void)state;
    static const char *const bad[] = {
        "{\"a\":1,\"a\":1}",         "{\"a\":{\"b\":1},\"b\":2,\"a\":3}",
        "[{\"a\":1,\"\\u0061\":2}]", "{\"\\ud83d\\ude00\":1,\"\xf0\x9f\x98\x80\":2}",
        "{\"\":1,\"\":2}",           "{\"x\":{\"\\/\":1,\"/\":2}}"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_string_equal(json_strict_check(span_of(bad[i])), "a name stands twice in an object");
    }
    assert_null(json_strict_check(span_of("[{\"a\":1},{\"a\":1},{\"A\":1,\"a\":{\"a\":2}}]")));
}

static void depth_and_names_are_counted(void **state) {
    (void)state;
    char text[8 * JSON_STRICT_DEPTH], *at = text;
    for (int i = 0; i < JSON_STRICT_DEPTH; i++) {
        *at++ = '[';
    }
    for (int i = 0; i < JSON_STRICT_DEPTH; i++) {
        *at++ = ']';
    }
    JsonSpan deepest = {text, 2 * (size_t)JSON_STRICT_DEPTH};
    assert_null(json_strict_check(deepest));
    assert_non_null(json_strict_check_deep(deepest, JSON_STRICT_DEPTH - 1));
    memmove(text + 1, text, deepest.length);
    text[deepest.length + 1] = ']';
    assert_non_null(json_strict_check((JsonSpan){text, deepest.length + 2}));

    char *many = calloc(JSON_STRICT_MEMBERS + 1, 16);
    for (int count = JSON_STRICT_MEMBERS; count <= JSON_STRICT_MEMBERS + 1; count++) {
        size_t length = 0;
        for (int i = 0; i < count; i++) {
            length += (size_t)sprintf(many + length, "%s\"%d\":1", i == 0 ? "{" : ",", i);
        }
        length += (size_t)sprintf(many + length, "}");
        const char *wrong = json_strict_check((JsonSpan){many, length});
        assert_int_equal(wrong == NULL, count == JSON_STRICT_MEMBERS);
    }
    free(many);
}

static void members_are_found_by_what_their_name_means(void **state) {
    (void)state;
    JsonSpan object =
        span_of("{\"a\\/b\":{\"c\":[10,20]},\"n\\u0061me\":\"x\\u00e9\\n\",\"e\":null}");
    assert_null(json_strict_check(object));
    assert_int_equal(json_strict_kind(json_strict_find(object, "a/b")), '{');
    char *text = json_strict_text(json_strict_find(object, "name"));
    assert_string_equal(text, "x\xc3\xa9\n");
    free(text);
    assert_null(json_strict_text(json_strict_find(object, "e")));
    assert_null(json_strict_find(object, "c").data);
    assert_null(json_strict_find(span_of("[1]"), "0").data);
}

/* Where a path leads, as text, in the document of the test. */
static void path_leads(const char *path_text, const char *expected) {
    JsonSpan document =
        span_of("{\"a\":{\"b.c\":[10,{\"d\":\"x\"}]},\"a/b\":1,\"~\":2,\"7\":3,\"\":4}");
    ClaimPath path;
    assert_true(claim_path_read(path_text, &path));
    JsonSpan place = claim_path_follow(&path, document);
    claim_path_free(&path);
    if (expected == NULL) {
        assert_null(place.data);
        return;
    }
    assert_int_equal(place.length, strlen(expected));
    assert_memory_equal(place.data, expected, place.length);
}

static void paths_lead_to_one_place(void **state) {
    (void)state;
    path_leads("$.a['b.c'][0]", "10");
    path_leads("$.a[\"b.c\"][1].d", "\"x\"");
    path_leads("/a/b.c/1/d", "\"x\"");
    path_leads("/a~1b", "1");
    path_leads("/~0", "2");
    path_leads("/7", "3");
    path_leads("$[7]", "3");
    path_leads("/", "4");
    path_leads("/a/b.c/2", NULL);
    path_leads("/a/b.c/x", NULL);
    path_leads("/a/b.c/", NULL);
    path_leads("$.a.x.y", NULL);
    static const char *const bad[] = {"$..a", "$.*", "$[*]", "$.a[", "$['a",
                                      "$.",   "$a",  "/~2",  "a"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ClaimPath path;
        if (claim_path_read(bad[i], &path)) {
            fail_msg("passed: %s", bad[i]);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_grammar_has_is_good),
        cmocka_unit_test(everything_else_is_not),
        cmocka_unit_test(no_name_stands_twice),
        cmocka_unit_test(depth_and_names_are_counted),
        cmocka_unit_test(members_are_found_by_what_their_name_means),
        cmocka_unit_test(paths_lead_to_one_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
