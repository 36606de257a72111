/* A whole file: what is listed, what is left out and with which warning, what is a failure. */
#include "fixture.h"

#include <stdlib.h>
#include <unistd.h>

static void assert_warned(const Fixture *f, const char *text) {
    for (size_t i = 0; i < f->catalog.warning_count; i++) {
        if (str_equal(f->catalog.warnings[i], str_from(text))) {
            return;
        }
    }
    fail_msg("no warning says: %s", text);
}

static void tables_come_in_the_order_of_the_schema(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table z(a); create view y as select * from x; create table x(a);"
                     "create table \"select\"(a); create table \"\"(a); create table \"a\nb\"(a);"
                     "create temp table passing(a); create temp view y2 as select 1;");
    static const char *const names[] = {"z", "y", "x", "select", "", "a\nb"};
    assert_int_equal(f.catalog.table_count, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_str(f.catalog.tables[i]->name, names[i]);
    }
    assert_int_equal(f.catalog.warning_count, 0);
    fixture_close(&f);
}

static void an_empty_database_is_fine(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "");
    assert_int_equal(f.catalog.table_count, 0);
    assert_int_equal(f.catalog.warning_count, 0);
    fixture_close(&f);
}

static void a_temporary_table_does_not_stand_in_for_a_real_one(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table t(a int, b int); create temp table t(c);");
    assert_int_equal(fixture_table(&f, "t")->column_count, 2);
    fixture_close(&f);
}

static void internal_and_shadow_tables_are_left_out_in_silence(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table a(id integer primary key autoincrement);"
                     "create table _soloql_migrations(id); create table _SoloQL_x(id);"
                     "create virtual table f using fts5(x);"
                     "create virtual table r using rtree(id, x0, x1);"
                     "create table f_extra(a); create table r_(a); create table _data(a);"
                     "analyze;");
    static const char *const listed[] = {"a", "f", "r", "f_extra", "r_", "_data"};
    for (size_t i = 0; i < sizeof listed / sizeof listed[0]; i++) {
        assert_true(fixture_has(&f, listed[i]));
    }
    assert_int_equal(f.catalog.table_count, sizeof listed / sizeof listed[0]);
    assert_int_equal(f.catalog.warning_count, 0);
    fixture_close(&f);
}

/* Opens a file again, in a process that knows no module but `kept`. */
static void reopen_without_modules(Fixture *f, const char *path) {
    static const char *kept[] = {"pragma_table_xinfo", NULL};
    memset(f, 0, sizeof *f);
    assert_int_equal(sqlite3_open(path, &f->db), SQLITE_OK);
    sqlite3_drop_modules(f->db, kept);
    arena_init(&f->arena, 0);
}

static void a_missing_module_costs_only_its_table(void **state) {
    (void)state;
    char path[] = "/tmp/soloql-catalog-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    Fixture f = {0};
    assert_int_equal(sqlite3_open(path, &f.db), SQLITE_OK);
    fixture_run(&f, "create table t(a); create virtual table f using fts5(x);"
                    "create table u_part(a); create table u(a);"
                    "create view v as select * from f;"
                    "pragma writable_schema = on;"
                    "update sqlite_master set rootpage = 0,"
                    " sql = 'CREATE VIRTUAL TABLE u using nowhere(x)' where name = 'u';");
    sqlite3_close(f.db);

    reopen_without_modules(&f, path);
    fixture_read(&f);
    assert_true(fixture_has(&f, "t"));
    assert_int_equal(f.catalog.table_count, 1);
    assert_warned(&f, "virtual table \"f\" is left out: no such module: fts5");
    assert_warned(&f, "virtual table \"u\" is left out: no such module: nowhere");
    assert_warned(&f, "view \"v\" is left out: no such module: fts5");
    assert_warned(&f, "table \"u_part\" is left out: it looks like a part of the virtual table of "
                      "that name");
    assert_int_equal(f.catalog.warning_count, 4); /* f_data and its like go without a word */
    fixture_close(&f);
    unlink(path);
}

static void broken_views_cost_a_warning_each(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table t(a); create view gone as select * from missing;"
                     "create view \"over\ngone\" as select * from gone;"
                     "create view no_column as select b from t;"
                     "create view no_function as select nowhere(a) as n from t;"
                     "create view fine as select a from t;");
    assert_int_equal(f.catalog.table_count, 2);
    assert_true(fixture_has(&f, "fine"));
    assert_int_equal(f.catalog.warning_count, 4);
    assert_warned(&f, "view \"gone\" is left out: no such table: main.missing");
    assert_warned(&f, "view \"over?gone\" is left out: no such table: main.missing");
    assert_warned(&f, "view \"no_column\" is left out: no such column: b");
    assert_warned(&f, "view \"no_function\" is left out: no such function: nowhere");
    fixture_close(&f);
}

static void what_is_no_database_is_a_failure(void **state) {
    (void)state;
    char path[] = "/tmp/soloql-catalog-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    static const char text[] = "This is not a database, however long it may go on about it.";
    for (int i = 0; i < 100; i++) {
        assert_int_equal(write(file, text, sizeof text), (ssize_t)sizeof text);
    }
    close(file);
    Fixture f = {0};
    arena_init(&f.arena, 0);
    assert_int_equal(sqlite3_open(path, &f.db), SQLITE_OK);
    assert_false(catalog_read(&f.arena, f.db, &f.catalog, &f.message));
    assert_str(f.message, "file is not a database");
    assert_true(sqlite3_get_autocommit(f.db));
    fixture_close(&f);
    unlink(path);
}

static void the_transaction_of_the_caller_is_left_alone(void **state) {
    (void)state;
    Fixture f;
    fixture_open(&f);
    fixture_run(&f, "begin; create table t(a);");
    fixture_read(&f);
    assert_true(fixture_has(&f, "t"));
    assert_false(sqlite3_get_autocommit(f.db));
    fixture_run(&f, "rollback");
    Catalog again;
    assert_true(catalog_read(&f.arena, f.db, &again, &f.message));
    assert_int_equal(again.table_count, 0);
    assert_true(sqlite3_get_autocommit(f.db));
    fixture_close(&f);
}

static void the_version_of_the_schema_is_noted(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table t(a);");
    Catalog again;
    fixture_run(&f, "create table u(a)");
    assert_true(catalog_read(&f.arena, f.db, &again, &f.message));
    assert_true(again.schema_version > f.catalog.schema_version);
    fixture_close(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_come_in_the_order_of_the_schema),
        cmocka_unit_test(an_empty_database_is_fine),
        cmocka_unit_test(a_temporary_table_does_not_stand_in_for_a_real_one),
        cmocka_unit_test(internal_and_shadow_tables_are_left_out_in_silence),
        cmocka_unit_test(a_missing_module_costs_only_its_table),
        cmocka_unit_test(broken_views_cost_a_warning_each),
        cmocka_unit_test(what_is_no_database_is_a_failure),
        cmocka_unit_test(the_transaction_of_the_caller_is_left_alone),
        cmocka_unit_test(the_version_of_the_schema_is_noted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
