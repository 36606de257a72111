/*
 * JSON read in one way only; see json_strict.h.
 *
 *     {"role":"user","r\u006fle":"admin"}   → "a name stands twice in an object"
 *     {"exp":01}                            → "not JSON"
 *
 * The names of the objects that are open lie unescaped, each with a NUL behind it, on a stack that
 * is at most as long as the text, so looking for a twin is a walk over the names of one object.
 */
#include "server/json_strict.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct Check {
    const unsigned char *at, *end;
    char *names;       /* of the open objects */
    size_t used;       /* of names */
    int depth;         /* that may still be gone down */
    const char *wrong; /* what is, so far NULL */
} Check;

static const char wrong_text[] = "not JSON";
static const char wrong_depth[] = "JSON that is nested too deep";
static const char wrong_twin[] = "a name stands twice in an object";
static const char wrong_many[] = "an object with too many names";
static const char wrong_character[] = "text that is not UTF-8, or has \\u0000 or half a surrogate";

static bool check_fail(Check *check, const char *wrong) {
    check->wrong = check->wrong == NULL ? wrong : check->wrong;
    return false;
}

static void check_blanks(Check *check) {
    while (check->at < check->end && strchr(" \t\r\n", *check->at) != NULL && *check->at != 0) {
        check->at++;
    }
}

static bool check_take(Check *check, char c) {
    bool there = check->at < check->end && *check->at == (unsigned char)c;
    check->at += there;
    return there;
}

/* ---------------------------------------------------------------- characters */

/* The four digits of \uXXXX; -1 if they are no such. */
static int32_t hex_read(const unsigned char *at, const unsigned char *end) {
    int32_t value = 0;
    if (end - at < 4) {
        return -1;
    }
    for (int i = 0; i < 4; i++) {
        static const char digits[] = "0123456789abcdef";
        unsigned char c = at[i] >= 'A' && at[i] <= 'F' ? (unsigned char)(at[i] + 32) : at[i];
        const char *digit = c == 0 ? NULL : strchr(digits, c);
        if (digit == NULL) {
            return -1;
        }
        value = value * 16 + (int32_t)(digit - digits);
    }
    return value;
}

static size_t utf8_write(uint32_t code, char *out) {
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (size_t i = length - 1; i > 0; i--, code >>= 6) {
        out[i] = (char)(0x80 | (code & 0x3f));
    }
    out[0] = (char)(leads[length] | code);
    return length;
}

/* Unescapes what stands behind a backslash, and moves past it; 0 if that is nothing allowed. */
static size_t escape_read(const unsigned char **at, const unsigned char *end, char out[4]) {
    static const char names[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    unsigned char c = *at < end ? *(*at)++ : 0;
    if (c != 'u') {
        const char *name = c == 0 ? NULL : strchr(names, c);
        out[0] = name == NULL ? 0 : meanings[name - names];
        return name != NULL;
    }
    int32_t code = hex_read(*at, end);
    *at += code < 0 ? 0 : 4;
    if (code >= 0xd800 && code < 0xdc00 && end - *at >= 6 && (*at)[0] == '\\' && (*at)[1] == 'u') {
        int32_t low = hex_read(*at + 2, end);
        bool is_pair = low >= 0xdc00 && low < 0xe000;
        code = is_pair ? 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00) : -1;
        *at += is_pair ? 6 : 0;
    }
    bool is_good = code > 0 && (code < 0xd800 || code >= 0xe000);
    return is_good ? utf8_write((uint32_t)code, out) : 0;
}

/* How many bytes the character at `at` has, beyond ASCII; 0 if it is not UTF-8. */
static size_t utf8_length(const unsigned char *at, const unsigned char *end) {
    unsigned char lead = *at;
    size_t length = lead >= 0xc2 && lead < 0xe0   ? 2
                    : lead >= 0xe0 && lead < 0xf0 ? 3
                    : lead >= 0xf0 && lead < 0xf5 ? 4
                                                  : 0;
    if (length == 0 || (size_t)(end - at) < length) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    bool is_overlong = (lead == 0xe0 && at[1] < 0xa0) || (lead == 0xf0 && at[1] < 0x90);
    bool is_outside = (lead == 0xed && at[1] >= 0xa0) || (lead == 0xf4 && at[1] >= 0x90);
    return is_overlong || is_outside ? 0 : length;
}

