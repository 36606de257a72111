/*
 * API keys: for programs, made with `soloql key new`; see auth_method.h.
 *
 *     "api_keys": [{"name": "report", "sha256": "2bd8…", "role": "reader",
 *                   "claims": {"region": "eu"}, "expires": "2027-01-01T00:00:00Z"}]
 *     Authorization: Bearer sq_…    or    X-Api-Key: sq_…
 *
 * Keys are long and random, so a plain SHA-256 is enough to keep them by.
 */
#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "server/auth_method.h"
#include "server/json_strict.h"

enum { KEY_LIMIT = 1000 };

typedef struct ApiKey {
    unsigned char digest[SHA256_SIZE]; /* of the key */
    Grant *grant;                      /* held; expires with the key */
} ApiKey;

typedef struct ApiKeys {
    size_t count;
    ApiKey keys[];
} ApiKeys;

/* ---------------------------------------------------------------- from the setting */

static bool digest_read(const char *text, unsigned char out[SHA256_SIZE]) {
    long length = 0;
    if (text == NULL || strlen(text) != 2 * SHA256_SIZE ||
        strspn(text, "0123456789abcdefABCDEF") != 2 * SHA256_SIZE) {
        return false;
    }
    unsigned char *bytes = OPENSSL_hexstr2buf(text, &length);
    if (bytes != NULL) {
        memcpy(out, bytes, SHA256_SIZE);
    }
    OPENSSL_free(bytes);
    return bytes != NULL;
}

/* "2027-01-01", "2027-01-01T08:30:00Z", "2027-01-01T08:30:00+02:00" as Unix time. */
static bool time_read(const char *text, int64_t *out) {
    struct tm date = {.tm_mday = 1};
    int hours = 0, minutes = 0;
    char sign = '+', behind;
    const char *rest = strptime(text, "%Y-%m-%d", &date);
    if (rest != NULL && *rest == 'T') {
        rest = strptime(rest, "T%H:%M:%S", &date);
        bool is_utc = rest != NULL && strcmp(rest, "Z") == 0;
        bool is_offset = rest != NULL && strlen(rest) == 6 &&
                         sscanf(rest, "%c%2d:%2d%c", &sign, &hours, &minutes, &behind) == 3 &&
                         (sign == '+' || sign == '-');
        rest = is_utc || is_offset ? "" : NULL;
    }
    int64_t offset = (int64_t)(hours * 60 + minutes) * 60;
    *out = rest == NULL ? 0 : (int64_t)timegm(&date) - (sign == '-' ? -offset : offset);
    return rest != NULL && *rest == '\0' && *out > 0;
}

/* Which members an entry has, and that it has no others. */
static bool members_are_known(const cJSON *entry, const char *name, Complaint *complaint) {
    static const char known[] = " name sha256 role claims expires ";
    const cJSON *member;
    cJSON_ArrayForEach(member, entry) {
        char word[16];
        int length = snprintf(word, sizeof word, " %s ", member->string);
        if (length >= (int)sizeof word || strstr(known, word) == NULL) {
            return complain(complaint, "api_keys: \"%s\" has an unknown member \"%.40s\"", name,
                            member->string);
        }
    }
    return true;
}

/* `given` is an object, or nothing. */
static ClaimsError claims_of(JsonSpan given, const char *role, Claims *out) {
    ClaimsError error = given.data == NULL ? NULL : claims_add_object(out, given);
    if (error != NULL) {
        return error;
    }
    if (out->role != NULL || out->roles != NULL) {
        return "the role stands beside the claims, not in them";
    }
    out->role = strdup(role);
    return out->role == NULL ? "out of memory" : NULL;
}

