/*
 * Reloading; see reload.h.
 *
 * Editors save a file by writing another and renaming it, so what is watched is the directory, for
 * the file's name. A pipe wakes the thread when the server stops.
 */
#include "server/reload.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "server/log.h"

struct Reload {
    soloql *engine;
    const char *path; /* of schema.graphql, its directory and its name in that */
    char *directory;
    const char *name;
    bool watching; /* what follows is in use */
    int inotify;
    int wake[2];
    pthread_t thread;
};

/* A line for each that the message has. */
static void log_lines(const char *message) {
    for (const char *end; (end = strchr(message, '\n')) != NULL; message = end + 1) {
        log_message(LOG_ERROR, "%.*s", (int)(end - message), message);
    }
    log_message(LOG_ERROR, "%s", message);
}

static void reload_log(void *context, const char *message) {
    (void)context;
    if (message == NULL) {
        log_message(LOG_INFO, "the schema was read anew");
        return;
    }
    log_lines(message);
    log_message(LOG_ERROR, "the schema was not read anew; the one before is served still");
}

void reload_now(Reload *reload) {
    char *message = NULL;
    if (reload == NULL) {
        return;
    }
    int failed = soloql_reload(reload->engine, &message);
    reload_log(NULL, failed && message == NULL ? "out of memory" : message);
    soloql_free(message);
}

/* Whether one of the events that can be read now is about the file. */
static bool events_concern(const Reload *reload) {
    _Alignas(struct inotify_event) char buffer[4096];
    ssize_t length = read(reload->inotify, buffer, sizeof buffer);
    bool concern = false;
    for (ssize_t at = 0; at < length;) {
        const struct inotify_event *event = (const struct inotify_event *)(buffer + at);
        concern |= event->len != 0 && strcmp(event->name, reload->name) == 0;
        at += (ssize_t)(sizeof *event + event->len);
    }
    return concern;
}

static void *reload_watch(void *argument) {
    Reload *reload = argument;
    struct pollfd files[] = {{.fd = reload->inotify, .events = POLLIN},
                             {.fd = reload->wake[0], .events = POLLIN}};
    while (poll(files, 2, -1) > 0 || errno == EINTR) {
        if (files[1].revents != 0) {
            break;
        }
        if (files[0].revents != 0 && events_concern(reload)) {
            reload_now(reload);
        }
    }
    return NULL;
}

/* Where the directory of the path ends: "a/b" is in "a/", "b" in ".". */
static bool path_split(Reload *reload) {
    const char *slash = strrchr(reload->path, '/');
    reload->name = slash == NULL ? reload->path : slash + 1;
    reload->directory =
        slash == NULL ? strdup(".") : strndup(reload->path, (size_t)(slash - reload->path) + 1);
    return reload->directory != NULL;
}

static bool watch_start(Reload *reload, Complaint *complaint) {
    reload->wake[0] = reload->wake[1] = -1;
    reload->inotify = path_split(reload) ? inotify_init1(IN_CLOEXEC | IN_NONBLOCK) : -1;
    reload->watching =
        reload->inotify >= 0 && pipe(reload->wake) == 0 &&
        inotify_add_watch(reload->inotify, reload->directory, IN_CLOSE_WRITE | IN_MOVED_TO) >= 0 &&
        pthread_create(&reload->thread, NULL, reload_watch, reload) == 0;
    return reload->watching ||
           complain(complaint, "cannot watch \"%s\": %s", reload->path, strerror(errno));
}

static void descriptor_close(int descriptor) {
    if (descriptor >= 0) {
        (void)close(descriptor);
    }
}

static void reload_free(Reload *reload) {
    if (reload->directory != NULL) {
        descriptor_close(reload->inotify);
        descriptor_close(reload->wake[0]);
        descriptor_close(reload->wake[1]);
    }
    free(reload->directory);
    free(reload);
}

Reload *reload_start(soloql *engine, const Settings *settings, Complaint *complaint) {
    Reload *reload = calloc(1, sizeof *reload);
    if (reload == NULL) {
        (void)complain(complaint, "out of memory");
        return NULL;
    }
    reload->engine = engine;
    reload->path = settings->schema;
    soloql_on_reload(engine, reload_log, NULL);
    if (settings->watch && *reload->path == '\0') {
        (void)complain(complaint, "--watch: which file? --schema names it");
        free(reload);
        return NULL;
    }
    if (settings->watch && !watch_start(reload, complaint)) {
        reload_free(reload);
        return NULL;
    }
    return reload;
}

void reload_stop(Reload *reload) {
    if (reload == NULL) {
        return;
    }
    if (reload->watching) {
        (void)!write(reload->wake[1], "", 1);
        (void)pthread_join(reload->thread, NULL);
    }
    reload_free(reload);
}
