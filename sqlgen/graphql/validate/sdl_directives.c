/*
 * Directives in type system documents (specification, sections 5.7 "Directives" and 5.4
 * "Arguments", as they apply to definitions).
 *
 * Examples:
 *     type A @deprecated { … }                 Directive "@deprecated" may not be used on OBJECT.
 *     scalar A @specifiedBy                    Directive "@specifiedBy" argument "url" of type
 *                                              "String!" is required, but it was not provided.
 *     scalar A @specifiedBy(ur: "…")           Unknown argument "ur" on directive "@specifiedBy".
 *                                              Did you mean "url"?
 */
#include "sqlgen/graphql/suggest.h"
#include "sqlgen/graphql/validate/quote.h"
#include "sqlgen/graphql/validate/sdl_rules.h"

static SdlDirective *sdl_directives_add(SdlValidator *v, Str name, bool repeatable) {
    SdlDirective *directive = ARENA_NEW(v->arena, SdlDirective);
    directive->repeatable = repeatable;
    map_init(&directive->locations, v->arena);
    map_init(&directive->arguments, v->arena);
    map_init(&directive->required, v->arena);
    map_set(&v->directives, name, directive);
    return directive;
}

/* The maps keep definitions as void pointers; they are never written through. */
static void sdl_directives_collect_argument(SdlDirective *directive, Str name, const void *argument,
                                            bool required) {
    map_set(&directive->arguments, name, (void *)(uintptr_t)argument);
    if (required) {
        map_set(&directive->required, name, (void *)(uintptr_t)argument);
    }
}

static void sdl_directives_collect_def(SdlValidator *v, const DirectiveDef *def) {
    SdlDirective *directive = sdl_directives_add(v, def->name, def->repeatable);
    for (size_t i = 0; i < def->location_count; i++) {
        map_add(&directive->locations, str_from(def->locations[i]), NULL);
    }
    for (size_t i = 0; i < def->argument_count; i++) {
        const InputValueDef *argument = &def->arguments[i];
        sdl_directives_collect_argument(directive, argument->name, argument,
                                        argument->type->kind == TYPE_REF_NON_NULL &&
                                            argument->default_value == NULL);
    }
}

static void sdl_directives_collect_node(SdlValidator *v, const Definition *node) {
    SdlDirective *directive = sdl_directives_add(v, node->name.text, node->repeatable);
    directive->in_document = true;
    for (size_t i = 0; i < node->location_count; i++) {
        map_add(&directive->locations, node->locations[i].text, NULL);
    }
    for (size_t i = 0; i < node->input_count; i++) {
        const InputValueNode *argument = &node->inputs[i];
        sdl_directives_collect_argument(directive, argument->name.text, argument,
                                        argument->type.kind == TYPE_NODE_NON_NULL &&
                                            argument->default_value == NULL);
    }
}

void sdl_directives_collect(SdlValidator *v) {
    const Schema *base = v->base != NULL ? v->base : schema_new(v->arena);
    for (size_t i = 0; i < base->directive_count; i++) {
        sdl_directives_collect_def(v, &base->directives[i]);
    }
    for (size_t i = 0; i < v->document->definition_count; i++) {
        if (v->document->definitions[i].kind == DEFINITION_DIRECTIVE) {
            sdl_directives_collect_node(v, &v->document->definitions[i]);
        }
    }
}

void sdl_directives_check_known(SdlValidator *v, const Directive *directive, const char *location) {
    const SdlDirective *known = map_get(&v->directives, directive->name.text);
    if (known == NULL) {
        report_add(&v->report, directive->span.start, "Unknown directive \"@%.*s\".",
                   STR_ARG(directive->name.text));
    } else if (!map_has(&known->locations, str_from(location))) {
        report_add(&v->report, directive->span.start, "Directive \"@%.*s\" may not be used on %s.",
                   STR_ARG(directive->name.text), location);
    }
}

