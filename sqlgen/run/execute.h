/*
 * Running: Program + connection + values → the answer's bytes.
 */
#ifndef SOLOQL_RUN_EXECUTE_H
#define SOLOQL_RUN_EXECUTE_H

#include "sqlgen/emit/program.h"
#include "sqlgen/run/bind.h"
#include "sqlgen/run/connection.h"

typedef enum ExecuteOutcome {
    EXECUTE_OK,      /* the data was written, perhaps with errors beside it */
    EXECUTE_REQUEST, /* nothing was run: a value of the request does not fit */
    EXECUTE_FAILED   /* the statement failed; there is no data */
} ExecuteOutcome;

/*
 * Runs the program's one statement (none, if all is constant) and appends the value of "data" to
 * `out`. Errors are added with offsets for locations. Memory for values comes from the arena.
 */
ExecuteOutcome execute_program(Connection *connection, const Program *program,
                               const Json *const *slots, StrBuf *out, ErrorList *errors);

/* Appends the statement, its binds, SQLite's query plan and the tables read, as text. */
ExecuteOutcome execute_explain(Connection *connection, const Program *program,
                               const Json *const *slots, StrBuf *out, ErrorList *errors);

/* Replaces the data that starts at `start`, where `answer` tells what it consists of, by what is
 * left of it when the values that were noted as wrong have bubbled. */
void execute_bubble(StrBuf *out, size_t start, const ResultNode *answer, const FunctionState *state,
                    ErrorList *errors);

/* Adds what went wrong when the program's one statement ran; if it is a query of FTS5 that its
 * index does not take, with its place, or with all that it may be. */
void execute_complain(Connection *connection, const Program *program, int rc, ErrorList *errors);

/* The program's statement, as this connection's role may run it; NULL if it cannot be prepared: *rc
 * has SQLite's code. */
sqlite3_stmt *execute_statement(Connection *connection, const Program *program, int *rc);

/* The prepared statement with its values, for a run of whatever kind; NULL after adding an error
 * and setting *outcome. */
sqlite3_stmt *execute_prepare(Connection *connection, const Program *program,
                              const Json *const *slots, ErrorList *errors, ExecuteOutcome *outcome);

#endif
