/* Introspection: what __schema and __type answer. */
#include "sqlgen/graphql/introspection.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "sqlgen/graphql/parser.h"
#include "sqlgen/graphql/sdl.h"

static Arena arena;

static int teardown(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

static const Document *parse(Str text) {
    ErrorList errors;
    error_list_init(&errors, &arena, 0);
    Source *source = ARENA_NEW(&arena, Source);
    source->text = text;
    const Document *document = parse_document(&arena, source, NULL, &errors);
    assert_non_null(document);
    return document;
}

static const char sdl[] =
    "directive @tag(a: Int! = 1, b: [E!] @deprecated) repeatable on FIELD | ENUM\n"
    "\"root\" type Query implements Node { id: ID! old: Int @deprecated(reason: \"gone\")\n"
    "  find(where: In = {a: 2}, x: Int @deprecated): [Node!]! }\n"
    "interface Node { id: ID! }\n"
    "type Other implements Node { id: ID! }\n"
    "union Some = Other | Query\n"
    "enum E { A \"second\" B @deprecated }\n"
    "input In { a: Int = 1 b: String @deprecated }\n"
    "input One @oneOf { a: Int }\n"
    "scalar Time @specifiedBy(url: \"https://example.com\")\n";

/* Answers the first root field of the query; `errors` may be NULL if none are expected. */
static const char *answer(const char *query, ErrorList *errors) {
    ErrorList none;
    error_list_init(&none, &arena, 0);
    errors = errors == NULL ? &none : errors;
    const Schema *schema = sdl_build(&arena, NULL, parse(str_from(sdl)));
    const Document *document = parse(str_from(query));
    const Definition *operation = select_operation(document, (Str){0}, errors);
    VariableValues variables;
    assert_true(
        coerce_variables(&arena, schema, document->source, operation, NULL, &variables, errors));
    CollectContext context;
    collect_init(&context, &arena, schema, document, &variables, errors);
    CollectedFields fields = collect_operation(&context, operation, schema->roots[OPERATION_QUERY]);
    StrBuf out = {0};
    bool done = introspection_write(&out, &context, &fields.items[0]);
    assert_int_equal(done, errors->count == 0);
    assert_int_equal(none.count, 0);
    Str text = str_copy(&arena, strbuf_view(&out));
    strbuf_free(&out);
    return text.data;
}

static void kinds_of_types_answer_what_they_have(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"{__type(name: \"Query\") {kind name description fields {name} inputFields {name}"
         " enumValues {name} interfaces {name} possibleTypes {name} ofType {name} isOneOf"
         " specifiedByURL}}",
         "{\"kind\":\"OBJECT\",\"name\":\"Query\",\"description\":\"root\",\"fields\":[{\"name\":"
         "\"id\"},{\"name\":\"find\"}],\"inputFields\":null,\"enumValues\":null,\"interfaces\":[{"
         "\"name\":\"Node\"}],\"possibleTypes\":null,\"ofType\":null,\"isOneOf\":null,"
         "\"specifiedByURL\":null}"},
        {"{__type(name: \"Node\") {kind description fields {name} interfaces {name}"
         " possibleTypes {name}}}",
         "{\"kind\":\"INTERFACE\",\"description\":null,\"fields\":[{\"name\":\"id\"}],"
         "\"interfaces\":[],\"possibleTypes\":[{\"name\":\"Query\"},{\"name\":\"Other\"}]}"},
        {"{__type(name: \"Some\") {kind possibleTypes {name} fields {name}}}",
         "{\"kind\":\"UNION\",\"possibleTypes\":[{\"name\":\"Other\"},{\"name\":\"Query\"}],"
         "\"fields\":null}"},
        {"{__type(name: \"E\") {kind enumValues {name}"
         " all: enumValues(includeDeprecated: true)"
         " {name description isDeprecated deprecationReason}}}",
         "{\"kind\":\"ENUM\",\"enumValues\":[{\"name\":\"A\"}],\"all\":[{\"name\":\"A\","
         "\"description\":null,\"isDeprecated\":false,\"deprecationReason\":null},{\"name\":"
         "\"B\",\"description\":\"second\",\"isDeprecated\":true,\"deprecationReason\":\"No longer "
         "supported\"}]}"},
        {"{__type(name: \"In\") {kind isOneOf inputFields {name defaultValue}"
         " all: inputFields(includeDeprecated: true) {name isDeprecated}}}",
         "{\"kind\":\"INPUT_OBJECT\",\"isOneOf\":false,\"inputFields\":[{\"name\":\"a\","
         "\"defaultValue\":\"1\"}],\"all\":[{\"name\":\"a\",\"isDeprecated\":false},{\"name\":"
         "\"b\",\"isDeprecated\":true}]}"},
        {"{__type(name: \"One\") {isOneOf}}", "{\"isOneOf\":true}"},
        {"{__type(name: \"Time\") {kind specifiedByURL}}",
         "{\"kind\":\"SCALAR\",\"specifiedByURL\":\"https://example.com\"}"},
        {"{__type(name: \"Nope\") {kind}}", "null"},
        {"{__type(name: \"Float\") {kind}}", "null"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(answer(cases[i][0], NULL), cases[i][1]);
    }
}

