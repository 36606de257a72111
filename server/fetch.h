/*
 * Fetcher: asks one URL over HTTP, from any thread, and keeps its connections between requests.
 *
 * Every request has a time limit and a limit on the length of its answer, and follows no redirect.
 */
#ifndef SOLOQL_SERVER_FETCH_H
#define SOLOQL_SERVER_FETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "server/complaint.h"

typedef struct Fetcher Fetcher;

typedef struct Fetched {
    int status;
    char *body; /* owned, with a NUL behind it */
    size_t length;
    int64_t fresh; /* as freshness_read() */
    char why[160]; /* why it failed: nothing of the answer, no address */
} Fetched;

/*
 * For http: and https: addresses alone. NULL and a complaint for others, without libcurl, and
 * without memory. Copies the URL. To be made before there are threads.
 */
Fetcher *fetcher_open(const char *url, int64_t timeout_ms, size_t longest, Complaint *complaint);
void fetcher_close(Fetcher *fetcher); /* NULL is fine */

/*
 * Sends the headers ("Name: value", NULL at the end), by GET, or by POST with that body if it is
 * not NULL. True if an answer came, of whichever status. fetched_free() in any case.
 */
bool fetcher_ask(Fetcher *fetcher, char *const *headers, const char *body, Fetched *out);
void fetched_free(Fetched *fetched);

#endif
