/*
 * Validation of type system documents (specification, section 3, and section 5 as far as it is
 * about directives).
 *
 * In: a document, perhaps the schema it extends. Out: the errors that graphql-js 16's
 * specifiedSDLRules would give, in their order.
 *
 * All rules share one walk and run, at each node, in the order of graphql-js's list: a line of
 * walk_definition() is a rule of a definition. What a rule must know of the whole document (which
 * types and directives are defined) is collected before the walk.
 *
 * Example: `type A { b: C @d }` gives Unknown type "C". and then Unknown directive "@d".
 */
#include "sqlgen/graphql/sdl.h"

#include "sqlgen/graphql/validate/sdl_rules.h"

void sdl_walk_type_node(SdlValidator *v, const TypeNode *type, bool in_type_system) {
    while (type->kind != TYPE_NODE_NAMED) {
        type = type->of;
    }
    sdl_types_check_known(v, &type->name, in_type_system);
}

static void sdl_walk_object_value(SdlValidator *v, const Value *object) {
    NameSet *seen = NULL;
    for (size_t i = 0; i < object->count; i++) {
        const Name *name = &object->fields[i].name;
        const Name *earlier = sdl_names_add(v, &seen, name);
        if (earlier != NULL) {
            Violation *violation = report_add(&v->report, earlier->span.start,
                                              "There can be only one input field named \"%.*s\".",
                                              STR_ARG(name->text));
            report_locate(&v->report, violation, name->span.start);
        }
        sdl_walk_value(v, &object->fields[i].value);
    }
}

/* Recurses as deep as the value nests, which the parser has bounded. */
void sdl_walk_value(SdlValidator *v, const Value *value) {
    if (value->kind == VALUE_OBJECT) {
        sdl_walk_object_value(v, value);
    } else if (value->kind == VALUE_LIST) {
        for (size_t i = 0; i < value->count; i++) {
            sdl_walk_value(v, &value->items[i]);
        }
    }
}

void sdl_walk_arguments(SdlValidator *v, const Argument *arguments, size_t count) {
    for (size_t i = 0; i < count; i++) {
        sdl_walk_value(v, &arguments[i].value);
    }
}

void sdl_walk_directives(SdlValidator *v, const Directive *directives, size_t count,
                         const char *location) {
    for (size_t i = 0; i < count && !sdl_is_done(v); i++) {
        const Directive *directive = &directives[i];
        sdl_directives_check_known(v, directive, location);
        sdl_directives_check_arguments(v, directive);
        sdl_directives_check_unique_arguments(v, directive->arguments, directive->argument_count);
        sdl_walk_arguments(v, directive->arguments, directive->argument_count);
        sdl_directives_check_required(v, directive);
    }
}

static void sdl_walk_type_names(SdlValidator *v, const Name *names, size_t count) {
    for (size_t i = 0; i < count; i++) {
        sdl_types_check_known(v, &names[i], true);
    }
}

static void sdl_walk_inputs(SdlValidator *v, const InputValueNode *inputs, size_t count,
                            const char *location) {
    for (size_t i = 0; i < count && !sdl_is_done(v); i++) {
        const InputValueNode *input = &inputs[i];
        sdl_directives_check_unique_here(v, input->directives, input->directive_count);
        sdl_walk_type_node(v, &input->type, true);
        if (input->default_value != NULL) {
            sdl_walk_value(v, input->default_value);
        }
        sdl_walk_directives(v, input->directives, input->directive_count, location);
    }
}

static void sdl_walk_fields(SdlValidator *v, const Definition *type) {
    for (size_t i = 0; i < type->field_count && !sdl_is_done(v); i++) {
        const FieldNode *field = &type->fields[i];
        sdl_directives_check_unique_here(v, field->directives, field->directive_count);
        sdl_walk_inputs(v, field->arguments, field->argument_count, "ARGUMENT_DEFINITION");
        sdl_walk_type_node(v, &field->type, true);
        sdl_walk_directives(v, field->directives, field->directive_count, "FIELD_DEFINITION");
    }
}

static void sdl_walk_values(SdlValidator *v, const Definition *type) {
    for (size_t i = 0; i < type->value_count && !sdl_is_done(v); i++) {
        const EnumValueNode *value = &type->values[i];
        sdl_directives_check_unique_here(v, value->directives, value->directive_count);
        sdl_walk_directives(v, value->directives, value->directive_count, "ENUM_VALUE");
    }
}

