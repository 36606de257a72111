/*
 * query_root and the row types (API section 3).
 *
 *     type query_root {
 *       items(where: items_bool_exp, order_by: [items_order_by!], limit: Int, offset: Int,
 *             distinct_on: [items_select_column!]): [items!]!
 *       items_by_pk(id: Int!): items
 *       items_aggregate(…): items_aggregate!
 *     }
 *     type items { id: Int!  product: products  reviews(…): [reviews!]!  reviews_aggregate(…): … }
 */
#include "sqlgen/model/builder.h"

static void build_list_arguments(Builder *builder, EntityTypes *types) {
    const Type *integer = builder_scalar(builder, DATA_INT);
    const bool has_columns = types->object != NULL;
    const InputValueDef arguments[] = {
        {.name = STR_INIT("where"),
         .description = STR_INIT("Only rows that meet this condition."),
         .type = &types->filter->ref,
         .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_WHERE})},
        {.name = STR_INIT("order_by"),
         .description = STR_INIT("The order of the rows; the primary key breaks ties."),
         .type = has_columns ? builder_list(builder, types->order) : NULL,
         .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_ORDER_BY})},
        {.name = STR_INIT("limit"),
         .description = STR_INIT("No more rows than this."),
         .type = &integer->ref,
         .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_LIMIT})},
        {.name = STR_INIT("offset"),
         .description = STR_INIT("Leave out the first rows, this many."),
         .type = &integer->ref,
         .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_OFFSET})},
        {.name = STR_INIT("distinct_on"),
         .description = STR_INIT("Of rows that agree in these columns only the first; an order_by "
                                 "must begin with them."),
         .type = has_columns ? builder_list(builder, types->select_column) : NULL,
         .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_DISTINCT_ON})},
    };
    const size_t count = sizeof arguments / sizeof *arguments;
    types->list_arguments = ARENA_ARRAY(builder->arena, count, InputValueDef);
    for (size_t i = 0; i < count; i++) {
        if (arguments[i].type != NULL) {
            types->list_arguments[types->list_argument_count++] = arguments[i];
        }
    }
}

static FieldDef list_field(Builder *builder, EntityTypes *target, Str name) {
    return (FieldDef){.name = name,
                      .type = builder_list_non_null(builder, target->object),
                      .arguments = target->list_arguments,
                      .argument_count = target->list_argument_count};
}

static FieldDef aggregate_field(Builder *builder, EntityTypes *target, Str name) {
    Str full = str_format(builder->arena, "%.*s_aggregate", STR_ARG(name));
    return (FieldDef){.name = full,
                      .type = builder_non_null(builder, target->aggregate),
                      .arguments = target->list_arguments,
                      .argument_count = target->list_argument_count};
}

static FieldDef group_field(Builder *builder, EntityTypes *target, Str name) {
    return (FieldDef){.name = str_format(builder->arena, "%.*s_group", STR_ARG(name)),
                      .type = builder_list_non_null(builder, target->group),
                      .arguments = target->group_arguments,
                      .argument_count = target->group_argument_count};
}

static FieldDef connection_field(Builder *builder, EntityTypes *target, Str name) {
    return (FieldDef){.name = str_format(builder->arena, "%.*s_connection", STR_ARG(name)),
                      .type = builder_non_null(builder, target->connection),
                      .arguments = target->connection_arguments,
                      .argument_count = target->connection_argument_count};
}

/* Part of a JSON value may be asked for, and may be absent: so such a field is never non-null. */
static void build_json_path(Builder *builder, FieldDef *field) {
    const Type *scalar = builder_scalar(builder, DATA_JSONB);
    field->type = &scalar->ref;
    field->arguments = ARENA_NEW(builder->arena, InputValueDef);
    field->argument_count = 1;
    *field->arguments = (InputValueDef){
        .name = STR("path"),
        .description = STR("The part to give, such as \"$.size.width\" or \"$.tags[0]\"; null "
                           "where there is none."),
        .type = &builder_scalar(builder, DATA_STRING)->ref,
        .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_JSON_PATH})};
}

