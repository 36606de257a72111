/* What an operation may cost, one option at a time. */
#include "tests/unit/engine/fixture.h"

#include <pthread.h>
#include <time.h>

static const char schema[] =
    "create table t(id integer primary key, v text, up integer references t(id));"
    "with n(i) as (select 1 union all select i + 1 from n where i < 1000)"
    " insert into t select i, 'value ' || i, i - 1 from n;";

static void start(Fixture *f, void (*change)(soloql_options *)) {
    fixture_make(f, schema);
    change(&f->options);
    fixture_open(f);
}

/* The answer is one error of that code, and none of data. */
static void assert_refused(Fixture *f, const char *query, const char *code) {
    fixture_ask(f, query, NULL);
    assert_int_not_equal(f->response.outcome, SOLOQL_OK);
    assert_string_equal(f->response.error_code, code);
    Str body = {f->response.body, f->response.body_length};
    assert_true(json_check(body, 10));
    assert_has(body, "{\"errors\":[{\"message\":");
}

static void shallow(soloql_options *options) {
    options->max_depth = 2;
}

static void selections_may_not_nest_deeper(void **state) {
    (void)state;
    Fixture f;
    start(&f, shallow);
    assert_answers(&f, "{ t(limit: 1) { id } }", NULL, "{\"data\":{\"t\":[{\"id\":1}]}}");
    assert_refused(&f, "{ t(limit: 1) { t { id } } }", "validation-failed");
    assert_refused(&f, "{ t { ...F } } fragment F on t { t { id } }", "validation-failed");
    fixture_close(&f);
}

static void few_tokens(soloql_options *options) {
    options->max_tokens = 8;
}

static void documents_may_not_be_longer(void **state) {
    (void)state;
    Fixture f;
    start(&f, few_tokens);
    assert_answers(
        &f, "{ t_by_pk(id: 1) }", NULL,
        "{\"errors\":[{\"message\":\"Field \\\"t_by_pk\\\" of type \\\"t\\\" must have a "
        "selection of subfields. Did you mean \\\"t_by_pk { ... }\\\"?\",\"locations\":[{"
        "\"line\":1,\"column\":3}],\"extensions\":{\"code\":\"validation-failed\"}}]}");
    fixture_ask(&f, "{ t_by_pk(id: 1) { id } }", NULL);
    assert_has(((Str){f.response.body, f.response.body_length}), "8 tokens");
    fixture_close(&f);
}

static void few_roots(soloql_options *options) {
    options->max_root_fields = 2;
}

static void roots_are_counted_with_fragments_open(void **state) {
    (void)state;
    Fixture f;
    start(&f, few_roots);
    assert_answers(&f, "{ __typename a: __typename ...F } fragment F on query_root { __typename }",
                   NULL, "{\"data\":{\"__typename\":\"query_root\",\"a\":\"query_root\"}}");
    assert_refused(&f,
                   "{ a: __typename b: __typename ...F } fragment F on query_root { __typename }",
                   "query-too-expensive");
    fixture_close(&f);
}

static void cheap(soloql_options *options) {
    options->max_cost = 50;
}

static void plans_may_not_cost_more(void **state) {
    (void)state;
    Fixture f;
    start(&f, cheap);
    fixture_ask(&f, "{ t(limit: 20) { id } }", NULL);
    assert_int_equal(f.response.outcome, SOLOQL_OK);
    assert_refused(&f, "{ t(limit: 30) { id } }", "query-too-expensive");
    assert_int_equal(f.response.statements, 0);
    fixture_close(&f);
}

static void small_answers(soloql_options *options) {
    options->max_response_bytes = 2000;
}

static void answers_may_not_be_larger(void **state) {
    (void)state;
    Fixture f;
    start(&f, small_answers);
    fixture_ask(&f, "{ t(limit: 20) { id v } }", NULL);
    assert_int_equal(f.response.outcome, SOLOQL_OK);
    assert_refused(&f, "{ t { id v } }", "query-too-expensive");
    assert_refused(&f, "{ a: t(limit: 60) { v } b: t(limit: 60) { v } c: t(limit: 60) { v } }",
                   "query-too-expensive");
    fixture_ask(&f, "{ t(limit: 20) { id v } }", NULL); /* and afterwards all is well */
    assert_int_equal(f.response.outcome, SOLOQL_OK);
    fixture_close(&f);
}

static void little_memory(soloql_options *options) {
    options->max_request_memory = 200 * 1024;
}

static void requests_may_not_take_more_memory(void **state) {
    (void)state;
    Fixture f;
    start(&f, little_memory);
    StrBuf query = {0};
    strbuf_append(&query, STR("{ t(where: {_or: ["));
    for (int i = 0; i < 3000; i++) {
        strbuf_append(&query, STR("{id: {_eq: 1}} "));
    }
    strbuf_append(&query, STR("]}) { id } }"));
    strbuf_append_char(&query, '\0');
    assert_refused(&f, query.data, "query-too-expensive");
    strbuf_free(&query);
    assert_answers(&f, "{ t(limit: 1) { id } }", NULL, "{\"data\":{\"t\":[{\"id\":1}]}}");
    fixture_close(&f);
}

