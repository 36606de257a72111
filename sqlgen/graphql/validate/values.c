/*
 * Values (specification, sections 5.6.1 "Values of Correct Type", 5.6.2 "Input Object Field Names"
 * and 5.6.4 "Input Object Required Fields").
 *
 * In: a literal and the type of its place, or NULL if that is unknown: then nothing is said.
 *
 * Examples:
 *     limit: "3"       Int cannot represent non-integer value: "3"
 *     order: ASCC      Value "ASCC" does not exist in "Order" enum. Did you mean the enum value
 * "ASC"? where: {nam: 1}  Field "nam" is not defined by type "Where". Did you mean "name"?
 */
#include "sqlgen/graphql/coerce.h"
#include "sqlgen/graphql/suggest.h"
#include "sqlgen/graphql/validate/quote.h"
#include "sqlgen/graphql/validate/rules.h"

static void values_report_unexpected(Validator *v, const Value *value, const TypeRef *type) {
    Str wanted = type_ref_text(v->arena, type), found = quote_value(v->arena, value);
    report_add(v->report, value->span.start, "Expected value of type \"%.*s\", found %.*s.",
               STR_ARG(wanted), STR_ARG(found));
}

/* ` Did you mean the enum value "A"?`, or nothing. */
static Str values_suggest_enum(Validator *v, const Type *type, Str given) {
    if (v->options.no_suggestions) {
        return STR("");
    }
    size_t near_count;
    Str *names = ARENA_ARRAY(v->arena, type_body(type)->value_count, Str);
    for (size_t i = 0; i < type_body(type)->value_count; i++) {
        names[i] = type_body(type)->values[i].name;
    }
    Str *near = suggest_list(v->arena, given, names, type_body(type)->value_count, &near_count);
    return suggest_did_you_mean(v->arena, STR("the enum value"), near, near_count);
}

static void values_check_enum(Validator *v, const Value *value, const Type *type) {
    bool is_enum = value->kind == VALUE_ENUM;
    if (is_enum && type_enum_value(type, value->text) != NULL) {
        return;
    }
    Str given = quote_value(v->arena, value), name = type->name;
    Str suggestion = values_suggest_enum(v, type, given);
    if (is_enum) {
        report_add(v->report, value->span.start,
                   "Value \"%.*s\" does not exist in \"%.*s\" enum.%.*s", STR_ARG(given),
                   STR_ARG(name), STR_ARG(suggestion));
    } else {
        report_add(v->report, value->span.start,
                   "Enum \"%.*s\" cannot represent non-enum value: %.*s.%.*s", STR_ARG(name),
                   STR_ARG(given), STR_ARG(suggestion));
    }
}

/* The literal as JSON; false if it has no such form: enum values, lists and objects. */
static bool values_to_json(const Value *value, Json *out) {
    *out = (Json){.text = value->text};
    switch (value->kind) {
    case VALUE_INT:
    case VALUE_FLOAT:
        out->kind = JSON_NUMBER;
        return true;
    case VALUE_STRING:
        out->kind = JSON_STRING;
        return true;
    case VALUE_BOOLEAN:
        out->kind = value->boolean ? JSON_TRUE : JSON_FALSE;
        return true;
    case VALUE_VARIABLE:
    case VALUE_NULL:
    case VALUE_ENUM:
    case VALUE_LIST:
    case VALUE_OBJECT:
        break;
    }
    return false;
}

/* What a scalar of the specification says it cannot represent; NULL for the others. */
static const char *scalar_complaint(ScalarKind kind, bool integer) {
    switch (kind) {
    case SCALAR_INT:
        return integer ? "non 32-bit signed integer value" : "non-integer value";
    case SCALAR_FLOAT:
        return "non numeric value";
    case SCALAR_STRING:
        return "a non string value";
    case SCALAR_BOOLEAN:
        return "a non boolean value";
    case SCALAR_ID:
        return "a non-string and non-integer value";
    case SCALAR_CUSTOM:
    case SCALAR_BIGINT:
    case SCALAR_NUMERIC:
    case SCALAR_TEXT:
    case SCALAR_UUID:
    case SCALAR_BYTES:
    case SCALAR_JSON:
        break;
    }
    return NULL;
}

