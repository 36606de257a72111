/*
 * In: a schema. Out: its SDL, formatted as graphql-js 16's printSchema() does: the schema
 * definition if it says anything, directives, types in their order, built-ins left out, an empty
 * line between two definitions and none at the end.
 *
 * Example:
 *     """A person"""
 *     type User implements Node {
 *       id: ID!
 *       posts(first: Int = 10): [Post!]! @deprecated(reason: "use feed")
 *     }
 */
#include "sqlgen/graphql/sdl.h"

#include "sqlgen/graphql/printer.h"
#include "sqlgen/graphql/sdl_default.h"

typedef struct SdlPrinter {
    StrBuf *out;
    StrBuf text;   /* of one description, before it is indented */
    Arena scratch; /* emptied after each definition */
    bool any;      /* a definition was printed */
} SdlPrinter;

static void sdl_print_str(SdlPrinter *printer, Str text) {
    strbuf_append(printer->out, text);
}

/* graphql-js's isPrintableAsBlockString(): the block reads back to the same text. */
static bool sdl_fits_block_string(Str text) {
    bool empty_line = true, has_indent = false, common_indent = true, later_line = false;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c < 0x10 && c != '\t' && c != '\n') {
            return false;
        }
        if (c == '\n') {
            if (empty_line && !later_line) {
                return false;
            }
            later_line = empty_line = true;
            has_indent = false;
        } else if (c == '\t' || c == ' ') {
            has_indent = has_indent || empty_line;
        } else {
            common_indent = common_indent && has_indent;
            empty_line = false;
        }
    }
    return text.length == 0 || (!empty_line && !(common_indent && later_line));
}

/* An empty line goes before a description, unless its member is the first of its block. */
static void sdl_print_description(SdlPrinter *printer, Str description, Str indent, bool first) {
    if (description.data == NULL) {
        return;
    }
    bool block = sdl_fits_block_string(description);
    printer->text.length = 0;
    print_value(&printer->text,
                &(Value){.kind = VALUE_STRING, .text = description, .block = block});
    if (indent.length != 0 && !first) {
        strbuf_append_char(printer->out, '\n');
    }
    Str text = strbuf_view(&printer->text);
    size_t start = 0;
    for (size_t i = 0; i <= text.length; i++) {
        if (i == text.length || text.data[i] == '\n') {
            sdl_print_str(printer, indent);
            sdl_print_str(printer, str_slice(text, start, i - start));
            strbuf_append_char(printer->out, '\n');
            start = i + 1;
        }
    }
}

static void sdl_print_quoted(SdlPrinter *printer, Str text) {
    print_value(printer->out, &(Value){.kind = VALUE_STRING, .text = text});
}

static void sdl_print_deprecated(SdlPrinter *printer, Str reason) {
    if (reason.data == NULL) {
        return;
    }
    sdl_print_str(printer, STR(" @deprecated"));
    if (!str_equal(reason, STR("No longer supported"))) {
        sdl_print_str(printer, STR("(reason: "));
        sdl_print_quoted(printer, reason);
        strbuf_append_char(printer->out, ')');
    }
}

static void sdl_print_input(SdlPrinter *printer, const InputValueDef *def) {
    sdl_print_str(printer, def->name);
    sdl_print_str(printer, STR(": "));
    sdl_print_str(printer, type_ref_text(&printer->scratch, def->type));
    const Value *literal = sdl_default_literal(&printer->scratch, def);
    if (literal != NULL) {
        sdl_print_str(printer, STR(" = "));
        print_value(printer->out, literal);
    }
    sdl_print_deprecated(printer, def->deprecation_reason);
}

static bool sdl_any_described(const InputValueDef *defs, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (defs[i].description.length != 0) {
            return true;
        }
    }
    return false;
}

/* On one line, or a line for each if one is described. `indent` is that of the owner. */
static void sdl_print_arguments(SdlPrinter *printer, const InputValueDef *defs, size_t count,
                                bool nested) {
    if (count == 0) {
        return;
    }
    bool lines = sdl_any_described(defs, count);
    Str indent = nested ? STR("    ") : STR("  ");
    sdl_print_str(printer, lines ? STR("(\n") : STR("("));
    for (size_t i = 0; i < count; i++) {
        if (lines) {
            sdl_print_str(printer, i == 0 ? STR("") : STR("\n"));
            sdl_print_description(printer, defs[i].description, indent, i == 0);
            sdl_print_str(printer, indent);
        } else {
            sdl_print_str(printer, i == 0 ? STR("") : STR(", "));
        }
        sdl_print_input(printer, &defs[i]);
    }
    if (lines) {
        sdl_print_str(printer, nested ? STR("\n  ") : STR("\n"));
    }
    strbuf_append_char(printer->out, ')');
}

/* Begins a member of a block in braces. */
static void sdl_begin_member(SdlPrinter *printer, Str description, bool first) {
    sdl_print_str(printer, first ? STR(" {\n") : STR("\n"));
    sdl_print_description(printer, description, STR("  "), first);
    sdl_print_str(printer, STR("  "));
}

static void sdl_end_block(SdlPrinter *printer, size_t member_count) {
    sdl_print_str(printer, member_count == 0 ? STR("") : STR("\n}"));
}

static void sdl_print_fields(SdlPrinter *printer, const Type *type) {
    for (size_t i = 0; i < type_body(type)->field_count; i++) {
        const FieldDef *field = &type_body(type)->fields[i];
        sdl_begin_member(printer, field->description, i == 0);
        sdl_print_str(printer, field->name);
        InputList arguments = field_arguments(field);
        sdl_print_arguments(printer, arguments.items, arguments.count, true);
        sdl_print_str(printer, STR(": "));
        sdl_print_str(printer, type_ref_text(&printer->scratch, field->type));
        sdl_print_deprecated(printer, field->deprecation_reason);
    }
    sdl_end_block(printer, type_body(type)->field_count);
}

