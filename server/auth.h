/*
 * Auth: who is asking, found out from the headers of a request.
 *
 * Methods are tried in order; the first that recognises its credential decides, and what it refuses
 * no other is asked about. Where no method is configured (which the server allows on loopback only,
 * or with --insecure), every caller is admin; an admin may act as any other role with X-Hasura-Role
 * and X-Hasura-* claims. docs/auth.md tells what each method takes.
 */
#ifndef SOLOQL_SERVER_AUTH_H
#define SOLOQL_SERVER_AUTH_H

#include <civetweb.h>
#include <stdbool.h>

#include "server/complaint.h"
#include "server/headers.h"
#include "server/identity.h"
#include "server/settings.h"

typedef struct Auth Auth;

/*
 * Reads the settings, and the key files that they name. NULL and a complaint if they are not good.
 * The settings and the engine must live as long. To be called before there are threads.
 */
Auth *auth_open(const Settings *settings, soloql *engine, Complaint *complaint);
void auth_close(Auth *auth); /* NULL is fine */

/* Whether callers have to prove anything. */
bool auth_is_configured(const Auth *auth);

/* Whether somebody is asked who wants to know the operation as well (auth_hook_mode is POST). */
bool auth_wants_operation(const Auth *auth);

/* The operation that the caller is about to run, as far as it is known; JSON texts. */
typedef struct AuthOperation {
    const char *body; /* a POST's; NULL = none */
    size_t body_length;
} AuthOperation;

typedef enum AuthVerdict {
    AUTH_ACCEPTED,
    AUTH_REFUSED, /* the credential is there, and wrong */
    AUTH_ABSENT   /* nothing that the method recognises */
} AuthVerdict;

/* Why a caller is refused. */
typedef struct AuthRefusal {
    int status;          /* 401, 403, or 503 if nobody could be asked */
    const char *code;    /* of the error; static, as are the next two */
    const char *message; /* for the caller */
    const char *headers; /* of the answer; NULL = none */
    char reason[160];    /* for the log; holds nothing of the credential */
} AuthRefusal;

/*
 * True and the identity, which is to be freed; or false and the refusal. `headers` are the
 * request's; `operation` is read only if auth_wants_operation(); NULL = it is not known.
 */
bool auth_identify(const Auth *auth, const struct mg_request_info *request, const Headers *headers,
                   const AuthOperation *operation, Identity *out, AuthRefusal *refusal);

#endif
