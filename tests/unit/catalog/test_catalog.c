/* Questions to a catalog: names in any case, unique and indexed sets of columns. */
#include "fixture.h"

static void names_are_found_in_any_case(void **state) {
    (void)state;
    char name[400], sql[500];
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    snprintf(sql, sizeof sql, "create table Cased(\"Id\" int, \"É\" int); create table %s(a)",
             name);
    Fixture f;
    fixture_make(&f, sql);
    assert_ptr_equal(fixture_table(&f, "CASED"), fixture_table(&f, "cased"));
    assert_str(fixture_column(&f, "cased", "iD")->name, "Id");
    assert_null(table_column(fixture_table(&f, "cased"), STR("é"))); /* ASCII only, as SQLite */
    assert_null(catalog_table(&f.catalog, STR("case")));
    memset(name, 'N', 10);
    assert_true(fixture_has(&f, name)); /* longer than what fits the stack */
    fixture_close(&f);
}

static const char keys_sql[] = "create table t(id integer primary key, a, b, c, d, unique(a, b));"
                               "create unique index t_c on t(c) where c > 0;"
                               "create unique index t_expression on t(lower(d));"
                               "create index t_d on t(d, c);"
                               "create table w(x, y, z, primary key(y, x)) without rowid;";

static void uniqueness_needs_all_of_some_key(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, keys_sql);
    const Table *t = fixture_table(&f, "t"), *w = fixture_table(&f, "w");
    const Column *id = &t->columns[0], *a = &t->columns[1], *b = &t->columns[2];
    const Column *c = &t->columns[3], *d = &t->columns[4], *x = &w->columns[0], *y = &w->columns[1];
    assert_true(table_columns_unique(t, &id, 1));
    assert_false(table_columns_unique(t, &a, 1));
    assert_true(table_columns_unique(t, (const Column *[]){b, a}, 2));
    assert_true(table_columns_unique(t, (const Column *[]){c, b, a}, 3));
    assert_false(table_columns_unique(t, &c, 1)); /* partial */
    assert_false(table_columns_unique(t, &d, 1)); /* of an expression */
    assert_false(table_columns_unique(t, NULL, 0));
    assert_true(table_columns_unique(w, (const Column *[]){x, y}, 2));
    assert_false(table_columns_unique(w, &y, 1));
    fixture_close(&f);
}

static void an_index_serves_its_first_columns(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, keys_sql);
    const Table *t = fixture_table(&f, "t"), *w = fixture_table(&f, "w");
    const Column *id = &t->columns[0], *a = &t->columns[1], *b = &t->columns[2];
    const Column *c = &t->columns[3], *d = &t->columns[4], *x = &w->columns[0], *y = &w->columns[1];
    assert_true(table_columns_indexed(t, &id, 1));
    assert_true(table_columns_indexed(t, &a, 1));
    assert_false(table_columns_indexed(t, &b, 1));
    assert_true(table_columns_indexed(t, (const Column *[]){b, a}, 2));
    assert_true(table_columns_indexed(t, (const Column *[]){c, d}, 2));
    assert_false(table_columns_indexed(t, &c, 1)); /* partial */
    assert_false(table_columns_indexed(t, (const Column *[]){a, b, c}, 3));
    assert_true(table_columns_indexed(w, &y, 1));
    assert_false(table_columns_indexed(w, &x, 1));
    fixture_close(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_found_in_any_case),
        cmocka_unit_test(uniqueness_needs_all_of_some_key),
        cmocka_unit_test(an_index_serves_its_first_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
