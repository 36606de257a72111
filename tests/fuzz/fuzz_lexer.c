/*
 * Any bytes as tokens. They come in order and do not overlap, their texts are UTF-8, and what is
 * between them is nothing but white space, commas, byte order marks and comments; the first text
 * that is no token gives one error.
 */
#include <assert.h>

#include "sqlgen/graphql/lexer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whether the text holds no token. */
static bool is_ignored(Arena *arena, ErrorList *errors, Str text) {
    Lexer lexer;
    Token token;
    Source source = {text};
    return lexer_init(&lexer, arena, &source, errors) && lexer_next(&lexer, &token) &&
           token.kind == TOKEN_EOF;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena arena;
    ErrorList errors;
    Lexer lexer;
    Source source = {{(const char *)data, size}};
    arena_init(&arena, 0);
    error_list_init(&errors, &arena, 0);
    bool fine = lexer_init(&lexer, &arena, &source, &errors);
    Token token = {.kind = TOKEN_NAME};
    uint32_t end = 0;
    while (fine && token.kind != TOKEN_EOF) {
        fine = lexer_next(&lexer, &token);
        if (fine) {
            assert(token.span.start >= end && token.span.end <= size);
            assert(token.span.end > token.span.start || token.kind == TOKEN_EOF);
            assert(token.text.data == NULL || str_is_utf8(token.text));
            assert(
                is_ignored(&arena, &errors, str_slice(source.text, end, token.span.start - end)));
            end = token.span.end;
        }
    }
    assert(errors.count == (fine ? 0 : 1));
    assert(fine || str_is_utf8(errors.items[0].message));
    arena_free(&arena);
    return 0;
}
