/*
 * In: a type that exists by name, and the nodes that define and extend it. Out: the type with its
 * fields, values, members …, in the order in which they are written.
 *
 * Extensions are why this works on a list of nodes: `type A { a: Int }  extend type A { b: Int }`
 * is one array {a, b}, allocated once. A type taken over from a base schema has no node of its own,
 * and its members stand first. Names that are unknown cannot occur in a document that has passed
 * validation; a field or type named by one is left out.
 */
#include "sqlgen/graphql/sdl_define.h"

#include <string.h>

#include "sqlgen/graphql/parser.h"

TypeKind sdl_type_kind(DefinitionKind kind) {
    switch (kind) {
    case DEFINITION_SCALAR:
        return TYPE_SCALAR;
    case DEFINITION_INTERFACE:
        return TYPE_INTERFACE;
    case DEFINITION_UNION:
        return TYPE_UNION;
    case DEFINITION_ENUM:
        return TYPE_ENUM;
    case DEFINITION_INPUT_OBJECT:
        return TYPE_INPUT_OBJECT;
    case DEFINITION_OBJECT:
    case DEFINITION_OPERATION:
    case DEFINITION_FRAGMENT:
    case DEFINITION_SCHEMA:
    case DEFINITION_DIRECTIVE:
        break;
    }
    return TYPE_OBJECT;
}

bool sdl_is_type(DefinitionKind kind) {
    return kind == DEFINITION_OBJECT || sdl_type_kind(kind) != TYPE_OBJECT;
}

Str sdl_string(const Value *node) {
    if (node == NULL) {
        return (Str){0};
    }
    return node->text.data == NULL ? STR("") : node->text;
}

static const Directive *sdl_find_directive(const Directive *directives, size_t count, Str name) {
    for (size_t i = 0; i < count; i++) {
        if (str_equal(directives[i].name.text, name)) {
            return &directives[i];
        }
    }
    return NULL;
}

static const Value *sdl_directive_value(const Directive *directive, Str argument) {
    for (size_t i = 0; i < directive->argument_count; i++) {
        if (str_equal(directive->arguments[i].name.text, argument)) {
            return &directive->arguments[i].value;
        }
    }
    return NULL;
}

/* `@deprecated(reason: null)` does not deprecate: that is how graphql-js reads it. */
static Str sdl_deprecation_reason(const Directive *directives, size_t count) {
    const Directive *deprecated = sdl_find_directive(directives, count, STR("deprecated"));
    if (deprecated == NULL) {
        return (Str){0};
    }
    const Value *reason = sdl_directive_value(deprecated, STR("reason"));
    if (reason != NULL && reason->kind == VALUE_NULL) {
        return (Str){0};
    }
    bool given = reason != NULL && reason->kind == VALUE_STRING;
    return given ? sdl_string(reason) : STR("No longer supported");
}

static void sdl_define_scalar(Type *type, const Definition *node) {
    const Directive *specified =
        sdl_find_directive(node->directives, node->directive_count, STR("specifiedBy"));
    const Value *url = specified == NULL ? NULL : sdl_directive_value(specified, STR("url"));
    if (url != NULL && url->kind == VALUE_STRING) {
        type->specified_by_url = sdl_string(url);
    }
}

static size_t sdl_define_inputs(Schema *schema, InputValueDef *out, const InputValueNode *nodes,
                                size_t count) {
    size_t defined = 0;
    for (size_t i = 0; i < count; i++) {
        const InputValueNode *node = &nodes[i];
        InputValueDef def = {
            .name = node->name.text,
            .description = sdl_string(node->description),
            .type = type_ref_from_node(schema, &node->type),
            .default_value = node->default_value,
            .deprecation_reason = sdl_deprecation_reason(node->directives, node->directive_count),
            .node = node,
        };
        if (def.type != NULL) {
            out[defined++] = def;
        }
    }
    return defined;
}

static void sdl_define_fields(Schema *schema, Type *type, const Definition *definition) {
    for (size_t i = 0; i < definition->field_count; i++) {
        const FieldNode *node = &definition->fields[i];
        FieldDef field = {
            .name = node->name.text,
            .description = sdl_string(node->description),
            .type = type_ref_from_node(schema, &node->type),
            .deprecation_reason = sdl_deprecation_reason(node->directives, node->directive_count),
            .node = node,
        };
        if (field.type == NULL) {
            continue;
        }
        if (node->argument_count != 0) {
            field.arguments = ARENA_ARRAY(schema->arena, node->argument_count, InputValueDef);
            field.argument_count =
                sdl_define_inputs(schema, field.arguments, node->arguments, node->argument_count);
        }
        type->fields[type->field_count++] = field;
    }
}

static void sdl_define_values(Type *type, const Definition *definition) {
    for (size_t i = 0; i < definition->value_count; i++) {
        const EnumValueNode *node = &definition->values[i];
        type->values[type->value_count++] = (EnumValueDef){
            .name = node->name.text,
            .description = sdl_string(node->description),
            .deprecation_reason = sdl_deprecation_reason(node->directives, node->directive_count),
            .node = node,
        };
    }
}

static void sdl_define_names(const Schema *schema, Type **out, size_t *count, const Name *names,
                             size_t name_count) {
    for (size_t i = 0; i < name_count; i++) {
        Type *named = schema_type(schema, names[i].text);
        if (named != NULL) {
            out[(*count)++] = named;
        }
    }
}

