/* Places in a source: lines, columns and UTF-16 units. */
#include "sqlgen/graphql/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void lines_end_with_any_of_three(void **state) {
    (void)state;
    Source source = {STR("a\nb\rc\r\nd\n\re")};
    const struct {
        uint32_t offset, line, column;
    } cases[] = {{0, 1, 1}, {1, 1, 2}, {2, 2, 1}, {4, 3, 1},  {5, 3, 2},
                 {7, 4, 1}, {8, 4, 2}, {9, 5, 1}, {10, 6, 1}, {11, 6, 2}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ErrorLocation location = source_location(&source, cases[i].offset);
        assert_int_equal(location.line, cases[i].line);
        assert_int_equal(location.column, cases[i].column);
    }
}

static void columns_count_utf16_units(void **state) {
    (void)state;
    Source source = {STR("{\r\n  \"é€😀\" x }")};
    SourcePosition position = source_start();
    source_advance(&source, &position, 17); /* the x */
    assert_int_equal(source.text.data[17], 'x');
    assert_int_equal(position.line, 2);
    assert_int_equal(position.column, 10);
    assert_int_equal(position.utf16, 12);
}

static void walking_in_steps_is_walking_at_once(void **state) {
    (void)state;
    Source source = {STR("a\r\n\xF0\x9F\x98\x80\r\rb\n\n\"é\"\r\n")};
    SourcePosition steps = source_start();
    for (uint32_t offset = 0; offset <= source.text.length; offset++) {
        SourcePosition once = source_start();
        source_advance(&source, &once, offset);
        source_advance(&source, &steps, offset);
        assert_memory_equal(&steps, &once, sizeof once);
    }
}

static void offsets_beyond_the_end_are_the_end(void **state) {
    (void)state;
    Source source = {STR("ab\nc")};
    ErrorLocation location = source_location(&source, 1000);
    assert_int_equal(location.line, 2);
    assert_int_equal(location.column, 2);
}

static void errors_get_the_locations_of_all_nodes(void **state) {
    (void)state;
    Arena arena;
    ErrorList errors;
    Source source = {STR("{ a\n  b }")};
    arena_init(&arena, 0);
    error_list_init(&errors, &arena, 0);
    Error *error = source_error(&errors, &source, 2, ERROR_VALIDATION_FAILED, "No %s", "good");
    source_locate(&errors, error, &source, 6);
    assert_int_equal(errors.count, 1);
    assert_true(str_equal(error->message, STR("No good")));
    assert_int_equal(error->location_count, 2);
    assert_int_equal(error->locations[0].column, 3);
    assert_int_equal(error->locations[1].line, 2);
    assert_int_equal(error->locations[1].column, 3);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_with_any_of_three),
        cmocka_unit_test(columns_count_utf16_units),
        cmocka_unit_test(walking_in_steps_is_walking_at_once),
        cmocka_unit_test(offsets_beyond_the_end_are_the_end),
        cmocka_unit_test(errors_get_the_locations_of_all_nodes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
