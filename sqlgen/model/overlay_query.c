/*
 * Named queries: fields of query_root whose rows the owner's SQL gives; and statements: fields of
 * mutation_root whose SQL writes.
 *
 *     extend type query_root {
 *       top_customers(since: date!, n: Int = 10): [customers!]!
 *         @sql(query: "select c.* from customers c … where placed_at >= :since … limit :n")
 *     }
 *     extend type mutation_root {
 *       close_month(month: date!): Int @sql(statement: "update months set … where month = :month")
 *     }
 *
 * In: the fields of both. Out: NamedQueries. What a query gives is compared with what its field
 * promises: the rows of a table have all columns that its fields and relations may need, the rows
 * of a declared type those of its fields, and a value is one column. A statement gives what its
 * RETURNING clause does; of the rows of a table that is their key, by which they are read when all
 * is written; without the clause it gives the number of rows that it changed.
 */
#include "sqlgen/graphql/suggest.h"
#include "sqlgen/model/overlay_parts.h"

/* ---- Parameters ---- */

static void query_take_parameter(Overlay *overlay, NamedQuery *query, size_t index) {
    const InputValueNode *argument = &query->node->arguments[index];
    Attribute type = {0};
    if (overlay_value_type(overlay, &argument->type, &type)) {
        query->parameters[index] = (Parameter){
            .name = argument->name.text, .type = type.type, .enumeration = type.enumeration};
    }
    bool used = false;
    for (size_t i = 0; i < query->sql.piece_count; i++) {
        used |= str_equal(query->sql.pieces[i].parameter, argument->name.text);
    }
    if (!used) {
        overlay_error(overlay, argument->name.span.start, "The %s does not use :%.*s.",
                      query->writes ? "statement" : "query", STR_ARG(argument->name.text));
    }
}

static void query_check_parameter(Overlay *overlay, const NamedQuery *query, Str name,
                                  uint32_t offset) {
    size_t count = query->node->argument_count;
    Str *names = ARENA_ARRAY(overlay->arena, count, Str);
    for (size_t i = 0; i < count; i++) {
        names[i] = query->node->arguments[i].name.text;
        if (str_equal(names[i], name)) {
            return;
        }
    }
    overlay_error(overlay, offset, "The field has no argument for :%.*s.%.*s", STR_ARG(name),
                  STR_ARG(suggest_text(overlay->arena, name, names, count)));
}

static void query_take_parameters(Overlay *overlay, NamedQuery *query, uint32_t offset) {
    query->parameters = ARENA_ARRAY(overlay->arena, query->node->argument_count, Parameter);
    for (size_t i = 0; i < query->node->argument_count; i++) {
        query_take_parameter(overlay, query, i);
    }
    for (size_t i = 0; i < query->sql.piece_count; i++) {
        if (query->sql.pieces[i].parameter.data != NULL) {
            query_check_parameter(overlay, query, query->sql.pieces[i].parameter, offset);
        }
    }
}

/* ---- Results ---- */

typedef struct QueryColumns {
    Str *names;
    size_t count;
    Map known;         /* names that are there, or were complained of, in lower case */
    const char *giver; /* of the columns, as errors call it */
} QueryColumns;

