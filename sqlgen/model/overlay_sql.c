/*
 * SQL in the file: checked when the file is read, by the SQLite that will run it.
 *
 * In: `first_name || ' ' || lst_name` on customers. Out: the text cut at its parameters, or an
 * error with SQLite's own message: `no such column: lst_name. Did you mean "last_name"?` The
 * connection lets nothing but reads be prepared, so preparing is the whole check; each text is
 * prepared in the very form in which it will be part of a statement.
 */
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

/* Prepares the text; NULL after adding an error. `table` is what its columns are looked up in. */
static sqlite3_stmt *sql_prepare(Overlay *overlay, const StrBuf *sql, const Table *table,
                                 uint32_t offset) {
    sqlite3_stmt *statement = NULL;
    int rc = sql->failed
                 ? SQLITE_NOMEM
                 : sqlite3_prepare_v2(overlay->db, sql->data, (int)sql->length, &statement, NULL);
    if (rc == SQLITE_AUTH) {
        overlay_error(overlay, offset, "SQL here may only read: %s.", sqlite3_errmsg(overlay->db));
        return NULL;
    }
    if (rc != SQLITE_OK) {
        Str message = str_copy(overlay->arena, str_from(sqlite3_errmsg(overlay->db)));
        overlay_error(overlay, offset, "SQLite: %.*s.%.*s", STR_ARG(message),
                      STR_ARG(suggest_column(overlay, table, message)));
        return NULL;
    }
    return statement;
}

static void append_ident(StrBuf *sql, Str name) {
    char *quoted = sqlite3_mprintf("\"%.*w\"", STR_ARG(name));
    sql->failed |= quoted == NULL;
    strbuf_append(sql, str_from(quoted));
    sqlite3_free(quoted);
}

static void append_text(StrBuf *sql, const SqlText *text) {
    strbuf_append_char(sql, '(');
    for (size_t i = 0; i < text->piece_count; i++) {
        strbuf_append(sql, text->pieces[i].text);
        if (text->pieces[i].parameter.data != NULL) {
            strbuf_appendf(sql, ":%.*s", STR_ARG(text->pieces[i].parameter));
        }
    }
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

bool overlay_query_columns(Overlay *overlay, const SqlText *query, uint32_t offset, Str **names,
                           size_t *count) {
    StrBuf *probe = strbuf_new(overlay->arena);
    strbuf_append(probe, STR("select * from "));
    append_text(probe, query);
    sqlite3_stmt *statement = sql_prepare(overlay, probe, NULL, offset);
    if (statement == NULL) {
        return false;
    }
    *count = (size_t)sqlite3_column_count(statement);
    *names = ARENA_ARRAY(overlay->arena, *count, Str);
    for (size_t i = 0; i < *count; i++) {
        (*names)[i] = str_copy(overlay->arena, str_from(sqlite3_column_name(statement, (int)i)));
    }
    sqlite3_finalize(statement);
    return true;
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
