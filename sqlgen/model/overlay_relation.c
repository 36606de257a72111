/*
 * Relations that the file declares, renames or hides.
 *
 *     extend type customers {
 *       open_orders: [orders!]!
 *         @relation(columns: ["id"], references: ["customer_id"], where: {status: {_eq: "open"}})
 *     }
 *     extend type authors @foreign_key(table: "articles", columns: ["author_id"], as: "articles")
 *
 * In: fields with @relation or @references, and @foreign_key. Out: the entity's relations. One
 * without a `where` takes the place of the automatic relation over the same columns, any takes that
 * of the automatic one with its name. The filters wait for the schema, which types them.
 */
#include "sqlgen/model/overlay_parts.h"

/* The relations of an entity while the file changes them. */
typedef struct RelationEdit {
    Overlay *overlay;
    const OverlayType *type;
    size_t automatic; /* of the entity's relations, those that were there before */
    bool *said;       /* of those: something in the file is about it */
} RelationEdit;

static bool columns_agree(const Column *const *a, const Column *const *b, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (a[i] != b[i]) {
            return false;
        }
    }
    return true;
}

static bool relation_replaces(const Relation *made, bool filtered, const Relation *automatic) {
    if (str_equal(made->name, automatic->name)) {
        return true;
    }
    return !filtered && automatic->junction == NULL && automatic->kind == made->kind &&
           automatic->target == made->target && automatic->count == made->count &&
           columns_agree(automatic->columns, made->columns, made->count) &&
           columns_agree(automatic->references, made->references, made->count);
}

static void relation_put(RelationEdit *edit, Relation made, bool filtered) {
    Entity *entity = edit->type->entity;
    made.unique = table_columns_unique(made.target->table, made.references, made.count);
    for (size_t i = 0; i < edit->automatic; i++) {
        if (!edit->said[i] && relation_replaces(&made, filtered, &entity->relations[i])) {
            edit->said[i] = true;
            made.description =
                made.description.data == NULL ? entity->relations[i].description : made.description;
            entity->relations[i] = made;
            return;
        }
    }
    ARENA_PUSH(edit->overlay->arena, entity->relations, entity->relation_count, made);
}

/* ---- Fields ---- */

/* Kind and target by the field's type; false after adding an error. */
static bool relation_of_type(RelationEdit *edit, const FieldNode *field, Relation *out) {
    bool list;
    const TypeNode *named = overlay_named(&field->type, &list);
    out->name = field->name.text;
    out->description = field->description == NULL ? (Str){0} : field->description->text;
    out->kind = list ? RELATION_ARRAY : RELATION_OBJECT;
    out->target = overlay_entity(edit->overlay, named->name.text);
    if (out->target == NULL || out->target->result) {
        overlay_error(edit->overlay, named->span.start,
                      "A relation leads to a table or view, and \"%.*s\" is none.",
                      STR_ARG(named->name.text));
        return false;
    }
    if (field->argument_count != 0) {
        overlay_error(edit->overlay, field->arguments[0].span.start,
                      "A relation gets its arguments by itself.");
        return false;
    }
    return true;
}

static const Argument *argument_named(const Directive *at, const char *name) {
    for (size_t i = 0; i < at->argument_count; i++) {
        if (str_equal(at->arguments[i].name.text, str_from(name))) {
            return &at->arguments[i];
        }
    }
    return NULL;
}

static void relation_by_columns(RelationEdit *edit, const FieldNode *field, const Directive *at) {
    Overlay *overlay = edit->overlay;
    Relation made = {0};
    ArgumentValues arguments;
    if (!relation_of_type(edit, field, &made) || !overlay_arguments(overlay, at, &arguments)) {
        return;
    }
    const Json *columns = overlay_texts(&arguments, "columns");
    const Json *references = overlay_texts(&arguments, "references");
    if (columns->count != references->count) {
        overlay_error(overlay, at->span.start,
                      "@relation names %zu columns here and %zu on the other side.", columns->count,
                      references->count);
        return;
    }
    made.count = columns->count;
    made.columns = overlay_columns(overlay, edit->type->entity->table, columns, at->span.start);
    made.references = overlay_columns(overlay, made.target->table, references, at->span.start);
    if (made.columns == NULL || made.references == NULL) {
        return;
    }
    const Argument *where = argument_named(at, "where");
    bool filtered = where != NULL && where->value.kind != VALUE_NULL;
    Str order = overlay_choice(&arguments, "insertion_order");
    made.insert_after =
        order.data == NULL ? made.kind == RELATION_ARRAY : str_equal(order, STR("AFTER_PARENT"));
    made.where = filtered ? &where->value : NULL;
    relation_put(edit, made, filtered);
}

