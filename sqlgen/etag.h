/*
 * ETags: a name for what a query answers, as long as nothing that it depends on changes.
 *
 * The name is made of the snapshot, the document, the operation's name, the variables, the role,
 * the claims, the tables read and their version (run/table_versions.h), with a key that this
 * process alone knows. It is exact: two answers with one name are the same, and there is no time
 * in it.
 *
 * An answer gets its name only if the version was the same before its statement began and after it
 * ended: then what it read is the state of that version. A 304 is given if the version just now
 * makes the name that the caller has: then nothing that his answer was made of has been committed
 * since. A mutation that has been answered, and a commit of another process that has returned, are
 * in the version; so whoever asks after it gets no 304 for what was before it.
 *
 * Which tables are read is known by the prepared statement, of each connection; a statement of
 * another schema may be wrong about it. Therefore a name is only given if the connection has seen
 * the snapshot's schema, and has looked again if the statement was prepared anew on the way. So
 * nobody has a name that a statement of another schema could make. A change of the schema is never
 * ours, and so in the version of all sets.
 */
#ifndef SOLOQL_ETAG_H
#define SOLOQL_ETAG_H

#include "sqlgen/base/siphash.h"

typedef struct EtagKeys {
    SipKey keys[2];
} EtagKeys;

typedef struct EtagName {
    uint64_t halves[2];
} EtagName;

enum { ETAG_LENGTH = 36 }; /* W/"32 hexadecimal digits" */

/* False if there is no randomness for the keys. */
bool etag_keys_make(EtagKeys *keys);

/* The name that belongs to these bytes. */
EtagName etag_name(const EtagKeys *keys, Str bytes);

bool etag_names_equal(EtagName a, EtagName b);

/* Writes it as HTTP has it, and a NUL. */
void etag_write(EtagName name, char out[ETAG_LENGTH + 1]);

/* Whether an If-None-Match header has the name. */
bool etag_is_listed(const char *header, const char *etag);

#endif
