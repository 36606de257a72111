/*
 * The conditions of Hasura's permissions as filters of schema.graphql, and the values in them.
 */
#ifndef SOLOQL_SERVER_HASURA_FILTER_H
#define SOLOQL_SERVER_HASURA_FILTER_H

#include "server/hasura_metadata.h"

/* What conditions are carried with. */
typedef struct HasuraFilter {
    const HasuraMetadata *metadata;
    const HasuraTable *owner; /* of the permission; "$" in a condition is its row */
    FILE *out;
    Complaint *reason; /* why a condition cannot be carried */
} HasuraFilter;

/* Writes the condition on the owner's rows; false after filling the reason. */
bool hasura_filter_write(const HasuraFilter *filter, const cJSON *condition);

/* Writes {column: value, …}; false after filling the reason. */
bool hasura_filter_write_presets(const HasuraFilter *filter, const cJSON *presets);

#endif
