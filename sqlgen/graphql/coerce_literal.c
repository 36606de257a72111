/*
 * In: a literal of the document or of the schema, its type, and the operation's variables. Out: an
 * Input, or NULL if the literal does not fit (GraphQL specification, section 3, "Input Coercion";
 * graphql-js valueFromAST).
 *
 * The idea: a variable inside a literal becomes a copy of the variable's Input, slot and all, so
 * the planner sees where values will come from later:
 *
 *     {id: {_in: [1, $x]}}   →   object{id: object{_in: list[1, slot 0]}}
 *
 * There are no messages here: validation has refused such literals with better ones.
 *
 * Depth: that of the literal, which the parser has limited; defaults inside of defaults end at
 * LITERAL_MAX_DEFAULTS, for the types of a schema may lead back to themselves.
 */
#include <stdlib.h>

#include "sqlgen/graphql/coerce_parts.h"

enum { LITERAL_MAX_DEFAULTS = 16 };

typedef struct LiteralCoercion {
    Arena *arena;
    const VariableValues *variables; /* NULL: a constant */
    const Span *span;                /* given to every Input; NULL: each one's own */
    size_t defaults;                 /* how many defaults this literal is inside of */
} LiteralCoercion;

static Input *coerce_literal_value(LiteralCoercion *coercion, const Value *literal,
                                   const TypeRef *type);

static Span coerce_literal_span(const LiteralCoercion *coercion, Span own) {
    return coercion->span != NULL ? *coercion->span : own;
}

static Input *coerce_literal_new(LiteralCoercion *coercion, InputKind kind, const TypeRef *type,
                                 Span span) {
    Input *input = ARENA_NEW(coercion->arena, Input);
    input->kind = kind;
    input->type = type;
    input->slot = INPUT_NO_SLOT;
    input->span = coerce_literal_span(coercion, span);
    return input;
}

/* A default is a constant of what is made here, and lives as long: not only as the variables. */
static const Input *coerce_literal_lookup(const LiteralCoercion *coercion, const Value *variable) {
    const VariableValue *found =
        coercion->variables == NULL ? NULL : variable_value(coercion->variables, variable->text);
    if (found != NULL && found->defaulted) {
        return coerce_literal(coercion->arena, found->definition->default_value, found->type, NULL,
                              NULL);
    }
    return found == NULL ? NULL : found->input;
}

/* True if it is a variable that has no value, which is as if nothing were written there. */
static bool coerce_literal_is_missing(const LiteralCoercion *coercion, const Value *literal) {
    return literal->kind == VALUE_VARIABLE && coerce_literal_lookup(coercion, literal) == NULL;
}

static Input *coerce_literal_variable(LiteralCoercion *coercion, const Value *literal,
                                      const TypeRef *type) {
    const Input *value = coerce_literal_lookup(coercion, literal);
    if (value == NULL || (value->kind == INPUT_NULL && type->kind == TYPE_REF_NON_NULL)) {
        return NULL;
    }
    Input *use = ARENA_NEW(coercion->arena, Input);
    *use = *value;
    use->span = coerce_literal_span(coercion, literal->span);
    return use;
}

static Json coerce_literal_untyped(LiteralCoercion *coercion, const Value *literal, bool *inlined);

/* An object literal without a type; a field whose variable has no value is left out. */
static Json coerce_literal_untyped_object(LiteralCoercion *coercion, const Value *literal,
                                          bool *inlined) {
    Json json = {.kind = JSON_OBJECT};
    json.members = ARENA_ARRAY(coercion->arena, literal->count, JsonMember);
    for (size_t i = 0; i < literal->count; i++) {
        const ObjectField *field = &literal->fields[i];
        *inlined = *inlined || field->value.kind == VALUE_VARIABLE;
        if (!coerce_literal_is_missing(coercion, &field->value)) {
            Json value = coerce_literal_untyped(coercion, &field->value, inlined);
            json.members[json.count++] = (JsonMember){field->name.text, value};
        }
    }
    return json;
}

