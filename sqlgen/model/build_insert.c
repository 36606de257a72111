/*
 * What rows are inserted from: t_insert_input, its nested forms, and t_on_conflict (API section 4).
 *
 *     input items_insert_input { sku: String  product: products_obj_rel_insert_input
 *                                reviews: reviews_arr_rel_insert_input }
 *     input reviews_arr_rel_insert_input { data: [reviews_insert_input!]!
 *                                          on_conflict: reviews_on_conflict }
 *     input items_on_conflict { constraint: items_constraint  columns: [items_select_column!]
 *                               update_columns: [items_update_column!]! = []
 *                               where: items_bool_exp }
 *     enum items_constraint { items_pkey items_sku_key }
 *
 * A conflict is with a constraint or with columns; a partial index is offered by its name alone,
 * because columns do not say which rows of them must differ.
 *
 * Every field of t_insert_input may be absent: a column without a value gets its default, and
 * whether that is good is for the database to say. Generated columns cannot be given.
 */
#include "sqlgen/model/builder.h"
#include "sqlgen/model/role.h"

static bool entity_is_insertable(const Entity *entity) {
    return entity->table->insertable && entity->table->kind != TABLE_VIRTUAL &&
           entity_taken_count(entity, PERMIT_INSERT) != 0;
}

/* ---- Conflicts ---- */

/* A constraint is told to those who know all of its columns. */
static bool constraint_is_told(const Entity *entity, const Constraint *constraint) {
    const Entity *whole = entity_whole(entity);
    bool told = constraint->target;
    for (size_t i = 0; i < constraint->count && told && entity->policy != NULL; i++) {
        const Attribute *attribute = entity_attribute(whole, constraint->columns[i]);
        told = attribute != NULL && (entity_attribute(entity, attribute->column) != NULL ||
                                     entity_takes(entity, attribute, PERMIT_INSERT));
    }
    return told;
}

/* t_constraint; NULL if nothing is unique. */
static Type *build_constraints(Builder *builder, const Entity *entity) {
    size_t count = 0;
    for (size_t i = 0; i < entity->constraint_count; i++) {
        count += constraint_is_told(entity, &entity->constraints[i]);
    }
    if (count == 0) {
        return NULL;
    }
    Type *type = builder_add_type(builder, TYPE_ENUM, entity, "_constraint");
    builder_room(builder, type, count);
    for (size_t i = 0; i < entity->constraint_count; i++) {
        const Constraint *constraint = &entity->constraints[i];
        if (constraint_is_told(entity, constraint)) {
            const Binding *binding = builder_bind(builder, (Binding){.constraint = constraint});
            builder_add_value(builder, type,
                              (EnumValueDef){.name = constraint->name, .binding = binding});
        }
    }
    return type;
}

static Type *build_update_columns(Builder *builder, const Entity *entity) {
    const Entity *whole = entity_whole(entity);
    Type *type = builder_add_type(builder, TYPE_ENUM, entity, "_update_column");
    builder_room(builder, type, entity_taken_count(entity, PERMIT_UPDATE) + 1);
    for (size_t i = 0; i < whole->attribute_count; i++) {
        const Attribute *attribute = &whole->attributes[i];
        if (entity_takes(entity, attribute, PERMIT_UPDATE)) {
            const Binding *binding = builder_bind(builder, (Binding){.attribute = attribute});
            builder_add_value(builder, type,
                              (EnumValueDef){.name = attribute->name, .binding = binding});
        }
    }
    if (entity_taken_count(entity, PERMIT_UPDATE) ==
        0) { /* an enum has a value; Hasura calls it so */
        builder_add_value(
            builder, type,
            (EnumValueDef){.name = STR("_PLACEHOLDER"),
                           .description = STR("There is no such column."),
                           .binding = builder_bind(builder, (Binding){.entity = NULL})});
    }
    return type;
}

/* What becomes of the row that is there. */
static void build_conflict_update(Builder *builder, EntityTypes *types) {
    static const Value no_columns = {.kind = VALUE_LIST};
    const Entity *entity = types->entity;
    builder_add_input(
        builder, types->on_conflict,
        (InputValueDef){
            .name = STR("update_columns"),
            .description = STR("Take these of the new row; none = leave the old one."),
            .type = builder_list_non_null(builder, build_update_columns(builder, entity)),
            .default_value = &no_columns,
            .binding = builder_bind(builder, (Binding){.conflict = CONFLICT_UPDATE_COLUMNS})});
    if (entity_taken_count(entity, PERMIT_UPDATE) == 0) {
        return;
    }
    builder_add_input(
        builder, types->on_conflict,
        (InputValueDef){.name = STR("where"),
                        .description = STR("Update only a row that meets this."),
                        .type = &types->filter->ref,
                        .binding = builder_bind(builder, (Binding){.conflict = CONFLICT_WHERE})});
}

