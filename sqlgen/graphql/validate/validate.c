/*
 * Validation of executable documents (specification, section 5 "Validation").
 *
 * In: a document and a schema. Out: the errors that graphql-js 16's specifiedRules would give, in
 * their order.
 *
 * The one idea: one walk, no pass per rule. It reports what it sees; what needs the fragments of
 * an operation is checked after the walk and its errors are merged in where the operation ended:
 *
 *     query { a }          walk: [Cannot query field "a" …]          mark = 1
 *     query Q($x: Int) …   walk: [Cannot query field "b" …]          mark = 2
 *                          afterwards, at mark 2: Variable "$x" is never used in operation "Q".
 */
#include "sqlgen/graphql/validate/rules.h"

#include "sqlgen/graphql/suggest.h"

enum {
    DEFAULT_MAX_ERRORS = 100,
    DEFAULT_MAX_EXPANDED = 100000,
    DEFAULT_MAX_OVERLAP_PAIRS = 1000000,
    MAX_FRAGMENT_WORK = 1000000, /* steps that operations may take through their fragments */
};

void validator_stop(Validator *v, uint32_t offset, const char *why) {
    if (!v->stopped) {
        report_add(v->report, offset, "%s Validation aborted.", why);
        v->stopped = true;
    }
}

bool validator_spend(Validator *v, size_t steps, uint32_t offset) {
    if (steps > v->fragment_work) {
        validator_stop(v, offset, "Fragments are used too many times to follow them all.");
        return false;
    }
    v->fragment_work -= steps;
    return true;
}

Str validator_suggest(const Validator *v, Str input, const Str *names, size_t count) {
    return v->options.no_suggestions ? STR("") : suggest_text(v->arena, input, names, count);
}

static size_t or_default(size_t given, size_t otherwise) {
    return given == 0 ? otherwise : given;
}

static ValidateOptions validate_options(const ValidateOptions *given) {
    ValidateOptions options = given == NULL ? (ValidateOptions){0} : *given;
    options.max_errors = or_default(options.max_errors, DEFAULT_MAX_ERRORS);
    options.max_expanded = or_default(options.max_expanded, DEFAULT_MAX_EXPANDED);
    options.max_overlap_pairs = or_default(options.max_overlap_pairs, DEFAULT_MAX_OVERLAP_PAIRS);
    options.max_aliases = or_default(options.max_aliases, SIZE_MAX);
    options.max_directives = or_default(options.max_directives, SIZE_MAX);
    return options;
}

/* The walk's violations and those of the rules that had to wait, in graphql-js's order. */
static void validate_merge(Validator *v, const Report *walked) {
    size_t next = 0;
    for (size_t i = 0; i < v->operation_count && !validator_is_done(v); i++) {
        for (; next < v->operations[i].mark; next++) {
            report_append(v->report, &walked->items[next]);
        }
        variables_check_usages(v, &v->operations[i]);
        limits_check(v, &v->operations[i]);
    }
    if (v->stopped) {
        return;
    }
    for (; next < walked->count; next++) {
        report_append(v->report, &walked->items[next]);
    }
    fragments_check_unused(v);
    v->report->overflow |= walked->overflow;
}

void validate_document(Arena *arena, const Schema *schema, const Document *document,
                       const ValidateOptions *options, ErrorList *errors) {
    Report walked, merged;
    Validator v = {.arena = arena,
                   .schema = schema,
                   .document = document,
                   .options = validate_options(options),
                   .report = &walked,
                   .fragment_work = MAX_FRAGMENT_WORK};
    report_init(&walked, arena, v.options.max_errors);
    report_init(&merged, arena, v.options.max_errors);
    walk_document(&v);
    if (v.stopped) {
        report_write(&walked, document->source, errors);
        return;
    }
    v.report = &merged;
    validate_merge(&v, &walked);
    report_write(&merged, document->source, errors);
}
