/*
 * Table parts: columns, primary key, rowid, indexes and foreign keys.
 *
 * In: the drafts that are tables. Out: their Table, but for comments and samples. The one idea:
 * three statements over pragma functions, prepared once and run for each table, so that the table
 * which one cannot be run for is known by name.
 *
 * Example: for `create table o(id integer primary key, c int references customers)` the columns
 * statement gives two rows, the index statement none, so id is the rowid; the key statement gives
 * (customers, c, null), and the null stands for the primary key of customers.
 */
#include "sqlgen/catalog/reader.h"

static const char columns_sql[] =
    "select name, type, \"notnull\", dflt_value, pk, hidden from pragma_table_xinfo(?1, 'main')";

static const char indexes_sql[] =
    "select l.name, l.\"unique\", l.partial, unicode(l.origin), x.cid, x.\"desc\","
    " case when l.partial then (select sql from main.sqlite_master"
    " where type = 'index' and name = l.name) end"
    " from pragma_index_list(?1, 'main') l cross join pragma_index_xinfo(l.name, 'main') x"
    " where x.key order by l.seq desc, x.seqno"; /* the newest index has seq 0 */

static const char foreign_keys_sql[] =
    "select id, \"table\", \"from\", \"to\", on_delete, on_update"
    " from pragma_foreign_key_list(?1, 'main') order by id desc, seq"; /* the last key has id 0 */

static void bind_table(sqlite3_stmt *statement, const Table *table) {
    sqlite3_bind_text64(statement, 1, table->name.data, table->name.length, SQLITE_STATIC,
                        SQLITE_UTF8);
}

static void add_column(CatalogReader *reader, sqlite3_stmt *row, Table *table) {
    Column column = {
        .name = reader_text(reader, row, 0),
        .declared_type = reader_text(reader, row, 1),
        .not_null = sqlite3_column_int(row, 2) != 0,
        .default_sql = reader_text(reader, row, 3),
        .key_part = (size_t)sqlite3_column_int(row, 4),
        .hidden = sqlite3_column_int(row, 5) == 1,
        .generated = sqlite3_column_int(row, 5) > 1,
        .position = table->column_count,
    };
    column.affinity = affinity_of_type(column.declared_type);
    if (table->strict && str_equal_nocase(column.declared_type, STR("ANY"))) {
        column.affinity = AFFINITY_BLOB; /* in a STRICT table alone: stored as it comes */
    }
    column.not_null |= column.key_part != 0 && (table->without_rowid || table->strict);
    ARENA_PUSH(reader->arena, table->columns, table->column_count, column);
}

static void read_collations(CatalogReader *reader, Table *table) {
    for (size_t i = 0; i < table->column_count; i++) {
        const char *collation = NULL;
        Column *column = &table->columns[i];
        int code =
            sqlite3_table_column_metadata(reader->db, "main", table->name.data, column->name.data,
                                          NULL, &collation, NULL, NULL, NULL);
        reader_note(reader, reader->db, code);
        if (!str_equal_nocase(str_from(collation), STR("BINARY"))) {
            column->collation = str_copy(reader->arena, str_from(collation));
        }
    }
}

static void read_primary_key(CatalogReader *reader, Table *table) {
    for (size_t i = 0; i < table->column_count; i++) {
        table->primary_key_count += table->columns[i].key_part != 0;
    }
    table->primary_key = ARENA_ARRAY(reader->arena, table->primary_key_count, const Column *);
    for (size_t i = 0; i < table->column_count; i++) {
        size_t part = table->columns[i].key_part;
        if (part != 0 && part <= table->primary_key_count) {
            table->primary_key[part - 1] = &table->columns[i];
        }
    }
}

bool columns_prepare(CatalogReader *reader, sqlite3_stmt **out) {
    return reader_prepare(reader, columns_sql, out);
}

bool columns_read(CatalogReader *reader, sqlite3_stmt *statement, Draft *draft) {
    bind_table(statement, draft->table);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        add_column(reader, statement, draft->table);
    }
    int code = sqlite3_reset(statement);
    if (code != SQLITE_OK) {
        return reader_excuse(reader, draft, code);
    }
    if (draft->table->column_count == 0) {
        reader_leave_out(reader, draft, "SQLite does not know it under this name");
    }
    read_primary_key(reader, draft->table);
    return true;
}

