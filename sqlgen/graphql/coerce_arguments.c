/*
 * In: the arguments that a field or directive is given, and those that it defines. Out: Inputs in
 * the order of the definition, defaults put in (GraphQL specification, section 6.4.1; graphql-js
 * getArgumentValues).
 *
 * The idea: validation has left little to go wrong; what is left are variables, whose type may
 * allow null or absence where the argument does not.
 *
 *     first(n: $n)  with  ($n: Int = 3), n: Int!, {"n": null}
 *         →  Argument "n" of non-null type "Int!" must not be null.
 */
#include <string.h>

#include "sqlgen/graphql/coerce_parts.h"
#include "sqlgen/graphql/printer.h"

enum { ARGUMENT_MAX_TEXT = 4096 }; /* bytes of a literal that a message quotes */

typedef struct ArgumentCoercion {
    Arena *arena;
    const Source *source;
    Span node; /* the field or directive */
    const VariableValues *variables;
    ErrorList *errors;
} ArgumentCoercion;

/* The buffer's text, moved into room that was allocated before: an arena may jump away. */
static Str coerce_take_text(StrBuf *buffer, char *room) {
    Str text = {room, buffer->length};
    if (text.length != 0) {
        memcpy(room, buffer->data, text.length);
    }
    strbuf_free(buffer);
    return text;
}

Str coerce_literal_text(Arena *arena, const Value *literal) {
    char *room = arena_alloc(arena, ARGUMENT_MAX_TEXT);
    StrBuf buffer = {.limit = ARGUMENT_MAX_TEXT};
    print_value(&buffer, literal);
    return coerce_take_text(&buffer, room);
}

Str coerce_type_node_text(Arena *arena, const TypeNode *type) {
    char *room = arena_alloc(arena, ARGUMENT_MAX_TEXT);
    StrBuf buffer = {.limit = ARGUMENT_MAX_TEXT};
    print_type_node(&buffer, type);
    return coerce_take_text(&buffer, room);
}

/* Always NULL, having reported that the argument's value is wrong. */
static Input *argument_refuse(const ArgumentCoercion *coercion, const InputValueDef *def,
                              const Value *value, bool null) {
    Str type = type_ref_text(coercion->arena, def->type);
    uint32_t place = value == NULL ? coercion->node.start : value->span.start;
    if (value == NULL) {
        source_error(coercion->errors, coercion->source, place, ERROR_VALIDATION_FAILED,
                     "Argument \"%.*s\" of required type \"%.*s\" was not provided.",
                     STR_ARG(def->name), STR_ARG(type));
    } else if (null) {
        source_error(coercion->errors, coercion->source, place, ERROR_VALIDATION_FAILED,
                     "Argument \"%.*s\" of non-null type \"%.*s\" must not be null.",
                     STR_ARG(def->name), STR_ARG(type));
    } else if (value->kind == VALUE_VARIABLE) {
        source_error(coercion->errors, coercion->source, place, ERROR_VALIDATION_FAILED,
                     "Argument \"%.*s\" of required type \"%.*s\" was provided the variable "
                     "\"$%.*s\" which was not provided a runtime value.",
                     STR_ARG(def->name), STR_ARG(type), STR_ARG(value->text));
    } else {
        Str text = coerce_literal_text(coercion->arena, value);
        source_error(coercion->errors, coercion->source, place, ERROR_VALIDATION_FAILED,
                     "Argument \"%.*s\" has invalid value %.*s.", STR_ARG(def->name),
                     STR_ARG(text));
    }
    return NULL;
}

/* The argument's value; NULL if it is absent, or with *fits false after adding an error. */
static Input *argument_coerce(const ArgumentCoercion *coercion, const InputValueDef *def,
                              const Argument *argument, bool *fits) {
    const Value *value = argument == NULL ? NULL : &argument->value;
    bool required = def->type->kind == TYPE_REF_NON_NULL, absent = value == NULL;
    Input *input = NULL;
    if (!absent) {
        input = coerce_literal(coercion->arena, value, def->type, coercion->variables, &absent);
    }
    if (absent) {
        input = coerce_default(coercion->arena, def, coercion->node);
        *fits = input != NULL || !required;
        return *fits ? input : argument_refuse(coercion, def, value, false);
    }
    if (input == NULL) {
        *fits = false;
        bool null = value->kind == VALUE_NULL || value->kind == VALUE_VARIABLE;
        return argument_refuse(coercion, def, value, null);
    }
    return input;
}

static const Argument *argument_find(const Argument *arguments, size_t count, Str name) {
    for (size_t i = 0; i < count; i++) {
        if (str_equal(arguments[i].name.text, name)) {
            return &arguments[i];
        }
    }
    return NULL;
}

bool coerce_arguments(Arena *arena, const Source *source, const InputValueDef *defs,
                      size_t def_count, const Argument *arguments, size_t argument_count, Span node,
                      const VariableValues *variables, ArgumentValues *out, ErrorList *errors) {
    const ArgumentCoercion coercion = {arena, source, node, variables, errors};
    *out = (ArgumentValues){.items = ARENA_ARRAY(arena, def_count, ArgumentValue)};
    for (size_t i = 0; i < def_count; i++) {
        const Argument *argument = argument_find(arguments, argument_count, defs[i].name);
        bool fits = true;
        Input *value = argument_coerce(&coercion, &defs[i], argument, &fits);
        if (!fits) {
            return false;
        }
        if (value != NULL) {
            out->items[out->count++] = (ArgumentValue){&defs[i], value};
        }
    }
    return true;
}

const Input *argument_value(const ArgumentValues *arguments, Str name) {
    for (size_t i = 0; i < arguments->count; i++) {
        if (str_equal(arguments->items[i].def->name, name)) {
            return arguments->items[i].value;
        }
    }
    return NULL;
}
