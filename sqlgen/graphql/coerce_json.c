/*
 * In: a JSON value, as it came in a request's variables, and its type. Out: an Input, or all that
 * is wrong with it (GraphQL specification, section 3, "Input Coercion"; graphql-js
 * coerceInputValue).
 *
 * The idea: one walk along the type; scalars and lists of scalars end it as one leaf each, so a
 * list of 10,000 ids is one Input whose JSON is the request's own.
 *
 *     [Int!] 7                       →  leaf [7]
 *     {where: {id: {_eq: "x"}}}      →  Int cannot represent non-integer value: "x"
 *
 * Depth: the walk follows the value, whose depth json_read() has limited, and the list wrappers of
 * types, which the parser has limited.
 */
#include <stdlib.h>
#include <string.h>

#include "sqlgen/graphql/coerce_inspect.h"
#include "sqlgen/graphql/coerce_parts.h"
#include "sqlgen/graphql/suggest.h"

static Input *coerce_json_new(Coercion *coercion, InputKind kind, const TypeRef *type) {
    Input *input = ARENA_NEW(coercion->arena, Input);
    input->kind = kind;
    input->type = type;
    input->slot = INPUT_NO_SLOT;
    if (coercion->variable != NULL) {
        input->span = coercion->variable->span;
    }
    return input;
}

/* Reports null where it must not stand; true if all is well. */
static bool coerce_json_check_null(Coercion *coercion, const Json *value, const TypeRef *type,
                                   const InputPath *path) {
    if (type->kind != TYPE_REF_NON_NULL || value->kind != JSON_NULL) {
        return true;
    }
    Str name = type_ref_text(coercion->arena, type);
    coerce_report(coercion, path, value,
                  str_format(coercion->arena, "Expected non-nullable type \"%.*s\" not to be null.",
                             STR_ARG(name)));
    return false;
}

static bool coerce_json_leaf(Coercion *coercion, const Json *value, const TypeRef *type,
                             const InputPath *path, Json *out);

static bool coerce_json_is_same(const Json *a, const Json *b) {
    return a->kind == b->kind && a->text.data == b->text.data && a->items == b->items &&
           a->members == b->members;
}

/* A list of leaves. The items are copied only if one of them was changed. */
static bool coerce_json_leaves(Coercion *coercion, const Json *list, const TypeRef *type,
                               const InputPath *path, Json *out) {
    bool fits = true;
    *out = *list;
    for (size_t i = 0; i < list->count && !coercion->stopped; i++) {
        InputPath at = {.parent = path, .index = i};
        Json item;
        if (!coerce_json_leaf(coercion, &list->items[i], type, &at, &item)) {
            fits = false;
            continue;
        }
        if (coerce_json_is_same(&item, &list->items[i])) {
            continue;
        }
        if (out->items == list->items) {
            out->items = ARENA_ARRAY(coercion->arena, list->count, Json);
            memcpy(out->items, list->items, list->count * sizeof(Json));
        }
        out->items[i] = item;
    }
    return fits;
}

/* A scalar, or a list of scalars as one JSON array. */
static bool coerce_json_leaf(Coercion *coercion, const Json *value, const TypeRef *type,
                             const InputPath *path, Json *out) {
    const TypeRef *nullable = coerce_nullable(type);
    *out = *value;
    if (value->kind == JSON_NULL) {
        return coerce_json_check_null(coercion, value, type, path);
    }
    if (nullable->kind == TYPE_REF_LIST && value->kind == JSON_ARRAY) {
        return coerce_json_leaves(coercion, value, nullable->of, path, out);
    }
    if (nullable->kind == TYPE_REF_LIST) { /* one value stands for a list of it */
        Json *item = ARENA_NEW(coercion->arena, Json);
        *out = (Json){.kind = JSON_ARRAY, .items = item, .count = 1};
        return coerce_json_leaf(coercion, value, nullable->of, path, item);
    }
    Str message = {0};
    if (!scalar_coerce(coercion->arena, type->type, value, false, out, &message)) {
        coerce_report(coercion, path, value, message);
        return false;
    }
    return true;
}

