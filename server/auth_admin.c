/*
 * The admin secret: who has it is admin, or whoever he says; see auth_method.h.
 *
 *     X-Hasura-Admin-Secret: …, X-Hasura-Role: user, X-Hasura-User-Id: 7  → user, {"user_id":"7"}
 *
 * Where nothing is set up at all everybody is in that place. Digests are compared, not texts, so
 * the time says nothing about the secret, its length included.
 */
#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "server/auth_method.h"

typedef struct AdminSecret {
    bool is_needed;                    /* false: nothing is set up, everybody is admin */
    unsigned char digest[SHA256_SIZE]; /* of the secret, if there is one */
} AdminSecret;

static bool admin_open(const Auth *auth, void **state, Complaint *complaint) {
    const char *secret = auth->settings->admin_secret;
    bool is_open = !auth_is_configured(auth);
    if (*secret == '\0' && !is_open) {
        return true;
    }
    AdminSecret *admin = calloc(1, sizeof *admin);
    if (admin == NULL || (!is_open && !auth_digest(auth, secret, strlen(secret), admin->digest))) {
        free(admin);
        return complain(complaint, "out of memory");
    }
    admin->is_needed = !is_open;
    *state = admin;
    return true;
}

static bool is_claim(const char *name) {
    static const char prefix[] = "x-hasura-";
    static const char *const others[] = {"role", "admin-secret", "use-backend-only-permissions"};
    size_t length = sizeof prefix - 1;
    if (strncasecmp(name, prefix, length) != 0) {
        return false;
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (strcasecmp(name + length, others[i]) == 0) {
            return false;
        }
    }
    return true;
}

/* The claims that he wants to have: *grant is NULL if there are none. */
static ClaimsError claims_chosen(const struct mg_request_info *request, Grant **grant) {
    Claims claims = {.values = NULL};
    ClaimsError error = NULL;
    *grant = NULL;
    for (int i = 0; i < request->num_headers && error == NULL; i++) {
        const struct mg_header *header = &request->http_headers[i];
        if (!is_claim(header->name)) {
            continue;
        }
        bool there = claims.values != NULL || claims_begin(&claims);
        error = there ? claims_add_text(&claims, header->name, header->value) : "out of memory";
    }
    if (claims.values != NULL && error == NULL) {
        *grant = grant_make(&claims);
        error = *grant == NULL ? "out of memory" : NULL;
    }
    claims_end(&claims);
    return error;
}

static bool is_true(const char *value) {
    return value != NULL && strcasecmp(value, "true") == 0;
}

/* Whoever he says that he is: any role, with any claims. */
static AuthVerdict identity_choose(AuthAsk *ask) {
    Grant *grant;
    if (ask->role != NULL && *ask->role == '\0') {
        return auth_refuse(ask, AUTH_UNCLEAR, "X-Hasura-Role is empty");
    }
    ClaimsError error = claims_chosen(ask->request, &grant);
    if (error != NULL) {
        return auth_refuse(ask, AUTH_UNCLEAR, "X-Hasura headers: %s", error);
    }
    *ask->identity =
        (Identity){.role = ask->role == NULL || auth_role_is_admin(ask->role) ? NULL : ask->role,
                   .session = grant == NULL ? NULL : grant->session,
                   .is_backend = is_true(ask->headers->first[HEADER_BACKEND]),
                   .grant = grant};
    return AUTH_ACCEPTED;
}

static bool secret_matches(const AuthAsk *ask, const AdminSecret *admin, const char *given) {
    unsigned char digest[SHA256_SIZE];
    return auth_digest(ask->auth, given, strlen(given), digest) &&
           CRYPTO_memcmp(digest, admin->digest, sizeof digest) == 0;
}

static AuthVerdict admin_identify(AuthAsk *ask, void *state) {
    const AdminSecret *admin = state;
    const char *own = ask->headers->first[HEADER_ADMIN_SECRET];
    const char *hasura = ask->headers->first[HEADER_HASURA_SECRET];
    if (!admin->is_needed) {
        return identity_choose(ask);
    }
    if (own == NULL && hasura == NULL) {
        return AUTH_ABSENT;
    }
    if ((own != NULL && !secret_matches(ask, admin, own)) ||
        (hasura != NULL && !secret_matches(ask, admin, hasura))) {
        return auth_refuse(ask, AUTH_WRONG, "a wrong admin secret");
    }
    return identity_choose(ask);
}

const AuthMethod auth_method_admin = {
    .open = admin_open, .close = free, .identify = admin_identify};
