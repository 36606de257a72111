/*
 * What can be said of a rule's condition without looking at rows: whether it is the same for all of
 * them, and which columns it compares with claims in a way that nulls fall through.
 */
#ifndef SOLOQL_MODEL_CONDITION_H
#define SOLOQL_MODEL_CONDITION_H

#include "sqlgen/model/role.h"

typedef enum Truth {
    TRUTH_DEPENDS, /* on the row, or on the session */
    TRUTH_ALWAYS,
    TRUTH_NEVER
} Truth;

/* Whether rows of the entity that the rule is for meet it. */
Truth condition_truth(const Condition *condition);

/* True if there is a filter to speak of: none, or {}, are all rows without more words. */
bool condition_is_said(const Condition *condition);

/* The filter as the file has it. */
Str condition_text(Arena *arena, const Condition *condition);

/* The first nullable column that is compared with a claim by _neq or _nin, or by _eq or _in beneath
 * a _not; NULL if there is none. */
const Attribute *condition_loses_nulls(const Condition *condition);

#endif
