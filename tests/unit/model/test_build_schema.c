/* The schema of a model: whatever the names and types in the file, it is one that validates. */
#include "tests/unit/engine/fixture.h"

/* The SDL of that database, to be freed with soloql_free(); it must be without errors. */
static char *sdl_of(const char *sql) {
    Fixture f;
    fixture_start(&f, sql);
    char *sdl = soloql_schema(f.engine, NULL, SOLOQL_SDL);
    size_t count;
    char *errors = soloql_validate(sdl, NULL, &count);
    assert_string_equal(errors, "{\"errors\":[]}");
    soloql_free(errors);
    fixture_close(&f);
    return sdl;
}

static void assert_sdl_has(const char *sql, const char *part) {
    char *sdl = sdl_of(sql);
    assert_has(str_from(sdl), part);
    soloql_free(sdl);
}

static void strange_names_make_a_valid_schema(void **state) {
    (void)state;
    soloql_free(sdl_of("create table \"\"(\"\" text, \"__typename\" int, \"名\" text, \"前\" text);"
                       "create table \"__schema\"(id integer primary key, \"_\" int);"
                       "create table \"_\"(a integer primary key);"
                       "create table \"名\"(a integer primary key references \"_\");"
                       "create table \"Query\"(\"query_root\" int); create table \"Int\"(a int);"
                       "create table query_root(a int); create table order_by(a int);"
                       "create table t(a int, t_aggregate int); create table t_aggregate(a int);"
                       "create table t_bool_exp(a int); create table t_order_by(_and int, _or int);"
                       "create table \"true\"(\"null\" int, \"false\" int);"));
}

static void columns_may_be_named_like_values(void **state) {
    (void)state;
    assert_sdl_has("create table t(\"true\" int, \"null\" int, \"enum\" int);",
                   "enum t_select_column {\n  true_2\n  null_2\n  enum\n}\n");
}

static void an_empty_database_has_a_valid_schema(void **state) {
    (void)state;
    assert_sdl_has("", "type query_root {\n");
}

static void declared_types_become_scalars(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"integer", "Int"},
        {"MEDIUMINT", "Int"},
        {"bigint", "bigint"},
        {"unsigned big int", "bigint"},
        {"double precision", "Float"},
        {"decimal(10, 2)", "numeric"},
        {"boolean", "Boolean"},
        {"nvarchar(100)", "String"},
        {"clob", "String"},
        {"date", "date"},
        {"datetime", "timestamp"},
        {"time", "time"},
        {"uuid", "uuid"},
        {"blob", "bytea"},
        {"point", "any"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char sql[100], part[100];
        snprintf(sql, sizeof sql, "create table t(c %s not null);", pairs[i][0]);
        snprintf(part, sizeof part, "  c: %s!\n", pairs[i][1]);
        assert_sdl_has(sql, part);
    }
}

static void keys_are_as_nullable_as_they_are(void **state) {
    (void)state;
    assert_sdl_has("create table t(a integer primary key);", "  a: Int!\n");
    assert_sdl_has("create table t(a text primary key);", "  a: String\n");
    assert_sdl_has("create table t(a text primary key) without rowid;", "  a: String!\n");
    assert_sdl_has("create table t(a text primary key) strict;", "  a: String!\n");
    assert_sdl_has("create table t(a int, b int, primary key (b, a));",
                   "t_by_pk(b: Int!, a: Int!)");
}

static void a_table_without_a_key_has_no_by_pk(void **state) {
    (void)state;
    char *sdl = sdl_of("create table t(a int); create view v as select 1 as one;");
    assert_false(fixture_text_has(str_from(sdl), "by_pk"));
    soloql_free(sdl);
}

static void comments_become_descriptions(void **state) {
    (void)state;
    assert_sdl_has("create table t ( -- All that is.\n a int, -- A number.\n b int);",
                   "\"\"\"All that is.\"\"\"\ntype t {\n");
    assert_sdl_has("create table t ( -- All that is.\n a int, -- A number.\n b int);",
                   "  \"\"\"A number.\"\"\"\n  a: Int\n");
}

static void hidden_columns_are_not_shown(void **state) {
    (void)state;
    char *sdl = sdl_of("create virtual table f using fts5(x); insert into f values ('text');");
    assert_false(fixture_text_has(str_from(sdl), "  rank: "));
    assert_false(fixture_text_has(str_from(sdl), "f_data"));
    assert_has(str_from(sdl), "  x: String\n");
    soloql_free(sdl);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strange_names_make_a_valid_schema),
        cmocka_unit_test(columns_may_be_named_like_values),
        cmocka_unit_test(an_empty_database_has_a_valid_schema),
        cmocka_unit_test(declared_types_become_scalars),
        cmocka_unit_test(keys_are_as_nullable_as_they_are),
        cmocka_unit_test(a_table_without_a_key_has_no_by_pk),
        cmocka_unit_test(comments_become_descriptions),
        cmocka_unit_test(hidden_columns_are_not_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
