/*
 * The disk is full, a file cannot be read, somebody holds the lock, memory runs out: at the first
 * call, at the second, and so on until an operation comes to its end without meeting the fault.
 *
 * However it goes, there is one answer: the right one, or one error, after which nothing was
 * written; then the same connection answers again, and the file is sound.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "sqlgen/soloql.h"
#include "tests/unit/engine/faults.h"

static const char world_sql[] =
    "create table authors(id integer primary key, name text not null unique);"
    "create table books(id integer primary key, title text not null, copies int not null default 1,"
    "  author_id int not null references authors(id));"
    "create index books_author_id on books(author_id);"
    "create table log(id integer primary key, line text);"
    "create table colors(name text primary key, note text);"
    "insert into colors values ('red', 'Warm.'), ('blue', null);"
    "create virtual table words using fts5(title, content='books', content_rowid='id');"
    "create trigger logged after insert on books begin"
    "  insert into log(line) values (new.title);"
    "  insert into words(rowid, title) values (new.id, new.title); end;"
    "create view titles as select books.title, authors.name, authors.id as author_id from books"
    "  join authors on authors.id = books.author_id;"
    "create view lengths as select title, length(title) as length from titles;"
    "insert into authors values (1, 'Ada'), (2, 'Bob');"
    "insert into books(title, author_id) values ('One', 1), ('Two', 1), ('Three', 2);";

static const char overlay_text[] =
    "extend type colors @enum_table\n"
    "extend type authors { shout: String @sql(expr: \"upper(name)\") }\n"
    "extend type query_root { first: authors @sql(query: \"select * from authors limit 1\") }\n"
    "extend type mutation_root {\n"
    "  forget: Int @sql(statement: \"delete from log where id < 0\")\n"
    "}\n";

typedef struct World {
    char path[64], overlay[64];
    soloql_options options;
    soloql *engine;
    soloql_connection *reader, *writer;
    char *schema; /* as SDL, when nothing went wrong */
    bool writes;  /* what is tried */
    unsigned serial;
} World;

typedef struct Rows {
    int authors, books, copies;
} Rows;

static void world_exec(const World *world, const char *sql) {
    sqlite3 *db;
    char *message = NULL;
    assert_int_equal(sqlite3_open(world->path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) {
        fail_msg("%s", message);
    }
    sqlite3_close(db);
}

static void world_make(World *world, const char *journal) {
    char sql[64];
    *world = (World){.path = "/tmp/soloql-faults-XXXXXX", .overlay = "/tmp/soloql-faults-XXXXXX"};
    close(mkstemp(world->path));
    int overlay = mkstemp(world->overlay);
    assert_int_equal(write(overlay, overlay_text, sizeof overlay_text - 1),
                     (int)sizeof overlay_text - 1);
    close(overlay);
    snprintf(sql, sizeof sql, "pragma journal_mode = %s", journal);
    world_exec(world, sql);
    world_exec(world, world_sql);
    soloql_options_init(&world->options);
    world->options.database = world->path;
    world->options.schema = world->overlay;
    world->options.busy_timeout_ms = 1;
}

static void world_connect(World *world) {
    char *message = NULL;
    if (soloql_connect(world->engine, &world->reader, &message) != 0 ||
        soloql_connect_writer(world->engine, &world->writer, &message) != 0) {
        fail_msg("%s", message);
    }
}

static void world_disconnect(World *world) {
    soloql_disconnect(world->reader);
    soloql_disconnect(world->writer);
    world->reader = world->writer = NULL;
}

static void world_open(World *world) {
    char *message = NULL;
    if (soloql_open(&world->options, &world->engine, &message) != 0) {
        fail_msg("%s", message);
    }
    world->schema = soloql_schema(world->engine, NULL, SOLOQL_SDL);
}

static void world_end(World *world) {
    static const char *const files[] = {"", "-journal", "-wal", "-shm"};
    soloql_free(world->schema);
    soloql_close(world->engine);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[80];
        snprintf(path, sizeof path, "%s%s", world->path, files[i]);
        unlink(path);
    }
    unlink(world->overlay);
}

