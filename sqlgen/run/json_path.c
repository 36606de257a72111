/* Paths into a JSON value; see json_path.h. */
#include "sqlgen/run/json_path.h"

enum { PATH_LONGEST = 100 };

typedef struct PathReader {
    Arena *arena;
    Str text;
    size_t at;
    const char *message; /* NULL while all is well */
} PathReader;

static char path_peek(const PathReader *reader) {
    return reader->at < reader->text.length ? reader->text.data[reader->at] : '\0';
}

static bool path_take(PathReader *reader, char c) {
    bool there = reader->at < reader->text.length && path_peek(reader) == c;
    reader->at += there;
    return there;
}

static Str path_quoted(PathReader *reader) {
    char quote = reader->text.data[reader->at++];
    char *key = arena_alloc(reader->arena, reader->text.length);
    size_t length = 0;
    while (reader->at < reader->text.length && path_peek(reader) != quote) {
        reader->at += path_peek(reader) == '\\' && reader->at + 1 < reader->text.length;
        key[length++] = reader->text.data[reader->at++];
    }
    if (!path_take(reader, quote)) {
        reader->message = "a quote is missing";
    }
    return (Str){key, length};
}

static bool path_next_is_quote(const PathReader *reader) {
    return path_peek(reader) == '"' || path_peek(reader) == '\'';
}

/* The step as an index as well, if it is made of digits alone. */
static JsonStep path_step(Str key) {
    JsonStep step = {.key = key, .is_index = key.length != 0 && key.length < 10};
    for (size_t i = 0; i < key.length && step.is_index; i++) {
        step.is_index = key.data[i] >= '0' && key.data[i] <= '9';
        step.index = step.index * 10 + (size_t)(key.data[i] - '0');
    }
    return step;
}

static JsonStep path_bracket(PathReader *reader) {
    JsonStep step;
    if (path_next_is_quote(reader)) {
        step = (JsonStep){.key = path_quoted(reader)};
    } else {
        size_t start = reader->at;
        while (reader->at < reader->text.length && path_peek(reader) != ']') {
            reader->at++;
        }
        step = path_step(str_slice(reader->text, start, reader->at - start));
        if (!step.is_index) {
            reader->message = "an index, or a key in quotes, is missing";
        }
    }
    if (!path_take(reader, ']') && reader->message == NULL) {
        reader->message = "a ] is missing";
    }
    return step;
}

static JsonStep path_key(PathReader *reader) {
    if (path_next_is_quote(reader)) {
        return (JsonStep){.key = path_quoted(reader)};
    }
    size_t start = reader->at;
    while (reader->at < reader->text.length && path_peek(reader) != '.' &&
           path_peek(reader) != '[') {
        reader->at++;
    }
    if (reader->at == start) {
        reader->message = "a key is missing";
    }
    return path_step(str_slice(reader->text, start, reader->at - start));
}

bool json_path_read(Arena *arena, Str text, JsonPath *out, JsonError *error) {
    PathReader reader = {.arena = arena, .text = text};
    *out = (JsonPath){0};
    bool bare = !path_take(&reader, '$'); /* then the first key needs no dot */
    while (reader.at < text.length && reader.message == NULL) {
        JsonStep step;
        bool dot = path_take(&reader, '.');
        if (path_take(&reader, '[')) {
            step = path_bracket(&reader);
        } else if (dot || (bare && out->count == 0)) {
            step = path_key(&reader);
        } else {
            reader.message = "a . or [ is missing";
            break;
        }
        ARENA_PUSH(arena, out->steps, out->count, step);
        if (out->count > PATH_LONGEST) {
            reader.message = "it is too long";
        }
    }
    if (reader.message != NULL) {
        *error = (JsonError){reader.message, reader.at};
    }
    return reader.message == NULL;
}

const Json *json_path_find(const Json *value, const JsonPath *path) {
    for (size_t i = 0; i < path->count && value != NULL; i++) {
        const JsonStep *step = &path->steps[i];
        if (value->kind == JSON_ARRAY) {
            bool there = step->is_index && step->index < value->count;
            value = there ? &value->items[step->index] : NULL;
        } else {
            value = json_member(value, step->key);
        }
    }
    return value;
}
