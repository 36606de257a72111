/* soloql schema: the API of a database as SDL, or as the answer to the introspection query. */
#include "server/operation.h"

enum { OPTION_SCHEMA_ROLE, OPTION_SCHEMA_FORMAT, OPTION_SCHEMA_DIRECTIVES };

static const OptionDef schema_options[] = {
    {"--role", "ROLE", "the role whose API it is (default admin)"},
    {"--format", "FORMAT", "sdl (default) or json"},
    {"--directives", NULL, "print the directives of schema.graphql instead; needs no database"},
    {NULL, NULL, NULL},
};

static int schema_run(const Invocation *invocation) {
    const char *role = invocation->arguments->options[OPTION_SCHEMA_ROLE];
    bool json;
    if (!operation_format(invocation->arguments->options[OPTION_SCHEMA_FORMAT], "sdl", &json,
                          invocation->complaint)) {
        return EXIT_USAGE;
    }
    if (invocation->arguments->options[OPTION_SCHEMA_DIRECTIVES] != NULL) {
        return operation_print(soloql_directives(), NULL, invocation->complaint);
    }
    if (invocation->arguments->positional_count == 0) {
        (void)complain(invocation->complaint, "which database? usage: soloql schema DB [options]");
        return EXIT_USAGE;
    }
    soloql *engine = operation_open_engine(invocation);
    if (engine == NULL) {
        return EXIT_FAILED;
    }
    int status = EXIT_FAILED;
    if (operation_check_role(engine, role, invocation->complaint)) {
        status = operation_print(
            soloql_schema(engine, role, json ? SOLOQL_INTROSPECTION_JSON : SOLOQL_SDL), NULL,
            invocation->complaint);
    }
    soloql_close(engine);
    return status;
}

const Command cmd_schema = {
    .name = "schema",
    .usage = "DB [options]",
    .summary = "prints the API of a database",
    .options = schema_options,
    .scopes = SETTING_FOR_ENGINE,
    .most_positional = 1,
    .run = schema_run,
};
