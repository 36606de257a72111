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
#include "sqlgen/model/search.h"

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
                                               "%_obj_rel_insert_input",
                                               "%_arr_rel_insert_input",
                                               "%_set_input",
                                               "%_append_input",
                                               "%_prepend_input",
                                               "%_delete_key_input",
                                               "%_delete_elem_input",
                                               "%_delete_at_path_input",
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
                                               "%_median_fields",
                                               "%_percentile_fields",
                                               "%_count_distinct_fields",
                                               "%_sum_order_by",
                                               "%_avg_order_by",
                                               "%_min_order_by",
                                               "%_max_order_by",
                                               "%_median_order_by",
                                               "%_count_distinct_order_by",
                                               "%_stddev_order_by",
                                               "%_stddev_pop_order_by",
                                               "%_stddev_samp_order_by",
                                               "%_var_pop_order_by",
                                               "%_var_samp_order_by",
                                               "%_variance_order_by",
                                               "%_aggregate_bool_exp_count",
                                               "%_aggregate_bool_exp_bool_and",
                                               "%_aggregate_bool_exp_bool_or",
                                               "%_aggregate_bool_exp_boolean_column",
                                               "%_edge",
                                               "%_tree",
                                               "%_search_column",
                                               "%_group_key",
                                               "%_group_key_order_by",
                                               "%_group_order_by",
                                               "%_group_having",
                                               "%_group_having_sum",
                                               "%_group_having_avg",
                                               "%_group_having_min",
                                               "%_nested_update_input",
                                               "%_obj_rel_update_input",
                                               "%_arr_rel_update_input",
                                               "%_many_rel_update_input",
                                               "%_group_having_count_distinct",
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
                                             "date_bucket",
                                             "PageInfo",
                                             "Int_comparison_exp",
                                             "Float_comparison_exp",
                                             "String_comparison_exp",
                                             "Boolean_comparison_exp",
                                             "bigint_comparison_exp",
                                             "numeric_comparison_exp",
                                             "date_comparison_exp",
                                             "timestamp_comparison_exp",
                                             "time_comparison_exp",
                                             "jsonb_comparison_exp",
                                             "jsonb_path_comparison_exp",
                                             "uuid_comparison_exp",
                                             "bytea_comparison_exp",
                                             "any_comparison_exp",
                                             NULL};

/* Fields that a type or its inputs have beside those of the columns; and what an enum of columns
 * cannot hold. */
static const char *const reserved_fields[] = {
    "_and",  "_or",      "_not",       "_exists", "_id",   "_search", "_search_raw",
    "_rank", "_snippet", "_highlight", "true",    "false", "null",    NULL};

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
        const Column *column = attribute == NULL ? NULL : attribute->column;
        ARENA_PUSH(model->arena, model->renames, model->rename_count,
                   ((Rename){table, column, line}));
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

void model_scope_types(NameScope *scope, Arena *arena, Arena *scratch) {
    name_scope_init(scope, arena, scratch);
    scope_reserve_all(scope, reserved_types);
}

bool model_scope_take(NameScope *scope, const Entity *entity) {
    return str_equal(name_scope_take(scope, entity->name, entity_templates), entity->name);
}

void model_scope_fields(NameScope *scope, Arena *arena, Arena *scratch) {
    name_scope_init(scope, arena, scratch);
    scope_reserve_all(scope, reserved_fields);
}

void entity_name_roots(Arena *arena, Entity *entity) {
    static const char *const before[ROOT_NAME_COUNT] = {
        [ROOT_NAME_INSERT] = "insert_",       [ROOT_NAME_INSERT_ONE] = "insert_",
        [ROOT_NAME_UPDATE] = "update_",       [ROOT_NAME_UPDATE_BY_PK] = "update_",
        [ROOT_NAME_UPDATE_MANY] = "update_",  [ROOT_NAME_DELETE] = "delete_",
        [ROOT_NAME_DELETE_BY_PK] = "delete_",
    };
    static const char *const after[ROOT_NAME_COUNT] = {
        [ROOT_NAME_SELECT_BY_PK] = "_by_pk",           [ROOT_NAME_SELECT_AGGREGATE] = "_aggregate",
        [ROOT_NAME_SELECT_GROUP] = "_group",           [ROOT_NAME_SELECT_STREAM] = "_stream",
        [ROOT_NAME_SELECT_CONNECTION] = "_connection", [ROOT_NAME_INSERT_ONE] = "_one",
        [ROOT_NAME_UPDATE_BY_PK] = "_by_pk",           [ROOT_NAME_UPDATE_MANY] = "_many",
        [ROOT_NAME_DELETE_BY_PK] = "_by_pk",
    };
    for (size_t i = 0; i < ROOT_NAME_COUNT; i++) {
        entity->roots[i].name = str_format(arena, "%.*s%.*s%.*s", STR_ARG(str_from(before[i])),
                                           STR_ARG(entity->name), STR_ARG(str_from(after[i])));
    }
}

Model *model_build(Arena *arena, const Catalog *catalog) {
    Model *model = ARENA_NEW(arena, Model);
    *model = (Model){.arena = arena, .catalog = catalog};
    map_init(&model->by_name, arena);
    model->entities = ARENA_ARRAY(arena, catalog->table_count, Entity);
    model->of_table = ARENA_ARRAY(arena, catalog->table_count, const Entity *);
    Arena *scratch = arena_scratch(arena);
    NameScope names;
    model_scope_types(&names, arena, scratch);
    NameScope *scopes = ARENA_ARRAY(scratch, catalog->table_count, NameScope);
    for (size_t i = 0; i < catalog->table_count; i++) {
        const Table *table = catalog->tables[i];
        Entity *entity = &model->entities[model->entity_count++];
        entity->table = table;
        entity->description = table->comment;
        entity->name = name_scope_take(&names, name_mangle(arena, table->name), entity_templates);
        model_report_rename(model, entity, NULL);
        map_add(&model->by_name, entity->name, entity);
        model->of_table[i] = entity;
        entity_name_roots(arena, entity);
        model_scope_fields(&scopes[i], arena, scratch);
        entity_add_attributes(model, entity, &scopes[i]);
        entity_add_key(model, entity);
        entity_add_constraints(arena, entity);
    }
    model_relate(model, scopes);
    model_find_search(model);
    arena_free(scratch); /* 80 names of each table's, of which it is served under a dozen */
    return model;
}

const Entity *model_entity_of_table(const Model *model, const Table *table) {
    return model->of_table[table->position];
}

const Attribute *entity_attribute(const Entity *entity, const Column *column) {
    for (size_t i = 0; i < entity->attribute_count; i++) {
        if (entity->attributes[i].column == column) {
            return &entity->attributes[i];
        }
    }
    return NULL;
}
