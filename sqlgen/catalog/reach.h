/*
 * Reach: which tables and columns a role's statements may touch; the second wall.
 *
 * It is worked out from the rules alone (model/role_reach.c), and not from what is planned: the
 * authorizer of a connection refuses a statement that reaches further, whatever led to it.
 */
#ifndef SOLOQL_CATALOG_REACH_H
#define SOLOQL_CATALOG_REACH_H

#include "sqlgen/catalog/catalog.h"

typedef struct TableReach {
    bool *columns; /* by position: may be read; NULL = none */
    bool rows;     /* that there are rows may be seen */
    bool inserts, updates, deletes;
} TableReach;

typedef struct Reach {
    const Catalog *catalog;
    TableReach *tables; /* by position */
    uint64_t serial;    /* no other reach of the process has it; never 0 */
} Reach;

/* The table's own part, to be filled in. */
TableReach *reach_of(const Reach *reach, const Table *table);

/* Adds a column that may be read; one that is computed, or no table's, adds nothing. */
void reach_add(Arena *arena, const Reach *reach, const Table *table, const Column *column);

/* Adds all columns of the table. */
void reach_add_all(Arena *arena, const Reach *reach, const Table *table);

/* What SQLite asks: whether this may be read, written. Names as it gives them. */
bool reach_reads(const Reach *reach, const char *table, const char *column);
bool reach_inserts(const Reach *reach, const char *table);
bool reach_updates(const Reach *reach, const char *table);
bool reach_deletes(const Reach *reach, const char *table);

#endif
