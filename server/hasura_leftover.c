/*
 * What is not carried; see hasura_leftover.h.
 *
 * In: {"event_triggers": [{"name": "welcome", …}]}. Out:
 *
 *     # event_triggers "welcome": SoloQL calls no web hooks when rows change.
 *
 * The idea: one table lists every member that Hasura's metadata can have where; what is in it
 * without a reason is carried elsewhere, what is not in it is unknown and said to be so.
 */
#include "server/hasura_leftover.h"

#include <assert.h>
#include <string.h>

#include "server/hasura_sdl.h"

typedef struct Member {
    HasuraPlace place;
    const char *key;
    const char *reason; /* NULL if it is carried, or says nothing about an API */
} Member;

static const char elsewhere[] = "SoloQL serves one database and no other services.";
static const char sql_unknown[] =
    "its SQL is not in the metadata; @sql on a field can hold it, in SQLite's dialect.";
static const char other_dialect[] =
    "its SQL is of another database; @sql(query: …) on a field of query_root can hold it.";
static const char a_setting[] = "that is a setting of the server (docs/settings.md).";
static const char no_hooks[] = "SoloQL calls no web hooks when rows change.";

static const Member members[] = {
    {HASURA_DOCUMENT, "version", NULL},
    {HASURA_DOCUMENT, "sources", NULL},
    {HASURA_DOCUMENT, "databases", NULL},
    {HASURA_DOCUMENT, "tables", NULL},
    {HASURA_DOCUMENT, "remote_schemas", elsewhere},
    {HASURA_DOCUMENT, "remote_schema_permissions", elsewhere},
    {HASURA_DOCUMENT, "actions", elsewhere},
    {HASURA_DOCUMENT, "custom_types", elsewhere},
    {HASURA_DOCUMENT, "cron_triggers", "SoloQL runs nothing by the clock."},
    {HASURA_DOCUMENT, "functions", sql_unknown},
    {HASURA_DOCUMENT, "inherited_roles", "SoloQL's roles do not inherit; give each its own rules."},
    {HASURA_DOCUMENT, "query_collections", "stored documents are no part of a schema."},
    {HASURA_DOCUMENT, "allowlist", "stored documents are no part of a schema."},
    {HASURA_DOCUMENT, "rest_endpoints", "SoloQL speaks GraphQL only."},
    {HASURA_DOCUMENT, "api_limits", a_setting},
    {HASURA_DOCUMENT, "graphql_schema_introspection", a_setting},
    {HASURA_DOCUMENT, "network", a_setting},
    {HASURA_DOCUMENT, "metrics_config", a_setting},
    {HASURA_DOCUMENT, "opentelemetry", a_setting},
    {HASURA_DOCUMENT, "backend_configs", elsewhere},
    {HASURA_SOURCE, "name", NULL},
    {HASURA_SOURCE, "kind", NULL},
    {HASURA_SOURCE, "tables", NULL},
    {HASURA_SOURCE, "configuration", NULL}, /* how to connect to it */
    {HASURA_SOURCE, "functions", sql_unknown},
    {HASURA_SOURCE, "native_queries", other_dialect},
    {HASURA_SOURCE, "stored_procedures", other_dialect},
    {HASURA_SOURCE, "logical_models", "only native queries and procedures have such rows."},
    {HASURA_SOURCE, "customization",
     "custom_name and custom_root_fields of each table are "
     "carried, prefixes and naming conventions are not."},
    {HASURA_SOURCE, "query_tags", a_setting},
    {HASURA_SOURCE, "healthcheck", a_setting},
    {HASURA_TABLE, "table", NULL},
    {HASURA_TABLE, "configuration", NULL},
    {HASURA_TABLE, "is_enum", NULL},
    {HASURA_TABLE, "object_relationships", NULL},
    {HASURA_TABLE, "array_relationships", NULL},
    {HASURA_TABLE, "select_permissions", NULL},
    {HASURA_TABLE, "insert_permissions", NULL},
    {HASURA_TABLE, "update_permissions", NULL},
    {HASURA_TABLE, "delete_permissions", NULL},
    {HASURA_TABLE, "remote_relationships", elsewhere},
    {HASURA_TABLE, "computed_fields", sql_unknown},
    {HASURA_TABLE, "event_triggers", no_hooks},
    {HASURA_TABLE, "apollo_federation_config", "SoloQL is no subgraph of a federation."},
    {HASURA_TABLE, "logical_model", "the columns are those of the database."},
    {HASURA_CONFIGURATION, "custom_name", NULL},
    {HASURA_CONFIGURATION, "custom_root_fields", NULL},
    {HASURA_CONFIGURATION, "custom_column_names", NULL},
    {HASURA_CONFIGURATION, "column_config", NULL},
    {HASURA_CONFIGURATION, "comment", NULL},
};

static const Member *member_find(HasuraPlace place, const char *key) {
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        if (members[i].place == place && strcmp(members[i].key, key) == 0) {
            return &members[i];
        }
    }
    return NULL;
}

static bool says_something(const cJSON *value) {
    bool is_container = cJSON_IsObject(value) || cJSON_IsArray(value);
    return !cJSON_IsNull(value) && !cJSON_IsFalse(value) && (!is_container || value->child != NULL);
}

/* What an item of a list is called, by whichever member names such things. */
static const char *item_name(const cJSON *item) {
    static const char *const keys[] = {"name", "role_name", "root_field_name", "collection",
                                       "function"};
    const char *name = NULL;
    for (size_t i = 0; name == NULL && i < sizeof keys / sizeof *keys; i++) {
        const cJSON *value = cJSON_GetObjectItemCaseSensitive(item, keys[i]);
        name = cJSON_IsObject(value) ? hasura_text(value, "name") : cJSON_GetStringValue(value);
    }
    return name;
}

static void write_names(FILE *out, const cJSON *list) {
    const char *separator = " ";
    const cJSON *item;
    cJSON_ArrayForEach(item, list) {
        const char *name = item_name(item);
        if (name != NULL) {
            fputs(separator, out);
            sdl_write_string(out, name);
            separator = ", ";
        }
    }
}

void hasura_leftover_write(FILE *out, HasuraPlace place, const cJSON *object) {
    const cJSON *value;
    assert(object == NULL || cJSON_IsObject(object));
    cJSON_ArrayForEach(value, object) {
        const Member *known = member_find(place, value->string);
        if ((known != NULL && known->reason == NULL) || !says_something(value)) {
            continue;
        }
        if (known != NULL) {
            fputs(known->key, out);
            write_names(out, cJSON_IsArray(value) ? value : NULL);
        } else {
            sdl_write_string(out, value->string);
        }
        fprintf(out, ": %s\n",
                known != NULL ? known->reason : "not known as a part of Hasura's metadata.");
    }
}
