/* soloql validate: checks an SDL file, and a document against it, without a database. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/command.h"
#include "server/file.h"

enum { VALIDATED_LONGEST = 64 * 1024 * 1024 };

static const OptionDef validate_options[] = {{NULL, NULL, NULL}};

static int validate_run(const Invocation *invocation) {
    const char *const *paths = invocation->arguments->positional;
    if (paths[1] != NULL && strcmp(paths[0], "-") == 0 && strcmp(paths[1], "-") == 0) {
        (void)complain(invocation->complaint, "only one of the two can be standard input");
        return EXIT_USAGE;
    }
    size_t length, count = 0;
    char *document = NULL, *report = NULL;
    char *sdl = file_read(paths[0], VALIDATED_LONGEST, &length, invocation->complaint);
    if (sdl != NULL && paths[1] != NULL) {
        document = file_read(paths[1], VALIDATED_LONGEST, &length, invocation->complaint);
    }
    if (sdl != NULL && (document != NULL || paths[1] == NULL)) {
        report = soloql_validate(sdl, document, &count);
        if (report == NULL) {
            (void)complain(invocation->complaint, "out of memory");
        } else {
            puts(report);
        }
    }
    int status = report == NULL || count != 0 ? EXIT_FAILED : 0;
    soloql_free(report);
    free(document);
    free(sdl);
    return status;
}

const Command cmd_validate = {
    .name = "validate",
    .usage = "SCHEMA.graphql [DOCUMENT.graphql | -]",
    .summary = "checks an SDL file, and a document against it",
    .options = validate_options,
    .least_positional = 1,
    .most_positional = 2,
    .run = validate_run,
};
