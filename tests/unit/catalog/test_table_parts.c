/* Columns, keys, rowids, indexes and foreign keys, trap by trap. */
#include "fixture.h"

static void columns_are_read_as_declared(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table t(id integer primary key, n decimal(10,2) not null default 1.5,"
                     " s text collate nocase default 'it''s', u, e int default (1 + 1),"
                     " g int as (id * 2), h int generated always as (id * 3) stored,"
                     " \"\" text, \"we\"\"ird\" text);");
    assert_int_equal(fixture_table(&f, "t")->column_count, 9);
    const Column *n = fixture_column(&f, "t", "n"), *s = fixture_column(&f, "t", "s");
    assert_str(n->declared_type, "decimal(10,2)");
    assert_int_equal(n->affinity, AFFINITY_NUMERIC);
    assert_true(n->not_null);
    assert_str(n->default_sql, "1.5");
    assert_str(n->collation, "");
    assert_str(s->collation, "nocase");
    assert_str(s->default_sql, "'it''s'");
    assert_false(s->not_null);
    assert_str(fixture_column(&f, "t", "u")->declared_type, "");
    assert_null(fixture_column(&f, "t", "u")->default_sql.data);
    assert_str(fixture_column(&f, "t", "e")->default_sql, "1 + 1");
    assert_true(fixture_column(&f, "t", "g")->generated);
    assert_true(fixture_column(&f, "t", "h")->generated);
    assert_false(s->generated);
    assert_int_equal(fixture_column(&f, "t", "")->position, 7);
    assert_int_equal(fixture_column(&f, "t", "we\"ird")->position, 8);
    fixture_close(&f);
}

static void only_some_keys_are_the_rowid(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table yes(id integer primary key);"
                     "create table yes_too(id \"INTEGER\", primary key(id desc));"
                     "create table down(id integer primary key desc);"
                     "create table other_int(id int primary key);"
                     "create table word(id text primary key);"
                     "create table two(a integer, b integer, primary key(a, b));"
                     "create table without(id integer primary key) without rowid;"
                     "create table keyless(a);");
    static const struct {
        const char *name;
        bool rowid, named, not_null;
        size_t parts;
    } cases[] = {
        {"yes", true, true, true, 1},       {"yes_too", true, true, true, 1},
        {"down", false, true, false, 1},    {"other_int", false, true, false, 1},
        {"word", false, true, false, 1},    {"two", false, true, false, 2},
        {"without", false, false, true, 1}, {"keyless", false, true, false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const Table *table = fixture_table(&f, cases[i].name);
        assert_int_equal(table->rowid != NULL, cases[i].rowid);
        assert_int_equal(table->rowid_name.length != 0, cases[i].named);
        assert_int_equal(table->columns[0].not_null, cases[i].not_null);
        assert_int_equal(table->primary_key_count, cases[i].parts);
    }
    fixture_close(&f);
}

static void a_rowid_goes_by_a_name_that_is_free(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f,
                 "create table a(ROWID text); create table b(rowid text, oid text);"
                 "create table c(rowid, oid, _rowid_); create table d(rowid integer primary key);"
                 "create view v as select 1 x;");
    assert_str(fixture_table(&f, "a")->rowid_name, "_rowid_");
    assert_str(fixture_table(&f, "b")->rowid_name, "_rowid_");
    assert_str(fixture_table(&f, "c")->rowid_name, "");
    assert_str(fixture_table(&f, "d")->rowid_name, "rowid");
    assert_str(fixture_table(&f, "v")->rowid_name, "");
    fixture_close(&f);
}

static void keys_are_in_the_order_of_the_key(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table t(a int, b int, c int, primary key(c, a)) without rowid;"
                     "create table s(k text primary key, v any, w int) strict;"
                     "create table n(k text primary key, v any);");
    const Table *t = fixture_table(&f, "t");
    assert_int_equal(t->primary_key_count, 2);
    assert_str(t->primary_key[0]->name, "c");
    assert_str(t->primary_key[1]->name, "a");
    assert_true(t->columns[0].not_null);
    assert_false(t->columns[1].not_null);
    assert_true(fixture_column(&f, "s", "k")->not_null);
    assert_false(fixture_column(&f, "n", "k")->not_null); /* SQLite admits nulls here */
    assert_int_equal(fixture_column(&f, "s", "v")->affinity, AFFINITY_BLOB);
    assert_int_equal(fixture_column(&f, "n", "v")->affinity, AFFINITY_NUMERIC);
    fixture_close(&f);
}

