/*
 * Table versions: numbers that grow when tables are written, whoever writes them.
 *
 *     uint64_t before, after;
 *     table_versions_read(versions, &set, &before);      … read the tables, on any connection …
 *     table_versions_read(versions, &set, &after);
 *
 * The contract. A version is of a set of tables. If two reads of the same set give the same
 * version, then no row of its tables, and nothing of the schema, was committed by anybody between
 * the first read and the second; so whatever a statement that began after the first and ended
 * before the second has read of them is the state at both. A commit that had returned before a read
 * began, by a connection of ours or by another process, is in that read's version. A version may
 * grow although nothing changed, but not for a mutation of ours that wrote other tables. ETags are
 * made of versions (etag.h); a live query need run again only if the version of its set has grown.
 *
 * Why it holds. One connection, the watch, does nothing but look at `pragma data_version`: SQLite
 * promises that two looks give the same number only if nothing was committed in between. `known` is
 * the look that the numbers belong to. A look that is not `known` means that somebody committed:
 *
 * - By default it counts as anybody's: `elsewhere` grows, and with it the version of every set.
 *
 * - A writer of ours may claim the commit as its own. It says table_versions_begin() once it holds
 *   SQLite's write lock: nobody else can commit from here, so what the watch sees is `known`, and
 *   stays so until the writer commits. table_versions_end() comes after its commit and before the
 *   mutation is answered: first the watch looks, then the writer reads its own data_version, which
 *   its own commits leave as it is and everybody else's change. If it is what it was in the
 *   transaction, nobody else had committed when the watch looked a moment before; so all that the
 *   watch saw was this commit, and only the versions of the tables that it may have written grow.
 * If not, another one slipped in, and `elsewhere` grows.
 *
 * - The race is between the commit and its end: others see the new rows already, and what the watch
 *   sees is not `known`, but the versions are the old ones. Therefore a read that finds the watch
 *   off `known` while a writer is in between is refused, at once and without waiting. No version is
 *   ever given for a state that it does not belong to.
 *
 * - With several writers the next one may begin before the last one has said that it ended. Then
 * the next one takes over: what it sees counts as anybody's, and the last one's end does nothing.
 *
 * Nobody waits for a commit: the mutex is held while data_version is read and numbers are added.
 * Versions begin anew with each process. Until somebody has asked for a version writers do nothing.
 */
#ifndef SOLOQL_RUN_TABLE_VERSIONS_H
#define SOLOQL_RUN_TABLE_VERSIONS_H

#include <pthread.h>

#include "sqlgen/run/table_set.h"

enum { TABLE_VERSIONS_SIZE = 1024 }; /* tables beyond that many share a version */

/* Of a connection that writes: the transaction between begin and end. Zeroed at first. */
typedef struct TableWriter {
    sqlite3_stmt *statement; /* pragma data_version */
    int64_t seen;            /* in the transaction */
} TableWriter;

typedef struct TableVersions {
    const char *path; /* of the database */
    bool read_only;
    pthread_mutex_t mutex;   /* guards what follows */
    sqlite3 *db;             /* the watch; opened when first needed */
    sqlite3_stmt *statement; /* pragma data_version */
    int64_t known;
    bool asked;                                /* somebody has read a version */
    const TableWriter *writer;                 /* that has begun and not ended; NULL = none */
    uint64_t elsewhere;                        /* commits that may have written any table */
    uint64_t commits;                          /* all commits */
    uint64_t tables[TABLE_VERSIONS_SIZE];      /* table_id(), from its hash onwards; 0 = free */
    uint64_t written[TABLE_VERSIONS_SIZE + 1]; /* how often; the last one is of all the others */
} TableVersions;

/* The path must live as long. */
void table_versions_init(TableVersions *versions, const char *path, bool read_only);
void table_versions_close(TableVersions *versions);

/* The version of the set; false if it cannot be told just now. Thread-safe. */
bool table_versions_read(TableVersions *versions, const TableSet *set, uint64_t *version);

/* A transaction has begun on that connection, and holds the write lock. Thread-safe, as are the
 * next two. */
void table_versions_begin(TableVersions *versions, TableWriter *writer, sqlite3 *db);

/* It is over; `written` has all tables that it may have written. */
void table_versions_end(TableVersions *versions, TableWriter *writer, const TableSet *written,
                        bool committed);

/* The connection is about to be closed. */
void table_versions_forget(TableVersions *versions, TableWriter *writer);

#endif
