/*
 * In: the default of an argument or input field as it was written. Out: the literal that shows what
 * it means (graphql-js's astFromValue of valueFromAST), and for sdl_build() whether it means
 * anything: a default that does not fit its type counts as none.
 *
 * Example: for `input A { x: [Int] = 1.0e1, y: Int = 2 }` an argument `a: A = {}` shows
 * `{y: 2}` and not x, because 1.0e1 is no Int; written as `= 7` x would show `{x: [7], y: 2}`.
 */
#include "sqlgen/graphql/sdl_default.h"

#include <math.h>

#include "sqlgen/graphql/coerce.h"
#include "sqlgen/graphql/coerce_inspect.h"
#include "sqlgen/graphql/sdl_build_parts.h"

static bool sdl_is_integer(Str text) {
    size_t i = text.length > 0 && text.data[0] == '-' ? 1 : 0;
    if (i == text.length || (text.data[i] == '0' && text.length > i + 1)) {
        return false;
    }
    for (; i < text.length; i++) {
        if (text.data[i] < '0' || text.data[i] > '9') {
            return false;
        }
    }
    return true;
}

/* The digits of our own wide scalars stay as they are; other numbers are doubles, as in JSON. */
static Value sdl_number_literal(Arena *arena, const Type *type, const Json *number) {
    Str digits = number->text;
    double value = json_double(number);
    bool exact = type->scalar == SCALAR_BIGINT || type->scalar == SCALAR_NUMERIC;
    if (!exact && isfinite(value)) {
        char text[INSPECT_NUMBER_SIZE];
        digits = str_copy(arena, inspect_number(text, value));
    }
    return (Value){.kind = sdl_is_integer(digits) ? VALUE_INT : VALUE_FLOAT, .text = digits};
}

static Value sdl_json_literal(Arena *arena, const Type *type, const Json *json);

static void sdl_json_members(Arena *arena, const Type *type, const Json *json, Value *out) {
    out->kind = VALUE_OBJECT;
    out->fields = ARENA_ARRAY(arena, json->count, ObjectField);
    for (size_t i = 0; i < json->count; i++) {
        out->fields[i].name.text = json->members[i].key;
        out->fields[i].value = sdl_json_literal(arena, type, &json->members[i].value);
    }
}

/* A scalar; a list or object can only be the value of one that takes anything. Depth is that of the
 * literal, which the parser has bounded. */
static Value sdl_json_literal(Arena *arena, const Type *type, const Json *json) {
    Value value = {.kind = VALUE_NULL, .count = json->count};
    switch (json->kind) {
    case JSON_NULL:
        break;
    case JSON_FALSE:
    case JSON_TRUE:
        value.kind = VALUE_BOOLEAN;
        value.boolean = json->kind == JSON_TRUE;
        break;
    case JSON_NUMBER:
        return sdl_number_literal(arena, type, json);
    case JSON_STRING:
        value.kind =
            type->scalar == SCALAR_ID && sdl_is_integer(json->text) ? VALUE_INT : VALUE_STRING;
        value.text = json->text;
        break;
    case JSON_ARRAY:
        value.kind = VALUE_LIST;
        value.items = ARENA_ARRAY(arena, json->count, Value);
        for (size_t i = 0; i < json->count; i++) {
            value.items[i] = sdl_json_literal(arena, type, &json->items[i]);
        }
        break;
    case JSON_OBJECT:
        sdl_json_members(arena, type, json, &value);
        break;
    }
    return value;
}

/* Depth is that of the literal and of the chain of defaults, which schema_validate() bounds. */
static Value sdl_input_literal(Arena *arena, const Input *input) {
    Value value = {.kind = VALUE_NULL, .count = input->count};
    switch (input->kind) {
    case INPUT_NULL:
        break;
    case INPUT_SCALAR:
        return sdl_json_literal(arena, input->type->type, &input->json);
    case INPUT_ENUM:
        value.kind = VALUE_ENUM;
        value.text = input->value->name;
        break;
    case INPUT_LIST:
        if (input->items == NULL) {
            return sdl_json_literal(arena, input->type->type, &input->json);
        }
        value.kind = VALUE_LIST;
        value.items = ARENA_ARRAY(arena, input->count, Value);
        for (size_t i = 0; i < input->count; i++) {
            value.items[i] = sdl_input_literal(arena, input->items[i]);
        }
        break;
    case INPUT_OBJECT:
        value.kind = VALUE_OBJECT;
        value.fields = ARENA_ARRAY(arena, input->count, ObjectField);
        for (size_t i = 0; i < input->count; i++) {
            value.fields[i].name.text = input->fields[i].def->name;
            value.fields[i].value = sdl_input_literal(arena, input->fields[i].value);
        }
        break;
    }
    return value;
}

