/*
 * Global ids: `_id`, the interface Node, and the root field that finds a row by its id.
 *
 *     interface Node { _id: ID! }
 *     type items implements Node { … _id: ID! }
 *     type query_root { … node(id: ID!): Node }
 *
 * Every type whose rows have a key is a Node. A table that is itself called node keeps its name;
 * then the field is called node_2, and the interface Node_2 beside a table called Node.
 */
#include "sqlgen/model/builder.h"

static bool root_has(const Builder *builder, Str name) {
    return type_field(builder->schema->roots[OPERATION_QUERY], name) != NULL;
}

static bool schema_has(const Builder *builder, Str name) {
    return schema_type(builder->schema, name) != NULL;
}

/* The name, or with the first suffix from _2 on that is free. */
static Str name_choose(Builder *builder, Str name, bool (*taken)(const Builder *, Str)) {
    Str chosen = name;
    for (unsigned suffix = 2; taken(builder, chosen); suffix++) {
        chosen = str_format(builder->room, "%.*s_%u", STR_ARG(name), suffix);
    }
    return chosen;
}

static void build_id(Builder *builder, Type *type, const Entity *entity) {
    const TypeRef *id = builder_non_null(builder, schema_type(builder->schema, STR("ID")));
    builder_add_field(
        builder, type,
        (FieldDef){.name = STR("_id"),
                   .description = STR("The global id: what `node` finds the row by."),
                   .type = id,
                   .binding = builder_bind(builder, (Binding){.row = ROW_ID, .entity = entity})});
}

void build_node(Builder *builder, EntityTypes *types) {
    if (types->entity->key_count == 0 || types->object == NULL) {
        return;
    }
    if (builder->node == NULL) {
        BuilderPlace place = builder_enter(builder, NULL);
        builder->node = builder_new_type(builder, TYPE_INTERFACE,
                                         name_choose(builder, STR("Node"), schema_has));
        builder_describe(builder, builder->node, STR("A row that has a global id."));
        builder_room(builder, builder->node, 1);
        build_id(builder, builder->node, NULL);
        builder_leave(builder, place);
    }
    if (builder->naming) {
        TypeExtra *extra = type_own_extra(builder->arena, types->object);
        extra->interfaces = &builder->node;
        extra->interface_count = 1;
    }
    build_id(builder, types->object, types->entity);
}

void build_node_root(Builder *builder) {
    if (builder->node == NULL) {
        return;
    }
    InputValueDef *argument = ARENA_NEW(builder->room, InputValueDef);
    *argument =
        (InputValueDef){.name = STR("id"),
                        .type = builder_non_null(builder, schema_type(builder->schema, STR("ID"))),
                        .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_ID})};
    builder_add_field(builder, builder->schema->roots[OPERATION_QUERY],
                      (FieldDef){.name = name_choose(builder, STR("node"), root_has),
                                 .description = STR("The row with this global id."),
                                 .type = &builder->node->ref,
                                 .late_arguments = {argument, 1},
                                 .binding = builder_bind(builder, (Binding){.root = ROOT_NODE})});
}
