/*
 * What the planner decides, read off the printed plan. That the answers are right is for the golden
 * tests; here stand the decisions that are easy to lose without an answer changing.
 */
#include "tests/unit/engine/fixture.h"

static const char schema[] =
    "create table p(id integer primary key, name text, up_id int references p);"
    "create table c(id integer primary key, p_id int not null references p, n int, v text);"
    "create table k(a int not null, b int not null, v text, primary key (a, b)) without rowid;"
    "create table bare(v text);"
    "create view w as select n, v from c;"
    "insert into p values (1, 'one', null); insert into c values (1, 1, 5, 'x');";

/* The plan of the query as text in *text, which is to be freed. */
static Str plan_text(Fixture *f, const char *query, const char *variables, StrBuf *text) {
    fixture_ask(f, query, variables);
    const CachedProgram *program = fixture_program(f);
    if (program == NULL || f->response.outcome != SOLOQL_OK) {
        fail_msg("%.*s", (int)f->response.body_length, f->response.body);
    }
    *text = (StrBuf){0};
    plan_print(text, program->plan);
    return strbuf_view(text);
}

static void assert_plan_has(const char *query, const char *variables, const char *part) {
    Fixture f;
    StrBuf text;
    fixture_start(&f, schema);
    assert_has(plan_text(&f, query, variables, &text), part);
    strbuf_free(&text);
    fixture_close(&f);
}

static void assert_plan_lacks(const char *query, const char *variables, const char *part) {
    Fixture f;
    StrBuf text;
    fixture_start(&f, schema);
    assert_false(fixture_text_has(plan_text(&f, query, variables, &text), part));
    strbuf_free(&text);
    fixture_close(&f);
}

static void chains_are_flattened(void **state) {
    (void)state;
    assert_plan_has(
        "{ c(where: {_and: [{_and: [{n: {_gt: 1}}, {n: {_lt: 9}}]}, {v: {_eq: \"x\"}}]})"
        " { id } }",
        NULL, "where (t0.n > 1 and t0.n < 9 and t0.v = \"x\") order");
    assert_plan_has("{ c(where: {_or: [{_or: [{n: {_eq: 1}}, {n: {_eq: 2}}]}, {n: {_eq: 3}}]})"
                    " { id } }",
                    NULL, "where (t0.n = 1 or t0.n = 2 or t0.n = 3) order");
}

static void what_is_always_true_is_no_condition(void **state) {
    (void)state;
    static const char *const filters[] = {"{}", "{_and: []}", "{_and: [{}, {}]}",
                                          "{_not: {_or: []}}", "{n: {}}"};
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        char query[200];
        snprintf(query, sizeof query, "{ c(where: %s) { id } }", filters[i]);
        assert_plan_lacks(query, NULL, "where");
    }
    assert_plan_has("{ c(where: {_or: []}) { id } }", NULL, "where false");
    assert_plan_has("{ c(where: {_not: {}}) { id } }", NULL, "where false");
}

static void values_of_variables_are_slots(void **state) {
    (void)state;
    assert_plan_has(
        "query ($n: Int) { c(where: {n: {_gt: $n}, v: {_eq: \"x\"}}, limit: 3) { id } }",
        "{\"n\":7}", "t0.n > slot 0 and t0.v = \"x\"");
    assert_plan_has("query ($w: c_bool_exp, $l: Int) { c(where: $w, limit: $l) { id } }",
                    "{\"w\":{\"v\":{\"_eq\":\"y\"},\"n\":{\"_in\":[1,2]}},\"l\":5}", "limit slot ");
}

