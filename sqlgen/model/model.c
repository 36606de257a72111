/*
 * The model; see model.h.
 *
 * In: the Catalog. Out: entities with GraphQL names, their attributes, and (relations.c) their
 * relations. The idea: names are given strictly in catalog order, tables first, then columns, then
 * relations, and every name that differs from the SQL name for another reason than its relation
 * is reported.
 */
#include "sqlgen/model/model.h"

#include "sqlgen/model/naming.h"
#include "sqlgen/model/relations.h"

/* All that a table's name is part of: root fields, then types (API section 1). */
static const char *const entity_templates[] = {"%_by_pk",
                                               "%_aggregate",
                                               "%_group",
                                               "%_connection",
                                               "%_stream",
                                               "insert_%",
                                               "insert_%_one",
                                               "update_%",
                                               "update_%_by_pk",
                                               "update_%_many",
                                               "delete_%",
                                               "delete_%_by_pk",
                                               "%_bool_exp",
                                               "%_order_by",
                                               "%_select_column",
                                               "%_insert_input",
                                               "%_set_input",
                                               "%_inc_input",
                                               "%_pk_columns_input",
                                               "%_on_conflict",
                                               "%_constraint",
                                               "%_update_column",
                                               "%_aggregate_fields",
                                               "%_mutation_response",
                                               "%_updates",
                                               "%_aggregate_order_by",
                                               "%_aggregate_bool_exp",
                                               "%_sum_fields",
                                               "%_avg_fields",
                                               "%_min_fields",
                                               "%_max_fields",
                                               "%_stddev_fields",
                                               "%_stddev_pop_fields",
                                               "%_stddev_samp_fields",
                                               "%_var_pop_fields",
                                               "%_var_samp_fields",
                                               "%_variance_fields",
                                               NULL};

/* Types that exist whatever the database holds. */
static const char *const reserved_types[] = {"Int",
                                             "Float",
                                             "String",
                                             "Boolean",
                                             "ID",
                                             "bigint",
                                             "numeric",
                                             "date",
                                             "timestamp",
                                             "time",
                                             "jsonb",
                                             "uuid",
                                             "bytea",
                                             "any",
                                             "order_by",
                                             "query_root",
                                             "mutation_root",
                                             "subscription_root",
                                             "cursor_ordering",
                                             NULL};

/* Fields that a type or its inputs have beside those of the columns. */
static const char *const reserved_fields[] = {"_and",     "_or",        "_not",        "_exists",
                                              "_id",      "_search",    "_search_raw", "_rank",
                                              "_snippet", "_highlight", NULL};

static void scope_reserve_all(NameScope *scope, const char *const *names) {
    for (size_t i = 0; names[i] != NULL; i++) {
        name_scope_reserve(scope, str_from(names[i]));
    }
}

/* Notes the name that a table or a column is served under, if that is not its own. */
static void model_report_rename(Model *model, const Entity *entity, const Attribute *attribute) {
    const Table *table = entity->table;
    Str line = {0};
    if (attribute != NULL && !str_equal(attribute->name, attribute->column->name)) {
        line = str_format(model->arena, "column \"%.*s\" of \"%.*s\" is served as %.*s.%.*s",
                          STR_ARG(attribute->column->name), STR_ARG(table->name),
                          STR_ARG(entity->name), STR_ARG(attribute->name));
    } else if (attribute == NULL && !str_equal(entity->name, table->name)) {
        line = str_format(model->arena, "%s \"%.*s\" is served as %.*s",
                          table->kind == TABLE_VIEW ? "view" : "table", STR_ARG(table->name),
                          STR_ARG(entity->name));
    }
    if (line.data != NULL) {
        ARENA_PUSH(model->arena, model->warnings, model->warning_count, line);
    }
}

/* The type of a column: as declared, or its origin's, or what its affinity or a sample says. */
static DataType column_data_type(const Column *column) {
    DataType type = DATA_ANY;
    if (data_type_of_declaration(column->declared_type, &type)) {
        return type;
    }
    if (column->origin != NULL && data_type_of_declaration(column->origin->declared_type, &type)) {
        return type;
    }
    switch (column->sampled) {
    case SAMPLED_INTEGER:
        return DATA_BIGINT;
    case SAMPLED_REAL:
        return DATA_FLOAT;
    case SAMPLED_TEXT:
        return DATA_STRING;
    case SAMPLED_BLOB:
        return DATA_BYTEA;
    case SAMPLED_NOTHING:
    case SAMPLED_MIXED:
        break;
    }
    return DATA_ANY;
}

static void entity_add_attributes(Model *model, Entity *entity, NameScope *scope) {
    const Table *table = entity->table;
    entity->attributes = ARENA_ARRAY(model->arena, table->column_count, Attribute);
    for (size_t i = 0; i < table->column_count; i++) {
        const Column *column = &table->columns[i];
        if (column->hidden) {
            continue;
        }
        Str name = name_scope_take(scope, name_mangle(model->arena, column->name), NULL);
        Attribute *attribute = &entity->attributes[entity->attribute_count++];
        *attribute = (Attribute){
            .name = name,
            .description = column->comment,
            .column = column,
            .type = column_data_type(column),
            .not_null = column->not_null && table->kind == TABLE_ORDINARY,
        };
        model_report_rename(model, entity, attribute);
    }
}

static void entity_add_key(Model *model, Entity *entity) {
    const Table *table = entity->table;
    entity->key = ARENA_ARRAY(model->arena, table->primary_key_count, const Attribute *);
    for (size_t i = 0; i < table->primary_key_count; i++) {
        entity->key[entity->key_count++] = entity_attribute(entity, table->primary_key[i]);
    }
}

Model *model_build(Arena *arena, const Catalog *catalog) {
    Model *model = ARENA_NEW(arena, Model);
    *model = (Model){.arena = arena, .catalog = catalog};
    map_init(&model->by_name, arena);
    model->entities = ARENA_ARRAY(arena, catalog->table_count, Entity);
    NameScope names;
    name_scope_init(&names, arena);
    scope_reserve_all(&names, reserved_types);
    NameScope *scopes = ARENA_ARRAY(arena, catalog->table_count, NameScope);
    for (size_t i = 0; i < catalog->table_count; i++) {
        const Table *table = catalog->tables[i];
        Entity *entity = &model->entities[model->entity_count++];
        entity->table = table;
        entity->description = table->comment;
        entity->name = name_scope_take(&names, name_mangle(arena, table->name), entity_templates);
        model_report_rename(model, entity, NULL);
        map_add(&model->by_name, entity->name, entity);
        name_scope_init(&scopes[i], arena);
        scope_reserve_all(&scopes[i], reserved_fields);
        entity_add_attributes(model, entity, &scopes[i]);
        entity_add_key(model, entity);
    }
    model_relate(model, scopes);
    return model;
}

const Entity *model_entity_of_table(const Model *model, const Table *table) {
    return &model->entities[table->position];
}

const Attribute *entity_attribute(const Entity *entity, const Column *column) {
    for (size_t i = 0; i < entity->attribute_count; i++) {
        if (entity->attributes[i].column == column) {
            return &entity->attributes[i];
        }
    }
    return NULL;
}
