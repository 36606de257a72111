/*
 * The lexer: text to tokens (GraphQL specification, section 2.1).
 *
 * Reads one token at a time and never looks back. White space, commas, byte order marks and
 * comments are skipped. Names and numbers point into the source, strings without escapes too;
 * other strings are decoded into the arena. Errors are worded and placed as graphql-js 16 does.
 */
#ifndef SOLOQL_GRAPHQL_LEXER_H
#define SOLOQL_GRAPHQL_LEXER_H

#include "sqlgen/graphql/source.h"

/* A punctuator's kind is its character. */
typedef enum TokenKind {
    TOKEN_EOF,
    TOKEN_NAME,
    TOKEN_INT,
    TOKEN_FLOAT,
    TOKEN_STRING,
    TOKEN_BLOCK_STRING,
    TOKEN_BANG = '!',
    TOKEN_DOLLAR = '$',
    TOKEN_AMP = '&',
    TOKEN_PAREN_L = '(',
    TOKEN_PAREN_R = ')',
    TOKEN_SPREAD = '.',
    TOKEN_COLON = ':',
    TOKEN_EQUALS = '=',
    TOKEN_AT = '@',
    TOKEN_BRACKET_L = '[',
    TOKEN_BRACKET_R = ']',
    TOKEN_BRACE_L = '{',
    TOKEN_PIPE = '|',
    TOKEN_BRACE_R = '}'
} TokenKind;

typedef struct Token {
    TokenKind kind;
    Span span;
    Str text; /* name, digits of a number, decoded string; data NULL for all other kinds */
} Token;

typedef struct Lexer {
    Arena *arena;
    const Source *source;
    ErrorList *errors;
    uint32_t at; /* byte offset of what is read next */
} Lexer;

/*
 * Begins at the start of the source; false after adding an error (ERROR_VALIDATION_FAILED) if the
 * text is not UTF-8 or larger than 2 GiB - 1.
 */
bool lexer_init(Lexer *lexer, Arena *arena, const Source *source, ErrorList *errors);

/*
 * Reads the next token; at the end TOKEN_EOF, again and again. False after adding an error
 * (ERROR_VALIDATION_FAILED); the lexer must not be asked again then.
 */
bool lexer_next(Lexer *lexer, Token *token);

/* The kind as it stands in messages: <EOF>, Name, Int, BlockString, {, ... Static text. */
const char *token_kind_name(TokenKind kind);

/* True if the kind is one of ! $ & ( ) ... : = @ [ ] { | } */
bool token_is_punctuator(TokenKind kind);

#endif
