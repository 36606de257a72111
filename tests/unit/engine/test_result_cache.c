/* Answers that are kept: never another one than is read now, whoever writes, and never for others
 * than those who may see it. */
#include "tests/unit/engine/fixture.h"

#include <pthread.h>

enum { STEPS = 3000, READERS = 4, COMMITS = 400 };

static const char schema_sql[] =
    "pragma journal_mode=wal;"
    "create table a(id integer primary key, n int); insert into a values (1, 0), (2, 5);"
    "create table b(id integer primary key, a_id int references a(id) on delete cascade, n int);"
    "insert into b values (1, 1, 1), (2, 2, 2);"
    "create table log(id integer primary key, n int);"
    "create trigger b_log after insert on b begin insert into log(n) values (new.n); end;"
    "create view sums as select a_id, sum(n) as n from b group by a_id;"
    "create view today as select date('now') as d, random() as r;";

static const char *const queries[] = {
    "{a{id n}}",
    "{a(where:{n:{_gt:2}}){id}}",
    "{a{n b{n}}}",
    "{b_aggregate{aggregate{count sum{n}}}}",
    "{sums{a_id n}}",
    "{log{n}}",
    "query($i:Int=1){a_by_pk(id:$i){n}}",
    "{b{a{n}} log_aggregate{aggregate{max{n}}}}",
    "{a{id nope}}",
};

static const char *const mutations[] = {
    "mutation{update_a(where:{id:{_eq:1}},_inc:{n:1}){affected_rows}}",
    "mutation{insert_b_one(object:{a_id:1,n:3}){id}}",
    "mutation{delete_b(where:{n:{_eq:3}}){affected_rows}}",
    "mutation{insert_a_one(object:{id:2,n:5},on_conflict:{constraint:a_pkey,update_columns:[n]}){"
    "id}}",
    "mutation{delete_a(where:{id:{_eq:2}}){affected_rows}}",
    "mutation{update_a(where:{id:{_eq:99}},_set:{n:1}){affected_rows}}",
    "mutation{insert_a_one(object:{id:1,n:1}){id}}",
};

