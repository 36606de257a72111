/* Our SQL functions, asked through SQLite: lists, JSON in columns, aggregates, patterns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sqlgen/run/functions.h"

static sqlite3 *db;
static FunctionState functions;

static int set_up(void **state) {
    (void)state;
    function_state_init(&functions);
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    return functions_register(db, &functions);
}

static int tear_down(void **state) {
    (void)state;
    function_state_free(&functions);
    sqlite3_close(db);
    return 0;
}

/* The statement's only value in SQL's notation; the result code's text if it fails. */
static const char *ask(const char *sql) {
    static char answer[200];
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    }
    int rc = sqlite3_step(statement);
    const char *text = (const char *)sqlite3_column_text(statement, 0);
    sqlite3_snprintf(sizeof answer, answer, "%s",
                     rc != SQLITE_ROW ? sqlite3_errstr(rc)
                     : text == NULL   ? "NULL"
                                      : text);
    sqlite3_finalize(statement);
    return answer;
}

static void run(const char *sql) {
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
}

static void check(const char *expression, const char *answer) {
    char sql[1000];
    sqlite3_snprintf(sizeof sql, sql, "select %s", expression);
    assert_string_equal(ask(sql), answer);
}

static void test_each(void **state) {
    (void)state;
    static const struct {
        const char *list, *type, *answer;
    } cases[] = {
        {"[1, 9223372036854775807]", "int", "1,9223372036854775807"},
        {"[\"9007199254740993\", 2]", "bigint", "9007199254740993,2"},
        {"[\"1.5\", 2]", "numeric", "1.5,2"},
        {"[\"a\", \"\", \"it''s\"]", "text", "'a','','it''s'"},
        {"[true, false]", "bool", "1,0"},
        {"[\"AP8=\", \"\"]", "blob", "X'00FF',X''"},
        {"[\"2024-01-01\", 17]", "date", "'2024-01-01',17"},
        {"[]", "int", "NULL"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char sql[400];
        sqlite3_snprintf(sizeof sql, sql,
                         "select group_concat(quote(value)) from temp.soloql_each('%s', '%s')",
                         cases[i].list, cases[i].type);
        assert_string_equal(ask(sql), cases[i].answer);
    }
    assert_string_equal(ask("select count(*) from temp.soloql_each(null, 'int')"), "0");
    assert_string_equal(ask("select * from temp.soloql_each('{', 'int')"), "SQL logic error");
    assert_string_equal(ask("select * from temp.soloql_each('[1]', 'nope')"), "SQL logic error");
}

/* A file may hold tables of any name: they are never taken for the function. */
static void test_each_cannot_be_shadowed(void **state) {
    (void)state;
    run("create table soloql_each(value, list, type); insert into soloql_each values (9, 8, 7)");
    assert_string_equal(ask("select group_concat(value) from temp.soloql_each('[1,2]', 'int')"),
                        "1,2");
    run("drop table soloql_each");
}

/* JSON in SQLite's binary form, as jsonb() makes it since 3.45; before, such a blob is no JSON. */
static void test_jsonb(void **state) {
    (void)state;
    bool known = sqlite3_libversion_number() >= 3045000;
#define OBJECT "x'CC1A1761CB16133135322E3517780001BC1762885C75303065345C6E'"
#define ARRAY  "x'AB4430783166262E351771'" /* of JSON5: [0x1f,.5,'q',] */
    static const struct {
        const char *expression, *answer, *unknown;
    } cases[] = {
        {"soloql_object('v:json', " OBJECT ")",
         "{\"v\":{\"a\":[1,2.5,\"x\",null,true,{\"b\":\"\\u00e4\\n\"}]}}", NULL},
        {"soloql_object('v:json', " ARRAY ")", "{\"v\":[31,0.5,\"q\"]}", NULL},
        {"soloql_object('v:json', x'00')", "{\"v\":null}", NULL},
        {"soloql_json_equal(" ARRAY ", '[31, 5e-1, \"q\"]')", "1", "NULL"},
        {"soloql_json_contains(" OBJECT ", '{\"a\":[1]}')", "1", "NULL"},
        {"soloql_json_at(" OBJECT ", '$.a[2]')", "\"x\"", "NULL"},
        {"soloql_object('v:json', soloql_json_part(" OBJECT ", '$.a[5].b'))",
         "{\"v\":\"\xC3\xA4\\n\"}", NULL},
        {"soloql_json_append(" ARRAY ", '[7]')", "[31,0.5,\"q\",7]", "SQL logic error"},
        /* Bytes that are none: text, a length that is another, an unknown kind, nothing at all. */
        {"soloql_object('v:json', cast('{}' as blob))", NULL, NULL},
        {"soloql_object('v:json', x'AC4430783166262E351771')", NULL, NULL},
        {"soloql_object('v:json', x'0F')", NULL, NULL},
        {"soloql_object('v:json', x'')", NULL, NULL},
        {"soloql_json_equal(x'0F', '1')", "NULL", "NULL"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *answer = known ? cases[i].answer : cases[i].unknown;
        function_state_reset(&functions);
        check(cases[i].expression, answer == NULL ? "{\"v\":\x01"
                                                    "0\x02}"
                                                  : answer);
        assert_int_equal(functions.note_count, answer == NULL);
    }
}

static void test_each_uses_an_index(void **state) {
    (void)state;
    run("create table t(n integer unique)");
    const char *sql = "explain query plan select 1 from t where n in (select value from "
                      "temp.soloql_each('[\"1\"]', 'bigint'))";
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    const char *plan = (const char *)sqlite3_column_text(statement, 3);
    assert_non_null(strstr(plan, "SEARCH t USING COVERING INDEX"));
    sqlite3_finalize(statement);
    run("drop table t");
}

static void test_json(void **state) {
    (void)state;
    check("soloql_json_at('{\"a\": [1, {\"b\": \"x\"}]}', '$.a[1]')", "{\"b\":\"x\"}");
    check("soloql_json_at('{\"a\": null}', 'a')", "NULL");
    check("soloql_json_at('no json', 'a')", "NULL");
    check("soloql_json_at(x'00', 'a')", "NULL");
    check("soloql_json_at(1e999, '$')", "NULL");
    check("soloql_json_at(12, '$')", "12");
    check("soloql_json_part('no json', 'a')", "no json");
    check("soloql_json_part('{}', 'a')", "NULL");
    check("soloql_json_text('\"a\\u0062\"')", "ab");
    check("soloql_json_text('1')", "NULL");
    check("soloql_json_equal('{\"a\": 1, \"a\": 2}', '{\"a\":2}')", "1");
    check("soloql_json_equal('{', '{}')", "NULL");
    check("soloql_json_in('[1]', '[[1.0], 2]')", "1");
    check("soloql_json_order('2', '10')", "-1");
    check("soloql_json_order('\"2\"', '10')", "NULL");
    check("soloql_json_contains('[1,2]', '2')", "1");
    check("soloql_json_contained('{}', '{\"a\":1}')", "1");
    check("soloql_json_has_key('{\"a\":1}', 'a')", "1");
    check("soloql_json_has_any('{\"a\":1}', '[\"b\",\"a\"]')", "1");
    check("soloql_json_has_all('{\"a\":1}', '[\"b\",\"a\"]')", "0");
    check("soloql_json_at('{}', 'a[')", "SQL logic error");
}

static const char *aggregate(const char *call, const char *rows) {
    char sql[400];
    sqlite3_snprintf(sizeof sql, sql, "select quote(%s) from (select column1 x from (values %s))",
                     call, rows);
    return ask(sql);
}

static void test_sum(void **state) {
    (void)state;
    assert_string_equal(aggregate("soloql_sum(x)", "(1),(2),(null)"), "3");
    assert_string_equal(aggregate("soloql_sum(x)", "(null)"), "NULL");
    assert_string_equal(aggregate("soloql_sum(x)", "(9223372036854775807),(-1),(1)"),
                        "9223372036854775807");
    assert_string_equal(
        aggregate("soloql_sum(x) = 9223372036854775808.0", "(9223372036854775807),(1)"), "1");
    assert_string_equal(aggregate("soloql_sum(x)", "(0.1),(0.2),(0.3),('4'),('x')"), "4.6");
    assert_string_equal(aggregate("soloql_sum(x)", "(1e16),(1),(-1e16)"), "1.0");
    assert_string_equal(aggregate("typeof(soloql_sum(x))", "(1),(2.0)"), "'real'");
}

static void test_percentile(void **state) {
    (void)state;
    assert_string_equal(aggregate("soloql_median(x)", "(3),(1),(2)"), "2.0");
    assert_string_equal(aggregate("soloql_median(x)", "(1),(2),('x'),(null)"), "1.5");
    assert_string_equal(aggregate("soloql_median(x)", "(null)"), "NULL");
    assert_string_equal(aggregate("soloql_percentile(x, 0)", "(5),(7),(6)"), "5.0");
    assert_string_equal(aggregate("soloql_percentile(x, 100)", "(5),(7),(6)"), "7.0");
    assert_string_equal(aggregate("soloql_percentile(x, 25)", "(0),(10),(20)"), "5.0");
    assert_string_equal(aggregate("soloql_percentile(x, 101)", "(1)"), "SQL logic error");
    functions.max_bytes = 64 * sizeof(double);
    assert_string_equal(ask("with recursive n(x) as (select 1 union all select x + 1 from n "
                            "where x < 100) select soloql_median(x) from n"),
                        "string or blob too big");
    functions.max_bytes = 0;
}

static bool always(void *context) {
    (void)context;
    return true;
}

static void test_patterns(void **state) {
    (void)state;
    check("soloql_like('a\\%%b_', 'a%bc')", "1");
    check("soloql_ilike('É%', 'école')", "1");
    check("soloql_like('É%', 'école')", "0");
    check("soloql_starts_with('ab', 'abc')", "1");
    check("soloql_starts_with('abc', 'ab')", "0");
    check("soloql_regex('^a', null)", "NULL");
    check("soloql_regex('^1', 12)", "1");
    check("soloql_iregex('B$', 'ab')", "1");
    check("soloql_similar('a%', 'abc')", "1");
    check("soloql_regex('(', 'a')", "SQL logic error");
    run("create table t(x)");
    run("insert into t select printf('%.*c', 100000, 'a')");
    functions.is_over = always;
    check("soloql_regex('(a|aa){50}b', x) from t", "interrupted");
    check("soloql_like('%aaaaaaaaaab', x) from t", "interrupted");
    functions.is_over = NULL;
    run("drop table t");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each),     cmocka_unit_test(test_each_cannot_be_shadowed),
        cmocka_unit_test(test_json),     cmocka_unit_test(test_each_uses_an_index),
        cmocka_unit_test(test_sum),      cmocka_unit_test(test_percentile),
        cmocka_unit_test(test_patterns), cmocka_unit_test(test_jsonb),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
