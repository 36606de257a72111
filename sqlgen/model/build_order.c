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
    Type *type = schema_add_type(builder->schema, TYPE_ENUM, STR("order_by"));
    type->description = STR("The direction of an order, and where nulls go.");
    builder->order_direction = type;
    for (size_t i = 0; i < sizeof directions / sizeof *directions; i++) {
        ARENA_PUSH(builder->arena, type->values, type->value_count,
                   ((EnumValueDef){.name = directions[i].name,
                                   .description = str_from(directions[i].description),
                                   .binding = builder_bind(
                                       builder, (Binding){.direction = directions[i].direction})}));
    }
}

static void build_select_column(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    Type *type = types->select_column;
    for (size_t i = 0; i < entity->attribute_count; i++) {
        ARENA_PUSH(
            builder->arena, type->values, type->value_count,
            ((EnumValueDef){.name = entity->attributes[i].name, .binding = &types->attributes[i]}));
    }
}

static void build_entity_order(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    Type *order = types->order;
    for (size_t i = 0; i < entity->attribute_count; i++) {
        ARENA_PUSH(builder->arena, order->inputs, order->input_count,
                   ((InputValueDef){.name = entity->attributes[i].name,
                                    .type = &builder->order_direction->ref,
                                    .binding = builder_bind(
                                        builder, (Binding){.order = ORDER_ATTRIBUTE,
                                                           .attribute = &entity->attributes[i]})}));
    }
    for (size_t i = 0; i < entity->relation_count; i++) {
        const Relation *relation = &entity->relations[i];
        if (relation->kind == RELATION_OBJECT) {
            const Type *target = builder_types(builder, relation->target)->order;
            ARENA_PUSH(builder->arena, order->inputs, order->input_count,
                       ((InputValueDef){
                           .name = relation->name,
                           .type = &target->ref,
                           .binding = builder_bind(builder, (Binding){.order = ORDER_RELATION,
                                                                      .relation = relation})}));
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
