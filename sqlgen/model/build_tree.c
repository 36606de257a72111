/*
 * Trees: t_tree, and the field beside each relation of a table with itself (API section 3).
 *
 *     type categories {
 *       parent: categories        parent_tree(max_depth: Int, where: …, order_by: …): …
 *       categories_by_parent: …   categories_by_parent_tree(…): [categories_tree!]!
 *     }
 *     type categories_tree { depth: Int!  node: categories! }
 */
#include "sqlgen/model/builder.h"

bool builder_has_tree(const Entity *entity, const Relation *relation) {
    bool follows = relation->kind == RELATION_ARRAY || relation->unique;
    return relation->target == entity && entity->key_count != 0 && follows;
}

size_t builder_tree_count(const Entity *entity) {
    size_t count = 0;
    for (size_t i = 0; i < entity->relation_count; i++) {
        count += builder_has_tree(entity, &entity->relations[i]);
    }
    return count;
}

static void field_add(Builder *builder, Type *type, FieldDef field, TreeField meaning) {
    field.binding = builder_bind(builder, (Binding){.tree = meaning});
    builder_add_field(builder, type, field);
}

static Type *build_type(Builder *builder, EntityTypes *types) {
    Type *tree = builder_new_type(
        builder, TYPE_OBJECT, str_format(builder->room, "%.*s_tree", STR_ARG(types->entity->name)));
    builder_room(builder, tree, 2);
    field_add(builder, tree,
              (FieldDef){.name = STR("depth"),
                         .description = STR("How many steps away the row is, from 1."),
                         .type = builder_non_null(builder, builder_scalar(builder, DATA_INT))},
              TREE_DEPTH);
    field_add(builder, tree,
              (FieldDef){.name = STR("node"), .type = builder_non_null(builder, types->object)},
              TREE_NODE);
    return tree;
}

static InputList build_arguments(Builder *builder, const EntityTypes *types) {
    InputValueDef *arguments = ARENA_ARRAY(builder->room, 3, InputValueDef);
    arguments[0] = (InputValueDef){
        .name = STR("max_depth"),
        .description = STR("No more steps than this; 100 at the most."),
        .type = &builder_scalar(builder, DATA_INT)->ref,
        .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_MAX_DEPTH})};
    arguments[1] = (InputValueDef){
        .name = STR("where"),
        .description = STR("Only rows that meet this condition; the way leads through others too."),
        .type = &types->filter->ref,
        .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_WHERE})};
    arguments[2] = (InputValueDef){
        .name = STR("order_by"),
        .description = STR("The order of the rows that are equally many steps away."),
        .type = builder_list(builder, types->order),
        .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_ORDER_BY})};
    return (InputList){arguments, 3};
}

static void build_entity_trees(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    const Type *tree = build_type(builder, types);
    InputList arguments = build_arguments(builder, types);
    for (size_t i = 0; i < entity->relation_count; i++) {
        const Relation *relation = &entity->relations[i];
        if (!builder_has_tree(entity, relation)) {
            continue;
        }
        Binding binding = {.row = ROW_RELATION_TREE, .relation = relation};
        builder_add_field(
            builder, types->object,
            (FieldDef){.name = str_format(builder->room, "%.*s_tree", STR_ARG(relation->name)),
                       .description =
                           str_format(builder->room,
                                      "All rows that \"%.*s\", followed again and again, "
                                      "leads to; each once, the nearest first.",
                                      STR_ARG(relation->name)),
                       .type = builder_list_non_null(builder, tree),
                       .late_arguments = arguments,
                       .binding = builder_bind(builder, binding)});
    }
}

void build_tree(Builder *builder, EntityTypes *types) {
    if (types->object != NULL && builder_tree_count(types->entity) != 0) {
        build_entity_trees(builder, types);
    }
}
