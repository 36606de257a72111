/* The public API, used as an embedder would. */
#include "tests/unit/engine/fixture.h"

enum { HOUR = 3600 * 1000 }; /* in milliseconds */

static const char schema[] = "create table t(id integer primary key, v text);"
                             "insert into t values (1, 'one'), (2, 'two');";

static void assert_not_opened(const char *path, const char *why) {
    soloql_options options;
    soloql_options_init(&options);
    options.database = path;
    soloql *engine;
    char *message;
    assert_int_not_equal(soloql_open(&options, &engine, &message), 0);
    assert_null(engine);
    assert_has(str_from(message), why);
    soloql_free(message);
}

static void what_is_no_database_is_not_opened(void **state) {
    (void)state;
    assert_not_opened(NULL, "no database was named");
    assert_not_opened("/nonexistent/file.db", "there is no such file");
    assert_not_opened("/", "cannot open database");
    char path[] = "/tmp/soloql-test-XXXXXX";
    int file = mkstemp(path);
    for (int i = 0; i < 100; i++) {
        assert_int_equal(write(file, "this is no database ", 20), 20);
    }
    close(file);
    assert_not_opened(path, "not a database");
    unlink(path);
}

static void a_missing_file_is_not_created(void **state) {
    (void)state;
    char path[] = "/tmp/soloql-test-XXXXXX";
    close(mkstemp(path));
    unlink(path);
    assert_not_opened(path, "there is no such file");
    assert_int_not_equal(access(path, F_OK), 0);
}

static void an_empty_database_is_served(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, "");
    assert_answers(&f, "{ __typename }", NULL, "{\"data\":{\"__typename\":\"query_root\"}}");
    assert_int_equal(f.response.outcome, SOLOQL_OK);
    assert_int_equal(f.response.statements, 0);
    fixture_close(&f);
}

static void renames_are_told(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, "create table \"a b\"(\"c-d\" text); create view broken as select nope;");
    Str all = {0};
    Arena arena;
    arena_init(&arena, 0);
    for (size_t i = 0; soloql_warning(f.engine, i) != NULL; i++) {
        all = str_format(&arena, "%.*s%s\n", STR_ARG(all), soloql_warning(f.engine, i));
    }
    assert_has(all, "\"a b\" is served as a_b");
    assert_has(all, "\"c-d\" of \"a b\" is served as a_b.c_d");
    assert_has(all, "broken");
    arena_free(&arena);
    fixture_close(&f);
}

static void the_envelope_is_read(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, schema);
    static const char body[] =
        "{\"query\":\"query A {t {id}} query B($i: Int!) {t_by_pk(id: $i) {v}}\","
        "\"operationName\":\"B\",\"variables\":{\"i\":2}}";
    soloql_request request = {.body = body, .body_length = sizeof body - 1};
    soloql_execute(f.connection, &request, &f.response);
    assert_answer(&f, "{\"data\":{\"t_by_pk\":{\"v\":\"two\"}}}");
    assert_string_equal(f.response.operation_name, "B");
    assert_null(f.response.error_code);
    fixture_close(&f);
}

static void what_is_at_fault_is_told_from_what_fails(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, schema);
    fixture_ask(&f, "{ nope }", NULL);
    assert_int_equal(f.response.outcome, SOLOQL_REQUEST_ERROR);
    assert_string_equal(f.response.error_code, "validation-failed");
    assert_int_equal(f.response.statements, 0);
    fixture_ask(&f, "{ t { id } }", "[]");
    assert_int_equal(f.response.outcome, SOLOQL_REQUEST_ERROR);
    assert_string_equal(f.response.error_code, "bad-request");
    fixture_ask(&f, "{ t { id \xff } }", NULL);
    assert_int_equal(f.response.outcome, SOLOQL_REQUEST_ERROR);
    assert_string_equal(f.response.error_code, "bad-request");
    fixture_ask(&f, "{ t { id } }", NULL);
    assert_int_equal(f.response.outcome, SOLOQL_OK);
    assert_int_equal(f.response.statements, 1);
    fixture_close(&f);
}

static void what_is_no_query_can_be_refused(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, schema);
    static const char mutation[] = "mutation { __typename }";
    soloql_request request = {
        .query = mutation, .query_length = sizeof mutation - 1, .queries_only = 1};
    soloql_execute(f.connection, &request, &f.response);
    assert_int_equal(f.response.outcome, SOLOQL_NOT_ALLOWED);
    assert_int_equal(f.response.statements, 0);
    fixture_close(&f);
}

