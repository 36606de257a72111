/*
 * Arguments: what stands on the command line, checked against what a command takes.
 *
 * Options are --name VALUE or --name=VALUE; "--" ends them; "-" is an argument like any other.
 */
#ifndef SOLOQL_SERVER_ARGUMENTS_H
#define SOLOQL_SERVER_ARGUMENTS_H

#include "server/complaint.h"
#include "server/settings.h"

enum { ARGUMENT_LIMIT = 2, OPTION_LIMIT = 8 };

/* An option of a command that is not a setting. */
typedef struct OptionDef {
    const char *name;  /* with its dashes, such as "--variables" */
    const char *value; /* what its value is called in the help; NULL if it takes none */
    const char *help;
} OptionDef;

typedef struct Arguments {
    const char *positional[ARGUMENT_LIMIT]; /* NULL where there are fewer */
    size_t positional_count;
    const char *options[OPTION_LIMIT]; /* by the command's list; NULL if not given, "" for a switch
                                        */
    const char *flags[SETTING_LIMIT];  /* by setting_table; NULL if not given */
    bool help;                         /* --help was given */
} Arguments;

/*
 * Reads what stands behind the command's name; `rest` ends with NULL. `options` ends with a row
 * without a name; `scopes` says which settings have flags. The result points into `rest`.
 */
bool arguments_read(char *const *rest, const OptionDef *options, unsigned scopes, Arguments *out,
                    Complaint *complaint);

#endif
