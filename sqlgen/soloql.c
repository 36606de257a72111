/*
 * The public API but for execution: opening, connecting, the schema as text, validation.
 * See soloql.h for the contract.
 */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "sqlgen/base/json_writer.h"
#include "sqlgen/engine.h"
#include "sqlgen/graphql/introspection.h"
#include "sqlgen/graphql/parser.h"
#include "sqlgen/graphql/sdl.h"
#include "sqlgen/graphql/validate/validate.h"
#include "sqlgen/model/overlay.h"
#include "sqlgen/run/mutate.h"
#include "sqlgen/run/sqlite_error.h"

#ifndef SOLOQL_VERSION
#define SOLOQL_VERSION "0.1.0"
#endif

enum {
    DEFAULT_MAX_TOKENS = 20000,
    DEFAULT_MAX_NESTING = 200,
    DEFAULT_MAX_JSON_DEPTH = 128,
    DEFAULT_MAX_ERRORS = 100,
    DEFAULT_MAX_OVERLAP_PAIRS = 1000000,
    DEFAULT_MAX_DEPTH = 40,
    DEFAULT_MAX_ROOT_FIELDS = 100,
    DEFAULT_MAX_ALIASES = 1000,
    DEFAULT_MAX_DIRECTIVES = 1000,
    DEFAULT_MAX_SELECTIONS = 100000,
    DEFAULT_MAX_COST = 10000000,
    DEFAULT_TIMEOUT_MS = 30000,
    DEFAULT_STREAM_TIMEOUT_MS = 600000,
    DEFAULT_BUSY_TIMEOUT_MS = 5000,
    NESTING_OLD_PARSER = 5, /* subqueries that SQLite's fixed parser stack takes … */
    NESTING_NEW_PARSER = 24,
    NEW_PARSER_VERSION = 3046000 /* … before this version */
};

static const size_t default_max_response = (size_t)256 * 1024 * 1024;
static const size_t default_max_request = (size_t)64 * 1024 * 1024;
static const size_t default_cache = (size_t)16 * 1024 * 1024;
static const size_t default_result_cache = (size_t)16 * 1024 * 1024;

static char *text_new(const char *text) {
    return strdup(text == NULL ? "not enough memory" : text);
}

void soloql_free(void *memory) {
    free(memory);
}

const char *soloql_version(void) {
    return SOLOQL_VERSION;
}

static char sqlite_version[2048];

static void sqlite_version_write(void) {
    StrBuf line = {.limit = sizeof sqlite_version - 1};
    strbuf_appendf(&line, "%s", sqlite3_libversion());
    for (int i = 0; sqlite3_compileoption_get(i) != NULL; i++) {
        strbuf_appendf(&line, " %s", sqlite3_compileoption_get(i));
    }
    if (line.length != 0) {
        memcpy(sqlite_version, line.data, line.length);
    }
    strbuf_free(&line);
}

const char *soloql_sqlite_version(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, sqlite_version_write);
    return sqlite_version;
}

void soloql_options_init(soloql_options *options) {
    *options = (soloql_options){
        .max_tokens = DEFAULT_MAX_TOKENS,
        .max_nesting = DEFAULT_MAX_NESTING,
        .max_json_depth = DEFAULT_MAX_JSON_DEPTH,
        .max_errors = DEFAULT_MAX_ERRORS,
        .max_overlap_pairs = DEFAULT_MAX_OVERLAP_PAIRS,
        .max_depth = DEFAULT_MAX_DEPTH,
        .max_root_fields = DEFAULT_MAX_ROOT_FIELDS,
        .max_aliases = DEFAULT_MAX_ALIASES,
        .max_directives = DEFAULT_MAX_DIRECTIVES,
        .max_selections = DEFAULT_MAX_SELECTIONS,
        .max_cost = DEFAULT_MAX_COST,
        .max_response_bytes = default_max_response,
        .max_request_memory = default_max_request,
        .timeout_ms = DEFAULT_TIMEOUT_MS,
        .stream_timeout_ms = DEFAULT_STREAM_TIMEOUT_MS,
        .busy_timeout_ms = DEFAULT_BUSY_TIMEOUT_MS,
        .cache_bytes = default_cache,
        .result_cache_bytes = default_result_cache,
        .result_cache_after_ms = 1,
    };
}

