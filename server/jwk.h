/*
 * Keys that signatures are verified with: from a JWK, a PEM or a shared secret.
 *
 * A key has exactly one algorithm, its own: what a token says about algorithms is only compared.
 */
#ifndef SOLOQL_SERVER_JWK_H
#define SOLOQL_SERVER_JWK_H

#include <cjson/cJSON.h>
#include <openssl/evp.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum KeyFamily { KEY_HMAC, KEY_RSA, KEY_RSA_PSS, KEY_EC, KEY_EDWARDS } KeyFamily;

typedef struct Algorithm {
    const char *name; /* as in a token's header */
    KeyFamily family;
    const EVP_MD *(*digest)(void); /* NULL for KEY_EDWARDS */
    size_t size;       /* KEY_HMAC: least bytes of the secret; KEY_EC: bytes of the signature */
    const char *curve; /* KEY_EC: in a JWK */
    const char *group; /* KEY_EC: OpenSSL's name of the curve */
} Algorithm;

/* NULL if there is none of that name; "none" is none. */
const Algorithm *algorithm_find(const char *name);

typedef struct Key {
    const Algorithm *algorithm;
    char *id;              /* kid; NULL = it has none */
    EVP_PKEY *pkey;        /* NULL for KEY_HMAC */
    unsigned char *secret; /* KEY_HMAC */
    size_t secret_length;
} Key;

void key_free(Key *key);

/* What makes a key unfit, as static text; NULL if it was made. */
typedef const char *KeyError;

/*
 * From a JWK. `usual` is the algorithm of keys that do not name theirs; NULL = by kind and curve:
 * HS256, RS256, ES…, EdDSA. Secrets are taken only if `allow_secret`: a set that is served to
 * everybody must not have any.
 */
KeyError key_from_jwk(const cJSON *jwk, const Algorithm *usual, bool allow_secret, Key *out);

/* From what the setting says: a secret for HS…, else a public key or a certificate in PEM. */
KeyError key_from_text(const char *text, const Algorithm *algorithm, Key *out);

#endif
