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

static InputList list_arguments(Builder *builder, const EntityTypes *types) {
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
    InputValueDef served[sizeof arguments / sizeof *arguments];
    size_t count = 0;
    for (size_t i = 0; i < sizeof arguments / sizeof *arguments; i++) {
        if (arguments[i].type != NULL) {
            served[count++] = arguments[i];
        }
    }
    return builder_arguments(builder, served, count);
}

InputList builder_arguments(Builder *builder, const InputValueDef *items, size_t count) {
    InputList list = {ARENA_ARRAY(builder->room, count, InputValueDef), count};
    for (size_t i = 0; i < count; i++) {
        list.items[i] = items[i];
    }
    return list;
}

/*
 * The arguments of the fields that lead to rows of the entity: made once, when the first such field
 * is filled. While types only get their names they are made anew each time, and thrown away.
 */
static InputList shared_arguments(Builder *builder, EntityTypes *target, ListForm form) {
    static InputList (*const makers[])(Builder *, const EntityTypes *) = {
        [LIST_FORM_ROWS] = list_arguments,
        [LIST_FORM_GROUPS] = builder_group_arguments,
        [LIST_FORM_PAGES] = builder_connection_arguments};
    if (builder->naming) {
        return makers[form](builder, target);
    }
    if (target->arguments[form].items == NULL) {
        target->arguments[form] = makers[form](builder, target);
    }
    return target->arguments[form];
}

static FieldDef list_field(Builder *builder, EntityTypes *target, Str name) {
    return (FieldDef){.name = name,
                      .type = builder_list_non_null(builder, target->object),
                      .late_arguments = shared_arguments(builder, target, LIST_FORM_ROWS)};
}

static FieldDef aggregate_field(Builder *builder, EntityTypes *target, Str name) {
    Str full = str_format(builder->room, "%.*s_aggregate", STR_ARG(name));
    return (FieldDef){.name = full,
                      .type = builder_non_null(builder, target->aggregate),
                      .late_arguments = shared_arguments(builder, target, LIST_FORM_ROWS)};
}

static FieldDef group_field(Builder *builder, EntityTypes *target, Str name) {
    return (FieldDef){.name = str_format(builder->room, "%.*s_group", STR_ARG(name)),
                      .type = builder_list_non_null(builder, target->group),
                      .late_arguments = shared_arguments(builder, target, LIST_FORM_GROUPS)};
}

static FieldDef connection_field(Builder *builder, EntityTypes *target, Str name) {
    return (FieldDef){.name = str_format(builder->room, "%.*s_connection", STR_ARG(name)),
                      .type = builder_non_null(builder, target->connection),
                      .late_arguments = shared_arguments(builder, target, LIST_FORM_PAGES)};
}

