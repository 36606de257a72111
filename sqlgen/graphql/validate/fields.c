/*
 * Fields (specification, sections 5.3.1 "Field Selections" and 5.3.3 "Leaf Field Selections").
 *
 * Examples:
 *     { dog { nmae } }      Cannot query field "nmae" on type "Dog". Did you mean "name"?
 *     { pet { barks } }     Cannot query field "barks" on type "Pet". Did you mean to use an inline
 *                           fragment on "Dog"?
 *     { dog }               Field "dog" of type "Dog" must have a selection of subfields. …
 */
#include <string.h>

#include "sqlgen/graphql/suggest.h"
#include "sqlgen/graphql/validate/rules.h"

/* A type on which the unknown field would be known, and by how many possible types it is met. */
typedef struct Candidate {
    const Type *type;
    size_t uses;
} Candidate;

typedef struct CandidateList {
    Candidate *items; /* with room for every type of the schema */
    size_t count;
    Map by_name;
} CandidateList;

void fields_check_leaf(Validator *v, const Selection *field, const TypeRef *type) {
    const SelectionSet *set = field->selection_set;
    bool leaf = type_is_leaf(type->type);
    if (leaf == (set == NULL) || validator_is_done(v)) {
        return;
    }
    Str name = field->name.text, type_text = type_ref_text(v->arena, type);
    if (leaf) {
        report_add(v->report, set->span.start,
                   "Field \"%.*s\" must not have a selection since type \"%.*s\" has no subfields.",
                   STR_ARG(name), STR_ARG(type_text));
    } else {
        report_add(v->report, field->span.start,
                   "Field \"%.*s\" of type \"%.*s\" must have a selection of subfields. Did you "
                   "mean \"%.*s { ... }\"?",
                   STR_ARG(name), STR_ARG(type_text), STR_ARG(name));
    }
}

static bool type_implements(const Type *type, const Type *interface) {
    for (size_t i = 0; i < type->extra->interface_count; i++) {
        if (type->extra->interfaces[i] == interface) {
            return true;
        }
    }
    return false;
}

/* What is met most often comes first, an interface before what implements it, else by name. */
static bool candidate_precedes(const Candidate *a, const Candidate *b) {
    if (a->uses != b->uses) {
        return a->uses > b->uses;
    }
    if (type_implements(b->type, a->type)) {
        return true;
    }
    return !type_implements(a->type, b->type) && suggest_compare(a->type->name, b->type->name) < 0;
}

/*
 * Binary insertion, beginning after the run that stands in order already. The order above is not
 * transitive, so what comes out depends on how it is sorted: this is how JavaScript engines do it.
 */
static void candidates_sort(const CandidateList *list) {
    Candidate *items = list->items;
    size_t sorted = 1;
    while (sorted < list->count && !candidate_precedes(&items[sorted], &items[sorted - 1])) {
        sorted++;
    }
    for (size_t i = sorted; i < list->count; i++) {
        Candidate candidate = items[i];
        size_t left = 0, right = i;
        while (left < right) {
            size_t middle = left + (right - left) / 2;
            if (candidate_precedes(&candidate, &items[middle])) {
                right = middle;
            } else {
                left = middle + 1;
            }
        }
        memmove(&items[left + 1], &items[left], (i - left) * sizeof *items);
        items[left] = candidate;
    }
}

static void candidates_count(CandidateList *list, const Type *type) {
    Candidate *candidate = map_get(&list->by_name, type->name);
    if (candidate == NULL) {
        candidate = &list->items[list->count++];
        candidate->type = type;
        map_add(&list->by_name, type->name, candidate);
    }
    candidate->uses++;
}

/* For a field that an abstract type has not: the possible types that have it, and their
 * interfaces. */
static CandidateList candidates_find(Validator *v, const Type *parent, Str field) {
    CandidateList list = {.items = ARENA_ARRAY(v->arena, v->schema->type_count, Candidate)};
    bool is_union = parent->kind == TYPE_UNION; /* its members are taken as they are listed */
    size_t count = is_union ? parent->extra->member_count : parent->extra->possible_count;
    map_init(&list.by_name, v->arena);
    for (size_t i = 0; i < count; i++) {
        const Type *possible = is_union ? parent->extra->members[i] : parent->extra->possible[i];
        if (type_field(possible, field) == NULL) {
            continue;
        }
        candidates_count(&list, possible);
        for (size_t j = 0; j < possible->extra->interface_count; j++) {
            if (type_field(possible->extra->interfaces[j], field) != NULL) {
                candidates_count(&list, possible->extra->interfaces[j]);
            }
        }
    }
    candidates_sort(&list);
    return list;
}

static Str fields_suggest_types(Validator *v, const Type *parent, Str field) {
    CandidateList list = candidates_find(v, parent, field);
    Str *names = ARENA_ARRAY(v->arena, list.count, Str);
    for (size_t i = 0; i < list.count; i++) {
        names[i] = list.items[i].type->name;
    }
    return suggest_did_you_mean(v->arena, STR("to use an inline fragment on"), names, list.count);
}

static Str fields_suggest(Validator *v, const Type *parent, Str field) {
    if (v->options.no_suggestions) {
        return STR("");
    }
    if (type_is_abstract(parent)) {
        Str suggestion = fields_suggest_types(v, parent, field);
        if (suggestion.length != 0) {
            return suggestion;
        }
    }
    Str *names = ARENA_ARRAY(v->arena, type_body(parent)->field_count, Str);
    for (size_t i = 0; i < type_body(parent)->field_count; i++) {
        names[i] = type_body(parent)->fields[i].name;
    }
    return suggest_text(v->arena, field, names, type_body(parent)->field_count);
}

void fields_report_unknown(Validator *v, const Selection *field, const Type *parent) {
    if (validator_is_done(v)) {
        return;
    }
    Str suggestion = fields_suggest(v, parent, field->name.text);
    report_add(v->report, field->span.start, "Cannot query field \"%.*s\" on type \"%.*s\".%.*s",
               STR_ARG(field->name.text), STR_ARG(parent->name), STR_ARG(suggestion));
}
