/*
 * What can be streamed: one list of rows, each of which is one line.
 *
 *     { orders { id total customer { name } } }          can
 *     { orders { id items { quantity } } }               cannot: a line has no room for a list
 *     { orders_by_pk(id: 1) { id } }                     cannot: it is no list
 *
 * A list within a row has no bound, so a stream of such rows would not run in constant memory.
 */
#include "sqlgen/plan/planner.h"

/* The first list below the output; NULL if there is none. */
static const Output *output_find_list(const Output *output) {
    const Output *found = NULL;
    for (size_t i = 0; found == NULL && i < output->child_count; i++) {
        const Output *child = &output->children[i];
        bool is_list = child->kind == OUTPUT_LIST || child->kind == OUTPUT_PAGE;
        found = is_list ? child : output_find_list(child);
    }
    return found;
}

bool plan_check_stream(Planner *planner) {
    const Plan *plan = planner->plan;
    if (plan->root_count != 1 || plan->roots[0].kind != OUTPUT_LIST) {
        uint32_t offset = plan->root_count == 0 ? 0 : plan->roots[plan->root_count - 1].offset;
        plan_error(planner, ERROR_VALIDATION_FAILED, offset,
                   "A stream has the rows of one list: ask for one root field, and one that is a "
                   "list.");
        return false;
    }
    const Output *list = output_find_list(&plan->roots[0]);
    if (list != NULL) {
        plan_error(planner, ERROR_VALIDATION_FAILED, list->offset,
                   "The rows of a stream have no lists in them, and \"%.*s\" is one.",
                   STR_ARG(list->key));
    }
    return list == NULL;
}