/* One character of a string. */
static bool check_character(Check *check, char *out, size_t *length) {
    if (*check->at == '\\') {
        const unsigned char *from = ++check->at;
        *length = escape_read(&check->at, check->end, out);
        bool is_code = from < check->end && *from == 'u';
        return *length != 0 || check_fail(check, is_code ? wrong_character : wrong_text);
    }
    *length = *check->at < 0x80 ? 1 : utf8_length(check->at, check->end);
    if (*length == 0 || *check->at < ' ') {
        return check_fail(check, *length == 0 ? wrong_character : wrong_text);
    }
    memcpy(out, check->at, *length);
    check->at += *length;
    return true;
}

/* A string; its meaning is put on the stack of names if `is_name`. */
static bool check_string(Check *check, bool is_name) {
    char character[4];
    size_t length;
    if (!check_take(check, '"')) {
        return check_fail(check, wrong_text);
    }
    while (check->at < check->end && *check->at != '"') {
        if (!check_character(check, character, &length)) {
            return false;
        }
        if (is_name) {
            memcpy(check->names + check->used, character, length);
            check->used += length;
        }
    }
    return check_take(check, '"') || check_fail(check, wrong_text);
}

/* ---------------------------------------------------------------- numbers and words */

static size_t check_digits(Check *check) {
    const unsigned char *from = check->at;
    while (check->at < check->end && *check->at >= '0' && *check->at <= '9') {
        check->at++;
    }
    return (size_t)(check->at - from);
}

static bool check_number(Check *check) {
    (void)check_take(check, '-');
    bool good = check_take(check, '0') || check_digits(check) != 0;
    if (good && check_take(check, '.')) {
        good = check_digits(check) != 0;
    }
    if (good && (check_take(check, 'e') || check_take(check, 'E'))) {
        (void)(check_take(check, '+') || check_take(check, '-'));
        good = check_digits(check) != 0;
    }
    return good || check_fail(check, wrong_text);
}

static bool check_word(Check *check, const char *word) {
    size_t length = strlen(word);
    if ((size_t)(check->end - check->at) < length || memcmp(check->at, word, length) != 0) {
        return check_fail(check, wrong_text);
    }
    check->at += length;
    return true;
}

/* ---------------------------------------------------------------- values */

static bool check_value(Check *check);

/* A name, which stands on the stack from `base` on for the first time. */
static bool check_name(Check *check, size_t base) {
    size_t from = check->used;
    if (!check_string(check, true)) {
        return false;
    }
    check->names[check->used++] = '\0';
    for (size_t other = base; other < from; other += strlen(check->names + other) + 1) {
        if (strcmp(check->names + other, check->names + from) == 0) {
            return check_fail(check, wrong_twin);
        }
    }
    return true;
}

static bool check_member(Check *check, size_t base) {
    check_blanks(check);
    if (!check_name(check, base)) {
        return false;
    }
    check_blanks(check);
    return (check_take(check, ':') || check_fail(check, wrong_text)) && check_value(check);
}

static bool check_object(Check *check) {
    size_t base = check->used, count = 0;
    check_blanks(check);
    if (check_take(check, '}')) {
        return true;
    }
    do {
        if (++count > JSON_STRICT_MEMBERS) {
            return check_fail(check, wrong_many);
        }
        if (!check_member(check, base)) {
            return false;
        }
    } while (check_take(check, ','));
    check->used = base;
    return check_take(check, '}') || check_fail(check, wrong_text);
}

