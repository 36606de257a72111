/*
 * The engine against floor (b), without HTTP.
 *
 *     bench/engine compare SHOP CHINOOK WORKLOADS [ROUNDS]   a line of JSON for each workload
 *     bench/engine run W4 COUNT SHOP CHINOOK WORKLOADS       only runs it, for perf and callgrind
 *     bench/engine floor W4 COUNT SHOP CHINOOK WORKLOADS     likewise its floor
 *     bench/engine time DB QUERY                             opening, first and later answers
 *
 * Time is the thread's processor time in user and kernel, not the clock's, since machines are
 * shared. The contenders take short turns. Of each the best turn is shown, since noise only ever
 * adds; the ratio is the median of those of neighbouring turns, which saw the same noise. Answers
 * are compared byte by byte before anything is timed.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "bench/floor.h"
#include "sqlgen/soloql.h"

enum {
    DEFAULT_ROUNDS = 51,
    MOST_ROUNDS = 1001,
    WARM_UP = 3,
    ROUND_MICROSECONDS = 12000,
    COLD_ALIASES = 50
};

static const char *const workloads[] = {"w1", "w2", "w3", "w4", "w5", "w6", "w7", NULL};

/* One workload with all that answers it. */
typedef struct Subject {
    const Floor *floor;
    char *query, *variables;
    soloql *engine;
    soloql_connection *connection;
    sqlite3 *db;
    sqlite3_stmt *statements[FLOOR_STATEMENTS];
    sqlite3_stmt *stock;
    FloorText text;
    soloql_response response;
} Subject;

static void fail(const char *what, const char *why) {
    fprintf(stderr, "bench: %s: %s\n", what, why);
    exit(1);
}

/* The file as text, or NULL if there is none. */
static char *file_read(const char *folder, const char *name, const char *ending) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s%s", folder, name, ending);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    char *text = calloc(1, 65536);
    size_t length = text == NULL ? 0 : fread(text, 1, 65535, file);
    fclose(file);
    if (length == 0) {
        fail(path, "cannot be read");
    }
    return text;
}

