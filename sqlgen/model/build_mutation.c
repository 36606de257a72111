/*
 * mutation_root, the answers of its fields, and what rows are updated with (API section 4).
 *
 *     type mutation_root {
 *       insert_items(objects: [items_insert_input!]!, on_conflict: items_on_conflict):
 *         items_mutation_response
 *       insert_items_one(object: items_insert_input!, on_conflict: items_on_conflict): items
 *       update_items(where: items_bool_exp!, _set: items_set_input, _inc: …): …
 *       update_items_by_pk(pk_columns: items_pk_columns_input!, _set: …): items
 *       update_items_many(updates: [items_updates!]!): [items_mutation_response]
 *       delete_items(where: items_bool_exp!): items_mutation_response
 *       delete_items_by_pk(id: Int!): items
 *     }
 *
 * Rows are shown only where a key tells which they were: of those that were written to a view there
 * is a count alone, unless schema.graphql gives it a key.
 */
#include "sqlgen/model/builder.h"
#include "sqlgen/model/role.h"

typedef struct OperatorRow {
    const char *name; /* of the argument */
    const char *type; /* after the entity's name */
    const char *description;
} OperatorRow;

static const OperatorRow operators[UPDATE_OPERATOR_COUNT] = {
    [UPDATE_SET] = {"_set", "_set_input", "These values instead."},
    [UPDATE_INC] = {"_inc", "_inc_input", "Add these to the numbers."},
    [UPDATE_APPEND] = {"_append", "_append_input",
                       "Put these behind the JSON arrays, or into the "
                       "JSON objects."},
    [UPDATE_PREPEND] = {"_prepend", "_prepend_input", "Put these before the JSON arrays."},
    [UPDATE_DELETE_KEY] = {"_delete_key", "_delete_key_input",
                           "Remove this key, or this string, from the JSON values."},
    [UPDATE_DELETE_ELEM] = {"_delete_elem", "_delete_elem_input",
                            "Remove the element at this place from the JSON arrays; places below "
                            "zero count from the end."},
    [UPDATE_DELETE_AT_PATH] = {"_delete_at_path", "_delete_at_path_input",
                               "Remove what stands at this path, of keys and places."},
};

static bool operator_takes(const Entity *entity, UpdateOperator operator,
                           const Attribute * attribute) {
    DataType type = attribute->type;
    if (!entity_takes(entity, attribute, PERMIT_UPDATE)) {
        return false;
    }
    switch (operator) {
    case UPDATE_SET:
        return true;
    case UPDATE_INC:
        return attribute->enumeration == NULL && (type == DATA_INT || type == DATA_BIGINT ||
                                                  type == DATA_FLOAT || type == DATA_NUMERIC);
    case UPDATE_APPEND:
    case UPDATE_PREPEND:
    case UPDATE_DELETE_KEY:
    case UPDATE_DELETE_ELEM:
    case UPDATE_DELETE_AT_PATH:
        break;
    }
    return type == DATA_JSONB;
}

static const TypeRef *operand_type(Builder *builder, UpdateOperator operator,
                                   const Attribute * attribute) {
    switch (operator) {
    case UPDATE_SET:
    case UPDATE_INC:
    case UPDATE_APPEND:
    case UPDATE_PREPEND:
        break;
    case UPDATE_DELETE_KEY:
        return &builder_scalar(builder, DATA_STRING)->ref;
    case UPDATE_DELETE_ELEM:
        return &builder_scalar(builder, DATA_INT)->ref;
    case UPDATE_DELETE_AT_PATH:
        return builder_list(builder, builder_scalar(builder, DATA_STRING));
    }
    return &builder_value_type(builder, attribute)->ref;
}

static Type *build_operator(Builder *builder, const Entity *entity, UpdateOperator operator) {
    const Entity *whole = entity_whole(entity);
    size_t count = 0;
    for (size_t i = 0; i < whole->attribute_count; i++) {
        count += operator_takes(entity, operator, & whole->attributes[i]);
    }
    if (count == 0) {
        return NULL;
    }
    Type *type = builder_add_type(builder, TYPE_INPUT_OBJECT, entity, operators[operator].type);
    builder_room(builder, type, count);
    for (size_t i = 0; i < whole->attribute_count; i++) {
        const Attribute *attribute = &whole->attributes[i];
        if (operator_takes(entity, operator, attribute)) {
            builder_add_input(builder, type,
                              (InputValueDef){.name = attribute->name,
                                              .description = attribute->description,
                                              .type = operand_type(builder, operator, attribute),
                                              .binding = builder_bind(
                                                  builder, (Binding){.attribute = attribute})});
        }
    }
    return type;
}

