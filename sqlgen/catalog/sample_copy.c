/*
 * Sample copy: a small database in which a view over large tables is quick.
 *
 * In: the catalog. Out: a database in memory that has the first and the last rows of each table
 * that a view reads (the last ones for views that look at what is recent), and all views. The one
 * idea: the type of count(*) or of a sum shows on a hundred rows as well as on ten million, so a
 * report can be asked for its types without being computed.
 *
 * What types do not depend on is left away: keys but the rowid, constraints, triggers, the bytes
 * of blobs. The copy is made of names and affinities, not of the file's own CREATE TABLE, which a
 * stranger may have written. Whatever cannot be copied is missing, and so are the host's own
 * functions; a view that needs them fails here and is asked on the file itself.
 *
 * Example: for `t(id integer primary key, at date, photo blob)` it runs
 *
 *     create table "t"("id" integer primary key,"at" numeric,"photo" blob)
 *     select "id","at",case typeof("photo") when 'blob' then x'00' else "photo" end … limit 100
 *     … order by rowid desc limit 100
 *     insert into "t" values(?,?,?)
 */
#include "sqlgen/catalog/reader.h"

enum {
    COPY_ROWS = 100, /* from either end of a table */
    COPY_ROWS_IN_ALL = 20000,
    COPY_VIEWS = 1000, /* SQLite looks through all of the schema to make one */
};

static const char *column_definition(const Table *table, const Column *column) {
    static const char *const affinities[] = {
        [AFFINITY_BLOB] = "blob",       [AFFINITY_TEXT] = "text", [AFFINITY_NUMERIC] = "numeric",
        [AFFINITY_INTEGER] = "integer", [AFFINITY_REAL] = "real",
    };
    return table->rowid == column ? "integer primary key" : affinities[column->affinity];
}

/* A copy on its way. */
typedef struct Copying {
    CatalogReader *reader;
    sqlite3 *copy;
    int rows_left;
} Copying;

/* Prepares what was built, and frees it; NULL if that fails. */
static sqlite3_stmt *prepare_built(const Copying *copying, sqlite3 *db, sqlite3_str *built) {
    char *sql = sqlite3_str_finish(built);
    sqlite3_stmt *statement = NULL;
    int code = sql == NULL ? SQLITE_NOMEM : sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    reader_note(copying->reader, sql == NULL ? NULL : db, code);
    sqlite3_free(sql);
    return statement;
}

/* Makes the table; returns the statement that inserts into it. */
static sqlite3_stmt *make_table(const Copying *copying, const Table *table) {
    sqlite3_str *create = sqlite3_str_new(NULL), *insert = sqlite3_str_new(NULL);
    sqlite3_str_appendf(create, "create table \"%w\"", table->name.data);
    sqlite3_str_appendf(insert, "insert into \"%w\" values", table->name.data);
    char before = '(';
    for (size_t i = 0; i < table->column_count; i++) {
        const Column *column = &table->columns[i];
        if (!column->hidden) {
            sqlite3_str_appendf(create, "%c\"%w\" %s", before, column->name.data,
                                column_definition(table, column));
            sqlite3_str_appendf(insert, "%c?", before);
            before = ',';
        }
    }
    sqlite3_str_appendall(create, ")");
    sqlite3_str_appendall(insert, ")");
    char *sql = sqlite3_str_finish(create);
    int code = sql == NULL ? SQLITE_NOMEM : sqlite3_exec(copying->copy, sql, NULL, NULL, NULL);
    reader_note(copying->reader, sql == NULL ? NULL : copying->copy, code);
    sqlite3_free(sql);
    return prepare_built(copying, copying->copy, insert);
}

/* The first rows of a table; the last ones if `order` says so. */
static sqlite3_stmt *select_rows(const Copying *copying, const Table *table, const char *order) {
    sqlite3_str *select = sqlite3_str_new(NULL);
    const char *before = "select ";
    for (size_t i = 0; i < table->column_count; i++) {
        const char *name = table->columns[i].name.data;
        if (!table->columns[i].hidden) {
            sqlite3_str_appendf(select,
                                "%scase typeof(\"%w\") when 'blob' then x'00' else \"%w\" end",
                                before, name, name);
            before = ",";
        }
    }
    sqlite3_str_appendf(select, " from main.\"%w\"%s limit %d", table->name.data, order, COPY_ROWS);
    return prepare_built(copying, copying->reader->db, select);
}

/* A row that is there already fails to go in again, and that is all that happens. */
static void copy_rows(Copying *copying, sqlite3_stmt *select, sqlite3_stmt *insert) {
    CatalogReader *reader = copying->reader;
    while (select != NULL && insert != NULL && copying->rows_left > 0 &&
           sqlite3_step(select) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(select); i++) {
            int code = sqlite3_bind_value(insert, i + 1, sqlite3_column_value(select, i));
            reader_note(reader, copying->copy, code);
        }
        sqlite3_step(insert);
        reader_note(reader, copying->copy, sqlite3_reset(insert));
        copying->rows_left--;
    }
    if (select != NULL) {
        reader_note(reader, reader->db, sqlite3_reset(select));
    }
    sqlite3_finalize(select);
}

static void copy_table(Copying *copying, const Table *table) {
    sqlite3_stmt *insert = make_table(copying, table);
    copy_rows(copying, select_rows(copying, table, ""), insert);
    if (table->kind == TABLE_ORDINARY && table->rowid_name.length != 0) {
        char order[32];
        sqlite3_snprintf(sizeof order, order, " order by %s desc", table->rowid_name.data);
        copy_rows(copying, select_rows(copying, table, order), insert);
    }
    sqlite3_finalize(insert);
}

sqlite3 *sample_copy_open(CatalogReader *reader) {
    sqlite3 *copy = NULL;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    int code = sqlite3_open_v2(":memory:", &copy, flags, NULL);
    if (code != SQLITE_OK) {
        reader_note(reader, NULL, code);
        sqlite3_close(copy);
        return NULL;
    }
    sqlite3_db_config(copy, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_exec(copy, "begin", NULL, NULL, NULL);
    Copying copying = {reader, copy, COPY_ROWS_IN_ALL};
    for (size_t i = 0; i < reader->draft_count; i++) {
        const Draft *draft = &reader->drafts[i];
        if (draft->viewed && !draft->left_out) {
            copy_table(&copying, draft->table);
        }
    }
    const Catalog *catalog = reader->catalog;
    for (size_t i = 0, made = 0; i < catalog->table_count && made < COPY_VIEWS; i++) {
        if (catalog->tables[i]->kind == TABLE_VIEW) {
            code = sqlite3_exec(copy, catalog->tables[i]->sql.data, NULL, NULL, NULL);
            reader_note(reader, copy, code);
            made++;
        }
    }
    return copy;
}
