/* The rules, a function for each heading of the specification's section 5: messages, places and
 * order are those of graphql-js 16. */
#include "tests/unit/graphql/test_validate.h"

static void documents_hold_executable_definitions(void **state) {
    (void)state;
    static const Case cases[] = {
        {"type Cow { name: Strin @deprecatd }",
         "1:1 The \"Cow\" definition is not executable.\n"
         "1:18 Unknown type \"Strin\". Did you mean \"String\"?\n"
         "1:24 Unknown directive \"@deprecatd\".\n"},
        {"extend schema @once { query: Query }",
         "1:1 The schema definition is not executable.\n"
         "1:15 Directive \"@once\" may not be used on SCHEMA.\n"},
        {"directive @mine(a: Int!) on FIELD { dog { name @mine } }",
         "1:1 The \"mine\" definition is not executable.\n"
         "1:48 Directive \"@mine\" argument \"a\" of type \"Int!\" is required, but it was not "
         "provided.\n"},
        {"extend type Dog { age: Int } { dog { ... on Cow { name } } }",
         "1:1 The \"Dog\" definition is not executable.\n"
         "1:45 Unknown type \"Cow\". Did you mean \"Cat\" or \"Dog\"?\n"},
        {"input I { a: Int = {x: 1, x: 2} @once @once }",
         "1:1 The \"I\" definition is not executable.\n"
         "1:33 1:39 The directive \"@once\" can only be used once at this location.\n"
         "1:21 1:27 There can be only one input field named \"x\".\n"
         "1:33 Directive \"@once\" may not be used on INPUT_FIELD_DEFINITION.\n"
         "1:39 Directive \"@once\" may not be used on INPUT_FIELD_DEFINITION.\n"},
        {"{ dog { name } }", ""},
    };
    CASES_CHECK(cases);
}

static void operations_are_told_apart(void **state) {
    (void)state;
    static const Case cases[] = {
        {"query Q { dog { name } } query Q { cat { name } }",
         "1:7 1:32 There can be only one operation named \"Q\".\n"},
        {"{ dog { name } } query Q { cat { name } }",
         "1:1 This anonymous operation must be the only defined operation.\n"},
        {"subscription S { ...F } fragment F on Subscription { first second }",
         "1:60 Subscription \"S\" must select only one top level field.\n"},
        {"subscription { first } ", ""},
        {"subscription { __typename }",
         "1:16 Anonymous Subscription must not select an introspection top level field.\n"},
        {"subscription S { first @skip(if: true) second }", ""},
    };
    CASES_CHECK(cases);
}

static void fields_are_known_and_selected_to_the_leaves(void **state) {
    (void)state;
    static const Case cases[] = {
        {"{ dog { nam } }",
         "1:9 Cannot query field \"nam\" on type \"Dog\". Did you mean \"name\"?\n"},
        {"{ pet { barks } }", "1:9 Cannot query field \"barks\" on type \"Pet\". Did you mean to "
                              "use an inline fragment on \"Dog\"?\n"},
        {"{ any { name } }", "1:9 Cannot query field \"name\" on type \"CatOrDog\". Did you mean "
                             "to use an inline fragment on \"Pet\", \"Cat\", or \"Dog\"?\n"},
        {"{ dog }", "1:3 Field \"dog\" of type \"Dog\" must have a selection of subfields. Did you "
                    "mean \"dog { ... }\"?\n"},
        {"{ dog { name { x } } }",
         "1:14 Field \"name\" must not have a selection since type \"String\" has no subfields.\n"},
        {"{ person(id: 1) { pets } }", "1:19 Field \"pets\" of type \"[Pet!]!\" must have a "
                                       "selection of subfields. Did you mean \"pets { ... }\"?\n"},
        {"{ cat { ... { dog } } }", "1:15 Cannot query field \"dog\" on type \"Cat\".\n"},
        {"{ dog { __typename __schema { types { name } } } }",
         "1:20 Cannot query field \"__schema\" on type \"Dog\".\n"},
    };
    CASES_CHECK(cases);
}

static void arguments_are_known_unique_and_given(void **state) {
    (void)state;
    static const Case cases[] = {
        {"{ person(id: 1, tag: \"a\") { id } }",
         "1:17 Unknown argument \"tag\" on field \"Query.person\". Did you mean \"tags\"?\n"},
        {"{ person(id: 1, id: 2, tags: [], id: 3) { id } }",
         "1:10 1:17 1:34 There can be only one argument named \"id\".\n"},
        {"{ person { id } }", "1:3 Field \"person\" argument \"id\" of type \"ID!\" is required, "
                              "but it was not provided.\n"},
        {"{ dog { name @tag(nam: \"x\") } }",
         "1:19 Unknown argument \"nam\" on directive \"@tag\". Did you mean \"name\"?\n"
         "1:14 Directive \"@tag\" argument \"name\" of type \"String!\" is required, but it was "
         "not provided.\n"},
        {"{ people { id } }", ""},
    };
    CASES_CHECK(cases);
}

