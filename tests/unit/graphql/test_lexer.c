/* Tokens: kinds, places and values, and the errors with their places. */
#include "sqlgen/graphql/lexer.h"

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

/* The first token of a text that must have one. */
static Token first_token(Str text) {
    Source *source = ARENA_NEW(&arena, Source);
    Lexer lexer;
    Token token;
    source->text = text;
    if (!lexer_init(&lexer, &arena, source, &errors) || !lexer_next(&lexer, &token)) {
        fail_msg("%.*s", STR_ARG(errors.items[errors.count - 1].message));
    }
    return token;
}

/* Lexes to the first error, which must be there; its message without "Syntax Error: ". */
static Error first_error(Str text) {
    Source *source = ARENA_NEW(&arena, Source);
    Lexer lexer;
    Token token = {.kind = TOKEN_NAME};
    size_t before = errors.count;
    source->text = text;
    bool good = lexer_init(&lexer, &arena, source, &errors);
    while (good && token.kind != TOKEN_EOF) {
        good = lexer_next(&lexer, &token);
    }
    assert_false(good);
    assert_int_equal(errors.count, before + 1);
    Error error = errors.items[before];
    assert_int_equal(error.code, ERROR_VALIDATION_FAILED);
    assert_true(str_starts_with(error.message, STR("Syntax Error: ")));
    error.message = str_slice(error.message, 14, SIZE_MAX);
    return error;
}

static void tokens_have_kind_and_place(void **state) {
    (void)state;
    const struct {
        TokenKind kind;
        uint32_t start, end;
    } expected[] = {
        {TOKEN_BRACE_L, 3, 4},     {TOKEN_NAME, 5, 9},     {TOKEN_PAREN_L, 9, 10},
        {TOKEN_NAME, 10, 12},      {TOKEN_COLON, 12, 13},  {TOKEN_INT, 14, 16},
        {TOKEN_PAREN_R, 16, 17},   {TOKEN_AT, 18, 19},     {TOKEN_NAME, 19, 20},
        {TOKEN_SPREAD, 30, 33},    {TOKEN_BANG, 33, 34},   {TOKEN_DOLLAR, 34, 35},
        {TOKEN_AMP, 35, 36},       {TOKEN_EQUALS, 36, 37}, {TOKEN_BRACKET_L, 37, 38},
        {TOKEN_BRACKET_R, 38, 39}, {TOKEN_PIPE, 39, 40},   {TOKEN_BRACE_R, 40, 41},
        {TOKEN_STRING, 41, 44},    {TOKEN_FLOAT, 44, 47},  {TOKEN_BLOCK_STRING, 47, 53},
        {TOKEN_EOF, 53, 53},       {TOKEN_EOF, 53, 53},
    };
    Source source = {
        STR("\xEF\xBB\xBF{ user(id: 42) @a,,# {é}\r\n...!$&=[]|}\"x\"1.5\"\"\"\"\"\"")};
    Lexer lexer;
    assert_true(lexer_init(&lexer, &arena, &source, &errors));
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        Token token;
        assert_true(lexer_next(&lexer, &token));
        assert_int_equal(token.kind, expected[i].kind);
        assert_int_equal(token.span.start, expected[i].start);
        assert_int_equal(token.span.end, expected[i].end);
    }
}

static void kinds_have_the_names_of_messages(void **state) {
    (void)state;
    assert_string_equal(token_kind_name(TOKEN_EOF), "<EOF>");
    assert_string_equal(token_kind_name(TOKEN_BLOCK_STRING), "BlockString");
    assert_string_equal(token_kind_name(TOKEN_SPREAD), "...");
    assert_string_equal(token_kind_name(TOKEN_BRACE_L), "{");
    assert_true(token_is_punctuator(TOKEN_SPREAD));
    assert_false(token_is_punctuator(TOKEN_EOF));
    assert_false(token_is_punctuator(TOKEN_NAME));
}

