/*
 * Field selection merging (specification, section 5.3.2).
 *
 * In: each selection set of the document. Out: an error for each pair of fields that would answer
 * under one response key and cannot be merged.
 *
 * Example: { dog { name: nickname name } }  gives
 *     Fields "name" conflict because "nickname" and "name" are different fields. Use different
 *     aliases on the fields to fetch both if this was intentional.
 *
 * The idea is graphql-js's, so that the same pairs are reported in the same order: within each
 * selection set all pairs of a response key are compared; then the set with each fragment it
 * spreads, and those fragments with each other, and with the fragments they spread. What was
 * compared is remembered by pair. Two fields with selections are compared by comparing these.
 *
 * Chains of fragments are followed on a stack of our own. Only fields within fields recurse, at
 * most MAX_NESTING deep. Every comparison is counted, and too many of them end the validation.
 */
#include "sqlgen/graphql/validate/overlap.h"

#include <assert.h>

#include "sqlgen/graphql/validate/rules.h"

enum {
    MAX_NESTING = 250,
    FRAGMENT_COST = 4,   /* to remember that a fragment was compared, in comparisons of fields */
    MAX_DETAIL = 1000,   /* characters of a reason, and of a name in it */
    MAX_NODES = 20,      /* places given for one side of a conflict */
    MAX_CONFLICTS = 100, /* looked for, besides those the report takes: they fill any reason */
};

typedef enum Compared { COMPARED_NOT, COMPARED_EXCLUSIVE, COMPARED_FULLY } Compared;

/* Remembers that two things, of whatever kind, were compared. */
typedef struct ComparedPair {
    const void *identity[2]; /* what it is found by */
    Compared how;
} ComparedPair;

typedef struct Conflict {
    Str key;
    Str reason;
    uint32_t nodes[2][MAX_NODES]; /* where the fields of each side stand */
    size_t node_count[2];
} Conflict;

typedef struct ConflictList {
    Conflict **items;
    size_t count;
} ConflictList;

/* A comparison still to be made: of fields with a fragment, or of two fragments. */
typedef struct Pending {
    Fragment *a; /* NULL: the fields */
    Fragment *b;
} Pending;

struct Overlap {
    Validator *v;
    Map maps;     /* FieldMap by type and selection set */
    Map compared; /* ComparedPair by the two */
    Pending *pending;
    size_t pending_count;
    size_t pairs_left; /* comparisons that may still be made */
    size_t nesting;
    bool exhausted; /* they were used up, or the nesting was */
};

/* Two selection sets being compared. */
typedef struct Comparison {
    Overlap *o;
    bool exclusive; /* their parents can never be the same object */
    ConflictList *found;
} Comparison;

static void compare_maps(const Comparison *c, const FieldMap *a, const FieldMap *b);

/* True if it makes no difference what is compared next. */
static bool comparison_is_over(const Comparison *c) {
    return c->o->exhausted || c->found->count >= MAX_CONFLICTS + c->o->v->report->limit;
}

static bool overlap_spend(Overlap *o, size_t steps) {
    o->exhausted = o->exhausted || steps > o->pairs_left;
    o->pairs_left -= o->exhausted ? 0 : steps;
    return !o->exhausted;
}

static Overlap *overlap_state(Validator *v) {
    if (v->overlap == NULL) {
        v->overlap = ARENA_NEW(v->arena, Overlap);
        v->overlap->v = v;
        v->overlap->pairs_left = v->options.max_overlap_pairs;
        map_init(&v->overlap->maps, v->arena);
        map_init(&v->overlap->compared, v->arena);
    }
    return v->overlap;
}

static FieldMap *fragment_map(Overlap *o, const Fragment *fragment) {
    return field_map_of(o->v, &o->maps, fragment->type, fragment->scope.definition->selection_set);
}

/* True the first time that two things are compared this way; what was compared fully need not be
 * compared as exclusive. */