/* Zeros in the caller's options stand for the defaults. */
static soloql_options options_complete(const soloql_options *given) {
    soloql_options defaults, options = *given;
    soloql_options_init(&defaults);
#define OPTION_DEFAULT(name) options.name = options.name == 0 ? defaults.name : options.name
    OPTION_DEFAULT(max_tokens);
    OPTION_DEFAULT(max_nesting);
    OPTION_DEFAULT(max_json_depth);
    OPTION_DEFAULT(max_errors);
    OPTION_DEFAULT(max_overlap_pairs);
    OPTION_DEFAULT(max_depth);
    OPTION_DEFAULT(max_root_fields);
    OPTION_DEFAULT(max_aliases);
    OPTION_DEFAULT(max_directives);
    OPTION_DEFAULT(max_selections);
    OPTION_DEFAULT(max_cost);
    OPTION_DEFAULT(max_response_bytes);
    OPTION_DEFAULT(max_request_memory);
    OPTION_DEFAULT(timeout_ms);
    OPTION_DEFAULT(stream_timeout_ms);
    OPTION_DEFAULT(busy_timeout_ms);
    OPTION_DEFAULT(cache_bytes);
#undef OPTION_DEFAULT
    options.read_only |= options.immutable;
    return options;
}

static FileUse file_use_of(const soloql_options *options) {
    if (options->immutable) {
        return FILE_IMMUTABLE;
    }
    return options->read_only ? FILE_READ_ONLY : FILE_READ_WRITE;
}

static void engine_configure(soloql *engine, const soloql_options *options) {
    engine->options = options_complete(options);
    engine->connection = (ConnectionOptions){
        .path = engine->database,
        .use = file_use_of(options),
        .guarded = true,
        .stringify_bigint = engine->options.stringify_bigint != 0,
        .cursor_key = siphash_key(
            str_from(options->cursor_secret == NULL ? engine->database : options->cursor_secret)),
        .max_value_bytes = engine->options.max_response_bytes,
        .busy_timeout_ms = engine->options.busy_timeout_ms,
        .timeout_ms = engine->options.timeout_ms,
        .versions = &engine->versions,
    };
    engine->limits = (PlanLimits){
        .max_cost = engine->options.max_cost,
        .max_root_fields = engine->options.max_root_fields,
        .max_nesting = sqlite3_libversion_number() < NEW_PARSER_VERSION ? NESTING_OLD_PARSER
                                                                        : NESTING_NEW_PARSER,
        .no_introspection = engine->options.no_introspection != 0,
    };
}

/* Copies of the paths, and what closing takes for granted. */
static bool engine_take_paths(soloql *engine, const soloql_options *options) {
    pthread_mutex_init(&engine->lock, NULL);
    pthread_mutex_init(&engine->reloading, NULL);
    pthread_mutex_init(&engine->marking, NULL);
    answer_cache_init(&engine->answers, options->result_cache_bytes);
    engine->refused_version = -1;
    engine->database = strdup(options->database);
    table_versions_init(&engine->versions, engine->database, file_use_of(options));
    read_mark_init(&engine->mark, engine->database, file_use_of(options));
    engine->schema = options->schema == NULL ? NULL : strdup(options->schema);
    return engine->database != NULL && (engine->schema != NULL || options->schema == NULL);
}

int soloql_open(const soloql_options *options, soloql **out, char **message) {
    *out = NULL;
    *message = NULL;
    if (options->database == NULL) {
        *message = text_new("no database was named");
        return 1;
    }
    soloql *engine = calloc(1, sizeof *engine);
    if (engine == NULL || !engine_take_paths(engine, options)) {
        soloql_close(engine);
        *message = text_new(NULL);
        return 1;
    }
    engine_configure(engine, options);
    if (!etag_keys_make(&engine->etag_keys)) {
        soloql_close(engine);
        *message = text_new("the system has no random numbers");
        return 1;
    }
    engine->snapshot = engine_build(engine, message);
    if (engine->snapshot == NULL) {
        soloql_close(engine);
        return 1;
    }
    *out = engine;
    return 0;
}

void soloql_close(soloql *engine) {
    if (engine != NULL) {
        snapshot_free(engine->snapshot);
        read_mark_close(&engine->mark);
        table_versions_close(&engine->versions);
        answer_cache_free(&engine->answers);
        pthread_mutex_destroy(&engine->lock);
        pthread_mutex_destroy(&engine->reloading);
        pthread_mutex_destroy(&engine->marking);
        free(engine->database);
        free(engine->schema);
        free(engine);
    }
}

const char *soloql_warning(const soloql *engine, size_t index) {
    return snapshot_warning(engine->snapshot, index);
}

