/*
 * The language probe: lets other programs ask the product's own lexer, parser, validation and
 * coercion what they make of a text, so that they can be compared with another implementation.
 *
 * In: one JSON object a line on stdin. Out: one JSON object a line on stdout, in the same order.
 * T is text, S the name of a schema that an earlier line defined, E {"message","locations"}, V a
 * JSON value; what fails is answered with {"errors":[E…]} unless something else is written here:
 *
 *   {"op":"schema","id":S,"sdl":T}              {}
 *   {"op":"lex","source":T}                     {"tokens":[[kind,value,line,column,start,end]…]},
 *                                               with "error":E as well if there is one
 *   {"op":"parse","fn":F,"source":T,            {"ok":true,"printed":T}
 *    "options":{…}}                             {"ok":false,"error":E}
 *   {"op":"validate","schema":S,"document":T}   {"errors":[E…]}
 *   {"op":"sdl","base":S|null,"sdl":T}          {"errors":[],"schemaErrors":[E…],"printed":T}
 *   {"op":"variables","schema":S,"document":T,  {"coerced":{…},"shape":T,"slots":N}
 *    "operationName":T|null,"variablesText":T}
 *   {"op":"literal","sdl":T,"type":T,           {"value":V} or {"invalid":true}
 *    "literal":T,"variables":{…}}
 *   {"op":"input","sdl":T,"type":T,             {"value":V}
 *    "inputText":T}
 *   {"op":"operation","document":T,             {"operation":T|null}
 *    "operationName":T|null}
 *   {"op":"collect","schema":S,"document":T,    {"shape":[key or [key,[…]] …]}
 *    "operationName":T|null,"variables":{…}}
 *   {"op":"introspect","schema":S,"query":T,    {"data":{…}}
 *    "variables":{…}|null}
 *
 * F is parse, parseValue, parseConstValue or parseType. Columns, starts and ends count UTF-16
 * units. A line that cannot be answered is answered with {"failure":T}.
 */
#include <stdio.h>
#include <stdlib.h>

#include "sqlgen/base/json_writer.h"
#include "sqlgen/graphql/introspection.h"
#include "sqlgen/graphql/lexer.h"
#include "sqlgen/graphql/parser.h"
#include "sqlgen/graphql/printer.h"
#include "sqlgen/graphql/sdl.h"
#include "sqlgen/graphql/validate/validate.h"

enum { PROBE_MAX_DEPTH = 1000 }; /* of a line, and of JSON in it */

typedef struct Probe {
    Arena *arena; /* of one line */
    const Json *line;
    const Schema *schema; /* the one that the line names */
    ErrorList errors;
    StrBuf *out;
} Probe;

/* What the lines before have defined. */
static Arena schema_arena;
static Map schemas;

static Str probe_text(const Probe *probe, const char *key) {
    const Json *member = json_member(probe->line, str_from(key));
    return member != NULL && member->kind == JSON_STRING ? member->text : (Str){0};
}

static Source *probe_source(Arena *arena, Str text) {
    Source *source = ARENA_NEW(arena, Source);
    source->text = text.data == NULL ? STR("") : text;
    return source;
}

static void write_text_member(StrBuf *out, const char *key, const StrBuf *text) {
    strbuf_appendf(out, "\"%s\":", key);
    json_write_string(out, strbuf_view(text));
}

static void write_errors(Probe *probe) {
    strbuf_append(probe->out, STR("{\"errors\":"));
    error_list_write(probe->out, &probe->errors);
    strbuf_append_char(probe->out, '}');
}

/* The line's document, or NULL after adding the syntax error. */
static Document *probe_document(Probe *probe, const char *key) {
    return parse_document(probe->arena, probe_source(probe->arena, probe_text(probe, key)), NULL,
                          &probe->errors);
}

static void probe_define_schema(Probe *probe) {
    Str sdl = str_copy(&schema_arena, probe_text(probe, "sdl"));
    Document *document =
        parse_document(&schema_arena, probe_source(&schema_arena, sdl), NULL, &probe->errors);
    if (document == NULL) {
        write_errors(probe);
        return;
    }
    Schema *schema = sdl_build(&schema_arena, NULL, document);
    map_set(&schemas, str_copy(&schema_arena, probe_text(probe, "id")), schema);
    strbuf_append(probe->out, STR("{}"));
}

