/*
 * The snapshot: all that is known of one state of the database file and of schema.graphql: what the
 * file contains, what is exposed of it, and the operations compiled against that. Shared between
 * threads.
 */
#ifndef SOLOQL_SNAPSHOT_H
#define SOLOQL_SNAPSHOT_H

#include <pthread.h>

#include "sqlgen/graphql/schema.h"
#include "sqlgen/model/role.h"
#include "sqlgen/operation_cache.h"
#include "sqlgen/run/connection.h"

/* What a role sees: a model and a schema of its own. */
typedef struct RoleView {
    Str key; /* what tells it from the others; empty = admin */
    Arena arena;
    Model *model;
    const Reach *reach; /* NULL = admin, who may touch all */
    Schema *schema;     /* NULL until it is first asked for */
} RoleView;

typedef struct Snapshot {
    Arena arena;
    Catalog catalog;
    Source overlay; /* the text of schema.graphql; data NULL if there is none */
    Model *model;
    Schema *schema; /* of the role admin */
    RoleView admin; /* of these two */
    RoleView
        *views; /* of the roles in the model: two each, without and with what is for backends */
    pthread_mutex_t building; /* held by whoever builds a view */
    OperationCache operations;
    uint64_t serial;     /* of all snapshots of the process, no other has it */
    unsigned references; /* guarded by the engine's lock; 1 when it is made */
} Snapshot;

typedef struct SnapshotOptions {
    const char *overlay; /* path of schema.graphql, or NULL */
    Naming naming;       /* unless schema.graphql has another one */
    size_t cache_bytes;  /* of compiled operations */
} SnapshotOptions;

/*
 * Reads the files and builds everything. NULL after setting *message (malloc): one line, or one for
 * each error of schema.graphql.
 */
Snapshot *snapshot_build(const ConnectionOptions *connect, const SnapshotOptions *options,
                         char **message);

/*
 * What the role sees; "" and "admin" are the role admin, and one that schema.graphql does not know
 * sees nothing. NULL without memory.
 */
const RoleView *snapshot_view(Snapshot *snapshot, Str name, bool backend);

void snapshot_free(Snapshot *snapshot); /* NULL is fine */

/* The line of that index of what was noticed; NULL past the last. */
const char *snapshot_warning(const Snapshot *snapshot, size_t index);

#endif
