/*
 * AuthMethod: one way to find out who is asking; a row of the table in auth.c. To add one: an
 * auth_*.c with the row and its functions, a line here, a line in auth.c, a section in
 * docs/auth.md.
 */
#ifndef SOLOQL_SERVER_AUTH_METHOD_H
#define SOLOQL_SERVER_AUTH_METHOD_H

#include <openssl/evp.h>

#include "server/auth.h"

enum { AUTH_METHOD_LIMIT = 8, SHA256_SIZE = 32 };

struct Auth {
    const Settings *settings;
    soloql *engine;
    EVP_MD *sha256;                  /* looked up once */
    void *states[AUTH_METHOD_LIMIT]; /* what each method made of its settings; NULL = not set up */
};

/* A request whose caller is to be identified. */
typedef struct AuthAsk {
    const Auth *auth;
    const struct mg_request_info *request;
    const Headers *headers;         /* of the request; one of each that says who is asking */
    const AuthOperation *operation; /* NULL = not known */
    int64_t now;                    /* Unix time: one clock for all checks of a request */
    const char *role;               /* X-Hasura-Role; NULL = none */
    Identity *identity;             /* filled if the caller is accepted */
    AuthRefusal *refusal;           /* filled if he is refused */
} AuthAsk;

typedef struct AuthMethod {
    /* *state stays NULL if the settings say nothing of the method; false and a complaint. */
    bool (*open)(const Auth *auth, void **state, Complaint *complaint);
    void (*close)(void *state); /* NULL = there is nothing to close */
    /* Called only if there is a state. */
    AuthVerdict (*identify)(AuthAsk *ask, void *state);
} AuthMethod;

extern const AuthMethod auth_method_admin, auth_method_key, auth_method_jwt, auth_method_hook,
    auth_method_anonymous;

/* What callers are told when they are refused; a row of the table in auth.c. */
typedef enum AuthProblem {
    AUTH_UNCLEAR,   /* credentials that can be read in two ways */
    AUTH_WRONG,     /* a secret or a key that is not right */
    AUTH_BAD_TOKEN, /* a JWT that is not good */
    AUTH_TOKEN_EXPIRED,
    AUTH_ROLE_DENIED, /* a role that the credential does not give */
    AUTH_NEEDED,      /* nothing was given */
    AUTH_UNAVAILABLE  /* those who know cannot be asked */
} AuthProblem;

/* Fills the refusal; AUTH_REFUSED. The reason, which goes to the log, holds nothing of credentials.
 */
__attribute__((format(printf, 3, 4))) AuthVerdict auth_refuse(AuthAsk *ask, AuthProblem problem,
                                                              const char *reason, ...);

/* Accepts the caller in the role that he asks for, or the grant's own; refuses what it has not. */
AuthVerdict auth_accept(AuthAsk *ask, Grant *grant);

/* An identity's role is NULL then. */
bool auth_role_is_admin(const char *role);

/* What follows "Bearer " in Authorization; NULL if it is of another scheme, or not there. */
const char *auth_bearer(const AuthAsk *ask);

/* SHA-256. */
bool auth_digest(const Auth *auth, const void *data, size_t length, unsigned char out[SHA256_SIZE]);

#endif