static void write_token(Probe *probe, const Token *token, const SourcePosition *start,
                        const SourcePosition *end) {
    strbuf_appendf(probe->out, "[\"%s\",", token_kind_name(token->kind));
    if (token->text.data == NULL) {
        strbuf_append(probe->out, STR("null"));
    } else {
        json_write_string(probe->out, token->text);
    }
    strbuf_appendf(probe->out, ",%u,%u,%u,%u]", start->line, start->column, start->utf16,
                   end->utf16);
}

static void probe_lex(Probe *probe) {
    const Source *source = probe_source(probe->arena, probe_text(probe, "source"));
    Lexer lexer;
    Token token = {.kind = TOKEN_NAME};
    SourcePosition start = source_start();
    bool fine = lexer_init(&lexer, probe->arena, source, &probe->errors);
    strbuf_append(probe->out, STR("{\"tokens\":["));
    for (bool first = true; fine && token.kind != TOKEN_EOF; first = false) {
        fine = lexer_next(&lexer, &token);
        if (fine) {
            source_advance(source, &start, token.span.start);
            SourcePosition end = start;
            source_advance(source, &end, token.span.end);
            strbuf_append(probe->out, first ? STR("") : STR(","));
            write_token(probe, &token, &start, &end);
        }
    }
    strbuf_append_char(probe->out, ']');
    if (!fine) {
        strbuf_append(probe->out, STR(",\"error\":"));
        error_write(probe->out, &probe->errors.items[0]);
    }
    strbuf_append_char(probe->out, '}');
}

static ParseOptions parse_options(const Json *options) {
    const Json *legacy = json_member(options, STR("allowLegacyFragmentVariables"));
    const Json *tokens = json_member(options, STR("maxTokens"));
    int64_t max_tokens = 0;
    if (tokens != NULL) {
        json_int64(tokens, &max_tokens);
    }
    return (ParseOptions){.max_tokens = (size_t)max_tokens,
                          .legacy_fragment_variables = legacy != NULL && legacy->kind == JSON_TRUE};
}

/* Parses as the line's "fn" says and prints what came out; false after adding the error. */
static bool parse_and_print(Probe *probe, StrBuf *printed) {
    const Source *source = probe_source(probe->arena, probe_text(probe, "source"));
    const Json *given = json_member(probe->line, STR("options"));
    ParseOptions options = given == NULL ? (ParseOptions){0} : parse_options(given);
    Str fn = probe_text(probe, "fn");
    if (str_equal(fn, STR("parseType"))) {
        TypeNode *type = parse_type(probe->arena, source, &options, &probe->errors);
        if (type != NULL) {
            print_type_node(printed, type);
        }
        return type != NULL;
    }
    if (str_equal(fn, STR("parseValue")) || str_equal(fn, STR("parseConstValue"))) {
        bool constant = str_equal(fn, STR("parseConstValue"));
        Value *value = parse_value(probe->arena, source, constant, &options, &probe->errors);
        if (value != NULL) {
            print_value(printed, value);
        }
        return value != NULL;
    }
    Document *document = parse_document(probe->arena, source, &options, &probe->errors);
    if (document != NULL) {
        print_document(printed, document);
    }
    return document != NULL;
}

static void probe_parse(Probe *probe) {
    StrBuf printed = {0};
    if (parse_and_print(probe, &printed)) {
        strbuf_append(probe->out, STR("{\"ok\":true,"));
        write_text_member(probe->out, "printed", &printed);
    } else {
        strbuf_append(probe->out, STR("{\"ok\":false,\"error\":"));
        error_write(probe->out, &probe->errors.items[0]);
    }
    strbuf_append_char(probe->out, '}');
    strbuf_free(&printed);
}

static void probe_validate(Probe *probe) {
    Document *document = probe_document(probe, "document");
    if (document != NULL) {
        validate_document(probe->arena, probe->schema, document, NULL, &probe->errors);
    }
    write_errors(probe);
}

static void probe_sdl(Probe *probe) {
    Document *document = probe_document(probe, "sdl");
    const Schema *base = map_get(&schemas, probe_text(probe, "base"));
    if (document != NULL) {
        sdl_validate(base, document, &probe->errors);
    }
    if (probe->errors.count != 0) {
        write_errors(probe);
        return;
    }
    Schema *schema = sdl_build(probe->arena, base, document);
    schema_validate(schema, &probe->errors);
    strbuf_append(probe->out, STR("{\"errors\":[],\"schemaErrors\":"));
    error_list_write(probe->out, &probe->errors);
    if (probe->errors.count == 0) {
        StrBuf printed = {0};
        sdl_print(&printed, schema);
        strbuf_append_char(probe->out, ',');
        write_text_member(probe->out, "printed", &printed);
        strbuf_free(&printed);
    }
    strbuf_append_char(probe->out, '}');
}

