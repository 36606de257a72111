/* Checks, and the conditions of partial indexes: what SQLite says is what we expect it to say. */
#include "fixture.h"

static const char schema[] =
    "create table t(a int check (a <> 1), b int constraint \"it's\" check (b <> 1),"
    " c int constraint later not null default 0 check ( c <> /* ) */ 1 ), -- check (z)\n"
    " d int check (\"d\" <> 1), e text default 'check (e)' check (e <> ')' and [a] is not 7),"
    " f int as (a + 1), g int\n check\n(\tg<>1\n) check (g <> 2),"
    " constraint both check (a + b <> 20) check (A + C <> 30));";

/* The check that SQLite names when the statement fails. */
static const TableCheck *check_of_failure(Fixture *f, const char *sql) {
    assert_int_equal(sqlite3_exec(f->db, sql, NULL, NULL, NULL), SQLITE_CONSTRAINT);
    assert_int_equal(sqlite3_extended_errcode(f->db), SQLITE_CONSTRAINT_CHECK);
    const char *said = strstr(sqlite3_errmsg(f->db), ": ");
    assert_non_null(said);
    const Table *table = fixture_table(f, "t");
    for (size_t i = 0; i < table->check_count; i++) {
        if (str_equal(table->checks[i].said, str_from(said + 2))) {
            return &table->checks[i];
        }
    }
    fail_msg("no check is called \"%s\"", said + 2);
    return NULL;
}

static void a_check_is_known_by_what_sqlite_says(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, schema);
    assert_int_equal(fixture_table(&f, "t")->check_count, 9);
    static const struct {
        const char *sql, *name, *columns;
    } cases[] = {{"insert into t(a) values (1)", "", "a"},
                 {"insert into t(b) values (1)", "it's", "b"},
                 {"insert into t(c) values (1)", "later", "c"},
                 {"insert into t(d) values (1)", "", "d"},
                 {"insert into t(e) values (')')", "", "e a"},
                 {"insert into t(g) values (1)", "", "g"},
                 {"insert into t(g) values (2)", "", "g"},
                 {"insert into t(a, b) values (15, 5)", "both", "a b"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const TableCheck *check = check_of_failure(&f, cases[i].sql);
        char columns[64] = "";
        for (size_t c = 0; c < check->count; c++) {
            snprintf(columns + strlen(columns), sizeof columns - strlen(columns), "%s%.*s",
                     c == 0 ? "" : " ", STR_ARG(check->columns[c]->name));
        }
        assert_str(check->name, cases[i].name);
        assert_string_equal(columns, cases[i].columns);
    }
    fixture_close(&f);
}

static void no_other_word_makes_a_check(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table \"check\"(\"check\" int, \"constraint\" text default 'check (');"
                     "create view v as select 1 as x; create table made as select 1 as a;");
    assert_int_equal(fixture_table(&f, "check")->check_count, 0);
    assert_int_equal(fixture_table(&f, "v")->check_count, 0);
    assert_int_equal(fixture_table(&f, "made")->check_count, 0);
    fixture_close(&f);
}

static void a_partial_index_has_its_condition(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table t(a int, b int, \"where\" text);"
                     "create unique index i on t(a, (b + (1)), \"where\") where b is null -- so\n;"
                     "create unique index \"w(\" on t(b) WHERE \"where\" = ':x' and (a) > 0;"
                     "create unique index whole on t(a);");
    const Table *table = fixture_table(&f, "t");
    assert_int_equal(table->index_count, 3);
    assert_str(table->indexes[0].where->pieces[0].text, " b is null -- so\n\n");
    assert_int_equal(table->indexes[1].where->piece_count, 1);
    assert_str(table->indexes[1].where->pieces[0].text, " \"where\" = ':x' and (a) > 0");
    assert_null(table->indexes[2].where);
    fixture_close(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_check_is_known_by_what_sqlite_says),
        cmocka_unit_test(no_other_word_makes_a_check),
        cmocka_unit_test(a_partial_index_has_its_condition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
