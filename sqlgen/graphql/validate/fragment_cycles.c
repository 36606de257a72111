/*
 * Fragment cycles (specification, section 5.5.2.2 "Fragment Spreads Must Not Form Cycles").
 *
 * In: the fragments' spreads. Out: an error for each way back to a fragment that is being opened.
 *
 * The one idea: a depth-first search that opens each fragment once and keeps its path on a stack
 * of its own, because a path can be as long as there are fragments.
 *
 * Example: fragment A on Dog { ...B }  fragment B on Dog { ...A }  gives
 *     Cannot spread fragment "A" within itself via "B".
 */
#include "sqlgen/graphql/validate/rules.h"

enum { MAX_VIA_LENGTH = 1000 }; /* of the names in a message; the rest is left out */

typedef struct Step {
    Fragment *fragment; /* being opened */
    size_t next;        /* spread to look at next; the one before it leads to the next step */
} Step;

typedef struct Path {
    Step *steps;
    size_t count;
} Path;

static const Selection *step_spread(const Step *step) {
    return step->fragment->scope.spreads[step->next - 1].node;
}

/* The fragments between the beginning and the end of the cycle that starts at step `first`. */
static Str cycle_via(Validator *v, const Path *path, size_t first) {
    Str via = STR("");
    for (size_t i = first; i + 1 < path->count; i++) {
        via = str_format(v->arena, "%.*s%s\"%.*s\"", STR_ARG(via), i == first ? " via " : ", ",
                         STR_ARG(step_spread(&path->steps[i])->name.text));
        if (via.length > MAX_VIA_LENGTH) {
            return str_format(v->arena, "%.*s...", MAX_VIA_LENGTH, via.data);
        }
    }
    return via;
}

static void cycle_report(Validator *v, const Path *path, size_t first) {
    v->has_cycles = true;
    if (validator_is_done(v)) {
        return;
    }
    Str name = step_spread(&path->steps[path->count - 1])->name.text;
    Str via = cycle_via(v, path, first);
    Violation *violation = report_add(v->report, step_spread(&path->steps[first])->span.start,
                                      "Cannot spread fragment \"%.*s\" within itself%.*s.",
                                      STR_ARG(name), STR_ARG(via));
    for (size_t i = first + 1; i < path->count; i++) {
        report_locate(v->report, violation, step_spread(&path->steps[i])->span.start);
    }
}

static void path_open(Validator *v, Path *path, Fragment *fragment) {
    Fragment *named = fragment->meaning;
    if (named->searched) {
        return;
    }
    scope_find_spreads(v, &fragment->scope);
    named->searched = true;
    named->on_path = true;
    named->path_index = path->count;
    ARENA_PUSH(v->arena, path->steps, path->count, ((Step){fragment, 0}));
}

void fragments_check_cycles(Validator *v, Fragment *fragment) {
    Path path = {0};
    path_open(v, &path, fragment);
    while (path.count != 0) {
        Step *step = &path.steps[path.count - 1];
        if (step->next == step->fragment->scope.spread_count) {
            step->fragment->meaning->on_path = false;
            path.count--;
            continue;
        }
        Fragment *target = step->fragment->scope.spreads[step->next++].fragment;
        if (target->on_path) {
            cycle_report(v, &path, target->path_index);
        } else {
            path_open(v, &path, target);
        }
    }
}
