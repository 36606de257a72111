/* SDL: rules for type system documents, building, problems of schemas, printing. */
#include "sqlgen/graphql/sdl.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "sqlgen/graphql/parser.h"

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
    if (document == NULL) {
        fail_msg("%.*s", STR_ARG(errors.items[0].message));
    }
    return document;
}

/* Errors as `message [line:column …]`, one a line. */
static const char *errors_text(const ErrorList *errors) {
    Str text = STR("");
    for (size_t i = 0; i < errors->count; i++) {
        const Error *error = &errors->items[i];
        text = str_format(&arena, "%.*s%s%.*s [", STR_ARG(text), i == 0 ? "" : "\n",
                          STR_ARG(error->message));
        for (size_t j = 0; j < error->location_count; j++) {
            text = str_format(&arena, "%.*s%s%u:%u", STR_ARG(text), j == 0 ? "" : " ",
                              error->locations[j].line, error->locations[j].column);
        }
        text = str_format(&arena, "%.*s]", STR_ARG(text));
    }
    return text.data;
}

static const char *rule_errors(const Schema *base, const char *sdl) {
    ErrorList errors;
    error_list_init(&errors, &arena, 0);
    sdl_validate(base, parse(str_from(sdl)), &errors);
    return errors_text(&errors);
}

static Schema *build(const Schema *base, const char *sdl) {
    assert_string_equal(rule_errors(base, sdl), "");
    return sdl_build(&arena, base, parse(str_from(sdl)));
}

static const char *schema_errors(const char *sdl) {
    ErrorList errors;
    error_list_init(&errors, &arena, 0);
    schema_validate(build(NULL, sdl), &errors);
    return errors_text(&errors);
}

static const char *printed(const Schema *schema) {
    StrBuf out = {0};
    sdl_print(&out, schema);
    Str text = str_copy(&arena, strbuf_view(&out));
    strbuf_free(&out);
    return text.data;
}

typedef struct Case {
    const char *sdl, *errors;
} Case;

