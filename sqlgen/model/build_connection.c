/*
 * Connections: t_connection and what is below (API section 3, "t_connection").
 *
 *     type items_connection {
 *       edges: [items_edge!]!  nodes: [items!]!  pageInfo: PageInfo!  totalCount: Int!
 *     }
 *     type items_edge { cursor: String!  node: items! }
 *     items_connection(first: Int, after: String, last: Int, before: String, where: …, order_by: …)
 *
 * Names are those of the Relay specification of cursor connections, which clients look for.
 */
#include "sqlgen/model/builder.h"
#include "sqlgen/model/role.h"

static void field_add(Builder *builder, Type *type, FieldDef field, ConnectionField meaning) {
    field.binding = builder_bind(builder, (Binding){.connection = meaning});
    builder_add_field(builder, type, field);
}

void build_page_info(Builder *builder) {
    Type *info = builder_new_type(builder, TYPE_OBJECT, STR("PageInfo"));
    const Type *text = builder_scalar(builder, DATA_STRING);
    const TypeRef *flag = builder_non_null(builder, builder_scalar(builder, DATA_BOOLEAN));
    builder_room(builder, info, 4);
    field_add(builder, info, (FieldDef){.name = STR("hasNextPage"), .type = flag},
              CONNECTION_HAS_NEXT_PAGE);
    field_add(builder, info, (FieldDef){.name = STR("hasPreviousPage"), .type = flag},
              CONNECTION_HAS_PREVIOUS_PAGE);
    field_add(builder, info, (FieldDef){.name = STR("startCursor"), .type = &text->ref},
              CONNECTION_START_CURSOR);
    field_add(builder, info, (FieldDef){.name = STR("endCursor"), .type = &text->ref},
              CONNECTION_END_CURSOR);
    builder->page_info = info;
}

static Type *build_edge(Builder *builder, EntityTypes *types) {
    Type *edge = builder_new_type(
        builder, TYPE_OBJECT, str_format(builder->room, "%.*s_edge", STR_ARG(types->entity->name)));
    builder_room(builder, edge, 2);
    field_add(builder, edge,
              (FieldDef){.name = STR("cursor"),
                         .description = STR("For `after` and `before`."),
                         .type = builder_non_null(builder, builder_scalar(builder, DATA_STRING))},
              CONNECTION_CURSOR);
    field_add(builder, edge,
              (FieldDef){.name = STR("node"), .type = builder_non_null(builder, types->object)},
              CONNECTION_NODE);
    return edge;
}

static void build_object(Builder *builder, EntityTypes *types) {
    Type *connection = types->connection = builder_new_type(
        builder, TYPE_OBJECT,
        str_format(builder->room, "%.*s_connection", STR_ARG(types->entity->name)));
    const Type *edge = build_edge(builder, types);
    builder_room(builder, connection, 4);
    field_add(builder, connection,
              (FieldDef){.name = STR("edges"), .type = builder_list_non_null(builder, edge)},
              CONNECTION_EDGES);
    field_add(
        builder, connection,
        (FieldDef){.name = STR("nodes"), .type = builder_list_non_null(builder, types->object)},
        CONNECTION_NODES);
    field_add(
        builder, connection,
        (FieldDef){.name = STR("pageInfo"), .type = builder_non_null(builder, builder->page_info)},
        CONNECTION_PAGE_INFO);
    if (!types->entity->no_aggregates) {
        field_add(builder, connection,
                  (FieldDef){.name = STR("totalCount"),
                             .description = STR("The number of rows on all pages."),
                             .type = builder_non_null(builder, builder_scalar(builder, DATA_INT))},
                  CONNECTION_TOTAL_COUNT);
    }
}

static InputValueDef argument(Builder *builder, Str name, const TypeRef *type, Str description,
                              ArgumentRole role) {
    return (InputValueDef){.name = name,
                           .description = description,
                           .type = type,
                           .binding = builder_bind(builder, (Binding){.argument = role})};
}

InputList builder_connection_arguments(Builder *builder, const EntityTypes *types) {
    const TypeRef *integer = &builder_scalar(builder, DATA_INT)->ref;
    const TypeRef *text = &builder_scalar(builder, DATA_STRING)->ref;
    const InputValueDef arguments[] = {
        argument(builder, STR("first"), integer, STR("The first rows, this many."), ARGUMENT_FIRST),
        argument(builder, STR("after"), text, STR("Only rows behind this cursor."), ARGUMENT_AFTER),
        argument(builder, STR("last"), integer, STR("The last rows, this many."), ARGUMENT_LAST),
        argument(builder, STR("before"), text, STR("Only rows before this cursor."),
                 ARGUMENT_BEFORE),
        argument(builder, STR("where"), &types->filter->ref,
                 STR("Only rows that meet this condition."), ARGUMENT_WHERE),
        argument(builder, STR("order_by"), builder_list(builder, types->order),
                 STR("The order of the rows; the primary key breaks ties."), ARGUMENT_ORDER_BY),
    };
    return builder_arguments(builder, arguments, sizeof arguments / sizeof *arguments);
}

void build_connection(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    /* A cursor tells the key. */
    if (types->object != NULL && entity->key_count == entity_whole(entity)->key_count) {
        build_object(builder, types);
    }
}
