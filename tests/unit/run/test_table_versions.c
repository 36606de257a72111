/* Table versions: each way in which commits, ends and reads can follow one another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "sqlgen/run/table_versions.h"

typedef struct Scene {
    char path[64];
    TableVersions versions;
    sqlite3 *first, *second; /* writers of ours */
    TableWriter first_writer, second_writer;
    sqlite3 *stranger; /* another process, as far as SQLite can tell */
    TableSet a, b, all;
} Scene;

static sqlite3 *database_open(const char *path) {
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    return db;
}

static void run(sqlite3 *db, const char *sql) {
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
}

static void scene_open(Scene *scene, const char *mode) {
    *scene = (Scene){.path = "/tmp/soloql-versions-XXXXXX"};
    close(mkstemp(scene->path));
    scene->stranger = database_open(scene->path);
    run(scene->stranger, mode);
    run(scene->stranger, "create table a(x); create table b(x)");
    scene->first = database_open(scene->path);
    scene->second = database_open(scene->path);
    table_set_add(&scene->a, table_id(STR("a")));
    table_set_add(&scene->b, table_id(STR("b")));
    table_set_add_all(&scene->all);
    table_versions_init(&scene->versions, scene->path, false);
}

static int scene_wal(void **state) {
    Scene *scene = malloc(sizeof *scene);
    scene_open(scene, "pragma journal_mode=wal");
    *state = scene;
    return 0;
}

static int scene_delete(void **state) {
    Scene *scene = malloc(sizeof *scene);
    scene_open(scene, "pragma journal_mode=delete");
    *state = scene;
    return 0;
}

static int scene_close(void **state) {
    Scene *scene = *state;
    table_versions_forget(&scene->versions, &scene->first_writer);
    table_versions_forget(&scene->versions, &scene->second_writer);
    table_versions_close(&scene->versions);
    sqlite3_close(scene->first);
    sqlite3_close(scene->second);
    sqlite3_close(scene->stranger);
    unlink(scene->path);
    free(scene);
    return 0;
}

/* The versions of a, b and all. */
typedef struct Seen {
    uint64_t a, b, all;
} Seen;

static Seen see(Scene *scene) {
    Seen seen;
    assert_true(table_versions_read(&scene->versions, &scene->a, &seen.a));
    assert_true(table_versions_read(&scene->versions, &scene->b, &seen.b));
    assert_true(table_versions_read(&scene->versions, &scene->all, &seen.all));
    return seen;
}

static void begin(Scene *scene, const char *sql) {
    run(scene->first, "begin immediate");
    table_versions_begin(&scene->versions, &scene->first_writer, scene->first);
    run(scene->first, sql);
}

static void end(Scene *scene, const TableSet *written) {
    table_versions_end(&scene->versions, &scene->first_writer, written, true);
}

static void only_what_was_written_grows(void **state) {
    Scene *scene = *state;
    Seen before = see(scene), after;
    for (int i = 0; i < 3; i++) {
        begin(scene, "insert into a values (1)");
        run(scene->first, "commit");
        end(scene, &scene->a);
        after = see(scene);
        assert_true(after.a > before.a && after.all > before.all);
        assert_int_equal(after.b, before.b);
        before = after;
    }
    begin(scene, "insert into b values (1)");
    run(scene->first, "commit");
    end(scene, &scene->b);
    after = see(scene);
    assert_true(after.b > before.b && after.a == before.a);
    begin(scene, "insert into b values (1)");
    run(scene->first, "commit");
    end(scene, &scene->all);
    before = after;
    after = see(scene);
    assert_true(after.a > before.a && after.b > before.b && after.all > before.all);
}

static void nothing_grows_without_a_commit(void **state) {
    Scene *scene = *state;
    Seen before = see(scene);
    begin(scene, "insert into a values (1)");
    run(scene->first, "rollback");
    table_versions_end(&scene->versions, &scene->first_writer, &scene->a, false);
    begin(scene, "delete from a where 0");
    run(scene->first, "commit");
    end(scene, &scene->a);
    Seen after = see(scene);
    assert_memory_equal(&before, &after, sizeof before);
}

static void what_others_write_may_be_anything(void **state) {
    Scene *scene = *state;
    Seen before = see(scene);
    run(scene->stranger, "insert into a values (1)");
    Seen after = see(scene);
    assert_true(after.a > before.a && after.b > before.b && after.all > before.all);
    Seen again = see(scene);
    assert_memory_equal(&again, &after, sizeof after);
}

