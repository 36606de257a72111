/* Base64; see base64.h. */
#include "sqlgen/base/base64.h"

static int base64_digit(unsigned char c) {
    if (c >= 'A' && c <= 'Z') {
        return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
        return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
        return c - '0' + 52;
    }
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

bool base64_decode(Str text, unsigned char *out, size_t *length) {
    uint32_t group = 0;
    unsigned bits = 0;
    *length = 0;
    while (text.length != 0 && text.data[text.length - 1] == '=') {
        text.length--;
    }
    for (size_t i = 0; i < text.length; i++) {
        int digit = base64_digit((unsigned char)text.data[i]);
        if (digit < 0) {
            return false;
        }
        group = group << 6 | (uint32_t)digit;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out[(*length)++] = (unsigned char)(group >> bits);
        }
    }
    return bits < 6;
}

void base64_write_url(StrBuf *out, Str bytes) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    uint32_t group = 0;
    unsigned bits = 0;
    for (size_t i = 0; i < bytes.length; i++) {
        group = group << 8 | (unsigned char)bytes.data[i];
        for (bits += 8; bits >= 6; bits -= 6) {
            strbuf_append_char(out, digits[group >> (bits - 6) & 63]);
        }
    }
    if (bits != 0) {
        strbuf_append_char(out, digits[group << (6 - bits) & 63]);
    }
}
