/* The JSON escaper and number writers; see json_writer.h. */
#include "sqlgen/base/json_writer.h"

#include <endian.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* 0 = as it is, 'u' = \u00XX, else the letter after the backslash. */
static const char json_escapes[256] = {
    [0] = 'u',  [1] = 'u',    [2] = 'u',    [3] = 'u',    [4] = 'u',   [5] = 'u',     [6] = 'u',
    [7] = 'u',  ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', [11] = 'u',  ['\f'] = 'f',  ['\r'] = 'r',
    [14] = 'u', [15] = 'u',   [16] = 'u',   [17] = 'u',   [18] = 'u',  [19] = 'u',    [20] = 'u',
    [21] = 'u', [22] = 'u',   [23] = 'u',   [24] = 'u',   [25] = 'u',  [26] = 'u',    [27] = 'u',
    [28] = 'u', [29] = 'u',   [30] = 'u',   [31] = 'u',   ['"'] = '"', ['\\'] = '\\',
};

/* The top bit of the first of eight bytes that is a control character, a quote or a backslash; of
 * the bytes behind it some may be marked that are none. */
static uint64_t json_word_escapes(uint64_t word) {
    const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
    uint64_t quote = word ^ (ones * '"'), backslash = word ^ (ones * '\\');
    uint64_t below_space = (word - ones * 0x20) & ~word;
    return (below_space | ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash)) & tops;
}

/* How many bytes of the word stand before the first that is marked; the first is the lowest. */
static size_t json_word_plain(uint64_t word, uint64_t refused) {
    uint64_t marks = json_word_escapes(word) | (word & refused);
    return marks == 0 ? 8 : (size_t)__builtin_ctzll(marks) / 8;
}

/* As json_copy_plain, of less than eight bytes. */
static size_t json_copy_short(char *to, const char *from, size_t length, uint64_t refused) {
    if (length >= 4) { /* two halves that overlap; above them zeros, which are marked */
        uint32_t low, high;
        memcpy(&low, from, 4);
        memcpy(&high, from + length - 4, 4);
        memcpy(to, &low, 4);
        memcpy(to + length - 4, &high, 4);
        uint64_t word = le32toh(low) | (uint64_t)le32toh(high) << (length - 4) * 8;
        size_t plain = json_word_plain(word, refused);
        return plain < length ? plain : length;
    }
    size_t i = 0;
    for (; i < length; i++) {
        unsigned char c = (unsigned char)from[i];
        if (json_escapes[c] != 0 || (c & refused) != 0) {
            break;
        }
        to[i] = (char)c;
    }
    return i;
}

/* Copies the leading bytes that need no escape, and none from one on that has one of the bits of
 * `refused`, which is the same byte eight times; returns how many. What it writes behind them is
 * within `length`, and nothing. */
static size_t json_copy_plain(char *to, const char *from, size_t length, uint64_t refused) {
    size_t i = 0;
    for (; i + 8 <= length; i += 8) {
        uint64_t word;
        memcpy(&word, from + i, 8);
        memcpy(to + i, &word, 8);
        size_t plain = json_word_plain(le64toh(word), refused);
        if (plain != 8) {
            return i + plain;
        }
    }
    return i + json_copy_short(to + i, from + i, length - i, refused);
}

/* The character escaped, with room for `more` bytes behind it; false if that cannot be had. */
static bool json_write_escape(StrBuf *out, unsigned char c, size_t more) {
    static const char hex[] = "0123456789abcdef";
    char kind = json_escapes[c];
    char text[6] = {'\\', kind, '0', '0', hex[c >> 4], hex[c & 15]};
    size_t length = kind == 'u' ? 6 : 2;
    bool has_room = strbuf_reserve(out, length + more);
    if (has_room) {
        memcpy(out->data + out->length, text, length);
        out->length += length;
    }
    return has_room;
}

/* The text between quotes. What is not known to be UTF-8 is looked at from the first byte on that
 * is not ASCII; if it is none, false. */
static bool json_write_quoted(StrBuf *out, Str text, bool is_utf8) {
    uint64_t refused = is_utf8 ? 0 : 0x8080808080808080u;
    bool has_room = strbuf_reserve(out, text.length + 2);
    if (has_room) {
        out->data[out->length++] = '"';
    }
    while (has_room) {
        size_t plain = json_copy_plain(out->data + out->length, text.data, text.length, refused);
        out->length += plain;
        if (plain == text.length) {
            out->data[out->length++] = '"';
            break;
        }
        text = (Str){text.data + plain, text.length - plain};
        unsigned char c = (unsigned char)text.data[0];
        if (c < 0x80) {
            text = (Str){text.data + 1, text.length - 1};
            has_room = json_write_escape(out, c, text.length + 1);
        } else if (str_is_utf8(text)) {
            refused = 0;
        } else {
            return false;
        }
    }
    return true;
}

