/* CSV out of JSON rows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sqlgen/run/csv.h"

/* a, o { b, p { c } }, d */
static ResultNode inner[] = {{.kind = RESULT_LEAF, .key = STR_INIT("c")}};
static ResultNode outer[] = {
    {.kind = RESULT_LEAF, .key = STR_INIT("b")},
    {.kind = RESULT_OBJECT, .key = STR_INIT("p"), .children = inner, .child_count = 1}};
static ResultNode fields[] = {
    {.kind = RESULT_LEAF, .key = STR_INIT("a")},
    {.kind = RESULT_OBJECT, .key = STR_INIT("o"), .children = outer, .child_count = 2},
    {.kind = RESULT_LEAF, .key = STR_INIT("d")}};
static const ResultNode list = {.kind = RESULT_LIST, .children = fields, .child_count = 3};

static void becomes(const char *row, const char *expected) {
    StrBuf out = {0};
    Arena arena;
    arena_init(&arena, 0);
    /* In a block of its own size, so that reading past the end is seen. */
    csv_write_row(&out, &list, str_copy(&arena, str_from(row)), &arena);
    if (!str_equal(strbuf_view(&out), str_from(expected))) {
        fail_msg("%s became %.*s", row, STR_ARG(strbuf_view(&out)));
    }
    strbuf_free(&out);
    arena_free(&arena);
}

static void header_has_a_name_for_each_leaf(void **state) {
    (void)state;
    StrBuf out = {0};
    csv_write_header(&out, &list);
    assert_true(str_equal(strbuf_view(&out), STR("a,o.b,o.p.c,d\r\n")));
    strbuf_free(&out);
}

static void objects_become_fields(void **state) {
    (void)state;
    becomes("{\"a\":1,\"o\":{\"b\":2,\"p\":{\"c\":3}},\"d\":4}", "1,2,3,4\r\n");
    becomes("{\"a\":1,\"o\":{\"b\":2,\"p\":null},\"d\":4}", "1,2,,4\r\n");
    becomes("{\"a\":1,\"o\":null,\"d\":4}", "1,,,4\r\n");
    becomes("{\"a\":null,\"o\":null,\"d\":null}", ",,,\r\n");
}

static void what_needs_quotes_gets_them(void **state) {
    (void)state;
    becomes("{\"a\":\"\",\"o\":null,\"d\":\"x,y\"}", "\"\",,,\"x,y\"\r\n");
    becomes("{\"a\":\"\\\"\",\"o\":null,\"d\":\"a\\\"b\\\"\"}", "\"\"\"\",,,\"a\"\"b\"\"\"\r\n");
    becomes("{\"a\":\"a\\nb\",\"o\":null,\"d\":\"\\r\"}", "\"a\nb\",,,\"\r\"\r\n");
    becomes("{\"a\":\" a\",\"o\":null,\"d\":\"b \"}", "\" a\",,,\"b \"\r\n");
    becomes("{\"a\":\"null\",\"o\":null,\"d\":\"\\\\\"}", "null,,,\\\r\n");
}

/* Values of JSON columns stand as they are stored: with blanks, brackets, colons and escapes. */
static void values_of_the_user_are_one_field(void **state) {
    (void)state;
    becomes("{\"a\": {\"b\" : [1, \"}\\\"]\"]} ,\"o\":null,\"d\":[]}",
            "\"{\"\"b\"\" : [1, \"\"}\\\"\"]\"\"]}\",,,[]\r\n");
    becomes("{\"a\": \"\\u00e9\\ud83d\\ude00\" ,\"o\":null,\"d\":\t5\n}", "é😀,,,5\r\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(header_has_a_name_for_each_leaf),
        cmocka_unit_test(objects_become_fields),
        cmocka_unit_test(what_needs_quotes_gets_them),
        cmocka_unit_test(values_of_the_user_are_one_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
