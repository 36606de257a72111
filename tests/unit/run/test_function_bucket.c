/* soloql_bucket over what dates are stored as. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sqlgen/run/functions.h"

static sqlite3 *db;

static int set_up(void **state) {
    (void)state;
    return sqlite3_open(":memory:", &db) != SQLITE_OK || functions_register_bucket(db) != SQLITE_OK;
}

static int tear_down(void **state) {
    (void)state;
    return sqlite3_close(db);
}

/* The expression's text, "null" if it is null. */
static const char *evaluate(const char *expression) {
    static char result[100];
    char *sql = sqlite3_mprintf("select %s", expression);
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    const char *text = (const char *)sqlite3_column_text(statement, 0);
    sqlite3_snprintf(sizeof result, result, "%s", text == NULL ? "null" : text);
    sqlite3_finalize(statement);
    sqlite3_free(sql);
    return result;
}

static void assert_bucket(const char *unit, const char *value, const char *expected) {
    char *expression = sqlite3_mprintf("soloql_bucket(%Q, %s)", unit, value);
    assert_string_equal(evaluate(expression), expected);
    sqlite3_free(expression);
}

static void every_unit_rounds_down(void **state) {
    (void)state;
    const char *moment = "'2024-08-29 13:45:59.999'"; /* a Thursday */
    assert_bucket("year", moment, "2024-01-01");
    assert_bucket("quarter", moment, "2024-07-01");
    assert_bucket("month", moment, "2024-08-01");
    assert_bucket("week", moment, "2024-08-26");
    assert_bucket("day", moment, "2024-08-29");
    assert_bucket("hour", moment, "2024-08-29T13:00:00");
    assert_bucket("minute", moment, "2024-08-29T13:45:00");
}

static void all_forms_of_one_moment_agree(void **state) {
    (void)state;
    static const char *const forms[] = {"'2024-02-29T23:30'",
                                        "'2024-02-29 23:30:00'",
                                        "'2024-02-29T23:30:00Z'",
                                        "'2024-03-01T00:30:00+01:00'",
                                        "'2024-02-29T18:30:00-0500'",
                                        "1709249400",
                                        "1709249400000",
                                        "1709249400.0",
                                        "2460370.4791666665"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        assert_bucket("minute", forms[i], "2024-02-29T23:30:00");
    }
}

static void what_is_no_date_is_null(void **state) {
    (void)state;
    static const char *const values[] = {"null",
                                         "'abc'",
                                         "''",
                                         "'2024-02-30'",
                                         "'2024-13-01'",
                                         "'2024-1-1'",
                                         "'12:30'",
                                         "x'32303234'",
                                         "'2024-02-01 24:00'",
                                         "'2024-02-01junk'",
                                         "'2024-02-01T'",
                                         "1e300",
                                         "-1e300",
                                         "9223372036854775807",
                                         "-9223372036854775808",
                                         "'2023-02-29'",
                                         "'99999-01-01'",
                                         "'2024-01-01 10:00 nonsense'",
                                         "'2024-01-01T10:00+25:00'"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        assert_bucket("day", values[i], "null");
    }
}

/* SQLite's own functions know the calendar as well. */
static void ten_thousand_days_agree_with_sqlite(void **state) {
    (void)state;
    assert_string_equal(
        evaluate("(with recursive n(i) as (select 0 union all select i + 1 from n where i < 9999),"
                 " d(x) as (select date('0001-01-01', (i * 365) || ' days') from n)"
                 " select count(*) from d where soloql_bucket('day', x) = x"
                 " and soloql_bucket('month', x) = date(x, 'start of month')"
                 " and soloql_bucket('week', x) = date(x, 'weekday 0', '-6 days'))"),
        "10000");
}

static void epochs_agree_with_sqlite(void **state) {
    (void)state;
    assert_string_equal(
        evaluate("(with recursive n(i) as (select 0 union all select i + 1 from n where i < 4999),"
                 " d(x) as (select -62167219200 + i * 32433441 from n)"
                 " select count(*) from d where soloql_bucket('minute', x)"
                 " = strftime('%Y-%m-%dT%H:%M:00', x, 'unixepoch'))"),
        "5000");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_unit_rounds_down),
        cmocka_unit_test(all_forms_of_one_moment_agree),
        cmocka_unit_test(what_is_no_date_is_null),
        cmocka_unit_test(ten_thousand_days_agree_with_sqlite),
        cmocka_unit_test(epochs_agree_with_sqlite),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
