/*
 * Claims, folded; see claims.h.
 *
 *     {"x-hasura-default-role": "user", "x-hasura-allowed-roles": ["user", "clerk"],
 *      "X-Hasura-User-Id": 9007199254740993}
 *         → role user of user, clerk; values {"user_id":9007199254740993}
 *
 * Values stay the text that they were: a number that went through a double would be another user.
 */
#include "server/claims.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "server/json_strict.h"

static const char error_memory[] = "out of memory";
static const char error_name[] = "a claim's name is empty or too long";
static const char error_twin[] = "two claims have one name, once it is folded";
static const char error_many[] = "too many claims";
static const char error_role[] = "a role is not a text, or empty";
static const char error_roles[] = "the allowed roles are not a list of texts";

bool claims_begin(Claims *claims) {
    *claims = (Claims){.values = cJSON_CreateObject()};
    return claims->values != NULL;
}

void claims_end(Claims *claims) {
    cJSON_Delete(claims->values);
    free(claims->role);
    for (size_t i = 0; i < claims->role_count; i++) {
        free(claims->roles[i]);
    }
    free(claims->roles);
    *claims = (Claims){.values = NULL};
}

bool claims_fold(const char *name, size_t length, char out[CLAIM_NAME_LONGEST]) {
    static const char prefix[] = "x-hasura-";
    size_t skipped = sizeof prefix - 1;
    if (length >= skipped && strncasecmp(name, prefix, skipped) == 0) {
        name += skipped;
        length -= skipped;
    }
    if (length == 0 || length >= CLAIM_NAME_LONGEST) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        bool is_capital = name[i] >= 'A' && name[i] <= 'Z';
        out[i] = (char)(is_capital ? name[i] + 32 : name[i] == '-' ? '_' : name[i]);
    }
    out[length] = '\0';
    return true;
}

/* ---------------------------------------------------------------- roles */

/* A role's text, to be freed; NULL and *error if it is none. */
static char *role_read(JsonSpan value, ClaimsError *error) {
    char *role = json_strict_kind(value) == '"' ? json_strict_text(value) : NULL;
    if (role == NULL || *role == '\0') {
        *error = error_role;
        free(role);
        return NULL;
    }
    return role;
}

/* role is a second choice: a token may have both. */
static ClaimsError role_set(Claims *claims, JsonSpan value, bool is_default) {
    ClaimsError error = NULL;
    if (claims->role != NULL && claims->has_default == is_default) {
        return error_twin;
    }
    char *role = role_read(value, &error);
    if (role == NULL || (claims->has_default && !is_default)) {
        free(role);
        return error;
    }
    free(claims->role);
    claims->role = role;
    claims->has_default = is_default;
    return NULL;
}

static ClaimsError roles_set(Claims *claims, JsonSpan value) {
    ClaimsError error = NULL;
    if (claims->roles != NULL) {
        return error_twin;
    }
    if (json_strict_kind(value) != '[') {
        return error_roles;
    }
    JsonScan scan = json_scan_begin(value);
    claims->roles = calloc(CLAIM_ROLE_LIMIT, sizeof *claims->roles);
    while (claims->roles != NULL && error == NULL && json_scan_item(&scan)) {
        char *role = claims->role_count == CLAIM_ROLE_LIMIT ? NULL : role_read(scan.value, &error);
        if (role == NULL) {
            return error == NULL ? error_many : error_roles;
        }
        claims->roles[claims->role_count++] = role;
    }
    return claims->roles == NULL ? error_memory : error;
}

/* ---------------------------------------------------------------- other claims */

static ClaimsError value_add(Claims *claims, const char *name, JsonSpan value) {
    if (cJSON_GetObjectItemCaseSensitive(claims->values, name) != NULL) {
        return error_twin;
    }
    if (cJSON_GetArraySize(claims->values) >= CLAIM_LIMIT) {
        return error_many;
    }
    char *text = strndup(value.data, value.length);
    cJSON *added = text == NULL ? NULL : cJSON_AddRawToObject(claims->values, name, text);
    free(text);
    return added == NULL ? error_memory : NULL;
}

ClaimsError claims_add(Claims *claims, const char *name, JsonSpan value) {
    char folded[CLAIM_NAME_LONGEST];
    char kind = json_strict_kind(value);
    if (kind == 'n' || kind == '{') {
        return NULL;
    }
    if (!claims_fold(name, strlen(name), folded)) {
        return error_name;
    }
    if (strcmp(folded, "default_role") == 0 || strcmp(folded, "role") == 0) {
        return role_set(claims, value, folded[0] == 'd');
    }
    return strcmp(folded, "allowed_roles") == 0 ? roles_set(claims, value)
                                                : value_add(claims, folded, value);
}

ClaimsError claims_add_text(Claims *claims, const char *name, const char *text) {
    cJSON *string = cJSON_CreateStringReference(text);
    char *json = cJSON_PrintUnformatted(string);
    cJSON_Delete(string);
    if (json == NULL) {
        return error_memory;
    }
    JsonSpan span = {json, strlen(json)};
    ClaimsError error = json_strict_check(span);
    error = error == NULL ? claims_add(claims, name, span) : error;
    cJSON_free(json);
    return error;
}

ClaimsError claims_add_object(Claims *claims, JsonSpan object) {
    JsonScan scan = json_scan_begin(object);
    ClaimsError error = NULL;
    while (error == NULL && json_scan_member(&scan)) {
        char *name = json_strict_name(scan.key);
        error = name == NULL ? error_memory : claims_add(claims, name, scan.value);
        free(name);
    }
    return error;
}
