/* The crowd: the read mark is held while it is there, and no longer. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#include <pthread.h>
#include <sqlite3.h>

#include "server/crowd.h"

enum {
    PATIENCE = 10000, /* looks, a millisecond apart */
    READERS = 4,
    COMMITS = 60,
    QUIET_EVERY = 4
};

static char path[] = "/tmp/soloql-crowd-XXXXXX";
static soloql *engine;
static soloql_connection *connection;
static atomic_int locks; /* that were asked of the system, by any thread */

static int count_locks(int file, int command, struct flock *lock) {
    atomic_fetch_add(&locks, command == F_SETLK);
    return fcntl(file, command, lock);
}

static int scene_open(void **state) {
    (void)state;
    soloql_options options;
    char *message = NULL;
    sqlite3 *db;
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    (void)vfs->xSetSystemCall(vfs, "fcntl", (sqlite3_syscall_ptr)count_locks);
    int file = mkstemp(path);
    bool made = file >= 0 && close(file) == 0 && sqlite3_open(path, &db) == SQLITE_OK &&
                sqlite3_exec(db, "pragma journal_mode=wal; create table t(x)", NULL, NULL, NULL) ==
                    SQLITE_OK &&
                sqlite3_close(db) == SQLITE_OK;
    soloql_options_init(&options);
    options.database = path;
    options.result_cache_bytes = 0;
    bool opened = made && soloql_open(&options, &engine, &message) == 0 &&
                  soloql_connect(engine, &connection, &message) == 0;
    soloql_free(message);
    return !opened;
}

static int scene_close(void **state) {
    (void)state;
    soloql_disconnect(connection);
    soloql_close(engine);
    return unlink(path);
}

/* Whether one of several readings came, sooner or later, to take locks of its own or to take none.
 */
static bool comes_to_lock(bool expected, Crowd *noted) {
    soloql_request request = {.query = "{t{x}}", .query_length = 6};
    for (int i = 0; i < PATIENCE; i++) {
        soloql_response response;
        if (noted != NULL) {
            crowd_note(noted);
        }
        int before = atomic_load(&locks);
        soloql_execute(connection, &request, &response);
        assert_int_equal(response.outcome, SOLOQL_OK);
        assert_int_equal(response.statements, 1);
        if ((atomic_load(&locks) != before) == expected) {
            return true;
        }
        (void)nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
    return false;
}

static void who_is_alone_takes_locks(void **state) {
    (void)state;
    Crowd *crowd = crowd_start(engine);
    assert_non_null(crowd);
    assert_true(comes_to_lock(true, NULL));
    crowd_stop(crowd);
}

static void while_there_is_a_crowd_nobody_does(void **state) {
    (void)state;
    Crowd *crowd = crowd_start(engine);
    for (int i = 0; i < 3; i++) {
        assert_true(comes_to_lock(false, crowd));
        assert_true(comes_to_lock(true, NULL)); /* it has gone */
    }
    crowd_stop(crowd);
}

static void nothing_is_held_by_one_that_was_stopped(void **state) {
    (void)state;
    Crowd *crowd = crowd_start(engine);
    assert_true(comes_to_lock(false, crowd));
    crowd_stop(crowd);
    crowd_stop(NULL);
    int before = atomic_load(&locks);
    assert_true(comes_to_lock(true, NULL));
    assert_int_equal(atomic_load(&locks) - before, 2);
}

typedef struct Reader {
    pthread_t thread;
    Crowd *crowd;
    soloql_connection *connection;
    atomic_bool *is_over;
    int failures;
} Reader;

static void *read_on(void *context) {
    Reader *reader = context;
    soloql_request request = {.query = "{t{x}}", .query_length = 6};
    while (!atomic_load(reader->is_over)) {
        soloql_response response;
        crowd_note(reader->crowd);
        soloql_execute(reader->connection, &request, &response);
        reader->failures += response.outcome != SOLOQL_OK;
    }
    return NULL;
}

/* Commits, and brings the whole WAL into the file; then asks for what it has written. */
static void commit_and_empty_the_wal(sqlite3 *db, int x) {
    soloql_request request = {.query = "{t{x}}", .query_length = 6};
    soloql_response response;
    char text[64];
    int pages = -1;
    (void)sqlite3_snprintf(sizeof text, text, "delete from t; insert into t values (%d)", x);
    assert_int_equal(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_TRUNCATE, &pages, NULL),
                     SQLITE_OK);
    assert_int_equal(pages, 0);
    soloql_execute(connection, &request, &response);
    (void)sqlite3_snprintf(sizeof text, text, "{\"data\":{\"t\":[{\"x\":%d}]}}", x);
    assert_int_equal(response.body_length, strlen(text));
    assert_memory_equal(response.body, text, strlen(text));
}

static void writers_are_not_held_up(void **state) {
    (void)state;
    Crowd *crowd = crowd_start(engine);
    Reader readers[READERS];
    atomic_bool is_over = false;
    char *message;
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    sqlite3_busy_timeout(db, 6 * PATIENCE); /* who reads without a pause is in the way, too */
    for (int i = 0; i < READERS; i++) {
        readers[i] = (Reader){.crowd = crowd, .is_over = &is_over};
        assert_int_equal(soloql_connect(engine, &readers[i].connection, &message), 0);
        assert_int_equal(pthread_create(&readers[i].thread, NULL, read_on, &readers[i]), 0);
    }
    for (int i = 0; i < COMMITS; i++) {
        if (i % QUIET_EVERY == 0) { /* for longer than the crowd rests: the mark is held */
            (void)nanosleep(&(struct timespec){.tv_nsec = 200000000}, NULL);
        }
        commit_and_empty_the_wal(db, i);
    }
    atomic_store(&is_over, true);
    for (int i = 0; i < READERS; i++) {
        assert_int_equal(pthread_join(readers[i].thread, NULL), 0);
        soloql_disconnect(readers[i].connection);
        assert_int_equal(readers[i].failures, 0);
    }
    crowd_stop(crowd);
    sqlite3_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_is_alone_takes_locks),
        cmocka_unit_test(while_there_is_a_crowd_nobody_does),
        cmocka_unit_test(nothing_is_held_by_one_that_was_stopped),
        cmocka_unit_test(writers_are_not_held_up),
    };
    return cmocka_run_group_tests(tests, scene_open, scene_close);
}
