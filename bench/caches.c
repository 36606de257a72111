/*
 * What caches do: SQLite's pages, by hand-written SQL on SQLite alone, and the engine's prepared
 * statements.
 *
 *     bench/caches pages SHOP [ROUNDS]       a line of JSON for each size of the cache and of mmap
 *     bench/caches statements SHOP FOLDER    a line for each mixture of requests; FOLDER has
 *                                            w1.body.json …
 *
 * The customers that are asked for change from one operation to the next, else a cache of any size
 * would do. Time is the thread's processor time, as in engine.c; the file is in the memory of the
 * operating system, so a page that is missing in the cache costs a read that finds it there.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench/floor.h"
#include "sqlgen/soloql.h"

enum {
    DEFAULT_ROUNDS = 15,
    ROUND_MICROSECONDS = 20000,
    CUSTOMERS = 10000,
    W4_CUSTOMERS = 10,
    OPERATIONS = 4,
    REQUESTS = 1200,
    MOST_DOCUMENTS = 256,
    DOCUMENT_LONGEST = 4096
};

static void fail(const char *what, const char *why) {
    fprintf(stderr, "bench: %s: %s\n", what, why);
    exit(1);
}

static double thread_microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

/* ---- Pages. ---- */

typedef struct Reader {
    int cache_kib; /* pragma cache_size */
    int whole;     /* whether the whole file is mapped */
    sqlite3 *db;
    sqlite3_stmt *customer, *customers, *orders, *items, *groups, *scan;
    uint32_t number; /* of the last customer that was drawn */
} Reader;

static sqlite3_stmt *reader_prepare(Reader *reader, const char *sql) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v3(reader->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
        SQLITE_OK) {
        fail(sql, sqlite3_errmsg(reader->db));
    }
    return statement;
}

static const Floor *floor_of(const char *workload) {
    const Floor *floor = floors;
    while (strcmp(floor->workload, workload) != 0) {
        floor++;
    }
    return floor;
}

static void reader_open(Reader *reader, const char *database) {
    char pragmas[128];
    if (sqlite3_open_v2(database, &reader->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) !=
        SQLITE_OK) {
        fail(database, sqlite3_errmsg(reader->db));
    }
    snprintf(pragmas, sizeof pragmas, "pragma cache_size=-%d; pragma mmap_size=%lld",
             reader->cache_kib, reader->whole ? 1LL << 31 : 0LL);
    sqlite3_exec(reader->db, pragmas, NULL, NULL, NULL);
    const Floor *w4 = floor_of("w4");
    reader->customer = reader_prepare(reader, floor_of("w1")->sql[0]);
    reader->customers = reader_prepare(
        reader, "select id, name from customers where id >= ?1 order by id limit 10");
    reader->orders = reader_prepare(reader, w4->sql[1]);
    reader->items = reader_prepare(reader, w4->sql[2]);
    reader->groups = reader_prepare(reader, floor_of("w6")->sql[0]);
    reader->scan = reader_prepare(reader, "select count(*), sum(price * quantity) from items");
    reader->number = 1;
}

static void reader_close(Reader *reader) {
    sqlite3_stmt *all[] = {reader->customer, reader->customers, reader->orders,
                           reader->items,    reader->groups,    reader->scan};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        sqlite3_finalize(all[i]);
    }
    sqlite3_close(reader->db);
}

/* A customer without pattern, the same ones in each turn of each reader. */
static int64_t reader_draw(Reader *reader) {
    reader->number = reader->number * 1664525u + 1013904223u;
    return 1 + (reader->number >> 8) % (CUSTOMERS - W4_CUSTOMERS);
}

/* The next row, with all its columns read; resets the statement behind the last. */
static int read_row(sqlite3_stmt *statement) {
    if (sqlite3_step(statement) != SQLITE_ROW) {
        sqlite3_reset(statement);
        return 0;
    }
    for (int i = 0; i < sqlite3_column_count(statement); i++) {
        (void)sqlite3_column_text(statement, i);
    }
    return 1;
}

static void read_all(sqlite3_stmt *statement) {
    while (read_row(statement)) {
    }
}

static void read_w1(Reader *reader) {
    sqlite3_bind_int64(reader->customer, 1, reader_draw(reader));
    read_all(reader->customer);
}

static void read_w4(Reader *reader) {
    sqlite3_bind_int64(reader->customers, 1, reader_draw(reader));
    while (read_row(reader->customers)) {
        sqlite3_bind_int64(reader->orders, 1, sqlite3_column_int64(reader->customers, 0));
        while (read_row(reader->orders)) {
            sqlite3_bind_int64(reader->items, 1, sqlite3_column_int64(reader->orders, 0));
            read_all(reader->items);
        }
    }
}

static void read_w6(Reader *reader) {
    read_all(reader->groups);
}

static void read_items(Reader *reader) {
    read_all(reader->scan);
}

/* Microseconds of one operation. */
static double measure(Reader *reader, void (*read)(Reader *)) {
    double start = thread_microseconds(), now = start;
    int count = 0;
    reader->number = 1;
    while (now - start < ROUND_MICROSECONDS) {
        read(reader);
        now = thread_microseconds();
        count++;
    }
    return (now - start) / count;
}

static double cache_megabytes(sqlite3 *db) {
    int now = 0, highest;
    sqlite3_db_status(db, SQLITE_DBSTATUS_CACHE_USED, &now, &highest, 0);
    return (double)now / 1024 / 1024;
}

