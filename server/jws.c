/*
 * Signed tokens; see jws.h.
 *
 *     eyJhbGciOiJFUzI1NiIsImtpZCI6ImEifQ . eyJzdWIiOiI3In0 . ZxPX…
 *     {"alg":"ES256","kid":"a"}            {"sub":"7"}       r and s, 32 bytes each
 *
 * OpenSSL verifies; what is ours is to give it a key that goes with the algorithm, and bytes in
 * the form that it wants.
 */
#include "server/jws.h"

#include <openssl/crypto.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>
#include <stdlib.h>
#include <string.h>

#include "server/base64url.h"
#include "server/json_strict.h"

enum {
    HEADER_LONGEST = 4096, /* letters: it is read before anything is verified */
    ID_LONGEST = 256
};

static const char wrong_shape[] = "it is not three parts of base64url";
static const char wrong_header[] = "its header is not what RFC 7515 says";

void jws_free(Jws *jws) {
    free(jws->memory);
    free(jws->algorithm);
    free(jws->id);
    *jws = (Jws){.memory = NULL};
}

/* ---------------------------------------------------------------- taking apart */

static const char *header_read(JsonSpan header, Jws *out) {
    if (json_strict_check(header) != NULL) {
        return "its header is no good JSON";
    }
    header = json_strict_trim(header);
    JsonSpan algorithm = json_strict_find(header, "alg"), id = json_strict_find(header, "kid");
    if (json_strict_kind(header) != '{' || json_strict_kind(algorithm) != '"' ||
        id.length > ID_LONGEST || (id.data != NULL && json_strict_kind(id) != '"')) {
        return wrong_header;
    }
    if (json_strict_find(header, "crit").data != NULL) {
        return "its header has crit, and no extension is known here";
    }
    out->algorithm = json_strict_text(algorithm);
    out->id = id.data == NULL ? NULL : json_strict_text(id);
    return out->algorithm == NULL || (id.data != NULL && out->id == NULL) ? "out of memory" : NULL;
}

/* Decodes one part to `*to` and moves that on. */
static bool part_decode(const char *text, size_t length, unsigned char **to, JsonSpan *out) {
    *out = (JsonSpan){(const char *)*to, 0};
    bool good = length != 0 && base64url_decode(text, length, *to, &out->length);
    *to += out->length;
    return good;
}

const char *jws_read(const char *token, Jws *out) {
    *out = (Jws){.memory = NULL};
    size_t length = strnlen(token, JWS_LONGEST + 1);
    if (length > JWS_LONGEST) {
        return "it is too long";
    }
    size_t header_length = strcspn(token, ".");
    const char *payload = token + header_length + (token[header_length] == '.');
    size_t payload_length = strcspn(payload, ".");
    const char *signature = payload + payload_length + (payload[payload_length] == '.');
    if (signature == payload + payload_length || header_length > HEADER_LONGEST) {
        return wrong_shape;
    }
    out->memory = malloc(length + 1);
    unsigned char *to = (unsigned char *)out->memory;
    JsonSpan header, bytes;
    const char *wrong = wrong_shape;
    if (out->memory != NULL && part_decode(token, header_length, &to, &header) &&
        part_decode(payload, payload_length, &to, &out->payload) &&
        part_decode(signature, strlen(signature), &to, &bytes)) {
        wrong = header_read(header, out);
        out->signature = (const unsigned char *)bytes.data;
        out->signature_length = bytes.length;
        out->signed_text = (JsonSpan){token, header_length + 1 + payload_length};
    }
    if (wrong != NULL) {
        jws_free(out);
    }
    return wrong;
}

/* ---------------------------------------------------------------- verifying */

static bool hmac_verify(const Jws *jws, const Key *key) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    return HMAC(key->algorithm->digest(), key->secret, (int)key->secret_length,
                (const unsigned char *)jws->signed_text.data, jws->signed_text.length, digest,
                &length) != NULL &&
           length == jws->signature_length && CRYPTO_memcmp(digest, jws->signature, length) == 0;
}

/* The two numbers of an ECDSA signature as OpenSSL wants them, to be freed; NULL if they are none.
 */
static unsigned char *signature_to_der(const Jws *jws, const Key *key, size_t *length) {
    unsigned char *der = NULL;
    int half = (int)(key->algorithm->size / 2), der_length = 0;
    if (jws->signature_length != key->algorithm->size) {
        return NULL;
    }
    ECDSA_SIG *pair = ECDSA_SIG_new();
    BIGNUM *r = BN_bin2bn(jws->signature, half, NULL);
    BIGNUM *s = BN_bin2bn(jws->signature + half, half, NULL);
    if (pair != NULL && r != NULL && s != NULL && ECDSA_SIG_set0(pair, r, s) == 1) {
        der_length = i2d_ECDSA_SIG(pair, &der);
    } else {
        BN_free(r);
        BN_free(s);
    }
    ECDSA_SIG_free(pair);
    *length = der_length < 0 ? 0 : (size_t)der_length;
    return der;
}

static bool padding_set(EVP_PKEY_CTX *context, const Algorithm *algorithm) {
    if (algorithm->family == KEY_RSA) {
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
    }
    return algorithm->family != KEY_RSA_PSS ||
           (EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
            EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1);
}

static bool pkey_verify(const Jws *jws, const Key *key, const unsigned char *signature,
                        size_t length) {
    const Algorithm *algorithm = key->algorithm;
    const EVP_MD *digest = algorithm->digest == NULL ? NULL : algorithm->digest();
    EVP_PKEY_CTX *inner = NULL; /* belongs to the context */
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool good =
        context != NULL && EVP_DigestVerifyInit(context, &inner, digest, NULL, key->pkey) == 1 &&
        padding_set(inner, algorithm) &&
        EVP_DigestVerify(context, signature, length, (const unsigned char *)jws->signed_text.data,
                         jws->signed_text.length) == 1;
    EVP_MD_CTX_free(context);
    ERR_clear_error();
    return good;
}

/* Ed25519 and Ed448 are the newer names (RFC 9864) of EdDSA with these curves. */
static bool algorithm_is_of(const char *name, const Key *key) {
    return strcmp(name, key->algorithm->name) == 0 ||
           (key->algorithm->family == KEY_EDWARDS &&
            strcmp(name, EVP_PKEY_is_a(key->pkey, "ED25519") ? "Ed25519" : "Ed448") == 0);
}

bool jws_verify(const Jws *jws, const Key *key) {
    if (!algorithm_is_of(jws->algorithm, key)) {
        return false;
    }
    if (key->algorithm->family == KEY_HMAC) {
        return hmac_verify(jws, key);
    }
    if (key->algorithm->family != KEY_EC) {
        return pkey_verify(jws, key, jws->signature, jws->signature_length);
    }
    size_t length = 0;
    unsigned char *der = signature_to_der(jws, key, &length);
    bool good = der != NULL && pkey_verify(jws, key, der, length);
    OPENSSL_free(der);
    return good;
}