/* True if a statement over the table can be prepared; `format` takes its name as %w. */
static bool table_admits(CatalogReader *reader, const Table *table, const char *format) {
    char *sql = sqlite3_mprintf(format, table->name.data);
    sqlite3_stmt *statement = NULL;
    int code =
        sql == NULL ? SQLITE_NOMEM : sqlite3_prepare_v2(reader->db, sql, -1, &statement, NULL);
    reader_note(reader, sql == NULL ? NULL : reader->db, code);
    sqlite3_finalize(statement);
    sqlite3_free(sql);
    return code == SQLITE_OK;
}

/* A virtual table can be written if its module can, and has a rowid unless its module has none. */
static void probe_virtual(CatalogReader *reader, Table *table) {
    table->insertable = table->updatable = table->deletable =
        table_admits(reader, table, "delete from main.\"%w\"");
    if (table_column(table, STR("rowid")) == NULL &&
        table_admits(reader, table, "select rowid from main.\"%w\"")) {
        table->rowid_name = STR("rowid");
    }
}

static Index *index_of_row(CatalogReader *reader, sqlite3_stmt *row, Table *table) {
    Str name = str_from((const char *)sqlite3_column_text(row, 0));
    if (table->index_count != 0 && str_equal(table->indexes[table->index_count - 1].name, name)) {
        return &table->indexes[table->index_count - 1];
    }
    Index index = {
        .name = str_copy(reader->arena, name),
        .unique = sqlite3_column_int(row, 1) != 0,
        .partial = sqlite3_column_int(row, 2) != 0,
        .origin = (char)sqlite3_column_int(row, 3),
    };
    if (index.partial) {
        index.where = ddl_index_where(reader->arena, reader_text(reader, row, 6));
    }
    ARENA_PUSH(reader->arena, table->indexes, table->index_count, index);
    return &table->indexes[table->index_count - 1];
}

static bool read_indexes(CatalogReader *reader, sqlite3_stmt *statement, Table *table) {
    bind_table(statement, table);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        Index *index = index_of_row(reader, statement, table);
        int column = sqlite3_column_int(statement, 4); /* -1 is the rowid, -2 an expression */
        size_t terms = index->count;
        ARENA_PUSH(reader->arena, index->descending, terms, sqlite3_column_int(statement, 5) != 0);
        ARENA_PUSH(reader->arena, index->columns, index->count,
                   column < 0 ? NULL : &table->columns[column]);
    }
    return sqlite3_reset(statement) == SQLITE_OK || reader_fail(reader);
}

/*
 * The INTEGER PRIMARY KEY column, if it is the rowid. `id INTEGER PRIMARY KEY DESC` is not, by an
 * old mistake that SQLite keeps; that key has an index of its own, which a rowid never has.
 */
static const Column *find_rowid(const Table *table) {
    if (table->without_rowid || table->primary_key_count != 1 ||
        !str_equal_nocase(table->primary_key[0]->declared_type, STR("INTEGER"))) {
        return NULL;
    }
    for (size_t i = 0; i < table->index_count; i++) {
        if (table->indexes[i].origin == 'p') {
            return NULL;
        }
    }
    return table->primary_key[0];
}

static void settle_rowid(Table *table) {
    static const Str names[] = {STR_INIT("rowid"), STR_INIT("_rowid_"), STR_INIT("oid")};
    table->rowid = find_rowid(table);
    if (table->rowid != NULL) {
        table->columns[table->rowid->position].not_null = true;
    }
    for (size_t i = 0; i < 3 && !table->without_rowid && table->rowid_name.length == 0; i++) {
        const Column *column = table_column(table, names[i]);
        if (column == NULL || column == table->rowid) {
            table->rowid_name = names[i];
        }
    }
}

