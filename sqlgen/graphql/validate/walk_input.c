/*
 * The walk over directives, arguments and values.
 *
 * In: the directives and arguments of a node. Out: the rules about them, called node by node, and
 * the variables used, each with the type its place wants.
 *
 * Example: in `books(where: {id: {_eq: $id}})` the variable stands in a place of type Int, inside
 * an object of type Int_comparison_exp.
 *
 * Two habits of graphql-js's TypeInfo are kept: an argument of an unknown directive is looked up
 * among the arguments of the field around it, and a list literal in a place that wants no list
 * passes its nullable type on.
 */
#include "sqlgen/graphql/validate/rules.h"

/* Where a value stands. */
typedef struct InputPosition {
    const TypeRef *type;   /* what is wanted; NULL if unknown */
    const TypeRef *parent; /* of the list or object around it; NULL if none or unknown */
    bool has_default;
    bool refused; /* something around it has the wrong type: say nothing about types inside */
} InputPosition;

static void walk_value(Validator *v, const Value *value, const InputPosition *at);

static const TypeRef *input_or_null(const TypeRef *type) {
    return type != NULL && type_is_input(type->type) ? type : NULL;
}

static const TypeRef *nullable(const TypeRef *type) {
    return type != NULL && type->kind == TYPE_REF_NON_NULL ? type->of : type;
}

static void walk_list(Validator *v, const Value *list, const InputPosition *at) {
    const TypeRef *wanted = nullable(at->type);
    bool refused = at->refused || !values_check_list(v, list, at->type);
    InputPosition item = {.type = wanted, .parent = at->type, .refused = refused};
    if (wanted != NULL && wanted->kind == TYPE_REF_LIST) {
        item.type = wanted->of;
    }
    for (size_t i = 0; i < list->count; i++) {
        walk_value(v, &list->items[i], &item);
    }
}

/* Reports a name that stands twice in one object (26 UniqueInputFieldNames). */
static void walk_object_field_name(Validator *v, NameSet *seen, const Name *name) {
    const Name *earlier = name_set_add(seen, name);
    if (earlier != NULL) {
        Violation *violation =
            report_add(v->report, earlier->span.start,
                       "There can be only one input field named \"%.*s\".", STR_ARG(name->text));
        report_locate(v->report, violation, name->span.start);
    }
}

static void walk_object(Validator *v, const Value *object, const InputPosition *at) {
    bool refused = at->refused || !values_check_object(v, object, at->type);
    const Type *type = at->type == NULL ? NULL : at->type->type;
    NameSet seen;
    name_set_init(&seen, v->arena);
    for (size_t i = 0; i < object->count; i++) {
        const ObjectField *field = &object->fields[i];
        InputPosition inside = {.parent = at->type, .refused = refused};
        if (type != NULL && type->kind == TYPE_INPUT_OBJECT) {
            const InputValueDef *def = type_input(type, field->name.text);
            if (def != NULL) {
                inside.type = input_or_null(def->type);
                inside.has_default = def->default_value != NULL;
            } else if (!refused) {
                values_report_unknown_field(v, field, type);
            }
        }
        walk_object_field_name(v, &seen, &field->name);
        walk_value(v, &field->value, &inside);
    }
}

static void walk_variable(Validator *v, const Value *variable, const InputPosition *at) {
    if (v->scope != NULL) {
        VariableUsage usage = {variable, at->type, at->parent, at->has_default};
        ARENA_PUSH(v->arena, v->scope->usages, v->scope->usage_count, usage);
    }
}

static void walk_value(Validator *v, const Value *value, const InputPosition *at) {
    switch (value->kind) {
    case VALUE_VARIABLE:
        walk_variable(v, value, at);
        break;
    case VALUE_LIST:
        walk_list(v, value, at);
        break;
    case VALUE_OBJECT:
        walk_object(v, value, at);
        break;
    case VALUE_INT:
    case VALUE_FLOAT:
    case VALUE_STRING:
    case VALUE_BOOLEAN:
    case VALUE_NULL:
    case VALUE_ENUM:
        if (!at->refused) {
            values_check_leaf(v, value, at->type);
        }
        break;
    }
}

void walk_default(Validator *v, const Value *value, const TypeRef *type) {
    walk_value(v, value, &(InputPosition){.type = input_or_null(type)});
}

static void walk_argument(Validator *v, const Argument *argument, const InputValueDef *def) {
    InputPosition at = {0};
    if (def != NULL) {
        at.type = input_or_null(def->type);
        at.has_default = def->default_value != NULL;
    }
    walk_value(v, &argument->value, &at);
}

void walk_arguments(Validator *v, const Selection *field, const FieldDef *def, const Type *parent) {
    for (size_t i = 0; i < field->argument_count; i++) {
        const Argument *argument = &field->arguments[i];
        const InputValueDef *wanted = def == NULL ? NULL : field_argument(def, argument->name.text);
        if (def != NULL && wanted == NULL) {
            arguments_report_unknown(v, argument, def, parent);
        }
        walk_argument(v, argument, wanted);
    }
}

static void walk_directive(Validator *v, const Directive *directive, const char *location) {
    const DirectiveDef *def = schema_directive(v->schema, directive->name.text);
    directives_check_known(v, directive, location);
    directives_check_arguments(v, directive);
    arguments_check_unique(v, directive->arguments, directive->argument_count);
    for (size_t i = 0; i < directive->argument_count; i++) {
        const Argument *argument = &directive->arguments[i];
        const InputValueDef *wanted = NULL;
        if (def != NULL) {
            wanted = directive_argument(def, argument->name.text);
        } else if (v->field != NULL) {
            wanted = field_argument(v->field, argument->name.text);
        }
        walk_argument(v, argument, wanted);
    }
    directives_check_required(v, directive);
}

void walk_directives(Validator *v, const Directive *directives, size_t count,
                     const char *location) {
    if (v->scope != NULL) {
        v->scope->extent.directives += count;
    }
    for (size_t i = 0; i < count; i++) {
        walk_directive(v, &directives[i], location);
    }
}
