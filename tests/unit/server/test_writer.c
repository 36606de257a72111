/* Group commit: what shares a transaction, and that each mutation has a fate of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <pthread.h>
#include <time.h>
#include <unistd.h>

#include "server/writer.h"
#include "sqlgen/base/sqlite.h"

enum { CLIENTS = 64, PATIENCE_MS = 60000 };

typedef struct Fixture {
    char path[64];
    soloql *engine;
    Writer *writer;
    sqlite3 *db; /* of a stranger, who can keep the lock */
    soloql_options options;
    WriterLimits limits;
} Fixture;

static const char schema[] =
    "create table t(id integer primary key, x int unique);"
    "create table late(id integer primary key,"
    " t_id int references t(id) deferrable initially deferred);"
    "create table fragile(id integer primary key);"
    "create trigger fragile_breaks before insert on fragile begin"
    " select raise(rollback, 'it broke'); end;"
    "create table slow(id integer primary key);"
    "create trigger slow_takes_time before insert on slow begin"
    " insert into t(x) with recursive n(i) as (select 1 union all select i + 1 from n)"
    " select -max(i) from n; end;";

static void stranger_does(Fixture *fixture, const char *sql) {
    assert_int_equal(sqlite3_exec(fixture->db, sql, NULL, NULL, NULL), SQLITE_OK);
}

static void fixture_start(Fixture *fixture) {
    char *message = NULL;
    fixture->options.database = fixture->path;
    if (soloql_open(&fixture->options, &fixture->engine, &message) != 0) {
        fail_msg("%s", message);
    }
    fixture->writer = writer_open(fixture->engine, &fixture->limits);
    assert_non_null(fixture->writer);
}

static int fixture_make(void **state) {
    Fixture *fixture = calloc(1, sizeof *fixture);
    fixture->limits = (WriterLimits){.batch = 1000,
                                     .batch_ms = PATIENCE_MS,
                                     .queue = 1000,
                                     .wait_ms = PATIENCE_MS,
                                     .answer_bytes = 1 << 20};
    fixture->options.busy_timeout_ms = PATIENCE_MS;
    strcpy(fixture->path, "/tmp/soloql-writer-XXXXXX");
    close(mkstemp(fixture->path));
    assert_int_equal(sqlite3_open(fixture->path, &fixture->db), SQLITE_OK);
    stranger_does(fixture, schema);
    *state = fixture;
    return 0;
}

static int fixture_free(void **state) {
    Fixture *fixture = *state;
    writer_close(fixture->writer);
    soloql_close(fixture->engine);
    sqlite3_close(fixture->db);
    unlink(fixture->path);
    free(fixture);
    return 0;
}