static void indexes_are_read_with_their_terms(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table t(a int unique, b text, c int);"
                     "create index plain on t(c desc, b);"
                     "create unique index part on t(b) where c > 0;"
                     "create index ex on t(lower(b), c);");
    const Table *t = fixture_table(&f, "t");
    assert_int_equal(t->index_count, 4);
    assert_int_equal(t->indexes[0].origin, 'u');
    assert_true(t->indexes[0].unique);
    assert_str(t->indexes[1].name, "plain");
    assert_int_equal(t->indexes[1].origin, 'c');
    assert_int_equal(t->indexes[1].count, 2); /* not the rowid that SQLite adds */
    assert_str(t->indexes[1].columns[0]->name, "c");
    assert_true(t->indexes[1].descending[0]);
    assert_false(t->indexes[1].descending[1]);
    assert_true(t->indexes[2].partial && t->indexes[2].unique);
    assert_null(t->indexes[3].columns[0]);
    assert_str(t->indexes[3].columns[1]->name, "c");
    fixture_close(&f);
}

static void foreign_keys_are_resolved(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table child(id integer primary key, a int references PARENT(ID)"
                     " on delete cascade on update set null, b int references parent,"
                     " up int references child, x int, y int,"
                     " foreign key(y, x) references pair, foreign key(x, y) references pair(p, q));"
                     "create table parent(id integer primary key);"
                     "create table pair(p int, q int, primary key(q, p));");
    const Table *child = fixture_table(&f, "child"), *pair = fixture_table(&f, "pair");
    const ForeignKey *keys = child->foreign_keys;
    assert_int_equal(child->foreign_key_count, 5);
    assert_ptr_equal(keys[0].parent, fixture_table(&f, "parent"));
    assert_str(keys[0].parent_name, "PARENT");
    assert_str(keys[0].on_delete, "CASCADE");
    assert_str(keys[0].on_update, "SET NULL");
    assert_ptr_equal(keys[0].columns[0], fixture_column(&f, "child", "a"));
    assert_ptr_equal(keys[1].parent_columns[0], fixture_column(&f, "parent", "id"));
    assert_ptr_equal(keys[2].parent, child);
    assert_ptr_equal(keys[2].parent_columns[0], &child->columns[0]);
    assert_int_equal(keys[3].count, 2);
    assert_str(keys[3].columns[0]->name, "y");
    assert_ptr_equal(keys[3].parent_columns[0], &pair->columns[1]); /* in the order of the key */
    assert_ptr_equal(keys[4].parent_columns[0], &pair->columns[0]);
    fixture_close(&f);
}

static void foreign_keys_that_lead_nowhere_are_kept(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table t(a int references gone(id), b int references p(nowhere),"
                     " c int references pair, d int references keyless, e int references v(x));"
                     "create table p(id integer primary key); create table keyless(x);"
                     "create table pair(x, y, primary key(x, y)); create view v as select 1 x;");
    const Table *t = fixture_table(&f, "t");
    assert_int_equal(t->foreign_key_count, 5);
    assert_null(t->foreign_keys[0].parent);
    assert_str(t->foreign_keys[0].parent_name, "gone");
    assert_non_null(t->foreign_keys[1].parent);
    assert_null(t->foreign_keys[4].parent); /* a view is no parent */
    for (size_t i = 0; i < t->foreign_key_count; i++) {
        assert_null(t->foreign_keys[i].parent_columns);
        assert_int_equal(t->foreign_keys[i].count, 1);
    }
    fixture_close(&f);
}

static void virtual_tables_have_hidden_columns_and_a_rowid(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create virtual table f using fts5(a, b);"
                     "create virtual table r using rtree(id, x0, x1);"
                     "create virtual table words using fts5vocab(f, row);");
    assert_true(fixture_column(&f, "f", "rank")->hidden);
    assert_true(fixture_column(&f, "f", "f")->hidden);
    assert_false(fixture_column(&f, "f", "a")->hidden);
    assert_str(fixture_table(&f, "f")->rowid_name, "rowid");
    assert_int_equal(fixture_column(&f, "r", "x0")->affinity, AFFINITY_REAL);
    assert_true(fixture_table(&f, "r")->insertable);
    assert_false(fixture_table(&f, "words")->insertable); /* its module only reads */
    fixture_close(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_read_as_declared),
        cmocka_unit_test(only_some_keys_are_the_rowid),
        cmocka_unit_test(a_rowid_goes_by_a_name_that_is_free),
        cmocka_unit_test(keys_are_in_the_order_of_the_key),
        cmocka_unit_test(indexes_are_read_with_their_terms),
        cmocka_unit_test(foreign_keys_are_resolved),
        cmocka_unit_test(foreign_keys_that_lead_nowhere_are_kept),
        cmocka_unit_test(virtual_tables_have_hidden_columns_and_a_rowid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
