/*
 * Filters: a coerced t_bool_exp to a Predicate.
 *
 *     {_or: [{quantity: {_gt: 5}}, {product: {name: {_like: "A%"}}}]}
 *
 *     or
 *       t0.quantity > 5
 *       exists products (t1) on t1.id = t0.product_id where t1.name like 'A%'
 *
 * A null operand is an error and never means "no condition": only an absent one does.
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

Operand plan_operand(Planner *planner, const Input *input, DataType type) {
    if (input->inlined) {
        planner->plan->reusable = false;
    }
    return (Operand){.slot = input->slot == INPUT_NO_SLOT ? OPERAND_CONSTANT : input->slot,
                     .constant = input->json,
                     .type = type,
                     .list = input->kind == INPUT_LIST,
                     .offset = input->span.start};
}

/* True if the input holds a value; else an error that names the field is added. */
static bool filter_has_value(Planner *planner, const InputField *field) {
    if (field->value->kind != INPUT_NULL) {
        return true;
    }
    plan_error(planner, ERROR_VALIDATION_FAILED, field->span.start,
               "Expected a value for \"%.*s\", found null. To find nulls, use "
               "{_is_null: true}; to leave a condition out, leave its key out.",
               STR_ARG(field->def->name));
    return false;
}

static Predicate *filter_is_null(Planner *planner, const Input *operand, ColumnRef column) {
    Predicate *is_null = predicate_new(planner, PREDICATE_NULL);
    is_null->column = column;
    if (operand->json.kind == JSON_TRUE) {
        return is_null;
    }
    Predicate *not_null = predicate_new(planner, PREDICATE_NOT);
    ARENA_PUSH(planner->arena, not_null->children, not_null->child_count, is_null);
    return not_null;
}

static Predicate *filter_comparison(Planner *planner, const InputField *field,
                                    const Attribute *attribute, Scan *scan) {
    if (!filter_has_value(planner, field)) {
        return NULL;
    }
    ColumnRef column = {scan, attribute->column};
    if (field->def->binding->compare == COMPARE_IS_NULL) {
        return filter_is_null(planner, field->value, column);
    }
    Predicate *comparison = predicate_new(planner, PREDICATE_COMPARE);
    comparison->column = column;
    comparison->compare = field->def->binding->compare;
    comparison->operand = plan_operand(planner, field->value, attribute->type);
    return comparison;
}

static Predicate *filter_attribute(Planner *planner, const InputField *field, Scan *scan) {
    if (!filter_has_value(planner, field)) {
        return NULL;
    }
    const Attribute *attribute = field->def->binding->attribute;
    const Input *comparisons = field->value;
    Predicate **all = ARENA_ARRAY(planner->arena, comparisons->count, Predicate *);
    for (size_t i = 0; i < comparisons->count; i++) {
        all[i] = filter_comparison(planner, &comparisons->fields[i], attribute, scan);
    }
    return predicate_combine(planner, PREDICATE_AND, all, comparisons->count);
}

static Predicate *filter_relation(Planner *planner, const InputField *field, Scan *scan) {
    if (!filter_has_value(planner, field)) {
        return NULL;
    }
    const Relation *relation = field->def->binding->relation;
    Predicate *exists = predicate_new(planner, PREDICATE_EXISTS);
    exists->exists = scan_entity(planner, relation->target);
    select_join(planner, exists->exists, relation, scan);
    select_restrict(planner, exists->exists,
                    filter_object(planner, field->value, exists->exists->scan));
    return exists;
}

static Predicate *filter_list(Planner *planner, const InputField *field, PredicateKind kind,
                              Scan *scan) {
    if (!filter_has_value(planner, field)) {
        return NULL;
    }
    const Input *list = field->value;
    Predicate **all = ARENA_ARRAY(planner->arena, list->count, Predicate *);
    for (size_t i = 0; i < list->count; i++) {
        all[i] = filter_object(planner, list->items[i], scan);
    }
    return predicate_combine(planner, kind, all, list->count);
}

static Predicate *filter_not(Planner *planner, const InputField *field, Scan *scan) {
    if (!filter_has_value(planner, field)) {
        return NULL;
    }
    Predicate *inner = filter_object(planner, field->value, scan);
    if (inner == NULL || inner->kind == PREDICATE_TRUE || inner->kind == PREDICATE_FALSE) {
        bool is_false = inner != NULL && inner->kind == PREDICATE_FALSE;
        return predicate_new(planner, is_false ? PREDICATE_TRUE : PREDICATE_FALSE);
    }
    Predicate *negation = predicate_new(planner, PREDICATE_NOT);
    ARENA_PUSH(planner->arena, negation->children, negation->child_count, inner);
    return negation;
}

static Predicate *filter_field(Planner *planner, const InputField *field, Scan *scan) {
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
