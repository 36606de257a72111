/*
 * Fields that are columns: renamed, retyped, described, hidden, or computed by SQL.
 *
 *     extend type customers {
 *       lang: String @column(name: "language_code")
 *       full_name: String @sql(expr: "first_name || ' ' || last_name")
 *       email: String @hidden
 *     }
 *
 * In: the fields of a type that are no relations, and @attribute. Out: the entity's attributes. A
 * field says all about its column, its type included; what is not said stays as it was. Of a full
 * type only what is said remains.
 */
#include "sqlgen/graphql/suggest.h"
#include "sqlgen/model/overlay_parts.h"

/* The attributes of an entity while the file changes them. */
typedef struct AttributeEdit {
    Overlay *overlay;
    const OverlayType *type;
    Attribute *items; /* the automatic ones first; name.data NULL = dropped */
    size_t count, automatic;
    bool *said; /* of the automatic ones: a field of the file is about it */
} AttributeEdit;

static bool field_has(const FieldNode *field, const char *directive) {
    return overlay_directive(field->directives, field->directive_count, directive) != NULL;
}

bool overlay_field_relates(const FieldNode *field) {
    return field_has(field, "relation") || field_has(field, "references");
}

static size_t type_field_count(const OverlayType *type) {
    size_t count = 0;
    for (size_t i = 0; i < type->part_count; i++) {
        count += type->parts[i]->field_count;
    }
    return count;
}

static void attributes_begin(AttributeEdit *edit) {
    const Entity *entity = edit->type->entity;
    Arena *arena = edit->overlay->arena;
    edit->count = edit->automatic = entity->attribute_count;
    edit->items = ARENA_ARRAY(arena, edit->count + type_field_count(edit->type), Attribute);
    edit->said = ARENA_ARRAY(arena, edit->count, bool);
    for (size_t i = 0; i < edit->count; i++) {
        edit->items[i] = entity->attributes[i];
    }
}

/* Writes what remains to the entity. */
static void attributes_end(AttributeEdit *edit) {
    size_t kept = 0;
    for (size_t i = 0; i < edit->count; i++) {
        bool dropped = edit->items[i].name.data == NULL ||
                       (edit->type->full != NULL && i < edit->automatic && !edit->said[i]);
        if (!dropped) {
            edit->items[kept++] = edit->items[i];
        }
    }
    edit->type->entity->attributes = edit->items;
    edit->type->entity->attribute_count = kept;
}

/* The automatic attribute of that position is what stands at the offset about; NULL after adding
 * an error if something else was about it before. */
static Attribute *attribute_say(AttributeEdit *edit, size_t position, uint32_t offset) {
    Attribute *attribute = &edit->items[position];
    if (edit->said[position]) {
        overlay_error(edit->overlay, offset, "The column \"%.*s\" has been spoken of already.",
                      STR_ARG(attribute->column->name));
        return NULL;
    }
    edit->said[position] = true;
    return attribute;
}

/* ---- @attribute ---- */

static void attribute_apply(AttributeEdit *edit, const Directive *at) {
    Overlay *overlay = edit->overlay;
    ArgumentValues arguments;
    if (!overlay_arguments(overlay, at, &arguments)) {
        return;
    }
    const Column *column = overlay_column(overlay, edit->type->entity->table,
                                          overlay_text(&arguments, "column"), at->span.start);
    Str name = overlay_text(&arguments, "name");
    Str description = overlay_text(&arguments, "description");
    if (name.data != NULL && !str_equal(name, name_mangle(overlay->arena, name))) {
        overlay_error(overlay, at->span.start, "\"%.*s\" cannot be the name of a field.",
                      STR_ARG(name));
        return;
    }
    for (size_t i = 0; i < edit->automatic; i++) {
        Attribute *attribute =
            edit->items[i].column == column ? attribute_say(edit, i, at->span.start) : NULL;
        if (attribute == NULL) {
            continue;
        }
        attribute->name = name.data == NULL ? attribute->name : name;
        if (description.data != NULL) {
            attribute->description = description.length == 0 ? (Str){0} : description;
        }
        if (overlay_flag(&arguments, "hidden")) {
            attribute->name = (Str){0};
        }
    }
}

/* ---- Fields ---- */

/* The automatic attribute that the field is about: of the column that @column names, or of its own
 * name, automatic or SQL. NULL after adding an error. */
static Attribute *field_attribute(AttributeEdit *edit, const FieldNode *field) {
    Overlay *overlay = edit->overlay;
    const Entity *entity = edit->type->entity;
    const Directive *at = overlay_directive(field->directives, field->directive_count, "column");
    const Column *column = NULL;
    if (at != NULL) {
        ArgumentValues arguments;
        column = overlay_arguments(overlay, at, &arguments)
                     ? overlay_column(overlay, entity->table, overlay_text(&arguments, "name"),
                                      at->span.start)
                     : NULL;
        if (column == NULL) {
            return NULL;
        }
    }
    for (size_t i = 0; i < edit->automatic; i++) {
        const Attribute *automatic = &entity->attributes[i];
        bool found = column != NULL ? automatic->column == column
                                    : str_equal(automatic->name, field->name.text);
        if (found) {
            return attribute_say(edit, i, field->span.start);
        }
    }
    column = overlay_column(overlay, entity->table, field->name.text, field->name.span.start);
    for (size_t i = 0; column != NULL && i < edit->automatic; i++) {
        if (entity->attributes[i].column == column) {
            return attribute_say(edit, i, field->span.start);
        }
    }
    return NULL;
}