/* The literal of a scalar that takes any JSON value (graphql-js valueFromASTUntyped). */
static Json coerce_literal_untyped(LiteralCoercion *coercion, const Value *literal, bool *inlined) {
    Json json = {.kind = JSON_NULL};
    switch (literal->kind) {
    case VALUE_VARIABLE: {
        const Input *value = coerce_literal_lookup(coercion, literal);
        *inlined = true;
        return value == NULL ? json : coerce_input_json(coercion->arena, value);
    }
    case VALUE_INT:
    case VALUE_FLOAT:
        return (Json){.kind = JSON_NUMBER, .text = literal->text};
    case VALUE_STRING:
    case VALUE_ENUM:
        return (Json){.kind = JSON_STRING, .text = literal->text};
    case VALUE_BOOLEAN:
        return (Json){.kind = literal->boolean ? JSON_TRUE : JSON_FALSE};
    case VALUE_NULL:
        return json;
    case VALUE_LIST:
        json = (Json){.kind = JSON_ARRAY, .count = literal->count};
        json.items = ARENA_ARRAY(coercion->arena, literal->count, Json);
        for (size_t i = 0; i < literal->count; i++) {
            json.items[i] = coerce_literal_untyped(coercion, &literal->items[i], inlined);
        }
        return json;
    case VALUE_OBJECT:
        return coerce_literal_untyped_object(coercion, literal, inlined);
    }
    return json;
}

static Input *coerce_literal_scalar(LiteralCoercion *coercion, const Value *literal,
                                    const TypeRef *type) {
    const Type *scalar = type->type;
    Input *input = coerce_literal_new(coercion, INPUT_SCALAR, type, literal->span);
    Json given = coerce_literal_untyped(coercion, literal, &input->inlined);
    bool any = scalar->scalar == SCALAR_CUSTOM || scalar->scalar == SCALAR_JSON;
    bool plain =
        literal->kind != VALUE_ENUM && literal->kind != VALUE_LIST && literal->kind != VALUE_OBJECT;
    bool fits =
        (any || plain) && scalar_coerce(coercion->arena, scalar, &given, true, &input->json, NULL);
    return fits ? input : NULL;
}

/* Writes the list as a JSON array as well, if it is one of scalars. */
static void coerce_literal_list_json(LiteralCoercion *coercion, Input *list) {
    if (list->type->type->kind != TYPE_SCALAR) {
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        const Input *item = list->items[i];
        list->inlined = list->inlined || item->slot != INPUT_NO_SLOT || item->inlined;
    }
    list->json = coerce_input_json(coercion->arena, list);
}

static Input *coerce_literal_list(LiteralCoercion *coercion, const Value *literal,
                                  const TypeRef *type) {
    const TypeRef *item_type = coerce_nullable(type)->of;
    Input *list = coerce_literal_new(coercion, INPUT_LIST, type, literal->span);
    bool single = literal->kind != VALUE_LIST;
    list->count = single ? 1 : literal->count;
    list->items = ARENA_ARRAY(coercion->arena, list->count, Input *);
    for (size_t i = 0; i < list->count; i++) {
        const Value *item = single ? literal : &literal->items[i];
        if (item_type->kind != TYPE_REF_NON_NULL && coerce_literal_is_missing(coercion, item)) {
            list->items[i] = coerce_literal_new(coercion, INPUT_NULL, item_type, item->span);
        } else {
            list->items[i] = coerce_literal_value(coercion, item, item_type);
        }
        if (list->items[i] == NULL) {
            return NULL;
        }
    }
    coerce_literal_list_json(coercion, list);
    return list;
}

static Input *coerce_literal_enum(LiteralCoercion *coercion, const Value *literal,
                                  const TypeRef *type) {
    const EnumValueDef *found =
        literal->kind == VALUE_ENUM ? type_enum_value(type->type, literal->text) : NULL;
    if (found == NULL) {
        return NULL;
    }
    Input *input = coerce_literal_new(coercion, INPUT_ENUM, type, literal->span);
    input->value = found;
    return input;
}

/* A field of an object literal that the type defines. */
typedef struct LiteralField {
    size_t index; /* of the definition */
    const ObjectField *field;
} LiteralField;

static int coerce_literal_compare_fields(const void *a, const void *b) {
    const LiteralField *left = a, *right = b;
    return (left->index > right->index) - (left->index < right->index);
}

/* The fields that the type defines and that have a value, in the order of the type (or as
 * written). */
static LiteralField *coerce_literal_match_fields(LiteralCoercion *coercion, const Value *literal,
                                                 const Type *type, size_t *count) {
    LiteralField *fields = ARENA_ARRAY(coercion->arena, literal->count, LiteralField);
    *count = 0;
    for (size_t i = 0; i < literal->count; i++) {
        const ObjectField *field = &literal->fields[i];
        const InputValueDef *def = type_input(type, field->name.text);
        if (def != NULL && !coerce_literal_is_missing(coercion, &field->value)) {
            fields[(*count)++] = (LiteralField){(size_t)(def - type_body(type)->inputs), field};
        }
    }
    if (!type->in_written_order) {
        qsort(fields, *count, sizeof *fields, coerce_literal_compare_fields);
    }
    return fields;
}

