/*
 * soloql_permissions(): who may do what, as schema.graphql has it and as it turns out.
 *
 *     clerk                 select      insert   update      delete
 *       customers           some 4/11   -        -           -
 *       orders              some 8/8    -        some 3/8    -
 *
 * In: the roles of the model. Out: text: a matrix of all roles, or of one and then its rules one by
 * one; or JSON with all of it. What follows from the rules, root fields and masked columns, is read
 * off the model and the schema that the role has, so that it cannot differ from what is served.
 */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "sqlgen/base/json_writer.h"
#include "sqlgen/engine.h"
#include "sqlgen/graphql/printer.h"

enum { CELL_WIDTH = 14, NAME_WIDTH_LEAST = 16 };

static const char *const operation_names[PERMIT_COUNT] = {"select", "insert", "update", "delete"};

/* One role while it is written. */
typedef struct RoleReport {
    Arena *arena;
    StrBuf *out;
    const Model *model; /* of all */
    const Role *role;
    const RoleView *view; /* with what is for backends */
} RoleReport;

typedef struct Names {
    Str *items;
    size_t count;
} Names;

static void names_add(Arena *arena, Names *names, Str name) {
    for (size_t i = 0; i < names->count; i++) {
        if (str_equal(names->items[i], name)) {
            return;
        }
    }
    ARENA_PUSH(arena, names->items, names->count, name);
}

/* ---- What follows from the rules ---- */

static bool rule_is_whole(const Rule *rule) {
    return rule->where.filter == NULL;
}

/* The columns that the rule names. */
static Names rule_columns(const RoleReport *report, const Entity *whole, const Rule *rule) {
    Names names = {0};
    for (size_t i = 0; i < whole->attribute_count; i++) {
        if (rule->columns[i]) {
            names_add(report->arena, &names, whole->attributes[i].name);
        }
    }
    return names;
}

static Names entity_root_fields(const RoleReport *report, const Entity *entity) {
    Names names = {0};
    const Schema *schema = report->view->schema;
    for (size_t r = 0; r < sizeof schema->roots / sizeof *schema->roots; r++) {
        const Type *root = schema->roots[r];
        const TypeBody *body = root == NULL ? &type_no_body : type_body(root);
        for (size_t i = 0; i < body->field_count; i++) {
            const Binding *binding = body->fields[i].binding;
            if (binding != NULL && binding->entity == entity) {
                names_add(report->arena, &names, body->fields[i].name);
            }
        }
    }
    return names;
}

/* Columns that are null on rows which no rule admits that grants them. */
static Names entity_masked(const RoleReport *report, const Entity *entity) {
    Names names = {0};
    for (size_t i = 0; i < entity->attribute_count; i++) {
        if (entity->attributes[i].shown_by != NULL) {
            names_add(report->arena, &names, entity->attributes[i].name);
        }
    }
    return names;
}

/* The named queries of the role, or its statements. */
static Names role_queries(const RoleReport *report, bool writes) {
    Names names = {0};
    const Model *model = report->view->model;
    for (size_t i = 0; i < model->query_count; i++) {
        if (model->queries[i].writes == writes) {
            names_add(report->arena, &names, model->queries[i].node->name.text);
        }
    }
    return names;
}

/* Depth: that of the literal, which the parser has limited. */
static void input_claims(Arena *arena, const Input *input, Names *claims) {
    if (input == NULL) {
        return;
    }
    if (input->claim.data != NULL) {
        names_add(arena, claims, input->claim);
        return;
    }
    for (size_t i = 0; input->kind == INPUT_LIST && i < input->count; i++) {
        input_claims(arena, input->items[i], claims);
    }
    for (size_t i = 0; input->kind == INPUT_OBJECT && i < input->count; i++) {
        input_claims(arena, input->fields[i].value, claims);
    }
}

static void rule_claims(Arena *arena, const Rule *rule, Names *claims) {
    input_claims(arena, rule->where.filter, claims);
    input_claims(arena, rule->check.filter, claims);
    for (size_t i = 0; i < rule->preset_count; i++) {
        input_claims(arena, rule->presets[i].value, claims);
    }
}

/* What a session of the role has to tell, for one rule or another. */
static Names role_claims(const RoleReport *report) {
    Names claims = {0};
    for (size_t e = 0; e < report->model->entity_count; e++) {
        const Policy *policy = report->role->policies[e];
        for (size_t kind = 0; policy != NULL && kind < PERMIT_COUNT; kind++) {
            for (size_t i = 0; i < policy->counts[kind]; i++) {
                rule_claims(report->arena, &policy->rules[kind][i], &claims);
            }
        }
    }
    return claims;
}

