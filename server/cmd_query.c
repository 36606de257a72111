/*
 * soloql query: one operation without a server.
 *
 *     $ soloql query app.db '{ artist(limit: 2) { id name } }' --format table
 *     artist
 *     id  name
 *     --  ------
 *      1  AC/DC
 *      2  Accept
 */
#include <stdio.h>
#include <string.h>

#include "server/nearest.h"
#include "server/operation.h"
#include "server/table.h"

enum { OPTION_FORMAT = OPERATION_OPTION_COUNT };

static const OptionDef query_options[] = {
    OPERATION_OPTIONS,
    {"--format", "FORMAT", "json (default), table, csv or ndjson; the last two stream one list"},
    {NULL, NULL, NULL},
};

/* Errors can stand beside data; then both are printed, but the command fails. */
static int exit_status(const soloql_response *response) {
    return response->outcome == SOLOQL_OK && response->error_code == NULL ? 0 : EXIT_FAILED;
}

static int json_print(const Invocation *invocation, const soloql_response *response) {
    (void)invocation;
    (void)fwrite(response->body, 1, response->body_length, stdout);
    (void)putchar('\n');
    return exit_status(response);
}

static int people_print(const Invocation *invocation, const soloql_response *response) {
    (void)invocation;
    table_print(response->body, response->body_length, stdout, stderr);
    return exit_status(response);
}

/* ---------------------------------------------------------------- streams */

static int rows_write(void *context, const char *bytes, size_t length) {
    return fwrite(bytes, 1, length, context) != length;
}

static void csv_execute(soloql_connection *connection, const soloql_request *request,
                        soloql_response *response) {
    soloql_sink sink = {SOLOQL_CSV, rows_write, stdout};
    soloql_stream(connection, request, &sink, response);
}

static void ndjson_execute(soloql_connection *connection, const soloql_request *request,
                           soloql_response *response) {
    soloql_sink sink = {SOLOQL_NDJSON, rows_write, stdout};
    soloql_stream(connection, request, &sink, response);
}

/* ---------------------------------------------------------------- the command */

/* A stream has printed its rows by itself; what is left are its errors, if any. */
static const struct {
    const char *name;
    OperationExecute *execute;
    int (*print)(const Invocation *invocation, const soloql_response *response);
} formats[] = {
    {"json", soloql_execute, json_print},
    {"table", soloql_execute, people_print},
    {"csv", csv_execute, people_print},
    {"ndjson", ndjson_execute, people_print},
};

enum { FORMAT_COUNT = sizeof formats / sizeof *formats };

static int query_run(const Invocation *invocation) {
    const char *given = invocation->arguments->options[OPTION_FORMAT];
    Nearest nearest = nearest_to(given == NULL ? "json" : given);
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        if (strcmp(given == NULL ? "json" : given, formats[i].name) == 0) {
            return operation_run(invocation, formats[i].execute, formats[i].print);
        }
        nearest_offer(&nearest, formats[i].name);
    }
    const char *best = nearest_name(&nearest);
    (void)complain(invocation->complaint,
                   "--format: \"%s\" is none of json, table, csv and ndjson%s%s%s", given,
                   best == NULL ? "" : "; did you mean ", best == NULL ? "" : best,
                   best == NULL ? "" : "?");
    return EXIT_USAGE;
}

const Command cmd_query = {
    .name = "query",
    .usage = "DB 'GRAPHQL' [options]    (- reads the document from standard input)",
    .summary = "runs one operation and prints the response",
    .options = query_options,
    .scopes = SETTING_FOR_ENGINE,
    .least_positional = 2,
    .most_positional = 2,
    .run = query_run,
};
