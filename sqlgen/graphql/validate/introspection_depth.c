/*
 * The depth of introspection (graphql-js's MaxIntrospectionDepth; the specification has no such
 * rule).
 *
 * In: a field __schema or __type. Out: an error if lists of types (fields, interfaces,
 * possibleTypes, inputFields) stand within each other three deep, because each level multiplies
 * the answer:
 *
 *     { __schema { types { fields { type { fields { type { fields { name } } } } } } } }
 *
 * Spreads are followed without recursion; a fragment is entered again only at a list depth that
 * it has not been found fine at.
 */
#include "sqlgen/graphql/validate/rules.h"

enum { MAX_LISTS = 3 };

typedef struct Level {
    const SelectionSet *set;
    size_t next;
    uint32_t lists;     /* lists around the set */
    Fragment *fragment; /* whose set it is; NULL if none */
} Level;

typedef struct Levels {
    Level *items;
    size_t count;
} Levels;

bool selection_is_introspection(const Selection *field) {
    Str name = field->name.text;
    return str_equal(name, STR("__schema")) || str_equal(name, STR("__type"));
}

static bool is_list_of_types(Str name) {
    return str_equal(name, STR("fields")) || str_equal(name, STR("interfaces")) ||
           str_equal(name, STR("possibleTypes")) || str_equal(name, STR("inputFields"));
}

/* Enters a selection; false if that reaches the limit. */
static bool level_enter(Validator *v, Levels *levels, const Selection *selection, uint32_t lists) {
    Level inside = {.set = selection->selection_set, .lists = lists};
    if (selection->kind == SELECTION_FIELD && is_list_of_types(selection->name.text)) {
        inside.lists++;
    }
    if (selection->kind == SELECTION_FRAGMENT_SPREAD) {
        Fragment *fragment = fragment_find(v, selection->name.text);
        if (fragment == NULL || fragment->lists_passed > lists) {
            return true;
        }
        if (fragment->lists_failed != 0 && fragment->lists_failed <= lists + 1) {
            return false;
        }
        fragment->lists_passed = lists + 1; /* already now, so that a cycle ends */
        inside.fragment = fragment;
        inside.set = fragment->scope.definition->selection_set;
    }
    if (inside.lists >= MAX_LISTS) {
        return false;
    }
    if (inside.set != NULL) {
        ARENA_PUSH(v->arena, levels->items, levels->count, inside);
    }
    return true;
}

/* The fragments that were being looked at when the limit was reached lead to it; that they passed
 * was only assumed. */
static void levels_fail(Levels *levels) {
    for (size_t i = 0; i < levels->count; i++) {
        const Level *level = &levels->items[i];
        if (level->fragment != NULL) {
            level->fragment->lists_failed = level->lists + 1;
            level->fragment->lists_passed = 0;
        }
    }
}

static bool introspection_is_shallow(Validator *v, const Selection *field) {
    Levels levels = {0};
    level_enter(v, &levels, field, 0);
    while (levels.count != 0) {
        Level *level = &levels.items[levels.count - 1];
        if (level->next == level->set->count) {
            levels.count--;
        } else if (!level_enter(v, &levels, &level->set->items[level->next++], level->lists)) {
            levels_fail(&levels);
            return false;
        }
    }
    return true;
}

bool introspection_check_depth(Validator *v, const Selection *field) {
    if (v->introspection_refused || !selection_is_introspection(field) ||
        introspection_is_shallow(v, field)) {
        return false;
    }
    report_add(v->report, field->span.start, "Maximum introspection depth exceeded");
    v->introspection_refused = true;
    return true;
}
