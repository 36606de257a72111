/*
 * Query strings, decoded.
 *
 *     query=%7B+a+%7D&operationName=A   →   query is "{ a }", operationName is "A"
 */
#include "server/form.h"

#include <string.h>

static int hex_digit(char c) {
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    const char *found = c == '\0' ? NULL : strchr(digits, c);
    return found == NULL ? -1 : (int)((found - digits) % 16);
}

/* Decodes into `out`, with a NUL behind; false if an escape lacks its digits. */
static bool value_decode(const char *text, size_t length, char *out, size_t *out_length) {
    char *to = out;
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '%') {
            *to++ = text[i] == '+' ? ' ' : text[i];
            continue;
        }
        int high = i + 2 < length ? hex_digit(text[i + 1]) : -1;
        int low = high < 0 ? -1 : hex_digit(text[i + 2]);
        if (low < 0) {
            return false;
        }
        *to++ = (char)(high * 16 + low);
        i += 2;
    }
    *to = '\0';
    *out_length = (size_t)(to - out);
    return true;
}

static FormField *field_find(FormField *fields, size_t count, const char *name, size_t length) {
    for (size_t i = 0; i < count; i++) {
        if (strlen(fields[i].name) == length && memcmp(fields[i].name, name, length) == 0) {
            return &fields[i];
        }
    }
    return NULL;
}

bool form_read(const char *text, FormField *fields, size_t field_count, char *buffer) {
    while (*text != '\0') {
        size_t pair = strcspn(text, "&"), name = strcspn(text, "=&");
        FormField *field = field_find(fields, field_count, text, name);
        const char *value = text + name + (text[name] == '=');
        if (field != NULL) {
            if (field->value != NULL ||
                !value_decode(value, (size_t)(text + pair - value), buffer, &field->length)) {
                return false;
            }
            field->value = buffer;
            buffer += field->length + 1;
        }
        text += pair + (text[pair] == '&');
    }
    return true;
}
