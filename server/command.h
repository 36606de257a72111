/*
 * Command: a row of the table in main.c. To add one: a cmd_*.c with the row and its run function, a
 * line here, a line in main.c, a section in docs/cli.md.
 */
#ifndef SOLOQL_SERVER_COMMAND_H
#define SOLOQL_SERVER_COMMAND_H

#include "server/arguments.h"

enum { EXIT_FAILED = 1, EXIT_USAGE = 2 };

/* What a command is run with. */
typedef struct Invocation {
    const Arguments *arguments;
    const Settings *settings; /* resolved; NULL if the command takes none */
    Complaint *complaint;     /* to be filled if it fails with a line of its own */
} Invocation;

typedef struct Command {
    const char *name;
    const char *usage;        /* its arguments, such as "DB [options]" */
    const char *summary;      /* one line */
    const OptionDef *options; /* ends with a row without a name */
    unsigned scopes;          /* SettingScope: the settings it takes; 0 = none */
    size_t least_positional;
    size_t most_positional;
    int (*run)(const Invocation *invocation); /* the exit status; a complaint is printed by main */
} Command;

extern const Command cmd_serve, cmd_query, cmd_explain, cmd_schema, cmd_permissions, cmd_check,
    cmd_validate, cmd_import, cmd_key, cmd_version;

#endif
