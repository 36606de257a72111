/*
 * In: the variables of a request, or the arguments of a field. Out: Inputs; of variables also their
 * slots and their shape (GraphQL specification, section 6.1.2 and 6.4.1).
 *
 * The idea: what a plan depends on (nulls, enum values, which fields an input object has) is told
 * apart from what it does not (the leaves) while the values are checked, so that asking for the
 * plan of a request costs one look-up of a short text. Its grammar, a value for each variable in
 * order:
 *
 *     shape = value*
 *     value = "-"                       not given (its default, if there is one, holds)
 *           | "n"                       null
 *           | "s"                       a leaf: a scalar or a list of scalars; takes the next slot;
 *                                     of data a null or a Boolean as well
 *           | "t" | "f"                 a Boolean, true or false; takes the next slot
 *           | "e" index ";"             an enum value, by its place in the type
 *           | "[" value* "]"            a list of enum values or input objects
 *           | "[" value "*]"          a list of data of that shape, however many
 *           | "{" (index ";" value)* "}"   the given fields, by their place in the type, in the
 *                                     order of the type, or as written if the type says so
 *
 *     ($id: Int!, $where: users_bool_exp, $desc: Boolean!)
 *     {"id": 7, "where": {"name": {"_in": ["a", "b"]}, "role": null}, "desc": true}
 *         →  s{3;{5;s}4;n}t     slots: 0 = 7, 1 = ["a","b"], 2 = true
 *
 * Every letter says where it ends and no text of a stranger is in it, so equal shapes mean equal
 * structure.
 */
#include "sqlgen/graphql/coerce.h"

#include <stdio.h>
#include <string.h>

#include "sqlgen/graphql/coerce_inspect.h"
#include "sqlgen/graphql/coerce_parts.h"

enum {
    COERCE_MAX_ERRORS = 50,   /* as graphql-js's execute() */
    COERCE_FEW_VARIABLES = 12 /* up to here looking through a list beats a map */
};

void coerce_shape_mark(Coercion *coercion, char mark) {
    if (coercion->values != NULL) {
        ARENA_PUSH(coercion->arena, coercion->shape, coercion->shape_length, mark);
    }
}

void coerce_shape_index(Coercion *coercion, size_t index) {
    char digits[24];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + index % 10);
        index /= 10;
    } while (index != 0);
    for (; at < sizeof digits; at++) {
        coerce_shape_mark(coercion, digits[at]);
    }
    coerce_shape_mark(coercion, ';');
}

void coerce_shape_leaf(Coercion *coercion, Input *leaf, bool data) {
    VariableValues *values = coercion->values;
    if (values == NULL) {
        return;
    }
    bool boolean =
        !data && leaf->kind == INPUT_SCALAR && leaf->type->type->scalar == SCALAR_BOOLEAN;
    coerce_shape_mark(coercion, !boolean ? 's' : leaf->json.kind == JSON_TRUE ? 't' : 'f');
    leaf->slot = (uint32_t)values->slot_count;
    ARENA_PUSH(coercion->arena, values->slots, values->slot_count, leaf);
}

void coerce_shape_fold(Coercion *coercion, Input *list, const ShapeMark *marks) {
    VariableValues *values = coercion->values;
    size_t length = marks[1].shape - marks[0].shape, stride = marks[1].slots - marks[0].slots;
    for (size_t i = 1; i < list->count; i++) {
        if (marks[i + 1].shape - marks[i].shape != length ||
            memcmp(coercion->shape + marks[0].shape, coercion->shape + marks[i].shape, length) !=
                0) {
            return;
        }
    }
    VariableRows rows = {.first = (uint32_t)marks[0].slots,
                         .stride = stride,
                         .count = list->count,
                         .leaves = ARENA_ARRAY(coercion->arena, list->count * stride + 1, Input *)};
    if (stride != 0) {
        memcpy(rows.leaves, values->slots + rows.first, list->count * stride * sizeof(Input *));
    }
    ARENA_PUSH(coercion->arena, values->rows, values->row_count, rows);
    values->slot_count = marks[1].slots;
    coercion->shape_length = marks[1].shape;
    coerce_shape_mark(coercion, '*');
    list->count = 1;
    list->rows = values->row_count;
}

