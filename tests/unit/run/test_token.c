/* Tokens: every value survives, and nothing else is a token. */
#include "sqlgen/run/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const SipKey key = {1, 2};
static Arena arena;
static sqlite3 *db;

static int set_up(void **state) {
    (void)state;
    arena_init(&arena, 0);
    return sqlite3_open(":memory:", &db);
}

static int tear_down(void **state) {
    (void)state;
    arena_free(&arena);
    return sqlite3_close(db);
}

/* The token of the values that the statement's first row has. */
static Str token_of(const char *sql) {
    sqlite3_stmt *statement;
    sqlite3_value *values[16];
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    size_t count = (size_t)sqlite3_column_count(statement);
    for (size_t i = 0; i < count; i++) {
        values[i] = sqlite3_value_dup(sqlite3_column_value(statement, (int)i));
    }
    StrBuf *out = strbuf_new(&arena);
    token_write(out, key, STR("things by name"), values, count);
    for (size_t i = 0; i < count; i++) {
        sqlite3_value_free(values[i]);
    }
    sqlite3_finalize(statement);
    return strbuf_view(out);
}

static void every_value_comes_back(void **state) {
    (void)state;
    Token token;
    Str text = token_of("select 9223372036854775807, -1, 0.1, 'naïve', x'00ff', null, '', x''");
    assert_true(token_read(&arena, key, STR("things by name"), text, &token));
    assert_int_equal(token.count, 8);
    assert_true(token.values[0].integer == INT64_MAX);
    assert_true(token.values[1].integer == -1);
    assert_true(token.values[2].type == SQLITE_FLOAT && token.values[2].real == 0.1);
    assert_true(str_equal(token.values[3].bytes, STR("naïve")));
    assert_true(token.values[4].type == SQLITE_BLOB &&
                str_equal(token.values[4].bytes, STR("\0\xff")));
    assert_int_equal(token.values[5].type, SQLITE_NULL);
    assert_true(token.values[6].type == SQLITE_TEXT && token.values[6].bytes.length == 0);
    assert_true(token.values[7].type == SQLITE_BLOB && token.values[7].bytes.length == 0);
}

static void a_changed_character_is_noticed(void **state) {
    (void)state;
    Token token;
    Str text = token_of("select 5, 'abc'");
    char changed[100];
    assert_true(text.length < sizeof changed);
    for (size_t i = 0; i + 1 < text.length; i++) { /* the last may have bits without a meaning */
        memcpy(changed, text.data, text.length);
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        assert_false(
            token_read(&arena, key, STR("things by name"), (Str){changed, text.length}, &token));
    }
    for (size_t length = 0; length < text.length; length++) {
        assert_false(
            token_read(&arena, key, STR("things by name"), (Str){text.data, length}, &token));
    }
}

static void another_label_or_key_is_noticed(void **state) {
    (void)state;
    Token token;
    Str text = token_of("select 5");
    assert_false(token_read(&arena, key, STR("things by name desc"), text, &token));
    assert_false(token_read(&arena, (SipKey){1, 3}, STR("things by name"), text, &token));
    assert_false(token_read(&arena, key, STR("things by name"), STR("not base64!"), &token));
    assert_true(token_read(&arena, key, STR("things by name"), text, &token));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_comes_back),
        cmocka_unit_test(a_changed_character_is_noticed),
        cmocka_unit_test(another_label_or_key_is_noticed),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
