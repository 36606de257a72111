/*
 * Connections; see connection.h. The switches are those that sqlite.org/security.html and our
 * own list of traps ask for; the authorizer is the second wall behind the planner.
 */
#include "sqlgen/run/connection.h"

#include <string.h>

#include "sqlgen/base/clock.h"

enum {
    PROGRESS_OPERATIONS = 4000, /* of SQLite's machine, between two looks at the clock */
    LIKE_PATTERN_BYTES = 10000,
    STATEMENT_BYTES = 4 * 1024 * 1024, /* of SQL text that we compile */
    CACHE_KIB = 4096
};

static bool connection_is_over(void *context) {
    Connection *connection = context;
    return atomic_load_explicit(&connection->interrupted, memory_order_relaxed) ||
           (connection->deadline_ms != 0 && clock_ms() > connection->deadline_ms);
}

static int connection_progress(void *context) {
    return connection_is_over(context);
}

static bool function_is_denied(const char *name) {
    static const char *const denied[] = {
        "load_extension", "fts3_tokenizer", "readfile", "writefile", "edit", "sqlite_dbpage", NULL};
    for (size_t i = 0; denied[i] != NULL; i++) {
        if (sqlite3_stricmp(denied[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* Functions whose result is another one each time, or tomorrow. Those of dates are among them only
 * because they understand "now". */
static bool function_is_volatile(const char *name) {
    static const char *const volatile_functions[] = {"random",
                                                     "randomblob",
                                                     "date",
                                                     "time",
                                                     "datetime",
                                                     "julianday",
                                                     "unixepoch",
                                                     "strftime",
                                                     "timediff",
                                                     "current_date",
                                                     "current_time",
                                                     "current_timestamp",
                                                     "last_insert_rowid",
                                                     "changes",
                                                     "total_changes",
                                                     NULL};
    for (size_t i = 0; volatile_functions[i] != NULL; i++) {
        if (sqlite3_stricmp(volatile_functions[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static void connection_note_read(Connection *connection, const char *table) {
    ReadSet *reads = &connection->reads;
    if (reads->arena != NULL && !map_has(&reads->tables, str_from(table))) {
        map_add(&reads->tables, str_copy(reads->arena, str_from(table)), NULL);
    }
    if (connection->catalog != NULL && connection->statements.current != NULL) {
        table_set_note_read(&connection->statements.current->reads, connection->catalog, table);
    }
}

/* Also to the transaction: a statement may be prepared anew while it runs. */
static void connection_note_write(Connection *connection, const char *table) {
    if (connection->catalog != NULL && connection->statements.current != NULL) {
        table_set_note_write(&connection->statements.current->writes, connection->catalog, table);
        table_set_note_write(&connection->written, connection->catalog, table);
    }
}

/* FTS5 and R*Tree ask for these on their own behalf while we read. */
static bool pragma_is_harmless(const char *name, const char *value) {
    if (sqlite3_stricmp(name, "schema_version") == 0) {
        return value == NULL; /* ours: to look, not to write */
    }
    return sqlite3_stricmp(name, "data_version") == 0 || sqlite3_stricmp(name, "encoding") == 0 ||
           sqlite3_stricmp(name, "page_size") == 0;
}

/* An R*Tree prepares, when it is first read, all statements that it might ever need on its own
 * tables. Nobody else can write to those: the connection is defensive, and query_only. */
static bool table_is_of_rtree(const Connection *connection, Str table) {
    static const Str endings[] = {STR_INIT("_node"), STR_INIT("_rowid"), STR_INIT("_parent")};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (str_ends_with(table, endings[i]) &&
            map_has(&connection->virtual_tables,
                    str_slice(table, 0, table.length - endings[i].length))) {
            return true;
        }
    }
    return false;
}

/* Rows of tables, also by triggers and foreign keys; the schema is out of reach. */
static bool action_is_write_of_rows(int action, const char *table) {
    bool rows = action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE;
    return rows && sqlite3_strnicmp(table, "sqlite_", 7) != 0;
}

static bool action_is_transaction(int action) {
    return action == SQLITE_TRANSACTION || action == SQLITE_SAVEPOINT;
}

/* The second wall: whether what is asked stays within the reach of the role. What a view or a
 * trigger of the schema does it does on its owner's behalf. */
static bool action_is_in_reach(const Connection *connection, int action, const char *table,
                               const char *column, const char *within) {
    const Reach *reach = connection->reach;
    bool by_owner = within != NULL && strcmp(within, "_soloql_walk") != 0;
    if (reach == NULL || connection->owners_sql || by_owner) {
        return true;
    }
    /* An older SQLite asks for these when a virtual table declares its columns; see below. */
    bool is_schema = table != NULL && sqlite3_stricmp(table, "sqlite_master") == 0;
    switch (action) {
    case SQLITE_READ:
        return reach_reads(reach, table, column) || (is_schema && strcmp(column, "ROWID") == 0);
    case SQLITE_INSERT:
        return reach_inserts(reach, table);
    case SQLITE_UPDATE:
        return reach_updates(reach, table) || is_schema;
    case SQLITE_DELETE:
        return reach_deletes(reach, table);
    default:
        return true;
    }
}

static int connection_authorize(void *context, int action, const char *first, const char *second,
                                const char *database, const char *within) {
    Connection *connection = context;
    (void)database;
    if (!action_is_in_reach(connection, action, first, second, within)) {
        return SQLITE_DENY;
    }
    if (connection->writes && action_is_write_of_rows(action, first)) {
        connection_note_write(connection, first);
        return SQLITE_OK;
    }
    if (connection->writes && action_is_transaction(action)) {
        return SQLITE_OK;
    }
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_READ:
        connection_note_read(connection, first);
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        if (connection->statements.current != NULL && function_is_volatile(second)) {
            connection->statements.current->is_volatile = true;
        }
        return function_is_denied(second) ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_PRAGMA:
        return pragma_is_harmless(first, second) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_UPDATE:
        if (sqlite3_stricmp(first, "sqlite_master") == 0) {
            return SQLITE_OK; /* an older SQLite asks this when a virtual table declares its
                                 columns; a statement that tries it is refused as defensive */
        }
        return table_is_of_rtree(connection, str_from(first)) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_INSERT:
    case SQLITE_DELETE:
        return table_is_of_rtree(connection, str_from(first)) ? SQLITE_OK : SQLITE_DENY;
    default:
        return SQLITE_DENY;
    }
}

static void connection_harden(sqlite3 *db) {
    static const struct {
        int option, value;
    } switches[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
    };
    for (size_t i = 0; i < sizeof switches / sizeof *switches; i++) {
        sqlite3_db_config(db, switches[i].option, switches[i].value, NULL);
    }
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, LIKE_PATTERN_BYTES);
    sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, STATEMENT_BYTES);
}

static int connection_note_virtual(void *context, int count, char **values, char **names) {
    Connection *connection = context;
    (void)count;
    (void)names;
    map_add(&connection->virtual_tables, str_copy(&connection->arena, str_from(values[0])), NULL);
    return 0;
}

/* Settings that are pragmas; also the first read, which finds out whether it is a database. */
static int connection_set_up(Connection *connection, const ConnectionOptions *options) {
    sqlite3 *db = connection->db;
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, (int)options->busy_timeout_ms);
    connection_harden(db);
    int rc =
        sqlite3_exec(db, "pragma cell_size_check=1; pragma synchronous=full;", NULL, NULL, NULL);
    if (rc == SQLITE_OK) { /* a journal that has grown is cut back to 16 MiB */
        rc = sqlite3_exec(
            db, options->writes ? "pragma journal_size_limit=16777216" : "pragma query_only=1",
            NULL, NULL, NULL);
    }
    if (rc == SQLITE_OK) {
        char cache[64];
        sqlite3_snprintf(sizeof cache, cache, "pragma cache_size=-%d", (int)CACHE_KIB);
        rc = sqlite3_exec(db, cache, NULL, NULL, NULL);
    }
    if (rc == SQLITE_OK) {
        rc = functions_register(db, &connection->functions);
    }
    if (rc == SQLITE_OK) {
        rc =
            sqlite3_exec(db, "select name from sqlite_schema where type = 'table' and rootpage = 0",
                         connection_note_virtual, connection, NULL);
    }
    if (rc == SQLITE_OK && options->writes) {
        connection->fts5_is_unsafe = connection_fts5_is_unsafe();
        (void)connection_trust_triggers(connection); /* or when the schema is first looked at */
    }
    if (rc == SQLITE_OK) {
        sqlite3_progress_handler(db, PROGRESS_OPERATIONS, connection_progress, connection);
    }
    if (rc == SQLITE_OK && options->guarded) {
        rc = sqlite3_set_authorizer(db, connection_authorize, connection);
    }
    return rc;
}

bool connection_open(Connection *connection, const ConnectionOptions *options, Arena *arena,
                     Str *message) {
    *connection = (Connection){.timeout_ms = options->timeout_ms,
                               .writes = options->writes,
                               .versions = options->versions,
                               .schema_version = -1};
    arena_init(&connection->arena, 0);
    map_init(&connection->virtual_tables, &connection->arena);
    function_state_init(&connection->functions);
    connection->functions.max_bytes = options->max_value_bytes;
    connection->functions.stringify_bigint = options->stringify_bigint;
    connection->functions.is_over = connection_is_over;
    connection->functions.is_over_context = connection;
    connection->functions.cursor_key = options->cursor_key;
    int rc = database_file_open(options->path, options->use, &connection->db);
    if (rc == SQLITE_OK) {
        rc = connection_set_up(connection, options);
    }
    if (rc != SQLITE_OK) {
        *message = database_file_complain(arena, options->path, connection->db, rc);
        connection_close(connection);
        return false;
    }
    return true;
}

void connection_close(Connection *connection) {
    statement_cache_clear(&connection->statements);
    if (connection->versions != NULL) {
        table_versions_forget(connection->versions, &connection->writer);
    }
    function_state_free(&connection->functions);
    sqlite3_close_v2(connection->db);
    connection->db = NULL;
    arena_free(&connection->arena);
}

bool connection_guard(Connection *connection) {
    return sqlite3_set_authorizer(connection->db, connection_authorize, connection) == SQLITE_OK;
}

/* The first value of the statement's first row as a number; false if there is none. */
static bool connection_ask(Connection *connection, const char *sql, int64_t *out) {
    sqlite3_stmt *statement = NULL;
    bool seen = sqlite3_prepare_v2(connection->db, sql, -1, &statement, NULL) == SQLITE_OK &&
                sqlite3_step(statement) == SQLITE_ROW;
    if (seen) {
        *out = sqlite3_column_int64(statement, 0);
    }
    sqlite3_finalize(statement);
    return seen;
}

/*
 * SQLite likes to plan a statement by the values that are bound to it: then each new value of a
 * LIMIT has it prepared anew, which takes longer than most statements run. Only one thing is worth
 * that, a partial index whose condition a value may meet; without any the plan is made once.
 */
static void connection_choose_planning(Connection *connection) {
    int64_t partial = 1;
    (void)connection_ask(connection,
                         "-- Is there a partial index?\n"
                         "select exists (select 1 from sqlite_schema "
                         "where type = 'index' and sql like '%where%')",
                         &partial);
    sqlite3_db_config(connection->db, SQLITE_DBCONFIG_ENABLE_QPSG, partial == 0, NULL);
}

bool connection_look_at_schema(Connection *connection) {
    const Reach *reach = connection->reach;
    int64_t version;
    connection->reach = NULL; /* it is us who ask */
    bool seen = connection_ask(connection,
                               "-- Is the schema the one that we know?\n"
                               "pragma schema_version",
                               &version);
    if (seen && version != connection->schema_version) {
        connection_choose_planning(connection);
        seen = connection_trust_triggers(connection);
    }
    if (seen) {
        connection->schema_version = version;
    }
    connection->reach = reach;
    return seen;
}

void connection_begin(Connection *connection) {
    connection_begin_within(connection, connection->timeout_ms);
}

void connection_begin_within(Connection *connection, uint32_t timeout_ms) {
    atomic_store_explicit(&connection->interrupted, false, memory_order_relaxed);
    connection->deadline_ms = timeout_ms == 0 ? 0 : clock_ms() + timeout_ms;
    function_state_reset(&connection->functions);
    connection->unsettled = true;
}

void connection_end(Connection *connection) {
    connection->deadline_ms = 0;
}

void connection_interrupt(Connection *connection) {
    atomic_store_explicit(&connection->interrupted, true, memory_order_relaxed);
}
