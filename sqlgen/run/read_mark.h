/*
 * Read mark: the lock of a WAL that all connections of the process share while many of them read.
 *
 * In WAL mode a read transaction locks the read mark that it reads up to, and unlocks it at its end
 * (sqlite.org/walformat.html, "WAL read locks"): two system calls, made under a mutex of the
 * process, which is most of what a short query waits for when others run beside it. Of a lock that
 * another connection of the process has already SQLite only counts how many have it. So while many
 * read, one connection that does nothing else stays in a transaction.
 *
 * What is read does not change: each transaction looks for the last commit as ever, and takes
 * another mark by itself if there is a later one. What has to be kept in mind is the writers: a
 * checkpoint waits for a mark that is held.
 *
 * - Therefore it is held for milliseconds, and taken anew: that is then at the last commit, or at
 *   mark 0 if all of the WAL is in the file.
 * - And it is held only if the WAL is empty, or nobody has written to it for ten seconds. A
 *   checkpoint that is to bring in all of the WAL waits, for as long as its busy timeout says, for
 *   the marks that it finds behind, one after the other. If a reader moves such a mark ahead after
 * a commit, SQLite waits for it still, and gets it in a moment in which nobody reads there. Who
 * held it would keep it from that moment. When the last commit is long ago, no mark that anybody
 * reads at is behind.
 *
 * One thread at a time.
 */
#ifndef SOLOQL_RUN_READ_MARK_H
#define SOLOQL_RUN_READ_MARK_H

#include "sqlgen/run/database_file.h"

typedef struct ReadMark {
    const char *path; /* of the database */
    FileUse use;
    sqlite3 *db; /* opened when first needed; NULL = not yet */
    bool held;
} ReadMark;

/* The path must live as long. */
void read_mark_init(ReadMark *mark, const char *path, FileUse use);
void read_mark_close(ReadMark *mark);

/* Gives up the mark that is held, and holds the present one. False, and none is held, if somebody
 * has written to the WAL of late, if the file is not in WAL mode, or if it cannot be read just now.
 */
bool read_mark_hold(ReadMark *mark);

/* Holds none; nothing happens if that is so. */
void read_mark_drop(ReadMark *mark);

#endif
