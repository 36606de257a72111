/*
 * Fragments (specification, sections 5.5.1.1 "Fragment Name Uniqueness", 5.5.1.3 "Fragments on
 * Object, Interface or Union Types", 5.5.1.4 "Fragments Must Be Used", 5.5.2.1 "Fragment Spread
 * Target Defined" and 5.5.2.3 "Fragment Spread Is Possible").
 *
 * Examples:
 *     fragment F on Int { a }          Fragment "F" cannot condition on non composite type "Int".
 *     { ...G }                         Unknown fragment "G".
 *     { dog { ... on Cat { name } } }  Fragment cannot be spread here as objects of type "Dog" can
 *                                      never be of type "Cat".
 */
#include "sqlgen/graphql/validate/rules.h"

void fragments_check_definition(Validator *v, const Fragment *fragment) {
    const Definition *definition = fragment->scope.definition;
    if (fragment->type != NULL && !type_is_composite(fragment->type)) {
        report_add(v->report, definition->type_condition.span.start,
                   "Fragment \"%.*s\" cannot condition on non composite type \"%.*s\".",
                   STR_ARG(definition->name.text), STR_ARG(fragment->type->name));
    }
    const Name *earlier = name_set_add(&v->fragment_names, &definition->name);
    if (earlier != NULL) {
        Violation *violation =
            report_add(v->report, earlier->span.start,
                       "There can be only one fragment named \"%.*s\".", STR_ARG(earlier->text));
        report_locate(v->report, violation, definition->name.span.start);
    }
}

void fragments_check_spread(Validator *v, const Selection *spread, const Type *parent) {
    const Fragment *fragment = fragment_find(v, spread->name.text);
    if (fragment == NULL) {
        report_add(v->report, spread->name.span.start, "Unknown fragment \"%.*s\".",
                   STR_ARG(spread->name.text));
        return;
    }
    const Type *type = fragment->type;
    if (type != NULL && parent != NULL && type != parent && type_is_composite(type) &&
        !types_overlap(type, parent)) {
        report_add(v->report, spread->span.start,
                   "Fragment \"%.*s\" cannot be spread here as objects of type \"%.*s\" can never "
                   "be of type \"%.*s\".",
                   STR_ARG(spread->name.text), STR_ARG(parent->name), STR_ARG(type->name));
    }
}

void fragments_check_inline(Validator *v, const Selection *fragment, const Type *condition,
                            const Type *parent) {
    if (condition == NULL) {
        return;
    }
    if (!type_is_composite(condition)) {
        report_add(v->report, fragment->type_condition.span.start,
                   "Fragment cannot condition on non composite type \"%.*s\".",
                   STR_ARG(condition->name));
    } else if (parent != NULL && condition != parent && !types_overlap(condition, parent)) {
        report_add(v->report, fragment->span.start,
                   "Fragment cannot be spread here as objects of type \"%.*s\" can never be of "
                   "type \"%.*s\".",
                   STR_ARG(parent->name), STR_ARG(condition->name));
    }
}

void fragments_check_unused(Validator *v) {
    for (size_t i = 0; i < v->fragment_count; i++) {
        const Fragment *fragment = &v->fragments[i];
        if (!fragment->meaning->used) {
            report_add(v->report, fragment->scope.definition->span.start,
                       "Fragment \"%.*s\" is never used.",
                       STR_ARG(fragment->scope.definition->name.text));
        }
    }
}