static Str fold(Arena *arena, Str name) {
    char *text = arena_alloc(arena, name.length + 1);
    for (size_t i = 0; i < name.length; i++) {
        char c = name.data[i];
        text[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return (Str){text, name.length};
}

static void result_needs(Overlay *overlay, QueryColumns *columns, const Column *column,
                         uint32_t offset) {
    Str key = fold(overlay->arena, column->name);
    if (column->expression == NULL && map_add(&columns->known, key, NULL)) {
        overlay_error(
            overlay, offset, "%s gives no column \"%.*s\".%.*s", columns->giver,
            STR_ARG(column->name),
            STR_ARG(suggest_text(overlay->arena, column->name, columns->names, columns->count)));
    }
}

static void result_check_row(Overlay *overlay, const Entity *entity, QueryColumns *columns,
                             uint32_t offset) {
    map_init(&columns->known, overlay->arena);
    for (size_t i = 0; i < columns->count; i++) {
        map_add(&columns->known, fold(overlay->arena, columns->names[i]), NULL);
    }
    for (size_t i = 0; i < entity->attribute_count; i++) {
        result_needs(overlay, columns, entity->attributes[i].column, offset);
    }
    for (size_t i = 0; i < entity->relation_count; i++) {
        for (size_t c = 0; c < entity->relations[i].count; c++) {
            result_needs(overlay, columns, entity->relations[i].columns[c], offset);
        }
    }
}

static void query_check_computed(Overlay *overlay, const NamedQuery *query, uint32_t offset) {
    const Entity *entity = query->entity;
    size_t errors = overlay->errors->count;
    for (size_t i = 0; i < entity->attribute_count && overlay->errors->count == errors; i++) {
        const Column *column = entity->attributes[i].column;
        if (column->expression != NULL) {
            overlay_query_computes(overlay, query, column, offset);
        }
    }
}

static void query_check_result(Overlay *overlay, const NamedQuery *query, uint32_t offset) {
    QueryColumns columns = {.giver = "The query"};
    if (!overlay_query_columns(overlay, &query->sql, offset, &columns.names, &columns.count)) {
        return;
    }
    if (query->result == QUERY_VALUE && columns.count != 1) {
        overlay_error(overlay, offset, "The field is one value, and the query gives %zu columns.",
                      columns.count);
    }
    if (query->result != QUERY_VALUE) {
        result_check_row(overlay, query->entity, &columns, offset);
        query_check_computed(overlay, query, offset);
    }
}

/* ---- Results of statements ---- */

/* The columns that tell the rows of a table apart must be among those that are returned. */
static void statement_take_key(Overlay *overlay, NamedQuery *query, QueryColumns *columns,
                               uint32_t offset) {
    const Table *table = query->entity->table;
    query->key = table->primary_key;
    query->key_count = table->primary_key_count;
    if (query->key_count == 0) {
        overlay_error(overlay, query->node->type.span.start,
                      "The rows of \"%.*s\" have no primary key to find them by; declare a type "
                      "for what is returned.",
                      STR_ARG(table->name));
        return;
    }
    result_check_row(overlay, &(Entity){0}, columns, offset);
    for (size_t i = 0; i < query->key_count; i++) {
        const Attribute *part = entity_attribute(query->entity, query->key[i]);
        result_needs(overlay, columns, query->key[i], offset);
        if (part != NULL && part->type == DATA_BYTEA && columns->count != 1) {
            overlay_error(overlay, offset,
                          "A key of bytes must be all that RETURNING gives; \"%.*s\" is one.",
                          STR_ARG(part->column->name));
        }
    }
}

/* Rows of a declared type are made of what is returned alone. */
static void statement_check_declared(Overlay *overlay, const NamedQuery *query,
                                     QueryColumns *columns, uint32_t offset) {
    const Entity *entity = query->entity;
    result_check_row(overlay, entity, columns, offset);
    for (size_t i = 0; i < entity->attribute_count; i++) {
        const Attribute *attribute = &entity->attributes[i];
        if (attribute->column->expression != NULL || attribute->type == DATA_BYTEA) {
            overlay_error(overlay, query->node->type.span.start,
                          "The rows of a statement have no computed fields and no bytea; "
                          "%.*s.%.*s is one.",
                          STR_ARG(entity->name), STR_ARG(attribute->name));
        }
    }
}

static void statement_check_result(Overlay *overlay, NamedQuery *query, uint32_t offset) {
    bool deletes;
    if (!overlay_statement_columns(overlay, query, offset, &deletes)) {
        return;
    }
    uint32_t type = query->node->type.span.start;
    QueryColumns columns = {
        .names = query->returned, .count = query->returned_count, .giver = "RETURNING"};
    if (columns.count == 0 && (query->result != QUERY_VALUE || query->value.type != DATA_INT ||
                               query->value.enumeration != NULL)) {
        overlay_error(overlay, type,
                      "Without a RETURNING clause a statement gives the number of rows that it "
                      "changed, an Int.");
    } else if (columns.count > 1 && query->result == QUERY_VALUE) {
        overlay_error(overlay, offset, "The field is one value, and RETURNING gives %zu columns.",
                      columns.count);
    } else if (query->result != QUERY_VALUE && query->entity->result) {
        statement_check_declared(overlay, query, &columns, offset);
    } else if (query->result != QUERY_VALUE && deletes) {
        overlay_error(overlay, type,
                      "Rows that are deleted cannot be read any more; declare a type for what is "
                      "returned.");
    } else if (query->result != QUERY_VALUE) {
        statement_take_key(overlay, query, &columns, offset);
    }
}

/* Rows, a row or a value, by the field's type; false after adding an error. */
static bool query_take_result(Overlay *overlay, NamedQuery *query) {
    bool list;
    const TypeNode *node = &query->node->type;
    query->entity = overlay_entity(overlay, overlay_named(node, &list)->name.text);
    if (query->entity == NULL) {
        query->result = QUERY_VALUE;
        return overlay_value_type(overlay, node, &query->value);
    }
    query->result = list ? QUERY_LIST : QUERY_ROW;
    return true;
}

/* ---- The root types ---- */

static void query_read(Overlay *overlay, const FieldNode *field, const Directive *at, bool writes) {
    Model *model = overlay->model;
    ArgumentValues arguments;
    if (!overlay_arguments(overlay, at, &arguments)) {
        return;
    }
    Str sql = overlay_text(&arguments, writes ? "statement" : "query");
    if (sql.data == NULL || arguments.count != 1) {
        overlay_error(overlay, at->span.start,
                      "@sql on a field of %s takes `%s`, and nothing else.",
                      writes ? "mutation_root" : "query_root", writes ? "statement" : "query");
        return;
    }
    NamedQuery query = {.node = field, .writes = writes};
    const char *message;
    if (!sql_text_cut(overlay->arena, sql, &query.sql, &message)) {
        overlay_error(overlay, at->span.start, "This is no SQL %s: %s.",
                      writes ? "statement" : "query", message);
        return;
    }
    size_t errors = overlay->errors->count;
    query_take_parameters(overlay, &query, at->span.start);
    bool good = query_take_result(overlay, &query) && overlay->errors->count == errors;
    if (good && writes) {
        statement_check_result(overlay, &query, at->span.start);
    } else if (good) {
        query_check_result(overlay, &query, at->span.start);
    }
    ARENA_PUSH(overlay->arena, model->queries, model->query_count, query);
}

/* Takes away the root field of that name; false if there is none. */
static bool root_hide(Overlay *overlay, Str name) {
    for (size_t i = 0; i < overlay->model->entity_count; i++) {
        Entity *entity = &overlay->model->entities[i];
        for (size_t r = 0; r < ROOT_NAME_COUNT; r++) {
            if (str_equal(entity->roots[r].name, name) && name.length != 0) {
                entity->roots[r].name = (Str){0};
                return true;
            }
        }
    }
    return false;
}

static void root_field_read(Overlay *overlay, const FieldNode *field, OperationType root) {
    const Directive *sql = overlay_directive(field->directives, field->directive_count, "sql");
    if (sql != NULL && root == OPERATION_SUBSCRIPTION) {
        overlay_error(overlay, sql->span.start,
                      "@sql stands on fields of query_root and mutation_root.");
    } else if (sql != NULL) {
        query_read(overlay, field, sql, root == OPERATION_MUTATION);
    } else if (overlay_directive(field->directives, field->directive_count, "hidden") == NULL) {
        overlay_error(overlay, field->span.start,
                      "A root field is given @sql, or @hidden to take it away.");
    } else if (!root_hide(overlay, field->name.text)) {
        overlay_error(overlay, field->name.span.start, "There is no root field \"%.*s\".",
                      STR_ARG(field->name.text));
    }
}

void overlay_read_queries(Overlay *overlay) {
    static const Str roots[] = {[OPERATION_QUERY] = STR_INIT("query_root"),
                                [OPERATION_MUTATION] = STR_INIT("mutation_root"),
                                [OPERATION_SUBSCRIPTION] = STR_INIT("subscription_root")};
    for (size_t i = 0; i < overlay->document->definition_count; i++) {
        const Definition *definition = &overlay->document->definitions[i];
        for (size_t root = 0; root < sizeof roots / sizeof *roots; root++) {
            bool here = definition->kind == DEFINITION_OBJECT &&
                        str_equal(definition->name.text, roots[root]);
            for (size_t f = 0; here && f < definition->field_count; f++) {
                root_field_read(overlay, &definition->fields[f], (OperationType)root);
            }
        }
    }
}
