/*
 * Streaming: the rows of a program that emit_stream() made, one after another, in memory for a few
 * of them.
 *
 * CSV is what csv.h says. NDJSON is a line of JSON for each row.
 */
#ifndef SOLOQL_RUN_STREAM_H
#define SOLOQL_RUN_STREAM_H

#include "sqlgen/run/execute.h"

typedef enum StreamFormat { STREAM_CSV, STREAM_NDJSON } StreamFormat;

typedef struct Stream {
    StreamFormat format;
    /* Takes the next piece; other than 0 ends the stream. */
    int (*write)(void *context, const char *bytes, size_t length);
    void *context;
    uint32_t timeout_ms;    /* of the whole, the reader's slowness included */
    int64_t schema_version; /* of the database, that the program was made for */
    bool begun;             /* something was written, and cannot be taken back */
    bool abandoned;         /* write() has ended it */
} Stream;

/*
 * Runs the program's statement and writes its rows. EXECUTE_OK if all rows were written. A value
 * that contradicts its type is an error in `errors`; in NDJSON it is null and the rows go on until
 * there are more errors than the list takes, in CSV, where an error has no place, the rows end.
 */
ExecuteOutcome execute_stream(Connection *connection, const Program *program,
                              const Json *const *slots, Stream *stream, ErrorList *errors);

#endif
