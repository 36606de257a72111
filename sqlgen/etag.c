/* ETags; see etag.h. */
#include "sqlgen/etag.h"

#include <stdio.h>
#include <string.h>
#include <sys/random.h>

bool version_watch_init(VersionWatch *watch, const char *path, bool read_only) {
    *watch = (VersionWatch){.path = path, .read_only = read_only};
    pthread_mutex_init(&watch->mutex, NULL);
    return getrandom(watch->keys, sizeof watch->keys, 0) == (ssize_t)sizeof watch->keys;
}

void version_watch_close(VersionWatch *watch) {
    sqlite3_finalize(watch->statement);
    sqlite3_close_v2(watch->db);
    pthread_mutex_destroy(&watch->mutex);
}

/* Never creates a file, and never writes. */
static bool version_watch_open(VersionWatch *watch) {
    int flags = watch->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (watch->statement != NULL) {
        return true;
    }
    bool good =
        sqlite3_open_v2(watch->path, &watch->db, flags | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK &&
        sqlite3_exec(watch->db, "pragma query_only=1", NULL, NULL, NULL) == SQLITE_OK &&
        sqlite3_prepare_v3(watch->db, "pragma data_version", -1, SQLITE_PREPARE_PERSISTENT,
                           &watch->statement, NULL) == SQLITE_OK;
    if (!good) {
        sqlite3_close_v2(watch->db);
        watch->db = NULL;
        watch->statement = NULL;
    }
    return good;
}

bool version_watch_read(VersionWatch *watch, int64_t *version) {
    pthread_mutex_lock(&watch->mutex);
    bool good = version_watch_open(watch) && sqlite3_step(watch->statement) == SQLITE_ROW;
    if (good) {
        *version = sqlite3_column_int64(watch->statement, 0);
    }
    sqlite3_reset(watch->statement);
    pthread_mutex_unlock(&watch->mutex);
    return good;
}

void etag_write(const VersionWatch *watch, Str bytes, char out[ETAG_LENGTH + 1]) {
    (void)snprintf(out, ETAG_LENGTH + 1, "W/\"%016llx%016llx\"",
                   (unsigned long long)siphash(watch->keys[0], bytes),
                   (unsigned long long)siphash(watch->keys[1], bytes));
}

bool etag_is_listed(const char *header, const char *etag) {
    return strstr(header, etag + 2) != NULL; /* compared weakly: without W/ (RFC 9110, 13.1.2) */
}
