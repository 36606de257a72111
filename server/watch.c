/*
 * The limit on transfers; see watch.h.
 *
 * CivetWeb does not tell which socket a connection has. It is found, in the rare case that one is
 * to be cut, by its peer's address among the open descriptors; while the watch is locked the worker
 * cannot go on to another connection.
 */
#include "server/watch.h"

#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

int64_t watch_now(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void watch_init(Watch *watch) {
    (void)pthread_mutex_init(&watch->mutex, NULL);
    watch->deadline = 0;
}

void watch_destroy(Watch *watch) {
    (void)pthread_mutex_destroy(&watch->mutex);
}

static void watch_begin(Watch *watch, const struct mg_request_info *request, int64_t milliseconds,
                        bool is_reading) {
    (void)pthread_mutex_lock(&watch->mutex);
    watch->is_reading = is_reading;
    watch->deadline = watch_now() + milliseconds;
    memcpy(watch->peer, request->remote_addr, sizeof watch->peer);
    watch->port = request->remote_port;
    (void)pthread_mutex_unlock(&watch->mutex);
}

void watch_reading(Watch *watch, const struct mg_request_info *request, int64_t milliseconds) {
    watch_begin(watch, request, milliseconds, true);
}

void watch_writing(Watch *watch, const struct mg_request_info *request, int64_t milliseconds) {
    watch_begin(watch, request, milliseconds, false);
}

void watch_end(Watch *watch) {
    (void)pthread_mutex_lock(&watch->mutex);
    watch->deadline = 0;
    (void)pthread_mutex_unlock(&watch->mutex);
}

static bool socket_is_of_peer(int descriptor, const Watch *watch) {
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    char host[64], service[16], port[16];
    (void)snprintf(port, sizeof port, "%d", watch->port);
    return getpeername(descriptor, (struct sockaddr *)&address, &length) == 0 &&
           getnameinfo((struct sockaddr *)&address, length, host, sizeof host, service,
                       sizeof service, NI_NUMERICHOST | NI_NUMERICSERV) == 0 &&
           strcmp(service, port) == 0 && strcmp(host, watch->peer) == 0;
}

static void peer_shut_down(const Watch *watch) {
    struct rlimit limit;
    int most = getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < 65536 ? (int)limit.rlim_cur
                                                                               : 65536;
    for (int descriptor = 3; descriptor < most; descriptor++) {
        if (socket_is_of_peer(descriptor, watch)) {
            (void)shutdown(descriptor, watch->is_reading ? SHUT_RD : SHUT_RDWR);
            return;
        }
    }
}

bool watch_cut(Watch *watch, int64_t now) {
    (void)pthread_mutex_lock(&watch->mutex);
    bool overdue = watch->deadline != 0 && watch->deadline < now;
    if (overdue) {
        peer_shut_down(watch);
        watch->deadline = 0;
    }
    (void)pthread_mutex_unlock(&watch->mutex);
    return overdue;
}
