/*
 * The last stage: what is hidden goes, and names are found to be unique.
 *
 *     extend type customers @hidden
 *
 * In: the model with all changes made in place. Out: the model that is served. Entities move while
 * those that are hidden are dropped, so everything that points to one is set anew; then each name
 * that the file gave is tried in a scope in which all others stand already.
 */
#include "sqlgen/model/overlay_parts.h"

/* ---- Hidden entities ---- */

static bool entity_is_hidden(Overlay *overlay, const Entity *entity) {
    const OverlayType *type = overlay_type_of(overlay, entity->table);
    return type == NULL ? overlay->only_declared_tables : type->hidden;
}

/* Where the entity stands in the model that is served; NULL if it does not. */
static const Entity *entity_moved(const Overlay *overlay, const Entity *entity) {
    size_t position = entity->table->position;
    if (!entity->result) {
        return overlay->model->of_table[position];
    }
    const Entity *result = &overlay->model->entities[overlay->model->entity_count];
    while (result->table != entity->table) {
        result++;
    }
    return result;
}

/* The entities that are served, and the rows of named queries behind them. */
static void entities_move(Overlay *overlay) {
    Model *model = overlay->model;
    const Entity *before = model->entities;
    size_t count = model->entity_count;
    model->entities = ARENA_ARRAY(overlay->arena, count + overlay->type_count, Entity);
    model->entity_count = 0;
    map_init(&model->by_name, overlay->arena);
    for (size_t i = 0; i < count; i++) {
        bool hidden = entity_is_hidden(overlay, &before[i]);
        Entity *place = hidden ? NULL : &model->entities[model->entity_count++];
        model->of_table[i] = place;
        if (!hidden) {
            *place = before[i];
        }
    }
    for (size_t i = 0; i < overlay->type_count; i++) {
        const OverlayType *type = &overlay->types[i];
        if (type->entity->result) {
            model->entities[model->entity_count + model->result_count++] = *type->entity;
        }
    }
    for (size_t i = 0; i < model->entity_count; i++) {
        map_add(&model->by_name, model->entities[i].name, &model->entities[i]);
    }
}

/* Relations lead to where entities are now; those to hidden ones are dropped. */
static void relations_move(Overlay *overlay) {
    const Model *model = overlay->model;
    for (size_t i = 0; i < model->entity_count + model->result_count; i++) {
        Entity *entity = &model->entities[i];
        bool named = entity->result || overlay_type_of(overlay, entity->table) != NULL;
        size_t kept = 0;
        for (size_t r = 0; r < entity->relation_count; r++) {
            Relation relation = entity->relations[r];
            relation.target = entity_moved(overlay, relation.target);
            if (relation.target != NULL && (named || !overlay->only_declared_relations)) {
                entity->relations[kept++] = relation;
            }
        }
        entity->relation_count = kept;
    }
    for (size_t i = 0; i < overlay->model->query_count; i++) {
        NamedQuery *query = &overlay->model->queries[i];
        query->entity = query->entity == NULL ? NULL : entity_moved(overlay, query->entity);
        if (query->entity == NULL && query->result != QUERY_VALUE) {
            overlay_error(overlay, query->node->type.span.start,
                          "The type of the query's rows is hidden.");
        }
    }
}

/* The key as attributes; none if a part of it is hidden. */
static void keys_move(Overlay *overlay) {
    for (size_t i = 0; i < overlay->type_count; i++) {
        const OverlayType *type = &overlay->types[i];
        if (type->entity->result || type->hidden) {
            continue;
        }
        Entity *entity = (Entity *)entity_moved(overlay, type->entity);
        entity->key = ARENA_ARRAY(overlay->arena, type->key_count, const Attribute *);
        entity->key_count = 0;
        for (size_t k = 0; k < type->key_count; k++) {
            const Attribute *part = entity_attribute(entity, type->key[k]);
            if (part == NULL) {
                entity->key_count = 0;
                break;
            }
            entity->key[entity->key_count++] = part;
        }
    }
}

/* ---- Unique names ---- */

static uint32_t type_offset(Overlay *overlay, const Entity *entity) {
    const OverlayType *type = entity->result ? map_get(&overlay->by_name, entity->name)
                                             : overlay_type_of(overlay, entity->table);
    return type == NULL ? 0 : type->parts[0]->name.span.start;
}

static bool is_renamed(Overlay *overlay, const Entity *entity) {
    return entity->result ||
           (overlay_type_of(overlay, entity->table) != NULL &&
            !str_equal(entity->name, name_mangle(overlay->arena, entity->table->name)));
}

