/*
 * Who brings no credential has the role anonymous, if schema.graphql gives that anything; see
 * auth_method.h.
 */
#include <string.h>

#include "server/auth_method.h"

/* The engine's answer, where it has one: until then the setting must name the role. */
int soloql_has_role(soloql *engine, const char *role) __attribute__((weak));

static bool role_exists(const Auth *auth, const char *role) {
    if (soloql_has_role == NULL || auth->engine == NULL) {
        return *auth->settings->anonymous_role != '\0';
    }
    return soloql_has_role(auth->engine, role) == 1;
}

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
    if (!role_exists(ask->auth, role)) {
        return AUTH_ABSENT;
    }
    if (ask->role != NULL && strcmp(ask->role, role) != 0) {
        return auth_refuse(ask, AUTH_NEEDED, "a role is asked for without a credential");
    }
    *ask->identity = (Identity){.role = role};
    return AUTH_ACCEPTED;
}

const AuthMethod auth_method_anonymous = {.open = anonymous_open, .identify = anonymous_identify};
