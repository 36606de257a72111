/*
 * Relations: foreign keys, read in both directions (API section 1).
 */
#ifndef SOLOQL_MODEL_RELATIONS_H
#define SOLOQL_MODEL_RELATIONS_H

#include "sqlgen/model/model.h"
#include "sqlgen/model/naming.h"

/* Fills in the relations of all entities. scopes[i] holds the names that fields of entities[i]
 * have already. */
void model_relate(Model *model, NameScope *scopes);

#endif
