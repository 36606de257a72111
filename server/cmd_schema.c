/* soloql schema: the API of a database as SDL, or as the answer to the introspection query. */
#include <stdio.h>
#include <string.h>

#include "server/operation.h"

enum { OPTION_SCHEMA_ROLE, OPTION_SCHEMA_FORMAT };

static const OptionDef schema_options[] = {
    {"--role", "ROLE", "the role whose API it is (default admin)"},
    {"--format", "FORMAT", "sdl (default) or json"},
    {NULL, NULL, NULL},
};

static int schema_run(const Invocation *invocation) {
    const char *role = invocation->arguments->options[OPTION_SCHEMA_ROLE];
    const char *format = invocation->arguments->options[OPTION_SCHEMA_FORMAT];
    bool json = format != NULL && strcmp(format, "json") == 0;
    if (format != NULL && !json && strcmp(format, "sdl") != 0) {
        (void)complain(invocation->complaint, "--format: \"%s\" is not sdl or json", format);
        return EXIT_USAGE;
    }
    soloql *engine = operation_open_engine(invocation);
    if (engine == NULL) {
        return EXIT_FAILED;
    }
    char *text = soloql_schema(engine, role, json ? SOLOQL_INTROSPECTION_JSON : SOLOQL_SDL);
    if (text == NULL) {
        (void)complain(invocation->complaint, "there is no role \"%s\"",
                       role == NULL ? "admin" : role);
    } else {
        size_t length = strlen(text);
        (void)fwrite(text, 1, length, stdout);
        if (length == 0 || text[length - 1] != '\n') {
            (void)putchar('\n');
        }
    }
    int status = text == NULL ? EXIT_FAILED : 0;
    soloql_free(text);
    soloql_close(engine);
    return status;
}

const Command cmd_schema = {
    .name = "schema",
    .usage = "DB [options]",
    .summary = "prints the API of a database",
    .options = schema_options,
    .scopes = SETTING_FOR_ENGINE,
    .least_positional = 1,
    .most_positional = 1,
    .run = schema_run,
};
