/*
 * Orders: t_order_by, the enum order_by, and t_select_column (API section 3, "order_by").
 *
 *     input items_order_by {
 *       quantity: order_by  product: products_order_by  reviews_aggregate:
 * reviews_aggregate_order_by
 *     }
 *     input reviews_aggregate_order_by { count: order_by  avg: reviews_avg_order_by … }
 *
 * The keys of one such object count in the order in which they are written.
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

void build_direction(Builder *builder) {
    const size_t count = sizeof directions / sizeof *directions;
    Type *type = builder_new_type(builder, TYPE_ENUM, STR("order_by"));
    type->description = STR("The direction of an order, and where nulls go.");
    builder->order_direction = type;
    builder_room(builder, type, count);
    for (size_t i = 0; i < count; i++) {
        Binding binding = {.direction = directions[i].direction};
        builder_add_value(builder, type,
                          (EnumValueDef){.name = directions[i].name,
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
            builder, types->select_column,
            (EnumValueDef){.name = attribute->name, .binding = builder_bind(builder, binding)});
    }
}

static void order_add(Builder *builder, Type *order, Str name, const Type *type, Binding binding) {
    builder_add_input(builder, order,
                      (InputValueDef){.name = name,
                                      .type = &type->ref,
                                      .binding = builder_bind(builder, binding)});
}

/* t_sum_order_by and its kin; those that take the same columns have the same fields. */
static Type *build_function_order(Builder *builder, const Entity *entity, const FunctionRow *row,
                                  const Type *alike) {
    Type *type = builder_new_type(
        builder, TYPE_INPUT_OBJECT,
        str_format(builder->room, "%.*s_%.*s_order_by", STR_ARG(entity->name), STR_ARG(row->name)));
    builder_keep_order(builder, type);
    if (alike != NULL) {
        type->body = alike->body;
        return type;
    }
    builder_room(builder, type, builder_domain_count(entity, row->domain));
    for (size_t i = 0; i < entity->attribute_count; i++) {
        const Attribute *attribute = &entity->attributes[i];
        if (builder_domain_has(row->domain, attribute->type)) {
            order_add(builder, type, attribute->name, builder->order_direction,
                      (Binding){.order = ORDER_ATTRIBUTE, .attribute = attribute});
        }
    }
    return type;
}

void build_aggregate_order(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    Type *order = types->aggregate_order;
    if (order == NULL) {
        return;
    }
    builder_room(builder, order, 1 + builder_function_count);
    order_add(builder, order, STR("count"), builder->order_direction,
              (Binding){.order = ORDER_COUNT});
    const Type *alike[DOMAIN_ALL + 1] = {NULL};
    for (size_t i = 0; i < builder_function_count; i++) {
        const FunctionRow *row = &builder_functions[i];
        if (row->function == AGGREGATE_PERCENTILE ||
            builder_domain_count(entity, row->domain) == 0) {
            continue; /* an order has no place to say which percentile */
        }
        const Type *type = build_function_order(builder, entity, row, alike[row->domain]);
        alike[row->domain] = type;
        order_add(builder, order, row->name, type,
                  (Binding){.order = ORDER_FUNCTION, .function = row->function});
    }
}

Type *builder_aggregate_order(Builder *builder, const Entity *entity) {
    EntityTypes *types = builder_types(builder, entity);
    if (types->aggregate_order == NULL) {
        BuilderPlace place = builder_enter(builder, types);
        types->aggregate_order =
            builder_add_type(builder, TYPE_INPUT_OBJECT, entity, "_aggregate_order_by");
        builder_keep_order(builder, types->aggregate_order);
        build_aggregate_order(builder, types);
        builder_leave(builder, place);
    }
    return types->aggregate_order;
}

static void build_entity_order(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    builder_keep_order(builder, types->order);
    builder_room(builder, types->order, entity->attribute_count + entity->relation_count + 1);
    if (entity->search != NULL) {
        order_add(builder, types->order, STR("_rank"), builder->order_direction,
                  (Binding){.order = ORDER_RANK, .entity = entity});
    }
    for (size_t i = 0; i < entity->attribute_count; i++) {
        const Attribute *attribute = &entity->attributes[i];
        order_add(builder, types->order, attribute->name, builder->order_direction,
                  (Binding){.order = ORDER_ATTRIBUTE, .attribute = attribute});
    }
    for (size_t i = 0; i < entity->relation_count; i++) {
        const Relation *relation = &entity->relations[i];
        if (relation->target->unreadable ||
            (relation->kind == RELATION_OBJECT && relation->target->attribute_count == 0)) {
            continue;
        }
        if (relation->kind == RELATION_OBJECT) {
            order_add(builder, types->order, relation->name,
                      builder_types(builder, relation->target)->order,
                      (Binding){.order = ORDER_RELATION, .relation = relation});
        } else {
            Str name = str_format(builder->room, "%.*s_aggregate", STR_ARG(relation->name));
            order_add(builder, types->order, name,
                      builder_aggregate_order(builder, relation->target),
                      (Binding){.order = ORDER_AGGREGATE, .relation = relation});
        }
    }
}

void build_order(Builder *builder, EntityTypes *types) {
    if (types->object != NULL) {
        build_select_column(builder, types);
        build_entity_order(builder, types);
    }
}
