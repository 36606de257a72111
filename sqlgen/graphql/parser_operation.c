/*
 * Operations and fragments (GraphQL specification, sections 2.3 to 2.8 and 2.10).
 *
 * In: the token after the definition's keyword. Out: the definition, filled. The one idea: a
 * selection set is the only production here that contains itself, so it alone counts depth.
 *
 * Example: `query Q($id: ID!) { user(id: $id) { ...F } } fragment F on User { name }`.
 */
#include "sqlgen/graphql/parser_state.h"

static void parser_field(Parser *parser, Selection *field) {
    field->kind = SELECTION_FIELD;
    field->name = parser_name(parser);
    if (parser_accept(parser, TOKEN_COLON)) {
        field->alias = field->name;
        field->name = parser_name(parser);
    }
    parser_arguments(parser, false, &field->arguments, &field->argument_count);
    parser_directives(parser, false, &field->directives, &field->directive_count);
    if (parser_at(parser, TOKEN_BRACE_L)) {
        field->selection_set = parser_selection_set(parser);
    }
}

/* A name, but not `on`. */
static Name parser_fragment_name(Parser *parser) {
    if (parser_at_keyword(parser, STR("on"))) {
        parser_fail_unexpected(parser, &parser->token);
    }
    return parser_name(parser);
}

/* A spread or an inline fragment: what follows the three dots. */
static void parser_spread(Parser *parser, Selection *spread) {
    bool typed = parser_accept_keyword(parser, STR("on"));
    if (!typed && parser_at(parser, TOKEN_NAME)) {
        spread->kind = SELECTION_FRAGMENT_SPREAD;
        spread->name = parser_fragment_name(parser);
        parser_directives(parser, false, &spread->directives, &spread->directive_count);
        return;
    }
    spread->kind = SELECTION_INLINE_FRAGMENT;
    if (typed) {
        spread->type_condition = parser_name(parser);
    }
    parser_directives(parser, false, &spread->directives, &spread->directive_count);
    spread->selection_set = parser_selection_set(parser);
}

static Selection parser_selection(Parser *parser) {
    uint32_t start = parser->token.span.start;
    Selection selection = {0};
    if (parser_accept(parser, TOKEN_SPREAD)) {
        parser_spread(parser, &selection);
    } else {
        parser_field(parser, &selection);
    }
    selection.span = parser_span(parser, start);
    return selection;
}

SelectionSet *parser_selection_set(Parser *parser) {
    uint32_t start = parser->token.span.start;
    SelectionSet *set = ARENA_NEW(parser->arena, SelectionSet);
    if (!parser_enter(parser, &parser->selection_depth)) {
        return set;
    }
    parser_expect(parser, TOKEN_BRACE_L);
    do {
        Selection selection = parser_selection(parser);
        ARENA_PUSH(parser->arena, set->items, set->count, selection);
    } while (!parser_ends(parser, TOKEN_BRACE_R));
    parser->selection_depth--;
    set->span = parser_span(parser, start);
    return set;
}

static VariableDefinition parser_variable_definition(Parser *parser) {
    uint32_t start = parser->token.span.start;
    VariableDefinition variable = {.description = parser_description(parser)};
    uint32_t dollar = parser->token.span.start;
    parser_expect(parser, TOKEN_DOLLAR);
    variable.name = parser_name(parser);
    variable.variable = parser_span(parser, dollar);
    parser_expect(parser, TOKEN_COLON);
    variable.type = parser_type(parser);
    variable.default_value = parser_default_value(parser);
    parser_directives(parser, true, &variable.directives, &variable.directive_count);
    variable.span = parser_span(parser, start);
    return variable;
}

static void parser_variable_definitions(Parser *parser, Definition *definition) {
    if (!parser_accept(parser, TOKEN_PAREN_L)) {
        return;
    }
    do {
        VariableDefinition variable = parser_variable_definition(parser);
        ARENA_PUSH(parser->arena, definition->variables, definition->variable_count, variable);
    } while (!parser_ends(parser, TOKEN_PAREN_R));
}

void parser_operation(Parser *parser, Definition *definition) {
    if (parser_at(parser, TOKEN_NAME)) {
        definition->name = parser_name(parser);
    }
    parser_variable_definitions(parser, definition);
    parser_directives(parser, false, &definition->directives, &definition->directive_count);
    definition->selection_set = parser_selection_set(parser);
}

void parser_fragment(Parser *parser, Definition *definition) {
    definition->name = parser_fragment_name(parser);
    if (parser->options.legacy_fragment_variables) {
        parser_variable_definitions(parser, definition);
    }
    parser_expect_keyword(parser, STR("on"));
    definition->type_condition = parser_name(parser);
    parser_directives(parser, false, &definition->directives, &definition->directive_count);
    definition->selection_set = parser_selection_set(parser);
}
