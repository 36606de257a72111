/* View columns: their types, affinities and origins. */
#include "fixture.h"

static const char schema[] =
    "create table c(id integer primary key, name varchar(20) collate nocase, d date, u);"
    "create table o(id integer primary key, cid int not null references c, x real);"
    "create view v as select o.id, c.name as \"who is it\", d, u, o.x + 1 as sum, cid,"
    "  cast(o.x as text) as t, (select max(name) from c) as top, (select name from c) as some"
    "  from o left join c on c.id = o.cid;"
    "create view w(a, b) as select cid, \"who is it\" from v where sum > 1 group by 1;"
    "create view twice as select o.id, c.id, * from o, c;";

static void columns_are_traced_through_views(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, schema);
    const Column *a = fixture_column(&f, "w", "a"), *b = fixture_column(&f, "w", "b");
    assert_ptr_equal(a->origin, fixture_column(&f, "o", "cid"));
    assert_ptr_equal(a->origin_table, fixture_table(&f, "o"));
    assert_ptr_equal(b->origin, fixture_column(&f, "c", "name"));
    assert_str(b->declared_type, "varchar(20)");
    assert_str(b->collation, "nocase");
    assert_int_equal(b->affinity, AFFINITY_TEXT);
    assert_ptr_equal(fixture_table(&f, "twice")->columns[1].origin, fixture_column(&f, "c", "id"));
    fixture_close(&f);
}

static void an_outer_join_may_null_any_column(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, schema);
    assert_true(fixture_column(&f, "o", "cid")->not_null);
    assert_false(fixture_column(&f, "v", "cid")->not_null);
    assert_false(fixture_column(&f, "v", "id")->not_null);
    fixture_close(&f);
}

static void expressions_have_no_declared_type(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, schema);
    static const char *const names[] = {"sum", "t", "top", "u"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_str(fixture_column(&f, "v", names[i])->declared_type, "");
    }
    assert_null(fixture_column(&f, "v", "sum")->origin);
    assert_null(fixture_column(&f, "v", "top")->origin);
    assert_ptr_equal(fixture_column(&f, "v", "u")->origin, fixture_column(&f, "c", "u"));
    assert_int_equal(fixture_column(&f, "v", "u")->affinity, AFFINITY_BLOB);
    assert_ptr_equal(fixture_column(&f, "v", "some")->origin, fixture_column(&f, "c", "name"));
    Affinity expected = sqlite3_libversion_number() >= 3041000 ? AFFINITY_TEXT : AFFINITY_BLOB;
    assert_int_equal(fixture_column(&f, "v", "t")->affinity, expected);
    fixture_close(&f);
}

static void a_rowid_is_the_key_column_or_nothing(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f,
                 "create table k(id integer primary key, a); create table n(a);"
                 "create table odd(rowid text, a); create table named(rowid integer primary key);"
                 "create view v as select k.rowid as k, n.rowid as n, odd._rowid_ as odd,"
                 " named.oid as named from k, n, odd, named;");
    assert_ptr_equal(fixture_column(&f, "v", "k")->origin, fixture_column(&f, "k", "id"));
    assert_null(fixture_column(&f, "v", "n")->origin);
    assert_str(fixture_column(&f, "v", "n")->declared_type, "INTEGER");
    assert_null(fixture_column(&f, "v", "odd")->origin);
    assert_ptr_equal(fixture_column(&f, "v", "named")->origin,
                     fixture_column(&f, "named", "rowid"));
    fixture_close(&f);
}

static void tables_that_are_not_listed_are_no_origin(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f,
                 "create table _soloql_migrations(name varchar(9));"
                 "create view v as select m.name, type from _soloql_migrations m, sqlite_master;");
    assert_null(fixture_column(&f, "v", "name")->origin);
    assert_str(fixture_column(&f, "v", "name")->declared_type, "varchar(9)");
    assert_null(fixture_column(&f, "v", "type")->origin);
    fixture_close(&f);
}

static void odd_names_are_quoted(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table \"a\"\"b\"(\"c\"\"d\" int); create table \"\"(\"\" date);"
                     "create view \"v\"\"; --\" as select * from \"a\"\"b\", \"\";");
    assert_non_null(fixture_column(&f, "v\"; --", "c\"d")->origin);
    assert_str(fixture_column(&f, "v\"; --", "")->declared_type, "date");
    fixture_close(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_traced_through_views),
        cmocka_unit_test(an_outer_join_may_null_any_column),
        cmocka_unit_test(expressions_have_no_declared_type),
        cmocka_unit_test(a_rowid_is_the_key_column_or_nothing),
        cmocka_unit_test(tables_that_are_not_listed_are_no_origin),
        cmocka_unit_test(odd_names_are_quoted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
