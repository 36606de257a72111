/*
 * The schema of a model: the driver, and the scalars.
 *
 * In: the Model. Out: a Schema whose definitions carry Bindings. For a table `items` there come to
 * be `items`, `items_bool_exp`, `items_order_by`, `items_select_column`, `items_aggregate` and
 * `items_aggregate_fields`; the other build_*.c files fill them in: those of an entity when a
 * request first looks into one of them, all at once (builder.h).
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
            scalar = builder_new_type(builder, TYPE_SCALAR, data_type_scalar(type));
            scalar->scalar = row->kind;
            scalar->description = str_from(row->description);
            if (row->specified_by != NULL) {
                type_own_extra(builder->arena, scalar)->specified_by_url =
                    str_from(row->specified_by);
            }
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
    Binding *copy = ARENA_NEW(builder->room, Binding);
    *copy = binding;
    return copy;
}

/* ---- Types ---- */

BuilderPlace builder_enter(Builder *builder, EntityTypes *types) {
    BuilderPlace before = {builder->late, builder->room};
    builder->late = types == NULL ? NULL : &types->late;
    builder->room = types != NULL && builder->naming ? builder->scratch : builder->arena;
    return before;
}

void builder_leave(Builder *builder, BuilderPlace before) {
    builder->late = before.late;
    builder->room = before.room;
}

Type *builder_new_type(Builder *builder, TypeKind kind, Str name) {
    if (!builder->naming) {
        return map_get(&builder->named, name);
    }
    Type *type = schema_add_type(builder->schema, kind, str_copy(builder->arena, name));
    type->late = builder->late;
    return type;
}

Type *builder_add_type(Builder *builder, TypeKind kind, const Entity *entity, const char *suffix) {
    Str name = str_format(builder->scratch, "%.*s%s", STR_ARG(entity->name), suffix);
    return builder_new_type(builder, kind, name);
}

void builder_describe(const Builder *builder, Type *type, Str description) {
    if (builder->naming) {
        type->description = description;
    }
}

void builder_keep_order(const Builder *builder, Type *type) {
    if (builder->naming) {
        type->in_written_order = true;
    }
}

void builder_take_rows(const Builder *builder, Type *type) {
    if (builder->naming) {
        type->rows = true;
    }
}

/* ---- Bodies ---- */

/* True for what is thrown away: the body of a type that is filled later. */
static bool builder_drops(const Builder *builder, const Type *type) {
    return builder->naming && type->late != NULL;
}

void builder_room(Builder *builder, Type *type, size_t count) {
    if (builder_drops(builder, type)) {
        return;
    }
    TypeBody *body = ARENA_NEW(builder->arena, TypeBody);
    if (type->kind == TYPE_OBJECT || type->kind == TYPE_INTERFACE) {
        body->fields = ARENA_ARRAY(builder->arena, count, FieldDef);
    } else if (type->kind == TYPE_INPUT_OBJECT) {
        body->inputs = ARENA_ARRAY(builder->arena, count, InputValueDef);
    } else {
        body->values = ARENA_ARRAY(builder->arena, count, EnumValueDef);
    }
    type->body = body;
    if (!builder->naming) {
        ARENA_PUSH(builder->scratch, builder->filled, builder->filled_count, type);
    }
}

static void builder_meet(Builder *builder, Type *type, const InputValueDef *input) {
    if (builder->naming) {
        schema_meet(builder->schema, type, input->type);
    }
}

void builder_add_field(Builder *builder, Type *type, FieldDef field) {
    if (builder->naming) {
        schema_meet(builder->schema, type, field.type);
    }
    for (size_t i = 0; i < field.late_arguments.count; i++) {
        builder_meet(builder, type, &field.late_arguments.items[i]);
    }
    if (!builder_drops(builder, type)) {
        type->body->fields[type->body->field_count++] = field;
    }
}

void builder_add_input(Builder *builder, Type *type, InputValueDef input) {
    builder_meet(builder, type, &input);
    if (!builder_drops(builder, type)) {
        type->body->inputs[type->body->input_count++] = input;
    }
}

void builder_add_inputs(Builder *builder, Type *type, const InputList *inputs) {
    for (size_t i = 0; i < inputs->count; i++) {
        builder_add_input(builder, type, inputs->items[i]);
    }
}

void builder_add_value(Builder *builder, Type *type, EnumValueDef value) {
    if (!builder_drops(builder, type)) {
        type->body->values[type->body->value_count++] = value;
    }
}

/* ---- The two rounds ---- */

