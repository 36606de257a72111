/* The functions that write JSON, and those on text and numbers, called from SQL. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "sqlgen/run/functions.h"

typedef struct Fixture {
    sqlite3 *db;
    FunctionState state;
} Fixture;

static int open_database(void **state) {
    static Fixture f;
    function_state_init(&f.state);
    assert_int_equal(sqlite3_open(":memory:", &f.db), SQLITE_OK);
    assert_int_equal(functions_register(f.db, &f.state), SQLITE_OK);
    *state = &f;
    return 0;
}

static int close_database(void **state) {
    Fixture *f = *state;
    function_state_free(&f->state);
    assert_int_equal(sqlite3_close(f->db), SQLITE_OK);
    return 0;
}

/* The only value of the query is this text; NULL for SQL's null. */
static void assert_value(Fixture *f, const char *sql, const char *expected) {
    sqlite3_stmt *statement;
    function_state_reset(&f->state);
    if (sqlite3_prepare_v2(f->db, sql, -1, &statement, NULL) != SQLITE_OK ||
        sqlite3_step(statement) != SQLITE_ROW) {
        fail_msg("%s: %s", sql, sqlite3_errmsg(f->db));
    }
    const char *bytes = sqlite3_column_blob(statement, 0);
    size_t length = (size_t)sqlite3_column_bytes(statement, 0);
    if ((bytes == NULL && expected != NULL && *expected != '\0') ||
        (bytes != NULL && expected == NULL) ||
        (expected != NULL && (length != strlen(expected) ||
                              memcmp(bytes == NULL ? "" : bytes, expected, length) != 0))) {
        fail_msg("%s: %.*s", sql, (int)length, bytes == NULL ? "" : bytes);
    }
    sqlite3_finalize(statement);
}

/* The query fails with a message that says so. */
static void assert_fails(Fixture *f, const char *sql, const char *message) {
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(f->db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ERROR);
    assert_non_null(strstr(sqlite3_errmsg(f->db), message));
    sqlite3_finalize(statement);
}

static void objects_are_written_by_their_shape(void **state) {
    Fixture *f = *state;
    assert_value(f, "select soloql_object('')", "{}");
    assert_value(f, "select soloql_object('id:int! name:text', 1, 'a\"b')",
                 "{\"id\":1,\"name\":\"a\\\"b\"}");
    assert_value(f, "select soloql_object('a:text t=things', null)",
                 "{\"a\":null,\"t\":\"things\"}");
    assert_value(f, "select soloql_object('a{b:int c{d:int}}', 1, 2)",
                 "{\"a\":{\"b\":1,\"c\":{\"d\":2}}}");
    assert_value(f, "select soloql_object('a?{b:int} c:int', 5, 1, 2)",
                 "{\"a\":{\"b\":1},\"c\":2}");
    assert_value(f, "select soloql_object('a?{b:int d?{e:int}} c:int', null, 1, 1, 1, 2)",
                 "{\"a\":null,\"c\":2}");
    assert_value(f, "select soloql_object('a:raw b:raw', soloql_object('c:int', 1), null)",
                 "{\"a\":{\"c\":1},\"b\":null}");
    assert_value(f,
                 "select soloql_object('... ...', soloql_members('a:int b:int', 1, 2),"
                 " soloql_members('c:int', 3))",
                 "{\"a\":1,\"b\":2,\"c\":3}");
}

static void what_is_no_shape_is_an_error(void **state) {
    Fixture *f = *state;
    assert_fails(f, "select soloql_object()", "a shape is missing");
    assert_fails(f, "select soloql_object('a')", "not a shape");
    assert_fails(f, "select soloql_object('a:nothing', 1)", "not a shape");
    assert_fails(f, "select soloql_object('a:int b{', 1)", "not a shape");
    assert_fails(f, "select soloql_object('a:int}', 1)", "not a shape");
    assert_fails(f, "select soloql_object('a:int', 1, 2)", "another number of arguments");
    assert_fails(f, "select soloql_object('a:int')", "another number of arguments");
    assert_fails(f, "select soloql_list('a:int b:int', 1)", "another number of arguments");
}

