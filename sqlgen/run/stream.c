/*
 * Streaming; see stream.h.
 *
 * In: the statement `select 'id:int! name:text', t0."id", t0."name" from …`. Out: the object of
 * each row (row_writer.h), and of it a line. The idea: what has been written cannot be taken back,
 * so lines gather in a buffer, and an error that comes before the buffer was full for the first
 * time is still an answer of its own.
 */
#include "sqlgen/run/stream.h"

#include <string.h>

#include "sqlgen/run/bubble.h"
#include "sqlgen/run/csv.h"
#include "sqlgen/run/row_writer.h"
#include "sqlgen/run/sqlite_error.h"

enum { STREAM_PIECE = 64 * 1024 }; /* bytes that are written at once */

typedef struct StreamRun {
    const Program *program;
    Connection *connection;
    Stream *stream;
    ErrorList *errors;
    const ResultNode *list;
    sqlite3_stmt *statement;
    RowWriter *writer;
    Arena scratch;  /* of one row */
    StrBuf row;     /* JSON of one row */
    StrBuf waiting; /* lines that are not written yet */
    size_t row_count;
} StreamRun;

/* Hands on what is waiting; false if nobody wants more. */
static bool stream_flush(StreamRun *run) {
    Stream *stream = run->stream;
    if (run->waiting.failed) {
        error_add(run->errors, ERROR_QUERY_TOO_EXPENSIVE, "There is not enough memory for a row.");
        return false;
    }
    if (run->waiting.length != 0) {
        stream->begun = true;
        stream->abandoned =
            stream->write(stream->context, run->waiting.data, run->waiting.length) != 0;
        run->waiting.length = 0;
    }
    if (stream->abandoned) {
        error_add(run->errors, ERROR_UNEXPECTED, "The reader of the stream went away.");
    }
    return !stream->abandoned;
}

/* ---- One row ---- */

/* The row's errors, and the row without the values that they are about; false to end here. */
static bool stream_bubble(StreamRun *run) {
    FunctionState *functions = &run->connection->functions;
    StrBuf bubbled = {.limit = run->row.limit};
    bubble_row(&bubbled, strbuf_view(&run->row), run->list, run->row_count, functions, run->errors);
    strbuf_free(&run->row);
    run->row = bubbled;
    return run->stream->format == STREAM_NDJSON && run->errors->count < run->errors->limit;
}

static bool stream_write_row(StreamRun *run) {
    run->row.length = 0;
    row_writer_write(run->writer, &run->row);
    if (run->row.failed) {
        error_add(run->errors, ERROR_QUERY_TOO_EXPENSIVE, "A row is larger than the limit.");
        return false;
    }
    bool good = true;
    if (memchr(run->row.data, NOTE_MARK, run->row.length) != NULL) {
        good = stream_bubble(run);
    }
    if (good && run->stream->format == STREAM_CSV) {
        csv_write_row(&run->waiting, run->list, strbuf_view(&run->row), &run->scratch);
        arena_reset(&run->scratch);
    } else if (good) {
        strbuf_append(&run->waiting, strbuf_view(&run->row));
        strbuf_append_char(&run->waiting, '\n');
    }
    run->row_count++;
    return good && (run->waiting.length < STREAM_PIECE || stream_flush(run));
}

/* ---- All rows ---- */

/* Whether the statement reads the schema that the program was made for. Asked within its own
 * transaction, before anything is written. */
static bool stream_check_schema(StreamRun *run) {
    Connection *connection = run->connection;
    bool prepared = sqlite3_stmt_status(run->statement, SQLITE_STMTSTATUS_REPREPARE, 1) != 0;
    bool same = connection->schema_version == run->stream->schema_version;
    if ((prepared || !same) && connection_look_at_schema(connection)) {
        same = connection->schema_version == run->stream->schema_version;
    }
    connection->unsettled = !same;
    if (!same) {
        error_add(run->errors, ERROR_CONFLICT, "The database's schema has changed; try again.");
    }
    return same;
}

static bool stream_rows(StreamRun *run) {
    int rc = sqlite3_step(run->statement);
    bool good = stream_check_schema(run);
    if (good && rc == SQLITE_ROW) {
        run->writer =
            row_writer_new(run->errors->arena, &run->connection->functions, run->statement);
        good = run->writer != NULL;
        if (!good) {
            error_add(run->errors, ERROR_UNEXPECTED, "The statement's columns fit no shape.");
        }
    }
    while (good && rc == SQLITE_ROW) {
        good = stream_write_row(run);
        rc = good ? sqlite3_step(run->statement) : rc;
    }
    if (good && rc != SQLITE_DONE) {
        execute_complain(run->connection, run->program, rc, run->errors);
        good = false;
    }
    return good && stream_flush(run);
}

/* Gives back what the run holds; done at its end, and again with the arena in case that an escape
 * kept it from its end. */
static void stream_end(void *object) {
    StreamRun *run = object;
    if (run->statement != NULL) {
        sqlite3_reset(run->statement);
        sqlite3_clear_bindings(run->statement);
        run->statement = NULL;
    }
    arena_free(&run->scratch);
    strbuf_free(&run->row);
    strbuf_free(&run->waiting);
}

ExecuteOutcome execute_stream(Connection *connection, const Program *program,
                              const Json *const *slots, Stream *stream, ErrorList *errors) {
    ExecuteOutcome outcome = EXECUTE_OK;
    StreamRun *run = ARENA_NEW(errors->arena, StreamRun);
    *run = (StreamRun){.connection = connection,
                       .stream = stream,
                       .errors = errors,
                       .program = program,
                       .list = &program->roots[0].node,
                       .row = {.limit = connection->functions.max_bytes}};
    arena_defer(errors->arena, stream_end, run);
    connection_begin_within(connection, stream->timeout_ms);
    run->statement = execute_prepare(connection, program, slots, errors, &outcome);
    if (run->statement != NULL) {
        if (stream->format == STREAM_CSV) {
            csv_write_header(&run->waiting, run->list);
        }
        if (!stream_rows(run)) {
            outcome = EXECUTE_FAILED;
        }
    }
    stream_end(run);
    connection_end(connection);
    return outcome;
}