/* ---- Answers ---- */

static bool entity_shows_rows(const Entity *entity) {
    return entity->table->kind == TABLE_ORDINARY || entity->key_count != 0;
}

static void build_response(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    types->response = builder_add_type(builder, TYPE_OBJECT, entity, "_mutation_response");
    builder_room(builder, types->response, 2);
    builder_add_field(
        builder, types->response,
        (FieldDef){.name = STR("affected_rows"),
                   .description = STR("How many rows were written, nested ones included."),
                   .type = builder_non_null(builder, builder_scalar(builder, DATA_INT)),
                   .binding = builder_bind(
                       builder, (Binding){.response = RESPONSE_AFFECTED_ROWS, .entity = entity})});
    if (entity_shows_rows(entity) && types->object != NULL) {
        builder_add_field(
            builder, types->response,
            (FieldDef){.name = STR("returning"),
                       .description = STR("The rows themselves."),
                       .type = builder_list_non_null(builder, types->object),
                       .binding = builder_bind(
                           builder, (Binding){.response = RESPONSE_RETURNING, .entity = entity})});
    }
}

/* ---- Arguments ---- */

static void add_argument(Builder *builder, FieldDef *field, MutationArgument role, Str name,
                         const TypeRef *type) {
    field->late_arguments.items[field->late_arguments.count++] =
        (InputValueDef){.name = name,
                        .type = type,
                        .binding = builder_bind(builder, (Binding){.mutation_argument = role})};
}

static void describe(FieldDef *field, Str description) {
    field->late_arguments.items[field->late_arguments.count - 1].description = description;
}

enum { MOST_ARGUMENTS = UPDATE_OPERATOR_COUNT + 8 };

static FieldDef field_begin(Builder *builder, EntityTypes *types, MutationField role,
                            size_t arguments) {
    const Entity *entity = types->entity;
    return (FieldDef){.late_arguments = {ARENA_ARRAY(builder->room, arguments, InputValueDef), 0},
                      .binding =
                          builder_bind(builder, (Binding){.mutation = role, .entity = entity})};
}

static void add_dry_run(Builder *builder, FieldDef *field) {
    add_argument(builder, field, MUTATION_DRY_RUN, STR("_dry_run"),
                 &builder_scalar(builder, DATA_BOOLEAN)->ref);
    describe(field, STR("Answer as if it were done, but leave everything as it was."));
}

static void add_guards(Builder *builder, FieldDef *field) {
    add_argument(builder, field, MUTATION_MAX_AFFECTED, STR("_max_affected"),
                 &builder_scalar(builder, DATA_INT)->ref);
    describe(field, STR("It is an error, and nothing is done, if there would be more rows."));
    add_argument(builder, field, MUTATION_ALL, STR("_all"),
                 &builder_scalar(builder, DATA_BOOLEAN)->ref);
    describe(field, STR("Needed where the condition is empty: all rows are meant."));
}

static void add_if(Builder *builder, FieldDef *field, const EntityTypes *types) {
    add_argument(builder, field, MUTATION_IF, STR("_if"), &types->filter->ref);
    describe(field, STR("What the row must be like still; else it is an error with the code "
                        "\"conflict\", and nothing is done."));
}

void builder_add_operators(Builder *builder, const EntityTypes *types, InputList *out) {
    for (size_t i = 0; i < UPDATE_OPERATOR_COUNT; i++) {
        if (types->operators[i] != NULL) {
            Binding binding = {.mutation_argument = MUTATION_OPERATOR, .update = (UpdateOperator)i};
            out->items[out->count++] =
                (InputValueDef){.name = str_from(operators[i].name),
                                .description = str_from(operators[i].description),
                                .type = &types->operators[i]->ref,
                                .binding = builder_bind(builder, binding)};
        }
    }
}

/* ---- Fields ---- */

