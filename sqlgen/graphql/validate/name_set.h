/*
 * NameSet: the names met so far, for the rules that want each name once.
 *
 * A few names are compared one by one; from the ninth on a seeded hash map holds them, so a
 * thousand names cost a thousand steps.
 */
#ifndef SOLOQL_GRAPHQL_VALIDATE_NAME_SET_H
#define SOLOQL_GRAPHQL_VALIDATE_NAME_SET_H

#include "sqlgen/base/map.h"
#include "sqlgen/graphql/ast.h"
#include "sqlgen/graphql/report.h"

enum { NAME_SET_FEW = 8 };

typedef struct NameSet {
    const Name *few[NAME_SET_FEW];
    size_t count;
    Map many;
} NameSet;

/* An empty set. Names added must live as long as the set. */
void name_set_init(NameSet *set, Arena *arena);

/* Adds the name and returns NULL, or returns the equal one that was added before. */
const Name *name_set_add(NameSet *set, const Name *name);

/*
 * Reports each name that stands more than once, with all its places: `There can be only one
 * <what><name>".`, so `what` ends in an opening quote.
 */
void name_set_report_repeated(Report *report, const Name *const *names, size_t count,
                              const char *what);

#endif
