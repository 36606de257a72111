/*
 * Any bytes as a document and, behind a NUL, its variables: parsed, validated, planned, compiled
 * and run against a small database, through the public API. Whatever comes, the answer is JSON that
 * has data or errors; and asked again, out of the cache, it is the same.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sqlgen/base/json_reader.h"
#include "sqlgen/base/sqlite.h"
#include "sqlgen/soloql.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

enum { ANSWER_DEPTH = 1000 };

/* Every type, a relation of each kind, a view, and values that contradict their columns. */
static const char schema[] =
    "CREATE TABLE author(id INTEGER PRIMARY KEY, name TEXT NOT NULL, born DATE, rating REAL);"
    "CREATE TABLE book(id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES author(id),"
    "  part_of INTEGER REFERENCES book(id), title TEXT, sold BIGINT, price NUMERIC, digital "
    "BOOLEAN,"
    "  meta JSON, cover BLOB, at TIMESTAMP);"
    "CREATE TABLE tag(name TEXT PRIMARY KEY) WITHOUT ROWID;"
    "CREATE TABLE book_tag(book_id INTEGER REFERENCES book(id), tag TEXT REFERENCES tag(name),"
    "  PRIMARY KEY (book_id, tag));"
    "CREATE TABLE \"odd name\"(\"a\"\"b\" TEXT, \"select\" INTEGER, anything);"
    "CREATE VIEW bestseller AS SELECT id, title, sold FROM book WHERE sold > 5;"
    "INSERT INTO author VALUES (1, 'Ann', '1970-01-01', 4.5), (2, 'B\u00f6rn', NULL, 9e999);"
    "INSERT INTO book VALUES (1, 1, NULL, 'One', 9007199254740993, 9.99, 1, '{\"a\":[1,{}]}',"
    "  x'00ff', '2024-01-01T00:00:00Z'), (2, 2, 1, NULL, 3, 'free', 7, 'no json', 'text', 12),"
    "  (3, NULL, 1, x'ff', -1, 0, 0, 'null', NULL, NULL);"
    "INSERT INTO tag VALUES ('new'), ('old');"
    "INSERT INTO book_tag VALUES (1, 'new'), (1, 'old'), (2, 'old');"
    "INSERT INTO \"odd name\" VALUES ('x', 1, 1.5), (NULL, NULL, x'01');";

static soloql_connection *connection;

/* Creates the database; its file is gone as soon as the process is. */
int LLVMFuzzerInitialize(int *argc, char ***argv) {
    char path[] = "/tmp/soloql-fuzz-XXXXXX", *message;
    sqlite3 *database;
    soloql *engine;
    soloql_options options;
    (void)argc;
    (void)argv;
    int file = mkstemp(path);
    assert(file >= 0 && close(file) == 0);
    assert(sqlite3_open(path, &database) == SQLITE_OK);
    assert(sqlite3_exec(database, schema, NULL, NULL, NULL) == SQLITE_OK);
    assert(sqlite3_close(database) == SQLITE_OK);
    soloql_options_init(&options);
    options.database = path;
    options.read_only = 1;
    options.max_response_bytes = 1 << 20;
    options.cache_bytes = 1 << 20;
    options.timeout_ms = 5000;
    assert(soloql_open(&options, &engine, &message) == 0);
    assert(soloql_connect(engine, &connection, &message) == 0);
    return unlink(path);
}

static bool is_timeout(const soloql_response *response) {
    return response->error_code != NULL && strcmp(response->error_code, "timeout") == 0;
}

/* Runs the request; the answer is to be freed, and NULL if it took too long. */
static char *answer(const soloql_request *request) {
    soloql_response response;
    Arena arena;
    Json body;
    soloql_execute(connection, request, &response);
    Str text = {response.body, response.body_length};
    arena_init(&arena, 0);
    assert(json_read(&arena, text, ANSWER_DEPTH, &body, NULL));
    const Json *data = json_member(&body, STR("data")), *errors = json_member(&body, STR("errors"));
    assert((data != NULL) ==
           (response.outcome == SOLOQL_OK || response.outcome == SOLOQL_EXECUTION_ERROR));
    assert((errors != NULL) == (response.error_code != NULL));
    assert(data != NULL || errors->count != 0);
    arena_free(&arena);
    return is_timeout(&response) ? NULL : strndup(response.body, response.body_length);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const char *document = (const char *)data;
    size_t length = strnlen(document, size);
    soloql_request request = {.query = document, .query_length = length};
    if (length < size) {
        request.variables = document + length + 1;
        request.variables_length = size - length - 1;
    }
    char *once = answer(&request), *twice = answer(&request);
    assert(once == NULL || twice == NULL || strcmp(once, twice) == 0);
    free(once);
    free(twice);
    return 0;
}
