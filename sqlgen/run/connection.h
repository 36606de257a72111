/*
 * A connection: SQLite opened the safe way, with our functions and a statement cache.
 *
 * Used by one thread at a time; connection_interrupt() alone may come from another.
 */
#ifndef SOLOQL_RUN_CONNECTION_H
#define SOLOQL_RUN_CONNECTION_H

#include <stdatomic.h>

#include "sqlgen/catalog/reach.h"
#include "sqlgen/run/database_file.h"
#include "sqlgen/run/functions.h"
#include "sqlgen/run/statement_cache.h"
#include "sqlgen/run/table_versions.h"

typedef struct ConnectionOptions {
    const char *path; /* of the database; never created */
    FileUse use;
    bool writes;  /* rows of its tables may be written; else query_only */
    bool guarded; /* under the authorizer: no statement but reads, and writes of rows if it
                     writes, can be prepared */
    bool stringify_bigint;
    SipKey cursor_key;        /* of the cursors of connections */
    size_t max_value_bytes;   /* of one value or answer */
    uint32_t busy_timeout_ms; /* to wait for another process's lock */
    uint32_t timeout_ms;      /* of one statement; 0 = no limit */
    TableVersions *versions;  /* told of what the connection writes; lives longer; NULL = none */
} ConnectionOptions;

/* What a statement being prepared was seen to read, for `explain` and for caches. */
typedef struct ReadSet {
    Arena *arena; /* NULL: nothing is noted */
    Map tables;   /* names */
} ReadSet;

typedef struct Connection {
    sqlite3 *db;
    StatementCache statements;
    FunctionState functions;
    ReadSet reads;
    const Catalog *catalog; /* by which tables are noted; NULL between requests */
    const Reach *reach;     /* what may be touched at the most; NULL = all */
    bool owners_sql;        /* the statement that is prepared or runs has SQL of the owner's in it,
                               which knows itself what it touches */
    TableVersions *versions;
    TableWriter writer;
    TableSet written;    /* since the transaction began */
    Arena arena;         /* of virtual_tables */
    Map virtual_tables;  /* names */
    bool writes;         /* see ConnectionOptions */
    bool fts5_is_unsafe; /* it writes, and this SQLite refuses FTS5 to triggers */
    bool mutates;        /* a mutation has begun, and not ended yet */
    bool in_batch;       /* a transaction is open that several requests share */
    uint32_t timeout_ms;
    int64_t deadline_ms; /* of the statement that runs, on the monotonic clock; 0 = none */
    atomic_bool interrupted;
    int64_t schema_version; /* of the file, when it was looked at last */
    bool unsettled;         /* what ran last may have met another schema than that */
} Connection;

/*
 * Opens a connection for reading: defensive, no trusted schema, no extensions, no double-quoted
 * strings, query_only, foreign keys on, and, if guarded, an authorizer that admits reads alone.
 * False and *message (in the arena) if the file is missing, is no database, or cannot be read; then
 * nothing is left open.
 */
bool connection_open(Connection *connection, const ConnectionOptions *options, Arena *arena,
                     Str *message);

void connection_close(Connection *connection);

/* From now on nothing but reads, and writes of rows if it writes, can be prepared. False if that
 * could not be arranged. */
bool connection_guard(Connection *connection);

/* Looks at the file's schema version, which every change of the schema raises. False if the file
 * cannot be read just now. */
bool connection_look_at_schema(Connection *connection);

/* Shared by the connection*.c files (connection_trust.c). Whether this SQLite refuses FTS5 to the
 * triggers of a schema that is not trusted; and trusts the schema if that is needed, which another
 * schema may change. */
bool connection_fts5_is_unsafe(void);
bool connection_trust_triggers(Connection *connection);

/* Sets the deadline of what runs next, by the connection's time limit or by another one (0 = none);
 * ends with connection_end(). */
void connection_begin(Connection *connection);
void connection_begin_within(Connection *connection, uint32_t timeout_ms);
void connection_end(Connection *connection);

/* Stops what runs, from any thread. */
void connection_interrupt(Connection *connection);

#endif
