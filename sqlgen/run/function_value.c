/*
 * One SQL value as JSON, checked against the type that its column was declared with.
 *
 * In: 'abc' in a column of type Int. Out: a mark, and the note `Int cannot represent the stored
 * text "abc".` SQLite's storage class decides; nothing is converted silently.
 */
#include <math.h>

#include "sqlgen/base/json_reader.h"
#include "sqlgen/base/json_writer.h"
#include "sqlgen/run/functions.h"

enum {
    NOTES_KEPT = 1000,  /* further errors of a request share the last note */
    NOTE_VALUE = 60,    /* bytes of a value that a note shows */
    JSON_DEEPEST = 1000 /* of a stored JSON value */
};

static void function_note(FunctionState *state, StrBuf *out, Str message) {
    if (!state->mark_errors) {
        strbuf_append(out, STR("null"));
        return;
    }
    if (state->note_count < NOTES_KEPT) {
        Str copy = str_copy(&state->notes_arena, message);
        ARENA_PUSH(&state->notes_arena, state->notes, state->note_count, copy);
    }
    strbuf_appendf(out, "%c%zu%c", NOTE_MARK, state->note_count - 1, NOTE_END);
}

static Str value_text(sqlite3_value *value) {
    const char *text = (const char *)sqlite3_value_text(value);
    return (Str){text, text == NULL ? 0 : (size_t)sqlite3_value_bytes(value)};
}

/* The start of a text, cut between characters. */
static Str text_start(Str text) {
    size_t length = text.length < NOTE_VALUE ? text.length : NOTE_VALUE;
    while (length != 0 && length < text.length &&
           ((unsigned char)text.data[length] & 0xC0) == 0x80) {
        length--;
    }
    return str_slice(text, 0, length);
}

/* Notes that the value is not of the type, in words that say what it is and what to do. */
static void function_note_value(FunctionState *state, StrBuf *out, sqlite3_value *value,
                                Str scalar) {
    Arena *arena = &state->notes_arena;
    Str text, message;
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        message = str_format(arena, "%.*s cannot represent the stored integer %lld.",
                             STR_ARG(scalar), (long long)sqlite3_value_int64(value));
        break;
    case SQLITE_FLOAT:
        message = str_format(arena, "%.*s cannot represent the stored number %.17g.",
                             STR_ARG(scalar), sqlite3_value_double(value));
        break;
    case SQLITE_TEXT:
        text = value_text(value);
        message = str_is_utf8(text)
                      ? str_format(arena, "%.*s cannot represent the stored text \"%.*s\"%s.",
                                   STR_ARG(scalar), STR_ARG(text_start(text)),
                                   text.length > NOTE_VALUE ? "…" : "")
                      : str_format(arena, "%.*s cannot represent a stored text that is not UTF-8.",
                                   STR_ARG(scalar));
        break;
    default:
        message = str_format(arena, "%.*s cannot represent a stored BLOB of %d bytes.",
                             STR_ARG(scalar), sqlite3_value_bytes(value));
        break;
    }
    function_note(state, out, message);
}

static void function_note_type(FunctionState *state, StrBuf *out, sqlite3_value *value,
                               DataType type) {
    function_note_value(state, out, value, data_type_scalar(type));
}

/* Notes that a value is no integer, and of a number whether it is too large for one. */
static void function_note_integer(FunctionState *state, StrBuf *out, sqlite3_value *value,
                                  DataType type) {
    bool is_real = sqlite3_value_type(value) == SQLITE_FLOAT;
    double real = sqlite3_value_double(value);
    if (is_real && isfinite(real) && fabs(real) >= 0x1p63) {
        function_note(state, out,
                      str_format(&state->notes_arena,
                                 "%.*s cannot represent %.17g: it is outside of 64 bits.",
                                 STR_ARG(data_type_scalar(type)), real));
    } else {
        function_note_type(state, out, value, type);
    }
}

static void write_integer(FunctionState *state, StrBuf *out, sqlite3_value *value, DataType type) {
    if (sqlite3_value_type(value) != SQLITE_INTEGER) {
        function_note_integer(state, out, value, type);
        return;
    }
    sqlite3_int64 number = sqlite3_value_int64(value);
    if (type == DATA_INT && (number < INT32_MIN || number > INT32_MAX)) {
        function_note(state, out,
                      str_format(&state->notes_arena,
                                 "Int cannot represent non 32-bit signed integer value: %lld. "
                                 "Declare the column BIGINT to serve it as bigint.",
                                 (long long)number));
    } else if (type == DATA_BIGINT && state->stringify_bigint) {
        strbuf_append_char(out, '"');
        json_write_int(out, number);
        strbuf_append_char(out, '"');
    } else {
        json_write_int(out, number);
    }
}

/* Any number that JSON can hold. */
static void write_number(FunctionState *state, StrBuf *out, sqlite3_value *value, DataType type) {
    int stored = sqlite3_value_type(value);
    if (stored == SQLITE_INTEGER) {
        json_write_int(out, sqlite3_value_int64(value));
        return;
    }
    double number = sqlite3_value_double(value);
    if (stored != SQLITE_FLOAT) {
        function_note_type(state, out, value, type);
    } else if (!isfinite(number)) {
        function_note(state, out,
                      str_format(&state->notes_arena, "%.*s cannot represent infinity.",
                                 STR_ARG(data_type_scalar(type))));
    } else {
        json_write_double(out, number);
    }
}

