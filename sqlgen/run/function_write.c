/*
 * soloql_add, soloql_json_append and their kin: how updates change a value; see functions.h.
 *
 * In: what the column holds, and the operand. Out: what it holds then; null stays null, as in
 * PostgreSQL, whose operators || - and #- these are. What is stored and is not JSON cannot be
 * changed as if it were: that is an error.
 */
#include <stdlib.h>
#include <string.h>

#include "sqlgen/base/base64.h"
#include "sqlgen/base/json_reader.h"
#include "sqlgen/run/functions.h"

enum { JSON_DEEPEST = 1000 };

/* ---- Numbers ---- */

static void function_add(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    int a = sqlite3_value_numeric_type(arguments[0]), b = sqlite3_value_numeric_type(arguments[1]);
    if (a == SQLITE_NULL || b == SQLITE_NULL) {
        return;
    }
    if (a != SQLITE_INTEGER || b != SQLITE_INTEGER) {
        sqlite3_result_double(context, sqlite3_value_double(arguments[0]) +
                                           sqlite3_value_double(arguments[1]));
        return;
    }
    sqlite3_int64 sum;
    if (__builtin_add_overflow(sqlite3_value_int64(arguments[0]), sqlite3_value_int64(arguments[1]),
                               &sum)) {
        sqlite3_result_error(context, "integer overflow", -1);
        return;
    }
    sqlite3_result_int64(context, sum);
}

/* ---- JSON ---- */

static Str value_text(sqlite3_value *value) {
    const char *text = (const char *)sqlite3_value_text(value);
    return (Str){text, text == NULL ? 0 : (size_t)sqlite3_value_bytes(value)};
}

/* Both arguments are there, and the first, if `out` is given, is JSON; false if the result is null
 * or an error. */
static bool json_arguments(sqlite3_context *context, sqlite3_value **arguments, Json *out) {
    FunctionState *state = sqlite3_user_data(context);
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL ||
        sqlite3_value_type(arguments[1]) == SQLITE_NULL) {
        return false;
    }
    arena_reset(&state->scratch_arena);
    Str text;
    if (!function_decode_jsonb(state, arguments[0], &state->scratch_arena, &text)) {
        text = str_copy(&state->scratch_arena, value_text(arguments[0]));
    }
    if (!json_read(&state->scratch_arena, text, JSON_DEEPEST, out, NULL)) {
        sqlite3_result_error(context, "stored value is not JSON", -1);
        return false;
    }
    return true;
}

static bool json_operand(sqlite3_context *context, sqlite3_value *value, Json *out) {
    FunctionState *state = sqlite3_user_data(context);
    Str text = str_copy(&state->scratch_arena, value_text(value));
    if (!json_read(&state->scratch_arena, text, JSON_DEEPEST, out, NULL)) {
        sqlite3_result_error(context, "stored value is not JSON", -1);
        return false;
    }
    return true;
}

static void result_json(sqlite3_context *context, const Json *json) {
    StrBuf text = {0};
    json_write(&text, json);
    if (text.failed) {
        strbuf_free(&text);
        sqlite3_result_error_nomem(context);
    } else {
        sqlite3_result_text64(context, text.data, text.length, free, SQLITE_UTF8);
    }
}

/* Of two objects: the members of both, those of the second where they have a key in common. */
static Json json_merge(Arena *arena, const Json *a, const Json *b) {
    Json merged = {.kind = JSON_OBJECT,
                   .members = ARENA_ARRAY(arena, a->count + b->count, JsonMember)};
    for (size_t i = 0; i < a->count; i++) {
        const Json *other = json_member(b, a->members[i].key);
        merged.members[merged.count] = a->members[i];
        merged.members[merged.count++].value = other == NULL ? a->members[i].value : *other;
    }
    for (size_t i = 0; i < b->count; i++) {
        if (json_member(a, b->members[i].key) == NULL) {
            merged.members[merged.count++] = b->members[i];
        }
    }
    return merged;
}

/* What is no array counts as one of itself alone. */
static size_t items_put(Json *items, size_t at, const Json *json) {
    if (json->kind != JSON_ARRAY) {
        items[at] = *json;
        return at + 1;
    }
    for (size_t i = 0; i < json->count; i++) {
        items[at + i] = json->items[i];
    }
    return at + json->count;
}

static Json json_concatenate(Arena *arena, const Json *a, const Json *b) {
    if (a->kind == JSON_OBJECT && b->kind == JSON_OBJECT) {
        return json_merge(arena, a, b);
    }
    Json list = {.kind = JSON_ARRAY};
    list.items = ARENA_ARRAY(arena, a->count + b->count + 2, Json);
    list.count = items_put(list.items, items_put(list.items, 0, a), b);
    return list;
}

static void function_append(sqlite3_context *context, int count, sqlite3_value **arguments) {
    FunctionState *state = sqlite3_user_data(context);
    Json stored, operand;
    (void)count;
    if (json_arguments(context, arguments, &stored) &&
        json_operand(context, arguments[1], &operand)) {
        Json whole = json_concatenate(&state->scratch_arena, &stored, &operand);
        result_json(context, &whole);
    }
}

