/* Coercion of variables, literals and arguments: values, messages, slots and shapes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "sqlgen/graphql/coerce.h"
#include "sqlgen/graphql/parser.h"
#include "sqlgen/graphql/sdl.h"

static const char sdl[] =
    "type Query {\n"
    "  users(where: Where, first: Int! = 10, ids: [ID!], meta: JSON, sort: Sort): Int\n"
    "}\n"
    "enum Sort { ASC DESC }\n"
    "scalar JSON scalar bigint scalar numeric scalar date scalar uuid scalar bytea\n"
    "input Where { and: [Where!] id: IntFilter name: TextFilter sort: Sort active: Boolean }\n"
    "input IntFilter { eq: Int in: [Int!] matrix: [[Float]] }\n"
    "input TextFilter { eq: String like: String = \"%\" }\n"
    "input Order { column: String! sort: Sort! = ASC }\n"
    "input Key @oneOf { id: Int name: String }\n"
    "input Row { n: Int t: Boolean s: Sort sub: Row subs: [Row!] k: IntFilter }\n"
    "input All { b: bigint n: numeric d: date u: uuid y: bytea i: Int f: Float t: Boolean k: Key\n"
    "  o: Order x: ID }\n";

typedef struct Fixture {
    Arena arena;
    ErrorList errors;
    Schema *schema;
    VariableValues variables;
    char text[4096]; /* what was written last */
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
    schema_type(fixture.schema, STR("JSON"))->scalar = SCALAR_JSON;
    schema_type(fixture.schema, STR("bigint"))->scalar = SCALAR_BIGINT;
    schema_type(fixture.schema, STR("numeric"))->scalar = SCALAR_NUMERIC;
    schema_type(fixture.schema, STR("date"))->scalar = SCALAR_TEXT;
    schema_type(fixture.schema, STR("uuid"))->scalar = SCALAR_UUID;
    schema_type(fixture.schema, STR("bytea"))->scalar = SCALAR_BYTES;
    schema_type(fixture.schema, STR("Row"))->rows = true;
    *state = &fixture;
    return 0;
}

static int teardown(void **state) {
    Fixture *fixture = *state;
    arena_free(&fixture->arena);
    return 0;
}

static const Json *json_of(Fixture *fixture, const char *text) {
    Json *json = ARENA_NEW(&fixture->arena, Json);
    JsonError error = {0};
    if (!json_read(&fixture->arena, str_from(text), 2000, json, &error)) {
        fail_msg("not JSON: %s (%s)", text, error.message);
    }
    return json;
}

static const TypeRef *type_of(Fixture *fixture, const char *text) {
    TypeNode *node =
        parse_type(&fixture->arena, source_of(&fixture->arena, text), NULL, &fixture->errors);
    assert_non_null(node);
    const TypeRef *type = type_ref_resolve(fixture->schema, &fixture->arena, node);
    assert_non_null(type);
    return type;
}

static void keep_text(Fixture *fixture, StrBuf *buffer) {
    snprintf(fixture->text, sizeof fixture->text, "%.*s", (int)buffer->length,
             buffer->length == 0 ? "" : buffer->data);
    strbuf_free(buffer);
}

/* The input as text, or the message of the first error. */
static const char *written(Fixture *fixture, const Input *input) {
    StrBuf buffer = {0};
    if (input != NULL) {
        input_write(&buffer, input);
    } else if (fixture->errors.count != 0) {
        strbuf_append(&buffer, fixture->errors.items[0].message);
    } else {
        strbuf_append(&buffer, STR("(nothing)"));
    }
    keep_text(fixture, &buffer);
    return fixture->text;
}

/* What a JSON value comes to for a type: its text, or the first message. */
static const char *json_as(Fixture *fixture, const char *type, const char *json) {
    error_list_init(&fixture->errors, &fixture->arena, 0);
    return written(fixture, coerce_json(&fixture->arena, json_of(fixture, json),
                                        type_of(fixture, type), &fixture->errors));
}

