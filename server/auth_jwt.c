/*
 * JSON web tokens; see auth_method.h.
 *
 *     Authorization: Bearer eyJ…
 *     {"exp": 1795000000, "https://hasura.io/jwt/claims":
 *       {"x-hasura-default-role": "user", "x-hasura-allowed-roles": ["user", "clerk"],
 *        "x-hasura-user-id": "7"}}
 *     → role user, or clerk if X-Hasura-Role says so; session {"user_id":"7"}
 *
 * A token that was found good is remembered by its SHA-256 until it expires or the keys change:
 * the same token comes with every request of a client, and a signature costs more than a query.
 */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "server/auth_method.h"
#include "server/grant_cache.h"
#include "server/json_strict.h"
#include "server/jwt_rules.h"

enum { KEPT_WITHOUT_EXPIRY = 3600 }; /* seconds */

typedef struct JwtState {
    JwtRules *rules;
    GrantCache *cache;
} JwtState;

/* What is wrong with a token; NULL = nothing. Static, and holds nothing of the token. */
typedef const char *JwtError;

static const char error_expired[] = "it has expired";
static const char error_keys[] = "there are no keys yet";

static void jwt_close(void *state) {
    JwtState *jwt = state;
    jwt_rules_free(jwt->rules);
    grant_cache_close(jwt->cache);
    free(jwt);
}

static bool jwt_open(const Auth *auth, void **state, Complaint *complaint) {
    const char *text = auth->settings->jwt;
    if (*text == '\0') {
        return true;
    }
    JwtState *jwt = calloc(1, sizeof *jwt);
    if (jwt == NULL || (jwt->cache = grant_cache_open()) == NULL) {
        free(jwt);
        return complain(complaint, "out of memory");
    }
    jwt->rules = jwt_rules_read(text, complaint);
    if (jwt->rules == NULL) {
        jwt_close(jwt);
        return false;
    }
    *state = jwt;
    return true;
}

/* ---------------------------------------------------------------- where the token is */

/* Adds the cookies of that name in one header to the count; *value and *length are the last one's.
 */
static int cookies_find(const char *text, const char *name, const char **value, size_t *length) {
    int count = 0;
    size_t name_length = strlen(name);
    for (text += strspn(text, " ;"); *text != '\0'; text += strspn(text, " ;")) {
        size_t pair = strcspn(text, ";");
        if (pair > name_length && text[name_length] == '=' &&
            strncmp(text, name, name_length) == 0) {
            *value = text + name_length + 1;
            *length = pair - name_length - 1;
            count++;
        }
        text += pair;
    }
    return count;
}

/* How often the token is there; *token is the last one's text, to be freed. */
static int token_find(const AuthAsk *ask, const JwtRules *rules, char **token) {
    const char *value = NULL;
    size_t length = 0;
    int count = 0;
    if (rules->place == JWT_IN_AUTHORIZATION) {
        value = auth_bearer(ask);
        length = value == NULL ? 0 : strlen(value);
        count = value != NULL;
    }
    for (int i = 0; rules->place != JWT_IN_AUTHORIZATION && i < ask->request->num_headers; i++) {
        const struct mg_header *header = &ask->request->http_headers[i];
        if (rules->place == JWT_IN_HEADER && strcasecmp(header->name, rules->place_name) == 0) {
            value = header->value;
            length = strlen(value);
            count++;
        } else if (rules->place == JWT_IN_COOKIE && strcasecmp(header->name, "Cookie") == 0) {
            count += cookies_find(header->value, rules->place_name, &value, &length);
        }
    }
    *token = count == 0 ? NULL : strndup(value, length);
    return count;
}

/* ---------------------------------------------------------------- what it says about itself */

/* A time in seconds; false if it is there and no such. */
static bool time_read(JsonSpan payload, const char *name, bool *is_there, int64_t *out) {
    JsonSpan value = json_strict_find(payload, name);
    char digits[64];
    *is_there = value.data != NULL;
    *out = 0;
    if (!*is_there) {
        return true;
    }
    if (strchr("-0123456789", json_strict_kind(value)) == NULL || value.length >= sizeof digits) {
        return false;
    }
    memcpy(digits, value.data, value.length);
    digits[value.length] = '\0';
    double seconds = strtod(digits, NULL);
    bool is_time = isfinite(seconds) && seconds >= 0 && seconds <= 1e15;
    *out = is_time ? (int64_t)seconds : 0;
    return is_time;
}

