/*
 * The snapshot: all that is known of one state of the database file: what it contains, what is
 * exposed of it, and the operations compiled against that. Shared between threads.
 */
#ifndef SOLOQL_SNAPSHOT_H
#define SOLOQL_SNAPSHOT_H

#include "sqlgen/graphql/schema.h"
#include "sqlgen/model/model.h"
#include "sqlgen/operation_cache.h"
#include "sqlgen/run/connection.h"

typedef struct Snapshot {
    Arena arena;
    Catalog catalog;
    Model *model;
    Schema *schema; /* of the role admin */
    OperationCache operations;
} Snapshot;

/* Reads the file and builds everything; NULL after setting *message (malloc). */
Snapshot *snapshot_build(const ConnectionOptions *options, size_t cache_bytes, char **message);

void snapshot_free(Snapshot *snapshot); /* NULL is fine */

/* The line of that index of what was noticed; NULL past the last. */
const char *snapshot_warning(const Snapshot *snapshot, size_t index);

#endif