static ForeignKey *foreign_key_of_row(CatalogReader *reader, sqlite3_stmt *row, Table *table,
                                      int *last_id) {
    int id = sqlite3_column_int(row, 0);
    if (table->foreign_key_count == 0 || id != *last_id) {
        ForeignKey key = {
            .table = table,
            .parent_name = reader_text(reader, row, 1),
            .on_delete = reader_text(reader, row, 4),
            .on_update = reader_text(reader, row, 5),
        };
        key.parent = reader_table(reader, key.parent_name, TABLE_ORDINARY);
        ARENA_PUSH(reader->arena, table->foreign_keys, table->foreign_key_count, key);
        *last_id = id;
    }
    return &table->foreign_keys[table->foreign_key_count - 1];
}

/* The column that a key's row names in the parent; NULL for one that is implied or not there. */
static const Column *parent_column(const ForeignKey *key, sqlite3_stmt *row) {
    const char *name = (const char *)sqlite3_column_text(row, 3);
    return name == NULL || key->parent == NULL ? NULL : table_column(key->parent, str_from(name));
}

/* A key that names no column of its parent means the parent's primary key; one that names a
 * column which is not there means nothing. */
static void settle_foreign_key(ForeignKey *key, bool implied) {
    if (implied && key->parent != NULL && key->parent->primary_key_count == key->count) {
        key->parent_columns = key->parent->primary_key;
    }
    for (size_t i = 0; key->parent_columns != NULL && i < key->count; i++) {
        if (key->parent_columns[i] == NULL) {
            key->parent_columns = NULL;
        }
    }
}

static bool read_foreign_keys(CatalogReader *reader, sqlite3_stmt *statement, Table *table) {
    int id = 0;
    bool implied = false;
    bind_table(statement, table);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        ForeignKey *key = foreign_key_of_row(reader, statement, table, &id);
        if (key->count == 0 && key != table->foreign_keys) {
            settle_foreign_key(key - 1, implied);
        }
        implied = sqlite3_column_type(statement, 3) == SQLITE_NULL;
        size_t parts = key->count;
        ARENA_PUSH(reader->arena, key->parent_columns, parts, parent_column(key, statement));
        ARENA_PUSH(reader->arena, key->columns, key->count,
                   table_column(table, str_from((const char *)sqlite3_column_text(statement, 2))));
    }
    if (table->foreign_key_count != 0) {
        settle_foreign_key(&table->foreign_keys[table->foreign_key_count - 1], implied);
    }
    return sqlite3_reset(statement) == SQLITE_OK || reader_fail(reader);
}

static bool read_all_columns(CatalogReader *reader, sqlite3_stmt *statement) {
    bool read = true;
    for (size_t i = 0; read && i < reader->draft_count; i++) {
        Draft *draft = &reader->drafts[i];
        if (draft->left_out || draft->table->kind == TABLE_VIEW) {
            continue;
        }
        read = columns_read(reader, statement, draft);
        if (draft->table->kind == TABLE_VIRTUAL && !draft->left_out) {
            probe_virtual(reader, draft->table);
        } else {
            read_collations(reader, draft->table);
        }
    }
    return read;
}

static bool read_all_keys(CatalogReader *reader, sqlite3_stmt *indexes, sqlite3_stmt *keys) {
    bool read = true;
    for (size_t i = 0; read && i < reader->draft_count; i++) {
        Draft *draft = &reader->drafts[i];
        if (!draft->left_out && draft->table->kind == TABLE_ORDINARY) {
            read = read_indexes(reader, indexes, draft->table) &&
                   read_foreign_keys(reader, keys, draft->table);
            settle_rowid(draft->table);
        }
    }
    return read;
}

bool tables_read(CatalogReader *reader) {
    sqlite3_stmt *columns = NULL, *indexes = NULL, *keys = NULL;
    bool read = columns_prepare(reader, &columns) &&
                reader_prepare(reader, indexes_sql, &indexes) &&
                reader_prepare(reader, foreign_keys_sql, &keys) &&
                read_all_columns(reader, columns) && read_all_keys(reader, indexes, keys);
    sqlite3_finalize(columns);
    sqlite3_finalize(indexes);
    sqlite3_finalize(keys);
    return read;
}
