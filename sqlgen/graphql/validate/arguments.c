/*
 * Arguments of fields (specification, sections 5.4.1 "Argument Names", 5.4.2 "Argument Uniqueness"
 * and 5.4.3 "Required Arguments").
 *
 * Examples:
 *     { dog(nam: "x") { id } }      Unknown argument "nam" on field "Query.dog". Did you mean
 * "name"? { dog(id: 1, id: 2) { id } }  There can be only one argument named "id". { dog { id } }
 * Field "dog" argument "id" of type "ID!" is required, but it was not provided.
 */
#include "sqlgen/graphql/validate/rules.h"

void arguments_report_unknown(Validator *v, const Argument *argument, const FieldDef *field,
                              const Type *parent) {
    if (validator_is_done(v)) {
        return;
    }
    InputList defs = field_arguments(field);
    Str *names = ARENA_ARRAY(v->arena, defs.count, Str);
    for (size_t i = 0; i < defs.count; i++) {
        names[i] = defs.items[i].name;
    }
    Str name = argument->name.text;
    Str suggestion = validator_suggest(v, name, names, defs.count);
    report_add(v->report, argument->span.start,
               "Unknown argument \"%.*s\" on field \"%.*s.%.*s\".%.*s", STR_ARG(name),
               STR_ARG(parent->name), STR_ARG(field->name), STR_ARG(suggestion));
}

void arguments_check_unique(Validator *v, const Argument *arguments, size_t count) {
    if (count < 2) {
        return;
    }
    NameSet seen;
    name_set_init(&seen, v->arena);
    bool repeated = false;
    for (size_t i = 0; i < count && !repeated; i++) {
        repeated = name_set_add(&seen, &arguments[i].name) != NULL;
    }
    if (!repeated || validator_is_done(v)) {
        return;
    }
    const Name **names = ARENA_ARRAY(v->arena, count, const Name *);
    for (size_t i = 0; i < count; i++) {
        names[i] = &arguments[i].name;
    }
    name_set_report_repeated(v->report, names, count, "argument named \"");
}

static bool arguments_have(const Argument *arguments, size_t count, Str name) {
    for (size_t i = 0; i < count; i++) {
        if (str_equal(arguments[i].name.text, name)) {
            return true;
        }
    }
    return false;
}

void arguments_check_required(Validator *v, const Selection *field, const FieldDef *def) {
    InputList defs = field_arguments(def);
    for (size_t i = 0; i < defs.count; i++) {
        const InputValueDef *argument = &defs.items[i];
        if (argument->type->kind != TYPE_REF_NON_NULL || argument->default_value != NULL ||
            arguments_have(field->arguments, field->argument_count, argument->name) ||
            validator_is_done(v)) {
            continue;
        }
        Str type = type_ref_text(v->arena, argument->type);
        report_add(v->report, field->span.start,
                   "Field \"%.*s\" argument \"%.*s\" of type \"%.*s\" is required, but it was not "
                   "provided.",
                   STR_ARG(def->name), STR_ARG(argument->name), STR_ARG(type));
    }
}
