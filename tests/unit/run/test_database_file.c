/* The file of the database: what is told of it, and that telling it changes nothing. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "sqlgen/run/database_file.h"

static char path[] = "/tmp/soloql-file-XXXXXX";

static int file_make(void **state) {
    (void)state;
    sqlite3 *db;
    int file = mkstemp(path);
    int rc = file < 0 ? SQLITE_ERROR : sqlite3_open(path, &db);
    rc = rc != SQLITE_OK ? rc : sqlite3_exec(db, "create table t(x)", NULL, NULL, NULL);
    sqlite3_close(db);
    return file < 0 || close(file) != 0 || rc != SQLITE_OK;
}

static int file_remove(void **state) {
    (void)state;
    return unlink(path);
}

/* Whether another process could change the file just now. By the bytes that SQLite locks, not by
 * SQLite, which in a forked process believes that it has the locks itself. */
static bool another_can_write(void) {
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        int file = open(path, O_RDWR);
        struct flock all_shared = {.l_type = F_WRLCK, .l_start = 0x40000002, .l_len = 510};
        _exit(fcntl(file, F_SETLK, &all_shared) == 0 ? 0 : 1);
    }
    assert_true(child > 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* POSIX: to close any descriptor of a file ends all locks that the process has on it. */
static void a_complaint_leaves_the_locks_alone(void **state) {
    (void)state;
    sqlite3 *reader, *late;
    Arena arena;
    arena_init(&arena, 0);
    assert_int_equal(database_file_open(path, FILE_READ_ONLY, &reader), SQLITE_OK);
    assert_int_equal(database_file_open(path, FILE_READ_ONLY, &late), SQLITE_OK);
    assert_true(another_can_write());
    assert_int_equal(sqlite3_exec(reader, "begin; select * from t", NULL, NULL, NULL), SQLITE_OK);
    assert_false(another_can_write());
    assert_true(database_file_complain(&arena, path, late, SQLITE_CANTOPEN).length != 0);
    assert_true(database_file_complain(&arena, path, NULL, SQLITE_CANTOPEN).length != 0);
    assert_false(another_can_write());
    sqlite3_close(reader);
    sqlite3_close(late);
    arena_free(&arena);
}

static void its_mode_is_what_it_is(void **state) {
    (void)state;
    sqlite3 *db;
    Arena arena;
    Str message;
    arena_init(&arena, 0);
    assert_false(database_file_is_in_wal_mode(NULL));
    assert_int_equal(database_file_open(path, FILE_READ_ONLY, &db), SQLITE_OK);
    assert_false(database_file_is_in_wal_mode(db));
    assert_true(database_file_use_wal(path, 1000, &arena, &message));
    assert_true(database_file_is_in_wal_mode(db));
    sqlite3_close(db);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_complaint_leaves_the_locks_alone),
        cmocka_unit_test(its_mode_is_what_it_is),
    };
    return cmocka_run_group_tests(tests, file_make, file_remove);
}
