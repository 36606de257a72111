/*
 * The writer; see writer.h.
 *
 *     thread 1   leads: begin  [1]  commit           → 1 is answered
 *     thread 2        queues ………………… leads: begin  [2] [3]  commit   → 2 and 3 are answered
 *     thread 3             queues ……………………………………………………………… (its mutation is run by thread 2)
 *
 * One thread leads at a time: it runs its own mutation and those of the queue, one after the other
 * on the one connection, commits, wakes their threads, and hands the lead to the first who waits.
 * An answer belongs to the connection until its next call, so each is taken from it.
 *
 * SQLite undoes the whole transaction when a statement in it is stopped by the time limit, by a
 * trigger's RAISE(ROLLBACK) and by a full disk. That is the fate of the one mutation which caused
 * it: those before it in the transaction have not happened, nobody was told that they had, and they
 * are run again.
 */
#include "server/writer.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "server/deadline.h"
#include "server/log.h"
#include "server/watch.h"

enum { BATCH_BYTES = 1024 * 1024 }; /* of answers that wait for a commit, but for the last */

typedef enum JobState { JOB_WAITS, JOB_LEADS, JOB_RUNS, JOB_DONE } JobState;

/* A mutation; on the stack of its thread, which waits. */
typedef struct Job {
    const soloql_request *request;
    Written *out;
    JobState state; /* guarded by the writer's mutex, as what follows is while it waits */
    pthread_cond_t changed;
    struct Job *next;
} Job;

/* First in, first out. */
typedef struct Jobs {
    Job *first, *last;
    size_t count;
} Jobs;

struct Writer {
    soloql *engine;
    WriterLimits limits;
    pthread_mutex_t mutex;         /* guards what follows */
    soloql_connection *connection; /* the leader's alone, but to interrupt it */
    bool is_led;                   /* if not, nobody waits */
    bool is_stopping;
    Jobs queue;
    size_t answer_bytes; /* of answers that are not released */
    WriterCounts counts;
};

/* What a leader does until he hands over. */
typedef struct Batch {
    Writer *writer;
    Jobs todo; /* have to be run before anything else */
    Jobs ran;  /* in the transaction that is open */
    size_t bytes;
    int64_t end;    /* watch_now() when nothing more is taken along */
    bool is_closed; /* nor if this is set */
} Batch;

/* ---------------------------------------------------------------- lists of jobs */

static void jobs_push(Jobs *jobs, Job *job) {
    job->next = NULL;
    if (jobs->last == NULL) {
        jobs->first = job;
    } else {
        jobs->last->next = job;
    }
    jobs->last = job;
    jobs->count++;
}

static Job *jobs_pop(Jobs *jobs) {
    Job *job = jobs->first;
    if (job != NULL) {
        jobs->first = job->next;
        jobs->last = jobs->first == NULL ? NULL : jobs->last;
        jobs->count--;
    }
    return job;
}

static void jobs_remove(Jobs *jobs, const Job *job) {
    Jobs kept = {0};
    for (Job *other; (other = jobs_pop(jobs)) != NULL;) {
        if (other != job) {
            jobs_push(&kept, other);
        }
    }
    *jobs = kept;
}

/* ---------------------------------------------------------------- open and closed */

Writer *writer_open(soloql *engine, const WriterLimits *limits) {
    Writer *writer = calloc(1, sizeof *writer);
    if (writer != NULL) {
        writer->engine = engine;
        writer->limits = *limits;
        (void)pthread_mutex_init(&writer->mutex, NULL);
    }
    return writer;
}

void writer_close(Writer *writer) {
    if (writer != NULL) {
        soloql_disconnect(writer->connection);
        (void)pthread_mutex_destroy(&writer->mutex);
        free(writer);
    }
}

/* ---------------------------------------------------------------- the fate of a job */

static void written_free(Written *written) {
    soloql_free(written->block);
    written->block = NULL;
    written->response = (soloql_response){0};
}

/* Tells the threads of these jobs; the mutex is held. None may be touched afterwards. */
static void jobs_finish(Writer *writer, Jobs *jobs, WriterAnswer answer, const char *message) {
    for (Job *job; (job = jobs_pop(jobs)) != NULL;) {
        Written *out = job->out;
        out->answer = answer;
        (void)snprintf(out->message, sizeof out->message, "%s", message == NULL ? "" : message);
        if (answer == WRITER_DONE) {
            writer->answer_bytes += out->response.body_length;
        } else {
            written_free(out);
        }
        job->state = JOB_DONE;
        (void)pthread_cond_signal(&job->changed);
    }
}

