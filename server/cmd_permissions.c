/*
 * soloql permissions: which role may do what with which table.
 *
 *     $ soloql permissions app.db --schema schema.graphql
 *     clerk               select        insert        update        delete
 *       customers         some 4/11     -             -             -
 */
#include "server/operation.h"

enum { OPTION_PERMISSIONS_ROLE, OPTION_PERMISSIONS_FORMAT };

static const OptionDef permissions_options[] = {
    {"--role", "ROLE", "this role alone, and its rules"},
    {"--format", "FORMAT", "text (default) or json"},
    {NULL, NULL, NULL},
};

static int permissions_run(const Invocation *invocation) {
    const char *role = invocation->arguments->options[OPTION_PERMISSIONS_ROLE];
    bool json;
    if (!operation_format(invocation->arguments->options[OPTION_PERMISSIONS_FORMAT], "text", &json,
                          invocation->complaint)) {
        return EXIT_USAGE;
    }
    soloql *engine = operation_open_engine(invocation);
    if (engine == NULL) {
        return EXIT_FAILED;
    }
    int status = EXIT_FAILED;
    if (operation_check_role(engine, role, invocation->complaint)) {
        soloql_report_format report = json ? SOLOQL_REPORT_JSON : SOLOQL_REPORT_TEXT;
        status =
            operation_print(soloql_permissions(engine, role, report), NULL, invocation->complaint);
    }
    soloql_close(engine);
    return status;
}

const Command cmd_permissions = {
    .name = "permissions",
    .usage = "DB [options]",
    .summary = "shows which role may do what with which table",
    .options = permissions_options,
    .scopes = SETTING_FOR_ENGINE,
    .least_positional = 1,
    .most_positional = 1,
    .run = permissions_run,
};