static void subject_open_floor(Subject *subject, const char *database) {
    if (sqlite3_open_v2(database, &subject->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK) {
        fail(database, sqlite3_errmsg(subject->db));
    }
    sqlite3_exec(subject->db, "pragma cache_size=-4096", NULL, NULL, NULL);
    for (int i = 0; i < FLOOR_STATEMENTS && subject->floor->sql[i] != NULL; i++) {
        if (sqlite3_prepare_v3(subject->db, subject->floor->sql[i], -1, SQLITE_PREPARE_PERSISTENT,
                               &subject->statements[i], NULL) != SQLITE_OK) {
            fail(subject->floor->sql[i], sqlite3_errmsg(subject->db));
        }
    }
    if (sqlite3_prepare_v3(subject->db, subject->floor->stock, -1, SQLITE_PREPARE_PERSISTENT,
                           &subject->stock, NULL) != SQLITE_OK) {
        fail(subject->floor->stock, sqlite3_errmsg(subject->db));
    }
}

static void subject_open(Subject *subject, const char *workload, char **paths) {
    const char *database = strcmp(workload, "w3") == 0 ? paths[1] : paths[0];
    *subject = (Subject){.floor = floors};
    while (subject->floor->workload != NULL && strcmp(subject->floor->workload, workload) != 0) {
        subject->floor++;
    }
    subject->query = file_read(paths[2], workload, ".graphql");
    subject->variables = file_read(paths[2], workload, ".json");
    if (subject->floor->workload == NULL || subject->query == NULL) {
        fail(workload, "there is no such workload");
    }
    soloql_options options;
    char *message = NULL;
    soloql_options_init(&options);
    options.result_cache_bytes = 0; /* what is compared is the work */
    options.database = database;
    if (soloql_open(&options, &subject->engine, &message) != 0 ||
        soloql_connect(subject->engine, &subject->connection, &message) != 0) {
        fail(database, message);
    }
    subject_open_floor(subject, database);
}

static void subject_close(Subject *subject) {
    for (int i = 0; i < FLOOR_STATEMENTS; i++) {
        sqlite3_finalize(subject->statements[i]);
    }
    sqlite3_finalize(subject->stock);
    sqlite3_close(subject->db);
    soloql_disconnect(subject->connection);
    soloql_close(subject->engine);
    free(subject->query);
    free(subject->variables);
    free(subject->text.data);
}

/* ---- The contenders: each makes one answer. ---- */

static void execute(Subject *subject, const char *query) {
    soloql_request request = {.query = query,
                              .query_length = strlen(query),
                              .variables = subject->variables,
                              .headroom = 1024};
    request.variables_length = subject->variables == NULL ? 0 : strlen(subject->variables);
    soloql_execute(subject->connection, &request, &subject->response);
    if (subject->response.outcome != SOLOQL_OK || subject->response.error_code != NULL) {
        fail(subject->floor->workload, subject->response.body);
    }
}

static void answer_engine(Subject *subject) {
    execute(subject, subject->query);
}

static void answer_floor(Subject *subject) {
    subject->text.length = 0;
    subject->floor->answer(subject->statements, &subject->text);
}

static void answer_stock(Subject *subject) {
    if (sqlite3_step(subject->stock) == SQLITE_ROW) {
        subject->text.length = 0;
        floor_raw(&subject->text, (const char *)sqlite3_column_text(subject->stock, 0),
                  (size_t)sqlite3_column_bytes(subject->stock, 0));
    }
    sqlite3_reset(subject->stock);
}

/* ---- Comparing. ---- */

static void check_answers(Subject *subject) {
    answer_engine(subject);
    answer_floor(subject);
    const soloql_response *response = &subject->response;
    if (response->body_length != subject->text.length ||
        memcmp(response->body, subject->text.data, subject->text.length) != 0) {
        fprintf(stderr, "engine: %.*s\nfloor:  %.*s\n", (int)response->body_length, response->body,
                (int)subject->text.length, subject->text.data);
        fail(subject->floor->workload, "the floor answers something else");
    }
}

static double thread_microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

/* Microseconds of one answer, over `count` of them. */
static double measure(Subject *subject, void (*answer)(Subject *), int count) {
    double start = thread_microseconds();
    for (int i = 0; i < count; i++) {
        answer(subject);
    }
    return (thread_microseconds() - start) / count;
}

static int order_of_doubles(const void *a, const void *b) {
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void compare(const char *workload, char **paths, int rounds) {
    static void (*const contenders[])(Subject *) = {answer_engine, answer_floor, answer_stock};
    enum { CONTENDERS = sizeof contenders / sizeof *contenders };
    double best[CONTENDERS] = {0}, ratios[MOST_ROUNDS];
    Subject subject;
    subject_open(&subject, workload, paths);
    check_answers(&subject);
    size_t bytes = subject.text.length;
    for (int round = -WARM_UP; round < rounds; round++) {
        double times[CONTENDERS];
        for (int i = 0; i < CONTENDERS; i++) {
            double once = measure(&subject, contenders[i], 1);
            int count = 1 + (int)(ROUND_MICROSECONDS / (once + 1));
            times[i] = measure(&subject, contenders[i], count);
            best[i] = round <= 0 || times[i] < best[i] ? times[i] : best[i];
        }
        if (round >= 0) {
            ratios[round] = times[0] / times[1];
        }
    }
    qsort(ratios, (size_t)rounds, sizeof *ratios, order_of_doubles);
    printf("{\"workload\":\"%s\",\"bytes\":%zu,\"engine_us\":%.2f,\"floor_us\":%.2f,"
           "\"stock_us\":%.2f,\"ratio\":%.3f}\n",
           workload, bytes, best[0], best[1], best[2], ratios[rounds / 2]);
    fflush(stdout);
    subject_close(&subject);
}

/* W9: W4 under an alias that no earlier request had, against W4 itself. */
static void compare_cold(char **paths, int rounds) {
    Subject subject;
    double cold_best = 0, warm_best = 0;
    int number = 0;
    subject_open(&subject, "w4", paths);
    for (int round = 0; round < rounds; round++) {
        double cold = 0;
        for (int i = 0; i < COLD_ALIASES; i++) {
            char query[4096];
            const char *rest = strchr(subject.query, '{') + 1;
            snprintf(query, sizeof query, "{ a%d: %s", number++, rest + strspn(rest, " \n"));
            double start = thread_microseconds();
            execute(&subject, query);
            cold += thread_microseconds() - start;
        }
        cold /= COLD_ALIASES;
        double warm = measure(&subject, answer_engine, COLD_ALIASES);
        cold_best = round == 0 || cold < cold_best ? cold : cold_best;
        warm_best = round == 0 || warm < warm_best ? warm : warm_best;
    }
    printf("{\"workload\":\"w9\",\"cold_us\":%.1f,\"warm_us\":%.1f,\"compile_us\":%.1f}\n",
           cold_best, warm_best, cold_best - warm_best);
    subject_close(&subject);
}

static void run_only(const char *workload, int count, char **paths, bool is_floor) {
    Subject subject;
    subject_open(&subject, workload, paths);
    for (int i = 0; i < count; i++) {
        if (is_floor) {
            answer_floor(&subject);
        } else {
            answer_engine(&subject);
        }
    }
    subject_close(&subject);
}

/* What opening any database and asking it anything takes; memory is the process's. */
static void time_query(const char *database, char *query) {
    Subject subject = {.floor = floors, .query = query};
    soloql_options options;
    char *message = NULL;
    double start = thread_microseconds();
    soloql_options_init(&options);
    options.result_cache_bytes = 0; /* what is compared is the work */
    options.database = database;
    if (soloql_open(&options, &subject.engine, &message) != 0 ||
        soloql_connect(subject.engine, &subject.connection, &message) != 0) {
        fail(database, message);
    }
    double opened = thread_microseconds();
    answer_engine(&subject);
    double first = thread_microseconds();
    double once = measure(&subject, answer_engine, 1), best = once;
    for (int round = 0; round < DEFAULT_ROUNDS; round++) {
        double time = measure(&subject, answer_engine, 1 + (int)(ROUND_MICROSECONDS / (once + 1)));
        best = time < best ? time : best;
    }
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("{\"open_ms\":%.1f,\"first_us\":%.0f,\"us\":%.2f,\"bytes\":%zu,\"statements\":%u,"
           "\"rss_mb\":%.1f}\n",
           (opened - start) / 1e3, first - opened, best, subject.response.body_length,
           subject.response.statements, (double)usage.ru_maxrss / 1024);
    soloql_disconnect(subject.connection);
    soloql_close(subject.engine);
}

int main(int count, char **arguments) {
    if (count == 4 && strcmp(arguments[1], "time") == 0) {
        time_query(arguments[2], arguments[3]);
        return 0;
    }
    bool is_floor = count == 7 && strcmp(arguments[1], "floor") == 0;
    if (is_floor || (count == 7 && strcmp(arguments[1], "run") == 0)) {
        run_only(arguments[2], atoi(arguments[3]), arguments + 4, is_floor);
        return 0;
    }
    if (count < 5 || strcmp(arguments[1], "compare") != 0) {
        fprintf(stderr, "usage: engine compare SHOP CHINOOK WORKLOADS [ROUNDS]\n"
                        "       engine run|floor WORKLOAD COUNT SHOP CHINOOK WORKLOADS\n"
                        "       engine time DB QUERY\n");
        return 2;
    }
    int rounds = count > 5 ? atoi(arguments[5]) : DEFAULT_ROUNDS;
    rounds = rounds < 1 ? 1 : rounds > MOST_ROUNDS ? MOST_ROUNDS : rounds;
    for (size_t i = 0; workloads[i] != NULL; i++) {
        compare(workloads[i], arguments + 2, rounds);
    }
    compare_cold(arguments + 2, rounds);
    return 0;
}