static void field_describe(const FieldNode *field, Attribute *attribute) {
    attribute->name = field->name.text;
    if (field->description != NULL) {
        attribute->description = field->description->text;
    }
}

/* A name for the computed column that no column of the table has. */
static Str computed_name(Arena *arena, const Table *table, Str name) {
    while (table_column(table, name) != NULL) {
        name = str_format(arena, "%.*s_", STR_ARG(name));
    }
    return name;
}

static void field_compute(AttributeEdit *edit, const FieldNode *field, const Directive *at) {
    Overlay *overlay = edit->overlay;
    const Table *table = edit->type->entity->table;
    ArgumentValues arguments;
    if (!overlay_arguments(overlay, at, &arguments)) {
        return;
    }
    Str sql = overlay_text(&arguments, "expr");
    if (sql.data == NULL || arguments.count != 1) {
        overlay_error(overlay, at->span.start,
                      "@sql on a field of a table takes `expr`, and nothing else.");
        return;
    }
    Attribute attribute = {.name = field->name.text};
    field_describe(field, &attribute);
    const SqlText *expression = overlay_expression(overlay, table, sql, at->span.start);
    if (!overlay_value_type(overlay, &field->type, &attribute) || expression == NULL) {
        return;
    }
    Column *column = ARENA_NEW(overlay->arena, Column);
    *column = (Column){.name = computed_name(overlay->arena, table, field->name.text),
                       .position = table->column_count,
                       .expression = expression};
    attribute.column = column;
    edit->items[edit->count++] = attribute;
}

/* A field of a named query's row: its column is the one of that name that the query gives. */
static void field_result(AttributeEdit *edit, const FieldNode *field) {
    Table *table = (Table *)edit->type->entity->table;
    Attribute attribute = {0};
    field_describe(field, &attribute);
    if (!overlay_value_type(edit->overlay, &field->type, &attribute)) {
        return;
    }
    Column *column = &table->columns[table->column_count];
    *column = (Column){.name = field->name.text, .position = table->column_count};
    table->column_count++;
    attribute.column = column;
    edit->items[edit->count++] = attribute;
}

static void field_override(AttributeEdit *edit, const FieldNode *field) {
    Overlay *overlay = edit->overlay;
    Attribute *attribute = field_attribute(edit, field);
    if (attribute == NULL) {
        return;
    }
    if (field_has(field, "hidden")) {
        attribute->name = (Str){0};
        return;
    }
    Attribute override = *attribute;
    field_describe(field, &override);
    if (!overlay_value_type(overlay, &field->type, &override)) {
        return;
    }
    if (override.enumeration != NULL && attribute->type != DATA_STRING &&
        attribute->type != DATA_ANY) {
        overlay_error(overlay, field->type.span.start,
                      "The values of an enum are texts, and \"%.*s\" is %.*s.",
                      STR_ARG(attribute->column->name), STR_ARG(data_type_scalar(attribute->type)));
    }
    *attribute = override;
}

/* A relation by its automatic name: what is said about it is read with the relations. */
static bool field_names_relation(const Entity *entity, const FieldNode *field) {
    for (size_t i = 0; i < entity->relation_count; i++) {
        if (str_equal(entity->relations[i].name, field->name.text)) {
            return true;
        }
    }
    return false;
}

static void field_apply(AttributeEdit *edit, const FieldNode *field) {
    const Directive *sql = overlay_directive(field->directives, field->directive_count, "sql");
    const Directive *allow = overlay_directive(field->directives, field->directive_count, "allow");
    if (field->argument_count != 0) {
        overlay_error(edit->overlay, field->arguments[0].span.start,
                      "Fields of a table take no arguments here.");
    }
    if (allow != NULL) {
        overlay_error(edit->overlay, allow->span.start,
                      "@allow is for fields of root types; which roles may see a column is said "
                      "by `columns` of @permit.");
    }
    if (sql != NULL) {
        field_compute(edit, field, sql);
    } else if (edit->type->entity->result) {
        field_result(edit, field);
    } else if (!field_names_relation(edit->type->entity, field) || field_has(field, "column")) {
        field_override(edit, field);
    }
}

/* What describes the table itself stands in a full type, where it is compared with the table. */
static void field_check_place(Overlay *overlay, const FieldNode *field) {
    static const char *const of_tables[] = {"primary", "unique",  "index",
                                            "check",   "default", "references"};
    for (size_t i = 0; i < sizeof of_tables / sizeof *of_tables; i++) {
        const Directive *at =
            overlay_directive(field->directives, field->directive_count, of_tables[i]);
        if (at != NULL) {
            overlay_error(overlay, at->span.start,
                          "@%s stands in a full type, not in an extension.", of_tables[i]);
        }
    }
}

void overlay_type_fields(Overlay *overlay, OverlayType *type) {
    if (type->entity == NULL) {
        return;
    }
    AttributeEdit edit = {.overlay = overlay, .type = type};
    if (type->full != NULL && !type->entity->result) {
        overlay_type_agree(overlay, type);
    }
    attributes_begin(&edit);
    for (size_t i = 0; i < type->part_count; i++) {
        const Definition *part = type->parts[i];
        for (size_t d = 0; d < part->directive_count; d++) {
            if (str_equal(part->directives[d].name.text, STR("attribute"))) {
                attribute_apply(&edit, &part->directives[d]);
            }
        }
        for (size_t f = 0; f < part->field_count; f++) {
            if (part->extension) {
                field_check_place(overlay, &part->fields[f]);
            }
            if (!overlay_field_relates(&part->fields[f])) {
                field_apply(&edit, &part->fields[f]);
            }
        }
    }
    attributes_end(&edit);
}
