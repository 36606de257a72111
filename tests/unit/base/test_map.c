/* Maps: finding, keeping, replacing, and the order of insertion. */
#include "sqlgen/base/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void empty_map_has_nothing(void **state) {
    (void)state;
    Arena arena;
    Map map;
    arena_init(&arena, 0);
    map_init(&map, &arena);
    assert_null(map_get(&map, STR("a")));
    assert_false(map_has(&map, STR("a")));
    assert_int_equal(arena.used, 0);
    arena_free(&arena);
}

static void add_keeps_and_set_replaces(void **state) {
    (void)state;
    Arena arena;
    Map map;
    int one = 1, two = 2;
    arena_init(&arena, 0);
    map_init(&map, &arena);
    assert_true(map_add(&map, STR("a"), &one));
    assert_false(map_add(&map, STR("a"), &two));
    assert_ptr_equal(map_get(&map, STR("a")), &one);
    map_set(&map, STR("a"), &two);
    assert_ptr_equal(map_get(&map, STR("a")), &two);
    map_set(&map, STR("b"), NULL);
    assert_true(map_has(&map, STR("b")));
    assert_null(map_get(&map, STR("b")));
    assert_false(map_has(&map, STR("")));
    assert_int_equal(map.count, 2);
    arena_free(&arena);
}

static void thousands_are_found_in_order(void **state) {
    (void)state;
    enum { COUNT = 5000 };
    static int values[COUNT];
    Arena arena;
    Map map;
    arena_init(&arena, 0);
    map_init(&map, &arena);
    for (int i = 0; i < COUNT; i++) {
        assert_true(map_add(&map, str_format(&arena, "key%d", i), &values[i]));
    }
    assert_int_equal(map.count, COUNT);
    for (int i = 0; i < COUNT; i++) {
        Str key = str_format(&arena, "key%d", i);
        assert_ptr_equal(map_get(&map, key), &values[i]);
        assert_true(str_equal(map.entries[i].key, key));
        assert_false(map_add(&map, key, NULL));
    }
    assert_false(map_has(&map, STR("key5000")));
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_map_has_nothing),
        cmocka_unit_test(add_keeps_and_set_replaces),
        cmocka_unit_test(thousands_are_found_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
