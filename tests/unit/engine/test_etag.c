/* ETags: which mutations make which names new, and never a 304 for an answer that has changed. */
#include "tests/unit/engine/fixture.h"

static const char schema_sql[] =
    "pragma journal_mode=wal;"
    "create table parent(id integer primary key, n int);"
    "create table child(id integer primary key, parent_id int references parent(id)"
    "  on delete cascade on update cascade, n int);"
    "create table grandchild(id integer primary key, child_id int references child(id)"
    "  on delete set null);"
    "create table strict_key(code text primary key, n int) without rowid;"
    "create table bystander(id integer primary key, n int);"
    "create table replaced(id integer primary key, u int unique on conflict replace);"
    "create table of_replaced(id integer primary key,"
    "  u int references replaced(u) on delete set null);"
    "create table noisy(id integer primary key, n int);"
    "create table log(id integer primary key autoincrement, n int);"
    "create trigger noisy_log after insert on noisy begin insert into log(n) values (new.n); end;"
    "create view parents as select id, n from parent;"
    "create view parent_count as select count(*) as n from parent;"
    "create view log_sequence as select seq from sqlite_sequence;"
    "create view writable as select id, n from bystander;"
    "create trigger writable_insert instead of insert on writable begin"
    "  insert or replace into strict_key(code, n) values (new.id, new.n); end;"
    "create virtual table note using fts5(text);"
    "create table note_source(id integer primary key, text text);"
    "create trigger note_insert after insert on note_source begin"
    "  insert into note(text) values (new.text); end;"
    "create view note_rows as select id, c0 as text from note_content;"
    "create table article(id integer primary key, text text);"
    "create virtual table article_fts using fts5(text, content='article', content_rowid='id');"
    "create trigger article_insert after insert on article begin"
    "  insert into article_fts(rowid, text) values (new.id, new.text); end;"
    "create view article_view as select id, text from article;"
    "create virtual table view_fts using fts5(text, content='article_view', content_rowid='id');"
    "create virtual table old_fts using fts4(content=\"article\", text, compress=upper,"
    "  uncompress=upper);"
    "create virtual table short_fts using fts5(text, cont=article, content_rowid=id);"
    "create virtual table terms_of using fts5vocab(article_fts, row);"
    "create view terms as select count(*) as n from article_fts;"
    "create virtual table box using rtree(id, low, high);"
    "create table box_source(id integer primary key, low real, high real);"
    "create trigger box_insert after insert on box_source begin"
    "  insert into box(low, high) values (new.low, new.high); end;"
    "create view listed as select value from json_each('[1,2]');"
    "insert into parent values (1, 0), (2, 0), (3, 0); insert into bystander values (1, 0);"
    "insert into child values (1, 1, 0), (2, 2, 0); insert into grandchild values (1, 1), (2, 2);"
    "insert into replaced values (1, 10); insert into of_replaced values (1, 10);"
    "insert into note(rowid, text) values (1, 'one'); insert into article values (1, 'one');"
    "insert into box values (1, 0, 1); insert into strict_key values ('a', 0);"
    "insert into log(n) values (0);";

typedef struct Scene {
    Fixture f;
    soloql_connection *other, *writer, *second_writer;
    sqlite3 *stranger;
} Scene;

static void connect_writer(Scene *scene, soloql_connection **out) {
    char *message;
    assert_int_equal(soloql_connect_writer(scene->f.engine, out, &message), 0);
}

static void scene_open(Scene *scene) {
    char *message;
    *scene = (Scene){0};
    fixture_start(&scene->f, schema_sql);
    assert_int_equal(soloql_connect(scene->f.engine, &scene->other, &message), 0);
    connect_writer(scene, &scene->writer);
    connect_writer(scene, &scene->second_writer);
    assert_int_equal(sqlite3_open(scene->f.path, &scene->stranger), SQLITE_OK);
}

static void scene_close(Scene *scene) {
    soloql_disconnect(scene->other);
    soloql_disconnect(scene->writer);
    soloql_disconnect(scene->second_writer);
    sqlite3_close(scene->stranger);
    fixture_close(&scene->f);
}

static soloql_response ask(soloql_connection *connection, const char *query, const char *etag) {
    soloql_request request = {.query = query,
                              .query_length = strlen(query),
                              .want_etag = etag != NULL,
                              .if_none_match = etag};
    soloql_response response;
    soloql_execute(connection, &request, &response);
    return response;
}

