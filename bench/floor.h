/*
 * Floors (b): for each workload, the answer by SQL and C that were written by hand for it.
 *
 * A floor may do what a program for one query can: it prepares its statements once, knows the type
 * of each column and checks none, and never looks for a deadline.
 */
#ifndef SOLOQL_BENCH_FLOOR_H
#define SOLOQL_BENCH_FLOOR_H

#include <sqlite3.h>

#include "bench/floor_json.h"

enum { FLOOR_STATEMENTS = 4 };

typedef struct Floor {
    const char *workload;              /* "w1" */
    const char *sql[FLOOR_STATEMENTS]; /* from the root to the leaves; NULL = no more */
    /* Writes the whole answer: {"data":…}. */
    void (*answer)(sqlite3_stmt **statements, FloorText *out);
    /* One statement whose single value is the same answer by SQLite's own functions of JSON. */
    const char *stock;
} Floor;

/* Ends with a row whose workload is NULL. */
extern const Floor floors[];

#endif