/* The keys of the rows that are written do not fit: what was written by then must be undone. */
static void mutations_without_memory_leave_nothing_behind(void **state) {
    (void)state;
    Fixture f;
    char *message = NULL;
    start(&f, little_memory);
    soloql_disconnect(f.connection);
    assert_int_equal(soloql_connect_writer(f.engine, &f.connection, &message), 0);
    assert_refused(&f,
                   "mutation { update_t(where: {}, _all: true, _set: {v: \"new\"}) "
                   "{ returning { id } } a: update_t(where: {}, _all: true, _set: {v: \"new\"}) "
                   "{ returning { id } } b: update_t(where: {}, _all: true, _set: {v: \"new\"}) "
                   "{ returning { id } } }",
                   "query-too-expensive");
    assert_answers(&f, "{ t_aggregate(where: {v: {_eq: \"new\"}}) { aggregate { count } } }", NULL,
                   "{\"data\":{\"t_aggregate\":{\"aggregate\":{\"count\":0}}}}");
    assert_answers(&f, "mutation { update_t_by_pk(pk_columns: {id: 1}, _set: {v: \"x\"}) { v } }",
                   NULL, "{\"data\":{\"update_t_by_pk\":{\"v\":\"x\"}}}");
    fixture_close(&f);
}

static void impatient(soloql_options *options) {
    options->timeout_ms = 100;
}

static void statements_may_not_run_longer(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table n(i integer);"
                     "create view endless(i) as with recursive n(i) as"
                     " (select 1 union all select i + 1 from n) select i from n;");
    impatient(&f.options);
    fixture_open(&f);
    struct timespec before, after;
    clock_gettime(CLOCK_MONOTONIC, &before);
    assert_refused(&f, "{ endless_aggregate { aggregate { count } } }", "timeout");
    clock_gettime(CLOCK_MONOTONIC, &after);
    assert_true(after.tv_sec - before.tv_sec < 5);
    assert_int_equal(f.response.outcome, SOLOQL_EXECUTION_ERROR);
    assert_answers(&f, "{ n { i } }", NULL, "{\"data\":{\"n\":[]}}");
    fixture_close(&f);
}

static void *interrupt(void *connection) {
    nanosleep(&(struct timespec){.tv_nsec = 50 * 1000 * 1000}, NULL);
    soloql_interrupt(connection);
    return NULL;
}

static void another_thread_can_stop_it(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, "create view endless(i) as with recursive n(i) as"
                      " (select 1 union all select i + 1 from n) select i from n;");
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, interrupt, f.connection), 0);
    assert_refused(&f, "{ endless_aggregate { aggregate { count } } }", "timeout");
    pthread_join(thread, NULL);
    fixture_close(&f);
}

static void hidden(soloql_options *options) {
    options->no_introspection = 1;
    options->no_suggestions = 1;
}

static void the_schema_can_be_kept_back(void **state) {
    (void)state;
    Fixture f;
    start(&f, hidden);
    assert_refused(&f, "{ __schema { queryType { name } } }", "validation-failed");
    assert_refused(&f, "{ __type(name: \"t\") { name } }", "validation-failed");
    fixture_ask(&f, "{ t { ids } }", NULL);
    assert_false(fixture_text_has((Str){f.response.body, f.response.body_length}, "Did you mean"));
    assert_answers(&f, "{ __typename }", NULL, "{\"data\":{\"__typename\":\"query_root\"}}");
    fixture_close(&f);
}

static void many_values_are_refused_in_words(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, schema);
    sqlite3_limit(f.connection->run.db, SQLITE_LIMIT_VARIABLE_NUMBER, 1000);
    StrBuf variables = {0};
    strbuf_append(&variables, STR("{\"w\":{\"_or\":[{\"id\":{\"_eq\":0}}"));
    for (int i = 0; i < 1000; i++) {
        strbuf_append(&variables, STR(",{\"id\":{\"_eq\":1}}"));
    }
    strbuf_append(&variables, STR("]}}"));
    strbuf_append_char(&variables, '\0');
    fixture_ask(&f, "query ($w: t_bool_exp) { t(where: $w) { id } }", variables.data);
    strbuf_free(&variables);
    assert_string_equal(f.response.error_code, "query-too-expensive");
    fixture_close(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(selections_may_not_nest_deeper),
        cmocka_unit_test(documents_may_not_be_longer),
        cmocka_unit_test(roots_are_counted_with_fragments_open),
        cmocka_unit_test(plans_may_not_cost_more),
        cmocka_unit_test(answers_may_not_be_larger),
        cmocka_unit_test(requests_may_not_take_more_memory),
        cmocka_unit_test(mutations_without_memory_leave_nothing_behind),
        cmocka_unit_test(statements_may_not_run_longer),
        cmocka_unit_test(another_thread_can_stop_it),
        cmocka_unit_test(the_schema_can_be_kept_back),
        cmocka_unit_test(many_values_are_refused_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
