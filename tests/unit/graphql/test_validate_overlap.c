/* Field selection merging: which pairs conflict, in which words and places, and at what cost. */
#include "tests/unit/graphql/test_validate.h"

static void fields_of_one_key_can_be_merged(void **state) {
    (void)state;
    static const Case cases[] = {
        {"{ dog { name name } }", ""},
        {"{ dog { name: barks name } }",
         "1:9 1:21 Fields \"name\" conflict because \"barks\" and \"name\" are different fields. "
         "Use different aliases on the fields to fetch both if this was intentional.\n"},
        {"{ a: person(id: 1) { id } a: person(id: 2) { id } }",
         "1:3 1:27 Fields \"a\" conflict because they have differing arguments. Use different "
         "aliases on the fields to fetch both if this was intentional.\n"},
        {"{ p: person(id: 1, tags: [\"x\"]) { id } p: person(tags: [\"x\"], id: 1) { name } }", ""},
        {"{ pet { ... on Dog { x: barks } ... on Cat { x: meows } } }", ""},
        {"{ pet { ... on Dog { x: barks } ... on Cat { x: name } } }",
         "1:22 1:46 Fields \"x\" conflict because they return conflicting types \"Boolean\" and "
         "\"String\". Use different aliases on the fields to fetch both if this was "
         "intentional.\n"},
        {"{ pet { ... on Dog { owner { n: id } } ... on Cat { owner { n: name } } } }",
         "1:22 1:53 Fields \"owner\" conflict because they return conflicting types \"Person\" and "
         "\"Person!\". Use different aliases on the fields to fetch both if this was "
         "intentional.\n"},
        {"{ dog { ...A ...B } } fragment A on Dog { x: name } fragment B on Dog { x: barks ...C } "
         "fragment C on Dog { x: volume }",
         "1:43 1:73 Fields \"x\" conflict because \"name\" and \"barks\" are different fields. Use "
         "different aliases on the fields to fetch both if this was intentional.\n"
         "1:43 1:109 Fields \"x\" conflict because \"name\" and \"volume\" are different fields. "
         "Use different aliases on the fields to fetch both if this was intentional.\n"
         "1:73 1:109 Fields \"x\" conflict because \"barks\" and \"volume\" are different fields. "
         "Use different aliases on the fields to fetch both if this was intentional.\n"},
        {"{ dog { owner { ...A } } dog { owner { x: id } } } fragment A on Person { x: name }",
         "1:3 1:9 1:40 1:26 1:32 1:75 Fields \"dog\" conflict because subfields \"owner\" conflict "
         "because subfields \"x\" conflict because \"id\" and \"name\" are different fields. Use "
         "different aliases on the fields to fetch both if this was intentional.\n"},
        {"{ dog { name ...A } } fragment A on Dog { ...B } fragment B on Dog { name: barks }",
         "1:9 1:70 Fields \"name\" conflict because \"name\" and \"barks\" are different fields. "
         "Use different aliases on the fields to fetch both if this was intentional.\n"},
        {"{ people(where: {age: 1, name: \"x\"}) { id } people(where: {name: \"x\", age: 1}) { id "
         "} }",
         ""},
        {"{ real(s: \"\"\"x\"\"\") real(s: \"x\") }",
         "1:3 1:20 Fields \"real\" conflict because they have differing arguments. Use different "
         "aliases on the fields to fetch both if this was intentional.\n"},
    };
    CASES_CHECK(cases);
}

/* The text repeated, as a selection set or a part of one. */
static Str repeated(const char *before, const char *piece, size_t times, const char *after) {
    size_t length = str_from(piece).length, start = str_from(before).length;
    size_t end = str_from(after).length;
    char *text = arena_alloc(&arena, start + length * times + end);
    for (size_t i = 0; i < start; i++) {
        text[i] = before[i];
    }
    for (size_t i = 0; i < length * times; i++) {
        text[start + i] = piece[i % length];
    }
    for (size_t i = 0; i < end; i++) {
        text[start + length * times + i] = after[i];
    }
    return (Str){text, start + length * times + end};
}

