/*
 * JSON text to a tree, and the questions one asks of the tree.
 *
 * In: text. Out: a tree of Json whose strings and numbers point into the text wherever they can.
 * The one idea: one reader serves both json_read and json_check; without an arena it looks at
 * everything and keeps nothing.
 *
 * Example: `{"id": 9007199254740993, "tags": ["a", "\u00e9"]}` gives an object of two members; the
 * number keeps its 16 digits, "a" points into the text, and é is decoded into the arena.
 */
#include "sqlgen/base/json_reader.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sqlgen/base/json_writer.h"
#include "sqlgen/base/map.h"
#include "sqlgen/base/unicode.h"

typedef struct JsonReader {
    Arena *arena; /* NULL: keep nothing */
    Str text;
    size_t at; /* byte offset of what is read next */
    size_t depth, max_depth;
    bool last_counts; /* of members with one key; else they are an error */
    JsonError error;
} JsonReader;

static bool json_read_value(JsonReader *reader, Json *out);

static bool json_fail(JsonReader *reader, size_t offset, const char *message) {
    reader->error = (JsonError){message, offset};
    return false;
}

/* The byte at an offset, or NUL past the end. */
static char json_char(const JsonReader *reader, size_t offset) {
    return offset < reader->text.length ? reader->text.data[offset] : '\0';
}

static bool json_fail_here(JsonReader *reader) {
    bool ended = reader->at >= reader->text.length;
    return json_fail(reader, reader->at, ended ? "unexpected end" : "unexpected character");
}

static void json_skip_space(JsonReader *reader) {
    char c = json_char(reader, reader->at);
    while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
        c = json_char(reader, ++reader->at);
    }
}

/* True if one of the eight bytes is a control character, a quote or a backslash. */
static bool json_word_is_special(uint64_t word) {
    const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
    uint64_t quote = word ^ (ones * '"'), backslash = word ^ (ones * '\\');
    uint64_t control = (word - ones * 0x20) & ~word;
    return ((control | ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash)) & tops) != 0;
}

/* The offset of the next byte that is a control character, a quote or a backslash. */
static size_t json_find_special(Str text, size_t at) {
    uint64_t word;
    while (at + 8 <= text.length) {
        memcpy(&word, text.data + at, 8);
        if (json_word_is_special(word)) {
            break;
        }
        at += 8;
    }
    while (at < text.length && (unsigned char)text.data[at] >= 0x20 && text.data[at] != '"' &&
           text.data[at] != '\\') {
        at++;
    }
    return at;
}

/* The escape at an offset: its bytes, or 0. */
static size_t json_read_escape(Str text, size_t at, uint32_t *point) {
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    char c = at + 1 < text.length ? text.data[at + 1] : '\0';
    if (c == 'u') {
        return unicode_read_escape(text, at, point);
    }
    const char *name = c == '\0' ? NULL : strchr(names, c);
    if (name == NULL) {
        return 0;
    }
    *point = (unsigned char)values[name - names];
    return 2;
}

/* The contents of a string, whose escapes are known to be good, decoded into the arena. */
static Str json_decode_string(Arena *arena, Str raw) {
    char *out = arena_alloc(arena, raw.length), *to = out;
    size_t at = 0;
    while (at < raw.length) {
        size_t run = json_find_special(raw, at) - at;
        memcpy(to, raw.data + at, run);
        to += run;
        at += run;
        uint32_t point;
        if (at < raw.length) {
            at += json_read_escape(raw, at, &point);
            to += unicode_encode(point, to);
        }
    }
    return (Str){out, (size_t)(to - out)};
}

static bool json_read_string(JsonReader *reader, Str *out) {
    size_t start = reader->at + 1, at = json_find_special(reader->text, start);
    bool escaped = false;
    uint32_t point;
    for (; json_char(reader, at) == '\\'; at = json_find_special(reader->text, at)) {
        size_t size = json_read_escape(reader->text, at, &point);
        if (size == 0) {
            return json_fail(reader, at, "invalid escape");
        }
        escaped = true;
        at += size;
    }
    if (at >= reader->text.length) {
        return json_fail(reader, at, "unterminated string");
    }
    if (reader->text.data[at] != '"') {
        return json_fail(reader, at, "control character in string");
    }
    Str raw = str_slice(reader->text, start, at - start);
    if (!str_is_utf8(raw)) {
        return json_fail(reader, start, "string is not UTF-8");
    }
    reader->at = at + 1;
    if (reader->arena != NULL) {
        *out = escaped ? json_decode_string(reader->arena, raw) : raw;
    }
    return true;
}

