/*
 * In: a schema. Out: what makes it unfit to be served (specification, section 3, "Type Validation"
 * of each kind of type), as graphql-js 16's validateSchema() says it and in its order: root types,
 * directives, then each type.
 *
 * Unlike the rules for documents this looks at the schema as a whole, so it finds what no single
 * definition shows, and it works for schemas that were never text.
 *
 * Example: `type Query { a(b: Query): Int }` gives The type of Query.a(b:) must be Input Type but
 * got: Query.
 */
#include "sqlgen/graphql/schema_problems.h"

#include "sqlgen/graphql/sdl.h"

Violation schema_problem(SchemaValidator *v, const char *format, ...) {
    Violation problem = {0};
    va_list arguments;
    va_start(arguments, format);
    problem.message = str_format_list(v->arena, format, arguments);
    va_end(arguments);
    return problem;
}

void schema_locate(SchemaValidator *v, Violation *problem, const Span *span) {
    if (v->schema->source != NULL && span != NULL) {
        report_locate(&v->report, problem, span->start);
    }
}

void schema_locate_type(SchemaValidator *v, Violation *problem, const Type *type) {
    schema_locate(v, problem, type->extra->node == NULL ? NULL : &type->extra->node->span);
    for (size_t i = 0; i < type->extra->extension_count; i++) {
        schema_locate(v, problem, &type->extra->extensions[i]->span);
    }
}

static void schema_locate_names(SchemaValidator *v, Violation *problem, const Name *names,
                                size_t count, Str wanted) {
    for (size_t i = 0; i < count; i++) {
        if (str_equal(names[i].text, wanted)) {
            schema_locate(v, problem, &names[i].span);
        }
    }
}

/* The definition of the type (0), then its extensions; NULL for a definition that is unknown. */
static const Definition *schema_type_node(const Type *type, size_t i) {
    return i == 0 ? type->extra->node : type->extra->extensions[i - 1];
}

void schema_locate_interface(SchemaValidator *v, Violation *problem, const Type *type,
                             const Type *interface) {
    for (size_t i = 0; i <= type->extra->extension_count; i++) {
        const Definition *node = schema_type_node(type, i);
        if (node != NULL) {
            schema_locate_names(v, problem, node->interfaces, node->interface_count,
                                interface->name);
        }
    }
}

void schema_locate_member(SchemaValidator *v, Violation *problem, const Type *type,
                          const Type *member) {
    for (size_t i = 0; i <= type->extra->extension_count; i++) {
        const Definition *node = schema_type_node(type, i);
        if (node != NULL) {
            schema_locate_names(v, problem, node->members, node->member_count, member->name);
        }
    }
}

/* Where the schema definition or an extension of it names the root type. */
static const Span *schema_root_span(const Schema *schema, OperationType operation) {
    for (size_t i = 0; i <= schema->extension_count; i++) {
        const Definition *node = i == 0 ? schema->node : schema->extensions[i - 1];
        for (size_t j = 0; node != NULL && j < node->root_type_count; j++) {
            if (node->root_types[j].operation == operation) {
                return &node->root_types[j].type.span;
            }
        }
    }
    const Type *root = schema->roots[operation];
    return root->extra->node == NULL ? NULL : &root->extra->node->span;
}

static void schema_check_roots(SchemaValidator *v) {
    static const struct {
        const char *name, *condition;
    } roots[] = {{"Query", ""}, {"Mutation", " if provided"}, {"Subscription", " if provided"}};
    const Schema *schema = v->schema;
    for (size_t i = 0; i < 3; i++) {
        const Type *root = schema->roots[i];
        if (root == NULL && i == OPERATION_QUERY) {
            Violation problem = schema_problem(v, "Query root type must be provided.");
            schema_locate(v, &problem, schema->node == NULL ? NULL : &schema->node->span);
            report_append(&v->report, &problem);
        } else if (root != NULL && root->kind != TYPE_OBJECT) {
            Violation problem =
                schema_problem(v, "%s root type must be Object type%s, it cannot be %.*s.",
                               roots[i].name, roots[i].condition, STR_ARG(root->name));
            schema_locate(v, &problem, schema_root_span(schema, (OperationType)i));
            report_append(&v->report, &problem);
        }
    }
}

static void schema_check_name(SchemaValidator *v, Str name, const Span *span) {
    if (str_starts_with(name, STR("__"))) {
        Violation problem = schema_problem(v,
                                           "Name \"%.*s\" must not begin with \"__\", which is "
                                           "reserved by GraphQL introspection.",
                                           STR_ARG(name));
        schema_locate(v, &problem, span);
        report_append(&v->report, &problem);
    }
}

