/*
 * Documents, and the current token.
 *
 * In: a source. Out: a Document, a Value or a TypeNode. The one idea: recursive descent with one
 * token of lookahead; the token after the current one is only read where the grammar needs it (to
 * see what a description or `extend` belongs to), so that errors come in the order in which
 * graphql-js meets them.
 *
 * Example: `{ user(id: 4) }` is one operation definition with one field of one argument;
 * `{ user(id: 4 }` fails with `Syntax Error: Expected Name, found "}".` at the brace.
 */
#include "sqlgen/graphql/parser.h"

#include "sqlgen/graphql/parser_state.h"

enum { PARSER_DEFAULT_DEPTH = 200 };

void parser_fail(Parser *parser, uint32_t offset, const char *format, ...) {
    if (parser->failed) {
        return;
    }
    va_list arguments;
    va_start(arguments, format);
    Str message = str_format_list(parser->arena, format, arguments);
    va_end(arguments);
    source_error(parser->errors, parser->source, offset, ERROR_VALIDATION_FAILED,
                 "Syntax Error: %.*s", STR_ARG(message));
    parser->failed = true;
}

/* The kind of a token as messages show it: Name, <EOF>, "{". */
static Str parser_show_kind(Parser *parser, TokenKind kind) {
    const char *quote = token_is_punctuator(kind) ? "\"" : "";
    return str_format(parser->arena, "%s%s%s", quote, token_kind_name(kind), quote);
}

/* A token as messages show it: its kind, and its text if it has one, as in Name "on". */
static Str parser_show(Parser *parser, const Token *token) {
    Str kind = parser_show_kind(parser, token->kind);
    return token->text.data == NULL
               ? kind
               : str_format(parser->arena, "%.*s \"%.*s\"", STR_ARG(kind), STR_ARG(token->text));
}

/* Lexes one token; on failure it is <EOF>, and the parser has failed. */
static void parser_lex(Parser *parser, Token *token) {
    if (parser->failed || !lexer_next(&parser->lexer, token)) {
        parser->failed = true;
        *token = (Token){.kind = TOKEN_EOF};
    }
}

void parser_advance(Parser *parser) {
    parser->last_end = parser->token.span.end;
    if (parser->has_ahead) {
        parser->token = parser->ahead;
        parser->has_ahead = false;
    } else {
        parser_lex(parser, &parser->token);
    }
    if (parser->token.kind == TOKEN_EOF) {
        return;
    }
    parser->token_count++;
    if (parser->options.max_tokens != 0 && parser->token_count > parser->options.max_tokens) {
        parser_fail(parser, parser->token.span.start,
                    "Document contains more that %zu tokens. Parsing aborted.",
                    parser->options.max_tokens);
    }
}

const Token *parser_lookahead(Parser *parser) {
    if (!parser->has_ahead) {
        parser_lex(parser, &parser->ahead);
        parser->has_ahead = true;
    }
    return &parser->ahead;
}

void parser_fail_unexpected(Parser *parser, const Token *token) {
    if (!parser->failed) {
        Str shown = parser_show(parser, token);
        parser_fail(parser, token->span.start, "Unexpected %.*s.", STR_ARG(shown));
    }
}

bool parser_at(const Parser *parser, TokenKind kind) {
    return parser->token.kind == kind && !parser->failed;
}

bool parser_at_keyword(const Parser *parser, Str keyword) {
    return parser_at(parser, TOKEN_NAME) && str_equal(parser->token.text, keyword);
}

bool parser_accept(Parser *parser, TokenKind kind) {
    bool there = parser_at(parser, kind);
    if (there) {
        parser_advance(parser);
    }
    return there;
}

bool parser_accept_keyword(Parser *parser, Str keyword) {
    bool there = parser_at_keyword(parser, keyword);
    if (there) {
        parser_advance(parser);
    }
    return there;
}

void parser_expect(Parser *parser, TokenKind kind) {
    if (!parser_accept(parser, kind) && !parser->failed) {
        Str wanted = parser_show_kind(parser, kind), shown = parser_show(parser, &parser->token);
        parser_fail(parser, parser->token.span.start, "Expected %.*s, found %.*s.", STR_ARG(wanted),
                    STR_ARG(shown));
    }
}

void parser_expect_keyword(Parser *parser, Str keyword) {
    if (!parser_accept_keyword(parser, keyword) && !parser->failed) {
        Str shown = parser_show(parser, &parser->token);
        parser_fail(parser, parser->token.span.start, "Expected \"%.*s\", found %.*s.",
                    STR_ARG(keyword), STR_ARG(shown));
    }
}

bool parser_ends(Parser *parser, TokenKind close) {
    return parser->failed || parser_accept(parser, close);
}

bool parser_enter(Parser *parser, size_t *depth) {
    if (++*depth > parser->options.max_depth) {
        parser_fail(parser, parser->token.span.start,
                    "Document nests deeper than %zu levels. Parsing aborted.",
                    parser->options.max_depth);
    }
    return !parser->failed;
}

Span parser_span(const Parser *parser, uint32_t start) {
    return (Span){start, parser->last_end};
}

Name parser_name(Parser *parser) {
    Name name = {parser->token.text, parser->token.span};
    parser_expect(parser, TOKEN_NAME);
    return name;
}

/* What a definition's keyword says. */
typedef struct Keyword {
    Str text;
    DefinitionKind kind;
    OperationType operation; /* DEFINITION_OPERATION */
    bool extensible;         /* may follow `extend` */
} Keyword;