static JwtError times_check(const JwtRules *rules, JsonSpan payload, int64_t now,
                            int64_t *expires) {
    bool has_exp, has_nbf, has_iat;
    int64_t nbf, iat;
    if (!time_read(payload, "exp", &has_exp, expires) ||
        !time_read(payload, "nbf", &has_nbf, &nbf) || !time_read(payload, "iat", &has_iat, &iat)) {
        return "exp, nbf or iat is no time";
    }
    if (!has_exp && rules->needs_expiry) {
        return "it has no exp";
    }
    if (has_exp && now >= *expires + rules->skew) {
        return error_expired;
    }
    if (has_nbf && now + rules->skew < nbf) {
        return "it is not valid yet";
    }
    return has_iat && now + rules->skew < iat ? "it was made in the future" : NULL;
}

/* Whether the value is exactly this text. */
static bool text_is(JsonSpan value, const char *text) {
    char *own = json_strict_text(value);
    bool same = own != NULL && strcmp(own, text) == 0;
    free(own);
    return same;
}

static bool audience_is_ours(const JwtRules *rules, JsonSpan value) {
    for (size_t i = 0; i < rules->audience_count; i++) {
        if (text_is(value, rules->audiences[i])) {
            return true;
        }
    }
    return false;
}

static JwtError audience_check(const JwtRules *rules, JsonSpan payload) {
    JsonSpan audience = json_strict_find(payload, "aud");
    char kind = json_strict_kind(audience);
    bool is_ours = rules->audience_count == 0 || audience_is_ours(rules, audience);
    if (audience.data != NULL && kind != '"' && kind != '[') {
        return "aud is no text and no list";
    }
    JsonScan scan = json_scan_begin(audience);
    while (kind == '[' && json_scan_item(&scan)) {
        if (json_strict_kind(scan.value) != '"') {
            return "aud is no list of texts";
        }
        is_ours |= audience_is_ours(rules, scan.value);
    }
    return is_ours ? NULL : "it is for another audience";
}

static JwtError parties_check(const JwtRules *rules, JsonSpan payload) {
    JsonSpan issuer = json_strict_find(payload, "iss"), subject = json_strict_find(payload, "sub");
    if ((issuer.data != NULL && json_strict_kind(issuer) != '"') ||
        (subject.data != NULL && json_strict_kind(subject) != '"')) {
        return "iss or sub is no text";
    }
    if (rules->issuer != NULL && !text_is(issuer, rules->issuer)) {
        return "it is from another issuer";
    }
    return audience_check(rules, payload);
}

/* ---------------------------------------------------------------- what it says about its owner */

static JwtError map_claims(const JwtRules *rules, JsonSpan payload, Claims *out) {
    JwtError error = NULL;
    for (size_t i = 0; i < rules->map_count && error == NULL; i++) {
        const JwtClaim *claim = &rules->map[i];
        JsonSpan value =
            claim->has_path ? claim_path_follow(&claim->path, payload) : (JsonSpan){NULL, 0};
        if ((value.data == NULL || json_strict_kind(value) == 'n') && claim->fallback != NULL) {
            value = (JsonSpan){claim->fallback, strlen(claim->fallback)};
        }
        error = value.data == NULL ? NULL : claims_add(out, claim->name, value);
    }
    return error;
}

/* Members of the payload itself, without those that differ from token to token of one owner. */
static JwtError root_claims(JsonSpan payload, Claims *out) {
    static const char *const passing[] = {"exp", "nbf", "iat", "jti"};
    JsonScan scan = json_scan_begin(payload);
    JwtError error = NULL;
    while (error == NULL && json_scan_member(&scan)) {
        char *name = json_strict_name(scan.key);
        bool is_left_out = false;
        for (size_t i = 0; name != NULL && i < sizeof passing / sizeof *passing; i++) {
            is_left_out |= strcmp(name, passing[i]) == 0;
        }
        error = name == NULL ? "out of memory" : NULL;
        error = name == NULL || is_left_out ? error : claims_add(out, name, scan.value);
        free(name);
    }
    return error;
}

static JwtError text_claims(JsonSpan value, Claims *out) {
    char *text = json_strict_text(value);
    if (text == NULL) {
        return "its claims are not a text, though claims_format says so";
    }
    JsonSpan inner = {text, strlen(text)};
    JwtError error = json_strict_check(inner);
    inner = json_strict_trim(inner);
    if (error == NULL) {
        error = json_strict_kind(inner) == '{' ? claims_add_object(out, inner)
                                               : "its claims are no JSON object";
    }
    free(text);
    return error;
}

static JwtError claims_read(const JwtRules *rules, JsonSpan payload, Claims *out) {
    if (rules->map != NULL) {
        return map_claims(rules, payload, out);
    }
    JsonSpan place = claim_path_follow(&rules->namespace, payload);
    if (rules->is_stringified && place.data != NULL) {
        return text_claims(place, out);
    }
    if (json_strict_kind(place) != '{') {
        return "it has no claims where they are looked for, or they are no object";
    }
    return rules->namespace.count == 0 ? root_claims(place, out) : claims_add_object(out, place);
}

