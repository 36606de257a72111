/*
 * Table sets: which tables a statement reads, or may write, as the authorizer was told while it was
 * prepared.
 *
 * SQLite tells of every table, also of those beneath views, in triggers, and in the actions of
 * foreign keys. A set holds ordinary tables, R*Trees and full-text indexes (their shadow tables
 * count as themselves, and an index of another table's text comes with that table). Whatever else
 * is met (a virtual table of another module, an index of a view, sqlite_sequence, more tables than
 * there is room for) makes it the set of all tables: a set is never too small.
 */
#ifndef SOLOQL_RUN_TABLE_SET_H
#define SOLOQL_RUN_TABLE_SET_H

#include "sqlgen/catalog/catalog.h"

enum { TABLE_SET_SIZE = 16 };

typedef struct TableSet {
    uint64_t tables[TABLE_SET_SIZE]; /* table_id() of each; none stands twice */
    uint32_t count;                  /* 0 if `all` */
    bool all;
} TableSet;

/* What stands for a table of that name, in whatever case. Two names with one id (which takes some
 * 2^32 names) would be taken for one table. */
uint64_t table_id(Str name);

void table_set_add(TableSet *set, uint64_t table);
void table_set_add_all(TableSet *set);
void table_set_join(TableSet *set, const TableSet *other);

/* Adds what reading, or writing, the table of that name comes to; the catalog is of the schema that
 * the statement is prepared for. */
void table_set_note_read(TableSet *set, const Catalog *catalog, const char *name);
void table_set_note_write(TableSet *set, const Catalog *catalog, const char *name);

#endif
