/*
 * Sample: a bounded look at values, for columns that no declared type describes.
 *
 * In: the catalog's tables. Out: Column.sampled. One statement for each table that has such
 * columns asks for typeof() of all of them over the first rows: typeof() does not load large
 * values. A view may be slow before its first row, so the steps of SQLite's machine are counted,
 * for each table and for all together: counted, not timed, so that the same file gives the same
 * types each time; only a step that takes absurdly long meets a clock. What the rows seen by
 * then have told counts. A view column that comes from a base column takes that column's answer.
 *
 * Example: values 1, 2.5 and null -> REAL; 1 and 'x' -> MIXED; only nulls -> NOTHING.
 */
#include "sqlgen/catalog/reader.h"

#include <time.h>

enum {
    SAMPLE_ROWS = 100,
    STEPS_BETWEEN_CALLS = 1000,
    CALLS_PER_TABLE = 200,     /* about 10 ms */
    CALLS_PER_CATALOG = 10000, /* about 0.5 s */
    NANOSECONDS_PER_TABLE = 50 * 1000 * 1000,
};

typedef struct SampleBudget {
    int catalog_calls; /* of the progress handler that are left, for all tables */
    int table_calls;   /* for this table */
    int64_t deadline;  /* for this table */
} SampleBudget;

static int64_t nanoseconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* The progress handler: not 0 stops the statement. */
static int budget_spend(void *user) {
    SampleBudget *budget = user;
    budget->catalog_calls--;
    budget->table_calls--;
    return budget->catalog_calls < 0 || budget->table_calls < 0 ||
           nanoseconds_now() > budget->deadline;
}

static bool column_wants_sample(const Column *column) {
    return column->declared_type.length == 0 && !column->hidden && column->origin == NULL;
}

/* The statement that samples a table, to be freed with sqlite3_free(); NULL if it has no use for
 * one. */
static char *sample_sql(const Table *table) {
    sqlite3_str *sql = sqlite3_str_new(NULL);
    size_t wanted = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        if (column_wants_sample(&table->columns[i])) {
            sqlite3_str_appendf(sql, "%s typeof(\"%w\")", wanted++ == 0 ? "select" : ",",
                                table->columns[i].name.data);
        }
    }
    sqlite3_str_appendf(sql, " from main.\"%w\" limit %d", table->name.data, SAMPLE_ROWS);
    char *text = sqlite3_str_finish(sql);
    if (wanted == 0) {
        sqlite3_free(text);
        return NULL;
    }
    return text;
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

static void sample_row(Table *table, sqlite3_stmt *row) {
    int at = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        Column *column = &table->columns[i];
        if (column_wants_sample(column)) {
            Str name = str_from((const char *)sqlite3_column_text(row, at++));
            column->sampled = sampled_join(column->sampled, sampled_of_name(name));
        }
    }
}

/* An error while looking, such as a function that fails on a value, only ends the look. */
static void sample_table(CatalogReader *reader, Table *table, SampleBudget *budget) {
    char *sql = sample_sql(table);
    if (sql == NULL || budget->catalog_calls < 0) {
        sqlite3_free(sql);
        return;
    }
    budget->table_calls = CALLS_PER_TABLE;
    budget->deadline = nanoseconds_now() + NANOSECONDS_PER_TABLE;
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(reader->db, sql, -1, &statement, NULL) == SQLITE_OK) {
        while (sqlite3_step(statement) == SQLITE_ROW) {
            sample_row(table, statement);
        }
    }
    sqlite3_finalize(statement);
    sqlite3_free(sql);
}

static void inherit_samples(Table *view) {
    for (size_t i = 0; i < view->column_count; i++) {
        if (view->columns[i].origin != NULL) {
            view->columns[i].sampled = view->columns[i].origin->sampled;
        }
    }
}

void tables_sample(CatalogReader *reader) {
    SampleBudget budget = {.catalog_calls = CALLS_PER_CATALOG};
    const Catalog *catalog = reader->catalog;
    sqlite3_progress_handler(reader->db, STEPS_BETWEEN_CALLS, budget_spend, &budget);
    for (size_t i = 0; i < catalog->table_count; i++) {
        sample_table(reader, catalog->tables[i], &budget);
    }
    sqlite3_progress_handler(reader->db, 0, NULL, NULL);
    for (size_t i = 0; i < catalog->table_count; i++) {
        inherit_samples(catalog->tables[i]);
    }
}
