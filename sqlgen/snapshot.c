/* Building a snapshot: the cold pipeline on one screen; see snapshot.h. */
#include "sqlgen/snapshot.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sqlgen/model/build.h"
#include "sqlgen/model/overlay.h"

enum {
    OVERLAY_ERRORS = 100,              /* of schema.graphql that are reported */
    OVERLAY_LONGEST = 16 * 1024 * 1024 /* bytes of schema.graphql */
};

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

static void file_close(void *file) {
    (void)fclose(file);
}

/* The text of schema.graphql. False after setting *message. */
static bool overlay_load(Snapshot *snapshot, const char *path, Str *message) {
    Arena *arena = &snapshot->arena;
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        *message = str_format(arena, "cannot open schema \"%s\": %s", path, strerror(errno));
        return false;
    }
    arena_defer(arena, file_close, file);
    StrBuf *text = strbuf_new(arena);
    text->limit = OVERLAY_LONGEST;
    char block[4096];
    for (size_t length; (length = fread(block, 1, sizeof block, file)) != 0;) {
        strbuf_append(text, (Str){block, length});
    }
    if (ferror(file) != 0 || text->failed || !str_is_utf8(strbuf_view(text))) {
        *message = str_format(arena, "cannot read schema \"%s\": %s", path,
                              text->failed ? "it is too large" : "it is no UTF-8 text");
        return false;
    }
    snapshot->overlay.text = strbuf_view(text);
    return true;
}

/* A line for each error: FILE:LINE:COLUMN: message. */
static Str overlay_complain(Arena *arena, const char *path, const ErrorList *errors) {
    StrBuf *text = strbuf_new(arena);
    for (size_t i = 0; i < errors->count; i++) {
        const Error *error = &errors->items[i];
        ErrorLocation place =
            error->location_count == 0 ? (ErrorLocation){1, 1} : error->locations[0];
        strbuf_appendf(text, "%s%s:%u:%u: ", i == 0 ? "" : "\n", path, place.line, place.column);
        for (size_t c = 0; c < error->message.length; c++) {
            char byte = error->message.data[c];
            strbuf_append_char(text, (unsigned char)byte < ' ' || byte == 0x7F ? ' ' : byte);
        }
    }
    return strbuf_view(text);
}

/* What the files are read with. */
typedef struct SnapshotSource {
    const SnapshotOptions *options;
    Connection reader;
    Connection writer; /* open if there is a schema.graphql; nothing is written */
} SnapshotSource;

/* Changes the model and builds the schema as schema.graphql has it. False after setting *message.
 */
static bool snapshot_overlay(Snapshot *snapshot, SnapshotSource *source, Str *message) {
    const char *path = source->options->overlay;
    Arena *arena = &snapshot->arena;
    ErrorList errors;
    error_list_init(&errors, arena, OVERLAY_ERRORS);
    if (!overlay_load(snapshot, path, message)) {
        return false;
    }
    OverlayDatabase database = {.reader = source->reader.db, .writer = source->writer.db};
    bool good = connection_guard(&source->reader) && connection_guard(&source->writer) &&
                overlay_apply(snapshot->model, &database, &snapshot->overlay, &errors);
    if (good) {
        /* The filters in the file are written in the names that the file has. */
        snapshot->schema = schema_build(arena, snapshot->model, NAMING_HASURA_DEFAULT);
        good =
            overlay_apply_filters(snapshot->model, snapshot->schema, &snapshot->overlay, &errors);
    }
    if (!good) {
        *message = overlay_complain(arena, path, &errors);
    }
    return good;
}

/* sqlite file → Catalog → Model → Schema. False after setting *message. */
static bool snapshot_fill(Snapshot *snapshot, SnapshotSource *source, Str *message) {
    if (!catalog_read(&snapshot->arena, source->reader.db, &snapshot->catalog, message)) {
        return false;
    }
    snapshot->model = model_build(&snapshot->arena, &snapshot->catalog);
    snapshot->model->naming = source->options->naming;
    if (source->options->overlay != NULL && !snapshot_overlay(snapshot, source, message)) {
        return false;
    }
    if (snapshot->schema == NULL || snapshot->model->naming != NAMING_HASURA_DEFAULT) {
        snapshot->schema = schema_build(&snapshot->arena, snapshot->model, snapshot->model->naming);
    }
    return true;
}

/* ---- Roles ---- */

static size_t snapshot_view_count(const Snapshot *snapshot) {
    return 2 * snapshot->model->role_count + 1;
}

