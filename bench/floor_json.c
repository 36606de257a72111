/* JSON of the floors; see floor_json.h. In: 'say "hi"'. Out: "say \"hi\"". */
#include "bench/floor_json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void floor_grow(FloorText *out, size_t more) {
    out->capacity = (out->length + more) * 2;
    out->data = realloc(out->data, out->capacity);
    if (out->data == NULL) {
        abort();
    }
}

void floor_raw(FloorText *out, const char *text, size_t length) {
    floor_reserve(out, length);
    memcpy(out->data + out->length, text, length);
    out->length += length;
}

void floor_string(FloorText *out, const char *text, size_t length) {
    static const char hex[] = "0123456789abcdef";
    floor_reserve(out, 6 * length + 2);
    char *to = out->data + out->length;
    *to++ = '"';
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= 0x20 && c != '"' && c != '\\') {
            *to++ = (char)c;
        } else if (c >= 0x20) {
            *to++ = '\\';
            *to++ = (char)c;
        } else {
            memcpy(to, "\\u00", 4);
            to[4] = hex[c >> 4];
            to[5] = hex[c & 15];
            to += 6;
        }
    }
    *to++ = '"';
    out->length = (size_t)(to - out->data);
}

void floor_int(FloorText *out, int64_t number) {
    char text[24], *end = text + sizeof text, *at = end;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest != 0);
    if (number < 0) {
        *--at = '-';
    }
    floor_raw(out, at, (size_t)(end - at));
}

void floor_double(FloorText *out, double number) {
    double cents = rint(number * 100);
    if (fabs(cents) < 1e15 && cents / 100 == number) {
        int64_t whole = (int64_t)cents;
        int64_t part = llabs(whole % 100);
        floor_int(out, whole / 100);
        if (part != 0) {
            char text[3] = {'.', (char)('0' + part / 10), (char)('0' + part % 10)};
            floor_raw(out, text, part % 10 == 0 ? 2 : 3);
        }
        return;
    }
    char text[40];
    int length = 0;
    for (int digits = 15; digits <= 17; digits++) {
        length = snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, NULL) == number) {
            break;
        }
    }
    floor_raw(out, text, (size_t)length);
}
