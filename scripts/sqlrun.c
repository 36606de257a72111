/*
 * sqlrun DB FILE…: executes the SQL of each file (- is stdin) in one transaction, with the SQLite
 * that SoloQL is built with; it waits ten seconds for the locks of others. Makes the demo database
 * and the databases of the tests, so that neither needs another SQLite with other options.
 *
 * A line that says `-- migrate:down` ends a file, as it does for migrations.
 */
#include <errno.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The whole text, NUL-terminated, to be freed; NULL with errno if it cannot be read. */
static char *text_read(FILE *file) {
    char *text = NULL;
    size_t used = 0;
    size_t room = 0;
    do {
        if (room - used < 65536) {
            room = room * 2 + 131072;
            char *larger = realloc(text, room);
            if (larger == NULL) {
                free(text);
                return NULL;
            }
            text = larger;
        }
        used += fread(text + used, 1, room - used - 1, file);
    } while (!feof(file) && !ferror(file));
    text[used] = '\0';
    return text;
}

static bool file_execute(sqlite3 *db, const char *path) {
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    char *text = file == NULL ? NULL : text_read(file);
    bool was_read = text != NULL && !ferror(file);
    if (file != NULL && file != stdin) {
        fclose(file);
    }
    if (!was_read) {
        fprintf(stderr, "sqlrun: %s: %s\n", path, strerror(errno));
        free(text);
        return false;
    }
    char *down = strstr(text, "\n-- migrate:down");
    if (down != NULL) {
        *down = '\0';
    }
    bool ok = sqlite3_exec(db, text, NULL, NULL, NULL) == SQLITE_OK;
    if (!ok) {
        fprintf(stderr, "sqlrun: %s: %s\n", path, sqlite3_errmsg(db));
    }
    free(text);
    return ok;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fputs("usage: sqlrun DB FILE… (- is stdin)\n", stderr);
        return 2;
    }
    sqlite3 *db;
    bool ok = sqlite3_open(argv[1], &db) == SQLITE_OK &&
              sqlite3_busy_timeout(db, 10000) == SQLITE_OK &&
              sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK;
    if (!ok) {
        fprintf(stderr, "sqlrun: %s: %s\n", argv[1], sqlite3_errmsg(db));
    }
    for (int i = 2; ok && i < argc; i++) {
        ok = file_execute(db, argv[i]);
    }
    if (ok && sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK) {
        fprintf(stderr, "sqlrun: %s: %s\n", argv[1], sqlite3_errmsg(db));
        ok = false;
    }
    sqlite3_close(db);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
