/*
 * The cost of a plan: an estimate made before any row is read, so that a hostile operation is
 * refused at no price.
 *
 * A row costs 1 for itself and 1 for each field, and a list costs its rows: the limit if that is
 * a constant of the document, else LIST_ROWS at the root and RELATED_ROWS within a row. The time
 * limit of the statement and the byte limit of the answer bound what an estimate misses.
 */
#include "sqlgen/plan/planner.h"

enum {
    LIST_ROWS = 100,  /* rows assumed for a root list without a limit */
    RELATED_ROWS = 2, /* rows assumed for a list within a row */
    AGGREGATE_COST = 50
};

typedef struct CostWalk {
    uint64_t cost;
    uint32_t nesting; /* the deepest subquery seen */
} CostWalk;

static uint64_t cost_multiply(uint64_t a, uint64_t b) {
    return b != 0 && a > UINT64_MAX / 4 / b ? UINT64_MAX / 4 : a * b;
}

/* Relations in filters nest as well: the depth of subqueries in a predicate. */
static uint32_t predicate_nesting(const Predicate *predicate) {
    uint32_t deepest = 0;
    if (predicate == NULL) {
        return 0;
    }
    if (predicate->kind == PREDICATE_EXISTS || predicate->kind == PREDICATE_HAVING ||
        predicate->kind == PREDICATE_IN_INDEX) {
        return 1 + predicate_nesting(predicate->exists->where);
    }
    for (size_t i = 0; i < predicate->child_count; i++) {
        uint32_t depth = predicate_nesting(predicate->children[i]);
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest;
}

/* The depth of subqueries in the select's condition and order. */
static uint32_t select_nesting(const Select *select) {
    uint32_t deepest = predicate_nesting(select->where);
    for (size_t i = 0; i < select->order_count; i++) {
        const OrderTerm *term = &select->order[i];
        for (size_t hop = 0; hop < term->hop_count; hop++) {
            uint32_t depth = (uint32_t)hop + 1 + predicate_nesting(term->hops[hop]->where);
            deepest = depth > deepest ? depth : deepest;
        }
    }
    return deepest;
}

static uint64_t select_rows(const Select *select, uint64_t assumed) {
    const Operand *limit = select->page.limit;
    int64_t rows;
    if (limit == NULL || limit->slot != OPERAND_CONSTANT || !json_int64(&limit->constant, &rows)) {
        return assumed;
    }
    return rows < 1 ? 1 : (uint64_t)rows;
}

/* True if it reads rows of its own; what stands in a connection shares those of its page. */
static bool output_reads(const Output *output) {
    return output->select != NULL && output->kind != OUTPUT_PAGE && output->kind != OUTPUT_CURSOR &&
           output->kind != OUTPUT_PAGE_END;
}

/* How often what is below the output is computed. */
static uint64_t output_rows(const Output *output, uint64_t times, uint32_t depth) {
    if (output->kind != OUTPUT_LIST && output->kind != OUTPUT_CONNECTION) {
        return times;
    }
    uint64_t assumed = depth == 0 ? LIST_ROWS : RELATED_ROWS;
    return cost_multiply(times, select_rows(output->select, assumed));
}

static uint64_t output_cost(const Output *output, uint64_t times, uint64_t rows) {
    const Scan *scan = output->select->scan;
    bool is_value = output->kind == OUTPUT_AGGREGATE || output->kind == OUTPUT_COUNT;
    bool aggregates = is_value || scan->grouping != NULL || scan->tree != NULL;
    return (aggregates ? cost_multiply(times, AGGREGATE_COST) : 0) + (is_value ? 0 : rows);
}

/* The subqueries within the output's own. */
static uint32_t output_nesting(const Output *output) {
    const Scan *scan = output->select->scan;
    uint32_t deepest = select_nesting(output->select);
    uint32_t inner = scan->grouping != NULL ? 1 + predicate_nesting(scan->grouping->rows->where)
                     : scan->tree != NULL   ? 2 + predicate_nesting(scan->tree->step->where)
                                            : 0;
    return inner > deepest ? inner : deepest;
}

static void cost_outputs(CostWalk *walk, const Output *outputs, size_t count, uint64_t times,
                         uint32_t depth) {
    walk->cost += cost_multiply(times, count);
    for (size_t i = 0; i < count; i++) {
        const Output *output = &outputs[i];
        uint64_t rows = times;
        uint32_t level = depth, reach = depth + predicate_nesting(output->condition);
        if (output_reads(output)) {
            level = depth + 1;
            rows = output_rows(output, times, depth);
            walk->cost += output_cost(output, times, rows);
            reach = level + output_nesting(output);
        }
        walk->nesting = reach > walk->nesting ? reach : walk->nesting;
        cost_outputs(walk, output->children, output->child_count, rows, level);
    }
}

/* A write costs 1 and 1 for each column; how many rows it meets is not known before. */
static void cost_writes(CostWalk *walk, const MutationPart *part) {
    for (size_t i = 0; i < part->write_count; i++) {
        const Write *write = part->writes[i];
        uint32_t depth = write->rows == NULL ? 0 : select_nesting(write->rows);
        walk->cost += 1 + write->assignment_count;
        walk->nesting = depth > walk->nesting ? depth : walk->nesting;
    }
    uint32_t depth = predicate_nesting(part->condition);
    walk->nesting = depth > walk->nesting ? depth : walk->nesting;
}

static void cost_mutations(CostWalk *walk, const Plan *plan) {
    for (size_t i = 0; i < plan->root_count && plan->mutations != NULL; i++) {
        const Mutation *mutation = &plan->mutations[i];
        for (size_t part = 0; part < mutation->part_count; part++) {
            cost_writes(walk, &mutation->parts[part]);
        }
    }
}

bool plan_check_cost(Planner *planner) {
    Plan *plan = planner->plan;
    CostWalk walk = {0};
    cost_outputs(&walk, plan->roots, plan->root_count, 1, 0);
    cost_mutations(&walk, plan);
    plan->cost = walk.cost;
    plan->nesting = walk.nesting;
    if (walk.cost > planner->limits->max_cost) {
        error_add(planner->errors, ERROR_QUERY_TOO_EXPENSIVE,
                  "The operation's estimated cost is %llu; the limit is %llu. Ask for fewer rows "
                  "(limit) or fewer nested lists.",
                  (unsigned long long)walk.cost, (unsigned long long)planner->limits->max_cost);
        return false;
    }
    if (walk.nesting > planner->limits->max_nesting) {
        error_add(planner->errors, ERROR_QUERY_TOO_EXPENSIVE,
                  "The operation nests lists, and relations in filters and orders, %u deep; this "
                  "server's limit is %u.",
                  walk.nesting, planner->limits->max_nesting);
        return false;
    }
    return true;
}
