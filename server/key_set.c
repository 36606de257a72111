/*
 * Sets of keys; see key_set.h.
 *
 *     {"keys":[{"kty":"RSA","kid":"2026-11",…},{"kty":"EC","kid":"old",…}]}
 *
 * A token's kid is only compared to the kids of the set. Keys without one are tried for all tokens.
 */
#include "server/key_set.h"

#include <stdlib.h>
#include <string.h>

#include "server/json_strict.h"

static KeySet *key_set_new(size_t limit) {
    KeySet *set = calloc(1, sizeof *set);
    Key *keys = set == NULL ? NULL : calloc(limit, sizeof *keys);
    if (keys == NULL) {
        free(set);
        return NULL;
    }
    set->keys = keys;
    atomic_init(&set->holders, 1);
    return set;
}

KeySet *key_set_of_key(Key *key) {
    KeySet *set = key_set_new(1);
    if (set != NULL) {
        set->keys[set->count++] = *key;
        *key = (Key){.algorithm = NULL};
    }
    return set;
}

KeySet *key_set_hold(KeySet *set) {
    (void)atomic_fetch_add(&set->holders, 1);
    return set;
}

void key_set_release(KeySet *set) {
    if (set == NULL || atomic_fetch_sub(&set->holders, 1) != 1) {
        return;
    }
    for (size_t i = 0; i < set->count; i++) {
        key_free(&set->keys[i]);
    }
    free(set->keys);
    free(set);
}

KeySet *key_set_read(JsonSpan text, const Algorithm *usual, bool allow_secret, size_t *left_out,
                     Complaint *complaint) {
    const char *wrong;
    KeyError last = "there is none";
    cJSON *json = json_strict_parse(text, &wrong);
    const cJSON *keys = cJSON_GetObjectItemCaseSensitive(json, "keys");
    bool is_single = keys == NULL && cJSON_IsObject(json);
    KeySet *set = json == NULL ? NULL : key_set_new(KEY_SET_LIMIT);
    *left_out = 0;
    const cJSON *jwk = is_single ? json : keys != NULL && cJSON_IsArray(keys) ? keys->child : NULL;
    for (; set != NULL && jwk != NULL; jwk = is_single ? NULL : jwk->next) {
        KeyError error = set->count == KEY_SET_LIMIT
                             ? "there are too many"
                             : key_from_jwk(jwk, usual, allow_secret, &set->keys[set->count]);
        set->count += error == NULL;
        *left_out += error != NULL;
        last = error == NULL ? last : error;
    }
    cJSON_Delete(json);
    if (set != NULL && set->count != 0 &&
        EVP_Digest(text.data, text.length, set->digest, NULL, EVP_sha256(), NULL) == 1) {
        return set;
    }
    key_set_release(set);
    (void)complain(complaint, wrong != NULL ? "%s" : "no key that can be used: %s",
                   wrong != NULL ? wrong : last);
    return NULL;
}

bool key_set_has(const KeySet *set, const char *id) {
    for (size_t i = 0; id != NULL && i < set->count; i++) {
        if (set->keys[i].id != NULL && strcmp(set->keys[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

bool key_set_verifies(const KeySet *set, const Jws *jws) {
    for (size_t i = 0; i < set->count; i++) {
        const Key *key = &set->keys[i];
        bool is_meant = jws->id == NULL || key->id == NULL || strcmp(jws->id, key->id) == 0;
        if (is_meant && jws_verify(jws, key)) {
            return true;
        }
    }
    return false;
}
