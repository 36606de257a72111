/* Printed documents: graphql-js's layout, and that reading and printing again changes nothing. */
#include "sqlgen/graphql/printer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sqlgen/graphql/parser.h"

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

/* What was printed, kept in the arena. */
static Str taken(StrBuf *out) {
    Str text = str_copy(&arena, strbuf_view(out));
    strbuf_free(out);
    return text;
}

static Str printed(Str text) {
    Source *source = ARENA_NEW(&arena, Source);
    StrBuf out = {0};
    source->text = text;
    const Document *document =
        parse_document(&arena, source, &(ParseOptions){.legacy_fragment_variables = true}, &errors);
    if (document == NULL) {
        fail_msg("%.*s", STR_ARG(errors.items[errors.count - 1].message));
    }
    print_document(&out, document);
    return taken(&out);
}

static void assert_printed(Str text, const char *expected) {
    Str once = printed(text);
    assert_string_equal(once.data, expected);
    assert_string_equal(printed(once).data, expected);
}

static void operations(void **state) {
    (void)state;
    assert_printed(STR("{a,b:c}"), "{\n  a\n  b: c\n}");
    assert_printed(STR("query{a}"), "{\n  a\n}");
    assert_printed(STR("query Q{a}"), "query Q {\n  a\n}");
    assert_printed(STR("query@d{a}"), "query @d {\n  a\n}");
    assert_printed(STR("query($a:Int=1@v,$b:[T!]!){a}"),
                   "query ($a: Int = 1 @v, $b: [T!]!) {\n  a\n}");
    assert_printed(STR("mutation M($a:Int)@d{a}subscription{b}"),
                   "mutation M($a: Int) @d {\n  a\n}\n\nsubscription {\n  b\n}");
    assert_printed(STR("\"d\"query{a}"), "\"d\"\nquery {\n  a\n}");
    assert_printed(STR("query(\"v\"$a:Int $b:Int){a}"),
                   "query (\n\"v\"\n$a: Int\n$b: Int\n) {\n  a\n}");
}

static void selections(void **state) {
    (void)state;
    assert_printed(STR("{a{...F@d...on T@e{b}...{c}...@f{d}}}"),
                   "{\n  a {\n    ...F @d\n    ... on T @e {\n      b\n    }\n    ... {\n      c\n"
                   "    }\n    ... @f {\n      d\n    }\n  }\n}");
    assert_printed(STR("\"d\"fragment F($a:Int,$b:Int)on T@d{a}"),
                   "\"d\"\nfragment F($a: Int, $b: Int) on T @d {\n  a\n}");
}

static void long_arguments_go_one_a_line(void **state) {
    (void)state;
    /* name and arguments of 80 UTF-16 units stay, of 81 do not; é is one unit, 😀 two */
    assert_printed(
        STR("{f(a:\"é😀3456789012345678901234567890\",b:\"12345678901234567890123456789\"){x}}"),
        "{\n  f(a: \"é😀3456789012345678901234567890\", b: "
        "\"12345678901234567890123456789\") {\n    x\n  }\n}");
    assert_printed(
        STR("{k:f(a:\"é😀345678901234567890123456789012\",b:\"12345678901234567890123456789\")}"),
        "{\n  k: f(a: \"é😀345678901234567890123456789012\", b: "
        "\"12345678901234567890123456789\")\n}");
    assert_printed(STR("{k:f(a:\"é😀3456789012345678901234567890123\",b:"
                       "\"12345678901234567890123456789\")@d}"),
                   "{\n  k: f(\n    a: \"é😀3456789012345678901234567890123\"\n    b: "
                   "\"12345678901234567890123456789\"\n  ) @d\n}");
}

static void values(void **state) {
    (void)state;
    assert_printed(STR("{a(x:[1,-2.5e3,true,null,RED,$v,[],{}],y:{a:{b:1},c:2})}"),
                   "{\n  a(x: [1, -2.5e3, true, null, RED, $v, [], {}], y: {a: {b: 1}, c: 2})\n}");
    assert_printed(STR("{a(x:\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0001\\u007F\\u0085\\u00e9\")}"),
                   "{\n  a(x: \"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u007F\\u0085é\")\n}");
}

static void block_strings_are_indented(void **state) {
    (void)state;
    assert_printed(STR("{a{b(x:\"\"\"one\n\n two\"\"\")}}"),
                   "{\n  a {\n    b(x: \"\"\"\n    one\n    \n    two\n    \"\"\")\n  }\n}");
}

