/*
 * Reloading: a new snapshot in the place of the old one, while requests go on.
 *
 * A snapshot is built aside and swapped in; requests in flight hold references to the one that they
 * began with, and the last to let go of it frees it. Nobody waits but the thread that builds, and
 * those that met a schema in the database which no snapshot knows yet.
 *
 * How a change of the schema is noticed without looking for it all the time: SQLite checks the
 * schema's version whenever a statement starts, and prepares the statement anew if it changed. A
 * statement that was not prepared anew, on a connection that saw the snapshot's version, is proof
 * that nothing changed; after any other request, one that failed included, the version is read.
 */
#include <stdlib.h>

#include "sqlgen/base/clock.h"
#include "sqlgen/engine.h"
#include "sqlgen/run/mutate.h"

/* Why a reload failed may pass by itself: somebody held a lock, memory was short, schema.graphql
 * was not there yet. */
enum { REFUSED_MS = 10000 };

Snapshot *engine_build(const soloql *engine, char **message) {
    ConnectionOptions connect = engine->connection;
    connect.guarded = false; /* reading the catalog takes pragmas */
    SnapshotOptions options = {.overlay = engine->schema,
                               .naming = engine->options.naming == SOLOQL_GRAPHQL_DEFAULT
                                             ? NAMING_GRAPHQL_DEFAULT
                                             : NAMING_HASURA_DEFAULT,
                               .cache_bytes = engine->options.cache_bytes};
    return snapshot_build(&connect, &options, message);
}

Snapshot *engine_acquire(soloql *engine) {
    pthread_mutex_lock(&engine->lock);
    Snapshot *snapshot = engine->snapshot;
    snapshot->references++;
    pthread_mutex_unlock(&engine->lock);
    return snapshot;
}

void engine_release(soloql *engine, Snapshot *snapshot) {
    if (snapshot == NULL) {
        return;
    }
    pthread_mutex_lock(&engine->lock);
    bool last = --snapshot->references == 0;
    pthread_mutex_unlock(&engine->lock);
    if (last) {
        snapshot_free(snapshot);
    }
}

/* Builds and swaps; `reloading` is held. */
static bool engine_reload(soloql *engine, char **message) {
    Snapshot *made = engine_build(engine, message);
    if (made == NULL) {
        return false;
    }
    pthread_mutex_lock(&engine->lock);
    Snapshot *old = engine->snapshot;
    engine->snapshot = made;
    pthread_mutex_unlock(&engine->lock);
    engine_release(engine, old);
    engine->refused_version = -1;
    return true;
}

int soloql_reload(soloql *engine, char **message) {
    *message = NULL;
    pthread_mutex_lock(&engine->reloading);
    bool good = engine_reload(engine, message);
    pthread_mutex_unlock(&engine->reloading);
    return good ? 0 : 1;
}

void soloql_on_reload(soloql *engine, soloql_reloaded *told, void *context) {
    engine->reloaded = told;
    engine->reloaded_context = context;
}

/* Reloads because the database has that version; `reloading` is held. True if the present snapshot
 * is another than `known` in the end. */
static bool engine_reload_for(soloql *engine, const Snapshot *known, int64_t version) {
    if (engine->snapshot != known) {
        return true; /* somebody was faster */
    }
    bool was_refused = engine->refused_version == version;
    if (was_refused && clock_ms() < engine->refused_until) {
        return false;
    }
    char *message = NULL;
    bool good = engine_reload(engine, &message);
    if (!good) {
        engine->refused_version = version;
        engine->refused_until = clock_ms() + REFUSED_MS;
    }
    if (engine->reloaded != NULL && (good || !was_refused)) {
        engine->reloaded(engine->reloaded_context,
                         good || message != NULL ? message : "not enough memory");
    }
    free(message);
    return good;
}

bool engine_catch_up(soloql *engine, const Snapshot *snapshot, Connection *connection) {
    int64_t known = snapshot->catalog.schema_version;
    if (connection->in_batch) {
        return false; /* looked at when it began; to read the catalog now could wait for ourselves
                       */
    }
    if (!connection->unsettled && connection->schema_version == known) {
        return false;
    }
    if (!connection_look_at_schema(connection) || connection->schema_version == known) {
        return false;
    }
    pthread_mutex_lock(&engine->reloading);
    bool again = engine_reload_for(engine, snapshot, connection->schema_version);
    pthread_mutex_unlock(&engine->reloading);
    return again;
}

int engine_begin_batch(soloql_connection *writer) {
    Connection *connection = &writer->run;
    bool again = true;
    for (unsigned attempt = 0; again && attempt < MAX_ATTEMPTS; attempt++) {
        int rc = batch_begin(connection);
        Snapshot *snapshot = engine_acquire(writer->engine);
        bool known = rc == SQLITE_OK && connection_look_at_schema(connection) &&
                     connection->schema_version == snapshot->catalog.schema_version;
        if (rc == SQLITE_OK && !known) {
            batch_roll_back(connection);
            connection->unsettled = true;
            again = engine_catch_up(writer->engine, snapshot, connection);
        }
        engine_release(writer->engine, snapshot);
        if (rc != SQLITE_OK || known) {
            return rc;
        }
    }
    return batch_begin(connection); /* its mutations will be refused one by one */
}
