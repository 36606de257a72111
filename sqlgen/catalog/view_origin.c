/*
 * View origin: which base column a column of a view comes from, and what type it has.
 *
 * In: the drafts that are views, all tables being complete. Out: their columns with declared type,
 * affinity, collation and origin; a view that SQLite cannot prepare is left out. The one idea:
 * SQLite traces the columns of a prepared statement through any chain of views
 * (sqlite3_column_origin_name), so `select * from view` is prepared, and never run.
 *
 * What table_xinfo says of a view's columns differs: 3.40 gives an expression no type, later
 * versions give one made of its affinity (NUM, INT, REAL, TEXT, BLOB). So the declared type is
 * the base column's or empty, and what table_xinfo says counts as an affinity only. In a compound
 * view (view_graph.c) SQLite traces one arm, so its columns have neither type nor origin.
 *
 * Example: `create view v as select o.id, cast(o.n as text) s, o.n + 1 m from o` gives id the type
 * and origin o.id, s the affinity TEXT (3.41 and later; none before), m nothing: it is sampled.
 */
#include "sqlgen/catalog/reader.h"

/*
 * What SQLite calls "rowid" is the column of that name or the rowid of a table that has no name
 * for it; if both exist, it cannot be told which one is meant.
 */
static const Column *origin_column(const Table *base, Str name) {
    bool ambiguous =
        str_equal_nocase(name, STR("rowid")) && base->rowid == NULL && base->rowid_name.length != 0;
    return ambiguous ? NULL : table_column(base, name);
}

static void trace_origin(CatalogReader *reader, sqlite3_stmt *statement, Column *column) {
    int at = (int)column->position;
    const char *base_name = sqlite3_column_table_name(statement, at);
    const char *origin_name = sqlite3_column_origin_name(statement, at);
    if (base_name == NULL || origin_name == NULL ||
        !str_equal(str_from(sqlite3_column_database_name(statement, at)), STR("main"))) {
        return;
    }
    const Table *base = reader_table(reader, str_from(base_name), TABLE_ORDINARY);
    if (base == NULL) {
        return;
    }
    column->origin = origin_column(base, str_from(origin_name));
    if (column->origin != NULL) {
        column->origin_table = base;
        column->collation = column->origin->collation;
    }
}

static void settle_type(CatalogReader *reader, sqlite3_stmt *statement, Column *column) {
    const char *declared = sqlite3_column_decltype(statement, (int)column->position);
    column->affinity = affinity_of_type(column->declared_type);
    column->declared_type = STR("");
    if (declared != NULL) {
        column->declared_type = str_copy(reader->arena, str_from(declared));
        column->affinity = affinity_of_type(column->declared_type);
    }
}

static void forget_types(Table *view) {
    for (size_t i = 0; i < view->column_count; i++) {
        view->columns[i].declared_type = STR("");
        view->columns[i].affinity = AFFINITY_BLOB;
    }
}

static void trace_columns(CatalogReader *reader, const Draft *draft, sqlite3_stmt *statement) {
    Table *view = draft->table;
    if (draft->compound) {
        forget_types(view);
        return;
    }
    for (size_t i = 0; i < view->column_count; i++) {
        settle_type(reader, statement, &view->columns[i]);
        /* In the loadable extension the host's SQLite may lack the function that is needed. */
        if (sqlite3_compileoption_used("ENABLE_COLUMN_METADATA")) {
            trace_origin(reader, statement, &view->columns[i]);
        }
    }
}

static bool view_trace(CatalogReader *reader, Draft *draft) {
    char *sql = sqlite3_mprintf("select * from main.\"%w\"", draft->table->name.data);
    sqlite3_stmt *statement = NULL;
    int code =
        sql == NULL ? SQLITE_NOMEM : sqlite3_prepare_v2(reader->db, sql, -1, &statement, NULL);
    sqlite3_free(sql);
    if (code != SQLITE_OK) {
        return reader_excuse(reader, draft, code);
    }
    trace_columns(reader, draft, statement);
    sqlite3_finalize(statement);
    return true;
}

bool views_read(CatalogReader *reader) {
    sqlite3_stmt *columns;
    bool read = columns_prepare(reader, &columns);
    for (size_t i = 0; read && i < reader->draft_count; i++) {
        Draft *draft = &reader->drafts[i];
        if (!draft->left_out && draft->table->kind == TABLE_VIEW) {
            read = columns_read(reader, columns, draft) &&
                   (draft->left_out || view_trace(reader, draft));
        }
    }
    sqlite3_finalize(columns);
    return read;
}
