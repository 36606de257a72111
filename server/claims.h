/*
 * Claims: what a credential says about its owner, under names that are folded: X-Hasura-User-Id,
 * user-id and user_id are all user_id.
 *
 * Roles are told apart from other claims: default_role (or role, if there is none) is the role,
 * allowed_roles those that may be asked for.
 */
#ifndef SOLOQL_SERVER_CLAIMS_H
#define SOLOQL_SERVER_CLAIMS_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

#include "server/json_scan.h"

enum {
    CLAIM_NAME_LONGEST = 128, /* bytes of a folded name, with the NUL behind it */
    CLAIM_LIMIT = 256,        /* claims of one credential */
    CLAIM_ROLE_LIMIT = 256    /* roles that may be asked for */
};

typedef struct Claims {
    cJSON *values;    /* an object; each value is JSON text as it was given (cJSON_Raw) */
    char *role;       /* NULL = none is named */
    bool has_default; /* role is default_role, which beats role */
    char **roles;     /* allowed_roles */
    size_t role_count;
} Claims;

/* NULL is good; else what is wrong, which holds nothing of the claims. */
typedef const char *ClaimsError;

/* False without memory. */
bool claims_begin(Claims *claims);
void claims_end(Claims *claims);

/* The folded name; false if it is empty or too long. */
bool claims_fold(const char *name, size_t length, char out[CLAIM_NAME_LONGEST]);

/*
 * Adds one claim whose value is JSON that json_strict_check() has passed. null is no claim, and an
 * object neither: no rule could compare it. A second one whose name folds to the same is an error.
 */
ClaimsError claims_add(Claims *claims, const char *name, JsonSpan value);

/* The same with a text that is no JSON yet, as a header has. */
ClaimsError claims_add_text(Claims *claims, const char *name, const char *text);

/* Adds the members of an object that has passed json_strict_check(). */
ClaimsError claims_add_object(Claims *claims, JsonSpan object);

#endif
