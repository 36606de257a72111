/*
 * soloql serve: the server, from the open database to the last answer.
 *
 *     $ soloql serve app.db
 *     SoloQL is ready at http://127.0.0.1:8080
 *
 * SIGHUP has schema.graphql and the database's schema read anew. SIGTERM and SIGINT end it:
 * requests in flight are answered first, later ones are sent away. A second signal ends it at once.
 */
#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "server/http.h"
#include "server/log.h"
#include "server/operation.h"
#include "server/reload.h"
#include "server/watch.h"

enum {
    WARNINGS_LOGGED = 50,  /* of the database; the rest is counted */
    MEMORY_ARENAS = 2,     /* of malloc; one for each of many threads would keep what each freed */
    MEMORY_KEPT = 1 << 20, /* free bytes that malloc keeps at the top of the heap */
    BLOCK_RETURNED = 256 << 10, /* blocks from this size on go back to the system when freed */
    TICK_MS = 1000,             /* how often overdue transfers are looked for */
    DRAIN_TICK_MS = 10,         /* how often the requests in flight are counted when stopping */
    LAST_WORD_MS = 2000         /* what interrupted requests get to say so */
};

enum { OPTION_PRINT_CONFIG };

static const OptionDef serve_options[] = {
    {"--print-config", NULL, "show each setting, its value and where it came from, and exit"},
    {NULL, NULL, NULL},
};

static void memory_tune(void) {
#ifdef __GLIBC__
    (void)mallopt(M_ARENA_MAX, MEMORY_ARENAS);
    (void)mallopt(M_MMAP_THRESHOLD, BLOCK_RETURNED);
    (void)mallopt(M_TRIM_THRESHOLD, MEMORY_KEPT);
#endif
}

/* What was needed to read the schema. */
static void memory_give_back(void) {
#ifdef __GLIBC__
    (void)malloc_trim(0);
#endif
}

/* Signals are waited for by the main thread; the others, made later, inherit the mask. */
static sigset_t signals_block(void) {
    sigset_t signals;
    (void)signal(SIGPIPE, SIG_IGN);
    (void)sigemptyset(&signals);
    (void)sigaddset(&signals, SIGTERM);
    (void)sigaddset(&signals, SIGINT);
    (void)sigaddset(&signals, SIGHUP);
    (void)pthread_sigmask(SIG_BLOCK, &signals, NULL);
    return signals;
}

/* Whether a signal came within the time that ends the server. SIGHUP has the schema read anew. */
static bool signal_came(const sigset_t *signals, Reload *reload, long milliseconds) {
    struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    int number = sigtimedwait(signals, NULL, &time);
    if (number == SIGHUP) {
        reload_now(reload);
    }
    return number > 0 && number != SIGHUP;
}

static void warnings_log(const soloql *engine) {
    size_t count = 0;
    for (const char *warning; (warning = soloql_warning(engine, count)) != NULL; count++) {
        if (count < WARNINGS_LOGGED) {
            log_message(LOG_WARN, "%s", warning);
        }
    }
    if (count > WARNINGS_LOGGED) {
        log_message(LOG_WARN, "%zu more warnings of this kind", count - WARNINGS_LOGGED);
    }
}

/* Waits until nothing is in flight; false if the time is up, or a signal came. */
static bool flight_ends(Server *server, const sigset_t *signals, int64_t milliseconds) {
    int64_t limit = watch_now() + milliseconds;
    do {
        if (signal_came(signals, NULL, DRAIN_TICK_MS)) {
            return false;
        }
        if (atomic_load(&server->in_flight) == 0) {
            return true;
        }
    } while (watch_now() < limit);
    return false;
}

static void serve_until_stopped(Server *server, Http *http, const sigset_t *signals,
                                Reload *reload) {
    while (!signal_came(signals, reload, TICK_MS)) {
        http_watch(http);
    }
    atomic_store(&server->draining, true);
    if (flight_ends(server, signals, server->settings->shutdown_timeout)) {
        return;
    }
    log_message(LOG_WARN, "requests that are still in flight are interrupted");
    pool_interrupt(server->pool);
    pool_interrupt(server->streams);
    writer_interrupt(server->writer);
    http_cut(http);
    if (!flight_ends(server, signals, LAST_WORD_MS)) {
        /* A thread is stuck, and to join it could take for ever. */
        log_message(LOG_ERROR, "stopped without waiting for requests in flight");
        _exit(EXIT_FAILED);
    }
}

static Writer *writer_start(soloql *engine, const Settings *settings) {
    WriterLimits limits = {.batch = (size_t)settings->write_batch,
                           .batch_ms = settings->write_batch_time,
                           .queue = (size_t)settings->write_queue,
                           .wait_ms = settings->write_wait,
                           .answer_bytes = (size_t)settings->max_response_bytes};
    return writer_open(engine, &limits);
}

static int serve(const Invocation *invocation, soloql *engine, Auth *auth) {
    Server server = {.settings = invocation->settings, .auth = auth};
    sigset_t signals = signals_block();
    const Settings *settings = server.settings;
    server.pool = pool_open(engine, (size_t)settings->pool_size, settings->pool_wait);
    server.streams = pool_open(engine, (size_t)settings->max_streams, settings->pool_wait);
    server.writer = writer_start(engine, settings);
    server.crowd = crowd_start(engine);
    Http *http = NULL;
    Reload *reload = reload_start(engine, server.settings, invocation->complaint);
    if (server.pool == NULL || server.streams == NULL || server.writer == NULL ||
        server.crowd == NULL) {
        (void)complain(invocation->complaint, "out of memory");
    } else if (reload != NULL) {
        http = http_start(&server, invocation->complaint);
    }
    if (http != NULL) {
        printf("SoloQL is ready at %s\n", http_url(http));
        (void)fflush(stdout);
        serve_until_stopped(&server, http, &signals, reload);
        http_stop(http);
    }
    reload_stop(reload);
    crowd_stop(server.crowd);
    pool_close(server.pool);
    pool_close(server.streams);
    writer_close(server.writer);
    return http == NULL ? EXIT_FAILED : 0;
}

static int serve_run(const Invocation *invocation) {
    const Settings *settings = invocation->settings;
    if (invocation->arguments->options[OPTION_PRINT_CONFIG] != NULL) {
        settings_print(settings, stdout);
        return 0;
    }
    if (invocation->arguments->positional_count == 0) {
        (void)complain(invocation->complaint, "which database? usage: soloql serve DB [options]");
        return EXIT_USAGE;
    }
    memory_tune();
    log_open((LogLevel)settings->log_level, (LogFormat)settings->log_format);
    soloql *engine = operation_open_engine(invocation);
    if (engine == NULL) {
        return EXIT_FAILED;
    }
    char *message = NULL;
    int status = EXIT_FAILED;
    if (settings->wal && soloql_use_wal(engine, &message) != 0) {
        (void)complain(invocation->complaint, "%s", message == NULL ? "out of memory" : message);
    } else {
        warnings_log(engine);
        Auth *auth = auth_open(settings, engine, invocation->complaint);
        memory_give_back();
        status = auth == NULL ? EXIT_FAILED : serve(invocation, engine, auth);
        auth_close(auth);
    }
    soloql_free(message);
    soloql_close(engine);
    return status;
}

const Command cmd_serve = {
    .name = "serve",
    .usage = "DB [options]",
    .summary = "serves a database as GraphQL over HTTP",
    .options = serve_options,
    .scopes = SETTING_FOR_ANY,
    .most_positional = 1,
    .run = serve_run,
};
