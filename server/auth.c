/*
 * Who is asking; see auth.h.
 *
 *     X-Hasura-Admin-Secret: …
 *     X-Hasura-Role: user            →  role "user", session {"x-hasura-user-id":"7"}
 *     X-Hasura-User-Id: 7
 */
#include "server/auth.h"

#include <cjson/cJSON.h>
#include <ctype.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char claim_prefix[] = "x-hasura-";
enum { CLAIM_PREFIX_LENGTH = sizeof claim_prefix - 1, CLAIM_NAME_LONGEST = 256 };

static const char *header_find(const struct mg_request_info *request, const char *name) {
    for (int i = 0; i < request->num_headers; i++) {
        if (strcasecmp(request->http_headers[i].name, name) == 0) {
            return request->http_headers[i].value;
        }
    }
    return NULL;
}

/* Takes as long for a right beginning as for a wrong one; only the length of `given` shows. */
static bool secret_matches(const char *given, const char *secret) {
    size_t given_length = strlen(given), secret_length = strlen(secret);
    volatile unsigned char difference = given_length != secret_length;
    for (size_t i = 0; i < given_length; i++) {
        difference |= (unsigned char)(given[i] ^ secret[i % (secret_length + 1)]);
    }
    return difference == 0;
}

static bool is_claim(const struct mg_header *header) {
    return strncasecmp(header->name, claim_prefix, CLAIM_PREFIX_LENGTH) == 0 &&
           strcasecmp(header->name, "x-hasura-role") != 0 &&
           strcasecmp(header->name, "x-hasura-admin-secret") != 0;
}

/* Adds the header to the claims, its name in lower case. */
static bool claim_add(cJSON *claims, const struct mg_header *header) {
    char name[CLAIM_NAME_LONGEST];
    size_t length = strlen(header->name);
    if (length >= sizeof name) {
        return false;
    }
    for (size_t i = 0; i <= length; i++) {
        name[i] = (char)tolower((unsigned char)header->name[i]);
    }
    /* A claim that is there twice could be read either way. */
    return !cJSON_HasObjectItem(claims, name) &&
           cJSON_AddStringToObject(claims, name, header->value) != NULL;
}

/* What an admin asks to be: any role, with any claims. */
static AuthVerdict identity_chosen(const struct mg_request_info *request, Identity *out) {
    cJSON *claims = NULL;
    bool good = true;
    for (int i = 0; i < request->num_headers && good; i++) {
        const struct mg_header *header = &request->http_headers[i];
        if (is_claim(header)) {
            claims = claims == NULL ? cJSON_CreateObject() : claims;
            good = claims != NULL && claim_add(claims, header);
        }
    }
    out->role = header_find(request, "X-Hasura-Role");
    out->session = claims == NULL || !good ? NULL : cJSON_PrintUnformatted(claims);
    good = good && (claims == NULL || out->session != NULL);
    cJSON_Delete(claims);
    return good ? AUTH_ACCEPTED : AUTH_REFUSED;
}

static AuthVerdict try_admin_secret(const Auth *auth, const struct mg_request_info *request,
                                    Identity *out) {
    const char *given = header_find(request, "X-Soloql-Admin-Secret");
    if (given == NULL) {
        given = header_find(request, "X-Hasura-Admin-Secret");
    }
    if (given == NULL || *auth->admin_secret == '\0') {
        return AUTH_ABSENT;
    }
    return secret_matches(given, auth->admin_secret) ? identity_chosen(request, out) : AUTH_REFUSED;
}

static AuthVerdict try_open(const Auth *auth, const struct mg_request_info *request,
                            Identity *out) {
    return auth_is_configured(auth) ? AUTH_ABSENT : identity_chosen(request, out);
}

typedef AuthVerdict AuthMethod(const Auth *auth, const struct mg_request_info *request,
                               Identity *out);

static AuthMethod *const auth_methods[] = {try_admin_secret, try_open};

bool auth_is_configured(const Auth *auth) {
    return *auth->admin_secret != '\0';
}

AuthVerdict auth_identify(const Auth *auth, const struct mg_request_info *request, Identity *out) {
    AuthVerdict verdict = AUTH_ABSENT;
    *out = (Identity){.role = NULL};
    for (size_t i = 0; i < sizeof auth_methods / sizeof *auth_methods && verdict == AUTH_ABSENT;
         i++) {
        verdict = auth_methods[i](auth, request, out);
    }
    return verdict;
}

void identity_free(Identity *identity) {
    cJSON_free(identity->session);
    *identity = (Identity){.role = NULL};
}
