/*
 * Any bytes as the body of a request. A good one has a document, a name and variables of the
 * right kind, or none; a bad one gives one error.
 */
#include <assert.h>

#include "sqlgen/graphql/parser.h"
#include "sqlgen/graphql/request.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena arena;
    ErrorList errors;
    Request request;
    ParseOptions options = {.max_tokens = 1000, .max_depth = 20};
    arena_init(&arena, 0);
    error_list_init(&errors, &arena, 0);
    if (!request_read(&arena, (Str){(const char *)data, size}, 32, &request, &errors)) {
        assert(errors.count == 1 && errors.items[0].code == ERROR_BAD_REQUEST);
        assert(str_is_utf8(errors.items[0].message));
    } else {
        Source source = {request.document};
        assert(errors.count == 0 && str_is_utf8(request.document));
        assert(request.variables == NULL || request.variables->kind == JSON_OBJECT);
        assert(request.extensions == NULL || request.extensions->kind == JSON_OBJECT);
        const Document *document = parse_document(&arena, &source, &options, &errors);
        assert((document == NULL) == (errors.count == 1));
    }
    arena_free(&arena);
    return 0;
}
