/*
 * Filters: a coerced t_bool_exp to a Predicate.
 *
 *     {_or: [{quantity: {_gt: 5}}, {product: {name: {_like: "A%"}}}]}
 *
 *     or
 *       t0.quantity > 5
 *       exists products (t1) on t1.id = t0.product_id where t1.name like 'A%'
 *
 * Null in the place of a condition is an error and never means "no condition".
 */
#include "sqlgen/plan/planner.h"

static Predicate *filter_object(Planner *planner, const Input *filter, Scan *scan);

Predicate *predicate_new(Planner *planner, PredicateKind kind) {
    Predicate *predicate = ARENA_NEW(planner->arena, Predicate);
    predicate->kind = kind;
    return predicate;
}

Predicate *predicate_combine(Planner *planner, PredicateKind kind, Predicate **children,
                             size_t count) {
    PredicateKind neutral = kind == PREDICATE_AND ? PREDICATE_TRUE : PREDICATE_FALSE;
    Predicate *combined = predicate_new(planner, kind);
    for (size_t i = 0; i < count; i++) {
        Predicate *child = children[i];
        if (child == NULL || child->kind == neutral) {
            continue;
        }
        if (child->kind == kind) { /* flatten, so that a chain does not nest */
            for (size_t j = 0; j < child->child_count; j++) {
                ARENA_PUSH(planner->arena, combined->children, combined->child_count,
                           child->children[j]);
            }
            continue;
        }
        ARENA_PUSH(planner->arena, combined->children, combined->child_count, child);
    }
    if (combined->child_count == 0) {
        return predicate_new(planner, neutral);
    }
    return combined->child_count == 1 ? combined->children[0] : combined;
}

Predicate *predicate_negate(Planner *planner, Predicate *predicate) {
    if (predicate == NULL || predicate->kind == PREDICATE_TRUE ||
        predicate->kind == PREDICATE_FALSE) {
        bool is_false = predicate != NULL && predicate->kind == PREDICATE_FALSE;
        return predicate_new(planner, is_false ? PREDICATE_TRUE : PREDICATE_FALSE);
    }
    Predicate *negation = predicate_new(planner, PREDICATE_NOT);
    ARENA_PUSH(planner->arena, negation->children, negation->child_count, predicate);
    return negation;
}

static Predicate *filter_attribute(Planner *planner, const InputField *field, Scan *scan) {
    const Attribute *attribute = field->def->binding->attribute;
    Comparand comparand = {.column = {scan, attribute->column}, .type = attribute->type};
    return plan_comparisons(planner, field->value, &comparand);
}

static Predicate *filter_relation(Planner *planner, const InputField *field, Scan *scan) {
    const Relation *relation = field->def->binding->relation;
    Predicate *exists = predicate_new(planner, PREDICATE_EXISTS);
    exists->exists = scan_entity(planner, relation->target);
    select_join(planner, exists->exists, relation, scan);
    select_restrict(planner, exists->exists,
                    filter_object(planner, field->value, exists->exists->scan));
    return exists;
}

/* Some row of another table, whatever this one is. */
static Predicate *filter_exists(Planner *planner, const InputField *field) {
    Predicate *exists = predicate_new(planner, PREDICATE_EXISTS);
    exists->exists = scan_entity(planner, field->def->binding->entity);
    select_restrict(planner, exists->exists,
                    filter_object(planner, field->value, exists->exists->scan));
    return exists;
}

static Predicate *filter_list(Planner *planner, const InputField *field, PredicateKind kind,
                              Scan *scan) {
    const Input *list = field->value;
    Predicate **all = ARENA_ARRAY(planner->arena, list->count, Predicate *);
    for (size_t i = 0; i < list->count; i++) {
        all[i] = filter_object(planner, list->items[i], scan);
    }
    return predicate_combine(planner, kind, all, list->count);
}

static Predicate *filter_not(Planner *planner, const InputField *field, Scan *scan) {
    return predicate_negate(planner, filter_object(planner, field->value, scan));
}

static Predicate *filter_field(Planner *planner, const InputField *field, Scan *scan) {
    if (!plan_has_value(planner, field)) {
        return NULL;
    }
    switch (field->def->binding->filter) {
    case FILTER_AND:
        return filter_list(planner, field, PREDICATE_AND, scan);
    case FILTER_OR:
        return filter_list(planner, field, PREDICATE_OR, scan);
    case FILTER_NOT:
        return filter_not(planner, field, scan);
    case FILTER_ATTRIBUTE:
        return filter_attribute(planner, field, scan);
    case FILTER_RELATION:
        return filter_relation(planner, field, scan);
    case FILTER_AGGREGATE:
        return plan_aggregate_filter(planner, field, scan);
    case FILTER_SEARCH:
    case FILTER_SEARCH_RAW:
        return plan_search(planner, field, scan);
    case FILTER_EXISTS:
        return filter_exists(planner, field);
    }
    return NULL;
}

static Predicate *filter_object(Planner *planner, const Input *filter, Scan *scan) {
    Predicate **all = ARENA_ARRAY(planner->arena, filter->count, Predicate *);
    for (size_t i = 0; i < filter->count; i++) {
        all[i] = filter_field(planner, &filter->fields[i], scan);
    }
    return predicate_combine(planner, PREDICATE_AND, all, filter->count);
}

Predicate *plan_filter(Planner *planner, const Input *filter, Scan *scan) {
    return filter_object(planner, filter, scan);
}