static const char *literal_as(Fixture *fixture, const char *type, const char *literal) {
    error_list_init(&fixture->errors, &fixture->arena, 0);
    Value *value = parse_value(&fixture->arena, source_of(&fixture->arena, literal), false, NULL,
                               &fixture->errors);
    assert_non_null(value);
    return written(fixture, coerce_literal(&fixture->arena, value, type_of(fixture, type),
                                           &fixture->variables, NULL));
}

/* Coerces the variables of `query (definitions) { users }`; `json` may be NULL. */
static bool coerce(Fixture *fixture, const char *definitions, const char *json) {
    Str text = str_format(&fixture->arena, "query %s { users }", definitions);
    const Source *source = source_of(&fixture->arena, text.data);
    error_list_init(&fixture->errors, &fixture->arena, 0);
    Document *document = parse_document(&fixture->arena, source, NULL, &fixture->errors);
    assert_non_null(document);
    const Json *given = json == NULL ? NULL : json_of(fixture, json);
    return coerce_variables(&fixture->arena, fixture->schema, source, &document->definitions[0],
                            given, &fixture->variables, &fixture->errors);
}

/* The shape that the variables have. */
static const char *shape(Fixture *fixture, const char *definitions, const char *json) {
    assert_true(coerce(fixture, definitions, json));
    return str_copy(&fixture->arena, fixture->variables.shape).data;
}

static const char *first_error(Fixture *fixture, const char *definitions, const char *json) {
    assert_false(coerce(fixture, definitions, json));
    assert_true(fixture->errors.count > 0);
    return str_copy(&fixture->arena, fixture->errors.items[0].message).data;
}

static void test_numbers(void **state) {
    Fixture *f = *state;
    assert_string_equal(json_as(f, "Int", "2147483647"), "2147483647");
    assert_string_equal(json_as(f, "Int", "-0"), "0");
    assert_string_equal(json_as(f, "Int", "1.0"), "1");
    assert_string_equal(json_as(f, "Int", "1e3"), "1000");
    assert_string_equal(json_as(f, "Int", "2147483648"),
                        "Int cannot represent non 32-bit signed integer value: 2147483648");
    assert_string_equal(json_as(f, "Int", "12345678901234567890"),
                        "Int cannot represent non 32-bit signed integer value: "
                        "12345678901234567000");
    assert_string_equal(json_as(f, "Int", "\"1\""),
                        "Int cannot represent non-integer value: \"1\"");
    assert_string_equal(json_as(f, "Int", "1e400"),
                        "Int cannot represent non-integer value: Infinity");
    assert_string_equal(json_as(f, "Float", "0.1"), "0.1");
    assert_string_equal(json_as(f, "Float", "-1e400"),
                        "Float cannot represent non numeric value: -Infinity");
    assert_string_equal(json_as(f, "Boolean", "1"),
                        "Boolean cannot represent a non boolean value: 1");
    assert_string_equal(json_as(f, "String", "1.50"),
                        "String cannot represent a non string value: 1.5");
}

static void test_numbers_are_quoted_as_javascript_does(void **state) {
    static const char *const pairs[][2] = {
        {"0", "0"},
        {"100000000000000000000", "100000000000000000000"},
        {"1e21", "1e+21"},
        {"1.5e300", "1.5e+300"},
        {"1e-7", "1e-7"},
        {"-1.25e-7", "-1.25e-7"},
        {"0.000001", "0.000001"},
        {"0.00000123", "0.00000123"},
        {"123456.789", "123456.789"},
        {"5e-324", "5e-324"},
        {"0.1", "0.1"},
        {"9007199254740993", "9007199254740992"},
        {"1.7976931348623157e308", "1.7976931348623157e+308"},
    };
    Fixture *f = *state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char expected[100];
        snprintf(expected, sizeof expected, "String cannot represent a non string value: %s",
                 pairs[i][1]);
        assert_string_equal(json_as(f, "String", pairs[i][0]), expected);
    }
}