static void type_system(void **state) {
    (void)state;
    assert_printed(
        STR("\"\"\"s\"\"\"schema@a{query:Q mutation:M}extend schema@b extend "
            "schema{subscription:S}"),
        "\"\"\"s\"\"\"\nschema @a {\n  query: Q\n  mutation: M\n}\n\nextend schema @b\n\n"
        "extend schema {\n  subscription: S\n}");
    assert_printed(STR("scalar S@a type T implements A&B@a{f(x:Int=1@b,y:[S]):[S!]!@c}type Empty"),
                   "scalar S @a\n\ntype T implements A & B @a {\n  f(x: Int = 1 @b, y: [S]): [S!]! "
                   "@c\n}\n\ntype Empty");
    assert_printed(STR("interface I{\"f\"f(\"x\"x:Int y:Int):T}"),
                   "interface I {\n  \"f\"\n  f(\n    \"x\"\n    x: Int\n    y: Int\n  ): T\n}");
    assert_printed(STR("union U@a=|A|B union V enum E@a{\"v\"V@b W}input In{a:Int=1 b:In@c}"),
                   "union U @a = A | B\n\nunion V\n\nenum E @a {\n  \"v\"\n  V @b\n  W\n}\n\n"
                   "input In {\n  a: Int = 1\n  b: In @c\n}");
    assert_printed(
        STR("directive@d(x:Int)repeatable on|FIELD|OBJECT directive@e(\"x\"x:Int)on FIELD"),
        "directive @d(x: Int) repeatable on FIELD | OBJECT\n\ndirective @e(\n  \"x\"\n"
        "  x: Int\n) on FIELD");
    assert_printed(STR("extend type T implements A extend union U=A extend enum E{A}extend input "
                       "I{a:Int}extend scalar S@a extend interface J{a:Int}"),
                   "extend type T implements A\n\nextend union U = A\n\nextend enum E {\n  A\n}\n\n"
                   "extend input I {\n  a: Int\n}\n\nextend scalar S @a\n\n"
                   "extend interface J {\n  a: Int\n}");
}

static void values_and_types_alone(void **state) {
    (void)state;
    const Source value = {STR("{a:[1]}")}, type = {STR("[ [ Int ! ] ] !")};
    StrBuf out = {0};
    print_value(&out, parse_value(&arena, &value, true, NULL, &errors));
    assert_string_equal(taken(&out).data, "{a: [1]}");
    print_type_node(&out, parse_type(&arena, &type, NULL, &errors));
    assert_string_equal(taken(&out).data, "[[Int!]]!");
}

static void block_string_layouts(void **state) {
    (void)state;
    const struct {
        Str text;
        const char *full, *minimized;
    } cases[] = {
        {STR(""), "\"\"\"\"\"\"", "\"\"\"\"\"\""},
        {STR("one"), "\"\"\"one\"\"\"", "\"\"\"one\"\"\""},
        {STR(" one"), "\"\"\" one\"\"\"", "\"\"\" one\"\"\""},
        {STR("one\ntwo"), "\"\"\"\none\ntwo\n\"\"\"", "\"\"\"one\ntwo\"\"\""},
        {STR("one\n two"), "\"\"\"\none\n two\n\"\"\"", "\"\"\"\none\n two\"\"\""},
        {STR("quote\""), "\"\"\"\nquote\"\n\"\"\"", "\"\"\"quote\"\n\"\"\""},
        {STR("slash\\"), "\"\"\"\nslash\\\n\"\"\"", "\"\"\"slash\\\n\"\"\""},
        {STR(" slash\\"), "\"\"\" slash\\\n\"\"\"", "\"\"\" slash\\\n\"\"\""},
        {STR("\"\"\""), "\"\"\"\n\\\"\"\"\n\"\"\"", "\"\"\"\\\"\"\"\"\"\""},
        {STR("a\"\"\"\"b"), "\"\"\"a\\\"\"\"\"b\"\"\"", "\"\"\"a\\\"\"\"\"b\"\"\""},
        {STR("1234567890123456789012345678901234567890123456789012345678901234567890"),
         "\"\"\"1234567890123456789012345678901234567890123456789012345678901234567890\"\"\"",
         "\"\"\"1234567890123456789012345678901234567890123456789012345678901234567890\"\"\""},
        {STR("12345678901234567890123456789012345678901234567890123456789012345678901"),
         "\"\"\"\n12345678901234567890123456789012345678901234567890123456789012345678901\n\"\"\"",
         "\"\"\"12345678901234567890123456789012345678901234567890123456789012345678901\"\"\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        StrBuf out = {0};
        print_block_string(&out, cases[i].text, false);
        assert_string_equal(taken(&out).data, cases[i].full);
        print_block_string(&out, cases[i].text, true);
        assert_string_equal(taken(&out).data, cases[i].minimized);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operations),
        cmocka_unit_test(selections),
        cmocka_unit_test(long_arguments_go_one_a_line),
        cmocka_unit_test(values),
        cmocka_unit_test(block_strings_are_indented),
        cmocka_unit_test(type_system),
        cmocka_unit_test(values_and_types_alone),
        cmocka_unit_test(block_string_layouts),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
