/* Code points, UTF-8 and \u escapes; see unicode.h. */
#include "sqlgen/base/unicode.h"

size_t unicode_encode(uint32_t point, char *out) {
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        out[0] = (char)(0xC0 | point >> 6);
        out[1] = (char)(0x80 | (point & 0x3F));
        return 2;
    }
    if (point < 0x10000) {
        out[0] = (char)(0xE0 | point >> 12);
        out[1] = (char)(0x80 | (point >> 6 & 0x3F));
        out[2] = (char)(0x80 | (point & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | point >> 18);
    out[1] = (char)(0x80 | (point >> 12 & 0x3F));
    out[2] = (char)(0x80 | (point >> 6 & 0x3F));
    out[3] = (char)(0x80 | (point & 0x3F));
    return 4;
}

size_t unicode_decode(Str text, size_t at, uint32_t *point) {
    if (at >= text.length) {
        return 0;
    }
    unsigned char lead = (unsigned char)text.data[at];
    size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    Str sequence = str_slice(text, at, size);
    if (sequence.length < size || !str_is_utf8(sequence)) {
        return 0;
    }
    *point = size == 1 ? lead : lead & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        *point = *point << 6 | ((unsigned char)sequence.data[i] & 0x3F);
    }
    return size;
}

bool unicode_is_scalar(uint32_t point) {
    return point < 0xD800 || (point > 0xDFFF && point <= 0x10FFFF);
}

int unicode_hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* One \uXXXX at byte `at`; false if it is malformed. */
static bool unicode_read_unit(Str text, size_t at, uint32_t *unit) {
    Str escape = str_slice(text, at, 6);
    if (escape.length < 6 || escape.data[0] != '\\' || escape.data[1] != 'u') {
        return false;
    }
    *unit = 0;
    for (size_t i = 2; i < 6; i++) {
        int digit = unicode_hex_digit(escape.data[i]);
        if (digit < 0) {
            return false;
        }
        *unit = *unit << 4 | (uint32_t)digit;
    }
    return true;
}

size_t unicode_read_escape(Str text, size_t at, uint32_t *point) {
    uint32_t trail;
    if (!unicode_read_unit(text, at, point)) {
        return 0;
    }
    if (unicode_is_scalar(*point)) {
        return 6;
    }
    if (*point > 0xDBFF || !unicode_read_unit(text, at + 6, &trail) || trail < 0xDC00 ||
        trail > 0xDFFF) {
        return 0;
    }
    *point = 0x10000 + ((*point & 0x3FF) << 10 | (trail & 0x3FF));
    return 12;
}
