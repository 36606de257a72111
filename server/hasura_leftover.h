/*
 * What Hasura's metadata holds beside names and relationships: said in comments, with the reason
 * why it is not in the schema.graphql. Nothing is left out silently.
 */
#ifndef SOLOQL_SERVER_HASURA_LEFTOVER_H
#define SOLOQL_SERVER_HASURA_LEFTOVER_H

#include "server/hasura_metadata.h"

/* Where a member of the metadata stands. */
typedef enum HasuraPlace {
    HASURA_DOCUMENT,
    HASURA_SOURCE,
    HASURA_TABLE,
    HASURA_CONFIGURATION /* of a table */
} HasuraPlace;

/* A comment for each member of the object that is not carried; `object` may be NULL. */
void hasura_leftover_write(FILE *out, HasuraPlace place, const cJSON *object);

#endif