/* ---- For people ---- */

static void text_pad(StrBuf *out, Str text, size_t width) {
    strbuf_append(out, text);
    for (size_t i = text.length; i < width; i++) {
        strbuf_append_char(out, ' ');
    }
}

static void text_names(StrBuf *out, const char *indent, const char *title, Names names) {
    if (names.count == 0) {
        return;
    }
    strbuf_appendf(out, "%s%s: ", indent, title);
    for (size_t i = 0; i < names.count; i++) {
        strbuf_appendf(out, "%s%.*s", i == 0 ? "" : ", ", STR_ARG(names.items[i]));
    }
    strbuf_append_char(out, '\n');
}

static void text_literal(StrBuf *out, const char *title, const Value *literal) {
    if (literal != NULL) {
        strbuf_appendf(out, "      %s: ", title);
        print_value(out, literal);
        strbuf_append_char(out, '\n');
    }
}

/* "some 4/11": some of the rows, four of eleven columns; b is for backends only. */
static Str cell_text(const RoleReport *report, const Entity *whole, PermitKind kind) {
    const Policy *policy = report->role->policies[whole - report->model->entities];
    size_t columns = 0, rules = policy->counts[kind];
    bool all = false, backend = rules != 0;
    for (size_t i = 0; i < whole->attribute_count; i++) {
        bool granted = false;
        for (size_t r = 0; r < rules; r++) {
            granted |= policy->rules[kind][r].columns[i];
        }
        columns += granted;
    }
    for (size_t r = 0; r < rules; r++) {
        all |= rule_is_whole(&policy->rules[kind][r]);
        backend &= policy->rules[kind][r].backend_only;
    }
    if (rules == 0) {
        return STR("-");
    }
    Str rows = all ? STR("all") : STR("some");
    Str of = str_format(report->arena, "%zu/%zu", columns, whole->attribute_count);
    Str text = kind == PERMIT_INSERT ? of : rows;
    if (kind == PERMIT_SELECT || kind == PERMIT_UPDATE) {
        text = str_format(report->arena, "%.*s %.*s", STR_ARG(rows), STR_ARG(of));
    }
    return backend ? str_format(report->arena, "%.*s b", STR_ARG(text)) : text;
}

static size_t model_name_width(const Model *model) {
    size_t width = NAME_WIDTH_LEAST;
    for (size_t i = 0; i < model->entity_count; i++) {
        size_t length = model->entities[i].name.length;
        width = length > width ? length : width;
    }
    return width;
}

static void text_write_matrix(const RoleReport *report) {
    StrBuf *out = report->out;
    size_t width = model_name_width(report->model) + 2;
    text_pad(out, report->role->name, width + 2);
    for (size_t kind = 0; kind < PERMIT_COUNT; kind++) {
        size_t last = kind + 1 == PERMIT_COUNT;
        text_pad(out, str_from(operation_names[kind]), last ? 0 : CELL_WIDTH);
    }
    strbuf_append_char(out, '\n');
    for (size_t i = 0; i < report->model->entity_count; i++) {
        const Entity *whole = &report->model->entities[i];
        if (report->role->policies[i] == NULL) {
            continue;
        }
        strbuf_append(out, STR("  "));
        text_pad(out, whole->name, width);
        for (size_t kind = 0; kind < PERMIT_COUNT; kind++) {
            size_t last = kind + 1 == PERMIT_COUNT;
            text_pad(out, cell_text(report, whole, (PermitKind)kind), last ? 0 : CELL_WIDTH);
        }
        strbuf_append_char(out, '\n');
    }
    text_names(out, "  ", "queries", role_queries(report, false));
    text_names(out, "  ", "statements", role_queries(report, true));
    text_names(out, "  ", "claims", role_claims(report));
}

static void text_write_set(StrBuf *out, const Rule *rule) {
    for (size_t i = 0; i < rule->preset_count; i++) {
        strbuf_appendf(out, i == 0 ? "      set: {%.*s: " : ", %.*s: ",
                       STR_ARG(rule->presets[i].attribute->name));
        print_value(out, rule->presets[i].literal);
    }
    strbuf_append(out, rule->preset_count == 0 ? STR("") : STR("}\n"));
}

