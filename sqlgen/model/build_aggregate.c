/*
 * Aggregates: t_aggregate and what is below (API section 3, "t_aggregate").
 *
 *     type items_aggregate { aggregate: items_aggregate_fields  nodes: [items!]! }
 *     type items_aggregate_fields {
 *       count(columns: [items_select_column!], distinct: Boolean): Int!
 *       sum: items_sum_fields  avg: items_avg_fields …
 *     }
 *
 * A sum of Int is a bigint: sums outgrow 32 bits long before their parts do.
 */
#include "sqlgen/model/builder.h"

typedef struct FunctionRow {
    Str name;
    AggregateFunction function;
    bool of_numbers; /* else of everything that has an order */
    bool keeps_type; /* the result has its column's type; else Float, or as sum says */
} FunctionRow;

static const FunctionRow functions[] = {
    {STR_INIT("sum"), AGGREGATE_SUM, true, true},
    {STR_INIT("avg"), AGGREGATE_AVG, true, false},
    {STR_INIT("min"), AGGREGATE_MIN, false, true},
    {STR_INIT("max"), AGGREGATE_MAX, false, true},
    {STR_INIT("stddev"), AGGREGATE_STDDEV, true, false},
    {STR_INIT("stddev_pop"), AGGREGATE_STDDEV_POP, true, false},
    {STR_INIT("stddev_samp"), AGGREGATE_STDDEV_SAMP, true, false},
    {STR_INIT("var_pop"), AGGREGATE_VAR_POP, true, false},
    {STR_INIT("var_samp"), AGGREGATE_VAR_SAMP, true, false},
    {STR_INIT("variance"), AGGREGATE_VARIANCE, true, false},
};

enum { FUNCTION_COUNT = sizeof functions / sizeof *functions };

static DataType function_result(const FunctionRow *row, DataType type) {
    if (!row->keeps_type) {
        return DATA_FLOAT;
    }
    return row->function == AGGREGATE_SUM && type == DATA_INT ? DATA_BIGINT : type;
}

/* t_sum_fields and its kin: one nullable field per attribute that the function takes. */
static Type *build_function_type(Builder *builder, EntityTypes *types, const FunctionRow *row) {
    const Entity *entity = types->entity;
    Type *type = NULL;
    for (size_t i = 0; i < entity->attribute_count; i++) {
        const Attribute *attribute = &entity->attributes[i];
        if (row->of_numbers ? !data_type_is_number(attribute->type)
                            : !data_type_is_ordered(attribute->type)) {
            continue;
        }
        if (type == NULL) {
            Str name = str_format(builder->arena, "%.*s_%.*s_fields", STR_ARG(entity->name),
                                  STR_ARG(row->name));
            type = schema_add_type(builder->schema, TYPE_OBJECT, name);
        }
        const Type *result = builder_scalar(builder, function_result(row, attribute->type));
        ARENA_PUSH(builder->arena, type->fields, type->field_count,
                   ((FieldDef){.name = attribute->name,
                               .type = &result->ref,
                               .binding = builder_bind(
                                   builder, (Binding){.aggregate = AGGREGATE_FIELD_ATTRIBUTE,
                                                      .attribute = attribute})}));
    }
    return type;
}

static void build_count(Builder *builder, EntityTypes *types) {
    InputValueDef *arguments = ARENA_ARRAY(builder->arena, 2, InputValueDef);
    arguments[0] = (InputValueDef){
        .name = STR("columns"),
        .description = STR("Count rows in which none of these columns is null."),
        .type = builder_list(builder, types->select_column),
        .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_COUNT_COLUMNS})};
    arguments[1] = (InputValueDef){
        .name = STR("distinct"),
        .description = STR("Count different values of the columns only."),
        .type = &builder_scalar(builder, DATA_BOOLEAN)->ref,
        .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_COUNT_DISTINCT})};
    Type *type = types->aggregate_fields;
    ARENA_PUSH(builder->arena, type->fields, type->field_count,
               ((FieldDef){.name = STR("count"),
                           .type = builder_non_null(builder, builder_scalar(builder, DATA_INT)),
                           .arguments = arguments,
                           .argument_count = 2,
                           .binding = builder_bind(
                               builder, (Binding){.aggregate = AGGREGATE_FIELD_COUNT})}));
}

static void build_aggregate_type(Builder *builder, EntityTypes *types) {
    Type *type = types->aggregate;
    ARENA_PUSH(builder->arena, type->fields, type->field_count,
               ((FieldDef){.name = STR("aggregate"),
                           .type = &types->aggregate_fields->ref,
                           .binding = builder_bind(
                               builder, (Binding){.aggregate = AGGREGATE_FIELD_AGGREGATE})}));
    ARENA_PUSH(builder->arena, type->fields, type->field_count,
               ((FieldDef){.name = STR("nodes"),
                           .description = STR("The rows that were aggregated."),
                           .type = builder_list_non_null(builder, types->object),
                           .binding = builder_bind(
                               builder, (Binding){.aggregate = AGGREGATE_FIELD_NODES})}));
}

void build_aggregate(Builder *builder) {
    for (size_t i = 0; i < builder->model->entity_count; i++) {
        EntityTypes *types = &builder->entities[i];
        build_aggregate_type(builder, types);
        build_count(builder, types);
        for (size_t f = 0; f < FUNCTION_COUNT; f++) {
            Type *result = build_function_type(builder, types, &functions[f]);
            if (result == NULL) {
                continue;
            }
            ARENA_PUSH(builder->arena, types->aggregate_fields->fields,
                       types->aggregate_fields->field_count,
                       ((FieldDef){.name = functions[f].name,
                                   .type = &result->ref,
                                   .binding = builder_bind(
                                       builder, (Binding){.aggregate = AGGREGATE_FIELD_FUNCTION,
                                                          .function = functions[f].function})}));
        }
    }
}
