/*
 * Named queries: fields of query_root whose rows the owner's SQL gives.
 *
 *     extend type query_root {
 *       top_customers(since: date!, n: Int = 10): [customers!]!
 *         @sql(query: "select c.* from customers c … where placed_at >= :since … limit :n")
 *     }
 *
 * In: the fields of query_root. Out: NamedQueries. What a query gives is compared with what its
 * field promises: the rows of a table have all columns that its fields and relations may need, the
 * rows of a declared type those of its fields, and a value is one column.
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
        overlay_error(overlay, argument->name.span.start, "The query does not use :%.*s.",
                      STR_ARG(argument->name.text));
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
    Map known; /* names that are there, or were complained of, in lower case */
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
            overlay, offset, "The query gives no column \"%.*s\".%.*s", STR_ARG(column->name),
            STR_ARG(suggest_text(overlay->arena, column->name, columns->names, columns->count)));
    }
}

static void result_check_row(Overlay *overlay, const NamedQuery *query, QueryColumns *columns,
                             uint32_t offset) {
    const Entity *entity = query->entity;
    for (size_t i = 0; i < entity->attribute_count; i++) {
        result_needs(overlay, columns, entity->attributes[i].column, offset);
    }
    for (size_t i = 0; i < entity->relation_count; i++) {
        for (size_t c = 0; c < entity->relations[i].count; c++) {
            result_needs(overlay, columns, entity->relations[i].columns[c], offset);
        }
    }
    size_t errors = overlay->errors->count;
    for (size_t i = 0; i < entity->attribute_count && overlay->errors->count == errors; i++) {
        const Column *column = entity->attributes[i].column;
        if (column->expression != NULL) {
            overlay_query_computes(overlay, query, column, offset);
        }
    }
}

static void query_check_result(Overlay *overlay, const NamedQuery *query, uint32_t offset) {
    QueryColumns columns = {0};
    if (!overlay_query_columns(overlay, &query->sql, offset, &columns.names, &columns.count)) {
        return;
    }
    if (query->result == QUERY_VALUE && columns.count != 1) {
        overlay_error(overlay, offset, "The field is one value, and the query gives %zu columns.",
                      columns.count);
    }
    map_init(&columns.known, overlay->arena);
    for (size_t i = 0; i < columns.count; i++) {
        map_add(&columns.known, fold(overlay->arena, columns.names[i]), NULL);
    }
    if (query->result != QUERY_VALUE) {
        result_check_row(overlay, query, &columns, offset);
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

static void query_read(Overlay *overlay, const FieldNode *field, const Directive *at) {
    Model *model = overlay->model;
    ArgumentValues arguments;
    if (!overlay_arguments(overlay, at, &arguments)) {
        return;
    }
    Str sql = overlay_text(&arguments, "query");
    if (sql.data == NULL || arguments.count != 1) {
        overlay_error(overlay, at->span.start,
                      "@sql on a field of query_root takes `query`, and nothing else.");
        return;
    }
    NamedQuery query = {.node = field};
    const char *message;
    if (!sql_text_cut(overlay->arena, sql, &query.sql, &message)) {
        overlay_error(overlay, at->span.start, "This is no SQL query: %s.", message);
        return;
    }
    size_t errors = overlay->errors->count;
    query_take_parameters(overlay, &query, at->span.start);
    if (query_take_result(overlay, &query) && overlay->errors->count == errors) {
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

static void root_field_read(Overlay *overlay, const FieldNode *field, bool is_query) {
    const Directive *sql = overlay_directive(field->directives, field->directive_count, "sql");
    if (sql != NULL && is_query) {
        query_read(overlay, field, sql);
    } else if (sql != NULL) {
        overlay_error(overlay, sql->span.start,
                      "@sql(statement:) is not served yet: there are no mutations.");
    } else if (overlay_directive(field->directives, field->directive_count, "hidden") == NULL) {
        overlay_error(overlay, field->span.start,
                      "A root field is given @sql, or @hidden to take it away.");
    } else if (!root_hide(overlay, field->name.text)) {
        overlay_error(overlay, field->name.span.start, "There is no root field \"%.*s\".",
                      STR_ARG(field->name.text));
    }
}

void overlay_read_queries(Overlay *overlay) {
    for (size_t i = 0; i < overlay->document->definition_count; i++) {
        const Definition *definition = &overlay->document->definitions[i];
        bool is_query = str_equal(definition->name.text, STR("query_root"));
        bool is_mutation = str_equal(definition->name.text, STR("mutation_root"));
        bool is_subscription = str_equal(definition->name.text, STR("subscription_root"));
        if (definition->kind != DEFINITION_OBJECT ||
            !(is_query || is_mutation || is_subscription)) {
            continue;
        }
        for (size_t f = 0; f < definition->field_count; f++) {
            root_field_read(overlay, &definition->fields[f], is_query);
        }
    }
}
