/*
 * Aggregates: t_aggregate and what is below (API section 3, "t_aggregate").
 *
 *     type items_aggregate { aggregate: items_aggregate_fields  nodes: [items!]! }
 *     type items_aggregate_fields {
 *       count(columns: [items_select_column!], distinct: Boolean): Int!
 *       sum: items_sum_fields  avg: items_avg_fields  percentile(p: Float!):
 * items_percentile_fields …
 *     }
 *
 * A sum of Int is a bigint: sums outgrow 32 bits long before their parts do.
 */
#include "sqlgen/model/builder.h"

const FunctionRow builder_functions[] = {
    {STR_INIT("sum"), AGGREGATE_SUM, DOMAIN_NUMBERS, RANGE_COLUMN},
    {STR_INIT("avg"), AGGREGATE_AVG, DOMAIN_NUMBERS, RANGE_FLOAT},
    {STR_INIT("min"), AGGREGATE_MIN, DOMAIN_ORDERED, RANGE_COLUMN},
    {STR_INIT("max"), AGGREGATE_MAX, DOMAIN_ORDERED, RANGE_COLUMN},
    {STR_INIT("median"), AGGREGATE_MEDIAN, DOMAIN_NUMBERS, RANGE_FLOAT},
    {STR_INIT("percentile"), AGGREGATE_PERCENTILE, DOMAIN_NUMBERS, RANGE_FLOAT},
    {STR_INIT("count_distinct"), AGGREGATE_COUNT_DISTINCT, DOMAIN_ALL, RANGE_COUNT},
    {STR_INIT("stddev"), AGGREGATE_STDDEV, DOMAIN_NUMBERS, RANGE_FLOAT},
    {STR_INIT("stddev_pop"), AGGREGATE_STDDEV_POP, DOMAIN_NUMBERS, RANGE_FLOAT},
    {STR_INIT("stddev_samp"), AGGREGATE_STDDEV_SAMP, DOMAIN_NUMBERS, RANGE_FLOAT},
    {STR_INIT("var_pop"), AGGREGATE_VAR_POP, DOMAIN_NUMBERS, RANGE_FLOAT},
    {STR_INIT("var_samp"), AGGREGATE_VAR_SAMP, DOMAIN_NUMBERS, RANGE_FLOAT},
    {STR_INIT("variance"), AGGREGATE_VARIANCE, DOMAIN_NUMBERS, RANGE_FLOAT},
};

const size_t builder_function_count = sizeof builder_functions / sizeof *builder_functions;

bool builder_domain_has(FunctionDomain domain, DataType type) {
    switch (domain) {
    case DOMAIN_NUMBERS:
        return data_type_is_number(type);
    case DOMAIN_ORDERED:
        return data_type_is_ordered(type);
    case DOMAIN_ALL:
        break;
    }
    return true;
}

size_t builder_domain_count(const Entity *entity, FunctionDomain domain) {
    size_t count = 0;
    for (size_t i = 0; i < entity->attribute_count; i++) {
        count += builder_domain_has(domain, entity->attributes[i].type);
    }
    return count;
}

static const TypeRef *function_result(Builder *builder, const FunctionRow *row, DataType type) {
    switch (row->range) {
    case RANGE_FLOAT:
        return &builder_scalar(builder, DATA_FLOAT)->ref;
    case RANGE_COUNT:
        return builder_non_null(builder, builder_scalar(builder, DATA_INT));
    case RANGE_COLUMN:
        break;
    }
    bool widens = row->function == AGGREGATE_SUM && type == DATA_INT;
    return &builder_scalar(builder, widens ? DATA_BIGINT : type)->ref;
}

static void build_function_fields(Builder *builder, Type *type, const FunctionRow *row,
                                  const Entity *entity) {
    builder_room(builder, type, builder_domain_count(entity, row->domain));
    for (size_t i = 0; i < entity->attribute_count; i++) {
        const Attribute *attribute = &entity->attributes[i];
        if (builder_domain_has(row->domain, attribute->type)) {
            Binding binding = {.aggregate = AGGREGATE_FIELD_ATTRIBUTE, .attribute = attribute};
            builder_add_field(builder, type,
                              (FieldDef){.name = attribute->name,
                                         .type = function_result(builder, row, attribute->type),
                                         .binding = builder_bind(builder, binding)});
        }
    }
}

