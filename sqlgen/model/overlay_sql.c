/*
 * SQL in the file: checked when the file is read, by the SQLite that will run it.
 *
 * In: `first_name || ' ' || lst_name` on customers. Out: the text cut at its parameters, or an
 * error with SQLite's own message: `no such column: lst_name. Did you mean "last_name"?` The
 * connection lets nothing but reads be prepared, so preparing is the whole check; each text is
 * prepared in the very form in which it will be part of a statement. A statement that writes is
 * prepared on a connection that lets rows be written, and nothing else, as it will be when it runs.
 */
#include "sqlgen/catalog/ddl_token.h"
#include "sqlgen/graphql/suggest.h"
#include "sqlgen/model/overlay_parts.h"

/* If the message tells of a column that is not there, the nearest that are. */
static Str suggest_column(Overlay *overlay, const Table *table, Str message) {
    Str prefix = STR("no such column: ");
    if (table == NULL || !str_starts_with(message, prefix)) {
        return (Str){0};
    }
    Str *names = ARENA_ARRAY(overlay->arena, table->column_count, Str);
    for (size_t i = 0; i < table->column_count; i++) {
        names[i] = table->columns[i].name;
    }
    Str name = str_slice(message, prefix.length, message.length - prefix.length);
    return suggest_text(overlay->arena, name, names, table->column_count);
}

/* Says why the connection refuses the text. */
static void sql_complain(Overlay *overlay, sqlite3 *db, int rc, const Table *table,
                         uint32_t offset) {
    Str message = str_copy(overlay->arena, str_from(sqlite3_errmsg(db)));
    if (rc == SQLITE_AUTH) {
        overlay_error(overlay, offset, "SQL here may only %s: %.*s.",
                      db == overlay->database.reader ? "read" : "read, insert, update and delete",
                      STR_ARG(message));
    } else {
        overlay_error(overlay, offset, "SQLite: %.*s.%.*s", STR_ARG(message),
                      STR_ARG(suggest_column(overlay, table, message)));
    }
}

/* Prepares the text; NULL after adding an error. `table` is what its columns are looked up in. */
static sqlite3_stmt *sql_prepare(Overlay *overlay, const StrBuf *sql, const Table *table,
                                 uint32_t offset) {
    sqlite3 *db = overlay->database.reader;
    sqlite3_stmt *statement = NULL;
    int rc = sql->failed ? SQLITE_NOMEM
                         : sqlite3_prepare_v2(db, sql->data, (int)sql->length, &statement, NULL);
    if (rc != SQLITE_OK) {
        sql_complain(overlay, db, rc, table, offset);
    }
    return statement;
}

static void append_ident(StrBuf *sql, Str name) {
    char *quoted = sqlite3_mprintf("\"%.*w\"", STR_ARG(name));
    sql->failed |= quoted == NULL;
    strbuf_append(sql, str_from(quoted));
    sqlite3_free(quoted);
}

static void append_pieces(StrBuf *sql, const SqlText *text) {
    for (size_t i = 0; i < text->piece_count; i++) {
        strbuf_append(sql, text->pieces[i].text);
        if (text->pieces[i].parameter.data != NULL) {
            strbuf_appendf(sql, ":%.*s", STR_ARG(text->pieces[i].parameter));
        }
    }
}

static void append_text(StrBuf *sql, const SqlText *text) {
    strbuf_append_char(sql, '(');
    append_pieces(sql, text);
    strbuf_append_char(sql, ')');
}

const SqlText *overlay_expression(Overlay *overlay, const Table *table, Str sql, uint32_t offset) {
    SqlText *text = ARENA_NEW(overlay->arena, SqlText);
    const char *message;
    if (!sql_text_cut(overlay->arena, sql, text, &message)) {
        overlay_error(overlay, offset, "This is no SQL expression: %s.", message);
        return NULL;
    }
    if (text->piece_count != 1) {
        overlay_error(overlay, offset, "A computed field has no parameters.");
        return NULL;
    }
    StrBuf *probe = strbuf_new(overlay->arena);
    strbuf_append(probe, STR("select 1 from "));
    append_ident(probe, table->name);
    strbuf_append(probe, STR(" where ")); /* where aggregates are refused */
    append_text(probe, text);
    sqlite3_stmt *statement = sql_prepare(overlay, probe, table, offset);
    sqlite3_finalize(statement);
    return statement == NULL ? NULL : text;
}