/* The operation that the line names, with its variables coerced; NULL after adding errors. */
static const Definition *probe_operation(Probe *probe, const Document *document, const Json *given,
                                         VariableValues *variables) {
    const Definition *operation =
        select_operation(document, probe_text(probe, "operationName"), &probe->errors);
    if (given != NULL && given->kind != JSON_OBJECT) {
        given = NULL;
    }
    if (operation == NULL || !coerce_variables(probe->arena, probe->schema, document->source,
                                               operation, given, variables, &probe->errors)) {
        return NULL;
    }
    return operation;
}

static void write_variables(StrBuf *out, const VariableValues *variables) {
    bool first = true;
    strbuf_append(out, STR("{\"coerced\":{"));
    for (size_t i = 0; i < variables->count; i++) {
        const VariableValue *value = &variables->items[i];
        if (value->input == NULL) {
            continue;
        }
        strbuf_append(out, first ? STR("") : STR(","));
        first = false;
        json_write_string(out, value->definition->name.text);
        strbuf_append_char(out, ':');
        input_write(out, value->input);
    }
    strbuf_append(out, STR("},\"shape\":"));
    json_write_string(out, variables->shape);
    strbuf_appendf(out, ",\"slots\":%zu}", variables->slot_count);
}

/* The JSON value that a member holds as text, repeated keys as others read them; NULL after adding
 * an error. */
static const Json *probe_json_text(Probe *probe, const char *key) {
    Json *value = ARENA_NEW(probe->arena, Json);
    JsonError error;
    if (json_read_last(probe->arena, probe_text(probe, key), PROBE_MAX_DEPTH, value, &error)) {
        return value;
    }
    error_add(&probe->errors, ERROR_BAD_REQUEST, "%s", error.message);
    return NULL;
}

static void probe_variables(Probe *probe) {
    Document *document = probe_document(probe, "document");
    const Json *given = probe_json_text(probe, "variablesText");
    VariableValues variables;
    if (document != NULL && given != NULL &&
        probe_operation(probe, document, given, &variables) != NULL) {
        write_variables(probe->out, &variables);
    } else {
        write_errors(probe);
    }
}

/* The line's type in the line's schema; NULL after adding errors. A field of that type is added to
 * the schema, so that the built-in types that it names are there. */
static const TypeRef *probe_type(Probe *probe) {
    Str sdl = probe_text(probe, "sdl"), type = probe_text(probe, "type");
    Str text = str_format(probe->arena, "%.*s\ninput ProbeInput { field: %.*s }", STR_ARG(sdl),
                          STR_ARG(type));
    Document *document =
        parse_document(probe->arena, probe_source(probe->arena, text), NULL, &probe->errors);
    if (document == NULL) {
        return NULL;
    }
    Schema *schema = sdl_build(probe->arena, NULL, document);
    return type_body(schema_type(schema, STR("ProbeInput")))->inputs[0].type;
}

/* Variables whose values are taken as they are. */
static VariableValues raw_variables(Arena *arena, const Json *given) {
    VariableValues values = {0};
    if (given == NULL || given->kind != JSON_OBJECT) {
        return values;
    }
    values.count = given->count;
    values.items = ARENA_ARRAY(arena, given->count, VariableValue);
    for (size_t i = 0; i < given->count; i++) {
        VariableDefinition *definition = ARENA_NEW(arena, VariableDefinition);
        Input *input = ARENA_NEW(arena, Input);
        definition->name.text = given->members[i].key;
        input->kind = given->members[i].value.kind == JSON_NULL ? INPUT_NULL : INPUT_SCALAR;
        input->json = given->members[i].value;
        values.items[i] = (VariableValue){.definition = definition, .input = input};
    }
    return values;
}

static void write_value(Probe *probe, const Input *input) {
    strbuf_append(probe->out, STR("{\"value\":"));
    input_write(probe->out, input);
    strbuf_append_char(probe->out, '}');
}

