/*
 * Properties of the statements that are emitted, whatever they look like: what they look like is
 * for the golden tests.
 */
#include "tests/unit/engine/fixture.h"

static const char schema[] =
    "create table p(id integer primary key, name text);"
    "create table c(id integer primary key, p_id int references p, n int, v text);"
    "insert into p values (1, 'one'); insert into c values (1, 1, 5, 'x'), (2, 1, 6, null);";

static const Program *program_of(Fixture *f, const char *query) {
    fixture_ask(f, query, NULL);
    const CachedProgram *program = fixture_program(f);
    if (program == NULL || f->response.outcome != SOLOQL_OK) {
        fail_msg("%.*s", (int)f->response.body_length, f->response.body);
    }
    return program->program;
}

static void equal_questions_make_equal_statements(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, schema);
    Str one = program_of(&f, "{ c(where: {n: {_eq: 5}}) { id } }")->sql;
    char *copy = strndup(one.data, one.length);
    Str two = program_of(&f, "{ c(where: {n: {_eq: 6}}) { id } }")->sql;
    assert_true(str_equal(str_from(copy), two));
    free(copy);
    fixture_close(&f);
}

/* But for the limit, which is a number and helps SQLite to plan. */
static void no_value_stands_in_the_text(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, schema);
    const Program *program = program_of(&f, "{ c(where: {v: {_eq: \"needle\"}, n: {_in: [31415]}}, "
                                            "limit: 16180, offset: 27182) { id } }");
    assert_int_equal(program->bind_count, 3);
    assert_has(program->sql, " limit 16180 offset ?3");
    assert_false(fixture_text_has(program->sql, "needle"));
    assert_false(fixture_text_has(program->sql, "31415"));
    assert_false(fixture_text_has(program->sql, "27182"));
    fixture_close(&f);
}

static void only_columns_that_are_needed_are_selected(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, schema);
    Str sql = program_of(&f, "{ c(order_by: {n: desc}) { id p { name } } }")->sql;
    assert_false(fixture_text_has(sql, "\"v\""));
    assert_has(sql, "select t0.\"id\", t0.\"p_id\" from \"c\"");
    fixture_close(&f);
}

/* The most arguments that a call in the statement has; strings in it have no parentheses. */
static size_t widest_call(Str sql) {
    size_t commas[256] = {0}, depth = 0, widest = 0;
    bool quoted = false;
    for (size_t i = 0; i < sql.length; i++) {
        char c = sql.data[i];
        quoted ^= c == '\'';
        if (quoted) {
            continue;
        }
        if (c == '(') {
            assert_true(++depth < 256);
            commas[depth] = 0;
        } else if (c == ')') {
            depth--;
        } else if (c == ',') {
            widest = ++commas[depth] > widest ? commas[depth] : widest;
        }
    }
    return widest + 1;
}

static void wide_rows_are_written_in_pieces(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, schema);
    StrBuf query = {0};
    strbuf_append(&query, STR("{ c(limit: 1) {"));
    for (unsigned i = 0; i < 450; i++) {
        strbuf_appendf(&query, i % 3 == 0 ? " a%u: p { name }" : " a%u: n", i);
    }
    strbuf_append(&query, STR(" } }"));
    strbuf_append_char(&query, '\0');
    assert_true(widest_call(program_of(&f, query.data)->sql) <= 127);
    Str body = {f.response.body, f.response.body_length};
    assert_true(json_check(body, 10));
    assert_has(body, "{\"data\":{\"c\":[{\"a0\":{\"name\":\"one\"},\"a1\":5,");
    assert_has(body, ",\"a447\":{\"name\":\"one\"},\"a448\":5,\"a449\":5}]}}");
    strbuf_free(&query);
    fixture_close(&f);
}

static void long_conditions_do_not_nest(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, schema);
    StrBuf query = {0};
    strbuf_append(&query, STR("{ c(where: {_or: ["));
    for (unsigned i = 0; i < 2100; i++) {
        strbuf_append(&query, STR("{n: {_eq: 6}} "));
    }
    strbuf_append(&query, STR("]}) { id } }"));
    strbuf_append_char(&query, '\0');
    assert_answers(&f, query.data, NULL, "{\"data\":{\"c\":[{\"id\":2}]}}");
    strbuf_free(&query);
    fixture_close(&f);
}

static void roots_that_are_known_stay_in_their_place(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, schema);
    const Program *program =
        program_of(&f, "{ a: __typename p { id } b: __typename c(limit: 1) { id } d: __typename }");
    assert_int_equal(program->root_count, 5);
    assert_answer(&f, "{\"data\":{\"a\":\"query_root\",\"p\":[{\"id\":1}],\"b\":\"query_root\","
                      "\"c\":[{\"id\":1}],\"d\":\"query_root\"}}");
    fixture_close(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_questions_make_equal_statements),
        cmocka_unit_test(no_value_stands_in_the_text),
        cmocka_unit_test(only_columns_that_are_needed_are_selected),
        cmocka_unit_test(wide_rows_are_written_in_pieces),
        cmocka_unit_test(long_conditions_do_not_nest),
        cmocka_unit_test(roots_that_are_known_stay_in_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
