/*
 * Keys; see jwk.h.
 *
 *     {"kty":"RSA","n":"…","e":"AQAB","alg":"PS256","kid":"a"}   → a key for PS256 and nothing else
 *     {"kty":"EC","crv":"P-256","x":"…","y":"…"}                 → ES256
 *
 * Weak keys are refused here, so that no token is ever verified with one: secrets that are shorter
 * than their digest (RFC 7518, 3.2), RSA below 2048 bits or with an exponent of 1, points that are
 * not on their curve.
 */
#include "server/jwk.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

#include "server/base64url.h"

enum {
    RSA_LEAST = 2048,
    RSA_MOST = 8192,       /* bits; more would make each verification slow */
    NUMBER_LONGEST = 2048, /* letters of a number of a JWK */
    POINT_LONGEST = 1 + 2 * 66
};

static const Algorithm algorithms[] = {
    {"HS256", KEY_HMAC, EVP_sha256, 32, NULL, NULL},
    {"HS384", KEY_HMAC, EVP_sha384, 48, NULL, NULL},
    {"HS512", KEY_HMAC, EVP_sha512, 64, NULL, NULL},
    {"RS256", KEY_RSA, EVP_sha256, 0, NULL, NULL},
    {"RS384", KEY_RSA, EVP_sha384, 0, NULL, NULL},
    {"RS512", KEY_RSA, EVP_sha512, 0, NULL, NULL},
    {"PS256", KEY_RSA_PSS, EVP_sha256, 0, NULL, NULL},
    {"PS384", KEY_RSA_PSS, EVP_sha384, 0, NULL, NULL},
    {"PS512", KEY_RSA_PSS, EVP_sha512, 0, NULL, NULL},
    {"ES256", KEY_EC, EVP_sha256, 64, "P-256", "prime256v1"},
    {"ES384", KEY_EC, EVP_sha384, 96, "P-384", "secp384r1"},
    {"ES512", KEY_EC, EVP_sha512, 132, "P-521", "secp521r1"},
    {"EdDSA", KEY_EDWARDS, NULL, 0, NULL, NULL},
};

enum { ALGORITHM_COUNT = sizeof algorithms / sizeof *algorithms };

static const char error_memory[] = "out of memory";
static const char error_member[] = "a member is missing or of the wrong kind";
static const char error_fit[] = "the algorithm does not fit the kind of key";
static const char error_weak[] =
    "the RSA key is not of 2048 to 8192 bits with an odd exponent of 3 or more";

const Algorithm *algorithm_find(const char *name) {
    for (size_t i = 0; i < ALGORITHM_COUNT; i++) {
        if (strcmp(algorithms[i].name, name) == 0) {
            return &algorithms[i];
        }
    }
    return NULL;
}

void key_free(Key *key) {
    free(key->id);
    EVP_PKEY_free(key->pkey);
    if (key->secret != NULL) {
        OPENSSL_cleanse(key->secret, key->secret_length);
    }
    free(key->secret);
    *key = (Key){.algorithm = NULL};
}

/* ---------------------------------------------------------------- members of a JWK */

static const char *member_text(const cJSON *jwk, const char *name) {
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(jwk, name));
}

/* The bytes of a member in base64url; false if there are none, or more than there is room. */
static bool member_bytes(const cJSON *jwk, const char *name, unsigned char *out, size_t *length) {
    const char *text = member_text(jwk, name);
    size_t letters = text == NULL ? 0 : strlen(text);
    return letters != 0 && letters <= NUMBER_LONGEST &&
           base64url_decode(text, letters, out, length);
}

/* ---------------------------------------------------------------- making keys */

static EVP_PKEY *pkey_from_params(const char *type, OSSL_PARAM_BLD *builder) {
    EVP_PKEY *pkey = NULL;
    OSSL_PARAM *params = OSSL_PARAM_BLD_to_param(builder);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    if (params == NULL || context == NULL || EVP_PKEY_fromdata_init(context) != 1 ||
        EVP_PKEY_fromdata(context, &pkey, EVP_PKEY_PUBLIC_KEY, params) != 1) {
        pkey = NULL;
    }
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_free(params);
    return pkey;
}

static EVP_PKEY *pkey_from_rsa(const cJSON *jwk) {
    unsigned char n[NUMBER_LONGEST], e[NUMBER_LONGEST];
    size_t n_length, e_length;
    if (!member_bytes(jwk, "n", n, &n_length) || !member_bytes(jwk, "e", e, &e_length)) {
        return NULL;
    }
    EVP_PKEY *pkey = NULL;
    BIGNUM *modulus = BN_bin2bn(n, (int)n_length, NULL);
    BIGNUM *exponent = BN_bin2bn(e, (int)e_length, NULL);
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    if (modulus != NULL && exponent != NULL && builder != NULL &&
        OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, modulus) == 1 &&
        OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, exponent) == 1) {
        pkey = pkey_from_params("RSA", builder);
    }
    OSSL_PARAM_BLD_free(builder);
    BN_free(modulus);
    BN_free(exponent);
    return pkey;
}

