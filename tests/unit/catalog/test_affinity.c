/* Affinities of declared types, compared with what SQLite itself does to a value. */
#include "fixture.h"

static Affinity affinity(const char *type) {
    return affinity_of_type(str_from(type));
}

static void follows_the_documented_examples(void **state) {
    (void)state;
    assert_int_equal(affinity("UNSIGNED BIG INT"), AFFINITY_INTEGER);
    assert_int_equal(affinity("VARYING CHARACTER(255)"), AFFINITY_TEXT);
    assert_int_equal(affinity("CLOB"), AFFINITY_TEXT);
    assert_int_equal(affinity("BLOB"), AFFINITY_BLOB);
    assert_int_equal(affinity("DOUBLE PRECISION"), AFFINITY_REAL);
    assert_int_equal(affinity("DECIMAL(10,5)"), AFFINITY_NUMERIC);
    assert_int_equal(affinity("BOOLEAN"), AFFINITY_NUMERIC);
}

static void the_first_rule_that_fits_wins(void **state) {
    (void)state;
    assert_int_equal(affinity("CHARINT"), AFFINITY_INTEGER);
    assert_int_equal(affinity("FLOATING POINT"), AFFINITY_INTEGER);
    assert_int_equal(affinity("STRING"), AFFINITY_NUMERIC);
    assert_int_equal(affinity(""), AFFINITY_BLOB);
    assert_int_equal(affinity("in"), AFFINITY_NUMERIC);
}

/* The text '1.50' becomes 1.5 in a column with a numeric affinity, and stays in others. */
static void agrees_with_sqlite(void **state) {
    (void)state;
    static const char *const types[] = {"int",  "bigint", "nchar(5)", "text",       "real",
                                        "date", "json",   "uuid",     "textblob",   "blobby",
                                        "x",    "doub",   "floa",     "longvarchar"};
    Fixture f;
    fixture_open(&f);
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        char sql[200];
        snprintf(sql, sizeof sql, "create table t%zu(a %s); insert into t%zu values ('1.50')", i,
                 types[i], i);
        fixture_run(&f, sql);
        snprintf(sql, sizeof sql, "select typeof(a) from t%zu", i);
        sqlite3_stmt *statement;
        assert_int_equal(sqlite3_prepare_v2(f.db, sql, -1, &statement, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
        bool text = strcmp((const char *)sqlite3_column_text(statement, 0), "text") == 0;
        sqlite3_finalize(statement);
        Affinity ours = affinity(types[i]);
        assert_int_equal(text, ours == AFFINITY_TEXT || ours == AFFINITY_BLOB);
    }
    fixture_close(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows_the_documented_examples),
        cmocka_unit_test(the_first_rule_that_fits_wins),
        cmocka_unit_test(agrees_with_sqlite),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
