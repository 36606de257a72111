/*
 * The setting `jwt`; see jwt_rules.h.
 *
 *     {"type":"HS256","key":"…"}                       a shared secret
 *     {"type":"RS256","key":"-----BEGIN PUBLIC KEY…"}  a public key, or a certificate
 *     {"jwk_url":"https://id.example/jwks","audience":"shop","issuer":"https://id.example/"}
 */
#include "server/jwt_rules.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "server/file.h"
#include "server/json_strict.h"
#include "server/log.h"
#include "server/nearest.h"

enum { SKEW_USUAL = 5, SKEW_MOST = 3600, KEY_FILE_LONGEST = 64 * 1024 };

static const char *const members[] = {"type",
                                      "key",
                                      "key_file",
                                      "jwk_url",
                                      "jwks_file",
                                      "claims_namespace",
                                      "claims_namespace_path",
                                      "claims_format",
                                      "claims_map",
                                      "audience",
                                      "issuer",
                                      "allowed_skew",
                                      "require_exp",
                                      "header"};

static bool members_are_known(const cJSON *json, Complaint *complaint) {
    const cJSON *member;
    cJSON_ArrayForEach(member, json) {
        bool is_known = false;
        Nearest nearest = nearest_to(member->string);
        for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
            is_known |= strcmp(members[i], member->string) == 0;
            nearest_offer(&nearest, members[i]);
        }
        if (!is_known) {
            const char *name = nearest_name(&nearest);
            return complain(complaint, "jwt: unknown member \"%.60s\"%s%s%s", member->string,
                            name == NULL ? "" : "; did you mean \"", name == NULL ? "" : name,
                            name == NULL ? "" : "\"?");
        }
    }
    return true;
}

static const cJSON *member_of(const cJSON *json, const char *name) {
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(json, name);
    return cJSON_IsNull(member) ? NULL : member; /* Hasura's consoles write null for nothing */
}

/* The text of a member; NULL if it is not there. False if it is no text, or empty. */
static bool text_read(const cJSON *json, const char *name, const char **out, Complaint *complaint) {
    const cJSON *member = member_of(json, name);
    *out = cJSON_GetStringValue(member);
    return member == NULL || (*out != NULL && **out != '\0') ||
           complain(complaint, "jwt: %s must be a text", name);
}

static bool text_keep(const cJSON *json, const char *name, char **out, Complaint *complaint) {
    const char *text;
    if (!text_read(json, name, &text, complaint)) {
        return false;
    }
    *out = text == NULL ? NULL : strdup(text);
    return text == NULL || *out != NULL || complain(complaint, "out of memory");
}

/* ---------------------------------------------------------------- the keys */

static KeySource *keys_of_text(const char *text, const Algorithm *algorithm, Complaint *complaint) {
    Key key;
    if (algorithm == NULL) {
        (void)complain(complaint, "jwt: a key needs its type, such as HS256, RS256 or EdDSA");
        return NULL;
    }
    KeyError error = key_from_text(text, algorithm, &key);
    if (error != NULL) {
        (void)complain(complaint, "jwt: the key: %s", error);
        return NULL;
    }
    KeySource *source = key_source_of_key(&key);
    if (source == NULL) {
        key_free(&key);
        (void)complain(complaint, "out of memory");
    }
    return source;
}

static KeySource *keys_of_file(const char *path, const Algorithm *algorithm, Complaint *complaint) {
    size_t length;
    char *text = file_read(path, KEY_FILE_LONGEST, &length, complaint);
    if (text == NULL) {
        return NULL;
    }
    /* The line break that an editor leaves is no part of a secret. */
    while (length != 0 && (text[length - 1] == '\n' || text[length - 1] == '\r')) {
        text[--length] = '\0';
    }
    KeySource *source = keys_of_text(text, algorithm, complaint);
    free(text);
    return source;
}

static bool type_read(const cJSON *json, const Algorithm **out, Complaint *complaint) {
    const char *type;
    *out = NULL;
    if (!text_read(json, "type", &type, complaint)) {
        return false;
    }
    /* Hasura names the algorithm by its curve. */
    *out = type == NULL ? NULL : algorithm_find(strcmp(type, "Ed25519") == 0 ? "EdDSA" : type);
    return type == NULL || *out != NULL ||
           complain(complaint, "jwt: type must be one of HS256, HS384, HS512, RS256, RS384, RS512, "
                               "PS256, PS384, PS512, ES256, ES384, ES512, EdDSA");
}

/* Whether the keys come over a network that can change them. */
static bool is_in_the_open(const char *url) {
    static const char *const near[] = {"localhost", "127.", "[::1]"};
    static const char scheme[] = "http://";
    size_t length = sizeof scheme - 1;
    bool is_open = strncasecmp(url, scheme, length) == 0;
    for (size_t i = 0; is_open && i < sizeof near / sizeof *near; i++) {
        is_open = strncasecmp(url + length, near[i], strlen(near[i])) != 0;
    }
    return is_open;
}

