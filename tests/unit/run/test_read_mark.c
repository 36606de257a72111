/* The read mark: what it spares, and what it must not change. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "sqlgen/run/read_mark.h"

typedef struct Scene {
    char path[64];
    sqlite3 *reader, *stranger;
    ReadMark mark;
} Scene;

static int locks; /* that were asked of the system */

static int count_locks(int file, int command, struct flock *lock) {
    locks += command == F_SETLK;
    return fcntl(file, command, lock);
}

static void run(sqlite3 *db, const char *sql) {
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    }
}

/* The statement's value in that column of its first row. */
static int value(sqlite3 *db, const char *sql, int column) {
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int found = sqlite3_column_int(statement, column);
    sqlite3_finalize(statement);
    return found;
}

/* A row is read, with that many locks. */
static int read_locks(const Scene *scene, int expected) {
    locks = 0;
    assert_int_equal(value(scene->reader, "select max(x) from t", 0), expected);
    return locks;
}

/* What the WAL has was written a minute ago. */
static void grow_old(const Scene *scene) {
    char wal[80];
    struct timespec times[2] = {{.tv_sec = time(NULL) - 60}, {.tv_sec = time(NULL) - 60}};
    sqlite3_snprintf(sizeof wal, wal, "%s-wal", scene->path);
    (void)utimensat(AT_FDCWD, wal, times, 0);
}

static void scene_open(Scene *scene, const char *mode, FileUse use) {
    *scene = (Scene){.path = "/tmp/soloql-mark-XXXXXX"};
    close(mkstemp(scene->path));
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    assert_int_equal(vfs->xSetSystemCall(vfs, "fcntl", (sqlite3_syscall_ptr)count_locks),
                     SQLITE_OK);
    assert_int_equal(sqlite3_open(scene->path, &scene->stranger), SQLITE_OK);
    assert_int_equal(sqlite3_open(scene->path, &scene->reader), SQLITE_OK);
    run(scene->stranger, mode);
    run(scene->stranger, "create table t(x); insert into t values (1)");
    read_mark_init(&scene->mark, scene->path, use);
    grow_old(scene);
    (void)read_locks(scene, 1);
}

static void scene_close(Scene *scene) {
    read_mark_close(&scene->mark);
    sqlite3_close(scene->reader);
    sqlite3_close(scene->stranger);
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    vfs->xSetSystemCall(vfs, "fcntl", NULL);
    unlink(scene->path);
}

static void others_read_without_locks_of_their_own(void **state) {
    (void)state;
    Scene scene;
    scene_open(&scene, "pragma journal_mode=wal", FILE_READ_WRITE);
    assert_int_equal(read_locks(&scene, 1), 2);
    assert_true(read_mark_hold(&scene.mark));
    assert_int_equal(read_locks(&scene, 1), 0);
    assert_int_equal(read_locks(&scene, 1), 0);
    read_mark_drop(&scene.mark);
    read_mark_drop(&scene.mark);
    assert_int_equal(read_locks(&scene, 1), 2);
    scene_close(&scene);
}

static void what_was_committed_is_seen(void **state) {
    (void)state;
    Scene scene;
    scene_open(&scene, "pragma journal_mode=wal", FILE_READ_ONLY);
    assert_true(read_mark_hold(&scene.mark));
    run(scene.stranger, "insert into t values (2)");
    assert_true(read_locks(&scene, 2) > 0); /* at another mark than that which is held */
    assert_false(read_mark_hold(&scene.mark));
    assert_true(read_locks(&scene, 2) > 0);
    grow_old(&scene);
    assert_true(read_mark_hold(&scene.mark));
    assert_int_equal(read_locks(&scene, 2), 0);
    scene_close(&scene);
}

/* Whichever mark it is: of the first commits of a WAL, or 0. */
static void a_checkpoint_waits_until_it_is_given_up(void **state) {
    (void)state;
    Scene scene;
    scene_open(&scene, "pragma journal_mode=wal", FILE_READ_WRITE);
    for (int i = 2; i < 20; i++) {
        char sql[64];
        assert_true(read_mark_hold(&scene.mark));
        sqlite3_snprintf(sizeof sql, sql, "insert into t values (%d)", i);
        run(scene.stranger, sql);
        assert_int_equal(value(scene.stranger, "pragma wal_checkpoint(truncate)", 0), 1);
        assert_false(read_mark_hold(&scene.mark));
        assert_int_equal(value(scene.stranger, "pragma wal_checkpoint(truncate)", 0), 0);
        (void)read_locks(&scene, i);
    }
    scene_close(&scene);
}

/* When nobody has written for a while, all of the WAL can be brought in, and it can be emptied at
 * the second try. */
static void a_mark_that_was_taken_anew_is_in_nobodys_way(void **state) {
    (void)state;
    Scene scene;
    scene_open(&scene, "pragma journal_mode=wal", FILE_READ_WRITE);
    run(scene.stranger, "insert into t values (2)");
    grow_old(&scene);
    assert_true(read_mark_hold(&scene.mark));
    assert_int_equal(value(scene.stranger, "pragma wal_checkpoint(truncate)", 0), 1);
    assert_true(read_mark_hold(&scene.mark));
    assert_int_equal(value(scene.stranger, "pragma wal_checkpoint(truncate)", 0), 0);
    scene_close(&scene);
}

static void without_a_wal_nothing_is_held(void **state) {
    (void)state;
    Scene scene;
    scene_open(&scene, "pragma journal_mode=delete", FILE_READ_WRITE);
    assert_false(read_mark_hold(&scene.mark));
    run(scene.stranger, "begin exclusive");
    assert_false(read_mark_hold(&scene.mark));
    run(scene.stranger, "commit");
    sqlite3_close(scene.reader);
    read_mark_close(&scene.mark);
    run(scene.stranger, "pragma journal_mode=wal");
    assert_true(read_mark_hold(&scene.mark)); /* the WAL is empty */
    assert_int_equal(sqlite3_open(scene.path, &scene.reader), SQLITE_OK);
    (void)read_locks(&scene, 1);
    assert_int_equal(read_locks(&scene, 1), 0);
    scene_close(&scene);
}

static void what_nobody_changes_has_no_locks(void **state) {
    (void)state;
    Scene scene;
    scene_open(&scene, "pragma journal_mode=wal", FILE_IMMUTABLE);
    assert_false(read_mark_hold(&scene.mark));
    scene_close(&scene);
}

static void a_file_that_is_not_there_is_not_made(void **state) {
    (void)state;
    ReadMark mark;
    read_mark_init(&mark, "/tmp/soloql-mark-nobody/a.db", FILE_READ_WRITE);
    assert_false(read_mark_hold(&mark));
    assert_int_equal(access(mark.path, F_OK), -1);
    read_mark_close(&mark);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(others_read_without_locks_of_their_own),
        cmocka_unit_test(what_was_committed_is_seen),
        cmocka_unit_test(a_checkpoint_waits_until_it_is_given_up),
        cmocka_unit_test(a_mark_that_was_taken_anew_is_in_nobodys_way),
        cmocka_unit_test(without_a_wal_nothing_is_held),
        cmocka_unit_test(what_nobody_changes_has_no_locks),
        cmocka_unit_test(a_file_that_is_not_there_is_not_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