static void text_write_rule(const RoleReport *report, const Entity *whole, PermitKind kind,
                            const Rule *rule) {
    StrBuf *out = report->out;
    strbuf_appendf(out, "    %s%s\n", operation_names[kind],
                   rule->backend_only ? ", for backends only" : "");
    text_names(out, "      ", "columns", rule_columns(report, whole, rule));
    text_literal(out, "where", rule->where.literal);
    text_write_set(out, rule);
    text_literal(out, "check", rule->check.literal);
    if (kind == PERMIT_UPDATE && rule->check.literal == NULL && !rule_is_whole(rule)) {
        strbuf_append(out, STR("      check: the row must still meet `where`\n"));
    }
    if (kind == PERMIT_INSERT && rule->check.literal == NULL) {
        strbuf_append(out, STR("      check: none, any row is good\n"));
    }
    if (rule->limit >= 0) {
        strbuf_appendf(out, "      limit: %lld\n", (long long)rule->limit);
    }
    if (rule->has_aggregates) {
        strbuf_append(out, STR("      aggregate: true\n"));
    }
}

static void text_write_table(const RoleReport *report, const Entity *entity) {
    const Entity *whole = entity_whole(entity);
    strbuf_appendf(report->out, "\n  %.*s\n", STR_ARG(whole->name));
    for (size_t kind = 0; kind < PERMIT_COUNT; kind++) {
        for (size_t i = 0; i < entity->policy->counts[kind]; i++) {
            text_write_rule(report, whole, (PermitKind)kind, &entity->policy->rules[kind][i]);
        }
    }
    text_names(report->out, "    ", "root fields", entity_root_fields(report, entity));
    text_names(report->out, "    ", "null on some rows", entity_masked(report, entity));
    if (!entity->unreadable && entity->key_count != whole->key_count) {
        strbuf_append(report->out,
                      STR("    without all of the key: no by_pk, connection or node\n"));
    }
}

static void text_write_role(const RoleReport *report, bool details) {
    const Model *seen = report->view->model;
    text_write_matrix(report);
    for (size_t i = 0; details && i < seen->entity_count; i++) {
        text_write_table(report, &seen->entities[i]);
    }
    strbuf_append_char(report->out, '\n');
}

/* ---- For programs ---- */

static void json_names(StrBuf *out, const char *key, Names names) {
    strbuf_appendf(out, ",\"%s\":[", key);
    for (size_t i = 0; i < names.count; i++) {
        strbuf_append(out, i == 0 ? STR("") : STR(","));
        json_write_string(out, names.items[i]);
    }
    strbuf_append_char(out, ']');
}

/* A filter as the file has it, as a text; null if it has none. */
static void json_literal(const RoleReport *report, const char *key, const Value *literal) {
    StrBuf *text = strbuf_new(report->arena);
    strbuf_appendf(report->out, ",\"%s\":", key);
    if (literal == NULL) {
        strbuf_append(report->out, STR("null"));
        return;
    }
    print_value(text, literal);
    json_write_string(report->out, strbuf_view(text));
}

static void json_write_rule(const RoleReport *report, const Entity *whole, PermitKind kind,
                            const Rule *rule) {
    StrBuf *out = report->out;
    strbuf_appendf(out, "{\"operation\":\"%s\"", operation_names[kind]);
    json_names(out, "columns", rule_columns(report, whole, rule));
    json_literal(report, "where", rule->where.literal);
    json_literal(report, "check", rule->check.literal);
    strbuf_append(out, STR(",\"set\":{"));
    for (size_t i = 0; i < rule->preset_count; i++) {
        StrBuf *value = strbuf_new(report->arena);
        print_value(value, rule->presets[i].literal);
        strbuf_append(out, i == 0 ? STR("") : STR(","));
        json_write_string(out, rule->presets[i].attribute->name);
        strbuf_append_char(out, ':');
        json_write_string(out, strbuf_view(value));
    }
    strbuf_append(out, STR("},\"limit\":"));
    if (rule->limit < 0) {
        strbuf_append(out, STR("null"));
    } else {
        json_write_int(out, rule->limit);
    }
    strbuf_appendf(out, ",\"aggregate\":%s,\"backend_only\":%s}",
                   rule->has_aggregates ? "true" : "false", rule->backend_only ? "true" : "false");
}

