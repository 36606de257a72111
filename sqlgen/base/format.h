/*
 * Format: printf for texts that may hold NULs. What str_format() and strbuf_appendf() are made of.
 *
 * The conversions are %% %s %.*s %c %d %u %X %lld %llu %zu and %g, with a width or precision of
 * digits. The text of "%.*s", the form for a Str, may hold NULs.
 */
#ifndef SOLOQL_BASE_FORMAT_H
#define SOLOQL_BASE_FORMAT_H

#include <stdarg.h>
#include <stddef.h>

/* Writes the text, without a NUL behind it, to `out` unless that is NULL; returns its length. */
size_t format_write(char *out, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

#endif