static void mutate(soloql_connection *writer, const char *mutation) {
    soloql_response response = ask(writer, mutation, NULL);
    if (response.outcome != SOLOQL_OK) {
        fail_msg("%s: %.*s", mutation, (int)response.body_length, response.body);
    }
}

/* An answer that is kept, and its name; the name is empty if it has none. */
typedef struct Kept {
    char etag[64];
    char *body;
} Kept;

static void keep(Kept *kept, const soloql_response *response) {
    free(kept->body);
    *kept = (Kept){.body = strndup(response->body, response->body_length)};
    if (response->etag != NULL) {
        snprintf(kept->etag, sizeof kept->etag, "%s", response->etag);
    }
}

typedef struct Case {
    const char *query, *mutation;
    bool is_kept; /* the mutation leaves the answer's name */
} Case;

#define TOUCH_ARTICLE                                                                              \
    "mutation{update_article(where:{},_all:true,_set:{text:\"y\"}){affected_rows}}"

static const Case cases[] = {
    {"{parent{n}}", "mutation{update_parent(where:{},_all:true,_set:{n:1}){affected_rows}}", false},
    {"{parent{n}}", "mutation{update_bystander(where:{},_all:true,_set:{n:1}){affected_rows}}",
     true},
    {"{parent{n}}", "mutation{update_parent(where:{id:{_eq:99}},_set:{n:1}){affected_rows}}", true},
    {"{parents{n}}", "mutation{insert_parent_one(object:{n:1}){id}}", false},
    {"{parents{n}}", "mutation{insert_bystander_one(object:{n:1}){id}}", true},
    {"{parent_count{n}}", "mutation{insert_parent_one(object:{n:1}){id}}", false},
    {"{parent_count{n}}", "mutation{insert_child_one(object:{n:1}){id}}", true},
    {"{parent_aggregate{aggregate{count}}}", "mutation{insert_parent_one(object:{n:1}){id}}",
     false},
    {"{parent{n child{n}}}", "mutation{insert_child_one(object:{n:1}){id}}", false},
    {"{parent(where:{child:{n:{_eq:1}}}){n}}", "mutation{insert_child_one(object:{n:1}){id}}",
     false},
    {"{child{n}}", "mutation{delete_parent(where:{id:{_eq:1}}){affected_rows}}", false},
    {"{child{parent_id}}", "mutation{update_parent(where:{id:{_eq:1}},_set:{id:9}){affected_rows}}",
     false},
    {"{child{n}}", "mutation{delete_parent(where:{},_all:true){affected_rows}}", false},
    {"{grandchild{child_id}}", "mutation{delete_parent(where:{id:{_eq:2}}){affected_rows}}", false},
    {"{bystander{n}}", "mutation{delete_parent(where:{id:{_eq:2}}){affected_rows}}", true},
    {"{of_replaced{u}}", "mutation{insert_replaced_one(object:{u:10}){id}}", false},
    {"{log{n}}", "mutation{insert_noisy_one(object:{n:1}){id}}", false},
    {"{log{n}}", "mutation{insert_bystander_one(object:{n:1}){id}}", true},
    {"{log_sequence{seq}}", "mutation{insert_noisy_one(object:{n:1}){id}}", false},
    {"{strict_key{n}}", "mutation{update_strict_key(where:{},_all:true,_set:{n:1}){affected_rows}}",
     false},
    {"{strict_key{n}}", "mutation{insert_writable(objects:{id:5,n:1}){affected_rows}}", false},
    {"{parent{n}}", "mutation{insert_writable(objects:{id:6,n:1}){affected_rows}}", true},
    {"{note{text}}", "mutation{insert_note_source_one(object:{text:\"x\"}){id}}", false},
    {"{note{text}}", "mutation{insert_bystander_one(object:{n:1}){id}}", true},
    {"{note_rows{text}}", "mutation{insert_note_source_one(object:{text:\"x\"}){id}}", false},
    {"{note_rows{text}}", "mutation{insert_bystander_one(object:{n:1}){id}}", true},
    {"{article_fts{text}}", "mutation{insert_article_one(object:{text:\"x\"}){id}}", false},
    {"{terms{n}}", "mutation{insert_article_one(object:{text:\"x\"}){id}}", false},
    {"{article_fts{text}}", TOUCH_ARTICLE, false},
    {"{article_fts{text}}", "mutation{insert_bystander_one(object:{n:1}){id}}", true},
    {"{old_fts{text}}", TOUCH_ARTICLE, false},
    {"{old_fts{text}}", "mutation{insert_bystander_one(object:{n:1}){id}}", true},
    {"{short_fts{text}}", TOUCH_ARTICLE, false},
    {"{short_fts{text}}", "mutation{insert_bystander_one(object:{n:1}){id}}", true},
    {"{view_fts{text}}", TOUCH_ARTICLE, false},
    {"{terms_of{cnt}}", "mutation{insert_article_one(object:{text:\"x\"}){id}}", false},
    {"{article(where:{_search:\"one\"}){text}}", TOUCH_ARTICLE, false},
    {"{box{low}}", "mutation{insert_box_source_one(object:{low:1,high:2}){id}}", false},
    {"{box{low}}", "mutation{insert_bystander_one(object:{n:1}){id}}", true},
    {"{listed{value}}", "mutation{insert_bystander_one(object:{n:1}){id}}", true},
    {"{__typename}", "mutation{insert_bystander_one(object:{n:1}){id}}", true},
};

