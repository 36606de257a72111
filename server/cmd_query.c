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
    {"--format", "FORMAT", "json (default) or table"},
    {NULL, NULL, NULL},
};

/* Errors can stand beside data; then both are printed, but the command fails. */
static int query_print(const Invocation *invocation, const soloql_response *response) {
    const char *format = invocation->arguments->options[OPTION_FORMAT];
    bool clean = response->outcome == SOLOQL_OK && response->error_code == NULL;
    if (format != NULL && strcmp(format, "table") == 0) {
        table_print(response->body, response->body_length, stdout, stderr);
    } else {
        (void)fwrite(response->body, 1, response->body_length, stdout);
        (void)putchar('\n');
    }
    return clean ? 0 : EXIT_FAILED;
}

static int query_run(const Invocation *invocation) {
    const char *format = invocation->arguments->options[OPTION_FORMAT];
    if (format != NULL && strcmp(format, "json") != 0 && strcmp(format, "table") != 0) {
        Nearest nearest = nearest_to(format);
        nearest_offer(&nearest, "json");
        nearest_offer(&nearest, "table");
        const char *best = nearest_name(&nearest);
        (void)complain(invocation->complaint, "--format: \"%s\" is not json or table%s%s%s", format,
                       best == NULL ? "" : "; did you mean ", best == NULL ? "" : best,
                       best == NULL ? "" : "?");
        return EXIT_USAGE;
    }
    return operation_run(invocation, soloql_execute, query_print);
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
