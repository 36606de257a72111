/*
 * Unicode: code points in and out of UTF-8, and the \uXXXX escapes of JSON and GraphQL.
 */
#ifndef SOLOQL_BASE_UNICODE_H
#define SOLOQL_BASE_UNICODE_H

#include "sqlgen/base/str.h"

/* Writes the scalar value (no surrogate, <= U+10FFFF) as UTF-8; returns its 1 to 4 bytes. */
size_t unicode_encode(uint32_t point, char *out);

/* The code point at byte `at`: returns its number of bytes, or 0 if none well-formed is there. */
size_t unicode_decode(Str text, size_t at, uint32_t *point);

/* True for every code point but the surrogates. */
bool unicode_is_scalar(uint32_t point);

/* The value of a hexadecimal digit in either case, or -1. */
int unicode_hex_digit(char c);

/*
 * Reads the escape \uXXXX, or the two escapes of a surrogate pair, that begins with the backslash
 * at byte `at`: returns its 6 or 12 bytes, or 0 if it is malformed or names half of a pair.
 */
size_t unicode_read_escape(Str text, size_t at, uint32_t *point);

#endif
