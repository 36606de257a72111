/*
 * GrantCache: grants by the SHA-256 of the credential that gave them, so that the same token is not
 * verified, and the same question not sent, for each request. Of a fixed size; what was not used
 * for long makes room.
 */
#ifndef SOLOQL_SERVER_GRANT_CACHE_H
#define SOLOQL_SERVER_GRANT_CACHE_H

#include "server/identity.h"

enum {
    GRANT_CACHE_SLOTS = 1024,
    GRANT_CACHE_LONGEST = 8 * 1024, /* a grant with longer claims is not kept */
    GRANT_KEY_SIZE = 32
};

typedef struct GrantCache GrantCache;

GrantCache *grant_cache_open(void); /* NULL without memory */
void grant_cache_close(GrantCache *cache);

/* The grant, held for the caller; NULL if there is none that still holds at `now` (Unix time). */
Grant *grant_cache_find(GrantCache *cache, const unsigned char key[GRANT_KEY_SIZE], int64_t now);

/* Keeps the grant until then, if it is small enough; holds it itself. */
void grant_cache_put(GrantCache *cache, const unsigned char key[GRANT_KEY_SIZE], Grant *grant,
                     int64_t until);

#endif