static void test_ids(void **state) {
    Fixture *f = *state;
    assert_string_equal(json_as(f, "ID", "\"a\""), "\"a\"");
    assert_string_equal(json_as(f, "ID", "9007199254740993"), "\"9007199254740993\"");
    assert_string_equal(json_as(f, "ID", "1e3"), "\"1000\"");
    assert_string_equal(json_as(f, "ID", "-0"), "\"0\"");
    assert_string_equal(json_as(f, "ID", "1.5"), "ID cannot represent value: 1.5");
    assert_string_equal(json_as(f, "ID", "true"), "ID cannot represent value: true");
    assert_string_equal(literal_as(f, "ID", "7"), "\"7\"");
    assert_string_equal(literal_as(f, "ID", "7.5"), "(nothing)");
}

static void test_own_scalars(void **state) {
    Fixture *f = *state;
    assert_string_equal(json_as(f, "bigint", "9223372036854775807"), "9223372036854775807");
    assert_string_equal(json_as(f, "bigint", "\"-9223372036854775808\""), "-9223372036854775808");
    assert_string_equal(json_as(f, "bigint", "\"007\""), "7");
    assert_string_equal(json_as(f, "bigint", "1e3"), "1000");
    assert_string_equal(
        json_as(f, "bigint", "9223372036854775808"),
        "bigint cannot represent non 64-bit signed integer value: 9223372036854775808");
    assert_string_equal(json_as(f, "bigint", "\"x\""),
                        "bigint cannot represent non-integer value: \"x\"");
    assert_string_equal(json_as(f, "bigint", "\"-\""),
                        "bigint cannot represent non-integer value: \"-\"");
    assert_string_equal(json_as(f, "bigint", "1e18"),
                        "bigint cannot represent so large an integer unless all its digits are "
                        "written: 1e18");
    assert_string_equal(json_as(f, "numeric", "\"12.340\""), "12.340");
    assert_string_equal(json_as(f, "numeric", "\" 1\""),
                        "numeric cannot represent non numeric value: \" 1\"");
    assert_string_equal(json_as(f, "numeric", "\"1e999\""),
                        "numeric cannot represent non numeric value: \"1e999\"");
    assert_string_equal(json_as(f, "date", "\"2026-01-01\""), "\"2026-01-01\"");
    assert_string_equal(json_as(f, "date", "17e2"), "17e2");
    assert_string_equal(json_as(f, "date", "true"), "date cannot represent value: true");
    assert_string_equal(json_as(f, "uuid", "1"), "uuid cannot represent a non string value: 1");
    assert_string_equal(json_as(f, "bytea", "\"AQI=\""), "\"AQI=\"");
    assert_string_equal(json_as(f, "bytea", "\"A===\""),
                        "bytea cannot represent a non base64 value: \"A===\"");
    assert_string_equal(json_as(f, "bytea", "\"AQI\""),
                        "bytea cannot represent a non base64 value: \"AQI\"");
    assert_string_equal(json_as(f, "JSON", "{\"a\":[1,null]}"), "{\"a\":[1,null]}");
}

static void test_lists_and_objects(void **state) {
    Fixture *f = *state;
    assert_string_equal(json_as(f, "[Int]", "1"), "[1]");
    assert_string_equal(json_as(f, "[[Int]]", "[1,null,[2.0]]"), "[[1],null,[2]]");
    assert_string_equal(json_as(f, "[ID!]", "[1,\"a\"]"), "[\"1\",\"a\"]");
    assert_string_equal(json_as(f, "[Int!]", "[null]"),
                        "Expected non-nullable type \"Int!\" not to be null.");
    assert_string_equal(json_as(f, "[Sort!]", "\"ASC\""), "[\"ASC\"]");
    assert_string_equal(json_as(f, "Order", "{\"column\":\"a\"}"),
                        "{\"column\":\"a\",\"sort\":\"ASC\"}");
    assert_string_equal(json_as(f, "Where", "{\"sort\":null,\"name\":{},\"id\":{\"eq\":1}}"),
                        "{\"id\":{\"eq\":1},\"name\":{\"like\":\"%\"},\"sort\":null}");
    assert_string_equal(json_as(f, "Order", "{}"),
                        "Field \"column\" of required type \"String!\" was not provided.");
    assert_string_equal(json_as(f, "Order", "[]"), "Expected type \"Order\" to be an object.");
    assert_string_equal(
        json_as(f, "Where", "{\"nam\":1}"),
        "Field \"nam\" is not defined by type \"Where\". Did you mean \"name\" or \"and\"?");
    assert_string_equal(json_as(f, "Key", "{\"id\":1}"), "{\"id\":1}");
    assert_string_equal(json_as(f, "Key", "{}"),
                        "Exactly one key must be specified for OneOf type \"Key\".");
    assert_string_equal(json_as(f, "Key", "{\"id\":null}"), "Field \"id\" must be non-null.");
}

