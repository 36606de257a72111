/*
 * A tracked table as a part of schema.graphql: its names, its relationships, its rules.
 */
#ifndef SOLOQL_SERVER_HASURA_TYPE_H
#define SOLOQL_SERVER_HASURA_TYPE_H

#include "server/hasura_metadata.h"

/* Writes `extend type …` with comments about what it cannot say, then the table's permissions. */
void hasura_type_write(FILE *out, const HasuraMetadata *metadata, const HasuraTable *table);

#endif
