/*
 * Types: which table each of them exposes, under which names.
 *
 *     extend type authors @table(name: "AUTHOR_TBL", root_fields: {select: "all_authors"})
 *
 * In: the types of the file. Out: for each its entity, renamed. A `type` that names no table is the
 * row of a named query (overlay_query.c), and gets an entity with a table of its own.
 */
#include "sqlgen/model/overlay_parts.h"

static const char *const root_names[ROOT_NAME_COUNT] = {
    [ROOT_NAME_SELECT] = "select",
    [ROOT_NAME_SELECT_BY_PK] = "select_by_pk",
    [ROOT_NAME_SELECT_AGGREGATE] = "select_aggregate",
    [ROOT_NAME_SELECT_GROUP] = "select_group",
    [ROOT_NAME_SELECT_CONNECTION] = "select_connection",
    [ROOT_NAME_SELECT_STREAM] = "select_stream",
    [ROOT_NAME_INSERT] = "insert",
    [ROOT_NAME_INSERT_ONE] = "insert_one",
    [ROOT_NAME_UPDATE] = "update",
    [ROOT_NAME_UPDATE_BY_PK] = "update_by_pk",
    [ROOT_NAME_UPDATE_MANY] = "update_many",
    [ROOT_NAME_DELETE] = "delete",
    [ROOT_NAME_DELETE_BY_PK] = "delete_by_pk",
};

/* The directive on one of the type's parts, or NULL. */
static const Directive *type_directive(const OverlayType *type, const char *name) {
    const Directive *found = NULL;
    for (size_t i = 0; i < type->part_count && found == NULL; i++) {
        const Definition *part = type->parts[i];
        found = overlay_directive(part->directives, part->directive_count, name);
    }
    return found;
}

/* ---- The table ---- */

/* The entity that the type exposes by its own name, automatic or SQL. */
static Entity *entity_of_name(const Overlay *overlay, Str name) {
    Entity *entity = map_get(&overlay->model->by_name, name);
    const Table *table = entity != NULL ? NULL : catalog_table(overlay->model->catalog, name);
    return table == NULL ? entity : &overlay->model->entities[table->position];
}

/* The row of a named query: a table that is not in the database. */
static Entity *entity_of_result(Overlay *overlay, const OverlayType *type) {
    Arena *arena = overlay->arena;
    Table *table = ARENA_NEW(arena, Table);
    *table = (Table){
        .kind = TABLE_VIEW, .name = type->name, .position = overlay->model->catalog->table_count};
    size_t fields = 0;
    for (size_t i = 0; i < type->part_count; i++) {
        fields += type->parts[i]->field_count;
    }
    table->columns = ARENA_ARRAY(arena, fields, Column);
    Entity *entity = ARENA_NEW(arena, Entity);
    *entity = (Entity){.name = type->name, .table = table, .result = true};
    return entity;
}

static void type_find_entity(Overlay *overlay, OverlayType *type) {
    const Directive *at = type_directive(type, "table");
    ArgumentValues arguments = {0};
    if (at != NULL && !overlay_arguments(overlay, at, &arguments)) {
        return;
    }
    Str name = overlay_text(&arguments, "name");
    if (at != NULL && name.data != NULL) {
        const Table *table = overlay_table(overlay, name, at->span.start);
        type->entity = table == NULL ? NULL : overlay->model->entities + table->position;
        return;
    }
    type->entity = entity_of_name(overlay, type->name);
    if (type->entity == NULL && type->full != NULL && at == NULL) {
        type->entity = entity_of_result(overlay, type);
    } else if (type->entity == NULL) {
        (void)overlay_table(overlay, type->name, type->parts[0]->name.span.start);
    }
}

/* Notes that the type, and no other, exposes its table. */
static void type_claim(Overlay *overlay, OverlayType *type) {
    if (type->entity == NULL || type->entity->result) {
        return;
    }
    OverlayType **claim = &overlay->of_table[type->entity->table->position];
    if (*claim != NULL) {
        overlay_error(overlay, type->parts[0]->name.span.start,
                      "The table \"%.*s\" is exposed by the type %.*s already.",
                      STR_ARG(type->entity->table->name), STR_ARG((*claim)->name));
        type->entity = NULL;
        return;
    }
    *claim = type;
}

/* ---- Root fields ---- */

static RootName root_of_name(Str name) {
    size_t root = 0;
    while (!str_equal(str_from(root_names[root]), name)) {
        root++; /* the definition of the directive admits no other names */
    }
    return (RootName)root;
}

static bool is_graphql_name(Arena *arena, Str name) {
    return name.length != 0 && str_equal(name_mangle(arena, name), name);
}