static void build_inserts(Builder *builder, EntityTypes *types) {
    bool rows = entity_shows_rows(types->entity) && types->object != NULL;
    for (int one = 0; one <= rows; one++) {
        FieldDef field =
            field_begin(builder, types, one ? MUTATION_INSERT_ONE : MUTATION_INSERT, 3);
        field.description = str_format(builder->room,
                                       one ? "Inserts a row into \"%.*s\", and rows nested in it."
                                           : "Inserts rows into \"%.*s\", and rows nested in them.",
                                       STR_ARG(types->entity->table->name));
        add_argument(builder, &field, MUTATION_OBJECT, one ? STR("object") : STR("objects"),
                     one ? builder_non_null(builder, types->insert_input)
                         : builder_list_non_null(builder, types->insert_input));
        if (types->on_conflict != NULL) {
            add_argument(builder, &field, MUTATION_ON_CONFLICT, STR("on_conflict"),
                         &types->on_conflict->ref);
        }
        add_dry_run(builder, &field);
        field.type = one ? &types->object->ref : &types->response->ref;
        builder_add_root(builder, OPERATION_MUTATION, types,
                         one ? ROOT_NAME_INSERT_ONE : ROOT_NAME_INSERT, field);
    }
}

static void build_update_list(Builder *builder, EntityTypes *types) {
    FieldDef field = field_begin(builder, types, MUTATION_UPDATE, MOST_ARGUMENTS);
    field.description =
        str_format(builder->room, "Updates rows of \"%.*s\".", STR_ARG(types->entity->table->name));
    field.type = &types->response->ref;
    add_argument(builder, &field, MUTATION_WHERE, STR("where"),
                 builder_non_null(builder, types->filter));
    builder_add_operators(builder, types, &field.late_arguments);
    add_guards(builder, &field);
    add_dry_run(builder, &field);
    builder_add_root(builder, OPERATION_MUTATION, types, ROOT_NAME_UPDATE, field);
}

void build_pk_columns(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    Type *type = types->pk_columns;
    if (type == NULL) {
        return;
    }
    builder_room(builder, type, entity->key_count);
    for (size_t i = 0; i < entity->key_count; i++) {
        const Attribute *part = entity->key[i];
        builder_add_input(
            builder, type,
            (InputValueDef){.name = part->name,
                            .type = builder_non_null(builder, builder_value_type(builder, part)),
                            .binding = builder_bind(builder, (Binding){.attribute = part})});
    }
}

Type *builder_pk_columns(Builder *builder, EntityTypes *types) {
    if (types->pk_columns == NULL) {
        types->pk_columns =
            builder_add_type(builder, TYPE_INPUT_OBJECT, types->entity, "_pk_columns_input");
        build_pk_columns(builder, types);
    }
    return types->pk_columns;
}

static void build_update_by_pk(Builder *builder, EntityTypes *types) {
    FieldDef field = field_begin(builder, types, MUTATION_UPDATE_BY_PK,
                                 MOST_ARGUMENTS + types->entity->relation_count);
    field.description =
        str_format(builder->room, "Updates the row of \"%.*s\" with this primary key.",
                   STR_ARG(types->entity->table->name));
    field.type = &types->object->ref;
    add_argument(builder, &field, MUTATION_PK_COLUMNS, STR("pk_columns"),
                 builder_non_null(builder, builder_pk_columns(builder, types)));
    builder_add_operators(builder, types, &field.late_arguments);
    add_if(builder, &field, types);
    add_dry_run(builder, &field);
    builder_add_relations(builder, types, &field.late_arguments);
    builder_add_root(builder, OPERATION_MUTATION, types, ROOT_NAME_UPDATE_BY_PK, field);
}

static void build_update_many(Builder *builder, EntityTypes *types) {
    Type *updates = builder_add_type(builder, TYPE_INPUT_OBJECT, types->entity, "_updates");
    types->changes = updates;
    builder_room(builder, updates, 1 + UPDATE_OPERATOR_COUNT);
    builder_add_input(
        builder, updates,
        (InputValueDef){.name = STR("where"),
                        .type = builder_non_null(builder, types->filter),
                        .binding =
                            builder_bind(builder, (Binding){.mutation_argument = MUTATION_WHERE})});
    InputValueDef items[UPDATE_OPERATOR_COUNT];
    InputList changes = {items, 0};
    builder_add_operators(builder, types, &changes);
    builder_add_inputs(builder, updates, &changes);
    FieldDef field = field_begin(builder, types, MUTATION_UPDATE_MANY, 3);
    field.description =
        str_format(builder->room, "Updates rows of \"%.*s\", one update after the other.",
                   STR_ARG(types->entity->table->name));
    field.type = type_ref_list(builder->schema, &types->response->ref);
    add_argument(builder, &field, MUTATION_UPDATES, STR("updates"),
                 builder_list_non_null(builder, updates));
    add_dry_run(builder, &field);
    builder_add_root(builder, OPERATION_MUTATION, types, ROOT_NAME_UPDATE_MANY, field);
}

