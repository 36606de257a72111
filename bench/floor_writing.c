/*
 * floor_writing DB SECONDS BATCH: what SQLite itself does, without a server.
 *
 * Inserts rows and reads each back, as the mutation of bench/writing.mjs does, with BATCH of them
 * in one commit that waits for the disk; prints how many a second.
 */
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct Floor {
    sqlite3 *db;
    sqlite3_stmt *begin, *insert, *select, *commit;
} Floor;

static double now(void) {
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static bool prepare(Floor *work, const char *sql, sqlite3_stmt **out) {
    return sqlite3_prepare_v3(work->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL) == SQLITE_OK;
}

static bool floor_open(Floor *work, const char *path) {
    return sqlite3_open_v2(path, &work->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) ==
               SQLITE_OK &&
           sqlite3_exec(work->db, "pragma synchronous=full", NULL, NULL, NULL) == SQLITE_OK &&
           prepare(work, "begin immediate", &work->begin) &&
           prepare(work, "insert into note(text) values (?1) returning id", &work->insert) &&
           prepare(work, "select id, text from note where id = ?1", &work->select) &&
           prepare(work, "commit", &work->commit);
}

static bool run(sqlite3_stmt *statement) {
    bool good = sqlite3_step(statement) == SQLITE_DONE;
    return sqlite3_reset(statement) == SQLITE_OK && good;
}

static bool write_one(const Floor *work) {
    bool good = sqlite3_bind_text(work->insert, 1, "twenty bytes of text", -1, SQLITE_STATIC) ==
                    SQLITE_OK &&
                sqlite3_step(work->insert) == SQLITE_ROW;
    sqlite3_int64 id = sqlite3_column_int64(work->insert, 0);
    good = good && sqlite3_step(work->insert) == SQLITE_DONE;
    good = sqlite3_reset(work->insert) == SQLITE_OK && good;
    good = sqlite3_bind_int64(work->select, 1, id) == SQLITE_OK && good &&
           sqlite3_step(work->select) == SQLITE_ROW;
    return sqlite3_reset(work->select) == SQLITE_OK && good;
}

static bool write_batch(const Floor *work, long batch) {
    bool good = run(work->begin);
    for (long i = 0; i < batch && good; i++) {
        good = write_one(work);
    }
    return run(work->commit) && good;
}

int main(int argc, char **argv) {
    Floor work = {.db = NULL};
    if (argc != 4 || !floor_open(&work, argv[1])) {
        fprintf(stderr, "usage: floor_writing DB SECONDS BATCH: %s\n",
                work.db == NULL ? "no database" : sqlite3_errmsg(work.db));
        return EXIT_FAILURE;
    }
    double seconds = strtod(argv[2], NULL), start = now(), taken;
    long batch = strtol(argv[3], NULL, 10), count = 0;
    do {
        if (!write_batch(&work, batch)) {
            fprintf(stderr, "floor_writing: %s\n", sqlite3_errmsg(work.db));
            return EXIT_FAILURE;
        }
        count += batch;
        taken = now() - start;
    } while (taken < seconds);
    printf("%.0f\n", (double)count / taken);
    sqlite3_finalize(work.begin);
    sqlite3_finalize(work.insert);
    sqlite3_finalize(work.select);
    sqlite3_finalize(work.commit);
    return sqlite3_close(work.db) == SQLITE_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
