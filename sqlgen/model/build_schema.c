/*
 * The schema of a model: the driver, and the scalars.
 *
 * In: the Model. Out: a Schema whose definitions carry Bindings. For a table `items` there come to
 * be `items`, `items_bool_exp`, `items_order_by`, `items_select_column`, `items_aggregate` and
 * `items_aggregate_fields`; the other build_*.c files fill them in.
 */
#include "sqlgen/model/build.h"

#include "sqlgen/model/builder.h"

typedef struct ScalarRow {
    ScalarKind kind;
    const char *description;
    const char *specified_by; /* NULL if there is no public definition */
} ScalarRow;

static const ScalarRow scalar_rows[DATA_TYPE_COUNT] = {
    [DATA_INT] = {SCALAR_INT, NULL, NULL},
    [DATA_FLOAT] = {SCALAR_FLOAT, NULL, NULL},
    [DATA_BOOLEAN] = {SCALAR_BOOLEAN, NULL, NULL},
    [DATA_STRING] = {SCALAR_STRING, NULL, NULL},
    [DATA_BIGINT] = {SCALAR_BIGINT, "An integer of 64 bits. Input may be a number or a string.",
                     NULL},
    [DATA_NUMERIC] = {SCALAR_NUMERIC,
                      "A number as it is stored. Input may be a number or a string.", NULL},
    [DATA_DATE] = {SCALAR_TEXT,
                   "A date: ISO 8601 text such as \"2026-01-31\", or an epoch number "
                   "if that is what is stored.",
                   NULL},
    [DATA_TIMESTAMP] = {SCALAR_TEXT,
                        "A date and time: ISO 8601 text such as \"2026-01-31T12:00:00\", or an "
                        "epoch number if that is what is stored.",
                        NULL},
    [DATA_TIME] = {SCALAR_TEXT, "A time of day: ISO 8601 text such as \"12:00:00\".", NULL},
    [DATA_JSONB] = {SCALAR_JSON, "A JSON value.", "https://www.rfc-editor.org/rfc/rfc8259"},
    [DATA_UUID] = {SCALAR_UUID, "A universally unique identifier.",
                   "https://www.rfc-editor.org/rfc/rfc9562"},
    [DATA_BYTEA] = {SCALAR_BYTES, "Bytes, in base64.",
                    "https://www.rfc-editor.org/rfc/rfc4648#section-4"},
    [DATA_ANY] = {SCALAR_JSON, "A value as it is stored: a number, a string, or base64 of bytes.",
                  NULL},
};

Type *builder_scalar(Builder *builder, DataType type) {
    if (builder->scalars[type] == NULL) {
        const ScalarRow *row = &scalar_rows[type];
        Type *scalar = schema_type(builder->schema, data_type_scalar(type));
        if (scalar == NULL) {
            scalar = schema_add_type(builder->schema, TYPE_SCALAR, data_type_scalar(type));
            scalar->scalar = row->kind;
            scalar->description = str_from(row->description);
            scalar->specified_by_url = str_from(row->specified_by);
        }
        builder->scalars[type] = scalar;
    }
    return builder->scalars[type];
}

const TypeRef *builder_non_null(Builder *builder, const Type *type) {
    return type_ref_non_null(builder->schema, &type->ref);
}

const TypeRef *builder_list(Builder *builder, const Type *type) {
    return type_ref_list(builder->schema, builder_non_null(builder, type));
}

const TypeRef *builder_list_non_null(Builder *builder, const Type *type) {
    return type_ref_non_null(builder->schema, builder_list(builder, type));
}

const Binding *builder_bind(Builder *builder, Binding binding) {
    Binding *copy = ARENA_NEW(builder->arena, Binding);
    *copy = binding;
    return copy;
}

void builder_room(Builder *builder, Type *type, size_t count) {
    if (type->kind == TYPE_OBJECT) {
        type->fields = ARENA_ARRAY(builder->arena, count, FieldDef);
    } else if (type->kind == TYPE_INPUT_OBJECT) {
        type->inputs = ARENA_ARRAY(builder->arena, count, InputValueDef);
    } else {
        type->values = ARENA_ARRAY(builder->arena, count, EnumValueDef);
    }
}

void builder_add_field(Type *type, FieldDef field) {
    type->fields[type->field_count++] = field;
}

void builder_add_input(Type *type, InputValueDef input) {
    type->inputs[type->input_count++] = input;
}

void builder_add_value(Type *type, EnumValueDef value) {
    type->values[type->value_count++] = value;
}

Type *builder_add_type(Builder *builder, TypeKind kind, const Entity *entity, const char *suffix) {
    Str name = str_format(builder->arena, "%.*s%s", STR_ARG(entity->name), suffix);
    return schema_add_type(builder->schema, kind, name);
}

/* The entity's types, still empty. */
static void builder_add_entity(Builder *builder, const Entity *entity) {
    EntityTypes *types = builder_types(builder, entity);
    types->entity = entity;
    if (entity->attribute_count != 0) {
        types->object = builder_add_type(builder, TYPE_OBJECT, entity, "");
        types->object->binding = builder_bind(builder, (Binding){.entity = entity});
        types->object->description = entity->description;
    }
    types->filter = builder_add_type(builder, TYPE_INPUT_OBJECT, entity, "_bool_exp");
    if (entity->attribute_count != 0) {
        types->order = builder_add_type(builder, TYPE_INPUT_OBJECT, entity, "_order_by");
        types->select_column = builder_add_type(builder, TYPE_ENUM, entity, "_select_column");
    }
    if (!entity->unreadable && !entity->no_aggregates) {
        types->aggregate = builder_add_type(builder, TYPE_OBJECT, entity, "_aggregate");
        types->aggregate_fields =
            builder_add_type(builder, TYPE_OBJECT, entity, "_aggregate_fields");
    }
}

Schema *schema_build(Arena *arena, const Model *model, Naming naming) {
    Builder builder = {.arena = arena, .model = model, .schema = schema_new(arena)};
    builder.entities = ARENA_ARRAY(arena, model->entity_count + model->result_count, EntityTypes);
    builder.enums = ARENA_ARRAY(arena, model->enumeration_count, Type *);
    builder.enum_comparisons = ARENA_ARRAY(arena, model->enumeration_count, Type *);
    builder.schema->roots[OPERATION_QUERY] =
        schema_add_type(builder.schema, TYPE_OBJECT, STR("query_root"));
    for (size_t i = 0; i < model->entity_count; i++) {
        builder_add_entity(&builder, &model->entities[i]);
    }
    build_order(&builder);
    build_filter(&builder);
    build_aggregate(&builder);
    build_group(&builder);
    build_connection(&builder);
    build_query(&builder);
    build_tree(&builder);
    build_search(&builder);
    build_insert(&builder);
    build_mutation(&builder);
    build_node(&builder);
    build_named(&builder);
    if (naming == NAMING_GRAPHQL_DEFAULT) {
        build_naming(&builder);
    }
    schema_finish(builder.schema);
    return builder.schema;
}