void json_write_string(StrBuf *out, Str text) {
    (void)json_write_quoted(out, text, true);
}

bool json_write_utf8(StrBuf *out, Str bytes) {
    size_t start = out->length;
    bool is_utf8 = json_write_quoted(out, bytes, false);
    if (!is_utf8) {
        out->length = start;
    }
    return is_utf8;
}

/* Writes the digits backwards ending at `end`; returns where they begin. */
static char *json_digits(char *end, uint64_t number) {
    static const char pairs[] = "0001020304050607080910111213141516171819"
                                "2021222324252627282930313233343536373839"
                                "4041424344454647484950515253545556575859"
                                "6061626364656667686970717273747576777879"
                                "8081828384858687888990919293949596979899";
    while (number >= 100) {
        end -= 2;
        memcpy(end, pairs + number % 100 * 2, 2);
        number /= 100;
    }
    if (number >= 10) {
        end -= 2;
        memcpy(end, pairs + number * 2, 2);
    } else {
        *--end = (char)('0' + number);
    }
    return end;
}

void json_write_int(StrBuf *out, int64_t number) {
    char text[24 + STRBUF_SHORT],
        *end = text + 24; /* behind it is what is read and does not count */
    uint64_t magnitude = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    char *begin = json_digits(end, magnitude);
    if (number < 0) {
        *--begin = '-';
    }
    strbuf_append_short(out, (Str){begin, (size_t)(end - begin)});
}

/*
 * Most stored doubles are decimals of a few places. If number * 10^places is a whole number n
 * below 2^53 and n / 10^places gives the number back, then its text is n with a point put in:
 * the division is correctly rounded, so a reader of that text gets the same double. Zeros at the
 * end are dropped: the same number has then fewer places. Two places are money, and tried first.
 */
static bool json_write_decimal(StrBuf *out, double number) {
    static const struct {
        size_t places;
        double power;
    } tries[] = {{2, 100}, {6, 1000000}, {0, 1}};
    double magnitude = fabs(number);
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        double scaled = rint(magnitude * tries[i].power);
        if (scaled >= 9007199254740992.0 || scaled / tries[i].power != magnitude) {
            continue;
        }
        uint64_t digits = (uint64_t)scaled;
        size_t places = tries[i].places;
        for (; places != 0 && digits % 10 == 0; places--) {
            digits /= 10;
        }
        char text[32 + STRBUF_SHORT], *end = text + 32, *begin = json_digits(end, digits);
        if (places != 0) {
            while ((size_t)(end - begin) <= places) {
                *--begin = '0';
            }
            memmove(begin - 1, begin, (size_t)(end - begin) - places);
            begin--;
            *(end - places - 1) = '.';
        }
        if (signbit(number)) {
            *--begin = '-';
        }
        strbuf_append_short(out, (Str){begin, (size_t)(end - begin)});
        return true;
    }
    return false;
}

void json_write_double(StrBuf *out, double number) {
    if (json_write_decimal(out, number)) {
        return;
    }
    char text[40];
    int length = 0;
    /* Every decimal of 15 digits has a double of its own, but for those next to zero. */
    for (int digits = fabs(number) < DBL_MIN ? 1 : 15; digits <= 17; digits++) {
        length = snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, NULL) == number) {
            break;
        }
    }
    for (int i = 0; i < length; i++) { /* the point is the locale's, which is the host program's */
        bool is_number = (text[i] >= '0' && text[i] <= '9') || strchr("+-e", text[i]) != NULL;
        text[i] = is_number ? text[i] : '.';
    }
    strbuf_append(out, (Str){text, (size_t)length});
}

void json_write_base64(StrBuf *out, Str bytes) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *p = (const unsigned char *)bytes.data;
    strbuf_append_char(out, '"');
    for (size_t i = 0; i < bytes.length; i += 3) {
        size_t rest = bytes.length - i;
        uint32_t group = (uint32_t)p[i] << 16 | (rest > 1 ? (uint32_t)p[i + 1] << 8 : 0) |
                         (rest > 2 ? (uint32_t)p[i + 2] : 0);
        char text[4] = {digits[group >> 18], digits[group >> 12 & 63],
                        rest > 1 ? digits[group >> 6 & 63] : '=',
                        rest > 2 ? digits[group & 63] : '='};
        strbuf_append(out, (Str){text, 4});
    }
    strbuf_append_char(out, '"');
}
