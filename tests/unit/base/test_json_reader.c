/* JSON text, read: what is JSON and what is not, exact numbers, limits. */
#include "sqlgen/base/json_reader.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { DEPTH = 64 };

static Arena arena;

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

/* Reads text that must be JSON; json_check must agree. */
static Json read_json(Str text) {
    Json json;
    JsonError error = {0};
    if (!json_read(&arena, text, DEPTH, &json, &error)) {
        fail_msg("%s at %zu in %.*s", error.message, error.offset, STR_ARG(text));
    }
    assert_true(json_check(text, DEPTH));
    return json;
}

static void assert_round_trip(Str text, Str expected) {
    Json json = read_json(text);
    StrBuf out = {0};
    json_write(&out, &json);
    Str written = str_copy(&arena, strbuf_view(&out));
    strbuf_free(&out);
    assert_string_equal(written.data, expected.data);
}

static void trees_keep_order_and_numbers(void **state) {
    (void)state;
    assert_round_trip(
        STR(" { \"b\" : [ 1 , -0.50e+10 , true,false,null ] ,\n\t\"a\":{}, \"\":[]}\r\n"),
        STR("{\"b\":[1,-0.50e+10,true,false,null],\"a\":{},\"\":[]}"));
    assert_round_trip(STR("12345678901234567890123"), STR("12345678901234567890123"));
    assert_round_trip(STR("\"\""), STR("\"\""));
    assert_round_trip(STR("0"), STR("0"));
    assert_round_trip(STR("-0"), STR("-0"));
}

static void strings_are_decoded(void **state) {
    (void)state;
    Json json = read_json(
        STR("\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\u20ac\\uD83D\\uDE00\\u0000z\""));
    assert_true(str_equal(json.text, STR("a\"\\/\b\f\n\r\tAé€😀\0z")));
    json = read_json(STR("\"é😀 and a long plain tail of text\""));
    assert_true(str_equal(json.text, STR("é😀 and a long plain tail of text")));
}

static void plain_strings_point_into_the_text(void **state) {
    (void)state;
    Str text = STR("[\"plain\"]");
    Json json = read_json(text);
    assert_ptr_equal(json.items[0].text.data, text.data + 2);
    json = read_json(STR("\"\""));
    assert_non_null(json.text.data);
}

static const Str not_json[] = {
    STR_INIT(""),
    STR_INIT(" "),
    STR_INIT("\0"),
    STR_INIT("\xEF\xBB\xBF{}"),
    STR_INIT("{"),
    STR_INIT("}"),
    STR_INIT("["),
    STR_INIT("[1"),
    STR_INIT("[1,"),
    STR_INIT("[1,]"),
    STR_INIT("[,1]"),
    STR_INIT("[1 2]"),
    STR_INIT("[1}"),
    STR_INIT("{\"a\"}"),
    STR_INIT("{\"a\":}"),
    STR_INIT("{\"a\":1,}"),
    STR_INIT("{a:1}"),
    STR_INIT("{1:1}"),
    STR_INIT("{'a':1}"),
    STR_INIT("{\"a\":1 \"b\":2}"),
    STR_INIT("{\"a\" 1}"),
    STR_INIT("{\"a\":1]"),
    STR_INIT("tru"),
    STR_INIT("True"),
    STR_INIT("nul"),
    STR_INIT("nullx"),
    STR_INIT("NaN"),
    STR_INIT("Infinity"),
    STR_INIT("-Infinity"),
    STR_INIT("-"),
    STR_INIT("+1"),
    STR_INIT("01"),
    STR_INIT("-01"),
    STR_INIT("1."),
    STR_INIT(".5"),
    STR_INIT("1.e1"),
    STR_INIT("1e"),
    STR_INIT("1e+"),
    STR_INIT("0x1"),
    STR_INIT("1a"),
    STR_INIT("--1"),
    STR_INIT("\""),
    STR_INIT("\"a"),
    STR_INIT("\"a\\"),
    STR_INIT("\"\\\""),
    STR_INIT("\"\\x\""),
    STR_INIT("\"\\'\""),
    STR_INIT("\"\\0\""),
    STR_INIT("\"\\u12\""),
    STR_INIT("\"\\u12G4\""),
    STR_INIT("\"\\uD800\""),
    STR_INIT("\"\\uDC00\""),
    STR_INIT("\"\\uD800\\uD800\""),
    STR_INIT("\"\\u{41}\""),
    STR_INIT("\"a\nb\""),
    STR_INIT("\"a\tb\""),
    STR_INIT("\"\0\""),
    STR_INIT("\"\x1F\""),
    STR_INIT("\"\xC0\xAF\""),
    STR_INIT("\"\xED\xA0\x80\""),
    STR_INIT("\"\xF0\x9F\x98\""),
    STR_INIT("\"\xFF\""),
    STR_INIT("1 2"),
    STR_INIT("{} x"),
    STR_INIT("[]]"),
    STR_INIT("/* c */ 1"),
    STR_INIT("1 // c"),
    STR_INIT("\xC2\xA0"
             "1"),
    STR_INIT("[1,\v2]"),
    STR_INIT("1\0"),
};

