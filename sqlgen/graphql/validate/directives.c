/*
 * Directives (specification, sections 5.7.1 "Directives Are Defined", 5.7.2 "Directives Are in
 * Valid Locations", 5.7.3 "Directives Are Unique per Location"; and for their arguments 5.4.1 and
 * 5.4.3).
 *
 * A directive may be defined by the schema or, in a document that should not, by the document;
 * graphql-js lets the document win, and so does directive_find().
 *
 * Examples:
 *     { a @skp(if: true) }          Unknown directive "@skp".
 *     query @skip(if: true) { a }   Directive "@skip" may not be used on QUERY.
 *     { a @skip }                   Directive "@skip" argument "if" of type "Boolean!" is required,
 *                                   but it was not provided.
 */
#include "sqlgen/graphql/validate/quote.h"
#include "sqlgen/graphql/validate/rules.h"

/* Where a directive is defined: one of the two, or neither if it is unknown. */
typedef struct DirectiveSource {
    const DirectiveDef *def;
    const Definition *node;
} DirectiveSource;

static DirectiveSource directive_find(const Validator *v, const Directive *directive) {
    DirectiveSource source = {0};
    if (v->has_type_system) {
        source.node = map_get(&v->defined_directives, directive->name.text);
    }
    if (source.node == NULL) {
        source.def = schema_directive(v->schema, directive->name.text);
    }
    return source;
}

void directives_check_unique_in(Validator *v, NameSet *seen, const Directive *directives,
                                size_t count) {
    for (size_t i = 0; i < count && !validator_is_done(v); i++) {
        DirectiveSource source = directive_find(v, &directives[i]);
        bool once = (source.def != NULL && !source.def->repeatable) ||
                    (source.node != NULL && !source.node->repeatable);
        const Name *earlier = once ? name_set_add(seen, &directives[i].name) : NULL;
        if (earlier != NULL) {
            const Directive *first =
                (const Directive *)(const void *)earlier; /* its first member */
            Violation *violation =
                report_add(v->report, first->span.start,
                           "The directive \"@%.*s\" can only be used once at this location.",
                           STR_ARG(earlier->text));
            report_locate(v->report, violation, directives[i].span.start);
        }
    }
}

void directives_check_unique(Validator *v, const Directive *directives, size_t count) {
    if (count > 1) {
        NameSet seen;
        name_set_init(&seen, v->arena);
        directives_check_unique_in(v, &seen, directives, count);
    }
}

static bool directive_allows(const DirectiveSource *source, const char *location) {
    if (source->def != NULL) {
        for (size_t i = 0; i < source->def->location_count; i++) {
            if (str_equal(str_from(source->def->locations[i]), str_from(location))) {
                return true;
            }
        }
        return false;
    }
    for (size_t i = 0; i < source->node->location_count; i++) {
        if (str_equal(source->node->locations[i].text, str_from(location))) {
            return true;
        }
    }
    return false;
}

void directives_check_known(Validator *v, const Directive *directive, const char *location) {
    DirectiveSource source = directive_find(v, directive);
    if (source.def == NULL && source.node == NULL) {
        report_add(v->report, directive->span.start, "Unknown directive \"@%.*s\".",
                   STR_ARG(directive->name.text));
    } else if (!directive_allows(&source, location)) {
        report_add(v->report, directive->span.start, "Directive \"@%.*s\" may not be used on %s.",
                   STR_ARG(directive->name.text), location);
    }
}

/* The names of the arguments that the directive takes, and their number. */
static Str *directive_argument_names(Validator *v, const DirectiveSource *source, size_t *count) {
    *count = source->def != NULL ? source->def->argument_count : source->node->input_count;
    Str *names = ARENA_ARRAY(v->arena, *count, Str);
    for (size_t i = 0; i < *count; i++) {
        names[i] = source->def != NULL ? source->def->arguments[i].name
                                       : source->node->inputs[i].name.text;
    }
    return names;
}

static bool name_is_among(Str name, const Str *names, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (str_equal(name, names[i])) {
            return true;
        }
    }
    return false;
}

void directives_check_arguments(Validator *v, const Directive *directive) {
    DirectiveSource source = directive_find(v, directive);
    if ((source.def == NULL && source.node == NULL) || directive->argument_count == 0) {
        return;
    }
    size_t count;
    Str *names = directive_argument_names(v, &source, &count);
    for (size_t i = 0; i < directive->argument_count && !validator_is_done(v); i++) {
        Str name = directive->arguments[i].name.text;
        if (name_is_among(name, names, count)) {
            continue;
        }
        Str suggestion = validator_suggest(v, name, names, count);
        report_add(v->report, directive->arguments[i].span.start,
                   "Unknown argument \"%.*s\" on directive \"@%.*s\".%.*s", STR_ARG(name),
                   STR_ARG(directive->name.text), STR_ARG(suggestion));
    }
}

static bool directive_has_argument(const Directive *directive, Str name) {
    for (size_t i = 0; i < directive->argument_count; i++) {
        if (str_equal(directive->arguments[i].name.text, name)) {
            return true;
        }
    }
    return false;
}

static void directive_report_missing(Validator *v, const Directive *directive, Str argument,
                                     Str type) {
    report_add(v->report, directive->span.start,
               "Directive \"@%.*s\" argument \"%.*s\" of type \"%.*s\" is required, but it was "
               "not provided.",
               STR_ARG(directive->name.text), STR_ARG(argument), STR_ARG(type));
}

static void directive_check_required_of_schema(Validator *v, const Directive *directive,
                                               const DirectiveDef *def) {
    for (size_t i = 0; i < def->argument_count; i++) {
        const InputValueDef *argument = &def->arguments[i];
        bool required =
            argument->type->kind == TYPE_REF_NON_NULL && argument->default_value == NULL;
        if (required && !directive_has_argument(directive, argument->name)) {
            directive_report_missing(v, directive, argument->name,
                                     type_ref_text(v->arena, argument->type));
        }
    }
}

static void directive_check_required_of_document(Validator *v, const Directive *directive,
                                                 const Definition *node) {
    for (size_t i = 0; i < node->input_count; i++) {
        const InputValueNode *argument = &node->inputs[i];
        bool required =
            argument->type.kind == TYPE_NODE_NON_NULL && argument->default_value == NULL;
        if (required && !directive_has_argument(directive, argument->name.text)) {
            directive_report_missing(v, directive, argument->name.text,
                                     quote_type(v->arena, &argument->type));
        }
    }
}

void directives_check_required(Validator *v, const Directive *directive) {
    DirectiveSource source = directive_find(v, directive);
    if (validator_is_done(v)) {
        return;
    }
    if (source.def != NULL) {
        directive_check_required_of_schema(v, directive, source.def);
    } else if (source.node != NULL) {
        directive_check_required_of_document(v, directive, source.node);
    }
}
