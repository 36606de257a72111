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

#include "sqlgen/engine.h"

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
    assert_int_equal(sqlite3_exec(db,
                                  "create table t(id integer primary key, x int unique);"
                                  "create table late(id integer primary key,"
                                  " t_id int references t(id) deferrable initially deferred);"
                                  "create table fragile(id integer primary key);"
                                  "create trigger fragile_breaks before insert on fragile begin"
                                  " select raise(rollback, 'it broke'); end;",
                                  NULL, NULL, NULL),
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

/* Another connection, as another process would have it. */
static sqlite3 *stranger(const Fixture *fixture, const char *sql) {
    sqlite3 *db;
    assert_int_equal(sqlite3_open(fixture->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    return db;
}

#define INSERT(x)   "mutation { insert_t_one(object: {x: " #x "}) { x } }"
#define INSERTED(x) "{\"data\":{\"insert_t_one\":{\"x\":" #x "}}}"
#define LOST        "The transaction was undone by an earlier error; nothing was done."

static void test_reader_does_not_write(void **state) {
    Fixture *fixture = *state;
    const char *insert = "mutation { insert_t_one(object: {x: 1}) { id } }";
    assert_int_equal(execute(fixture->reader, insert), SOLOQL_NEEDS_WRITER);
    assert_answer(fixture->reader, "{ t { x } }", "{\"data\":{\"t\":[]}}");
    assert_int_equal(execute(fixture->writer, insert), SOLOQL_OK);
    assert_answer(fixture->reader, "{ t { x } }", "{\"data\":{\"t\":[{\"x\":1}]}}");
    assert_answer(fixture->writer, "{ t { x } }", "{\"data\":{\"t\":[{\"x\":1}]}}");
}

static int note_wait(void *count, int times) {
    (void)times;
    ++*(int *)count;
    return 0;
}

/* Who recognises a mutation does not look into the file, where he would wait for the writer and the
 * writer for him. */
static void test_reader_is_not_in_the_way(void **state) {
    Fixture *fixture = *state;
    int waits = 0;
    sqlite3 *db = stranger(fixture, "begin exclusive");
    sqlite3_busy_handler(fixture->reader->run.db, note_wait, &waits);
    assert_int_equal(execute(fixture->reader, INSERT(1)), SOLOQL_NEEDS_WRITER);
    assert_int_equal(waits, 0);
    assert_int_equal(execute(fixture->reader, "{ t { x } }"), SOLOQL_EXECUTION_ERROR);
    assert_int_not_equal(waits, 0);
    sqlite3_close(db);
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

static void begin(soloql_connection *writer) {
    char *message;
    assert_int_equal(soloql_batch_begin(writer, &message), 0);
    assert_null(message);
    assert_true(soloql_batch_is_open(writer));
}

static void commit(soloql_connection *writer) {
    char *message;
    assert_int_equal(soloql_batch_commit(writer, &message), 0);
    assert_false(soloql_batch_is_open(writer));
}

static void assert_commit_fails(soloql_connection *writer, int expected, const char *told) {
    char *message;
    assert_int_equal(soloql_batch_commit(writer, &message), expected);
    assert_string_equal(message, told);
    assert_false(soloql_batch_is_open(writer));
    soloql_free(message);
}

/* A deferred key is checked where its mutation ends, not where the batch does. */
static void test_deferred_key(void **state) {
    Fixture *fixture = *state;
    begin(fixture->writer);
    assert_answer(fixture->writer, INSERT(1), INSERTED(1));
    assert_answer(
        fixture->writer, "mutation { insert_late_one(object: {t_id: 99}) { id } }",
        "{\"errors\":[{\"message\":\"Foreign key violation: a row refers, or would refer, to one "
        "that is not there.\",\"extensions\":{\"code\":\"constraint-violation\"}}],\"data\":null}");
    assert_answer(fixture->writer,
                  "mutation { insert_late_one(object: {t_id: 7}) { t_id } "
                  "insert_t_one(object: {id: 7, x: 7}) { x } }",
                  "{\"data\":{\"insert_late_one\":{\"t_id\":7},\"insert_t_one\":{\"x\":7}}}");
    commit(fixture->writer);
    assert_answer(fixture->reader, "{ t { x } late { t_id } }",
                  "{\"data\":{\"t\":[{\"x\":1},{\"x\":7}],\"late\":[{\"t_id\":7}]}}");
}

/* SQLite undoes the whole transaction in some cases; nobody may go on as if it had not. */
static void test_trigger_rolls_back(void **state) {
    Fixture *fixture = *state;
    begin(fixture->writer);
    assert_answer(fixture->writer, INSERT(1), INSERTED(1));
    assert_answer(
        fixture->writer, "mutation { insert_fragile_one(object: {id: 1}) { id } }",
        "{\"errors\":[{\"message\":\"it broke\",\"locations\":[{\"line\":1,\"column\":39}],"
        "\"path\":[\"insert_fragile_one\"],\"extensions\":{\"code\":\"constraint-violation\"}}],"
        "\"data\":null}");
    assert_false(soloql_batch_is_open(fixture->writer));
    assert_answer(fixture->writer, INSERT(2),
                  "{\"errors\":[{\"message\":\"" LOST
                  "\",\"extensions\":{\"code\":\"conflict\"}}],\"data\":null}");
    assert_commit_fails(fixture->writer, 2, LOST);
    assert_answer(fixture->reader, "{ t { x } }", "{\"data\":{\"t\":[]}}");
    begin(fixture->writer);
    assert_answer(fixture->writer, INSERT(3), INSERTED(3));
    commit(fixture->writer);
    assert_answer(fixture->reader, "{ t { x } }", "{\"data\":{\"t\":[{\"x\":3}]}}");
}

/* A reader in rollback mode keeps the commit from the file. */
static void test_commit_needs_the_file(void **state) {
    Fixture *fixture = *state;
    sqlite3 *db = stranger(fixture, "begin; select * from t");
    soloql_options options = {.database = fixture->path, .busy_timeout_ms = 1};
    soloql *engine;
    soloql_connection *writer;
    char *message;
    assert_int_equal(soloql_open(&options, &engine, &message), 0);
    assert_int_equal(soloql_connect_writer(engine, &writer, &message), 0);
    begin(writer);
    assert_answer(writer, INSERT(1), INSERTED(1));
    assert_commit_fails(writer, 1, "The database is locked by another process; try again.");
    sqlite3_close(db);
    assert_answer(fixture->reader, "{ t { x } }", "{\"data\":{\"t\":[]}}");
    begin(writer);
    assert_answer(writer, INSERT(2), INSERTED(2));
    commit(writer);
    soloql_disconnect(writer);
    soloql_close(engine);
    assert_answer(fixture->reader, "{ t { x } }", "{\"data\":{\"t\":[{\"x\":2}]}}");
}

/* The schema changes between two batches, and the program's columns with it. */
static void test_batch_meets_another_schema(void **state) {
    Fixture *fixture = *state;
    begin(fixture->writer);
    assert_answer(fixture->writer, INSERT(1), INSERTED(1));
    commit(fixture->writer);
    sqlite3_close(stranger(fixture, "alter table t rename column x to y; alter table t add x int"));
    begin(fixture->writer);
    assert_answer(fixture->writer, INSERT(2), INSERTED(2));
    assert_answer(fixture->writer, "mutation { insert_t_one(object: {y: 3}) { x y } }",
                  "{\"data\":{\"insert_t_one\":{\"x\":null,\"y\":3}}}");
    commit(fixture->writer);
    assert_answer(
        fixture->reader, "{ t { x y } }",
        "{\"data\":{\"t\":[{\"x\":null,\"y\":1},{\"x\":2,\"y\":null},{\"x\":null,\"y\":3}]}}");
}

/* An answer can be kept while the connection goes on. */
static void test_body_is_taken(void **state) {
    Fixture *fixture = *state;
    soloql_request request = {.query = INSERT(1), .query_length = strlen(INSERT(1))};
    soloql_response response;
    soloql_execute(fixture->writer, &request, &response);
    void *block = soloql_take_body(fixture->writer);
    assert_answer(fixture->writer, INSERT(2), INSERTED(2));
    assert_int_equal(response.body_length, strlen(INSERTED(1)));
    assert_memory_equal(response.body, INSERTED(1), response.body_length);
    soloql_free(block);
    soloql_free(soloql_take_body(fixture->writer));
    assert_null(soloql_take_body(fixture->writer));
}

/* One mutation with an answer of 300 bytes and some, within a limit. */
static soloql_outcome insert_within(const Fixture *fixture, size_t limit) {
    soloql_options options = {.database = fixture->path, .max_response_bytes = limit};
    soloql *engine;
    soloql_connection *writer;
    char *message, query[400];
    assert_int_equal(soloql_open(&options, &engine, &message), 0);
    assert_int_equal(soloql_connect_writer(engine, &writer, &message), 0);
    (void)snprintf(query, sizeof query, "mutation { a%0300d: insert_t_one(object: {x: 1}) { x } }",
                   0);
    soloql_outcome outcome = execute(writer, query);
    soloql_disconnect(writer);
    soloql_close(engine);
    return outcome;
}

/* What is done is answered as done: if the answer cannot be closed, nothing has happened. */
static void test_limit_of_answer(void **state) {
    Fixture *fixture = *state;
    size_t limit = 300;
    while (insert_within(fixture, limit) != SOLOQL_OK) {
        assert_answer(fixture->reader, "{ t { x } }", "{\"data\":{\"t\":[]}}");
        limit++;
    }
    assert_int_equal(limit, strlen("{'data':{'a':{'x':1}}}") + 300);
    assert_answer(fixture->reader, "{ t { x } }", "{\"data\":{\"t\":[{\"x\":1}]}}");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_deferred_key, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_trigger_rolls_back, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_commit_needs_the_file, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_batch_meets_another_schema, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_body_is_taken, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_limit_of_answer, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_reader_does_not_write, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_reader_is_not_in_the_way, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_lists_of_any_length_are_one_program, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_batch, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_batch_needs_the_lock, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_read_only, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_schema_changes, fixture_open, fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