/* Part of a JSON value may be asked for, and may be absent: so such a field is never non-null. */
static void build_json_path(Builder *builder, FieldDef *field) {
    const Type *scalar = builder_scalar(builder, DATA_JSONB);
    field->type = &scalar->ref;
    InputValueDef *argument = ARENA_NEW(builder->room, InputValueDef);
    field->late_arguments = (InputList){argument, 1};
    *argument = (InputValueDef){
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
    builder_add_field(builder, types->object, field);
}

void build_relation_fields(Builder *builder, EntityTypes *types, size_t index) {
    const Relation *relation = &types->entity->relations[index];
    EntityTypes *target = builder_types(builder, relation->target);
    const Binding *binding =
        builder_bind(builder, (Binding){.row = ROW_RELATION, .relation = relation});
    if (relation->kind == RELATION_OBJECT) {
        if (target->object != NULL) {
            builder_add_field(builder, types->object,
                              (FieldDef){.name = relation->name,
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
        builder_add_field(builder, types->object, list);
    }
    if (target->aggregate != NULL) {
        FieldDef aggregate = aggregate_field(builder, target, relation->name);
        aggregate.binding =
            builder_bind(builder, (Binding){.row = ROW_RELATION_AGGREGATE, .relation = relation});
        builder_add_field(builder, types->object, aggregate);
    }
    if (target->group != NULL) {
        FieldDef group = group_field(builder, target, relation->name);
        group.binding =
            builder_bind(builder, (Binding){.row = ROW_RELATION_GROUP, .relation = relation});
        builder_add_field(builder, types->object, group);
    }
    if (target->connection != NULL) {
        FieldDef connection = connection_field(builder, target, relation->name);
        connection.binding =
            builder_bind(builder, (Binding){.row = ROW_RELATION_CONNECTION, .relation = relation});
        builder_add_field(builder, types->object, connection);
    }
}

void builder_add_root(Builder *builder, OperationType operation, EntityTypes *types, RootName name,
                      FieldDef field) {
    const Root *own = &types->entity->roots[name];
    Type *root = builder->schema->roots[operation];
    size_t *count = &types->root_counts[operation];
    if (own->name.data == NULL) {
        return;
    }
    if (!builder->naming) {
        types->roots[operation][(*count)++].late_arguments = field.late_arguments;
        return;
    }
    field.name = own->name;
    field.description = own->description.data == NULL  ? str_copy(builder->arena, field.description)
                        : own->description.length == 0 ? (Str){0}
                                                       : own->description;
    Binding *binding = ARENA_NEW(builder->arena, Binding);
    *binding = *field.binding;
    field.binding = binding;
    field.late = &types->late;
    builder_add_field(builder, root, field);
    FieldDef *added = &root->body->fields[root->body->field_count - 1];
    types->roots[operation] = types->roots[operation] == NULL ? added : types->roots[operation];
    added->late_arguments = (InputList){NULL, 0};
}

static void build_by_pk(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    FieldDef field = {
        .description = str_format(builder->room, "The row of \"%.*s\" with this primary key.",
                                  STR_ARG(entity->table->name)),
        .type = &types->object->ref,
        .binding = builder_bind(builder, (Binding){.root = ROOT_BY_PK, .entity = entity}),
    };
    InputList keys = {ARENA_ARRAY(builder->room, entity->key_count, InputValueDef), 0};
    for (size_t i = 0; i < entity->key_count; i++) {
        const Attribute *part = entity->key[i];
        Binding binding = {.argument = ARGUMENT_KEY, .attribute = part};
        keys.items[keys.count++] = (InputValueDef){
            .name = part->name,
            .description = part->description,
            .type = builder_non_null(builder, builder_value_type(builder, part)),
            .binding = builder_bind(builder, binding),
        };
    }
    field.late_arguments = keys;
    builder_add_root(builder, OPERATION_QUERY, types, ROOT_NAME_SELECT_BY_PK, field);
}

static void build_root_aggregate(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    FieldDef aggregate = aggregate_field(builder, types, entity->name);
    aggregate.description = str_format(builder->room, "Counts, sums … over rows of \"%.*s\".",
                                       STR_ARG(entity->table->name));
    aggregate.binding = builder_bind(builder, (Binding){.root = ROOT_AGGREGATE, .entity = entity});
    builder_add_root(builder, OPERATION_QUERY, types, ROOT_NAME_SELECT_AGGREGATE, aggregate);
}

static void build_root_group(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    FieldDef group = group_field(builder, types, entity->name);
    group.description = str_format(builder->room, "Counts, sums … over groups of rows of \"%.*s\".",
                                   STR_ARG(entity->table->name));
    group.binding = builder_bind(builder, (Binding){.root = ROOT_GROUP, .entity = entity});
    builder_add_root(builder, OPERATION_QUERY, types, ROOT_NAME_SELECT_GROUP, group);
}

static void build_root_connection(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    FieldDef connection = connection_field(builder, types, entity->name);
    connection.description =
        str_format(builder->room, "Rows of \"%.*s\", page by page.", STR_ARG(entity->table->name));
    connection.binding =
        builder_bind(builder, (Binding){.root = ROOT_CONNECTION, .entity = entity});
    builder_add_root(builder, OPERATION_QUERY, types, ROOT_NAME_SELECT_CONNECTION, connection);
}

static void build_root_fields(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    if (types->object != NULL) {
        FieldDef list = list_field(builder, types, entity->name);
        list.description =
            str_format(builder->room, "Rows of \"%.*s\".", STR_ARG(entity->table->name));
        list.binding = builder_bind(builder, (Binding){.root = ROOT_LIST, .entity = entity});
        builder_add_root(builder, OPERATION_QUERY, types, ROOT_NAME_SELECT, list);
    }
    if (types->object != NULL && entity->key_count != 0) {
        build_by_pk(builder, types);
    }
    if (types->aggregate != NULL) {
        build_root_aggregate(builder, types);
    }
    if (types->group != NULL) {
        build_root_group(builder, types);
    }
    if (types->connection != NULL) {
        build_root_connection(builder, types);
    }
}

void build_query_root(Builder *builder) {
    const Model *model = builder->model;
    builder_room(builder, builder->schema->roots[OPERATION_QUERY],
                 2 + model->entity_count * 5 + model->query_count);
}

/* A GraphQL type needs a field: what a database without tables answers. */
void build_empty_root(Builder *builder) {
    Type *root = builder->schema->roots[OPERATION_QUERY];
    if (root->body->field_count + builder->model->query_count != 0) {
        return;
    }
    const Type *string = builder_scalar(builder, DATA_STRING);
    builder_add_field(builder, root,
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

void build_query(Builder *builder, EntityTypes *types) {
    if (types->object != NULL) {
        build_object(builder, types);
    }
    build_root_fields(builder, types);
}
