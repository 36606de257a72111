/* ETags; see etag.h. */
#include "sqlgen/etag.h"

#include <stdio.h>
#include <string.h>
#include <sys/random.h>

bool etag_keys_make(EtagKeys *keys) {
    return getrandom(keys->keys, sizeof keys->keys, 0) == (ssize_t)sizeof keys->keys;
}

EtagName etag_name(const EtagKeys *keys, Str bytes) {
    return (EtagName){{siphash(keys->keys[0], bytes), siphash(keys->keys[1], bytes)}};
}

bool etag_names_equal(EtagName a, EtagName b) {
    return a.halves[0] == b.halves[0] && a.halves[1] == b.halves[1];
}

void etag_write(EtagName name, char out[ETAG_LENGTH + 1]) {
    (void)snprintf(out, ETAG_LENGTH + 1, "W/\"%016llx%016llx\"", (unsigned long long)name.halves[0],
                   (unsigned long long)name.halves[1]);
}

bool etag_is_listed(const char *header, const char *etag) {
    return strstr(header, etag + 2) != NULL; /* compared weakly: without W/ (RFC 9110, 13.1.2) */
}