const Value *sdl_default_literal(Arena *arena, const InputValueDef *def) {
    if (def->default_value == NULL) {
        return NULL;
    }
    const Input *input = coerce_literal(arena, def->default_value, def->type, NULL, NULL);
    if (input == NULL) {
        return NULL;
    }
    Value *literal = ARENA_NEW(arena, Value);
    *literal = sdl_input_literal(arena, input);
    return literal;
}

/* Misfits. */

static bool sdl_is_required(const InputValueDef *def) {
    return def->type->kind == TYPE_REF_NON_NULL && def->default_value == NULL;
}

static bool sdl_literal_fits(Arena *arena, const Value *value, const TypeRef *type);

/* Unknown fields are ignored here: rules for documents report them, schemas are not asked. */
static bool sdl_object_fits(Arena *arena, const Value *value, const Type *type) {
    if (value->kind != VALUE_OBJECT || (type->one_of && value->count != 1)) {
        return false;
    }
    size_t missing = 0;
    for (size_t i = 0; i < type_body(type)->input_count; i++) {
        missing += sdl_is_required(&type_body(type)->inputs[i]);
    }
    for (size_t i = 0; i < value->count; i++) {
        const ObjectField *field = &value->fields[i];
        const InputValueDef *def = type_input(type, field->name.text);
        if (type->one_of && (def == NULL || field->value.kind == VALUE_NULL)) {
            return false;
        }
        if (def != NULL && !sdl_literal_fits(arena, &field->value, def->type)) {
            return false;
        }
        missing -= def != NULL && sdl_is_required(def);
    }
    return missing == 0;
}

/*
 * True if the constant can be coerced. Defaults of fields that are left out are not opened: they
 * were looked at themselves, and opening them could go on for ever. Depth is the literal's.
 */
static bool sdl_literal_fits(Arena *arena, const Value *value, const TypeRef *type) {
    if (type->kind == TYPE_REF_NON_NULL) {
        return value->kind != VALUE_NULL && sdl_literal_fits(arena, value, type->of);
    }
    if (value->kind == VALUE_NULL) {
        return true;
    }
    if (type->kind == TYPE_REF_LIST && value->kind == VALUE_LIST) {
        for (size_t i = 0; i < value->count; i++) {
            if (!sdl_literal_fits(arena, &value->items[i], type->of)) {
                return false;
            }
        }
        return true;
    }
    if (type->kind == TYPE_REF_LIST) {
        return sdl_literal_fits(arena, value, type->of);
    }
    if (type->type->kind == TYPE_INPUT_OBJECT) {
        return sdl_object_fits(arena, value, type->type);
    }
    return type_is_leaf(type->type) && coerce_literal(arena, value, type, NULL, NULL) != NULL;
}

static void sdl_drop_misfits_of(Arena *arena, InputValueDef *defs, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const Value *value = defs[i].default_value;
        if (value != NULL && !sdl_literal_fits(arena, value, defs[i].type)) {
            defs[i].default_value = NULL;
        }
    }
}

/* Input objects first: whether a literal fits depends on which of their fields have defaults. */
void sdl_drop_misfits(Schema *schema) {
    for (size_t i = 0; i < schema->type_count; i++) {
        const TypeBody *body = type_body(schema->types[i]);
        sdl_drop_misfits_of(schema->arena, body->inputs, body->input_count);
    }
    for (size_t i = 0; i < schema->type_count; i++) {
        const TypeBody *body = type_body(schema->types[i]);
        for (size_t j = 0; j < body->field_count; j++) {
            InputList arguments = field_arguments(&body->fields[j]);
            sdl_drop_misfits_of(schema->arena, arguments.items, arguments.count);
        }
    }
    for (size_t i = 0; i < schema->directive_count; i++) {
        DirectiveDef *directive = &schema->directives[i];
        sdl_drop_misfits_of(schema->arena, directive->arguments, directive->argument_count);
    }
}
