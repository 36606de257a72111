/* The envelope of a request: parameters, nulls, and what is wrong with which of them. */
#include "sqlgen/graphql/request.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { DEPTH = 16 };

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

static Request read_good(Str body) {
    Request request;
    if (!request_read(&arena, body, DEPTH, &request, &errors)) {
        fail_msg("%.*s", STR_ARG(errors.items[errors.count - 1].message));
    }
    return request;
}

static void all_parameters(void **state) {
    (void)state;
    Request request = read_good(STR("{\"query\":\"{ a\\n}\",\"operationName\":\"Q\",\"other\":1,"
                                    "\"variables\":{\"id\":9007199254740993},\"extensions\":{}}"));
    int64_t id;
    assert_true(str_equal(request.document, STR("{ a\n}")));
    assert_true(str_equal(request.operation_name, STR("Q")));
    assert_true(json_int64(json_member(request.variables, STR("id")), &id));
    assert_true(id == INT64_C(9007199254740993));
    assert_non_null(request.extensions);
}

static void absent_and_null_are_the_same(void **state) {
    (void)state;
    const Str bodies[] = {STR("{}"), STR("{\"query\":null,\"operationName\":null,"
                                         "\"variables\":null,\"extensions\":null}")};
    for (size_t i = 0; i < 2; i++) {
        Request request = read_good(bodies[i]);
        assert_null(request.document.data);
        assert_null(request.operation_name.data);
        assert_null(request.variables);
        assert_null(request.extensions);
    }
    assert_non_null(read_good(STR("{\"query\":\"\"}")).document.data);
}

static void mistakes_are_named(void **state) {
    (void)state;
    const struct {
        Str body;
        const char *message;
    } cases[] = {
        {STR(""), "Request body is not valid JSON: unexpected end at byte 0."},
        {STR("{\"query\":}"), "Request body is not valid JSON: unexpected character at byte 9."},
        {STR("{\"query\":\"{a}\",\"query\":\"{b}\"}"),
         "Request body is not valid JSON: object with a repeated key at byte 0."},
        {STR("{\"variables\":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}"),
         "Request body is not valid JSON: nested too deeply at byte 28."},
        {STR("[{\"query\":\"{a}\"}]"), "Request body must be a JSON object."},
        {STR("\"{a}\""), "Request body must be a JSON object."},
        {STR("{\"query\":{}}"), "Parameter \"query\" must be a string."},
        {STR("{\"query\":1,\"variables\":1}"), "Parameter \"query\" must be a string."},
        {STR("{\"operationName\":[]}"), "Parameter \"operationName\" must be a string."},
        {STR("{\"variables\":\"{}\"}"), "Parameter \"variables\" must be an object."},
        {STR("{\"variables\":[]}"), "Parameter \"variables\" must be an object."},
        {STR("{\"extensions\":false}"), "Parameter \"extensions\" must be an object."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Request request;
        size_t before = errors.count;
        assert_false(request_read(&arena, cases[i].body, DEPTH, &request, &errors));
        assert_int_equal(errors.count, before + 1);
        assert_string_equal(errors.items[before].message.data, cases[i].message);
        assert_int_equal(errors.items[before].code, ERROR_BAD_REQUEST);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_parameters),
        cmocka_unit_test(absent_and_null_are_the_same),
        cmocka_unit_test(mistakes_are_named),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
