/*
 * Values, arguments, directives and types: what executable and type system documents share.
 *
 * In: the current token. Out: nodes; on failure nodes that nobody looks at (parser_state.h).
 *
 * Example: `[{a: 1}, $b]` is a list of an object and a variable; as a constant it fails at the
 * dollar sign with `Syntax Error: Unexpected variable "$b" in constant value.`
 */
#include "sqlgen/graphql/parser_state.h"

static void parser_list(Parser *parser, bool constant, Value *list) {
    list->kind = VALUE_LIST;
    if (!parser_enter(parser, &parser->value_depth)) {
        return;
    }
    parser_expect(parser, TOKEN_BRACKET_L);
    while (!parser_ends(parser, TOKEN_BRACKET_R)) {
        Value item = parser_value(parser, constant);
        ARENA_PUSH(parser->arena, list->items, list->count, item);
    }
    parser->value_depth--;
}

static ObjectField parser_object_field(Parser *parser, bool constant) {
    ObjectField field = {.name = parser_name(parser)};
    parser_expect(parser, TOKEN_COLON);
    field.value = parser_value(parser, constant);
    field.span = parser_span(parser, field.name.span.start);
    return field;
}

static void parser_object(Parser *parser, bool constant, Value *object) {
    object->kind = VALUE_OBJECT;
    if (!parser_enter(parser, &parser->value_depth)) {
        return;
    }
    parser_expect(parser, TOKEN_BRACE_L);
    while (!parser_ends(parser, TOKEN_BRACE_R)) {
        ObjectField field = parser_object_field(parser, constant);
        ARENA_PUSH(parser->arena, object->fields, object->count, field);
    }
    parser->value_depth--;
}

static void parser_variable(Parser *parser, bool constant, Value *variable) {
    Token dollar = parser->token;
    variable->kind = VALUE_VARIABLE;
    parser_advance(parser);
    if (constant && parser_at(parser, TOKEN_NAME)) {
        parser_fail(parser, dollar.span.start, "Unexpected variable \"$%.*s\" in constant value.",
                    STR_ARG(parser->token.text));
    } else if (constant) {
        parser_fail_unexpected(parser, &dollar);
    }
    variable->text = parser_name(parser).text;
}

/* A name that stands for a value: true, false, null or an enum value. */
static void parser_named_value(Parser *parser, Value *value) {
    value->text = parser->token.text;
    value->boolean = parser_at_keyword(parser, STR("true"));
    if (value->boolean || parser_at_keyword(parser, STR("false"))) {
        value->kind = VALUE_BOOLEAN;
    } else {
        value->kind = parser_at_keyword(parser, STR("null")) ? VALUE_NULL : VALUE_ENUM;
    }
    parser_advance(parser);
}

/* A token that is a value by itself. */
static void parser_scalar(Parser *parser, ValueKind kind, Value *value) {
    value->kind = kind;
    value->text = parser->token.text;
    value->block = parser->token.kind == TOKEN_BLOCK_STRING;
    parser_advance(parser);
}

Value parser_value(Parser *parser, bool constant) {
    Value value = {0};
    uint32_t start = parser->token.span.start;
    if (parser_at(parser, TOKEN_NAME)) {
        parser_named_value(parser, &value);
    } else if (parser_at(parser, TOKEN_DOLLAR)) {
        parser_variable(parser, constant, &value);
    } else if (parser_at(parser, TOKEN_INT)) {
        parser_scalar(parser, VALUE_INT, &value);
    } else if (parser_at(parser, TOKEN_FLOAT)) {
        parser_scalar(parser, VALUE_FLOAT, &value);
    } else if (parser_at(parser, TOKEN_STRING) || parser_at(parser, TOKEN_BLOCK_STRING)) {
        parser_scalar(parser, VALUE_STRING, &value);
    } else if (parser_at(parser, TOKEN_BRACKET_L)) {
        parser_list(parser, constant, &value);
    } else if (parser_at(parser, TOKEN_BRACE_L)) {
        parser_object(parser, constant, &value);
    } else {
        parser_fail_unexpected(parser, &parser->token);
    }
    value.span = parser_span(parser, start);
    return value;
}

const Value *parser_description(Parser *parser) {
    if (!parser_at(parser, TOKEN_STRING) && !parser_at(parser, TOKEN_BLOCK_STRING)) {
        return NULL;
    }
    Value *description = ARENA_NEW(parser->arena, Value);
    *description = parser_value(parser, true);
    return description;
}

const Value *parser_default_value(Parser *parser) {
    if (!parser_accept(parser, TOKEN_EQUALS)) {
        return NULL;
    }
    Value *value = ARENA_NEW(parser->arena, Value);
    *value = parser_value(parser, true);
    return value;
}

static Argument parser_argument(Parser *parser, bool constant) {
    Argument argument = {.name = parser_name(parser)};
    parser_expect(parser, TOKEN_COLON);
    argument.value = parser_value(parser, constant);
    argument.span = parser_span(parser, argument.name.span.start);
    return argument;
}

void parser_arguments(Parser *parser, bool constant, Argument **items, size_t *count) {
    if (!parser_accept(parser, TOKEN_PAREN_L)) {
        return;
    }
    do {
        Argument argument = parser_argument(parser, constant);
        ARENA_PUSH(parser->arena, *items, *count, argument);
    } while (!parser_ends(parser, TOKEN_PAREN_R));
}

void parser_directives(Parser *parser, bool constant, Directive **items, size_t *count) {
    while (parser_at(parser, TOKEN_AT)) {
        uint32_t start = parser->token.span.start;
        parser_advance(parser);
        Directive directive = {.name = parser_name(parser)};
        parser_arguments(parser, constant, &directive.arguments, &directive.argument_count);
        directive.span = parser_span(parser, start);
        ARENA_PUSH(parser->arena, *items, *count, directive);
    }
}

/* A copy that a wrapping type can point to. */
static const TypeNode *parser_keep_type(Parser *parser, TypeNode type) {
    TypeNode *kept = ARENA_NEW(parser->arena, TypeNode);
    *kept = type;
    return kept;
}

TypeNode parser_type(Parser *parser) {
    uint32_t start = parser->token.span.start;
    TypeNode type = {.kind = TYPE_NODE_NAMED};
    if (!parser_at(parser, TOKEN_BRACKET_L)) {
        type.name = parser_name(parser);
    } else if (parser_enter(parser, &parser->type_depth)) {
        parser_advance(parser);
        type.kind = TYPE_NODE_LIST;
        type.of = parser_keep_type(parser, parser_type(parser));
        parser_expect(parser, TOKEN_BRACKET_R);
        parser->type_depth--;
    }
    type.span = parser_span(parser, start);
    if (parser_accept(parser, TOKEN_BANG)) {
        const TypeNode *of = parser_keep_type(parser, type);
        type = (TypeNode){.kind = TYPE_NODE_NON_NULL, .of = of};
        type.span = parser_span(parser, start);
    }
    return type;
}