/* Ten thousand copies would make fifty million pairs. */
static void copies_of_a_field_are_cheap(void **state) {
    (void)state;
    ValidateOptions options = {.max_overlap_pairs = 1000};
    assert_int_equal(errors_of(repeated("{", "dog{name} ", 10000, "}"), &options).count, 0);
    assert_int_equal(errors_of(repeated("{", "person(id:1){id} ", 10000, "}"), &options).count, 0);
    assert_int_equal(errors_of(repeated("{dog{", "name ", 50000, "}}"), &options).count, 0);
}

static void a_conflict_among_copies_is_found(void **state) {
    (void)state;
    ErrorList errors = errors_of(repeated("{dog{", "name ", 10000, "name:barks}}"), NULL);
    assert_true(errors.count >= 1);
    assert_string_equal(errors.items[0].message.data,
                        "Fields \"name\" conflict because \"name\" and \"barks\" are different "
                        "fields. Use different aliases on the fields to fetch both if this was "
                        "intentional.");
}

static void copies_on_different_types_are_told_apart(void **state) {
    (void)state;
    Str text =
        repeated("{pet{... on Dog{", "x:owner{id} ", 20, "} ... on Cat{x:owner{id} x:owner{id}}}}");
    ErrorList errors = errors_of(text, NULL);
    assert_true(errors.count >= 1);
    assert_string_equal(
        errors.items[0].message.data,
        "Fields \"x\" conflict because they return conflicting types \"Person\" "
        "and \"Person!\". Use different aliases on the fields to fetch both if this "
        "was intentional.");
}

static void too_many_comparisons_end_it(void **state) {
    (void)state;
    ValidateOptions options = {.max_overlap_pairs = 5};
    assert_string_equal(
        errors_text("{ dog { name } dog { name } dog { name } dog { barks } }", &options),
        "1:1 Fields overlap too many times to compare them all. Validation "
        "aborted.\n");
    options.max_overlap_pairs = 50;
    assert_string_equal(
        errors_text("{ dog { name } dog { name } dog { name } dog { barks } }", &options), "");
}

/* Fragments that lead deeper and deeper on both sides. */
static void nesting_through_fragments_is_bounded(void **state) {
    (void)state;
    Str text = STR("{ person(id: 1) { ...F0 } person(id: 1) { ...G0 } }");
    for (int i = 0; i < 300; i++) {
        text = str_format(&arena,
                          "%.*s fragment F%d on Person { friend { ...F%d } }"
                          " fragment G%d on Person { friend { ...G%d } }",
                          STR_ARG(text), i, i + 1, i, i + 1);
    }
    text = str_format(&arena, "%.*s fragment F300 on Person { id } fragment G300 on Person { id }",
                      STR_ARG(text));
    ErrorList errors = errors_of(text, NULL);
    assert_int_equal(errors.count, 1);
    assert_string_equal(errors.items[0].message.data,
                        "Fields overlap too many times to compare them all. Validation aborted.");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(fields_of_one_key_can_be_merged, case_set_up,
                                        case_tear_down),
        cmocka_unit_test_setup_teardown(copies_of_a_field_are_cheap, case_set_up, case_tear_down),
        cmocka_unit_test_setup_teardown(a_conflict_among_copies_is_found, case_set_up,
                                        case_tear_down),
        cmocka_unit_test_setup_teardown(copies_on_different_types_are_told_apart, case_set_up,
                                        case_tear_down),
        cmocka_unit_test_setup_teardown(too_many_comparisons_end_it, case_set_up, case_tear_down),
        cmocka_unit_test_setup_teardown(nesting_through_fragments_is_bounded, case_set_up,
                                        case_tear_down),
    };
    return cmocka_run_group_tests_name("validate_overlap", tests, pets_set_up, pets_tear_down);
}