/* While the writer has not committed nobody sees anything new: the old version is the right one. */
static void reads_go_on_in_a_transaction(void **state) {
    Scene *scene = *state;
    Seen before = see(scene);
    begin(scene, "insert into a values (1)");
    Seen during = see(scene);
    assert_memory_equal(&during, &before, sizeof before);
    run(scene->first, "commit");
    end(scene, &scene->a);
    assert_true(see(scene).a > before.a);
}

/* The race: rows that others see, and a count that does not have them yet. */
static void no_version_between_commit_and_end(void **state) {
    Scene *scene = *state;
    uint64_t version;
    Seen before = see(scene);
    begin(scene, "insert into a values (1)");
    run(scene->first, "commit");
    assert_false(table_versions_read(&scene->versions, &scene->a, &version));
    assert_false(table_versions_read(&scene->versions, &scene->b, &version));
    end(scene, &scene->a);
    Seen after = see(scene);
    assert_true(after.a > before.a && after.b == before.b);
}

static void a_stranger_before_the_transaction(void **state) {
    Scene *scene = *state;
    Seen before = see(scene);
    run(scene->stranger, "insert into b values (1)");
    begin(scene, "insert into a values (1)");
    run(scene->first, "commit");
    end(scene, &scene->a);
    Seen after = see(scene);
    assert_true(after.a > before.a && after.b > before.b);
}

static void a_stranger_between_commit_and_end(void **state) {
    Scene *scene = *state;
    uint64_t version;
    Seen before = see(scene);
    begin(scene, "insert into a values (1)");
    run(scene->first, "commit");
    run(scene->stranger, "insert into b values (1)");
    assert_false(table_versions_read(&scene->versions, &scene->b, &version));
    end(scene, &scene->a);
    Seen after = see(scene);
    assert_true(after.a > before.a && after.b > before.b);
}

static void a_stranger_after_the_end(void **state) {
    Scene *scene = *state;
    begin(scene, "insert into a values (1)");
    run(scene->first, "commit");
    end(scene, &scene->a);
    run(scene->stranger, "insert into b values (1)");
    Seen before = see(scene);
    begin(scene, "insert into a values (1)");
    run(scene->first, "commit");
    end(scene, &scene->a);
    Seen after = see(scene);
    assert_true(after.a > before.a && after.b == before.b);
}

static void a_commit_that_failed_counts_if_it_was_seen(void **state) {
    Scene *scene = *state;
    Seen before = see(scene);
    begin(scene, "insert into a values (1)");
    run(scene->first, "commit"); /* and yet the caller was told that it failed */
    table_versions_end(&scene->versions, &scene->first_writer, &scene->a, false);
    Seen after = see(scene);
    assert_true(after.a > before.a && after.b > before.b);
}

/* The second writer begins after the first one's commit and before its end. */
static void writers_overtake(void **state) {
    Scene *scene = *state;
    uint64_t version;
    Seen before = see(scene);
    begin(scene, "insert into a values (1)");
    run(scene->first, "commit");
    run(scene->second, "begin immediate");
    table_versions_begin(&scene->versions, &scene->second_writer, scene->second);
    Seen between = see(scene); /* the first one's commit is in it, as anybody's */
    assert_true(between.a > before.a && between.b > before.b);
    end(scene, &scene->a);
    Seen same = see(scene);
    assert_memory_equal(&same, &between, sizeof same);
    run(scene->second, "insert into b values (1); commit");
    assert_false(table_versions_read(&scene->versions, &scene->a, &version));
    table_versions_end(&scene->versions, &scene->second_writer, &scene->b, true);
    Seen after = see(scene);
    assert_true(after.b > between.b && after.a == between.a);
}

/* The first one ends only after the second one has committed as well. */
static void writers_overtake_and_end_first(void **state) {
    Scene *scene = *state;
    uint64_t version;
    Seen before = see(scene);
    begin(scene, "insert into a values (1)");
    run(scene->first, "commit");
    run(scene->second, "begin immediate");
    table_versions_begin(&scene->versions, &scene->second_writer, scene->second);
    run(scene->second, "insert into b values (1); commit");
    end(scene, &scene->a);
    assert_false(table_versions_read(&scene->versions, &scene->b, &version));
    table_versions_end(&scene->versions, &scene->second_writer, &scene->b, true);
    Seen after = see(scene);
    assert_true(after.a > before.a && after.b > before.b);
}