/* `text` is what `entry` was parsed from: claims stay as they stand there. */
static bool key_read(const cJSON *entry, JsonSpan text, ApiKey *out, Complaint *complaint) {
    const char *name = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(entry, "name"));
    const char *hash = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(entry, "sha256"));
    const char *role = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(entry, "role"));
    JsonSpan given = json_strict_find(text, "claims");
    const cJSON *until = cJSON_GetObjectItemCaseSensitive(entry, "expires");
    int64_t expires = 0;
    if (name == NULL || *name == '\0' || role == NULL || *role == '\0') {
        return complain(complaint, "api_keys: each needs a name and a role");
    }
    if (!members_are_known(entry, name, complaint)) {
        return false;
    }
    if (!digest_read(hash, out->digest)) {
        return complain(complaint, "api_keys: \"%s\" needs a sha256 of 64 hexadecimal digits",
                        name);
    }
    if (until != NULL && (!cJSON_IsString(until) || !time_read(until->valuestring, &expires))) {
        return complain(complaint,
                        "api_keys: \"%s\": expires must be a date such as 2027-01-01T00:00:00Z",
                        name);
    }
    if (given.data != NULL && json_strict_kind(given) != '{') {
        return complain(complaint, "api_keys: \"%s\": claims must be an object", name);
    }
    Claims claims;
    ClaimsError error = claims_begin(&claims) ? claims_of(given, role, &claims) : "out of memory";
    out->grant = error == NULL ? grant_make(&claims) : NULL;
    claims_end(&claims);
    if (out->grant == NULL) {
        return complain(complaint, "api_keys: \"%s\": %s", name,
                        error == NULL ? "out of memory" : error);
    }
    out->grant->expires = expires;
    return true;
}

static void keys_close(void *state) {
    ApiKeys *keys = state;
    for (size_t i = 0; i < keys->count; i++) {
        grant_release(keys->keys[i].grant);
    }
    free(keys);
}

static bool keys_read(const cJSON *list, JsonSpan text, ApiKeys *keys, Complaint *complaint) {
    const cJSON *entry;
    JsonScan scan = json_scan_begin(json_strict_trim(text));
    cJSON_ArrayForEach(entry, list) {
        if (!json_scan_item(&scan) ||
            !key_read(entry, scan.value, &keys->keys[keys->count], complaint)) {
            return false;
        }
        keys->count++;
        for (size_t i = 0; i + 1 < keys->count; i++) {
            if (memcmp(keys->keys[i].digest, keys->keys[keys->count - 1].digest, SHA256_SIZE) ==
                0) {
                return complain(complaint, "api_keys: two have the same sha256");
            }
        }
    }
    return true;
}

static bool keys_open(const Auth *auth, void **state, Complaint *complaint) {
    const char *text = auth->settings->api_keys, *wrong;
    if (*text == '\0') {
        return true;
    }
    cJSON *list = json_strict_parse((JsonSpan){text, strlen(text)}, &wrong);
    int count = cJSON_IsArray(list) ? cJSON_GetArraySize(list) : -1;
    ApiKeys *keys = count < 0 || count > KEY_LIMIT
                        ? NULL
                        : calloc(1, sizeof *keys + (size_t)count * sizeof keys->keys[0]);
    bool good = keys != NULL
                    ? keys_read(list, (JsonSpan){text, strlen(text)}, keys, complaint)
                    : complain(complaint, "api_keys: it must be a list of at most %d%s%s",
                               KEY_LIMIT, wrong == NULL ? "" : ": ", wrong == NULL ? "" : wrong);
    cJSON_Delete(list);
    if (!good && keys != NULL) {
        keys_close(keys);
        return false;
    }
    *state = keys;
    return good;
}

/* ---------------------------------------------------------------- in a request */

static bool has_prefix(const char *text) {
    return text != NULL && strncmp(text, "sq_", 3) == 0;
}

static AuthVerdict keys_identify(AuthAsk *ask, void *state) {
    const ApiKeys *keys = state;
    const char *bearer = auth_bearer(ask);
    const char *given = ask->headers->first[HEADER_API_KEY];
    if (given != NULL && has_prefix(bearer)) {
        return auth_refuse(ask, AUTH_UNCLEAR, "api key: in two headers");
    }
    given = given == NULL && has_prefix(bearer) ? bearer : given;
    if (given == NULL) {
        return AUTH_ABSENT;
    }
    unsigned char digest[SHA256_SIZE];
    if (!auth_digest(ask->auth, given, strlen(given), digest)) {
        return auth_refuse(ask, AUTH_UNAVAILABLE, "api key: out of memory");
    }
    const ApiKey *found = NULL;
    for (size_t i = 0; i < keys->count; i++) {
        bool same = CRYPTO_memcmp(keys->keys[i].digest, digest, sizeof digest) == 0;
        found = same ? &keys->keys[i] : found;
    }
    if (found == NULL) {
        return auth_refuse(ask, AUTH_WRONG, "api key: unknown");
    }
    if (found->grant->expires != 0 && ask->now >= found->grant->expires) {
        return auth_refuse(ask, AUTH_WRONG, "api key: expired");
    }
    return auth_accept(ask, found->grant);
}

const AuthMethod auth_method_key = {
    .open = keys_open, .close = keys_close, .identify = keys_identify};
