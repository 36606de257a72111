/*
 * Updates: an operator's columns to assignments.
 *
 *     _set: {name: $n} _inc: {quantity: 1}     name = slot 0, quantity inc 1
 *
 * A column stands in one operator only: which of two would win is for nobody to guess.
 */
#include "sqlgen/plan/planner.h"

static DataType operand_type(UpdateOperator operator, const Attribute * attribute) {
    switch (operator) {
    case UPDATE_DELETE_KEY:
    case UPDATE_DELETE_AT_PATH:
        return DATA_STRING;
    case UPDATE_DELETE_ELEM:
        return DATA_INT;
    case UPDATE_SET:
    case UPDATE_INC:
    case UPDATE_APPEND:
    case UPDATE_PREPEND:
        break;
    }
    return attribute->type;
}

static bool write_has(const Write *write, const Column *column) {
    for (size_t i = 0; i < write->assignment_count; i++) {
        if (write->assignments[i].column == column) {
            return true;
        }
    }
    return false;
}

void plan_update_operator(PartPlan *plan, Write *write, const InputValueDef *def,
                          const Input *values) {
    UpdateOperator operator= def->binding->update;
    if (values->kind == INPUT_NULL) {
        return;
    }
    for (size_t i = 0; i < values->count; i++) {
        const InputField *field = &values->fields[i];
        const Attribute *attribute = field->def->binding->attribute;
        if (operator!= UPDATE_SET && !plan_has_value(plan->planner, field)) {
            continue;
        }
        if (write_has(write, attribute->column)) {
            plan_error(plan->planner, ERROR_VALIDATION_FAILED, field->span.start,
                       "The column \"%.*s\" stands in more than one operator.",
                       STR_ARG(attribute->name));
            continue;
        }
        Assignment assignment = {
            attribute->column, operator,
            plan_operand(plan->planner, field->value, operand_type(operator, attribute))};
        ARENA_PUSH(plan->planner->arena, write->assignments, write->assignment_count, assignment);
    }
}
