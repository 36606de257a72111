/* Values on their way in, errors on their way out. */
#include "tests/unit/engine/fixture.h"

#include "sqlgen/run/sqlite_error.h"

static const char schema[] =
    "create table t(id integer primary key, i int, b bigint, f real, n numeric, o boolean, s text,"
    " x blob, d date, a any);"
    "insert into t values (1, 1, 9007199254740993, 0.5, 2.5, 1, 'text', x'00ff', '2024-01-01', "
    "'a'),"
    " (2, -1, -1, -0.5, 10, 0, '', x'', '2024-12-31', 1), (3, null, null, null, null, null, null, "
    "null,"
    " null, null);";

/* Which rows the filter finds, as "1 2 3". */
static void assert_found(Fixture *f, const char *type, const char *filter, const char *value,
                         const char *expected) {
    char query[300], variables[200], found[40] = "";
    snprintf(query, sizeof query, "query ($v: %s) { t(where: %s) { id } }", type, filter);
    snprintf(variables, sizeof variables, "{\"v\":%s}", value);
    fixture_ask(f, query, variables);
    Str body = {f->response.body, f->response.body_length};
    for (int id = 1; id <= 3; id++) {
        char part[20];
        snprintf(part, sizeof part, "{\"id\":%d}", id);
        if (fixture_text_has(body, part)) {
            snprintf(found + strlen(found), sizeof found - strlen(found), "%s%d",
                     *found == '\0' ? "" : " ", id);
        }
    }
    if (strcmp(found, expected) != 0 || f->response.outcome != SOLOQL_OK) {
        fail_msg("%s with %s: %.*s", query, variables, STR_ARG(body));
    }
}

static void values_are_bound_as_their_columns_hold_them(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, schema);
    assert_found(&f, "Int!", "{i: {_eq: $v}}", "1", "1");
    assert_found(&f, "bigint!", "{b: {_eq: $v}}", "9007199254740993", "1");
    assert_found(&f, "bigint!", "{b: {_eq: $v}}", "\"9007199254740993\"", "1");
    assert_found(&f, "bigint!", "{b: {_eq: $v}}", "\"9007199254740992\"", "");
    assert_found(&f, "Float!", "{f: {_eq: $v}}", "0.5", "1");
    assert_found(&f, "Float!", "{f: {_lt: $v}}", "0", "2");
    assert_found(&f, "numeric!", "{n: {_gt: $v}}", "\"9.99\"", "2");
    assert_found(&f, "Boolean!", "{o: {_eq: $v}}", "true", "1");
    assert_found(&f, "Boolean!", "{o: {_eq: $v}}", "false", "2");
    assert_found(&f, "String!", "{s: {_eq: $v}}", "\"text\"", "1");
    assert_found(&f, "String!", "{s: {_eq: $v}}", "\"\"", "2");
    assert_found(&f, "bytea!", "{x: {_eq: $v}}", "\"AP8=\"", "1");
    assert_found(&f, "bytea!", "{x: {_eq: $v}}", "\"\"", "2");
    assert_found(&f, "date!", "{d: {_gte: $v}}", "\"2024-06-01\"", "2");
    assert_found(&f, "any!", "{a: {_eq: $v}}", "\"a\"", "1");
    assert_found(&f, "any!", "{a: {_eq: $v}}", "1", "2");
    fixture_close(&f);
}

static void lists_are_bound_whole(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, schema);
    assert_found(&f, "[Int!]!", "{i: {_in: $v}}", "[1, -1, 7]", "1 2");
    assert_found(&f, "[Int!]!", "{i: {_in: $v}}", "[]", "");
    assert_found(&f, "[Int!]!", "{i: {_nin: $v}}", "[]", "1 2 3");
    assert_found(&f, "[Int!]!", "{i: {_nin: $v}}", "[1]", "2");
    assert_found(&f, "[bigint!]!", "{b: {_in: $v}}", "[\"9007199254740993\", -1]", "1 2");
    assert_found(&f, "[String!]!", "{s: {_in: $v}}", "[\"text\", \"it's\", \"\\u0000\"]", "1");
    assert_found(&f, "[bytea!]!", "{x: {_in: $v}}", "[\"AP8=\", \"\"]", "1 2");
    assert_found(&f, "[Boolean!]!", "{o: {_in: $v}}", "[true, false]", "1 2");
    fixture_close(&f);
}

/* The connection holds nothing of a request that failed half-way. */
static void a_failure_leaves_nothing_behind(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, schema);
    static const char query[] = "query ($l: Int) { t(limit: $l) { id } }";
    for (int i = 0; i < 3; i++) {
        fixture_ask(&f, query, "{\"l\":-1}");
        assert_int_equal(f.response.outcome, SOLOQL_REQUEST_ERROR);
        assert_answers(&f, query, "{\"l\":1}", "{\"data\":{\"t\":[{\"id\":1}]}}");
    }
    sqlite3_stmt *s = NULL;
    while ((s = sqlite3_next_stmt(f.connection->run.db, s)) != NULL) {
        assert_false(sqlite3_stmt_busy(s));
    }
    fixture_close(&f);
}

