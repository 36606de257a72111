/* Connections are opened the safe way, and their statements kept. */
#include "tests/unit/engine/fixture.h"

#include <sys/stat.h>

static int prepare(Connection *connection, const char *sql) {
    sqlite3_stmt *statement = NULL;
    int rc = sqlite3_prepare_v2(connection->db, sql, -1, &statement, NULL);
    sqlite3_finalize(statement);
    return rc;
}

static void only_reads_are_admitted(void **state) {
    (void)state;
    Fixture f;
    fixture_start(
        &f, "create table t(id integer primary key, my_node text);"
            "create table my_node(x); create table t_rowid(x);"
            "create view v as select * from t;"
            "create trigger vi instead of insert on v begin insert into t values (1, 2); end;");
    static const char *const refused[] = {"insert into t values (1, 2)",
                                          "update t set id = 2",
                                          "delete from t",
                                          "drop table t",
                                          "insert into my_node values (1)",
                                          "delete from t_rowid",
                                          "insert into v values (1, 2)",
                                          "create table x(a)",
                                          "create temp table x(a)",
                                          "create index i on t(my_node)",
                                          "alter table t add column c",
                                          "attach ':memory:' as x",
                                          "pragma user_version = 1",
                                          "pragma table_info(t)",
                                          "begin",
                                          "savepoint s",
                                          "analyze"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        if (prepare(&f.connection->run, refused[i]) != SQLITE_AUTH) {
            fail_msg("admitted: %s", refused[i]);
        }
    }
    assert_int_equal(prepare(&f.connection->run, "update sqlite_master set sql = ''"),
                     SQLITE_ERROR); /* "may not be modified" */
    assert_int_equal(prepare(&f.connection->run, "select * from t, v"), SQLITE_OK);
    assert_int_equal(prepare(&f.connection->run, "select count(*) from sqlite_schema"), SQLITE_OK);
    fixture_close(&f);
}

/* The authorizer must not stand in the way of what an R*Tree does when it is first read. */
static void virtual_tables_can_be_read(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, "create virtual table boxes using rtree(id, x0, x1);"
                      "create virtual table \"odd name\" using rtree_i32(id, x0, x1);"
                      "create virtual table texts using fts5(v);"
                      "create virtual table old using fts4(v);"
                      "insert into boxes values (1, 0, 1); insert into texts values ('a');");
    assert_int_equal(prepare(&f.connection->run, "select * from boxes"), SQLITE_OK);
    assert_int_equal(prepare(&f.connection->run, "select * from \"odd name\""), SQLITE_OK);
    assert_int_equal(prepare(&f.connection->run, "select * from texts"), SQLITE_OK);
    assert_int_equal(prepare(&f.connection->run, "select * from old"), SQLITE_OK);
    assert_int_not_equal(prepare(&f.connection->run, "delete from boxes"), SQLITE_OK);
    assert_int_not_equal(prepare(&f.connection->run, "delete from boxes_node"), SQLITE_OK);
    assert_int_not_equal(prepare(&f.connection->run, "delete from texts"), SQLITE_OK);
    fixture_close(&f);
}

static int run(Connection *connection, const char *sql) {
    return sqlite3_exec(connection->db, sql, NULL, NULL, NULL);
}

static int trusts_schema(const Connection *connection) {
    int trusted = -1;
    sqlite3_db_config(connection->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, -1, &trusted);
    return trusted;
}

