/*
 * Type system definitions and extensions as text.
 *
 * In: a definition whose description has been printed. Out: its text. The one idea: all kinds
 * have the same head (keyword, name, interfaces, directives) and differ in what follows it.
 *
 * Example: `extend type User implements Node @key {` and its fields, one a line.
 */
#include "sqlgen/graphql/printer_state.h"

static void printer_input_value(Printer *printer, const void *item) {
    const InputValueNode *input = item;
    printer_description(printer, input->description);
    printer_text(printer, input->name.text);
    printer_text(printer, STR(": "));
    printer_type(printer, &input->type);
    printer_default_value(printer, input->default_value);
    printer_directives(printer, input->directives, input->directive_count);
}

/* Defined arguments: one a line if any of them has several lines. */
static void printer_argument_definitions(Printer *printer, const InputValueNode *inputs,
                                         size_t count) {
    Items arguments = ITEMS(inputs, count, printer_input_value);
    if (printer_measure(printer, arguments).multiline) {
        printer_block(printer, STR("("), arguments, STR(")"));
    } else {
        printer_inline(printer, arguments);
    }
}

static void printer_field_definition(Printer *printer, const void *item) {
    const FieldNode *field = item;
    printer_description(printer, field->description);
    printer_text(printer, field->name.text);
    printer_argument_definitions(printer, field->arguments, field->argument_count);
    printer_text(printer, STR(": "));
    printer_type(printer, &field->type);
    printer_directives(printer, field->directives, field->directive_count);
}

static void printer_enum_value(Printer *printer, const void *item) {
    const EnumValueNode *value = item;
    printer_description(printer, value->description);
    printer_text(printer, value->name.text);
    printer_directives(printer, value->directives, value->directive_count);
}

static void printer_root_type(Printer *printer, const void *item) {
    static const Str labels[] = {
        [OPERATION_QUERY] = STR_INIT("query: "),
        [OPERATION_MUTATION] = STR_INIT("mutation: "),
        [OPERATION_SUBSCRIPTION] = STR_INIT("subscription: "),
    };
    const RootTypeNode *root = item;
    printer_text(printer, labels[root->operation]);
    printer_text(printer, root->type.text);
}

/* `introduction` and the names with a separator between them, if there are any. */
static void printer_names(Printer *printer, Str introduction, const Name *names, size_t count,
                          Str separator) {
    if (count != 0) {
        printer_text(printer, introduction);
        printer_items(printer, ITEMS(names, count, printer_name), separator);
    }
}

/* ` {`, the items one a line, `}`; nothing if there are none. */
static void printer_braces(Printer *printer, Items items) {
    printer_block(printer, STR(" {"), items, STR("}"));
}

static void printer_directive_definition(Printer *printer, const Definition *definition) {
    printer_argument_definitions(printer, definition->inputs, definition->input_count);
    printer_text(printer, definition->repeatable ? STR(" repeatable") : STR(""));
    printer_names(printer, STR(" on "), definition->locations, definition->location_count,
                  STR(" | "));
}

static Str printer_keyword(DefinitionKind kind) {
    switch (kind) {
    case DEFINITION_SCHEMA:
        return STR("schema");
    case DEFINITION_SCALAR:
        return STR("scalar ");
    case DEFINITION_OBJECT:
        return STR("type ");
    case DEFINITION_INTERFACE:
        return STR("interface ");
    case DEFINITION_UNION:
        return STR("union ");
    case DEFINITION_ENUM:
        return STR("enum ");
    case DEFINITION_INPUT_OBJECT:
        return STR("input ");
    case DEFINITION_DIRECTIVE:
        return STR("directive @");
    case DEFINITION_OPERATION:
    case DEFINITION_FRAGMENT:
        break;
    }
    return STR("");
}

static void printer_type_body(Printer *printer, const Definition *definition) {
    switch (definition->kind) {
    case DEFINITION_SCHEMA:
        printer_braces(
            printer, ITEMS(definition->root_types, definition->root_type_count, printer_root_type));
        break;
    case DEFINITION_OBJECT:
    case DEFINITION_INTERFACE:
        printer_braces(
            printer, ITEMS(definition->fields, definition->field_count, printer_field_definition));
        break;
    case DEFINITION_UNION:
        printer_names(printer, STR(" = "), definition->members, definition->member_count,
                      STR(" | "));
        break;
    case DEFINITION_ENUM:
        printer_braces(printer,
                       ITEMS(definition->values, definition->value_count, printer_enum_value));
        break;
    case DEFINITION_INPUT_OBJECT:
        printer_braces(printer,
                       ITEMS(definition->inputs, definition->input_count, printer_input_value));
        break;
    case DEFINITION_DIRECTIVE:
        printer_directive_definition(printer, definition);
        break;
    case DEFINITION_SCALAR:
    case DEFINITION_OPERATION:
    case DEFINITION_FRAGMENT:
        break;
    }
}

void printer_type_system(Printer *printer, const Definition *definition) {
    printer_text(printer, definition->extension ? STR("extend ") : STR(""));
    printer_text(printer, printer_keyword(definition->kind));
    printer_text(printer, definition->name.text);
    printer_names(printer, STR(" implements "), definition->interfaces, definition->interface_count,
                  STR(" & "));
    printer_directives(printer, definition->directives, definition->directive_count);
    printer_type_body(printer, definition);
}
