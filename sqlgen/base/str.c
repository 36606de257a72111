/* Str and StrBuf; see str.h. */
#include "sqlgen/base/str.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "sqlgen/base/format.h"

Str str_from(const char *text) {
    return text == NULL ? (Str){0} : (Str){text, strlen(text)};
}

bool str_equal(Str a, Str b) {
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

static char ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool str_equal_nocase(Str a, Str b) {
    if (a.length != b.length) {
        return false;
    }
    for (size_t i = 0; i < a.length; i++) {
        if (ascii_lower(a.data[i]) != ascii_lower(b.data[i])) {
            return false;
        }
    }
    return true;
}

int str_compare(Str a, Str b) {
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter == 0 ? 0 : memcmp(a.data, b.data, shorter);
    return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

bool str_starts_with(Str text, Str prefix) {
    return text.length >= prefix.length && str_equal(str_slice(text, 0, prefix.length), prefix);
}

bool str_ends_with(Str text, Str suffix) {
    return text.length >= suffix.length &&
           str_equal(str_slice(text, text.length - suffix.length, suffix.length), suffix);
}

Str str_slice(Str text, size_t from, size_t length) {
    if (from >= text.length) {
        return (Str){0};
    }
    size_t rest = text.length - from;
    return (Str){text.data + from, length < rest ? length : rest};
}

Str str_copy(Arena *arena, Str text) {
    char *copy = arena_alloc(arena, text.length + 1);
    if (text.length != 0) {
        memcpy(copy, text.data, text.length);
    }
    return (Str){copy, text.length};
}

Str str_format(Arena *arena, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    Str text = str_format_list(arena, format, arguments);
    va_end(arguments);
    return text;
}

Str str_format_list(Arena *arena, const char *format, va_list arguments) {
    size_t length = format_write(NULL, format, arguments);
    char *text = arena_alloc(arena, length + 1);
    format_write(text, format, arguments);
    text[length] = '\0';
    return (Str){text, length};
}

static uint64_t hash_seed;

static void hash_seed_choose(void) {
    if (getrandom(&hash_seed, sizeof hash_seed, 0) != (ssize_t)sizeof hash_seed) {
        struct timespec now;
        clock_gettime(CLOCK_REALTIME, &now);
        hash_seed = (uint64_t)now.tv_nsec * 0x9E3779B97F4A7C15u ^ (uint64_t)now.tv_sec;
    }
}

static uint64_t hash_mix(uint64_t a, uint64_t b) {
    __extension__ typedef unsigned __int128 u128;
    u128 product = (u128)(a ^ 0xA0761D6478BD642Fu) * (b ^ 0xE7037ED1A0B428DBu);
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Multiply-and-fold over 8-byte words, as the wyhash family does; the seed enters each round. */
uint64_t str_hash(Str text) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, hash_seed_choose);
    uint64_t hash = hash_seed ^ text.length;
    size_t i = 0;
    for (; i + 8 <= text.length; i += 8) {
        uint64_t word;
        memcpy(&word, text.data + i, 8);
        hash = hash_mix(hash ^ word, hash_seed);
    }
    uint64_t tail = 0;
    if (i < text.length) {
        memcpy(&tail, text.data + i, text.length - i);
    }
    return hash_mix(hash ^ tail, hash_seed ^ 0x8EBC6AF09C88C6E3u);
}

/* The number of bytes of the well-formed sequence at p, of which `rest` are there; 0 = none. */
static size_t utf8_sequence(const unsigned char *p, size_t rest) {
    if (p[0] < 0x80) {
        return 1;
    }
    if (p[0] >= 0xC2 && p[0] <= 0xDF) {
        return rest >= 2 && (p[1] & 0xC0) == 0x80 ? 2 : 0;
    }
    if (p[0] >= 0xE0 && p[0] <= 0xEF) {
        unsigned char low = p[0] == 0xE0 ? 0xA0 : 0x80, high = p[0] == 0xED ? 0x9F : 0xBF;
        return rest >= 3 && p[1] >= low && p[1] <= high && (p[2] & 0xC0) == 0x80 ? 3 : 0;
    }
    if (p[0] >= 0xF0 && p[0] <= 0xF4) {
        unsigned char low = p[0] == 0xF0 ? 0x90 : 0x80, high = p[0] == 0xF4 ? 0x8F : 0xBF;
        return rest >= 4 && p[1] >= low && p[1] <= high && (p[2] & 0xC0) == 0x80 &&
                       (p[3] & 0xC0) == 0x80
                   ? 4
                   : 0;
    }
    return 0;
}

bool str_is_utf8(Str bytes) {
    const unsigned char *p = (const unsigned char *)bytes.data;
    size_t i = 0;
    while (i < bytes.length) {
        uint64_t word;
        if (i + 8 <= bytes.length && (memcpy(&word, p + i, 8), (word & 0x8080808080808080u) == 0)) {
            i += 8;
            continue;
        }
        size_t size = utf8_sequence(p + i, bytes.length - i);
        if (size == 0) {
            return false;
        }
        i += size;
    }
    return true;
}

void strbuf_free(StrBuf *buffer) {
    free(buffer->data);
    *buffer = (StrBuf){.limit = buffer->limit};
}

static void strbuf_release(void *buffer) {
    strbuf_free(buffer);
}

StrBuf *strbuf_new(Arena *arena) {
    StrBuf *buffer = ARENA_NEW(arena, StrBuf);
    arena_defer(arena, strbuf_release, buffer);
    return buffer;
}

bool strbuf_grow(StrBuf *buffer, size_t more) {
    if (buffer->failed) {
        return false;
    }
    if (more <= buffer->capacity - buffer->length) {
        return true;
    }
    size_t wanted = buffer->length + more;
    if (wanted < more || (buffer->limit != 0 && wanted > buffer->limit)) {
        buffer->failed = true;
        return false;
    }
    size_t capacity = buffer->capacity < 256 ? 256 : buffer->capacity * 2;
    capacity = capacity < wanted ? wanted : capacity;
    if (buffer->limit != 0 && capacity > buffer->limit) {
        capacity = buffer->limit;
    }
    char *data = realloc(buffer->data, capacity);
    if (data == NULL) {
        buffer->failed = true;
        return false;
    }
    buffer->data = data;
    buffer->capacity = capacity;
    return true;
}

void strbuf_append(StrBuf *buffer, Str text) {
    if (text.length != 0 && strbuf_reserve(buffer, text.length)) {
        memcpy(buffer->data + buffer->length, text.data, text.length);
        buffer->length += text.length;
    }
}

void strbuf_append_char(StrBuf *buffer, char c) {
    if (strbuf_reserve(buffer, 1)) {
        buffer->data[buffer->length++] = c;
    }
}

void strbuf_appendf(StrBuf *buffer, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    size_t length = format_write(NULL, format, arguments);
    if (strbuf_reserve(buffer, length)) {
        format_write(buffer->data + buffer->length, format, arguments);
        buffer->length += length;
    }
    va_end(arguments);
}

Str strbuf_view(const StrBuf *buffer) {
    return (Str){buffer->data, buffer->length};
}
