/*
 * Subscriptions (specification, section 5.2.4.1 "Single Root Field").
 *
 * In: a subscription. Out: an error if it selects several fields of its root type, fragments
 * opened, or a field of introspection.
 *
 * Literal conditions of @skip and @include are taken into account. A condition that depends on a
 * variable cannot be, and graphql-js 16 dies of it; here it is an error with graphql-js 17's words.
 *
 * Example: subscription S { ...F b } fragment F on Subscription { a }  gives
 *     Subscription "S" must select only one top level field.
 *
 * Spreads are followed without recursion, since fragments can be chained by the thousand.
 */
#include "sqlgen/graphql/validate/rules.h"

/* The occurrences of one response key. */
typedef struct RootField {
    const Selection **nodes;
    size_t count;
} RootField;

typedef struct PendingSet {
    const SelectionSet *set;
    size_t next;
} PendingSet;

typedef struct RootFields {
    const Definition *operation;
    const Type *root;
    Map fields; /* response key to RootField*, in response order */
    const Directive **unknown;
    size_t unknown_count; /* conditions that cannot be told */
    PendingSet *pending;
    size_t pending_count;
    uint32_t stamp; /* of the fragments opened */
} RootFields;

typedef enum Truth { TRUTH_NO, TRUTH_YES, TRUTH_UNKNOWN } Truth;

/* The `if` of the named directive on a selection, or `absent` if it has no such directive. */
static Truth condition_of(Validator *v, RootFields *roots, const Selection *selection, Str name,
                          Truth absent) {
    const Directive *directive = NULL;
    for (size_t i = 0; i < selection->directive_count && directive == NULL; i++) {
        if (str_equal(selection->directives[i].name.text, name)) {
            directive = &selection->directives[i];
        }
    }
    if (directive == NULL) {
        return absent;
    }
    for (size_t i = directive->argument_count; i > 0; i--) {
        const Argument *argument = &directive->arguments[i - 1];
        if (str_equal(argument->name.text, STR("if"))) {
            if (argument->value.kind == VALUE_BOOLEAN) {
                return argument->value.boolean ? TRUTH_YES : TRUTH_NO;
            }
            break;
        }
    }
    ARENA_PUSH(v->arena, roots->unknown, roots->unknown_count, directive);
    return TRUTH_UNKNOWN;
}

static bool selection_is_left_out(Validator *v, RootFields *roots, const Selection *selection) {
    return condition_of(v, roots, selection, STR("skip"), TRUTH_NO) == TRUTH_YES ||
           condition_of(v, roots, selection, STR("include"), TRUTH_YES) == TRUTH_NO;
}

static void roots_add_field(Validator *v, RootFields *roots, const Selection *selection) {
    Str key = selection_response_key(selection);
    RootField *field = map_get(&roots->fields, key);
    if (field == NULL) {
        field = ARENA_NEW(v->arena, RootField);
        map_add(&roots->fields, key, field);
    }
    ARENA_PUSH(v->arena, field->nodes, field->count, selection);
}

static void roots_open_set(Validator *v, RootFields *roots, const SelectionSet *set) {
    if (validator_spend(v, set->count, roots->operation->span.start)) {
        ARENA_PUSH(v->arena, roots->pending, roots->pending_count, ((PendingSet){set, 0}));
    }
}

static bool type_applies(const Type *condition, const Type *root) {
    return condition == root ||
           (condition != NULL && type_is_abstract(condition) && type_is_possible(condition, root));
}

static void roots_add_selection(Validator *v, RootFields *roots, const Selection *selection) {
    Fragment *fragment = NULL;
    if (selection->kind == SELECTION_FRAGMENT_SPREAD) {
        fragment = fragment_find(v, selection->name.text);
        if (fragment == NULL || fragment->stamp == roots->stamp) {
            return;
        }
    }
    if (selection_is_left_out(v, roots, selection)) {
        return;
    }
    switch (selection->kind) {
    case SELECTION_FIELD:
        roots_add_field(v, roots, selection);
        break;
    case SELECTION_FRAGMENT_SPREAD:
        fragment->stamp = roots->stamp;
        if (type_applies(fragment->type, roots->root)) {
            roots_open_set(v, roots, fragment->scope.definition->selection_set);
        }
        break;
    case SELECTION_INLINE_FRAGMENT:
        if (selection->type_condition.text.data == NULL ||
            type_applies(schema_type(v->schema, selection->type_condition.text), roots->root)) {
            roots_open_set(v, roots, selection->selection_set);
        }
        break;
    }
}

static void roots_collect(Validator *v, RootFields *roots) {
    roots_open_set(v, roots, roots->operation->selection_set);
    while (roots->pending_count != 0 && !v->stopped) {
        PendingSet *at = &roots->pending[roots->pending_count - 1];
        if (at->next == at->set->count) {
            roots->pending_count--;
        } else {
            roots_add_selection(v, roots, &at->set->items[at->next++]);
        }
    }
}

static Violation *subscription_report(Validator *v, const Definition *operation, uint32_t offset,
                                      const char *what) {
    if (operation->name.text.data == NULL) {
        return report_add(v->report, offset, "Anonymous Subscription must %s.", what);
    }
    return report_add(v->report, offset, "Subscription \"%.*s\" must %s.",
                      STR_ARG(operation->name.text), what);
}

static void roots_report_unknown(Validator *v, const RootFields *roots) {
    Violation *violation =
        subscription_report(v, roots->operation, roots->unknown[0]->span.start,
                            "not use `@skip` or `@include` directives in the top level selection");
    for (size_t i = 1; i < roots->unknown_count; i++) {
        report_locate(v->report, violation, roots->unknown[i]->span.start);
    }
}

static void root_locate_rest(Validator *v, Violation *violation, const RootField *field,
                             size_t from) {
    for (size_t i = from; i < field->count; i++) {
        report_locate(v->report, violation, field->nodes[i]->span.start);
    }
}

static void roots_report_extra(Validator *v, const RootFields *roots) {
    const RootField *second = roots->fields.entries[1].value;
    Violation *violation = subscription_report(v, roots->operation, second->nodes[0]->span.start,
                                               "select only one top level field");
    root_locate_rest(v, violation, second, 1);
    for (size_t i = 2; i < roots->fields.count; i++) {
        root_locate_rest(v, violation, roots->fields.entries[i].value, 0);
    }
}

static void roots_report_introspection(Validator *v, const RootFields *roots) {
    for (size_t i = 0; i < roots->fields.count; i++) {
        const RootField *field = roots->fields.entries[i].value;
        if (str_starts_with(field->nodes[0]->name.text, STR("__"))) {
            Violation *violation =
                subscription_report(v, roots->operation, field->nodes[0]->span.start,
                                    "not select an introspection top level field");
            root_locate_rest(v, violation, field, 1);
        }
    }
}

void subscriptions_check_single_field(Validator *v, const Definition *operation) {
    const Type *root = v->schema->roots[OPERATION_SUBSCRIPTION];
    if (operation->operation != OPERATION_SUBSCRIPTION || root == NULL || validator_is_done(v)) {
        return;
    }
    RootFields roots = {.operation = operation, .root = root, .stamp = validator_stamp(v)};
    map_init(&roots.fields, v->arena);
    roots_collect(v, &roots);
    if (v->stopped) {
        return;
    }
    if (roots.unknown_count != 0) {
        roots_report_unknown(v, &roots);
        return;
    }
    if (roots.fields.count > 1) {
        roots_report_extra(v, &roots);
    }
    roots_report_introspection(v, &roots);
}
