/*
 * Report: the violations found so far, in graphql-js's order, at most so many.
 *
 * A violation keeps byte offsets; lines and columns are computed once at the end, for all of
 * them in one pass over the text, so that a long document full of errors stays cheap.
 */
#ifndef SOLOQL_GRAPHQL_REPORT_H
#define SOLOQL_GRAPHQL_REPORT_H

#include "sqlgen/graphql/source.h"

typedef struct Violation {
    Str message;
    uint32_t *offsets; /* of the nodes it is about */
    size_t offset_count;
} Violation;

typedef struct Report {
    Arena *arena;
    Violation *items;
    size_t count;
    size_t limit;      /* most violations kept */
    bool overflow;     /* there was at least one more */
    Violation surplus; /* what report_add() returns beyond the limit */
} Report;

void report_init(Report *report, Arena *arena, size_t limit);

/*
 * Adds a violation about the node at `offset` and returns it, so that more nodes can be added.
 * Never NULL; valid until the next one is added. Beyond the limit nothing is formatted or kept.
 */
Violation *report_add(Report *report, uint32_t offset, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds one more node to a violation; after the hundredth nothing happens. */
void report_locate(Report *report, Violation *violation, uint32_t offset);

/* Adds a violation of another report. */
void report_append(Report *report, const Violation *violation);

/* Adds everything to `errors`; a report that overflowed closes with graphql-js's last word. */
void report_write(const Report *report, const Source *source, ErrorList *errors);

#endif