static void what_is_not_json_is_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof not_json / sizeof *not_json; i++) {
        Json json;
        JsonError error = {0};
        if (json_read(&arena, not_json[i], DEPTH, &json, &error)) {
            fail_msg("accepted: %.*s", STR_ARG(not_json[i]));
        }
        assert_non_null(error.message);
        assert_true(error.offset <= not_json[i].length);
        assert_false(json_check(not_json[i], DEPTH));
    }
}

static void errors_say_what_and_where(void **state) {
    (void)state;
    const struct {
        Str text;
        const char *message;
        size_t offset;
    } cases[] = {
        {STR("[1, x]"), "unexpected character", 4},
        {STR("[1"), "unexpected end", 2},
        {STR("{} {}"), "unexpected text after the value", 3},
        {STR("[\"a\\q\"]"), "invalid escape", 3},
        {STR("[\"abc"), "unterminated string", 5},
        {STR("[\"a\nb\"]"), "control character in string", 3},
        {STR("[\"\xFF\"]"), "string is not UTF-8", 2},
        {STR("[{\"a\":1,\"a\":2}]"), "object with a repeated key", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Json json;
        JsonError error = {0};
        assert_false(json_read(&arena, cases[i].text, DEPTH, &json, &error));
        assert_string_equal(error.message, cases[i].message);
        assert_int_equal(error.offset, cases[i].offset);
        assert_false(json_read(&arena, cases[i].text, DEPTH, &json, NULL));
    }
}

static void depth_is_limited(void **state) {
    (void)state;
    Json json;
    JsonError error;
    assert_true(json_read(&arena, STR("1"), 1, &json, NULL));
    assert_true(json_read(&arena, STR("[]"), 1, &json, NULL));
    assert_false(json_read(&arena, STR("[1]"), 1, &json, NULL));
    assert_true(json_read(&arena, STR("[[1],{\"a\":2}]"), 3, &json, NULL));
    assert_false(json_read(&arena, STR("[[1],{\"a\":[]}]"), 2, &json, &error));
    assert_string_equal(error.message, "nested too deeply");
    size_t size = 1000000;
    char *deep = malloc(size);
    memset(deep, '[', size);
    assert_false(json_read(&arena, (Str){deep, size}, 1000, &json, &error));
    assert_int_equal(error.offset, 1000);
    assert_false(json_check((Str){deep, size}, 1000));
    free(deep);
}

/* An object of `count` members k0 … and then one whose key is `last`. */
static Str object_text(size_t count, const char *last) {
    StrBuf out = {0};
    strbuf_append_char(&out, '{');
    for (size_t i = 0; i < count; i++) {
        strbuf_appendf(&out, "\"k%zu\":%zu,", i, i);
    }
    strbuf_appendf(&out, "\"%s\":-1}", last);
    Str text = str_copy(&arena, strbuf_view(&out));
    strbuf_free(&out);
    return text;
}

static void repeated_keys_are_found_in_objects_of_any_size(void **state) {
    (void)state;
    Json json;
    for (size_t count = 1; count < 200; count++) {
        assert_false(json_read(&arena, object_text(count, "k0"), DEPTH, &json, NULL));
        assert_false(json_read(&arena, object_text(count, "\\u006b0"), DEPTH, &json, NULL));
        assert_true(json_read(&arena, object_text(count, "x"), DEPTH, &json, NULL));
    }
    assert_false(json_read(&arena, object_text(100000, "k99999"), DEPTH, &json, NULL));
}

static void members_are_found_by_key(void **state) {
    (void)state;
    for (size_t count = 1; count < 40; count++) {
        Json json = read_json(object_text(count, "last"));
        int64_t value;
        for (size_t i = 0; i < count; i++) {
            const Json *member = json_member(&json, str_format(&arena, "k%zu", i));
            assert_non_null(member);
            assert_true(json_int64(member, &value));
            assert_int_equal(value, i);
        }
        assert_non_null(json_member(&json, STR("last")));
        assert_null(json_member(&json, STR("k")));
    }
    Json list = read_json(STR("[1]"));
    assert_null(json_member(&list, STR("k")));
}

static void integers_are_exact_or_refused(void **state) {
    (void)state;
    const struct {
        Str text;
        bool fits;
        int64_t value;
    } cases[] = {
        {STR("0"), true, 0},
        {STR("-0"), true, 0},
        {STR("9007199254740993"), true, INT64_C(9007199254740993)},
        {STR("9223372036854775807"), true, INT64_MAX},
        {STR("-9223372036854775808"), true, INT64_MIN},
        {STR("9223372036854775808"), false, 0},
        {STR("-9223372036854775809"), false, 0},
        {STR("92233720368547758070"), false, 0},
        {STR("1.0"), false, 0},
        {STR("1e2"), false, 0},
        {STR("\"1\""), false, 0},
        {STR("true"), false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Json json = read_json(cases[i].text);
        int64_t value = 0;
        assert_int_equal(json_int64(&json, &value), cases[i].fits);
        assert_int_equal(value, cases[i].value);
    }
}

static void doubles_are_the_nearest(void **state) {
    (void)state;
    const struct {
        Str text;
        double value;
    } cases[] = {
        {STR("0"), 0.0},
        {STR("1"), 1.0},
        {STR("-12.50"), -12.5},
        {STR("0.1"), 0.1},
        {STR("0.00001"), 0.00001},
        {STR("1E3"), 1000.0},
        {STR("1e-3"), 0.001},
        {STR("100e-2"), 1.0},
        {STR("9007199254740993"), 9007199254740992.0},
        {STR("-9007199254740995"), -9007199254740996.0},
        {STR("9223372036854775807"), 9223372036854775808.0},
        {STR("-9223372036854775808"), -9223372036854775808.0},
        {STR("-9223372036854775809"), -9223372036854775808.0},
        {STR("1.7976931348623157e308"), 1.7976931348623157e308},
        {STR("4.9e-324"), 4.9e-324},
        {STR("1e999"), HUGE_VAL},
        {STR("-1e999"), -HUGE_VAL},
        {STR("1e-999"), 0.0},
        {STR("1e99999999999999999999"), HUGE_VAL},
        {STR("0e99999999999999999999"), 0.0},
        {STR("1e-99999999999999999999"), 0.0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Json json = read_json(cases[i].text);
        assert_true(json_double(&json) == cases[i].value);
    }
    Json zero = read_json(STR("-0.0"));
    assert_true(signbit(json_double(&zero)) != 0);
    zero = read_json(STR("-0"));
    assert_true(signbit(json_double(&zero)) != 0);
}

static void doubles_of_thousands_of_digits_are_rounded_once(void **state) {
    (void)state;
    /* 2^53 + 1 lies halfway between two doubles: the even one is nearest, unless any digit,
     * however far behind, tips the balance. */
    StrBuf out = {0};
    strbuf_append(&out, STR("9007199254740993."));
    for (int i = 0; i < 3000; i++) {
        strbuf_append_char(&out, '0');
    }
    Json json = read_json(str_copy(&arena, strbuf_view(&out)));
    assert_true(json_double(&json) == 9007199254740992.0);
    strbuf_append_char(&out, '1');
    json = read_json(str_copy(&arena, strbuf_view(&out)));
    assert_true(json_double(&json) == 9007199254740994.0);
    strbuf_free(&out);
    for (int i = 0; i < 3000; i++) {
        strbuf_append_char(&out, '9');
    }
    strbuf_append(&out, STR("e-2999"));
    json = read_json(str_copy(&arena, strbuf_view(&out)));
    assert_true(json_double(&json) == 10.0);
    strbuf_free(&out);
}

static void special_bytes_are_found_wherever_they_stand(void **state) {
    (void)state;
    for (size_t length = 1; length < 40; length++) {
        for (size_t at = 0; at < length; at++) {
            char text[42];
            memset(text, 'x', sizeof text);
            text[0] = '"';
            text[length + 1] = '"';
            text[at + 1] = '\n';
            assert_false(json_check((Str){text, length + 2}, 1));
            text[at + 1] = ' ';
            assert_true(json_check((Str){text, length + 2}, 1));
            text[at + 1] = '"';
            assert_false(json_check((Str){text, length + 2}, 1));
        }
    }
}

static void assert_last_counts(const char *text, const char *expected) {
    Arena own;
    Json json;
    StrBuf written = {0};
    arena_init(&own, 0);
    assert_true(json_read_last(&own, str_from(text), 5, &json, NULL));
    json_write(&written, &json);
    assert_true(str_equal(strbuf_view(&written), str_from(expected)));
    strbuf_free(&written);
    arena_free(&own);
}

static void the_last_of_repeated_keys_can_count(void **state) {
    (void)state;
    assert_last_counts("{\"a\":1,\"b\":2,\"a\":{\"c\":3,\"\\u0063\":4}}",
                       "{\"a\":{\"c\":4},\"b\":2}");
    assert_last_counts("{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1,"
                       "\"j\":1,\"b\":2,\"b\":3}",
                       "{\"a\":1,\"b\":3,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1,"
                       "\"j\":1}");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trees_keep_order_and_numbers),
        cmocka_unit_test(strings_are_decoded),
        cmocka_unit_test(plain_strings_point_into_the_text),
        cmocka_unit_test(what_is_not_json_is_refused),
        cmocka_unit_test(errors_say_what_and_where),
        cmocka_unit_test(depth_is_limited),
        cmocka_unit_test(repeated_keys_are_found_in_objects_of_any_size),
        cmocka_unit_test(members_are_found_by_key),
        cmocka_unit_test(integers_are_exact_or_refused),
        cmocka_unit_test(doubles_are_the_nearest),
        cmocka_unit_test(doubles_of_thousands_of_digits_are_rounded_once),
        cmocka_unit_test(special_bytes_are_found_wherever_they_stand),
        cmocka_unit_test(the_last_of_repeated_keys_can_count),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
