/* ETags; see etag.h. */
#include "sqlgen/etag.h"

#include <stdio.h>
#include <string.h>
#include <sys/random.h>

bool etag_keys_make(EtagKeys *keys) {
    return getrandom(keys->keys, sizeof keys->keys, 0) == (ssize_t)sizeof keys->keys;
}

void etag_write(const EtagKeys *keys, Str bytes, char out[ETAG_LENGTH + 1]) {
    (void)snprintf(out, ETAG_LENGTH + 1, "W/\"%016llx%016llx\"",
                   (unsigned long long)siphash(keys->keys[0], bytes),
                   (unsigned long long)siphash(keys->keys[1], bytes));
}

bool etag_is_listed(const char *header, const char *etag) {
    return strstr(header, etag + 2) != NULL; /* compared weakly: without W/ (RFC 9110, 13.1.2) */
}