/* The foreign key of that table over these columns, in any order; NULL if there is none. */
static const ForeignKey *foreign_key_over(const Table *table, const Column *const *columns,
                                          size_t count) {
    for (size_t k = 0; k < table->foreign_key_count; k++) {
        const ForeignKey *key = &table->foreign_keys[k];
        size_t found = 0;
        for (size_t i = 0; i < count; i++) {
            for (size_t j = 0; j < key->count; j++) {
                found += key->columns[j] == columns[i];
            }
        }
        if (key->count == count && found == count && key->parent != NULL &&
            key->parent_columns != NULL) {
            return key;
        }
    }
    return NULL;
}

static const ForeignKey *foreign_key_find(Overlay *overlay, const Table *table, const Json *names,
                                          uint32_t offset) {
    const Column **columns = overlay_columns(overlay, table, names, offset);
    const ForeignKey *key = columns == NULL ? NULL : foreign_key_over(table, columns, names->count);
    if (columns != NULL && key == NULL) {
        overlay_error(overlay, offset,
                      "\"%.*s\" has no foreign key over \"%.*s\"%s to a table that is there.",
                      STR_ARG(table->name), STR_ARG(columns[0]->name),
                      names->count > 1 ? " and the others" : "");
    }
    return key;
}

/* `project: projects! @references(column: "project_id")` of a full type. */
static void relation_by_reference(RelationEdit *edit, const FieldNode *field, const Directive *at) {
    Overlay *overlay = edit->overlay;
    Relation made = {0};
    ArgumentValues arguments;
    if (!relation_of_type(edit, field, &made) || !overlay_arguments(overlay, at, &arguments)) {
        return;
    }
    Json name = {.kind = JSON_STRING, .text = overlay_text(&arguments, "column")};
    Json names = {.kind = JSON_ARRAY, .items = &name, .count = 1};
    const Table *table = edit->type->entity->table;
    const ForeignKey *key = foreign_key_find(overlay, table, &names, at->span.start);
    if (key == NULL) {
        return;
    }
    if (key->parent != made.target->table || made.kind != RELATION_OBJECT) {
        overlay_error(overlay, field->type.span.start,
                      "The foreign key leads to one row of \"%.*s\", not to %.*s.",
                      STR_ARG(key->parent->name), STR_ARG(made.target->name));
        return;
    }
    made.columns = key->columns;
    made.references = key->parent_columns;
    made.count = key->count;
    relation_put(edit, made, false);
}

/* A field that names an automatic relation: it keeps it, describes it or hides it. */
static void relation_by_name(RelationEdit *edit, const FieldNode *field) {
    Entity *entity = edit->type->entity;
    for (size_t i = 0; i < edit->automatic; i++) {
        Relation *relation = &entity->relations[i];
        if (edit->said[i] || !str_equal(relation->name, field->name.text)) {
            continue;
        }
        Relation stated = {0};
        bool hidden = overlay_directive(field->directives, field->directive_count, "hidden");
        edit->said[i] = true;
        if (hidden) {
            relation->name = (Str){0};
        } else if (relation_of_type(edit, field, &stated)) {
            relation->description =
                stated.description.data == NULL ? relation->description : stated.description;
            if (stated.target != relation->target || stated.kind != relation->kind) {
                overlay_error(edit->overlay, field->type.span.start,
                              "The relation %.*s leads to %s of %.*s.", STR_ARG(relation->name),
                              relation->kind == RELATION_OBJECT ? "one row" : "a list",
                              STR_ARG(relation->target->name));
            }
        }
        return;
    }
}

