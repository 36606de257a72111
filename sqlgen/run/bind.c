/*
 * Binding; see bind.h.
 *
 * In: a JSON value and the type of the column that it is compared with. Out: a SQLite value of the
 * storage class that such a column holds: "5" for a bigint is bound as the integer 5, true as 1,
 * base64 as bytes. Lists are bound as one JSON text, which soloql_each() opens.
 */
#include "sqlgen/run/bind.h"

#include <errno.h>
#include <stdlib.h>

#include "sqlgen/base/base64.h"
#include "sqlgen/base/json_writer.h"
#include "sqlgen/run/bind_rule.h"
#include "sqlgen/run/token.h"

/* A number, or a string that holds one, as an integer if it is one. */
static bool json_as_int64(const Json *value, int64_t *out) {
    if (value->kind == JSON_NUMBER) {
        return json_int64(value, out);
    }
    Json number = {.kind = JSON_NUMBER, .text = value->text};
    return value->kind == JSON_STRING && json_int64(&number, out);
}

static double json_as_double(const Json *value) {
    Json number = {.kind = JSON_NUMBER, .text = value->text};
    return json_double(&number);
}

static int bind_text(sqlite3_stmt *statement, int index, Str text) {
    return sqlite3_bind_text64(statement, index, text.data == NULL ? "" : text.data, text.length,
                               SQLITE_STATIC, SQLITE_UTF8);
}

static int bind_number(sqlite3_stmt *statement, int index, const Json *value) {
    int64_t integer;
    if (json_as_int64(value, &integer)) {
        return sqlite3_bind_int64(statement, index, integer);
    }
    return sqlite3_bind_double(statement, index, json_as_double(value));
}

static int bind_bytes(sqlite3_stmt *statement, int index, const Json *value, Arena *arena) {
    unsigned char *bytes = arena_alloc(arena, value->text.length + 1);
    size_t length;
    if (!base64_decode(value->text, bytes, &length)) {
        return SQLITE_MISMATCH;
    }
    return sqlite3_bind_blob64(statement, index, bytes, length, SQLITE_STATIC);
}

static int bind_json(sqlite3_stmt *statement, int index, const Json *value, Arena *arena) {
    StrBuf *text = strbuf_new(arena);
    json_write(text, value);
    return text->failed ? SQLITE_NOMEM : bind_text(statement, index, strbuf_view(text));
}

/* A value whose JSON kind says how it is bound. */
static int bind_as_given(sqlite3_stmt *statement, int index, const Json *value, Arena *arena) {
    switch (value->kind) {
    case JSON_NULL:
        return sqlite3_bind_null(statement, index);
    case JSON_FALSE:
    case JSON_TRUE:
        return sqlite3_bind_int(statement, index, value->kind == JSON_TRUE);
    case JSON_NUMBER:
        return bind_number(statement, index, value);
    case JSON_STRING:
        return bind_text(statement, index, value->text);
    case JSON_ARRAY:
    case JSON_OBJECT:
        break;
    }
    return bind_json(statement, index, value, arena);
}

static int bind_scalar(sqlite3_stmt *statement, int index, const Bind *bind, const Json *value,
                       Arena *arena) {
    if (value->kind == JSON_NULL) {
        return sqlite3_bind_null(statement, index);
    }
    switch (bind->type) {
    case DATA_BIGINT:
    case DATA_NUMERIC:
    case DATA_INT:
        return bind_number(statement, index, value);
    case DATA_FLOAT:
        return sqlite3_bind_double(statement, index, json_as_double(value));
    case DATA_BYTEA:
        return bind_bytes(statement, index, value, arena);
    case DATA_JSONB:
        return bind_json(statement, index, value, arena);
    case DATA_BOOLEAN:
    case DATA_STRING:
    case DATA_DATE:
    case DATA_TIMESTAMP:
    case DATA_TIME:
    case DATA_UUID:
    case DATA_ANY:
        break;
    }
    return bind_as_given(statement, index, value, arena);
}

/* A list as JSON text; its items are judged here, where the place of an error is known. */
static int bind_list(sqlite3_stmt *statement, int index, const Bind *bind, const Json *list,
                     Arena *arena) {
    for (size_t i = 0; bind->type == DATA_BYTEA && i < list->count; i++) {
        Str text = list->items[i].text;
        size_t length;
        if (!base64_decode(text, arena_alloc(arena, text.length + 1), &length)) {
            return SQLITE_MISMATCH;
        }
    }
    return bind_json(statement, index, list, arena);
}

static void bind_error(ErrorList *errors, const Bind *bind, Str message) {
    Error *error = error_add(errors, ERROR_VALIDATION_FAILED, "%.*s", STR_ARG(message));
    error->offset = bind->offset + 1;
}

static const Json *bind_value(const Bind *bind, const Json *const *slots) {
    return bind->slot == BIND_CONSTANT ? &bind->constant : slots[bind->slot];
}

/* One value of a cursor or a global id. An id of another table, or none at all, finds no row, and
 * so does null; a cursor of another list is an error. */
static bool bind_token(sqlite3_stmt *statement, int index, const Bind *bind, const Json *value,
                       Arena *arena, SipKey key) {
    Token token;
    SipKey used = bind->rule == RULE_CURSOR ? key : token_public_key;
    bool good = value->kind == JSON_STRING &&
                token_read(arena, used, bind->label, value->text, &token) &&
                bind->part < token.count;
    if (!good) {
        return bind->rule == RULE_ID;
    }
    return token_bind(statement, index, &token.values[bind->part]) == SQLITE_OK;
}

bool bind_program(sqlite3_stmt *statement, const Program *program, const Json *const *slots,
                  SipKey cursor_key, ErrorList *errors) {
    Arena *arena = errors->arena;
    for (size_t i = 0; i < program->bind_count; i++) {
        const Bind *bind = &program->binds[i];
        const Json *value = bind_value(bind, slots);
        Str message;
        if (!bind_obeys_rule(bind, value, arena, &message)) {
            bind_error(errors, bind, message);
            return false;
        }
        if (bind->rule == RULE_CURSOR || bind->rule == RULE_ID) {
            if (!bind_token(statement, (int)i + 1, bind, value, arena, cursor_key)) {
                bind_error(errors, bind,
                           STR("This is not a cursor of this list in this order; cursors are valid "
                               "for the order_by that they were given with."));
                return false;
            }
            continue;
        }
        int rc = bind->list ? bind_list(statement, (int)i + 1, bind, value, arena)
                            : bind_scalar(statement, (int)i + 1, bind, value, arena);
        if (rc == SQLITE_MISMATCH) {
            bind_error(errors, bind, STR("Expected bytes in base64."));
            return false;
        }
        if (rc != SQLITE_OK) {
            error_add(errors, ERROR_UNEXPECTED, "A value could not be passed to the database: %s.",
                      sqlite3_errstr(rc));
            return false;
        }
    }
    return true;
}

void bind_write(StrBuf *out, const Bind *bind, const Json *const *slots) {
    json_write(out, bind_value(bind, slots));
}