static void json_write_table(const RoleReport *report, const Entity *entity) {
    StrBuf *out = report->out;
    const Entity *whole = entity_whole(entity);
    strbuf_append(out, STR("\n{\"type\":"));
    json_write_string(out, whole->name);
    strbuf_append(out, STR(",\"table\":"));
    json_write_string(out, whole->table->name);
    strbuf_append(out, STR(",\"rules\":["));
    bool first = true;
    for (size_t kind = 0; kind < PERMIT_COUNT; kind++) {
        for (size_t i = 0; i < entity->policy->counts[kind]; i++) {
            strbuf_append(out, first ? STR("") : STR(","));
            first = false;
            json_write_rule(report, whole, (PermitKind)kind, &entity->policy->rules[kind][i]);
        }
    }
    strbuf_append_char(out, ']');
    json_names(out, "root_fields", entity_root_fields(report, entity));
    json_names(out, "masked", entity_masked(report, entity));
    strbuf_append_char(out, '}');
}

static void json_write_role(const RoleReport *report) {
    StrBuf *out = report->out;
    const Model *seen = report->view->model;
    strbuf_append(out, STR("\n{\"role\":"));
    json_write_string(out, report->role->name);
    strbuf_append(out, STR(",\"tables\":["));
    for (size_t i = 0; i < seen->entity_count; i++) {
        strbuf_append(out, i == 0 ? STR("") : STR(","));
        json_write_table(report, &seen->entities[i]);
    }
    strbuf_append_char(out, ']');
    json_names(out, "queries", role_queries(report, false));
    json_names(out, "statements", role_queries(report, true));
    json_names(out, "claims", role_claims(report));
    strbuf_append_char(out, '}');
}

/* ---- All of it ---- */

typedef struct Permissions {
    Arena arena;
    StrBuf text;
    Snapshot *snapshot;
    const char *role; /* NULL = all */
    soloql_report_format format;
} Permissions;

static void permissions_write_role(Permissions *permissions, const Role *role, bool first) {
    RoleReport report = {.arena = &permissions->arena,
                         .out = &permissions->text,
                         .model = permissions->snapshot->model,
                         .role = role,
                         .view = snapshot_view(permissions->snapshot, role->name, true)};
    if (report.view == NULL) {
        permissions->text.failed = true;
    } else if (permissions->format == SOLOQL_REPORT_JSON) {
        strbuf_append(report.out, first ? STR("") : STR(","));
        json_write_role(&report);
    } else {
        text_write_role(&report, permissions->role != NULL);
    }
}

static const char legend[] =
    "all, some: of the rows. 4/11: of the columns. b: for backends only. The role admin may do "
    "everything.\n";

static void permissions_write(Permissions *permissions) {
    const Model *model = permissions->snapshot->model;
    StrBuf *out = &permissions->text;
    bool json = permissions->format == SOLOQL_REPORT_JSON, first = true;
    strbuf_append(out, json ? STR("{\"roles\":[") : STR(""));
    for (size_t i = 0; i < model->role_count; i++) {
        const Role *role = &model->roles[i];
        if (permissions->role == NULL || str_equal(role->name, str_from(permissions->role))) {
            permissions_write_role(permissions, role, first);
            first = false;
        }
    }
    if (!json && model->role_count == 0) {
        strbuf_append(out, STR("There is no role but admin: schema.graphql has no @permit.\n"));
    } else {
        strbuf_append(out, json ? STR("]}\n") : str_from(legend));
    }
    strbuf_append_char(out, '\0');
}

/* As permissions_write(); false where memory runs out. */
static bool permissions_try(Permissions *permissions) {
    jmp_buf escape;
    if (setjmp(escape) != 0) {
        return false;
    }
    permissions->arena.escape = &escape;
    permissions_write(permissions);
    return !permissions->text.failed;
}

char *soloql_permissions(soloql *engine, const char *role, soloql_report_format format) {
    Permissions permissions = {.role = role, .format = format};
    if (role != NULL && !soloql_has_role(engine, role)) {
        return NULL;
    }
    arena_init(&permissions.arena, 0);
    permissions.snapshot = engine_acquire(engine);
    bool good = permissions_try(&permissions);
    engine_release(engine, permissions.snapshot);
    arena_free(&permissions.arena);
    if (!good) {
        strbuf_free(&permissions.text);
    }
    return good ? permissions.text.data : NULL;
}

char *soloql_roles(soloql *engine) {
    StrBuf text = {0};
    Snapshot *snapshot = engine_acquire(engine);
    strbuf_append(&text, STR("admin\n"));
    for (size_t i = 0; i < snapshot->model->role_count; i++) {
        strbuf_appendf(&text, "%.*s\n", STR_ARG(snapshot->model->roles[i].name));
    }
    strbuf_append_char(&text, '\0');
    engine_release(engine, snapshot);
    if (text.failed) {
        strbuf_free(&text);
    }
    return text.data;
}
