/*
 * Violations: what the caller is told of a constraint that a mutation has violated.
 */
#ifndef SOLOQL_VIOLATION_H
#define SOLOQL_VIOLATION_H

#include "sqlgen/graphql/schema.h"
#include "sqlgen/model/model.h"
#include "sqlgen/run/mutate.h"

/*
 * Adds the constraint's name and its columns, as the caller's schema spells them, to the last
 * error. This one function decides what is told: a column that the row type of `schema` does not
 * have is not there for the caller, and a constraint that such a column takes part in is not named.
 */
void violation_tell(const Violation *violation, const Model *model, const Schema *schema,
                    ErrorList *errors);

#endif