/* Moves on over digits; false if there is none. */
static bool json_skip_digits(JsonReader *reader) {
    size_t start = reader->at;
    while (json_char(reader, reader->at) >= '0' && json_char(reader, reader->at) <= '9') {
        reader->at++;
    }
    return reader->at > start || json_fail_here(reader);
}

static bool json_read_number(JsonReader *reader, Json *out) {
    size_t start = reader->at;
    reader->at += json_char(reader, reader->at) == '-' ? 1 : 0;
    if (json_char(reader, reader->at) == '0') {
        reader->at++;
    } else if (!json_skip_digits(reader)) {
        return false;
    }
    if (json_char(reader, reader->at) == '.') {
        reader->at++;
        if (!json_skip_digits(reader)) {
            return false;
        }
    }
    char c = json_char(reader, reader->at);
    if (c == 'e' || c == 'E') {
        c = json_char(reader, ++reader->at);
        reader->at += c == '+' || c == '-' ? 1 : 0;
        if (!json_skip_digits(reader)) {
            return false;
        }
    }
    *out = (Json){.kind = JSON_NUMBER, .text = str_slice(reader->text, start, reader->at - start)};
    return true;
}

static bool json_read_word(JsonReader *reader, Str word, JsonKind kind, Json *out) {
    if (!str_equal(str_slice(reader->text, reader->at, word.length), word)) {
        return json_fail_here(reader);
    }
    reader->at += word.length;
    *out = (Json){.kind = kind};
    return true;
}

/* After an element: consumes a comma, or the closing character and sets *closed. */
static bool json_read_separator(JsonReader *reader, char close, bool *closed) {
    json_skip_space(reader);
    char c = json_char(reader, reader->at);
    *closed = c == close;
    if (c != ',' && c != close) {
        return json_fail_here(reader);
    }
    reader->at++;
    return true;
}

/* Consumes the opening character, and the closing one if nothing is between them. */
static bool json_is_empty(JsonReader *reader, char close) {
    reader->at++;
    json_skip_space(reader);
    bool empty = json_char(reader, reader->at) == close;
    reader->at += empty ? 1 : 0;
    return empty;
}

static bool json_read_array(JsonReader *reader, Json *out) {
    *out = (Json){.kind = JSON_ARRAY};
    bool closed = json_is_empty(reader, ']');
    while (!closed) {
        Json item;
        if (!json_read_value(reader, &item) || !json_read_separator(reader, ']', &closed)) {
            return false;
        }
        if (reader->arena != NULL) {
            ARENA_PUSH(reader->arena, out->items, out->count, item);
        }
    }
    return true;
}

static bool json_read_member(JsonReader *reader, JsonMember *member) {
    json_skip_space(reader);
    if (json_char(reader, reader->at) != '"') {
        return json_fail_here(reader);
    }
    if (!json_read_string(reader, &member->key)) {
        return false;
    }
    json_skip_space(reader);
    if (json_char(reader, reader->at) != ':') {
        return json_fail_here(reader);
    }
    reader->at++;
    return json_read_value(reader, &member->value);
}

enum { JSON_FEW_MEMBERS = 8 }; /* so many keys are compared with each other, more are hashed */

/* True if an earlier member has the key of the member at `last`. */
static bool json_key_is_repeated(const Json *object, size_t last) {
    for (size_t i = 0; i < last; i++) {
        if (str_equal(object->members[i].key, object->members[last].key)) {
            return true;
        }
    }
    return false;
}

/* Makes the index of a large object. True if no key stands twice. */
static bool json_index_members(Arena *arena, Json *object) {
    if (object->count <= JSON_FEW_MEMBERS) {
        bool unique = true;
        for (size_t i = 1; i < object->count && unique; i++) {
            unique = !json_key_is_repeated(object, i);
        }
        return unique;
    }
    Map *index = ARENA_NEW(arena, Map);
    map_init(index, arena);
    for (size_t i = 0; i < object->count; i++) {
        if (!map_add(index, object->members[i].key, &object->members[i].value)) {
            return false;
        }
    }
    object->index = index;
    return true;
}

