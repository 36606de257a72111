/*
 * Operations (specification, sections 5.2.2.1 "Operation Name Uniqueness" and 5.2.3.1 "Lone
 * Anonymous Operation").
 *
 * Examples:
 *     query Q { a } query Q { b }     There can be only one operation named "Q".
 *     { a } query Q { b }             This anonymous operation must be the only defined operation.
 */
#include "sqlgen/graphql/validate/rules.h"

void operations_check_name(Validator *v, const Definition *operation) {
    if (operation->name.text.data == NULL) {
        if (v->operation_count > 1) {
            report_add(v->report, operation->span.start,
                       "This anonymous operation must be the only defined operation.");
        }
        return;
    }
    const Name *earlier = name_set_add(&v->operation_names, &operation->name);
    if (earlier != NULL) {
        Violation *violation = report_add(v->report, earlier->span.start,
                                          "There can be only one operation named \"%.*s\".",
                                          STR_ARG(operation->name.text));
        report_locate(v->report, violation, operation->name.span.start);
    }
}