static void fragments_are_known_used_and_possible(void **state) {
    (void)state;
    static const Case cases[] = {
        {"{ dog { ... on Int { x } } }",
         "1:16 Fragment cannot condition on non composite type \"Int\".\n"},
        {"fragment F on Unit { x } { dog { ...F } }",
         "1:15 Fragment \"F\" cannot condition on non composite type \"Unit\".\n"},
        {"fragment F on Dog { name } fragment F on Dog { barks } { dog { ...F } }",
         "1:10 1:37 There can be only one fragment named \"F\".\n"},
        {"{ dog { ...G } }", "1:12 Unknown fragment \"G\".\n"},
        {"{ dog { name } } fragment F on Dog { name }", "1:18 Fragment \"F\" is never used.\n"},
        {"{ dog { ... on Cat { name } } }", "1:9 Fragment cannot be spread here as objects of type "
                                            "\"Dog\" can never be of type \"Cat\".\n"},
        {"{ dog { ...C } } fragment C on Cat { name }",
         "1:9 Fragment \"C\" cannot be spread here as objects of type \"Dog\" can never be of type "
         "\"Cat\".\n"},
        {"{ dog { ...A } } fragment A on Dog { name ...B } fragment B on Dog { barks ...A ...B }",
         "1:43 1:76 Cannot spread fragment \"A\" within itself via \"B\".\n"
         "1:81 Cannot spread fragment \"B\" within itself.\n"},
        {"{ dog { ... on Cow { name } } }",
         "1:16 Unknown type \"Cow\". Did you mean \"Cat\" or \"Dog\"?\n"},
        {"{ dog { ... on Cat @skip(if: false) { ... on Pet { name } } } }",
         "1:9 Fragment cannot be spread here as objects of type \"Dog\" can never be of type "
         "\"Cat\".\n"},
    };
    CASES_CHECK(cases);
}

static void values_are_of_their_types(void **state) {
    (void)state;
    static const Case cases[] = {
        {"{ people(where: {age: \"1\"}) { id } }",
         "1:23 Int cannot represent non-integer value: \"1\"\n"},
        {"{ people(where: {age: 2147483648}, limit: null) { id } }",
         "1:23 Int cannot represent non 32-bit signed integer value: 2147483648\n"
         "1:43 Expected value of type \"Int!\", found null.\n"},
        {"{ people(where: {nam: \"x\", name: \"a\", name: \"b\"}) { id } }",
         "1:17 Field \"Where.age\" of required type \"Int!\" was not provided.\n"
         "1:18 Field \"nam\" is not defined by type \"Where\". Did you mean \"name\"?\n"
         "1:28 1:39 There can be only one input field named \"name\".\n"},
        {"{ people(where: [1]) { id } }", "1:17 Expected value of type \"Where\", found [1].\n"},
        {"{ people(where: {age: 1, or: {age: 2, or: [{age: null}]}}) { id } }",
         "1:50 Expected value of type \"Int!\", found null.\n"},
        {"{ dog { volume(unit: WAT) } }", "1:22 Value \"WAT\" does not exist in \"Unit\" enum. Did "
                                          "you mean the enum value \"WATT\"?\n"},
        {"{ dog { volume(unit: \"DB\") } }", "1:22 Enum \"Unit\" cannot represent non-enum value: "
                                             "\"DB\". Did you mean the enum value \"DB\"?\n"},
        {"{ real(f: \"1\", b: 1, s: yes) }",
         "1:11 Float cannot represent non numeric value: \"1\"\n"
         "1:19 Boolean cannot represent a non boolean value: 1\n"
         "1:25 String cannot represent a non string value: yes\n"},
        {"{ person(id: 1.5, tags: [\"a\", 1, [2]]) { id } }",
         "1:14 ID cannot represent a non-string and non-integer value: 1.5\n"
         "1:31 String cannot represent a non string value: 1\n"
         "1:34 String cannot represent a non string value: [2]\n"},
        {"{ key(by: {}) { id } a: key(by: {id: 1, name: \"x\"}) { id } b: key(by: {id: null}) { id "
         "} }",
         "1:11 OneOf Input Object \"Key\" must specify exactly one key.\n"
         "1:33 OneOf Input Object \"Key\" must specify exactly one key.\n"
         "1:71 Field \"Key.id\" must be non-null.\n"},
        {"query ($w: Where = {age: true}) { people(where: $w) { id } }",
         "1:26 Int cannot represent non-integer value: true\n"},
        {"{ real(f: 1, b: true, s: \"\", ) }", ""},
    };
    CASES_CHECK(cases);
}