/* The role that it gives by itself must be one that it allows. */
static JwtError roles_check(const Claims *claims) {
    bool is_allowed = claims->roles == NULL || claims->role == NULL;
    for (size_t i = 0; claims->roles != NULL && i < claims->role_count; i++) {
        is_allowed |= claims->role != NULL && strcmp(claims->roles[i], claims->role) == 0;
    }
    if (claims->role == NULL && claims->role_count == 0) {
        return "its claims name no role";
    }
    return is_allowed ? NULL : "its role is not one of those that it allows";
}

/* ---------------------------------------------------------------- all of it */

static JwtError grant_read(const JwtRules *rules, JsonSpan payload, int64_t now, Grant **out) {
    int64_t expires;
    JwtError error = json_strict_check(payload);
    payload = json_strict_trim(payload);
    if (error == NULL && json_strict_kind(payload) != '{') {
        error = "what it says is no JSON object";
    }
    error = error != NULL ? error : times_check(rules, payload, now, &expires);
    error = error != NULL ? error : parties_check(rules, payload);
    if (error != NULL) {
        return error;
    }
    Claims claims;
    error = claims_begin(&claims) ? claims_read(rules, payload, &claims) : "out of memory";
    error = error != NULL ? error : roles_check(&claims);
    *out = error == NULL ? grant_make(&claims) : NULL;
    claims_end(&claims);
    if (*out != NULL) {
        (*out)->expires = expires;
    }
    return error == NULL && *out == NULL ? "out of memory" : error;
}

/* Whether somebody whose key we know made the signature; *generation is that of the keys. */
static JwtError signature_check(const JwtRules *rules, const Jws *jws, unsigned *generation) {
    KeySet *set = key_source_take(rules->keys);
    if (set == NULL) {
        return error_keys;
    }
    bool is_good = key_set_verifies(set, jws);
    if (!is_good && !key_set_has(set, jws->id)) {
        KeySet *newer = key_source_renew(rules->keys, set);
        key_set_release(set);
        set = newer;
        is_good = set != NULL && key_set_verifies(set, jws);
    }
    *generation = set == NULL ? 0 : set->generation;
    key_set_release(set);
    return is_good ? NULL : "no key made its signature, with the algorithm of that key";
}

static JwtError token_verify(const JwtRules *rules, const char *token, int64_t now, Grant **out) {
    Jws jws;
    unsigned generation = 0;
    JwtError error = jws_read(token, &jws);
    error = error != NULL ? error : signature_check(rules, &jws, &generation);
    error = error != NULL ? error : grant_read(rules, jws.payload, now, out);
    if (error == NULL) {
        (*out)->generation = generation;
    }
    jws_free(&jws);
    return error;
}

static AuthVerdict token_refuse(AuthAsk *ask, JwtError error) {
    AuthProblem problem = error == error_expired ? AUTH_TOKEN_EXPIRED
                          : error == error_keys  ? AUTH_UNAVAILABLE
                                                 : AUTH_BAD_TOKEN;
    return auth_refuse(ask, problem, "jwt: %s", error);
}

static AuthVerdict token_judge(AuthAsk *ask, JwtState *jwt, const char *token) {
    unsigned char digest[SHA256_SIZE];
    const JwtRules *rules = jwt->rules;
    if (!auth_digest(ask->auth, token, strlen(token), digest)) {
        return token_refuse(ask, "out of memory");
    }
    Grant *grant = grant_cache_find(jwt->cache, digest, ask->now);
    if (grant != NULL && grant->generation != key_source_generation(rules->keys)) {
        grant_release(grant);
        grant = NULL;
    }
    if (grant == NULL) {
        JwtError error = token_verify(rules, token, ask->now, &grant);
        if (error != NULL) {
            return token_refuse(ask, error);
        }
        grant_cache_put(jwt->cache, digest, grant,
                        grant->expires == 0 ? ask->now + KEPT_WITHOUT_EXPIRY
                                            : grant->expires + rules->skew);
    }
    AuthVerdict verdict = auth_accept(ask, grant);
    grant_release(grant);
    return verdict;
}

static AuthVerdict jwt_identify(AuthAsk *ask, void *state) {
    JwtState *jwt = state;
    char *token;
    int count = token_find(ask, jwt->rules, &token);
    AuthVerdict verdict = count == 0      ? AUTH_ABSENT
                          : count > 1     ? auth_refuse(ask, AUTH_UNCLEAR, "jwt: two tokens")
                          : token == NULL ? token_refuse(ask, "out of memory")
                                          : token_judge(ask, jwt, token);
    free(token);
    return verdict;
}

const AuthMethod auth_method_jwt = {.open = jwt_open, .close = jwt_close, .identify = jwt_identify};