static void function_prepend(sqlite3_context *context, int count, sqlite3_value **arguments) {
    FunctionState *state = sqlite3_user_data(context);
    Json stored, operand;
    (void)count;
    if (json_arguments(context, arguments, &stored) &&
        json_operand(context, arguments[1], &operand)) {
        Json whole = json_concatenate(&state->scratch_arena, &operand, &stored);
        result_json(context, &whole);
    }
}

static void json_remove_item(Json *list, size_t at) {
    memmove(list->items + at, list->items + at + 1, (list->count - at - 1) * sizeof *list->items);
    list->count--;
}

/* The member of that key, or the items that are that string. */
static void json_remove_key(Json *json, Str key) {
    size_t kept = 0;
    for (size_t i = 0; i < json->count; i++) {
        if (json->kind == JSON_OBJECT && !str_equal(json->members[i].key, key)) {
            json->members[kept++] = json->members[i];
        } else if (json->kind == JSON_ARRAY &&
                   (json->items[i].kind != JSON_STRING || !str_equal(json->items[i].text, key))) {
            json->items[kept++] = json->items[i];
        }
    }
    json->count = kept;
}

static void function_delete_key(sqlite3_context *context, int count, sqlite3_value **arguments) {
    Json stored;
    (void)count;
    if (json_arguments(context, arguments, &stored)) {
        if (stored.kind == JSON_OBJECT || stored.kind == JSON_ARRAY) {
            json_remove_key(&stored, value_text(arguments[1]));
        }
        result_json(context, &stored);
    }
}

/* The item at the place, which counts from the end if it is below zero; NULL if there is none. */
static Json *json_item(const Json *list, int64_t place, size_t *at) {
    int64_t from_start = place < 0 ? place + (int64_t)list->count : place;
    if (list->kind != JSON_ARRAY || from_start < 0 || from_start >= (int64_t)list->count) {
        return NULL;
    }
    *at = (size_t)from_start;
    return &list->items[*at];
}

static void function_delete_elem(sqlite3_context *context, int count, sqlite3_value **arguments) {
    Json stored;
    size_t at;
    (void)count;
    if (json_arguments(context, arguments, &stored)) {
        if (json_item(&stored, sqlite3_value_int64(arguments[1]), &at) != NULL) {
            json_remove_item(&stored, at);
        }
        result_json(context, &stored);
    }
}

/* What the last but one of the path's steps leads to loses what the last one names. */
static void json_remove_path(Json *json, const Json *path) {
    for (size_t i = 0; i < path->count; i++) {
        Str step = path->items[i].text;
        Json number = {.kind = JSON_NUMBER, .text = step};
        int64_t place;
        size_t at = 0;
        bool last = i + 1 == path->count;
        if (json->kind == JSON_OBJECT && last) {
            json_remove_key(json, step);
            return;
        }
        Json *below = json->kind == JSON_OBJECT     ? (Json *)json_member(json, step)
                      : json_int64(&number, &place) ? json_item(json, place, &at)
                                                    : NULL;
        if (below != NULL && last) {
            json_remove_item(json, at);
        }
        if (below == NULL || last) {
            return;
        }
        json = below;
    }
}

static void function_delete_path(sqlite3_context *context, int count, sqlite3_value **arguments) {
    Json stored, path;
    (void)count;
    if (json_arguments(context, arguments, &stored) && json_operand(context, arguments[1], &path)) {
        json_remove_path(&stored, &path);
        result_json(context, &stored);
    }
}

static void function_updated(sqlite3_context *context, int count, sqlite3_value **arguments) {
    FunctionState *state = sqlite3_user_data(context);
    (void)count;
    state->updated = true;
    sqlite3_result_value(context, arguments[0]);
}

/* ---- Keys ---- */

static void function_bytes(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    Str text = value_text(arguments[0]);
    unsigned char *bytes = text.data == NULL ? NULL : sqlite3_malloc64(text.length + 1);
    size_t length;
    if (bytes == NULL) {
        return;
    }
    if (base64_decode(text, bytes, &length)) {
        sqlite3_result_blob64(context, bytes, length, sqlite3_free);
    } else {
        sqlite3_free(bytes);
    }
}

int functions_register_write(sqlite3 *db, FunctionState *state) {
    static const struct {
        const char *name;
        void (*function)(sqlite3_context *, int, sqlite3_value **);
    } functions[] = {
        {"soloql_add", function_add},
        {"soloql_json_append", function_append},
        {"soloql_json_prepend", function_prepend},
        {"soloql_json_delete_key", function_delete_key},
        {"soloql_json_delete_elem", function_delete_elem},
        {"soloql_json_delete_path", function_delete_path},
    };
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    int rc = sqlite3_create_function(db, "soloql_updated", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY,
                                     state, function_updated, NULL, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_create_function(db, "soloql_bytes", 1, flags, state, function_bytes, NULL,
                                     NULL);
    }
    for (size_t i = 0; i < sizeof functions / sizeof *functions && rc == SQLITE_OK; i++) {
        rc = sqlite3_create_function(db, functions[i].name, 2, flags, state, functions[i].function,
                                     NULL, NULL);
    }
    return rc;
}
