/*
 * Documents and the type names in them (specification, sections 5.1.1 "Executable Definitions",
 * 5.5.1.2 "Fragment Spread Type Existence" and 5.8.2 "Variables Are Input Types").
 *
 * Examples:
 *     type Cow { name: String }     The "Cow" definition is not executable.
 *     { ... on Catt { name } }      Unknown type "Catt". Did you mean "Cat"?
 */
#include "sqlgen/graphql/validate/rules.h"

static void documents_collect_definition(Validator *v, const Definition *definition) {
    bool type = definition->kind != DEFINITION_SCHEMA && definition->kind != DEFINITION_DIRECTIVE;
    if (definition->extension) {
        return;
    }
    if (type) {
        map_set(&v->defined_types, definition->name.text, (void *)(uintptr_t)definition);
    } else if (definition->kind == DEFINITION_DIRECTIVE) {
        map_set(&v->defined_directives, definition->name.text, (void *)(uintptr_t)definition);
    }
}

void documents_check_executable(Validator *v) {
    map_init(&v->defined_types, v->arena);
    map_init(&v->defined_directives, v->arena);
    map_init(&v->type_directives, v->arena);
    for (size_t i = 0; i < v->document->definition_count; i++) {
        const Definition *definition = &v->document->definitions[i];
        if (definition->kind == DEFINITION_OPERATION || definition->kind == DEFINITION_FRAGMENT) {
            continue;
        }
        documents_collect_definition(v, definition);
        bool schema = definition->kind == DEFINITION_SCHEMA;
        report_add(v->report, definition->span.start, "The %s%.*s%s definition is not executable.",
                   schema ? "schema" : "\"", STR_ARG(definition->name.text), schema ? "" : "\"");
    }
}

/* In type definitions the built-in names count as known, whether the schema uses them or not. */
static bool is_standard_type_name(Str name) {
    static const char *const names[] = {
        "String",    "Int",      "Float",        "Boolean",
        "ID",        "__Schema", "__Directive",  "__DirectiveLocation",
        "__Type",    "__Field",  "__InputValue", "__EnumValue",
        "__TypeKind"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_equal(name, str_from(names[i]))) {
            return true;
        }
    }
    return false;
}

void documents_check_type_name(Validator *v, const Name *name, bool in_type_system) {
    bool known = v->has_type_system && map_has(&v->defined_types, name->text);
    if (known || (in_type_system && is_standard_type_name(name->text)) || validator_is_done(v)) {
        return;
    }
    size_t defined = v->has_type_system ? v->defined_types.count : 0, count = 0;
    Str *names = ARENA_ARRAY(v->arena, v->schema->type_count + defined, Str);
    for (size_t i = 0; i < v->schema->type_count; i++) {
        names[count++] = v->schema->types[i]->name;
    }
    for (size_t i = 0; i < defined; i++) {
        names[count++] = v->defined_types.entries[i].key;
    }
    Str suggestion = validator_suggest(v, name->text, names, count);
    report_add(v->report, name->span.start, "Unknown type \"%.*s\".%.*s", STR_ARG(name->text),
               STR_ARG(suggestion));
}
