/*
 * soloql permissions: which role may do what with which table.
 *
 *     $ soloql permissions app.db --schema schema.graphql
 *     clerk               select        insert        update        delete
 *       customers         some 4/11     -             -             -
 */
#include <stdio.h>
#include <string.h>

#include "server/operation.h"

enum { OPTION_PERMISSIONS_ROLE, OPTION_PERMISSIONS_FORMAT };

static const OptionDef permissions_options[] = {
    {"--role", "ROLE", "this role alone, and its rules"},
    {"--format", "FORMAT", "text (default) or json"},
    {NULL, NULL, NULL},
};

static int permissions_run(const Invocation *invocation) {
    const char *role = invocation->arguments->options[OPTION_PERMISSIONS_ROLE];
    const char *format = invocation->arguments->options[OPTION_PERMISSIONS_FORMAT];
    bool json = format != NULL && strcmp(format, "json") == 0;
    if (format != NULL && !json && strcmp(format, "text") != 0) {
        (void)complain(invocation->complaint, "--format: \"%s\" is not text or json", format);
        return EXIT_USAGE;
    }
    soloql *engine = operation_open_engine(invocation);
    if (engine == NULL) {
        return EXIT_FAILED;
    }
    char *text = NULL;
    if (operation_check_role(engine, role, invocation->complaint)) {
        text = soloql_permissions(engine, role, json ? SOLOQL_REPORT_JSON : SOLOQL_REPORT_TEXT);
        if (text == NULL) {
            (void)complain(invocation->complaint, "out of memory");
        } else {
            (void)fputs(text, stdout);
        }
    }
    int status = text == NULL ? EXIT_FAILED : 0;
    soloql_free(text);
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
