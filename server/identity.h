/*
 * Identity: on whose behalf a request runs. Grant: what a credential gives, which outlives the
 * request where it is kept (API keys, the cache of tokens and of the web hook's answers).
 *
 * A grant does not change once it is made, and is shared by threads: whoever keeps a pointer holds
 * it.
 */
#ifndef SOLOQL_SERVER_IDENTITY_H
#define SOLOQL_SERVER_IDENTITY_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "server/claims.h"

typedef struct Grant {
    atomic_int holders;
    char *session; /* claims as a JSON object; NULL = none */
    char *role;    /* that it gives unless another is asked for; NULL = none */
    char **roles;  /* that may be asked for; `role` is among them */
    size_t role_count;
    int64_t expires;     /* Unix time from which on it is nothing; 0 = never */
    unsigned generation; /* of the keys that its token was verified with */
} Grant;

typedef struct Identity {
    const char *role;    /* NULL = admin; lives as long as the identity and its request */
    const char *session; /* claims as a JSON object, their names folded; NULL = none */
    int64_t expires;     /* Unix time at which it ends, live queries too; 0 = never */
    bool is_backend;     /* rules for backends only hold: it asked so, with the admin secret */
    Grant *grant;        /* held, as the rest points into it; NULL = none */
} Identity;

/* Takes over the claims and their roles; NULL without memory. One holder: the caller. */
Grant *grant_make(Claims *claims);

Grant *grant_hold(Grant *grant);
void grant_release(Grant *grant); /* NULL is fine */

/* The grant's own text of this role, if it may be asked for; else NULL. */
const char *grant_role(const Grant *grant, const char *role);

/* The identity that holds the grant (a holder of its own) in one of its roles. */
Identity identity_of_grant(Grant *grant, const char *role);

void identity_free(Identity *identity);

#endif