static void build_updates(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    for (size_t i = 0; i < UPDATE_OPERATOR_COUNT; i++) {
        types->operators[i] = build_operator(builder, entity, (UpdateOperator)i);
    }
    build_update_list(builder, types);
    build_update_many(builder, types);
    if (entity->key_count != 0) {
        build_update_by_pk(builder, types);
    }
}

static void build_deletes(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    FieldDef field = field_begin(builder, types, MUTATION_DELETE, MOST_ARGUMENTS);
    field.description =
        str_format(builder->room, "Deletes rows of \"%.*s\".", STR_ARG(entity->table->name));
    field.type = &types->response->ref;
    add_argument(builder, &field, MUTATION_WHERE, STR("where"),
                 builder_non_null(builder, types->filter));
    add_guards(builder, &field);
    add_dry_run(builder, &field);
    builder_add_root(builder, OPERATION_MUTATION, types, ROOT_NAME_DELETE, field);
    if (entity->key_count == 0) {
        return;
    }
    FieldDef by_pk = field_begin(builder, types, MUTATION_DELETE_BY_PK, entity->key_count + 2);
    by_pk.description =
        str_format(builder->room, "Deletes the row of \"%.*s\" with this primary key.",
                   STR_ARG(entity->table->name));
    by_pk.type = &types->object->ref;
    for (size_t i = 0; i < entity->key_count; i++) {
        const Attribute *part = entity->key[i];
        Binding binding = {.mutation_argument = MUTATION_KEY, .attribute = part};
        by_pk.late_arguments.items[by_pk.late_arguments.count++] =
            (InputValueDef){.name = part->name,
                            .description = part->description,
                            .type = builder_non_null(builder, builder_value_type(builder, part)),
                            .binding = builder_bind(builder, binding)};
    }
    add_if(builder, &by_pk, types);
    add_dry_run(builder, &by_pk);
    builder_add_root(builder, OPERATION_MUTATION, types, ROOT_NAME_DELETE_BY_PK, by_pk);
}

static bool root_is_served(const Entity *entity, RootName first, RootName last) {
    bool served = false;
    for (RootName name = first; name <= last; name++) {
        served |= entity->roots[name].name.data != NULL;
    }
    return served;
}

/* Which mutations a table has. */
static bool entity_settle(EntityTypes *types) {
    const Entity *entity = types->entity;
    const Table *table = entity->table;
    bool real = table->kind != TABLE_VIRTUAL;
    types->inserts = real && types->insert_input != NULL &&
                     root_is_served(entity, ROOT_NAME_INSERT, ROOT_NAME_INSERT_ONE);
    types->updates =
        real && table->updatable &&
        (entity_taken_count(entity, PERMIT_UPDATE) != 0 || entity_presets(entity, PERMIT_UPDATE)) &&
        root_is_served(entity, ROOT_NAME_UPDATE, ROOT_NAME_UPDATE_MANY);
    types->deletes = real && table->deletable &&
                     root_is_served(entity, ROOT_NAME_DELETE, ROOT_NAME_DELETE_BY_PK);
    return types->inserts || types->updates || types->deletes;
}

void build_mutation(Builder *builder, EntityTypes *types) {
    if (!(types->inserts || types->updates || types->deletes)) {
        return;
    }
    build_response(builder, types);
    if (types->inserts) {
        build_inserts(builder, types);
    }
    if (types->updates) {
        build_updates(builder, types);
    }
    if (types->deletes) {
        build_deletes(builder, types);
    }
}

void build_mutation_root(Builder *builder) {
    const Model *model = builder->model;
    size_t statements = 0;
    for (size_t i = 0; i < model->query_count; i++) {
        statements += model->queries[i].writes;
    }
    bool any = statements != 0;
    for (size_t i = 0; i < model->entity_count; i++) {
        any |= entity_settle(&builder->entities[i]);
    }
    if (any) {
        Type *root = builder_new_type(builder, TYPE_OBJECT, STR("mutation_root"));
        builder->schema->roots[OPERATION_MUTATION] = root;
        builder_room(builder, root, model->entity_count * 7 + statements);
        build_nested_types(builder);
    }
}
