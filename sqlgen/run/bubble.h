/*
 * Bubbling: field errors found while the answer was written (GraphQL specification, section 6.4.4).
 */
#ifndef SOLOQL_RUN_BUBBLE_H
#define SOLOQL_RUN_BUBBLE_H

#include "sqlgen/base/error.h"
#include "sqlgen/emit/program.h"
#include "sqlgen/run/functions.h"

/*
 * Copies `data`, the JSON object of all root fields with marks in it, to `out`: each mark becomes
 * null and an error with its path, and a null where the type has none becomes the null of the
 * nearest field around it that may be null. The whole may become null. `answer` is what the data
 * consists of.
 */
void bubble_errors(StrBuf *out, Str data, const ResultNode *answer, const FunctionState *state,
                   ErrorList *errors);

/* The same for one row of the list at the root, which is its item of that index. Where a null has
 * no place in the row, the row itself becomes null. */
void bubble_row(StrBuf *out, Str row, const ResultNode *list, size_t index,
                const FunctionState *state, ErrorList *errors);

#endif
