/* Field collection: order, merging, fragments, @skip and @include; and which operation runs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "sqlgen/graphql/collect.h"
#include "sqlgen/graphql/parser.h"
#include "sqlgen/graphql/sdl.h"

static const char sdl[] = "type Query { dog: Dog pet: Pet a: Int b: Int c: Int }\n"
                          "interface Pet { name: String }\n"
                          "interface Other { x: Int }\n"
                          "type Dog implements Pet { name: String barks: Int dog: Dog }\n"
                          "type Cat implements Pet { name: String }\n";

typedef struct Fixture {
    Arena arena;
    ErrorList errors;
    Schema *schema;
    Document *document;
    VariableValues variables;
    CollectContext context;
    char text[1024];
} Fixture;

static Source *source_of(Arena *arena, const char *text) {
    Source *source = ARENA_NEW(arena, Source);
    source->text = str_from(text);
    return source;
}

static int setup(void **state) {
    static Fixture fixture;
    fixture = (Fixture){0};
    arena_init(&fixture.arena, 0);
    error_list_init(&fixture.errors, &fixture.arena, 0);
    Document *document =
        parse_document(&fixture.arena, source_of(&fixture.arena, sdl), NULL, &fixture.errors);
    assert_non_null(document);
    fixture.schema = sdl_build(&fixture.arena, NULL, document);
    *state = &fixture;
    return 0;
}

static int teardown(void **state) {
    Fixture *fixture = *state;
    arena_free(&fixture->arena);
    return 0;
}

static void parse(Fixture *f, const char *text) {
    error_list_init(&f->errors, &f->arena, 0);
    f->document = parse_document(&f->arena, source_of(&f->arena, text), NULL, &f->errors);
    assert_non_null(f->document);
}

static CollectedFields collect(Fixture *f, const char *text, const char *json) {
    Json given;
    parse(f, text);
    assert_true(json_read(&f->arena, str_from(json), 10, &given, NULL));
    assert_true(coerce_variables(&f->arena, f->schema, f->document->source,
                                 &f->document->definitions[0], &given, &f->variables, &f->errors));
    collect_init(&f->context, &f->arena, f->schema, f->document, &f->variables, &f->errors);
    return collect_operation(&f->context, &f->document->definitions[0],
                             f->schema->roots[OPERATION_QUERY]);
}

/* The response keys, each followed by a blank. */
static const char *keys(Fixture *f, CollectedFields fields) {
    size_t length = 0;
    f->text[0] = '\0';
    for (size_t i = 0; i < fields.count; i++) {
        length += (size_t)snprintf(f->text + length, sizeof f->text - length, "%.*s ",
                                   STR_ARG(fields.items[i].key));
    }
    return f->text;
}

static void test_order_and_aliases(void **state) {
    Fixture *f = *state;
    assert_string_equal(keys(f, collect(f, "{ b x: a a b }", "{}")), "b x a ");
    CollectedFields fields = collect(f, "{ a b: a ...F } fragment F on Query { a b: a }", "{}");
    assert_int_equal(fields.count, 2);
    assert_int_equal(fields.items[0].node_count, 2);
    assert_true(str_equal(fields.items[1].def->name, STR("a")));
}

static void test_unknown_field_has_no_definition(void **state) {
    Fixture *f = *state;
    CollectedFields fields = collect(f, "{ nope __typename __schema { __typename } }", "{}");
    assert_int_equal(fields.count, 3);
    assert_null(fields.items[0].def);
    assert_ptr_equal(fields.items[1].def, f->schema->typename_field);
    assert_ptr_equal(fields.items[2].def, f->schema->schema_field);
}

static void test_subfields_merge(void **state) {
    Fixture *f = *state;
    CollectedFields fields = collect(f,
                                     "{ dog { name } ...F dog { dog { barks } } } "
                                     "fragment F on Query { dog { barks name } }",
                                     "{}");
    assert_int_equal(fields.count, 1);
    fields = collect_subfields(&f->context, &fields.items[0], schema_type(f->schema, STR("Dog")));
    assert_string_equal(keys(f, fields), "name barks dog ");
    assert_int_equal(fields.items[0].node_count, 2);
}

static void test_type_conditions(void **state) {
    Fixture *f = *state;
    CollectedFields fields = collect(f,
                                     "{ pet { ... on Pet { p: name } ... on Dog { d: name } "
                                     "... on Cat { c: name } ... on Other { o: x } "
                                     "... on Nope { n: x } ... { e: name } } }",
                                     "{}");
    CollectedField *pet = &fields.items[0];
    assert_string_equal(
        keys(f, collect_subfields(&f->context, pet, schema_type(f->schema, STR("Dog")))), "p d e ");
    assert_string_equal(
        keys(f, collect_subfields(&f->context, pet, schema_type(f->schema, STR("Cat")))), "p c e ");
}

