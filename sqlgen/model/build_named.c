/*
 * What a schema.graphql adds to the schema: enums, named queries and statements, their row types.
 *
 *     enum order_status { open paid shipped }
 *     type query_root { top_customers(since: date!, n: Int = 10): [customers!]! }
 *
 * Types of arguments and results are those that the file states; only the names in them are looked
 * up here, where enums and tables have their types.
 */
#include "sqlgen/graphql/ast.h"
#include "sqlgen/model/builder.h"

static Type *builder_enum(Builder *builder, const Enumeration *enumeration) {
    Type **place = &builder->enums[enumeration->position];
    if (*place != NULL) {
        return *place;
    }
    BuilderPlace before = builder_enter(builder, NULL);
    *place = builder_new_type(builder, TYPE_ENUM, enumeration->values.name);
    (*place)->description = enumeration->description;
    builder_room(builder, *place, enumeration->values.count);
    for (size_t i = 0; i < enumeration->values.count; i++) {
        builder_add_value(builder, *place,
                          (EnumValueDef){.name = enumeration->values.items[i],
                                         .description = enumeration->descriptions[i]});
    }
    builder_leave(builder, before);
    return *place;
}

Type *builder_value_type(Builder *builder, const Attribute *attribute) {
    return attribute->enumeration != NULL ? builder_enum(builder, attribute->enumeration)
                                          : builder_scalar(builder, attribute->type);
}

/* ---- Named queries ---- */

static void named_argument(Builder *builder, FieldDef *field, const NamedQuery *query,
                           size_t index) {
    const InputValueNode *node = &query->node->arguments[index];
    const Parameter *parameter = &query->parameters[index];
    Attribute type = {.type = parameter->type, .enumeration = parameter->enumeration};
    (void)builder_value_type(builder, &type); /* so that the name is known */
    Binding binding = {.argument = ARGUMENT_PARAMETER, .parameter = parameter};
    field->late_arguments.items[field->late_arguments.count++] = (InputValueDef){
        .name = node->name.text,
        .description = node->description == NULL ? (Str){0} : node->description->text,
        .type = type_ref_from_node(builder->schema, &node->type),
        .default_value = node->default_value,
        .binding = builder_bind(builder, binding)};
}

static void build_named_query(Builder *builder, const NamedQuery *query) {
    const FieldNode *node = query->node;
    FieldDef field = {
        .name = node->name.text,
        .late_arguments = {ARENA_ARRAY(builder->room, node->argument_count, InputValueDef), 0}};
    if (node->description != NULL) {
        field.description = node->description->text;
    }
    if (query->result == QUERY_VALUE) {
        (void)builder_value_type(builder, &query->value);
    }
    for (size_t i = 0; i < node->argument_count; i++) {
        named_argument(builder, &field, query, i);
    }
    field.type = type_ref_from_node(builder->schema, &node->type);
    Binding binding = {.query = query};
    if (query->writes) {
        binding.mutation = MUTATION_STATEMENT;
    } else {
        binding.root = ROOT_QUERY;
    }
    field.binding = builder_bind(builder, binding);
    builder_add_field(builder,
                      builder->schema->roots[query->writes ? OPERATION_MUTATION : OPERATION_QUERY],
                      field);
}

/* The type of a named query's rows. */
void build_result(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    builder_room(builder, types->object, entity->attribute_count + entity->relation_count * 4);
    for (size_t i = 0; i < entity->attribute_count; i++) {
        build_attribute_field(builder, types, i);
    }
    for (size_t i = 0; i < entity->relation_count; i++) {
        build_relation_fields(builder, types, i);
    }
}

void build_named(Builder *builder) {
    const Model *model = builder->model;
    for (size_t i = 0; i < model->result_count; i++) {
        EntityTypes *types = &builder->entities[model->entity_count + i];
        BuilderPlace place = builder_enter(builder, types);
        builder_add_object(builder, types);
        build_result(builder, types);
        builder_leave(builder, place);
    }
    for (size_t i = 0; i < model->query_count; i++) {
        build_named_query(builder, &model->queries[i]);
    }
}
