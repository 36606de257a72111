/*
 * soloql_object, soloql_members and soloql_list: objects and arrays by shape; see functions.h.
 *
 * In: ('id:int! name:text', 1, 'Ann'). Out: {"id":1,"name":"Ann"}.
 */
#include "sqlgen/run/functions.h"

const Shape *function_find_shape(FunctionState *state, Str text, bool braces) {
    Map *known = braces ? &state->shapes : &state->members;
    Shape *shape = map_get(known, text);
    if (shape == NULL) {
        shape = shape_compile(&state->shapes_arena, text, braces);
        if (shape != NULL) {
            map_add(known, str_copy(&state->shapes_arena, text), shape);
        }
    }
    return shape;
}

static void write_raw(StrBuf *out, sqlite3_value *value) {
    const char *bytes = sqlite3_value_blob(value);
    if (bytes == NULL) {
        strbuf_append(out, STR("null"));
    } else {
        strbuf_append(out, (Str){bytes, (size_t)sqlite3_value_bytes(value)});
    }
}

void function_write_shape(FunctionState *state, StrBuf *out, const Shape *shape,
                          sqlite3_value **arguments) {
    const ShapeStep *end = shape->steps + shape->step_count;
    for (const ShapeStep *step = shape->steps; step < end; step++) {
        if (step->kind == SHAPE_TEXT) { /* these two are most, and in turns */
            strbuf_append_short(out, step->text);
        } else if (step->kind == SHAPE_VALUE) {
            function_write_value(state, out, *arguments++, step);
        } else if (step->kind != SHAPE_PRESENT) {
            write_raw(out, *arguments++);
        } else if (sqlite3_value_type(*arguments++) == SQLITE_NULL) {
            strbuf_append(out, STR("null"));
            arguments += step->skip_arguments;
            step += step->skip;
        }
    }
}

const Shape *function_check_shape(sqlite3_context *context, int count, sqlite3_value **arguments,
                                  bool braces) {
    FunctionState *state = sqlite3_user_data(context);
    if (count < 1) {
        sqlite3_result_error(context, "a shape is missing", -1);
        return NULL;
    }
    const char *text = (const char *)sqlite3_value_text(arguments[0]);
    size_t length = text == NULL ? 0 : (size_t)sqlite3_value_bytes(arguments[0]);
    const Shape *shape = function_find_shape(state, (Str){text, length}, braces);
    if (shape == NULL) {
        sqlite3_result_error(context, "the first argument is not a shape", -1);
    } else if (shape->argument_count != (size_t)count - 1) {
        sqlite3_result_error(context, "the shape takes another number of arguments", -1);
        return NULL;
    }
    return shape;
}

static void function_object_with(sqlite3_context *context, int count, sqlite3_value **arguments,
                                 bool braces) {
    FunctionState *state = sqlite3_user_data(context);
    const Shape *shape = function_check_shape(context, count, arguments, braces);
    if (shape == NULL) {
        return;
    }
    StrBuf out = function_take_buffer(context);
    function_write_shape(state, &out, shape, arguments + 1);
    function_result(context, &out);
}

static void function_object(sqlite3_context *context, int count, sqlite3_value **arguments) {
    function_object_with(context, count, arguments, true);
}

static void function_members(sqlite3_context *context, int count, sqlite3_value **arguments) {
    function_object_with(context, count, arguments, false);
}

typedef struct ListContext {
    StrBuf out;
    const Shape *shape;
} ListContext;

static void function_list_step(sqlite3_context *context, int count, sqlite3_value **arguments) {
    FunctionState *state = sqlite3_user_data(context);
    ListContext *list = sqlite3_aggregate_context(context, sizeof *list);
    if (list == NULL) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (list->shape == NULL) {
        list->shape = function_check_shape(context, count, arguments, true);
        if (list->shape == NULL) {
            return;
        }
        list->out = function_take_buffer(context);
        strbuf_append_char(&list->out, '[');
    } else {
        strbuf_append_char(&list->out, ',');
    }
    function_write_shape(state, &list->out, list->shape, arguments + 1);
    if (list->out.failed) {
        sqlite3_result_error_toobig(context);
    }
}

static void function_list_final(sqlite3_context *context) {
    ListContext *list = sqlite3_aggregate_context(context, 0);
    if (list == NULL || list->shape == NULL) {
        sqlite3_result_blob(context, "[]", 2, SQLITE_STATIC);
        return;
    }
    strbuf_append_char(&list->out, ']');
    function_result(context, &list->out);
}

int functions_register_json(sqlite3 *db, FunctionState *state) {
    const int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY;
    int rc = sqlite3_create_function_v2(db, "soloql_object", -1, flags | SQLITE_DETERMINISTIC,
                                        state, function_object, NULL, NULL, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_create_function_v2(db, "soloql_members", -1, flags | SQLITE_DETERMINISTIC,
                                        state, function_members, NULL, NULL, NULL);
    }
    if (rc == SQLITE_OK) {
        rc = sqlite3_create_function_v2(db, "soloql_list", -1, flags, state, NULL,
                                        function_list_step, function_list_final, NULL);
    }
    return rc;
}
