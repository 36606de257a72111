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

static void sdl_define_scalar(TypeExtra *extra, const Definition *node) {
    const Directive *specified =
        sdl_find_directive(node->directives, node->directive_count, STR("specifiedBy"));
    const Value *url = specified == NULL ? NULL : sdl_directive_value(specified, STR("url"));
    if (url != NULL && url->kind == VALUE_STRING) {
        extra->specified_by_url = sdl_string(url);
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

static void sdl_define_fields(Schema *schema, TypeBody *body, const Definition *definition) {
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
            InputValueDef *items = ARENA_ARRAY(schema->arena, node->argument_count, InputValueDef);
            field.late_arguments = (InputList){
                items, sdl_define_inputs(schema, items, node->arguments, node->argument_count)};
        }
        body->fields[body->field_count++] = field;
    }
}

static void sdl_define_values(TypeBody *body, const Definition *definition) {
    for (size_t i = 0; i < definition->value_count; i++) {
        const EnumValueNode *node = &definition->values[i];
        body->values[body->value_count++] = (EnumValueDef){
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
    TypeBody *body = type_own_body(arena, type);
    TypeExtra *extra = type_own_extra(arena, type);
    size_t fields = 0, inputs = 0, values = 0, interfaces = 0, members = 0;
    for (size_t i = 0; i < count; i++) {
        fields += nodes[i]->field_count;
        inputs += nodes[i]->input_count;
        values += nodes[i]->value_count;
        interfaces += nodes[i]->interface_count;
        members += nodes[i]->member_count;
    }
    body->fields =
        sdl_widen_array(arena, body->fields, body->field_count, fields, sizeof(FieldDef));
    body->inputs =
        sdl_widen_array(arena, body->inputs, body->input_count, inputs, sizeof(InputValueDef));
    body->values =
        sdl_widen_array(arena, body->values, body->value_count, values, sizeof(EnumValueDef));
    extra->interfaces = sdl_widen_array(arena, extra->interfaces, extra->interface_count,
                                        interfaces, sizeof *extra->interfaces);
    extra->members = sdl_widen_array(arena, extra->members, extra->member_count, members,
                                     sizeof *extra->members);
}

/* What only the definition itself can say of a new type; extensions say it of a taken-over one. */
static void sdl_define_own(Arena *arena, Type *type, const Definition *node) {
    type->description = sdl_string(node->description);
    type->one_of =
        sdl_find_directive(node->directives, node->directive_count, STR("oneOf")) != NULL;
    sdl_define_scalar(type_own_extra(arena, type), node);
}

void sdl_define_type(Schema *schema, Type *type) {
    size_t count = 0;
    TypeBody *body = type_own_body(schema->arena, type);
    TypeExtra *extra = type_own_extra(schema->arena, type);
    const Definition **nodes =
        ARENA_ARRAY(schema->arena, extra->extension_count + 1, const Definition *);
    if (extra->node != NULL) {
        nodes[count++] = extra->node;
        sdl_define_own(schema->arena, type, extra->node);
    }
    for (size_t i = 0; i < extra->extension_count; i++) {
        nodes[count++] = extra->extensions[i];
        if (extra->node == NULL) {
            sdl_define_scalar(extra, extra->extensions[i]);
        }
    }
    sdl_make_room(schema->arena, type, nodes, count);
    for (size_t i = 0; i < count; i++) {
        const Definition *node = nodes[i];
        sdl_define_names(schema, extra->interfaces, &extra->interface_count, node->interfaces,
                         node->interface_count);
        sdl_define_names(schema, extra->members, &extra->member_count, node->members,
                         node->member_count);
        sdl_define_fields(schema, body, node);
        sdl_define_values(body, node);
        body->input_count += sdl_define_inputs(schema, body->inputs + body->input_count,
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
    type_own_extra(schema->arena, type)->node = NULL;
    TypeBody *body = type_own_body(schema->arena, type);
    for (size_t i = 0; i < body->field_count; i++) {
        body->fields[i].node = NULL;
        sdl_forget_nodes(body->fields[i].late_arguments.items,
                         body->fields[i].late_arguments.count);
    }
    for (size_t i = 0; i < body->value_count; i++) {
        body->values[i].node = NULL;
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
            Type *type = schema_add_built_in(schema, sdl_type_kind(node->kind), node->name.text);
            type_own_extra(schema->arena, type)->node = node;
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