static void fields_tell_their_arguments_and_wrapped_types(void **state) {
    (void)state;
    assert_string_equal(
        answer("{__type(name: \"Query\") {fields(includeDeprecated: true) {name isDeprecated"
               " deprecationReason type {kind name ofType {kind ofType {kind ofType {name}}}}"
               " args {name description defaultValue type {name}}"
               " all: args(includeDeprecated: true) {name deprecationReason}}}}",
               NULL),
        "{\"fields\":["
        "{\"name\":\"id\",\"isDeprecated\":false,\"deprecationReason\":null,"
        "\"type\":{\"kind\":\"NON_NULL\",\"name\":null,\"ofType\":{\"kind\":\"SCALAR\","
        "\"ofType\":null}},\"args\":[],\"all\":[]},"
        "{\"name\":\"old\",\"isDeprecated\":true,\"deprecationReason\":\"gone\","
        "\"type\":{\"kind\":\"SCALAR\",\"name\":\"Int\",\"ofType\":null},\"args\":[],\"all\":[]},"
        "{\"name\":\"find\",\"isDeprecated\":false,\"deprecationReason\":null,"
        "\"type\":{\"kind\":\"NON_NULL\",\"name\":null,\"ofType\":{\"kind\":\"LIST\",\"ofType\":{"
        "\"kind\":\"NON_NULL\",\"ofType\":{\"name\":\"Node\"}}}},"
        "\"args\":[{\"name\":\"where\",\"description\":null,\"defaultValue\":\"{a: 2}\",\"type\":{"
        "\"name\":\"In\"}}],\"all\":[{\"name\":\"where\",\"deprecationReason\":null},{\"name\":"
        "\"x\",\"deprecationReason\":\"No longer supported\"}]}]}");
}

static void the_schema_tells_roots_and_directives(void **state) {
    (void)state;
    assert_string_equal(
        answer("{__schema {description queryType {name} mutationType {name} subscriptionType {name}"
               "}}",
               NULL),
        "{\"description\":null,\"queryType\":{\"name\":\"Query\"},\"mutationType\":null,"
        "\"subscriptionType\":null}");
    const char *directives =
        answer("{__schema {directives {name isRepeatable locations args {name type {kind}}"
               " isDeprecated deprecationReason}}}",
               NULL);
    const char *tag = "{\"directives\":[{\"name\":\"tag\",\"isRepeatable\":true,\"locations\":["
                      "\"FIELD\",\"ENUM\"],\"args\":[{\"name\":\"a\",\"type\":{\"kind\":"
                      "\"NON_NULL\"}}],\"isDeprecated\":false,\"deprecationReason\":null},"
                      "{\"name\":\"include\"";
    assert_memory_equal(directives, tag, strlen(tag));
}