static void sdl_print_inputs(SdlPrinter *printer, const Type *type) {
    sdl_print_str(printer, type->one_of ? STR(" @oneOf") : STR(""));
    for (size_t i = 0; i < type_body(type)->input_count; i++) {
        sdl_begin_member(printer, type_body(type)->inputs[i].description, i == 0);
        sdl_print_input(printer, &type_body(type)->inputs[i]);
    }
    sdl_end_block(printer, type_body(type)->input_count);
}

static void sdl_print_enum_values(SdlPrinter *printer, const Type *type) {
    for (size_t i = 0; i < type_body(type)->value_count; i++) {
        sdl_begin_member(printer, type_body(type)->values[i].description, i == 0);
        sdl_print_str(printer, type_body(type)->values[i].name);
        sdl_print_deprecated(printer, type_body(type)->values[i].deprecation_reason);
    }
    sdl_end_block(printer, type_body(type)->value_count);
}

/* ` implements A & B`, ` = A | B`. */
static void sdl_print_names(SdlPrinter *printer, Type *const *types, size_t count, Str before,
                            Str between) {
    for (size_t i = 0; i < count; i++) {
        sdl_print_str(printer, i == 0 ? before : between);
        sdl_print_str(printer, types[i]->name);
    }
}

static void sdl_begin_definition(SdlPrinter *printer, Str description, Str keyword, Str name) {
    sdl_print_str(printer, printer->any ? STR("\n\n") : STR(""));
    printer->any = true;
    arena_reset(&printer->scratch);
    sdl_print_description(printer, description, STR(""), true);
    sdl_print_str(printer, keyword);
    sdl_print_str(printer, name);
}

static void sdl_print_type(SdlPrinter *printer, const Type *type) {
    static const Str keywords[] = {
        [TYPE_SCALAR] = STR_INIT("scalar "),       [TYPE_OBJECT] = STR_INIT("type "),
        [TYPE_INTERFACE] = STR_INIT("interface "), [TYPE_UNION] = STR_INIT("union "),
        [TYPE_ENUM] = STR_INIT("enum "),           [TYPE_INPUT_OBJECT] = STR_INIT("input "),
    };
    sdl_begin_definition(printer, type->description, keywords[type->kind], type->name);
    switch (type->kind) {
    case TYPE_SCALAR:
        if (type->extra->specified_by_url.data != NULL) {
            sdl_print_str(printer, STR(" @specifiedBy(url: "));
            sdl_print_quoted(printer, type->extra->specified_by_url);
            strbuf_append_char(printer->out, ')');
        }
        break;
    case TYPE_OBJECT:
    case TYPE_INTERFACE:
        sdl_print_names(printer, type->extra->interfaces, type->extra->interface_count,
                        STR(" implements "), STR(" & "));
        sdl_print_fields(printer, type);
        break;
    case TYPE_UNION:
        sdl_print_names(printer, type->extra->members, type->extra->member_count, STR(" = "),
                        STR(" | "));
        break;
    case TYPE_ENUM:
        sdl_print_enum_values(printer, type);
        break;
    case TYPE_INPUT_OBJECT:
        sdl_print_inputs(printer, type);
        break;
    }
}

static void sdl_print_directive(SdlPrinter *printer, const DirectiveDef *directive) {
    sdl_begin_definition(printer, directive->description, STR("directive @"), directive->name);
    sdl_print_arguments(printer, directive->arguments, directive->argument_count, false);
    sdl_print_str(printer, directive->repeatable ? STR(" repeatable on ") : STR(" on "));
    for (size_t i = 0; i < directive->location_count; i++) {
        sdl_print_str(printer, i == 0 ? STR("") : STR(" | "));
        sdl_print_str(printer, str_from(directive->locations[i]));
    }
}

static void sdl_print_schema_definition(SdlPrinter *printer, const Schema *schema) {
    static const struct {
        Str keyword, usual_name;
    } roots[] = {
        [OPERATION_QUERY] = {STR_INIT("\n  query: "), STR_INIT("Query")},
        [OPERATION_MUTATION] = {STR_INIT("\n  mutation: "), STR_INIT("Mutation")},
        [OPERATION_SUBSCRIPTION] = {STR_INIT("\n  subscription: "), STR_INIT("Subscription")},
    };
    bool usual = schema->description.data == NULL;
    for (size_t i = 0; i < 3; i++) {
        const Type *root = schema->roots[i];
        usual = usual && (root == NULL || str_equal(root->name, roots[i].usual_name));
    }
    if (usual) {
        return;
    }
    sdl_begin_definition(printer, schema->description, STR("schema {"), STR(""));
    for (size_t i = 0; i < 3; i++) {
        if (schema->roots[i] != NULL) {
            sdl_print_str(printer, roots[i].keyword);
            sdl_print_str(printer, schema->roots[i]->name);
        }
    }
    sdl_print_str(printer, STR("\n}"));
}

void sdl_print(StrBuf *out, const Schema *schema) {
    SdlPrinter printer = {.out = out};
    arena_init(&printer.scratch, 0);
    sdl_print_schema_definition(&printer, schema);
    for (size_t i = 0; i < schema->directive_count; i++) {
        if (!schema->directives[i].built_in) {
            sdl_print_directive(&printer, &schema->directives[i]);
        }
    }
    for (size_t i = 0; i < schema->type_count; i++) {
        if (!schema->types[i]->built_in) {
            sdl_print_type(&printer, schema->types[i]);
        }
    }
    strbuf_free(&printer.text);
    arena_free(&printer.scratch);
}
