/* Hasura's metadata, as a whole, as a schema.graphql. */
#ifndef SOLOQL_SERVER_HASURA_IMPORT_H
#define SOLOQL_SERVER_HASURA_IMPORT_H

#include "server/hasura_metadata.h"

void hasura_import_write(FILE *out, const HasuraMetadata *metadata);

#endif