static int engine_connect(soloql *engine, bool writes, soloql_connection **out, char **message) {
    ConnectionOptions options = engine->connection;
    options.writes = writes;
    *out = NULL;
    *message = NULL;
    soloql_connection *connection = calloc(1, sizeof *connection);
    if (connection == NULL) {
        *message = text_new(NULL);
        return 1;
    }
    connection->engine = engine;
    arena_init(&connection->arena, engine->options.max_request_memory);
    connection->response.limit = engine->options.max_response_bytes;
    Str problem;
    if (!connection_open(&connection->run, &options, &connection->arena, &problem)) {
        *message = text_new(problem.data);
        arena_free(&connection->arena);
        free(connection);
        return 1;
    }
    (void)connection_look_at_schema(&connection->run);
    *out = connection;
    return 0;
}

int soloql_use_wal(soloql *engine, char **message) {
    Arena arena;
    Str problem = STR("a database that is served read-only cannot be switched to WAL mode");
    arena_init(&arena, 0);
    bool good =
        engine->options.read_only == 0 &&
        database_file_use_wal(engine->database, engine->options.busy_timeout_ms, &arena, &problem);
    *message = good ? NULL : text_new(problem.data);
    arena_free(&arena);
    return good ? 0 : 1;
}

int soloql_hold_read_mark(soloql *engine) {
    pthread_mutex_lock(&engine->marking);
    bool held = read_mark_hold(&engine->mark);
    pthread_mutex_unlock(&engine->marking);
    return held ? 0 : 1;
}

void soloql_drop_read_mark(soloql *engine) {
    pthread_mutex_lock(&engine->marking);
    read_mark_drop(&engine->mark);
    pthread_mutex_unlock(&engine->marking);
}

int soloql_connect(soloql *engine, soloql_connection **out, char **message) {
    return engine_connect(engine, false, out, message);
}

int soloql_connect_writer(soloql *engine, soloql_connection **out, char **message) {
    if (engine->options.read_only != 0) {
        *out = NULL;
        *message = text_new("the database is served read-only");
        return 1;
    }
    return engine_connect(engine, true, out, message);
}

/* Whose words SQLite's are not: what a caller may be told. */
static int batch_answer(soloql_connection *writer, int rc, char **message) {
    *message = NULL;
    if (rc == SQLITE_OK) {
        return 0;
    }
    Arena arena;
    ErrorList errors;
    arena_init(&arena, 0);
    error_list_init(&errors, &arena, 1);
    *message = text_new(sqlite_error_add(&errors, writer->run.db, rc)->message.data);
    arena_free(&arena);
    return (rc & 0xFF) == SQLITE_BUSY ? 1 : 2;
}

int soloql_batch_begin(soloql_connection *writer, char **message) {
    return batch_answer(writer, engine_begin_batch(writer), message);
}

int soloql_batch_commit(soloql_connection *writer, char **message) {
    return batch_answer(writer, batch_commit(&writer->run), message);
}

int soloql_batch_is_open(const soloql_connection *writer) {
    return batch_is_open(&writer->run);
}

void *soloql_take_body(soloql_connection *connection) {
    StrBuf *body = &connection->response;
    void *block = body->data;
    *body = (StrBuf){.limit = body->limit};
    return block;
}

void soloql_disconnect(soloql_connection *connection) {
    if (connection != NULL) {
        connection_clean(connection);
        connection_close(&connection->run);
        arena_free(&connection->arena);
        strbuf_free(&connection->response);
        strbuf_free(&connection->name);
        free(connection);
    }
}

/* ---- The schema as text ---- */

static const char introspection_query[] =
    "query IntrospectionQuery { __schema { description queryType { name } mutationType { name } "
    "subscriptionType { name } types { ...FullType } directives { name description isRepeatable "
    "locations args(includeDeprecated: true) { ...InputValue } } } } "
    "fragment FullType on __Type { kind name description specifiedByURL isOneOf "
    "fields(includeDeprecated: true) { name description args(includeDeprecated: true) "
    "{ ...InputValue } type { ...TypeRef } isDeprecated deprecationReason } "
    "inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef } "
    "enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } "
    "possibleTypes { ...TypeRef } } "
    "fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue "
    "isDeprecated deprecationReason } "
    "fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind "
    "name ofType { kind name ofType { kind name } } } } } }";