static void probe_literal(Probe *probe) {
    const TypeRef *type = probe_type(probe);
    const Source *source = probe_source(probe->arena, probe_text(probe, "literal"));
    Value *literal = parse_value(probe->arena, source, false, NULL, &probe->errors);
    VariableValues variables =
        raw_variables(probe->arena, json_member(probe->line, STR("variables")));
    Input *input = NULL;
    if (type != NULL && literal != NULL) {
        input = coerce_literal(probe->arena, literal, type, &variables, NULL);
    }
    if (input == NULL) {
        strbuf_append(probe->out, STR("{\"invalid\":true}"));
    } else {
        write_value(probe, input);
    }
}

static void probe_input(Probe *probe) {
    const TypeRef *type = probe_type(probe);
    const Json *given = probe_json_text(probe, "inputText");
    Input *input = NULL;
    if (type != NULL && given != NULL) {
        input = coerce_json(probe->arena, given, type, &probe->errors);
    }
    if (input == NULL) {
        write_errors(probe);
    } else {
        write_value(probe, input);
    }
}

/* Lines of this op name no schema: there is one with queries only. */
static const Schema *schema_of_queries(Arena *arena) {
    Schema *schema = schema_new(arena);
    schema->roots[OPERATION_QUERY] = schema_add_type(schema, TYPE_OBJECT, STR("Query"));
    schema_finish(schema);
    return schema;
}

static void probe_select(Probe *probe) {
    Document *document = probe_document(probe, "document");
    const Definition *operation = NULL;
    if (document != NULL) {
        operation = select_operation(document, probe_text(probe, "operationName"), &probe->errors);
    }
    if (operation == NULL || operation_root(schema_of_queries(probe->arena), document->source,
                                            operation, &probe->errors) == NULL) {
        write_errors(probe);
        return;
    }
    strbuf_append(probe->out, STR("{\"operation\":"));
    if (operation->name.text.data == NULL) {
        strbuf_append(probe->out, STR("null"));
    } else {
        json_write_string(probe->out, operation->name.text);
    }
    strbuf_append_char(probe->out, '}');
}

/* The object type itself, or the first that an abstract type stands for; NULL if there is none. */
static const Type *first_object(const Type *type) {
    if (type->kind == TYPE_UNION) {
        return type->extra->member_count == 0 ? NULL : type->extra->members[0];
    }
    if (type->kind == TYPE_INTERFACE) {
        return type->extra->possible_count == 0 ? NULL : type->extra->possible[0];
    }
    return type->kind == TYPE_OBJECT ? type : NULL;
}

/* The keys of the fields and of those below. */
static void write_fields(Probe *probe, CollectContext *context, const CollectedFields *fields) {
    for (size_t i = 0; i < fields->count; i++) {
        const CollectedField *field = &fields->items[i];
        const Type *object = field->def == NULL ? NULL : first_object(field->def->type->type);
        strbuf_append(probe->out, i == 0 ? STR("") : STR(","));
        if (object == NULL || field->nodes[0]->selection_set == NULL) {
            json_write_string(probe->out, field->key);
            continue;
        }
        CollectedFields below = collect_subfields(context, field, object);
        strbuf_append_char(probe->out, '[');
        json_write_string(probe->out, field->key);
        strbuf_append(probe->out, STR(",["));
        write_fields(probe, context, &below);
        strbuf_append(probe->out, STR("]]"));
    }
}

static void probe_collect(Probe *probe) {
    Document *document = probe_document(probe, "document");
    VariableValues variables;
    const Definition *operation = NULL;
    if (document != NULL) {
        operation = probe_operation(probe, document, json_member(probe->line, STR("variables")),
                                    &variables);
    }
    const Type *root = operation == NULL ? NULL
                                         : operation_root(probe->schema, document->source,
                                                          operation, &probe->errors);
    if (root == NULL) {
        write_errors(probe);
        return;
    }
    CollectContext context;
    collect_init(&context, probe->arena, probe->schema, document, &variables, &probe->errors);
    CollectedFields fields = collect_operation(&context, operation, root);
    strbuf_append(probe->out, STR("{\"shape\":["));
    write_fields(probe, &context, &fields);
    strbuf_append(probe->out, STR("]}"));
}

/* One root field: introspection is answered, anything else is null. */
static bool write_root_field(StrBuf *data, CollectContext *context, const Type *root,
                             const CollectedField *field) {
    json_write_string(data, field->key);
    strbuf_append_char(data, ':');
    if (field->def == context->schema->typename_field) {
        json_write_string(data, root->name);
        return true;
    }
    if (field->def == context->schema->schema_field || field->def == context->schema->type_field) {
        return introspection_write(data, context, field);
    }
    strbuf_append(data, STR("null"));
    if (field->def->type->kind == TYPE_REF_NON_NULL) {
        error_add(context->errors, ERROR_UNEXPECTED,
                  "Cannot return null for non-nullable field %.*s.%.*s.", STR_ARG(root->name),
                  STR_ARG(field->def->name));
    }
    return true;
}