static bool overlap_is_new(Overlap *o, const void *a, const void *b, bool exclusive) {
    Compared how = exclusive ? COMPARED_EXCLUSIVE : COMPARED_FULLY;
    const void *identity[2] = {a < b ? a : b, a < b ? b : a};
    ComparedPair *pair = map_get(&o->compared, (Str){(const char *)identity, sizeof identity});
    if (pair == NULL) {
        pair = ARENA_NEW(o->v->arena, ComparedPair);
        pair->identity[0] = identity[0];
        pair->identity[1] = identity[1];
        map_add(&o->compared, (Str){(const char *)pair->identity, sizeof identity}, pair);
    }
    if (pair->how >= how) {
        return false;
    }
    pair->how = how;
    return true;
}

static Str abbreviate(Arena *arena, Str text) {
    return text.length <= MAX_DETAIL ? text : str_format(arena, "%.*s...", MAX_DETAIL, text.data);
}

static bool types_conflict(const TypeRef *a, const TypeRef *b) {
    while (a != b) {
        if (a->kind != b->kind) {
            return true;
        }
        if (a->kind == TYPE_REF_NAMED) {
            return type_is_leaf(a->type) || type_is_leaf(b->type);
        }
        a = a->of;
        b = b->of;
    }
    return false;
}

static Conflict *conflict_add(const Comparison *c, Str key, const FieldUse *a, const FieldUse *b) {
    Conflict *conflict = ARENA_NEW(c->o->v->arena, Conflict);
    conflict->key = key;
    conflict->nodes[0][conflict->node_count[0]++] = a->node->span.start;
    conflict->nodes[1][conflict->node_count[1]++] = b->node->span.start;
    ARENA_PUSH(c->o->v->arena, c->found->items, c->found->count, conflict);
    return conflict;
}

/* Adds to one side of a conflict the places of the conflicts below it; of the last of them the
 * deepest, if there is no room for all. */
static void conflict_add_nodes(Conflict *conflict, int side, const ConflictList *below) {
    for (size_t i = 0; i < below->count; i++) {
        const Conflict *inner = below->items[i];
        size_t room = MAX_NODES - conflict->node_count[side], count = inner->node_count[side];
        size_t first = count > room ? count - room : 0;
        for (size_t j = first; j < count; j++) {
            conflict->nodes[side][conflict->node_count[side]++] = inner->nodes[side][j];
        }
    }
}

/* Tells the conflicts of two fields' selections as one conflict of the fields. */
static void conflict_explain(Arena *arena, Conflict *conflict, const ConflictList *below) {
    Str reason = STR("");
    for (size_t i = 0; i < below->count && reason.length <= MAX_DETAIL; i++) {
        const Conflict *inner = below->items[i];
        Str key = abbreviate(arena, inner->key);
        reason =
            str_format(arena, "%.*s%ssubfields \"%.*s\" conflict because %.*s", STR_ARG(reason),
                       i == 0 ? "" : " and ", STR_ARG(key), STR_ARG(inner->reason));
    }
    conflict->reason = abbreviate(arena, reason);
    conflict_add_nodes(conflict, 0, below);
    conflict_add_nodes(conflict, 1, below);
}

/* Why two fields cannot be merged as far as they themselves tell; an empty text if they can. */
static Str fields_conflict(Overlap *o, const FieldUse *a, const FieldUse *b, bool exclusive) {
    Arena *arena = o->v->arena;
    Str name = a->node->name.text, other = b->node->name.text;
    size_t work = 0;
    if (!exclusive && !str_equal(name, other)) {
        name = abbreviate(arena, name);
        other = abbreviate(arena, other);
        return str_format(arena, "\"%.*s\" and \"%.*s\" are different fields", STR_ARG(name),
                          STR_ARG(other));
    }
    bool same_arguments = exclusive || field_arguments_equal(arena, a->node, b->node, &work);
    overlap_spend(o, work);
    if (!same_arguments) {
        return STR("they have differing arguments");
    }
    if (a->def != NULL && b->def != NULL && types_conflict(a->def->type, b->def->type)) {
        Str type = type_ref_text(arena, a->def->type), wanted = type_ref_text(arena, b->def->type);
        return str_format(arena, "they return conflicting types \"%.*s\" and \"%.*s\"",
                          STR_ARG(type), STR_ARG(wanted));
    }
    return STR("");
}