static void the_headroom_is_the_callers(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, schema);
    static const char *const queries[] = {"{ t { id } }", "{ nope }", "{"};
    for (size_t i = 0; i < 3; i++) {
        soloql_request request = {
            .query = queries[i], .query_length = strlen(queries[i]), .headroom = 4096};
        soloql_execute(f.connection, &request, &f.response);
        memset(f.response.body - 4096, 'x', 4096);
        assert_int_equal(f.response.body[0], '{');
        assert_int_equal(f.response.body[f.response.body_length - 1], '}');
    }
    fixture_close(&f);
}

static void a_second_time_nothing_is_compiled(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, schema);
    static const char query[] = "query ($w: t_bool_exp) { t(where: $w) { id } }";
    static const char one[] = "{\"data\":{\"t\":[{\"id\":1}]}}";
    static const char two[] = "{\"data\":{\"t\":[{\"id\":2}]}}";
    assert_answers(&f, query, "{\"w\":{\"id\":{\"_eq\":1}}}", one);
    assert_int_equal(f.response.cached, 0);
    assert_answers(&f, query, "{\"w\":{\"id\":{\"_eq\":2}}}", two);
    assert_int_equal(f.response.cached, 1);
    assert_answers(&f, query, "{\"w\":{\"v\":{\"_eq\":\"two\"}}}", two); /* another shape */
    assert_int_equal(f.response.cached, 0);
    assert_answers(&f, query, "{\"w\":{\"id\":{\"_gt\":1}}}", two); /* and another */
    assert_int_equal(f.response.cached, 0);
    assert_answers(&f, query, "{\"w\":{\"id\":{\"_eq\":1}}}", one);
    assert_int_equal(f.response.cached, 1);
    fixture_close(&f);
}

static void other_processes_writes_are_seen(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, schema);
    assert_answers(&f, "{ t_aggregate { aggregate { count } } }", NULL,
                   "{\"data\":{\"t_aggregate\":{\"aggregate\":{\"count\":2}}}}");
    sqlite3 *db;
    sqlite3_open(f.path, &db);
    sqlite3_exec(db, "insert into t values (3, 'three')", NULL, NULL, NULL);
    sqlite3_close(db);
    assert_answers(&f, "{ t_aggregate { aggregate { count } } }", NULL,
                   "{\"data\":{\"t_aggregate\":{\"aggregate\":{\"count\":3}}}}");
    fixture_close(&f);
}

static void bigints_can_be_strings(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table t(id bigint primary key not null);"
                     "insert into t values (9223372036854775807);");
    f.options.stringify_bigint = 1;
    fixture_open(&f);
    assert_answers(&f, "{ t { id } }", NULL,
                   "{\"data\":{\"t\":[{\"id\":\"9223372036854775807\"}]}}");
    fixture_close(&f);
}

static void explain_runs_nothing(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, schema);
    static const char query[] = "{ t(where: {id: {_gt: 1}}) { v } }";
    soloql_request request = {.query = query, .query_length = sizeof query - 1};
    soloql_explain(f.connection, &request, &f.response);
    Str text = {f.response.body, f.response.body_length};
    assert_int_equal(f.response.outcome, SOLOQL_OK);
    assert_int_equal(f.response.statements, 0);
    assert_has(text, "select");
    assert_has(text, "?1 = 1");
    assert_has(text, "SEARCH t0 USING INTEGER PRIMARY KEY");
    assert_has(text, "Tables read\n  t\n");
    fixture_close(&f);
}

static void the_schema_is_text(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, schema);
    char *sdl = soloql_schema(f.engine, NULL, SOLOQL_SDL);
    char *json = soloql_schema(f.engine, "admin", SOLOQL_INTROSPECTION_JSON);
    assert_has(str_from(sdl), "t_by_pk(id: Int!): t\n");
    assert_has(str_from(json), "{\"data\":{\"__schema\":");
    assert_true(json_check(str_slice(str_from(json), 0, strlen(json) - 1), 100));
    assert_null(soloql_schema(f.engine, "nobody", SOLOQL_SDL));
    size_t count;
    char *errors = soloql_validate(sdl, "{ t { id } }", &count);
    assert_string_equal(errors, "{\"errors\":[]}");
    assert_int_equal(count, 0);
    soloql_free(errors);
    errors = soloql_validate(sdl, "{ t { nope } }", &count);
    assert_has(str_from(errors), "Cannot query field \\\"nope\\\"");
    assert_int_equal(count, 1);
    soloql_free(errors);
    soloql_free(json);
    soloql_free(sdl);
    fixture_close(&f);
}