static void a_plan_that_holds_a_value_is_not_used_again(void **state) {
    (void)state;
    static const char reusable[] = "query ($n: Int) { c(where: {n: {_gt: $n}}) { id } }";
    static const char not_reusable[] = "query ($n: Int!) { c(where: {n: {_in: [1, $n]}}) { id } }";
    Fixture f;
    fixture_start(&f, schema);
    assert_answers(&f, reusable, "{\"n\":7}", "{\"data\":{\"c\":[]}}");
    assert_answers(&f, reusable, "{\"n\":4}", "{\"data\":{\"c\":[{\"id\":1}]}}");
    assert_int_equal(f.response.cached, 1);
    assert_answers(&f, not_reusable, "{\"n\":7}", "{\"data\":{\"c\":[]}}");
    assert_answers(&f, not_reusable, "{\"n\":5}", "{\"data\":{\"c\":[{\"id\":1}]}}");
    assert_int_equal(f.response.cached, 0);
    fixture_close(&f);
}

static void relations_in_filters_exist(void **state) {
    (void)state;
    assert_plan_has("{ c(where: {p: {name: {_eq: \"one\"}}}) { id } }", NULL,
                    "where exists (p (t1) on t1.id = t0.p_id where t1.name = \"one\") order");
    assert_plan_has("{ p(where: {_not: {c: {}}}) { id } }", NULL,
                    "where not exists (c (t1) on t1.p_id = t0.id) order");
}

static void orders_end_with_the_key(void **state) {
    (void)state;
    assert_plan_has("{ c { id } }", NULL, "order t0.id\n");
    assert_plan_has("{ c(order_by: {n: desc}) { id } }", NULL,
                    "order t0.n desc nulls first, t0.id desc\n");
    assert_plan_has("{ c(order_by: {id: desc}) { id } }", NULL, "order t0.id desc\n");
    assert_plan_has("{ k(order_by: {b: asc}) { a } }", NULL, "order t0.b, t0.a\n");
    assert_plan_has("{ bare { v } }", NULL, "order rowid\n");
    assert_plan_has("{ bare(order_by: {v: desc}) { v } }", NULL,
                    "order t0.v desc nulls first, rowid desc\n");
    assert_plan_has("{ c(order_by: [{n: desc}, {v: asc}]) { id } }", NULL,
                    "order t0.n desc nulls first, t0.v nulls last, t0.id\n");
    assert_plan_has("{ bare(order_by: {v: asc}) { v } }", NULL, "order t0.v nulls last, rowid\n");
    assert_plan_has("{ w(order_by: {v: asc}, limit: 1) { n } }", NULL,
                    "order t0.v nulls last, t0.n nulls last limit 1\n");
}

static void orders_lead_over_relations(void **state) {
    (void)state;
    assert_plan_has("{ c(order_by: {p: {up: {name: asc_nulls_first}}}) { id } }", NULL,
                    "order t2.name nulls first via p (t1) on t1.id = t0.p_id via p (t2) on t2.id = "
                    "t1.up_id, t0.id\n");
}

static void parents_are_joined_and_children_selected(void **state) {
    (void)state;
    assert_plan_has("{ c { p { name up { name } } } }", NULL,
                    "  p: object p (t1) on t1.id = t0.p_id\n"
                    "    name: text t1.name\n"
                    "    up: object p (t2) on t2.id = t1.up_id\n");
    assert_plan_has("{ p { c(limit: 2) { n } } }", NULL,
                    "  c: list! c (t1) on t1.p_id = t0.id order t1.id limit 2\n    n: int t1.n\n");
}

/* SQLite joins 64 tables: parents beyond that are selected. */
static void not_all_parents_can_be_joined(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, schema);
    StrBuf query = {0}, text;
    strbuf_append(&query, STR("{ c {"));
    for (unsigned i = 0; i < 150; i++) {
        strbuf_appendf(&query, " p%u: p { name up { id } }", i);
    }
    strbuf_append(&query, STR(" } }"));
    strbuf_append_char(&query, '\0');
    Str plan = plan_text(&f, query.data, NULL, &text);
    assert_has(plan, " p0: object p (t1)");
    assert_has(plan, " p149: row p (");
    Str body = {f.response.body, f.response.body_length};
    assert_has(body, "\"p0\":{\"name\":\"one\",\"up\":null}");
    assert_has(body, "\"p149\":{\"name\":\"one\",\"up\":null}");
    strbuf_free(&query);
    strbuf_free(&text);
    fixture_close(&f);
}

