/*
 * Str: a piece of text that somebody else owns. StrBuf: text that grows.
 *
 * A Str is a pointer and a length in bytes, need not end in NUL and may hold NULs; copy it by
 * value. The empty Str may have a NULL pointer. All text is UTF-8 unless a function says that
 * it takes bytes.
 *
 * A StrBuf owns a malloc block. Failure is sticky: after an append that could not be done
 * (memory, or the limit), later appends do nothing and `failed` stays true; ask once at the end.
 */
#ifndef SOLOQL_BASE_STR_H
#define SOLOQL_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "sqlgen/base/arena.h"

typedef struct Str {
    const char *data; /* not NUL-terminated; NULL only if length is 0 */
    size_t length;    /* bytes */
} Str;

/* A Str of a string literal. STR_INIT is the form for static initialisers. */
#define STR(literal) ((Str){"" literal, sizeof(literal) - 1})
#define STR_INIT(literal)                                                                          \
    { "" literal, sizeof(literal) - 1 }

/* The two arguments that printf's "%.*s" wants. */
#define STR_ARG(str) (int)(str).length, (str).data

/* A Str over a C string; NULL gives the empty Str. */
Str str_from(const char *text);

bool str_equal(Str a, Str b);

/* As str_equal, but ASCII letters match in either case: how SQLite compares identifiers. */
bool str_equal_nocase(Str a, Str b);

/* Byte order, as memcmp, shorter first; <0, 0, >0. */
int str_compare(Str a, Str b);

bool str_starts_with(Str text, Str prefix);
bool str_ends_with(Str text, Str suffix);

/* Bytes [from, from + length) of text, cut to what there is. */
Str str_slice(Str text, size_t from, size_t length);

/* A copy in the arena, followed by a NUL that the length does not count. */
Str str_copy(Arena *arena, Str text);

/* printf into the arena, by the conversions of format.h; the result is followed by a NUL. */
Str str_format(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
Str str_format_list(Arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* A 64-bit hash with a seed chosen at random for each process, so that nobody can collide it. */
uint64_t str_hash(Str text);

/* True if the bytes are well-formed UTF-8 (no overlong forms, no surrogates, <= U+10FFFF). */
bool str_is_utf8(Str bytes);

typedef struct StrBuf {
    char *data;      /* malloc; NULL while empty; not NUL-terminated */
    size_t length;   /* bytes in use */
    size_t capacity; /* bytes in data */
    size_t limit;    /* most bytes it may hold; 0 = no limit */
    bool failed;     /* an append was not done: memory or limit */
} StrBuf;

/* Frees the block and makes the buffer empty and usable again; the limit stays. */
void strbuf_free(StrBuf *buffer);

/* An empty buffer that is freed with the arena; its own block is malloc all the same. */
StrBuf *strbuf_new(Arena *arena);

/* Makes room for `more` bytes; false (and failed) if that cannot be had. */
bool strbuf_grow(StrBuf *buffer, size_t more);

/* The same, and quick where the room is there. */
static inline bool strbuf_reserve(StrBuf *buffer, size_t more) {
    return (!buffer->failed && more <= buffer->capacity - buffer->length) ||
           strbuf_grow(buffer, more);
}

void strbuf_append(StrBuf *buffer, Str text);
void strbuf_append_char(StrBuf *buffer, char c);

/*
 * As strbuf_append, of text that has STRBUF_SHORT bytes that can be read, however many of them
 * count. Where the buffer has room for them all are copied, which takes no loop and no call.
 */
enum { STRBUF_SHORT = 32 };
static inline void strbuf_append_short(StrBuf *buffer, Str text) {
    bool has_room = !buffer->failed && buffer->capacity - buffer->length >= STRBUF_SHORT;
    if (has_room && text.length <= STRBUF_SHORT) {
        memcpy(buffer->data + buffer->length, text.data, STRBUF_SHORT);
        buffer->length += text.length;
    } else {
        strbuf_append(buffer, text);
    }
}

void strbuf_appendf(StrBuf *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A view of what is there; valid until the next append. */
Str strbuf_view(const StrBuf *buffer);

#endif
