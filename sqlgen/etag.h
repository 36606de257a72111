/*
 * ETags: a name for what an operation answers, as long as nothing that it depends on changes.
 *
 * The name is made of the snapshot, the document, the operation's name, the variables, the role,
 * the claims and the version of the data, with a key that this process alone knows. It is exact:
 * two answers with one name are the same.
 *
 * How the version is known. `pragma data_version` of one connection changes whenever another one,
 * of whatever process, has committed; so one connection of the engine does nothing but look at it.
 * If it shows the same before and after a statement ran on any connection, nothing was committed in
 * between, and what the statement read was that version. If it shows the version of a name that the
 * caller has kept, his answer is still the right one, and nothing need run.
 */
#ifndef SOLOQL_ETAG_H
#define SOLOQL_ETAG_H

#include <pthread.h>

#include "sqlgen/base/siphash.h"
#include "sqlgen/base/sqlite.h"

/* What looks at the version. */
typedef struct VersionWatch {
    const char *path; /* of the database */
    bool read_only;
    pthread_mutex_t mutex; /* guards what follows but the keys */
    sqlite3 *db;           /* opened when first needed */
    sqlite3_stmt *statement;
    SipKey keys[2]; /* of the names */
} VersionWatch;

enum { ETAG_LENGTH = 36 }; /* W/"32 hexadecimal digits" */

/* The path must live as long. False if there is no randomness for the keys. */
bool version_watch_init(VersionWatch *watch, const char *path, bool read_only);
void version_watch_close(VersionWatch *watch);

/* The version of the data; false if it cannot be read just now. Thread-safe. */
bool version_watch_read(VersionWatch *watch, int64_t *version);

/* Writes the name that belongs to these bytes, and a NUL. */
void etag_write(const VersionWatch *watch, Str bytes, char out[ETAG_LENGTH + 1]);

/* Whether an If-None-Match header has the name. */
bool etag_is_listed(const char *header, const char *etag);

#endif