/* What the file holds, read by somebody else; it must be sound. */
static Rows world_rows(const World *world) {
    static const char sql[] = "select (select count(*) from authors), (select count(*) from books),"
                              " (select sum(copies) from books),"
                              " (select group_concat(quick_check) from pragma_quick_check),"
                              " (select count(*) from pragma_foreign_key_check),"
                              " (select count(*) from log) = (select count(*) from books)";
    sqlite3 *db;
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_open(world->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    Rows rows = {sqlite3_column_int(statement, 0), sqlite3_column_int(statement, 1),
                 sqlite3_column_int(statement, 2)};
    assert_string_equal((const char *)sqlite3_column_text(statement, 3), "ok");
    assert_int_equal(sqlite3_column_int(statement, 4), 0);
    assert_int_equal(sqlite3_column_int(statement, 5), 1);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return rows;
}

/* ---- Answers ---- */

static size_t occurrences(const char *text, size_t length, const char *part) {
    size_t count = 0, step = strlen(part);
    const char *end = text + length;
    for (const char *at = text; (at = memmem(at, (size_t)(end - at), part, step)) != NULL;) {
        count++;
        at += step;
    }
    return count;
}

/* True if it was answered; an error stands alone. */
static bool ask(soloql_connection *connection, const char *query, const char *variables,
                soloql_response *response) {
    soloql_request request = {.query = query,
                              .query_length = strlen(query),
                              .variables = variables,
                              .variables_length = variables == NULL ? 0 : strlen(variables)};
    soloql_execute(connection, &request, response);
    size_t errors = occurrences(response->body, response->body_length, "\"message\":");
    if (errors != (response->outcome == SOLOQL_OK ? 0 : 1)) {
        fail_msg("outcome %d: %.*s", (int)response->outcome, (int)response->body_length,
                 response->body);
    }
    return response->outcome == SOLOQL_OK;
}

static const char read_query[] =
    "{ authors(order_by: {name: asc}, where: {id: {_lte: 2}}) { name shout books(limit: 2) { title "
    "}"
    " books_aggregate { aggregate { count sum { copies } } } } lengths(limit: 1) { title }"
    " books(where: {_search: \"two\"}) { title } first { name } }";

static const char read_answer[] =
    "{\"data\":{\"authors\":[{\"name\":\"Ada\",\"shout\":\"ADA\",\"books\":[{\"title\":\"One\"},"
    "{\"title\":\"Two\"}],\"books_aggregate\":{\"aggregate\":{\"count\":2,\"sum\":{\"copies\":2}}}}"
    ","
    "{\"name\":\"Bob\",\"shout\":\"BOB\",\"books\":[{\"title\":\"Three\"}],\"books_aggregate\":"
    "{\"aggregate\":{\"count\":1,\"sum\":{\"copies\":1}}}}],\"lengths\":[{\"title\":\"One\"}],"
    "\"books\":[{\"title\":\"Two\"}],\"first\":{\"name\":\"Ada\"}}}";

static const char write_query[] =
    "mutation($name: String!) {"
    " insert_authors_one(object: {name: $name, books: {data: [{title: \"a\"}, {title: \"b\"}]}})"
    " { name books { title } }"
    " update_books(where: {id: {_gt: 3}}, _inc: {copies: 1}) { affected_rows returning { id } }"
    " forget }";

static bool ask_write(World *world) {
    char variables[64];
    soloql_response response;
    snprintf(variables, sizeof variables, "{\"name\": \"author %u\"}", world->serial++);
    return ask(world->writer, write_query, variables, &response);
}

/* ---- Operations: each is run with a fault to come, and judged when that is over ---- */

/* How many mutations are done. */
typedef int Operation(World *world);

static int operation_read(World *world) {
    soloql_response response;
    if (ask(world->reader, read_query, NULL, &response)) {
        if (response.body_length != strlen(read_answer) ||
            memcmp(response.body, read_answer, response.body_length) != 0) {
            fail_msg("%.*s", (int)response.body_length, response.body);
        }
    }
    return 0;
}

static int operation_write(World *world) {
    return ask_write(world);
}

static int operation_batch(World *world) {
    char *message = NULL;
    if (soloql_batch_begin(world->writer, &message) != 0) {
        soloql_free(message);
        return 0;
    }
    int done = 0;
    for (int i = 0; i < 3; i++) {
        done += ask_write(world);
    }
    if (soloql_batch_commit(world->writer, &message) != 0) {
        soloql_free(message);
        return 0;
    }
    return done;
}

static int operation_open(World *world) {
    soloql *engine;
    char *message = NULL;
    if (soloql_open(&world->options, &engine, &message) != 0) {
        assert_non_null(message);
        soloql_free(message);
        return 0;
    }
    char *schema = soloql_schema(engine, NULL, SOLOQL_SDL);
    if (strcmp(schema, world->schema) != 0) {
        fail_msg("the schema is another one: %s", schema);
    }
    soloql_free(schema);
    soloql_close(engine);
    return 0;
}

static int operation_connect(World *world) {
    soloql_connection *connections[2];
    char *messages[2] = {NULL, NULL};
    int failed[] = {soloql_connect(world->engine, &connections[0], &messages[0]),
                    soloql_connect_writer(world->engine, &connections[1], &messages[1])};
    for (size_t i = 0; i < 2; i++) {
        assert_true(failed[i] == 0 ? connections[i] != NULL : messages[i] != NULL);
        soloql_free(messages[i]);
        soloql_disconnect(connections[i]);
    }
    return 0;
}

/* ---- All faults, one after the other ---- */

static void check_after(World *world, Rows before, int done) {
    soloql_response response;
    Rows after = world_rows(world);
    assert_int_equal(after.authors, before.authors + done);
    assert_int_equal(after.books, before.books + 2 * done);
    assert_true(ask(world->reader, read_query, NULL, &response)); /* no longer in the way */
    if (world->writes) {
        assert_true(ask_write(world));
        assert_int_equal(world_rows(world).authors, after.authors + 1);
    }
}

/* True if the operation met the fault. */
static bool round_run(World *world, Operation *operation, FaultKind kind, unsigned nth,
                      bool lasting) {
    world_connect(world);
    Rows before = world_rows(world);
    faults_arm(kind, nth, lasting);
    int done = operation(world);
    bool met = faults_disarm();
    check_after(world, before, done);
    world_disconnect(world);
    return met;
}

/* All calls where they are few, and of the thousands that ask for memory ever fewer; unless
 * FAULTS=all. */
static unsigned next_call(unsigned nth) {
    const char *all = getenv("FAULTS");
    return all != NULL && strcmp(all, "all") == 0 ? nth + 1 : nth + 1 + nth / 64;
}

static void faults_try(Operation *operation, bool writes, const char *journal, FaultKind kind) {
    /* In WAL mode SQLite itself tries for ten seconds to get a lock that is never held for long. */
    int most = kind == FAULT_BUSY && strcmp(journal, "wal") == 0 ? 0 : 1;
    for (int lasting = 0; lasting <= most; lasting++) {
        World world;
        world_make(&world, journal);
        world_open(&world);
        world.writes = writes;
        unsigned nth = 1;
        while (round_run(&world, operation, kind, nth, lasting != 0)) {
            nth = next_call(nth);
        }
        world_end(&world);
    }
}

static void faults_try_all(Operation *operation, bool writes) {
    faults_try(operation, writes, "delete", FAULT_FULL);
    faults_try(operation, writes, "wal", FAULT_FULL);
    faults_try(operation, writes, "delete", FAULT_IO);
    faults_try(operation, writes, "wal", FAULT_IO);
    faults_try(operation, writes, "delete", FAULT_BUSY);
    faults_try(operation, writes, "wal", FAULT_BUSY);
    faults_try(operation, writes, "wal", FAULT_NOMEM);
}

static void test_read(void **state) {
    (void)state;
    faults_try_all(operation_read, false);
}

static void test_write(void **state) {
    (void)state;
    faults_try_all(operation_write, true);
}

static void test_batch(void **state) {
    (void)state;
    faults_try_all(operation_batch, true);
}

static void test_open(void **state) {
    (void)state;
    faults_try_all(operation_open, false);
}

static void test_connect(void **state) {
    (void)state;
    faults_try_all(operation_connect, false);
}

int main(void) {
    if (faults_install() != SQLITE_OK) {
        return 1;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read), cmocka_unit_test(test_write),   cmocka_unit_test(test_batch),
        cmocka_unit_test(test_open), cmocka_unit_test(test_connect),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