static Str *column_names(Overlay *overlay, sqlite3_stmt *statement, size_t *count) {
    *count = (size_t)sqlite3_column_count(statement);
    Str *names = ARENA_ARRAY(overlay->arena, *count, Str);
    for (size_t i = 0; i < *count; i++) {
        names[i] = str_copy(overlay->arena, str_from(sqlite3_column_name(statement, (int)i)));
    }
    return names;
}

bool overlay_query_columns(Overlay *overlay, const SqlText *query, uint32_t offset, Str **names,
                           size_t *count) {
    StrBuf *probe = strbuf_new(overlay->arena);
    strbuf_append(probe, STR("select * from "));
    append_text(probe, query);
    sqlite3_stmt *statement = sql_prepare(overlay, probe, NULL, offset);
    if (statement == NULL) {
        return false;
    }
    *names = column_names(overlay, statement, count);
    sqlite3_finalize(statement);
    return true;
}

/* ---- Statements ---- */

/* What the statement does, by its first word, or the first behind its WITH clause. */
static Str statement_verb(const StrBuf *sql) {
    static const Str verbs[] = {STR_INIT("insert"), STR_INIT("replace"), STR_INIT("update"),
                                STR_INIT("delete")};
    DdlScanner scanner = {.sql = strbuf_view(sql)};
    DdlToken token = ddl_next_word(&scanner);
    bool with = ddl_is_word(token, STR("with"));
    while (with && token.kind != DDL_END && !ddl_is_any(token, verbs, 4)) {
        if (ddl_is_symbol(token, '(')) {
            ddl_skip_group(&scanner);
        }
        token = ddl_next_word(&scanner);
    }
    return ddl_is_any(token, verbs, 4) ? token.text : (Str){0};
}

bool overlay_statement_columns(Overlay *overlay, NamedQuery *statement, uint32_t offset,
                               bool *deletes) {
    sqlite3 *db = overlay->database.writer;
    StrBuf *sql = strbuf_new(overlay->arena);
    append_pieces(sql, &statement->sql);
    Str verb = statement_verb(sql);
    sqlite3_stmt *prepared = NULL;
    int rc = sql->failed ? SQLITE_NOMEM
                         : sqlite3_prepare_v2(db, sql->data, (int)sql->length, &prepared, NULL);
    if (rc != SQLITE_OK) {
        sql_complain(overlay, db, rc, NULL, offset);
        return false;
    }
    bool writes = verb.data != NULL && sqlite3_stmt_readonly(prepared) == 0;
    if (writes) {
        statement->returned = column_names(overlay, prepared, &statement->returned_count);
        *deletes = verb.data[0] == 'd' || verb.data[0] == 'D';
    } else {
        overlay_error(overlay, offset, "A statement is an INSERT, UPDATE or DELETE.");
    }
    sqlite3_finalize(prepared);
    return writes;
}

bool overlay_query_computes(Overlay *overlay, const NamedQuery *query, const Column *column,
                            uint32_t offset) {
    StrBuf *probe = strbuf_new(overlay->arena);
    strbuf_append(probe, STR("select 1 from "));
    append_text(probe, &query->sql);
    strbuf_append(probe, STR(" as "));
    append_ident(probe, query->entity->table->name);
    strbuf_append(probe, STR(" where "));
    append_text(probe, column->expression);
    sqlite3_stmt *statement = sql_prepare(overlay, probe, NULL, offset);
    sqlite3_finalize(statement);
    return statement != NULL;
}
