/*
 * Any bytes as a GraphQL document. What can be parsed can be printed, and the print parses to
 * what prints alike; what cannot be parsed gives one error with one location, in UTF-8.
 */
#include <assert.h>

#include "sqlgen/graphql/parser.h"
#include "sqlgen/graphql/printer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The document of a text, printed; the text must be good. */
static void reprint(Arena *arena, Str text, const ParseOptions *options, StrBuf *out) {
    ErrorList errors;
    error_list_init(&errors, arena, 0);
    Source source = {text};
    const Document *document = parse_document(arena, &source, options, &errors);
    assert(document != NULL && errors.count == 0);
    print_document(out, document);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena arena;
    ErrorList errors;
    Source source = {{(const char *)data, size}};
    StrBuf once = {0}, twice = {0};
    ParseOptions options = {.max_tokens = 5000, .max_depth = 50};
    arena_init(&arena, 0);
    error_list_init(&errors, &arena, 0);
    const Document *document = parse_document(&arena, &source, &options, &errors);
    if (document == NULL) {
        assert(errors.count == 1 && errors.items[0].location_count == 1);
        assert(str_is_utf8(errors.items[0].message));
    } else {
        print_document(&once, document);
        assert(str_is_utf8(strbuf_view(&once)));
        reprint(&arena, strbuf_view(&once), &options, &twice);
        assert(str_equal(strbuf_view(&once), strbuf_view(&twice)));
    }
    strbuf_free(&once);
    strbuf_free(&twice);
    arena_free(&arena);
    return 0;
}
