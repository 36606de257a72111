/*
 * Comparisons: an Int_comparison_exp or one of its kin to a Predicate.
 *
 *     {_gte: 5, _lt: $q}                            t0.quantity >= 5 and t0.quantity < slot 0
 *     {_path: {at: "$.size", _gt: 3}}               t0.meta at "$.size" > 3
 *     count: {predicate: {_gt: 1}}                  count() > 1
 *
 * What is compared is a Comparand: a column, a part of its JSON value, or an aggregate. A null
 * operand is an error and never means "no condition": only an absent one does.
 */
#include "sqlgen/plan/planner.h"

/* Enum values are constants of the plan, as the texts that are their names. */
static Json enum_json(Planner *planner, const Input *input) {
    if (input->kind == INPUT_ENUM) {
        return (Json){.kind = JSON_STRING, .text = input->value->name};
    }
    Json list = {.kind = JSON_ARRAY, .count = input->count};
    list.items = ARENA_ARRAY(planner->arena, input->count, Json);
    for (size_t i = 0; i < input->count; i++) {
        list.items[i] = enum_json(planner, input->items[i]);
    }
    return list;
}

/* A claim as that type; one slot for all its uses. */
static Operand plan_claim(Planner *planner, const Input *input, DataType type) {
    Plan *plan = planner->plan;
    Claim claim = {input->claim, type, input->kind == INPUT_LIST, 0};
    size_t index = 0;
    while (index < plan->claim_count &&
           !(str_equal(plan->claims[index].name, claim.name) &&
             plan->claims[index].type == claim.type && plan->claims[index].list == claim.list)) {
        index++;
    }
    if (index == plan->claim_count) {
        claim.slot = plan_slot(planner);
        ARENA_PUSH(planner->arena, plan->claims, plan->claim_count, claim);
    }
    return (Operand){.slot = plan->claims[index].slot, .type = type, .list = claim.list};
}

Operand plan_operand(Planner *planner, const Input *input, DataType type) {
    if (input->claim.data != NULL) {
        return plan_claim(planner, input, type);
    }
    if (input->inlined) {
        planner->plan->reusable = false;
    }
    bool is_enum = input->type->type->kind == TYPE_ENUM && input->kind != INPUT_NULL;
    return (Operand){.slot = input->slot == INPUT_NO_SLOT ? OPERAND_CONSTANT : input->slot,
                     .constant = is_enum ? enum_json(planner, input) : input->json,
                     .type = type,
                     .list = input->kind == INPUT_LIST,
                     .offset = input->span.start};
}

bool plan_has_value(Planner *planner, const InputField *field) {
    if (field->value->kind != INPUT_NULL) {
        return true;
    }
    plan_error(planner, ERROR_VALIDATION_FAILED, field->span.start,
               "Expected a value for \"%.*s\", found null. To find nulls, use "
               "{_is_null: true}; to leave a condition out, leave its key out.",
               STR_ARG(field->def->name));
    return false;
}

static Predicate *comparison_new(Planner *planner, PredicateKind kind, const Comparand *comparand) {
    Predicate *predicate = predicate_new(planner, kind);
    predicate->column = comparand->column;
    predicate->path = comparand->path;
    predicate->aggregate = comparand->aggregate;
    return predicate;
}

static Predicate *comparison_is_null(Planner *planner, const Input *operand,
                                     const Comparand *comparand) {
    Predicate *is_null = comparison_new(planner, PREDICATE_NULL, comparand);
    if (operand->json.kind == JSON_TRUE) {
        return is_null;
    }
    Predicate *not_null = predicate_new(planner, PREDICATE_NOT);
    ARENA_PUSH(planner->arena, not_null->children, not_null->child_count, is_null);
    return not_null;
}

/* The type and rule of what an operator compares with; the type is the comparand's unless the
 * operator itself asks for another. */