static EVP_PKEY *pkey_from_ec(const cJSON *jwk, const Algorithm *algorithm) {
    unsigned char x[NUMBER_LONGEST], y[NUMBER_LONGEST], point[POINT_LONGEST];
    size_t x_length, y_length, size = algorithm->size / 2;
    if (!member_bytes(jwk, "x", x, &x_length) || !member_bytes(jwk, "y", y, &y_length) ||
        x_length != size || y_length != size) {
        return NULL;
    }
    point[0] = POINT_CONVERSION_UNCOMPRESSED;
    memcpy(point + 1, x, size);
    memcpy(point + 1 + size, y, size);
    EVP_PKEY *pkey = NULL;
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    if (builder != NULL &&
        OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, algorithm->group, 0) ==
            1 &&
        OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point, 1 + 2 * size) ==
            1) {
        pkey = pkey_from_params("EC", builder);
    }
    OSSL_PARAM_BLD_free(builder);
    return pkey;
}

static EVP_PKEY *pkey_from_okp(const cJSON *jwk) {
    unsigned char x[NUMBER_LONGEST];
    size_t length;
    const char *curve = member_text(jwk, "crv");
    bool is_known = curve != NULL && (strcmp(curve, "Ed25519") == 0 || strcmp(curve, "Ed448") == 0);
    return is_known && member_bytes(jwk, "x", x, &length)
               ? EVP_PKEY_new_raw_public_key_ex(NULL, curve, NULL, x, length)
               : NULL;
}

/* ---------------------------------------------------------------- whether they are fit */

static bool rsa_is_strong(const EVP_PKEY *pkey) {
    BIGNUM *exponent = NULL;
    int bits = EVP_PKEY_get_bits(pkey);
    bool good = EVP_PKEY_get_bn_param(pkey, OSSL_PKEY_PARAM_RSA_E, &exponent) == 1 &&
                BN_is_odd(exponent) && !BN_is_one(exponent);
    BN_free(exponent);
    return good && bits >= RSA_LEAST && bits <= RSA_MOST;
}

static bool is_on_curve(EVP_PKEY *pkey, const Algorithm *algorithm) {
    char group[64] = "";
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, pkey, NULL);
    bool good = context != NULL && EVP_PKEY_get_group_name(pkey, group, sizeof group, NULL) == 1 &&
                strcmp(group, algorithm->group) == 0 && EVP_PKEY_public_check(context) == 1;
    EVP_PKEY_CTX_free(context);
    return good;
}

static KeyError pkey_judge(EVP_PKEY *pkey, const Algorithm *algorithm) {
    switch (algorithm->family) {
    case KEY_RSA:
    case KEY_RSA_PSS:
        return !EVP_PKEY_is_a(pkey, "RSA") ? error_fit : rsa_is_strong(pkey) ? NULL : error_weak;
    case KEY_EC:
        return EVP_PKEY_is_a(pkey, "EC") && is_on_curve(pkey, algorithm) ? NULL : error_fit;
    case KEY_EDWARDS:
        return EVP_PKEY_is_a(pkey, "ED25519") || EVP_PKEY_is_a(pkey, "ED448") ? NULL : error_fit;
    case KEY_HMAC:
        break;
    }
    return error_fit;
}

/* Takes over the EVP_PKEY, which may be NULL: then nothing could be read. */
static KeyError key_from_pkey(EVP_PKEY *pkey, const Algorithm *algorithm, Key *out) {
    KeyError error = pkey == NULL ? "it cannot be read" : pkey_judge(pkey, algorithm);
    ERR_clear_error();
    if (error != NULL) {
        EVP_PKEY_free(pkey);
        return error;
    }
    *out = (Key){.algorithm = algorithm, .pkey = pkey};
    return NULL;
}

static KeyError key_from_secret(const unsigned char *secret, size_t length,
                                const Algorithm *algorithm, Key *out) {
    if (length < algorithm->size) {
        return "the secret is too short: it needs 32 bytes for HS256, 48 for HS384, 64 for HS512";
    }
    *out = (Key){.algorithm = algorithm, .secret = malloc(length), .secret_length = length};
    if (out->secret == NULL) {
        return error_memory;
    }
    memcpy(out->secret, secret, length);
    return NULL;
}

/* ---------------------------------------------------------------- from a JWK */

/* Whether the JWK is of the kind that the algorithm works with. */
static bool algorithm_fits(const Algorithm *algorithm, const cJSON *jwk) {
    static const char *const kinds[] = {[KEY_HMAC] = "oct",
                                        [KEY_RSA] = "RSA",
                                        [KEY_RSA_PSS] = "RSA",
                                        [KEY_EC] = "EC",
                                        [KEY_EDWARDS] = "OKP"};
    const char *kind = member_text(jwk, "kty"), *curve = member_text(jwk, "crv");
    return kind != NULL && strcmp(kind, kinds[algorithm->family]) == 0 &&
           (algorithm->curve == NULL || (curve != NULL && strcmp(curve, algorithm->curve) == 0));
}