/* Keeps of the members with one key the last, in the place of the first. */
static void json_merge_members(Arena *arena, Json *object) {
    Map places;
    size_t kept = 0;
    map_init(&places, arena);
    for (size_t i = 0; i < object->count; i++) {
        JsonMember *member = &object->members[i], *place = map_get(&places, member->key);
        if (place != NULL) {
            place->value = member->value;
            continue;
        }
        object->members[kept] = *member;
        map_add(&places, member->key, &object->members[kept++]);
    }
    object->count = kept;
}

/* Makes the members of an object findable; false if a key stands twice and must not. */
static bool json_finish_members(JsonReader *reader, Json *object) {
    if (json_index_members(reader->arena, object)) {
        return true;
    }
    if (!reader->last_counts) {
        return false;
    }
    json_merge_members(reader->arena, object);
    return json_index_members(reader->arena, object);
}

static bool json_read_object(JsonReader *reader, Json *out) {
    size_t start = reader->at;
    *out = (Json){.kind = JSON_OBJECT};
    bool closed = json_is_empty(reader, '}');
    while (!closed) {
        JsonMember member;
        if (!json_read_member(reader, &member) || !json_read_separator(reader, '}', &closed)) {
            return false;
        }
        if (reader->arena != NULL) {
            ARENA_PUSH(reader->arena, out->members, out->count, member);
        }
    }
    if (reader->arena != NULL && !json_finish_members(reader, out)) {
        return json_fail(reader, start, "object with a repeated key");
    }
    return true;
}

static bool json_read_any(JsonReader *reader, Json *out) {
    switch (json_char(reader, reader->at)) {
    case '{':
        return json_read_object(reader, out);
    case '[':
        return json_read_array(reader, out);
    case '"':
        *out = (Json){.kind = JSON_STRING};
        return json_read_string(reader, &out->text);
    case 't':
        return json_read_word(reader, STR("true"), JSON_TRUE, out);
    case 'f':
        return json_read_word(reader, STR("false"), JSON_FALSE, out);
    case 'n':
        return json_read_word(reader, STR("null"), JSON_NULL, out);
    default:
        return json_read_number(reader, out);
    }
}

static bool json_read_value(JsonReader *reader, Json *out) {
    json_skip_space(reader);
    if (reader->depth == reader->max_depth) {
        return json_fail(reader, reader->at, "nested too deeply");
    }
    reader->depth++;
    bool read = json_read_any(reader, out);
    reader->depth--;
    return read;
}

/* One value with nothing after it. */
static bool json_read_text(JsonReader *reader, Json *out) {
    if (!json_read_value(reader, out)) {
        return false;
    }
    json_skip_space(reader);
    return reader->at == reader->text.length ||
           json_fail(reader, reader->at, "unexpected text after the value");
}

static bool json_read_with(JsonReader *reader, Json *out, JsonError *error) {
    bool read = json_read_text(reader, out);
    if (!read && error != NULL) {
        *error = reader->error;
    }
    return read;
}

bool json_read(Arena *arena, Str text, size_t max_depth, Json *out, JsonError *error) {
    JsonReader reader = {.arena = arena, .text = text, .max_depth = max_depth};
    return json_read_with(&reader, out, error);
}

bool json_read_last(Arena *arena, Str text, size_t max_depth, Json *out, JsonError *error) {
    JsonReader reader = {.arena = arena, .text = text, .max_depth = max_depth, .last_counts = true};
    return json_read_with(&reader, out, error);
}

bool json_check(Str text, size_t max_depth) {
    JsonReader reader = {.text = text, .max_depth = max_depth};
    Json ignored;
    return json_read_text(&reader, &ignored);
}

const Json *json_member(const Json *object, Str key) {
    if (object->kind != JSON_OBJECT) {
        return NULL;
    }
    if (object->index != NULL) {
        return map_get(object->index, key);
    }
    for (size_t i = 0; i < object->count; i++) {
        if (str_equal(object->members[i].key, key)) {
            return &object->members[i].value;
        }
    }
    return NULL;
}

bool json_int64(const Json *number, int64_t *out) {
    Str text = number->text;
    bool negative = text.length != 0 && text.data[0] == '-';
    int64_t value = 0; /* counted downwards: there is one negative number more */
    if (number->kind != JSON_NUMBER) {
        return false;
    }
    for (size_t i = negative ? 1 : 0; i < text.length; i++) {
        int digit = text.data[i] - '0';
        if (digit < 0 || digit > 9 || __builtin_mul_overflow(value, 10, &value) ||
            __builtin_sub_overflow(value, digit, &value)) {
            return false;
        }
    }
    if (!negative && value == INT64_MIN) {
        return false;
    }
    *out = negative ? value : -value;
    return true;
}