static void write_introspection(Probe *probe, const Document *document, const Definition *operation,
                                const VariableValues *variables) {
    StrBuf data = {0};
    CollectContext context;
    const Type *root = probe->schema->roots[operation->operation];
    collect_init(&context, probe->arena, probe->schema, document, variables, &probe->errors);
    CollectedFields fields = collect_operation(&context, operation, root);
    bool fine = true;
    for (size_t i = 0; fine && i < fields.count; i++) {
        strbuf_append(&data, i == 0 ? STR("") : STR(","));
        fine = write_root_field(&data, &context, root, &fields.items[i]);
    }
    if (probe->errors.count != 0) {
        write_errors(probe);
    } else {
        strbuf_append(probe->out, STR("{\"data\":{"));
        strbuf_append(probe->out, strbuf_view(&data));
        strbuf_append(probe->out, STR("}}"));
    }
    strbuf_free(&data);
}

static void probe_introspect(Probe *probe) {
    Document *document = probe_document(probe, "query");
    schema_validate(probe->schema, &probe->errors);
    if (document != NULL && probe->errors.count == 0) {
        validate_document(probe->arena, probe->schema, document, NULL, &probe->errors);
    }
    const Json *given = json_member(probe->line, STR("variables"));
    VariableValues variables;
    const Definition *operation = NULL;
    if (probe->errors.count == 0) {
        operation = probe_operation(probe, document, given, &variables);
    }
    if (operation == NULL) {
        write_errors(probe);
    } else {
        write_introspection(probe, document, operation, &variables);
    }
}

static const struct ProbeOperation {
    const char *name;
    void (*answer)(Probe *probe);
    bool wants_schema;
} probe_operations[] = {
    {"schema", probe_define_schema, false},
    {"lex", probe_lex, false},
    {"parse", probe_parse, false},
    {"validate", probe_validate, true},
    {"sdl", probe_sdl, false},
    {"variables", probe_variables, true},
    {"literal", probe_literal, false},
    {"input", probe_input, false},
    {"operation", probe_select, false},
    {"collect", probe_collect, true},
    {"introspect", probe_introspect, true},
};

/* Answers a line; the reason why it cannot be answered, or NULL. */
static const char *probe_answer(Probe *probe) {
    Str wanted = probe_text(probe, "op");
    for (size_t i = 0; i < sizeof probe_operations / sizeof *probe_operations; i++) {
        const struct ProbeOperation *operation = &probe_operations[i];
        if (!str_equal(wanted, str_from(operation->name))) {
            continue;
        }
        probe->schema = map_get(&schemas, probe_text(probe, "schema"));
        if (operation->wants_schema && probe->schema == NULL) {
            return "unknown schema";
        }
        operation->answer(probe);
        return NULL;
    }
    return "unknown op";
}

static void probe_line(Arena *arena, Str text, StrBuf *out) {
    Json line;
    JsonError error;
    Probe probe = {.arena = arena, .line = &line, .out = out};
    error_list_init(&probe.errors, arena, 0);
    const char *failure = json_read(arena, text, PROBE_MAX_DEPTH, &line, &error)
                              ? probe_answer(&probe)
                              : error.message;
    if (failure != NULL) {
        strbuf_append(out, STR("{\"failure\":"));
        json_write_string(out, str_from(failure));
        strbuf_append_char(out, '}');
    }
}

int main(void) {
    char *line = NULL;
    size_t room = 0;
    arena_init(&schema_arena, 0);
    map_init(&schemas, &schema_arena);
    for (ssize_t length; (length = getline(&line, &room, stdin)) > 0;) {
        Arena arena;
        StrBuf out = {0};
        size_t end = (size_t)length - (line[length - 1] == '\n');
        arena_init(&arena, 0);
        probe_line(&arena, (Str){line, end}, &out);
        strbuf_append_char(&out, '\n');
        fwrite(out.data, 1, out.length, stdout);
        fflush(stdout);
        strbuf_free(&out);
        arena_free(&arena);
    }
    free(line);
    arena_free(&schema_arena);
    return 0;
}