/* The readers take turns; of each the best turn is shown. */
static void compare_pages(const char *database, int rounds) {
    static void (*const operations[OPERATIONS])(Reader *) = {read_w1, read_w4, read_w6, read_items};
    enum { READERS = 8 };
    static const int sizes[READERS / 2] = {2000, 4096, 16384, 65536};
    Reader readers[READERS] = {{.cache_kib = 0}};
    double best[READERS][OPERATIONS] = {{0}};
    for (int i = 0; i < READERS; i++) {
        readers[i] = (Reader){.cache_kib = sizes[i % (READERS / 2)], .whole = i >= READERS / 2};
        reader_open(&readers[i], database);
    }
    for (int round = -1; round < rounds; round++) { /* the first one fills the caches */
        for (int i = 0; i < READERS * OPERATIONS; i++) {
            double *kept = &best[i / OPERATIONS][i % OPERATIONS];
            double time = measure(&readers[i / OPERATIONS], operations[i % OPERATIONS]);
            *kept = round <= 0 || time < *kept ? time : *kept;
        }
    }
    for (int i = 0; i < READERS; i++) {
        printf("{\"cache_kib\":%d,\"mmap\":%d,\"w1_us\":%.2f,\"w4_us\":%.1f,\"w6_us\":%.0f,"
               "\"scan_us\":%.0f,\"cache_mb\":%.1f}\n",
               readers[i].cache_kib, readers[i].whole, best[i][0], best[i][1], best[i][2],
               best[i][3], cache_megabytes(readers[i].db));
        reader_close(&readers[i]);
    }
}

/* ---- Statements. ---- */

static unsigned runs, prepares; /* of statements, by connections that were opened behind watch() */

/* Called by SQLite as a statement begins to run; one that never ran was prepared for this. */
static int note_statement(unsigned kind, void *context, void *statement, void *text) {
    (void)kind;
    (void)context;
    (void)text;
    runs++;
    prepares += sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_RUN, 0) == 0;
    return 0;
}

/* Each connection that is opened from now on is watched. */
static int watch(sqlite3 *db, char **message, const struct sqlite3_api_routines *routines) {
    (void)message;
    (void)routines;
    return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, note_statement, NULL);
}

typedef struct Mixture {
    const char *name;
    char documents[MOST_DOCUMENTS][DOCUMENT_LONGEST]; /* bodies of requests */
    int count;
} Mixture;

static void mixture_read(Mixture *mixture, const char *folder) {
    static const char *const names[] = {"w1", "w2", "w4", "w5", "w6", "w7"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[DOCUMENT_LONGEST];
        snprintf(path, sizeof path, "%s/%s.body.json", folder, names[i]);
        FILE *file = fopen(path, "rb");
        size_t length =
            file == NULL ? 0 : fread(mixture->documents[i], 1, DOCUMENT_LONGEST - 1, file);
        if (length == 0) {
            fail(path, "cannot be read");
        }
        fclose(file);
        mixture->documents[i][length] = '\0';
        mixture->count++;
    }
}

#define BY_KEY(alias, id) "{\"query\":\"{ " alias "customers_by_pk(id: " id ") { id name } }\"}"

/* Documents that differ in a value, or in an alias and so in what their statements write. */
static void mixture_make(Mixture *mixture, const char *form, int count) {
    mixture->count = count;
    for (int i = 0; i < count; i++) {
        snprintf(mixture->documents[i], DOCUMENT_LONGEST, form, i + 1);
    }
}

static void mixture_run(const Mixture *mixture, const char *database) {
    soloql *engine;
    soloql_connection *connection;
    soloql_options options;
    soloql_response response;
    char *message = NULL;
    soloql_options_init(&options);
    options.result_cache_bytes = 0; /* each request is to run its statement */
    options.database = database;
    if (soloql_open(&options, &engine, &message) != 0 ||
        soloql_connect(engine, &connection, &message) != 0) {
        fail(database, message);
    }
    runs = prepares = 0;
    for (int i = 0; i < REQUESTS; i++) {
        const char *body = mixture->documents[i % mixture->count];
        soloql_request request = {.body = body, .body_length = strlen(body)};
        soloql_execute(connection, &request, &response);
        if (response.outcome != SOLOQL_OK || response.error_code != NULL) {
            fail(body, response.body);
        }
    }
    printf("{\"mixture\":\"%s\",\"documents\":%d,\"requests\":%d,\"runs\":%u,\"prepares\":%u}\n",
           mixture->name, mixture->count, REQUESTS, runs, prepares);
    fflush(stdout);
    soloql_disconnect(connection);
    soloql_close(engine);
}

static void count_statements(const char *database, const char *folder) {
    static Mixture workloads = {.name = "W1, W2, W4 to W7"}, values = {.name = "other keys"},
                   fitting = {.name = "other aliases"}, many = {.name = "other aliases"};
    mixture_read(&workloads, folder);
    mixture_make(&values, BY_KEY("", "%d"), 200);
    mixture_make(&fitting, BY_KEY("a%d: ", "1"), 64);
    mixture_make(&many, BY_KEY("a%d: ", "1"), 65);
    sqlite3_auto_extension((void (*)(void))watch);
    mixture_run(&workloads, database);
    mixture_run(&values, database);
    mixture_run(&fitting, database);
    mixture_run(&many, database);
}

int main(int count, char **arguments) {
    if (count >= 3 && strcmp(arguments[1], "pages") == 0) {
        int rounds = count > 3 ? atoi(arguments[3]) : DEFAULT_ROUNDS;
        compare_pages(arguments[2], rounds < 1 ? 1 : rounds);
        return 0;
    }
    if (count == 4 && strcmp(arguments[1], "statements") == 0) {
        count_statements(arguments[2], arguments[3]);
        return 0;
    }
    fprintf(stderr, "usage: caches pages SHOP [ROUNDS]\n"
                    "       caches statements SHOP FOLDER\n");
    return 2;
}