/* The path as segments, root first. */
static PathSegment *coerce_path_segments(Arena *arena, const InputPath *path, size_t *length) {
    *length = 0;
    for (const InputPath *at = path; at != NULL; at = at->parent) {
        (*length)++;
    }
    PathSegment *segments = ARENA_ARRAY(arena, *length, PathSegment);
    size_t i = *length;
    for (const InputPath *at = path; at != NULL; at = at->parent) {
        segments[--i] = (PathSegment){at->key, at->index};
    }
    return segments;
}

/* ` at "name.list[2].field"`, or nothing for the root. */
static Str coerce_path_text(Arena *arena, Str name, const InputPath *path) {
    size_t length;
    PathSegment *segments = coerce_path_segments(arena, path, &length);
    if (length == 0) {
        return (Str){0};
    }
    size_t room = name.length + sizeof " at \"\"";
    for (size_t i = 0; i < length; i++) {
        room += segments[i].key.length + sizeof "[18446744073709551615]";
    }
    char *text = arena_alloc(arena, room), *p = text;
    p += sprintf(p, " at \"%.*s", STR_ARG(name));
    for (size_t i = 0; i < length; i++) {
        p += segments[i].key.data == NULL ? sprintf(p, "[%zu]", segments[i].index)
                                          : sprintf(p, ".%.*s", STR_ARG(segments[i].key));
    }
    *p++ = '"';
    return (Str){text, (size_t)(p - text)};
}

/* Counts an error; false if there were too many, which is said once. */
static bool coerce_count_error(Coercion *coercion) {
    if (coercion->stopped) {
        return false;
    }
    if (coercion->error_count++ < COERCE_MAX_ERRORS) {
        return true;
    }
    coercion->stopped = true;
    error_add(coercion->errors, ERROR_VALIDATION_FAILED,
              "Too many errors processing variables, error limit reached. Execution aborted.");
    return false;
}

void coerce_report(Coercion *coercion, const InputPath *path, const Json *value, Str message) {
    Arena *arena = coercion->arena;
    if (!coerce_count_error(coercion)) {
        return;
    }
    if (coercion->variable == NULL) {
        Error *error =
            error_add(coercion->errors, ERROR_VALIDATION_FAILED, "%.*s", STR_ARG(message));
        error->path = coerce_path_segments(arena, path, &error->path_length);
        return;
    }
    Str name = coercion->variable->name.text, place = coerce_path_text(arena, name, path);
    Str text = inspect_json(arena, value);
    source_error(coercion->errors, coercion->source, coercion->variable->span.start,
                 ERROR_VALIDATION_FAILED, "Variable \"$%.*s\" got invalid value %.*s%.*s; %.*s",
                 STR_ARG(name), STR_ARG(text), STR_ARG(place), STR_ARG(message));
}

/* The type that a variable is declared with; NULL after reporting one that is no input type. */
static const TypeRef *coerce_variable_type(Coercion *coercion, const Schema *schema,
                                           const VariableDefinition *variable) {
    const TypeRef *type = type_ref_resolve(schema, coercion->arena, &variable->type);
    if (type != NULL && type_is_input(type->type)) {
        return type;
    }
    if (coerce_count_error(coercion)) {
        Str text = coerce_type_node_text(coercion->arena, &variable->type);
        source_error(coercion->errors, coercion->source, variable->type.span.start,
                     ERROR_VALIDATION_FAILED,
                     "Variable \"$%.*s\" expected value of type \"%.*s\" which cannot be used as "
                     "an input type.",
                     STR_ARG(variable->name.text), STR_ARG(text));
    }
    return NULL;
}