static const Span *schema_node_span(const InputValueDef *def) {
    return def->node == NULL ? NULL : &def->node->span;
}

static const Span *schema_type_span(const InputValueDef *def) {
    return def->node == NULL ? NULL : &def->node->type.span;
}

static const Span *schema_deprecated_span(const InputValueDef *def) {
    for (size_t i = 0; def->node != NULL && i < def->node->directive_count; i++) {
        if (str_equal(def->node->directives[i].name.text, STR("deprecated"))) {
            return &def->node->directives[i].span;
        }
    }
    return NULL;
}

/* An argument or input field; `path` says which, such as Query.a(b:). */
typedef struct InputPlace {
    const InputValueDef *def;
    const char *kind; /* "argument", "input field" */
    Str path;
    const Span *type_span; /* where a wrong type is reported */
} InputPlace;

static void schema_check_input(SchemaValidator *v, const InputPlace *place) {
    const InputValueDef *def = place->def;
    schema_check_name(v, def->name, schema_node_span(def));
    if (!type_is_input(def->type->type)) {
        Str type = type_ref_text(v->arena, def->type);
        Violation problem = schema_problem(v, "The type of %.*s must be Input Type but got: %.*s.",
                                           STR_ARG(place->path), STR_ARG(type));
        schema_locate(v, &problem, place->type_span);
        report_append(&v->report, &problem);
    }
    if (schema_is_required(def) && def->deprecation_reason.data != NULL) {
        Violation problem = schema_problem(v, "Required %s %.*s cannot be deprecated.", place->kind,
                                           STR_ARG(place->path));
        schema_locate(v, &problem, schema_deprecated_span(def));
        schema_locate(v, &problem, schema_type_span(def));
        report_append(&v->report, &problem);
    }
}

/* True if schema_check_input() would find nothing, so that a big schema need not format its paths.
 */
static bool schema_input_is_fine(const InputValueDef *def) {
    return type_is_input(def->type->type) && !str_starts_with(def->name, STR("__")) &&
           !(schema_is_required(def) && def->deprecation_reason.data != NULL);
}

static void schema_check_directive(SchemaValidator *v, const DirectiveDef *directive) {
    const Span *span = directive->node == NULL ? NULL : &directive->node->span;
    schema_check_name(v, directive->name, span);
    if (directive->location_count == 0) {
        Violation problem = schema_problem(v, "Directive @%.*s must include 1 or more locations.",
                                           STR_ARG(directive->name));
        schema_locate(v, &problem, span);
        report_append(&v->report, &problem);
    }
    for (size_t i = 0; i < directive->argument_count; i++) {
        const InputValueDef *def = &directive->arguments[i];
        if (!schema_input_is_fine(def)) {
            Str path =
                str_format(v->arena, "@%.*s(%.*s:)", STR_ARG(directive->name), STR_ARG(def->name));
            schema_check_input(v, &(InputPlace){def, "argument", path, schema_node_span(def)});
        }
    }
}

static void schema_check_field(SchemaValidator *v, const Type *type, const FieldDef *field) {
    schema_check_name(v, field->name, field->node == NULL ? NULL : &field->node->span);
    if (!type_is_output(field->type->type)) {
        Str text = type_ref_text(v->arena, field->type);
        Violation problem =
            schema_problem(v, "The type of %.*s.%.*s must be Output Type but got: %.*s.",
                           STR_ARG(type->name), STR_ARG(field->name), STR_ARG(text));
        schema_locate(v, &problem, field->node == NULL ? NULL : &field->node->type.span);
        report_append(&v->report, &problem);
    }
    InputList arguments = field_arguments(field);
    for (size_t i = 0; i < arguments.count; i++) {
        const InputValueDef *def = &arguments.items[i];
        if (!schema_input_is_fine(def)) {
            Str path = str_format(v->arena, "%.*s.%.*s(%.*s:)", STR_ARG(type->name),
                                  STR_ARG(field->name), STR_ARG(def->name));
            schema_check_input(v, &(InputPlace){def, "argument", path, schema_type_span(def)});
        }
    }
}

static void schema_report_empty(SchemaValidator *v, const Type *type, const char *kind,
                                const char *members) {
    Violation problem = schema_problem(v, "%s %.*s must define one or more %s.", kind,
                                       STR_ARG(type->name), members);
    schema_locate_type(v, &problem, type);
    report_append(&v->report, &problem);
}

