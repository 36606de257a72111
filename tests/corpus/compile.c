/* Stage by stage; see compile.h. */
#include "tests/corpus/compile.h"

#include "sqlgen/emit/emit.h"
#include "sqlgen/graphql/parser.h"
#include "sqlgen/graphql/validate/validate.h"
#include "sqlgen/run/mutate.h"

enum { JSON_DEPTH = 128 };

typedef struct Compiler {
    Arena *arena;
    Execution execution; /* for who asks */
    const soloql *engine;
    const RoleView *view;
    Source source;
    ErrorList errors;
    VariableValues variables;
    Document *document;
    const Definition *operation;
} Compiler;

/* The role's view, and the claims: false if they are at fault. */
static bool compile_caller(Compiler *compiler) {
    soloql_connection *connection = compiler->execution.connection;
    connection_clean(connection);
    error_list_init(&connection->errors, &connection->arena, 0);
    connection->snapshot = connection->engine->snapshot;
    bool good = execution_identify(&compiler->execution);
    connection->snapshot = NULL;
    compiler->view = compiler->execution.view;
    return good;
}

/* text → Operation: false if it is at fault. */
static bool compile_document(Compiler *compiler) {
    const soloql_options *options = &compiler->engine->options;
    ParseOptions parse = {.max_tokens = options->max_tokens};
    ValidateOptions validate = {.max_selection_depth = options->max_depth};
    const Schema *schema = compiler->view->schema;
    compiler->document =
        parse_document(compiler->arena, &compiler->source, &parse, &compiler->errors);
    if (compiler->document == NULL) {
        return false;
    }
    validate_document(compiler->arena, schema, compiler->document, &validate, &compiler->errors);
    if (compiler->errors.count == 0) {
        compiler->operation = select_operation(compiler->document, (Str){0}, &compiler->errors);
    }
    return compiler->operation != NULL &&
           compiler->operation->operation != OPERATION_SUBSCRIPTION &&
           schema->roots[compiler->operation->operation] != NULL;
}

static bool compile_variables(Compiler *compiler, Str text) {
    Json *given = NULL;
    if (text.data != NULL) {
        given = ARENA_NEW(compiler->arena, Json);
        if (!json_read(compiler->arena, text, JSON_DEPTH, given, NULL) ||
            given->kind != JSON_OBJECT) {
            return false;
        }
    }
    return coerce_variables(compiler->arena, compiler->view->schema, &compiler->source,
                            compiler->operation, given, &compiler->variables, &compiler->errors);
}

/* Operation → Plan → Program, and what is in its slots. */
static Compiled compile_program(Compiler *compiler) {
    CollectContext collect;
    collect_init(&collect, compiler->arena, compiler->view->schema, compiler->document,
                 &compiler->variables, &compiler->errors);
    Planner planner = {.arena = compiler->arena,
                       .schema = compiler->view->schema,
                       .model = compiler->view->model,
                       .reach = compiler->view->reach,
                       .role = compiler->view->key,
                       .document = &compiler->source,
                       .collect = &collect,
                       .limits = &compiler->engine->limits,
                       .errors = &compiler->errors};
    Compiled compiled = {.plan = plan_operation(&planner, compiler->operation)};
    compiled.program = compiled.plan == NULL ? NULL : emit_program(compiled.plan);
    size_t slots =
        compiled.plan == NULL ? compiler->variables.slot_count : compiled.plan->slot_count;
    compiled.slots = ARENA_ARRAY(compiler->arena, slots, const Json *);
    for (size_t i = 0; i < compiler->variables.slot_count; i++) {
        compiled.slots[i] = &compiler->variables.slots[i]->json;
    }
    if (compiled.plan != NULL &&
        !execution_claim(&compiler->execution, compiled.plan, compiled.slots)) {
        compiled.program = NULL;
    }
    return compiled;
}

Compiled compile_operation(Arena *arena, soloql_connection *connection,
                           const soloql_request *request) {
    Compiler compiler = {.arena = arena,
                         .execution = {.connection = connection, .request = request},
                         .engine = connection->engine,
                         .source = {{request->query, request->query_length}}};
    error_list_init(&compiler.errors, arena, 0);
    Str variables = {request->variables, request->variables_length};
    bool good = compile_caller(&compiler) && compile_document(&compiler) &&
                compile_variables(&compiler, variables);
    return good ? compile_program(&compiler) : (Compiled){0};
}

Str compile_write_sql(Arena *arena, const Compiled *compiled) {
    const Program *program = compiled->program;
    StrBuf *text = strbuf_new(arena);
    if (program->mutations != NULL) {
        mutation_write_steps(text, program, compiled->slots);
        return strbuf_view(text);
    }
    if (program->sql.length == 0) {
        strbuf_append(text, STR("-- No statement: the answer is known.\n"));
        return strbuf_view(text);
    }
    strbuf_append(text, program->sql);
    strbuf_append(text, STR(";\n"));
    for (size_t i = 0; i < program->bind_count; i++) {
        const Bind *bind = &program->binds[i];
        Str word = data_type_word(bind->type);
        strbuf_appendf(text, "-- ?%zu %.*s%s = ", i + 1, STR_ARG(word), bind->list ? "[]" : "");
        bind_write(text, bind, compiled->slots);
        if (bind->slot != BIND_CONSTANT) {
            strbuf_appendf(text, " (slot %u)", bind->slot);
        }
        strbuf_append_char(text, '\n');
    }
    return strbuf_view(text);
}
