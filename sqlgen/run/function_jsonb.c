/*
 * soloql_json_at, soloql_json_text, soloql_json_equal and their kin: comparing JSON in columns and
 * reading parts of it; see functions.h.
 *
 * In: a stored value, and an operand that is the same for every row and so is read once. What is
 * stored may be anything: a value that is not JSON makes the result null, as if it were absent, and
 * never fails the statement.
 */
#include <math.h>
#include <stdlib.h>

#include "sqlgen/run/functions.h"
#include "sqlgen/run/json_compare.h"
#include "sqlgen/run/json_path.h"

enum { JSON_DEEPEST = 1000 /* of a stored value, and of an operand */ };

/* An argument that was read, kept by SQLite as long as the argument stays the same. */
typedef struct Operand {
    Arena arena;
    bool good;
    Json json;
    JsonPath path;
} Operand;

typedef bool OperandReader(Operand *operand, Str text);

static void operand_free(void *data) {
    Operand *operand = data;
    arena_free(&operand->arena);
    free(operand);
}

static Str value_text(sqlite3_value *value) {
    const char *text = (const char *)sqlite3_value_text(value);
    return (Str){text, text == NULL ? 0 : (size_t)sqlite3_value_bytes(value)};
}

/* The second argument, read; NULL after reporting an error. */
static const Operand *operand_get(sqlite3_context *context, sqlite3_value *value,
                                  OperandReader *read) {
    Operand *operand = sqlite3_get_auxdata(context, 1);
    if (operand != NULL) {
        return operand;
    }
    operand = calloc(1, sizeof *operand);
    if (operand == NULL) {
        sqlite3_result_error_nomem(context);
        return NULL;
    }
    arena_init(&operand->arena, 0);
    operand->good = read(operand, str_copy(&operand->arena, value_text(value)));
    sqlite3_set_auxdata(context, 1, operand, operand_free);
    operand = sqlite3_get_auxdata(context, 1); /* SQLite may have freed it at once */
    if (operand == NULL) {
        sqlite3_result_error_nomem(context);
    } else if (!operand->good) {
        sqlite3_result_error(context, "the second argument is malformed", -1);
        operand = NULL;
    }
    return operand;
}

static bool operand_read_json(Operand *operand, Str text) {
    return json_read(&operand->arena, text, JSON_DEEPEST, &operand->json, NULL);
}

static bool operand_read_path(Operand *operand, Str text) {
    JsonError error;
    return json_path_read(&operand->arena, text, &operand->path, &error);
}

/* The stored value, in the state's scratch memory; false if it is null or not JSON. */
static bool stored_read(FunctionState *state, sqlite3_value *value, Json *out) {
    int type = sqlite3_value_type(value);
    bool number =
        type == SQLITE_INTEGER || (type == SQLITE_FLOAT && isfinite(sqlite3_value_double(value)));
    arena_reset(&state->scratch_arena);
    Str text;
    if (type == SQLITE_TEXT || number) {
        text = str_copy(&state->scratch_arena, value_text(value));
    } else if (!function_decode_jsonb(state, value, &state->scratch_arena, &text)) {
        return false;
    }
    return json_read_last(&state->scratch_arena, text, JSON_DEEPEST, out, NULL);
}

static JsonWork work_new(const FunctionState *state) {
    return (JsonWork){.is_over = state->is_over, .context = state->is_over_context};
}

static void result_bool(sqlite3_context *context, const JsonWork *work, bool truth) {
    if (work->stopped) {
        sqlite3_result_error_code(context, SQLITE_INTERRUPT);
    } else {
        sqlite3_result_int(context, truth);
    }
}

/* Both arguments of a comparison; false if the result is null, or an error was reported. */
static bool comparison_read(sqlite3_context *context, sqlite3_value **arguments, Json *stored,
                            const Json **operand) {
    if (!stored_read(sqlite3_user_data(context), arguments[0], stored) ||
        sqlite3_value_type(arguments[1]) == SQLITE_NULL) {
        return false;
    }
    const Operand *read = operand_get(context, arguments[1], operand_read_json);
    *operand = read == NULL ? NULL : &read->json;
    return read != NULL;
}

static void function_equal(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    Json stored;
    const Json *operand;
    if (comparison_read(context, arguments, &stored, &operand)) {
        JsonWork work = work_new(sqlite3_user_data(context));
        bool equal = json_equal(&work, &stored, operand);
        result_bool(context, &work, equal);
    }
}

static void function_in(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    /* Nothing is compared with an empty list: as with SQL's own "in", null is not in it. */
    const Operand *read = sqlite3_value_type(arguments[1]) == SQLITE_NULL
                              ? NULL
                              : operand_get(context, arguments[1], operand_read_json);
    if (read != NULL && read->json.kind == JSON_ARRAY && read->json.count == 0) {
        sqlite3_result_int(context, 0);
        return;
    }
    Json stored;
    const Json *list;
    if (read != NULL && comparison_read(context, arguments, &stored, &list)) {
        JsonWork work = work_new(sqlite3_user_data(context));
        bool found = false;
        for (size_t i = 0; list->kind == JSON_ARRAY && i < list->count && !found; i++) {
            found = json_equal(&work, &stored, &list->items[i]);
        }
        result_bool(context, &work, found);
    }
}