void sdl_directives_check_unique(SdlValidator *v, NameSet **seen, const Directive *directives,
                                 size_t count) {
    for (size_t i = 0; i < count && !sdl_is_done(v); i++) {
        const Name *name = &directives[i].name;
        const SdlDirective *known = map_get(&v->directives, name->text);
        if (known == NULL || known->repeatable) {
            continue;
        }
        const Name *earlier = sdl_names_add(v, seen, name);
        if (earlier != NULL) { /* a name in this set is the first member of its directive */
            Violation *violation =
                report_add(&v->report, ((const Directive *)earlier)->span.start,
                           "The directive \"@%.*s\" can only be used once at this location.",
                           STR_ARG(name->text));
            report_locate(&v->report, violation, directives[i].span.start);
        }
    }
}

void sdl_directives_check_unique_here(SdlValidator *v, const Directive *directives, size_t count) {
    NameSet *seen = NULL;
    sdl_directives_check_unique(v, &seen, directives, count);
}

static Str sdl_directives_suggest_argument(SdlValidator *v, const SdlDirective *directive,
                                           Str name) {
    Str *names = ARENA_ARRAY(v->arena, directive->arguments.count, Str);
    for (size_t i = 0; i < directive->arguments.count; i++) {
        names[i] = directive->arguments.entries[i].key;
    }
    return suggest_text(v->arena, name, names, directive->arguments.count);
}

void sdl_directives_check_arguments(SdlValidator *v, const Directive *directive) {
    const SdlDirective *known = map_get(&v->directives, directive->name.text);
    for (size_t i = 0; known != NULL && i < directive->argument_count && !sdl_is_done(v); i++) {
        const Argument *argument = &directive->arguments[i];
        Str name = argument->name.text;
        if (!map_has(&known->arguments, name)) {
            Str suggestion = sdl_directives_suggest_argument(v, known, name);
            report_add(&v->report, argument->span.start,
                       "Unknown argument \"%.*s\" on directive \"@%.*s\".%.*s", STR_ARG(name),
                       STR_ARG(directive->name.text), STR_ARG(suggestion));
        }
    }
}

void sdl_directives_check_unique_arguments(SdlValidator *v, const Argument *arguments,
                                           size_t count) {
    NameSet seen;
    name_set_init(&seen, v->arena);
    for (size_t i = 0; i < count && !sdl_is_done(v); i++) {
        if (name_set_add(&seen, &arguments[i].name) == NULL) {
            continue;
        }
        const Name **names = ARENA_ARRAY(v->arena, count, const Name *);
        for (size_t j = 0; j < count; j++) {
            names[j] = &arguments[j].name;
        }
        name_set_report_repeated(&v->report, names, count, "argument named \"");
        return;
    }
}

static Str sdl_directives_argument_type(SdlValidator *v, const SdlDirective *directive,
                                        const void *argument) {
    if (directive->in_document) {
        return quote_type(v->arena, &((const InputValueNode *)argument)->type);
    }
    return type_ref_text(v->arena, ((const InputValueDef *)argument)->type);
}

void sdl_directives_check_required(SdlValidator *v, const Directive *directive) {
    const SdlDirective *known = map_get(&v->directives, directive->name.text);
    if (known == NULL || known->required.count == 0) {
        return;
    }
    Map given;
    map_init(&given, v->arena);
    for (size_t i = 0; i < directive->argument_count; i++) {
        map_add(&given, directive->arguments[i].name.text, NULL);
    }
    for (size_t i = 0; i < known->required.count && !sdl_is_done(v); i++) {
        const MapEntry *argument = &known->required.entries[i];
        if (map_has(&given, argument->key)) {
            continue;
        }
        Str type = sdl_directives_argument_type(v, known, argument->value);
        report_add(&v->report, directive->span.start,
                   "Directive \"@%.*s\" argument \"%.*s\" of type \"%.*s\" is required, but it was "
                   "not provided.",
                   STR_ARG(directive->name.text), STR_ARG(argument->key), STR_ARG(type));
    }
}