static bool check_array(Check *check) {
    check_blanks(check);
    if (check_take(check, ']')) {
        return true;
    }
    do {
        if (!check_value(check)) {
            return false;
        }
    } while (check_take(check, ','));
    return check_take(check, ']') || check_fail(check, wrong_text);
}

static bool check_container(Check *check, bool (*inside)(Check *)) {
    check->at++;
    if (check->depth-- == 0) {
        return check_fail(check, wrong_depth);
    }
    bool good = inside(check);
    check->depth++;
    return good;
}

/* A value and the blanks around it. */
static bool check_value(Check *check) {
    check_blanks(check);
    bool good;
    switch (check->at < check->end ? *check->at : 0) {
    case '{':
        good = check_container(check, check_object);
        break;
    case '[':
        good = check_container(check, check_array);
        break;
    case '"':
        good = check_string(check, false);
        break;
    case 't':
        good = check_word(check, "true");
        break;
    case 'f':
        good = check_word(check, "false");
        break;
    case 'n':
        good = check_word(check, "null");
        break;
    default:
        good = check_number(check);
        break;
    }
    check_blanks(check);
    return good;
}

const char *json_strict_check(JsonSpan text) {
    return json_strict_check_deep(text, JSON_STRICT_DEPTH);
}

const char *json_strict_check_deep(JsonSpan text, int depth) {
    if (text.length == 0) {
        return wrong_text;
    }
    Check check = {.at = (const unsigned char *)text.data,
                   .end = (const unsigned char *)text.data + text.length,
                   .names = malloc(text.length + 1),
                   .depth = depth};
    if (check.names == NULL) {
        return "too long: out of memory";
    }
    if (check_value(&check) && check.at != check.end) {
        (void)check_fail(&check, wrong_text);
    }
    free(check.names);
    return check.wrong;
}

cJSON *json_strict_parse(JsonSpan text, const char **wrong) {
    *wrong = json_strict_check(text);
    if (*wrong != NULL) {
        return NULL;
    }
    cJSON *json = cJSON_ParseWithLength(text.data, text.length);
    *wrong = json == NULL ? "JSON that cannot be parsed" : NULL;
    return json;
}

/* ---------------------------------------------------------------- walking what is good */

JsonSpan json_strict_trim(JsonSpan text) {
    while (text.length != 0 && strchr(" \t\r\n", *text.data) != NULL) {
        text.data++;
        text.length--;
    }
    while (text.length != 0 && strchr(" \t\r\n", text.data[text.length - 1]) != NULL) {
        text.length--;
    }
    return text;
}

char json_strict_kind(JsonSpan value) {
    return value.length == 0 ? '\0' : *value.data;
}

char *json_strict_name(JsonSpan name) {
    const unsigned char *at = (const unsigned char *)name.data, *end = at + name.length;
    char *text = malloc(name.length + 1), *to = text;
    while (to != NULL && at < end) {
        if (*at != '\\') {
            *to++ = (char)*at++;
            continue;
        }
        at++;
        to += escape_read(&at, end, to);
    }
    if (to != NULL) {
        *to = '\0';
    }
    return text;
}

char *json_strict_text(JsonSpan string) {
    return json_strict_kind(string) != '"'
               ? NULL
               : json_strict_name((JsonSpan){string.data + 1, string.length - 2});
}

/* Whether the name, unescaped, is this. */
static bool name_is(JsonSpan raw, const char *name) {
    if (memchr(raw.data, '\\', raw.length) == NULL) {
        return strlen(name) == raw.length && memcmp(raw.data, name, raw.length) == 0;
    }
    char *text = json_strict_name(raw);
    bool same = text != NULL && strcmp(text, name) == 0;
    free(text);
    return same;
}

JsonSpan json_strict_find(JsonSpan object, const char *name) {
    JsonScan scan = json_scan_begin(object);
    while (json_strict_kind(object) == '{' && json_scan_member(&scan)) {
        if (name_is(scan.key, name)) {
            return scan.value;
        }
    }
    return (JsonSpan){NULL, 0};
}
