/*
 * Writer: the one connection that writes, and group commit.
 *
 * A commit waits for the disk, and mutations that come meanwhile share the next one: they run in
 * one transaction, each all or nothing by itself, and are answered when all of it is on the disk.
 * There is no thread of its own and no waiting for company: whoever finds the writer free begins at
 * once and takes along who has queued by then. Thread-safe.
 */
#ifndef SOLOQL_SERVER_WRITER_H
#define SOLOQL_SERVER_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sqlgen/soloql.h"

typedef struct Writer Writer;

typedef struct WriterLimits {
    size_t batch;        /* most mutations of one transaction; at least 1 */
    int64_t batch_ms;    /* a transaction takes no more of them once it is this old */
    size_t queue;        /* most mutations that wait to be begun */
    int64_t wait_ms;     /* most that one of them waits */
    size_t answer_bytes; /* beyond so many bytes of answers not yet released none is begun */
} WriterLimits;

/* The connection is opened when the first mutation comes. NULL without memory. */
Writer *writer_open(soloql *engine, const WriterLimits *limits);

/* No thread may be in it any more. NULL is fine. */
void writer_close(Writer *writer);

/* Unless it is WRITER_DONE, nothing has happened. */
typedef enum WriterAnswer {
    WRITER_DONE,     /* executed, and if it succeeded on the disk: see the response */
    WRITER_BUSY,     /* not begun: too many wait, it waited too long, or the server stops */
    WRITER_LOCKED,   /* another process kept the database's lock */
    WRITER_FAILED,   /* the transaction failed: see the message */
    WRITER_UNOPENED, /* the connection could not be opened: see the message */
} WriterAnswer;

/* What came of a mutation. */
typedef struct Written {
    WriterAnswer answer;
    soloql_response response; /* WRITER_DONE: its body lives until it is released; names no more
                                 operation_name and etag */
    char message[256];        /* for the caller, or, of WRITER_UNOPENED, for the log */
    void *block;              /* that the body is in */
} Written;

/* Runs a mutation and returns when its fate is sealed. */
void writer_run(Writer *writer, const soloql_request *request, Written *out);

/* Frees the answer of WRITER_DONE; the others have none. */
void writer_release(Writer *writer, Written *written);

/* The server stops: interrupts the mutation that runs, and begins none any more. */
void writer_interrupt(Writer *writer);

/* Numbers since it was opened, and of now. */
typedef struct WriterCounts {
    uint64_t commits;   /* transactions that were committed */
    uint64_t mutations; /* in them */
    size_t queued;      /* mutations that wait now … */
    bool is_writing;    /* … for one or several that are being run */
} WriterCounts;

WriterCounts writer_count(Writer *writer);

#endif