static void jobs_fail(Writer *writer, Jobs *jobs, WriterAnswer answer, const char *message) {
    (void)pthread_mutex_lock(&writer->mutex);
    jobs_finish(writer, jobs, answer, message);
    (void)pthread_mutex_unlock(&writer->mutex);
}

void writer_release(Writer *writer, Written *written) {
    (void)pthread_mutex_lock(&writer->mutex);
    writer->answer_bytes -= written->response.body_length;
    (void)pthread_mutex_unlock(&writer->mutex);
    written_free(written);
}

/* ---------------------------------------------------------------- the transaction */

/* Opens the connection, outside the lock: only the leader does. */
static bool batch_connect(Batch *batch) {
    Writer *writer = batch->writer;
    soloql_connection *connection = NULL;
    char *message = NULL;
    if (writer->connection != NULL) {
        return true;
    }
    if (soloql_connect_writer(writer->engine, &connection, &message) != 0) {
        jobs_fail(writer, &batch->todo, WRITER_UNOPENED,
                  message == NULL ? "out of memory" : message);
        soloql_free(message);
        return false;
    }
    (void)pthread_mutex_lock(&writer->mutex);
    writer->connection = connection;
    (void)pthread_mutex_unlock(&writer->mutex);
    return true;
}

/* What a transaction's failure is to its mutations: the return value of soloql_batch_*(). */
static WriterAnswer answer_of(int failed, const char *message) {
    if (failed == 0) {
        return WRITER_DONE;
    }
    if (failed == 1) {
        return WRITER_LOCKED;
    }
    log_message(LOG_ERROR, "mutations were not committed: %s", message);
    return WRITER_FAILED;
}

/* Begins; if that cannot be, what was to be run is answered. */
static bool batch_begin(Batch *batch) {
    Writer *writer = batch->writer;
    char *message = NULL;
    (void)pthread_mutex_lock(&writer->mutex);
    if (writer->is_stopping) {
        jobs_finish(writer, &batch->todo, WRITER_BUSY, NULL);
    }
    (void)pthread_mutex_unlock(&writer->mutex);
    if (batch->todo.first == NULL || !batch_connect(batch)) {
        return false;
    }
    int failed = soloql_batch_begin(writer->connection, &message);
    if (failed != 0) {
        jobs_fail(writer, &batch->todo, answer_of(failed, message), message);
    }
    soloql_free(message);
    batch->end = watch_now() + writer->limits.batch_ms;
    return failed == 0;
}

/* The next to be run in the transaction; NULL if it is to be committed now. */
static Job *batch_next(Batch *batch) {
    Writer *writer = batch->writer;
    Job *job = jobs_pop(&batch->todo);
    if (job != NULL) {
        return job;
    }
    if (batch->is_closed || batch->ran.count >= writer->limits.batch ||
        batch->bytes >= BATCH_BYTES || watch_now() >= batch->end) {
        return NULL;
    }
    (void)pthread_mutex_lock(&writer->mutex);
    job = writer->is_stopping ? NULL : jobs_pop(&writer->queue);
    if (job != NULL) {
        job->state = JOB_RUNS;
    }
    (void)pthread_mutex_unlock(&writer->mutex);
    return job;
}

static void job_execute(Job *job, soloql_connection *connection) {
    Written *out = job->out;
    written_free(out);
    soloql_execute(connection, job->request, &out->response);
    out->response.operation_name = out->response.etag = NULL; /* the connection's */
    out->block = soloql_take_body(connection);
}

static void batch_commit(Batch *batch) {
    Writer *writer = batch->writer;
    char *message = NULL;
    int failed = soloql_batch_commit(writer->connection, &message);
    WriterAnswer answer = answer_of(failed, message);
    (void)pthread_mutex_lock(&writer->mutex);
    if (answer == WRITER_DONE) {
        writer->counts.commits++;
        writer->counts.mutations += batch->ran.count;
    }
    jobs_finish(writer, &batch->ran, answer, message);
    (void)pthread_mutex_unlock(&writer->mutex);
    soloql_free(message);
}

/* The transaction is gone by this job's fault, which is answered; the others are to be run again,
 * in their order. */