static int64_t number_of(Fixture *fixture, const char *sql) {
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(fixture->db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
}

/* ---- Clients ---- */

typedef struct Client {
    Fixture *fixture;
    char query[160];
    Written written;
    pthread_t thread;
} Client;

static void *client_run(void *argument) {
    Client *client = argument;
    soloql_request request = {.query = client->query, .query_length = strlen(client->query)};
    writer_run(client->fixture->writer, &request, &client->written);
    return NULL;
}

static void client_begin(Client *client, Fixture *fixture, const char *format, int number) {
    client->fixture = fixture;
    (void)sqlite3_snprintf(sizeof client->query, client->query, format, number);
    assert_int_equal(pthread_create(&client->thread, NULL, client_run, client), 0);
}

static WriterAnswer client_end(Client *client) {
    assert_int_equal(pthread_join(client->thread, NULL), 0);
    return client->written.answer;
}

static void client_release(Client *client) {
    writer_release(client->fixture->writer, &client->written);
}

static void assert_body(Client *client, const char *expected) {
    assert_int_equal(client_end(client), WRITER_DONE);
    Written *written = &client->written;
    if (written->response.body_length != strlen(expected) ||
        memcmp(written->response.body, expected, strlen(expected)) != 0) {
        fail_msg("answered %.*s", (int)written->response.body_length, written->response.body);
    }
    client_release(client);
}

static void assert_error(Client *client, const char *code) {
    assert_int_equal(client_end(client), WRITER_DONE);
    assert_int_equal(client->written.response.outcome, SOLOQL_EXECUTION_ERROR);
    assert_string_equal(client->written.response.error_code, code);
    client_release(client);
}

static void pause_briefly(void) {
    (void)nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
}

/* Until so many wait for one that leads. */
static void wait_until_queued(Fixture *fixture, size_t count) {
    for (;;) {
        WriterCounts counts = writer_count(fixture->writer);
        if (counts.is_writing && counts.queued == count) {
            return;
        }
        pause_briefly();
    }
}

#define INSERT      "mutation { insert_t_one(object: {x: %d}) { x } }"
#define INSERTED(x) "{\"data\":{\"insert_t_one\":{\"x\":" #x "}}}"

/* Many threads, of which one waits for the stranger's lock and the others for that one. */
static void clients_gather(Fixture *fixture, Client *clients, size_t count, const char *format) {
    for (size_t i = 0; i < count; i++) {
        client_begin(&clients[i], fixture, format, (int)i);
        wait_until_queued(fixture, i);
    }
}

/* ---- Tests ---- */

static void those_who_wait_share_a_commit(void **state) {
    Fixture *fixture = *state;
    Client clients[CLIENTS];
    fixture_start(fixture);
    stranger_does(fixture, "begin immediate");
    clients_gather(fixture, clients, CLIENTS, INSERT);
    stranger_does(fixture, "commit");
    for (int i = 0; i < CLIENTS; i++) {
        char expected[64];
        (void)sqlite3_snprintf(sizeof expected, expected,
                               "{\"data\":{\"insert_t_one\":{\"x\":%d}}}", i);
        assert_body(&clients[i], expected);
    }
    WriterCounts counts = writer_count(fixture->writer);
    assert_int_equal(counts.mutations, CLIENTS);
    assert_int_equal(counts.commits, 1);
    assert_int_equal(number_of(fixture, "select count(*) from t"), CLIENTS);
    assert_int_equal(number_of(fixture, "select sum(id = x + 1) from t"), CLIENTS); /* in order */
}

static void a_batch_is_bounded(void **state) {
    Fixture *fixture = *state;
    Client clients[CLIENTS];
    fixture->limits.batch = 10;
    fixture_start(fixture);
    stranger_does(fixture, "begin immediate");
    clients_gather(fixture, clients, CLIENTS, INSERT);
    stranger_does(fixture, "commit");
    for (int i = 0; i < CLIENTS; i++) {
        assert_int_equal(client_end(&clients[i]), WRITER_DONE);
        client_release(&clients[i]);
    }
    assert_int_equal(writer_count(fixture->writer).commits, (CLIENTS + 9) / 10);
}

static void a_batch_is_bounded_in_time(void **state) {
    Fixture *fixture = *state;
    Client clients[8];
    fixture->limits.batch_ms = 0;
    fixture_start(fixture);
    stranger_does(fixture, "begin immediate");
    clients_gather(fixture, clients, 8, INSERT);
    stranger_does(fixture, "commit");
    for (int i = 0; i < 8; i++) {
        assert_int_equal(client_end(&clients[i]), WRITER_DONE);
        client_release(&clients[i]);
    }
    assert_int_equal(writer_count(fixture->writer).commits, 8);
}

static void one_that_fails_fails_alone(void **state) {
    Fixture *fixture = *state;
    Client good, twice, late, wrong, last;
    fixture_start(fixture);
    stranger_does(fixture, "begin immediate");
    client_begin(&good, fixture, INSERT, 1);
    wait_until_queued(fixture, 0);
    client_begin(&twice, fixture, INSERT, 1);
    wait_until_queued(fixture, 1);
    client_begin(&late, fixture, "mutation { insert_late_one(object: {t_id: %d}) { id } }", 99);
    wait_until_queued(fixture, 2);
    client_begin(&wrong, fixture, "mutation { no_such_field%d }", 1);
    wait_until_queued(fixture, 3);
    client_begin(&last, fixture, INSERT, 2);
    wait_until_queued(fixture, 4);
    stranger_does(fixture, "commit");
    assert_body(&good, INSERTED(1));
    assert_error(&twice, "constraint-violation");
    assert_error(&late, "constraint-violation");
    assert_int_equal(client_end(&wrong), WRITER_DONE);
    assert_int_equal(wrong.written.response.outcome, SOLOQL_REQUEST_ERROR);
    client_release(&wrong);
    assert_body(&last, INSERTED(2));
    assert_int_equal(writer_count(fixture->writer).commits, 1);
    assert_int_equal(number_of(fixture, "select sum(x) from t"), 3);
}

/* Two that make SQLite undo the transaction, among six that do not. */
static void others_survive_a_lost_transaction(void **state) {
    static const char *const breaks = "mutation { insert_fragile_one(object: {id: %d}) { id } }";
    Fixture *fixture = *state;
    Client clients[8];
    fixture_start(fixture);
    stranger_does(fixture, "begin immediate");
    for (int i = 0; i < 8; i++) {
        client_begin(&clients[i], fixture, i == 3 || i == 5 ? breaks : INSERT, i);
        wait_until_queued(fixture, (size_t)i);
    }
    stranger_does(fixture, "commit");
    for (int i = 0; i < 8; i++) {
        if (i == 3 || i == 5) {
            assert_error(&clients[i], "constraint-violation");
        } else {
            assert_int_equal(client_end(&clients[i]), WRITER_DONE);
            assert_int_equal(clients[i].written.response.outcome, SOLOQL_OK);
            client_release(&clients[i]);
        }
    }
    assert_int_equal(
        number_of(fixture, "select group_concat(x, '') from (select x from t order by id)"), 12467);
    assert_int_equal(number_of(fixture, "select count(*) from fragile"), 0);
}

/* The time limit is one mutation's; its statement is stopped while it writes. */
static void others_survive_a_time_limit(void **state) {
    Fixture *fixture = *state;
    Client before, slow, after;
    fixture->options.timeout_ms = 2000; /* enough for the others on a busy machine */
    fixture_start(fixture);
    stranger_does(fixture, "begin immediate");
    client_begin(&before, fixture, INSERT, 1);
    wait_until_queued(fixture, 0);
    client_begin(&slow, fixture, "mutation { insert_slow_one(object: {id: %d}) { id } }", 1);
    client_begin(&after, fixture, INSERT, 2);
    stranger_does(fixture, "commit");
    assert_body(&before, INSERTED(1));
    assert_error(&slow, "timeout");
    assert_body(&after, INSERTED(2));
    assert_int_equal(number_of(fixture, "select sum(x) from t"), 3);
    assert_int_equal(number_of(fixture, "select count(*) from slow"), 0);
}

static void a_full_queue_is_busy(void **state) {
    Fixture *fixture = *state;
    Client clients[4];
    fixture->limits.queue = 2;
    fixture_start(fixture);
    stranger_does(fixture, "begin immediate");
    clients_gather(fixture, clients, 3, INSERT);
    client_begin(&clients[3], fixture, INSERT, 3);
    assert_int_equal(client_end(&clients[3]), WRITER_BUSY);
    stranger_does(fixture, "commit");
    for (int i = 0; i < 3; i++) {
        assert_int_equal(client_end(&clients[i]), WRITER_DONE);
        client_release(&clients[i]);
    }
    assert_int_equal(number_of(fixture, "select max(x) from t"), 2);
}

static void nobody_waits_longer_than_agreed(void **state) {
    Fixture *fixture = *state;
    Client clients[3];
    fixture->limits.wait_ms = 100;
    fixture_start(fixture);
    stranger_does(fixture, "begin immediate");
    client_begin(&clients[0], fixture, INSERT, 0);
    wait_until_queued(fixture, 0);
    client_begin(&clients[1], fixture, INSERT, 1);
    client_begin(&clients[2], fixture, INSERT, 2);
    assert_int_equal(client_end(&clients[1]), WRITER_BUSY);
    assert_int_equal(client_end(&clients[2]), WRITER_BUSY);
    stranger_does(fixture, "commit");
    assert_body(&clients[0], INSERTED(0));
    assert_int_equal(number_of(fixture, "select count(*) from t"), 1);
}

static void a_strangers_lock_is_told_of(void **state) {
    Fixture *fixture = *state;
    Client client;
    fixture->options.busy_timeout_ms = 50;
    fixture_start(fixture);
    stranger_does(fixture, "begin immediate");
    client_begin(&client, fixture, INSERT, 1);
    assert_int_equal(client_end(&client), WRITER_LOCKED);
    assert_string_equal(client.written.message,
                        "The database is locked by another process; try again.");
    stranger_does(fixture, "commit");
    client_begin(&client, fixture, INSERT, 2);
    assert_body(&client, INSERTED(2));
}

/* In rollback mode the commit needs the readers gone. */
static void a_commit_that_fails_fails_for_all(void **state) {
    Fixture *fixture = *state;
    Client clients[8];
    fixture->options.busy_timeout_ms = 300;
    fixture->limits.wait_ms = PATIENCE_MS;
    fixture_start(fixture);
    stranger_does(fixture, "begin; select * from t");
    clients_gather(fixture, clients, 1, INSERT);
    for (int i = 1; i < 8; i++) {
        client_begin(&clients[i], fixture, INSERT, i);
    }
    for (int i = 0; i < 8; i++) {
        assert_int_equal(client_end(&clients[i]), WRITER_LOCKED);
        assert_null(clients[i].written.block);
    }
    stranger_does(fixture, "commit");
    assert_int_equal(number_of(fixture, "select count(*) from t"), 0);
    assert_int_equal(writer_count(fixture->writer).commits, 0);
}

/* The schema changes while mutations wait: they are run once, and by the new one. */
static void the_schema_may_change(void **state) {
    Fixture *fixture = *state;
    Client clients[4], first;
    fixture_start(fixture);
    client_begin(&first, fixture, INSERT, 100);
    assert_body(&first, INSERTED(100));
    stranger_does(fixture, "begin immediate; alter table t rename column x to y;"
                           "alter table t add column x int");
    clients_gather(fixture, clients, 4, INSERT);
    stranger_does(fixture, "commit");
    for (int i = 0; i < 4; i++) {
        assert_int_equal(client_end(&clients[i]), WRITER_DONE);
        assert_int_equal(clients[i].written.response.outcome, SOLOQL_OK);
        client_release(&clients[i]);
    }
    assert_int_equal(number_of(fixture, "select count(*) from t where y is null"), 4);
    assert_int_equal(number_of(fixture, "select sum(x) from t"), 6);
}

/* schema.graphql is read anew, by another thread, while mutations come and go. */
static void snapshots_may_be_swapped(void **state) {
    enum { ROUNDS = 30, AT_ONCE = 8 };
    Fixture *fixture = *state;
    Client clients[AT_ONCE];
    fixture_start(fixture);
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < AT_ONCE; i++) {
            client_begin(&clients[i], fixture, INSERT, round * AT_ONCE + i);
        }
        char *message;
        assert_int_equal(soloql_reload(fixture->engine, &message), 0);
        for (int i = 0; i < AT_ONCE; i++) {
            assert_int_equal(client_end(&clients[i]), WRITER_DONE);
            assert_int_equal(clients[i].written.response.outcome, SOLOQL_OK);
            client_release(&clients[i]);
        }
    }
    assert_int_equal(number_of(fixture, "select count(*) from t"), ROUNDS * AT_ONCE);
}