static void writers_take_turns(void **state) {
    Scene *scene = *state;
    Seen before = see(scene);
    begin(scene, "insert into a values (1)");
    run(scene->first, "commit");
    end(scene, &scene->a);
    run(scene->second, "begin immediate");
    table_versions_begin(&scene->versions, &scene->second_writer, scene->second);
    run(scene->second, "insert into a values (1); commit");
    table_versions_end(&scene->versions, &scene->second_writer, &scene->a, true);
    Seen after = see(scene);
    assert_true(after.a > before.a && after.b == before.b);
}

/* What a writer did whose end nobody told of counts as anybody's. */
static void a_writer_that_is_forgotten(void **state) {
    Scene *scene = *state;
    Seen before = see(scene);
    begin(scene, "insert into a values (1)");
    run(scene->first, "commit");
    table_versions_forget(&scene->versions, &scene->first_writer);
    Seen after = see(scene);
    assert_true(after.a > before.a && after.b > before.b);
}

static void a_writer_that_begins_anew(void **state) {
    Scene *scene = *state;
    Seen before = see(scene);
    begin(scene, "insert into a values (1)");
    run(scene->first, "rollback");
    run(scene->stranger, "insert into b values (1)");
    begin(scene, "insert into a values (1)");
    run(scene->first, "commit");
    end(scene, &scene->a);
    Seen after = see(scene);
    assert_true(after.a > before.a && after.b > before.b);
}

static void writers_do_nothing_until_somebody_asks(void **state) {
    Scene *scene = *state;
    begin(scene, "insert into a values (1)");
    assert_null(scene->first_writer.statement);
    assert_null(scene->versions.db);
    Seen before = see(scene); /* within the transaction that nobody claims */
    run(scene->first, "commit");
    Seen after = see(scene);
    end(scene, &scene->a);
    assert_true(after.a > before.a && after.b > before.b);
}

/* Tables that have no count of their own share one: never too small, perhaps too large. */
static void more_tables_than_places(void **state) {
    Scene *scene = *state;
    enum { TABLES = TABLE_VERSIONS_SIZE + 200 };
    static uint64_t before[TABLES];
    TableSet sets[TABLES];
    for (size_t i = 0; i < TABLES; i++) {
        char name[20];
        snprintf(name, sizeof name, "t%zu", i);
        sets[i] = (TableSet){0};
        table_set_add(&sets[i], table_id(str_from(name)));
        assert_true(table_versions_read(&scene->versions, &sets[i], &before[i]));
    }
    for (size_t written = 0; written < TABLES; written += TABLES / 7) {
        begin(scene, "insert into a values (1)");
        run(scene->first, "commit");
        end(scene, &sets[written]);
        size_t grown = 0;
        for (size_t i = 0; i < TABLES; i++) {
            uint64_t version;
            assert_true(table_versions_read(&scene->versions, &sets[i], &version));
            assert_true(i != written || version > before[i]);
            grown += version > before[i];
            before[i] = version;
        }
        assert_int_equal(grown, written < TABLE_VERSIONS_SIZE ? 1 : 200);
    }
}

#define IN_BOTH_MODES(test)                                                                        \
    cmocka_unit_test_setup_teardown(test, scene_wal, scene_close),                                 \
        cmocka_unit_test_setup_teardown(test, scene_delete, scene_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_BOTH_MODES(only_what_was_written_grows),
        IN_BOTH_MODES(nothing_grows_without_a_commit),
        IN_BOTH_MODES(what_others_write_may_be_anything),
        IN_BOTH_MODES(reads_go_on_in_a_transaction),
        IN_BOTH_MODES(no_version_between_commit_and_end),
        IN_BOTH_MODES(a_stranger_before_the_transaction),
        IN_BOTH_MODES(a_stranger_between_commit_and_end),
        IN_BOTH_MODES(a_stranger_after_the_end),
        IN_BOTH_MODES(a_commit_that_failed_counts_if_it_was_seen),
        IN_BOTH_MODES(writers_overtake),
        IN_BOTH_MODES(writers_overtake_and_end_first),
        IN_BOTH_MODES(writers_take_turns),
        IN_BOTH_MODES(a_writer_that_is_forgotten),
        IN_BOTH_MODES(a_writer_that_begins_anew),
        IN_BOTH_MODES(writers_do_nothing_until_somebody_asks),
        cmocka_unit_test_setup_teardown(more_tables_than_places, scene_wal, scene_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