void builder_add_object(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    Binding *binding = ARENA_NEW(builder->arena, Binding);
    *binding = (Binding){.entity = entity};
    types->object = builder_new_type(builder, TYPE_OBJECT, entity->name);
    types->object->binding = binding;
    types->object->description = entity->description;
}

/* The types that every entity has, to begin with. */
static void build_types(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    if (entity->attribute_count != 0) {
        builder_add_object(builder, types);
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

/* In the order that types have in the schema: what is done once, and then for each entity. */
static const struct {
    void (*begin)(Builder *builder);
    void (*build)(Builder *builder, EntityTypes *types);
    bool once; /* for an entity, in naming */
} phases[] = {
    {NULL, build_types, true},
    {build_direction, build_order, false},
    {NULL, build_filter, false},
    {NULL, build_aggregate, false},
    {build_date_bucket, build_group_types, true},
    {NULL, build_group, false},
    {build_page_info, build_connection, false},
    {build_query_root, build_query, false},
    {build_empty_root, build_tree, false},
    {NULL, build_search, false},
    {NULL, build_insert_types, false},
    {NULL, build_insert, false},
    {build_mutation_root, build_mutation, false},
    {NULL, build_nested, false},
    {NULL, build_node, false},
    {build_node_root, NULL, false},
    {build_named, NULL, false},
};

enum { PHASE_COUNT = sizeof phases / sizeof *phases };

static void builder_name(Builder *builder) {
    builder->naming = true;
    for (size_t p = 0; p < PHASE_COUNT; p++) {
        builder_enter(builder, NULL);
        if (phases[p].begin != NULL) {
            phases[p].begin(builder);
        }
        for (size_t i = 0; phases[p].build != NULL && i < builder->model->entity_count; i++) {
            builder_enter(builder, &builder->entities[i]);
            phases[p].build(builder, &builder->entities[i]);
            arena_reset(builder->scratch);
        }
    }
    builder->naming = false;
    builder->named = builder->schema->types_by_name;
    arena_free(builder->scratch);
}

/* Fills the types of an entity, but for their indexes. */
static void builder_fill_types(EntityTypes *types) {
    Builder *builder = types->builder;
    arena_free(builder->scratch); /* of one that memory did not suffice for */
    builder->scratch->escape = builder->arena->escape;
    builder->filled = NULL;
    builder->filled_count = 0;
    types->root_counts[OPERATION_QUERY] = types->root_counts[OPERATION_MUTATION] = 0;
    builder_enter(builder, types);
    if (types->entity->result) {
        build_result(builder, types);
    } else {
        for (size_t p = 0; p < PHASE_COUNT; p++) {
            if (phases[p].build != NULL && !phases[p].once) {
                phases[p].build(builder, types);
            }
        }
        build_aggregate_order(builder, types);
        build_aggregate_filter(builder, types);
        build_pk_columns(builder, types);
    }
}

static void builder_fill(Late *late) {
    EntityTypes *types = (EntityTypes *)late;
    Builder *builder = types->builder;
    builder_fill_types(types);
    builder_spell(builder, types);
    for (size_t i = 0; i < builder->filled_count; i++) {
        type_finish(builder->arena, builder->filled[i]);
    }
    arena_free(builder->scratch);
}

static Builder *builder_new(Arena *arena, const Model *model) {
    Builder *builder = ARENA_NEW(arena, Builder);
    size_t count = model->entity_count + model->result_count;
    *builder = (Builder){.arena = arena, .room = arena, .model = model};
    builder->schema = schema_new(arena);
    builder->entities = ARENA_ARRAY(arena, count, EntityTypes);
    builder->enums = ARENA_ARRAY(arena, model->enumeration_count, Type *);
    builder->enum_comparisons = ARENA_ARRAY(arena, model->enumeration_count, Type *);
    builder->scratch = arena_scratch(arena);
    schema_begin_late(builder->schema, builder_fill);
    for (size_t i = 0; i < count; i++) {
        EntityTypes *types = &builder->entities[i];
        types->late.schema = builder->schema;
        types->builder = builder;
        types->entity = &model->entities[i];
    }
    return builder;
}

enum { USUAL_TYPES = 64 }; /* of an entity */

Schema *schema_build(Arena *arena, const Model *model, Naming naming) {
    Builder *builder = builder_new(arena, model);
    Schema *schema = builder->schema;
    schema_expect(schema, (model->entity_count + 1) * USUAL_TYPES);
    schema->roots[OPERATION_QUERY] = schema_add_type(schema, TYPE_OBJECT, STR("query_root"));
    builder_name(builder);
    if (naming == NAMING_GRAPHQL_DEFAULT) {
        build_naming(builder);
    }
    schema_finish(schema);
    return schema;
}
