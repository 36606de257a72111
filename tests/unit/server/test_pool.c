/* The pool of connections: lazy, last in first out, bounded in number and in patience. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <pthread.h>
#include <unistd.h>

#include "server/pool.h"

static char path[] = "/tmp/soloql-pool-XXXXXX";
static soloql *engine;

/* An empty file is an empty database. */
static int engine_open(void **state) {
    (void)state;
    soloql_options options;
    char *message = NULL;
    int file = mkstemp(path);
    soloql_options_init(&options);
    options.database = path;
    int failed = file < 0 || close(file) != 0 || soloql_open(&options, &engine, &message) != 0;
    soloql_free(message);
    return failed;
}

static int engine_close(void **state) {
    (void)state;
    soloql_close(engine);
    return unlink(path);
}

static soloql_connection *take(Pool *pool) {
    Complaint complaint;
    soloql_connection *connection;
    assert_int_equal(pool_take(pool, &connection, &complaint), POOL_TAKEN);
    assert_non_null(connection);
    return connection;
}

static void last_given_is_taken_first(void **state) {
    (void)state;
    Pool *pool = pool_open(engine, 3, 0);
    soloql_connection *a = take(pool), *b = take(pool), *c = take(pool);
    assert_ptr_not_equal(a, b);
    assert_ptr_not_equal(b, c);
    pool_give(pool, b);
    pool_give(pool, a);
    assert_ptr_equal(take(pool), a);
    assert_ptr_equal(take(pool), b);
    pool_give(pool, c);
    pool_give(pool, b);
    pool_give(pool, a);
    pool_close(pool);
}

static void one_is_used_again_rather_than_another_opened(void **state) {
    (void)state;
    Pool *pool = pool_open(engine, 8, 0);
    soloql_connection *first = take(pool);
    for (int i = 0; i < 10; i++) {
        pool_give(pool, first);
        assert_ptr_equal(take(pool), first);
    }
    pool_give(pool, first);
    pool_close(pool);
}

static void nobody_waits_longer_than_agreed(void **state) {
    (void)state;
    Complaint complaint;
    soloql_connection *none;
    Pool *pool = pool_open(engine, 1, 20);
    soloql_connection *only = take(pool);
    assert_int_equal(pool_take(pool, &none, &complaint), POOL_BUSY);
    assert_null(none);
    pool_give(pool, only);
    assert_ptr_equal(take(pool), only);
    pool_interrupt(pool);
    pool_give(pool, only);
    pool_close(pool);
}

typedef struct Waiter {
    Pool *pool;
    int rounds; /* times it got a connection */
} Waiter;

static void *wait_and_use(void *data) {
    Waiter *waiter = data;
    for (int i = 0; i < 200; i++) {
        Complaint complaint;
        soloql_connection *connection;
        if (pool_take(waiter->pool, &connection, &complaint) == POOL_TAKEN) {
            soloql_request request = {.query = "{__typename}", .query_length = 12};
            soloql_response response;
            soloql_execute(connection, &request, &response);
            waiter->rounds += response.outcome == SOLOQL_OK;
            pool_give(waiter->pool, connection);
        }
    }
    return NULL;
}

static void many_threads_share_few(void **state) {
    (void)state;
    enum { THREADS = 8 };
    Pool *pool = pool_open(engine, 2, 60000);
    Waiter waiters[THREADS];
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) {
        waiters[i] = (Waiter){pool, 0};
        assert_int_equal(pthread_create(&threads[i], NULL, wait_and_use, &waiters[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_int_equal(waiters[i].rounds, 200);
    }
    pool_close(pool);
}

static void no_pool_is_fine_to_close(void **state) {
    (void)state;
    pool_close(NULL);
    Pool *unused = pool_open(engine, 0, 0);
    assert_non_null(unused);
    pool_close(unused);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(last_given_is_taken_first),
        cmocka_unit_test(one_is_used_again_rather_than_another_opened),
        cmocka_unit_test(nobody_waits_longer_than_agreed),
        cmocka_unit_test(many_threads_share_few),
        cmocka_unit_test(no_pool_is_fine_to_close),
    };
    return cmocka_run_group_tests(tests, engine_open, engine_close);
}