static void write_boolean(FunctionState *state, StrBuf *out, sqlite3_value *value) {
    sqlite3_int64 number = sqlite3_value_int64(value);
    if (sqlite3_value_type(value) != SQLITE_INTEGER || number < 0 || number > 1) {
        function_note_type(state, out, value, DATA_BOOLEAN);
    } else {
        strbuf_append(out, number == 1 ? STR("true") : STR("false"));
    }
}

/* A text that is one of an enum's values. */
static void write_enum(FunctionState *state, StrBuf *out, sqlite3_value *value,
                       const ShapeStep *step) {
    bool is_text = sqlite3_value_type(value) == SQLITE_TEXT; /* reading it may change that */
    Str text = is_text ? value_text(value) : (Str){0};
    if (is_text && map_has(step->values, text)) {
        json_write_string(out, text);
    } else {
        function_note_value(state, out, value, step->text);
    }
}

static void write_text(FunctionState *state, StrBuf *out, sqlite3_value *value, DataType type) {
    bool is_text = sqlite3_value_type(value) == SQLITE_TEXT; /* reading it may change that */
    Str text = is_text ? value_text(value) : (Str){0};
    if (!is_text || !json_write_utf8(out, text)) {
        function_note_type(state, out, value, type);
    }
}

static void write_blob(FunctionState *state, StrBuf *out, sqlite3_value *value) {
    if (sqlite3_value_type(value) != SQLITE_BLOB) {
        function_note_type(state, out, value, DATA_BYTEA);
        return;
    }
    const char *bytes = sqlite3_value_blob(value);
    json_write_base64(out, (Str){bytes, (size_t)sqlite3_value_bytes(value)});
}

static void write_json(FunctionState *state, StrBuf *out, sqlite3_value *value) {
    if (sqlite3_value_type(value) == SQLITE_INTEGER || sqlite3_value_type(value) == SQLITE_FLOAT) {
        write_number(state, out, value, DATA_JSONB);
        return;
    }
    bool is_text = sqlite3_value_type(value) == SQLITE_TEXT; /* reading it may change that */
    Str text = is_text ? value_text(value) : (Str){0};
    if (!is_text) {
        arena_reset(&state->scratch_arena);
        is_text = function_decode_jsonb(state, value, &state->scratch_arena, &text);
    }
    if (is_text && str_is_utf8(text) && json_check(text, JSON_DEEPEST)) {
        strbuf_append(out, text);
    } else {
        function_note_type(state, out, value, DATA_JSONB);
    }
}

/* A value in a column whose type says nothing about its storage class. */
static void write_stored(FunctionState *state, StrBuf *out, sqlite3_value *value, DataType type) {
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
        write_number(state, out, value, type);
        break;
    case SQLITE_TEXT:
        write_text(state, out, value, type);
        break;
    default:
        if (type == DATA_ANY) {
            write_blob(state, out, value);
        } else {
            function_note_type(state, out, value, type);
        }
        break;
    }
}

/* A value that is not the usual one of its type, or of a type that has none. Not a part of the
 * function below, which would have to save twice as much for it, for each value. */
__attribute__((noinline)) static void write_unusual(FunctionState *state, StrBuf *out,
                                                    sqlite3_value *value, const ShapeStep *step) {
    if (sqlite3_value_type(value) == SQLITE_NULL) {
        if (step->not_null) {
            function_note(state, out, STR("Cannot return null for a non-nullable field."));
        } else {
            strbuf_append(out, STR("null"));
        }
        return;
    }
    switch (step->type) {
    case DATA_INT:
    case DATA_BIGINT:
        write_integer(state, out, value, step->type);
        break;
    case DATA_FLOAT:
    case DATA_NUMERIC:
        write_number(state, out, value, step->type);
        break;
    case DATA_BOOLEAN:
        write_boolean(state, out, value);
        break;
    case DATA_STRING:
        if (step->values != NULL) {
            write_enum(state, out, value, step);
            break;
        }
        write_text(state, out, value, step->type);
        break;
    case DATA_UUID:
        write_text(state, out, value, step->type);
        break;
    case DATA_BYTEA:
        write_blob(state, out, value);
        break;
    case DATA_JSONB:
        write_json(state, out, value);
        break;
    case DATA_DATE:
    case DATA_TIMESTAMP:
    case DATA_TIME:
    case DATA_ANY:
        write_stored(state, out, value, step->type);
        break;
    }
}

void function_write_value(FunctionState *state, StrBuf *out, sqlite3_value *value,
                          const ShapeStep *step) {
    int stored = sqlite3_value_type(value);
    if (stored == SQLITE_TEXT && step->any_text) {
        if (json_write_utf8(out, value_text(value))) {
            return;
        }
    } else if (stored == SQLITE_INTEGER && step->type == DATA_INT) {
        sqlite3_int64 number = sqlite3_value_int64(value);
        if (number == (int32_t)number) {
            json_write_int(out, number);
            return;
        }
    }
    write_unusual(state, out, value, step);
}
