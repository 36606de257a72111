/*
 * Hasura's metadata; see hasura_metadata.h.
 *
 * In: one of
 *     {"version": 3, "sources": [{"name": "default", "tables": […]}]}      version 3
 *     {"version": 2, "tables": […]}                                        version 2
 *     {"resource_version": 7, "metadata": {…}}                             as the console exports
 * it
 *     {"databases": […]}, […]                                              a directory's files as
 * JSON Out: the tables of one database, found by their SQL names in log n. The tree of the file
 * stays; all else points into it.
 */
#include "server/hasura_metadata.h"

#include <stdlib.h>
#include <string.h>

#include "server/hasura_sdl.h"

static const cJSON *member(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

const char *hasura_text(const cJSON *object, const char *key) {
    return cJSON_GetStringValue(member(object, key));
}

const cJSON *hasura_object(const cJSON *object, const char *key) {
    const cJSON *value = member(object, key);
    return cJSON_IsObject(value) ? value : NULL;
}

/* ---- Which tables ---- */

static cJSON *json_read(const char *text, Complaint *complaint) {
    const char *end = text;
    cJSON *json = cJSON_ParseWithOpts(text, &end, true);
    if (json == NULL) {
        size_t line = 1;
        const char *start = text;
        for (const char *c = text; c < end; c++) {
            line += *c == '\n';
            start = *c == '\n' ? c + 1 : start;
        }
        (void)complain(complaint, "line %zu, column %zu: this is not JSON", line,
                       (size_t)(end - start) + 1);
    }
    return json;
}

/* Says which databases there are to choose from. */
static bool complain_of_sources(const cJSON *sources, const char *wanted, Complaint *complaint) {
    SdlText names;
    sdl_begin(&names);
    const cJSON *source;
    cJSON_ArrayForEach(source, sources) {
        const char *name = hasura_text(source, "name");
        fprintf(names.stream, "%s\"%s\"", source == sources->child ? "" : ", ",
                name == NULL ? "" : name);
    }
    sdl_complete(&names);
    if (wanted == NULL) {
        (void)complain(complaint, "the metadata has several sources; --source chooses one of %s",
                       names.data);
    } else {
        (void)complain(complaint, "the metadata has no source \"%s\"; it has %s", wanted,
                       names.length == 0 ? "none" : names.data);
    }
    sdl_free(&names);
    return false;
}

static bool source_choose(const cJSON *sources, const char *wanted, const cJSON **out,
                          Complaint *complaint) {
    bool single = cJSON_IsArray(sources) && sources->child != NULL && sources->child->next == NULL;
    *out = wanted == NULL && single ? sources->child : NULL;
    const cJSON *source;
    cJSON_ArrayForEach(source, sources) {
        const char *name = hasura_text(source, "name");
        if (wanted != NULL && name != NULL && strcmp(name, wanted) == 0) {
            *out = source;
        }
    }
    return *out != NULL || complain_of_sources(sources, wanted, complaint);
}

/* Finds the list of tables in whatever was exported; NULL after a complaint. */
static const cJSON *tables_find(HasuraMetadata *metadata, const char *source,
                                Complaint *complaint) {
    const cJSON *document = metadata->json;
    if (cJSON_IsArray(document)) {
        return document;
    }
    document = member(document, "metadata") == NULL ? document : member(document, "metadata");
    const cJSON *version = member(document, "version"), *sources = member(document, "sources");
    metadata->document = document;
    sources = sources == NULL ? member(document, "databases") : sources;
    if (version != NULL && version->valueint != 2 && version->valueint != 3) {
        (void)complain(complaint, "metadata of version 2 or 3 is read; Hasura 2 exports version 3");
        return NULL;
    }
    metadata->source = document;
    if (sources != NULL && !source_choose(sources, source, &metadata->source, complaint)) {
        return NULL;
    }
    const cJSON *tables = member(metadata->source, "tables");
    if (!cJSON_IsArray(tables)) {
        (void)complain(complaint, "there is no list of tables in it; \"hasura metadata export -o "
                                  "json\" writes metadata as one file");
        return NULL;
    }
    return tables;
}

/* ---- Their names ---- */

/* Schemas that are not part of a name in GraphQL: those that databases have by themselves. */
static bool schema_is_implied(const char *schema) {
    static const char *const implied[] = {"", "public", "main", "dbo"};
    bool found = false;
    for (size_t i = 0; i < sizeof implied / sizeof *implied; i++) {
        found |= strcmp(schema, implied[i]) == 0;
    }
    return found;
}

/* "t", ["t"], ["s", "t"], {"name": "t", "schema": "s"} → t or s_t, to be freed; NULL if it is none
 * of these. */
static char *reference_name(const cJSON *reference) {
    const char *name = cJSON_GetStringValue(reference), *schema = "";
    if (cJSON_IsObject(reference)) {
        name = hasura_text(reference, "name");
        schema = hasura_text(reference, "schema");
    } else if (cJSON_IsArray(reference)) {
        int count = cJSON_GetArraySize(reference);
        name = cJSON_GetStringValue(cJSON_GetArrayItem(reference, count - 1));
        schema = cJSON_GetStringValue(cJSON_GetArrayItem(reference, count - 2));
    }
    if (name == NULL) {
        return NULL;
    }
    SdlText text;
    sdl_begin(&text);
    if (schema != NULL && !schema_is_implied(schema)) {
        fprintf(text.stream, "%s_", schema);
    }
    fputs(name, text.stream);
    sdl_complete(&text);
    return text.data;
}

static bool table_read(HasuraTable *table, const cJSON *entry) {
    char *sql_name = cJSON_IsObject(entry) ? reference_name(member(entry, "table")) : NULL;
    if (sql_name == NULL) {
        return false;
    }
    const cJSON *configuration = hasura_object(entry, "configuration");
    const char *custom_name = hasura_text(configuration, "custom_name");
    SdlText name;
    sdl_begin(&name);
    sdl_write_name(name.stream, custom_name == NULL ? sql_name : custom_name);
    sdl_complete(&name);
    *table = (HasuraTable){
        .entry = entry, .configuration = configuration, .sql_name = sql_name, .name = name.data};
    return true;
}

static bool table_renames_columns(const HasuraTable *table) {
    const cJSON *config, *names = hasura_object(table->configuration, "custom_column_names");
    bool renames = names != NULL && names->child != NULL;
    cJSON_ArrayForEach(config, member(table->configuration, "column_config")) {
        renames |= hasura_text(config, "custom_name") != NULL;
    }
    return renames;
}

/* Equal names in the order of the file, which is that of their addresses. */
static int compare_place(const HasuraTable *a, const HasuraTable *b) {
    return (a > b) - (a < b);
}

static int compare_sql_names(const void *left, const void *right) {
    const HasuraTable *a = *(HasuraTable *const *)left, *b = *(HasuraTable *const *)right;
    int order = strcmp(a->sql_name, b->sql_name);
    return order != 0 ? order : compare_place(a, b);
}

static int compare_names(const void *left, const void *right) {
    const HasuraTable *a = *(HasuraTable *const *)left, *b = *(HasuraTable *const *)right;
    int order = strcmp(a->name, b->name);
    return order != 0 ? order : compare_place(a, b);
}

/* Marks what repeats a name, and keeps the others by their SQL names. */
static void tables_index(HasuraMetadata *metadata) {
    HasuraTable **sorted = metadata->by_sql_name;
    size_t count = metadata->table_count, kept = 0;
    for (size_t i = 0; i < count; i++) {
        sorted[i] = &metadata->tables[i];
    }
    qsort(sorted, count, sizeof *sorted, compare_names);
    for (size_t i = 1; i < count; i++) {
        sorted[i]->repeated = strcmp(sorted[i - 1]->name, sorted[i]->name) == 0;
    }
    qsort(sorted, count, sizeof *sorted, compare_sql_names);
    for (size_t i = 0; i < count; i++) {
        bool again = kept != 0 && strcmp(sorted[kept - 1]->sql_name, sorted[i]->sql_name) == 0;
        sorted[i]->repeated |= again;
        if (!sorted[i]->repeated) {
            sorted[kept++] = sorted[i];
        }
    }
    metadata->by_sql_name_count = kept;
}

/* ---- How they hang together ---- */

static const cJSON *foreign_key_of(const cJSON *relationship) {
    return member(member(relationship, "using"), "foreign_key_constraint_on");
}

static const char *const relationship_kinds[] = {"object_relationships", "array_relationships"};

enum { KIND_COUNT = sizeof relationship_kinds / sizeof *relationship_kinds };

static int compare_links(const void *left, const void *right) {
    const HasuraBackLink *a = left, *b = right;
    int order = compare_place(a->child, b->child);
    return order != 0 ? order : compare_place(a->parent, b->parent);
}

/* Adds the relationships of one kind that lead to a table with a foreign key. */
static void links_add(HasuraMetadata *metadata, const HasuraTable *parent, const char *kind) {
    const cJSON *relationship;
    cJSON_ArrayForEach(relationship, member(parent->entry, kind)) {
        const cJSON *key = foreign_key_of(relationship);
        const HasuraTable *child =
            cJSON_IsObject(key) ? hasura_table_find(metadata, member(key, "table")) : NULL;
        if (child != NULL) {
            metadata->links[metadata->link_count++] = (HasuraBackLink){child, parent, key};
        }
    }
}

static void links_read(HasuraMetadata *metadata) {
    size_t most = 0, lists = metadata->by_sql_name_count * KIND_COUNT;
    for (size_t i = 0; i < lists; i++) {
        const cJSON *entry = metadata->by_sql_name[i / KIND_COUNT]->entry;
        most += (size_t)cJSON_GetArraySize(member(entry, relationship_kinds[i % KIND_COUNT]));
    }
    metadata->links = sdl_allocate((most + 1) * sizeof *metadata->links);
    for (size_t i = 0; i < lists; i++) {
        links_add(metadata, metadata->by_sql_name[i / KIND_COUNT],
                  relationship_kinds[i % KIND_COUNT]);
    }
    qsort(metadata->links, metadata->link_count, sizeof *metadata->links, compare_links);
}

/* ---- All of it ---- */

static bool tables_read(HasuraMetadata *metadata, const cJSON *tables, Complaint *complaint) {
    size_t count = (size_t)cJSON_GetArraySize(tables);
    metadata->tables = sdl_allocate((count + 1) * sizeof *metadata->tables);
    metadata->by_sql_name = sdl_allocate((count + 1) * sizeof(HasuraTable *));
    const cJSON *entry;
    cJSON_ArrayForEach(entry, tables) {
        HasuraTable *table = &metadata->tables[metadata->table_count];
        if (!table_read(table, entry)) {
            return complain(complaint, "tables[%zu] does not say which table it is",
                            metadata->table_count);
        }
        metadata->renames_columns |= table_renames_columns(table);
        metadata->table_count++;
    }
    tables_index(metadata);
    links_read(metadata);
    return true;
}

bool hasura_metadata_read(const char *text, const char *source, HasuraMetadata *out,
                          Complaint *complaint) {
    *out = (HasuraMetadata){.json = json_read(text, complaint)};
    const cJSON *tables = out->json == NULL ? NULL : tables_find(out, source, complaint);
    bool good = tables != NULL && tables_read(out, tables, complaint);
    if (!good) {
        hasura_metadata_free(out);
    }
    return good;
}

void hasura_metadata_free(HasuraMetadata *metadata) {
    for (size_t i = 0; i < metadata->table_count; i++) {
        free(metadata->tables[i].sql_name);
        free(metadata->tables[i].name);
    }
    free(metadata->tables);
    free(metadata->by_sql_name);
    free(metadata->links);
    cJSON_Delete(metadata->json);
}

/* ---- Looking up ---- */

static int compare_with_sql_name(const void *key, const void *item) {
    const char *name = key;
    return strcmp(name, (*(HasuraTable *const *)item)->sql_name);
}

const HasuraTable *hasura_table_find(const HasuraMetadata *metadata, const cJSON *reference) {
    char *name = reference_name(reference);
    HasuraTable *const *found =
        name == NULL ? NULL
                     : bsearch(name, metadata->by_sql_name, metadata->by_sql_name_count,
                               sizeof *metadata->by_sql_name, compare_with_sql_name);
    free(name);
    return found == NULL ? NULL : *found;
}

const char *hasura_table_custom_name(const HasuraTable *table, const char *column) {
    const cJSON *config = member(hasura_object(table->configuration, "column_config"), column);
    const char *name = hasura_text(config, "custom_name");
    return name != NULL ? name
                        : hasura_text(member(table->configuration, "custom_column_names"), column);
}

void hasura_table_write_field(FILE *out, const HasuraTable *table, const char *column) {
    const char *name = hasura_table_custom_name(table, column);
    sdl_write_name(out, name == NULL ? column : name);
}

static const cJSON *named_item(const cJSON *list, const char *name) {
    const cJSON *item;
    cJSON_ArrayForEach(item, list) {
        const char *own = hasura_text(item, "name");
        if (own != NULL && strcmp(own, name) == 0) {
            return item;
        }
    }
    return NULL;
}

const cJSON *hasura_table_relationship(const HasuraTable *table, const char *name) {
    const cJSON *found = NULL;
    for (size_t i = 0; i < KIND_COUNT && found == NULL; i++) {
        found = named_item(member(table->entry, relationship_kinds[i]), name);
    }
    return found;
}

/* Whether "a" or ["a"] is the columns of {"column": "a"} or {"columns": ["a"]}. */
static bool same_columns(const cJSON *columns, const cJSON *key) {
    const cJSON *other = member(key, "columns");
    other = other == NULL ? member(key, "column") : other;
    const cJSON *a = cJSON_IsArray(columns) ? columns->child : columns;
    const cJSON *b = cJSON_IsArray(other) ? other->child : other;
    while (a != NULL && b != NULL && cJSON_IsString(a) && cJSON_IsString(b) &&
           strcmp(a->valuestring, b->valuestring) == 0) {
        a = cJSON_IsArray(columns) ? a->next : NULL;
        b = cJSON_IsArray(other) ? b->next : NULL;
    }
    return a == NULL && b == NULL;
}

/* The first link back to the table, or NULL. */
static const HasuraBackLink *links_of(const HasuraMetadata *metadata, const HasuraTable *table) {
    size_t low = 0, high = metadata->link_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (metadata->links[middle].child < table) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < metadata->link_count ? &metadata->links[low] : NULL;
}

const HasuraTable *hasura_relationship_target(const HasuraMetadata *metadata,
                                              const HasuraTable *table, const cJSON *relationship) {
    const cJSON *key = foreign_key_of(relationship);
    const cJSON *manual = member(member(relationship, "using"), "manual_configuration");
    if (!cJSON_IsString(key) && !cJSON_IsArray(key)) {
        return hasura_table_find(metadata, key != NULL ? member(key, "table")
                                                       : member(manual, "remote_table"));
    }
    const HasuraBackLink *link = links_of(metadata, table),
                         *end = metadata->links + metadata->link_count;
    for (; link != NULL && link < end && link->child == table; link++) {
        if (same_columns(key, link->key)) {
            return link->parent;
        }
    }
    return NULL;
}
