/*
 * Any bytes as the variables of an operation that takes every kind of input. What fits comes out
 * as JSON, and the coerced values, given again, have the same shape, as no default is left to put
 * in; what does not fit gives errors in UTF-8.
 */
#include <assert.h>

#include "sqlgen/base/json_reader.h"
#include "sqlgen/base/json_writer.h"
#include "sqlgen/graphql/coerce.h"
#include "sqlgen/graphql/parser.h"
#include "sqlgen/graphql/sdl.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

enum { DEPTH = 32 };

static const Source schema_source = {
    STR_INIT("scalar any enum Color { RED GREEN } "
             "input Range { from: Int!, to: Float = 1.5, colors: [Color!] } "
             "input Filter { and: [Filter!], not: Filter, id: ID, name: String, range: Range, "
             "  flags: [[Boolean]], any: any = {a: [1]} } "
             "input One @oneOf { id: ID, filter: Filter } type Query { a: Int }")};
static const Source operation_source = {
    STR_INIT("query ($i: Int!, $f: Float, $s: [String!], $b: Boolean = true, $c: Color, $any: any, "
             "$ids: [[ID!]], $filter: Filter = {name: \"x\"}, $filters: [Filter], $one: One) "
             "{ a }")};

static Arena forever;
static Schema *schema;
static const Definition *operation;

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    ErrorList errors;
    (void)argc;
    (void)argv;
    arena_init(&forever, 0);
    error_list_init(&errors, &forever, 0);
    schema = sdl_build(&forever, NULL, parse_document(&forever, &schema_source, NULL, &errors));
    operation = parse_document(&forever, &operation_source, NULL, &errors)->definitions;
    return 0;
}

static void write_values(StrBuf *out, const VariableValues *values) {
    strbuf_append_char(out, '{');
    for (size_t i = 0; i < values->count; i++) {
        if (values->items[i].input != NULL) {
            strbuf_append(out, out->length == 1 ? STR("") : STR(","));
            json_write_string(out, values->items[i].definition->name.text);
            strbuf_append_char(out, ':');
            input_write(out, values->items[i].input);
        }
    }
    strbuf_append_char(out, '}');
}

/* Coerces the text; false after checking the errors. */
static bool coerce(Arena *arena, Str text, StrBuf *out) {
    ErrorList errors;
    Json given;
    VariableValues values;
    error_list_init(&errors, arena, 0);
    if (!json_read(arena, text, DEPTH, &given, NULL) || given.kind != JSON_OBJECT) {
        return false;
    }
    if (coerce_variables(arena, schema, &operation_source, operation, &given, &values, &errors)) {
        assert(errors.count == 0 && values.count == operation->variable_count);
        write_values(out, &values);
        return true;
    }
    assert(errors.count != 0);
    for (size_t i = 0; i < errors.count; i++) {
        assert(str_is_utf8(errors.items[i].message));
    }
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena arena;
    StrBuf once = {0}, twice = {0};
    arena_init(&arena, 0);
    if (coerce(&arena, (Str){(const char *)data, size}, &once)) {
        assert(coerce(&arena, strbuf_view(&once), &twice));
        assert(str_equal(strbuf_view(&once), strbuf_view(&twice)));
    }
    strbuf_free(&once);
    strbuf_free(&twice);
    arena_free(&arena);
    return 0;
}
