/*
 * Groups: t_group and what is below (API section 3, "t_group").
 *
 *     type orders_group { key: orders_group_key!  aggregate: orders_aggregate_fields! }
 *     type orders_group_key {
 *       status: String  placed_at(bucket: date_bucket): timestamp  customer: customers_group_key!
 *     }
 *     input orders_group_having {
 *       _and: …  _or: …  _not: …  count: Int_comparison_exp  sum: orders_group_having_sum …
 *     }
 *     input orders_group_order_by {
 *       key: orders_group_key_order_by  aggregate: orders_aggregate_order_by
 *     }
 *
 * Every part of a key may be null: a column of a parent that is not there is.
 */
#include "sqlgen/model/builder.h"

typedef struct BucketRow {
    Str name;
    DateBucket bucket;
    const char *description;
} BucketRow;

static const BucketRow buckets[] = {
    {STR_INIT("year"), BUCKET_YEAR, "the first of January"},
    {STR_INIT("quarter"), BUCKET_QUARTER, "the first day of the quarter"},
    {STR_INIT("month"), BUCKET_MONTH, "the first day of the month"},
    {STR_INIT("week"), BUCKET_WEEK, "the Monday of the week"},
    {STR_INIT("day"), BUCKET_DAY, "the day"},
    {STR_INIT("hour"), BUCKET_HOUR, "the full hour"},
    {STR_INIT("minute"), BUCKET_MINUTE, "the full minute"},
};

void build_date_bucket(Builder *builder) {
    const size_t count = sizeof buckets / sizeof *buckets;
    Type *type = builder_new_type(builder, TYPE_ENUM, STR("date_bucket"));
    type->description = STR("What a date is rounded down to.");
    builder->date_bucket = type;
    builder_room(builder, type, count);
    for (size_t i = 0; i < count; i++) {
        Binding binding = {.bucket = buckets[i].bucket};
        builder_add_value(builder, type,
                          (EnumValueDef){.name = buckets[i].name,
                                         .description = str_from(buckets[i].description),
                                         .binding = builder_bind(builder, binding)});
    }
}

static Type *group_type(Builder *builder, TypeKind kind, const Entity *entity, const char *suffix) {
    Str name = str_format(builder->room, "%.*s_group%s", STR_ARG(entity->name), suffix);
    return builder_new_type(builder, kind, name);
}

static void build_key_attribute(Builder *builder, EntityTypes *types, const Attribute *attribute) {
    Binding binding = {.group = GROUP_FIELD_ATTRIBUTE, .attribute = attribute};
    FieldDef field = {.name = attribute->name,
                      .description = attribute->description,
                      .type = &builder_value_type(builder, attribute)->ref,
                      .binding = builder_bind(builder, binding)};
    if (attribute->type == DATA_DATE || attribute->type == DATA_TIMESTAMP) {
        InputValueDef *argument = ARENA_NEW(builder->room, InputValueDef);
        field.late_arguments = (InputList){argument, 1};
        *argument = (InputValueDef){
            .name = STR("bucket"),
            .description = STR("What the date is rounded down to; null: it is taken as it is."),
            .type = &builder->date_bucket->ref,
            .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_BUCKET})};
    }
    builder_add_field(builder, types->group_key, field);
}

static void build_key(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    builder_describe(builder, types->group_key,
                     STR("Rows that agree in all fields selected here are a group."));
    builder_room(builder, types->group_key, entity->attribute_count + entity->relation_count);
    for (size_t i = 0; i < entity->attribute_count; i++) {
        build_key_attribute(builder, types, &entity->attributes[i]);
    }
    for (size_t i = 0; i < entity->relation_count; i++) {
        const Relation *relation = &entity->relations[i];
        const Type *target = builder_types(builder, relation->target)->group_key;
        if (relation->kind == RELATION_OBJECT && target != NULL) {
            Binding binding = {.group = GROUP_FIELD_RELATION, .relation = relation};
            builder_add_field(builder, types->group_key,
                              (FieldDef){.name = relation->name,
                                         .description = relation->description,
                                         .type = builder_non_null(builder, target),
                                         .binding = builder_bind(builder, binding)});
        }
    }
}

static void build_object(Builder *builder, EntityTypes *types) {
    Binding key = {.group = GROUP_FIELD_KEY}, aggregate = {.group = GROUP_FIELD_AGGREGATE};
    builder_room(builder, types->group, 2);
    builder_add_field(builder, types->group,
                      (FieldDef){.name = STR("key"),
                                 .description = STR("What the rows of the group agree in."),
                                 .type = builder_non_null(builder, types->group_key),
                                 .binding = builder_bind(builder, key)});
    builder_add_field(builder, types->group,
                      (FieldDef){.name = STR("aggregate"),
                                 .type = builder_non_null(builder, types->aggregate_fields),
                                 .binding = builder_bind(builder, aggregate)});
}

static void input_add(Builder *builder, Type *type, Str name, const TypeRef *of, Binding binding) {
    builder_add_input(
        builder, type,
        (InputValueDef){.name = name, .type = of, .binding = builder_bind(builder, binding)});
}

static void build_key_order(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    Type *order = types->group_key_order;
    builder_keep_order(builder, order);
    builder_describe(builder, order,
                     STR("A column orders by the selected keys that are built on it."));
    builder_room(builder, order, entity->attribute_count + entity->relation_count);
    for (size_t i = 0; i < entity->attribute_count; i++) {
        const Attribute *attribute = &entity->attributes[i];
        input_add(builder, order, attribute->name, &builder->order_direction->ref,
                  (Binding){.order = ORDER_ATTRIBUTE, .attribute = attribute});
    }
    for (size_t i = 0; i < entity->relation_count; i++) {
        const Relation *relation = &entity->relations[i];
        const Type *target = builder_types(builder, relation->target)->group_key_order;
        if (relation->kind == RELATION_OBJECT && target != NULL) {
            input_add(builder, order, relation->name, &target->ref,
                      (Binding){.order = ORDER_RELATION, .relation = relation});
        }
    }
}

