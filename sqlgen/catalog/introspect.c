/*
 * Introspect: from a database file to a Catalog.
 *
 * In: a connection. Out: every table, view and virtual table of the main database with its
 * columns, keys and indexes, and a warning for each one that had to be left out. The one idea: the
 * schema table is listed first as drafts and nothing is asked of SQLite that could fail for one
 * table until that table can be left out alone; so a broken view costs a warning, never the
 * start. Everything is read in one transaction, so that what is read belongs together.
 *
 * Example: a file with `t`, an FTS5 table `f` and a view over a table that is gone gives t and f
 * (not f_data, f_idx …) and `view "v" is left out: no such table: main.gone`.
 */
#include "sqlgen/catalog/reader.h"

#include <string.h>

bool reader_fail(CatalogReader *reader) {
    reader->message = str_copy(reader->arena, str_from(sqlite3_errmsg(reader->db)));
    return false;
}

/* Of the file or of its tables; what is left is the time, the machine and other processes. */
static bool code_is_nobodys_fault(int code) {
    static const int codes[] = {SQLITE_BUSY, SQLITE_LOCKED,   SQLITE_PROTOCOL, SQLITE_NOMEM,
                                SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_IOERR};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (codes[i] == (code & 0xff)) {
            return true;
        }
    }
    return false;
}

void reader_note(CatalogReader *reader, sqlite3 *db, int code) {
    if (code_is_nobodys_fault(code) && reader->message.data == NULL) {
        reader->message = str_copy(
            reader->arena, str_from(db == NULL ? sqlite3_errstr(code) : sqlite3_errmsg(db)));
    }
}

bool reader_prepare(CatalogReader *reader, const char *sql, sqlite3_stmt **out) {
    *out = NULL;
    return sqlite3_prepare_v2(reader->db, sql, -1, out, NULL) == SQLITE_OK || reader_fail(reader);
}

Str reader_text(CatalogReader *reader, sqlite3_stmt *statement, int column) {
    const char *text = (const char *)sqlite3_column_text(statement, column);
    if (text == NULL && sqlite3_errcode(reader->db) == SQLITE_NOMEM) {
        reader_note(reader, reader->db, SQLITE_NOMEM);
    }
    return text == NULL ? (Str){0} : str_copy(reader->arena, str_from(text));
}

void reader_warn(CatalogReader *reader, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    Str text = str_format_list(reader->arena, format, arguments);
    va_end(arguments);
    char *line = (char *)text.data; /* ours since a line ago */
    bool utf8 = str_is_utf8(text);
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)line[i];
        if (byte < ' ' || byte == 0x7f || (byte >= 0x80 && !utf8)) {
            line[i] = '?';
        }
    }
    ARENA_PUSH(reader->arena, reader->catalog->warnings, reader->catalog->warning_count, text);
}

void reader_leave_out(CatalogReader *reader, Draft *draft, const char *reason) {
    static const char *const kinds[] = {
        [TABLE_ORDINARY] = "table", [TABLE_VIEW] = "view", [TABLE_VIRTUAL] = "virtual table"};
    draft->left_out = true;
    reader_warn(reader, "%s \"%.*s\" is left out: %s", kinds[draft->table->kind],
                STR_ARG(draft->table->name), reason);
}

bool reader_excuse(CatalogReader *reader, Draft *draft, int code) {
    if (draft->table->kind == TABLE_ORDINARY || code_is_nobodys_fault(code) ||
        (code & 0xff) == SQLITE_INTERRUPT) {
        return reader_fail(reader);
    }
    reader_leave_out(reader, draft, sqlite3_errmsg(reader->db));
    return true;
}

const Table *reader_table(const CatalogReader *reader, Str name, TableKind kind) {
    const Draft *draft = map_get(&reader->by_name, name_fold(reader->arena, name));
    bool fits = draft != NULL && !draft->left_out && draft->table->kind == kind;
    return fits ? draft->table : NULL;
}

static bool read_schema_version(CatalogReader *reader) {
    sqlite3_stmt *statement;
    if (!reader_prepare(reader, "pragma main.schema_version", &statement)) {
        return false;
    }
    bool read = sqlite3_step(statement) == SQLITE_ROW;
    reader->catalog->schema_version = read ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    return read || reader_fail(reader);
}

static bool name_is_internal(Str name) {
    return str_equal_nocase(str_slice(name, 0, 7), STR("sqlite_")) ||
           str_equal_nocase(str_slice(name, 0, 8), STR("_soloql_"));
}

static void add_draft(CatalogReader *reader, Str name, Str sql) {
    Table *table = ARENA_NEW(reader->arena, Table);
    table->name = name;
    table->sql = sql;
    ddl_read_options(reader->arena, table);
    table->insertable = table->updatable = table->deletable = table->kind == TABLE_ORDINARY;
    ARENA_PUSH(reader->arena, reader->drafts, reader->draft_count,
               ((Draft){.table = table, .left_out = name_is_internal(name)}));
}

static bool list_drafts(CatalogReader *reader) {
    sqlite3_stmt *statement;
    if (!reader_prepare(reader,
                        "select name, sql from main.sqlite_master"
                        " where type in ('table', 'view') and sql is not null order by rowid",
                        &statement)) {
        return false;
    }
    while (sqlite3_step(statement) == SQLITE_ROW) {
        add_draft(reader, reader_text(reader, statement, 0), reader_text(reader, statement, 1));
    }
    if (sqlite3_finalize(statement) != SQLITE_OK) {
        return reader_fail(reader);
    }
    map_init(&reader->by_name, reader->arena);
    for (size_t i = 0; i < reader->draft_count; i++) {
        Draft *draft = &reader->drafts[i];
        map_add(&reader->by_name, name_fold(reader->arena, draft->table->name), draft);
    }
    return true;
}

