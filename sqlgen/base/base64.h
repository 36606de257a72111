/*
 * Base64 (RFC 4648): both alphabets are read, the one for URLs is written. json_writer.h writes the
 * other one.
 */
#ifndef SOLOQL_BASE_BASE64_H
#define SOLOQL_BASE_BASE64_H

#include "sqlgen/base/str.h"

/*
 * Decodes standard or URL-safe base64, padded or not. `out` has room for text.length bytes; the
 * number of bytes goes to *length. False if the text is not base64.
 */
bool base64_decode(Str text, unsigned char *out, size_t *length);

/* Appends the bytes in the alphabet for URLs (section 5), without padding. */
void base64_write_url(StrBuf *out, Str bytes);

#endif
