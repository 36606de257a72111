/*
 * The database's file; see database_file.h.
 *
 *     app.db, immutable     →  file:app.db?immutable=1
 *
 * A file in WAL mode has two more beside it, and even to read it SQLite makes the one that all
 * connections share. Where it cannot, only a file that nobody changes can be read, without them.
 */
#include "sqlgen/run/database_file.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Of the file format (sqlite.org/fileformat.html): the byte of the header that says so. */
enum { HEADER_WRITE_VERSION = 18, VERSION_WAL = 2 };

/* The first byte of the file of that name and ending; -1 if it is not there, or empty. */
static int first_byte(const char *path, const char *ending) {
    StrBuf name = {0};
    strbuf_appendf(&name, "%s%s", path, ending);
    strbuf_append_char(&name, '\0');
    FILE *file = name.failed ? NULL : fopen(name.data, "rb");
    int byte = -1;
    strbuf_free(&name);
    if (file != NULL) {
        byte = fgetc(file);
        (void)fclose(file);
    }
    return byte;
}

/* What a writer has left beside the file belongs to it; without locks it would not be read. A
 * journal that begins with a zero is over. */
static bool has_leftovers(const char *path) {
    return first_byte(path, "-wal") >= 0 || first_byte(path, "-journal") > 0;
}

static int open_immutable(const char *path, sqlite3 **out) {
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-";
    static const char digits[] = "0123456789abcdef";
    StrBuf uri = {0};
    strbuf_append(&uri, STR("file:"));
    for (const char *byte = path; *byte != '\0'; byte++) {
        if (strchr(plain, *byte) != NULL) {
            strbuf_append_char(&uri, *byte);
        } else {
            strbuf_append_char(&uri, '%');
            strbuf_append_char(&uri, digits[(unsigned char)*byte >> 4]);
            strbuf_append_char(&uri, digits[(unsigned char)*byte & 15]);
        }
    }
    strbuf_append(&uri, STR("?immutable=1"));
    strbuf_append_char(&uri, '\0');
    int rc =
        uri.failed
            ? SQLITE_NOMEM
            : sqlite3_open_v2(uri.data, out,
                              SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL);
    strbuf_free(&uri);
    return rc;
}

int database_file_open(const char *path, FileUse use, sqlite3 **out) {
    *out = NULL;
    switch (use) {
    case FILE_READ_WRITE:
        return sqlite3_open_v2(path, out, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    case FILE_READ_ONLY:
        return sqlite3_open_v2(path, out, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
    case FILE_IMMUTABLE:
        return has_leftovers(path) ? SQLITE_READONLY_RECOVERY : open_immutable(path, out);
    }
    return SQLITE_MISUSE;
}

/* By SQLite's own handle: to open the file once more, and to close it, would end all locks that
 * this process has on it. */
bool database_file_is_in_wal_mode(sqlite3 *db) {
    sqlite3_file *file = NULL;
    char version = 0;
    return db != NULL &&
           sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK &&
           file != NULL && file->pMethods != NULL &&
           file->pMethods->xRead(file, &version, 1, HEADER_WRITE_VERSION) == SQLITE_OK &&
           version == VERSION_WAL;
}

Str database_file_complain(Arena *arena, const char *path, sqlite3 *db, int rc) {
    const char *reason = db == NULL ? sqlite3_errstr(rc) : sqlite3_errmsg(db);
    bool cannot_open = (rc & 0xFF) == SQLITE_CANTOPEN;
    if (cannot_open && access(path, R_OK) != 0) {
        reason = "there is no such file, or it may not be read";
    } else if ((cannot_open || (rc & 0xFF) == SQLITE_READONLY) && has_leftovers(path)) {
        reason = "a writer has left changes beside it that have to be brought in first; open it "
                 "once where it and its directory can be written";
    } else if ((cannot_open || (rc & 0xFF) == SQLITE_READONLY) &&
               database_file_is_in_wal_mode(db)) {
        reason = "it is in WAL mode, and its directory cannot be written, which reading it needs; "
                 "if nobody changes it, use the setting \"immutable\", else \"pragma "
                 "journal_mode=delete\" ends that mode";
    }
    return str_format(arena, "cannot open database \"%s\": %s", path, reason);
}

/* The word is the mode that the file is in afterwards. */
static int take_mode(void *context, int count, char **values, char **names) {
    (void)count;
    (void)names;
    *(bool *)context = strcmp(values[0], "wal") == 0;
    return 0;
}

bool database_file_use_wal(const char *path, uint32_t busy_timeout_ms, Arena *arena, Str *message) {
    sqlite3 *db;
    bool switched = false;
    int rc = database_file_open(path, FILE_READ_WRITE, &db);
    if (rc == SQLITE_OK) {
        sqlite3_busy_timeout(db, (int)busy_timeout_ms);
        rc = sqlite3_exec(db, "pragma journal_mode=wal", take_mode, &switched, NULL);
    }
    if (!switched) {
        *message =
            str_format(arena, "cannot switch database \"%s\" to WAL mode: %s", path,
                       rc == SQLITE_OK ? "its file system does not allow it" : sqlite3_errmsg(db));
    }
    sqlite3_close_v2(db);
    return switched;
}