static Type *build_order_type(Builder *builder, EntityTypes *types) {
    Type *order = group_type(builder, TYPE_INPUT_OBJECT, types->entity, "_order_by");
    builder_keep_order(builder, order);
    builder_room(builder, order, 2);
    input_add(builder, order, STR("key"), &types->group_key_order->ref,
              (Binding){.group_order = GROUP_ORDER_KEY});
    input_add(builder, order, STR("aggregate"),
              &builder_aggregate_order(builder, types->entity)->ref,
              (Binding){.group_order = GROUP_ORDER_AGGREGATE});
    return order;
}

static DataType having_type(const FunctionRow *row, DataType type) {
    switch (row->range) {
    case RANGE_FLOAT:
        return DATA_FLOAT;
    case RANGE_COUNT:
        return DATA_INT;
    case RANGE_COLUMN:
        break;
    }
    return row->function == AGGREGATE_SUM && type == DATA_INT ? DATA_BIGINT : type;
}

/* The conditions on what a function gives for each column. */
static Type *build_having_function(Builder *builder, const Entity *entity, const FunctionRow *row) {
    Type *type = group_type(builder, TYPE_INPUT_OBJECT, entity,
                            str_format(builder->room, "_having_%.*s", STR_ARG(row->name)).data);
    builder_room(builder, type, builder_domain_count(entity, row->domain));
    for (size_t i = 0; i < entity->attribute_count; i++) {
        const Attribute *attribute = &entity->attributes[i];
        if (builder_domain_has(row->domain, attribute->type)) {
            DataType result = having_type(row, attribute->type);
            input_add(builder, type, attribute->name, &builder_comparison(builder, result)->ref,
                      (Binding){.having = HAVING_ATTRIBUTE, .attribute = attribute});
        }
    }
    return type;
}

/* Functions that take the same columns and give the same types share a type of conditions. */
static Type *build_having(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    Type *having = group_type(builder, TYPE_INPUT_OBJECT, entity, "_having");
    builder_describe(builder, having,
                     STR("All conditions given must be met by the group; {} is always met."));
    builder_room(builder, having, 4 + builder_function_count);
    const TypeRef *list = builder_list(builder, having);
    input_add(builder, having, STR("_and"), list, (Binding){.having = HAVING_AND});
    input_add(builder, having, STR("_or"), list, (Binding){.having = HAVING_OR});
    input_add(builder, having, STR("_not"), &having->ref, (Binding){.having = HAVING_NOT});
    input_add(builder, having, STR("count"), &builder_comparison(builder, DATA_INT)->ref,
              (Binding){.having = HAVING_COUNT});
    Type *alike[RANGE_COUNT + 1] = {NULL};
    for (size_t i = 0; i < builder_function_count; i++) {
        const FunctionRow *row = &builder_functions[i];
        if (row->function == AGGREGATE_PERCENTILE ||
            builder_domain_count(entity, row->domain) == 0) {
            continue; /* a condition has no place to say which percentile */
        }
        bool shared = row->function != AGGREGATE_SUM; /* which alone widens */
        Type *type = shared ? alike[row->range] : NULL;
        type = type == NULL ? build_having_function(builder, entity, row) : type;
        alike[row->range] = shared ? type : alike[row->range];
        input_add(builder, having, row->name, &type->ref,
                  (Binding){.having = HAVING_FUNCTION, .function = row->function});
    }
    return having;
}

InputList builder_group_arguments(Builder *builder, const EntityTypes *types) {
    const Type *integer = builder_scalar(builder, DATA_INT);
    const InputValueDef arguments[] = {
        {.name = STR_INIT("where"),
         .description = STR_INIT("Only rows that meet this condition are grouped."),
         .type = &types->filter->ref,
         .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_WHERE})},
        {.name = STR_INIT("having"),
         .description = STR_INIT("Only groups that meet this condition."),
         .type = &types->group_having->ref,
         .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_HAVING})},
        {.name = STR_INIT("order_by"),
         .description = STR_INIT("The order of the groups; their keys break ties."),
         .type = builder_list(builder, types->group_order),
         .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_ORDER_BY})},
        {.name = STR_INIT("limit"),
         .description = STR_INIT("No more groups than this."),
         .type = &integer->ref,
         .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_LIMIT})},
        {.name = STR_INIT("offset"),
         .description = STR_INIT("Leave out the first groups, this many."),
         .type = &integer->ref,
         .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_OFFSET})},
    };
    return builder_arguments(builder, arguments, sizeof arguments / sizeof *arguments);
}

void build_group_types(Builder *builder, EntityTypes *types) {
    if (types->object == NULL) {
        return;
    }
    if (types->aggregate != NULL) {
        types->group = group_type(builder, TYPE_OBJECT, types->entity, "");
    }
    types->group_key = group_type(builder, TYPE_OBJECT, types->entity, "_key");
    types->group_key_order = group_type(builder, TYPE_INPUT_OBJECT, types->entity, "_key_order_by");
}

void build_group(Builder *builder, EntityTypes *types) {
    if (types->object != NULL) {
        build_key(builder, types);
        build_key_order(builder, types);
    }
    if (types->group != NULL) {
        build_object(builder, types);
        types->group_having = build_having(builder, types);
        types->group_order = build_order_type(builder, types);
    }
}
