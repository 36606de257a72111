/*
 * JSON text, written: the only JSON escaper of the project (RFC 8259).
 *
 * Each function appends one value to the buffer; failure is sticky there (str.h).
 */
#ifndef SOLOQL_BASE_JSON_WRITER_H
#define SOLOQL_BASE_JSON_WRITER_H

#include "sqlgen/base/str.h"

/* A quoted string. The text must be UTF-8; control characters are escaped, NUL too. */
void json_write_string(StrBuf *out, Str text);

/* Likewise, of bytes that may not be UTF-8: then false, and nothing is appended. */
bool json_write_utf8(StrBuf *out, Str bytes);

void json_write_int(StrBuf *out, int64_t number);

/* The shortest text that reads back to the same double; the number must be finite. */
void json_write_double(StrBuf *out, double number);

/* A quoted string holding the bytes in base64 (RFC 4648, section 4, padded). */
void json_write_base64(StrBuf *out, Str bytes);

#endif