/* Which percentile: the one argument that such a function has. */
static void build_percent(Builder *builder, FieldDef *field) {
    const Type *number = builder_scalar(builder, DATA_FLOAT);
    field->description = STR("The value that p percent of the values do not exceed; between two "
                             "values in proportion.");
    InputValueDef *argument = ARENA_NEW(builder->room, InputValueDef);
    field->late_arguments = (InputList){argument, 1};
    *argument = (InputValueDef){
        .name = STR("p"),
        .description = STR("From 0, the least value, over 50, the median, to 100, the greatest."),
        .type = builder_non_null(builder, number),
        .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_PERCENT})};
}

/* t_sum_fields and its kin: a field per attribute that the function takes. The fields of functions
 * whose results are all Float are the same for each of them. */
static void build_functions(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    const Type *floats = NULL;
    for (size_t i = 0; i < builder_function_count; i++) {
        const FunctionRow *row = &builder_functions[i];
        if (builder_domain_count(entity, row->domain) == 0) {
            continue;
        }
        Type *result = builder_new_type(builder, TYPE_OBJECT,
                                        str_format(builder->room, "%.*s_%.*s_fields",
                                                   STR_ARG(entity->name), STR_ARG(row->name)));
        if (floats != NULL && row->range == RANGE_FLOAT) {
            result->body = floats->body;
        } else {
            build_function_fields(builder, result, row, entity);
            floats = row->range == RANGE_FLOAT ? result : floats;
        }
        Binding binding = {.aggregate = AGGREGATE_FIELD_FUNCTION, .function = row->function};
        FieldDef field = {
            .name = row->name, .type = &result->ref, .binding = builder_bind(builder, binding)};
        if (row->function == AGGREGATE_PERCENTILE) {
            build_percent(builder, &field);
        }
        builder_add_field(builder, types->aggregate_fields, field);
    }
}

static void build_count(Builder *builder, EntityTypes *types) {
    InputValueDef *arguments = ARENA_ARRAY(builder->room, 2, InputValueDef);
    size_t count = 0;
    if (types->select_column != NULL) {
        arguments[count++] = (InputValueDef){
            .name = STR("columns"),
            .description = STR("Count rows in which none of these columns is null."),
            .type = builder_list(builder, types->select_column),
            .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_COUNT_COLUMNS})};
    }
    arguments[count++] = (InputValueDef){
        .name = STR("distinct"),
        .description = STR("Count different values of the columns only."),
        .type = &builder_scalar(builder, DATA_BOOLEAN)->ref,
        .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_COUNT_DISTINCT})};
    Binding binding = {.aggregate = AGGREGATE_FIELD_COUNT};
    builder_add_field(
        builder, types->aggregate_fields,
        (FieldDef){.name = STR("count"),
                   .type = builder_non_null(builder, builder_scalar(builder, DATA_INT)),
                   .late_arguments = {arguments, count},
                   .binding = builder_bind(builder, binding)});
}

static void build_aggregate_type(Builder *builder, EntityTypes *types) {
    Binding aggregate = {.aggregate = AGGREGATE_FIELD_AGGREGATE};
    Binding nodes = {.aggregate = AGGREGATE_FIELD_NODES};
    builder_room(builder, types->aggregate, 2);
    builder_add_field(builder, types->aggregate,
                      (FieldDef){.name = STR("aggregate"),
                                 .type = &types->aggregate_fields->ref,
                                 .binding = builder_bind(builder, aggregate)});
    if (types->object != NULL) {
        builder_add_field(builder, types->aggregate,
                          (FieldDef){.name = STR("nodes"),
                                     .description = STR("The rows that were aggregated."),
                                     .type = builder_list_non_null(builder, types->object),
                                     .binding = builder_bind(builder, nodes)});
    }
}

void build_aggregate(Builder *builder, EntityTypes *types) {
    if (types->aggregate != NULL) {
        build_aggregate_type(builder, types);
        builder_room(builder, types->aggregate_fields, 1 + builder_function_count);
        build_count(builder, types);
        build_functions(builder, types);
    }
}
