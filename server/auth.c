/*
 * Who is asking; see auth.h.
 *
 *     X-Hasura-Admin-Secret: …
 *     X-Hasura-Role: user            →  role "user", session {"user_id":"7"}
 *     X-Hasura-User-Id: 7
 *
 *     Authorization: Bearer eyJ…     →  whatever the token says, if it is good; else 401
 */
#include "server/auth_method.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

/* In this order they are tried. */
static const AuthMethod *const auth_methods[] = {&auth_method_admin, &auth_method_key,
                                                 &auth_method_jwt, &auth_method_hook,
                                                 &auth_method_anonymous};

enum { METHOD_COUNT = sizeof auth_methods / sizeof *auth_methods };

_Static_assert((int)METHOD_COUNT <= (int)AUTH_METHOD_LIMIT, "raise AUTH_METHOD_LIMIT");

#define ASK_BEARER "WWW-Authenticate: Bearer realm=\"SoloQL\"\r\n"
#define ASK_BETTER "WWW-Authenticate: Bearer realm=\"SoloQL\", error=\"invalid_token\"\r\n"

static const AuthRefusal problems[] = {
    [AUTH_UNCLEAR] = {401, "access-denied", "The credentials can be read in more than one way",
                      ASK_BEARER, ""},
    [AUTH_WRONG] = {401, "access-denied", "The credentials are not right", ASK_BEARER, ""},
    [AUTH_BAD_TOKEN] = {401, "invalid-jwt", "Could not verify JWT", ASK_BETTER, ""},
    /* Clients of Hasura look for the last word, and renew their token. */
    [AUTH_TOKEN_EXPIRED] = {401, "invalid-jwt", "Could not verify JWT: JWTExpired", ASK_BETTER, ""},
    [AUTH_ROLE_DENIED] = {403, "access-denied", "These credentials do not give the role", NULL, ""},
    [AUTH_NEEDED] = {401, "access-denied", "Credentials are needed", ASK_BEARER, ""},
    [AUTH_UNAVAILABLE] = {503, "unexpected", "The credentials cannot be verified now; try again",
                          "Retry-After: 5\r\n", ""},
};

/* ---------------------------------------------------------------- for the methods */

bool auth_role_is_admin(const char *role) {
    return strcmp(role, "admin") == 0;
}

AuthVerdict auth_refuse(AuthAsk *ask, AuthProblem problem, const char *reason, ...) {
    va_list arguments;
    *ask->refusal = problems[problem];
    va_start(arguments, reason);
    (void)vsnprintf(ask->refusal->reason, sizeof ask->refusal->reason, reason, arguments);
    va_end(arguments);
    return AUTH_REFUSED;
}

AuthVerdict auth_accept(AuthAsk *ask, Grant *grant) {
    const char *role = ask->role == NULL ? grant->role : grant_role(grant, ask->role);
    if (role == NULL) {
        return ask->role == NULL
                   ? auth_refuse(ask, AUTH_ROLE_DENIED, "the credential names no role")
                   : auth_refuse(ask, AUTH_ROLE_DENIED, "a role that the credential does not give");
    }
    if (auth_role_is_admin(role) && !ask->auth->settings->admin_by_token) {
        return auth_refuse(ask, AUTH_ROLE_DENIED,
                           "the role admin needs the admin secret; admin_by_token is off");
    }
    *ask->identity = identity_of_grant(grant, auth_role_is_admin(role) ? NULL : role);
    return AUTH_ACCEPTED;
}

const char *auth_bearer(const AuthAsk *ask) {
    static const char scheme[] = "bearer";
    size_t length = sizeof scheme - 1;
    const char *text = ask->headers->first[HEADER_AUTHORIZATION];
    if (text == NULL || strncasecmp(text, scheme, length) != 0 ||
        (text[length] != ' ' && text[length] != '\0')) {
        return NULL;
    }
    return text + length + strspn(text + length, " ");
}

bool auth_digest(const Auth *auth, const void *data, size_t length,
                 unsigned char out[SHA256_SIZE]) {
    return EVP_Digest(data, length, out, NULL, auth->sha256, NULL) == 1;
}

/* ---------------------------------------------------------------- opening and closing */

Auth *auth_open(const Settings *settings, soloql *engine, Complaint *complaint) {
    Auth *auth = calloc(1, sizeof *auth);
    if (auth == NULL) {
        (void)complain(complaint, "out of memory");
        return NULL;
    }
    auth->settings = settings;
    auth->engine = engine;
    /* Without credentials there is nothing to digest, and OpenSSL takes two megabytes to begin. */
    if (auth_is_configured(auth) && (auth->sha256 = EVP_MD_fetch(NULL, "SHA256", NULL)) == NULL) {
        auth_close(auth);
        (void)complain(complaint, "out of memory");
        return NULL;
    }
    for (size_t i = 0; i < METHOD_COUNT; i++) {
        if (!auth_methods[i]->open(auth, &auth->states[i], complaint)) {
            auth_close(auth);
            return NULL;
        }
    }
    return auth;
}

void auth_close(Auth *auth) {
    if (auth == NULL) {
        return;
    }
    for (size_t i = 0; i < METHOD_COUNT; i++) {
        if (auth->states[i] != NULL && auth_methods[i]->close != NULL) {
            auth_methods[i]->close(auth->states[i]);
        }
    }
    EVP_MD_free(auth->sha256);
    free(auth);
}

bool auth_is_configured(const Auth *auth) {
    const Settings *settings = auth->settings;
    return *settings->admin_secret != '\0' || *settings->api_keys != '\0' ||
           *settings->jwt != '\0' || *settings->auth_hook != '\0';
}

bool auth_wants_operation(const Auth *auth) {
    return *auth->settings->auth_hook != '\0' && auth->settings->auth_hook_mode == HOOK_POST;
}

/* ---------------------------------------------------------------- asking */

/* Headers that say who is asking. A second one could be read, or left, by whoever comes first. */
static bool credentials_are_clear(AuthAsk *ask) {
    static const HeaderId ids[] = {HEADER_AUTHORIZATION, HEADER_ROLE,    HEADER_HASURA_SECRET,
                                   HEADER_ADMIN_SECRET,  HEADER_API_KEY, HEADER_BACKEND};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        if (ask->headers->counts[ids[i]] > 1) {
            (void)auth_refuse(ask, AUTH_UNCLEAR, "two headers %s", header_name(ids[i]));
            return false;
        }
    }
    return true;
}

bool auth_identify(const Auth *auth, const struct mg_request_info *request, const Headers *headers,
                   const AuthOperation *operation, Identity *out, AuthRefusal *refusal) {
    AuthAsk ask = {.auth = auth,
                   .request = request,
                   .headers = headers,
                   .role = headers->first[HEADER_ROLE],
                   .operation = operation,
                   .now = (int64_t)time(NULL),
                   .identity = out,
                   .refusal = refusal};
    *out = (Identity){.role = NULL};
    AuthVerdict verdict = credentials_are_clear(&ask) ? AUTH_ABSENT : AUTH_REFUSED;
    for (size_t i = 0; i < METHOD_COUNT && verdict == AUTH_ABSENT; i++) {
        if (auth->states[i] != NULL) {
            verdict = auth_methods[i]->identify(&ask, auth->states[i]);
        }
    }
    if (verdict == AUTH_ABSENT) {
        verdict = auth_refuse(&ask, AUTH_NEEDED, "no credential that is known here");
    }
    return verdict == AUTH_ACCEPTED;
}