static const Attribute *entity_attribute_named(const Entity *entity, Str name) {
    for (size_t i = 0; i < entity->attribute_count; i++) {
        if (str_equal(entity->attributes[i].name, name)) {
            return &entity->attributes[i];
        }
    }
    return NULL;
}

static void relation_apply_field(RelationEdit *edit, const FieldNode *field) {
    const Directive *relation =
        overlay_directive(field->directives, field->directive_count, "relation");
    const Directive *references =
        overlay_directive(field->directives, field->directive_count, "references");
    if (relation != NULL) {
        relation_by_columns(edit, field, relation);
    } else if (references != NULL) {
        relation_by_reference(edit, field, references);
    } else if (entity_attribute_named(edit->type->entity, field->name.text) == NULL) {
        relation_by_name(edit, field);
    }
}

/* ---- @foreign_key ---- */

static void relation_by_key(RelationEdit *edit, const Directive *at) {
    Overlay *overlay = edit->overlay;
    const Table *table = edit->type->entity->table;
    ArgumentValues arguments;
    if (!overlay_arguments(overlay, at, &arguments)) {
        return;
    }
    Str other = overlay_text(&arguments, "table");
    Relation made = {.name = overlay_text(&arguments, "as"),
                     .description = overlay_text(&arguments, "description")};
    const Table *child = other.data == NULL ? table : overlay_table(overlay, other, at->span.start);
    const ForeignKey *key =
        child == NULL ? NULL
                      : foreign_key_find(overlay, child, overlay_texts(&arguments, "columns"),
                                         at->span.start);
    if (key == NULL) {
        return;
    }
    if (other.data != NULL && key->parent != table) {
        overlay_error(overlay, at->span.start, "The foreign key leads to \"%.*s\".",
                      STR_ARG(key->parent->name));
        return;
    }
    if (!str_equal(made.name, name_mangle(overlay->arena, made.name)) || made.name.length == 0) {
        overlay_error(overlay, at->span.start, "\"%.*s\" cannot be the name of a field.",
                      STR_ARG(made.name));
        return;
    }
    bool reverse = other.data != NULL;
    bool object = !reverse || overlay_flag(&arguments, "single");
    made.kind = object ? RELATION_OBJECT : RELATION_ARRAY;
    made.insert_after = reverse;
    made.target = &overlay->model->entities[(reverse ? child : key->parent)->position];
    made.columns = reverse ? key->parent_columns : key->columns;
    made.references = reverse ? key->columns : key->parent_columns;
    made.count = key->count;
    relation_put(edit, made, false);
}

/* ---- The type ---- */

static void relations_end(RelationEdit *edit) {
    Entity *entity = edit->type->entity;
    bool only_declared = edit->overlay->only_declared_relations || edit->type->full != NULL;
    size_t kept = 0;
    for (size_t i = 0; i < entity->relation_count; i++) {
        bool dropped = entity->relations[i].name.data == NULL ||
                       (only_declared && i < edit->automatic && !edit->said[i]);
        if (!dropped) {
            entity->relations[kept++] = entity->relations[i];
        }
    }
    entity->relation_count = kept;
}

void overlay_type_relations(Overlay *overlay, OverlayType *type) {
    if (type->entity == NULL) {
        return;
    }
    RelationEdit edit = {.overlay = overlay, .type = type};
    edit.automatic = type->entity->relation_count;
    edit.said = ARENA_ARRAY(overlay->arena, edit.automatic, bool);
    for (size_t i = 0; i < type->part_count; i++) {
        const Definition *part = type->parts[i];
        for (size_t d = 0; d < part->directive_count; d++) {
            if (str_equal(part->directives[d].name.text, STR("foreign_key"))) {
                relation_by_key(&edit, &part->directives[d]);
            }
        }
        for (size_t f = 0; f < part->field_count; f++) {
            relation_apply_field(&edit, &part->fields[f]);
        }
    }
    relations_end(&edit);
}
