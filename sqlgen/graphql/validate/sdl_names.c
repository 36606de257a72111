/*
 * Names that are defined once: of types, enum values, fields, arguments and directives
 * (specification, section 3, "Type Validation" of each kind of type, and section 3.13).
 *
 * A type and its extensions share one set of names, and what the base schema has is taken.
 *
 * Examples:
 *     type A { x: Int }  extend type A { x: Int }   Field "A.x" can only be defined once.
 *     type A { f(a: Int, a: Int): Int }             Argument "A.f(a:)" can only be defined once.
 */
#include "sqlgen/graphql/validate/sdl_rules.h"

SdlNames *sdl_names(SdlValidator *v, Str type) {
    SdlNames *names = map_get(&v->names, type);
    if (names == NULL) {
        names = ARENA_NEW(v->arena, SdlNames);
        map_add(&v->names, type, names);
    }
    return names;
}

const Name *sdl_names_add(SdlValidator *v, NameSet **set, const Name *name) {
    if (*set == NULL) {
        *set = ARENA_NEW(v->arena, NameSet);
        name_set_init(*set, v->arena);
    }
    return name_set_add(*set, name);
}

static const Type *sdl_names_base_type(const SdlValidator *v, Str name) {
    return v->base == NULL ? NULL : schema_type(v->base, name);
}

void sdl_names_check_type(SdlValidator *v, const Definition *type) {
    const Name *name = &type->name;
    if (sdl_names_base_type(v, name->text) != NULL) {
        report_add(&v->report, name->span.start,
                   "Type \"%.*s\" already exists in the schema. It cannot also be defined in this "
                   "type definition.",
                   STR_ARG(name->text));
        return;
    }
    const Name *earlier = name_set_add(&v->type_names, name);
    if (earlier != NULL) {
        Violation *violation =
            report_add(&v->report, earlier->span.start,
                       "There can be only one type named \"%.*s\".", STR_ARG(name->text));
        report_locate(&v->report, violation, name->span.start);
    }
}

/* `what` is "Enum value" or "Field". */
static void sdl_names_report_taken(SdlValidator *v, const char *what, Str type, const Name *name) {
    report_add(&v->report, name->span.start,
               "%s \"%.*s.%.*s\" already exists in the schema. It cannot also be defined in this "
               "type extension.",
               what, STR_ARG(type), STR_ARG(name->text));
}

static void sdl_names_check_once(SdlValidator *v, NameSet **set, const char *what, Str type,
                                 const Name *name) {
    const Name *earlier = sdl_names_add(v, set, name);
    if (earlier != NULL) {
        Violation *violation = report_add(&v->report, earlier->span.start,
                                          "%s \"%.*s.%.*s\" can only be defined once.", what,
                                          STR_ARG(type), STR_ARG(name->text));
        report_locate(&v->report, violation, name->span.start);
    }
}

void sdl_names_check_values(SdlValidator *v, const Definition *type) {
    Str type_name = type->name.text;
    const Type *base = sdl_names_base_type(v, type_name);
    SdlNames *names = sdl_names(v, type_name);
    for (size_t i = 0; i < type->value_count && !sdl_is_done(v); i++) {
        const Name *name = &type->values[i].name;
        if (base != NULL && type_enum_value(base, name->text) != NULL) {
            sdl_names_report_taken(v, "Enum value", type_name, name);
        } else {
            sdl_names_check_once(v, &names->values, "Enum value", type_name, name);
        }
    }
}

static bool sdl_names_has_field(const Type *type, Str name) {
    return type != NULL && (type_field(type, name) != NULL || type_input(type, name) != NULL);
}

static void sdl_names_check_field(SdlValidator *v, const Type *base, Str type, const Name *name) {
    if (sdl_names_has_field(base, name->text)) {
        sdl_names_report_taken(v, "Field", type, name);
    } else {
        sdl_names_check_once(v, &sdl_names(v, type)->fields, "Field", type, name);
    }
}

