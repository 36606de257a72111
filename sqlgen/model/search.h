/*
 * Search: which FTS5 table indexes the words of an entity's rows.
 */
#ifndef SOLOQL_MODEL_SEARCH_H
#define SOLOQL_MODEL_SEARCH_H

#include "sqlgen/model/model.h"

struct Search {
    const Table *index; /* the FTS5 table */
    const Column *link; /* of the entity's table: the index's rowid; NULL = the rowid */
};

/* Gives entities their search: each FTS5 table, and the table or view that is its content. */
void model_find_search(Model *model);

#endif
