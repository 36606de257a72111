/*
 * The part of the lexer that reads strings, and what it shares with the rest of the lexer.
 */
#ifndef SOLOQL_GRAPHQL_LEXER_STRING_H
#define SOLOQL_GRAPHQL_LEXER_STRING_H

#include "sqlgen/graphql/lexer.h"

/* Read the string whose opening quotes stand at lexer->at; see lexer_next(). */
bool lexer_read_string(Lexer *lexer, Token *token);
bool lexer_read_block_string(Lexer *lexer, Token *token);

/* The byte at an offset, or NUL past the end. */
static inline char lexer_char(const Lexer *lexer, uint32_t offset) {
    return offset < lexer->source->text.length ? lexer->source->text.data[offset] : '\0';
}

/* Adds "Syntax Error: …" at a byte offset and returns false. */
bool lexer_fail(Lexer *lexer, uint32_t offset, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
