/* Comments in the DDL: which one describes what. */
#include "fixture.h"

static void a_comment_belongs_to_its_line_or_to_the_next(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table customers ( -- The people who buy.\n"
                     "    -- Given by the bank,\n"
                     "    -- checked when it is entered.\n"
                     "    iban text not null,\n"
                     "    name text, -- As printed on invoices.\n"
                     "               -- Never empty.\n"
                     "\n"
                     "    -- Dates\n"
                     "\n"
                     "    born date -- in UTC\n"
                     "        not null,\n"
                     "    plain int,\n"
                     "    /* key */ k int, /* label */ l text, -- of the label\n"
                     "    both int default (1 -- inside\n"
                     "    ),\n"
                     "    -- a check\n"
                     "    check (plain > 0), -- positive\n"
                     "    unique (iban)\n"
                     "    -- the end\n"
                     ");");
    assert_str(fixture_table(&f, "customers")->comment, "The people who buy.");
    assert_str(fixture_column(&f, "customers", "iban")->comment,
               "Given by the bank,\nchecked when it is entered.");
    assert_str(fixture_column(&f, "customers", "name")->comment,
               "As printed on invoices.\nNever empty.");
    assert_str(fixture_column(&f, "customers", "born")->comment, "in UTC");
    assert_null(fixture_column(&f, "customers", "plain")->comment.data);
    assert_str(fixture_column(&f, "customers", "k")->comment, "key");
    assert_str(fixture_column(&f, "customers", "l")->comment, "label\nof the label");
    assert_null(fixture_column(&f, "customers", "both")->comment.data);
    fixture_close(&f);
}

static void a_table_is_described_before_its_columns(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table a -- After the name.\n (x int);\n"
                     "create table b /* Before the parenthesis. */ (x int);\n"
                     "create table c (\n  -- First, with a gap.\n\n  x int);\n"
                     "create table d (\n  -- The column.\n  x int);\n"
                     "create table e (x int) -- Too late.\n;\n"
                     "create virtual table f -- Full text.\n using fts5(x);"
                     "create table g (x int /* one */, y int /* two */);"
                     "create table h(\n  x int -- x of h\n, y int -- y of h\n);");
    assert_str(fixture_table(&f, "a")->comment, "After the name.");
    assert_str(fixture_table(&f, "b")->comment, "Before the parenthesis.");
    assert_str(fixture_table(&f, "c")->comment, "First, with a gap.");
    assert_null(fixture_column(&f, "c", "x")->comment.data);
    assert_null(fixture_table(&f, "d")->comment.data);
    assert_str(fixture_column(&f, "d", "x")->comment, "The column.");
    assert_null(fixture_table(&f, "e")->comment.data);
    assert_str(fixture_table(&f, "f")->comment, "Full text.");
    assert_str(fixture_column(&f, "g", "x")->comment, "one");
    assert_str(fixture_column(&f, "g", "y")->comment, "two");
    assert_str(fixture_column(&f, "h", "x")->comment, "x of h");
    assert_str(fixture_column(&f, "h", "y")->comment, "y of h");
    fixture_close(&f);
}

static void a_view_is_described_around_its_as(void **state) {
    (void)state;
    Fixture f;
    fixture_make(
        &f,
        "create table t(a int, b int -- of the table\n);"
        "create view v -- One.\n as -- Two.\n"
        "  select a, -- as it is\n"
        "         a + b as total, -- both\n"
        "         t.b,\n"
        "         -- how many\n"
        "         (select count(*) -- no\n from t) \"how many\" -- at all\n"
        "  from t -- nothing\n;"
        "create view named /* Before. */ (x, -- the first\n y) as /* Named. */ select a, b from t;"
        "create view w as /* With. */ with c as (select 1 a /* no */)"
        " select a /* yes */ from c;");
    assert_str(fixture_table(&f, "v")->comment, "One.\nTwo.");
    assert_str(fixture_column(&f, "v", "a")->comment, "as it is");
    assert_str(fixture_column(&f, "v", "total")->comment, "both");
    assert_null(fixture_column(&f, "v", "b")->comment.data);
    assert_str(fixture_column(&f, "v", "how many")->comment, "how many\nat all");
    assert_str(fixture_table(&f, "named")->comment, "Before.\nNamed.");
    assert_str(fixture_column(&f, "named", "x")->comment, "the first");
    assert_str(fixture_table(&f, "w")->comment, "With.");
    assert_str(fixture_column(&f, "w", "a")->comment, "yes");
    fixture_close(&f);
}

static void marks_and_ornaments_are_dropped(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table t( -------- Heading --------\n"
                     "  a int, -----\n"
                     "  /**\n   * Of several\n   * lines.\r\n   *\n   * And more. **/\n"
                     "  b int,\n"
                     "  c int /**/, d int /***/, e int, -- 'quoted' \"text\"  \n"
                     "  \"f -- not this\" int default '-- nor this'\n);");
    assert_str(fixture_table(&f, "t")->comment, "Heading");
    assert_null(fixture_column(&f, "t", "a")->comment.data);
    assert_str(fixture_column(&f, "t", "b")->comment, "Of several\nlines.\n\nAnd more.");
    assert_null(fixture_column(&f, "t", "c")->comment.data);
    assert_null(fixture_column(&f, "t", "d")->comment.data);
    assert_str(fixture_column(&f, "t", "e")->comment, "'quoted' \"text\"");
    assert_null(fixture_column(&f, "t", "f -- not this")->comment.data);
    fixture_close(&f);
}

static void altered_tables_keep_their_comments(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table t(\n  a int, -- the first\n  b int -- the second\n);"
                     "alter table t add column c int;"
                     "alter table t rename column a to aa;"
                     "alter table t rename to u;");
    assert_str(fixture_column(&f, "u", "aa")->comment, "the first");
    assert_str(fixture_column(&f, "u", "b")->comment, "the second");
    assert_null(fixture_column(&f, "u", "c")->comment.data);
    fixture_close(&f);
}

static void what_cannot_be_a_description_is_dropped(void **state) {
    (void)state;
    char sql[6000], filler[4200];
    memset(filler, 'x', sizeof filler - 1);
    filler[sizeof filler - 1] = '\0';
    snprintf(sql, sizeof sql, "create table t(a int, -- %s\n b int -- \xff\n, c int -- ok\n)",
             filler);
    Fixture f;
    fixture_make(&f, sql);
    assert_null(fixture_column(&f, "t", "a")->comment.data);
    assert_null(fixture_column(&f, "t", "b")->comment.data);
    assert_str(fixture_column(&f, "t", "c")->comment, "ok");
    fixture_close(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_comment_belongs_to_its_line_or_to_the_next),
        cmocka_unit_test(a_table_is_described_before_its_columns),
        cmocka_unit_test(a_view_is_described_around_its_as),
        cmocka_unit_test(marks_and_ornaments_are_dropped),
        cmocka_unit_test(altered_tables_keep_their_comments),
        cmocka_unit_test(what_cannot_be_a_description_is_dropped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