/* The key's algorithm: its own, else the usual one, else the first of its kind. */
static const Algorithm *algorithm_of(const cJSON *jwk, const Algorithm *usual) {
    const cJSON *own = cJSON_GetObjectItemCaseSensitive(jwk, "alg");
    if (own != NULL) {
        const Algorithm *named = cJSON_IsString(own) ? algorithm_find(own->valuestring) : NULL;
        /* RFC 9864's name of what EdDSA with this curve is. */
        bool is_edwards = cJSON_IsString(own) && (strcmp(own->valuestring, "Ed25519") == 0 ||
                                                  strcmp(own->valuestring, "Ed448") == 0);
        named = is_edwards ? algorithm_find("EdDSA") : named;
        return named != NULL && algorithm_fits(named, jwk) ? named : NULL;
    }
    if (usual != NULL && algorithm_fits(usual, jwk)) {
        return usual;
    }
    for (size_t i = 0; i < ALGORITHM_COUNT; i++) {
        if (algorithm_fits(&algorithms[i], jwk)) {
            return &algorithms[i];
        }
    }
    return NULL;
}

/* Whether the key is meant for signatures, as far as it says. */
static bool is_for_signatures(const cJSON *jwk) {
    const cJSON *use = cJSON_GetObjectItemCaseSensitive(jwk, "use");
    const cJSON *operations = cJSON_GetObjectItemCaseSensitive(jwk, "key_ops"), *operation;
    bool verifies = operations == NULL;
    cJSON_ArrayForEach(operation, operations) {
        verifies |= cJSON_IsString(operation) && strcmp(operation->valuestring, "verify") == 0;
    }
    return verifies &&
           (use == NULL || (cJSON_IsString(use) && strcmp(use->valuestring, "sig") == 0));
}

static KeyError key_from_kind(const cJSON *jwk, const Algorithm *algorithm, bool allow_secret,
                              Key *out) {
    unsigned char secret[NUMBER_LONGEST];
    size_t length;
    switch (algorithm->family) {
    case KEY_HMAC:
        return !allow_secret ? "a secret in a set that is fetched is no secret"
               : member_bytes(jwk, "k", secret, &length)
                   ? key_from_secret(secret, length, algorithm, out)
                   : error_member;
    case KEY_RSA:
    case KEY_RSA_PSS:
        return key_from_pkey(pkey_from_rsa(jwk), algorithm, out);
    case KEY_EC:
        return key_from_pkey(pkey_from_ec(jwk, algorithm), algorithm, out);
    case KEY_EDWARDS:
        return key_from_pkey(pkey_from_okp(jwk), algorithm, out);
    }
    return error_fit;
}

KeyError key_from_jwk(const cJSON *jwk, const Algorithm *usual, bool allow_secret, Key *out) {
    const cJSON *id = cJSON_GetObjectItemCaseSensitive(jwk, "kid");
    if (member_text(jwk, "kty") == NULL || (id != NULL && !cJSON_IsString(id))) {
        return error_member;
    }
    if (!is_for_signatures(jwk)) {
        return "it is not for signatures";
    }
    const Algorithm *algorithm = algorithm_of(jwk, usual);
    KeyError error =
        algorithm == NULL ? error_fit : key_from_kind(jwk, algorithm, allow_secret, out);
    if (error == NULL && id != NULL) {
        out->id = strdup(id->valuestring);
        error = out->id == NULL ? error_memory : NULL;
        if (error != NULL) {
            key_free(out);
        }
    }
    return error;
}

/* ---------------------------------------------------------------- from text */

static EVP_PKEY *pkey_from_pem(const char *text) {
    BIO *bio = BIO_new_mem_buf(text, -1);
    EVP_PKEY *pkey = bio == NULL ? NULL : PEM_read_bio_PUBKEY(bio, NULL, NULL, NULL);
    if (bio != NULL && pkey == NULL && BIO_reset(bio) == 1) {
        X509 *certificate = PEM_read_bio_X509(bio, NULL, NULL, NULL);
        pkey = certificate == NULL ? NULL : X509_get_pubkey(certificate);
        X509_free(certificate);
    }
    BIO_free(bio);
    return pkey;
}

KeyError key_from_text(const char *text, const Algorithm *algorithm, Key *out) {
    bool is_pem = strstr(text, "-----BEGIN") != NULL;
    if (algorithm->family == KEY_HMAC) {
        /* A public key as a secret is what everybody knows. */
        return is_pem ? "a PEM is no secret: the type must be RS…, PS…, ES… or EdDSA"
                      : key_from_secret((const unsigned char *)text, strlen(text), algorithm, out);
    }
    if (strstr(text, "PRIVATE KEY-----") != NULL) {
        return "it is a private key; the server needs the public one only";
    }
    return is_pem ? key_from_pkey(pkey_from_pem(text), algorithm, out)
                  : "it is not a public key or certificate in PEM";
}