static void directives_are_known_and_in_place(void **state) {
    (void)state;
    static const Case cases[] = {
        {"{ dog @skp(if: true) { name } }", "1:7 Unknown directive \"@skp\".\n"},
        {"query @skip(if: true) { dog { name } }",
         "1:7 Directive \"@skip\" may not be used on QUERY.\n"},
        {"{ dog { name @skip barks @include(if: \"x\") } }",
         "1:14 Directive \"@skip\" argument \"if\" of type \"Boolean!\" is required, but it was "
         "not provided.\n"
         "1:39 Boolean cannot represent a non boolean value: \"x\"\n"},
        {"{ dog { name @once @once @tag(name: \"a\") @tag(name: \"b\") } }",
         "1:14 1:20 The directive \"@once\" can only be used once at this location.\n"},
        {"query ($v: Boolean @once) { real(b: $v) @ once @once }",
         "1:41 1:48 The directive \"@once\" can only be used once at this location.\n"},
        {"{ dog @unknown(unit: 1) { volume @unknown(unit: 1) } }",
         "1:7 Unknown directive \"@unknown\".\n"
         "1:34 Unknown directive \"@unknown\".\n"
         "1:49 Enum \"Unit\" cannot represent non-enum value: 1.\n"},
    };
    CASES_CHECK(cases);
}

static void variables_are_defined_used_and_fit(void **state) {
    (void)state;
    static const Case cases[] = {
        {"query ($a: Int, $a: Int) { people(limit: $a) { id } }",
         "1:9 1:18 There can be only one variable named \"$a\".\n"},
        {"query Q($a: Dog, $b: [Pet]!) { dog { name } }",
         "1:13 Variable \"$a\" cannot be non-input type \"Dog\".\n"
         "1:22 Variable \"$b\" cannot be non-input type \"[Pet]!\".\n"
         "1:9 Variable \"$a\" is never used in operation \"Q\".\n"
         "1:18 Variable \"$b\" is never used in operation \"Q\".\n"},
        {"{ person(id: $id) { id } }", "1:14 1:1 Variable \"$id\" is not defined.\n"},
        {"query Q { ...F } fragment F on Query { person(id: $id) { id } }",
         "1:51 1:1 Variable \"$id\" is not defined by operation \"Q\".\n"},
        {"query Q($id: ID!) { dog { name } }",
         "1:9 Variable \"$id\" is never used in operation \"Q\".\n"},
        {"query Q($id: ID, $n: Int, $l: Int = 1) { person(id: $id) { id } people(limit: $n) { id } "
         "a: people(limit: $l) { id } }",
         "1:9 1:53 Variable \"$id\" of type \"ID\" used in position expecting type \"ID!\".\n"},
        {"query ($i: Int, $t: [String!]) { person(id: \"1\", tags: $t) { id } b: person(id: \"1\", "
         "tags: [$i]) { id } }",
         "1:8 1:93 Variable \"$i\" of type \"Int\" used in position expecting type \"String\".\n"},
        {"query ($n: String) { key(by: {name: $n}) { id } keyed(by: {name: $n}) { id } }",
         "1:8 1:37 Variable \"$n\" is of type \"String\" but must be non-nullable to be used for "
         "OneOf Input Object \"Key\".\n"},
        {"query ($x: Strin) { dog { name } }",
         "1:12 Unknown type \"Strin\". Did you mean \"String\"?\n"
         "1:8 Variable \"$x\" is never used.\n"},
    };
    CASES_CHECK(cases);
}

static void errors_come_in_the_order_of_the_walk(void **state) {
    (void)state;
    static const Case cases[] = {
        {"query A($x: Int) { dog { nam } } query B { ...F cat { nam } } fragment F on Query { "
         "person(id: $y) { nam } } fragment Z on Query { dog { name } }",
         "1:26 Cannot query field \"nam\" on type \"Dog\". Did you mean \"name\"?\n"
         "1:9 Variable \"$x\" is never used in operation \"A\".\n"
         "1:55 Cannot query field \"nam\" on type \"Cat\". Did you mean \"name\"?\n"
         "1:96 1:34 Variable \"$y\" is not defined by operation \"B\".\n"
         "1:102 Cannot query field \"nam\" on type \"Person\". Did you mean \"name\"?\n"
         "1:110 Fragment \"Z\" is never used.\n"},
        {"{ people(where: {x: $y}, zz: [$z]) @skip { pets { name: id } } }",
         "1:17 Field \"Where.age\" of required type \"Int!\" was not provided.\n"
         "1:18 Field \"x\" is not defined by type \"Where\".\n"
         "1:26 Unknown argument \"zz\" on field \"Query.people\".\n"
         "1:36 Directive \"@skip\" argument \"if\" of type \"Boolean!\" is required, but it was "
         "not provided.\n"
         "1:51 Cannot query field \"id\" on type \"Pet\".\n"
         "1:21 1:1 Variable \"$y\" is not defined.\n"
         "1:31 1:1 Variable \"$z\" is not defined.\n"},
    };
    CASES_CHECK(cases);
}

