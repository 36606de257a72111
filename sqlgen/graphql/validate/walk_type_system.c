/*
 * The walk over definitions of types and directives, which do not belong in a document that is
 * to be executed.
 *
 * Such a document is refused already (documents.c), but graphql-js goes on and reports unknown
 * type names and everything about directives in them as well, and so does this walk.
 *
 * Example: `type Cow { name: Strin @deprecatd }` gives Unknown type "Strin". and Unknown directive
 * "@deprecatd". besides The "Cow" definition is not executable.
 */
#include "sqlgen/graphql/validate/rules.h"

/* The directives on a type count as used at one place, in all its definitions and extensions. */
static NameSet *type_directives(Validator *v, const Definition *definition) {
    NameSet *seen = map_get(&v->type_directives, definition->name.text);
    if (seen == NULL) {
        seen = ARENA_NEW(v->arena, NameSet);
        name_set_init(seen, v->arena);
        map_add(&v->type_directives, definition->name.text, seen);
    }
    return seen;
}

static const char *definition_location(const Definition *definition) {
    switch (definition->kind) {
    case DEFINITION_SCALAR:
        return "SCALAR";
    case DEFINITION_OBJECT:
        return "OBJECT";
    case DEFINITION_INTERFACE:
        return "INTERFACE";
    case DEFINITION_UNION:
        return "UNION";
    case DEFINITION_ENUM:
        return "ENUM";
    case DEFINITION_INPUT_OBJECT:
        return "INPUT_OBJECT";
    case DEFINITION_DIRECTIVE:
        return "DIRECTIVE_DEFINITION";
    case DEFINITION_SCHEMA:
    case DEFINITION_OPERATION:
    case DEFINITION_FRAGMENT:
        break;
    }
    return "SCHEMA";
}

static void walk_definition_directives(Validator *v, const Definition *definition) {
    if (definition->kind == DEFINITION_DIRECTIVE) {
        directives_check_unique(v, definition->directives, definition->directive_count);
    } else { /* a schema has no name: the empty one is its own */
        directives_check_unique_in(v, type_directives(v, definition), definition->directives,
                                   definition->directive_count);
    }
}

static void walk_names(Validator *v, const Name *names, size_t count) {
    for (size_t i = 0; i < count; i++) {
        walk_type_name(v, &names[i], true);
    }
}

static void walk_inputs(Validator *v, const InputValueNode *inputs, size_t count,
                        const char *location) {
    for (size_t i = 0; i < count; i++) {
        const InputValueNode *input = &inputs[i];
        directives_check_unique(v, input->directives, input->directive_count);
        walk_type_node(v, &input->type, true);
        if (input->default_value != NULL) {
            walk_default(v, input->default_value, NULL);
        }
        walk_directives(v, input->directives, input->directive_count, location);
    }
}

static void walk_fields(Validator *v, const FieldNode *fields, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const FieldNode *field = &fields[i];
        directives_check_unique(v, field->directives, field->directive_count);
        walk_inputs(v, field->arguments, field->argument_count, "ARGUMENT_DEFINITION");
        walk_type_node(v, &field->type, true);
        walk_directives(v, field->directives, field->directive_count, "FIELD_DEFINITION");
    }
}

static void walk_enum_values(Validator *v, const EnumValueNode *values, size_t count) {
    for (size_t i = 0; i < count; i++) {
        directives_check_unique(v, values[i].directives, values[i].directive_count);
        walk_directives(v, values[i].directives, values[i].directive_count, "ENUM_VALUE");
    }
}

void walk_type_system(Validator *v, const Definition *definition) {
    bool input_fields = definition->kind == DEFINITION_INPUT_OBJECT && !definition->extension;
    walk_definition_directives(v, definition);
    walk_names(v, definition->interfaces, definition->interface_count);
    if (definition->kind == DEFINITION_DIRECTIVE) { /* its arguments come before its directives */
        walk_inputs(v, definition->inputs, definition->input_count, "ARGUMENT_DEFINITION");
    }
    walk_directives(v, definition->directives, definition->directive_count,
                    definition_location(definition));
    for (size_t i = 0; i < definition->root_type_count; i++) {
        walk_type_name(v, &definition->root_types[i].type, true);
    }
    walk_fields(v, definition->fields, definition->field_count);
    walk_names(v, definition->members, definition->member_count);
    walk_enum_values(v, definition->values, definition->value_count);
    if (definition->kind == DEFINITION_INPUT_OBJECT) {
        walk_inputs(v, definition->inputs, definition->input_count,
                    input_fields ? "INPUT_FIELD_DEFINITION" : "ARGUMENT_DEFINITION");
    }
}