static void lists_keep_the_order_of_the_rows(void **state) {
    Fixture *f = *state;
    assert_value(f, "select soloql_list('a:int', x) from (select 1 x where 0)", "[]");
    assert_value(f,
                 "with n(x) as (values (3), (1), (2))"
                 " select soloql_list('a:int', x) from (select x from n order by x desc)",
                 "[{\"a\":3},{\"a\":2},{\"a\":1}]");
}

static void each_type_has_its_form(void **state) {
    Fixture *f = *state;
    static const char *const rows[][2] = {
        {"'a:bigint', -9223372036854775808", "{\"a\":-9223372036854775808}"},
        {"'a:float', 0.1", "{\"a\":0.1}"},
        {"'a:float', 2", "{\"a\":2}"},
        {"'a:numeric', 12.50", "{\"a\":12.5}"},
        {"'a:bool b:bool', 1, 0", "{\"a\":true,\"b\":false}"},
        {"'a:blob', x'00ff10'", "{\"a\":\"AP8Q\"}"},
        {"'a:json', '{\"b\": [1.50]}'", "{\"a\":{\"b\": [1.50]}}"},
        {"'a:date', 20240101", "{\"a\":20240101}"},
        {"'a:any b:any c:any', 1, 'x', x'00'", "{\"a\":1,\"b\":\"x\",\"c\":\"AA==\"}"},
        {"'a:text', 'x' || char(0) || 'y'", "{\"a\":\"x\\u0000y\"}"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char sql[200];
        snprintf(sql, sizeof sql, "select soloql_object(%s)", rows[i][0]);
        assert_value(f, sql, rows[i][1]);
        assert_int_equal(f->state.note_count, 0);
    }
}

static void what_contradicts_its_type_is_noted(void **state) {
    Fixture *f = *state;
    static const char *const rows[][2] = {
        {"'a:int', 'abc'", "Int cannot represent the stored text \"abc\"."},
        {"'a:int', 1.5", "Int cannot represent the stored number 1.5."},
        {"'a:int', 2147483648",
         "Int cannot represent non 32-bit signed integer value: 2147483648."},
        {"'a:float', 1e999", "Float cannot represent infinity."},
        {"'a:bool', 2", "Boolean cannot represent the stored integer 2."},
        {"'a:text', x'00'", "String cannot represent a stored BLOB of 1 bytes."},
        {"'a:text', cast(x'ff' as text)",
         "String cannot represent a stored text that is not UTF-8."},
        {"'a:blob', 'text'", "bytea cannot represent the stored text \"text\"."},
        {"'a:json', '{'", "jsonb cannot represent the stored text \"{\"."},
        {"'a:int!', null", "Cannot return null for a non-nullable field."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char sql[200];
        snprintf(sql, sizeof sql, "select soloql_object(%s)", rows[i][0]);
        assert_value(f, sql,
                     "{\"a\":\x01"
                     "0\x02}");
        assert_int_equal(f->state.note_count, 1);
        assert_true(str_starts_with(f->state.notes[0], str_from(rows[i][1])));
    }
    f->state.mark_errors = false;
    assert_value(f, "select soloql_object('a:int', 'abc')", "{\"a\":null}");
    f->state.mark_errors = true;
}

static void values_have_a_largest_size(void **state) {
    Fixture *f = *state;
    f->state.max_bytes = 100;
    assert_value(f, "select length(soloql_object('a:text', hex(zeroblob(40))))", "88");
    sqlite3_stmt *statement;
    sqlite3_prepare_v2(f->db, "select soloql_object('a:text', hex(zeroblob(50)))", -1, &statement,
                       NULL);
    assert_int_equal(sqlite3_step(statement), SQLITE_TOOBIG);
    sqlite3_finalize(statement);
    sqlite3_prepare_v2(f->db,
                       "with n(i) as (select 1 union all select i + 1 from n limit 50)"
                       " select soloql_list('a:int', i) from n",
                       -1, &statement, NULL);
    assert_int_equal(sqlite3_step(statement), SQLITE_TOOBIG);
    sqlite3_finalize(statement);
    f->state.max_bytes = 0;
}

static void like_tells_case_and_ilike_does_not(void **state) {
    Fixture *f = *state;
    static const struct {
        const char *pattern, *text;
        bool like, ilike;
    } rows[] = {
        {"abc", "abc", true, true},
        {"abc", "ABC", false, true},
        {"a%", "a", true, true},
        {"%b%", "abc", true, true},
        {"%b", "abc", false, false},
        {"a_c", "abc", true, true},
        {"a_c", "a😀c", true, true},
        {"é", "É", false, true},
        {"%ß%", "straße", true, true},
        {"я%", "Яблоко", false, true},
        {"%%%", "", true, true},
        {"_", "", false, false},
        {"", "", true, true},
        {"", "x", false, false},
        {"100\\%", "100%", true, true},
        {"100\\%", "1000", false, false},
        {"\\_", "_", true, true},
        {"\\_", "x", false, false},
        {"a\\\\b", "a\\b", true, true},
        {"%a%b%c%", "xxaxxbxxcxx", true, true},
        {"%a%b%c%", "xxaxxcxxbxx", false, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *sql = sqlite3_mprintf("select soloql_like(%Q, %Q) || soloql_ilike(%Q, %Q)",
                                    rows[i].pattern, rows[i].text, rows[i].pattern, rows[i].text);
        assert_value(f, sql, rows[i].like ? "11" : rows[i].ilike ? "01" : "00");
        sqlite3_free(sql);
    }
    assert_value(f, "select soloql_like('a', null)", NULL);
    assert_value(f, "select soloql_like(null, 'a')", NULL);
    assert_value(f, "select soloql_like('1%', 123)", "1");
}

/* Time is the product of the lengths at worst: here 10,000 by 100,000. */
static void like_does_not_backtrack_for_ever(void **state) {
    Fixture *f = *state;
    assert_value(f,
                 "select soloql_like(replace(hex(zeroblob(2400)), '00', '%a') || 'b',"
                 " replace(hex(zeroblob(25000)), '00', 'aaaa'))",
                 "0");
}

static void statistics_are_exact_where_they_can_be(void **state) {
    Fixture *f = *state;
    static const char *const rows[][2] = {
        {"soloql_var_pop(x)", "2.0"},
        {"soloql_var_samp(x)", "2.5"},
        {"soloql_stddev_pop(x)", "1.4142135623730951"},
        {"soloql_stddev_samp(x)", "1.5811388300841898"},
    };
    for (size_t i = 0; i < 4; i++) {
        char sql[300];
        /* Far from zero, where sums of squares would lose all digits. */
        snprintf(
            sql, sizeof sql,
            "with n(x) as (values (1000000001), (1000000002), (1000000003), (1000000004),"
            " (1000000005), (null)) select printf('%%!.17g', %s) = printf('%%!.17g', %s) from n",
            rows[i][0], rows[i][1]);
        assert_value(f, sql, "1");
        snprintf(sql, sizeof sql, "select %s from (select 1 x where 0)", rows[i][0]);
        assert_value(f, sql, NULL);
    }
    assert_value(f, "select soloql_var_samp(7)", NULL);
    assert_value(f, "select soloql_var_pop(7)", "0.0");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_are_written_by_their_shape),
        cmocka_unit_test(what_is_no_shape_is_an_error),
        cmocka_unit_test(lists_keep_the_order_of_the_rows),
        cmocka_unit_test(each_type_has_its_form),
        cmocka_unit_test(what_contradicts_its_type_is_noted),
        cmocka_unit_test(values_have_a_largest_size),
        cmocka_unit_test(like_tells_case_and_ilike_does_not),
        cmocka_unit_test(like_does_not_backtrack_for_ever),
        cmocka_unit_test(statistics_are_exact_where_they_can_be),
    };
    return cmocka_run_group_tests(tests, open_database, close_database);
}
