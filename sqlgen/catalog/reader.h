/*
 * Reader: what the stages of catalog_read() share. Only the catalog's own files include this.
 *
 * The stages, in their order: introspect.c lists the schema table as drafts, ddl_options.c reads
 * what only the CREATE statement tells, view_graph.c judges the views before SQLite expands
 * one, table_parts.c reads columns, indexes and keys of tables, view_origin.c the views, and
 * ddl_comment.c the comments, ddl_check.c the conditions; sample.c looks at values, with the help
 * of sample_copy.c.
 */
#ifndef SOLOQL_CATALOG_READER_H
#define SOLOQL_CATALOG_READER_H

#include "sqlgen/catalog/catalog.h"

/* A table or view of the schema table, on its way into the catalog. */
typedef struct Draft {
    Table *table;
    bool left_out; /* not for the catalog; the warning, if one is due, has been given */
    bool compound; /* a view whose rows come from several SELECTs, so that a column has no one
                      origin (view_graph.c) */
    bool viewed;   /* a table that some view reads */
} Draft;

typedef struct CatalogReader {
    Arena *arena;
    sqlite3 *db;
    Catalog *catalog; /* being filled */
    Draft *drafts;    /* in the order of the schema table */
    size_t draft_count;
    Map by_name; /* name_fold(name) → Draft*, those left out as well */
    Str message; /* why the file cannot be read; set when a stage returns false, and by
                    reader_note() */
} CatalogReader;

/* A stage's `return reader_fail(reader)`: notes SQLite's message and is false. */
bool reader_fail(CatalogReader *reader);

/* Notes a failure that is nobody's fault (busy, memory, disk), by its result code, so that what was
 * being asked, and answered by a guess, does not count: the file cannot be read. Nothing is noted
 * of other codes. */
void reader_note(CatalogReader *reader, sqlite3 *db, int code);

/* Prepares a statement; on failure *out is NULL, the message is noted, and the answer false. */
bool reader_prepare(CatalogReader *reader, const char *sql, sqlite3_stmt **out);

/* A column of the statement's row as text in the arena; data is NULL if it is null. */
Str reader_text(CatalogReader *reader, sqlite3_stmt *statement, int column);

/* Adds a warning, made one line whatever the names in it hold. */
void reader_warn(CatalogReader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Leaves a table or view out, with a warning that gives the reason. */
void reader_leave_out(CatalogReader *reader, Draft *draft, const char *reason);

/*
 * What to do about an error of SQLite's with one draft: a view or virtual table is left out, and
 * the answer is true; an ordinary table, or an error that is nobody's fault (busy, memory, disk),
 * is a failure.
 */
bool reader_excuse(CatalogReader *reader, Draft *draft, int code);

/* The table of that name; NULL if there is none, or none of that kind, or it is left out. */
const Table *reader_table(const CatalogReader *reader, Str name, TableKind kind);

/* The name in ASCII lower case, in the arena. */
Str name_fold(Arena *arena, Str name);

/* Reads kind, module, WITHOUT ROWID and STRICT from table->sql. */
void ddl_read_options(Arena *arena, Table *table);

/* What INSTEAD OF stands for in a CREATE TRIGGER statement: 'i', 'u' or 'd'; 0 if there is none. */
char ddl_instead_of(Str sql);

/* Fills the comments of the table and of its columns from table->sql. */
void ddl_read_comments(Arena *arena, Table *table);

/* Fills table->checks from the statement of an ordinary table. */
void ddl_read_checks(Arena *arena, Table *table);

/* The condition of a partial index, from its CREATE statement; NULL if it cannot stand in another
 * statement. */
const SqlText *ddl_index_where(Arena *arena, Str sql);

/* Sets Draft.compound and leaves out the views that SQLite must not be asked to expand. */
void views_judge(CatalogReader *reader);

/* Prepares the statement that columns_read() runs. */
bool columns_prepare(CatalogReader *reader, sqlite3_stmt **out);

/* Reads the columns and the primary key of one draft, or leaves it out. */
bool columns_read(CatalogReader *reader, sqlite3_stmt *statement, Draft *draft);

/* Reads all drafts that are tables: columns, indexes, rowid, foreign keys. */
bool tables_read(CatalogReader *reader);

/* Reads all drafts that are views: columns, their types and origins. The tables must be there. */
bool views_read(CatalogReader *reader);

/* Fills Column.sampled wherever there is no declared type, within a budget. Uses the connection's
 * progress handler and leaves none behind. */
void tables_sample(CatalogReader *reader);

/*
 * A database in memory with all views of the catalog and a few rows of the tables that they
 * read (sample_copy.c); NULL if there is no memory for one. To be closed with sqlite3_close().
 */
sqlite3 *sample_copy_open(CatalogReader *reader);

#endif