static void test_skip_and_include(void **state) {
    Fixture *f = *state;
    const char *text =
        "query ($t: Boolean!, $f: Boolean = false) {"
        " a @skip(if: $t) b @skip(if: $f) c @include(if: $f)"
        " d: a @include(if: $t) @skip(if: $f) e: a @include(if: true) @skip(if: true)"
        " ... @skip(if: $t) { g: a } ...F @include(if: $f) }"
        " fragment F on Query { h: a }";
    assert_string_equal(keys(f, collect(f, text, "{\"t\":true}")), "b d ");
    assert_string_equal(keys(f, collect(f, text, "{\"t\":false,\"f\":true}")), "a c g h ");
}

static void test_null_condition_is_an_error(void **state) {
    Fixture *f = *state;
    collect(f, "query ($t: Boolean = true) { a @skip(if: $t) }", "{\"t\":null}");
    assert_int_equal(f->errors.count, 1);
    assert_true(str_equal(f->errors.items[0].message,
                          STR("Argument \"if\" of non-null type \"Boolean!\" must not be null.")));
}

static void test_fragments_are_opened_once(void **state) {
    Fixture *f = *state;
    CollectedFields fields = collect(
        f, "{ ...A ...A ...B } fragment A on Query { a ...B } fragment B on Query { b ...A }",
        "{}");
    assert_string_equal(keys(f, fields), "a b ");
    assert_int_equal(fields.items[0].node_count, 1);
    assert_string_equal(keys(f, collect(f, "{ a ...Missing }", "{}")), "a ");
}

static void test_a_long_chain_of_fragments_needs_no_stack(void **state) {
    Fixture *f = *state;
    enum { LENGTH = 100000 };
    StrBuf text = {0};
    strbuf_append(&text, STR("{ ...F0 }"));
    for (int i = 0; i < LENGTH; i++) {
        strbuf_appendf(&text, " fragment F%d on Query { ...F%d }", i, i + 1);
    }
    strbuf_appendf(&text, " fragment F%d on Query { a }", LENGTH);
    const char *copy = str_copy(&f->arena, strbuf_view(&text)).data;
    strbuf_free(&text);
    assert_string_equal(keys(f, collect(f, copy, "{}")), "a ");
}

/* The name of the operation that is selected, or the message. */
static const char *selected(Fixture *f, const char *text, const char *name) {
    parse(f, text);
    const Definition *operation = select_operation(f->document, str_from(name), &f->errors);
    Str result = operation == NULL ? f->errors.items[0].message : operation->name.text;
    snprintf(f->text, sizeof f->text, "%.*s", STR_ARG(result));
    return f->text;
}

static void test_select_operation(void **state) {
    Fixture *f = *state;
    assert_string_equal(selected(f, "query A { a }", NULL), "A");
    assert_string_equal(selected(f, "query A { a } query B { a }", "B"), "B");
    assert_string_equal(selected(f, "query A { a } query B { a }", NULL),
                        "Must provide operation name if query contains multiple operations.");
    assert_string_equal(selected(f, "{ a }", ""), "Unknown operation named \"\".");
    assert_string_equal(selected(f, "query A { a }", "a"), "Unknown operation named \"a\".");
    assert_string_equal(selected(f, "fragment F on Query { a }", NULL),
                        "Must provide an operation.");
}

static void test_operation_root(void **state) {
    Fixture *f = *state;
    parse(f, "query { a }  mutation { a }");
    assert_ptr_equal(
        operation_root(f->schema, f->document->source, &f->document->definitions[0], &f->errors),
        schema_type(f->schema, STR("Query")));
    assert_null(
        operation_root(f->schema, f->document->source, &f->document->definitions[1], &f->errors));
    assert_true(str_equal(f->errors.items[0].message,
                          STR("Schema is not configured to execute mutation operation.")));
    assert_int_equal(f->errors.items[0].locations[0].column, 14);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_order_and_aliases, setup, teardown),
        cmocka_unit_test_setup_teardown(test_unknown_field_has_no_definition, setup, teardown),
        cmocka_unit_test_setup_teardown(test_subfields_merge, setup, teardown),
        cmocka_unit_test_setup_teardown(test_type_conditions, setup, teardown),
        cmocka_unit_test_setup_teardown(test_skip_and_include, setup, teardown),
        cmocka_unit_test_setup_teardown(test_null_condition_is_an_error, setup, teardown),
        cmocka_unit_test_setup_teardown(test_fragments_are_opened_once, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_long_chain_of_fragments_needs_no_stack, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_select_operation, setup, teardown),
        cmocka_unit_test_setup_teardown(test_operation_root, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
