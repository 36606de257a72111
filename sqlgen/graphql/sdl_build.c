/*
 * In: a type system document that has passed sdl_validate(), perhaps a base schema. Out: a schema.
 *
 * Types may refer to each other in any order, so names come first and meaning second: (1) the types
 * of the base are taken over by name, (2) those of the document are added and extensions handed to
 * whom they extend, (3) every type gets its members, (4) directives and roots are settled.
 *
 * Example: base `type Query { a: Int }` and document `extend type Query { b: Int }` give a new
 * schema with `type Query { a: Int b: Int }`; the base stays as it was.
 */
#include "sqlgen/graphql/sdl.h"

#include "sqlgen/graphql/sdl_build_parts.h"
#include "sqlgen/graphql/sdl_define.h"

/* A definition that redefines a built-in type only says where in the list the type stands. */
static void sdl_add_type(Schema *schema, const Definition *node) {
    Type *known = schema_type(schema, node->name.text);
    if (known != NULL && known->built_in) {
        schema_list_type(schema, known);
        return;
    }
    Type *type = schema_add_type(schema, sdl_type_kind(node->kind), node->name.text);
    if (type != NULL) {
        type_own_extra(schema->arena, type)->node = node;
    }
}

static void sdl_add_extension(Schema *schema, const Definition *node) {
    Type *type = schema_type(schema, node->name.text);
    if (type != NULL && !type->built_in && type->kind == sdl_type_kind(node->kind)) {
        TypeExtra *extra = type_own_extra(schema->arena, type);
        ARENA_PUSH(schema->arena, extra->extensions, extra->extension_count, node);
    }
}

static void sdl_add_types(Schema *schema, const Document *document) {
    for (size_t i = 0; i < document->definition_count; i++) {
        const Definition *node = &document->definitions[i];
        if (sdl_is_type(node->kind) && !node->extension) {
            sdl_add_type(schema, node);
        }
    }
    for (size_t i = 0; i < document->definition_count; i++) {
        const Definition *node = &document->definitions[i];
        if (sdl_is_type(node->kind) && node->extension) {
            sdl_add_extension(schema, node);
        }
    }
    for (size_t i = 0; i < schema->type_count; i++) {
        if (!schema->types[i]->built_in) {
            sdl_define_type(schema, schema->types[i]);
        }
    }
}

/*
 * Directives of the base, those of the document, and the specified ones that neither defines. One
 * that is redefined keeps the meaning of its name, hence counts as built in.
 */
static void sdl_add_directives(Schema *schema, const Schema *base, const Document *document) {
    const DirectiveDef *specified = schema->directives;
    size_t specified_count = schema->directive_count;
    Map names;
    map_init(&names, schema->arena);
    schema->directives = NULL;
    schema->directive_count = 0;
    for (size_t i = 0; base != NULL && i < base->directive_count; i++) {
        sdl_copy_directive(schema, &base->directives[i]);
        map_add(&names, base->directives[i].name, NULL);
    }
    for (size_t i = 0; i < document->definition_count; i++) {
        const Definition *node = &document->definitions[i];
        if (node->kind == DEFINITION_DIRECTIVE && map_add(&names, node->name.text, NULL)) {
            DirectiveDef *directive = schema_add_directive(schema, node->name.text);
            directive->node = node;
            sdl_define_directive(schema, directive);
        }
    }
    size_t own_count = schema->directive_count;
    for (size_t i = 0; i < specified_count; i++) {
        if (map_add(&names, specified[i].name, NULL)) {
            *schema_add_directive(schema, specified[i].name) = specified[i];
            continue;
        }
        for (size_t j = 0; j < own_count; j++) {
            DirectiveDef *own = &schema->directives[j];
            own->built_in = own->built_in || str_equal(own->name, specified[i].name);
        }
    }
}

static void sdl_set_roots(Schema *schema, const Definition *node) {
    for (size_t i = 0; i < node->root_type_count; i++) {
        const RootTypeNode *root = &node->root_types[i];
        schema->roots[root->operation] = schema_type(schema, root->type.text);
    }
}

/* Without a schema definition the roots of a new schema are the types of the usual names. */
static void sdl_settle_roots(Schema *schema, const Schema *base, const Document *document) {
    static const Str names[] = {
        [OPERATION_QUERY] = STR_INIT("Query"),
        [OPERATION_MUTATION] = STR_INIT("Mutation"),
        [OPERATION_SUBSCRIPTION] = STR_INIT("Subscription"),
    };
    for (size_t i = 0; i < document->definition_count; i++) {
        const Definition *node = &document->definitions[i];
        if (node->kind == DEFINITION_SCHEMA && !node->extension) {
            schema->node = node;
            schema->description = sdl_string(node->description);
            sdl_set_roots(schema, node);
        }
    }
    for (size_t i = 0; i < document->definition_count; i++) {
        const Definition *node = &document->definitions[i];
        if (node->kind == DEFINITION_SCHEMA && node->extension) {
            ARENA_PUSH(schema->arena, schema->extensions, schema->extension_count, node);
            sdl_set_roots(schema, node);
        }
    }
    for (size_t i = 0; base == NULL && schema->node == NULL && i < 3; i++) {
        Type *named = schema_type(schema, names[i]);
        schema->roots[i] = named != NULL ? named : schema->roots[i];
    }
}

Schema *sdl_build(Arena *arena, const Schema *base, const Document *document) {
    Schema *schema = schema_new(arena);
    schema->source = document->source;
    if (base != NULL) {
        sdl_copy_types(schema, base);
    }
    sdl_add_types(schema, document);
    sdl_add_directives(schema, base, document);
    sdl_settle_roots(schema, base, document);
    schema_finish(schema);
    sdl_drop_misfits(schema);
    return schema;
}
