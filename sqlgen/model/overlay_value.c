/*
 * What directives say, and names that the database must know.
 *
 * In: `@key(columns: ["mont"])`. Out: the columns, or an error at that place: `There is no column
 * "mont" in "sales". Did you mean "month"?` Arguments are coerced by the definitions that
 * overlay_directives.c holds, so that a getter here can trust what it finds.
 */
#include "sqlgen/graphql/printer.h"
#include "sqlgen/graphql/suggest.h"
#include "sqlgen/model/overlay_parts.h"

const Directive *overlay_directive(const Directive *directives, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++) {
        if (str_equal(directives[i].name.text, str_from(name))) {
            return &directives[i];
        }
    }
    return NULL;
}

/* A key of an object that its type does not have. */
static void key_refuse(Overlay *overlay, const Type *type, const Name *key) {
    Str *names = ARENA_ARRAY(overlay->arena, type_body(type)->input_count, Str);
    for (size_t i = 0; i < type_body(type)->input_count; i++) {
        names[i] = type_body(type)->inputs[i].name;
    }
    overlay_error(
        overlay, key->span.start, "Field \"%.*s\" is not defined by type \"%.*s\".%.*s",
        STR_ARG(key->text), STR_ARG(type->name),
        STR_ARG(suggest_text(overlay->arena, key->text, names, type_body(type)->input_count)));
}

/* The value of an argument that is an object, member by member, so that an error has its place;
 * coercion knows nothing of members that should not be there. */
static bool object_is_good(Overlay *overlay, const Value *object, const Type *type) {
    const VariableValues none = {0};
    bool good = true;
    for (size_t i = 0; i < object->count; i++) {
        const ObjectField *field = &object->fields[i];
        const InputValueDef *def = type_input(type, field->name.text);
        if (def == NULL) {
            key_refuse(overlay, type, &field->name);
            good = false;
        } else if (coerce_literal(overlay->arena, &field->value, def->type, &none, NULL) == NULL) {
            StrBuf *text = strbuf_new(overlay->arena);
            print_value(text, &field->value);
            overlay_error(overlay, field->value.span.start, "\"%.*s\" has invalid value %.*s.",
                          STR_ARG(def->name), STR_ARG(strbuf_view(text)));
            good = false;
        }
    }
    return good;
}

static bool objects_are_good(Overlay *overlay, const Directive *directive,
                             const DirectiveDef *def) {
    bool good = true;
    for (size_t i = 0; i < directive->argument_count; i++) {
        const Value *value = &directive->arguments[i].value;
        const InputValueDef *argument = directive_argument(def, directive->arguments[i].name.text);
        bool is_object = argument != NULL && argument->type->kind == TYPE_REF_NAMED &&
                         argument->type->type->kind == TYPE_INPUT_OBJECT;
        if (is_object && value->kind == VALUE_OBJECT) {
            good &= object_is_good(overlay, value, argument->type->type);
        }
    }
    return good;
}

bool overlay_arguments(Overlay *overlay, const Directive *directive, ArgumentValues *out) {
    const DirectiveDef *def = schema_directive(overlay->base, directive->name.text);
    const VariableValues none = {0};
    if (!objects_are_good(overlay, directive, def)) {
        return false;
    }
    return coerce_arguments(overlay->arena, overlay->source, def->arguments, def->argument_count,
                            directive->arguments, directive->argument_count, directive->span, &none,
                            out, overlay->errors);
}

Str overlay_text(const ArgumentValues *arguments, const char *name) {
    const Input *value = argument_value(arguments, str_from(name));
    return value == NULL || value->kind != INPUT_SCALAR ? (Str){0} : value->json.text;
}

bool overlay_flag(const ArgumentValues *arguments, const char *name) {
    const Input *value = argument_value(arguments, str_from(name));
    return value != NULL && value->kind == INPUT_SCALAR && value->json.kind == JSON_TRUE;
}

