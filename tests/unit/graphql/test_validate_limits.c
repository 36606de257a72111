/* Limits, and documents made to exhaust whoever checks them. */
#include "tests/unit/graphql/test_validate.h"

#include <pthread.h>

/* A document that is put together piece by piece. */
static StrBuf text;

static int text_set_up(void **state) {
    text = (StrBuf){0};
    return case_set_up(state);
}

static int text_tear_down(void **state) {
    strbuf_free(&text);
    return case_tear_down(state);
}

static void assert_one_error(const ErrorList *errors, const char *message) {
    assert_int_equal(errors->count, 1);
    assert_string_equal(errors->items[0].message.data, message);
}

static void errors_are_limited(void **state) {
    (void)state;
    ValidateOptions options = {.max_errors = 2};
    assert_string_equal(errors_text("{ dog { a b } }", &options),
                        "1:9 Cannot query field \"a\" on type \"Dog\".\n"
                        "1:11 Cannot query field \"b\" on type \"Dog\".\n");
    assert_string_equal(errors_text("{ dog { a b c d } }", &options),
                        "1:9 Cannot query field \"a\" on type \"Dog\".\n"
                        "1:11 Cannot query field \"b\" on type \"Dog\".\n"
                        "Too many validation errors, error limit reached. Validation aborted.\n");
    /* the variables are only looked at when the walk is over, but their errors come earlier */
    assert_string_equal(
        errors_text("query ($a: Int, $b: Int) { dog { name } } query { dog { x } }", &options),
        "1:1 This anonymous operation must be the only defined operation.\n"
        "1:8 Variable \"$a\" is never used.\n"
        "Too many validation errors, error limit reached. Validation aborted.\n");
}

static void a_hundred_errors_are_given_by_default(void **state) {
    (void)state;
    strbuf_append(&text, STR("{"));
    for (int i = 0; i < 100000; i++) {
        strbuf_appendf(&text, "u%d ", i);
    }
    strbuf_append(&text, STR("}"));
    ErrorList errors = errors_of(strbuf_view(&text), NULL);
    assert_int_equal(errors.count, 101);
    assert_int_equal(errors.items[99].locations[0].column, 388);
    assert_int_equal(errors.items[100].location_count, 0);
}