static void url_judge(const cJSON *json, const char *url) {
    if (member_of(json, "audience") == NULL) {
        log_message(LOG_WARN, "jwt: no audience is set, so what the issuer made for other services "
                              "is good here too");
    }
    if (is_in_the_open(url)) {
        log_message(LOG_WARN, "jwt: keys that come by http: can be changed on the way; use https:");
    }
}

static bool keys_read(const cJSON *json, JwtRules *rules, Complaint *complaint) {
    const char *key, *key_file, *url, *set_file;
    const Algorithm *algorithm;
    if (!type_read(json, &algorithm, complaint) || !text_read(json, "key", &key, complaint) ||
        !text_read(json, "key_file", &key_file, complaint) ||
        !text_read(json, "jwk_url", &url, complaint) ||
        !text_read(json, "jwks_file", &set_file, complaint)) {
        return false;
    }
    if ((key != NULL) + (key_file != NULL) + (url != NULL) + (set_file != NULL) != 1) {
        return complain(complaint,
                        "jwt: it needs one of key, key_file, jwk_url and jwks_file, and no other");
    }
    if (url != NULL && algorithm != NULL && algorithm->family == KEY_HMAC) {
        return complain(complaint, "jwt: jwk_url is for public keys; type %s is for secrets",
                        algorithm->name);
    }
    rules->keys = key != NULL        ? keys_of_text(key, algorithm, complaint)
                  : key_file != NULL ? keys_of_file(key_file, algorithm, complaint)
                  : url != NULL      ? key_source_of_url(url, algorithm, complaint)
                                     : key_source_of_file(set_file, algorithm, complaint);
    if (rules->keys != NULL && url != NULL) {
        url_judge(json, url);
    }
    return rules->keys != NULL;
}

/* ---------------------------------------------------------------- what a token must say */

static bool audiences_read(const cJSON *json, JwtRules *rules, Complaint *complaint) {
    const cJSON *given = member_of(json, "audience");
    const cJSON *item = cJSON_IsArray(given) ? given->child : given;
    size_t count = cJSON_IsArray(given) ? (size_t)cJSON_GetArraySize(given) : 1;
    if (given == NULL) {
        return true;
    }
    rules->audiences = calloc(count + 1, sizeof *rules->audiences);
    for (; item != NULL && rules->audiences != NULL; item = item == given ? NULL : item->next) {
        if (!cJSON_IsString(item) || *item->valuestring == '\0') {
            return complain(complaint, "jwt: audience must be a text or a list of texts");
        }
        char *audience = strdup(item->valuestring);
        if (audience == NULL) {
            return complain(complaint, "out of memory");
        }
        rules->audiences[rules->audience_count++] = audience;
    }
    return rules->audience_count != 0 || complain(complaint, "jwt: audience must name somebody");
}

static bool checks_read(const cJSON *json, JwtRules *rules, Complaint *complaint) {
    const cJSON *skew = member_of(json, "allowed_skew");
    const cJSON *expiry = member_of(json, "require_exp");
    if (skew != NULL &&
        !(cJSON_IsNumber(skew) && skew->valuedouble >= 0 && skew->valuedouble <= SKEW_MOST)) {
        return complain(complaint, "jwt: allowed_skew must be a number of seconds from 0 to %d",
                        SKEW_MOST);
    }
    if (expiry != NULL && !cJSON_IsBool(expiry)) {
        return complain(complaint, "jwt: require_exp must be true or false");
    }
    rules->skew = skew == NULL ? SKEW_USUAL : (int64_t)skew->valuedouble;
    rules->needs_expiry = cJSON_IsTrue(expiry);
    return text_keep(json, "issuer", &rules->issuer, complaint) &&
           audiences_read(json, rules, complaint);
}

/* ---------------------------------------------------------------- where the token is */

static bool place_read(const cJSON *json, JwtRules *rules, Complaint *complaint) {
    static const char *const places[] = {[JWT_IN_AUTHORIZATION] = "Authorization",
                                         [JWT_IN_COOKIE] = "Cookie",
                                         [JWT_IN_HEADER] = "CustomHeader"};
    const cJSON *header = member_of(json, "header");
    const char *type = cJSON_GetStringValue(member_of(header, "type"));
    if (header == NULL) {
        return true;
    }
    for (size_t i = 0; type != NULL && i < sizeof places / sizeof *places; i++) {
        if (strcmp(type, places[i]) == 0) {
            rules->place = (JwtPlace)i;
            return i == JWT_IN_AUTHORIZATION ||
                   (text_keep(header, "name", &rules->place_name, complaint) &&
                    (rules->place_name != NULL ||
                     complain(complaint, "jwt: header of type %s needs a name", type)));
        }
    }
    return complain(complaint,
                    "jwt: header must be {\"type\": \"Authorization\"}, or have the type Cookie or "
                    "CustomHeader and a name");
}