static void comparison_type(CompareOperator compare, DataType *type, OperandRule *rule) {
    *rule = RULE_NONE;
    switch (compare) {
    case COMPARE_EQ:
    case COMPARE_NEQ:
    case COMPARE_GT:
    case COMPARE_GTE:
    case COMPARE_LT:
    case COMPARE_LTE:
    case COMPARE_IN:
    case COMPARE_NIN:
    case COMPARE_IS_NULL:
    case COMPARE_CONTAINS:
    case COMPARE_CONTAINED_IN:
        return;
    case COMPARE_REGEX:
    case COMPARE_NREGEX:
    case COMPARE_IREGEX:
    case COMPARE_NIREGEX:
        *rule = RULE_REGEX;
        break;
    case COMPARE_SIMILAR:
    case COMPARE_NSIMILAR:
        *rule = RULE_SIMILAR;
        break;
    case COMPARE_LIKE:
    case COMPARE_NLIKE:
    case COMPARE_ILIKE:
    case COMPARE_NILIKE:
    case COMPARE_STARTS_WITH:
    case COMPARE_HAS_KEY:
    case COMPARE_HAS_KEYS_ANY:
    case COMPARE_HAS_KEYS_ALL:
        break;
    }
    *type = DATA_STRING;
}

static Predicate *comparison_operator(Planner *planner, const InputField *field,
                                      const Comparand *comparand) {
    CompareOperator compare = field->def->binding->compare;
    if (compare == COMPARE_IS_NULL) {
        return comparison_is_null(planner, field->value, comparand);
    }
    Predicate *comparison = comparison_new(planner, PREDICATE_COMPARE, comparand);
    DataType type = comparand->type;
    OperandRule rule;
    comparison_type(compare, &type, &rule);
    comparison->compare = compare;
    comparison->operand = plan_operand(planner, field->value, type);
    comparison->operand.rule = rule;
    return comparison;
}

const Operand *plan_json_path(Planner *planner, const Input *path) {
    Operand *operand = ARENA_NEW(planner->arena, Operand);
    *operand = plan_operand(planner, path, DATA_STRING);
    operand->rule = RULE_JSON_PATH;
    return operand;
}

/* {at: …, _gt: …}: the comparisons with what stands there as their comparand. */
static Predicate *comparison_path(Planner *planner, const Input *object,
                                  const Comparand *comparand) {
    Comparand part = *comparand;
    if (object->count < 2) {
        plan_error(planner, ERROR_VALIDATION_FAILED, object->span.start,
                   "\"_path\" says where to look, but compares with nothing.");
    }
    for (size_t i = 0; i < object->count; i++) {
        const InputField *field = &object->fields[i];
        if (field->def->binding->comparison == COMPARISON_AT) {
            part.path = plan_json_path(planner, field->value);
        }
    }
    return plan_comparisons(planner, object, &part);
}

/* With another column, of the same row or of the one that the rule is about. */
static Predicate *comparison_column(Planner *planner, const InputField *field,
                                    const Comparand *comparand) {
    const ColumnComparison *with = field->def->binding->column_comparison;
    Predicate *comparison = comparison_new(planner, PREDICATE_COMPARE, comparand);
    comparison->compare = with->compare;
    comparison->other =
        (ColumnRef){with->of_owner ? planner->owner : comparand->column.scan, with->column};
    return comparison;
}

Predicate *plan_comparisons(Planner *planner, const Input *comparisons,
                            const Comparand *comparand) {
    Predicate **all = ARENA_ARRAY(planner->arena, comparisons->count, Predicate *);
    size_t count = 0;
    for (size_t i = 0; i < comparisons->count; i++) {
        const InputField *field = &comparisons->fields[i];
        if (!plan_has_value(planner, field)) {
            continue;
        }
        switch (field->def->binding->comparison) {
        case COMPARISON_OPERATOR:
            all[count++] = comparison_operator(planner, field, comparand);
            break;
        case COMPARISON_PATH:
            all[count++] = comparison_path(planner, field->value, comparand);
            break;
        case COMPARISON_COLUMN:
            all[count++] = comparison_column(planner, field, comparand);
            break;
        case COMPARISON_AT: /* told comparison_path() where to look */
            break;
        }
    }
    return predicate_combine(planner, PREDICATE_AND, all, count);
}
