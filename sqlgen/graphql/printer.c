/*
 * AST to text: values, types and what holds the parts together.
 *
 * In: nodes. Out: text as graphql-js 16 prints it. The one idea: text goes straight into the
 * buffer, and every line break in it is followed by the indentation of the moment. Where the
 * layout depends on a length, the short form is printed, measured and taken back first; what is
 * measured holds nothing that is measured itself, so the work stays linear.
 *
 * Example: `query{a(x:"\u00e9"){b}}` is printed as
 *     {
 *       a(x: "é") {
 *         b
 *       }
 *     }
 */
#include "sqlgen/graphql/printer.h"

#include <string.h>

#include "sqlgen/base/unicode.h"
#include "sqlgen/graphql/printer_state.h"

void printer_text(Printer *printer, Str text) {
    const char *line_end;
    while (text.length != 0 && (line_end = memchr(text.data, '\n', text.length)) != NULL) {
        size_t length = (size_t)(line_end - text.data) + 1;
        strbuf_append(printer->out, str_slice(text, 0, length));
        for (size_t i = 0; i < printer->level; i++) {
            strbuf_append(printer->out, STR("  "));
        }
        text = str_slice(text, length, text.length);
    }
    strbuf_append(printer->out, text);
}

void printer_items(Printer *printer, Items items, Str separator) {
    for (size_t i = 0; i < items.count; i++) {
        if (i != 0) {
            printer_text(printer, separator);
        }
        items.print(printer, (const char *)items.data + i * items.size);
    }
}

void printer_inline(Printer *printer, Items items) {
    if (items.count != 0) {
        printer_text(printer, STR("("));
        printer_items(printer, items, STR(", "));
        printer_text(printer, STR(")"));
    }
}

void printer_block(Printer *printer, Str open, Items items, Str close) {
    if (items.count == 0) {
        return;
    }
    printer_text(printer, open);
    printer->level++;
    printer_text(printer, STR("\n"));
    printer_items(printer, items, STR("\n"));
    printer->level--;
    printer_text(printer, STR("\n"));
    printer_text(printer, close);
}

static Extent printer_extent(Str text) {
    Source source = {text};
    SourcePosition end = source_start();
    source_advance(&source, &end, (uint32_t)text.length);
    return (Extent){.units = end.utf16, .multiline = end.line > 1};
}

Extent printer_measure(Printer *printer, Items items) {
    Printer plain = {.out = printer->out};
    size_t mark = printer->out->length;
    printer_inline(&plain, items);
    Extent extent = printer_extent(str_slice(strbuf_view(printer->out), mark, SIZE_MAX));
    printer->out->length = mark;
    return extent;
}

/* Appends the character as it must stand in a string: \n, \u0085, or as it is. */
static void printer_string_character(Printer *printer, Str character, uint32_t point) {
    static const char escapes[] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n',  ['\f'] = 'f',
        ['\r'] = 'r', ['"'] = '"',  ['\\'] = '\\',
    };
    if (point < sizeof escapes && escapes[point] != 0) {
        strbuf_append_char(printer->out, '\\');
        strbuf_append_char(printer->out, escapes[point]);
    } else if (point < 0x20 || (point >= 0x7F && point <= 0x9F)) {
        strbuf_appendf(printer->out, "\\u%04X", point);
    } else {
        strbuf_append(printer->out, character);
    }
}

static void printer_string(Printer *printer, Str text) {
    uint32_t point;
    strbuf_append_char(printer->out, '"');
    for (size_t at = 0, size; (size = unicode_decode(text, at, &point)) != 0; at += size) {
        printer_string_character(printer, str_slice(text, at, size), point);
    }
    strbuf_append_char(printer->out, '"');
}

static bool printer_is_space(char c) {
    return c == ' ' || c == '\t';
}

/* True if the text has several lines and all but the first are empty or begin with white space:
 * then it must begin on a line of its own, or it would lose that white space when read. */
static bool block_needs_leading_line(Str text) {
    bool several = false;
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] != '\n' && text.data[i] != '\r') {
            continue;
        }
        several = true;
        char next = i + 1 < text.length ? text.data[i + 1] : '\n';
        if (next != '\n' && next != '\r' && !printer_is_space(next)) {
            return false;
        }
    }
    return several;
}

static size_t block_trailing_quotes(Str text) {
    size_t count = 0;
    while (count < text.length && text.data[text.length - 1 - count] == '"') {
        count++;
    }
    return count;
}

/* The text with """ as \""". */
static void printer_block_text(Printer *printer, Str text) {
    const char *quotes;
    while (text.length >= 3 && (quotes = memmem(text.data, text.length, "\"\"\"", 3)) != NULL) {
        size_t before = (size_t)(quotes - text.data);
        printer_text(printer, str_slice(text, 0, before));
        printer_text(printer, STR("\\\"\"\""));
        text = str_slice(text, before + 3, text.length);
    }
    printer_text(printer, text);
}

