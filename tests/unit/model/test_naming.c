/* Names in the spelling of graphql-default. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sqlgen/model/naming.h"

static void spells(NamePlace place, const char *name, const char *expected) {
    Arena arena;
    arena_init(&arena, 0);
    Str spelt = name_spell(&arena, place, str_from(name));
    if (!str_equal(spelt, str_from(expected))) {
        fail_msg("%s is spelt %.*s, not %s", name, STR_ARG(spelt), expected);
    }
    Str again = name_spell(&arena, place, spelt);
    if (!str_equal(again, spelt)) {
        fail_msg("%s is spelt %.*s when it is met again", expected, STR_ARG(again));
    }
    arena_free(&arena);
}

static void fields_are_camel_case(void **state) {
    (void)state;
    spells(NAME_OF_FIELD, "author_by_pk", "authorByPk");
    spells(NAME_OF_FIELD, "insert_author_one", "insertAuthorOne");
    spells(NAME_OF_FIELD, "name", "name");
    spells(NAME_OF_FIELD, "CustomerId", "customerId");
    spells(NAME_OF_FIELD, "CustomerID", "customerID");
    spells(NAME_OF_FIELD, "ID", "id");
    spells(NAME_OF_FIELD, "HTTPServer", "httpServer");
    spells(NAME_OF_FIELD, "A", "a");
    spells(NAME_OF_FIELD, "Order_Details", "orderDetails");
    spells(NAME_OF_FIELD, "a__b_", "aB");
    spells(NAME_OF_FIELD, "a_1", "a1");
    spells(NAME_OF_FIELD, "already_camelCase", "alreadyCamelCase");
}

static void operators_stay(void **state) {
    (void)state;
    spells(NAME_OF_FIELD, "_eq", "_eq");
    spells(NAME_OF_FIELD, "_is_null", "_is_null");
    spells(NAME_OF_FIELD, "_9_lives", "_9_lives");
}

static void types_are_pascal_case(void **state) {
    (void)state;
    spells(NAME_OF_TYPE, "author", "Author");
    spells(NAME_OF_TYPE, "author_bool_exp", "AuthorBoolExp");
    spells(NAME_OF_TYPE, "Int_comparison_exp", "IntComparisonExp");
    spells(NAME_OF_TYPE, "PageInfo", "PageInfo");
    spells(NAME_OF_TYPE, "_9lives_bool_exp", "_9livesBoolExp");
}

static void values_are_capitals(void **state) {
    (void)state;
    spells(NAME_OF_VALUE, "asc_nulls_first", "ASC_NULLS_FIRST");
    spells(NAME_OF_VALUE, "createdAt", "CREATEDAT");
    spells(NAME_OF_VALUE, "_id2", "_ID2");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_camel_case),
        cmocka_unit_test(operators_stay),
        cmocka_unit_test(types_are_pascal_case),
        cmocka_unit_test(values_are_capitals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
