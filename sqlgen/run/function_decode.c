/*
 * Stored JSONB: JSON in the binary form that SQLite has since 3.45; see functions.h.
 *
 * In: the blob that jsonb('{"a": 1}') makes. Out: {"a":1}. SQLite itself decodes it, by a statement
 * that the connection keeps; a blob that is not sound throughout is not JSON, and under a SQLite
 * that knows no JSONB none is.
 */
#include "sqlgen/run/functions.h"

/* The statement; NULL if there is none. */
static sqlite3_stmt *decoder_get(FunctionState *state) {
    /* 8: each byte of it is looked at, as those of a file that others write must be. */
    static const char sql[] = "-- Stored JSONB as text\n"
                              "select json(?1) where json_valid(?1, 8)";
    if (state->decoder == NULL && !state->no_decoder) {
        int rc = sqlite3_prepare_v3(state->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &state->decoder,
                                    NULL);
        state->no_decoder = rc == SQLITE_ERROR;
    }
    return state->decoder;
}

bool function_decode_jsonb(FunctionState *state, sqlite3_value *value, Arena *arena, Str *out) {
    sqlite3_stmt *decoder = sqlite3_value_type(value) == SQLITE_BLOB ? decoder_get(state) : NULL;
    if (decoder == NULL) {
        return false;
    }
    bool good =
        sqlite3_bind_value(decoder, 1, value) == SQLITE_OK && sqlite3_step(decoder) == SQLITE_ROW;
    const char *text = good ? (const char *)sqlite3_column_text(decoder, 0) : NULL;
    if (text != NULL) {
        *out = str_copy(arena, (Str){text, (size_t)sqlite3_column_bytes(decoder, 0)});
    }
    sqlite3_reset(decoder);
    sqlite3_clear_bindings(decoder);
    return text != NULL;
}