static void build_on_conflict(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    bool conflicts = entity->table->kind == TABLE_ORDINARY && entity->table->updatable;
    Type *constraints = conflicts ? build_constraints(builder, entity) : NULL;
    if (constraints == NULL) {
        return;
    }
    types->on_conflict = builder_add_type(builder, TYPE_INPUT_OBJECT, entity, "_on_conflict");
    builder_describe(builder, types->on_conflict,
                     STR("What to do where a row is unique no longer: update the one that is "
                         "there, or nothing."));
    builder_room(builder, types->on_conflict, 4);
    builder_add_input(
        builder, types->on_conflict,
        (InputValueDef){.name = STR("constraint"),
                        .description = STR("What is no longer unique; or say columns instead."),
                        .type = &constraints->ref,
                        .binding =
                            builder_bind(builder, (Binding){.conflict = CONFLICT_CONSTRAINT})});
    if (types->select_column != NULL) {
        const Binding *columns = builder_bind(builder, (Binding){.conflict = CONFLICT_COLUMNS});
        builder_add_input(
            builder, types->on_conflict,
            (InputValueDef){.name = STR("columns"),
                            .description =
                                STR("The columns that are unique together, in any order."),
                            .type = builder_list(builder, types->select_column),
                            .binding = columns});
    }
    build_conflict_update(builder, types);
}

/* ---- Rows ---- */

/* A row behind a junction or a filter is not tied to this one by columns alone. */
static bool relation_takes_rows(Builder *builder, const Relation *relation) {
    return relation->junction == NULL && relation->filter == NULL &&
           relation->target->table->kind == TABLE_ORDINARY &&
           builder_types(builder, relation->target)->insert_input != NULL;
}

static void build_nested_form(Builder *builder, const EntityTypes *types, Type *nested, bool list) {
    builder_room(builder, nested, 2);
    builder_add_input(
        builder, nested,
        (InputValueDef){.name = STR("data"),
                        .type = list ? builder_list_non_null(builder, types->insert_input)
                                     : builder_non_null(builder, types->insert_input),
                        .binding = builder_bind(builder, (Binding){.insert = INSERT_DATA})});
    if (types->on_conflict != NULL) {
        builder_add_input(builder, nested,
                          (InputValueDef){.name = STR("on_conflict"),
                                          .type = &types->on_conflict->ref,
                                          .binding = builder_bind(
                                              builder, (Binding){.insert = INSERT_ON_CONFLICT})});
    }
}

static void build_insert_input(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity, *whole = entity_whole(entity);
    builder_room(builder, types->insert_input,
                 entity_taken_count(entity, PERMIT_INSERT) + entity->relation_count);
    for (size_t i = 0; i < whole->attribute_count; i++) {
        const Attribute *attribute = &whole->attributes[i];
        if (entity_takes(entity, attribute, PERMIT_INSERT)) {
            Binding binding = {.insert = INSERT_ATTRIBUTE, .attribute = attribute};
            builder_add_input(builder, types->insert_input,
                              (InputValueDef){.name = attribute->name,
                                              .description = attribute->description,
                                              .type = &builder_value_type(builder, attribute)->ref,
                                              .binding = builder_bind(builder, binding)});
        }
    }
    for (size_t i = 0; i < entity->relation_count; i++) {
        const Relation *relation = &entity->relations[i];
        if (!relation_takes_rows(builder, relation)) {
            continue;
        }
        EntityTypes *target = builder_types(builder, relation->target);
        const Type *nested =
            relation->kind == RELATION_OBJECT ? target->insert_object : target->insert_array;
        Binding binding = {.insert = INSERT_RELATION, .relation = relation};
        builder_add_input(builder, types->insert_input,
                          (InputValueDef){.name = relation->name,
                                          .description = relation->description,
                                          .type = &nested->ref,
                                          .binding = builder_bind(builder, binding)});
    }
}

void build_insert_types(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    if (entity_is_insertable(entity)) {
        types->insert_input = builder_add_type(builder, TYPE_INPUT_OBJECT, entity, "_insert_input");
        builder_take_rows(builder, types->insert_input);
        types->insert_object =
            builder_add_type(builder, TYPE_INPUT_OBJECT, entity, "_obj_rel_insert_input");
        types->insert_array =
            builder_add_type(builder, TYPE_INPUT_OBJECT, entity, "_arr_rel_insert_input");
        build_on_conflict(builder, types);
    }
}

void build_insert(Builder *builder, EntityTypes *types) {
    if (types->insert_input != NULL) {
        build_insert_input(builder, types);
        build_nested_form(builder, types, types->insert_object, false);
        build_nested_form(builder, types, types->insert_array, true);
    }
}