static void a_lock_is_waited_for(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, schema);
    f.options.busy_timeout_ms = 50;
    fixture_open(&f);
    sqlite3 *db;
    sqlite3_open(f.path, &db);
    sqlite3_exec(db, "begin exclusive", NULL, NULL, NULL);
    fixture_ask(&f, "{ t { id } }", NULL);
    assert_int_equal(f.response.outcome, SOLOQL_EXECUTION_ERROR);
    assert_string_equal(f.response.error_code, "busy");
    sqlite3_exec(db, "commit", NULL, NULL, NULL);
    sqlite3_close(db);
    fixture_ask(&f, "{ t { id } }", NULL);
    assert_int_equal(f.response.outcome, SOLOQL_OK);
    fixture_close(&f);
}

/* Marks and nulls that bubble, in JSON that holds all that could be mistaken for structure. */
static void errors_find_their_path(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f,
                  "create table p(id integer primary key, j json, n int not null, v int);"
                  "create table c(id integer primary key, p_id int references p, n int not null);"
                  "insert into p values (1, '{\"]\": \"}\\\"{[\", \"x\": [{}, [null]]}', 1, 'bad'),"
                  " (2, '\"\\\\\"', 1, 7), (3, 'null', 1, 'bad');"
                  "insert into c values (1, 1, 1), (2, 2, 'bad'), (3, 3, 1);");
    assert_answers(
        &f, "{ p { j v } }", NULL,
        "{\"data\":{\"p\":[{\"j\":{\"]\": \"}\\\"{[\", \"x\": [{}, [null]]},\"v\":null},"
        "{\"j\":\"\\\\\",\"v\":7},{\"j\":null,\"v\":null}]},\"errors\":["
        "{\"message\":\"Int cannot represent the stored text \\\"bad\\\".\",\"locations\":["
        "{\"line\":1,\"column\":9}],\"path\":[\"p\",0,\"v\"],\"extensions\":{\"code\":"
        "\"data-exception\"}},{\"message\":\"Int cannot represent the stored text "
        "\\\"bad\\\".\",\"locations\":[{\"line\":1,\"column\":9}],\"path\":[\"p\",2,\"v\"],"
        "\"extensions\":{\"code\":\"data-exception\"}}]}");
    assert_answers(
        &f, "{ a: p_by_pk(id: 1) { id c { n } } b: p_by_pk(id: 2) { id c { n } } }", NULL,
        "{\"data\":{\"a\":{\"id\":1,\"c\":[{\"n\":1}]},\"b\":null},\"errors\":["
        "{\"message\":\"Int cannot represent the stored text \\\"bad\\\".\",\"locations\":["
        "{\"line\":1,\"column\":63}],\"path\":[\"b\",\"c\",0,\"n\"],\"extensions\":{"
        "\"code\":\"data-exception\"}}]}");
    fixture_close(&f);
}

static void many_errors_are_cut(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, "create table t(id integer primary key, v int);"
                      "with n(i) as (select 1 union all select i + 1 from n where i < 3000)"
                      " insert into t select i, 'bad' from n;");
    fixture_ask(&f, "{ t { v } }", NULL);
    Str body = {f.response.body, f.response.body_length};
    assert_true(json_check(body, 10));
    Arena arena;
    arena_init(&arena, 0);
    Json answer;
    assert_true(json_read(&arena, body, 10, &answer, NULL));
    size_t listed = json_member(&answer, STR("errors"))->count;
    assert_true(listed >= 100 && listed <= 101); /* perhaps one that says that there are more */
    assert_int_equal(json_member(json_member(&answer, STR("data")), STR("t"))->count, 3000);
    arena_free(&arena);
    fixture_close(&f);
}

/* What SQLite says, with names of tables and files in it, stays inside. */
static void messages_of_sqlite_are_not_passed_on(void **state) {
    (void)state;
    sqlite3 *db;
    Arena arena;
    ErrorList errors;
    arena_init(&arena, 0);
    error_list_init(&errors, &arena, 0);
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    int rc = sqlite3_exec(db, "select secret from hidden", NULL, NULL, NULL);
    Error *error = sqlite_error_add(&errors, db, rc);
    assert_int_equal(error->code, ERROR_UNEXPECTED);
    assert_false(fixture_text_has(error->message, "hidden"));
    rc = sqlite3_exec(db, "select sum(x) from (select 9223372036854775807 x union all select 1)",
                      NULL, NULL, NULL);
    assert_int_equal(sqlite_error_add(&errors, db, rc)->code, ERROR_DATA_EXCEPTION);
    assert_int_equal(sqlite_error_add(&errors, db, SQLITE_BUSY)->code, ERROR_BUSY);
    assert_int_equal(sqlite_error_add(&errors, db, SQLITE_BUSY_SNAPSHOT)->code, ERROR_BUSY);
    assert_int_equal(sqlite_error_add(&errors, db, SQLITE_INTERRUPT)->code, ERROR_TIMEOUT);
    assert_int_equal(errors.count, 5);
    sqlite3_close(db);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_bound_as_their_columns_hold_them),
        cmocka_unit_test(lists_are_bound_whole),
        cmocka_unit_test(a_failure_leaves_nothing_behind),
        cmocka_unit_test(a_lock_is_waited_for),
        cmocka_unit_test(errors_find_their_path),
        cmocka_unit_test(many_errors_are_cut),
        cmocka_unit_test(messages_of_sqlite_are_not_passed_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