/* ---------------------------------------------------------------- where the claims are */

static bool namespace_read(const cJSON *json, JwtRules *rules, Complaint *complaint) {
    const char *name, *path, *format;
    if (!text_read(json, "claims_namespace", &name, complaint) ||
        !text_read(json, "claims_namespace_path", &path, complaint) ||
        !text_read(json, "claims_format", &format, complaint)) {
        return false;
    }
    if (name != NULL && path != NULL) {
        return complain(complaint, "jwt: either claims_namespace or claims_namespace_path");
    }
    if (format != NULL && strcmp(format, "json") != 0 && strcmp(format, "stringified_json") != 0) {
        return complain(complaint, "jwt: claims_format must be json or stringified_json");
    }
    rules->is_stringified = format != NULL && *format == 's';
    if (path != NULL) {
        return claim_path_read(path, &rules->namespace) ||
               complain(complaint, "jwt: claims_namespace_path must be like \"$.a.b\" or \"/a/b\"");
    }
    rules->namespace.steps[0] = strdup(name == NULL ? "https://hasura.io/jwt/claims" : name);
    rules->namespace.count = rules->namespace.steps[0] != NULL;
    return rules->namespace.count == 1 || complain(complaint, "out of memory");
}

/* {"path": "$.sub", "default": "x"}, a path alone, or what the claim always is. */
static bool claim_read(const cJSON *given, JwtClaim *out) {
    const cJSON *fallback = given;
    const char *path = NULL;
    if (cJSON_IsObject(given)) {
        path = cJSON_GetStringValue(member_of(given, "path"));
        fallback = member_of(given, "default");
    } else if (cJSON_IsString(given) && claim_path_begins(given->valuestring)) {
        path = given->valuestring;
        fallback = NULL;
    }
    out->name = strdup(given->string);
    out->fallback = fallback == NULL ? NULL : cJSON_PrintUnformatted(fallback);
    out->has_path = path != NULL;
    bool is_whole = out->name != NULL && (fallback == NULL || out->fallback != NULL);
    return is_whole && (path == NULL ? !cJSON_IsObject(given) : claim_path_read(path, &out->path));
}

static bool map_read(const cJSON *json, JwtRules *rules, Complaint *complaint) {
    const cJSON *map = member_of(json, "claims_map"), *given;
    if (map == NULL) {
        return true;
    }
    if (!cJSON_IsObject(map) || cJSON_GetArraySize(map) == 0) {
        return complain(complaint, "jwt: claims_map must be an object of paths by claim");
    }
    rules->map = calloc((size_t)cJSON_GetArraySize(map), sizeof *rules->map);
    cJSON_ArrayForEach(given, map) {
        if (rules->map == NULL || !claim_read(given, &rules->map[rules->map_count++])) {
            return complain(complaint,
                            "jwt: claims_map: \"%.60s\" must be a value, or {\"path\": \"$.a.b\"} "
                            "with a \"default\" if need be",
                            given->string);
        }
    }
    return true;
}

/* ---------------------------------------------------------------- all of it */

JwtRules *jwt_rules_read(const char *text, Complaint *complaint) {
    const char *wrong;
    JwtRules *rules = calloc(1, sizeof *rules);
    if (rules == NULL) {
        (void)complain(complaint, "out of memory");
        return NULL;
    }
    cJSON *json = json_strict_parse((JsonSpan){text, strlen(text)}, &wrong);
    bool good = cJSON_IsObject(json)
                    ? members_are_known(json, complaint)
                    : complain(complaint, "jwt: it must be a JSON object%s%s",
                               wrong == NULL ? "" : ": ", wrong == NULL ? "" : wrong);
    good = good && checks_read(json, rules, complaint) && place_read(json, rules, complaint) &&
           namespace_read(json, rules, complaint) && map_read(json, rules, complaint) &&
           keys_read(json, rules, complaint);
    cJSON_Delete(json);
    if (!good) {
        jwt_rules_free(rules);
        return NULL;
    }
    return rules;
}

void jwt_rules_free(JwtRules *rules) {
    if (rules == NULL) {
        return;
    }
    key_source_close(rules->keys);
    for (size_t i = 0; i < rules->audience_count; i++) {
        free(rules->audiences[i]);
    }
    for (size_t i = 0; i < rules->map_count; i++) {
        free(rules->map[i].name);
        cJSON_free(rules->map[i].fallback);
        claim_path_free(&rules->map[i].path);
    }
    free(rules->audiences);
    free(rules->map);
    free(rules->issuer);
    free(rules->place_name);
    claim_path_free(&rules->namespace);
    free(rules);
}
