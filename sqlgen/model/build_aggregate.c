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

static bool function_takes(const FunctionRow *row, DataType type) {
    return row->of_numbers ? data_type_is_number(type) : data_type_is_ordered(type);
}

/* t_sum_fields and its kin: one nullable field per attribute that the function takes. NULL if it
 * takes none. */
static Type *build_function_type(Builder *builder, EntityTypes *types, const FunctionRow *row) {
    const Entity *entity = types->entity;
    size_t count = 0;
    for (size_t i = 0; i < entity->attribute_count; i++) {
        count += function_takes(row, entity->attributes[i].type);
    }
    if (count == 0) {
        return NULL;
    }
    Type *type = schema_add_type(
        builder->schema, TYPE_OBJECT,
        str_format(builder->arena, "%.*s_%.*s_fields", STR_ARG(entity->name), STR_ARG(row->name)));
    builder_room(builder, type, count);
    for (size_t i = 0; i < entity->attribute_count; i++) {
        const Attribute *attribute = &entity->attributes[i];
        if (function_takes(row, attribute->type)) {
            Binding binding = {.aggregate = AGGREGATE_FIELD_ATTRIBUTE, .attribute = attribute};
            DataType result = function_result(row, attribute->type);
            builder_add_field(type, (FieldDef){.name = attribute->name,
                                               .type = &builder_scalar(builder, result)->ref,
                                               .binding = builder_bind(builder, binding)});
        }
    }
    return type;
}

/* The fields of functions whose results are all Float are the same for each of them. */
static void build_functions(Builder *builder, EntityTypes *types) {
    const Type *floats = NULL;
    for (size_t i = 0; i < FUNCTION_COUNT; i++) {
        const FunctionRow *row = &functions[i];
        Type *result;
        if (floats != NULL && !row->keeps_type) {
            result = schema_add_type(builder->schema, TYPE_OBJECT,
                                     str_format(builder->arena, "%.*s_%.*s_fields",
                                                STR_ARG(types->entity->name), STR_ARG(row->name)));
            result->fields = floats->fields;
            result->field_count = floats->field_count;
        } else {
            result = build_function_type(builder, types, row);
            floats = row->keeps_type ? floats : result;
        }
        if (result != NULL) {
            Binding binding = {.aggregate = AGGREGATE_FIELD_FUNCTION, .function = row->function};
            builder_add_field(types->aggregate_fields,
                              (FieldDef){.name = row->name,
                                         .type = &result->ref,
                                         .binding = builder_bind(builder, binding)});
        }
    }
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
    Binding binding = {.aggregate = AGGREGATE_FIELD_COUNT};
    builder_add_field(
        types->aggregate_fields,
        (FieldDef){.name = STR("count"),
                   .type = builder_non_null(builder, builder_scalar(builder, DATA_INT)),
                   .arguments = arguments,
                   .argument_count = 2,
                   .binding = builder_bind(builder, binding)});
}

static void build_aggregate_type(Builder *builder, EntityTypes *types) {
    Binding aggregate = {.aggregate = AGGREGATE_FIELD_AGGREGATE};
    Binding nodes = {.aggregate = AGGREGATE_FIELD_NODES};
    builder_room(builder, types->aggregate, 2);
    builder_add_field(types->aggregate, (FieldDef){.name = STR("aggregate"),
                                                   .type = &types->aggregate_fields->ref,
                                                   .binding = builder_bind(builder, aggregate)});
    builder_add_field(types->aggregate,
                      (FieldDef){.name = STR("nodes"),
                                 .description = STR("The rows that were aggregated."),
                                 .type = builder_list_non_null(builder, types->object),
                                 .binding = builder_bind(builder, nodes)});
}

void build_aggregate(Builder *builder) {
    for (size_t i = 0; i < builder->model->entity_count; i++) {
        EntityTypes *types = &builder->entities[i];
        build_aggregate_type(builder, types);
        builder_room(builder, types->aggregate_fields, 1 + FUNCTION_COUNT);
        build_count(builder, types);
        build_functions(builder, types);
    }
}