static Input *coerce_json_scalars(Coercion *coercion, const Json *value, const TypeRef *type,
                                  const InputPath *path) {
    bool list = coerce_nullable(type)->kind == TYPE_REF_LIST;
    Input *input = coerce_json_new(coercion, list ? INPUT_LIST : INPUT_SCALAR, type);
    if (!coerce_json_leaf(coercion, value, type, path, &input->json)) {
        return NULL;
    }
    input->count = input->json.count;
    coerce_shape_leaf(coercion, input, false);
    return input;
}

/* A scalar of an object that is data: whatever it is, null too, the shape is the same. */
static Input *coerce_json_datum(Coercion *coercion, const Json *value, const TypeRef *type,
                                const InputPath *path) {
    Input *input = coerce_json_new(coercion, INPUT_SCALAR, type);
    if (!coerce_json_leaf(coercion, value, type, path, &input->json)) {
        return NULL;
    }
    coerce_shape_leaf(coercion, input, true);
    return input;
}

static ShapeMark coerce_mark(const Coercion *coercion) {
    return (ShapeMark){coercion->shape_length, coercion->values->slot_count};
}

static Input *coerce_json_list(Coercion *coercion, const Json *value, const TypeRef *type,
                               const InputPath *path) {
    const TypeRef *item_type = coerce_nullable(type)->of;
    Input *input = coerce_json_new(coercion, INPUT_LIST, type);
    bool single = value->kind != JSON_ARRAY, fits = true;
    input->count = single ? 1 : value->count;
    input->items = ARENA_ARRAY(coercion->arena, input->count, Input *);
    bool rows = coercion->values != NULL && path == NULL && type->type->rows && input->count != 0 &&
                coerce_nullable(item_type)->kind == TYPE_REF_NAMED;
    ShapeMark *marks = rows ? ARENA_ARRAY(coercion->arena, input->count + 1, ShapeMark) : NULL;
    coerce_shape_mark(coercion, '[');
    for (size_t i = 0; i < input->count && !coercion->stopped; i++) {
        InputPath at = {.parent = path, .index = i};
        if (rows) {
            marks[i] = coerce_mark(coercion);
        }
        input->items[i] = single ? coerce_json_value(coercion, value, item_type, path)
                                 : coerce_json_value(coercion, &value->items[i], item_type, &at);
        fits = fits && input->items[i] != NULL;
    }
    if (rows && fits) {
        marks[input->count] = coerce_mark(coercion);
        coerce_shape_fold(coercion, input, marks);
    }
    coerce_shape_mark(coercion, ']');
    return fits ? input : NULL;
}

static void coerce_json_report_enum(Coercion *coercion, const Json *value, const Type *type,
                                    const InputPath *path) {
    Arena *arena = coercion->arena;
    bool string = value->kind == JSON_STRING;
    Str text = string ? inspect_text(arena, value->text) : inspect_json(arena, value);
    Str *names = ARENA_ARRAY(arena, type_body(type)->value_count, Str);
    for (size_t i = 0; i < type_body(type)->value_count; i++) {
        names[i] = type_body(type)->values[i].name;
    }
    size_t count;
    Str suggestion = STR("");
    if (!coercion->errors->no_suggestions) {
        Str *near = suggest_list(arena, text, names, type_body(type)->value_count, &count);
        suggestion = suggest_did_you_mean(arena, STR("the enum value"), near, count);
    }
    Str message;
    if (string) {
        message = str_format(arena, "Value \"%.*s\" does not exist in \"%.*s\" enum.%.*s",
                             STR_ARG(text), STR_ARG(type->name), STR_ARG(suggestion));
    } else {
        message = str_format(arena, "Enum \"%.*s\" cannot represent non-string value: %.*s.%.*s",
                             STR_ARG(type->name), STR_ARG(text), STR_ARG(suggestion));
    }
    coerce_report(coercion, path, value, message);
}

static Input *coerce_json_enum(Coercion *coercion, const Json *value, const TypeRef *type,
                               const InputPath *path) {
    const Type *named = type->type;
    const EnumValueDef *found =
        value->kind == JSON_STRING ? type_enum_value(named, value->text) : NULL;
    if (found == NULL) {
        coerce_json_report_enum(coercion, value, named, path);
        return NULL;
    }
    Input *input = coerce_json_new(coercion, INPUT_ENUM, type);
    input->value = found;
    coerce_shape_mark(coercion, 'e');
    coerce_shape_index(coercion, (size_t)(found - type_body(named)->values));
    return input;
}

