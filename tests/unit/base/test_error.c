/* Errors: their limit and how they are written. */
#include "sqlgen/base/error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Writes the error and compares; the text goes back to the arena. */
static void assert_written(Arena *arena, const Error *error, const char *expected) {
    StrBuf out = {0};
    error_write(&out, error);
    Str text = str_copy(arena, strbuf_view(&out));
    strbuf_free(&out);
    assert_string_equal(text.data, expected);
}

static void errors_are_written_with_what_they_have(void **state) {
    (void)state;
    Arena arena;
    ErrorList list;
    arena_init(&arena, 0);
    error_list_init(&list, &arena, 0);
    Error *error = error_add(&list, ERROR_PARSE_FAILED, "Bad \"%s\"", "x");
    assert_written(&arena, error,
                   "{\"message\":\"Bad \\\"x\\\"\",\"extensions\":{\"code\":\"parse-failed\"}}");
    error_add_location(&list, error, (ErrorLocation){1, 2});
    error_add_location(&list, error, (ErrorLocation){3, 4});
    PathSegment path[] = {{.key = STR("a")}, {.index = 7}, {.key = STR("b\n")}};
    error->path = path;
    error->path_length = 3;
    assert_written(&arena, error,
                   "{\"message\":\"Bad \\\"x\\\"\",\"locations\":[{\"line\":1,\"column\":2},"
                   "{\"line\":3,\"column\":4}],\"path\":[\"a\",7,\"b\\n\"],"
                   "\"extensions\":{\"code\":\"parse-failed\"}}");
    arena_free(&arena);
}

static void errors_beyond_the_limit_are_made_but_not_listed(void **state) {
    (void)state;
    Arena arena;
    ErrorList list;
    arena_init(&arena, 0);
    error_list_init(&list, &arena, 2);
    error_add(&list, ERROR_BUSY, "one");
    error_add(&list, ERROR_BUSY, "two");
    Error *dropped = error_add(&list, ERROR_BUSY, "three");
    assert_true(str_equal(dropped->message, STR("three")));
    error_add_location(&list, dropped, (ErrorLocation){1, 1});
    assert_int_equal(list.count, 2);
    StrBuf out = {0};
    error_list_write(&out, &list);
    assert_true(str_equal(strbuf_view(&out),
                          STR("[{\"message\":\"one\",\"extensions\":{\"code\":\"busy\"}},"
                              "{\"message\":\"two\",\"extensions\":{\"code\":\"busy\"}}]")));
    strbuf_free(&out);
    arena_free(&arena);
}

static void every_code_has_a_name(void **state) {
    (void)state;
    for (int code = 0; code <= ERROR_UNEXPECTED; code++) {
        assert_non_null(error_code_name((ErrorCode)code));
    }
    assert_string_equal(error_code_name(ERROR_UNEXPECTED), "unexpected");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_are_written_with_what_they_have),
        cmocka_unit_test(errors_beyond_the_limit_are_made_but_not_listed),
        cmocka_unit_test(every_code_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
