/*
 * soloql check: the doctor.
 *
 *     $ soloql check app.db
 *     error   orders.total: integers outside of 32 bits (12)
 *             rowid 17: Int cannot represent non 32-bit signed integer value: 4294967296. …
 *             remedy: Declare the column BIGINT, or give its field the type bigint in
 * schema.graphql.
 *
 *     1 table: 1 error, 0 pieces of advice
 */
#include "server/operation.h"

enum { OPTION_CHECK_FORMAT };

static const OptionDef check_options[] = {
    {"--format", "FORMAT", "text (default) or json"},
    {NULL, NULL, NULL},
};

static int check_run(const Invocation *invocation) {
    bool json;
    if (!operation_format(invocation->arguments->options[OPTION_CHECK_FORMAT], "text", &json,
                          invocation->complaint)) {
        return EXIT_USAGE;
    }
    soloql *engine = operation_open_engine(invocation);
    if (engine == NULL) {
        return EXIT_FAILED;
    }
    char *message;
    size_t errors;
    char *report =
        soloql_check(engine, json ? SOLOQL_REPORT_JSON : SOLOQL_REPORT_TEXT, &errors, &message);
    int status = operation_print(report, message, invocation->complaint);
    soloql_free(message);
    soloql_close(engine);
    return status == 0 && errors != 0 ? EXIT_FAILED : status;
}

const Command cmd_check = {
    .name = "check",
    .usage = "DB [options]",
    .summary = "looks for what is wrong with a database, and says what to do about it",
    .options = check_options,
    .scopes = SETTING_FOR_ENGINE,
    .least_positional = 1,
    .most_positional = 1,
    .run = check_run,
};
