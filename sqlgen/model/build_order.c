/*
 * Orders: t_order_by, the enum order_by, and t_select_column (API section 3, "order_by").
 *
 *     input items_order_by { quantity: order_by  product: products_order_by }
 */
#include "sqlgen/model/builder.h"

typedef struct DirectionRow {
    Str name;
    OrderDirection direction;
    const char *description;
} DirectionRow;

static const DirectionRow directions[] = {
    {STR_INIT("asc"), {false, false}, "ascending, nulls last"},
    {STR_INIT("asc_nulls_first"), {false, true}, "ascending, nulls first"},
    {STR_INIT("asc_nulls_last"), {false, false}, "ascending, nulls last"},
    {STR_INIT("desc"), {true, true}, "descending, nulls first"},
    {STR_INIT("desc_nulls_first"), {true, true}, "descending, nulls first"},
    {STR_INIT("desc_nulls_last"), {true, false}, "descending, nulls last"},
};

static void build_direction(Builder *builder) {
    const size_t count = sizeof directions / sizeof *directions;
    Type *type = schema_add_type(builder->schema, TYPE_ENUM, STR("order_by"));
    type->description = STR("The direction of an order, and where nulls go.");
    builder->order_direction = type;
    builder_room(builder, type, count);
    for (size_t i = 0; i < count; i++) {
        Binding binding = {.direction = directions[i].direction};
        builder_add_value(type, (EnumValueDef){.name = directions[i].name,
                                               .description = str_from(directions[i].description),
                                               .binding = builder_bind(builder, binding)});
    }
}

static void build_select_column(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    builder_room(builder, types->select_column, entity->attribute_count);
    for (size_t i = 0; i < entity->attribute_count; i++) {
        const Attribute *attribute = &entity->attributes[i];
        Binding binding = {.attribute = attribute};
        builder_add_value(
            types->select_column,
            (EnumValueDef){.name = attribute->name, .binding = builder_bind(builder, binding)});
    }
}

static void build_entity_order(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    builder_room(builder, types->order, entity->attribute_count + entity->relation_count);
    for (size_t i = 0; i < entity->attribute_count; i++) {
        const Attribute *attribute = &entity->attributes[i];
        Binding binding = {.order = ORDER_ATTRIBUTE, .attribute = attribute};
        builder_add_input(types->order, (InputValueDef){.name = attribute->name,
                                                        .type = &builder->order_direction->ref,
                                                        .binding = builder_bind(builder, binding)});
    }
    for (size_t i = 0; i < entity->relation_count; i++) {
        const Relation *relation = &entity->relations[i];
        Binding binding = {.order = ORDER_RELATION, .relation = relation};
        if (relation->kind == RELATION_OBJECT) {
            const Type *target = builder_types(builder, relation->target)->order;
            builder_add_input(types->order,
                              (InputValueDef){.name = relation->name,
                                              .type = &target->ref,
                                              .binding = builder_bind(builder, binding)});
        }
    }
}

void build_order(Builder *builder) {
    build_direction(builder);
    for (size_t i = 0; i < builder->model->entity_count; i++) {
        build_select_column(builder, &builder->entities[i]);
        build_entity_order(builder, &builder->entities[i]);
    }
}
