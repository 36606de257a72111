/*
 * Catalog: what the database file contains, verbatim. Nothing is renamed or judged here.
 *
 * Made by catalog_read() (introspect.c) in an arena; immutable afterwards and shared between
 * threads. Names are as SQLite spells them; SQLite compares them without regard to ASCII case.
 */
#ifndef SOLOQL_CATALOG_H
#define SOLOQL_CATALOG_H

#include "sqlgen/base/map.h"
#include "sqlgen/base/sqlite.h"
#include "sqlgen/catalog/sql_text.h"

typedef struct Table Table;
typedef struct Column Column;

/* SQLite's type affinities (datatype3.html, section 3). */
typedef enum Affinity {
    AFFINITY_BLOB, /* also called none */
    AFFINITY_TEXT,
    AFFINITY_NUMERIC,
    AFFINITY_INTEGER,
    AFFINITY_REAL
} Affinity;

/* What a bounded look at the values of a column without a declared type found. */
typedef enum SampledType {
    SAMPLED_NOTHING, /* not sampled, no row, or only nulls */
    SAMPLED_INTEGER,
    SAMPLED_REAL, /* reals, or reals and integers */
    SAMPLED_TEXT,
    SAMPLED_BLOB,
    SAMPLED_MIXED
} SampledType;

struct Column {
    Str name;
    Str declared_type; /* as written; empty if none */
    Affinity affinity;
    Str comment;               /* the DDL comment that stands after the column; data NULL if none */
    Str default_sql;           /* data NULL if none */
    Str collation;             /* of the column; empty = BINARY */
    size_t position;           /* in table->columns */
    size_t key_part;           /* 1-based place in the primary key; 0 = not in it */
    bool not_null;             /* declared NOT NULL, or cannot be null (rowid alias, key column of a
                                  WITHOUT ROWID or STRICT table) */
    bool generated;            /* GENERATED ALWAYS: cannot be written */
    bool hidden;               /* hidden column of a virtual table */
    SampledType sampled;       /* for columns without a declared type */
    const Table *origin_table; /* view column that comes straight from a base column, else NULL */
    const Column *origin;      /* that base column, else NULL */
    const SqlText *expression; /* of a computed column, which is in no table; else NULL */
    const Column *masked;      /* the column whose value this one, in no table either, has on rows
                                  that may show it, and null on others; else NULL */
};

typedef struct ForeignKey {
    const Table *table;            /* the child, which declares it */
    Str parent_name;               /* as written */
    const Table *parent;           /* NULL if there is no such table */
    const Column **columns;        /* of the child */
    const Column **parent_columns; /* of the parent; NULL if they cannot be resolved */
    size_t count;                  /* of columns */
    Str on_delete, on_update;      /* "NO ACTION", "CASCADE" … */
} ForeignKey;

typedef struct Index {
    Str name;
    bool unique;
    bool partial;
    const SqlText *where;   /* of a partial index: which rows it has; NULL if that cannot be read */
    char origin;            /* 'c' CREATE INDEX, 'u' UNIQUE constraint, 'p' PRIMARY KEY */
    const Column **columns; /* NULL entries for expressions and the rowid */
    bool *descending;
    size_t count;
} Index;

/* A CHECK of a table or of one of its columns. */
typedef struct TableCheck {
    Str name;               /* data NULL if it has none */
    Str said;               /* what SQLite calls it when it fails: the name, or else its text */
    const Column **columns; /* that are named in it */
    size_t count;
} TableCheck;

typedef enum TableKind { TABLE_ORDINARY, TABLE_VIEW, TABLE_VIRTUAL } TableKind;

struct Table {
    TableKind kind;
    size_t position; /* in catalog->tables */
    Str name;
    Str sql;     /* the CREATE statement as stored */
    Str comment; /* the DDL comment above the table; data NULL if none */
    Str module;  /* TABLE_VIRTUAL: "fts5" … */
    bool without_rowid;
    bool strict;
    Str rowid_name;      /* a name that reaches the rowid (rowid, _rowid_ or oid); empty if none */
    const Column *rowid; /* the INTEGER PRIMARY KEY column that is the rowid, or NULL */
    Column *columns;     /* all, hidden and generated ones included */
    size_t column_count;
    const Column **primary_key; /* in the order of the key */
    size_t primary_key_count;
    ForeignKey *foreign_keys; /* in the order they are declared */
    size_t foreign_key_count;
    Index *indexes;
    size_t index_count;
    TableCheck *checks;
    size_t check_count;
    bool triggered;                        /* it has a trigger of any kind */
    bool insertable, updatable, deletable; /* a table, or a view with that INSTEAD OF trigger */
};

typedef struct Catalog {
    Arena *arena;
    Table **tables; /* in the order of the schema table; views among them; no shadow tables, no
                       sqlite_*, no _soloql_* tables */
    size_t table_count;
    Map by_name;   /* name in ASCII lower case → Table* */
    Str *warnings; /* what was skipped, and why, one line each */
    size_t warning_count;
    int64_t schema_version; /* PRAGMA schema_version when it was read */
} Catalog;

/*
 * Reads the catalog of the main database. A view that cannot be prepared and a virtual table
 * whose module is missing are left out with a warning. False and *message (in the arena) if the
 * file cannot be read at all: not a database, corrupt, locked.
 * Uses the connection's progress handler and leaves none behind.
 * If the arena is exhausted it escapes; statements may then be open on the connection, so close it
 * with sqlite3_close_v2().
 */
bool catalog_read(Arena *arena, sqlite3 *db, Catalog *out, Str *message);

/* The table of that name, compared as SQLite does; NULL if there is none. */
const Table *catalog_table(const Catalog *catalog, Str name);

/* The column of that name, compared as SQLite does; NULL if there is none. */
const Column *table_column(const Table *table, Str name);

/* The affinity that a declared type gives (datatype3.html, section 3.1). */
Affinity affinity_of_type(Str declared_type);

/* True if some index (or the rowid) that is not partial makes these columns unique together. */
bool table_columns_unique(const Table *table, const Column *const *columns, size_t count);

/* True if an index that is not partial, or the key, begins with these columns in any order. */
bool table_columns_indexed(const Table *table, const Column *const *columns, size_t count);

#endif