static bool is_object(const Type *type) {
    return type != NULL && type->kind == TYPE_OBJECT;
}

/* Two fields without arguments and selections, of one name and type: the usual case. */
static bool fields_are_simply_equal(const FieldUse *a, const FieldUse *b) {
    return a->node->argument_count == 0 && b->node->argument_count == 0 &&
           a->node->selection_set == NULL && b->node->selection_set == NULL &&
           (a->def == NULL ? NULL : a->def->type) == (b->def == NULL ? NULL : b->def->type) &&
           str_equal(a->node->name.text, b->node->name.text);
}

/* Compares pending fragments until only the first `keep` are left. `fields` may be NULL if none
 * of them is to be compared with fields. */
static void compare_pending(const Comparison *c, FieldMap *fields, size_t keep) {
    Overlap *o = c->o;
    while (o->pending_count > keep && !comparison_is_over(c)) {
        Pending next = o->pending[--o->pending_count];
        const void *one = next.a == NULL ? (const void *)fields : (const void *)next.a;
        if (next.a == next.b || !overlap_is_new(o, one, next.b, c->exclusive)) {
            continue;
        }
        FieldMap *a = next.a == NULL ? fields : fragment_map(o, next.a);
        FieldMap *b = fragment_map(o, next.b);
        if (a == b) {
            continue;
        }
        compare_maps(c, a, b);
        size_t ours = next.a == NULL ? 0 : a->fragment_count;
        overlap_spend(o, FRAGMENT_COST * (ours + b->fragment_count));
        for (size_t i = ours; i > 0; i--) { /* in reverse: the last one pushed is taken first */
            ARENA_PUSH(o->v->arena, o->pending, o->pending_count,
                       ((Pending){a->fragments[i - 1], next.b}));
        }
        for (size_t i = b->fragment_count; i > 0; i--) {
            ARENA_PUSH(o->v->arena, o->pending, o->pending_count,
                       ((Pending){next.a, b->fragments[i - 1]}));
        }
    }
    o->pending_count = keep;
}

static void compare_fields_and_fragment(const Comparison *c, FieldMap *fields, Fragment *fragment) {
    size_t keep = c->o->pending_count;
    if (fields->group_count != 0 && overlap_spend(c->o, FRAGMENT_COST)) {
        ARENA_PUSH(c->o->v->arena, c->o->pending, c->o->pending_count, ((Pending){NULL, fragment}));
        compare_pending(c, fields, keep);
    }
}

static void compare_fragments(const Comparison *c, Fragment *a, Fragment *b) {
    size_t keep = c->o->pending_count;
    if (overlap_spend(c->o, FRAGMENT_COST)) {
        ARENA_PUSH(c->o->v->arena, c->o->pending, c->o->pending_count, ((Pending){a, b}));
        compare_pending(c, NULL, keep);
    }
}

/* Compares the selections of two fields. */
static void compare_selections(const Comparison *c, FieldUse *a, FieldUse *b) {
    Overlap *o = c->o;
    if (o->nesting == MAX_NESTING) {
        o->exhausted = true;
        return;
    }
    o->nesting++;
    FieldMap *left = field_use_below(o->v, &o->maps, a);
    FieldMap *right = field_use_below(o->v, &o->maps, b);
    compare_maps(c, left, right);
    for (size_t i = 0; i < right->fragment_count; i++) {
        compare_fields_and_fragment(c, left, right->fragments[i]);
    }
    for (size_t i = 0; i < left->fragment_count; i++) {
        compare_fields_and_fragment(c, right, left->fragments[i]);
    }
    for (size_t i = 0; i < left->fragment_count; i++) {
        for (size_t j = 0; j < right->fragment_count && !comparison_is_over(c); j++) {
            compare_fragments(c, left->fragments[i], right->fragments[j]);
        }
    }
    o->nesting--;
}