static void introspection_is_shallow(void **state) {
    (void)state;
    static const Case cases[] = {
        {"{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
         "1:3 Maximum introspection depth exceeded\n"},
        {"{ __type(name: \"Dog\") { ...T } } fragment T on __Type { fields { type { ...U } } } "
         "fragment U on __Type { interfaces { possibleTypes { name } } }",
         "1:3 Maximum introspection depth exceeded\n"},
        {"{ __schema { types { fields { type { ofType { name } } } } } }", ""},
    };
    CASES_CHECK(cases);
}

/* graphql-js 16 dies of these. */
static void conditions_of_subscriptions_must_be_known(void **state) {
    (void)state;
    static const Case cases[] = {
        {"subscription S($b: Boolean!) { first @include(if: $b) ...F } fragment F on Subscription "
         "{ "
         "second @skip(if: $b) }",
         "1:38 1:98 Subscription \"S\" must not use `@skip` or `@include` directives in the top "
         "level selection.\n"},
        {"subscription { first @skip }",
         "1:22 Anonymous Subscription must not use `@skip` or `@include` directives in the top "
         "level selection.\n"
         "1:22 Directive \"@skip\" argument \"if\" of type \"Boolean!\" is required, but it was "
         "not "
         "provided.\n"},
    };
    CASES_CHECK(cases);
}

static void our_scalars_speak_for_themselves(void **state) {
    (void)state;
    static const Case cases[] = {
        {"{ big(n: 9223372036854775807, j: {a: [1, yes]}) }", ""},
        {"{ big(n: \"-9223372036854775808\") }", ""},
        {"{ big(n: 9223372036854775808) }",
         "1:10 bigint cannot represent non 64-bit signed integer value: 9223372036854775808\n"},
        {"{ big(n: yes) }", "1:10 Expected value of type \"bigint\", found yes.\n"},
    };
    CASES_CHECK(cases);
}

static void a_directive_may_stand_apart_from_its_sign(void **state) {
    (void)state;
    assert_string_equal(
        errors_text("{ dog @ skip(if: true) @\nskip(if: true) { name } }", NULL),
        "1:7 1:24 The directive \"@skip\" can only be used once at this location.\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(documents_hold_executable_definitions, case_set_up,
                                        case_tear_down),
        cmocka_unit_test_setup_teardown(operations_are_told_apart, case_set_up, case_tear_down),
        cmocka_unit_test_setup_teardown(fields_are_known_and_selected_to_the_leaves, case_set_up,
                                        case_tear_down),
        cmocka_unit_test_setup_teardown(arguments_are_known_unique_and_given, case_set_up,
                                        case_tear_down),
        cmocka_unit_test_setup_teardown(fragments_are_known_used_and_possible, case_set_up,
                                        case_tear_down),
        cmocka_unit_test_setup_teardown(values_are_of_their_types, case_set_up, case_tear_down),
        cmocka_unit_test_setup_teardown(directives_are_known_and_in_place, case_set_up,
                                        case_tear_down),
        cmocka_unit_test_setup_teardown(variables_are_defined_used_and_fit, case_set_up,
                                        case_tear_down),
        cmocka_unit_test_setup_teardown(errors_come_in_the_order_of_the_walk, case_set_up,
                                        case_tear_down),
        cmocka_unit_test_setup_teardown(introspection_is_shallow, case_set_up, case_tear_down),
        cmocka_unit_test_setup_teardown(conditions_of_subscriptions_must_be_known, case_set_up,
                                        case_tear_down),
        cmocka_unit_test_setup_teardown(our_scalars_speak_for_themselves, case_set_up,
                                        case_tear_down),
        cmocka_unit_test_setup_teardown(a_directive_may_stand_apart_from_its_sign, case_set_up,
                                        case_tear_down),
    };
    return cmocka_run_group_tests_name("validate", tests, pets_set_up, pets_tear_down);
}
