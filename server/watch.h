/*
 * Watch: a limit on how long a transfer over a client's connection may take as a whole.
 *
 * CivetWeb limits each pause within a transfer, so a client that sends or takes a byte now and
 * then could hold a thread for hours. A worker begins a watch before it reads or writes and ends
 * it after; the main thread looks through all watches once a second and cuts what is overdue.
 */
#ifndef SOLOQL_SERVER_WATCH_H
#define SOLOQL_SERVER_WATCH_H

#include <civetweb.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct Watch {
    pthread_mutex_t mutex; /* guards the rest */
    bool is_reading;       /* what comes from the client, so that it can still be answered */
    int64_t deadline;      /* watch_now() when the transfer is overdue; 0 = there is none */
    char peer[48];         /* address of the client */
    int port;              /* its port */
} Watch;

/* Milliseconds of a clock that nobody can set. */
int64_t watch_now(void);

void watch_init(Watch *watch);
void watch_destroy(Watch *watch);

/* Reading from, or writing to, the request's connection may take so long from now. */
void watch_reading(Watch *watch, const struct mg_request_info *request, int64_t milliseconds);
void watch_writing(Watch *watch, const struct mg_request_info *request, int64_t milliseconds);
void watch_end(Watch *watch);

/* Shuts the connection down if its deadline is before `now`; true if it was. */
bool watch_cut(Watch *watch, int64_t now);

#endif