void sdl_names_check_fields(SdlValidator *v, const Definition *type) {
    const Type *base = sdl_names_base_type(v, type->name.text);
    for (size_t i = 0; i < type->field_count && !sdl_is_done(v); i++) {
        sdl_names_check_field(v, base, type->name.text, &type->fields[i].name);
    }
    for (size_t i = 0; i < type->input_count && !sdl_is_done(v); i++) {
        sdl_names_check_field(v, base, type->name.text, &type->inputs[i].name);
    }
}

static bool sdl_names_any_repeated(SdlValidator *v, const InputValueNode *arguments, size_t count) {
    NameSet seen;
    name_set_init(&seen, v->arena);
    for (size_t i = 0; i < count; i++) {
        if (name_set_add(&seen, &arguments[i].name) != NULL) {
            return true;
        }
    }
    return false;
}

/* Reports each name that stands more than once, in the order of first appearance. */
static void sdl_names_report_repeated(SdlValidator *v, Str owner, const InputValueNode *arguments,
                                      size_t count) {
    typedef struct Group {
        const Name *first;
        Violation *violation; /* NULL while it stands alone */
    } Group;
    Map groups;
    map_init(&groups, v->arena);
    Violation *violations = ARENA_ARRAY(v->arena, count, Violation);
    for (size_t i = 0; i < count; i++) {
        const Name *name = &arguments[i].name;
        Group *group = map_get(&groups, name->text);
        if (group == NULL) {
            group = ARENA_NEW(v->arena, Group);
            group->first = name;
            map_add(&groups, name->text, group);
            continue;
        }
        if (group->violation == NULL) {
            group->violation = &violations[i];
            group->violation->message =
                str_format(v->arena, "Argument \"%.*s(%.*s:)\" can only be defined once.",
                           STR_ARG(owner), STR_ARG(name->text));
            report_locate(&v->report, group->violation, group->first->span.start);
        }
        report_locate(&v->report, group->violation, name->span.start);
    }
    for (size_t i = 0; i < groups.count; i++) {
        const Group *group = groups.entries[i].value;
        if (group->violation != NULL) {
            report_append(&v->report, group->violation);
        }
    }
}

static void sdl_names_check_arguments_of(SdlValidator *v, Str owner,
                                         const InputValueNode *arguments, size_t count) {
    if (!sdl_is_done(v) && sdl_names_any_repeated(v, arguments, count)) {
        sdl_names_report_repeated(v, owner, arguments, count);
    }
}

void sdl_names_check_arguments(SdlValidator *v, const Definition *type) {
    for (size_t i = 0; i < type->field_count; i++) {
        const FieldNode *field = &type->fields[i];
        if (field->argument_count > 1) {
            Str owner = str_format(v->arena, "%.*s.%.*s", STR_ARG(type->name.text),
                                   STR_ARG(field->name.text));
            sdl_names_check_arguments_of(v, owner, field->arguments, field->argument_count);
        }
    }
    if (type->kind == DEFINITION_DIRECTIVE) {
        Str owner = str_format(v->arena, "@%.*s", STR_ARG(type->name.text));
        sdl_names_check_arguments_of(v, owner, type->inputs, type->input_count);
    }
}

void sdl_names_check_directive(SdlValidator *v, const Definition *directive) {
    const Name *name = &directive->name;
    if (v->base != NULL && schema_directive(v->base, name->text) != NULL) {
        report_add(&v->report, name->span.start,
                   "Directive \"@%.*s\" already exists in the schema. It cannot be redefined.",
                   STR_ARG(name->text));
        return;
    }
    const Name *earlier = name_set_add(&v->directive_names, name);
    if (earlier != NULL) {
        Violation *violation =
            report_add(&v->report, earlier->span.start,
                       "There can be only one directive named \"@%.*s\".", STR_ARG(name->text));
        report_locate(&v->report, violation, name->span.start);
    }
}
