/* The table of settings, and what the engine gets of them; see settings.h. */
#include "server/settings.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

static const char *const words_get[] = {"on", "preflight", "off", NULL};
static const char *const words_hook[] = {"get", "post", NULL};
static const char *const words_etag[] = {"off", "get", "on", NULL};
static const char *const words_gzip[] = {"off", "auto", "on", NULL};
static const char *const words_level[] = {"off", "error", "warn", "info", NULL};
static const char *const words_naming[] = {"hasura-default", "graphql-default", NULL};
static const char *const words_format[] = {"json", "text", NULL};

#define ROW_TEXT(name, type, scope, initial, value, help)                                          \
    { #name, type, scope, offsetof(Settings, name), initial, 0, 0, NULL, false, value, help }
#define ROW_NUMBER(name, type, scope, initial, least, most, value, help)                           \
    { #name, type, scope, offsetof(Settings, name), initial, least, most, NULL, false, value, help }
#define ROW_BOOL(name, scope, initial, help)                                                       \
    { #name, SETTING_BOOL, scope, offsetof(Settings, name), initial, 0, 0, NULL, false, NULL, help }
#define ROW_CHOICE(name, scope, initial, words, value, help)                                       \
    {                                                                                              \
#name, SETTING_CHOICE, scope, offsetof(Settings, name), initial, 0, 0, words, false,       \
            value, help                                                                            \
    }

enum { KIB = 1024, MIB = 1024 * 1024, SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE };

const SettingDef setting_table[] = {
    ROW_TEXT(config, SETTING_STRING, SETTING_FOR_ANY, "", "FILE",
             "JSON file with settings, keyed by name"),
    ROW_TEXT(host, SETTING_STRING, SETTING_FOR_SERVER, "127.0.0.1", "ADDRESS",
             "address to listen on; one that is not loopback needs authentication or --insecure"),
    ROW_NUMBER(port, SETTING_INT, SETTING_FOR_SERVER, "8080", 0, 65535, "PORT",
               "port to listen on; 0 picks one that is free"),
    ROW_BOOL(insecure, SETTING_FOR_SERVER, "false",
             "listen on any address without authentication; every caller is admin"),
    {"admin_secret", SETTING_STRING, SETTING_FOR_SERVER, offsetof(Settings, admin_secret), "", 0, 0,
     NULL, true, "SECRET", "callers must send it as X-Soloql-Admin-Secret; set it by environment"},
    {"api_keys", SETTING_JSON, SETTING_FOR_SERVER, offsetof(Settings, api_keys), "", 0, 0, NULL,
     true, "JSON", "API keys: a list of {name, sha256, role, claims, expires}; see docs/auth.md"},
    {"jwt", SETTING_JSON, SETTING_FOR_SERVER, offsetof(Settings, jwt), "", 0, 0, NULL, true, "JSON",
     "whose JSON web tokens are good, in the form of HASURA_GRAPHQL_JWT_SECRET"},
    ROW_TEXT(auth_hook, SETTING_STRING, SETTING_FOR_SERVER, "", "URL",
             "web hook that is asked who is asking"),
    ROW_CHOICE(auth_hook_mode, SETTING_FOR_SERVER, "get", words_hook, "METHOD",
               "how it is asked: get (with the headers), or post (headers and operation as JSON)"),
    ROW_NUMBER(auth_hook_timeout, SETTING_DURATION, SETTING_FOR_SERVER, "5s", 10, MINUTE, "TIME",
               "how long the web hook may take"),
    ROW_TEXT(anonymous_role, SETTING_STRING, SETTING_FOR_SERVER, "", "ROLE",
             "role of callers without credentials; anonymous, if schema.graphql has it"),
    ROW_BOOL(admin_by_token, SETTING_FOR_SERVER, "false",
             "an API key, a JWT or the web hook may give the role admin"),
    ROW_TEXT(allowed_hosts, SETTING_LIST, SETTING_FOR_SERVER, "", "HOSTS",
             "names that the Host header may hold; on loopback, besides localhost and its numbers"),
    ROW_TEXT(cors_origins, SETTING_LIST, SETTING_FOR_SERVER, "", "ORIGINS",
             "origins whose pages may call the server; * allows all"),
    ROW_CHOICE(get_requests, SETTING_FOR_SERVER, "on", words_get, "WHEN",
               "queries by GET: on, off, or preflight (only with a header that no plain link has)"),
    ROW_CHOICE(etag, SETTING_FOR_SERVER, "get", words_etag, "WHEN",
               "ETag and 304 on queries: off, get (by GET, or with If-None-Match), or on (all)"),
    ROW_CHOICE(gzip, SETTING_FOR_SERVER, "auto", words_gzip, "WHEN",
               "gzip for clients that take it: off, auto (unless it listens on loopback), or on"),
    ROW_NUMBER(result_cache_bytes, SETTING_SIZE, SETTING_FOR_SERVER, "16m", 0, INT64_C(65536) * MIB,
               "SIZE",
               "answers that are kept until what they are made of is written; 0 keeps none"),
    ROW_NUMBER(result_cache_after, SETTING_DURATION, SETTING_FOR_SERVER, "1ms", 0, MINUTE, "TIME",
               "how long an answer must take to make to be kept"),
    ROW_NUMBER(threads, SETTING_INT, SETTING_FOR_SERVER, "100", 1, 10000, "N",
               "client connections that are kept; each has a thread, and more clients take turns"),
    ROW_NUMBER(pool_size, SETTING_INT, SETTING_FOR_SERVER, "0", 0, 1000, "N",
               "database connections; 0 is two for each core"),
    ROW_NUMBER(pool_wait, SETTING_DURATION, SETTING_FOR_SERVER, "5s", 0, 5 * MINUTE, "TIME",
               "how long a request waits for a database connection before it is refused as busy"),
    ROW_NUMBER(max_streams, SETTING_INT, SETTING_FOR_SERVER, "4", 1, 1000, "N",
               "streams of CSV or NDJSON at a time; each has a database connection of its own"),
    ROW_NUMBER(write_batch, SETTING_INT, SETTING_FOR_SERVER, "128", 1, 10000, "N",
               "mutations that share a transaction, and so one wait for the disk"),
    ROW_NUMBER(write_batch_time, SETTING_DURATION, SETTING_FOR_SERVER, "50ms", 0, MINUTE, "TIME",
               "how long a transaction takes along mutations that come while it runs"),
    ROW_NUMBER(write_queue, SETTING_INT, SETTING_FOR_SERVER, "1000", 0, 100000, "N",
               "mutations that wait for the one before; more are refused as busy"),
    ROW_NUMBER(write_wait, SETTING_DURATION, SETTING_FOR_SERVER, "5s", 0, HOUR, "TIME",
               "how long a mutation waits for those before it, until it is refused as busy"),
    ROW_BOOL(wal, SETTING_FOR_SERVER, "false",
             "switch the database file to WAL mode, in which readers do not wait for writers"),
    ROW_NUMBER(keep_alive_timeout, SETTING_DURATION, SETTING_FOR_SERVER, "5s", 100, HOUR, "TIME",
               "how long an idle connection is kept"),
    ROW_NUMBER(request_timeout, SETTING_DURATION, SETTING_FOR_SERVER, "10s", 100, HOUR, "TIME",
               "how long the headers of a request may take, and any pause within a transfer"),
    ROW_NUMBER(transfer_timeout, SETTING_DURATION, SETTING_FOR_SERVER, "20s", 100, HOUR, "TIME",
               "how long a body or an answer may take, and one second more for each 64 KiB"),
    ROW_NUMBER(shutdown_timeout, SETTING_DURATION, SETTING_FOR_SERVER, "10s", 0, HOUR, "TIME",
               "how long requests in flight may take after SIGTERM"),
    ROW_NUMBER(max_header_bytes, SETTING_SIZE, SETTING_FOR_SERVER, "32k", 4 * KIB, MIB, "SIZE",
               "request line and headers"),
    ROW_NUMBER(max_body_bytes, SETTING_SIZE, SETTING_FOR_SERVER, "1m", 1, 1024 * MIB, "SIZE",
               "body of a request"),
    ROW_CHOICE(log_level, SETTING_FOR_SERVER, "info", words_level, "LEVEL",
               "what is logged: off, error, warn, or info (a line for each request)"),
    ROW_CHOICE(log_format, SETTING_FOR_SERVER, "json", words_format, "FORMAT",
               "how it is logged: json or text"),
    ROW_TEXT(schema, SETTING_STRING, SETTING_FOR_ENGINE, "", "FILE",
             "schema.graphql: names, relations and permissions of the API"),
    ROW_BOOL(watch, SETTING_FOR_SERVER, "false",
             "read schema.graphql anew whenever it is saved, as on SIGHUP"),
    ROW_CHOICE(naming, SETTING_FOR_ENGINE, "hasura-default", words_naming, "STYLE",
               "names of the API: hasura-default (author_by_pk) or graphql-default (authorByPk)"),
    ROW_BOOL(read_only, SETTING_FOR_ENGINE, "false", "open the database file read-only"),
    ROW_BOOL(immutable, SETTING_FOR_ENGINE, "false",
             "read a file that nobody changes, without locks and without files beside it"),
    ROW_NUMBER(max_tokens, SETTING_INT, SETTING_FOR_ENGINE, "20000", 1, 10000000, "N",
               "tokens of a document"),
    ROW_NUMBER(max_nesting, SETTING_INT, SETTING_FOR_ENGINE, "200", 1, 250, "N",
               "braces within braces of selections, lists and objects within values, list types"),
    ROW_NUMBER(max_json_depth, SETTING_INT, SETTING_FOR_ENGINE, "128", 1, 250, "N",
               "nesting of the JSON of a request"),
    ROW_NUMBER(max_errors, SETTING_INT, SETTING_FOR_ENGINE, "100", 1, 10000, "N",
               "errors that an answer lists, before one that says that there are more"),
    ROW_NUMBER(max_overlap_pairs, SETTING_INT, SETTING_FOR_ENGINE, "1000000", 1, UINT32_MAX, "N",
               "comparisons of fields that answer under one name"),
    ROW_NUMBER(max_depth, SETTING_INT, SETTING_FOR_ENGINE, "40", 1, 200, "N",
               "fields within fields, fragments opened"),
    ROW_NUMBER(max_root_fields, SETTING_INT, SETTING_FOR_ENGINE, "100", 1, 10000, "N",
               "root fields of an operation, fragments opened"),
    ROW_NUMBER(max_aliases, SETTING_INT, SETTING_FOR_ENGINE, "1000", 1, 1000000, "N",
               "aliases of an operation, fragments opened"),
    ROW_NUMBER(max_directives, SETTING_INT, SETTING_FOR_ENGINE, "1000", 1, 1000000, "N",
               "directives of an operation, fragments opened"),
    ROW_NUMBER(max_selections, SETTING_INT, SETTING_FOR_ENGINE, "100000", 1, 10000000, "N",
               "fields and fragments of an operation, fragments opened"),
    ROW_NUMBER(max_cost, SETTING_INT, SETTING_FOR_ENGINE, "10000000", 1, INT64_C(1) << 53, "N",
               "estimated cost of an operation"),
    ROW_NUMBER(max_response_bytes, SETTING_SIZE, SETTING_FOR_ENGINE, "256m", 1024,
               INT64_C(2046) * MIB, "SIZE", "answer to an operation"),
    ROW_NUMBER(max_request_memory, SETTING_SIZE, SETTING_FOR_ENGINE, "64m", MIB,
               INT64_C(4096) * MIB, "SIZE", "memory to compile an operation"),
    ROW_NUMBER(timeout, SETTING_DURATION, SETTING_FOR_ENGINE, "30s", 1, HOUR, "TIME",
               "how long a statement may run"),
    ROW_NUMBER(stream_timeout, SETTING_DURATION, SETTING_FOR_ENGINE, "10m", 1, 24 * HOUR, "TIME",
               "how long a stream of CSV or NDJSON may take as a whole"),
    ROW_NUMBER(busy_timeout, SETTING_DURATION, SETTING_FOR_ENGINE, "5s", 1, HOUR, "TIME",
               "how long to wait for another process's lock on the database"),
    ROW_NUMBER(cache_bytes, SETTING_SIZE, SETTING_FOR_ENGINE, "16m", 64 * KIB, INT64_C(4096) * MIB,
               "SIZE", "compiled operations that are kept"),
    ROW_BOOL(introspection, SETTING_FOR_ENGINE, "true", "answer __schema and __type"),
    ROW_BOOL(suggestions, SETTING_FOR_ENGINE, "true", "say \"Did you mean\" in messages"),
    ROW_BOOL(stringify_bigint, SETTING_FOR_ENGINE, "false", "answer bigint as strings"),
    {"cursor_secret", SETTING_STRING, SETTING_FOR_ENGINE, offsetof(Settings, cursor_secret), "", 0,
     0, NULL, true, "SECRET",
     "what cursors are sealed with, so that several servers take each other's; else the database's "
     "path"},
};

const size_t setting_count = sizeof setting_table / sizeof *setting_table;

static_assert(sizeof setting_table / sizeof *setting_table <= SETTING_LIMIT, "raise SETTING_LIMIT");

/* Whether the flag, without its dashes, is the name with dashes for its underscores. */
static bool flag_names(const char *flag, const char *name) {
    for (; *flag != '\0' && *name != '\0'; flag++, name++) {
        if (*flag != (*name == '_' ? '-' : *name)) {
            return false;
        }
    }
    return *flag == *name;
}

const SettingDef *setting_of_flag(const char *flag, unsigned scopes, bool *negated) {
    for (size_t i = 0; i < setting_count; i++) {
        const SettingDef *def = &setting_table[i];
        if ((def->scope & scopes) == 0 || strncmp(flag, "--", 2) != 0) {
            continue;
        }
        *negated = def->type == SETTING_BOOL && strncmp(flag, "--no-", 5) == 0 &&
                   flag_names(flag + 5, def->name);
        if (*negated || flag_names(flag + 2, def->name)) {
            return def;
        }
    }
    return NULL;
}

void settings_for_engine(const Settings *settings, const char *database, soloql_options *out) {
    soloql_options_init(out);
    out->database = database;
    out->schema = *settings->schema == '\0' ? NULL : settings->schema;
    out->naming = (soloql_naming)settings->naming;
    out->read_only = settings->read_only;
    out->immutable = settings->immutable;
    out->max_tokens = (uint32_t)settings->max_tokens;
    out->max_nesting = (uint32_t)settings->max_nesting;
    out->max_json_depth = (uint32_t)settings->max_json_depth;
    out->max_errors = (uint32_t)settings->max_errors;
    out->max_overlap_pairs = (uint32_t)settings->max_overlap_pairs;
    out->max_depth = (uint32_t)settings->max_depth;
    out->max_root_fields = (uint32_t)settings->max_root_fields;
    out->max_aliases = (uint32_t)settings->max_aliases;
    out->max_directives = (uint32_t)settings->max_directives;
    out->max_selections = (uint32_t)settings->max_selections;
    out->max_cost = (uint64_t)settings->max_cost;
    out->max_response_bytes = (uint64_t)settings->max_response_bytes;
    out->max_request_memory = (uint64_t)settings->max_request_memory;
    out->timeout_ms = (uint32_t)settings->timeout;
    out->stream_timeout_ms = (uint32_t)settings->stream_timeout;
    out->busy_timeout_ms = (uint32_t)settings->busy_timeout;
    out->result_cache_bytes = (uint64_t)settings->result_cache_bytes;
    out->result_cache_after_ms = (uint32_t)settings->result_cache_after;
    out->cache_bytes = (uint64_t)settings->cache_bytes;
    out->no_introspection = !settings->introspection;
    out->no_suggestions = !settings->suggestions;
    out->stringify_bigint = settings->stringify_bigint;
    out->cursor_secret = *settings->cursor_secret == '\0' ? NULL : settings->cursor_secret;
}

bool setting_list_has(const char *list, const char *item, size_t item_length) {
    while (*list != '\0') {
        size_t length = strcspn(list, ",");
        if (length == item_length && strncasecmp(list, item, length) == 0) {
            return true;
        }
        list += length + (list[length] == ',');
    }
    return false;
}
