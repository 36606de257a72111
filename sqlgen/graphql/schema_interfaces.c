/*
 * In: an object or interface type. Out: what it lacks to implement its interfaces (specification,
 * section 3.6 "Objects", IsValidImplementation).
 *
 * A type repeats every interface of its interfaces, every field with a type that is the same or
 * narrower, and every argument; arguments it adds must be optional. Which interfaces a type
 * declares is marked on them by its number, so asking costs the same however many there are.
 *
 * Example: `interface I { a: Int! }  type T implements I { a: Int }` gives Interface field I.a
 * expects type Int! but T.a is type Int.
 */
#include "sqlgen/graphql/schema_problems.h"

enum { INTERFACES_FEW_ARGUMENTS = 8 }; /* up to here looking at each beats a map */

typedef struct Arguments {
    const FieldDef *field;
    Map map; /* filled if they are many */
} Arguments;

static Arguments arguments_of(SchemaValidator *v, const FieldDef *field) {
    Arguments arguments = {.field = field};
    map_init(&arguments.map, v->arena);
    InputList list = field_arguments(field);
    for (size_t i = 0; list.count > INTERFACES_FEW_ARGUMENTS && i < list.count; i++) {
        map_add(&arguments.map, list.items[i].name, &list.items[i]);
    }
    return arguments;
}

static const InputValueDef *arguments_find(const Arguments *arguments, Str name) {
    return arguments->map.count != 0 ? map_get(&arguments->map, name)
                                     : field_argument(arguments->field, name);
}

/* A field of an interface and the one that stands for it in a type. */
typedef struct FieldPair {
    const Type *interface, *type;
    const FieldDef *wanted, *given;
} FieldPair;

static const Span *interfaces_field_span(const FieldDef *field) {
    return field->node == NULL ? NULL : &field->node->span;
}

static void interfaces_check_argument(SchemaValidator *v, const FieldPair *pair,
                                      const InputValueDef *wanted, const InputValueDef *given) {
    Str interface = pair->interface->name, type = pair->type->name, field = pair->wanted->name;
    if (given == NULL) {
        Violation problem = schema_problem(v,
                                           "Interface field argument %.*s.%.*s(%.*s:) expected but "
                                           "%.*s.%.*s does not provide it.",
                                           STR_ARG(interface), STR_ARG(field),
                                           STR_ARG(wanted->name), STR_ARG(type), STR_ARG(field));
        schema_locate(v, &problem, wanted->node == NULL ? NULL : &wanted->node->span);
        schema_locate(v, &problem, interfaces_field_span(pair->given));
        report_append(&v->report, &problem);
    } else if (!type_ref_equal(wanted->type, given->type)) {
        Str want = type_ref_text(v->arena, wanted->type);
        Str have = type_ref_text(v->arena, given->type);
        Violation problem = schema_problem(
            v,
            "Interface field argument %.*s.%.*s(%.*s:) expects type %.*s but %.*s.%.*s(%.*s:) is "
            "type %.*s.",
            STR_ARG(interface), STR_ARG(field), STR_ARG(wanted->name), STR_ARG(want), STR_ARG(type),
            STR_ARG(field), STR_ARG(given->name), STR_ARG(have));
        schema_locate(v, &problem, wanted->node == NULL ? NULL : &wanted->node->type.span);
        schema_locate(v, &problem, given->node == NULL ? NULL : &given->node->type.span);
        report_append(&v->report, &problem);
    }
}

static void interfaces_check_arguments(SchemaValidator *v, const FieldPair *pair) {
    Arguments given = arguments_of(v, pair->given), wanted = arguments_of(v, pair->wanted);
    InputList wanted_list = field_arguments(pair->wanted),
              given_list = field_arguments(pair->given);
    for (size_t i = 0; i < wanted_list.count && !schema_problems_full(v); i++) {
        const InputValueDef *argument = &wanted_list.items[i];
        interfaces_check_argument(v, pair, argument, arguments_find(&given, argument->name));
    }
    for (size_t i = 0; i < given_list.count && !schema_problems_full(v); i++) {
        const InputValueDef *argument = &given_list.items[i];
        if (!schema_is_required(argument) || arguments_find(&wanted, argument->name) != NULL) {
            continue;
        }
        Violation problem = schema_problem(
            v,
            "Object field %.*s.%.*s includes required argument %.*s that is missing "
            "from the Interface field %.*s.%.*s.",
            STR_ARG(pair->type->name), STR_ARG(pair->given->name), STR_ARG(argument->name),
            STR_ARG(pair->interface->name), STR_ARG(pair->wanted->name));
        schema_locate(v, &problem, argument->node == NULL ? NULL : &argument->node->span);
        schema_locate(v, &problem, interfaces_field_span(pair->wanted));
        report_append(&v->report, &problem);
    }
}

