/*
 * The read mark; see read_mark.h.
 *
 * In: nothing but the file. Out: a lock. `pragma data_version` reads one page, and no schema, which
 * may be large: what it begins, the transaction around it keeps.
 */
#include "sqlgen/run/read_mark.h"

#include <sys/stat.h>
#include <time.h>

enum { QUIET_SECONDS = 10 };

void read_mark_init(ReadMark *mark, const char *path, FileUse use) {
    *mark = (ReadMark){.path = path, .use = use};
}

void read_mark_close(ReadMark *mark) {
    sqlite3_close_v2(mark->db);
    mark->db = NULL;
    mark->held = false;
}

void read_mark_drop(ReadMark *mark) {
    if (mark->held) {
        sqlite3_exec(mark->db, "commit", NULL, NULL, NULL);
        mark->held = false;
    }
}

/* Without locks there is nothing to be shared. */
static bool mark_open(ReadMark *mark) {
    if (mark->db == NULL && mark->use != FILE_IMMUTABLE &&
        database_file_open(mark->path, mark->use, &mark->db) != SQLITE_OK) {
        read_mark_close(mark);
    }
    return mark->db != NULL;
}

/* Whether the WAL is empty, or was written to long ago, by the clock of the files. */
static bool wal_is_quiet(sqlite3 *db) {
    struct stat wal;
    const char *path = sqlite3_filename_wal(sqlite3_db_filename(db, "main"));
    return path != NULL && stat(path, &wal) == 0 &&
           (wal.st_size == 0 || time(NULL) - wal.st_mtime >= QUIET_SECONDS);
}

bool read_mark_hold(ReadMark *mark) {
    read_mark_drop(mark);
    if (!mark_open(mark)) {
        return false;
    }
    mark->held = sqlite3_exec(mark->db, "begin", NULL, NULL, NULL) == SQLITE_OK;
    if (sqlite3_exec(mark->db, "pragma data_version", NULL, NULL, NULL) != SQLITE_OK ||
        !database_file_is_in_wal_mode(mark->db) || !wal_is_quiet(mark->db)) {
        read_mark_drop(mark);
    }
    return mark->held;
}