static void answers_not_released_are_bounded(void **state) {
    Fixture *fixture = *state;
    Client kept, refused;
    fixture->limits.answer_bytes = strlen(INSERTED(1)) - 1;
    fixture_start(fixture);
    client_begin(&kept, fixture, INSERT, 1);
    assert_int_equal(client_end(&kept), WRITER_DONE);
    client_begin(&refused, fixture, INSERT, 2);
    assert_int_equal(client_end(&refused), WRITER_BUSY);
    client_release(&kept);
    client_begin(&refused, fixture, INSERT, 3);
    assert_body(&refused, INSERTED(3));
    assert_int_equal(number_of(fixture, "select sum(x) from t"), 4);
}

/* The server stops: what runs is interrupted, what waits is sent away, nothing is half done. */
static void stopping_ends_all(void **state) {
    Fixture *fixture = *state;
    Client slow, clients[4];
    fixture_start(fixture);
    client_begin(&slow, fixture, "mutation { insert_slow_one(object: {id: %d}) { id } }", 1);
    wait_until_queued(fixture, 0);
    for (int i = 0; i < 4; i++) {
        client_begin(&clients[i], fixture, INSERT, i);
    }
    wait_until_queued(fixture, 4);
    do { /* it may not have begun to run */
        writer_interrupt(fixture->writer);
        pause_briefly();
    } while (writer_count(fixture->writer).queued != 0);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(client_end(&clients[i]), WRITER_BUSY);
    }
    if (client_end(&slow) == WRITER_DONE) { /* it may not even have begun */
        assert_string_equal(slow.written.response.error_code, "timeout");
        client_release(&slow);
    }
    client_begin(&slow, fixture, INSERT, 9);
    assert_int_equal(client_end(&slow), WRITER_BUSY);
    assert_int_equal(number_of(fixture, "select count(*) from t"), 0);
}

static void what_cannot_be_opened_is_told_of(void **state) {
    Fixture *fixture = *state;
    Client client;
    fixture->options.read_only = 1;
    fixture_start(fixture);
    client_begin(&client, fixture, INSERT, 1);
    assert_int_equal(client_end(&client), WRITER_UNOPENED);
    assert_string_equal(client.written.message, "the database is served read-only");
    writer_close(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_make, fixture_free)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(those_who_wait_share_a_commit),
        TEST(a_batch_is_bounded),
        TEST(a_batch_is_bounded_in_time),
        TEST(one_that_fails_fails_alone),
        TEST(others_survive_a_lost_transaction),
        TEST(others_survive_a_time_limit),
        TEST(a_full_queue_is_busy),
        TEST(nobody_waits_longer_than_agreed),
        TEST(a_strangers_lock_is_told_of),
        TEST(a_commit_that_fails_fails_for_all),
        TEST(the_schema_may_change),
        TEST(snapshots_may_be_swapped),
        TEST(answers_not_released_are_bounded),
        TEST(stopping_ends_all),
        TEST(what_cannot_be_opened_is_told_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
