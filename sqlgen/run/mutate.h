/*
 * Running a mutation: all steps of a program in one transaction.
 */
#ifndef SOLOQL_RUN_MUTATE_H
#define SOLOQL_RUN_MUTATE_H

#include "sqlgen/run/execute.h"

/* What SQLite says of a constraint that a write has violated; the error is the list's last. */
typedef struct Violation {
    int rc;   /* extended result code; 0 = none was violated */
    Str text; /* behind the first colon of its message */
    const StepTarget *target;
} Violation;

/* A list whose rows are written one after the other, each with its values in the slots. */
typedef struct RowValues {
    uint32_t first;      /* slot */
    size_t stride;       /* slots of a row */
    size_t count;        /* of rows */
    const Json **values; /* row by row */
} RowValues;

typedef struct MutationRun {
    const Program *program;
    const Json **slots;     /* room for program->slot_count; those of the variables are filled in */
    const RowValues *rows;  /* the lists of the program; the slots hold the first row of each */
    int64_t schema_version; /* that the program was made for */
    Violation violation;    /* set, if that is what it failed by */
    uint32_t statements;    /* set: how many were run, those of the transaction not counted */
} MutationRun;

/*
 * Does what the program says, all of it or, if there is any error, nothing, and appends the value
 * of "data" to `out`. In a batch the transaction is the batch's, and the mutation a savepoint in
 * it; else it is durable when this returns EXECUTE_OK.
 */
ExecuteOutcome execute_mutation(Connection *connection, MutationRun *run, StrBuf *out,
                                ErrorList *errors);

/* Undoes what a mutation has begun whose memory ran out on the way: it has not returned, but its
 * arena has escaped. Does nothing if none has. */
void mutation_abandon(Connection *connection);

/* Appends the statements of the steps and their binds as text. */
void mutation_write_steps(StrBuf *out, const Program *program, const Json *const *slots);

/* Opens and ends a transaction that several mutations share. A SQLite result code; a batch that
 * cannot be committed is rolled back. */
int batch_begin(Connection *connection);
int batch_commit(Connection *connection);
void batch_roll_back(Connection *connection);

/* False once SQLite has rolled the batch back by itself; its commit fails with SQLITE_ABORT then.
 */
bool batch_is_open(const Connection *connection);

#endif
