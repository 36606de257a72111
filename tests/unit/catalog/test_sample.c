/* Samples of columns without a type: what is concluded, and that looking is cheap. */
#include "fixture.h"

#include <time.h>

static SampledType sampled(const Fixture *f, const char *table, const char *column) {
    return fixture_column(f, table, column)->sampled;
}

static void values_tell_the_type(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table t(i, r, n, x, b, m, none, typed int);"
                     "insert into t values (1, 1.5, 1, 'a', x'00', 1, null, 1),"
                     " (2, 2.5, 2.5, null, null, 'a', null, 2), (null, null, null, 'c', x'', 1, "
                     "null, 3);"
                     "create table empty(a);");
    assert_int_equal(sampled(&f, "t", "i"), SAMPLED_INTEGER);
    assert_int_equal(sampled(&f, "t", "r"), SAMPLED_REAL);
    assert_int_equal(sampled(&f, "t", "n"), SAMPLED_REAL);
    assert_int_equal(sampled(&f, "t", "x"), SAMPLED_TEXT);
    assert_int_equal(sampled(&f, "t", "b"), SAMPLED_BLOB);
    assert_int_equal(sampled(&f, "t", "m"), SAMPLED_MIXED);
    assert_int_equal(sampled(&f, "t", "none"), SAMPLED_NOTHING);
    assert_int_equal(sampled(&f, "t", "typed"), SAMPLED_NOTHING);
    assert_int_equal(sampled(&f, "empty", "a"), SAMPLED_NOTHING);
    fixture_close(&f);
}

static void views_are_sampled_or_ask_their_origin(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create view v as select u, count(*) as n, avg(u) as mean from t group by 1;"
                     "create view none as select u, u + 1 as more from t where 0;"
                     "create view both as select 1 as a, 'x' as b union all select 2.5, 3;"
                     "create table t(u); insert into t values (1), (2);");
    assert_int_equal(sampled(&f, "v", "u"), SAMPLED_INTEGER);
    assert_int_equal(sampled(&f, "v", "n"), SAMPLED_INTEGER);
    assert_int_equal(sampled(&f, "v", "mean"), SAMPLED_REAL);
    assert_int_equal(sampled(&f, "none", "u"), SAMPLED_INTEGER); /* what t.u holds */
    assert_int_equal(sampled(&f, "none", "more"), SAMPLED_NOTHING);
    assert_int_equal(sampled(&f, "both", "a"), SAMPLED_REAL);
    assert_int_equal(sampled(&f, "both", "b"), SAMPLED_MIXED);
    fixture_close(&f);
}

static void only_the_first_rows_are_looked_at(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table t(u);"
                     "with recursive n(i) as (select 1 union all select i + 1 from n where i < 101)"
                     " insert into t select case when i <= 100 then i else 'late' end from n;");
    assert_int_equal(sampled(&f, "t", "u"), SAMPLED_INTEGER);
    fixture_close(&f);
}

static void an_endless_view_costs_little(void **state) {
    (void)state;
    Fixture f;
    fixture_open(&f);
    fixture_run(&f, "create view slow as with recursive n(i) as (select 1 union all select i + 1 "
                    "from n) select max(i) as m from n;"
                    "create view first as with recursive n(i) as (select 1 union all select i + 1 "
                    "from n) select i as m from n where i = 1 or i < 0;"
                    "create table t(u); insert into t values (1);");
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    fixture_read(&f);
    clock_gettime(CLOCK_MONOTONIC, &to);
    assert_true(to.tv_sec - from.tv_sec < 3);
    assert_int_equal(sampled(&f, "slow", "m"), SAMPLED_NOTHING);
    assert_int_equal(sampled(&f, "first", "m"), SAMPLED_INTEGER); /* what was seen counts */
    assert_int_equal(sampled(&f, "t", "u"), SAMPLED_INTEGER);
    fixture_run(&f, "with recursive n(i) as (select 1 union all select i + 1 from n where i < "
                    "1000000) select max(i) from n"); /* no handler was left behind */
    fixture_close(&f);
}

