/*
 * Base64, read (RFC 4648, sections 4 and 5). json_writer.h writes it.
 */
#ifndef SOLOQL_BASE_BASE64_H
#define SOLOQL_BASE_BASE64_H

#include "sqlgen/base/str.h"

/*
 * Decodes standard or URL-safe base64, padded or not. `out` has room for text.length bytes; the
 * number of bytes goes to *length. False if the text is not base64.
 */
bool base64_decode(Str text, unsigned char *out, size_t *length);

#endif