static void what_is_known_needs_no_statement(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, schema);
    fixture_ask(&f, "{ __typename __type(name: \"c\") { name } }", NULL);
    assert_answer(&f, "{\"data\":{\"__typename\":\"query_root\",\"__type\":{\"name\":\"c\"}}}");
    assert_int_equal(f.response.statements, 0);
    assert_int_equal(fixture_program(&f)->plan->cost, 2);
    fixture_close(&f);
}

static uint64_t cost_of(Fixture *f, const char *query) {
    fixture_ask(f, query, NULL);
    return fixture_program(f)->plan->cost;
}

static void cost_grows_with_what_is_asked_for(void **state) {
    (void)state;
    static const char *const dearer[] = {
        "{ c(limit: 1) { id } }",
        "{ c(limit: 2) { id } }",
        "{ c(limit: 2) { id n v } }",
        "{ c(limit: 2) { id n v p { id } } }",
        "{ c(limit: 20) { id n v p { id } } }",
        "{ c(limit: 20) { id n v p { c(limit: 10) { id } } } }",
        "{ c(limit: 20) { id n v p { c(limit: 10) { p { c { id } } } } } }",
    };
    Fixture f;
    fixture_start(&f, schema);
    for (size_t i = 1; i < sizeof dearer / sizeof *dearer; i++) {
        assert_true(cost_of(&f, dearer[i - 1]) < cost_of(&f, dearer[i]));
    }
    fixture_close(&f);
}

/* Limits of many digits are multiplied without overflow. */
static void cost_has_no_end(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, schema);
    StrBuf query = {0};
    strbuf_append(&query, STR("{ p(limit: 2147483647) "));
    for (unsigned i = 0; i < 20; i++) {
        strbuf_append(&query, STR("{ p_by_up(limit: 2147483647) "));
    }
    strbuf_append(&query, STR("{ id } "));
    for (unsigned i = 0; i < 21; i++) {
        strbuf_append_char(&query, '}');
    }
    strbuf_append_char(&query, '\0');
    fixture_ask(&f, query.data, NULL);
    assert_string_equal(f.response.error_code, "query-too-expensive");
    strbuf_free(&query);
    fixture_close(&f);
}

static uint32_t nesting_of(Fixture *f, const char *query) {
    fixture_ask(f, query, NULL);
    return fixture_program(f)->plan->nesting;
}

static void nesting_counts_subqueries(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, schema);
    assert_int_equal(nesting_of(&f, "{ c { id p { up { id } } } }"), 1);
    assert_int_equal(nesting_of(&f, "{ p { c { id } } }"), 2);
    assert_int_equal(nesting_of(&f, "{ c(where: {p: {c: {p: {}}}}) { id } }"), 4);
    assert_int_equal(nesting_of(&f, "{ c(order_by: {p: {up: {name: asc}}}) { id } }"), 3);
    assert_int_equal(nesting_of(&f, "{ p { c(order_by: {p: {up: {name: asc}}}) { id } } }"), 4);
    fixture_close(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chains_are_flattened),
        cmocka_unit_test(what_is_always_true_is_no_condition),
        cmocka_unit_test(values_of_variables_are_slots),
        cmocka_unit_test(a_plan_that_holds_a_value_is_not_used_again),
        cmocka_unit_test(relations_in_filters_exist),
        cmocka_unit_test(orders_end_with_the_key),
        cmocka_unit_test(orders_lead_over_relations),
        cmocka_unit_test(parents_are_joined_and_children_selected),
        cmocka_unit_test(not_all_parents_can_be_joined),
        cmocka_unit_test(what_is_known_needs_no_statement),
        cmocka_unit_test(cost_grows_with_what_is_asked_for),
        cmocka_unit_test(cost_has_no_end),
        cmocka_unit_test(nesting_counts_subqueries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