static void a_failing_value_only_ends_the_look(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table t(a); insert into t values ('{\"x\":1}'), ('no json'), ('{}');"
                     "create view v as select json_extract(a, '$.x') as x from t;");
    assert_int_equal(sampled(&f, "v", "x"), SAMPLED_INTEGER);
    assert_int_equal(f.catalog.warning_count, 0);
    fixture_close(&f);
}

static void full_text_columns_are_sampled_and_hidden_ones_are_not(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create virtual table f using fts5(a); insert into f values ('text');");
    assert_int_equal(sampled(&f, "f", "a"), SAMPLED_TEXT);
    assert_int_equal(sampled(&f, "f", "rank"), SAMPLED_NOTHING);
    fixture_close(&f);
}

/* More rows than the budget has steps for: only the copy can tell. */
static const char large_table[] =
    "create table t(id integer primary key, at date, v, photo blob);"
    "create table p(id integer primary key, name text);"
    "insert into p values (1, 'one'), (2, 'two');"
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 60000)"
    " insert into t select i, date('2020-01-01', '+' || (i / 50) || ' days'), i % 7,"
    " zeroblob(i % 100 * 10) from n;";

static void a_report_over_a_large_table_has_types(void **state) {
    (void)state;
    Fixture f;
    fixture_open(&f);
    fixture_run(&f, large_table);
    fixture_run(&f,
                "create view report as select strftime('%Y', at) as year, p.name,"
                " count(*) as n, avg(v) as mean, sum(v) as total, group_concat(v) as list,"
                " max(photo) as picture from t join p on p.id = t.v group by 1, 2;"
                "create view recent as select at || '' as day, count(*) as n from t"
                " where at > '2023-04-01' group by 1;"
                "create view over_report as select year || '!' as y, n * 1.5 as m from report;");
    fixture_read(&f);
    assert_int_equal(sampled(&f, "report", "year"), SAMPLED_TEXT);
    assert_int_equal(sampled(&f, "report", "n"), SAMPLED_INTEGER);
    assert_int_equal(sampled(&f, "report", "mean"), SAMPLED_REAL);
    assert_int_equal(sampled(&f, "report", "total"), SAMPLED_INTEGER);
    assert_int_equal(sampled(&f, "report", "list"), SAMPLED_TEXT);
    assert_int_equal(sampled(&f, "report", "picture"), SAMPLED_BLOB);
    assert_int_equal(sampled(&f, "recent", "day"), SAMPLED_TEXT);
    assert_int_equal(sampled(&f, "recent", "n"), SAMPLED_INTEGER);
    assert_int_equal(sampled(&f, "over_report", "y"), SAMPLED_TEXT);
    assert_int_equal(sampled(&f, "over_report", "m"), SAMPLED_REAL);
    fixture_close(&f);
}

static void what_no_copied_row_shows_is_asked_of_the_file(void **state) {
    (void)state;
    Fixture f;
    fixture_open(&f);
    fixture_run(&f, large_table);
    fixture_run(&f, "create view middle as select id + 0 as i from t where id = 30000;"
                    "create virtual table w using fts5(x); insert into w values ('some words');"
                    "create view found as select x || '' as x from w where w match 'words';");
    fixture_read(&f);
    assert_int_equal(sampled(&f, "middle", "i"), SAMPLED_INTEGER);
    assert_int_equal(sampled(&f, "found", "x"), SAMPLED_TEXT);
    fixture_close(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_tell_the_type),
        cmocka_unit_test(views_are_sampled_or_ask_their_origin),
        cmocka_unit_test(only_the_first_rows_are_looked_at),
        cmocka_unit_test(an_endless_view_costs_little),
        cmocka_unit_test(a_failing_value_only_ends_the_look),
        cmocka_unit_test(a_report_over_a_large_table_has_types),
        cmocka_unit_test(what_no_copied_row_shows_is_asked_of_the_file),
        cmocka_unit_test(full_text_columns_are_sampled_and_hidden_ones_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
