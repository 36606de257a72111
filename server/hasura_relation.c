/*
 * Hasura's relationships; see hasura_relation.h.
 *
 * In: a name and how the two tables hang together. Out: a directive, where a foreign key of the
 * database says it, for then the table on the other side need not be known here; else a field:
 *
 *     {"name": "author", "using": {"foreign_key_constraint_on": "author_id"}}
 *         @foreign_key(columns: ["author_id"], as: "author")
 *     {"name": "books", "using": {"foreign_key_constraint_on": {"table": "book", "column": "a"}}}
 *         @foreign_key(table: "book", columns: ["a"], as: "books")
 *     {"name": "loans", "using": {"manual_configuration":
 *             {"remote_table": "loan", "column_mapping": {"id": "member_id"}}}}
 *         loans: [loan!]! @relation(columns: ["id"], references: ["member_id"])
 */
#include "server/hasura_relation.h"

#include <string.h>

/* What is being carried. */
typedef struct RelationWriter {
    HasuraType *type;
    const HasuraMetadata *metadata;
    const cJSON *entry; /* the relationship */
    const char *name;   /* of it */
    bool array;         /* it is a list */
} RelationWriter;

static const cJSON *member(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

/* Says why the relationship is left out. */
static void leave_out(const RelationWriter *writer, const char *reason) {
    FILE *notes = writer->type->notes.stream;
    fputs(writer->array ? "array relationship " : "object relationship ", notes);
    sdl_write_string(notes, writer->name);
    fprintf(notes, ": %s\n", reason);
}

static bool are_strings(const cJSON *list) {
    const cJSON *item;
    bool good = list != NULL && list->child != NULL;
    cJSON_ArrayForEach(item, list) {
        good &= cJSON_IsString(item) != 0;
    }
    return good;
}

static void write_foreign_key(const RelationWriter *writer, const cJSON *key) {
    const cJSON *columns = key;
    const HasuraTable *child = NULL;
    if (cJSON_IsObject(key)) {
        columns = member(key, "columns") == NULL ? member(key, "column") : member(key, "columns");
        child = hasura_table_find(writer->metadata, member(key, "table"));
    }
    if ((child == NULL) != !cJSON_IsObject(key)) {
        leave_out(writer, "the table on the other side is not tracked.");
        return;
    }
    if ((!cJSON_IsString(columns) && !are_strings(columns)) || (writer->array && child == NULL)) {
        leave_out(writer, "it does not say which foreign key it goes by.");
        return;
    }
    FILE *out = writer->type->directives.stream;
    fputs("@foreign_key(", out);
    if (child != NULL) {
        fputs("table: ", out);
        sdl_write_string(out, child->sql_name);
        fputs(", ", out);
    }
    fputs("columns: ", out);
    sdl_write_strings(out, columns);
    fputs(child != NULL && !writer->array ? ", single: true, as: " : ", as: ", out);
    sdl_write_string(out, writer->name);
    const char *comment = hasura_text(writer->entry, "comment");
    if (comment != NULL && *comment != '\0') {
        fputs(", description: ", out);
        sdl_write_string(out, comment);
    }
    fputs(")\n", out);
}

/* ["id"] of the mapping's left or right sides. */
static void write_mapping(FILE *out, const cJSON *mapping, bool left) {
    const cJSON *pair;
    cJSON_ArrayForEach(pair, mapping) {
        fputs(pair == mapping->child ? "[" : ", ", out);
        sdl_write_string(out, left ? pair->string : pair->valuestring);
    }
    (void)putc(']', out);
}

/* Which of the two rows an insert of both writes first, where that is not the usual order. */
static bool order_is_unusual(const RelationWriter *writer, const cJSON *manual) {
    const char *order = hasura_text(manual, "insertion_order");
    return order != NULL && strcmp(order, writer->array ? "after_parent" : "before_parent") != 0;
}

static void write_manual(const RelationWriter *writer, const cJSON *manual) {
    const HasuraTable *target = hasura_table_find(writer->metadata, member(manual, "remote_table"));
    const cJSON *mapping = hasura_object(manual, "column_mapping");
    if (target == NULL || !are_strings(mapping) || !sdl_is_name(writer->name)) {
        leave_out(writer, target == NULL          ? "the table on the other side is not tracked."
                          : !are_strings(mapping) ? "it maps no columns."
                                                  : "that is no GraphQL name.");
        return;
    }
    FILE *out = writer->type->fields.stream;
    const char *comment = hasura_text(writer->entry, "comment");
    if (comment != NULL && *comment != '\0') {
        sdl_write_string(out, comment);
        (void)putc('\n', out);
    }
    fprintf(out, writer->array ? "%s: [%s!]! @relation(columns: " : "%s: %s @relation(columns: ",
            writer->name, target->name);
    write_mapping(out, mapping, true);
    fputs(", references: ", out);
    write_mapping(out, mapping, false);
    if (order_is_unusual(writer, manual)) {
        fprintf(out, ", insertion_order: %s", writer->array ? "BEFORE_PARENT" : "AFTER_PARENT");
    }
    fputs(")\n", out);
}

static void write_relationship(const RelationWriter *writer) {
    const cJSON *using = member(writer->entry, "using");
    const cJSON *key = member(using, "foreign_key_constraint_on");
    const cJSON *manual = member(using, "manual_configuration");
    if (key != NULL) {
        write_foreign_key(writer, key);
    } else if (cJSON_IsObject(manual)) {
        write_manual(writer, manual);
    } else {
        leave_out(writer, "it says neither a foreign key nor a mapping of columns.");
    }
}

void hasura_relation_write_all(HasuraType *type, const HasuraMetadata *metadata,
                               const HasuraTable *table) {
    static const char *const kinds[] = {"object_relationships", "array_relationships"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        RelationWriter writer = {.type = type, .metadata = metadata, .array = i == 1};
        cJSON_ArrayForEach(writer.entry, member(table->entry, kinds[i])) {
            writer.name = hasura_text(writer.entry, "name");
            if (writer.name == NULL) {
                fprintf(type->notes.stream, "%s: one has no name.\n", kinds[i]);
            } else {
                write_relationship(&writer);
            }
        }
    }
}