/* The answer has a name, and loses it by the mutation or not. */
static void check_case(Scene *scene, const Case *c) {
    Kept kept = {0};
    soloql_response response = ask(scene->f.connection, c->query, "");
    keep(&kept, &response);
    if (response.outcome != SOLOQL_OK || kept.etag[0] == '\0') {
        fail_msg("%s has no name: %s", c->query, kept.body);
    }
    assert_int_equal(ask(scene->other, c->query, kept.etag).outcome, SOLOQL_NOT_MODIFIED);
    mutate(scene->writer, c->mutation);
    soloql_outcome outcome = ask(scene->other, c->query, kept.etag).outcome;
    if ((outcome == SOLOQL_NOT_MODIFIED) != c->is_kept) {
        fail_msg("%s after %s: %d", c->query, c->mutation, outcome);
    }
    free(kept.body);
}

/* Each on connections that have never run anything, and, where nothing is lost, on the same ones
 * again. */
static void names_follow_the_tables(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Scene scene;
        scene_open(&scene);
        check_case(&scene, &cases[i]);
        if (cases[i].is_kept) {
            check_case(&scene, &cases[i]);
        }
        scene_close(&scene);
    }
}

/* A trigger that comes later: the statement of the mutation is prepared anew while it runs. */
static void a_new_trigger_is_noted(void **state) {
    (void)state;
    static const char mutation[] = "mutation{insert_bystander_one(object:{n:1}){id}}";
    Scene scene;
    Kept kept = {0};
    scene_open(&scene);
    mutate(scene.writer, mutation);
    assert_int_equal(sqlite3_exec(scene.stranger,
                                  "create trigger late after insert on bystander begin"
                                  "  update parent set n = n + 1; end",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    for (int round = 0; round < 3; round++) {
        soloql_response response = ask(scene.f.connection, "{parent{n}}", "");
        keep(&kept, &response);
        mutate(scene.writer, mutation);
        response = ask(scene.f.connection, "{parent{n}}", kept.etag);
        assert_int_equal(response.outcome, SOLOQL_OK);
    }
    free(kept.body);
    scene_close(&scene);
}

/* A view that comes to read another table, while a reload that was refused keeps the old snapshot
 * in place. */
static void a_schema_that_is_not_ours_has_no_names(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table a(x int); create table b(x int); insert into a values (1);"
                     "insert into b values (1); create view v as select x from a;");
    fixture_open(&f);
    soloql_response response = ask(f.connection, "{v{x}}", "");
    assert_non_null(response.etag);
    f.engine->refused_version = f.engine->snapshot->catalog.schema_version + 2;
    f.engine->refused_until = INT64_MAX;
    sqlite3 *db;
    assert_int_equal(sqlite3_open(f.path, &db), SQLITE_OK);
    sqlite3_exec(db, "begin; drop view v; create view v as select x from b; commit", NULL, NULL,
                 NULL);
    sqlite3_close(db);
    for (int i = 0; i < 3; i++) {
        response = ask(f.connection, "{v{x}}", "");
        assert_int_equal(response.outcome, SOLOQL_OK);
        assert_null(response.etag);
    }
    fixture_close(&f);
}

/* What a batch has done is nobody else's before it is committed, and a name within it would be of
 * what only the batch can see. */
static void batches_count_when_they_are_committed(void **state) {
    (void)state;
    Scene scene;
    Kept kept = {0};
    char *message;
    scene_open(&scene);
    soloql_response response = ask(scene.f.connection, "{parent{n}}", "");
    keep(&kept, &response);
    assert_int_equal(soloql_batch_begin(scene.writer, &message), 0);
    mutate(scene.writer, "mutation{insert_parent_one(object:{n:1}){id}}");
    mutate(scene.writer, "mutation{insert_bystander_one(object:{n:1}){id}}");
    assert_int_equal(ask(scene.f.connection, "{parent{n}}", kept.etag).outcome,
                     SOLOQL_NOT_MODIFIED);
    response = ask(scene.writer, "{parent{n}}", kept.etag);
    assert_int_equal(response.outcome, SOLOQL_OK);
    assert_null(response.etag);
    assert_int_equal(soloql_batch_commit(scene.writer, &message), 0);
    assert_int_equal(ask(scene.f.connection, "{parent{n}}", kept.etag).outcome, SOLOQL_OK);
    assert_int_equal(ask(scene.writer, "{parent{n}}", kept.etag).outcome, SOLOQL_OK);
    response = ask(scene.writer, "{child{n}}", "");
    keep(&kept, &response);
    assert_int_equal(ask(scene.f.connection, "{child{n}}", kept.etag).outcome, SOLOQL_NOT_MODIFIED);
    free(kept.body);
    scene_close(&scene);
}

/* Where the file may only be read, what others write is seen all the same; where nobody may change
 * it, nothing is. */
static void read_only_has_names(void **state) {
    (void)state;
    for (int immutable = 0; immutable < 2; immutable++) {
        Fixture f;
        Kept kept = {0};
        fixture_make(&f, "create table t(n int); insert into t values (1);");
        f.options.read_only = 1;
        f.options.immutable = immutable;
        fixture_open(&f);
        soloql_response response = ask(f.connection, "{t{n}}", "");
        keep(&kept, &response);
        assert_int_equal(ask(f.connection, "{t{n}}", kept.etag).outcome, SOLOQL_NOT_MODIFIED);
        sqlite3 *db;
        assert_int_equal(sqlite3_open(f.path, &db), SQLITE_OK);
        assert_int_equal(sqlite3_exec(db, "update t set n = 2", NULL, NULL, NULL), SQLITE_OK);
        sqlite3_close(db);
        assert_int_equal(ask(f.connection, "{t{n}}", kept.etag).outcome,
                         immutable ? SOLOQL_NOT_MODIFIED : SOLOQL_OK);
        free(kept.body);
        fixture_close(&f);
    }
}

/* Nothing is opened, prepared or looked at for whoever asks for no name. */
static void no_name_costs_nothing(void **state) {
    (void)state;
    Scene scene;
    scene_open(&scene);
    mutate(scene.writer, "mutation{insert_parent_one(object:{n:1}){id}}");
    assert_null(ask(scene.f.connection, "{parent{n}}", NULL).etag);
    assert_null(scene.f.engine->versions.db);
    assert_null(scene.writer->run.writer.statement);
    scene_close(&scene);
}

/* ---- Anybody's writes, anybody's questions ---- */

static const char *const questions[] = {
    "{parent(order_by:{id:asc}){id n}}",
    "{parent(order_by:{id:asc}){n child(order_by:{id:asc}){n}}}",
    "{child(order_by:{id:asc}){id parent_id n}}",
    "{grandchild(order_by:{id:asc}){id child_id}}",
    "{bystander(order_by:{id:asc}){n}}",
    "{strict_key(order_by:{code:asc}){code n}}",
    "{log(order_by:{id:asc}){id n}}",
    "{log_sequence{seq}}",
    "{note(order_by:{text:asc}){text}}",
    "{note_rows(order_by:{id:asc}){text}}",
    "{article_fts(order_by:{text:asc}){text}}",
    "{box(order_by:{id:asc}){id low}}",
    "{parent_count{n}}",
    "{of_replaced(order_by:{id:asc}){id u}}",
};

static const char *const mutations[] = {
    "mutation{update_parent(where:{},_all:true,_inc:{n:1}){affected_rows}}",
    "mutation{insert_parent_one(object:{n:1}){id}}",
    "mutation{delete_parent(where:{id:{_gt:3}}){affected_rows}}",
    "mutation{insert_child_one(object:{parent_id:1,n:1}){id}}",
    "mutation{update_bystander(where:{},_all:true,_inc:{n:1}){affected_rows}}",
    "mutation{update_strict_key(where:{},_all:true,_inc:{n:1}){affected_rows}}",
    "mutation{insert_noisy_one(object:{n:1}){id}}",
    "mutation{delete_log(where:{},_all:true){affected_rows}}",
    "mutation{insert_note_source_one(object:{text:\"word\"}){id}}",
    "mutation{insert_article_one(object:{text:\"word\"}){id}}",
    "mutation{insert_box_source_one(object:{low:1,high:2}){id}}",
    "mutation{insert_replaced_one(object:{u:10}){id}}",
    "mutation{update_parent(where:{id:{_eq:99}},_inc:{n:1}){affected_rows}}",
    "mutation{insert_parent_one(object:{n:7},_dry_run:true){id}}",
};

static const char *const strange_writes[] = {
    "update parent set n = n + 1",
    "delete from child",
    "insert into log(n) values (1)",
    "insert into note(text) values ('strange')",
    "update bystander set n = n + 1",
    "pragma wal_checkpoint(truncate)",
    "vacuum",
};

enum { QUESTIONS = sizeof questions / sizeof *questions, ROUNDS = 4000 };

static unsigned roll(unsigned *seed, size_t sides) {
    *seed = *seed * 1103515245u + 12345u;
    return (unsigned)((*seed >> 16) % sides);
}

static void random_write(Scene *scene, unsigned *seed) {
    char *message;
    const char *mutation = mutations[roll(seed, sizeof mutations / sizeof *mutations)];
    soloql_connection *writer = roll(seed, 4) == 0 ? scene->second_writer : scene->writer;
    switch (roll(seed, 8)) {
    case 0:
        assert_int_equal(
            sqlite3_exec(scene->stranger,
                         strange_writes[roll(seed, sizeof strange_writes / sizeof *strange_writes)],
                         NULL, NULL, NULL),
            SQLITE_OK);
        break;
    case 1:
        assert_int_equal(soloql_batch_begin(writer, &message), 0);
        mutate(writer, mutation);
        mutate(writer, mutations[roll(seed, sizeof mutations / sizeof *mutations)]);
        assert_int_equal(soloql_batch_commit(writer, &message), 0);
        break;
    default:
        mutate(writer, mutation);
    }
}

/* Asks with the name that is kept. True for a 304, which must be of the answer that anybody else
 * gets. */
static bool is_unmodified(Scene *scene, soloql_connection *connection, const char *question,
                          Kept *kept) {
    soloql_response response = ask(connection, question, kept->etag);
    if (response.outcome != SOLOQL_NOT_MODIFIED) {
        assert_int_equal(response.outcome, SOLOQL_OK);
        keep(kept, &response);
        return false;
    }
    response = ask(scene->second_writer, question, NULL);
    if (!str_equal((Str){response.body, response.body_length}, str_from(kept->body))) {
        fail_msg("304 for %s: %s, and it is %.*s", question, kept->body, (int)response.body_length,
                 response.body);
    }
    return true;
}

static void never_a_304_for_another_answer(void **state) {
    (void)state;
    Scene scene;
    Kept kept[QUESTIONS] = {{.body = NULL}};
    bool written[QUESTIONS] = {false}; /* something, since the question was asked last */
    unsigned seed = 7, unmodified = 0, after_writes = 0;
    scene_open(&scene);
    for (int round = 0; round < ROUNDS; round++) {
        if (roll(&seed, 3) == 0) {
            random_write(&scene, &seed);
            memset(written, true, sizeof written);
            continue;
        }
        size_t i = roll(&seed, QUESTIONS);
        soloql_connection *connection = roll(&seed, 3) == 0 ? scene.other : scene.f.connection;
        bool same = is_unmodified(&scene, connection, questions[i], &kept[i]);
        unmodified += same;
        after_writes += same && written[i];
        written[i] = false;
    }
    assert_true(unmodified > after_writes);
    assert_true(after_writes > ROUNDS / 20);
    for (size_t i = 0; i < QUESTIONS; i++) {
        free(kept[i].body);
    }
    scene_close(&scene);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_follow_the_tables),
        cmocka_unit_test(a_new_trigger_is_noted),
        cmocka_unit_test(a_schema_that_is_not_ours_has_no_names),
        cmocka_unit_test(batches_count_when_they_are_committed),
        cmocka_unit_test(read_only_has_names),
        cmocka_unit_test(no_name_costs_nothing),
        cmocka_unit_test(never_a_304_for_another_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
