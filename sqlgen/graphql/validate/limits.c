/*
 * Limits on what an operation becomes once its fragments are opened (not in the specification).
 *
 * In: an operation after the walk. Out: an error if it comes to more than options.max_expanded
 * selections (fields, spreads and inline fragments), options.max_aliases or options.max_directives,
 * or nests fields deeper than options.max_selection_depth. Introspection does not count as depth:
 * introspection_depth.c has a limit of its own.
 *
 * The one idea: each fragment is measured once, after those it spreads, so a bomb of 2^60 fields
 *
 *     { ...A } fragment A on Query { ...B ...B } fragment B on Query { ...C ...C } …
 *
 * is measured in as many steps as it has lines; sums stop growing at SIZE_MAX.
 */
#include "sqlgen/graphql/validate/rules.h"

typedef struct Measure {
    Fragment *fragment;
    size_t next; /* spread to look at next */
} Measure;

typedef struct MeasureStack {
    Measure *items;
    size_t count;
} MeasureStack;

static size_t add_bounded(size_t a, size_t b) {
    return b > SIZE_MAX - a ? SIZE_MAX : a + b;
}

/* The scope with its fragments, which must have been measured, opened. */
static Extent scope_expanded(const Scope *scope) {
    Extent total = scope->extent;
    for (size_t i = 0; i < scope->spread_count; i++) {
        const Extent *more = &scope->spreads[i].fragment->expanded;
        total.selections = add_bounded(total.selections, more->selections);
        total.aliases = add_bounded(total.aliases, more->aliases);
        total.directives = add_bounded(total.directives, more->directives);
    }
    return total;
}

/* The depth that a spread leads to. */
static uint32_t spread_depth(const Spread *spread) {
    uint32_t inside = spread->fragment->expanded_depth;
    if (spread->depth == SPREAD_UNCOUNTED) {
        return 0;
    }
    return inside > UINT32_MAX - spread->depth ? UINT32_MAX : spread->depth + inside;
}

static uint32_t scope_expanded_depth(const Scope *scope) {
    uint32_t deepest = scope->field_depth;
    for (size_t i = 0; i < scope->spread_count; i++) {
        uint32_t depth = spread_depth(&scope->spreads[i]);
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest;
}

static void measure_begin(Validator *v, MeasureStack *stack, Fragment *fragment) {
    if (!fragment->measured) {
        fragment->measured = true;
        scope_find_spreads(v, &fragment->scope);
        ARENA_PUSH(v->arena, stack->items, stack->count, ((Measure){fragment, 0}));
    }
}

/* Measures the fragments that a scope reaches; there are no cycles among them. */
static void scope_measure_fragments(Validator *v, const Scope *scope) {
    MeasureStack stack = {0};
    for (size_t i = 0; i < scope->spread_count; i++) {
        measure_begin(v, &stack, scope->spreads[i].fragment);
        while (stack.count != 0) {
            Measure *top = &stack.items[stack.count - 1];
            Fragment *fragment = top->fragment;
            if (top->next < fragment->scope.spread_count) {
                measure_begin(v, &stack, fragment->scope.spreads[top->next++].fragment);
                continue;
            }
            fragment->expanded = scope_expanded(&fragment->scope);
            fragment->expanded_depth = scope_expanded_depth(&fragment->scope);
            stack.count--;
        }
    }
}

/*
 * The first field of the set that is too deep, or NULL. If it is inside a fragment, *spread is the
 * way to it. Recurses as deep as the parser let selections nest.
 */
static const Selection *find_deep_field(Validator *v, const SelectionSet *set, size_t depth,
                                        Spread *spread) {
    for (size_t i = 0; i < set->count && spread->fragment == NULL; i++) {
        const Selection *selection = &set->items[i];
        const Selection *found = NULL;
        if (selection->kind == SELECTION_FRAGMENT_SPREAD) {
            Spread here = {fragment_find(v, selection->name.text), selection, (uint32_t)depth};
            if (here.fragment != NULL && spread_depth(&here) > v->options.max_selection_depth) {
                *spread = here;
            }
            continue;
        }
        size_t inside = depth + (selection->kind == SELECTION_FIELD);
        if (inside > v->options.max_selection_depth) {
            return selection;
        }
        if (selection->selection_set != NULL &&
            !(selection->kind == SELECTION_FIELD && selection_is_introspection(selection))) {
            found = find_deep_field(v, selection->selection_set, inside, spread);
        }
        if (found != NULL) {
            return found;
        }
    }
    return NULL;
}

static void limits_report_depth(Validator *v, const Scope *operation) {
    const SelectionSet *set = operation->definition->selection_set;
    const Selection *field = NULL;
    size_t depth = 0;
    for (;;) {
        Spread spread = {0};
        field = find_deep_field(v, set, depth, &spread);
        if (spread.fragment == NULL) {
            break;
        }
        set = spread.fragment->scope.definition->selection_set;
        depth = spread.depth;
    }
    if (field != NULL) {
        report_add(v->report, field->span.start,
                   "Field \"%.*s\" is nested too deeply: at most %zu levels of fields are allowed.",
                   STR_ARG(field->name.text), v->options.max_selection_depth);
    }
}

static void limits_check_count(Validator *v, const Scope *operation, size_t count, size_t limit,
                               const char *what) {
    if (count > limit) {
        report_add(v->report, operation->definition->span.start,
                   "The operation %s: more than %zu once its fragments are opened.", what, limit);
    }
}

void limits_check(Validator *v, Scope *operation) {
    const ValidateOptions *options = &v->options;
    Extent expanded = operation->extent;
    size_t max_depth = options->max_selection_depth;
    if (v->has_cycles) { /* then there is no end to it, which has been reported */
        return;
    }
    if (v->fragment_count != 0 || max_depth != 0) {
        scope_find_spreads(v, operation);
        scope_measure_fragments(v, operation);
        expanded = scope_expanded(operation);
    }
    limits_check_count(v, operation, expanded.selections, options->max_expanded,
                       "has too many selections");
    limits_check_count(v, operation, expanded.aliases, options->max_aliases,
                       "has too many aliases");
    limits_check_count(v, operation, expanded.directives, options->max_directives,
                       "has too many directives");
    if (max_depth != 0 && scope_expanded_depth(operation) > max_depth) {
        limits_report_depth(v, operation);
    }
}
