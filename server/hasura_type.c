/*
 * A tracked table; see hasura_type.h.
 *
 * In: {"table": "author details", "configuration": {"custom_name": "authors",
 *      "custom_column_names": {"id": "AuthorId"}}, "event_triggers": [{"name": "welcome"}]}
 * Out:
 *     # event_triggers "welcome": SoloQL calls no web hooks when rows change.
 *     extend type authors
 *       @table(name: "author details")
 *       @attribute(column: "id", name: "AuthorId")
 */
#include "server/hasura_type.h"

#include <string.h>

#include "server/hasura_leftover.h"
#include "server/hasura_permit.h"
#include "server/hasura_relation.h"

static const cJSON *member(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

/* Writes ", key: " before all arguments but the first. */
static void argument_begin(FILE *out, const char *key, bool *first) {
    fprintf(out, "%s%s: ", *first ? "(" : ", ", key);
    *first = false;
}

/* ---- @table ---- */

/* The text that the metadata has for a root field: its name, or its comment. */
static const char *root_text(const cJSON *field, bool comment) {
    if (cJSON_IsObject(field)) {
        return hasura_text(field, comment ? "comment" : "name");
    }
    return comment ? NULL : cJSON_GetStringValue(field);
}

/* {select: "Authors", …}; nothing if there is no such text. */
static void write_root_fields(FILE *out, const HasuraTable *table, bool comments, bool *first) {
    static const char *const keys[] = {
        "select", "select_by_pk", "select_aggregate", "select_stream", "insert",       "insert_one",
        "update", "update_by_pk", "update_many",      "delete",        "delete_by_pk",
    };
    const cJSON *fields = member(table->configuration, "custom_root_fields");
    const char *separator = "{";
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *text = root_text(member(fields, keys[i]), comments);
        if (text == NULL) {
            continue;
        }
        if (*separator == '{') {
            argument_begin(out, comments ? "root_descriptions" : "root_fields", first);
        }
        fprintf(out, "%s%s: ", separator, keys[i]);
        sdl_write_string(out, text);
        separator = ", ";
    }
    if (*separator != '{') {
        (void)putc('}', out);
    }
}

static void write_table(HasuraType *type, const HasuraTable *table) {
    SdlText arguments;
    bool first = true;
    sdl_begin(&arguments);
    if (strcmp(table->sql_name, table->name) != 0) {
        argument_begin(arguments.stream, "name", &first);
        sdl_write_string(arguments.stream, table->sql_name);
    }
    const char *comment = hasura_text(table->configuration, "comment");
    if (comment != NULL) {
        argument_begin(arguments.stream, "description", &first);
        sdl_write_string(arguments.stream, comment);
    }
    write_root_fields(arguments.stream, table, false, &first);
    write_root_fields(arguments.stream, table, true, &first);
    sdl_complete(&arguments);
    if (!first) {
        fprintf(type->directives.stream, "@table%s)\n", arguments.data);
    }
    sdl_free(&arguments);
}

/* ---- @attribute ---- */

static void write_attribute(HasuraType *type, const HasuraTable *table, const char *column,
                            const char *comment) {
    FILE *out = type->directives.stream;
    const char *name = hasura_table_custom_name(table, column);
    if (name == NULL && comment == NULL) {
        return;
    }
    bool first = true;
    fputs("@attribute", out);
    argument_begin(out, "column", &first);
    sdl_write_string(out, column);
    if (name != NULL) {
        argument_begin(out, "name", &first);
        sdl_write_string(out, name);
    }
    if (comment != NULL) {
        argument_begin(out, "description", &first);
        sdl_write_string(out, comment);
    }
    fputs(")\n", out);
}

static void write_attributes(HasuraType *type, const HasuraTable *table) {
    const cJSON *configs = hasura_object(table->configuration, "column_config"), *config, *name;
    cJSON_ArrayForEach(config, configs) {
        write_attribute(type, table, config->string, hasura_text(config, "comment"));
    }
    cJSON_ArrayForEach(name, hasura_object(table->configuration, "custom_column_names")) {
        if (member(configs, name->string) == NULL) {
            write_attribute(type, table, name->string, NULL);
        }
    }
}

/* ---- All of it ---- */

static void write_type(FILE *out, const HasuraType *type, const HasuraTable *table) {
    bool bare = type->directives.length == 0;
    sdl_write_comments(out, &type->notes);
    fprintf(out, "extend type %s", table->name);
    if (!bare) {
        (void)putc('\n', out);
        sdl_write_lines(out, &type->directives, 2);
    } else if (type->fields.length == 0) {
        fputs(" @table\n", out); /* nothing differs, but it is served */
    }
    if (type->fields.length != 0) {
        fputs(bare ? " {\n" : "{\n", out);
        sdl_write_lines(out, &type->fields, 2);
        fputs("}\n", out);
    }
}

void hasura_type_write(FILE *out, const HasuraMetadata *metadata, const HasuraTable *table) {
    if (table->repeated) {
        fputs("# Another table is called ", out);
        sdl_write_string(out, table->name);
        fputs(" as well; it needs a custom_name: ", out);
        sdl_write_string(out, table->sql_name);
        (void)putc('\n', out);
        return;
    }
    HasuraType type;
    sdl_begin(&type.notes);
    sdl_begin(&type.directives);
    sdl_begin(&type.fields);
    hasura_leftover_write(type.notes.stream, HASURA_TABLE, table->entry);
    hasura_leftover_write(type.notes.stream, HASURA_CONFIGURATION, table->configuration);
    write_table(&type, table);
    if (cJSON_IsTrue(member(table->entry, "is_enum"))) {
        fputs("@enum_table\n", type.directives.stream);
    }
    write_attributes(&type, table);
    hasura_relation_write_all(&type, metadata, table);
    sdl_complete(&type.notes);
    sdl_complete(&type.directives);
    sdl_complete(&type.fields);
    write_type(out, &type, table);
    sdl_free(&type.notes);
    sdl_free(&type.directives);
    sdl_free(&type.fields);
    hasura_permit_write(out, metadata, table);
}
