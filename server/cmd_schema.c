/* soloql schema: the API of a database as SDL, or as the answer to the introspection query. */
#include <stdio.h>
#include <string.h>

#include "server/operation.h"

enum { OPTION_SCHEMA_ROLE, OPTION_SCHEMA_FORMAT, OPTION_SCHEMA_DIRECTIVES };

static const OptionDef schema_options[] = {
    {"--role", "ROLE", "the role whose API it is (default admin)"},
    {"--format", "FORMAT", "sdl (default) or json"},
    {"--directives", NULL, "print the directives of schema.graphql instead; needs no database"},
    {NULL, NULL, NULL},
};

static void text_print(const char *text) {
    size_t length = strlen(text);
    (void)fwrite(text, 1, length, stdout);
    if (length == 0 || text[length - 1] != '\n') {
        (void)putchar('\n');
    }
}

static int directives_run(const Invocation *invocation) {
    char *text = soloql_directives();
    if (text == NULL) {
        (void)complain(invocation->complaint, "out of memory");
        return EXIT_FAILED;
    }
    text_print(text);
    soloql_free(text);
    return 0;
}

static int schema_run(const Invocation *invocation) {
    const char *role = invocation->arguments->options[OPTION_SCHEMA_ROLE];
    const char *format = invocation->arguments->options[OPTION_SCHEMA_FORMAT];
    bool json = format != NULL && strcmp(format, "json") == 0;
    if (format != NULL && !json && strcmp(format, "sdl") != 0) {
        (void)complain(invocation->complaint, "--format: \"%s\" is not sdl or json", format);
        return EXIT_USAGE;
    }
    if (invocation->arguments->options[OPTION_SCHEMA_DIRECTIVES] != NULL) {
        return directives_run(invocation);
    }
    if (invocation->arguments->positional_count == 0) {
        (void)complain(invocation->complaint, "which database? usage: soloql schema DB [options]");
        return EXIT_USAGE;
    }
    soloql *engine = operation_open_engine(invocation);
    if (engine == NULL) {
        return EXIT_FAILED;
    }
    char *text = NULL;
    if (operation_check_role(engine, role, invocation->complaint)) {
        text = soloql_schema(engine, role, json ? SOLOQL_INTROSPECTION_JSON : SOLOQL_SDL);
        if (text == NULL) {
            (void)complain(invocation->complaint, "out of memory");
        } else {
            text_print(text);
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
    .most_positional = 1,
    .run = schema_run,
};