/* As strangers write; the second one changes the schema. */
static const char *const writings[] = {
    "update a set n = n + 1",
    "create table if not exists c(id integer primary key); drop table c",
    "insert into b(a_id, n) values (1, 9)",
    "begin; delete from log; rollback",
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

typedef struct Scene {
    Fixture f;       /* keeps answers, all of them */
    Fixture without; /* the same file, and nothing kept */
    soloql_connection *second, *writer;
    sqlite3 *stranger;
} Scene;

static void scene_open(Scene *scene) {
    char *message;
    *scene = (Scene){0};
    fixture_make(&scene->f, schema_sql);
    scene->f.options.result_cache_bytes = 1 << 20;
    scene->f.options.result_cache_after_ms = 0;
    fixture_open(&scene->f);
    scene->without = (Fixture){.options = scene->f.options};
    scene->without.options.result_cache_bytes = 0;
    fixture_open(&scene->without);
    assert_int_equal(soloql_connect(scene->f.engine, &scene->second, &message), 0);
    assert_int_equal(soloql_connect_writer(scene->f.engine, &scene->writer, &message), 0);
    assert_int_equal(sqlite3_open(scene->f.path, &scene->stranger), SQLITE_OK);
    sqlite3_busy_timeout(scene->stranger, 10000);
}

static void scene_close(Scene *scene) {
    soloql_disconnect(scene->without.connection);
    soloql_close(scene->without.engine);
    soloql_disconnect(scene->second);
    soloql_disconnect(scene->writer);
    sqlite3_close(scene->stranger);
    fixture_close(&scene->f);
}

static soloql_response ask(soloql_connection *connection, const char *query) {
    soloql_request request = {.query = query, .query_length = strlen(query), .headroom = 16};
    soloql_response response;
    soloql_execute(connection, &request, &response);
    return response;
}

static Str body_of(const soloql_response *response) {
    return (Str){response->body, response->body_length};
}

/* A query, compared with what is read; true if it was kept. */
static bool step_ask(Scene *scene, unsigned chance) {
    const char *query = queries[chance / 2 % COUNT(queries)];
    soloql_response response = ask(chance % 2 == 0 ? scene->f.connection : scene->second, query);
    soloql_response expected = ask(scene->without.connection, query);
    if (!str_equal(body_of(&response), body_of(&expected)) ||
        response.outcome != expected.outcome) {
        fail_msg("%s: %.*s instead of %.*s", query, STR_ARG(body_of(&response)),
                 STR_ARG(body_of(&expected)));
    }
    return response.outcome == SOLOQL_OK && response.statements == 0;
}

/* The same sequence each time: numbers of a linear congruence. */
static void test_any_order(void **state) {
    (void)state;
    Scene scene;
    scene_open(&scene);
    unsigned random = 7, kept = 0, asked = 0;
    for (unsigned i = 0; i < STEPS; i++) {
        random = random * 1664525 + 1013904223;
        unsigned chance = random >> 8;
        switch (chance % 16) {
        case 0:
            (void)ask(scene.writer, mutations[chance / 16 % COUNT(mutations)]);
            break;
        case 1:
            assert_int_equal(sqlite3_exec(scene.stranger, writings[chance / 16 % COUNT(writings)],
                                          NULL, NULL, NULL),
                             SQLITE_OK);
            break;
        default:
            asked++;
            kept += step_ask(&scene, chance / 16);
            break;
        }
    }
    print_message("%u of %u answers had been kept\n", kept, asked);
    assert_true(kept > asked / 10);
    scene_close(&scene);
}

/* Whether the answer, asked for once more, is one that was kept. */
static bool is_kept(Scene *scene, const soloql_request *request) {
    soloql_response response = {0};
    for (int i = 0; i < 3; i++) {
        soloql_execute(scene->f.connection, request, &response);
    }
    return response.statements == 0;
}

static soloql_request request_of(const char *query) {
    return (soloql_request){.query = query, .query_length = strlen(query)};
}

static void test_what_is_kept(void **state) {
    (void)state;
    Scene scene;
    scene_open(&scene);
    soloql_request rows = request_of("{a{n}}"), named = request_of("{a{n}}");
    soloql_request time = request_of("{today{d}}"), chance = request_of("{today{r}}");
    assert_true(is_kept(&scene, &rows));
    assert_false(is_kept(&scene, &time));
    assert_false(is_kept(&scene, &chance));
    named.want_etag = 1;
    soloql_response response;
    soloql_execute(scene.f.connection, &named, &response);
    assert_int_equal(response.statements, 0);
    assert_non_null(response.etag);
    named.if_none_match = response.etag;
    soloql_execute(scene.f.connection, &named, &response);
    assert_int_equal(response.outcome, SOLOQL_NOT_MODIFIED);
    scene_close(&scene);
}

static void test_variables_and_names_differ(void **state) {
    (void)state;
    Scene scene;
    scene_open(&scene);
    static const char query[] = "query x($i:Int!){a_by_pk(id:$i){n}} query y{a_by_pk(id:2){id}}";
    static const char *const asked[][3] = {
        {"x", "{\"i\":1}", "{\"data\":{\"a_by_pk\":{\"n\":0}}}"},
        {"x", "{\"i\":2}", "{\"data\":{\"a_by_pk\":{\"n\":5}}}"},
        {"y", "{\"i\":2}", "{\"data\":{\"a_by_pk\":{\"id\":2}}}"},
    };
    for (unsigned i = 0; i < 12; i++) {
        const char *const *one = asked[i % COUNT(asked)];
        soloql_request request = request_of(query);
        request.operation_name = one[0];
        request.operation_name_length = 1;
        request.variables = one[1];
        request.variables_length = strlen(one[1]);
        soloql_execute(scene.f.connection, &request, &scene.f.response);
        assert_answer(&scene.f, one[2]);
        assert_true(scene.f.response.statements == 0 || i < 2 * COUNT(asked));
    }
    scene_close(&scene);
}

static void test_bounds(void **state) {
    (void)state;
    AnswerCache cache;
    char bytes[200] = "";
    answer_cache_init(&cache, 1600);
    answer_cache_add(&cache, (EtagName){{1, 1}}, (Str){bytes, 200}); /* more than its share */
    assert_null(answer_cache_find(&cache, (EtagName){{1, 1}}));
    for (uint64_t i = 0; i < 100; i++) {
        bytes[0] = (char)i;
        answer_cache_add(&cache, (EtagName){{i, 2}}, (Str){bytes, 100});
        assert_true(cache.bytes <= 1600);
        Answer *first = answer_cache_find(&cache, (EtagName){{0, 2}}); /* used, and so kept */
        assert_int_equal(first->bytes[0], 0);
        answer_cache_release(&cache, first);
    }
    assert_null(answer_cache_find(&cache, (EtagName){{1, 2}}));
    assert_null(answer_cache_find(&cache, (EtagName){{99, 3}}));
    Answer *held = answer_cache_find(&cache, (EtagName){{99, 2}});
    for (uint64_t i = 100; i < 200; i++) {
        answer_cache_add(&cache, (EtagName){{i, 2}}, (Str){bytes, 1});
    }
    assert_int_equal(held->bytes[0], 99);
    assert_int_equal(held->length, 100);
    answer_cache_release(&cache, held);
    answer_cache_free(&cache);
}

static void test_many_small(void **state) {
    (void)state;
    AnswerCache cache;
    answer_cache_init(&cache, 1 << 20);
    for (uint64_t i = 0; i < 3 * ANSWER_CACHE_SLOTS; i++) {
        answer_cache_add(&cache, (EtagName){{i, i}}, STR("x"));
    }
    for (uint64_t i = 0; i < 3 * ANSWER_CACHE_SLOTS; i++) {
        Answer *answer = answer_cache_find(&cache, (EtagName){{i, i}});
        assert_int_equal(answer != NULL, i >= 2 * ANSWER_CACHE_SLOTS);
        answer_cache_release(&cache, answer);
    }
    answer_cache_free(&cache);
}

/* ---- Readers, while somebody writes ---- */

typedef struct Race {
    Scene scene;
    atomic_int committed;
    atomic_bool over;
} Race;

typedef struct Reader {
    Race *race;
    unsigned wrong, kept;
} Reader;

static void *reader_run(void *context) {
    Reader *reader = context;
    soloql_connection *connection = fixture_connect(&reader->race->scene.f);
    if (connection == NULL) {
        reader->wrong = 1;
        return NULL;
    }
    while (!atomic_load(&reader->race->over)) {
        int before = atomic_load(&reader->race->committed), n = -1;
        soloql_response response = ask(connection, "{a(where:{id:{_eq:1}}){n}}");
        int read = sscanf(response.body, "{\"data\":{\"a\":[{\"n\":%d", &n);
        reader->wrong += read != 1 || n < before;
        reader->kept += response.statements == 0;
    }
    soloql_disconnect(connection);
    return NULL;
}

/* Whoever asks after a commit was told does not get what was before it. */
static void test_nobody_reads_the_past(void **state) {
    (void)state;
    Race race = {.committed = 0};
    scene_open(&race.scene);
    pthread_t threads[READERS];
    Reader readers[READERS];
    for (int i = 0; i < READERS; i++) {
        readers[i] = (Reader){.race = &race};
        assert_int_equal(pthread_create(&threads[i], NULL, reader_run, &readers[i]), 0);
    }
    for (int i = 1; i <= COMMITS; i++) {
        if (i % 8 == 0) {
            (void)sqlite3_exec(race.scene.stranger, "update a set n = n + 1 where id = 1", NULL,
                               NULL, NULL);
        } else {
            (void)ask(race.scene.writer, mutations[0]);
        }
        atomic_store(&race.committed, i);
        usleep(300);
    }
    atomic_store(&race.over, true);
    unsigned kept = 0;
    for (int i = 0; i < READERS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(readers[i].wrong, 0);
        kept += readers[i].kept;
    }
    print_message("%u answers had been kept\n", kept);
    scene_close(&race.scene);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_order),
        cmocka_unit_test(test_what_is_kept),
        cmocka_unit_test(test_variables_and_names_differ),
        cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_many_small),
        cmocka_unit_test(test_nobody_reads_the_past),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
