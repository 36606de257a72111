/*
 * Which fragment spreads which.
 *
 * In: the selections of operations and fragments. Out: for each its spreads, and for an operation
 * the fragments it reaches.
 *
 * The order is graphql-js's, because errors come in it: in one selection set the spreads come
 * first, then those of the last selection with a selection set of its own, then those of the one
 * before it; and fragments are reached breadth first.
 *
 *     { a { ...A } b { ...B } ...C }     C, B, A
 *
 * Nothing here recurses: fragments can be chained by the thousand.
 */
#include "sqlgen/graphql/validate/validator.h"

enum { FRAGMENTS_COMPARED_BY_NAME = 8 }; /* more of them are looked up in a map */

typedef struct PendingSet {
    const SelectionSet *set;
    uint32_t depth; /* fields around it */
} PendingSet;

typedef struct PendingSets {
    PendingSet *items;
    size_t count;
} PendingSets;

void fragments_name(Validator *v) {
    map_init(&v->fragments_by_name, v->arena);
    if (v->fragment_count > FRAGMENTS_COMPARED_BY_NAME) {
        for (size_t i = 0; i < v->fragment_count; i++) {
            Fragment *fragment = &v->fragments[i];
            map_set(&v->fragments_by_name, fragment->scope.definition->name.text, fragment);
        }
    }
    for (size_t i = 0; i < v->fragment_count; i++) {
        Fragment *fragment = &v->fragments[i];
        fragment->meaning = fragment_find(v, fragment->scope.definition->name.text);
    }
}

Fragment *fragment_find(const Validator *v, Str name) {
    if (v->fragment_count > FRAGMENTS_COMPARED_BY_NAME) {
        return map_get(&v->fragments_by_name, name);
    }
    for (size_t i = v->fragment_count; i > 0; i--) {
        if (str_equal(v->fragments[i - 1].scope.definition->name.text, name)) {
            return &v->fragments[i - 1];
        }
    }
    return NULL;
}

static void scope_scan_set(Validator *v, Scope *scope, PendingSet at, PendingSets *pending) {
    for (size_t i = 0; i < at.set->count; i++) {
        const Selection *selection = &at.set->items[i];
        PendingSet inside = {selection->selection_set, at.depth};
        if (selection->kind == SELECTION_FRAGMENT_SPREAD) {
            Fragment *fragment = fragment_find(v, selection->name.text);
            if (fragment != NULL) {
                ARENA_PUSH(v->arena, scope->spreads, scope->spread_count,
                           ((Spread){fragment, selection, at.depth}));
            }
            continue;
        }
        if (selection->kind == SELECTION_FIELD && at.depth != SPREAD_UNCOUNTED) {
            inside.depth = at.depth + 1;
            scope->field_depth =
                inside.depth > scope->field_depth ? inside.depth : scope->field_depth;
            if (selection_is_introspection(selection)) {
                inside.depth = SPREAD_UNCOUNTED;
            }
        }
        if (inside.set != NULL) {
            ARENA_PUSH(v->arena, pending->items, pending->count, inside);
        }
    }
}

void scope_find_spreads(Validator *v, Scope *scope) {
    PendingSets pending = {0};
    PendingSet at = {scope->definition->selection_set, 0};
    if (scope->spreads_found) {
        return;
    }
    scope->spreads_found = true;
    for (;;) {
        scope_scan_set(v, scope, at, &pending);
        if (pending.count == 0) {
            return;
        }
        at = pending.items[--pending.count];
    }
}

Fragment **scope_reach(Validator *v, Scope *scope, size_t *count) {
    uint32_t stamp = validator_stamp(v);
    Fragment **reached = NULL;
    size_t reached_count = 0, next = 0;
    for (Scope *from = scope;; from = &reached[next++]->scope) {
        scope_find_spreads(v, from);
        if (!validator_spend(v, from->spread_count, scope->definition->span.start)) {
            break;
        }
        for (size_t i = 0; i < from->spread_count; i++) {
            Fragment *fragment = from->spreads[i].fragment;
            if (fragment->stamp != stamp) {
                fragment->stamp = stamp;
                ARENA_PUSH(v->arena, reached, reached_count, fragment);
            }
        }
        if (next == reached_count) {
            break;
        }
    }
    *count = reached_count;
    return reached;
}