static void schema_check_fields(SchemaValidator *v, const Type *type) {
    if (type_body(type)->field_count == 0) {
        schema_report_empty(v, type, "Type", "fields");
    }
    for (size_t i = 0; i < type_body(type)->field_count && !schema_problems_full(v); i++) {
        schema_check_field(v, type, &type_body(type)->fields[i]);
    }
}

static void schema_check_members(SchemaValidator *v, const Type *type) {
    if (type->extra->member_count == 0) {
        schema_report_empty(v, type, "Union type", "member types");
    }
    for (size_t i = 0; i < type->extra->member_count && !schema_problems_full(v); i++) {
        const Type *member = type->extra->members[i];
        bool again = v->met[member->position] == type->position;
        v->met[member->position] = type->position;
        if (!again && member->kind == TYPE_OBJECT) {
            continue;
        }
        Violation problem =
            again ? schema_problem(v, "Union type %.*s can only include type %.*s once.",
                                   STR_ARG(type->name), STR_ARG(member->name))
                  : schema_problem(
                        v, "Union type %.*s can only include Object types, it cannot include %.*s.",
                        STR_ARG(type->name), STR_ARG(member->name));
        schema_locate_member(v, &problem, type, member);
        report_append(&v->report, &problem);
    }
}

static void schema_check_values(SchemaValidator *v, const Type *type) {
    if (type_body(type)->value_count == 0) {
        schema_report_empty(v, type, "Enum type", "values");
    }
    for (size_t i = 0; i < type_body(type)->value_count; i++) {
        const EnumValueDef *value = &type_body(type)->values[i];
        schema_check_name(v, value->name, value->node == NULL ? NULL : &value->node->span);
    }
}

static void schema_check_one_of(SchemaValidator *v, const Type *type, const InputValueDef *field) {
    if (field->type->kind == TYPE_REF_NON_NULL) {
        Violation problem = schema_problem(v, "OneOf input field %.*s.%.*s must be nullable.",
                                           STR_ARG(type->name), STR_ARG(field->name));
        schema_locate(v, &problem, schema_type_span(field));
        report_append(&v->report, &problem);
    }
    if (field->default_value != NULL) {
        Violation problem =
            schema_problem(v, "OneOf input field %.*s.%.*s cannot have a default value.",
                           STR_ARG(type->name), STR_ARG(field->name));
        schema_locate(v, &problem, schema_node_span(field));
        report_append(&v->report, &problem);
    }
}

static void schema_check_inputs(SchemaValidator *v, const Type *type) {
    if (type_body(type)->input_count == 0) {
        schema_report_empty(v, type, "Input Object type", "fields");
    }
    for (size_t i = 0; i < type_body(type)->input_count && !schema_problems_full(v); i++) {
        const InputValueDef *def = &type_body(type)->inputs[i];
        if (!schema_input_is_fine(def)) {
            Str path = str_format(v->arena, "%.*s.%.*s", STR_ARG(type->name), STR_ARG(def->name));
            schema_check_input(v, &(InputPlace){def, "input field", path, schema_type_span(def)});
        }
        if (type->one_of) {
            schema_check_one_of(v, type, def);
        }
    }
}

static void schema_check_type(SchemaValidator *v, const Type *type) {
    if (!type->built_in) {
        schema_check_name(v, type->name,
                          type->extra->node == NULL ? NULL : &type->extra->node->span);
    }
    switch (type->kind) {
    case TYPE_SCALAR:
        break;
    case TYPE_OBJECT:
    case TYPE_INTERFACE:
        schema_check_fields(v, type);
        schema_check_interfaces(v, type);
        break;
    case TYPE_UNION:
        schema_check_members(v, type);
        break;
    case TYPE_ENUM:
        schema_check_values(v, type);
        break;
    case TYPE_INPUT_OBJECT:
        schema_check_inputs(v, type);
        schema_check_required_cycles(v, type);
        schema_check_default_cycles(v, type);
        break;
    }
}

void schema_validate(const Schema *schema, ErrorList *errors) {
    SchemaValidator v = {.arena = errors->arena, .schema = schema};
    report_init(&v.report, v.arena, errors->limit == 0 ? SIZE_MAX : errors->limit);
    v.implemented = ARENA_ARRAY(v.arena, schema->type_count + 1, uint32_t);
    v.met = ARENA_ARRAY(v.arena, schema->type_count + 1, uint32_t);
    schema_check_roots(&v);
    for (size_t i = 0; i < schema->directive_count && !schema_problems_full(&v); i++) {
        schema_check_directive(&v, &schema->directives[i]);
    }
    for (size_t i = 0; i < schema->type_count && !schema_problems_full(&v); i++) {
        schema_check_type(&v, schema->types[i]);
    }
    report_write(&v.report, schema->source, errors);
}
