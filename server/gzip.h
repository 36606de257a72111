/*
 * Gzip: bytes made smaller for their way to the client (RFC 1952), as a whole or piece by piece.
 */
#ifndef SOLOQL_SERVER_GZIP_H
#define SOLOQL_SERVER_GZIP_H

#define ZLIB_CONST /* what is fed is not written to */
#include <zlib.h>

#include "server/exchange.h"

/*
 * Compresses a body, which must not lie in the exchange's buffer, into that buffer, from the byte
 * `before` on. Returns its new length; 0 without memory and if it did not become smaller: then the
 * body can be sent as it is, and the buffer holds nothing.
 */
size_t gzip_body(Exchange *exchange, size_t before, const char *body, size_t length);

/* Bytes on their way through the compressor, from gzip_begin() to gzip_end(). It must stay where it
 * is: zlib keeps its address. */
typedef struct Gzip {
    z_stream zlib;
} Gzip;

/* `length` is that of all that will come, SIZE_MAX if nobody knows: with less, less memory is
 * taken, 270 KB at most. False without memory; then there is nothing to end. */
bool gzip_begin(Gzip *gzip, size_t length);
void gzip_end(Gzip *gzip);

/* The next bytes, 4 GiB at most; they stay the caller's, and must stay until they are written. */
void gzip_feed(Gzip *gzip, const char *data, size_t length);

/*
 * Writes to `out` what there is room for (7 bytes at least) and returns how much it was. *is_done
 * tells that nothing is left: that the other side can read all that was fed so far or, if that was
 * the last, that the whole is closed. Until then it has to be called again.
 */
size_t gzip_write(Gzip *gzip, bool is_last, char *out, size_t room, bool *is_done);

#endif
