/*
 * Tokens; see token.h.
 *
 * In: label `orders by id`, the value 5. Out: base64 of `i` 0 0 0 0 0 0 0 5 and eight bytes of
 * checksum. Numbers are big-endian; text and bytes have their length in four bytes before them.
 */
#include "sqlgen/run/token.h"

#include <string.h>

#include "sqlgen/base/base64.h"

enum { CHECKSUM_BYTES = 8, MAX_TOKEN = 1 << 20 };

static void write_word(StrBuf *out, uint64_t word, unsigned bytes) {
    while (bytes-- > 0) {
        strbuf_append_char(out, (char)(word >> (bytes * 8) & 0xFF));
    }
}

static void write_bytes(StrBuf *out, const void *data, size_t length) {
    write_word(out, length, 4);
    strbuf_append(out, (Str){data, length});
}

static void write_value(StrBuf *out, sqlite3_value *value) {
    double real;
    uint64_t word;
    const void *data;
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        strbuf_append_char(out, 'i');
        write_word(out, (uint64_t)sqlite3_value_int64(value), 8);
        break;
    case SQLITE_FLOAT:
        real = sqlite3_value_double(value);
        memcpy(&word, &real, sizeof word);
        strbuf_append_char(out, 'f');
        write_word(out, word, 8);
        break;
    case SQLITE_TEXT:
        data = sqlite3_value_text(value); /* before its length */
        strbuf_append_char(out, 't');
        write_bytes(out, data, (size_t)sqlite3_value_bytes(value));
        break;
    case SQLITE_BLOB:
        data = sqlite3_value_blob(value);
        strbuf_append_char(out, 'b');
        write_bytes(out, data, (size_t)sqlite3_value_bytes(value));
        break;
    default:
        strbuf_append_char(out, 'n');
        break;
    }
}

/* The checksum of the values' bytes under the label, whose end is told by a NUL. */
static uint64_t token_checksum(SipKey key, Str label, Str values) {
    StrBuf both = {0};
    strbuf_append(&both, label);
    strbuf_append_char(&both, '\0');
    strbuf_append(&both, values);
    uint64_t checksum = siphash(key, strbuf_view(&both));
    strbuf_free(&both);
    return checksum;
}

void token_write(StrBuf *out, SipKey key, Str label, sqlite3_value **values, size_t count) {
    StrBuf bytes = {.limit = MAX_TOKEN};
    for (size_t i = 0; i < count; i++) {
        write_value(&bytes, values[i]);
    }
    write_word(&bytes, token_checksum(key, label, strbuf_view(&bytes)), CHECKSUM_BYTES);
    base64_write_url(out, strbuf_view(&bytes));
    out->failed |= bytes.failed;
    strbuf_free(&bytes);
}

static uint64_t take_word(Str *rest, unsigned bytes) {
    uint64_t word = 0;
    for (unsigned i = 0; i < bytes; i++) {
        word = word << 8 | (unsigned char)rest->data[i];
    }
    *rest = str_slice(*rest, bytes, rest->length);
    return word;
}

/* Takes one value off; the checksum has been found good, so nothing can be missing. */
static TokenValue take_value(Str *rest) {
    TokenValue value = {.type = SQLITE_NULL};
    uint64_t word;
    size_t length;
    char tag = rest->data[0];
    *rest = str_slice(*rest, 1, rest->length);
    switch (tag) {
    case 'i':
        value.type = SQLITE_INTEGER;
        value.integer = (int64_t)take_word(rest, 8);
        break;
    case 'f':
        value.type = SQLITE_FLOAT;
        word = take_word(rest, 8);
        memcpy(&value.real, &word, sizeof word);
        break;
    case 't':
    case 'b':
        value.type = tag == 't' ? SQLITE_TEXT : SQLITE_BLOB;
        length = (size_t)take_word(rest, 4);
        value.bytes = str_slice(*rest, 0, length);
        *rest = str_slice(*rest, length, rest->length);
        break;
    default:
        break;
    }
    return value;
}

bool token_read(Arena *arena, SipKey key, Str label, Str text, Token *out) {
    *out = (Token){0};
    if (text.length > MAX_TOKEN * 2) {
        return false;
    }
    unsigned char *bytes = arena_alloc(arena, text.length + 1);
    size_t length;
    if (!base64_decode(text, bytes, &length) || length < CHECKSUM_BYTES) {
        return false;
    }
    Str values = {(const char *)bytes, length - CHECKSUM_BYTES};
    Str checksum = {values.data + values.length, CHECKSUM_BYTES};
    if (take_word(&checksum, CHECKSUM_BYTES) != token_checksum(key, label, values)) {
        return false;
    }
    while (values.length != 0) {
        ARENA_PUSH(arena, out->values, out->count, take_value(&values));
    }
    return true;
}

int token_bind(sqlite3_stmt *statement, int index, const TokenValue *value) {
    switch (value->type) {
    case SQLITE_INTEGER:
        return sqlite3_bind_int64(statement, index, value->integer);
    case SQLITE_FLOAT:
        return sqlite3_bind_double(statement, index, value->real);
    case SQLITE_TEXT:
        return sqlite3_bind_text64(statement, index,
                                   value->bytes.length == 0 ? "" : value->bytes.data,
                                   value->bytes.length, SQLITE_STATIC, SQLITE_UTF8);
    case SQLITE_BLOB:
        return sqlite3_bind_blob64(statement, index,
                                   value->bytes.length == 0 ? "" : value->bytes.data,
                                   value->bytes.length, SQLITE_STATIC);
    default:
        return sqlite3_bind_null(statement, index);
    }
}