static void type_rename_roots(Overlay *overlay, const OverlayType *type, const Directive *at,
                              const Input *names) {
    for (size_t i = 0; names != NULL && i < names->count; i++) {
        const InputField *field = &names->fields[i];
        if (field->value->kind != INPUT_SCALAR) {
            continue;
        }
        Str name = field->value->json.text;
        if (!is_graphql_name(overlay->arena, name)) {
            overlay_error(overlay, at->span.start, "\"%.*s\" cannot be the name of a field.",
                          STR_ARG(name));
        }
        type->entity->roots[root_of_name(field->def->name)].name = name;
    }
}

static void type_describe_roots(const OverlayType *type, const Input *descriptions) {
    for (size_t i = 0; descriptions != NULL && i < descriptions->count; i++) {
        const InputField *field = &descriptions->fields[i];
        if (field->value->kind == INPUT_SCALAR) {
            Root *root = &type->entity->roots[root_of_name(field->def->name)];
            root->description = field->value->json.text;
        }
    }
}

/* Leaves only the root fields that the list names. */
static void type_choose_roots(const OverlayType *type, const Input *operations) {
    bool kept[ROOT_NAME_COUNT] = {false};
    if (operations == NULL || operations->kind != INPUT_LIST) {
        return;
    }
    for (size_t i = 0; i < operations->count; i++) {
        kept[root_of_name(operations->items[i]->value->name)] = true;
    }
    for (size_t i = 0; i < ROOT_NAME_COUNT; i++) {
        if (!kept[i]) {
            type->entity->roots[i].name = (Str){0};
        }
    }
}

/* ---- What stands on the type ---- */

static void type_apply_table(Overlay *overlay, OverlayType *type) {
    Entity *entity = type->entity;
    const Directive *at = type_directive(type, "table");
    ArgumentValues arguments = {0};
    bool read = at != NULL && overlay_arguments(overlay, at, &arguments);
    /* A type of its table's SQL name keeps the automatic one, which may have a suffix. */
    if (read && overlay_text(&arguments, "name").data != NULL) {
        entity->name = type->name;
        entity_name_roots(overlay->arena, entity);
    }
    if (type->full != NULL && type->full->description != NULL) {
        entity->description = type->full->description->text;
    }
    if (!read) {
        return;
    }
    Str description = overlay_text(&arguments, "description");
    if (description.data != NULL) {
        entity->description = description.length == 0 ? (Str){0} : description;
    }
    type_rename_roots(overlay, type, at, argument_value(&arguments, STR("root_fields")));
    type_describe_roots(type, argument_value(&arguments, STR("root_descriptions")));
    type_choose_roots(type, argument_value(&arguments, STR("operations")));
}

static void type_apply_key(Overlay *overlay, OverlayType *type) {
    const Directive *at = type_directive(type, "key");
    ArgumentValues arguments;
    if (at == NULL) {
        type->key_count = type->entity->table->primary_key_count;
        type->key = type->entity->table->primary_key;
        return;
    }
    if (!overlay_arguments(overlay, at, &arguments)) {
        return;
    }
    const Json *names = overlay_texts(&arguments, "columns");
    type->key = overlay_columns(overlay, type->entity->table, names, at->span.start);
    type->key_count = type->key == NULL ? 0 : names->count;
    if (type->entity->table->primary_key_count != 0) {
        overlay_error(overlay, at->span.start,
                      "The table \"%.*s\" has a primary key; @key is for views and for tables "
                      "without one.",
                      STR_ARG(type->entity->table->name));
    }
}

/* A result is no table: it has nothing that a directive of its type could be about. */
static void type_check_result(Overlay *overlay, const OverlayType *type) {
    for (size_t i = 0; i < type->part_count; i++) {
        for (size_t d = 0; d < type->parts[i]->directive_count; d++) {
            const Directive *at = &type->parts[i]->directives[d];
            overlay_error(overlay, at->span.start, "There is no table or view \"%.*s\" for @%.*s.",
                          STR_ARG(type->name), STR_ARG(at->name.text));
        }
    }
}

void overlay_resolve(Overlay *overlay) {
    overlay->of_table =
        ARENA_ARRAY(overlay->arena, overlay->model->catalog->table_count, OverlayType *);
    for (size_t i = 0; i < overlay->type_count; i++) {
        type_find_entity(overlay, &overlay->types[i]);
        type_claim(overlay, &overlay->types[i]);
    }
    for (size_t i = 0; i < overlay->type_count; i++) {
        OverlayType *type = &overlay->types[i];
        if (type->entity == NULL) {
            continue;
        }
        if (type->entity->result) {
            type_check_result(overlay, type);
            continue;
        }
        type->hidden = type_directive(type, "hidden") != NULL;
        type_apply_table(overlay, type);
        type_apply_key(overlay, type);
    }
}
