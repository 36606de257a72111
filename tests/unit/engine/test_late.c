/* The types of a table are filled when a request first names it; by whom does not matter. */
#include "tests/unit/engine/fixture.h"

#include <pthread.h>

enum { TABLES = 1000, THREADS = 8, BODIES = 60 };

/* Tables t0, t1 …, each with a key to the one before. */
static char *tables_sql(unsigned count) {
    StrBuf sql = {0};
    for (unsigned i = 0; i < count; i++) {
        strbuf_appendf(&sql, "create table t%u(id integer primary key, v text", i);
        if (i != 0) {
            strbuf_appendf(&sql, ", parent_id integer references t%u(id)", i - 1);
        }
        strbuf_appendf(&sql, "); insert into t%u values (1, 'v%u'%s);", i, i, i == 0 ? "" : ", 1");
    }
    strbuf_append_char(&sql, '\0');
    assert_false(sql.failed);
    return sql.data;
}

static void start_named(Fixture *f, unsigned tables, soloql_naming naming) {
    char *sql = tables_sql(tables);
    fixture_make(f, sql);
    f->options.naming = naming;
    fixture_open(f);
    free(sql);
}

static void start(Fixture *f, unsigned tables) {
    start_named(f, tables, SOLOQL_HASURA_DEFAULT);
}

/* The number of tables whose types are filled. A row type alone has a binding. */
static unsigned tables_filled(const Fixture *f) {
    const Schema *schema = f->engine->snapshot->schema;
    unsigned count = 0;
    for (size_t i = 0; i < schema->type_count; i++) {
        const Type *type = schema->types[i];
        count += type->binding != NULL && atomic_load(&type->late->filled);
    }
    return count;
}

static void a_query_fills_the_tables_that_it_names(void **state) {
    (void)state;
    Fixture f;
    start(&f, TABLES);
    assert_int_equal(tables_filled(&f), 0);
    assert_answers(&f, "{t500{id v}}", NULL, "{\"data\":{\"t500\":[{\"id\":1,\"v\":\"v500\"}]}}");
    assert_int_equal(tables_filled(&f), 1);
    assert_answers(&f, "{t500(where:{parent:{v:{_eq:\"v499\"}}}){parent{v}}}", NULL,
                   "{\"data\":{\"t500\":[{\"parent\":{\"v\":\"v499\"}}]}}");
    assert_int_equal(tables_filled(&f), 2);
    fixture_ask(&f, "{__type(name:\"t7_sum_fields\"){fields{name}}}", NULL);
    assert_int_equal(tables_filled(&f), 3);
    fixture_ask(&f, "{t8{nope} nope{id}}", NULL);
    assert_int_equal(tables_filled(&f), 4);
    fixture_close(&f);
}

static void without_memory_a_request_fails_and_the_next_does_not(void **state) {
    (void)state;
    static const char query[] = "query($w: t2_bool_exp!) {t2(where: $w) {id}}";
    static const char deep[] = "{\"w\":{\"parent\":{\"parent\":{\"v\":{\"_eq\":\"v0\"}}}}}";
    Fixture f;
    start(&f, 5);
    Arena *arena = &f.engine->snapshot->arena;
    arena->budget = arena->used + 1;
    fixture_ask(&f, "{t1{id}}", NULL);
    assert_has(((Str){f.response.body, f.response.body_length}), "memory");
    assert_null(soloql_schema(f.engine, NULL, SOLOQL_SDL));
    assert_int_equal(tables_filled(&f), 0);
    arena->budget = 0;
    assert_answers(&f, "{t1{id}}", NULL, "{\"data\":{\"t1\":[{\"id\":1}]}}");
    assert_answers(&f, "{t2{id}}", NULL, "{\"data\":{\"t2\":[{\"id\":1}]}}");
    arena->budget = arena->used + 1; /* t0 is first looked into for the variable's value */
    fixture_ask(&f, query, deep);
    assert_has(((Str){f.response.body, f.response.body_length}), "memory");
    arena->budget = 0;
    assert_answers(&f, query, deep, "{\"data\":{\"t2\":[{\"id\":1}]}}");
    fixture_close(&f);
}

typedef struct Worker {
    pthread_t thread;
    Fixture *fixture;
    unsigned number;
    const char *group; /* what the fields of groups end in */
    unsigned wrong;    /* answers; asserts are for the main thread */
} Worker;

/* Each thread looks into all tables, half of them from the end. */
static bool worker_ask(const Worker *worker, soloql_connection *connection, unsigned round) {
    char query[200], expected[200];
    unsigned table = worker->number % 2 == 0 ? round : BODIES - 1 - round;
    snprintf(query, sizeof query,
             "{t%u(where: {id: {_eq: 1}}, limit: 1) {v} "
             "group: t%u%s(having: {count: {_gt: 0}}) {aggregate {count}}}",
             table, table, worker->group);
    snprintf(expected, sizeof expected,
             "{\"data\":{\"t%u\":[{\"v\":\"v%u\"}],"
             "\"group\":[{\"aggregate\":{\"count\":1}}]}}",
             table, table);
    soloql_request request = {.query = query, .query_length = strlen(query)};
    soloql_response response;
    soloql_execute(connection, &request, &response);
    return str_equal((Str){response.body, response.body_length}, str_from(expected));
}

static void *worker_run(void *context) {
    Worker *worker = context;
    soloql_connection *connection = fixture_connect(worker->fixture);
    if (connection == NULL) {
        worker->wrong = BODIES;
        return NULL;
    }
    if (worker->number == 0) { /* this one into all at once */
        soloql_free(soloql_schema(worker->fixture->engine, NULL, SOLOQL_INTROSPECTION_JSON));
    }
    for (unsigned round = 0; round < BODIES; round++) {
        worker->wrong += !worker_ask(worker, connection, round);
    }
    soloql_disconnect(connection);
    return NULL;
}

static void look_at_once(soloql_naming naming, const char *group) {
    Fixture f, alone;
    start_named(&f, BODIES, naming);
    start_named(&alone, BODIES, naming);
    Worker workers[THREADS] = {0};
    for (unsigned i = 0; i < THREADS; i++) {
        workers[i].fixture = &f;
        workers[i].number = i;
        workers[i].group = group;
        assert_int_equal(pthread_create(&workers[i].thread, NULL, worker_run, &workers[i]), 0);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        pthread_join(workers[i].thread, NULL);
        assert_int_equal(workers[i].wrong, 0);
    }
    char *filled = soloql_schema(f.engine, NULL, SOLOQL_SDL);
    char *fresh = soloql_schema(alone.engine, NULL, SOLOQL_SDL);
    assert_int_equal(tables_filled(&f), BODIES);
    assert_string_equal(filled, fresh);
    soloql_free(filled);
    soloql_free(fresh);
    fixture_close(&f);
    fixture_close(&alone);
}

static void threads_that_look_at_once_see_the_same(void **state) {
    (void)state;
    look_at_once(SOLOQL_HASURA_DEFAULT, "_group");
}

/* Lists of arguments that tables share have been spelt when others read them. */
static void also_where_names_are_spelt_anew(void **state) {
    (void)state;
    look_at_once(SOLOQL_GRAPHQL_DEFAULT, "Group");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_query_fills_the_tables_that_it_names),
        cmocka_unit_test(without_memory_a_request_fails_and_the_next_does_not),
        cmocka_unit_test(threads_that_look_at_once_see_the_same),
        cmocka_unit_test(also_where_names_are_spelt_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
