/*
 * Type system definitions and extensions (GraphQL specification, section 3).
 *
 * In: the token after the definition's keyword. Out: the definition, filled. The one idea: a
 * definition and its extension have the same parts in the same order; an extension may not leave
 * out all of them.
 *
 * Example: `type User implements Node @key { id: ID! }`, `extend type User { name: String }`.
 */
#include "sqlgen/graphql/parser_state.h"

static InputValueNode parser_input_value(Parser *parser) {
    uint32_t start = parser->token.span.start;
    InputValueNode input = {.description = parser_description(parser)};
    input.name = parser_name(parser);
    parser_expect(parser, TOKEN_COLON);
    input.type = parser_type(parser);
    input.default_value = parser_default_value(parser);
    parser_directives(parser, true, &input.directives, &input.directive_count);
    input.span = parser_span(parser, start);
    return input;
}

/* Arguments in parentheses or input fields in braces; none is fine. */
static void parser_input_values(Parser *parser, TokenKind open, TokenKind close,
                                InputValueNode **items, size_t *count) {
    if (!parser_accept(parser, open)) {
        return;
    }
    do {
        InputValueNode input = parser_input_value(parser);
        ARENA_PUSH(parser->arena, *items, *count, input);
    } while (!parser_ends(parser, close));
}

static FieldNode parser_field_definition(Parser *parser) {
    uint32_t start = parser->token.span.start;
    FieldNode field = {.description = parser_description(parser)};
    field.name = parser_name(parser);
    parser_input_values(parser, TOKEN_PAREN_L, TOKEN_PAREN_R, &field.arguments,
                        &field.argument_count);
    parser_expect(parser, TOKEN_COLON);
    field.type = parser_type(parser);
    parser_directives(parser, true, &field.directives, &field.directive_count);
    field.span = parser_span(parser, start);
    return field;
}

static void parser_field_definitions(Parser *parser, Definition *definition) {
    if (!parser_accept(parser, TOKEN_BRACE_L)) {
        return;
    }
    do {
        FieldNode field = parser_field_definition(parser);
        ARENA_PUSH(parser->arena, definition->fields, definition->field_count, field);
    } while (!parser_ends(parser, TOKEN_BRACE_R));
}

static EnumValueNode parser_enum_value(Parser *parser) {
    uint32_t start = parser->token.span.start;
    EnumValueNode value = {.description = parser_description(parser)};
    if (parser_at_keyword(parser, STR("true")) || parser_at_keyword(parser, STR("false")) ||
        parser_at_keyword(parser, STR("null"))) {
        parser_fail(parser, parser->token.span.start,
                    "Name \"%.*s\" is reserved and cannot be used for an enum value.",
                    STR_ARG(parser->token.text));
    }
    value.name = parser_name(parser);
    parser_directives(parser, true, &value.directives, &value.directive_count);
    value.span = parser_span(parser, start);
    return value;
}

static void parser_enum_values(Parser *parser, Definition *definition) {
    if (!parser_accept(parser, TOKEN_BRACE_L)) {
        return;
    }
    do {
        EnumValueNode value = parser_enum_value(parser);
        ARENA_PUSH(parser->arena, definition->values, definition->value_count, value);
    } while (!parser_ends(parser, TOKEN_BRACE_R));
}

/* `query: Query`. */
static RootTypeNode parser_root_type(Parser *parser) {
    static const Str names[] = {
        [OPERATION_QUERY] = STR_INIT("query"),
        [OPERATION_MUTATION] = STR_INIT("mutation"),
        [OPERATION_SUBSCRIPTION] = STR_INIT("subscription"),
    };
    Token keyword = parser->token;
    RootTypeNode root = {.operation = OPERATION_QUERY};
    parser_expect(parser, TOKEN_NAME);
    while (!str_equal(keyword.text, names[root.operation])) {
        if (root.operation == OPERATION_SUBSCRIPTION) {
            parser_fail_unexpected(parser, &keyword);
            return root;
        }
        root.operation++;
    }
    parser_expect(parser, TOKEN_COLON);
    root.type = parser_name(parser);
    root.span = parser_span(parser, keyword.span.start);
    return root;
}

/* Only an extension may have none. */
static void parser_root_types(Parser *parser, Definition *definition) {
    if (definition->extension && !parser_at(parser, TOKEN_BRACE_L)) {
        return;
    }
    parser_expect(parser, TOKEN_BRACE_L);
    do {
        RootTypeNode root = parser_root_type(parser);
        ARENA_PUSH(parser->arena, definition->root_types, definition->root_type_count, root);
    } while (!parser_ends(parser, TOKEN_BRACE_R));
}

