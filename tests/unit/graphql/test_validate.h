/*
 * What the tests of validation share: a small schema of pets, and documents checked against it.
 */
#ifndef SOLOQL_TESTS_VALIDATE_H
#define SOLOQL_TESTS_VALIDATE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sqlgen/graphql/parser.h"
#include "sqlgen/graphql/sdl.h"
#include "sqlgen/graphql/validate/validate.h"

/* A document and the errors it should give, a line each: "line:column … message\n". */
typedef struct Case {
    const char *document;
    const char *errors;
} Case;

static const char *const pets_sdl =
    "directive @tag(name: String!, level: Int = 1) repeatable on FIELD | QUERY\n"
    "directive @once on FIELD | VARIABLE_DEFINITION\n"
    "scalar bigint scalar jsonb\n"
    "interface Pet { name: String }\n"
    "type Dog implements Pet {\n"
    "  name: String barks: Boolean volume(unit: Unit = DB): Int owner: Person\n"
    "}\n"
    "type Cat implements Pet { name: String meows: Boolean owner: Person! }\n"
    "type Person { id: ID! name: String pets: [Pet!]! friend: Person }\n"
    "union CatOrDog = Cat | Dog\n"
    "enum Unit { DB WATT }\n"
    "input Where { name: String age: Int! or: [Where!] }\n"
    "input Key @oneOf { id: ID name: String }\n"
    "type Query {\n"
    "  dog: Dog cat: Cat pet: Pet any: CatOrDog\n"
    "  person(id: ID!, tags: [String]): Person\n"
    "  people(where: Where, limit: Int! = 10): [Person!]!\n"
    "  key(by: Key): Person keyed(by: Key!): Person\n"
    "  real(f: Float, b: Boolean, s: String): Int\n"
    "  big(n: bigint, j: jsonb): Int\n"
    "}\n"
    "type Subscription { first: Int second: Int }\n";

static Arena schema_arena;
static Schema *pets;
static Arena arena;

static inline int pets_set_up(void **state) {
    (void)state;
    arena_init(&schema_arena, 0);
    ErrorList errors;
    error_list_init(&errors, &schema_arena, 0);
    Source *source = ARENA_NEW(&schema_arena, Source);
    source->text = str_from(pets_sdl);
    const Document *document = parse_document(&schema_arena, source, NULL, &errors);
    assert_non_null(document);
    pets = sdl_build(&schema_arena, NULL, document);
    schema_type(pets, STR("bigint"))->scalar = SCALAR_BIGINT;
    schema_type(pets, STR("jsonb"))->scalar = SCALAR_JSON;
    return 0;
}

static inline int pets_tear_down(void **state) {
    (void)state;
    arena_free(&schema_arena);
    return 0;
}

static inline int case_set_up(void **state) {
    (void)state;
    arena_init(&arena, 0);
    return 0;
}

static inline int case_tear_down(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

/* The errors of a document that parses. */
static inline ErrorList errors_of(Str text, const ValidateOptions *options) {
    Source *source = ARENA_NEW(&arena, Source);
    source->text = text;
    ErrorList errors;
    error_list_init(&errors, &arena, 0);
    const Document *document = parse_document(&arena, source, NULL, &errors);
    if (document == NULL) {
        fail_msg("%.200s: %s", text.data, errors.items[0].message.data);
    }
    validate_document(&arena, pets, document, options, &errors);
    for (size_t i = 0; i < errors.count; i++) {
        assert_int_equal(errors.items[i].code, ERROR_VALIDATION_FAILED);
    }
    return errors;
}

/* The same as text, in the form of Case.errors. */
static inline const char *errors_text(const char *text, const ValidateOptions *options) {
    ErrorList errors = errors_of(str_from(text), options);
    Str all = str_copy(&arena, STR(""));
    for (size_t i = 0; i < errors.count; i++) {
        const Error *error = &errors.items[i];
        for (size_t j = 0; j < error->location_count; j++) {
            all = str_format(&arena, "%.*s%u:%u ", STR_ARG(all), error->locations[j].line,
                             error->locations[j].column);
        }
        all = str_format(&arena, "%.*s%.*s\n", STR_ARG(all), STR_ARG(error->message));
    }
    return all.data;
}

static inline void cases_check(const Case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const char *found = errors_text(cases[i].document, NULL);
        if (!str_equal(str_from(found), str_from(cases[i].errors))) {
            print_error("%s\n", cases[i].document);
        }
        assert_string_equal(found, cases[i].errors);
    }
}

#define CASES_CHECK(cases) cases_check(cases, sizeof(cases) / sizeof *(cases))

#endif
