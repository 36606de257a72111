/*
 * Hasura's relationships as directives and fields of schema.graphql.
 */
#ifndef SOLOQL_SERVER_HASURA_RELATION_H
#define SOLOQL_SERVER_HASURA_RELATION_H

#include "server/hasura_metadata.h"
#include "server/hasura_sdl.h"

/* An `extend type` in the making, each part with a line for each item. */
typedef struct HasuraType {
    SdlText notes; /* comments */
    SdlText directives;
    SdlText fields;
} HasuraType;

/* Adds the table's relationships to its type. */
void hasura_relation_write_all(HasuraType *type, const HasuraMetadata *metadata,
                               const HasuraTable *table);

#endif
