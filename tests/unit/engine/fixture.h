/* A database in a temporary file, and the engine on it: for every test that needs the whole. */
#ifndef SOLOQL_TESTS_ENGINE_FIXTURE_H
#define SOLOQL_TESTS_ENGINE_FIXTURE_H

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
    soloql_options options;
    soloql *engine;
    soloql_connection *connection;
    soloql_response response;
} Fixture;

/* The file alone, made by the SQL; the options are defaults and may be changed before opening. */
static inline void fixture_make(Fixture *f, const char *sql) {
    *f = (Fixture){.path = "/tmp/soloql-test-XXXXXX"};
    int file = mkstemp(f->path);
    assert_true(file >= 0);
    close(file);
    sqlite3 *db;
    char *message = NULL;
    assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) {
        fail_msg("%s", message);
    }
    sqlite3_close(db);
    soloql_options_init(&f->options);
    f->options.result_cache_bytes = 0; /* what is asked is run, however slow the machine is */
    f->options.database = f->path;
}

static inline void fixture_open(Fixture *f) {
    char *message = NULL;
    if (soloql_open(&f->options, &f->engine, &message) != 0 ||
        soloql_connect(f->engine, &f->connection, &message) != 0) {
        fail_msg("%s", message);
    }
}

/* One more connection, for a thread of its own, which may not assert; NULL if there is none. */
static inline soloql_connection *fixture_connect(const Fixture *f) {
    soloql_connection *connection;
    char *message = NULL;
    (void)soloql_connect(f->engine, &connection, &message);
    soloql_free(message);
    return connection;
}

/* The two of them. */
static inline void fixture_start(Fixture *f, const char *sql) {
    fixture_make(f, sql);
    fixture_open(f);
}

static inline void fixture_close(Fixture *f) {
    soloql_disconnect(f->connection);
    soloql_close(f->engine);
    unlink(f->path);
}

/* Runs a query; variables may be NULL. */
static inline void fixture_ask(Fixture *f, const char *query, const char *variables) {
    soloql_request request = {.query = query,
                              .query_length = strlen(query),
                              .variables = variables,
                              .variables_length = variables == NULL ? 0 : strlen(variables)};
    soloql_execute(f->connection, &request, &f->response);
}

static inline void fixture_compare(const Fixture *f, const char *expected, const char *file,
                                   int line) {
    Str body = {f->response.body, f->response.body_length};
    if (!str_equal(body, str_from(expected))) {
        print_error("answered %.*s\nexpected %s\n", STR_ARG(body), expected);
        _fail(file, line);
    }
}

/* The answer to the last query is this. */
#define assert_answer(f, expected) fixture_compare((f), (expected), __FILE__, __LINE__)

/* A query and its answer. */
#define assert_answers(f, query, variables, expected)                                              \
    (fixture_ask((f), (query), (variables)), assert_answer((f), (expected)))

/* The program that the last query ran, if its plan holds for others too; NULL if it has not come so
 * far. */
static inline const CachedProgram *fixture_program(const Fixture *f) {
    const CachedOperation *newest = f->engine->snapshot->operations.newest;
    return newest == NULL ? NULL : newest->programs;
}

static inline bool fixture_text_has(Str text, const char *part) {
    return memmem(text.data, text.length, part, strlen(part)) != NULL;
}

/* The text contains the part; shows both if it does not. */
#define assert_has(text, part)                                                                     \
    do {                                                                                           \
        if (!fixture_text_has((text), (part))) {                                                   \
            fail_msg("no \"%s\" in:\n%.*s", (part), STR_ARG(text));                                \
        }                                                                                          \
    } while (0)

#endif
