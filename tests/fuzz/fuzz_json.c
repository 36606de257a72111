/*
 * Any bytes as JSON. What can be read can be written, and reads back to what is written alike;
 * json_check says the same as json_read, but for repeated keys.
 */
#include <assert.h>
#include <string.h>

#include "sqlgen/base/json_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { DEPTH = 32 };

/* Asks every number of the tree what it is; a tree is as deep as it was read. */
static void ask_numbers(const Json *json) {
    int64_t integer;
    if (json->kind == JSON_NUMBER) {
        double number = json_double(json);
        assert(!json_int64(json, &integer) || (double)integer == number);
    }
    for (size_t i = 0; json->kind == JSON_ARRAY && i < json->count; i++) {
        ask_numbers(&json->items[i]);
    }
    for (size_t i = 0; json->kind == JSON_OBJECT && i < json->count; i++) {
        assert(json_member(json, json->members[i].key) == &json->members[i].value);
        ask_numbers(&json->members[i].value);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena arena;
    Str text = {(const char *)data, size};
    StrBuf once = {0}, twice = {0};
    Json json, again;
    JsonError error = {0};
    arena_init(&arena, 0);
    bool checked = json_check(text, DEPTH);
    if (json_read(&arena, text, DEPTH, &json, &error)) {
        assert(checked);
        ask_numbers(&json);
        json_write(&once, &json);
        assert(json_read(&arena, strbuf_view(&once), DEPTH, &again, NULL));
        json_write(&twice, &again);
        assert(str_equal(strbuf_view(&once), strbuf_view(&twice)));
    } else {
        assert(error.message != NULL && error.offset <= size);
        assert(!checked || strcmp(error.message, "object with a repeated key") == 0);
        assert(json_read_last(&arena, text, DEPTH, &again, NULL) == checked);
        if (checked) {
            ask_numbers(&again);
        }
    }
    strbuf_free(&once);
    strbuf_free(&twice);
    arena_free(&arena);
    return 0;
}