static bool list_triggers(CatalogReader *reader) {
    sqlite3_stmt *statement;
    if (!reader_prepare(reader,
                        "select tbl_name, sql from main.sqlite_master where type = 'trigger'",
                        &statement)) {
        return false;
    }
    while (sqlite3_step(statement) == SQLITE_ROW) {
        char event = ddl_instead_of(reader_text(reader, statement, 1));
        Str name = name_fold(reader->arena, reader_text(reader, statement, 0));
        Draft *draft = map_get(&reader->by_name, name);
        if (draft != NULL) {
            draft->table->triggered = true;
            draft->table->insertable |= event == 'i';
            draft->table->updatable |= event == 'u';
            draft->table->deletable |= event == 'd';
        }
    }
    return sqlite3_finalize(statement) == SQLITE_OK || reader_fail(reader);
}

/* The endings of the shadow tables of SQLite's own modules, in spaces; NULL for other modules. */
static const char *shadow_endings(Str module) {
    static const struct {
        Str module;
        const char *endings;
    } modules[] = {
        {STR_INIT("fts3"), " content segments segdir docsize stat "},
        {STR_INIT("fts4"), " content segments segdir docsize stat "},
        {STR_INIT("fts5"), " data idx content docsize config "},
        {STR_INIT("rtree"), " node parent rowid "},
        {STR_INIT("rtree_i32"), " node parent rowid "},
        {STR_INIT("geopoly"), " node parent rowid "},
        {STR_INIT("fts4aux"), ""},
        {STR_INIT("fts5vocab"), ""},
        {STR_INIT("dbstat"), ""},
    };
    for (size_t i = 0; i < sizeof modules / sizeof modules[0]; i++) {
        if (str_equal_nocase(modules[i].module, module)) {
            return modules[i].endings;
        }
    }
    return NULL;
}

/*
 * SQLite's rule: a table is a shadow if what stands before its last underscore is a virtual
 * table and the module claims what stands after it. The module may be missing here, so its claim
 * is read from a list; of a module that is not on it, every ending counts.
 */
static void leave_out_shadow(CatalogReader *reader, Draft *draft) {
    Str name = draft->table->name;
    const char *underscore = name.length == 0 ? NULL : memrchr(name.data, '_', name.length);
    if (underscore == NULL || draft->table->kind != TABLE_ORDINARY) {
        return;
    }
    Str owner_name = {name.data, (size_t)(underscore - name.data)};
    const Draft *owner = map_get(&reader->by_name, name_fold(reader->arena, owner_name));
    if (owner == NULL || owner->table->kind != TABLE_VIRTUAL) {
        return;
    }
    const char *endings = shadow_endings(owner->table->module);
    if (endings == NULL) {
        reader_leave_out(reader, draft, "it looks like a part of the virtual table of that name");
        return;
    }
    Str ending = name_fold(reader->arena, str_slice(name, owner_name.length + 1, name.length));
    Str word = str_format(reader->arena, " %.*s ", STR_ARG(ending));
    draft->left_out |= strstr(endings, word.data) != NULL;
}

/* The drafts that are still wanted become the catalog's tables. */
static void keep_tables(CatalogReader *reader) {
    Catalog *catalog = reader->catalog;
    for (size_t i = 0; i < reader->draft_count; i++) {
        Table *table = reader->drafts[i].table;
        if (!reader->drafts[i].left_out) {
            table->position = catalog->table_count;
            ARENA_PUSH(reader->arena, catalog->tables, catalog->table_count, table);
            map_add(&catalog->by_name, name_fold(reader->arena, table->name), table);
        }
    }
}

static bool read_all(CatalogReader *reader) {
    if (!read_schema_version(reader) || !list_drafts(reader) || !list_triggers(reader)) {
        return false;
    }
    for (size_t i = 0; i < reader->draft_count; i++) {
        leave_out_shadow(reader, &reader->drafts[i]);
    }
    views_judge(reader);
    if (!tables_read(reader) || !views_read(reader)) {
        return false;
    }
    keep_tables(reader);
    for (size_t i = 0; i < reader->catalog->table_count; i++) {
        ddl_read_comments(reader->arena, reader->catalog->tables[i]);
        ddl_read_checks(reader->arena, reader->catalog->tables[i]);
    }
    tables_sample(reader);
    return reader->message.data == NULL;
}

bool catalog_read(Arena *arena, sqlite3 *db, Catalog *out, Str *message) {
    *out = (Catalog){.arena = arena};
    map_init(&out->by_name, arena);
    CatalogReader reader = {.arena = arena, .db = db, .catalog = out};
    bool own_transaction = sqlite3_get_autocommit(db) != 0;
    bool read = !own_transaction || sqlite3_exec(db, "begin", NULL, NULL, NULL) == SQLITE_OK
                    ? read_all(&reader)
                    : reader_fail(&reader);
    if (own_transaction && sqlite3_get_autocommit(db) == 0) {
        sqlite3_exec(db, "commit", NULL, NULL, NULL); /* nothing was written: it cannot fail */
    }
    *message = reader.message;
    return read;
}