void build_attribute_field(Builder *builder, EntityTypes *types, size_t index) {
    const Attribute *attribute = &types->entity->attributes[index];
    const Type *value = builder_value_type(builder, attribute);
    Binding binding = {.row = ROW_ATTRIBUTE, .attribute = attribute};
    FieldDef field = {.name = attribute->name,
                      .description = attribute->description,
                      .type = attribute->not_null ? builder_non_null(builder, value) : &value->ref,
                      .binding = builder_bind(builder, binding)};
    if (attribute->type == DATA_JSONB) {
        build_json_path(builder, &field);
    }
    builder_add_field(types->object, field);
}

void build_relation_fields(Builder *builder, EntityTypes *types, size_t index) {
    const Relation *relation = &types->entity->relations[index];
    EntityTypes *target = builder_types(builder, relation->target);
    const Binding *binding =
        builder_bind(builder, (Binding){.row = ROW_RELATION, .relation = relation});
    if (relation->kind == RELATION_OBJECT) {
        if (target->object != NULL) {
            builder_add_field(types->object, (FieldDef){.name = relation->name,
                                                        .description = relation->description,
                                                        .type = &target->object->ref,
                                                        .binding = binding});
        }
        return;
    }
    if (target->object != NULL) {
        FieldDef list = list_field(builder, target, relation->name);
        list.description = relation->description;
        list.binding = binding;
        builder_add_field(types->object, list);
    }
    if (target->aggregate != NULL) {
        FieldDef aggregate = aggregate_field(builder, target, relation->name);
        aggregate.binding =
            builder_bind(builder, (Binding){.row = ROW_RELATION_AGGREGATE, .relation = relation});
        builder_add_field(types->object, aggregate);
    }
    if (target->group != NULL) {
        FieldDef group = group_field(builder, target, relation->name);
        group.binding =
            builder_bind(builder, (Binding){.row = ROW_RELATION_GROUP, .relation = relation});
        builder_add_field(types->object, group);
    }
    if (target->connection != NULL) {
        FieldDef connection = connection_field(builder, target, relation->name);
        connection.binding =
            builder_bind(builder, (Binding){.row = ROW_RELATION_CONNECTION, .relation = relation});
        builder_add_field(types->object, connection);
    }
}

/* Adds a root field under its name, if the table has it. */
static void root_add(Type *root, const Entity *entity, RootName name, FieldDef field) {
    const Root *own = &entity->roots[name];
    field.name = own->name;
    if (own->description.data != NULL) {
        field.description = own->description.length == 0 ? (Str){0} : own->description;
    }
    if (own->name.data != NULL) {
        builder_add_field(root, field);
    }
}

static void build_by_pk(Builder *builder, Type *root, EntityTypes *types) {
    const Entity *entity = types->entity;
    FieldDef field = {
        .description = str_format(builder->arena, "The row of \"%.*s\" with this primary key.",
                                  STR_ARG(entity->table->name)),
        .type = &types->object->ref,
        .binding = builder_bind(builder, (Binding){.root = ROOT_BY_PK, .entity = entity}),
    };
    field.arguments = ARENA_ARRAY(builder->arena, entity->key_count, InputValueDef);
    for (size_t i = 0; i < entity->key_count; i++) {
        const Attribute *part = entity->key[i];
        Binding binding = {.argument = ARGUMENT_KEY, .attribute = part};
        field.arguments[field.argument_count++] = (InputValueDef){
            .name = part->name,
            .description = part->description,
            .type = builder_non_null(builder, builder_value_type(builder, part)),
            .binding = builder_bind(builder, binding),
        };
    }
    root_add(root, entity, ROOT_NAME_SELECT_BY_PK, field);
}

