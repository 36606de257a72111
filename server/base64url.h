/* Base64url as RFC 7515 has it: no padding, no other letters, one way to write each byte string. */
#ifndef SOLOQL_SERVER_BASE64URL_H
#define SOLOQL_SERVER_BASE64URL_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Decodes into `out`, which has room for 3 bytes for each 4 letters begun. False if the text has
 * padding, blanks, letters of another alphabet, an impossible length, or bits set that no byte has.
 */
bool base64url_decode(const char *text, size_t length, unsigned char *out, size_t *out_length);

/* Encodes; `out` has room for 4 letters for each 3 bytes begun, and a NUL. */
void base64url_encode(const unsigned char *bytes, size_t length, char *out);

#endif