/* A member of a JSON object that the type defines. */
typedef struct GivenField {
    size_t index; /* of the definition */
    const Json *value;
} GivenField;

/* A JSON object that is to become an input object of the type. */
typedef struct GivenObject {
    const Json *json;
    const Type *type;
    const InputPath *path;
    GivenField *fields; /* the members that the type defines, in its order (or as written) */
    size_t count;       /* of fields; fewer than members if there are unknown ones */
} GivenObject;

static int coerce_json_compare_fields(const void *a, const void *b) {
    const GivenField *left = a, *right = b;
    return (left->index > right->index) - (left->index < right->index);
}

/* Finds the definition of each member, so that objects cost what they hold, not its square. */
static void coerce_json_match_fields(Coercion *coercion, GivenObject *object) {
    const Json *json = object->json;
    GivenField *fields = ARENA_ARRAY(coercion->arena, json->count, GivenField);
    size_t count = 0;
    bool sorted = true;
    for (size_t i = 0; i < json->count; i++) {
        const InputValueDef *def = type_input(object->type, json->members[i].key);
        if (def == NULL) {
            continue;
        }
        size_t index = (size_t)(def - type_body(object->type)->inputs);
        sorted = sorted && (count == 0 || fields[count - 1].index < index);
        fields[count++] = (GivenField){index, &json->members[i].value};
    }
    if (!sorted && !object->type->in_written_order) {
        qsort(fields, count, sizeof *fields, coerce_json_compare_fields);
    }
    object->fields = fields;
    object->count = count;
}

static void coerce_json_report_unknown(Coercion *coercion, const GivenObject *object) {
    Arena *arena = coercion->arena;
    const Type *type = object->type;
    Str *names = ARENA_ARRAY(arena, type_body(type)->input_count, Str);
    for (size_t i = 0; i < type_body(type)->input_count; i++) {
        names[i] = type_body(type)->inputs[i].name;
    }
    for (size_t i = 0; i < object->json->count && !coercion->stopped; i++) {
        if (type_input(type, object->json->members[i].key) != NULL) {
            continue;
        }
        Str key = inspect_text(arena, object->json->members[i].key);
        Str suggestion = coercion->errors->no_suggestions
                             ? STR("")
                             : suggest_text(arena, key, names, type_body(type)->input_count);
        coerce_report(coercion, object->path, object->json,
                      str_format(arena, "Field \"%.*s\" is not defined by type \"%.*s\".%.*s",
                                 STR_ARG(key), STR_ARG(type->name), STR_ARG(suggestion)));
    }
}

/* Puts in the default of a field that is not given; false after reporting a required one. */
static bool coerce_json_absent(Coercion *coercion, const GivenObject *object,
                               const InputValueDef *def, Input *input) {
    Input *filler = coerce_default(coercion->arena, def, input->span);
    if (filler != NULL) {
        ARENA_PUSH(coercion->arena, input->fields, input->count,
                   ((InputField){def, filler, input->span}));
        return true;
    }
    if (def->type->kind != TYPE_REF_NON_NULL) {
        return true;
    }
    Str type = type_ref_text(coercion->arena, def->type);
    coerce_report(coercion, object->path, object->json,
                  str_format(coercion->arena,
                             "Field \"%.*s\" of required type \"%.*s\" was not provided.",
                             STR_ARG(def->name), STR_ARG(type)));
    return false;
}

static bool coerce_json_given(Coercion *coercion, const GivenObject *object,
                              const GivenField *given, Input *input) {
    const InputValueDef *def = &type_body(object->type)->inputs[given->index];
    InputPath at = {.parent = object->path, .key = def->name};
    coerce_shape_index(coercion, given->index);
    bool datum = object->type->rows && coerce_nullable(def->type)->kind == TYPE_REF_NAMED &&
                 def->type->type->kind == TYPE_SCALAR;
    Input *value = datum ? coerce_json_datum(coercion, given->value, def->type, &at)
                         : coerce_json_value(coercion, given->value, def->type, &at);
    ARENA_PUSH(coercion->arena, input->fields, input->count,
               ((InputField){def, value, input->span}));
    return value != NULL;
}

