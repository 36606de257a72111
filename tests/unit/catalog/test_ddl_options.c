/* What only the CREATE statement tells: kind, module, options, INSTEAD OF. */
#include "fixture.h"

static void options_stand_after_the_last_parenthesis(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table plain(a text default 'without rowid, strict', strict int);"
                     "create table \"odd(\" (a int, check (a in (1, 2)) /* ) strict */);"
                     "create table s(a int) strict;"
                     "create table w(a int primary key) without /* x */ rowid;"
                     "create table both(a int primary key) -- x\n STRICT, WITHOUT ROWID;"
                     "create table made as select 1 as strict;");
    static const struct {
        const char *name;
        bool strict, without_rowid;
    } cases[] = {{"plain", false, false}, {"odd(", false, false}, {"s", true, false},
                 {"w", false, true},      {"both", true, true},   {"made", false, false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const Table *table = fixture_table(&f, cases[i].name);
        assert_int_equal(table->strict, cases[i].strict);
        assert_int_equal(table->without_rowid, cases[i].without_rowid);
        assert_int_equal(table->kind, TABLE_ORDINARY);
    }
    fixture_close(&f);
}

static void kinds_and_modules_are_known(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table t(a); create view v as select a from t;"
                     "create virtual table if not exists f using \"fts5\"(a);"
                     "create virtual table r using rtree(id, x0, x1);");
    assert_int_equal(fixture_table(&f, "v")->kind, TABLE_VIEW);
    assert_int_equal(fixture_table(&f, "f")->kind, TABLE_VIRTUAL);
    assert_str(fixture_table(&f, "f")->module, "fts5");
    assert_str(fixture_table(&f, "r")->module, "rtree");
    assert_str(fixture_table(&f, "t")->module, "");
    fixture_close(&f);
}

static void a_view_is_written_through_its_triggers(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table t(a);"
                     "create view none as select a from t;"
                     "create view adds as select a from t;"
                     "create trigger \"instead of\" instead of insert on ADDS begin select 1; end;"
                     "create view changes as select a from t;"
                     "create trigger instead /**/ instead of update of a on changes begin"
                     " select 1; end;"
                     "create trigger [c 2] instead of delete on changes begin select 1; end;"
                     "create trigger plain after insert on t begin select 'instead of'; end;");
    static const struct {
        const char *name;
        bool insert, update, remove;
    } cases[] = {{"t", true, true, true},
                 {"none", false, false, false},
                 {"adds", true, false, false},
                 {"changes", false, true, true}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const Table *table = fixture_table(&f, cases[i].name);
        assert_int_equal(table->insertable, cases[i].insert);
        assert_int_equal(table->updatable, cases[i].update);
        assert_int_equal(table->deletable, cases[i].remove);
    }
    fixture_close(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_stand_after_the_last_parenthesis),
        cmocka_unit_test(kinds_and_modules_are_known),
        cmocka_unit_test(a_view_is_written_through_its_triggers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
