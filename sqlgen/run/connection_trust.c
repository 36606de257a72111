/*
 * Whether a connection that writes must trust the schema; see connection.h.
 *
 *     create trigger jobs_insert after insert on jobs begin
 *         insert into jobs_fts(rowid, note) values (new.id, new.note);
 *     end;
 *
 * Under an older SQLite (Debian 12's 3.40) FTS5 does not count as innocuous: where the schema is
 * not trusted, this trigger is "unsafe use of virtual table", and no row of jobs could be written.
 * There, and only if a trigger of the file names an FTS5 table, the schema is trusted. A hostile
 * file gains nothing by it: functions of ours are SQLITE_DIRECTONLY, as are those of SQLite that
 * reach out of the file, and the authorizer denies these, pragmas and the schema to triggers as
 * well.
 */
#include "sqlgen/run/connection.h"

bool connection_fts5_is_unsafe(void) {
    static const char setting[] = "pragma trusted_schema = 0;"
                                  "create virtual table words using fts5(text);"
                                  "create view uses as select text from words;";
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    bool safe = sqlite3_open(":memory:", &db) == SQLITE_OK &&
                sqlite3_exec(db, setting, NULL, NULL, NULL) == SQLITE_OK &&
                sqlite3_prepare_v2(db, "select text from uses", -1, &statement, NULL) == SQLITE_OK;
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return !safe; /* also if that could not be found out */
}

bool connection_trust_triggers(Connection *connection) {
    static const char find[] =
        "select 1 from sqlite_schema as words join sqlite_schema as trigger"
        " where words.rootpage = 0 and words.sql like '%using%fts5%' and trigger.type = 'trigger'"
        " and instr(lower(trigger.sql), lower(words.name)) != 0";
    sqlite3_stmt *statement = NULL;
    if (!connection->fts5_is_unsafe) {
        return true;
    }
    int rc = sqlite3_prepare_v2(connection->db, find, -1, &statement, NULL);
    rc = rc == SQLITE_OK ? sqlite3_step(statement) : rc;
    sqlite3_finalize(statement);
    sqlite3_db_config(connection->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, rc == SQLITE_ROW, NULL);
    return rc == SQLITE_ROW || rc == SQLITE_DONE;
}
