/*
 * Hasura's permissions as @permit directives.
 */
#ifndef SOLOQL_SERVER_HASURA_PERMIT_H
#define SOLOQL_SERVER_HASURA_PERMIT_H

#include "server/hasura_metadata.h"

/*
 * Writes what the roles may do with the table as an `extend type` with a @permit for each role. A
 * rule that cannot be said exactly is left out, with a comment that says why: a role may then do
 * less than it could, never more.
 *
 * All of it is a comment as long as permissions are not served: a schema.graphql says nothing that
 * is not in force.
 */
void hasura_permit_write(FILE *out, const HasuraMetadata *metadata, const HasuraTable *table);

#endif