/* All fields of such a type may be absent, and none has a default. */
static bool coerce_json_written_fields(Coercion *coercion, const GivenObject *object,
                                       Input *input) {
    bool fits = true;
    for (size_t i = 0; i < object->count && !coercion->stopped; i++) {
        fits = coerce_json_given(coercion, object, &object->fields[i], input) && fits;
    }
    return fits;
}

static bool coerce_json_fields(Coercion *coercion, const GivenObject *object, Input *input) {
    if (object->type->in_written_order) {
        return coerce_json_written_fields(coercion, object, input);
    }
    bool fits = true;
    for (size_t i = 0, next = 0; i < type_body(object->type)->input_count && !coercion->stopped;
         i++) {
        if (next == object->count || object->fields[next].index != i) {
            const InputValueDef *def = &type_body(object->type)->inputs[i];
            fits = coerce_json_absent(coercion, object, def, input) && fits;
        } else {
            fits = coerce_json_given(coercion, object, &object->fields[next++], input) && fits;
        }
    }
    return fits;
}

/* Exactly one field, and not null (@oneOf). */
static bool coerce_json_check_one_of(Coercion *coercion, const GivenObject *object) {
    Arena *arena = coercion->arena;
    if (object->count != 1) {
        coerce_report(coercion, object->path, object->json,
                      str_format(arena,
                                 "Exactly one key must be specified for OneOf type \"%.*s\".",
                                 STR_ARG(object->type->name)));
    }
    if (object->count == 0 || object->fields[0].value->kind != JSON_NULL) {
        return object->count == 1;
    }
    Str key = type_body(object->type)->inputs[object->fields[0].index].name;
    InputPath at = {.parent = object->path, .key = key};
    coerce_report(coercion, &at, object->fields[0].value,
                  str_format(arena, "Field \"%.*s\" must be non-null.", STR_ARG(key)));
    return false;
}

static Input *coerce_json_object(Coercion *coercion, const Json *value, const TypeRef *type,
                                 const InputPath *path) {
    GivenObject object = {.json = value, .type = type->type, .path = path};
    if (value->kind != JSON_OBJECT) {
        coerce_report(coercion, path, value,
                      str_format(coercion->arena, "Expected type \"%.*s\" to be an object.",
                                 STR_ARG(object.type->name)));
        return NULL;
    }
    coerce_json_match_fields(coercion, &object);
    Input *input = coerce_json_new(coercion, INPUT_OBJECT, type);
    coerce_shape_mark(coercion, '{');
    bool fits = coerce_json_fields(coercion, &object, input);
    coerce_shape_mark(coercion, '}');
    if (object.count < value->count) {
        coerce_json_report_unknown(coercion, &object);
        fits = false;
    }
    if (object.type->one_of) {
        fits = coerce_json_check_one_of(coercion, &object) && fits;
    }
    return fits ? input : NULL;
}

Input *coerce_json_value(Coercion *coercion, const Json *value, const TypeRef *type,
                         const InputPath *path) {
    if (value->kind == JSON_NULL) {
        if (!coerce_json_check_null(coercion, value, type, path)) {
            return NULL;
        }
        coerce_shape_mark(coercion, 'n');
        return coerce_json_new(coercion, INPUT_NULL, type);
    }
    if (type->type->kind == TYPE_SCALAR) {
        return coerce_json_scalars(coercion, value, type, path);
    }
    if (coerce_nullable(type)->kind == TYPE_REF_LIST) {
        return coerce_json_list(coercion, value, type, path);
    }
    if (type->type->kind == TYPE_ENUM) {
        return coerce_json_enum(coercion, value, type, path);
    }
    return coerce_json_object(coercion, value, type, path);
}

Input *coerce_json(Arena *arena, const Json *value, const TypeRef *type, ErrorList *errors) {
    Coercion coercion = {.arena = arena, .errors = errors};
    return coerce_json_value(&coercion, value, type, NULL);
}
