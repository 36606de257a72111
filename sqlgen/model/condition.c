/*
 * Conditions of rules, judged without rows; see condition.h.
 *
 *     {_or: [{id: {_is_null: false}}, {owner: {_eq: "$user_id"}}]}   →   always true, if id is a
 * key
 *
 * In: the filter as overlay_rule.c has read it. Out: what follows from its form alone, so what is
 * called always true is; much that is so by chance, or by the data, is not found.
 */
#include "sqlgen/model/condition.h"

#include "sqlgen/graphql/coerce.h"
#include "sqlgen/graphql/printer.h"
#include "sqlgen/model/binding.h"

static Truth filter_truth(const Input *filter, bool of_owner);

static Truth truth_not(Truth truth) {
    static const Truth opposite[] = {[TRUTH_DEPENDS] = TRUTH_DEPENDS,
                                     [TRUTH_ALWAYS] = TRUTH_NEVER,
                                     [TRUTH_NEVER] = TRUTH_ALWAYS};
    return opposite[truth];
}

/* All of them, if `unless` is NEVER; any of them, if it is ALWAYS. */
static Truth truth_combine(Truth so_far, Truth next, Truth unless) {
    if (so_far == unless || next == unless) {
        return unless;
    }
    return so_far == TRUTH_DEPENDS ? so_far : next;
}

static Truth list_truth(const Input *list, bool of_owner, Truth unless) {
    Truth truth = truth_not(unless);
    for (size_t i = 0; i < list->count; i++) {
        truth = truth_combine(truth, filter_truth(list->items[i], of_owner), unless);
    }
    return truth;
}

/* ---- Comparisons ---- */

static Truth operator_truth(const Attribute *attribute, CompareOperator compare,
                            const Input *operand) {
    bool empty = operand->kind == INPUT_LIST && operand->claim.data == NULL && operand->count == 0;
    bool anything = operand->claim.data == NULL && operand->kind == INPUT_SCALAR &&
                    str_equal(operand->json.text, STR("%"));
    if (compare == COMPARE_IS_NULL && attribute->not_null) {
        return operand->json.kind == JSON_TRUE ? TRUTH_NEVER : TRUTH_ALWAYS;
    }
    if ((compare == COMPARE_IN || compare == COMPARE_NIN) && empty) {
        return compare == COMPARE_IN ? TRUTH_NEVER : TRUTH_ALWAYS;
    }
    if ((compare == COMPARE_LIKE || compare == COMPARE_ILIKE) && anything && attribute->not_null) {
        return TRUTH_ALWAYS;
    }
    return TRUTH_DEPENDS;
}

/* A column that is compared with itself. */
static Truth column_truth(const Attribute *attribute, const ColumnComparison *comparison,
                          bool of_owner) {
    bool same = comparison->column == attribute->column && (!comparison->of_owner || of_owner);
    if (!same || !attribute->not_null) {
        return TRUTH_DEPENDS;
    }
    bool holds = comparison->compare == COMPARE_EQ || comparison->compare == COMPARE_GTE ||
                 comparison->compare == COMPARE_LTE;
    return holds ? TRUTH_ALWAYS : TRUTH_NEVER;
}

static Truth comparisons_truth(const Attribute *attribute, const Input *comparisons,
                               bool of_owner) {
    Truth truth = TRUTH_ALWAYS;
    for (size_t i = 0; i < comparisons->count; i++) {
        const Binding *binding = comparisons->fields[i].def->binding;
        Truth next = TRUTH_DEPENDS;
        if (binding->comparison == COMPARISON_OPERATOR) {
            next = operator_truth(attribute, binding->compare, comparisons->fields[i].value);
        } else if (binding->comparison == COMPARISON_COLUMN) {
            next = column_truth(attribute, binding->column_comparison, of_owner);
        }
        truth = truth_combine(truth, next, TRUTH_NEVER);
    }
    return truth;
}

