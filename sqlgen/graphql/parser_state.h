/*
 * The state that the parts of the parser share, and the questions they ask of the next token.
 *
 * Failure is sticky: the first error is the only one reported, and from then on the token is one
 * that nothing expects, so that every function returns soon and every loop ends. Only the entry
 * points in parser.c ask whether the nodes are worth anything.
 */
#ifndef SOLOQL_GRAPHQL_PARSER_STATE_H
#define SOLOQL_GRAPHQL_PARSER_STATE_H

#include "sqlgen/graphql/lexer.h"
#include "sqlgen/graphql/parser.h"

typedef struct Parser {
    Arena *arena;
    const Source *source;
    ErrorList *errors;
    ParseOptions options;
    Lexer lexer;
    Token token;        /* the current one */
    Token ahead;        /* the one after it, if has_ahead */
    bool has_ahead;     /* parser_lookahead() was called for the current token */
    bool failed;        /* an error was added */
    uint32_t last_end;  /* byte offset after the token before the current one */
    size_t token_count; /* tokens that have been current, <EOF> left out */
    size_t selection_depth, value_depth, type_depth;
} Parser;

/* Adds "Syntax Error: …" unless the parser failed before. */
void parser_fail(Parser *parser, uint32_t offset, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Makes the next token the current one. */
void parser_advance(Parser *parser);

/* The token after the current one, which stays the current one. */
const Token *parser_lookahead(Parser *parser);

/* Fails with "Unexpected …": at the given token. */
void parser_fail_unexpected(Parser *parser, const Token *token);

/* True if the current token is of that kind; never after a failure. */
bool parser_at(const Parser *parser, TokenKind kind);

/* True if the current token is that name. */
bool parser_at_keyword(const Parser *parser, Str keyword);

/* As parser_at and parser_at_keyword, and the token is consumed. */
bool parser_accept(Parser *parser, TokenKind kind);
bool parser_accept_keyword(Parser *parser, Str keyword);

/* Consumes the current token, which must be that one. */
void parser_expect(Parser *parser, TokenKind kind);
void parser_expect_keyword(Parser *parser, Str keyword);

/* Ends a list: true if its closing token was consumed, or the parser failed. */
bool parser_ends(Parser *parser, TokenKind close);

/* Goes one level deeper into selections, values or types: false, having failed, beyond
 * options.max_depth. The caller counts *depth down when it leaves. */
bool parser_enter(Parser *parser, size_t *depth);

/* The span from a token's start to the end of what was consumed last. */
Span parser_span(const Parser *parser, uint32_t start);

Name parser_name(Parser *parser);

/* parser_value.c */
Value parser_value(Parser *parser, bool constant);
const Value *parser_description(Parser *parser);   /* NULL if there is none */
const Value *parser_default_value(Parser *parser); /* `= value`, a constant; NULL if none */
void parser_arguments(Parser *parser, bool constant, Argument **items, size_t *count);
void parser_directives(Parser *parser, bool constant, Directive **items, size_t *count);
TypeNode parser_type(Parser *parser);

/* parser_operation.c: what follows the keyword of an operation or fragment. */
void parser_operation(Parser *parser, Definition *definition);
void parser_fragment(Parser *parser, Definition *definition);
SelectionSet *parser_selection_set(Parser *parser);

/* parser_sdl.c: what follows the keyword of a type system definition or extension, whose kind
 * the definition tells. */
void parser_type_system(Parser *parser, Definition *definition);

#endif