static void schema_write_introspection(Arena *arena, const Schema *schema, StrBuf *out) {
    Source source = {{introspection_query, sizeof introspection_query - 1}};
    ErrorList errors;
    error_list_init(&errors, arena, 1);
    Document *document = parse_document(arena, &source, NULL, &errors);
    VariableValues none = {0};
    CollectContext collect;
    collect_init(&collect, arena, schema, document, &none, &errors);
    CollectedFields fields =
        collect_operation(&collect, &document->definitions[0], schema->roots[OPERATION_QUERY]);
    strbuf_append(out, STR("{\"data\":{\"__schema\":"));
    introspection_write(out, &collect, &fields.items[0]);
    strbuf_append(out, STR("}}\n"));
}

/* The buffer's text as a C string of the caller's; NULL if it is not whole. */
static char *text_take(StrBuf *text) {
    strbuf_append_char(text, '\0');
    if (text->failed) {
        strbuf_free(text);
    }
    return text->data;
}

char *soloql_schema(soloql *engine, const char *role, soloql_format format) {
    Snapshot *snapshot = engine_acquire(engine);
    bool known =
        role == NULL || strcmp(role, "admin") == 0 || model_role(snapshot->model, str_from(role));
    const RoleView *view = known ? snapshot_view(snapshot, str_from(role), false) : NULL;
    StrBuf text = {0};
    if (view == NULL) {
        engine_release(engine, snapshot);
        return NULL;
    }
    uint_fast32_t failures = atomic_load(&view->schema->fill_failures);
    if (format == SOLOQL_SDL) {
        sdl_print(&text, view->schema);
    } else {
        Arena arena;
        arena_init(&arena, 0);
        schema_write_introspection(&arena, view->schema, &text);
        arena_free(&arena);
    }
    text.failed |= failures != atomic_load(&view->schema->fill_failures);
    engine_release(engine, snapshot);
    return text_take(&text);
}

int soloql_has_role(soloql *engine, const char *role) {
    Snapshot *snapshot = engine_acquire(engine);
    bool known = strcmp(role, "admin") == 0 || model_role(snapshot->model, str_from(role)) != NULL;
    engine_release(engine, snapshot);
    return known;
}

char *soloql_directives(void) {
    StrBuf text = {0};
    overlay_write_directives(&text);
    return text_take(&text);
}

/* ---- Validation without a database ---- */

/* The errors of the SDL, or, if there are none and a document is given, of the document. */
static void validate_texts(Arena *arena, const Source *sdl, const Source *document,
                           ErrorList *errors) {
    Document *definitions = parse_document(arena, sdl, NULL, errors);
    if (definitions == NULL) {
        return;
    }
    sdl_validate(NULL, definitions, errors);
    if (errors->count != 0) {
        return;
    }
    Schema *schema = sdl_build(arena, NULL, definitions);
    schema_validate(schema, errors);
    if (errors->count != 0 || document == NULL) {
        return;
    }
    Document *operations = parse_document(arena, document, NULL, errors);
    if (operations != NULL) {
        validate_document(arena, schema, operations, NULL, errors);
    }
}

/* {"errors":[{"message","locations"}]}: graphql-js's form, without codes. */
static void validate_write(StrBuf *out, const ErrorList *errors) {
    strbuf_append(out, STR("{\"errors\":["));
    for (size_t i = 0; i < errors->count; i++) {
        const Error *error = &errors->items[i];
        strbuf_append(out, i == 0 ? STR("{\"message\":") : STR(",{\"message\":"));
        json_write_string(out, error->message);
        strbuf_append(out, STR(",\"locations\":["));
        for (size_t j = 0; j < error->location_count; j++) {
            strbuf_appendf(out, "%s{\"line\":%u,\"column\":%u}", j == 0 ? "" : ",",
                           error->locations[j].line, error->locations[j].column);
        }
        strbuf_append(out, STR("]}"));
    }
    strbuf_append(out, STR("]}"));
}

char *soloql_validate(const char *sdl, const char *document, size_t *count) {
    Arena arena;
    arena_init(&arena, 0);
    ErrorList errors;
    error_list_init(&errors, &arena, DEFAULT_MAX_ERRORS + 1);
    Source sdl_source = {str_from(sdl)}, document_source = {str_from(document)};
    validate_texts(&arena, &sdl_source, document == NULL ? NULL : &document_source, &errors);
    StrBuf text = {0};
    validate_write(&text, &errors);
    *count = errors.count;
    arena_free(&arena);
    return text_take(&text);
}
