/*
 * KeySet: the keys of an issuer at one time. It does not change once it is made; those who verify
 * hold it, so a newer one can take its place at any moment.
 */
#ifndef SOLOQL_SERVER_KEY_SET_H
#define SOLOQL_SERVER_KEY_SET_H

#include <stdatomic.h>

#include "server/complaint.h"
#include "server/jws.h"

enum { KEY_SET_LIMIT = 64 }; /* keys; each may be tried for a token that names none */

typedef struct KeySet {
    atomic_int holders;
    Key *keys;
    size_t count;
    unsigned char digest[32]; /* SHA-256 of the text that it was made from */
    unsigned generation;      /* set by whoever serves it */
} KeySet;

/* Of one key, which it takes over; NULL without memory. */
KeySet *key_set_of_key(Key *key);

/*
 * From a JWKS ({"keys":[…]}) or a single JWK. Keys that are not fit are left out and counted in
 * *left_out; a set without any key is an error. See key_from_jwk() for `usual` and `allow_secret`.
 */
KeySet *key_set_read(JsonSpan text, const Algorithm *usual, bool allow_secret, size_t *left_out,
                     Complaint *complaint);

KeySet *key_set_hold(KeySet *set);
void key_set_release(KeySet *set); /* NULL is fine */

/* Whether a key of that id is there; NULL is none's. */
bool key_set_has(const KeySet *set, const char *id);

/* Whether one of the keys that the token can mean made its signature. */
bool key_set_verifies(const KeySet *set, const Jws *jws);

#endif
