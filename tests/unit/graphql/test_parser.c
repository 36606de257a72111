/* Documents, values and types: the nodes, their spans, the errors, and the limits. */
#include "sqlgen/graphql/parser.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static Arena arena;
static ErrorList errors;

static int set_up(void **state) {
    (void)state;
    arena_init(&arena, 0);
    error_list_init(&errors, &arena, 0);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

static const Document *parse_with(Str text, const ParseOptions *options) {
    Source *source = ARENA_NEW(&arena, Source);
    source->text = text;
    return parse_document(&arena, source, options, &errors);
}

/* Parses a document that must be good. */
static const Document *parse_good(Str text) {
    const Document *document = parse_with(text, NULL);
    if (document == NULL) {
        fail_msg("%.*s", STR_ARG(errors.items[errors.count - 1].message));
    }
    return document;
}

/* Checks that parsing failed just now, once, and how. */
static void assert_failed(const void *node, size_t before, const char *message, uint32_t line,
                          uint32_t column) {
    assert_null(node);
    assert_int_equal(errors.count, before + 1);
    const Error *error = &errors.items[before];
    assert_string_equal(error->message.data, message);
    assert_int_equal(error->code, ERROR_VALIDATION_FAILED);
    assert_int_equal(error->location_count, 1);
    assert_int_equal(error->locations[0].line, line);
    assert_int_equal(error->locations[0].column, column);
}

/* The piece of the document that a span covers. */
static void assert_span(const Document *document, Span span, const char *text) {
    Str piece = str_slice(document->source->text, span.start, span.end - span.start);
    assert_string_equal(str_copy(&arena, piece).data, text);
}

static void assert_name(Name name, const char *text) {
    assert_string_equal(str_copy(&arena, name.text).data, text);
}

static void operation_has_its_parts(void **state) {
    (void)state;
    const Document *document = parse_good(
        STR("query Q($a: [Int!]! = [1] @v, $b: T) @d(x: $a) {\n  k: f(y: 1) @e { g }\n}"));
    assert_int_equal(document->definition_count, 1);
    const Definition *query = &document->definitions[0];
    assert_int_equal(query->kind, DEFINITION_OPERATION);
    assert_int_equal(query->operation, OPERATION_QUERY);
    assert_name(query->name, "Q");
    assert_int_equal(query->variable_count, 2);
    assert_span(document, query->variables[0].span, "$a: [Int!]! = [1] @v");
    assert_span(document, query->variables[0].variable, "$a");
    assert_span(document, query->variables[0].type.span, "[Int!]!");
    assert_int_equal(query->variables[0].type.kind, TYPE_NODE_NON_NULL);
    assert_span(document, query->variables[0].type.of->of->span, "Int!");
    assert_span(document, query->variables[0].default_value->span, "[1]");
    assert_int_equal(query->variables[0].directive_count, 1);
    assert_null(query->variables[1].default_value);
    assert_span(document, query->directives[0].span, "@d(x: $a)");
    assert_span(document, query->directives[0].arguments[0].span, "x: $a");
    assert_span(document, query->directives[0].arguments[0].value.span, "$a");
    const Selection *field = &query->selection_set->items[0];
    assert_int_equal(query->selection_set->count, 1);
    assert_span(document, field->span, "k: f(y: 1) @e { g }");
    assert_name(field->alias, "k");
    assert_name(field->name, "f");
    assert_true(str_equal(selection_response_key(field), STR("k")));
    assert_span(document, field->selection_set->span, "{ g }");
    const Selection *inner = &field->selection_set->items[0];
    assert_null(inner->alias.text.data);
    assert_null(inner->selection_set);
    assert_true(str_equal(selection_response_key(inner), STR("g")));
}

static void fragments_have_their_parts(void **state) {
    (void)state;
    const Document *document = parse_good(
        STR("{ ...F @a ... on T { x } ... @b { y } } \"about\" fragment F on T @c { on }"));
    const SelectionSet *set = document->definitions[0].selection_set;
    assert_int_equal(document->definitions[0].operation, OPERATION_QUERY);
    assert_span(document, document->definitions[0].span, "{ ...F @a ... on T { x } ... @b { y } }");
    assert_int_equal(set->count, 3);
    assert_int_equal(set->items[0].kind, SELECTION_FRAGMENT_SPREAD);
    assert_span(document, set->items[0].span, "...F @a");
    assert_int_equal(set->items[1].kind, SELECTION_INLINE_FRAGMENT);
    assert_name(set->items[1].type_condition, "T");
    assert_int_equal(set->items[2].kind, SELECTION_INLINE_FRAGMENT);
    assert_null(set->items[2].type_condition.text.data);
    assert_int_equal(set->items[2].directive_count, 1);
    const Definition *fragment = &document->definitions[1];
    assert_int_equal(fragment->kind, DEFINITION_FRAGMENT);
    assert_name(fragment->name, "F");
    assert_name(fragment->type_condition, "T");
    assert_true(str_equal(fragment->description->text, STR("about")));
    assert_span(document, fragment->span, "\"about\" fragment F on T @c { on }");
}

static void descriptions_stand_on_definitions_and_variables(void **state) {
    (void)state;
    const Document *document =
        parse_good(STR("\"\"\"q\"\"\" query (\"v\" $a: Int) { a } \"m\" mutation { b }"));
    assert_true(document->definitions[0].description->block);
    assert_true(str_equal(document->definitions[0].variables[0].description->text, STR("v")));
    assert_int_equal(document->definitions[1].operation, OPERATION_MUTATION);
    assert_false(document->definitions[1].description->block);
}

static void values_of_all_kinds(void **state) {
    (void)state;
    Source source = {
        STR("[1, -2.5, \"s\", \"\"\"b\"\"\", true, false, null, RED, $v, [], {a: {b: 1}}]")};
    const ValueKind kinds[] = {VALUE_INT,      VALUE_FLOAT,   VALUE_STRING, VALUE_STRING,
                               VALUE_BOOLEAN,  VALUE_BOOLEAN, VALUE_NULL,   VALUE_ENUM,
                               VALUE_VARIABLE, VALUE_LIST,    VALUE_OBJECT};
    const Value *list = parse_value(&arena, &source, false, NULL, &errors);
    assert_non_null(list);
    assert_int_equal(list->count, sizeof kinds / sizeof *kinds);
    for (size_t i = 0; i < list->count; i++) {
        assert_int_equal(list->items[i].kind, kinds[i]);
    }
    assert_true(str_equal(list->items[1].text, STR("-2.5")));
    assert_false(list->items[2].block);
    assert_true(list->items[3].block);
    assert_true(list->items[4].boolean);
    assert_false(list->items[5].boolean);
    assert_true(str_equal(list->items[8].text, STR("v")));
    const ObjectField *field = &list->items[10].fields[0];
    assert_true(str_equal(field->name.text, STR("a")));
    assert_int_equal(field->span.end - field->span.start, 9);
    assert_true(str_equal(field->value.fields[0].value.text, STR("1")));
}

static void type_system_has_its_parts(void **state) {
    (void)state;
    const Document *document = parse_good(
        STR("\"s\" schema @a { query: Q mutation: M }\n"
            "scalar S @a\n"
            "\"t\" type T implements & A & B @a { \"f\" f(\"x\" x: Int = 1 @b): [S!] @c g: T }\n"
            "interface I implements A { f: T }\n"
            "union U @a = | A | B\n"
            "enum E { \"v\" V @a W }\n"
            "input In { a: Int = 1 b: In }\n"
            "\"d\" directive @d(x: Int) repeatable on FIELD | OBJECT\n"
            "extend type T @a\n"
            "extend schema { subscription: S }"));
    const Definition *d = document->definitions;
    assert_int_equal(document->definition_count, 10);
    assert_int_equal(d[0].kind, DEFINITION_SCHEMA);
    assert_int_equal(d[0].root_type_count, 2);
    assert_int_equal(d[0].root_types[1].operation, OPERATION_MUTATION);
    assert_span(document, d[0].root_types[1].span, "mutation: M");
    assert_int_equal(d[1].kind, DEFINITION_SCALAR);
    assert_int_equal(d[2].interface_count, 2);
    assert_name(d[2].interfaces[1], "B");
    assert_int_equal(d[2].field_count, 2);
    assert_span(document, d[2].fields[0].span, "\"f\" f(\"x\" x: Int = 1 @b): [S!] @c");
    assert_span(document, d[2].fields[0].arguments[0].span, "\"x\" x: Int = 1 @b");
    assert_int_equal(d[3].kind, DEFINITION_INTERFACE);
    assert_int_equal(d[3].interface_count, 1);
    assert_int_equal(d[4].member_count, 2);
    assert_int_equal(d[5].value_count, 2);
    assert_span(document, d[5].values[0].span, "\"v\" V @a");
    assert_int_equal(d[6].kind, DEFINITION_INPUT_OBJECT);
    assert_int_equal(d[6].input_count, 2);
    assert_true(d[7].repeatable);
    assert_int_equal(d[7].location_count, 2);
    assert_int_equal(d[7].input_count, 1);
    assert_true(d[8].extension);
    assert_int_equal(d[9].root_types[0].operation, OPERATION_SUBSCRIPTION);
}

static void errors_are_worded_and_placed(void **state) {
    (void)state;
    const struct {
        Str text;
        const char *message;
        uint32_t line, column;
    } cases[] = {
        {STR(""), "Syntax Error: Unexpected <EOF>.", 1, 1},
        {STR("{"), "Syntax Error: Expected Name, found <EOF>.", 1, 2},
        {STR("{}"), "Syntax Error: Expected Name, found \"}\".", 1, 2},
        {STR("{ f(a: 1 }"), "Syntax Error: Expected Name, found \"}\".", 1, 10},
        {STR("{ f() }"), "Syntax Error: Expected Name, found \")\".", 1, 5},
        {STR("{ f(a 1) }"), "Syntax Error: Expected \":\", found Int \"1\".", 1, 7},
        {STR("{ f(a: ) }"), "Syntax Error: Unexpected \")\".", 1, 8},
        {STR("{ a { b } "), "Syntax Error: Expected Name, found <EOF>.", 1, 11},
        {STR("\n{ ...\n on }"), "Syntax Error: Expected Name, found \"}\".", 3, 5},
        {STR("{ ...{ } }"), "Syntax Error: Expected Name, found \"}\".", 1, 8},
        {STR("notanoperation { a }"), "Syntax Error: Unexpected Name \"notanoperation\".", 1, 1},
        {STR("fragment on on on { a }"), "Syntax Error: Unexpected Name \"on\".", 1, 10},
        {STR("fragment F($a: Int) on T { a }"), "Syntax Error: Expected \"on\", found \"(\".", 1,
         11},
        {STR("query ($a: Int = $b) { a }"),
         "Syntax Error: Unexpected variable \"$b\" in constant value.", 1, 18},
        {STR("query ($a: Int = $) { a }"), "Syntax Error: Unexpected \"$\".", 1, 18},
        {STR("query (a: Int) { a }"), "Syntax Error: Expected \"$\", found Name \"a\".", 1, 8},
        {STR("query ($a: [Int) { a }"), "Syntax Error: Expected \"]\", found \")\".", 1, 16},
        {STR("\"d\" { a }"),
         "Syntax Error: Unexpected description, descriptions are not supported on shorthand "
         "queries.",
         1, 1},
        {STR(" \"d\" extend type T @a"),
         "Syntax Error: Unexpected description, only GraphQL definitions support descriptions.", 1,
         2},
        {STR("\"d\" 1"), "Syntax Error: Unexpected Int \"1\".", 1, 5},
        {STR("\"d\""), "Syntax Error: Unexpected <EOF>.", 1, 4},
        {STR("extend query { a }"), "Syntax Error: Unexpected Name \"query\".", 1, 8},
        {STR("extend type T"), "Syntax Error: Unexpected <EOF>.", 1, 14},
        {STR("type T {}"), "Syntax Error: Expected Name, found \"}\".", 1, 9},
        {STR("schema { query Q }"), "Syntax Error: Expected \":\", found Name \"Q\".", 1, 16},
        {STR("schema { foo: Q }"), "Syntax Error: Unexpected Name \"foo\".", 1, 10},
        {STR("schema @a"), "Syntax Error: Expected \"{\", found <EOF>.", 1, 10},
        {STR("enum E { true }"),
         "Syntax Error: Name \"true\" is reserved and cannot be used for an enum value.", 1, 10},
        {STR("directive @d on NOWHERE"), "Syntax Error: Unexpected Name \"NOWHERE\".", 1, 17},
        {STR("directive @d FIELD"), "Syntax Error: Expected \"on\", found Name \"FIELD\".", 1, 14},
        {STR("union U = | A |"), "Syntax Error: Expected Name, found <EOF>.", 1, 16},
        {STR("{ a ? }"), "Syntax Error: Unexpected character: \"?\".", 1, 5},
        {STR("{ \"\"\"x\ny\"\"\" }"), "Syntax Error: Expected Name, found BlockString \"x\ny\".", 1,
         3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t before = errors.count;
        const Document *document = parse_with(cases[i].text, NULL);
        assert_failed(document, before, cases[i].message, cases[i].line, cases[i].column);
    }
}

static void errors_show_the_whole_of_a_text(void **state) {
    (void)state;
    size_t before = errors.count;
    assert_null(parse_with(STR("{ \"a\\u0000b\" }"), NULL));
    assert_true(str_equal(errors.items[before].message,
                          STR("Syntax Error: Expected Name, found String \"a\0b\".")));
}

static void values_and_types_stand_alone(void **state) {
    (void)state;
    const Source extra = {STR("1 2")}, variable = {STR("[$v]")}, type = {STR("[Int!]!")},
                 bad = {STR("Int!!")};
    size_t before = errors.count;
    assert_failed(parse_value(&arena, &extra, false, NULL, &errors), before,
                  "Syntax Error: Expected <EOF>, found Int \"2\".", 1, 3);
    assert_non_null(parse_value(&arena, &variable, false, NULL, &errors));
    assert_failed(parse_value(&arena, &variable, true, NULL, &errors), before + 1,
                  "Syntax Error: Unexpected variable \"$v\" in constant value.", 1, 2);
    assert_non_null(parse_type(&arena, &type, NULL, &errors));
    assert_failed(parse_type(&arena, &bad, NULL, &errors), before + 2,
                  "Syntax Error: Expected <EOF>, found \"!\".", 1, 5);
}

static void tokens_are_limited(void **state) {
    (void)state;
    ParseOptions options = {.max_tokens = 3};
    assert_non_null(parse_with(STR("{ a } # no token"), &options));
    size_t before = errors.count;
    assert_failed(parse_with(STR("{ a\n b }"), &options), before,
                  "Syntax Error: Document contains more that 3 tokens. Parsing aborted.", 2, 4);
}

static void legacy_fragment_variables_are_an_option(void **state) {
    (void)state;
    ParseOptions options = {.legacy_fragment_variables = true};
    const Document *document = parse_with(STR("fragment F($a: Int = 1) on T { a }"), &options);
    assert_non_null(document);
    assert_int_equal(document->definitions[0].variable_count, 1);
}

/* `begin`, then `open` so many times, then `middle`, then `close` as often, then `end`. */
static Str nested(const char *parts[5], size_t depth) {
    StrBuf out = {0};
    strbuf_append(&out, str_from(parts[0]));
    for (size_t i = 0; i < depth; i++) {
        strbuf_append(&out, str_from(parts[1]));
    }
    strbuf_append(&out, str_from(parts[2]));
    for (size_t i = 0; i < depth; i++) {
        strbuf_append(&out, str_from(parts[3]));
    }
    strbuf_append(&out, str_from(parts[4]));
    Str text = str_copy(&arena, strbuf_view(&out));
    strbuf_free(&out);
    return text;
}

static const char *nestings[][5] = {
    {"{ a", "{ a", "", "}", "}"},
    {"{ a", "{ ... on T { a", "", "}}", "}"},
    {"{ a(x: ", "[", "1", "]", ") }"},
    {"{ a(x: ", "{y: ", "1", "}", ") }"},
    {"query ($v: ", "[", "Int", "]", ") { a }"},
    {"input I { f: ", "[", "Int", "]", " }"},
    {"type T @d(x: ", "{y: [", "1", "]}", ")"},
};

static void depth_is_limited_in_every_production(void **state) {
    (void)state;
    ParseOptions options = {.max_depth = 8};
    const size_t deepest[] = {7, 3, 8, 8, 8, 8, 4};
    for (size_t i = 0; i < sizeof nestings / sizeof *nestings; i++) {
        assert_non_null(parse_with(nested(nestings[i], deepest[i]), &options));
        size_t before = errors.count;
        assert_null(parse_with(nested(nestings[i], deepest[i] + 1), &options));
        assert_int_equal(errors.count, before + 1);
        assert_string_equal(errors.items[before].message.data,
                            "Syntax Error: Document nests deeper than 8 levels. Parsing aborted.");
        assert_null(parse_with(nested(nestings[i], 100000), NULL));
    }
    size_t before = errors.count;
    assert_failed(parse_with(STR("{ a { b { c } } }"), &(ParseOptions){.max_depth = 2}), before,
                  "Syntax Error: Document nests deeper than 2 levels. Parsing aborted.", 1, 9);
}

/* Selections nest as deeply as they may, and in the innermost so does a value. */
static void *parse_deepest(void *text) {
    Source source = {*(Str *)text};
    return parse_document(&arena, &source, NULL, &errors);
}

#ifdef __SANITIZE_THREAD__
#define SMALL_STACK (4096 * 1024) /* instrumented frames are several times larger */
#else
#define SMALL_STACK (512 * 1024)
#endif

static void deepest_document_fits_a_small_stack(void **state) {
    (void)state;
    pthread_attr_t attributes;
    pthread_t thread;
    void *document = NULL;
    const char *value[] = {"(x: ", "[{y: ", "1", "}]", ")"};
    const char *selections[] = {"", "{ a ", nested(value, 100).data, "}", ""};
    Str text = nested(selections, 200);
    assert_int_equal(pthread_attr_init(&attributes), 0);
    assert_int_equal(pthread_attr_setstacksize(&attributes, SMALL_STACK), 0);
    assert_int_equal(pthread_create(&thread, &attributes, parse_deepest, &text), 0);
    assert_int_equal(pthread_join(thread, &document), 0);
    pthread_attr_destroy(&attributes);
    assert_non_null(document);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operation_has_its_parts),
        cmocka_unit_test(fragments_have_their_parts),
        cmocka_unit_test(descriptions_stand_on_definitions_and_variables),
        cmocka_unit_test(values_of_all_kinds),
        cmocka_unit_test(type_system_has_its_parts),
        cmocka_unit_test(errors_are_worded_and_placed),
        cmocka_unit_test(errors_show_the_whole_of_a_text),
        cmocka_unit_test(values_and_types_stand_alone),
        cmocka_unit_test(tokens_are_limited),
        cmocka_unit_test(legacy_fragment_variables_are_an_option),
        cmocka_unit_test(depth_is_limited_in_every_production),
        cmocka_unit_test(deepest_document_fits_a_small_stack),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
