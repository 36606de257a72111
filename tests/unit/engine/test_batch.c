/* Connections that write, and batches: several requests in one transaction, each all or nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "sqlgen/base/sqlite.h"
#include "sqlgen/soloql.h"

typedef struct Fixture {
    char path[64];
    soloql *engine;
    soloql_connection *reader, *writer;
} Fixture;

static int fixture_open(void **state) {
    Fixture *fixture = calloc(1, sizeof *fixture);
    char *message;
    sqlite3 *db;
    strcpy(fixture->path, "/tmp/soloql-batch-XXXXXX");
    close(mkstemp(fixture->path));
    assert_int_equal(sqlite3_open(fixture->path, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db, "create table t(id integer primary key, x int unique)", NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(db);
    soloql_options options = {.database = fixture->path};
    assert_int_equal(soloql_open(&options, &fixture->engine, &message), 0);
    assert_int_equal(soloql_connect(fixture->engine, &fixture->reader, &message), 0);
    assert_int_equal(soloql_connect_writer(fixture->engine, &fixture->writer, &message), 0);
    *state = fixture;
    return 0;
}

static int fixture_close(void **state) {
    Fixture *fixture = *state;
    soloql_disconnect(fixture->reader);
    soloql_disconnect(fixture->writer);
    soloql_close(fixture->engine);
    unlink(fixture->path);
    free(fixture);
    return 0;
}

static soloql_outcome execute(soloql_connection *connection, const char *query) {
    soloql_request request = {.query = query, .query_length = strlen(query)};
    soloql_response response;
    soloql_execute(connection, &request, &response);
    return response.outcome;
}

static void assert_answer(soloql_connection *connection, const char *query, const char *expected) {
    soloql_request request = {.query = query, .query_length = strlen(query)};
    soloql_response response;
    soloql_execute(connection, &request, &response);
    assert_int_equal(response.body_length, strlen(expected));
    assert_memory_equal(response.body, expected, response.body_length);
}

static void test_reader_does_not_write(void **state) {
    Fixture *fixture = *state;
    const char *insert = "mutation { insert_t_one(object: {x: 1}) { id } }";
    assert_int_equal(execute(fixture->reader, insert), SOLOQL_NEEDS_WRITER);
    assert_answer(fixture->reader, "{ t { x } }", "{\"data\":{\"t\":[]}}");
    assert_int_equal(execute(fixture->writer, insert), SOLOQL_OK);
    assert_answer(fixture->reader, "{ t { x } }", "{\"data\":{\"t\":[{\"x\":1}]}}");
    assert_answer(fixture->writer, "{ t { x } }", "{\"data\":{\"t\":[{\"x\":1}]}}");
}

static void test_batch(void **state) {
    Fixture *fixture = *state;
    char *message;
    assert_int_equal(soloql_batch_begin(fixture->writer, &message), 0);
    assert_int_equal(execute(fixture->writer, "mutation { insert_t_one(object: {x: 1}) { id } }"),
                     SOLOQL_OK);
    assert_int_equal(execute(fixture->writer, "mutation { a: insert_t_one(object: {x: 2}) { id } "
                                              "b: insert_t_one(object: {x: 1}) { id } }"),
                     SOLOQL_EXECUTION_ERROR);
    assert_int_equal(execute(fixture->writer, "mutation { insert_t_one(object: {x: 3}) { id } }"),
                     SOLOQL_OK);
    assert_answer(fixture->reader, "{ t { x } }", "{\"data\":{\"t\":[]}}");
    assert_int_equal(soloql_batch_commit(fixture->writer, &message), 0);
    assert_answer(fixture->reader, "{ t { x } }", "{\"data\":{\"t\":[{\"x\":1},{\"x\":3}]}}");
}

static void test_batch_needs_the_lock(void **state) {
    Fixture *fixture = *state;
    soloql_options options = {.database = fixture->path, .busy_timeout_ms = 1};
    soloql *engine;
    soloql_connection *other;
    char *message;
    assert_int_equal(soloql_open(&options, &engine, &message), 0);
    assert_int_equal(soloql_connect_writer(engine, &other, &message), 0);
    assert_int_equal(soloql_batch_begin(fixture->writer, &message), 0);
    assert_int_not_equal(soloql_batch_begin(other, &message), 0);
    assert_non_null(message);
    soloql_free(message);
    assert_int_equal(soloql_batch_commit(fixture->writer, &message), 0);
    assert_int_equal(soloql_batch_begin(other, &message), 0);
    assert_int_equal(soloql_batch_commit(other, &message), 0);
    soloql_disconnect(other);
    soloql_close(engine);
}

static void test_read_only(void **state) {
    Fixture *fixture = *state;
    soloql_options options = {.database = fixture->path, .read_only = 1};
    soloql *engine;
    soloql_connection *writer;
    char *message;
    assert_int_equal(soloql_open(&options, &engine, &message), 0);
    assert_int_not_equal(soloql_connect_writer(engine, &writer, &message), 0);
    assert_null(writer);
    assert_string_equal(message, "the database is served read-only");
    soloql_free(message);
    soloql_close(engine);
}

/* The schema changes between two mutations: the second is of the new one, and is run once. */
static void test_schema_changes(void **state) {
    Fixture *fixture = *state;
    sqlite3 *db;
    assert_int_equal(execute(fixture->writer, "mutation { insert_t_one(object: {x: 1}) { id } }"),
                     SOLOQL_OK);
    assert_int_equal(sqlite3_open(fixture->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "alter table t add column y int", NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
    assert_answer(fixture->writer, "mutation { insert_t_one(object: {x: 2}) { id x } }",
                  "{\"data\":{\"insert_t_one\":{\"id\":2,\"x\":2}}}");
    assert_answer(fixture->writer,
                  "mutation { update_t(where: {}, _all: true, _set: {y: 5}) { "
                  "affected_rows } }",
                  "{\"data\":{\"update_t\":{\"affected_rows\":2}}}");
}

/* One program serves lists of every length, whatever the nulls in them. */
static void test_lists_of_any_length_are_one_program(void **state) {
    Fixture *fixture = *state;
    static const char *const lists[] = {"{\"rows\":[{\"x\":1}]}",
                                        "{\"rows\":[{\"x\":2},{\"x\":null},{\"x\":3}]}",
                                        "{\"rows\":{\"x\":null}}"};
    static const int rows[] = {1, 3, 1};
    const char *query = "mutation ($rows: [t_insert_input!]!) {"
                        " insert_t(objects: $rows) { affected_rows } }";
    for (size_t i = 0; i < 3; i++) {
        soloql_request request = {.query = query,
                                  .query_length = strlen(query),
                                  .variables = lists[i],
                                  .variables_length = strlen(lists[i])};
        soloql_response response;
        char expected[80];
        soloql_execute(fixture->writer, &request, &response);
        snprintf(expected, sizeof expected, "{\"data\":{\"insert_t\":{\"affected_rows\":%d}}}",
                 rows[i]);
        assert_int_equal(response.body_length, strlen(expected));
        assert_memory_equal(response.body, expected, response.body_length);
        assert_int_equal(response.cached, i != 0);
        assert_int_equal(response.statements, rows[i] + 1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_reader_does_not_write, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_lists_of_any_length_are_one_program, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_batch, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_batch_needs_the_lock, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_read_only, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_schema_changes, fixture_open, fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