static void write_overlay(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* Which it has by a schema.graphql; here one beside the database. */
static void roles_and_permissions_are_text(void **state) {
    (void)state;
    Fixture f;
    char overlay[80];
    fixture_make(&f, schema);
    (void)snprintf(overlay, sizeof overlay, "%s.graphql", f.path);
    write_overlay(overlay, "extend type t @permit(role: \"clerk\", select: {columns: [\"v\"]})");
    f.options.schema = overlay;
    fixture_open(&f);
    char *roles = soloql_roles(f.engine);
    assert_string_equal(roles, "admin\nclerk\n");
    soloql_free(roles);
    assert_true(soloql_has_role(f.engine, "clerk"));
    assert_false(soloql_has_role(f.engine, "clrk"));
    char *text = soloql_permissions(f.engine, "clerk", SOLOQL_REPORT_TEXT);
    assert_non_null(strstr(text, "\n    select\n      columns: v\n"));
    soloql_free(text);
    text = soloql_permissions(f.engine, NULL, SOLOQL_REPORT_JSON);
    assert_non_null(strstr(text, "{\"roles\":[\n{\"role\":\"clerk\",\"tables\":["));
    soloql_free(text);
    assert_null(soloql_permissions(f.engine, "clrk", SOLOQL_REPORT_TEXT));
    text = soloql_permissions(f.engine, "admin", SOLOQL_REPORT_JSON);
    assert_string_equal(text, "{\"roles\":[]}\n");
    soloql_free(text);
    fixture_close(&f);
    unlink(overlay);
}

static void count_reloads(void *context, const char *message) {
    ((int *)context)[message == NULL]++;
}

/* What was in the way may pass without another change of the database. */
static void a_reload_that_failed_is_tried_again(void **state) {
    (void)state;
    Fixture f;
    char overlay[80];
    int told[2] = {0}; /* of failures, of successes */
    sqlite3 *db;
    fixture_make(&f, schema);
    (void)snprintf(overlay, sizeof overlay, "%s.graphql", f.path);
    write_overlay(overlay, "extend type t { w: String @sql(expr: \"v\") }");
    f.options.schema = overlay;
    fixture_open(&f);
    soloql_on_reload(f.engine, count_reloads, told);
    assert_int_equal(sqlite3_open(f.path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "alter table t rename v to x", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    for (int i = 0; i < 3; i++) {
        f.engine->refused_until -= i * HOUR; /* which has passed, but for the first time */
        fixture_ask(&f, "{t{x}}", NULL);
        assert_int_equal(f.response.outcome, SOLOQL_REQUEST_ERROR);
    }
    assert_int_equal(told[0], 1); /* the same is not told twice */
    write_overlay(overlay, "extend type t { w: String @sql(expr: \"x\") }");
    fixture_ask(&f, "{t{x}}", NULL);
    assert_int_equal(f.response.outcome, SOLOQL_REQUEST_ERROR); /* it is not looked at each time */
    f.engine->refused_until -= HOUR;
    fixture_ask(&f, "{t{x w}}", NULL);
    assert_int_equal(f.response.outcome, SOLOQL_OK);
    assert_int_equal(told[0], 1);
    assert_int_equal(told[1], 1);
    fixture_close(&f);
    unlink(overlay);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_database_is_not_opened),
        cmocka_unit_test(a_missing_file_is_not_created),
        cmocka_unit_test(an_empty_database_is_served),
        cmocka_unit_test(renames_are_told),
        cmocka_unit_test(the_envelope_is_read),
        cmocka_unit_test(what_is_at_fault_is_told_from_what_fails),
        cmocka_unit_test(what_is_no_query_can_be_refused),
        cmocka_unit_test(the_headroom_is_the_callers),
        cmocka_unit_test(a_second_time_nothing_is_compiled),
        cmocka_unit_test(other_processes_writes_are_seen),
        cmocka_unit_test(bigints_can_be_strings),
        cmocka_unit_test(explain_runs_nothing),
        cmocka_unit_test(the_schema_is_text),
        cmocka_unit_test(roles_and_permissions_are_text),
        cmocka_unit_test(a_reload_that_failed_is_tried_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