static void batch_lose(Batch *batch, Job *job) {
    char *message = NULL;
    Jobs lost = {0};
    (void)soloql_batch_commit(batch->writer->connection, &message);
    soloql_free(message);
    jobs_push(&lost, job);
    jobs_fail(batch->writer, &lost, WRITER_DONE, NULL);
    for (Job *other; (other = jobs_pop(&batch->todo)) != NULL;) {
        jobs_push(&batch->ran, other);
    }
    batch->todo = batch->ran;
    batch->ran = (Jobs){0};
    batch->is_closed = true;
}

static void batch_run(Batch *batch) {
    soloql_connection *connection = batch->writer->connection;
    for (Job *job; (job = batch_next(batch)) != NULL;) {
        job_execute(job, connection);
        if (soloql_batch_is_open(connection) == 0) {
            batch_lose(batch, job);
            return;
        }
        batch->bytes += job->out->response.body_length;
        jobs_push(&batch->ran, job);
    }
    batch_commit(batch);
}

/* ---------------------------------------------------------------- the lead */

/* Runs the first of the queue and who is there besides. */
static void writer_lead(Writer *writer) {
    Batch batch = {.writer = writer};
    (void)pthread_mutex_lock(&writer->mutex);
    jobs_push(&batch.todo, jobs_pop(&writer->queue));
    (void)pthread_mutex_unlock(&writer->mutex);
    while (batch.todo.first != NULL && batch_begin(&batch)) {
        batch_run(&batch);
    }
}

/* The mutex is held. */
static void writer_hand_over(Writer *writer) {
    if (writer->is_stopping) {
        jobs_finish(writer, &writer->queue, WRITER_BUSY, NULL);
    }
    Job *next = writer->queue.first;
    writer->is_led = next != NULL;
    if (next != NULL) {
        next->state = JOB_LEADS;
        (void)pthread_cond_signal(&next->changed);
    }
}

/* Waits in the queue: to be run by another, to lead, or for too long. The mutex is held. */
static void job_wait(Writer *writer, Job *job) {
    struct timespec deadline = deadline_after(writer->limits.wait_ms);
    int waited = 0;
    while (job->state == JOB_WAITS && waited == 0) {
        waited = pthread_cond_timedwait(&job->changed, &writer->mutex, &deadline);
    }
    if (job->state == JOB_WAITS) {
        jobs_remove(&writer->queue, job);
        job->state = JOB_DONE;
    }
    while (job->state == JOB_RUNS) {
        (void)pthread_cond_wait(&job->changed, &writer->mutex);
    }
}

static bool writer_admits(const Writer *writer) {
    return !writer->is_stopping && writer->answer_bytes <= writer->limits.answer_bytes &&
           (!writer->is_led || writer->queue.count < writer->limits.queue);
}

void writer_run(Writer *writer, const soloql_request *request, Written *out) {
    Job job = {.request = request, .out = out, .state = JOB_WAITS};
    *out = (Written){.answer = WRITER_BUSY};
    deadline_init_condition(&job.changed);
    (void)pthread_mutex_lock(&writer->mutex);
    if (writer_admits(writer)) {
        jobs_push(&writer->queue, &job);
        if (writer->is_led) {
            job_wait(writer, &job);
        } else {
            writer->is_led = true;
            job.state = JOB_LEADS;
        }
        if (job.state == JOB_LEADS) {
            (void)pthread_mutex_unlock(&writer->mutex);
            writer_lead(writer);
            (void)pthread_mutex_lock(&writer->mutex);
            writer_hand_over(writer);
        }
    }
    (void)pthread_mutex_unlock(&writer->mutex);
    (void)pthread_cond_destroy(&job.changed);
}

void writer_interrupt(Writer *writer) {
    (void)pthread_mutex_lock(&writer->mutex);
    writer->is_stopping = true;
    if (writer->connection != NULL) {
        soloql_interrupt(writer->connection);
    }
    (void)pthread_mutex_unlock(&writer->mutex);
}

WriterCounts writer_count(Writer *writer) {
    (void)pthread_mutex_lock(&writer->mutex);
    WriterCounts counts = writer->counts;
    counts.queued = writer->queue.count;
    counts.is_writing = writer->is_led;
    (void)pthread_mutex_unlock(&writer->mutex);
    return counts;
}
