/* GraphQL names out of SQL names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "sqlgen/model/naming.h"

static void assert_str(Arena *arena, Str actual, const char *expected) {
    assert_string_equal(str_copy(arena, actual).data, expected);
}

static void forbidden_characters_are_replaced(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"plain", "plain"},
        {"Order Details", "Order_Details"},
        {"we\"ird", "we_ird"},
        {"1st", "_1st"},
        {"a-b.c", "a_b_c"},
        {"naïve", "na_ve"},
        {"new\nline", "new_line"},
        {"__x", "_x"},
        {"____x", "_x"},
        {"_x", "_x"},
        {"", "_0"},
        {"_", "_0"},
        {"___", "_0"},
        {"名前", "_0"},
        {"😀x", "_x"},
        {"-1", "_1"},
        {"$", "_0"},
    };
    Arena arena;
    arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        assert_str(&arena, name_mangle(&arena, str_from(pairs[i][0])), pairs[i][1]);
    }
    arena_free(&arena);
}

/* Whatever the SQL name, with what is put in front or behind it too. */
static void no_name_is_one_that_graphql_forbids(void **state) {
    (void)state;
    static const char *const templates[] = {"%_by_pk", "insert_%", NULL};
    Arena arena;
    arena_init(&arena, 0);
    NameScope scope;
    name_scope_init(&scope, &arena);
    for (unsigned i = 0; i < 3 * 65536; i += 7) {
        char text[3] = {(char)(i >> 16), (char)(i >> 8), (char)i};
        Str mangled = name_mangle(&arena, (Str){text, i % 4});
        Str taken = name_scope_take(&scope, mangled, templates);
        assert_true(taken.length > 0);
        char first = taken.data[0];
        assert_true(first == '_' || (first >= 'A' && first <= 'Z') ||
                    (first >= 'a' && first <= 'z'));
        assert_false(str_starts_with(taken, STR("__")));
        assert_false(str_equal(taken, STR("_")));
    }
    arena_free(&arena);
}

static void a_taken_name_gets_a_number(void **state) {
    (void)state;
    Arena arena;
    arena_init(&arena, 0);
    NameScope scope;
    name_scope_init(&scope, &arena);
    assert_str(&arena, name_scope_take(&scope, STR("a"), NULL), "a");
    assert_str(&arena, name_scope_take(&scope, STR("a"), NULL), "a_2");
    assert_str(&arena, name_scope_take(&scope, STR("a_2"), NULL), "a_2_2");
    assert_str(&arena, name_scope_take(&scope, STR("a"), NULL), "a_3");
    assert_false(name_scope_is_free(&scope, STR("a_3")));
    assert_true(name_scope_is_free(&scope, STR("A")));
    arena_free(&arena);
}

static void a_name_takes_what_is_derived_from_it(void **state) {
    (void)state;
    static const char *const templates[] = {"%_aggregate", "insert_%", NULL};
    Arena arena;
    arena_init(&arena, 0);
    NameScope scope;
    name_scope_init(&scope, &arena);
    assert_str(&arena, name_scope_take(&scope, STR("t"), templates), "t");
    assert_str(&arena, name_scope_take(&scope, STR("t_aggregate"), templates), "t_aggregate_2");
    assert_str(&arena, name_scope_take(&scope, STR("insert_t"), templates), "insert_t_2");
    name_scope_reserve(&scope, STR("u_aggregate"));
    assert_str(&arena, name_scope_take(&scope, STR("u"), templates), "u_2");
    arena_free(&arena);
}

static void long_names_are_cut(void **state) {
    (void)state;
    static const char *const templates[] = {"update_%_by_pk", NULL};
    char text[5000];
    for (size_t i = 0; i < sizeof text; i++) {
        text[i] = 'x';
    }
    Arena arena;
    arena_init(&arena, 0);
    NameScope scope;
    name_scope_init(&scope, &arena);
    Str first = name_scope_take(&scope, (Str){text, sizeof text}, templates);
    Str second = name_scope_take(&scope, (Str){text, sizeof text}, templates);
    assert_true(first.length <= 200);
    assert_false(str_equal(first, second));
    arena_free(&arena);
}

static void stems_are_what_stands_before_id(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"customer_id", "customer"},
        {"CustomerId", "Customer"},
        {"CustomerID", "Customer"},
        {"customerId", "customer"},
        {"customer_ID", "customer"},
        {"t2Id", "t2"},
        {"_id", ""},
    };
    static const char *const without[] = {"id", "Id", "paid", "winner", "grid", "CUSTOMERID", ""};
    Arena arena;
    arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        assert_str(&arena, name_stem(str_from(pairs[i][0])), pairs[i][1]);
    }
    for (size_t i = 0; i < sizeof without / sizeof *without; i++) {
        assert_null(name_stem(str_from(without[i])).data);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forbidden_characters_are_replaced),
        cmocka_unit_test(no_name_is_one_that_graphql_forbids),
        cmocka_unit_test(a_taken_name_gets_a_number),
        cmocka_unit_test(a_name_takes_what_is_derived_from_it),
        cmocka_unit_test(long_names_are_cut),
        cmocka_unit_test(stems_are_what_stands_before_id),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
