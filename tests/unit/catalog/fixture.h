/* A database in memory and its catalog, for the tests of this folder. */
#ifndef SOLOQL_TESTS_CATALOG_FIXTURE_H
#define SOLOQL_TESTS_CATALOG_FIXTURE_H

#include "sqlgen/catalog/catalog.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct Fixture {
    sqlite3 *db;
    Arena arena;
    Catalog catalog;
    Str message;
} Fixture;

/* Opens an empty database as the engine would: a name in double quotes is never a string. */
static inline void fixture_open(Fixture *f) {
    memset(f, 0, sizeof *f);
    assert_int_equal(sqlite3_open(":memory:", &f->db), SQLITE_OK);
    sqlite3_db_config(f->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    arena_init(&f->arena, 0);
}

static inline void fixture_run(Fixture *f, const char *sql) {
    char *message = NULL;
    if (sqlite3_exec(f->db, sql, NULL, NULL, &message) != SQLITE_OK) {
        fail_msg("%s", message);
    }
}

static inline void fixture_read(Fixture *f) {
    if (!catalog_read(&f->arena, f->db, &f->catalog, &f->message)) {
        fail_msg("%.*s", STR_ARG(f->message));
    }
}

/* The three of them: a database with this schema, read. */
static inline void fixture_make(Fixture *f, const char *sql) {
    fixture_open(f);
    fixture_run(f, sql);
    fixture_read(f);
}

static inline void fixture_close(Fixture *f) {
    arena_free(&f->arena);
    assert_int_equal(sqlite3_close(f->db), SQLITE_OK); /* no statement was left open */
}

static inline const Table *fixture_table(const Fixture *f, const char *name) {
    const Table *table = catalog_table(&f->catalog, str_from(name));
    if (table == NULL) {
        fail_msg("there is no table %s", name);
    }
    return table;
}

static inline const Column *fixture_column(const Fixture *f, const char *table, const char *name) {
    const Column *column = table_column(fixture_table(f, table), str_from(name));
    if (column == NULL) {
        fail_msg("there is no column %s.%s", table, name);
    }
    return column;
}

static inline bool fixture_has(const Fixture *f, const char *name) {
    return catalog_table(&f->catalog, str_from(name)) != NULL;
}

/* Compares a Str with what is expected, and shows both if they differ. */
#define assert_str(actual, expected) fixture_compare((actual), (expected), __FILE__, __LINE__)

static inline void fixture_compare(Str actual, const char *expected, const char *file, int line) {
    char shown[5000];
    snprintf(shown, sizeof shown, "%.*s", STR_ARG(actual));
    _assert_string_equal(shown, expected, file, line);
}

#endif