/* `count` old elements of `size` bytes in an array with room for `more`. */
static void *sdl_widen_array(Arena *arena, const void *items, size_t count, size_t more,
                             size_t size) {
    void *wide = arena_array(arena, count + more, size);
    if (count != 0) {
        memcpy(wide, items, count * size);
    }
    return wide;
}

static void sdl_make_room(Arena *arena, Type *type, const Definition *const *nodes, size_t count) {
    size_t fields = 0, inputs = 0, values = 0, interfaces = 0, members = 0;
    for (size_t i = 0; i < count; i++) {
        fields += nodes[i]->field_count;
        inputs += nodes[i]->input_count;
        values += nodes[i]->value_count;
        interfaces += nodes[i]->interface_count;
        members += nodes[i]->member_count;
    }
    type->fields =
        sdl_widen_array(arena, type->fields, type->field_count, fields, sizeof(FieldDef));
    type->inputs =
        sdl_widen_array(arena, type->inputs, type->input_count, inputs, sizeof(InputValueDef));
    type->values =
        sdl_widen_array(arena, type->values, type->value_count, values, sizeof(EnumValueDef));
    type->interfaces = sdl_widen_array(arena, type->interfaces, type->interface_count, interfaces,
                                       sizeof *type->interfaces);
    type->members =
        sdl_widen_array(arena, type->members, type->member_count, members, sizeof *type->members);
}

/* What only the definition itself can say of a new type; extensions say it of a taken-over one. */
static void sdl_define_own(Type *type, const Definition *node) {
    type->description = sdl_string(node->description);
    type->one_of =
        sdl_find_directive(node->directives, node->directive_count, STR("oneOf")) != NULL;
    sdl_define_scalar(type, node);
}

void sdl_define_type(Schema *schema, Type *type) {
    size_t count = 0;
    const Definition **nodes =
        ARENA_ARRAY(schema->arena, type->extension_count + 1, const Definition *);
    if (type->node != NULL) {
        nodes[count++] = type->node;
        sdl_define_own(type, type->node);
    }
    for (size_t i = 0; i < type->extension_count; i++) {
        nodes[count++] = type->extensions[i];
        if (type->node == NULL) {
            sdl_define_scalar(type, type->extensions[i]);
        }
    }
    sdl_make_room(schema->arena, type, nodes, count);
    for (size_t i = 0; i < count; i++) {
        const Definition *node = nodes[i];
        sdl_define_names(schema, type->interfaces, &type->interface_count, node->interfaces,
                         node->interface_count);
        sdl_define_names(schema, type->members, &type->member_count, node->members,
                         node->member_count);
        sdl_define_fields(schema, type, node);
        sdl_define_values(type, node);
        type->input_count += sdl_define_inputs(schema, type->inputs + type->input_count,
                                               node->inputs, node->input_count);
    }
}

void sdl_define_directive(Schema *schema, DirectiveDef *directive) {
    const Definition *node = directive->node;
    directive->description = sdl_string(node->description);
    directive->repeatable = node->repeatable;
    directive->arguments = ARENA_ARRAY(schema->arena, node->input_count, InputValueDef);
    directive->argument_count =
        sdl_define_inputs(schema, directive->arguments, node->inputs, node->input_count);
    directive->locations = ARENA_ARRAY(schema->arena, node->location_count, const char *);
    for (size_t i = 0; i < node->location_count; i++) {
        directive->locations[directive->location_count++] =
            str_copy(schema->arena, node->locations[i].text).data;
    }
}

/* Nodes of the built-in text would be taken for places in the user's document. */
static void sdl_forget_nodes(InputValueDef *inputs, size_t count) {
    for (size_t i = 0; i < count; i++) {
        inputs[i].node = NULL;
    }
}

static void sdl_define_built_in(Schema *schema, Type *type) {
    sdl_define_type(schema, type);
    type->node = NULL;
    for (size_t i = 0; i < type->field_count; i++) {
        type->fields[i].node = NULL;
        sdl_forget_nodes(type->fields[i].arguments, type->fields[i].argument_count);
    }
    for (size_t i = 0; i < type->value_count; i++) {
        type->values[i].node = NULL;
    }
}

void sdl_add_built_ins(Schema *schema, Str text) {
    ErrorList errors;
    error_list_init(&errors, schema->arena, 0);
    Source *source = ARENA_NEW(schema->arena, Source);
    source->text = text;
    const Document *document = parse_document(schema->arena, source, NULL, &errors);
    for (size_t i = 0; i < document->definition_count; i++) {
        const Definition *node = &document->definitions[i];
        if (sdl_is_type(node->kind)) {
            schema_add_built_in(schema, sdl_type_kind(node->kind), node->name.text)->node = node;
        }
    }
    for (size_t i = 0; i < document->definition_count; i++) {
        const Definition *node = &document->definitions[i];
        if (sdl_is_type(node->kind)) {
            sdl_define_built_in(schema, schema_type(schema, node->name.text));
            continue;
        }
        DirectiveDef *directive = schema_add_directive(schema, node->name.text);
        directive->node = node;
        directive->built_in = true;
        sdl_define_directive(schema, directive);
        directive->node = NULL;
        sdl_forget_nodes(directive->arguments, directive->argument_count);
    }
}