static void sdl_walk_schema(SdlValidator *v, const Definition *schema) {
    sdl_roots_check_lone(v, schema);
    sdl_roots_check_unique(v, schema);
    sdl_directives_check_unique(v, &v->schema_names.directives, schema->directives,
                                schema->directive_count);
    sdl_walk_directives(v, schema->directives, schema->directive_count, "SCHEMA");
    for (size_t i = 0; i < schema->root_type_count; i++) {
        sdl_types_check_known(v, &schema->root_types[i].type, true);
    }
}

static void sdl_walk_directive_definition(SdlValidator *v, const Definition *directive) {
    sdl_names_check_arguments(v, directive);
    sdl_names_check_directive(v, directive);
    sdl_directives_check_unique_here(v, directive->directives, directive->directive_count);
    sdl_walk_inputs(v, directive->inputs, directive->input_count, "ARGUMENT_DEFINITION");
    sdl_walk_directives(v, directive->directives, directive->directive_count,
                        "DIRECTIVE_DEFINITION");
}

/* graphql-js takes a field of an extended input object for an argument; so do its messages. */
static const char *sdl_input_location(const Definition *type) {
    return type->extension ? "ARGUMENT_DEFINITION" : "INPUT_FIELD_DEFINITION";
}

static void sdl_walk_type(SdlValidator *v, const Definition *type) {
    static const char *const locations[] = {
        [TYPE_SCALAR] = "SCALAR", [TYPE_OBJECT] = "OBJECT", [TYPE_INTERFACE] = "INTERFACE",
        [TYPE_UNION] = "UNION",   [TYPE_ENUM] = "ENUM",     [TYPE_INPUT_OBJECT] = "INPUT_OBJECT",
    };
    if (!type->extension) {
        sdl_names_check_type(v, type);
    }
    sdl_names_check_values(v, type);
    sdl_names_check_fields(v, type);
    sdl_names_check_arguments(v, type);
    if (type->directive_count != 0) {
        sdl_directives_check_unique(v, &sdl_names(v, type->name.text)->directives, type->directives,
                                    type->directive_count);
    }
    if (type->extension) {
        sdl_types_check_extension(v, type);
    }
    sdl_walk_type_names(v, type->interfaces, type->interface_count);
    sdl_walk_directives(v, type->directives, type->directive_count,
                        locations[sdl_type_kind(type->kind)]);
    sdl_walk_fields(v, type);
    sdl_walk_type_names(v, type->members, type->member_count);
    sdl_walk_values(v, type);
    sdl_walk_inputs(v, type->inputs, type->input_count, sdl_input_location(type));
}

static void sdl_collect_types(SdlValidator *v) {
    for (size_t i = 0; i < v->document->definition_count; i++) {
        const Definition *node = &v->document->definitions[i];
        if (sdl_is_type(node->kind) && !node->extension) {
            map_set(&v->defined_types, node->name.text, (void *)(uintptr_t)node);
        }
    }
}

void sdl_walk_document(SdlValidator *v) {
    sdl_collect_types(v);
    sdl_directives_collect(v);
    for (size_t i = 0; i < v->document->definition_count && !sdl_is_done(v); i++) {
        const Definition *node = &v->document->definitions[i];
        if (sdl_is_type(node->kind)) {
            sdl_walk_type(v, node);
        } else if (node->kind == DEFINITION_SCHEMA) {
            sdl_walk_schema(v, node);
        } else if (node->kind == DEFINITION_DIRECTIVE) {
            sdl_walk_directive_definition(v, node);
        } else {
            sdl_walk_executable(v, node);
        }
    }
}

void sdl_validate(const Schema *base, const Document *document, ErrorList *errors) {
    SdlValidator v = {.arena = errors->arena, .base = base, .document = document};
    report_init(&v.report, errors->arena, errors->limit == 0 ? SIZE_MAX : errors->limit);
    map_init(&v.defined_types, v.arena);
    map_init(&v.directives, v.arena);
    map_init(&v.names, v.arena);
    name_set_init(&v.type_names, v.arena);
    name_set_init(&v.directive_names, v.arena);
    sdl_walk_document(&v);
    report_write(&v.report, document->source, errors);
}