static void names_and_numbers_end_where_they_must(void **state) {
    (void)state;
    const struct {
        Str text;
        TokenKind kind;
        Str value;
    } cases[] = {
        {STR("_aZ09_-"), TOKEN_NAME, STR("_aZ09_")},
        {STR("0"), TOKEN_INT, STR("0")},
        {STR("-0,"), TOKEN_INT, STR("-0")},
        {STR("-123}"), TOKEN_INT, STR("-123")},
        {STR("0.50"), TOKEN_FLOAT, STR("0.50")},
        {STR("-1e5"), TOKEN_FLOAT, STR("-1e5")},
        {STR("1.25E+09\n"), TOKEN_FLOAT, STR("1.25E+09")},
        {STR("1e-1"), TOKEN_FLOAT, STR("1e-1")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Token token = first_token(cases[i].text);
        assert_int_equal(token.kind, cases[i].kind);
        assert_true(str_equal(token.text, cases[i].value));
    }
}

static void strings_are_decoded(void **state) {
    (void)state;
    const struct {
        Str text, value;
    } cases[] = {
        {STR("\"\""), STR("")},
        {STR("\"a # b\t\""), STR("a # b\t")},
        {STR("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""), STR("\"\\/\b\f\n\r\t")},
        {STR("\"\\u0041\\u00e9\\u{1F600}\\u{0}\\uD83D\\uDE00x\""), STR("Aé😀\0😀x")},
        {STR("\"\\u{0010FFFF}\\u{00000041}\""), STR("\xF4\x8F\xBF\xBF"
                                                    "A")},
        {STR("\"é\\n\""), STR("é\n")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Token token = first_token(cases[i].text);
        assert_int_equal(token.kind, TOKEN_STRING);
        assert_true(str_equal(token.text, cases[i].value));
        assert_non_null(token.text.data);
        assert_int_equal(token.span.end, cases[i].text.length);
    }
    Str plain = STR("\"plain\"");
    assert_ptr_equal(first_token(plain).text.data, plain.data + 1);
}

static void block_strings_lose_their_indentation(void **state) {
    (void)state;
    const struct {
        Str text, value;
    } cases[] = {
        {STR("\"\"\"\"\"\""), STR("")},
        {STR("\"\"\" a \"\"\""), STR(" a ")},
        {STR("\"\"\"\n    one\r\n      two\r\r    three\n  \n\"\"\""), STR("one\n  two\n\nthree")},
        {STR("\"\"\"first\n    second\n     third\"\"\""), STR("first\nsecond\n third")},
        {STR("\"\"\"\n\n \t\n a\n        \n b\n\n\"\"\""), STR("a\n       \nb")},
        {STR("\"\"\"\n  a\n b\n\"\"\""), STR(" a\nb")},
        {STR("\"\"\"say \\\"\"\"hi\\\"\"\" \\n \\\\ \"\" \"\"\""),
         STR("say \"\"\"hi\"\"\" \\n \\\\ \"\" ")},
        {STR("\"\"\"\n\n\"\"\""), STR("")},
        {STR("\"\"\"\xC3\xA9\n\t\xF0\x9F\x98\x80\"\"\""), STR("é\n😀")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Token token = first_token(cases[i].text);
        assert_int_equal(token.kind, TOKEN_BLOCK_STRING);
        assert_int_equal(token.text.length, cases[i].value.length);
        assert_true(str_equal(token.text, cases[i].value));
        assert_int_equal(token.span.end, cases[i].text.length);
    }
}

static void errors_are_worded_and_placed(void **state) {
    (void)state;
    const struct {
        Str text;
        const char *message;
        uint32_t line, column;
    } cases[] = {
        {STR("a\n ?"), "Unexpected character: \"?\".", 2, 2},
        {STR("\0"), "Unexpected character: U+0000.", 1, 1},
        {STR("\x7F"), "Unexpected character: U+007F.", 1, 1},
        {STR("é"), "Unexpected character: U+00E9.", 1, 1},
        {STR("\"😀\" 😀"), "Unexpected character: U+1F600.", 1, 6},
        {STR(".."), "Unexpected character: \".\".", 1, 1},
        {STR("'"),
         "Unexpected single quote character ('), did you mean to use a double quote (\")?", 1, 1},
        {STR("00"), "Invalid number, unexpected digit after 0: \"0\".", 1, 2},
        {STR("-"), "Invalid number, expected digit but got: <EOF>.", 1, 2},
        {STR("1.\""), "Invalid number, expected digit but got: '\"'.", 1, 3},
        {STR("1.5.2"), "Invalid number, expected digit but got: \".\".", 1, 4},
        {STR("1x"), "Invalid number, expected digit but got: \"x\".", 1, 2},
        {STR("1e+"), "Invalid number, expected digit but got: <EOF>.", 1, 4},
        {STR("\"abc"), "Unterminated string.", 1, 5},
        {STR("\"\\n\nb\""), "Unterminated string.", 1, 4},
        {STR("\"\"\"\nabc\n\\\"\"\"\"\""), "Unterminated string.", 3, 7},
        {STR("\"a\\q\""), "Invalid character escape sequence: \"\\q\".", 1, 3},
        {STR("\"\\"), "Invalid character escape sequence: \"\\\".", 1, 2},
        {STR("\"\\u12\" x"), "Invalid Unicode escape sequence: \"\\u12\" \".", 1, 2},
        {STR("\"\\uD83D\""), "Invalid Unicode escape sequence: \"\\uD83D\".", 1, 2},
        {STR("\"\\u{}\""), "Invalid Unicode escape sequence: \"\\u{}\".", 1, 2},
        {STR("\"\\u{D800}\""), "Invalid Unicode escape sequence: \"\\u{D800}\".", 1, 2},
        {STR("\"\\u{110000}\""), "Invalid Unicode escape sequence: \"\\u{110000}\".", 1, 2},
        {STR("\"\\u{FFFFFFFF}\""), "Invalid Unicode escape sequence: \"\\u{FFFFFFFF\".", 1, 2},
        {STR("\"\\u{000000041}\""), "Invalid Unicode escape sequence: \"\\u{000000041\".", 1, 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Error error = first_error(cases[i].text);
        assert_string_equal(error.message.data, cases[i].message);
        assert_int_equal(error.location_count, 1);
        assert_int_equal(error.locations[0].line, cases[i].line);
        assert_int_equal(error.locations[0].column, cases[i].column);
    }
}

static void text_must_be_utf8(void **state) {
    (void)state;
    Error error = first_error(STR("{ a } # \xE2\x82"));
    assert_string_equal(error.message.data, "Invalid character: byte 0xE2 is not UTF-8.");
    assert_int_equal(error.locations[0].column, 9);
    error = first_error(STR("\"é\xED\xA0\x80\""));
    assert_string_equal(error.message.data, "Invalid character: byte 0xED is not UTF-8.");
    assert_int_equal(error.locations[0].column, 3);
}

static void text_of_more_than_2_gib_is_refused(void **state) {
    (void)state;
    Source source = {{"never looked at", (size_t)INT32_MAX + 1}};
    Lexer lexer;
    size_t before = errors.count;
    source.text.length = (size_t)INT32_MAX + 1;
    assert_false(lexer_init(&lexer, &arena, &source, &errors));
    assert_int_equal(errors.count, before + 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_have_kind_and_place),
        cmocka_unit_test(kinds_have_the_names_of_messages),
        cmocka_unit_test(names_and_numbers_end_where_they_must),
        cmocka_unit_test(strings_are_decoded),
        cmocka_unit_test(block_strings_lose_their_indentation),
        cmocka_unit_test(errors_are_worded_and_placed),
        cmocka_unit_test(text_must_be_utf8),
        cmocka_unit_test(text_of_more_than_2_gib_is_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
