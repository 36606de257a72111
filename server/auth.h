/*
 * Auth: who is asking, found out from the headers of a request.
 *
 * Methods are tried in order; the first that recognises its credential decides. Where no method is
 * configured (which the server allows on loopback only, or with --insecure), every caller is
 * admin; an admin may act as any other role with X-Hasura-Role and X-Hasura-* claims.
 */
#ifndef SOLOQL_SERVER_AUTH_H
#define SOLOQL_SERVER_AUTH_H

#include <civetweb.h>
#include <stdbool.h>

/* On whose behalf a request runs. */
typedef struct Identity {
    const char *role; /* NULL = admin; points into the request's headers */
    char *session;    /* claims as a JSON object of strings; NULL = none; owned */
} Identity;

typedef struct Auth {
    const char *admin_secret; /* "" = none */
} Auth;

typedef enum AuthVerdict {
    AUTH_ACCEPTED,
    AUTH_REFUSED, /* the credential is there, and wrong */
    AUTH_ABSENT   /* nothing that the method recognises */
} AuthVerdict;

/* Whether callers have to prove anything. */
bool auth_is_configured(const Auth *auth);

/* AUTH_ACCEPTED and the identity, or why not. */
AuthVerdict auth_identify(const Auth *auth, const struct mg_request_info *request, Identity *out);

void identity_free(Identity *identity);

#endif