static void introspection_describes_itself(void **state) {
    (void)state;
    assert_string_equal(
        answer("{__type(name: \"__InputValue\") {fields(includeDeprecated: true) {name}}}", NULL),
        "{\"fields\":[{\"name\":\"name\"},{\"name\":\"description\"},{\"name\":\"type\"},{"
        "\"name\":\"defaultValue\"},{\"name\":\"isDeprecated\"},{\"name\":\"deprecationReason\"}]"
        "}");
}

static void fragments_aliases_and_skips_are_minded(void **state) {
    (void)state;
    assert_string_equal(
        answer("{__type(name: \"Query\") {__typename n: name ...F ... @include(if: false) {kind}"
               " description @skip(if: true)}} fragment F on __Type {f: fields {t: __typename}"
               " n: name}",
               NULL),
        "{\"__typename\":\"__Type\",\"n\":\"Query\",\"f\":[{\"t\":\"__Field\"},{\"t\":\"__Field\"}"
        "]}");
    assert_string_equal(answer("{__type(name: \"E\") {enumValues @skip(if: true) {name}}}", NULL),
                        "{}");
}

static void variables_choose_type_and_deprecation(void **state) {
    (void)state;
    assert_string_equal(answer("query ($n: String! = \"E\", $d: Boolean = true) {__type(name: $n)"
                               " {enumValues(includeDeprecated: $d) {name}}}",
                               NULL),
                        "{\"enumValues\":[{\"name\":\"A\"},{\"name\":\"B\"}]}");
    assert_string_equal(answer("query ($d: Boolean) {__type(name: \"E\")"
                               " {enumValues(includeDeprecated: $d) {name}}}",
                               NULL),
                        "{\"enumValues\":[{\"name\":\"A\"}]}");
}

static void nesting_has_an_end(void **state) {
    (void)state;
    StrBuf query = {0};
    strbuf_append(&query, STR("{__type(name: \"Int\") {...F0}}"));
    for (int i = 0; i < 100; i++) {
        strbuf_appendf(&query, "fragment F%d on __Type {ofType {ofType {ofType {...F%d}}}}", i,
                       i + 1);
    }
    strbuf_append(&query, STR("fragment F100 on __Type {name}"));
    Str text = str_copy(&arena, strbuf_view(&query));
    strbuf_free(&query);
    ErrorList errors;
    error_list_init(&errors, &arena, 0);
    assert_string_equal(answer(text.data, &errors), "");
    assert_int_equal(errors.count, 1);
    assert_string_equal(str_copy(&arena, errors.items[0].message).data,
                        "Introspection nests deeper than 200 levels.");
}

static void a_full_buffer_ends_the_work(void **state) {
    (void)state;
    const Schema *schema = sdl_build(&arena, NULL, parse(str_from(sdl)));
    const Document *document = parse(STR("{__schema {types {name fields {name}}}}"));
    ErrorList errors;
    error_list_init(&errors, &arena, 0);
    VariableValues variables = {0};
    CollectContext context;
    collect_init(&context, &arena, schema, document, &variables, &errors);
    CollectedFields fields =
        collect_operation(&context, &document->definitions[0], schema->roots[OPERATION_QUERY]);
    StrBuf out = {.limit = 100};
    introspection_write(&out, &context, &fields.items[0]);
    assert_true(out.failed);
    assert_true(out.length <= 100);
    strbuf_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(kinds_of_types_answer_what_they_have, teardown),
        cmocka_unit_test_teardown(fields_tell_their_arguments_and_wrapped_types, teardown),
        cmocka_unit_test_teardown(the_schema_tells_roots_and_directives, teardown),
        cmocka_unit_test_teardown(introspection_describes_itself, teardown),
        cmocka_unit_test_teardown(fragments_aliases_and_skips_are_minded, teardown),
        cmocka_unit_test_teardown(variables_choose_type_and_deprecation, teardown),
        cmocka_unit_test_teardown(nesting_has_an_end, teardown),
        cmocka_unit_test_teardown(a_full_buffer_ends_the_work, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