static void build_root_aggregate(Builder *builder, Type *root, EntityTypes *types) {
    const Entity *entity = types->entity;
    FieldDef aggregate = aggregate_field(builder, types, entity->name);
    aggregate.description = str_format(builder->arena, "Counts, sums … over rows of \"%.*s\".",
                                       STR_ARG(entity->table->name));
    aggregate.binding = builder_bind(builder, (Binding){.root = ROOT_AGGREGATE, .entity = entity});
    root_add(root, entity, ROOT_NAME_SELECT_AGGREGATE, aggregate);
}

static void build_root_group(Builder *builder, Type *root, EntityTypes *types) {
    const Entity *entity = types->entity;
    FieldDef group = group_field(builder, types, entity->name);
    group.description =
        str_format(builder->arena, "Counts, sums … over groups of rows of \"%.*s\".",
                   STR_ARG(entity->table->name));
    group.binding = builder_bind(builder, (Binding){.root = ROOT_GROUP, .entity = entity});
    root_add(root, entity, ROOT_NAME_SELECT_GROUP, group);
}

static void build_root_connection(Builder *builder, Type *root, EntityTypes *types) {
    const Entity *entity = types->entity;
    FieldDef connection = connection_field(builder, types, entity->name);
    connection.description =
        str_format(builder->arena, "Rows of \"%.*s\", page by page.", STR_ARG(entity->table->name));
    connection.binding =
        builder_bind(builder, (Binding){.root = ROOT_CONNECTION, .entity = entity});
    root_add(root, entity, ROOT_NAME_SELECT_CONNECTION, connection);
}

static void build_root_fields(Builder *builder, Type *root, EntityTypes *types) {
    const Entity *entity = types->entity;
    if (types->object != NULL) {
        FieldDef list = list_field(builder, types, entity->name);
        list.description =
            str_format(builder->arena, "Rows of \"%.*s\".", STR_ARG(entity->table->name));
        list.binding = builder_bind(builder, (Binding){.root = ROOT_LIST, .entity = entity});
        root_add(root, entity, ROOT_NAME_SELECT, list);
    }
    if (types->object != NULL && entity->key_count != 0) {
        build_by_pk(builder, root, types);
    }
    if (types->aggregate != NULL) {
        build_root_aggregate(builder, root, types);
    }
    if (types->group != NULL) {
        build_root_group(builder, root, types);
    }
    if (types->connection != NULL) {
        build_root_connection(builder, root, types);
    }
}
/* A GraphQL type needs a field: what a database without tables answers. */
static void build_empty_root(Builder *builder, Type *root) {
    const Type *string = builder_scalar(builder, DATA_STRING);
    builder_add_field(root,
                      (FieldDef){.name = STR("no_queries_available"),
                                 .description = STR("There is no table or view to query."),
                                 .type = builder_non_null(builder, string),
                                 .binding = builder_bind(builder, (Binding){.root = ROOT_EMPTY})});
}

static void build_object(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    builder_room(builder, types->object,
                 entity->attribute_count + entity->relation_count * 4 + builder_tree_count(entity) +
                     builder_search_fields(entity) + 1);
    for (size_t i = 0; i < entity->attribute_count; i++) {
        build_attribute_field(builder, types, i);
    }
    for (size_t i = 0; i < entity->relation_count; i++) {
        build_relation_fields(builder, types, i);
    }
}

void build_query(Builder *builder) {
    const Model *model = builder->model;
    Type *root = builder->schema->roots[OPERATION_QUERY];
    for (size_t i = 0; i < model->entity_count; i++) {
        build_list_arguments(builder, &builder->entities[i]);
    }
    builder_room(builder, root, 2 + model->entity_count * 5 + model->query_count);
    for (size_t i = 0; i < model->entity_count; i++) {
        EntityTypes *types = &builder->entities[i];
        if (types->object != NULL) {
            build_object(builder, types);
        }
        build_root_fields(builder, root, types);
    }
    if (root->field_count + model->query_count == 0) {
        build_empty_root(builder, root);
    }
}