enum { JSON_DIGITS = 800 }; /* more than any double needs (767) to be rounded correctly */

/* A number as digits * 10^exponent. */
typedef struct JsonDecimal {
    char text[JSON_DIGITS + 32]; /* sign and digits; room for an exponent */
    size_t length;
    size_t digits; /* significant ones in text */
    int64_t exponent;
} JsonDecimal;

/* Appends a digit; beyond the last that counts it only matters whether it is 0. */
static void json_decimal_push(JsonDecimal *decimal, char digit, bool fraction) {
    if (decimal->digits < JSON_DIGITS) {
        decimal->digits += decimal->digits != 0 || digit != '0' ? 1 : 0;
        decimal->text[decimal->length] = digit;
        decimal->length += decimal->digits != 0 ? 1 : 0;
        decimal->exponent -= fraction ? 1 : 0;
        return;
    }
    decimal->exponent += fraction ? 0 : 1;
    if (digit != '0') {
        decimal->text[decimal->length - 1] |= 1; /* sticky: not halfway any more */
    }
}

/* The exponent written at text[i], kept within what can matter. */
static int64_t json_decimal_exponent(Str text, size_t i) {
    const int64_t most = INT64_C(1) << 40;
    bool negative = i < text.length && text.data[i] == '-';
    int64_t exponent = 0;
    for (; i < text.length; i++) {
        if (text.data[i] >= '0' && text.data[i] <= '9' && exponent < most) {
            exponent = exponent * 10 + (text.data[i] - '0');
        }
    }
    return negative ? -exponent : exponent;
}

/*
 * strtod() needs a NUL at the end and reads the point of the locale, so it is given a copy that
 * has neither point nor needless digits: 12.50 is read as 1250e-2. Most numbers are small and
 * whole, and need none of that; -0 is not one of them.
 */
double json_double(const Json *number) {
    int64_t whole;
    if (json_int64(number, &whole) && whole != 0) {
        return (double)whole;
    }
    JsonDecimal decimal = {.length = 0};
    Str text = number->text;
    bool fraction = false;
    size_t i = 0;
    if (i < text.length && text.data[i] == '-') {
        decimal.text[decimal.length++] = '-';
        i++;
    }
    for (; i < text.length && text.data[i] != 'e' && text.data[i] != 'E'; i++) {
        if (text.data[i] == '.') {
            fraction = true;
        } else {
            json_decimal_push(&decimal, text.data[i], fraction);
        }
    }
    decimal.exponent += json_decimal_exponent(text, i + 1);
    snprintf(decimal.text + decimal.length, sizeof decimal.text - decimal.length, "%se%" PRId64,
             decimal.digits == 0 ? "0" : "", decimal.exponent);
    return strtod(decimal.text, NULL);
}

static void json_write_array(StrBuf *out, const Json *array) {
    strbuf_append_char(out, '[');
    for (size_t i = 0; i < array->count; i++) {
        if (i != 0) {
            strbuf_append_char(out, ',');
        }
        json_write(out, &array->items[i]);
    }
    strbuf_append_char(out, ']');
}

static void json_write_object(StrBuf *out, const Json *object) {
    strbuf_append_char(out, '{');
    for (size_t i = 0; i < object->count; i++) {
        if (i != 0) {
            strbuf_append_char(out, ',');
        }
        json_write_string(out, object->members[i].key);
        strbuf_append_char(out, ':');
        json_write(out, &object->members[i].value);
    }
    strbuf_append_char(out, '}');
}

void json_write(StrBuf *out, const Json *value) {
    switch (value->kind) {
    case JSON_NULL:
        strbuf_append(out, STR("null"));
        break;
    case JSON_FALSE:
        strbuf_append(out, STR("false"));
        break;
    case JSON_TRUE:
        strbuf_append(out, STR("true"));
        break;
    case JSON_NUMBER:
        strbuf_append(out, value->text);
        break;
    case JSON_STRING:
        json_write_string(out, value->text);
        break;
    case JSON_ARRAY:
        json_write_array(out, value);
        break;
    case JSON_OBJECT:
        json_write_object(out, value);
        break;
    }
}
