/*
 * Types that are referred to and extended exist (specification, section 3.4 "Types" and 3.4.3
 * "Type Extensions").
 *
 * Examples:
 *     type A { b: Strin }         Unknown type "Strin". Did you mean "String"?
 *     extend type B { b: Int }    Cannot extend type "B" because it is not defined.
 *     enum A { X } extend type A  Cannot extend non-object type "A".
 */
#include "sqlgen/graphql/suggest.h"
#include "sqlgen/graphql/validate/sdl_rules.h"

/* Known in every type system document, whether a schema uses them or not. */
static const Str standard_names[] = {
    STR_INIT("String"),      STR_INIT("Int"),         STR_INIT("Float"),
    STR_INIT("Boolean"),     STR_INIT("ID"),          STR_INIT("__Schema"),
    STR_INIT("__Directive"), STR_INIT("__Type"),      STR_INIT("__DirectiveLocation"),
    STR_INIT("__Field"),     STR_INIT("__EnumValue"), STR_INIT("__InputValue"),
    STR_INIT("__TypeKind"),
};

enum { STANDARD_NAME_COUNT = sizeof standard_names / sizeof *standard_names };

static bool sdl_types_is_standard_name(Str name) {
    for (size_t i = 0; i < STANDARD_NAME_COUNT; i++) {
        if (str_equal(name, standard_names[i])) {
            return true;
        }
    }
    return false;
}

/* Lists the standard names, then all others: who may not use the former begins behind them. */
static void sdl_types_list_known(SdlValidator *v) {
    size_t base_count = v->base == NULL ? 0 : v->base->type_count, count = 0;
    v->known_types =
        ARENA_ARRAY(v->arena, STANDARD_NAME_COUNT + base_count + v->defined_types.count, Str);
    while (count < STANDARD_NAME_COUNT) {
        v->known_types[count] = standard_names[count];
        count++;
    }
    for (size_t i = 0; i < base_count; i++) {
        v->known_types[count++] = v->base->types[i]->name;
    }
    for (size_t i = 0; i < v->defined_types.count; i++) {
        v->known_types[count++] = v->defined_types.entries[i].key;
    }
    v->known_type_count = count;
}

static Str sdl_types_suggest(SdlValidator *v, Str name, bool standard) {
    if (v->known_types == NULL) {
        sdl_types_list_known(v);
    }
    size_t skipped = standard ? 0 : STANDARD_NAME_COUNT;
    return suggest_text(v->arena, name, v->known_types + skipped, v->known_type_count - skipped);
}

void sdl_types_check_known(SdlValidator *v, const Name *name, bool in_type_system) {
    bool known = (v->base != NULL && schema_type(v->base, name->text) != NULL) ||
                 map_has(&v->defined_types, name->text) ||
                 (in_type_system && sdl_types_is_standard_name(name->text));
    if (known || sdl_is_done(v)) {
        return;
    }
    Str suggestion = sdl_types_suggest(v, name->text, in_type_system);
    report_add(&v->report, name->span.start, "Unknown type \"%.*s\".%.*s", STR_ARG(name->text),
               STR_ARG(suggestion));
}

static const char *sdl_types_kind_name(DefinitionKind kind) {
    switch (kind) {
    case DEFINITION_SCALAR:
        return "scalar";
    case DEFINITION_INTERFACE:
        return "interface";
    case DEFINITION_UNION:
        return "union";
    case DEFINITION_ENUM:
        return "enum";
    case DEFINITION_INPUT_OBJECT:
        return "input object";
    case DEFINITION_OBJECT:
    case DEFINITION_OPERATION:
    case DEFINITION_FRAGMENT:
    case DEFINITION_SCHEMA:
    case DEFINITION_DIRECTIVE:
        break;
    }
    return "object";
}

void sdl_types_check_extension(SdlValidator *v, const Definition *extension) {
    Str name = extension->name.text;
    TypeKind kind = sdl_type_kind(extension->kind);
    const Definition *definition = map_get(&v->defined_types, name);
    const Type *base = v->base == NULL ? NULL : schema_type(v->base, name);
    if (sdl_is_done(v)) {
        return;
    }
    if (definition == NULL && base == NULL) {
        Str suggestion = sdl_types_suggest(v, name, false);
        report_add(&v->report, extension->name.span.start,
                   "Cannot extend type \"%.*s\" because it is not defined.%.*s", STR_ARG(name),
                   STR_ARG(suggestion));
    } else if (kind != (definition != NULL ? sdl_type_kind(definition->kind) : base->kind)) {
        const Definition *place = definition != NULL ? definition : extension;
        Violation *violation =
            report_add(&v->report, place->span.start, "Cannot extend non-%s type \"%.*s\".",
                       sdl_types_kind_name(extension->kind), STR_ARG(name));
        if (definition != NULL) {
            report_locate(&v->report, violation, extension->span.start);
        }
    }
}
