/* Compiling a shape to steps; see shape.h. */
#include "sqlgen/run/shape.h"

enum { SHAPE_DEEPEST = 100 };

typedef struct ShapeReader {
    Arena *arena;
    Str rest;     /* what is still to be read */
    Shape *shape; /* what has been made */
    StrBuf text;  /* constant text that waits for the next value */
    unsigned depth;
    bool failed;
} ShapeReader;

static bool shape_read_items(ShapeReader *reader);

static bool shape_next_is(const ShapeReader *reader, char c) {
    return reader->rest.length != 0 && reader->rest.data[0] == c;
}

static bool shape_take(ShapeReader *reader, char c) {
    if (!shape_next_is(reader, c)) {
        return false;
    }
    reader->rest = str_slice(reader->rest, 1, reader->rest.length);
    return true;
}

static Str shape_take_name(ShapeReader *reader) {
    size_t length = 0;
    while (length < reader->rest.length) {
        char c = reader->rest.data[length];
        bool is_name =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        if (!is_name) {
            break;
        }
        length++;
    }
    Str name = str_slice(reader->rest, 0, length);
    reader->rest = str_slice(reader->rest, length, reader->rest.length);
    return name;
}

/* A copy that strbuf_append_short() takes. */
static Str shape_keep_text(Arena *arena, Str text) {
    char *copy = arena_alloc(arena, text.length + STRBUF_SHORT);
    memcpy(copy, text.data, text.length);
    return (Str){copy, text.length};
}

static void shape_flush_text(ShapeReader *reader) {
    if (reader->text.length != 0) {
        Str text = shape_keep_text(reader->arena, strbuf_view(&reader->text));
        reader->failed |= reader->text.failed;
        ARENA_PUSH(reader->arena, reader->shape->steps, reader->shape->step_count,
                   ((ShapeStep){.kind = SHAPE_TEXT, .text = text}));
        reader->text.length = 0;
    }
}

/* Adds a step that takes an argument; returns its index. */
static size_t shape_add_step(ShapeReader *reader, ShapeStep step) {
    shape_flush_text(reader);
    ARENA_PUSH(reader->arena, reader->shape->steps, reader->shape->step_count, step);
    reader->shape->argument_count++;
    return reader->shape->step_count - 1;
}

/* The values of an enum, behind its name. */
static bool shape_read_values(ShapeReader *reader, Str name, ShapeStep *step) {
    Map *values = ARENA_NEW(reader->arena, Map);
    map_init(values, reader->arena);
    while (!shape_next_is(reader, ')')) {
        Str value = shape_take_name(reader);
        if (value.length == 0) {
            return false;
        }
        map_add(values, str_copy(reader->arena, value), NULL);
        shape_take(reader, '|');
    }
    step->kind = SHAPE_VALUE;
    step->type = DATA_STRING;
    step->values = values;
    step->text = str_copy(reader->arena, name);
    return shape_take(reader, ')');
}

static bool type_takes_any_text(DataType type) {
    return type == DATA_STRING || type == DATA_UUID || type == DATA_DATE ||
           type == DATA_TIMESTAMP || type == DATA_TIME || type == DATA_ANY;
}

static bool shape_read_value(ShapeReader *reader) {
    Str word = shape_take_name(reader);
    ShapeStep step = {.kind = SHAPE_RAW};
    if (shape_take(reader, '(')) {
        if (!shape_read_values(reader, word, &step)) {
            return false;
        }
        step.not_null = shape_take(reader, '!');
    } else if (!str_equal(word, STR("raw"))) {
        step.kind = SHAPE_VALUE;
        if (!data_type_of_word(word, &step.type)) {
            return false;
        }
        step.any_text = type_takes_any_text(step.type);
        step.not_null = shape_take(reader, '!');
    }
    shape_add_step(reader, step);
    return true;
}

static bool shape_read_object(ShapeReader *reader, bool nullable) {
    size_t present = 0;
    if (nullable) {
        present = shape_add_step(reader, (ShapeStep){.kind = SHAPE_PRESENT});
    }
    if (!shape_take(reader, '{') || ++reader->depth > SHAPE_DEEPEST) {
        return false;
    }
    size_t arguments_before = reader->shape->argument_count;
    strbuf_append_char(&reader->text, '{');
    if (!shape_read_items(reader) || !shape_take(reader, '}')) {
        return false;
    }
    strbuf_append_char(&reader->text, '}');
    reader->depth--;
    if (nullable) {
        shape_flush_text(reader);
        ShapeStep *step = &reader->shape->steps[present];
        step->skip = reader->shape->step_count - present - 1;
        step->skip_arguments = reader->shape->argument_count - arguments_before;
    }
    return true;
}

static bool shape_read_item(ShapeReader *reader) {
    if (str_starts_with(reader->rest, STR("..."))) {
        reader->rest = str_slice(reader->rest, 3, reader->rest.length);
        shape_add_step(reader, (ShapeStep){.kind = SHAPE_MEMBERS});
        return true;
    }
    Str key = shape_take_name(reader);
    if (key.length != 0) {
        strbuf_appendf(&reader->text, "\"%.*s\":", STR_ARG(key));
    } else if (!shape_next_is(reader, ':')) {
        return false;
    }
    if (shape_take(reader, '=')) {
        Str name = shape_take_name(reader);
        strbuf_appendf(&reader->text, "\"%.*s\"", STR_ARG(name));
        return name.length != 0;
    }
    if (shape_take(reader, ':')) {
        return shape_read_value(reader);
    }
    return shape_read_object(reader, shape_take(reader, '?'));
}

static bool shape_read_items(ShapeReader *reader) {
    while (reader->rest.length != 0 && !shape_next_is(reader, '}')) {
        if (!shape_read_item(reader)) {
            return false;
        }
        if (shape_take(reader, ' ')) {
            strbuf_append_char(&reader->text, ',');
        }
    }
    return true;
}

Shape *shape_compile(Arena *arena, Str text, bool braces) {
    ShapeReader reader = {.arena = arena, .rest = text, .shape = ARENA_NEW(arena, Shape)};
    if (braces) {
        strbuf_append_char(&reader.text, '{');
    }
    bool good = shape_read_items(&reader) && reader.rest.length == 0;
    if (braces) {
        strbuf_append_char(&reader.text, '}');
    }
    shape_flush_text(&reader);
    good = good && !reader.failed && !reader.text.failed;
    strbuf_free(&reader.text);
    return good ? reader.shape : NULL;
}