static void values_check_scalar(Validator *v, const Value *value, const TypeRef *wanted) {
    const Type *type = wanted->type;
    Json json, coerced;
    Str message = STR("");
    bool plain = values_to_json(value, &json);
    const char *complaint = scalar_complaint(type->scalar, value->kind == VALUE_INT);
    if (type->scalar == SCALAR_CUSTOM || type->scalar == SCALAR_JSON ||
        (plain && scalar_coerce(v->arena, type, &json, true, &coerced,
                                complaint == NULL ? &message : NULL))) {
        return;
    }
    if (complaint != NULL) {
        Str found = quote_value(v->arena, value);
        report_add(v->report, value->span.start, "%.*s cannot represent %s: %.*s",
                   STR_ARG(type->name), complaint, STR_ARG(found));
    } else if (plain) {
        report_add(v->report, value->span.start, "%.*s", STR_ARG(message));
    } else {
        values_report_unexpected(v, value, wanted);
    }
}

void values_check_leaf(Validator *v, const Value *value, const TypeRef *type) {
    if (type == NULL || validator_is_done(v)) {
        return;
    }
    if (value->kind == VALUE_NULL) {
        if (type->kind == TYPE_REF_NON_NULL) {
            values_report_unexpected(v, value, type);
        }
    } else if (type->type->kind == TYPE_ENUM) {
        values_check_enum(v, value, type->type);
    } else if (type->type->kind == TYPE_SCALAR) {
        values_check_scalar(v, value, type);
    } else {
        values_report_unexpected(v, value, type);
    }
}

bool values_check_list(Validator *v, const Value *list, const TypeRef *type) {
    if (type != NULL && type->kind == TYPE_REF_NON_NULL) {
        type = type->of;
    }
    if (type != NULL && type->kind == TYPE_REF_LIST) {
        return true;
    }
    values_check_leaf(v, list, type);
    return false;
}

static const ObjectField *object_field(const Value *object, Str name) {
    for (size_t i = object->count; i > 0; i--) {
        if (str_equal(object->fields[i - 1].name.text, name)) {
            return &object->fields[i - 1];
        }
    }
    return NULL;
}

static void values_check_required(Validator *v, const Value *object, const Type *type) {
    for (size_t i = 0; i < type_body(type)->input_count; i++) {
        const InputValueDef *field = &type_body(type)->inputs[i];
        if (field->type->kind != TYPE_REF_NON_NULL || field->default_value != NULL ||
            object_field(object, field->name) != NULL || validator_is_done(v)) {
            continue;
        }
        Str wanted = type_ref_text(v->arena, field->type);
        report_add(v->report, object->span.start,
                   "Field \"%.*s.%.*s\" of required type \"%.*s\" was not provided.",
                   STR_ARG(type->name), STR_ARG(field->name), STR_ARG(wanted));
    }
}

/* A field that is repeated counts once here; that it is repeated is another rule's error. */
static bool object_has_one_key(const Value *object) {
    for (size_t i = 1; i < object->count; i++) {
        if (!str_equal(object->fields[i].name.text, object->fields[0].name.text)) {
            return false;
        }
    }
    return object->count != 0;
}

static void values_check_one_of(Validator *v, const Value *object, const Type *type) {
    if (!object_has_one_key(object)) {
        report_add(v->report, object->span.start,
                   "OneOf Input Object \"%.*s\" must specify exactly one key.",
                   STR_ARG(type->name));
        return;
    }
    const ObjectField *field = &object->fields[object->count - 1];
    if (field->value.kind == VALUE_NULL) {
        report_add(v->report, object->span.start, "Field \"%.*s.%.*s\" must be non-null.",
                   STR_ARG(type->name), STR_ARG(field->name.text));
    }
}

bool values_check_object(Validator *v, const Value *object, const TypeRef *type) {
    if (type == NULL || type->type->kind != TYPE_INPUT_OBJECT) {
        values_check_leaf(v, object, type);
        return false;
    }
    values_check_required(v, object, type->type);
    if (type->type->one_of) {
        values_check_one_of(v, object, type->type);
    }
    return true;
}

void values_report_unknown_field(Validator *v, const ObjectField *field, const Type *object) {
    if (validator_is_done(v)) {
        return;
    }
    Str *names = ARENA_ARRAY(v->arena, type_body(object)->input_count, Str);
    for (size_t i = 0; i < type_body(object)->input_count; i++) {
        names[i] = type_body(object)->inputs[i].name;
    }
    Str name = field->name.text;
    Str suggestion = validator_suggest(v, name, names, type_body(object)->input_count);
    report_add(v->report, field->span.start, "Field \"%.*s\" is not defined by type \"%.*s\".%.*s",
               STR_ARG(name), STR_ARG(object->name), STR_ARG(suggestion));
}