/* Names between delimiters, of which one may stand before the first. */
static void parser_names(Parser *parser, TokenKind delimiter, Name **items, size_t *count) {
    parser_accept(parser, delimiter);
    do {
        Name name = parser_name(parser);
        ARENA_PUSH(parser->arena, *items, *count, name);
    } while (parser_accept(parser, delimiter));
}

static void parser_implements(Parser *parser, Definition *definition) {
    if (parser_accept_keyword(parser, STR("implements"))) {
        parser_names(parser, TOKEN_AMP, &definition->interfaces, &definition->interface_count);
    }
}

static bool parser_is_directive_location(Str name) {
    static const Str locations[] = {
        STR_INIT("QUERY"),
        STR_INIT("MUTATION"),
        STR_INIT("SUBSCRIPTION"),
        STR_INIT("FIELD"),
        STR_INIT("FRAGMENT_DEFINITION"),
        STR_INIT("FRAGMENT_SPREAD"),
        STR_INIT("INLINE_FRAGMENT"),
        STR_INIT("VARIABLE_DEFINITION"),
        STR_INIT("SCHEMA"),
        STR_INIT("SCALAR"),
        STR_INIT("OBJECT"),
        STR_INIT("FIELD_DEFINITION"),
        STR_INIT("ARGUMENT_DEFINITION"),
        STR_INIT("INTERFACE"),
        STR_INIT("UNION"),
        STR_INIT("ENUM"),
        STR_INIT("ENUM_VALUE"),
        STR_INIT("INPUT_OBJECT"),
        STR_INIT("INPUT_FIELD_DEFINITION"),
        STR_INIT("DIRECTIVE_DEFINITION"),
    };
    for (size_t i = 0; i < sizeof locations / sizeof *locations; i++) {
        if (str_equal(name, locations[i])) {
            return true;
        }
    }
    return false;
}

static void parser_directive_locations(Parser *parser, Definition *definition) {
    parser_accept(parser, TOKEN_PIPE);
    do {
        Token token = parser->token;
        Name location = parser_name(parser);
        if (!parser_is_directive_location(location.text)) {
            parser_fail_unexpected(parser, &token);
        }
        ARENA_PUSH(parser->arena, definition->locations, definition->location_count, location);
    } while (parser_accept(parser, TOKEN_PIPE));
}

/* `@name(arguments) repeatable on LOCATION | …`. */
static void parser_directive_definition(Parser *parser, Definition *definition) {
    parser_expect(parser, TOKEN_AT);
    definition->name = parser_name(parser);
    parser_input_values(parser, TOKEN_PAREN_L, TOKEN_PAREN_R, &definition->inputs,
                        &definition->input_count);
    definition->repeatable = parser_accept_keyword(parser, STR("repeatable"));
    parser_expect_keyword(parser, STR("on"));
    parser_directive_locations(parser, definition);
}

/* What stands behind name, interfaces and directives. */
static void parser_type_body(Parser *parser, Definition *definition) {
    switch (definition->kind) {
    case DEFINITION_SCHEMA:
        parser_root_types(parser, definition);
        break;
    case DEFINITION_OBJECT:
    case DEFINITION_INTERFACE:
        parser_field_definitions(parser, definition);
        break;
    case DEFINITION_UNION:
        if (parser_accept(parser, TOKEN_EQUALS)) {
            parser_names(parser, TOKEN_PIPE, &definition->members, &definition->member_count);
        }
        break;
    case DEFINITION_ENUM:
        parser_enum_values(parser, definition);
        break;
    case DEFINITION_INPUT_OBJECT:
        parser_input_values(parser, TOKEN_BRACE_L, TOKEN_BRACE_R, &definition->inputs,
                            &definition->input_count);
        break;
    case DEFINITION_SCALAR:
    case DEFINITION_DIRECTIVE:
    case DEFINITION_OPERATION:
    case DEFINITION_FRAGMENT:
        break;
    }
}

static bool parser_extends_nothing(const Definition *definition) {
    return definition->extension && definition->interface_count == 0 &&
           definition->directive_count == 0 && definition->root_type_count == 0 &&
           definition->field_count == 0 && definition->member_count == 0 &&
           definition->value_count == 0 && definition->input_count == 0;
}

void parser_type_system(Parser *parser, Definition *definition) {
    if (definition->kind == DEFINITION_DIRECTIVE) {
        parser_directive_definition(parser, definition);
        return;
    }
    if (definition->kind != DEFINITION_SCHEMA) {
        definition->name = parser_name(parser);
    }
    if (definition->kind == DEFINITION_OBJECT || definition->kind == DEFINITION_INTERFACE) {
        parser_implements(parser, definition);
    }
    parser_directives(parser, true, &definition->directives, &definition->directive_count);
    parser_type_body(parser, definition);
    if (parser_extends_nothing(definition)) {
        parser_fail_unexpected(parser, &parser->token);
    }
}
