/*
 * Enums: types of columns whose values are a few words.
 *
 *     enum order_status { open paid shipped }          extend type colors @enum_table
 *     extend type orders { status: order_status! }
 *
 * In: enum definitions, and tables whose rows are the values. Out: Enumerations; those of tables
 * become the type of every column with a foreign key to the table. The texts in the database are
 * the names themselves; a text that is none is an error on the way out, with its path.
 */
#include "sqlgen/model/overlay_parts.h"

enum { TABLE_VALUES_MAX = 1000 }; /* rows of an enum table */

static Enumeration *enumeration_add(Overlay *overlay, Str name, size_t room) {
    Model *model = overlay->model;
    Enumeration *enumeration = ARENA_NEW(overlay->arena, Enumeration);
    *enumeration = (Enumeration){.position = model->enumeration_count};
    enumeration->values.name = name;
    enumeration->values.items = ARENA_ARRAY(overlay->arena, room, Str);
    enumeration->descriptions = ARENA_ARRAY(overlay->arena, room, Str);
    ARENA_PUSH(overlay->arena, model->enumerations, model->enumeration_count, enumeration);
    map_add(&overlay->enumerations, name, enumeration);
    return enumeration;
}

static void enumeration_add_value(Enumeration *enumeration, Str name, Str description) {
    size_t position = enumeration->values.count++;
    enumeration->values.items[position] = name;
    enumeration->descriptions[position] = description;
}

static void enum_define(Overlay *overlay, const Definition *definition) {
    Enumeration *enumeration =
        enumeration_add(overlay, definition->name.text, definition->value_count);
    if (definition->description != NULL) {
        enumeration->description = definition->description->text;
    }
    for (size_t i = 0; i < definition->value_count; i++) {
        const EnumValueNode *value = &definition->values[i];
        enumeration_add_value(enumeration, value->name.text,
                              value->description == NULL ? (Str){0} : value->description->text);
    }
    if (definition->value_count == 0) {
        overlay_error(overlay, definition->span.start, "The enum %.*s has no values.",
                      STR_ARG(definition->name.text));
    }
}

/* ---- Tables whose rows are values ---- */

/* All of the table in the order of its key; NULL after adding an error. */
static sqlite3_stmt *values_select(Overlay *overlay, const Table *table, uint32_t offset) {
    char *sql =
        sqlite3_mprintf("select * from \"%.*w\" order by \"%.*w\" limit %d", STR_ARG(table->name),
                        STR_ARG(table->primary_key[0]->name), TABLE_VALUES_MAX + 1);
    sqlite3_stmt *statement = NULL;
    if (sql == NULL ||
        sqlite3_prepare_v2(overlay->database.reader, sql, -1, &statement, NULL) != SQLITE_OK) {
        overlay_error(overlay, offset, "SQLite: %s.", sqlite3_errmsg(overlay->database.reader));
    }
    sqlite3_free(sql);
    return statement;
}

static Str column_text(Arena *arena, sqlite3_stmt *statement, int column) {
    const char *text = (const char *)sqlite3_column_text(statement, column);
    Str bytes = {text, text == NULL ? 0 : (size_t)sqlite3_column_bytes(statement, column)};
    return text == NULL ? (Str){0} : str_copy(arena, bytes);
}

static void values_read(Overlay *overlay, Enumeration *enumeration, sqlite3_stmt *statement,
                        uint32_t offset, int key) {
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        Str value = column_text(overlay->arena, statement, key);
        Str description =
            column_text(overlay->arena, statement, 1 - key); /* null if there is none */
        bool is_name = value.length != 0 && str_equal(name_mangle(overlay->arena, value), value);
        if (!is_name || str_equal(value, STR("true")) || str_equal(value, STR("false")) ||
            str_equal(value, STR("null"))) {
            overlay_error(overlay, offset, "\"%.*s\" cannot be the value of an enum.",
                          STR_ARG(str_is_utf8(value) ? value : STR("?")));
            return;
        }
        if (enumeration->values.count == TABLE_VALUES_MAX) {
            overlay_error(overlay, offset, "An enum table may have %d rows.", TABLE_VALUES_MAX);
            return;
        }
        enumeration_add_value(enumeration, value,
                              str_is_utf8(description) ? description : (Str){0});
    }
    if (code != SQLITE_DONE) {
        overlay_error(overlay, offset, "SQLite: %s.", sqlite3_errmsg(overlay->database.reader));
    } else if (enumeration->values.count == 0) {
        overlay_error(overlay, offset, "An enum table must have rows: they are its values.");
    }
}

/* Columns with a foreign key to the table get the enum as their type. */
static void enum_table_type_keys(Overlay *overlay, const Table *table,
                                 const Enumeration *enumeration) {
    for (size_t i = 0; i < overlay->model->entity_count; i++) {
        Entity *entity = &overlay->model->entities[i];
        for (size_t k = 0; k < entity->table->foreign_key_count; k++) {
            const ForeignKey *key = &entity->table->foreign_keys[k];
            if (key->parent != table || key->count != 1) {
                continue;
            }
            Attribute *attribute = (Attribute *)entity_attribute(entity, key->columns[0]);
            if (attribute != NULL) {
                attribute->enumeration = enumeration;
                attribute->type = DATA_STRING;
            }
        }
    }
}

static void enum_table_read(Overlay *overlay, const OverlayType *type, const Directive *at) {
    const Table *table = type->entity->table;
    const Attribute *key = table->primary_key_count == 1
                               ? entity_attribute(type->entity, table->primary_key[0])
                               : NULL;
    if (key == NULL || key->type != DATA_STRING || table->column_count > 2) {
        overlay_error(overlay, at->span.start,
                      "An enum table has a text as its primary key, and at most one column more; "
                      "\"%.*s\" has not.",
                      STR_ARG(table->name));
        return;
    }
    sqlite3_stmt *statement = values_select(overlay, table, at->span.start);
    if (statement == NULL) {
        return;
    }
    Str name = str_format(overlay->arena, "%.*s_enum", STR_ARG(type->entity->name));
    Enumeration *enumeration = enumeration_add(overlay, name, TABLE_VALUES_MAX);
    enumeration->description = type->entity->description;
    values_read(overlay, enumeration, statement, at->span.start,
                (int)table->primary_key[0]->position);
    sqlite3_finalize(statement);
    enum_table_type_keys(overlay, table, enumeration);
}

void overlay_read_enums(Overlay *overlay) {
    for (size_t i = 0; i < overlay->document->definition_count; i++) {
        if (overlay->document->definitions[i].kind == DEFINITION_ENUM) {
            enum_define(overlay, &overlay->document->definitions[i]);
        }
    }
    for (size_t i = 0; i < overlay->type_count; i++) {
        const OverlayType *type = &overlay->types[i];
        for (size_t p = 0; p < type->part_count && type->entity != NULL; p++) {
            const Definition *part = type->parts[p];
            const Directive *at =
                overlay_directive(part->directives, part->directive_count, "enum_table");
            if (at != NULL && !type->entity->result) {
                enum_table_read(overlay, type, at);
            }
        }
    }
}
