/*
 * Conditions on the rows of an array relation taken together (API section 3, "where").
 *
 *     input reviews_aggregate_bool_exp {     exactly one of:
 *       count: reviews_aggregate_bool_exp_count
 *       bool_and: reviews_aggregate_bool_exp_bool_and  bool_or: reviews_aggregate_bool_exp_bool_or
 *     }
 *     input reviews_aggregate_bool_exp_count {
 *       arguments: [reviews_select_column!]  distinct: Boolean
 *       filter: reviews_bool_exp  predicate: Int_comparison_exp!
 *     }
 *
 * bool_and is the least of the values, bool_or the greatest; they exist where there is a Boolean.
 */
#include "sqlgen/model/builder.h"

static void part_add(Builder *builder, Type *type, InputValueDef part, AggregateFilterField field) {
    part.binding = builder_bind(builder, (Binding){.aggregate_filter = field});
    builder_add_input(builder, type, part);
}

/* What all functions take: `arguments` of the type given, which rows, and what must come out. */
static void build_parts(Builder *builder, Type *type, const EntityTypes *types,
                        const TypeRef *arguments, DataType result) {
    builder_room(builder, type, 4);
    part_add(builder, type, (InputValueDef){.name = STR("arguments"), .type = arguments},
             AGGREGATE_FILTER_ARGUMENTS);
    part_add(builder, type,
             (InputValueDef){.name = STR("distinct"),
                             .description = STR("Different values only."),
                             .type = &builder_scalar(builder, DATA_BOOLEAN)->ref},
             AGGREGATE_FILTER_DISTINCT);
    part_add(builder, type,
             (InputValueDef){.name = STR("filter"),
                             .description = STR("Only rows that meet this condition."),
                             .type = &types->filter->ref},
             AGGREGATE_FILTER_FILTER);
    part_add(
        builder, type,
        (InputValueDef){.name = STR("predicate"),
                        .description = STR("What the result must be."),
                        .type = builder_non_null(builder, builder_comparison(builder, result))},
        AGGREGATE_FILTER_PREDICATE);
}

static Type *function_add(Builder *builder, const EntityTypes *types, Str name,
                          AggregateFunction function) {
    Type *filter = types->aggregate_filter;
    Type *type = builder_new_type(builder, TYPE_INPUT_OBJECT,
                                  str_format(builder->room, "%.*s_aggregate_bool_exp_%.*s",
                                             STR_ARG(types->entity->name), STR_ARG(name)));
    Binding binding = {.aggregate_filter = AGGREGATE_FILTER_FUNCTION, .function = function};
    builder_add_input(builder, filter,
                      (InputValueDef){.name = name,
                                      .type = &type->ref,
                                      .binding = builder_bind(builder, binding)});
    return type;
}

/* An enum of the columns that are Boolean; NULL if there are none. */
static Type *build_boolean_column(Builder *builder, const EntityTypes *types) {
    const Entity *entity = types->entity;
    size_t count = 0;
    for (size_t i = 0; i < entity->attribute_count; i++) {
        count += entity->attributes[i].type == DATA_BOOLEAN;
    }
    if (count == 0) {
        return NULL;
    }
    Type *type = builder_add_type(builder, TYPE_ENUM, entity, "_aggregate_bool_exp_boolean_column");
    builder_room(builder, type, count);
    for (size_t i = 0; i < entity->attribute_count; i++) {
        const Attribute *attribute = &entity->attributes[i];
        if (attribute->type == DATA_BOOLEAN) {
            Binding binding = {.attribute = attribute};
            builder_add_value(
                builder, type,
                (EnumValueDef){.name = attribute->name, .binding = builder_bind(builder, binding)});
        }
    }
    return type;
}

void build_aggregate_filter(Builder *builder, EntityTypes *types) {
    if (types->aggregate_filter == NULL) {
        return;
    }
    builder_room(builder, types->aggregate_filter, 3);
    build_parts(builder, function_add(builder, types, STR("count"), AGGREGATE_COUNT), types,
                builder_list(builder, types->select_column), DATA_INT);
    const Type *column = build_boolean_column(builder, types);
    if (column != NULL) {
        const TypeRef *argument = builder_non_null(builder, column);
        build_parts(builder, function_add(builder, types, STR("bool_and"), AGGREGATE_MIN), types,
                    argument, DATA_BOOLEAN);
        build_parts(builder, function_add(builder, types, STR("bool_or"), AGGREGATE_MAX), types,
                    argument, DATA_BOOLEAN);
    }
}

Type *builder_aggregate_filter(Builder *builder, const Entity *entity) {
    EntityTypes *types = builder_types(builder, entity);
    if (types->aggregate_filter == NULL) {
        BuilderPlace place = builder_enter(builder, types);
        types->aggregate_filter =
            builder_add_type(builder, TYPE_INPUT_OBJECT, entity, "_aggregate_bool_exp");
        builder_describe(builder, types->aggregate_filter,
                         STR("A condition on related rows taken together; of one function."));
        build_aggregate_filter(builder, types);
        builder_leave(builder, place);
    }
    return types->aggregate_filter;
}
