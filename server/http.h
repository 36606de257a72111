/* Http: the web server, CivetWeb under our rules. */
#ifndef SOLOQL_SERVER_HTTP_H
#define SOLOQL_SERVER_HTTP_H

#include "server/complaint.h"
#include "server/server.h"

typedef struct Http Http;

/*
 * Listens at the address of the settings, if the rules allow that, and answers requests from now
 * on. NULL and a complaint if it cannot. The server must live as long.
 */
Http *http_start(Server *server, Complaint *complaint);

/* Where it listens, such as "http://127.0.0.1:8080". */
const char *http_url(const Http *http);

/* Cuts transfers that take too long; to be called once a second. */
void http_watch(Http *http);

/* Cuts every transfer that is going on. */
void http_cut(Http *http);

/* Stops; requests that are still in flight lose their answer. */
void http_stop(Http *http);

#endif