/* ---- Filters ---- */

static Truth field_truth(const InputField *field, bool of_owner) {
    const Binding *binding = field->def->binding;
    switch (binding->filter) {
    case FILTER_AND:
        return list_truth(field->value, of_owner, TRUTH_NEVER);
    case FILTER_OR:
        return list_truth(field->value, of_owner, TRUTH_ALWAYS);
    case FILTER_NOT:
        return truth_not(filter_truth(field->value, of_owner));
    case FILTER_ATTRIBUTE:
        return comparisons_truth(binding->attribute, field->value, of_owner);
    case FILTER_RELATION:
    case FILTER_EXISTS: /* there must be a row, too */
        return filter_truth(field->value, false) == TRUTH_NEVER ? TRUTH_NEVER : TRUTH_DEPENDS;
    case FILTER_AGGREGATE:
    case FILTER_SEARCH:
    case FILTER_SEARCH_RAW:
        break;
    }
    return TRUTH_DEPENDS;
}

/* Depth: that of the literal, which the parser has limited. */
static Truth filter_truth(const Input *filter, bool of_owner) {
    Truth truth = TRUTH_ALWAYS;
    for (size_t i = 0; i < filter->count; i++) {
        truth = truth_combine(truth, field_truth(&filter->fields[i], of_owner), TRUTH_NEVER);
    }
    return truth;
}

Truth condition_truth(const Condition *condition) {
    return condition->filter == NULL ? TRUTH_ALWAYS : filter_truth(condition->filter, true);
}

bool condition_is_said(const Condition *condition) {
    return condition->filter != NULL;
}

Str condition_text(Arena *arena, const Condition *condition) {
    StrBuf *text = strbuf_new(arena);
    if (condition->literal != NULL) {
        print_value(text, condition->literal);
    }
    return strbuf_view(text);
}

/* ---- Nulls ---- */

static const Attribute *filter_loses(const Input *filter, bool negated);

static const Attribute *comparisons_lose(const Attribute *attribute, const Input *comparisons,
                                         bool negated) {
    for (size_t i = 0; !attribute->not_null && i < comparisons->count; i++) {
        const Binding *binding = comparisons->fields[i].def->binding;
        bool of_claim = binding->comparison == COMPARISON_OPERATOR &&
                        comparisons->fields[i].value->claim.data != NULL;
        bool is_equal = binding->compare == COMPARE_EQ || binding->compare == COMPARE_IN;
        bool is_other = binding->compare == COMPARE_NEQ || binding->compare == COMPARE_NIN;
        if (of_claim && (negated ? is_equal : is_other)) {
            return attribute;
        }
    }
    return NULL;
}

static const Attribute *field_loses(const InputField *field, bool negated) {
    const Binding *binding = field->def->binding;
    const Attribute *lost = NULL;
    switch (binding->filter) {
    case FILTER_AND:
    case FILTER_OR:
        for (size_t i = 0; lost == NULL && i < field->value->count; i++) {
            lost = filter_loses(field->value->items[i], negated);
        }
        return lost;
    case FILTER_NOT:
        return filter_loses(field->value, !negated);
    case FILTER_ATTRIBUTE:
        return comparisons_lose(binding->attribute, field->value, negated);
    case FILTER_RELATION:
    case FILTER_EXISTS: /* what exists is never null */
        return filter_loses(field->value, false);
    case FILTER_AGGREGATE:
    case FILTER_SEARCH:
    case FILTER_SEARCH_RAW:
        break;
    }
    return NULL;
}

static const Attribute *filter_loses(const Input *filter, bool negated) {
    const Attribute *lost = NULL;
    for (size_t i = 0; lost == NULL && i < filter->count; i++) {
        lost = field_loses(&filter->fields[i], negated);
    }
    return lost;
}

const Attribute *condition_loses_nulls(const Condition *condition) {
    return condition->filter == NULL ? NULL : filter_loses(condition->filter, false);
}