static Input *coerce_literal_default(LiteralCoercion *coercion, const InputValueDef *def,
                                     Span span) {
    if (def->default_value == NULL || coercion->defaults == LITERAL_MAX_DEFAULTS) {
        return NULL;
    }
    LiteralCoercion inner = {
        .arena = coercion->arena, .span = &span, .defaults = coercion->defaults + 1};
    return coerce_literal_value(&inner, def->default_value, def->type);
}

/* Adds a field that is written; false if its value does not fit. */
static bool coerce_literal_given(LiteralCoercion *coercion, const LiteralField *given,
                                 Input *input) {
    const InputValueDef *def = &type_body(input->type->type)->inputs[given->index];
    InputField field = {.def = def, .span = coerce_literal_span(coercion, given->field->span)};
    field.value = coerce_literal_value(coercion, &given->field->value, def->type);
    if (field.value != NULL) {
        ARENA_PUSH(coercion->arena, input->fields, input->count, field);
    }
    return field.value != NULL;
}

/* Adds the default of a field that is not written; false if it has none and is required. */
static bool coerce_literal_absent(LiteralCoercion *coercion, const InputValueDef *def,
                                  Input *input) {
    InputField field = {.def = def, .span = input->span};
    field.value = coerce_literal_default(coercion, def, input->span);
    if (field.value != NULL) {
        ARENA_PUSH(coercion->arena, input->fields, input->count, field);
    }
    return field.value != NULL || def->type->kind != TYPE_REF_NON_NULL;
}

/* The values of all fields that have one; false if one does not fit or a required one is absent. */
static bool coerce_literal_fields(LiteralCoercion *coercion, const Value *literal, Input *input) {
    const Type *type = input->type->type;
    size_t count, next = 0;
    bool fits = true;
    LiteralField *given = coerce_literal_match_fields(coercion, literal, type, &count);
    for (size_t i = 0; type->in_written_order && fits && i < count; i++) {
        fits = coerce_literal_given(coercion, &given[i], input);
    }
    for (size_t i = 0; !type->in_written_order && fits && i < type_body(type)->input_count; i++) {
        bool is_given = next < count && given[next].index == i;
        fits = is_given ? coerce_literal_given(coercion, &given[next++], input)
                        : coerce_literal_absent(coercion, &type_body(type)->inputs[i], input);
    }
    return fits;
}

static Input *coerce_literal_object(LiteralCoercion *coercion, const Value *literal,
                                    const TypeRef *type) {
    if (literal->kind != VALUE_OBJECT) {
        return NULL;
    }
    Input *input = coerce_literal_new(coercion, INPUT_OBJECT, type, literal->span);
    if (!coerce_literal_fields(coercion, literal, input)) {
        return NULL;
    }
    bool one = input->count == 1 && input->fields[0].value->kind != INPUT_NULL;
    return one || !type->type->one_of ? input : NULL;
}

static Input *coerce_literal_value(LiteralCoercion *coercion, const Value *literal,
                                   const TypeRef *type) {
    if (literal->kind == VALUE_VARIABLE) {
        return coerce_literal_variable(coercion, literal, type);
    }
    if (literal->kind == VALUE_NULL) {
        return type->kind == TYPE_REF_NON_NULL
                   ? NULL
                   : coerce_literal_new(coercion, INPUT_NULL, type, literal->span);
    }
    if (coerce_nullable(type)->kind == TYPE_REF_LIST) {
        return coerce_literal_list(coercion, literal, type);
    }
    if (type->type->kind == TYPE_SCALAR) {
        return coerce_literal_scalar(coercion, literal, type);
    }
    if (type->type->kind == TYPE_ENUM) {
        return coerce_literal_enum(coercion, literal, type);
    }
    return coerce_literal_object(coercion, literal, type);
}

Input *coerce_literal(Arena *arena, const Value *literal, const TypeRef *type,
                      const VariableValues *variables, bool *absent) {
    LiteralCoercion coercion = {.arena = arena, .variables = variables};
    if (absent != NULL) {
        *absent = coerce_literal_is_missing(&coercion, literal);
    }
    return coerce_literal_value(&coercion, literal, type);
}

Input *coerce_default(Arena *arena, const InputValueDef *def, Span span) {
    LiteralCoercion coercion = {.arena = arena};
    return coerce_literal_default(&coercion, def, span);
}
