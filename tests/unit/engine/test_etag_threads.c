/* ETags while many write: what has been acknowledged is never hidden by a 304. */
#include "tests/unit/engine/fixture.h"

#include <pthread.h>
#include <stdatomic.h>

/* Counters that only grow, each in its own table; the last one is written by a stranger, and the
 * one before by nobody. */
enum { COUNTERS = 4, UNTOUCHED = 2, STRANGE = 3, WRITES = 150, STRANGE_WRITES = 10, READERS = 3 };

typedef struct Scene {
    Fixture f;
    atomic_uint acknowledged[COUNTERS];
    atomic_uint writing; /* threads that still write */
    atomic_uint wrong, unmodified;
} Scene;

typedef struct Worker {
    pthread_t thread;
    Scene *scene;
    unsigned number;
} Worker;

static soloql_connection *worker_connect(Worker *worker, bool writes) {
    soloql_connection *connection = NULL;
    char *message = NULL;
    int failed = writes ? soloql_connect_writer(worker->scene->f.engine, &connection, &message)
                        : soloql_connect(worker->scene->f.engine, &connection, &message);
    worker->scene->wrong += failed != 0;
    soloql_free(message);
    return connection;
}

static void *write_ours(void *context) {
    Worker *worker = context;
    char query[100];
    snprintf(query, sizeof query,
             "mutation{update_c%u(where:{},_all:true,_inc:{n:1}){returning{n}}}", worker->number);
    soloql_request request = {.query = query, .query_length = strlen(query)};
    soloql_connection *connection = worker_connect(worker, true);
    for (unsigned i = 1; connection != NULL && i <= WRITES; i++) {
        soloql_response response;
        soloql_execute(connection, &request, &response);
        worker->scene->wrong += response.outcome != SOLOQL_OK;
        atomic_store(&worker->scene->acknowledged[worker->number], i);
    }
    soloql_disconnect(connection);
    worker->scene->writing--;
    return NULL;
}

static void *write_strangely(void *context) {
    Worker *worker = context;
    sqlite3 *db;
    worker->scene->wrong += sqlite3_open(worker->scene->f.path, &db) != SQLITE_OK;
    sqlite3_busy_timeout(db, 60000);
    for (unsigned i = 1; i <= STRANGE_WRITES; i++) {
        worker->scene->wrong +=
            sqlite3_exec(db, "update c3 set n = n + 1", NULL, NULL, NULL) != SQLITE_OK;
        atomic_store(&worker->scene->acknowledged[STRANGE], i);
        sqlite3_sleep(5);
    }
    sqlite3_close(db);
    worker->scene->writing--;
    return NULL;
}

typedef struct Kept {
    char etag[64];
    unsigned value;
} Kept;

/* Asks for one counter; false if the answer is older than what had been acknowledged before. */
static bool reader_ask(Worker *worker, soloql_connection *connection, unsigned counter,
                       Kept *kept) {
    unsigned floor = atomic_load(&worker->scene->acknowledged[counter]);
    char query[40];
    snprintf(query, sizeof query, "{c%u{n}}", counter);
    soloql_request request = {
        .query = query, .query_length = strlen(query), .want_etag = 1, .if_none_match = kept->etag};
    request.if_none_match = kept->etag[0] == '\0' ? NULL : kept->etag;
    soloql_response response;
    soloql_execute(connection, &request, &response);
    if (response.outcome == SOLOQL_NOT_MODIFIED) {
        worker->scene->unmodified++;
        return kept->value >= floor;
    }
    const char *number = memmem(response.body, response.body_length, "\"n\":", strlen("\"n\":"));
    if (response.outcome != SOLOQL_OK || number == NULL) {
        return false;
    }
    kept->value = (unsigned)strtoul(number + strlen("\"n\":"), NULL, 10);
    snprintf(kept->etag, sizeof kept->etag, "%s", response.etag == NULL ? "" : response.etag);
    return kept->value >= floor;
}

static void *read_all(void *context) {
    Worker *worker = context;
    Kept kept[COUNTERS] = {{.value = 0}};
    soloql_connection *connection = worker_connect(worker, false);
    for (bool over = false; connection != NULL && !over;) {
        over = atomic_load(&worker->scene->writing) == 0;
        for (unsigned i = 0; i < COUNTERS; i++) {
            worker->scene->wrong += !reader_ask(worker, connection, i, &kept[i]);
        }
    }
    soloql_disconnect(connection);
    return NULL;
}

static void acknowledged_is_seen(void **state) {
    (void)state;
    Scene *scene = calloc(1, sizeof *scene);
    Worker workers[3 + READERS];
    static void *(*const jobs[])(void *) = {write_ours, write_ours, write_strangely};
    fixture_make(&scene->f, "pragma journal_mode=wal;"
                            "create table c0(n int not null); create table c1(n int not null);"
                            "create table c2(n int not null); create table c3(n int not null);"
                            "insert into c0 values (0); insert into c1 values (0);"
                            "insert into c2 values (0); insert into c3 values (0);");
    scene->f.options.busy_timeout_ms = 60000;
    fixture_open(&scene->f);
    scene->writing = 3;
    for (unsigned i = 0; i < 3 + READERS; i++) {
        workers[i] = (Worker){.scene = scene, .number = i};
        assert_int_equal(
            pthread_create(&workers[i].thread, NULL, i < 3 ? jobs[i] : read_all, &workers[i]), 0);
    }
    for (unsigned i = 0; i < 3 + READERS; i++) {
        pthread_join(workers[i].thread, NULL);
    }
    assert_int_equal(scene->wrong, 0);
    assert_true(scene->unmodified > 0);
    fixture_close(&scene->f);
    free(scene);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(acknowledged_is_seen)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
