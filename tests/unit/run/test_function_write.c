/* soloql_add, soloql_json_append and their kin, through SQL. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sqlgen/run/functions.h"

typedef struct Database {
    sqlite3 *db;
    FunctionState functions;
} Database;

static int database_open(void **state) {
    static Database database;
    function_state_init(&database.functions);
    assert_int_equal(sqlite3_open(":memory:", &database.db), SQLITE_OK);
    assert_int_equal(functions_register(database.db, &database.functions), SQLITE_OK);
    *state = &database;
    return 0;
}

static int database_close(void **state) {
    Database *database = *state;
    function_state_free(&database->functions);
    sqlite3_close(database->db);
    return 0;
}

/* The value of the expression as text; "error: …" if it fails, "null" if there is none. */
static const char *value_of(void **state, const char *expression) {
    static char text[256];
    Database *database = *state;
    sqlite3_stmt *statement;
    char *sql = sqlite3_mprintf("select %s", expression);
    assert_int_equal(sqlite3_prepare_v2(database->db, sql, -1, &statement, NULL), SQLITE_OK);
    sqlite3_free(sql);
    if (sqlite3_step(statement) == SQLITE_ROW) {
        const char *value = (const char *)sqlite3_column_text(statement, 0);
        sqlite3_snprintf(sizeof text, text, "%s", value == NULL ? "null" : value);
    } else {
        sqlite3_snprintf(sizeof text, text, "error: %s", sqlite3_errmsg(database->db));
    }
    sqlite3_finalize(statement);
    return text;
}

static void assert_value(void **state, const char *expression, const char *expected) {
    assert_string_equal(value_of(state, expression), expected);
}

static void test_bytes(void **state) {
    assert_value(state, "hex(soloql_bytes('AQL/'))", "0102FF");
    assert_value(state, "typeof(soloql_bytes(''))", "blob");
    assert_value(state, "typeof(soloql_bytes('!'))", "null");
    assert_value(state, "typeof(soloql_bytes(null))", "null");
}

static void test_add(void **state) {
    assert_value(state, "soloql_add(2, 3)", "5");
    assert_value(state, "soloql_add(2, -3)", "-1");
    assert_value(state, "soloql_add(2, 0.5)", "2.5");
    assert_value(state, "soloql_add(null, 1)", "null");
    assert_value(state, "soloql_add(1, null)", "null");
    assert_value(state, "soloql_add(9223372036854775806, 1)", "9223372036854775807");
    assert_value(state, "soloql_add(9223372036854775807, 1)", "error: integer overflow");
    assert_value(state, "soloql_add(-9223372036854775807, -2)", "error: integer overflow");
}

static void test_append(void **state) {
    assert_value(state, "soloql_json_append('[1]', '[2,3]')", "[1,2,3]");
    assert_value(state, "soloql_json_append('[1]', '{\"a\":1}')", "[1,{\"a\":1}]");
    assert_value(state, "soloql_json_append('1', '\"x\"')", "[1,\"x\"]");
    assert_value(state, "soloql_json_append('[]', '[]')", "[]");
    assert_value(state, "soloql_json_append('{\"a\":1,\"b\":2}', '{\"c\":3,\"a\":9}')",
                 "{\"a\":9,\"b\":2,\"c\":3}");
    assert_value(state, "soloql_json_append(null, '[1]')", "null");
    assert_value(state, "soloql_json_append('{', '[1]')", "error: stored value is not JSON");
}

static void test_prepend(void **state) {
    assert_value(state, "soloql_json_prepend('[1]', '[2,3]')", "[2,3,1]");
    assert_value(state, "soloql_json_prepend('[1]', '0')", "[0,1]");
    assert_value(state, "soloql_json_prepend('{\"a\":1}', '{\"a\":9,\"b\":2}')",
                 "{\"a\":1,\"b\":2}");
}

static void test_delete_key(void **state) {
    assert_value(state, "soloql_json_delete_key('{\"a\":1,\"b\":2}', 'a')", "{\"b\":2}");
    assert_value(state, "soloql_json_delete_key('{\"a\":1}', 'z')", "{\"a\":1}");
    assert_value(state, "soloql_json_delete_key('[\"a\",\"b\",\"a\",1]', 'a')", "[\"b\",1]");
    assert_value(state, "soloql_json_delete_key('7', 'a')", "7");
}

static void test_delete_elem(void **state) {
    assert_value(state, "soloql_json_delete_elem('[1,2,3]', 0)", "[2,3]");
    assert_value(state, "soloql_json_delete_elem('[1,2,3]', -1)", "[1,2]");
    assert_value(state, "soloql_json_delete_elem('[1,2,3]', -3)", "[2,3]");
    assert_value(state, "soloql_json_delete_elem('[1,2,3]', 3)", "[1,2,3]");
    assert_value(state, "soloql_json_delete_elem('[1,2,3]', -4)", "[1,2,3]");
    assert_value(state, "soloql_json_delete_elem('{\"0\":1}', 0)", "{\"0\":1}");
}

static void test_delete_path(void **state) {
    assert_value(state,
                 "soloql_json_delete_path('{\"a\":[{\"b\":1,\"c\":2}]}', '[\"a\",\"0\",\"b\"]')",
                 "{\"a\":[{\"c\":2}]}");
    assert_value(state, "soloql_json_delete_path('{\"a\":[1,2]}', '[\"a\",\"-1\"]')",
                 "{\"a\":[1]}");
    assert_value(state, "soloql_json_delete_path('{\"a\":1}', '[]')", "{\"a\":1}");
    assert_value(state, "soloql_json_delete_path('{\"a\":1}', '[\"b\",\"c\"]')", "{\"a\":1}");
    assert_value(state, "soloql_json_delete_path('{\"a\":1}', '[\"a\",\"c\"]')", "{\"a\":1}");
    assert_value(state, "soloql_json_delete_path('[1]', '[\"x\"]')", "[1]");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_add),         cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_append),      cmocka_unit_test(test_prepend),
        cmocka_unit_test(test_delete_key),  cmocka_unit_test(test_delete_elem),
        cmocka_unit_test(test_delete_path),
    };
    return cmocka_run_group_tests(tests, database_open, database_close);
}
