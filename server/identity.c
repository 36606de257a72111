/* On whose behalf a request runs; see identity.h. */
#include "server/identity.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

Grant *grant_make(Claims *claims) {
    Grant *grant = calloc(1, sizeof *grant);
    char *session =
        cJSON_GetArraySize(claims->values) == 0 ? NULL : cJSON_PrintUnformatted(claims->values);
    bool is_whole = session != NULL || cJSON_GetArraySize(claims->values) == 0;
    if (grant == NULL || !is_whole) {
        free(grant);
        cJSON_free(session);
        return NULL;
    }
    atomic_init(&grant->holders, 1);
    grant->session = session;
    grant->role = claims->role;
    grant->roles = claims->roles;
    grant->role_count = claims->role_count;
    claims->role = NULL;
    claims->roles = NULL;
    claims->role_count = 0;
    return grant;
}

Grant *grant_hold(Grant *grant) {
    (void)atomic_fetch_add(&grant->holders, 1);
    return grant;
}

void grant_release(Grant *grant) {
    if (grant == NULL || atomic_fetch_sub(&grant->holders, 1) != 1) {
        return;
    }
    for (size_t i = 0; i < grant->role_count; i++) {
        free(grant->roles[i]);
    }
    free(grant->roles);
    free(grant->role);
    cJSON_free(grant->session);
    free(grant);
}

const char *grant_role(const Grant *grant, const char *role) {
    if (grant->role != NULL && strcmp(grant->role, role) == 0) {
        return grant->role;
    }
    for (size_t i = 0; i < grant->role_count; i++) {
        if (strcmp(grant->roles[i], role) == 0) {
            return grant->roles[i];
        }
    }
    return NULL;
}

Identity identity_of_grant(Grant *grant, const char *role) {
    return (Identity){.role = role,
                      .session = grant->session,
                      .expires = grant->expires,
                      .grant = grant_hold(grant)};
}

void identity_free(Identity *identity) {
    grant_release(identity->grant);
    *identity = (Identity){.role = NULL};
}