/* Reports a variable that must not be absent, or null. */
static void coerce_report_missing(Coercion *coercion, const TypeRef *type, bool null) {
    if (!coerce_count_error(coercion)) {
        return;
    }
    Str text = type_ref_text(coercion->arena, type);
    source_error(coercion->errors, coercion->source, coercion->variable->span.start,
                 ERROR_VALIDATION_FAILED,
                 null ? "Variable \"$%.*s\" of non-null type \"%.*s\" must not be null."
                      : "Variable \"$%.*s\" of required type \"%.*s\" was not provided.",
                 STR_ARG(coercion->variable->name.text), STR_ARG(text));
}

/* One variable. `given` is NULL if the request does not have it. */
static void coerce_variable(Coercion *coercion, const Json *given, VariableValue *out) {
    const VariableDefinition *variable = out->definition;
    bool required = out->type->kind == TYPE_REF_NON_NULL;
    coercion->variable = variable;
    if (given == NULL) {
        coerce_shape_mark(coercion, '-');
        if (variable->default_value != NULL) {
            out->input =
                coerce_literal(coercion->arena, variable->default_value, out->type, NULL, NULL);
            out->defaulted = true;
        } else if (required) {
            coerce_report_missing(coercion, out->type, false);
        }
    } else if (given->kind == JSON_NULL && required) {
        coerce_report_missing(coercion, out->type, true);
    } else {
        out->input = coerce_json_value(coercion, given, out->type, NULL);
    }
}

/*
 * The request's value of a variable. Clients send variables in the order of their definition, so
 * the place of the definition is tried first. `index` is filled if there are many.
 */
static const Json *coerce_find_given(const Json *given, const Map *index, size_t place, Str name) {
    if (given == NULL) {
        return NULL;
    }
    if (place < given->count && str_equal(given->members[place].key, name)) {
        return &given->members[place].value;
    }
    return index->count != 0 ? map_get(index, name) : json_member(given, name);
}

static void coerce_index_given(Arena *arena, const Json *given, Map *index) {
    map_init(index, arena);
    for (size_t i = 0; given != NULL && i < given->count; i++) {
        map_add(index, given->members[i].key, &given->members[i].value);
    }
}

static void coerce_index_values(Arena *arena, VariableValues *values) {
    map_init(&values->by_name, arena);
    for (size_t i = 0; i < values->count; i++) {
        map_add(&values->by_name, values->items[i].definition->name.text, &values->items[i]);
    }
}

bool coerce_variables(Arena *arena, const Schema *schema, const Source *source,
                      const Definition *operation, const Json *given, VariableValues *out,
                      ErrorList *errors) {
    *out = (VariableValues){.count = operation->variable_count};
    Coercion coercion = {.arena = arena, .errors = errors, .source = source, .values = out};
    Map index = {0};
    out->items = ARENA_ARRAY(arena, out->count, VariableValue);
    if (out->count > COERCE_FEW_VARIABLES) {
        coerce_index_given(arena, given, &index);
    }
    for (size_t i = 0; i < out->count && !coercion.stopped; i++) {
        VariableValue *value = &out->items[i];
        value->definition = &operation->variables[i];
        value->type = coerce_variable_type(&coercion, schema, value->definition);
        if (value->type != NULL) {
            Str name = value->definition->name.text;
            coerce_variable(&coercion, coerce_find_given(given, &index, i, name), value);
        }
    }
    if (coercion.error_count == 0 && out->count > COERCE_FEW_VARIABLES) {
        coerce_index_values(arena, out);
    }
    out->shape = (Str){coercion.shape, coercion.shape_length};
    return coercion.error_count == 0;
}

const VariableValue *variable_value(const VariableValues *variables, Str name) {
    if (variables->by_name.count != 0) {
        return map_get(&variables->by_name, name);
    }
    for (size_t i = 0; i < variables->count; i++) {
        if (str_equal(variables->items[i].definition->name.text, name)) {
            return &variables->items[i];
        }
    }
    return NULL;
}
