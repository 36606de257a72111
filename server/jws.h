/*
 * JWS: a signed token in its compact form (RFC 7515), taken apart and verified.
 */
#ifndef SOLOQL_SERVER_JWS_H
#define SOLOQL_SERVER_JWS_H

#include "server/json_scan.h"
#include "server/jwk.h"

enum { JWS_LONGEST = 16 * 1024 }; /* a token that is longer is not looked at */

typedef struct Jws {
    JsonSpan signed_text; /* what the signature is about; within the token */
    char *memory;         /* owned; what the rest points into */
    JsonSpan payload;     /* decoded; not looked at */
    const unsigned char *signature;
    size_t signature_length;
    char *algorithm; /* owned; what the header says */
    char *id;        /* owned; kid, NULL if there is none */
} Jws;

/*
 * Takes the token apart and reads its header. NULL if that is good; else what is wrong, and `out`
 * is empty. Keys and addresses of keys in the header are never looked at.
 */
const char *jws_read(const char *token, Jws *out);
void jws_free(Jws *jws);

/* Whether the key, and its own algorithm, made the signature. */
bool jws_verify(const Jws *jws, const Key *key);

#endif
