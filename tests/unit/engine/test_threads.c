/* One engine, many threads: the operation cache is shared, connections are not. */
#include "tests/unit/engine/fixture.h"

#include <pthread.h>

enum { THREADS = 8, ROUNDS = 200, QUERIES = 12 };

typedef struct Worker {
    pthread_t thread;
    Fixture *fixture;
    unsigned number;
    unsigned wrong; /* answers; asserts are for the main thread */
} Worker;

static bool worker_ask(Worker *worker, soloql_connection *connection, unsigned round) {
    char query[200], variables[40], expected[100];
    unsigned shape = (round * 7 + worker->number) % QUERIES, id = round % 100 + 1;
    snprintf(query, sizeof query, "query ($i: Int!) { a%u: t(where: {id: {_eq: $i}}) { id v } }",
             shape);
    snprintf(variables, sizeof variables, "{\"i\":%u}", id);
    snprintf(expected, sizeof expected, "{\"data\":{\"a%u\":[{\"id\":%u,\"v\":\"value %u\"}]}}",
             shape, id, id);
    soloql_request request = {.query = query,
                              .query_length = strlen(query),
                              .variables = variables,
                              .variables_length = strlen(variables)};
    soloql_response response;
    soloql_execute(connection, &request, &response);
    return str_equal((Str){response.body, response.body_length}, str_from(expected));
}

static void *worker_run(void *context) {
    Worker *worker = context;
    soloql_connection *connection = fixture_connect(worker->fixture);
    if (connection == NULL) {
        worker->wrong = ROUNDS;
        return NULL;
    }
    for (unsigned round = 0; round < ROUNDS; round++) {
        worker->wrong += !worker_ask(worker, connection, round);
    }
    soloql_disconnect(connection);
    return NULL;
}

static void run_workers(uint64_t cache_bytes) {
    Fixture f;
    fixture_make(&f, "create table t(id integer primary key, v text);"
                     "with n(i) as (select 1 union all select i + 1 from n where i < 100)"
                     " insert into t select i, 'value ' || i from n;");
    f.options.cache_bytes = cache_bytes;
    fixture_open(&f);
    Worker workers[THREADS] = {0};
    for (unsigned i = 0; i < THREADS; i++) {
        workers[i].fixture = &f;
        workers[i].number = i;
        assert_int_equal(pthread_create(&workers[i].thread, NULL, worker_run, &workers[i]), 0);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        pthread_join(workers[i].thread, NULL);
        assert_int_equal(workers[i].wrong, 0);
    }
    assert_true(f.engine->snapshot->operations.bytes <= f.engine->options.cache_bytes);
    fixture_close(&f);
}

static void everyone_gets_the_right_answer(void **state) {
    (void)state;
    run_workers(0);
}

/* A cache that holds one or two of the operations throws out what others are about to use. */
static void also_while_the_cache_forgets(void **state) {
    (void)state;
    run_workers(20000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everyone_gets_the_right_answer),
        cmocka_unit_test(also_while_the_cache_forgets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
