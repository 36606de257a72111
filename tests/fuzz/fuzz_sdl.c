/*
 * Any bytes as SDL. What validates makes a schema; if that is a good one, its print is SDL that
 * validates too, makes a good schema, and prints alike. What does not validate gives errors in
 * UTF-8, no more than were asked for.
 */
#include <assert.h>

#include "sqlgen/graphql/parser.h"
#include "sqlgen/graphql/sdl.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_ERRORS = 10 };

static const ParseOptions parse_options = {.max_tokens = 5000, .max_depth = 50};

/* Whether the text defines a good schema, which goes to `printed`. */
static bool reprint(Arena *arena, const Source *source, ErrorList *errors, StrBuf *printed) {
    error_list_init(errors, arena, MAX_ERRORS);
    const Document *document = parse_document(arena, source, &parse_options, errors);
    if (document != NULL) {
        sdl_validate(NULL, document, errors);
    }
    if (errors->count == 0) {
        Schema *schema = sdl_build(arena, NULL, document);
        schema_validate(schema, errors);
        sdl_print(printed, schema);
    }
    return errors->count == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena arena;
    ErrorList errors;
    StrBuf once = {0}, twice = {0};
    const Source source = {{(const char *)data, size}};
    arena_init(&arena, 0);
    if (reprint(&arena, &source, &errors, &once)) {
        const Source again = {strbuf_view(&once)};
        assert(str_is_utf8(again.text));
        assert(reprint(&arena, &again, &errors, &twice));
        assert(str_equal(strbuf_view(&once), strbuf_view(&twice)));
    } else {
        assert(errors.count <= MAX_ERRORS + 1);
        for (size_t i = 0; i < errors.count; i++) {
            assert(str_is_utf8(errors.items[i].message));
        }
    }
    strbuf_free(&once);
    strbuf_free(&twice);
    arena_free(&arena);
    return 0;
}