/* Somebody else changes the file. */
static void change(const Fixture *f, const char *sql) {
    sqlite3 *db;
    assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void triggers_may_write_to_fts5(void **state) {
    (void)state;
    Fixture f;
    char *message;
    soloql_connection *writer;
    fixture_start(&f, "create table t(id integer primary key, v text);"
                      "create table plain(id integer primary key);"
                      "create virtual table words using fts5(v); insert into plain values (7);");
    assert_int_equal(soloql_connect_writer(f.engine, &writer, &message), 0);
    assert_int_equal(trusts_schema(&writer->run), 0);
    change(&f, "create trigger ti after insert on t begin"
               " insert into words(rowid, v) values (new.id, new.v); end;"
               "create trigger hostile after insert on plain begin"
               " update plain set id = soloql_add(new.id, 1) where id = new.id; end;"
               "create trigger pragmas after delete on plain begin"
               " insert into t select null, name from pragma_table_list; end;");
    assert_true(connection_look_at_schema(&writer->run));
    assert_int_equal(run(&writer->run, "insert into t(v) values ('a')"), SQLITE_OK);
    assert_int_equal(trusts_schema(&writer->run), writer->run.fts5_is_unsafe);
    assert_int_equal(trusts_schema(&f.connection->run), 0); /* a reader has no need to */
    /* What a trigger of a hostile file would do is refused either way. */
    assert_int_equal(run(&writer->run, "insert into plain values (1)"), SQLITE_ERROR);
    assert_int_not_equal(run(&writer->run, "delete from plain"), SQLITE_OK);
    soloql_disconnect(writer);
    fixture_close(&f);
}

static void double_quotes_are_names(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, "create table t(a);");
    assert_int_equal(prepare(&f.connection->run, "select \"no_such_column\" from t"), SQLITE_ERROR);
    fixture_close(&f);
}

static void a_read_only_file_is_served(void **state) {
    (void)state;
    Fixture f;
    fixture_make(&f, "create table t(id integer primary key); insert into t values (1);");
    assert_int_equal(chmod(f.path, 0444), 0);
    f.options.read_only = 1;
    fixture_open(&f);
    assert_answers(&f, "{ t { id } }", NULL, "{\"data\":{\"t\":[{\"id\":1}]}}");
    fixture_close(&f);
}

static sqlite3_stmt *get(StatementCache *cache, sqlite3 *db, const char *sql, int *rc) {
    Str text = str_from(sql);
    return statement_cache_get(cache, db, text, str_hash(text), rc);
}

static void statements_are_kept_and_the_oldest_goes(void **state) {
    (void)state;
    sqlite3 *db;
    int rc;
    char sql[40];
    StatementCache cache = {0};
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    sqlite3_stmt *first = get(&cache, db, "select 1000", &rc);
    assert_int_equal(rc, SQLITE_OK);
    assert_ptr_equal(get(&cache, db, "select 1000", &rc), first);
    for (int i = 1; i < STATEMENT_CACHE_SIZE; i++) {
        snprintf(sql, sizeof sql, "select %d", i);
        assert_non_null(get(&cache, db, sql, &rc));
    }
    assert_ptr_equal(get(&cache, db, "select 1000", &rc),
                     first); /* used: now "select 1" is oldest */
    assert_non_null(get(&cache, db, "select 2000", &rc));
    assert_ptr_equal(get(&cache, db, "select 1000", &rc), first);
    unsigned kept = 0;
    for (sqlite3_stmt *s = sqlite3_next_stmt(db, NULL); s != NULL; s = sqlite3_next_stmt(db, s)) {
        assert_string_not_equal(sqlite3_sql(s), "select 1");
        kept++;
    }
    assert_int_equal(kept, STATEMENT_CACHE_SIZE);
    statement_cache_clear(&cache);
    assert_null(sqlite3_next_stmt(db, NULL));
    sqlite3_close(db);
}

static void what_cannot_be_prepared_is_not_kept(void **state) {
    (void)state;
    sqlite3 *db;
    int rc;
    StatementCache cache = {0};
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    assert_null(get(&cache, db, "select nope", &rc));
    assert_int_equal(rc, SQLITE_ERROR);
    assert_null(sqlite3_next_stmt(db, NULL));
    sqlite3_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_reads_are_admitted),
        cmocka_unit_test(virtual_tables_can_be_read),
        cmocka_unit_test(triggers_may_write_to_fts5),
        cmocka_unit_test(double_quotes_are_names),
        cmocka_unit_test(a_read_only_file_is_served),
        cmocka_unit_test(statements_are_kept_and_the_oldest_goes),
        cmocka_unit_test(what_cannot_be_prepared_is_not_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