static void interfaces_check_field_type(SchemaValidator *v, const FieldPair *pair) {
    const FieldDef *wanted = pair->wanted, *given = pair->given;
    if (type_ref_is_subtype(given->type, wanted->type)) {
        return;
    }
    Str want = type_ref_text(v->arena, wanted->type), have = type_ref_text(v->arena, given->type);
    Violation problem =
        schema_problem(v, "Interface field %.*s.%.*s expects type %.*s but %.*s.%.*s is type %.*s.",
                       STR_ARG(pair->interface->name), STR_ARG(wanted->name), STR_ARG(want),
                       STR_ARG(pair->type->name), STR_ARG(given->name), STR_ARG(have));
    schema_locate(v, &problem, wanted->node == NULL ? NULL : &wanted->node->type.span);
    schema_locate(v, &problem, given->node == NULL ? NULL : &given->node->type.span);
    report_append(&v->report, &problem);
}

static void interfaces_check_fields(SchemaValidator *v, const Type *type, const Type *interface) {
    for (size_t i = 0; i < type_body(interface)->field_count && !schema_problems_full(v); i++) {
        const FieldDef *wanted = &type_body(interface)->fields[i],
                       *given = type_field(type, wanted->name);
        if (given == NULL) {
            Violation problem = schema_problem(
                v, "Interface field %.*s.%.*s expected but %.*s does not provide it.",
                STR_ARG(interface->name), STR_ARG(wanted->name), STR_ARG(type->name));
            schema_locate(v, &problem, interfaces_field_span(wanted));
            schema_locate_type(v, &problem, type);
            report_append(&v->report, &problem);
            continue;
        }
        FieldPair pair = {interface, type, wanted, given};
        interfaces_check_field_type(v, &pair);
        interfaces_check_arguments(v, &pair);
    }
}

static void interfaces_check_ancestors(SchemaValidator *v, const Type *type,
                                       const Type *interface) {
    for (size_t i = 0; i < interface->extra->interface_count && !schema_problems_full(v); i++) {
        const Type *ancestor = interface->extra->interfaces[i];
        if (v->implemented[ancestor->position] == type->position) {
            continue;
        }
        Violation problem =
            ancestor == type
                ? schema_problem(v,
                                 "Type %.*s cannot implement %.*s because it would create a "
                                 "circular reference.",
                                 STR_ARG(type->name), STR_ARG(interface->name))
                : schema_problem(
                      v, "Type %.*s must implement %.*s because it is implemented by %.*s.",
                      STR_ARG(type->name), STR_ARG(ancestor->name), STR_ARG(interface->name));
        schema_locate_interface(v, &problem, interface, ancestor);
        schema_locate_interface(v, &problem, type, interface);
        report_append(&v->report, &problem);
    }
}

/* Reports what is wrong with the declaration itself; true if it is fine. */
static bool interfaces_check_declaration(SchemaValidator *v, const Type *type,
                                         const Type *interface) {
    bool again = v->met[interface->position] == type->position;
    Violation problem;
    if (interface->kind != TYPE_INTERFACE) {
        problem = schema_problem(
            v, "Type %.*s must only implement Interface types, it cannot implement %.*s.",
            STR_ARG(type->name), STR_ARG(interface->name));
    } else if (interface == type) {
        problem = schema_problem(
            v, "Type %.*s cannot implement itself because it would create a circular reference.",
            STR_ARG(type->name));
    } else if (again) {
        problem = schema_problem(v, "Type %.*s can only implement %.*s once.", STR_ARG(type->name),
                                 STR_ARG(interface->name));
    } else {
        v->met[interface->position] = type->position;
        return true;
    }
    schema_locate_interface(v, &problem, type, interface);
    report_append(&v->report, &problem);
    return false;
}

void schema_check_interfaces(SchemaValidator *v, const Type *type) {
    for (size_t i = 0; i < type->extra->interface_count; i++) {
        v->implemented[type->extra->interfaces[i]->position] = type->position;
    }
    for (size_t i = 0; i < type->extra->interface_count && !schema_problems_full(v); i++) {
        const Type *interface = type->extra->interfaces[i];
        if (interfaces_check_declaration(v, type, interface)) {
            interfaces_check_ancestors(v, type, interface);
            interfaces_check_fields(v, type, interface);
        }
    }
}
