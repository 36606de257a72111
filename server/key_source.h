/*
 * KeySource: where an issuer's keys come from, and the newest set of them: a key that was
 * configured, a JWKS file, or a JWKS URL.
 *
 * A set is read anew by the request that finds it out of date: after as long as Cache-Control says
 * (a file: 10 seconds), and when a token names a key that is not in it. One request does so while
 * the others go on with the set that there is; only those whose key is not in it wait. If it cannot
 * be read the old set stays. No thread runs for that.
 */
#ifndef SOLOQL_SERVER_KEY_SOURCE_H
#define SOLOQL_SERVER_KEY_SOURCE_H

#include "server/key_set.h"

typedef struct KeySource KeySource;

/* Of one key, which it takes over; NULL without memory. */
KeySource *key_source_of_key(Key *key);

/* Of a file, which is read now, or of a URL, which is not. NULL and a complaint. */
KeySource *key_source_of_file(const char *path, const Algorithm *usual, Complaint *complaint);
KeySource *key_source_of_url(const char *url, const Algorithm *usual, Complaint *complaint);

void key_source_close(KeySource *source); /* NULL is fine */

/* The newest set, held for the caller; NULL if none could be read yet. */
KeySet *key_source_take(KeySource *source);

/*
 * A set that is newer than the one seen, which lacks a key; NULL if there is none. To ask for keys
 * that do not exist does not make the source ask without end: it answers NULL then.
 */
KeySet *key_source_renew(KeySource *source, const KeySet *seen);

/* The generation of the newest set; 0 = none. What an older one has verified counts no more. */
unsigned key_source_generation(KeySource *source);

#endif
