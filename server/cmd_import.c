/* soloql import: what another product knows about a database, as a schema.graphql. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/command.h"
#include "server/file.h"
#include "server/hasura_import.h"

enum { OPTION_IMPORT_SOURCE };

enum { IMPORT_LONGEST = 64 << 20 }; /* bytes of metadata */

static const OptionDef import_options[] = {
    {"--source", "NAME", "the database of the metadata, if it has several"},
    {NULL, NULL, NULL},
};

static int import_run(const Invocation *invocation) {
    const Arguments *arguments = invocation->arguments;
    if (strcmp(arguments->positional[0], "hasura") != 0) {
        (void)complain(invocation->complaint, "\"%s\" is not hasura, which is what can be imported",
                       arguments->positional[0]);
        return EXIT_USAGE;
    }
    size_t length;
    char *text =
        file_read(arguments->positional[1], IMPORT_LONGEST, &length, invocation->complaint);
    HasuraMetadata metadata;
    bool good = text != NULL && hasura_metadata_read(text, arguments->options[OPTION_IMPORT_SOURCE],
                                                     &metadata, invocation->complaint);
    if (good) {
        hasura_import_write(stdout, &metadata);
        hasura_metadata_free(&metadata);
    }
    free(text);
    return good ? 0 : EXIT_FAILED;
}

const Command cmd_import = {
    .name = "import",
    .usage = "hasura METADATA [--source NAME]",
    .summary = "prints the schema.graphql that Hasura's metadata amounts to",
    .options = import_options,
    .least_positional = 2,
    .most_positional = 2,
    .run = import_run,
};