static void function_order(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    Json stored;
    const Json *operand;
    int order;
    if (comparison_read(context, arguments, &stored, &operand) &&
        json_order(&stored, operand, &order)) {
        sqlite3_result_int(context, order);
    }
}

static void function_contains(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    Json stored;
    const Json *operand;
    if (comparison_read(context, arguments, &stored, &operand)) {
        JsonWork work = work_new(sqlite3_user_data(context));
        bool contains = json_contains(&work, &stored, operand);
        result_bool(context, &work, contains);
    }
}

static void function_contained(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    Json stored;
    const Json *operand;
    if (comparison_read(context, arguments, &stored, &operand)) {
        JsonWork work = work_new(sqlite3_user_data(context));
        bool contains = json_contains(&work, operand, &stored);
        result_bool(context, &work, contains);
    }
}

static void function_has_key(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    Json stored;
    if (stored_read(sqlite3_user_data(context), arguments[0], &stored) &&
        sqlite3_value_type(arguments[1]) != SQLITE_NULL) {
        sqlite3_result_int(context, json_has_key(&stored, value_text(arguments[1])));
    }
}

static void function_has_keys(sqlite3_context *context, sqlite3_value **arguments, bool all) {
    Json stored;
    const Json *keys;
    if (!comparison_read(context, arguments, &stored, &keys) || keys->kind != JSON_ARRAY) {
        return;
    }
    size_t found = 0;
    for (size_t i = 0; i < keys->count; i++) {
        found += json_has_key(&stored, keys->items[i].text);
    }
    sqlite3_result_int(context, all ? found == keys->count : found != 0);
}

static void function_has_any(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    function_has_keys(context, arguments, false);
}

static void function_has_all(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    function_has_keys(context, arguments, true);
}

static void result_json(sqlite3_context *context, const Json *value) {
    FunctionState *state = sqlite3_user_data(context);
    StrBuf text = {.limit = state->max_bytes};
    json_write(&text, value);
    if (text.failed) {
        strbuf_free(&text);
        sqlite3_result_error_toobig(context);
        return;
    }
    sqlite3_result_text64(context, text.data, text.length, free, SQLITE_UTF8);
}

/* The stored value's part at the path of the second argument. */
static void result_part(sqlite3_context *context, const Json *stored, sqlite3_value **arguments) {
    const Operand *operand = operand_get(context, arguments[1], operand_read_path);
    const Json *part = operand == NULL ? NULL : json_path_find(stored, &operand->path);
    if (part != NULL && part->kind != JSON_NULL) {
        result_json(context, part);
    }
}

static void function_at(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    Json stored;
    if (stored_read(sqlite3_user_data(context), arguments[0], &stored)) {
        result_part(context, &stored, arguments);
    }
}

/* For the answer, where a value that is not JSON must not pass for one that has no such part. */
static void function_part(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    Json stored;
    if (stored_read(sqlite3_user_data(context), arguments[0], &stored)) {
        result_part(context, &stored, arguments);
    } else {
        sqlite3_result_value(context, arguments[0]);
    }
}

static void function_text(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    Json stored;
    if (stored_read(sqlite3_user_data(context), arguments[0], &stored) &&
        stored.kind == JSON_STRING) {
        sqlite3_result_text64(context, stored.text.length == 0 ? "" : stored.text.data,
                              stored.text.length, SQLITE_TRANSIENT, SQLITE_UTF8);
    }
}

int functions_register_jsonb(sqlite3 *db, FunctionState *state) {
    static const struct {
        const char *name;
        int arguments;
        void (*function)(sqlite3_context *, int, sqlite3_value **);
    } rows[] = {
        {"soloql_json_at", 2, function_at},
        {"soloql_json_part", 2, function_part},
        {"soloql_json_text", 1, function_text},
        {"soloql_json_equal", 2, function_equal},
        {"soloql_json_in", 2, function_in},
        {"soloql_json_order", 2, function_order},
        {"soloql_json_contains", 2, function_contains},
        {"soloql_json_contained", 2, function_contained},
        {"soloql_json_has_key", 2, function_has_key},
        {"soloql_json_has_any", 2, function_has_any},
        {"soloql_json_has_all", 2, function_has_all},
    };
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    int rc = SQLITE_OK;
    for (size_t i = 0; i < sizeof rows / sizeof *rows && rc == SQLITE_OK; i++) {
        rc = sqlite3_create_function_v2(db, rows[i].name, rows[i].arguments, flags, state,
                                        rows[i].function, NULL, NULL, NULL);
    }
    return rc;
}
