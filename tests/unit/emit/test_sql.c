/* The doors by which text enters SQL. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "sqlgen/emit/emit.h"

typedef struct Fixture {
    Arena arena;
    SqlBuf sql;
} Fixture;

static void fixture_open(Fixture *f) {
    arena_init(&f->arena, 0);
    f->sql = (SqlBuf){.arena = &f->arena, .text = strbuf_new(&f->arena)};
}

static void assert_sql(Fixture *f, const char *expected) {
    assert_string_equal(str_copy(&f->arena, strbuf_view(f->sql.text)).data, expected);
    arena_free(&f->arena);
}

static void identifiers_are_quoted(void **state) {
    (void)state;
    static const char *const pairs[][2] = {{"plain", "\"plain\""},
                                           {"we\"ird", "\"we\"\"ird\""},
                                           {"\"", "\"\"\"\""},
                                           {"", "\"\""},
                                           {"a'b`c[d]", "\"a'b`c[d]\""},
                                           {"x\" -- ", "\"x\"\" -- \""},
                                           {"line\nfeed", "\"line\nfeed\""},
                                           {"名前", "\"名前\""}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        Fixture f;
        fixture_open(&f);
        sql_ident(&f.sql, str_from(pairs[i][0]));
        assert_sql(&f, pairs[i][1]);
    }
}

static void strings_are_quoted(void **state) {
    (void)state;
    Fixture f;
    fixture_open(&f);
    sql_string(&f.sql, STR("it's \"so\" \\ ''"));
    assert_sql(&f, "'it''s \"so\" \\ '''''");
}

/* SQLite reads back what was quoted, byte for byte. */
static void sqlite_reads_them_back(void **state) {
    (void)state;
    sqlite3 *db;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    for (unsigned c = 1; c < 128; c++) {
        char text[4] = {(char)c, '"', (char)c, '\''};
        Fixture f;
        fixture_open(&f);
        sql_raw(&f.sql, "select ");
        sql_string(&f.sql, (Str){text, 4});
        sql_raw(&f.sql, " as ");
        sql_ident(&f.sql, (Str){text, 4});
        Str sql = str_copy(&f.arena, strbuf_view(f.sql.text));
        sqlite3_stmt *statement;
        assert_int_equal(sqlite3_prepare_v2(db, sql.data, -1, &statement, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
        assert_memory_equal(sqlite3_column_text(statement, 0), text, 4);
        assert_memory_equal(sqlite3_column_name(statement, 0), text, 4);
        sqlite3_finalize(statement);
        arena_free(&f.arena);
    }
    sqlite3_close(db);
}

static void values_are_bound(void **state) {
    (void)state;
    Fixture f;
    fixture_open(&f);
    Operand constant = {.slot = OPERAND_CONSTANT,
                        .constant = {.kind = JSON_STRING, .text = STR("'; drop table t")},
                        .type = DATA_STRING};
    Operand variable = {.slot = 7, .type = DATA_INT, .list = true, .offset = 12};
    sql_bind(&f.sql, &constant);
    sql_raw(&f.sql, ", ");
    sql_bind(&f.sql, &variable);
    assert_int_equal(f.sql.bind_count, 2);
    assert_int_equal(f.sql.binds[0].slot, BIND_CONSTANT);
    assert_true(str_equal(f.sql.binds[0].constant.text, STR("'; drop table t")));
    assert_int_equal(f.sql.binds[1].slot, 7);
    assert_true(f.sql.binds[1].list);
    assert_int_equal(f.sql.binds[1].offset, 12);
    assert_sql(&f, "?1, ?2");
}

static void columns_stand_behind_their_alias(void **state) {
    (void)state;
    Fixture f;
    fixture_open(&f);
    Table table = {.name = STR_INIT("a table")};
    Column column = {.name = STR_INIT("a \"column\"")};
    Scan scan = {.table = &table, .number = 3};
    emit_table(&f.sql, &scan);
    sql_raw(&f.sql, " ");
    sql_column(&f.sql, (ColumnRef){&scan, &column});
    f.sql.depth = 2;
    sql_line(&f.sql);
    sql_alias(&f.sql, &scan);
    assert_sql(&f, "\"a table\" as t3 t3.\"a \"\"column\"\"\"\n    t3");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(identifiers_are_quoted),           cmocka_unit_test(strings_are_quoted),
        cmocka_unit_test(sqlite_reads_them_back),           cmocka_unit_test(values_are_bound),
        cmocka_unit_test(columns_stand_behind_their_alias),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
