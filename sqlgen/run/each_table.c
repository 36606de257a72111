/*
 * soloql_each; see each_table.h.
 *
 * An eponymous virtual table of one column and two hidden ones, its arguments. Unlike json_each()
 * it gives exact types; and as nobody can put a table into the schema temp of our connections, a
 * file with a table of the same name changes nothing when it is called as temp.soloql_each().
 */
#include "sqlgen/run/each_table.h"

#include <stdlib.h>

#include "sqlgen/base/base64.h"
#include "sqlgen/base/json_reader.h"
#include "sqlgen/catalog/data_type.h"

enum {
    EACH_VALUE,
    EACH_LIST,
    EACH_TYPE, /* columns */
    EACH_DEEPEST = 200
};

typedef struct EachCursor {
    sqlite3_vtab_cursor base; /* must be first */
    Arena arena;
    Json list;
    DataType type;
    size_t at;
} EachCursor;

static int each_connect(sqlite3 *db, void *context, int count, const char *const *arguments,
                        sqlite3_vtab **table, char **message) {
    (void)context, (void)count, (void)arguments, (void)message;
    int rc = sqlite3_declare_vtab(db, "create table x(value, list hidden, type hidden)");
    if (rc == SQLITE_OK) {
        *table = calloc(1, sizeof **table);
        rc = *table == NULL ? SQLITE_NOMEM : SQLITE_OK;
    }
    if (rc == SQLITE_OK) {
        sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS);
    }
    return rc;
}

static int each_disconnect(sqlite3_vtab *table) {
    free(table);
    return SQLITE_OK;
}

/* Both arguments must be there; without them no plan is possible. */
static int each_best_index(sqlite3_vtab *table, sqlite3_index_info *info) {
    (void)table;
    int seen = 0;
    for (int i = 0; i < info->nConstraint; i++) {
        int column = info->aConstraint[i].iColumn;
        bool argument = column == EACH_LIST || column == EACH_TYPE;
        if (argument && info->aConstraint[i].op == SQLITE_INDEX_CONSTRAINT_EQ &&
            info->aConstraint[i].usable) {
            info->aConstraintUsage[i].argvIndex = column;
            info->aConstraintUsage[i].omit = 1;
            seen |= 1 << column;
        }
    }
    info->estimatedCost = 10;
    info->estimatedRows = 10;
    return seen == (1 << EACH_LIST | 1 << EACH_TYPE) ? SQLITE_OK : SQLITE_CONSTRAINT;
}

static int each_open(sqlite3_vtab *table, sqlite3_vtab_cursor **out) {
    (void)table;
    EachCursor *cursor = calloc(1, sizeof *cursor);
    if (cursor == NULL) {
        return SQLITE_NOMEM;
    }
    arena_init(&cursor->arena, 0);
    *out = &cursor->base;
    return SQLITE_OK;
}

static int each_close(sqlite3_vtab_cursor *base) {
    EachCursor *cursor = (EachCursor *)base;
    arena_free(&cursor->arena);
    free(cursor);
    return SQLITE_OK;
}

static Str each_text(sqlite3_value *value) {
    const char *text = (const char *)sqlite3_value_text(value);
    return (Str){text, text == NULL ? 0 : (size_t)sqlite3_value_bytes(value)};
}

static int each_filter(sqlite3_vtab_cursor *base, int number, const char *name, int count,
                       sqlite3_value **arguments) {
    (void)number, (void)name, (void)count;
    EachCursor *cursor = (EachCursor *)base;
    cursor->at = 0;
    cursor->list = (Json){.kind = JSON_ARRAY};
    arena_reset(&cursor->arena);
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) {
        return SQLITE_OK;
    }
    Str text = str_copy(&cursor->arena, each_text(arguments[0]));
    bool good = json_read(&cursor->arena, text, EACH_DEEPEST, &cursor->list, NULL) &&
                cursor->list.kind == JSON_ARRAY &&
                data_type_of_word(each_text(arguments[1]), &cursor->type);
    if (!good) {
        base->pVtab->zErrMsg =
            sqlite3_mprintf("soloql_each takes a JSON array and the word of a type");
    }
    return good ? SQLITE_OK : SQLITE_ERROR;
}

static int each_next(sqlite3_vtab_cursor *base) {
    ((EachCursor *)base)->at++;
    return SQLITE_OK;
}

static int each_eof(sqlite3_vtab_cursor *base) {
    const EachCursor *cursor = (const EachCursor *)base;
    return cursor->at >= cursor->list.count;
}

static void result_number(sqlite3_context *context, const Json *value) {
    Json number = {.kind = JSON_NUMBER, .text = value->text};
    int64_t integer;
    if (json_int64(&number, &integer)) {
        sqlite3_result_int64(context, integer);
    } else {
        sqlite3_result_double(context, json_double(&number));
    }
}

/* What is not base64 equals no bytes, so it is null. */
static void result_bytes(sqlite3_context *context, Str text) {
    unsigned char *bytes = malloc(text.length + 1);
    size_t length;
    if (bytes == NULL) {
        sqlite3_result_error_nomem(context);
    } else if (base64_decode(text, bytes, &length)) {
        sqlite3_result_blob64(context, bytes, length, free);
    } else {
        free(bytes);
    }
}

static void result_text(sqlite3_context *context, Str text) {
    sqlite3_result_text64(context, text.length == 0 ? "" : text.data, text.length, SQLITE_TRANSIENT,
                          SQLITE_UTF8);
}

static void result_string(sqlite3_context *context, DataType type, const Json *value) {
    bool number =
        type == DATA_INT || type == DATA_BIGINT || type == DATA_NUMERIC || type == DATA_FLOAT;
    if (number) {
        result_number(context, value);
    } else if (type == DATA_BYTEA) {
        result_bytes(context, value->text);
    } else {
        result_text(context, value->text);
    }
}

/* Objects and arrays are given as their text. */
static void result_nested(sqlite3_context *context, const Json *value) {
    StrBuf text = {0};
    json_write(&text, value);
    if (text.failed) {
        sqlite3_result_error_nomem(context);
    } else {
        result_text(context, strbuf_view(&text));
    }
    strbuf_free(&text);
}

static int each_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column) {
    const EachCursor *cursor = (const EachCursor *)base;
    const Json *value = &cursor->list.items[cursor->at];
    if (column != EACH_VALUE) {
        return SQLITE_OK; /* the arguments are of no interest: null */
    }
    switch (value->kind) {
    case JSON_NULL:
        break;
    case JSON_FALSE:
    case JSON_TRUE:
        sqlite3_result_int(context, value->kind == JSON_TRUE);
        break;
    case JSON_NUMBER:
        result_number(context, value);
        break;
    case JSON_STRING:
        result_string(context, cursor->type, value);
        break;
    case JSON_ARRAY:
    case JSON_OBJECT:
        result_nested(context, value);
        break;
    }
    return SQLITE_OK;
}

static int each_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *rowid) {
    *rowid = (sqlite3_int64)((const EachCursor *)base)->at;
    return SQLITE_OK;
}

int each_table_register(sqlite3 *db) {
    static const sqlite3_module module = {
        .xConnect = each_connect, /* no xCreate: it exists by its name alone */
        .xBestIndex = each_best_index,
        .xDisconnect = each_disconnect,
        .xOpen = each_open,
        .xClose = each_close,
        .xFilter = each_filter,
        .xNext = each_next,
        .xEof = each_eof,
        .xColumn = each_column,
        .xRowid = each_rowid,
    };
    return sqlite3_create_module(db, "soloql_each", &module, NULL);
}
