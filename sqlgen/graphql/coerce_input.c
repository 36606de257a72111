/*
 * In: an Input. Out: its value as JSON, as a tree or as text, enum values as their names.
 *
 *     object{id: object{_in: list[1, slot 0 = 2]}}   →   {"id":{"_in":[1,2]}}
 *
 * Depth is that of the value, which was limited where it was made.
 */
#include "sqlgen/base/json_writer.h"
#include "sqlgen/graphql/coerce_parts.h"

static Json input_json_list(Arena *arena, const Input *list) {
    Json json = {.kind = JSON_ARRAY, .count = list->count};
    json.items = ARENA_ARRAY(arena, list->count, Json);
    for (size_t i = 0; i < list->count; i++) {
        json.items[i] = coerce_input_json(arena, list->items[i]);
    }
    return json;
}

static Json input_json_object(Arena *arena, const Input *object) {
    Json json = {.kind = JSON_OBJECT, .count = object->count};
    json.members = ARENA_ARRAY(arena, object->count, JsonMember);
    for (size_t i = 0; i < object->count; i++) {
        const InputField *field = &object->fields[i];
        json.members[i] = (JsonMember){field->def->name, coerce_input_json(arena, field->value)};
    }
    return json;
}

Json coerce_input_json(Arena *arena, const Input *input) {
    switch (input->kind) {
    case INPUT_NULL:
        break;
    case INPUT_SCALAR:
        return input->json;
    case INPUT_ENUM:
        return (Json){.kind = JSON_STRING, .text = input->value->name};
    case INPUT_LIST:
        return input->items == NULL ? input->json : input_json_list(arena, input);
    case INPUT_OBJECT:
        return input_json_object(arena, input);
    }
    return (Json){.kind = JSON_NULL};
}

static void input_write_list(StrBuf *out, const Input *list) {
    strbuf_append_char(out, '[');
    for (size_t i = 0; i < list->count; i++) {
        strbuf_append(out, i == 0 ? STR("") : STR(","));
        input_write(out, list->items[i]);
    }
    strbuf_append_char(out, ']');
}

static void input_write_object(StrBuf *out, const Input *object) {
    strbuf_append_char(out, '{');
    for (size_t i = 0; i < object->count; i++) {
        strbuf_append(out, i == 0 ? STR("") : STR(","));
        json_write_string(out, object->fields[i].def->name);
        strbuf_append_char(out, ':');
        input_write(out, object->fields[i].value);
    }
    strbuf_append_char(out, '}');
}

void input_write(StrBuf *out, const Input *input) {
    switch (input->kind) {
    case INPUT_NULL:
        strbuf_append(out, STR("null"));
        break;
    case INPUT_SCALAR:
        json_write(out, &input->json);
        break;
    case INPUT_ENUM:
        json_write_string(out, input->value->name);
        break;
    case INPUT_LIST:
        if (input->items == NULL) {
            json_write(out, &input->json);
        } else {
            input_write_list(out, input);
        }
        break;
    case INPUT_OBJECT:
        input_write_object(out, input);
        break;
    }
}