/* The keyword that a token is, or NULL. */
static const Keyword *parser_find_keyword(const Token *token) {
    static const Keyword keywords[] = {
        {STR_INIT("query"), DEFINITION_OPERATION, OPERATION_QUERY, false},
        {STR_INIT("mutation"), DEFINITION_OPERATION, OPERATION_MUTATION, false},
        {STR_INIT("subscription"), DEFINITION_OPERATION, OPERATION_SUBSCRIPTION, false},
        {STR_INIT("fragment"), DEFINITION_FRAGMENT, OPERATION_QUERY, false},
        {STR_INIT("schema"), DEFINITION_SCHEMA, OPERATION_QUERY, true},
        {STR_INIT("scalar"), DEFINITION_SCALAR, OPERATION_QUERY, true},
        {STR_INIT("type"), DEFINITION_OBJECT, OPERATION_QUERY, true},
        {STR_INIT("interface"), DEFINITION_INTERFACE, OPERATION_QUERY, true},
        {STR_INIT("union"), DEFINITION_UNION, OPERATION_QUERY, true},
        {STR_INIT("enum"), DEFINITION_ENUM, OPERATION_QUERY, true},
        {STR_INIT("input"), DEFINITION_INPUT_OBJECT, OPERATION_QUERY, true},
        {STR_INIT("directive"), DEFINITION_DIRECTIVE, OPERATION_QUERY, false},
    };
    for (size_t i = 0; token->kind == TOKEN_NAME && i < sizeof keywords / sizeof *keywords; i++) {
        if (str_equal(token->text, keywords[i].text)) {
            return &keywords[i];
        }
    }
    return NULL;
}

/* Finds the definition's keyword beyond a description or `extend`; NULL after failing. */
static const Keyword *parser_definition_keyword(Parser *parser, bool described, bool extension) {
    uint32_t start = parser->token.span.start;
    const Token *token = described || extension ? parser_lookahead(parser) : &parser->token;
    const Keyword *keyword = parser_find_keyword(token);
    if (keyword != NULL && (keyword->extensible || !extension)) {
        return keyword;
    }
    if (described && token->kind == TOKEN_BRACE_L) {
        parser_fail(parser, start,
                    "Unexpected description, descriptions are not supported on shorthand queries.");
    }
    if (described && token->kind == TOKEN_NAME) {
        parser_fail(parser, start,
                    "Unexpected description, only GraphQL definitions support descriptions.");
    }
    parser_fail_unexpected(parser, token);
    return NULL;
}

static void parser_definition(Parser *parser, Definition *definition) {
    uint32_t start = parser->token.span.start;
    if (parser_at(parser, TOKEN_BRACE_L)) {
        definition->kind = DEFINITION_OPERATION;
        definition->selection_set = parser_selection_set(parser);
        definition->span = parser_span(parser, start);
        return;
    }
    bool described = parser_at(parser, TOKEN_STRING) || parser_at(parser, TOKEN_BLOCK_STRING);
    definition->extension = parser_at_keyword(parser, STR("extend"));
    const Keyword *keyword = parser_definition_keyword(parser, described, definition->extension);
    if (keyword == NULL) {
        return;
    }
    if (definition->extension) {
        parser_advance(parser);
    }
    definition->description = parser_description(parser);
    definition->kind = keyword->kind;
    definition->operation = keyword->operation;
    parser_advance(parser);
    if (keyword->kind == DEFINITION_OPERATION) {
        parser_operation(parser, definition);
    } else if (keyword->kind == DEFINITION_FRAGMENT) {
        parser_fragment(parser, definition);
    } else {
        parser_type_system(parser, definition);
    }
    definition->span = parser_span(parser, start);
}

/* Makes the first token current. */
static void parser_begin(Parser *parser, Arena *arena, const Source *source,
                         const ParseOptions *options, ErrorList *errors) {
    *parser = (Parser){.arena = arena, .source = source, .errors = errors};
    if (options != NULL) {
        parser->options = *options;
    }
    if (parser->options.max_depth == 0) {
        parser->options.max_depth = PARSER_DEFAULT_DEPTH;
    }
    parser->failed = !lexer_init(&parser->lexer, arena, source, errors);
    parser_advance(parser);
}

Document *parse_document(Arena *arena, const Source *source, const ParseOptions *options,
                         ErrorList *errors) {
    Parser parser;
    parser_begin(&parser, arena, source, options, errors);
    Document *document = ARENA_NEW(arena, Document);
    document->source = source;
    do {
        Definition definition = {0};
        parser_definition(&parser, &definition);
        ARENA_PUSH(arena, document->definitions, document->definition_count, definition);
    } while (!parser_ends(&parser, TOKEN_EOF));
    document->span = (Span){0, (uint32_t)source->text.length};
    return parser.failed ? NULL : document;
}

Value *parse_value(Arena *arena, const Source *source, bool constant, const ParseOptions *options,
                   ErrorList *errors) {
    Parser parser;
    parser_begin(&parser, arena, source, options, errors);
    Value *value = ARENA_NEW(arena, Value);
    *value = parser_value(&parser, constant);
    parser_expect(&parser, TOKEN_EOF);
    return parser.failed ? NULL : value;
}

TypeNode *parse_type(Arena *arena, const Source *source, const ParseOptions *options,
                     ErrorList *errors) {
    Parser parser;
    parser_begin(&parser, arena, source, options, errors);
    TypeNode *type = ARENA_NEW(arena, TypeNode);
    *type = parser_type(&parser);
    parser_expect(&parser, TOKEN_EOF);
    return parser.failed ? NULL : type;
}
