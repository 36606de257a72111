/* soloql explain: the SQL statement of an operation, its binds and SQLite's plan for it. */
#include <stdio.h>

#include "server/operation.h"

static const OptionDef explain_options[] = {OPERATION_OPTIONS, {NULL, NULL, NULL}};

static int explain_print(const Invocation *invocation, const soloql_response *response) {
    (void)invocation;
    (void)fwrite(response->body, 1, response->body_length, stdout);
    if (response->body_length == 0 || response->body[response->body_length - 1] != '\n') {
        (void)putchar('\n');
    }
    return response->outcome == SOLOQL_OK ? 0 : EXIT_FAILED;
}

static int explain_run(const Invocation *invocation) {
    return operation_run(invocation, soloql_explain, explain_print);
}

const Command cmd_explain = {
    .name = "explain",
    .usage = "DB 'GRAPHQL' [options]    (- reads the document from standard input)",
    .summary = "shows the SQL statement of an operation, its binds and its query plan",
    .options = explain_options,
    .scopes = SETTING_FOR_ENGINE,
    .least_positional = 2,
    .most_positional = 2,
    .run = explain_run,
};