static void test_enum_messages(void **state) {
    Fixture *f = *state;
    assert_string_equal(
        json_as(f, "Sort", "\"asc\""),
        "Value \"asc\" does not exist in \"Sort\" enum. Did you mean the enum value \"ASC\" or "
        "\"DESC\"?");
    assert_string_equal(json_as(f, "Sort", "1"),
                        "Enum \"Sort\" cannot represent non-string value: 1.");
}

static void test_names_can_be_kept_secret(void **state) {
    Fixture *f = *state;
    static const char *const cases[][3] = {
        {"Sort", "\"asc\"", "Value \"asc\" does not exist in \"Sort\" enum."},
        {"Where", "{\"nam\":1}", "Field \"nam\" is not defined by type \"Where\"."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        error_list_init(&f->errors, &f->arena, 0);
        f->errors.no_suggestions = true;
        assert_null(
            coerce_json(&f->arena, json_of(f, cases[i][1]), type_of(f, cases[i][0]), &f->errors));
        assert_string_equal(f->errors.items[0].message.data, cases[i][2]);
    }
}

static void test_paths(void **state) {
    Fixture *f = *state;
    assert_string_equal(
        first_error(f, "($w: Where)", "{\"w\":{\"and\":[{},{\"id\":{\"in\":[1,\"x\"]}}]}}"),
        "Variable \"$w\" got invalid value \"x\" at \"w.and[1].id.in[1]\"; "
        "Int cannot represent non-integer value: \"x\"");
    assert_int_equal(f->errors.items[0].location_count, 1);
    assert_int_equal(f->errors.items[0].locations[0].column, 8);
    json_as(f, "Where", "{\"and\":[{\"id\":{\"eq\":true}}]}");
    assert_int_equal(f->errors.items[0].path_length, 4);
    assert_int_equal(f->errors.items[0].path[1].index, 0);
    assert_true(str_equal(f->errors.items[0].path[3].key, STR("eq")));
}

static void test_variables_missing(void **state) {
    Fixture *f = *state;
    assert_string_equal(first_error(f, "($a: Int!)", NULL),
                        "Variable \"$a\" of required type \"Int!\" was not provided.");
    assert_string_equal(first_error(f, "($a: [Int!]!)", "{\"a\":null}"),
                        "Variable \"$a\" of non-null type \"[Int!]!\" must not be null.");
    assert_string_equal(first_error(f, "($a: [Nope!])", "{}"),
                        "Variable \"$a\" expected value of type \"[Nope!]\" which cannot be used "
                        "as an input type.");
    assert_string_equal(
        first_error(f, "($a: Query)", "{}"),
        "Variable \"$a\" expected value of type \"Query\" which cannot be used as an input type.");
    assert_true(coerce(f, "($a: Int = 3, $b: Int)", "{\"c\":1}"));
    assert_string_equal(written(f, f->variables.items[0].input), "3");
    assert_int_equal(f->variables.items[0].input->slot, INPUT_NO_SLOT);
    assert_null(f->variables.items[1].input);
}

static void test_errors_are_limited(void **state) {
    Fixture *f = *state;
    StrBuf json = {0};
    strbuf_append(&json, STR("{\"a\":["));
    for (int i = 0; i < 100000; i++) {
        strbuf_append(&json, STR("\"x\","));
    }
    strbuf_append(&json, STR("0]}"));
    assert_false(coerce(f, "($a: [Int])", str_copy(&f->arena, strbuf_view(&json)).data));
    strbuf_free(&json);
    assert_int_equal(f->errors.count, 51);
    assert_true(str_equal(f->errors.items[50].message,
                          STR("Too many errors processing variables, error limit reached. "
                              "Execution aborted.")));
}

static void test_long_values_are_cut_in_messages(void **state) {
    Fixture *f = *state;
    StrBuf json = {0};
    strbuf_append(&json, STR("{\"a\":{\""));
    for (int i = 0; i < 100000; i++) {
        strbuf_append(&json, STR("\u00e9"));
    }
    strbuf_append(&json, STR("\":[]}}"));
    assert_false(coerce(f, "($a: Key)", str_copy(&f->arena, strbuf_view(&json)).data));
    strbuf_free(&json);
    for (size_t i = 0; i < f->errors.count; i++) {
        assert_true(f->errors.items[i].message.length < 10000);
        assert_true(str_is_utf8(f->errors.items[i].message));
    }
}

static void test_shape_tells_structure_only(void **state) {
    Fixture *f = *state;
    assert_string_equal(shape(f, "", NULL), "");
    assert_string_equal(shape(f, "($a: Int, $b: String, $c: [Int])", "{\"a\":1,\"c\":[1,2]}"),
                        "s-s");
    assert_string_equal(shape(f, "($a: Int = 5)", "{}"), "-");
    assert_string_equal(shape(f, "($a: Int = 5)", "{\"a\":null}"), "n");
    assert_string_equal(shape(f, "($a: Boolean, $b: Boolean)", "{\"a\":true,\"b\":false}"), "tf");
    assert_string_equal(shape(f, "($s: Sort, $t: [Sort])", "{\"s\":\"DESC\",\"t\":[\"ASC\",null]}"),
                        "e1;[e0;n]");
    assert_string_equal(shape(f, "($w: Where)",
                              "{\"w\":{\"name\":{\"eq\":\"x\"},\"id\":{\"in\":[1]},\"and\":[{}]}}"),
                        "{0;[{}]1;{1;s}2;{0;s}}");
    assert_string_equal(shape(f, "($m: JSON, $f: IntFilter)",
                              "{\"m\":{\"any\":[1]},\"f\":{\"matrix\":[[1],[2,null]]}}"),
                        "s{2;s}");
}

static void test_equal_shapes_number_alike(void **state) {
    Fixture *f = *state;
    const char *definitions = "($w: Where, $n: Int)";
    Str first = str_from(
        shape(f, definitions, "{\"n\":1,\"w\":{\"name\":{\"eq\":\"x\"},\"id\":{\"eq\":2}}}"));
    assert_int_equal(f->variables.slot_count, 3);
    assert_string_equal(written(f, f->variables.slots[0]), "2");
    assert_string_equal(written(f, f->variables.slots[1]), "\"x\"");
    assert_string_equal(written(f, f->variables.slots[2]), "1");
    Str second = str_from(
        shape(f, definitions, "{\"w\":{\"id\":{\"eq\":7},\"name\":{\"eq\":\"}n\"}},\"n\":3}"));
    assert_true(str_equal(first, second));
    assert_string_equal(written(f, f->variables.slots[0]), "7");
    for (uint32_t i = 0; i < f->variables.slot_count; i++) {
        assert_int_equal(f->variables.slots[i]->slot, i);
    }
    Str third = str_from(
        shape(f, definitions, "{\"w\":{\"id\":{\"eq\":null},\"name\":{\"eq\":\"\"}},\"n\":3}"));
    assert_false(str_equal(first, third));
}

static void test_rows_of_one_shape_are_folded(void **state) {
    Fixture *f = *state;
    const char *definitions = "($a: Int, $rows: [Row!]!, $z: Int)";
    const char *three = shape(f, definitions,
                              "{\"a\":1,\"z\":2,\"rows\":[{\"n\":10,\"t\":true},"
                              "{\"t\":false,\"n\":null},{\"n\":12,\"t\":null}]}");
    assert_string_equal(three, "s[{0;s1;s}*]s");
    assert_int_equal(f->variables.slot_count, 4);
    assert_string_equal(written(f, f->variables.slots[1]), "10");
    assert_string_equal(written(f, f->variables.slots[3]), "2");
    assert_int_equal(f->variables.row_count, 1);
    const VariableRows *rows = &f->variables.rows[0];
    assert_int_equal(rows->first, 1);
    assert_int_equal(rows->stride, 2);
    assert_int_equal(rows->count, 3);
    assert_string_equal(written(f, rows->leaves[2]), "null");
    assert_string_equal(written(f, rows->leaves[4]), "12");
    assert_int_equal(f->variables.items[1].input->count, 1);
    assert_int_equal(f->variables.items[1].input->rows, 1);
    assert_string_equal(shape(f, definitions, "{\"a\":1,\"z\":2,\"rows\":{\"n\":3,\"t\":null}}"),
                        three);
    assert_int_equal(f->variables.rows[0].count, 1);
    assert_string_equal(shape(f, "($rows: [Row])", "{\"rows\":[{},{},{}]}"), "[{}*]");
    assert_int_equal(f->variables.rows[0].stride, 0);
}

static void test_other_rows_are_not_folded(void **state) {
    Fixture *f = *state;
    static const struct {
        const char *type, *json, *shape;
    } cases[] = {
        {"[Row!]", "{\"r\":[]}", "[]"},
        {"[Row!]", "{\"r\":[{\"n\":1},{\"t\":true}]}", "[{0;s}{1;s}]"},
        {"[Row]", "{\"r\":[{\"n\":1},null]}", "[{0;s}n]"},
        {"[Row!]", "{\"r\":[{\"s\":\"ASC\"},{\"s\":\"DESC\"}]}", "[{2;e0;}{2;e1;}]"},
        {"Row", "{\"r\":{\"subs\":[{\"n\":1},{\"n\":2}]}}", "{4;[{0;s}{0;s}]}"},
        {"[[Row!]]", "{\"r\":[[{\"n\":1}],[{\"n\":2}]]}", "[[{0;s}][{0;s}]]"},
        {"[Where!]", "{\"r\":[{\"active\":true},{\"active\":true}]}", "[{4;t}{4;t}]"},
        {"[Row!]", "{\"r\":[{\"sub\":null},{\"sub\":{}}]}", "[{3;n}{3;{}}]"},
        {"[Row!]", "{\"r\":[{\"k\":{\"in\":[1]}},{\"k\":{\"eq\":1}}]}", "[{5;{1;s}}{5;{0;s}}]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *definitions = str_format(&f->arena, "($r: %s)", cases[i].type).data;
        assert_string_equal(shape(f, definitions, cases[i].json), cases[i].shape);
        assert_int_equal(f->variables.row_count, 0);
        for (uint32_t slot = 0; slot < f->variables.slot_count; slot++) {
            assert_int_equal(f->variables.slots[slot]->slot, slot);
        }
    }
}

static void test_literals(void **state) {
    Fixture *f = *state;
    assert_string_equal(
        literal_as(f, "Where", "{name: {eq: \"a\"}, id: {in: 1}, sort: DESC}"),
        "{\"id\":{\"in\":[1]},\"name\":{\"eq\":\"a\",\"like\":\"%\"},\"sort\":\"DESC\"}");
    assert_string_equal(literal_as(f, "Order", "{column: \"a\"}"),
                        "{\"column\":\"a\",\"sort\":\"ASC\"}");
    assert_string_equal(literal_as(f, "Order", "{sort: ASC}"), "(nothing)");
    assert_string_equal(literal_as(f, "Sort", "\"ASC\""), "(nothing)");
    assert_string_equal(literal_as(f, "String", "ASC"), "(nothing)");
    assert_string_equal(literal_as(f, "Int", "1.0"), "(nothing)");
    assert_string_equal(literal_as(f, "Int", "99999999999999999999"), "(nothing)");
    assert_string_equal(literal_as(f, "Float", "1"), "1");
    assert_string_equal(literal_as(f, "Int!", "null"), "(nothing)");
    assert_string_equal(literal_as(f, "bigint", "\"12\""), "12");
    assert_string_equal(literal_as(f, "JSON", "{a: [1.50, FOO, true, null, {}]}"),
                        "{\"a\":[1.50,\"FOO\",true,null,{}]}");
    assert_string_equal(literal_as(f, "Key", "{id: 1, name: null}"), "(nothing)");
}

static void test_literals_with_variables(void **state) {
    Fixture *f = *state;
    assert_true(coerce(f, "($x: Int, $y: Int, $z: Int!)", "{\"x\":5,\"z\":6}"));
    assert_string_equal(literal_as(f, "[Int]", "[1, $x, $y, $z]"), "[1,5,null,6]");
    assert_string_equal(literal_as(f, "[Int!]", "[1, $y]"), "(nothing)");
    assert_string_equal(literal_as(f, "IntFilter", "{eq: $y, in: [$z]}"), "{\"in\":[6]}");
    assert_string_equal(literal_as(f, "JSON", "{a: $x, b: $y, c: [$y]}"), "{\"a\":5,\"c\":[null]}");

    Value *list = parse_value(&f->arena, source_of(&f->arena, "[1, $z]"), false, NULL, &f->errors);
    Input *input = coerce_literal(&f->arena, list, type_of(f, "[Int]"), &f->variables, NULL);
    assert_true(input->inlined);
    assert_int_equal(input->items[0]->slot, INPUT_NO_SLOT);
    assert_int_equal(input->items[1]->slot, 1);
    assert_int_equal(input->items[1]->span.start, 4);
    list = parse_value(&f->arena, source_of(&f->arena, "[1, 2]"), false, NULL, &f->errors);
    assert_false(coerce_literal(&f->arena, list, type_of(f, "[Int]"), NULL, NULL)->inlined);

    bool absent = false;
    Value *y = parse_value(&f->arena, source_of(&f->arena, "$y"), false, NULL, &f->errors);
    assert_null(coerce_literal(&f->arena, y, type_of(f, "Int"), &f->variables, &absent));
    assert_true(absent);
}

static void test_many_variables(void **state) {
    Fixture *f = *state;
    StrBuf definitions = {0}, json = {0};
    for (int i = 0; i < 3000; i++) {
        strbuf_appendf(&definitions, "%s$v%d: Int", i == 0 ? "(" : ",", i);
        strbuf_appendf(&json, "%s\"v%d\":%d", i == 0 ? "{" : ",", 2999 - i, i);
    }
    strbuf_append_char(&definitions, ')');
    strbuf_append_char(&json, '}');
    assert_true(coerce(f, str_copy(&f->arena, strbuf_view(&definitions)).data,
                       str_copy(&f->arena, strbuf_view(&json)).data));
    strbuf_free(&definitions);
    strbuf_free(&json);
    assert_int_equal(f->variables.slot_count, 3000);
    assert_string_equal(written(f, variable_value(&f->variables, STR("v2999"))->input), "0");
    assert_null(variable_value(&f->variables, STR("w")));
}

/* Coerces the arguments of the one field of `query (definitions) { field }`. */
static bool arguments(Fixture *f, const char *operation, const char *json, ArgumentValues *out) {
    const Source *source = source_of(&f->arena, operation);
    error_list_init(&f->errors, &f->arena, 0);
    Document *document = parse_document(&f->arena, source, NULL, &f->errors);
    assert_non_null(document);
    const Definition *definition = &document->definitions[0];
    assert_true(coerce_variables(&f->arena, f->schema, source, definition, json_of(f, json),
                                 &f->variables, &f->errors));
    const Selection *node = &definition->selection_set->items[0];
    const FieldDef *field = type_field(f->schema->roots[OPERATION_QUERY], node->name.text);
    InputList defs = field_arguments(field);
    return coerce_arguments(&f->arena, source, defs.items, defs.count, node->arguments,
                            node->argument_count, node->span, &f->variables, out, &f->errors);
}

static void test_arguments(void **state) {
    Fixture *f = *state;
    ArgumentValues values;
    assert_true(arguments(f, "query ($s: Sort) { users(ids: 1, sort: $s) }", "{}", &values));
    assert_int_equal(values.count, 2);
    assert_string_equal(written(f, argument_value(&values, STR("first"))), "10");
    assert_string_equal(written(f, argument_value(&values, STR("ids"))), "[\"1\"]");
    assert_null(argument_value(&values, STR("sort")));

    assert_false(arguments(f, "query ($n: Int = 1) { users(first: $n) }", "{\"n\":null}", &values));
    assert_string_equal(written(f, NULL),
                        "Argument \"first\" of non-null type \"Int!\" must not be null.");
    assert_int_equal(f->errors.items[0].locations[0].column, 36);
    assert_true(arguments(f, "query ($n: Int) { users(first: $n) }", "{}", &values));
    assert_string_equal(written(f, argument_value(&values, STR("first"))), "10");
    assert_false(arguments(f, "{ users(where: {id: {eq: 1.5}}) }", "{}", &values));
    assert_string_equal(written(f, NULL), "Argument \"where\" has invalid value {id: {eq: 1.5}}.");
}

static void test_defaults_that_lead_to_themselves_end(void **state) {
    Fixture *f = *state;
    const char *text = "type Query { a(x: A): Int } input A { a: A = {} }";
    Document *document = parse_document(&f->arena, source_of(&f->arena, text), NULL, &f->errors);
    f->schema = sdl_build(&f->arena, NULL, document);
    assert_non_null(coerce_json(&f->arena, json_of(f, "{}"), type_of(f, "A"), &f->errors));
    assert_int_equal(f->errors.count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_numbers, setup, teardown),
        cmocka_unit_test_setup_teardown(test_numbers_are_quoted_as_javascript_does, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_ids, setup, teardown),
        cmocka_unit_test_setup_teardown(test_own_scalars, setup, teardown),
        cmocka_unit_test_setup_teardown(test_lists_and_objects, setup, teardown),
        cmocka_unit_test_setup_teardown(test_enum_messages, setup, teardown),
        cmocka_unit_test_setup_teardown(test_names_can_be_kept_secret, setup, teardown),
        cmocka_unit_test_setup_teardown(test_paths, setup, teardown),
        cmocka_unit_test_setup_teardown(test_variables_missing, setup, teardown),
        cmocka_unit_test_setup_teardown(test_errors_are_limited, setup, teardown),
        cmocka_unit_test_setup_teardown(test_long_values_are_cut_in_messages, setup, teardown),
        cmocka_unit_test_setup_teardown(test_shape_tells_structure_only, setup, teardown),
        cmocka_unit_test_setup_teardown(test_equal_shapes_number_alike, setup, teardown),
        cmocka_unit_test_setup_teardown(test_rows_of_one_shape_are_folded, setup, teardown),
        cmocka_unit_test_setup_teardown(test_other_rows_are_not_folded, setup, teardown),
        cmocka_unit_test_setup_teardown(test_literals, setup, teardown),
        cmocka_unit_test_setup_teardown(test_literals_with_variables, setup, teardown),
        cmocka_unit_test_setup_teardown(test_many_variables, setup, teardown),
        cmocka_unit_test_setup_teardown(test_arguments, setup, teardown),
        cmocka_unit_test_setup_teardown(test_defaults_that_lead_to_themselves_end, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
