/*
 * Base64url, strictly; see base64url.h.
 *
 *     "AQAB" → 01 00 01      "AQAB=", "AQ+B", "AQA B" and "AR" (its last bits mean nothing) →
 * refused
 */
#include "server/base64url.h"

#include <stdint.h>

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static int letter_value(char c) {
    if (c >= 'A' && c <= 'Z') {
        return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
        return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
        return c - '0' + 52;
    }
    return c == '-' ? 62 : c == '_' ? 63 : -1;
}

bool base64url_decode(const char *text, size_t length, unsigned char *out, size_t *out_length) {
    uint32_t bits = 0;
    unsigned count = 0; /* of bits that no byte has taken yet */
    *out_length = 0;
    for (size_t i = 0; i < length; i++) {
        int value = letter_value(text[i]);
        if (value < 0) {
            return false;
        }
        bits = bits << 6 | (uint32_t)value;
        count += 6;
        if (count >= 8) {
            count -= 8;
            out[(*out_length)++] = (unsigned char)(bits >> count);
            bits &= (UINT32_C(1) << count) - 1;
        }
    }
    return length % 4 != 1 && bits == 0;
}

void base64url_encode(const unsigned char *bytes, size_t length, char *out) {
    uint32_t bits = 0;
    unsigned count = 0;
    for (size_t i = 0; i < length; i++) {
        bits = (bits << 8 | bytes[i]) & 0xffff;
        for (count += 8; count >= 6;) {
            count -= 6;
            *out++ = letters[bits >> count & 63];
        }
    }
    if (count != 0) {
        *out++ = letters[bits << (6 - count) & 63];
    }
    *out = '\0';
}