static void names_can_be_kept_secret(void **state) {
    (void)state;
    ValidateOptions options = {.no_suggestions = true};
    static const Case cases[] = {
        {"{ dog { nam } }", "1:9 Cannot query field \"nam\" on type \"Dog\".\n"},
        {"{ pet { barks } }", "1:9 Cannot query field \"barks\" on type \"Pet\".\n"},
        {"{ dog { volume(unt: DB) } }", "1:16 Unknown argument \"unt\" on field \"Dog.volume\".\n"},
        {"{ dog { volume(unit: BD) } }", "1:22 Value \"BD\" does not exist in \"Unit\" enum.\n"},
        {"{ dog { volume(unit: 1) } }", "1:22 Enum \"Unit\" cannot represent non-enum value: 1.\n"},
        {"{ people(where: {age: 1, nam: \"\"}) { id } }",
         "1:26 Field \"nam\" is not defined by type \"Where\".\n"},
        {"{ dog { ... on Dogg { name } } }", "1:16 Unknown type \"Dogg\".\n"},
        {"{ real @tag(name: \"\", levl: 1) }",
         "1:23 Unknown argument \"levl\" on directive \"@tag\".\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(errors_text(cases[i].document, &options), cases[i].errors);
    }
}

static void expansion_is_limited(void **state) {
    (void)state;
    ValidateOptions options = {.max_expanded = 7};
    const char *document = "{ dog { ...F } cat { name ...P } } fragment F on Dog { name }"
                           " fragment P on Cat { name }"; /* 2 + 1 + 1 + 2 + 1 */
    assert_string_equal(errors_text(document, &options), "");
    options.max_expanded = 6;
    assert_string_equal(errors_text(document, &options),
                        "1:1 The operation has too many selections: more than 6 once its fragments "
                        "are opened.\n");
}

static void aliases_are_counted_with_fragments_opened(void **state) {
    (void)state;
    ValidateOptions options = {.max_aliases = 5};
    const char *document = "query A { dog { a: name ...F ...F } } query B { dog { ...F } }"
                           " fragment F on Dog { b: name c: name }"; /* 1 + 2 + 2 */
    assert_string_equal(errors_text(document, &options), "");
    options.max_aliases = 4;
    assert_string_equal(errors_text(document, &options),
                        "1:1 The operation has too many aliases: more than 4 once its fragments "
                        "are opened.\n");
}

static void directives_are_counted_with_fragments_opened(void **state) {
    (void)state;
    ValidateOptions options = {.max_directives = 4};
    const char *document = "query @tag(name: \"\") { dog { ...F @skip(if: true) ...F } }"
                           " fragment F on Dog { name @include(if: true) }"; /* 1 + 1 + 2 */
    assert_string_equal(errors_text(document, &options), "");
    options.max_directives = 3;
    assert_string_equal(errors_text(document, &options),
                        "1:1 The operation has too many directives: more than 3 once its "
                        "fragments are opened.\n");
}

/* 2^60 fields in a kilobyte or two. */
static void a_bomb_of_fragments_is_refused(void **state) {
    (void)state;
    strbuf_append(&text, STR("{ person(id: 1) { ...F0 } }"));
    for (int i = 0; i < 60; i++) {
        strbuf_appendf(&text, " fragment F%d on Person { friend { ...F%d } friend { ...F%d } }", i,
                       i + 1, i + 1);
    }
    strbuf_append(&text, STR(" fragment F60 on Person { name }"));
    ErrorList errors = errors_of(strbuf_view(&text), NULL);
    assert_one_error(&errors, "The operation has too many selections: more than 100000 once "
                              "its fragments are opened.");
    assert_true(arena.used < 1000000);
}

static void depth_is_limited(void **state) {
    (void)state;
    ValidateOptions options = {.max_selection_depth = 3};
    static const Case cases[] = {
        {"{ person(id: 1) { friend { name } } }", ""},
        {"{ person(id: 1) {\n friend { friend { id } } } }",
         "2:20 Field \"id\" is nested too deeply: at most 3 levels of fields are allowed.\n"},
        {"{ person(id: 1) { ... { friend { ... { id } } } } }", ""},
        {"{ person(id: 1) { ...A } }\nfragment A on Person { friend { ...B } }\n"
         "fragment B on Person { id friend { name } }",
         "3:36 Field \"name\" is nested too deeply: at most 3 levels of fields are allowed.\n"},
        {"{ __schema { types { ofType { ofType { name } } } } }", ""},
        {"query A { dog { name } } query B { person(id: 1) { ...F } dog { name } }"
         " fragment F on Person { friend { friend { id } } }",
         "1:115 Field \"id\" is nested too deeply: at most 3 levels of fields are allowed.\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(errors_text(cases[i].document, &options), cases[i].errors);
    }
}

static void depth_in_a_cycle_ends(void **state) {
    (void)state;
    ValidateOptions options = {.max_selection_depth = 2};
    assert_string_equal(errors_text("{ person(id: 1) { ...B } } fragment A on Person { friend { "
                                    "friend { id } } ...B } fragment B on Person { ...A }",
                                    &options),
                        "1:76 1:106 Cannot spread fragment \"A\" within itself via \"B\".\n");
}

/* `count` fragments; each spreads the next, the last one the first if it is a ring. */
static void append_chain(int count, bool ring) {
    strbuf_append(&text, STR("{ person(id: 1) { ...F0 } }"));
    for (int i = 0; i < count; i++) {
        strbuf_appendf(&text, " fragment F%d on Person { friend { ...F%d } }", i,
                       ring ? (i + 1) % count : i + 1);
    }
    if (!ring) {
        strbuf_appendf(&text, " fragment F%d on Person { name }", count);
    }
}

static void a_cycle_of_ten_thousand_is_found(void **state) {
    (void)state;
    append_chain(10000, true);
    ErrorList errors = errors_of(strbuf_view(&text), NULL);
    assert_int_equal(errors.count, 1);
    assert_true(str_starts_with(errors.items[0].message,
                                STR("Cannot spread fragment \"F0\" within itself via \"F1\", ")));
    assert_true(errors.items[0].message.length < 1200);
    assert_int_equal(errors.items[0].location_count, 100);
}

static void a_chain_of_ten_thousand_is_no_problem(void **state) {
    (void)state;
    append_chain(10000, false);
    assert_int_equal(errors_of(strbuf_view(&text), NULL).count, 0);
    ValidateOptions options = {.max_selection_depth = 9000};
    ErrorList errors = errors_of(strbuf_view(&text), &options);
    assert_one_error(&errors,
                     "Field \"friend\" is nested too deeply: at most 9000 levels of fields are "
                     "allowed.");
}

static void many_operations_through_many_fragments_end(void **state) {
    (void)state;
    append_chain(2000, false);
    for (int i = 0; i < 2000; i++) {
        strbuf_appendf(&text, " query Q%d { person(id: 1) { ...F0 } }", i);
    }
    ErrorList errors = errors_of(strbuf_view(&text), NULL);
    const Error *last = &errors.items[errors.count - 1];
    assert_string_equal(last->message.data, "Fragments are used too many times to follow them all. "
                                            "Validation aborted.");
}

static void ten_thousand_variables_are_no_problem(void **state) {
    (void)state;
    strbuf_append(&text, STR("query ("));
    for (int i = 0; i < 10000; i++) {
        strbuf_appendf(&text, "$v%d: Int ", i);
    }
    strbuf_append(&text, STR(") {"));
    for (int i = 0; i < 10000; i++) {
        strbuf_appendf(&text, "x%d: people(where: {age: 1, name: \"\"}, limit: $v%d) { id } ", i,
                       i);
    }
    strbuf_append(&text, STR("}"));
    assert_int_equal(errors_of(strbuf_view(&text), NULL).count, 0);
}

static void repeated_names_give_one_error(void **state) {
    (void)state;
    strbuf_append(&text, STR("query ("));
    for (int i = 0; i < 1000; i++) {
        strbuf_append(&text, STR("$v: Int "));
    }
    strbuf_append(&text, STR(") { people(limit: $v) { id } }"));
    ErrorList errors = errors_of(strbuf_view(&text), NULL);
    assert_one_error(&errors, "There can be only one variable named \"$v\".");
    assert_int_equal(errors.items[0].location_count, 100);
}

/* The deepest that parses: 200 levels of fields, of inline fragments, of values; and fields
 * compared through fragments, 250 levels before that is given up. */
static void append_deepest(void) {
    strbuf_append(&text,
                  STR("{ person(id: 1) { ...F0 } person(id: 1) { ...G0 } a: people(where: "));
    for (int i = 0; i < 190; i++) {
        strbuf_append(&text, STR("{age: 1, or: "));
    }
    strbuf_append(&text, STR("[]"));
    for (int i = 0; i < 190; i++) {
        strbuf_append(&text, STR("}"));
    }
    strbuf_append(&text, STR(") "));
    for (int i = 0; i < 190; i++) {
        strbuf_append(&text, i % 2 == 0 ? STR("{ friend ") : STR("{ friend { id } ... "));
    }
    strbuf_append(&text, STR("{ id "));
    for (int i = 0; i < 191; i++) {
        strbuf_append(&text, STR("}"));
    }
    strbuf_append(&text, STR("}"));
    for (int i = 0; i < 245; i++) {
        strbuf_appendf(&text,
                       " fragment F%d on Person { friend { ...F%d } }"
                       " fragment G%d on Person { friend { ...G%d } }",
                       i, i + 1, i, i + 1);
    }
    strbuf_append(&text, STR(" fragment F245 on Person { x: id } fragment G245 on Person "
                             "{ x: name }"));
}

static void *validate_deepest(void *found) {
    *(ErrorList *)found = errors_of(strbuf_view(&text), NULL);
    return NULL;
}

static void the_deepest_documents_fit_a_thread_of_the_server(void **state) {
    (void)state;
    ErrorList errors = {0};
    pthread_t thread;
    pthread_attr_t attributes;
    append_deepest();
    assert_int_equal(pthread_attr_init(&attributes), 0);
    assert_int_equal(pthread_attr_setstacksize(&attributes, 1048576), 0);
    assert_int_equal(pthread_create(&thread, &attributes, validate_deepest, &errors), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    pthread_attr_destroy(&attributes);
    assert_int_equal(errors.count, 1);
    assert_true(str_starts_with(errors.items[0].message,
                                STR("Fields \"person\" conflict because subfields \"friend\"")));
}

/* Validates in so much memory; false if it was not enough. */
static bool validate_within(size_t budget, Str document) {
    jmp_buf escape;
    Arena small;
    arena_init(&small, budget);
    small.escape = &escape;
    if (setjmp(escape) != 0) {
        arena_free(&small);
        return false;
    }
    Source source = {document};
    ErrorList errors;
    error_list_init(&errors, &small, 0);
    const Document *parsed = parse_document(&small, &source, NULL, &errors);
    assert_non_null(parsed);
    validate_document(&small, pets, parsed, NULL, &errors);
    assert_true(errors.count > 5);
    arena_free(&small);
    return true;
}

/* An exhausted arena leaves by its escape, and nothing outside it may be lost: the sanitizer's
 * leak check looks on. */
static void memory_may_run_out_anywhere(void **state) {
    (void)state;
    Str document = STR("query ($a: [Int!]) { dog { nam(x: 1) volume(unit: [1, \"\"\"a\"\"\"]) }"
                       " any { name ...F } people(where: {ag: $a}, limit: \"x\") { id } }"
                       " fragment F on Dog { x: name x: barks ...F }");
    size_t budget = 2000;
    while (!validate_within(budget, document)) {
        budget += 40;
    }
    assert_true(budget > 4000);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, text_set_up, text_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(errors_are_limited),
        TEST(a_hundred_errors_are_given_by_default),
        TEST(names_can_be_kept_secret),
        TEST(expansion_is_limited),
        TEST(aliases_are_counted_with_fragments_opened),
        TEST(directives_are_counted_with_fragments_opened),
        TEST(a_bomb_of_fragments_is_refused),
        TEST(depth_is_limited),
        TEST(depth_in_a_cycle_ends),
        TEST(a_cycle_of_ten_thousand_is_found),
        TEST(a_chain_of_ten_thousand_is_no_problem),
        TEST(many_operations_through_many_fragments_end),
        TEST(ten_thousand_variables_are_no_problem),
        TEST(repeated_names_give_one_error),
        TEST(the_deepest_documents_fit_a_thread_of_the_server),
        TEST(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests_name("validate_limits", tests, pets_set_up, pets_tear_down);
}