const Json *overlay_texts(const ArgumentValues *arguments, const char *name) {
    const Input *value = argument_value(arguments, str_from(name));
    return value == NULL || value->kind != INPUT_LIST ? NULL : &value->json;
}

Str overlay_choice(const ArgumentValues *arguments, const char *name) {
    const Input *value = argument_value(arguments, str_from(name));
    return value == NULL || value->kind != INPUT_ENUM ? (Str){0} : value->value->name;
}

const Column *overlay_column(Overlay *overlay, const Table *table, Str name, uint32_t offset) {
    const Column *column = table_column(table, name);
    if (column != NULL && !column->hidden) {
        return column;
    }
    Str *names = ARENA_ARRAY(overlay->arena, table->column_count, Str);
    size_t count = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        if (!table->columns[i].hidden) {
            names[count++] = table->columns[i].name;
        }
    }
    overlay_error(overlay, offset, "There is no column \"%.*s\" in \"%.*s\".%.*s", STR_ARG(name),
                  STR_ARG(table->name), STR_ARG(suggest_text(overlay->arena, name, names, count)));
    return NULL;
}

const Column **overlay_columns(Overlay *overlay, const Table *table, const Json *names,
                               uint32_t offset) {
    const Column **columns = ARENA_ARRAY(overlay->arena, names->count, const Column *);
    if (names->count == 0) {
        overlay_error(overlay, offset, "A list of columns must not be empty.");
        return NULL;
    }
    bool good = true;
    for (size_t i = 0; i < names->count; i++) {
        columns[i] = overlay_column(overlay, table, names->items[i].text, offset);
        good &= columns[i] != NULL;
    }
    return good ? columns : NULL;
}

const Table *overlay_table(Overlay *overlay, Str name, uint32_t offset) {
    const Catalog *catalog = overlay->model->catalog;
    const Table *table = catalog_table(catalog, name);
    if (table == NULL) {
        Str *names = ARENA_ARRAY(overlay->arena, catalog->table_count, Str);
        for (size_t i = 0; i < catalog->table_count; i++) {
            names[i] = catalog->tables[i]->name;
        }
        overlay_error(overlay, offset, "There is no table or view \"%.*s\".%.*s", STR_ARG(name),
                      STR_ARG(suggest_text(overlay->arena, name, names, catalog->table_count)));
    }
    return table;
}

OverlayType *overlay_type_of(Overlay *overlay, const Table *table) {
    return table->position < overlay->model->catalog->table_count
               ? overlay->of_table[table->position]
               : NULL;
}

Entity *overlay_entity(Overlay *overlay, Str type) {
    const OverlayType *named = map_get(&overlay->by_name, type);
    if (named != NULL) {
        return named->entity;
    }
    Entity *entity = map_get(&overlay->model->by_name, type);
    return entity != NULL && overlay_type_of(overlay, entity->table) == NULL ? entity : NULL;
}

const TypeNode *overlay_named(const TypeNode *node, bool *list) {
    *list = false;
    while (node->kind != TYPE_NODE_NAMED) {
        *list |= node->kind == TYPE_NODE_LIST;
        node = node->of;
    }
    return node;
}

bool overlay_value_type(Overlay *overlay, const TypeNode *node, Attribute *out) {
    bool list;
    const TypeNode *named = overlay_named(node, &list);
    Str name = named->name.text;
    out->not_null = node->kind == TYPE_NODE_NON_NULL;
    out->enumeration = map_get(&overlay->enumerations, name);
    out->type = DATA_STRING;
    if (list || (out->enumeration == NULL && !data_type_of_scalar(name, &out->type))) {
        overlay_error(overlay, node->span.start,
                      list ? "A value of a column is no list."
                           : "\"%.*s\" is no type of a column; those are the scalars (Int, bigint, "
                             "Float, numeric, Boolean, String, date, timestamp, time, jsonb, uuid, "
                             "bytea, any) and enums.",
                      STR_ARG(name));
        return false;
    }
    return true;
}
