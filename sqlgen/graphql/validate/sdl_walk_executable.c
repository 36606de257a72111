/*
 * Operations and fragments that stand in a type system document (specification, section 2.1).
 *
 * Building a schema passes them over, but the rules about type names, directives and arguments look
 * at every node, and so does graphql-js.
 *
 * Example: `type Query { a: Int }  query ($b: Foo) { a @c }` gives Unknown type "Foo". and
 * Unknown directive "@c".
 */
#include "sqlgen/graphql/validate/sdl_rules.h"

static void sdl_walk_selections(SdlValidator *v, const SelectionSet *set);

static void sdl_walk_selection(SdlValidator *v, const Selection *selection) {
    static const char *const locations[] = {
        [SELECTION_FIELD] = "FIELD",
        [SELECTION_FRAGMENT_SPREAD] = "FRAGMENT_SPREAD",
        [SELECTION_INLINE_FRAGMENT] = "INLINE_FRAGMENT",
    };
    sdl_directives_check_unique_here(v, selection->directives, selection->directive_count);
    sdl_directives_check_unique_arguments(v, selection->arguments, selection->argument_count);
    sdl_walk_arguments(v, selection->arguments, selection->argument_count);
    if (selection->type_condition.text.data != NULL) {
        sdl_types_check_known(v, &selection->type_condition, false);
    }
    sdl_walk_directives(v, selection->directives, selection->directive_count,
                        locations[selection->kind]);
    if (selection->selection_set != NULL) {
        sdl_walk_selections(v, selection->selection_set);
    }
}

/* Recurses as deep as the parser let selections nest. */
static void sdl_walk_selections(SdlValidator *v, const SelectionSet *set) {
    for (size_t i = 0; i < set->count && !sdl_is_done(v); i++) {
        sdl_walk_selection(v, &set->items[i]);
    }
}

static void sdl_walk_variables(SdlValidator *v, const Definition *definition) {
    for (size_t i = 0; i < definition->variable_count; i++) {
        const VariableDefinition *variable = &definition->variables[i];
        sdl_directives_check_unique_here(v, variable->directives, variable->directive_count);
        sdl_walk_type_node(v, &variable->type, false);
        if (variable->default_value != NULL) {
            sdl_walk_value(v, variable->default_value);
        }
        sdl_walk_directives(v, variable->directives, variable->directive_count,
                            "VARIABLE_DEFINITION");
    }
}

void sdl_walk_executable(SdlValidator *v, const Definition *definition) {
    static const char *const locations[] = {"QUERY", "MUTATION", "SUBSCRIPTION"};
    bool fragment = definition->kind == DEFINITION_FRAGMENT;
    sdl_directives_check_unique_here(v, definition->directives, definition->directive_count);
    sdl_walk_variables(v, definition);
    if (fragment) {
        sdl_types_check_known(v, &definition->type_condition, false);
    }
    sdl_walk_directives(v, definition->directives, definition->directive_count,
                        fragment ? "FRAGMENT_DEFINITION" : locations[definition->operation]);
    sdl_walk_selections(v, definition->selection_set);
}
