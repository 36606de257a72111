/*
 * Who brings no credential has the role anonymous, if schema.graphql gives that anything; see
 * auth_method.h.
 */
#include <string.h>

#include "server/auth_method.h"

static bool anonymous_open(const Auth *auth, void **state, Complaint *complaint) {
    const char *role = auth->settings->anonymous_role;
    if (auth_role_is_admin(role)) {
        return complain(complaint, "anonymous_role cannot be admin; --insecure lets everybody in");
    }
    *state = (void *)(uintptr_t)(*role == '\0' ? "anonymous" : role);
    return true;
}

static AuthVerdict anonymous_identify(AuthAsk *ask, void *state) {
    const char *role = state;
    if (soloql_has_role(ask->auth->engine, role) == 0) {
        return AUTH_ABSENT;
    }
    if (ask->role != NULL && strcmp(ask->role, role) != 0) {
        return auth_refuse(ask, AUTH_NEEDED, "a role is asked for without a credential");
    }
    *ask->identity = (Identity){.role = role};
    return AUTH_ACCEPTED;
}

const AuthMethod auth_method_anonymous = {.open = anonymous_open, .identify = anonymous_identify};