static void each_rule_reports_as_graphql_js_does(void **state) {
    (void)state;
    static const Case cases[] = {
        {"schema { query: Q } schema { query: Q }\ntype Q { a: Int }",
         "Must provide only one schema definition. [1:21]\n"
         "There can be only one query type in schema. [1:10 1:30]"},
        {"type A { a: Int }\ninterface A { a: Int }",
         "There can be only one type named \"A\". [1:6 2:11]\n"
         "Field \"A.a\" can only be defined once. [1:10 2:15]"},
        {"enum E { A A } extend enum E { A }",
         "Enum value \"E.A\" can only be defined once. [1:10 1:12]\n"
         "Enum value \"E.A\" can only be defined once. [1:10 1:32]"},
        {"input I { a: Int } extend input I { a: Int }",
         "Field \"I.a\" can only be defined once. [1:11 1:37]"},
        {"type A { f(b: Int, a: Int, b: Int, b: Int): Int }",
         "Argument \"A.f(b:)\" can only be defined once. [1:12 1:28 1:36]"},
        {"directive @d(a: Int, a: Int) on FIELD directive @d on FIELD",
         "Argument \"@d(a:)\" can only be defined once. [1:14 1:22]\n"
         "There can be only one directive named \"@d\". [1:12 1:50]"},
        {"type A { a: Strin b: [Fooo!]! }\nunion Foo = A",
         "Unknown type \"Strin\". Did you mean \"String\"? [1:13]\n"
         "Unknown type \"Fooo\". Did you mean \"Foo\"? [1:23]"},
        {"type A @nope @skip(if: true) { a: Int }",
         "Unknown directive \"@nope\". [1:8]\n"
         "Directive \"@skip\" may not be used on OBJECT. [1:14]"},
        {"scalar S @specifiedBy(url: \"a\")\nextend scalar S @specifiedBy(url: \"b\")",
         "The directive \"@specifiedBy\" can only be used once at this location. [1:10 2:17]"},
        {"directive @d repeatable on SCALAR scalar S @d @d extend scalar S @d", ""},
        {"enum Cat { A }\nextend type Cat { a: Int }\nextend type Ca { a: Int }",
         "Cannot extend non-object type \"Cat\". [1:1 2:1]\n"
         "Cannot extend type \"Ca\" because it is not defined. Did you mean \"Cat\"? [3:13]"},
        {"scalar S @specifiedBy(ur: \"x\", ur: \"y\")",
         "Unknown argument \"ur\" on directive \"@specifiedBy\". Did you mean \"url\"? [1:23]\n"
         "Unknown argument \"ur\" on directive \"@specifiedBy\". Did you mean \"url\"? [1:32]\n"
         "There can be only one argument named \"ur\". [1:23 1:32]\n"
         "Directive \"@specifiedBy\" argument \"url\" of type \"String!\" is required, but it was "
         "not provided. [1:10]"},
        {"directive @d(a: [I!]!) on FIELD_DEFINITION input I { i: I = {i: {}, i: {}} }\n"
         "type T { a(b: I): Int @d }",
         "There can be only one input field named \"i\". [1:62 1:69]\n"
         "Directive \"@d\" argument \"a\" of type \"[I!]!\" is required, but it was not provided. "
         "[2:23]"},
        {"input I { a: Int @deprecated } extend input I { b: Int @oneOf }",
         "Directive \"@oneOf\" may not be used on ARGUMENT_DEFINITION. [1:56]"},
        {"type Query { a: Int } query ($v: String) { a(x: 1, x: 2) ... on Quer { a @d } }",
         "Unknown type \"String\". [1:34]\n"
         "There can be only one argument named \"x\". [1:46 1:52]\n"
         "Unknown type \"Quer\". Did you mean \"Query\"? [1:65]\n"
         "Unknown directive \"@d\". [1:74]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(rule_errors(NULL, cases[i].sdl), cases[i].errors);
    }
}

static void an_extension_must_fit_its_base(void **state) {
    (void)state;
    const Schema *base = build(NULL, "directive @d on SCALAR type Query { a: Int } enum E { A }");
    static const Case cases[] = {
        {"schema { query: Query }",
         "Cannot define a new schema within a schema extension. [1:1]\n"
         "Type for query already defined in the schema. It cannot be redefined. [1:10]"},
        {"type Query { b: Int }",
         "Type \"Query\" already exists in the schema. It cannot also be defined in this type "
         "definition. [1:6]"},
        {"extend type Query { a: Int } extend enum E { A }",
         "Field \"Query.a\" already exists in the schema. It cannot also be defined in this type "
         "extension. [1:21]\n"
         "Enum value \"E.A\" already exists in the schema. It cannot also be defined in this type "
         "extension. [1:46]"},
        {"directive @d on FIELD",
         "Directive \"@d\" already exists in the schema. It cannot be redefined. [1:12]"},
        {"extend enum Query { B } extend type Quer { b: Int }",
         "Cannot extend non-enum type \"Query\". [1:1]\n"
         "Cannot extend type \"Quer\" because it is not defined. Did you mean \"Query\"? [1:37]"},
        {"extend type Query { b: E } scalar S @d", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(rule_errors(base, cases[i].sdl), cases[i].errors);
    }
}

static void the_list_of_errors_may_have_a_limit(void **state) {
    (void)state;
    ErrorList errors;
    error_list_init(&errors, &arena, 3);
    sdl_validate(NULL, parse(STR("type A { a: B b: B c: B d: B e: B }")), &errors);
    assert_int_equal(errors.count, 3);
}

static void problems_of_schemas_are_found(void **state) {
    (void)state;
    static const Case cases[] = {
        {"scalar S", "Query root type must be provided. []"},
        {"schema { query: E mutation: E } enum E { A }",
         "Query root type must be Object type, it cannot be E. [1:17]\n"
         "Mutation root type must be Object type if provided, it cannot be E. [1:29]"},
        {"type Query { __a: I } input I { q: Query! @deprecated }",
         "Name \"__a\" must not begin with \"__\", which is reserved by GraphQL introspection. "
         "[1:14]\n"
         "The type of Query.__a must be Output Type but got: I. [1:19]\n"
         "The type of I.q must be Input Type but got: Query!. [1:36]\n"
         "Required input field I.q cannot be deprecated. [1:43 1:36]"},
        {"type Query { a(b: [Query]): Int } directive @d(c: Int! @deprecated) on FIELD",
         "Required argument @d(c:) cannot be deprecated. [1:56 1:51]\n"
         "The type of Query.a(b:) must be Input Type but got: [Query]. [1:19]"},
        {"type Query { a: Int }\ntype A\nextend type A @d\nunion U enum E input I\n"
         "directive @d on OBJECT",
         "Type A must define one or more fields. [2:1 3:1]\n"
         "Union type U must define one or more member types. [4:1]\n"
         "Enum type E must define one or more values. [4:9]\n"
         "Input Object type I must define one or more fields. [4:16]"},
        {"type Query { a: Int } union U = Query | Int extend union U = Query",
         "Union type U can only include Object types, it cannot include Int. [1:41]\n"
         "Union type U can only include type Query once. [1:33 1:62]"},
        {"type Query implements I & I & Query & J { a: Int }\n"
         "interface I implements J { a: Int } interface J { a: Int }",
         "Type Query can only implement I once. [1:23 1:27]\n"
         "Type Query must only implement Interface types, it cannot implement Query. [1:31]"},
        {"type Query implements I { a: Int } interface I implements J & I { a: Int }\n"
         "interface J implements I { a: Int }",
         "Type Query must implement J because it is implemented by I. [1:59 1:23]\n"
         "Type I cannot implement itself because it would create a circular reference. [1:63]\n"
         "Type J cannot implement I because it would create a circular reference. [1:59 2:24]"},
        {"interface I { a(x: Int, y: Int): Int! b: Int }\n"
         "type Query implements I { a(x: String, z: Int!): Int }",
         "Interface field I.a expects type Int! but Query.a is type Int. [1:34 2:50]\n"
         "Interface field argument I.a(x:) expects type Int but Query.a(x:) is type String. "
         "[1:20 2:32]\n"
         "Interface field argument I.a(y:) expected but Query.a does not provide it. "
         "[1:25 2:27]\n"
         "Object field Query.a includes required argument z that is missing from the Interface "
         "field I.a. [2:40 1:15]\n"
         "Interface field I.b expected but Query does not provide it. [1:39 2:1]"},
        {"type Query { a: Int } input I @oneOf { a: Int! b: Int = 1 }",
         "OneOf input field I.a must be nullable. [1:43]\n"
         "OneOf input field I.b cannot have a default value. [1:48]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(schema_errors(cases[i].sdl), cases[i].errors);
    }
}

static void interfaces_with_many_arguments_are_checked(void **state) {
    (void)state;
    static const char list[] = "a:Int b:Int c:Int d:Int e:Int f:Int g:Int h:Int i:Int";
    Str sdl = str_format(&arena,
                         "interface I { f(%s j:Int): Int } type Query implements I "
                         "{ f(%s k:Int!): Int }",
                         list, list);
    assert_string_equal(schema_errors(sdl.data),
                        "Interface field argument I.f(j:) expected but Query.f does not provide "
                        "it. [1:71 1:111]\n"
                        "Object field Query.f includes required argument k that is missing from "
                        "the Interface field I.f. [1:167 1:15]");
}

static void input_objects_need_a_finite_value(void **state) {
    (void)state;
    static const Case cases[] = {
        {"type Query { a: Int }\ninput A { a: A! b: [B!]! }\ninput B { c: C! a: A! }\n"
         "input C { b: B! d: C }",
         "Cannot reference Input Object \"A\" within itself through a series of non-null fields: "
         "\"a\". [2:11]\n"
         "Cannot reference Input Object \"B\" within itself through a series of non-null fields: "
         "\"c.b\". [3:11 4:11]"},
        {"type Query { a: Int }\ninput A { x: A = {} }\ninput B { x: C = {} }\n"
         "input C { x: [B] = [{}] y: B = {x: null} }",
         "Invalid circular reference. The default value of Input Object field A.x references "
         "itself. [2:18]\n"
         "Invalid circular reference. The default value of Input Object field B.x references "
         "itself via the default values of: C.x. [3:18 4:20]"},
        {"type Query { a: Int }\ninput A { a: A = null b: A = {a: {b: null}, b: null} c: [A] = [] "
         "}",
         ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(schema_errors(cases[i].sdl), cases[i].errors);
    }
}

/* 20,000 types in a row would overflow a stack that recursed into them. */
static void long_chains_of_inputs_are_followed(void **state) {
    (void)state;
    enum { LENGTH = 20000 };
    StrBuf sdl = {0};
    strbuf_append(&sdl, STR("type Query { a: Int }\n"));
    for (int i = 0; i < LENGTH; i++) {
        strbuf_appendf(&sdl, "input A%d { r: A%d! d: A%d = {r: {}} }\n", i, (i + 1) % LENGTH,
                       (i + 1) % LENGTH);
    }
    Str text = str_copy(&arena, strbuf_view(&sdl));
    strbuf_free(&sdl);
    ErrorList errors;
    error_list_init(&errors, &arena, 10);
    schema_validate(sdl_build(&arena, NULL, parse(text)), &errors);
    assert_int_equal(errors.count, 1);
    assert_int_equal(errors.items[0].location_count, 100);
    assert_true(str_starts_with(errors.items[0].message,
                                STR("Cannot reference Input Object \"A0\" within itself")));
}

static void a_schema_is_printed_as_it_was_written(void **state) {
    (void)state;
    static const char sdl[] = "\"\"\"All of it\"\"\"\n"
                              "schema {\n"
                              "  query: Root\n"
                              "  subscription: Query\n"
                              "}\n"
                              "\n"
                              "\"\"\"Says what\"\"\"\n"
                              "directive @d(a: [Int!]! = [1, 2]) repeatable on FIELD | OBJECT\n"
                              "\n"
                              "directive @e(\n"
                              "  \"\"\"first\"\"\"\n"
                              "  a: Int\n"
                              "  b: Int\n"
                              "\n"
                              "  \"\"\"third\"\"\"\n"
                              "  c: Int\n"
                              ") on SCHEMA\n"
                              "\n"
                              "type Root implements Node & Named {\n"
                              "  id: ID!\n"
                              "\n"
                              "  \"\"\"\n"
                              "  Two\n"
                              "    lines\n"
                              "  \"\"\"\n"
                              "  list(\n"
                              "    \"\"\"how many\"\"\"\n"
                              "    first: Int = 10\n"
                              "    where: Filter = {name: \"a\\\"b\"}\n"
                              "  ): [Root!]! @deprecated(reason: \"use \\\"other\\\"\")\n"
                              "  old(a: Int @deprecated): Color @deprecated\n"
                              "}\n"
                              "\n"
                              "interface Node implements Named {\n"
                              "  id: ID!\n"
                              "}\n"
                              "\n"
                              "interface Named {\n"
                              "  id: ID!\n"
                              "}\n"
                              "\n"
                              "type Query {\n"
                              "  any: Any\n"
                              "}\n"
                              "\n"
                              "union Any = Root | Query\n"
                              "\n"
                              "enum Color {\n"
                              "  \"\"\"first\"\"\"\n"
                              "  RED\n"
                              "\n"
                              "  \"\"\"second\"\"\"\n"
                              "  GREEN @deprecated\n"
                              "}\n"
                              "\n"
                              "input Filter @oneOf {\n"
                              "  name: String\n"
                              "  color: Color\n"
                              "}\n"
                              "\n"
                              "scalar Time @specifiedBy(url: \"https://example.com/\")";
    const Schema *schema = build(NULL, sdl);
    assert_string_equal(printed(schema), sdl);
}

static void descriptions_are_blocks_where_a_block_reads_back(void **state) {
    (void)state;
    static const Case cases[] = {
        {"\"one\" scalar S", "\"\"\"one\"\"\"\nscalar S"},
        {"\"\" scalar S", "\"\"\"\"\"\"\nscalar S"},
        {"\"a\\nb\" scalar S", "\"\"\"\na\nb\n\"\"\"\nscalar S"},
        {"\"\\na\" scalar S", "\"\\na\"\nscalar S"},
        {"\"a\\n\" scalar S", "\"a\\n\"\nscalar S"},
        {"\" a\\n b\" scalar S", "\" a\\n b\"\nscalar S"},
        {"\"a\\rb\" scalar S", "\"a\\rb\"\nscalar S"},
        {"\"a\\u0007\" scalar S", "\"a\\u0007\"\nscalar S"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(printed(build(NULL, cases[i].sdl)), cases[i].errors);
    }
}

static void usual_root_names_need_no_schema_definition(void **state) {
    (void)state;
    const Schema *schema = build(NULL, "type Mutation { a: Int } type Query { a: Int }");
    assert_ptr_equal(schema->roots[OPERATION_QUERY], schema_type(schema, STR("Query")));
    assert_ptr_equal(schema->roots[OPERATION_MUTATION], schema_type(schema, STR("Mutation")));
    assert_null(schema->roots[OPERATION_SUBSCRIPTION]);
    assert_string_equal(printed(schema),
                        "type Mutation {\n  a: Int\n}\n\ntype Query {\n  a: Int\n}");
    const Schema *named =
        build(NULL, "schema { query: A } type A { a: Int } type Query { a: Int }");
    assert_ptr_equal(named->roots[OPERATION_QUERY], schema_type(named, STR("A")));
}

static void defaults_are_printed_as_they_are_understood(void **state) {
    (void)state;
    static const Case cases[] = {
        {"Int = 1", "Int = 1"},
        {"Int = \"1\"", "Int"},
        {"Int! = null", "Int!"},
        {"Int = null", "Int = null"},
        {"[Int] = 1", "[Int] = [1]"},
        {"[[Int!]] = [[1], null]", "[[Int!]] = [[1], null]"},
        {"[Int!] = [null]", "[Int!]"},
        {"Float = 1.50", "Float = 1.5"},
        {"Float = 1e10", "Float = 10000000000"},
        {"Float = 1.0e-7", "Float = 1e-7"},
        {"ID = \"12\"", "ID = 12"},
        {"ID = \"012\"", "ID = \"012\""},
        {"String = \"\"\"a\"\"\"", "String = \"a\""},
        {"Boolean = true", "Boolean = true"},
        {"E = B", "E = B"},
        {"E = C", "E"},
        {"E = \"B\"", "E"},
        {"I = {}", "I"},
        {"I = {r: 1}", "I = {r: 1, d: [2]}"},
        {"I = {d: 3, r: 1}", "I = {r: 1, d: [3]}"},
        {"I = {r: 1, o: {r: 2}}", "I = {r: 1, d: [2], o: {r: 2, d: [2]}}"},
        {"O = {a: 1}", "O = {a: 1}"},
        {"O = {a: 1, b: 2}", "O"},
        {"O = {a: null}", "O"},
        {"S = {a: [1, X]}", "S = {a: [1, \"X\"]}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Str sdl = str_format(&arena,
                             "enum E { A B } input I { r: Int! d: [Int] = 2 o: I }\n"
                             "input O @oneOf { a: Int b: Int } scalar S\n"
                             "type Query { f(a: %s): Int }",
                             cases[i].sdl);
        Str expected = str_format(&arena, "type Query {\n  f(a: %s): Int\n}", cases[i].errors);
        assert_non_null(strstr(printed(build(NULL, sdl.data)), expected.data));
    }
}

static void wide_scalars_keep_their_digits(void **state) {
    (void)state;
    static const char sdl[] = "scalar S\n\ntype Query {\n  f(a: S = 9007199254740993): Int\n}";
    Schema *schema = build(NULL, sdl);
    assert_string_equal(printed(schema), "scalar S\n\ntype Query {\n"
                                         "  f(a: S = 9007199254740992): Int\n}");
    schema_type(schema, STR("S"))->scalar = SCALAR_BIGINT;
    assert_string_equal(printed(schema), sdl);
}

static void extensions_add_to_what_they_extend(void **state) {
    (void)state;
    const Schema *base =
        build(NULL, "schema { query: Q } type Q { a(x: I = {}): Q } input I { i: Int }\n"
                    "enum E { A } union U = Q scalar S directive @d on SCALAR");
    const Schema *schema =
        build(base, "extend type Q implements N { n: N } interface N { n: N }\n"
                    "extend input I { j: Float = 2 } extend enum E { B }\n"
                    "extend union U = T type T { q: Q } extend schema { mutation: T }\n"
                    "extend scalar S @specifiedBy(url: \"x\") @d\n"
                    "directive @e on FIELD");
    assert_string_equal(printed(schema),
                        "schema {\n  query: Q\n  mutation: T\n}\n\n"
                        "directive @d on SCALAR\n\n"
                        "directive @e on FIELD\n\n"
                        "type Q implements N {\n  a(x: I = {j: 2}): Q\n  n: N\n}\n\n"
                        "input I {\n  i: Int\n  j: Float = 2\n}\n\n"
                        "enum E {\n  A\n  B\n}\n\n"
                        "union U = Q | T\n\n"
                        "scalar S @specifiedBy(url: \"x\")\n\n"
                        "interface N {\n  n: N\n}\n\n"
                        "type T {\n  q: Q\n}");
    assert_int_equal(type_body(schema_type(base, STR("Q")))->field_count, 1);
    const Type *copy = schema_type(schema, STR("Q"));
    assert_ptr_not_equal(copy, schema_type(base, STR("Q")));
    assert_ptr_equal(type_field(copy, STR("a"))->type->type, copy);
    assert_true(type_is_possible(schema_type(schema, STR("N")), copy));
}

static void built_in_names_may_be_defined_again_in_vain(void **state) {
    (void)state;
    const Schema *schema = build(NULL, "scalar Float type Query { a: Int } type __Type { a: Int }\n"
                                       "directive @deprecated(why: Int) on OBJECT");
    assert_string_equal(printed(schema), "type Query {\n  a: Int\n}");
    assert_int_equal(schema_type(schema, STR("Float"))->scalar, SCALAR_FLOAT);
    assert_ptr_equal(schema->types[0], schema_type(schema, STR("Float")));
    assert_non_null(type_field(schema_type(schema, STR("__Type")), STR("ofType")));
    assert_non_null(directive_argument(schema_directive(schema, STR("deprecated")), STR("why")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(each_rule_reports_as_graphql_js_does, teardown),
        cmocka_unit_test_teardown(an_extension_must_fit_its_base, teardown),
        cmocka_unit_test_teardown(the_list_of_errors_may_have_a_limit, teardown),
        cmocka_unit_test_teardown(problems_of_schemas_are_found, teardown),
        cmocka_unit_test_teardown(interfaces_with_many_arguments_are_checked, teardown),
        cmocka_unit_test_teardown(input_objects_need_a_finite_value, teardown),
        cmocka_unit_test_teardown(long_chains_of_inputs_are_followed, teardown),
        cmocka_unit_test_teardown(a_schema_is_printed_as_it_was_written, teardown),
        cmocka_unit_test_teardown(descriptions_are_blocks_where_a_block_reads_back, teardown),
        cmocka_unit_test_teardown(usual_root_names_need_no_schema_definition, teardown),
        cmocka_unit_test_teardown(defaults_are_printed_as_they_are_understood, teardown),
        cmocka_unit_test_teardown(wide_scalars_keep_their_digits, teardown),
        cmocka_unit_test_teardown(extensions_add_to_what_they_extend, teardown),
        cmocka_unit_test_teardown(built_in_names_may_be_defined_again_in_vain, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
