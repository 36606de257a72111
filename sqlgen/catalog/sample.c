/*
 * Sample: a bounded look at values, for columns that no declared type describes.
 *
 * In: the catalog's tables. Out: Column.sampled. One statement for each table that has such
 * columns asks for typeof() of all of them over the first rows: typeof() does not load large
 * values. A view may be slow before its first row, as a report over a large table is, so a view is
 * asked on a copy with the first rows of the tables beneath it, and only if that tells nothing,
 * because no rows match, on the tables themselves. The steps of SQLite's machine are counted, for
 * each table and for all together: counted, not timed, so that the same file gives the same
 * types each time; only a step that takes absurdly long meets a clock. What the rows seen by
 * then have told counts. A view column that comes from a base column takes that column's answer.
 *
 * Example: values 1, 2.5 and null -> REAL; 1 and 'x' -> MIXED; only nulls -> NOTHING.
 */
#include "sqlgen/base/clock.h"
#include "sqlgen/catalog/reader.h"

enum {
    SAMPLE_ROWS = 100,
    STEPS_BETWEEN_CALLS = 1000,
    CALLS_PER_TABLE = 200,     /* about 10 ms */
    CALLS_PER_CATALOG = 10000, /* about 0.5 s */
    NANOSECONDS_PER_TABLE = 50 * 1000 * 1000,
};

typedef struct Sampler {
    int catalog_calls; /* of the progress handler that are left, for all tables */
    int table_calls;   /* for the table at hand */
    int64_t deadline;  /* for the table at hand */
    Column **wanted;   /* the columns of the table at hand that nothing is known of */
    size_t count;      /* of wanted */
} Sampler;

/* The progress handler: not 0 stops the statement. */
static int spend_steps(void *user) {
    Sampler *sampler = user;
    sampler->catalog_calls--;
    sampler->table_calls--;
    return sampler->catalog_calls < 0 || sampler->table_calls < 0 || clock_ns() > sampler->deadline;
}

static bool column_wants_sample(const Column *column) {
    return column->declared_type.length == 0 && !column->hidden && column->origin == NULL &&
           column->sampled == SAMPLED_NOTHING;
}

/* Notes what is wanted of the table; false if it is nothing. */
static bool want_columns(Sampler *sampler, Table *table) {
    sampler->count = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        if (column_wants_sample(&table->columns[i])) {
            sampler->wanted[sampler->count++] = &table->columns[i];
        }
    }
    return sampler->count != 0;
}

/* The statement that tells the types of what is wanted, to be freed with sqlite3_free(). */
static char *sample_sql(const Sampler *sampler, const Table *table) {
    sqlite3_str *sql = sqlite3_str_new(NULL);
    for (size_t i = 0; i < sampler->count; i++) {
        sqlite3_str_appendf(sql, "%s typeof(\"%w\")", i == 0 ? "select" : ",",
                            sampler->wanted[i]->name.data);
    }
    sqlite3_str_appendf(sql, " from main.\"%w\" limit %d", table->name.data, SAMPLE_ROWS);
    return sqlite3_str_finish(sql);
}

static SampledType sampled_of_name(Str name) {
    return str_equal(name, STR("integer")) ? SAMPLED_INTEGER
           : str_equal(name, STR("real"))  ? SAMPLED_REAL
           : str_equal(name, STR("text"))  ? SAMPLED_TEXT
           : str_equal(name, STR("blob"))  ? SAMPLED_BLOB
                                           : SAMPLED_NOTHING;
}

static SampledType sampled_join(SampledType a, SampledType b) {
    if (a == b || b == SAMPLED_NOTHING) {
        return a;
    }
    if (a == SAMPLED_NOTHING) {
        return b;
    }
    bool numbers =
        (a == SAMPLED_INTEGER || a == SAMPLED_REAL) && (b == SAMPLED_INTEGER || b == SAMPLED_REAL);
    return numbers ? SAMPLED_REAL : SAMPLED_MIXED;
}

/* An error while looking, such as a function that fails on a value, only ends the look. */
static void sample_table(Sampler *sampler, CatalogReader *reader, sqlite3 *db, Table *table) {
    if (!want_columns(sampler, table) || sampler->catalog_calls < 0) {
        return;
    }
    sampler->table_calls = CALLS_PER_TABLE;
    sampler->deadline = clock_ns() + NANOSECONDS_PER_TABLE;
    char *sql = sample_sql(sampler, table);
    sqlite3_stmt *row = NULL;
    int code = sql == NULL ? SQLITE_NOMEM : sqlite3_prepare_v2(db, sql, -1, &row, NULL);
    reader_note(reader, sql == NULL ? NULL : db, code);
    while (row != NULL && sqlite3_step(row) == SQLITE_ROW) {
        for (size_t i = 0; i < sampler->count; i++) {
            Str name = str_from((const char *)sqlite3_column_text(row, (int)i));
            Column *column = sampler->wanted[i];
            column->sampled = sampled_join(column->sampled, sampled_of_name(name));
        }
    }
    if (row != NULL) {
        reader_note(reader, db, sqlite3_reset(row));
    }
    sqlite3_finalize(row);
    sqlite3_free(sql);
}

static void inherit_samples(Table *view) {
    for (size_t i = 0; i < view->column_count; i++) {
        if (view->columns[i].origin != NULL) {
            view->columns[i].sampled = view->columns[i].origin->sampled;
        }
    }
}

static void sample_views(Sampler *sampler, CatalogReader *reader) {
    const Catalog *catalog = reader->catalog;
    sqlite3 *copy = NULL;
    for (size_t i = 0; i < catalog->table_count; i++) {
        Table *view = catalog->tables[i];
        if (view->kind != TABLE_VIEW || !want_columns(sampler, view)) {
            continue;
        }
        if (copy == NULL && (copy = sample_copy_open(reader)) != NULL) {
            sqlite3_progress_handler(copy, STEPS_BETWEEN_CALLS, spend_steps, sampler);
        }
        if (copy != NULL) {
            sample_table(sampler, reader, copy, view);
        }
        sample_table(sampler, reader, reader->db, view);
    }
    sqlite3_close(copy);
}

void tables_sample(CatalogReader *reader) {
    const Catalog *catalog = reader->catalog;
    size_t widest = 0;
    for (size_t i = 0; i < catalog->table_count; i++) {
        size_t width = catalog->tables[i]->column_count;
        widest = width > widest ? width : widest;
    }
    Sampler sampler = {.catalog_calls = CALLS_PER_CATALOG};
    sampler.wanted = ARENA_ARRAY(reader->arena, widest, Column *);
    sqlite3_progress_handler(reader->db, STEPS_BETWEEN_CALLS, spend_steps, &sampler);
    for (size_t i = 0; i < catalog->table_count; i++) {
        if (catalog->tables[i]->kind != TABLE_VIEW) {
            sample_table(&sampler, reader, reader->db, catalog->tables[i]);
        }
    }
    for (size_t i = 0; i < catalog->table_count; i++) {
        inherit_samples(catalog->tables[i]);
    }
    sample_views(&sampler, reader);
    sqlite3_progress_handler(reader->db, 0, NULL, NULL);
}