static void compare_fields(const Comparison *c, Str key, FieldUse *a, FieldUse *b) {
    Overlap *o = c->o;
    if (!overlap_spend(o, 1) || fields_are_simply_equal(a, b)) {
        return;
    }
    bool exclusive =
        c->exclusive || (a->parent != b->parent && is_object(a->parent) && is_object(b->parent));
    Str reason = fields_conflict(o, a, b, exclusive);
    if (reason.length != 0) {
        conflict_add(c, key, a, b)->reason = reason;
    } else if (a->node->selection_set != NULL && b->node->selection_set != NULL) {
        ConflictList below = {0};
        compare_selections(&(Comparison){o, exclusive, &below}, a, b);
        if (below.count != 0) {
            conflict_explain(o->v->arena, conflict_add(c, key, a, b), &below);
        }
    }
}

static void compare_maps(const Comparison *c, const FieldMap *a, const FieldMap *b) {
    assert(a != NULL && b != NULL);
    for (size_t i = 0; i < a->group_count && b->group_count != 0; i++) {
        const FieldGroup *ours = a->groups[i], *theirs = field_map_find(b, ours->key);
        if (!overlap_spend(c->o, 1)) {
            return;
        }
        size_t others = theirs == NULL ? 0 : theirs->count;
        for (size_t j = 0; j < ours->count * others && !comparison_is_over(c); j++) {
            compare_fields(c, ours->key, &ours->uses[j / others], &theirs->uses[j % others]);
        }
    }
}

static void compare_group(const Comparison *c, const FieldGroup *group) {
    for (size_t i = 0; i < group->count && !comparison_is_over(c); i++) {
        for (size_t j = i + 1; j < group->count && !comparison_is_over(c); j++) {
            compare_fields(c, group->key, &group->uses[i], &group->uses[j]);
        }
    }
}

static void compare_within(const Comparison *c, FieldMap *map) {
    for (size_t i = 0; i < map->group_count; i++) {
        compare_group(c, map->groups[i]);
    }
    for (size_t i = 0; i < map->fragment_count && !comparison_is_over(c); i++) {
        compare_fields_and_fragment(c, map, map->fragments[i]);
        for (size_t j = i + 1; j < map->fragment_count && !comparison_is_over(c); j++) {
            compare_fragments(c, map->fragments[i], map->fragments[j]);
        }
    }
}

static void conflict_report(Validator *v, const Conflict *conflict) {
    Str key = abbreviate(v->arena, conflict->key);
    Violation *violation = report_add(v->report, conflict->nodes[0][0],
                                      "Fields \"%.*s\" conflict because %.*s. Use different "
                                      "aliases on the fields to fetch both if this was "
                                      "intentional.",
                                      STR_ARG(key), STR_ARG(conflict->reason));
    for (size_t i = 1; i < conflict->node_count[0]; i++) {
        report_locate(v->report, violation, conflict->nodes[0][i]);
    }
    for (size_t i = 0; i < conflict->node_count[1]; i++) {
        report_locate(v->report, violation, conflict->nodes[1][i]);
    }
}

void overlap_check(Validator *v, const SelectionSet *set, const Type *parent) {
    bool only_one = set->count == 1 && set->items[0].kind != SELECTION_INLINE_FRAGMENT;
    if (only_one || selection_set_is_plain(set) || validator_is_done(v)) {
        return;
    }
    Overlap *o = overlap_state(v);
    ConflictList found = {0};
    compare_within(&(Comparison){o, false, &found}, field_map_of(v, &o->maps, parent, set));
    for (size_t i = 0; i < found.count; i++) {
        conflict_report(v, found.items[i]);
    }
    if (o->exhausted) {
        validator_stop(v, set->span.start, "Fields overlap too many times to compare them all.");
    }
}