/* Types: those with automatic names first, so that the error is at the name that the file gave. */
static void types_check(Overlay *overlay) {
    const Model *model = overlay->model;
    Arena *scratch = arena_scratch(overlay->arena);
    NameScope scope;
    model_scope_types(&scope, scratch, scratch);
    for (size_t round = 0; round < 2; round++) {
        for (size_t i = 0; i < model->entity_count + model->result_count; i++) {
            const Entity *entity = &model->entities[i];
            if (is_renamed(overlay, entity) != (round == 1)) {
                continue;
            }
            bool free_name = entity->result ? name_scope_is_free(&scope, entity->name)
                                            : model_scope_take(&scope, entity);
            if (!free_name) {
                overlay_error(overlay, type_offset(overlay, entity),
                              "The name %.*s, or one derived from it, is taken.",
                              STR_ARG(entity->name));
            }
            name_scope_reserve(&scope, entity->name);
        }
    }
    for (size_t i = 0; i < model->enumeration_count; i++) {
        Str name = model->enumerations[i]->values.name;
        static const char *const derived[] = {"%_comparison_exp", NULL};
        if (!str_equal(name_scope_take(&scope, name, derived), name)) {
            overlay_error(overlay, 0, "The name of the enum %.*s is taken.", STR_ARG(name));
        }
    }
    arena_free(scratch);
}

static void root_check(Overlay *overlay, Map *roots, Str name, uint32_t offset) {
    if (name.data != NULL && !map_add(roots, name, NULL)) {
        overlay_error(overlay, offset, "There are two root fields called %.*s.", STR_ARG(name));
    }
}

/* The root fields of the entities that the file names, or of the others. */
static void roots_check_entities(Overlay *overlay, Map *queries, Map *mutations, bool named) {
    const Model *model = overlay->model;
    for (size_t i = 0; i < model->entity_count; i++) {
        const Entity *entity = &model->entities[i];
        uint32_t offset = type_offset(overlay, entity);
        for (size_t r = 0; r < ROOT_NAME_COUNT && (offset != 0) == named; r++) {
            root_check(overlay, r < ROOT_NAME_INSERT ? queries : mutations, entity->roots[r].name,
                       offset);
        }
    }
}

/* What the file names comes last, so that the error stands there. */
static void roots_check(Overlay *overlay) {
    const Model *model = overlay->model;
    Map queries, mutations;
    map_init(&queries, overlay->arena);
    map_init(&mutations, overlay->arena);
    roots_check_entities(overlay, &queries, &mutations, false);
    roots_check_entities(overlay, &queries, &mutations, true);
    for (size_t i = 0; i < model->query_count; i++) {
        const Name *name = &model->queries[i].node->name;
        root_check(overlay, model->queries[i].writes ? &mutations : &queries, name->text,
                   name->span.start);
    }
}

static void fields_check(Overlay *overlay, const Entity *entity) {
    static const char *const list_names[] = {"%_aggregate", NULL};
    Arena *scratch = arena_scratch(overlay->arena);
    NameScope scope;
    model_scope_fields(&scope, scratch, scratch);
    for (size_t i = 0; i < entity->attribute_count; i++) {
        Str name = entity->attributes[i].name;
        if (!str_equal(name_scope_take(&scope, name, NULL), name)) {
            overlay_error(overlay, type_offset(overlay, entity),
                          "There are two fields %.*s.%.*s, or the name is reserved.",
                          STR_ARG(entity->name), STR_ARG(name));
        }
    }
    for (size_t i = 0; i < entity->relation_count; i++) {
        const Relation *relation = &entity->relations[i];
        const char *const *templates = relation->kind == RELATION_ARRAY ? list_names : NULL;
        if (!str_equal(name_scope_take(&scope, relation->name, templates), relation->name)) {
            overlay_error(overlay, type_offset(overlay, entity),
                          "There are two fields %.*s.%.*s, or fields derived from it.",
                          STR_ARG(entity->name), STR_ARG(relation->name));
        }
    }
    arena_free(scratch);
    if (entity->attribute_count == 0) {
        overlay_error(overlay, type_offset(overlay, entity), "%.*s is left without columns.",
                      STR_ARG(entity->name));
    }
}

void overlay_finish(Overlay *overlay) {
    const Model *model = overlay->model;
    entities_move(overlay);
    relations_move(overlay);
    keys_move(overlay);
    types_check(overlay);
    if (overlay->errors->count != 0) {
        return; /* what follows would be said of the same names again */
    }
    roots_check(overlay);
    for (size_t i = 0; i < model->entity_count + model->result_count; i++) {
        if (type_offset(overlay, &model->entities[i]) != 0) {
            fields_check(overlay, &model->entities[i]);
        }
    }
}
