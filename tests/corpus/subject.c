/* The database under test; see subject.h. */
#include "tests/corpus/subject.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/corpus/golden.h"

static bool database_execute(sqlite3 *db, Arena *arena, const char *directory, const char *name) {
    const char *path = str_format(arena, "%s/%s", directory, name).data;
    Str sql = file_read(arena, path);
    if (sql.data == NULL) {
        printf("%s: cannot be read\n", path);
        return false;
    }
    if (sqlite3_exec(db, str_copy(arena, sql).data, NULL, NULL, NULL) != SQLITE_OK) {
        printf("%s: %s\n", path, sqlite3_errmsg(db));
        return false;
    }
    return true;
}

static bool database_make(const char *path, const char *directory) {
    Arena arena;
    sqlite3 *db;
    arena_init(&arena, 0);
    bool made = sqlite3_open(path, &db) == SQLITE_OK &&
                sqlite3_exec(db, "begin", NULL, NULL, NULL) == SQLITE_OK &&
                database_execute(db, &arena, directory, "schema.sql") &&
                database_execute(db, &arena, directory, "seed.sql") &&
                sqlite3_exec(db, "commit", NULL, NULL, NULL) == SQLITE_OK;
    sqlite3_close(db);
    arena_free(&arena);
    return made;
}

bool subject_open(Subject *subject, const char *directory) {
    *subject = (Subject){.path = "/tmp/soloql-corpus-XXXXXX"};
    int file = mkstemp(subject->path);
    if (file < 0) {
        perror(subject->path);
        return false;
    }
    close(file);
    if (!database_make(subject->path, directory)) {
        return false;
    }
    char *message = NULL;
    soloql_options options;
    soloql_options_init(&options);
    options.database = subject->path;
    options.cursor_secret = "golden"; /* the path differs each time */
    char overlay[512];
    snprintf(overlay, sizeof overlay, "%s/overlay.graphql", directory);
    options.schema = access(overlay, R_OK) == 0 ? overlay : NULL;
    bool opened = soloql_open(&options, &subject->engine, &message) == 0 &&
                  soloql_connect(subject->engine, &subject->connection, &message) == 0 &&
                  soloql_connect(subject->engine, &subject->idle, &message) == 0 &&
                  soloql_connect_writer(subject->engine, &subject->writer, &message) == 0;
    if (!opened) {
        printf("%s: %s\n", directory, message);
    }
    soloql_free(message);
    return opened;
}

void subject_close(Subject *subject) {
    soloql_disconnect(subject->connection);
    soloql_disconnect(subject->writer);
    soloql_disconnect(subject->idle);
    soloql_close(subject->engine);
    unlink(subject->path);
}

/* Of each statement that starts. Those that a virtual table or a function runs for itself while
 * another one runs are told by a comment in front. */
static int subject_note(unsigned event, void *context, void *statement, void *text) {
    (void)event;
    Subject *subject = context;
    if (!str_starts_with(str_from(text), STR("--"))) {
        subject->statements++;
        subject->strangers += !str_equal(str_from(sqlite3_sql(statement)), subject->expected);
    }
    return 0;
}

void subject_watch(Subject *subject, Str expected) {
    subject->expected = expected;
    subject->statements = subject->strangers = 0;
    sqlite3_trace_v2(subject->connection->run.db, SQLITE_TRACE_STMT, subject_note, subject);
}

void subject_unwatch(Subject *subject) {
    sqlite3_trace_v2(subject->connection->run.db, 0, NULL, NULL);
}

bool subject_mutate(Subject *subject, const soloql_request *request, soloql_response *response) {
    sqlite3 *db = subject->writer->run.db;
    char *message = NULL;
    bool good = soloql_batch_begin(subject->writer, &message) == 0;
    if (good) {
        soloql_execute(subject->writer, request, response);
        good = sqlite3_exec(db, "rollback", NULL, NULL, NULL) == SQLITE_OK;
        subject->writer->run.in_batch = false;
    }
    if (!good) {
        printf("a mutation could not be undone: %s\n",
               message == NULL ? sqlite3_errmsg(db) : message);
    }
    soloql_free(message);
    return good;
}

static bool subject_refuses(const Subject *subject, const char *sql) {
    sqlite3_stmt *statement = NULL;
    int rc = sqlite3_prepare_v2(subject->connection->run.db, sql, -1, &statement, NULL);
    sqlite3_finalize(statement);
    if (rc != SQLITE_AUTH) {
        printf("the connection admits: %s (SQLite says %d)\n", sql, rc);
    }
    return rc == SQLITE_AUTH;
}

bool subject_is_guarded(const Subject *subject) {
    static const char *const refused[] = {"create table intruder(x)",
                                          "create temp table intruder(x)",
                                          "attach ':memory:' as intruder",
                                          "pragma query_only = 0",
                                          "begin immediate",
                                          "savepoint intruder"};
    bool guarded = true;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        guarded = subject_refuses(subject, refused[i]) && guarded;
    }
    const Catalog *catalog = &subject->engine->snapshot->catalog;
    for (size_t i = 0; i < catalog->table_count; i++) {
        if (catalog->tables[i]->kind == TABLE_ORDINARY) {
            char *sql = sqlite3_mprintf("delete from \"%w\"", catalog->tables[i]->name.data);
            guarded = subject_refuses(subject, sql) && guarded;
            sqlite3_free(sql);
        }
    }
    return guarded;
}
