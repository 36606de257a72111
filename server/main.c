/*
 * The program: finds the command in the table, reads its arguments and settings, runs it.
 *
 *     soloql query app.db '{ customers { name } }'
 *
 * Complaints are one line on stderr; the exit status is 1, or 2 for wrong usage.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "server/command.h"
#include "server/nearest.h"

static const Command *const commands[] = {&cmd_serve,       &cmd_query,  &cmd_explain,  &cmd_schema,
                                          &cmd_permissions, &cmd_check,  &cmd_validate, &cmd_import,
                                          &cmd_key,         &cmd_version};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static void print_overview(FILE *out) {
    fprintf(out, "SoloQL: any SQLite database as a GraphQL API\n\nUsage: soloql COMMAND …\n\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        fprintf(out, "  %-10s %s\n", commands[i]->name, commands[i]->summary);
    }
    fprintf(out, "\n\"soloql COMMAND --help\" tells more.\n");
}

static void print_help(const Command *command) {
    printf("%s\n\nUsage: soloql %s %s\n", command->summary, command->name, command->usage);
    if (command->options->name != NULL) {
        printf("\nOptions:\n");
    }
    for (const OptionDef *option = command->options; option->name != NULL; option++) {
        char spelled[64];
        (void)snprintf(spelled, sizeof spelled, "%s%s%s", option->name,
                       option->value == NULL ? "" : " ",
                       option->value == NULL ? "" : option->value);
        printf("  %-30s %s\n", spelled, option->help);
    }
    if (command->scopes != 0) {
        printf("\nSettings (also SOLOQL_… in the environment, or in a config file):\n");
        settings_print_help(command->scopes, stdout);
    }
}

static const Command *command_find(const char *name) {
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(commands[i]->name, name) == 0) {
            return commands[i];
        }
    }
    return NULL;
}

static int fail_unknown_command(const char *name) {
    Complaint complaint;
    Nearest nearest = nearest_to(name);
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        nearest_offer(&nearest, commands[i]->name);
    }
    const char *best = nearest_name(&nearest);
    (void)complain(&complaint, "unknown command \"%s\"%s%s%s", name,
                   best == NULL ? "; \"soloql --help\" lists them" : "; did you mean \"",
                   best == NULL ? "" : best, best == NULL ? "" : "\"?");
    fprintf(stderr, "soloql: %s\n", complaint.text);
    return EXIT_USAGE;
}

static bool arguments_suffice(const Command *command, const Arguments *arguments,
                              Complaint *complaint) {
    size_t count = arguments->positional_count;
    if (count > command->most_positional) {
        return complain(complaint, "unexpected argument \"%s\"", arguments->positional[count - 1]);
    }
    return count >= command->least_positional ||
           complain(complaint, "usage: soloql %s %s", command->name, command->usage);
}

/* Runs the command with its settings; says on stderr what it complains of. */
static int command_run(const Command *command, const Arguments *arguments) {
    Settings settings;
    Complaint complaint = {.text = ""};
    Invocation invocation = {.arguments = arguments, .complaint = &complaint};
    int status = EXIT_USAGE;
    bool resolved =
        command->scopes == 0 || settings_load(&settings, arguments->flags, environ, &complaint);
    if (resolved) {
        invocation.settings = command->scopes == 0 ? NULL : &settings;
        status = command->run(&invocation);
    }
    if (command->scopes != 0) {
        settings_free(&settings);
    }
    if (*complaint.text != '\0') {
        fprintf(stderr, "soloql %s: %s\n", command->name, complaint.text);
    }
    if (fflush(stdout) != 0 && status == 0) {
        fprintf(stderr, "soloql %s: cannot write to standard output\n", command->name);
        return EXIT_FAILED;
    }
    return status;
}

int main(int argc, char **argv) {
    const char *name = argc < 2 ? "" : argv[1];
    if (argc < 2 || strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 ||
        strcmp(name, "help") == 0) {
        print_overview(argc < 2 ? stderr : stdout);
        return argc < 2 ? EXIT_USAGE : 0;
    }
    const Command *command = command_find(strcmp(name, "--version") == 0 ? "version" : name);
    if (command == NULL) {
        return fail_unknown_command(name);
    }
    Arguments arguments;
    Complaint complaint;
    bool understood =
        arguments_read(argv + 2, command->options, command->scopes, &arguments, &complaint);
    if (understood && arguments.help) {
        print_help(command);
        return 0;
    }
    if (!understood || !arguments_suffice(command, &arguments, &complaint)) {
        fprintf(stderr, "soloql %s: %s\n", command->name, complaint.text);
        return EXIT_USAGE;
    }
    return command_run(command, &arguments);
}