/* Places for what the roles see; it is built when it is first asked for. */
static void snapshot_prepare_views(Snapshot *snapshot) {
    const Model *model = snapshot->model;
    size_t count = snapshot_view_count(snapshot);
    snapshot->admin = (RoleView){.model = snapshot->model, .schema = snapshot->schema};
    snapshot->views = ARENA_ARRAY(&snapshot->arena, count, RoleView);
    for (size_t i = 0; i < count; i++) {
        Str name = i + 1 == count ? STR("") : model->roles[i / 2].name;
        snapshot->views[i].key = i % 2 == 0 && name.length != 0
                                     ? name
                                     : str_format(&snapshot->arena, "%.*s\n%s", STR_ARG(name),
                                                  name.length == 0 ? "" : "backend");
        arena_init(&snapshot->views[i].arena, 0);
    }
}

static bool view_build(const Snapshot *snapshot, RoleView *view, const Role *role, bool backend) {
    jmp_buf escape;
    if (setjmp(escape) != 0) {
        return false;
    }
    view->arena.escape = &escape;
    view->model = role_model_build(&view->arena, snapshot->model, role, backend);
    view->schema = schema_build(&view->arena, view->model, view->model->naming);
    return true;
}

const RoleView *snapshot_view(Snapshot *snapshot, Str name, bool backend) {
    if (name.length == 0 || str_equal(name, STR("admin"))) {
        return &snapshot->admin;
    }
    const Role *role = model_role(snapshot->model, name);
    size_t place = snapshot_view_count(snapshot) - 1;
    if (role != NULL) {
        place = 2 * (size_t)(role - snapshot->model->roles) + (backend && role->has_backend);
    }
    RoleView *view = &snapshot->views[place];
    (void)pthread_mutex_lock(&snapshot->building);
    if (view->schema == NULL) {
        if (!view_build(snapshot, view, role, backend)) {
            arena_reset(&view->arena);
        }
        view->arena.escape = NULL;
    }
    bool built = view->schema != NULL;
    (void)pthread_mutex_unlock(&snapshot->building);
    return built ? view : NULL;
}

/* ---- Building ---- */

/* As snapshot_fill(), and false where memory runs out. */
static bool snapshot_try(Snapshot *snapshot, SnapshotSource *source, Str *message) {
    jmp_buf escape;
    if (setjmp(escape) != 0) {
        *message = STR("not enough memory for the schema of the database");
        return false;
    }
    snapshot->arena.escape = &escape;
    if (!snapshot_fill(snapshot, source, message)) {
        return false;
    }
    snapshot_prepare_views(snapshot);
    return true;
}

static bool source_open(SnapshotSource *source, const ConnectionOptions *connect, Arena *arena,
                        Str *message) {
    ConnectionOptions writes = *connect;
    writes.writes = true;
    if (!connection_open(&source->reader, connect, arena, message)) {
        return false;
    }
    if (source->options->overlay == NULL ||
        connection_open(&source->writer, &writes, arena, message)) {
        return true;
    }
    connection_close(&source->reader);
    return false;
}

static void source_close(SnapshotSource *source) {
    connection_close(&source->reader);
    if (source->options->overlay != NULL) {
        connection_close(&source->writer);
    }
}

Snapshot *snapshot_build(const ConnectionOptions *connect, const SnapshotOptions *options,
                         char **message) {
    Snapshot *snapshot = calloc(1, sizeof *snapshot);
    if (snapshot == NULL) {
        *message = text_copy(STR("not enough memory"));
        return NULL;
    }
    static atomic_uint_fast64_t serials;
    snapshot->serial = atomic_fetch_add(&serials, 1);
    snapshot->references = 1;
    arena_init(&snapshot->arena, 0);
    (void)pthread_mutex_init(&snapshot->building, NULL);
    operation_cache_init(&snapshot->operations, options->cache_bytes);
    SnapshotSource source = {.options = options};
    Str problem;
    bool good = source_open(&source, connect, &snapshot->arena, &problem);
    if (good) {
        good = snapshot_try(snapshot, &source, &problem);
        snapshot->arena.escape = NULL;
        source_close(&source);
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
        for (size_t i = 0; snapshot->views != NULL && i < snapshot_view_count(snapshot); i++) {
            arena_free(&snapshot->views[i].arena);
        }
        (void)pthread_mutex_destroy(&snapshot->building);
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
    return index < snapshot->model->rename_count ? snapshot->model->renames[index].line.data : NULL;
}
