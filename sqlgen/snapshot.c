/* Building a snapshot: the cold pipeline on one screen; see snapshot.h. */
#include "sqlgen/snapshot.h"

#include <stdlib.h>
#include <string.h>

#include "sqlgen/model/build.h"

static char *text_copy(Str text) {
    char *copy = malloc(text.length + 1);
    if (copy != NULL) {
        if (text.length != 0) {
            memcpy(copy, text.data, text.length);
        }
        copy[text.length] = '\0';
    }
    return copy;
}

/* sqlite file → Catalog → Model → Schema. False after setting *message. */
static bool snapshot_fill(Snapshot *snapshot, Connection *connection, Str *message) {
    if (!catalog_read(&snapshot->arena, connection->db, &snapshot->catalog, message)) {
        return false;
    }
    snapshot->model = model_build(&snapshot->arena, &snapshot->catalog);
    snapshot->schema = schema_build(&snapshot->arena, snapshot->model);
    return true;
}

/* As snapshot_fill(), and false where memory runs out. */
static bool snapshot_try(Snapshot *snapshot, Connection *connection, Str *message) {
    jmp_buf escape;
    if (setjmp(escape) != 0) {
        *message = STR("not enough memory for the schema of the database");
        return false;
    }
    snapshot->arena.escape = &escape;
    return snapshot_fill(snapshot, connection, message);
}

Snapshot *snapshot_build(const ConnectionOptions *options, size_t cache_bytes, char **message) {
    Snapshot *snapshot = calloc(1, sizeof *snapshot);
    if (snapshot == NULL) {
        *message = text_copy(STR("not enough memory"));
        return NULL;
    }
    arena_init(&snapshot->arena, 0);
    operation_cache_init(&snapshot->operations, cache_bytes);
    Connection connection;
    Str problem;
    bool good = connection_open(&connection, options, &snapshot->arena, &problem);
    if (good) {
        good = snapshot_try(snapshot, &connection, &problem);
        snapshot->arena.escape = NULL;
        connection_close(&connection);
    }
    if (!good) {
        *message = text_copy(problem);
        snapshot_free(snapshot);
        return NULL;
    }
    return snapshot;
}

void snapshot_free(Snapshot *snapshot) {
    if (snapshot != NULL) {
        operation_cache_free(&snapshot->operations);
        arena_free(&snapshot->arena);
        free(snapshot);
    }
}

const char *snapshot_warning(const Snapshot *snapshot, size_t index) {
    const Catalog *catalog = &snapshot->catalog;
    if (index < catalog->warning_count) {
        return catalog->warnings[index].data;
    }
    index -= catalog->warning_count;
    return index < snapshot->model->warning_count ? snapshot->model->warnings[index].data : NULL;
}