static void printer_block_string(Printer *printer, Str text, bool minimize) {
    Extent extent = printer_extent(text);
    size_t quotes = block_trailing_quotes(text);
    bool ends_escaped = quotes != 0 && quotes % 3 == 0;
    bool leading_line = block_needs_leading_line(text);
    bool trailing_line = (quotes != 0 && !ends_escaped) || str_ends_with(text, STR("\\"));
    bool lines = !minimize && (extent.multiline || extent.units > 70 || trailing_line ||
                               leading_line || ends_escaped);
    bool keep_space = !extent.multiline && text.length != 0 && printer_is_space(text.data[0]);
    printer_text(printer, STR("\"\"\""));
    if ((lines && !keep_space) || leading_line) {
        printer_text(printer, STR("\n"));
    }
    printer_block_text(printer, text);
    if (lines || trailing_line) {
        printer_text(printer, STR("\n"));
    }
    printer_text(printer, STR("\"\"\""));
}

static void printer_value_item(Printer *printer, const void *value) {
    printer_value(printer, value);
}

static void printer_object_field(Printer *printer, const void *item) {
    const ObjectField *field = item;
    printer_text(printer, field->name.text);
    printer_text(printer, STR(": "));
    printer_value(printer, &field->value);
}

void printer_value(Printer *printer, const Value *value) {
    switch (value->kind) {
    case VALUE_VARIABLE:
        printer_text(printer, STR("$"));
        printer_text(printer, value->text);
        break;
    case VALUE_STRING:
        if (value->block) {
            printer_block_string(printer, value->text, false);
        } else {
            printer_string(printer, value->text);
        }
        break;
    case VALUE_LIST:
        printer_text(printer, STR("["));
        printer_items(printer, ITEMS(value->items, value->count, printer_value_item), STR(", "));
        printer_text(printer, STR("]"));
        break;
    case VALUE_OBJECT:
        printer_text(printer, STR("{"));
        printer_items(printer, ITEMS(value->fields, value->count, printer_object_field), STR(", "));
        printer_text(printer, STR("}"));
        break;
    case VALUE_BOOLEAN:
        printer_text(printer, value->boolean ? STR("true") : STR("false"));
        break;
    case VALUE_NULL:
        printer_text(printer, STR("null"));
        break;
    case VALUE_INT:
    case VALUE_FLOAT:
    case VALUE_ENUM:
        printer_text(printer, value->text);
        break;
    }
}

void printer_default_value(Printer *printer, const Value *value) {
    if (value != NULL) {
        printer_text(printer, STR(" = "));
        printer_value(printer, value);
    }
}

void printer_type(Printer *printer, const TypeNode *type) {
    switch (type->kind) {
    case TYPE_NODE_NAMED:
        printer_text(printer, type->name.text);
        break;
    case TYPE_NODE_LIST:
        printer_text(printer, STR("["));
        printer_type(printer, type->of);
        printer_text(printer, STR("]"));
        break;
    case TYPE_NODE_NON_NULL:
        printer_type(printer, type->of);
        printer_text(printer, STR("!"));
        break;
    }
}

void printer_argument(Printer *printer, const void *item) {
    const Argument *argument = item;
    printer_text(printer, argument->name.text);
    printer_text(printer, STR(": "));
    printer_value(printer, &argument->value);
}

void printer_name(Printer *printer, const void *item) {
    const Name *name = item;
    printer_text(printer, name->text);
}

void printer_directives(Printer *printer, const Directive *directives, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const Directive *directive = &directives[i];
        printer_text(printer, STR(" @"));
        printer_text(printer, directive->name.text);
        printer_inline(printer,
                       ITEMS(directive->arguments, directive->argument_count, printer_argument));
    }
}

void printer_description(Printer *printer, const Value *description) {
    if (description != NULL) {
        printer_value(printer, description);
        printer_text(printer, STR("\n"));
    }
}

static void printer_definition(Printer *printer, const void *item) {
    const Definition *definition = item;
    printer_description(printer, definition->description);
    if (definition->kind == DEFINITION_OPERATION) {
        printer_operation(printer, definition);
    } else if (definition->kind == DEFINITION_FRAGMENT) {
        printer_fragment(printer, definition);
    } else {
        printer_type_system(printer, definition);
    }
}

void print_document(StrBuf *out, const Document *document) {
    Printer printer = {.out = out};
    Items definitions =
        ITEMS(document->definitions, document->definition_count, printer_definition);
    printer_items(&printer, definitions, STR("\n\n"));
}

void print_value(StrBuf *out, const Value *value) {
    Printer printer = {.out = out};
    printer_value(&printer, value);
}

void print_type_node(StrBuf *out, const TypeNode *type) {
    Printer printer = {.out = out};
    printer_type(&printer, type);
}

void print_block_string(StrBuf *out, Str text, bool minimize) {
    Printer printer = {.out = out};
    printer_block_string(&printer, text, minimize);
}
