/*
 * Operations and fragments as text.
 *
 * In: a definition whose description has been printed. Out: its text. The one idea: arguments go
 * one a line where the field and its arguments would be longer than 80 characters.
 *
 * Example: `{ user(id: 4) { name } }` is printed on five lines, `query Q($id: ID!) @a {` on one.
 */
#include "sqlgen/graphql/printer_state.h"

enum { PRINTER_LINE = 80 }; /* UTF-16 units of a field's name and arguments on one line */

static void printer_selection(Printer *printer, const void *item);

static void printer_selection_set(Printer *printer, const SelectionSet *set) {
    printer_block(printer, STR("{"), ITEMS(set->items, set->count, printer_selection), STR("}"));
}

static void printer_field(Printer *printer, const Selection *field) {
    size_t length = field->name.text.length;
    if (field->alias.text.data != NULL) {
        printer_text(printer, field->alias.text);
        printer_text(printer, STR(": "));
        length += field->alias.text.length + 2;
    }
    printer_text(printer, field->name.text);
    Items arguments = ITEMS(field->arguments, field->argument_count, printer_argument);
    if (length + printer_measure(printer, arguments).units > PRINTER_LINE) {
        printer_block(printer, STR("("), arguments, STR(")"));
    } else {
        printer_inline(printer, arguments);
    }
    printer_directives(printer, field->directives, field->directive_count);
    if (field->selection_set != NULL) {
        printer_text(printer, STR(" "));
        printer_selection_set(printer, field->selection_set);
    }
}

static void printer_inline_fragment(Printer *printer, const Selection *fragment) {
    printer_text(printer, STR("..."));
    if (fragment->type_condition.text.data != NULL) {
        printer_text(printer, STR(" on "));
        printer_text(printer, fragment->type_condition.text);
    }
    printer_directives(printer, fragment->directives, fragment->directive_count);
    printer_text(printer, STR(" "));
    printer_selection_set(printer, fragment->selection_set);
}

static void printer_selection(Printer *printer, const void *item) {
    const Selection *selection = item;
    switch (selection->kind) {
    case SELECTION_FIELD:
        printer_field(printer, selection);
        break;
    case SELECTION_FRAGMENT_SPREAD:
        printer_text(printer, STR("..."));
        printer_text(printer, selection->name.text);
        printer_directives(printer, selection->directives, selection->directive_count);
        break;
    case SELECTION_INLINE_FRAGMENT:
        printer_inline_fragment(printer, selection);
        break;
    }
}

static void printer_variable_definition(Printer *printer, const void *item) {
    const VariableDefinition *variable = item;
    printer_description(printer, variable->description);
    printer_text(printer, STR("$"));
    printer_text(printer, variable->name.text);
    printer_text(printer, STR(": "));
    printer_type(printer, &variable->type);
    printer_default_value(printer, variable->default_value);
    printer_directives(printer, variable->directives, variable->directive_count);
}

/* Variables of several lines each stand on lines of their own, and are not indented. */
static void printer_variables(Printer *printer, Items variables) {
    if (printer_measure(printer, variables).multiline) {
        printer_text(printer, STR("(\n"));
        printer_items(printer, variables, STR("\n"));
        printer_text(printer, STR("\n)"));
    } else {
        printer_inline(printer, variables);
    }
}

/* True if nothing but the selection set needs to be printed. */
static bool printer_is_shorthand(const Definition *operation) {
    return operation->operation == OPERATION_QUERY && operation->description == NULL &&
           operation->name.text.data == NULL && operation->variable_count == 0 &&
           operation->directive_count == 0;
}

void printer_operation(Printer *printer, const Definition *operation) {
    static const Str keywords[] = {
        [OPERATION_QUERY] = STR_INIT("query"),
        [OPERATION_MUTATION] = STR_INIT("mutation"),
        [OPERATION_SUBSCRIPTION] = STR_INIT("subscription"),
    };
    if (!printer_is_shorthand(operation)) {
        printer_text(printer, keywords[operation->operation]);
        if (operation->name.text.data != NULL || operation->variable_count != 0) {
            printer_text(printer, STR(" "));
        }
        printer_text(printer, operation->name.text);
        printer_variables(printer, ITEMS(operation->variables, operation->variable_count,
                                         printer_variable_definition));
        printer_directives(printer, operation->directives, operation->directive_count);
        printer_text(printer, STR(" "));
    }
    printer_selection_set(printer, operation->selection_set);
}

void printer_fragment(Printer *printer, const Definition *fragment) {
    printer_text(printer, STR("fragment "));
    printer_text(printer, fragment->name.text);
    printer_inline(
        printer, ITEMS(fragment->variables, fragment->variable_count, printer_variable_definition));
    printer_text(printer, STR(" on "));
    printer_text(printer, fragment->type_condition.text);
    printer_directives(printer, fragment->directives, fragment->directive_count);
    printer_text(printer, STR(" "));
    printer_selection_set(printer, fragment->selection_set);
}
