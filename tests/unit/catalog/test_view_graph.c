/* Views judged by their text: those that SQLite must not expand, and those that have no origins. */
#include "fixture.h"

static void join_the_one_before(Fixture *f, int count, const char *format) {
    fixture_open(f);
    fixture_run(f, "create table t(a, b); create view v0 as select a from t;");
    for (int i = 1; i <= count; i++) {
        char sql[300];
        snprintf(sql, sizeof sql, format, i, i - 1, i - 1);
        fixture_run(f, sql);
    }
    fixture_read(f);
}

static void views_that_double_are_cut_off(void **state) {
    (void)state;
    Fixture f;
    join_the_one_before(&f, 40, "create view v%d as select x.a from v%d x, v%d y");
    assert_true(fixture_has(&f, "v5"));
    assert_false(fixture_has(&f, "v10"));
    assert_false(fixture_has(&f, "v40"));
    fixture_close(&f);
}

static void they_are_found_wherever_a_table_can_stand(void **state) {
    (void)state;
    static const char *const forms[] = {
        "create view v%d as select 1 a from \"v%d\" as x join [v%d]",
        "create view v%d as select 1 a from main.v%d x left join (main . 'v%d' y)",
        "create view v%d as select (select a from v%d) a, exists (select 1 from v%d) b",
        "create view v%d as select 1 a from t where a in v%d or b in main.v%d",
        "create view v%d as with c as (select a from V%d), d as (select 1 x from V%d)"
        " select c.a from c, d",
        "create view v%d as select 1 a from t with, v%d as window, v%d",
        "create view v%d as select 1 a from t union all select a from (select x.a from v%d x, "
        "(v%d))",
    };
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        Fixture f;
        join_the_one_before(&f, 24, forms[i]);
        assert_true(fixture_has(&f, "v3"));
        assert_false(fixture_has(&f, "v24"));
        fixture_close(&f);
    }
}

static void names_elsewhere_are_no_sources(void **state) {
    (void)state;
    Fixture f;
    fixture_open(&f);
    fixture_run(&f, "create table t(v0, v1, v2, a);");
    for (int i = 0; i < 100; i++) { /* the columns are named like views, which read nothing else */
        char sql[300];
        snprintf(sql, sizeof sql,
                 "create view v%d as select v0 as v%d, v1, t.v2, max(v0, v1) x, a in (v1, v2) y,"
                 " v1 is distinct from v2, v0 as z from t where v2 > v1 group by v0, v1 order by "
                 "v1, v2",
                 i, (i + 1) % 100);
        fixture_run(&f, sql);
    }
    fixture_read(&f);
    assert_int_equal(f.catalog.warning_count, 0);
    assert_int_equal(f.catalog.table_count, 101);
    fixture_close(&f);
}

static void a_long_chain_is_cut_off(void **state) {
    (void)state;
    Fixture f;
    join_the_one_before(&f, 3000, "create view v%d as select a from v%d where a > %d");
    assert_true(fixture_has(&f, "v60"));
    assert_false(fixture_has(&f, "v100"));
    assert_false(fixture_has(&f, "v3000"));
    fixture_close(&f);
}

static void circles_are_left_out_with_their_readers(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f,
                 "create table t(a); create view a as select * from b;"
                 "create view b as select * from c; create view c as select * from a;"
                 "create view reader as select * from t, a; create view fine as select a from t;"
                 "create view self as with recursive self(n) as"
                 " (select 1 union all select n + 1 from self where n < 3) select n from self;");
    assert_int_equal(f.catalog.warning_count, 4);
    assert_int_equal(f.catalog.table_count, 3);
    assert_true(fixture_has(&f, "fine"));
    assert_true(fixture_has(&f, "self")); /* its own name is that of a table expression */
    fixture_close(&f);
}

static void expect_origin(const Fixture *f, const char *view, bool expected) {
    const Column *column = &fixture_table(f, view)->columns[0];
    if ((column->origin != NULL) != expected) {
        fail_msg("the origin of %s.%.*s is %s", view, STR_ARG(column->name),
                 expected ? "missing" : "made up");
    }
}

static void columns_of_compounds_have_no_origin(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table t(a int); create table u(a int, b date);"
                     "create view plain as select a from t where 'union' <> \"a\" /* union */;"
                     "create view both as select a from t union all select a from u;"
                     "create view cut as select a from t except select a from u;"
                     "create view reader as select a from both;"
                     "create view inner_one as select x.a from (select a from t union select 1) x;"
                     "create view expression as with c as (select a from t union select a from u)"
                     " select a from c;");
    expect_origin(&f, "plain", true);
    static const char *const compounds[] = {"both", "cut", "reader", "inner_one", "expression"};
    for (size_t i = 0; i < sizeof compounds / sizeof compounds[0]; i++) {
        expect_origin(&f, compounds[i], false);
        assert_str(fixture_table(&f, compounds[i])->columns[0].declared_type, "");
    }
    fixture_close(&f);
}

static void compounds_that_cannot_mislead_do_not_count(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f,
                 "create table t(a int, m int); create table u(a int);"
                 "create view both as select a from t union all select a from u;"
                 "create view calendar as with recursive m(n) as not materialized (select 1 "
                 "union all select n + 1 from m where n < 12) select t.a, n from m join t on "
                 "t.m = n;"
                 "create view member as select a from t where a in (select a from u union select "
                 "1) and a in both and exists (select 1 from both);"
                 "create view mixed as with recursive m(n) as (select a from u union all"
                 " select n + 1 from m where n < 12) select n from m;");
    expect_origin(&f, "calendar", true);
    expect_origin(&f, "member", true);
    expect_origin(&f, "mixed", false);
    fixture_close(&f);
}

/* Parentheses that open and close again and again reuse their frames. */
static void parentheses_cost_no_memory(void **state) {
    (void)state;
    Fixture f;
    fixture_open(&f);
    sqlite3_str *text = sqlite3_str_new(f.db);
    sqlite3_str_appendall(text, "create view v as select 1 as a where 1 in (1");
    for (int i = 0; i < 20000; i++) {
        sqlite3_str_appendall(text, ",(1),((2)),(((3)))");
    }
    sqlite3_str_appendall(text, ")");
    char *sql = sqlite3_str_finish(text);
    fixture_run(&f, sql);
    fixture_read(&f);
    assert_true(fixture_has(&f, "v"));
    assert_true(f.arena.used < 4 * strlen(sql));
    sqlite3_free(sql);
    fixture_close(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(views_that_double_are_cut_off),
        cmocka_unit_test(they_are_found_wherever_a_table_can_stand),
        cmocka_unit_test(names_elsewhere_are_no_sources),
        cmocka_unit_test(a_long_chain_is_cut_off),
        cmocka_unit_test(circles_are_left_out_with_their_readers),
        cmocka_unit_test(columns_of_compounds_have_no_origin),
        cmocka_unit_test(compounds_that_cannot_mislead_do_not_count),
        cmocka_unit_test(parentheses_cost_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
