/*
 * @permit and @allow: who may do what; see role.h.
 *
 *     @permit(role: "clerk", select: {where: {status: {_eq: "open"}}, columns: ["id"], limit: 100},
 *             update: {columns: ["status"], set: {changed_by: "$user_id"}, check: {}})
 *
 * In: the directives of each type, once the model is otherwise as the file has it. Out: Roles in
 * the model, their conditions and presets still literals: overlay_rule.c reads those when the
 * schema gives the types. A misspelt name in a rule could open more than was meant, so nothing is
 * passed over.
 */
#include "sqlgen/graphql/suggest.h"
#include "sqlgen/model/overlay_parts.h"
#include "sqlgen/model/role.h"

/* One @permit while it is read. */
typedef struct Permit {
    Overlay *overlay;
    const Entity *entity;
    Policy *policy;
    const Directive *at;
} Permit;

static const char *const kind_names[PERMIT_COUNT] = {"select", "insert", "update", "delete"};

/* ---- Literals of the directive ---- */

static const Value *directive_value(const Directive *directive, const char *name) {
    for (size_t i = 0; i < directive->argument_count; i++) {
        if (str_equal(directive->arguments[i].name.text, str_from(name))) {
            return &directive->arguments[i].value;
        }
    }
    return NULL;
}

/* A member of an object literal; NULL if it is absent or null. */
static const Value *value_member(const Value *object, const char *name) {
    for (size_t i = 0; i < object->count; i++) {
        const ObjectField *field = &object->fields[i];
        if (str_equal(field->name.text, str_from(name))) {
            return field->value.kind == VALUE_NULL ? NULL : &field->value;
        }
    }
    return NULL;
}

static bool value_flag(const Value *object, const char *name) {
    const Value *value = value_member(object, name);
    return value != NULL && value->boolean;
}

/* ---- Columns ---- */

/* The place of the field among the entity's attributes; their number after adding an error. */
static size_t permit_attribute(const Permit *permit, Str name, uint32_t offset) {
    const Entity *entity = permit->entity;
    Str *names = ARENA_ARRAY(permit->overlay->arena, entity->attribute_count, Str);
    for (size_t i = 0; i < entity->attribute_count; i++) {
        names[i] = entity->attributes[i].name;
        if (str_equal(names[i], name)) {
            return i;
        }
    }
    overlay_error(
        permit->overlay, offset, "%.*s has no column \"%.*s\".%.*s", STR_ARG(entity->name),
        STR_ARG(name),
        STR_ARG(suggest_text(permit->overlay->arena, name, names, entity->attribute_count)));
    return entity->attribute_count;
}

static void columns_grant(const Permit *permit, Rule *rule, const Value *name) {
    if (name->kind != VALUE_STRING) {
        overlay_error(permit->overlay, name->span.start,
                      "`columns` is a list of fields' names, or \"*\" for all.");
        return;
    }
    size_t index = permit_attribute(permit, name->text, name->span.start);
    if (index < permit->entity->attribute_count) {
        rule->columns[index] = true;
    }
}

static void columns_read(const Permit *permit, Rule *rule, const Value *columns) {
    rule->columns = ARENA_ARRAY(permit->overlay->arena, permit->entity->attribute_count, bool);
    if (columns == NULL) {
        return;
    }
    if (columns->kind == VALUE_STRING && str_equal(columns->text, STR("*"))) {
        rule->every_column = true;
        for (size_t i = 0; i < permit->entity->attribute_count; i++) {
            rule->columns[i] = true;
        }
        return;
    }
    size_t count = columns->kind == VALUE_LIST ? columns->count : 1;
    const Value *items = columns->kind == VALUE_LIST ? columns->items : columns;
    for (size_t i = 0; i < count; i++) {
        columns_grant(permit, rule, &items[i]);
    }
}

static bool attribute_is_computed(const Attribute *attribute) {
    return attribute->column->generated || attribute->column->expression != NULL;
}

static void column_refuse_computed(const Permit *permit, const Attribute *attribute,
                                   uint32_t offset) {
    overlay_error(permit->overlay, offset, "%.*s.%.*s is computed, it cannot be written.",
                  STR_ARG(permit->entity->name), STR_ARG(attribute->name));
}

/* What can be written at all is named in lists for writing; "*" is the rest of them. */
static void columns_check_written(const Permit *permit, const Value *columns) {
    bool all =
        columns == NULL || (columns->kind == VALUE_STRING && str_equal(columns->text, STR("*")));
    size_t count = !all && columns->kind == VALUE_LIST ? columns->count : !all;
    const Value *names = !all && columns->kind == VALUE_LIST ? columns->items : columns;
    const Entity *entity = permit->entity;
    for (size_t i = 0; i < count; i++) {
        for (size_t a = 0; a < entity->attribute_count; a++) {
            if (str_equal(entity->attributes[a].name, names[i].text) &&
                attribute_is_computed(&entity->attributes[a])) {
                column_refuse_computed(permit, &entity->attributes[a], names[i].span.start);
            }
        }
    }
}

static void presets_read(const Permit *permit, Rule *rule, const Value *set) {
    if (set == NULL) {
        return;
    }
    if (set->kind != VALUE_OBJECT) {
        overlay_error(permit->overlay, set->span.start,
                      "`set` is an object of values by the fields' names.");
        return;
    }
    rule->presets = ARENA_ARRAY(permit->overlay->arena, set->count, Preset);
    for (size_t i = 0; i < set->count; i++) {
        const ObjectField *field = &set->fields[i];
        size_t index = permit_attribute(permit, field->name.text, field->name.span.start);
        if (index == permit->entity->attribute_count) {
            continue;
        }
        const Attribute *attribute = &permit->entity->attributes[index];
        if (attribute_is_computed(attribute)) {
            column_refuse_computed(permit, attribute, field->name.span.start);
        }
        if (attribute->not_null && field->value.kind == VALUE_NULL) {
            overlay_error(permit->overlay, field->value.span.start,
                          "%.*s.%.*s is never null, so every write would fail.",
                          STR_ARG(permit->entity->name), STR_ARG(attribute->name));
        }
        rule->presets[rule->preset_count++] = (Preset){attribute, &field->value, NULL};
    }
}

/* ---- Rules ---- */

/* All root fields, unless some are named. */
static uint32_t roots_read(const Permit *permit, const Value *names) {
    static const Str words[] = {
        STR_INIT("select"),       STR_INIT("select_by_pk"),      STR_INIT("select_aggregate"),
        STR_INIT("select_group"), STR_INIT("select_connection"), STR_INIT("select_stream")};
    uint32_t roots = 0;
    if (names == NULL) {
        return UINT32_MAX;
    }
    size_t count = names->kind == VALUE_LIST ? names->count : 1;
    const Value *items = names->kind == VALUE_LIST ? names->items : names;
    for (size_t i = 0; i < count; i++) {
        uint32_t bit = 0;
        for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
            bit |= str_equal(words[w], items[i].text) ? 1U << (ROOT_NAME_SELECT + w) : 0;
        }
        if (bit == 0) {
            overlay_error(permit->overlay, items[i].span.start,
                          "\"%.*s\" is no root field of select.", STR_ARG(items[i].text));
        }
        roots |= bit;
    }
    return roots;
}

static int64_t limit_read(const Permit *permit, const Value *limit) {
    if (limit == NULL) {
        return -1;
    }
    Json number = {.kind = JSON_NUMBER, .text = limit->text};
    int64_t rows = -1;
    if (!json_int64(&number, &rows) || rows < 0) {
        overlay_error(permit->overlay, limit->span.start,
                      "A limit is a number of rows, 0 or more.");
    }
    return rows;
}

/* The table must be writable in that way, or the rule would promise what is not there. */
static void rule_check_table(const Permit *permit, PermitKind kind, uint32_t offset) {
    const Table *table = permit->entity->table;
    bool writable[PERMIT_COUNT] = {[PERMIT_SELECT] = true,
                                   [PERMIT_INSERT] = table->insertable,
                                   [PERMIT_UPDATE] = table->updatable,
                                   [PERMIT_DELETE] = table->deletable};
    if (!writable[kind] || (kind != PERMIT_SELECT && table->kind == TABLE_VIRTUAL)) {
        overlay_error(permit->overlay, offset, "Rows of \"%.*s\" are read-only: there is no %s.",
                      STR_ARG(table->name), kind_names[kind]);
    }
}

/* Without them a rule would say more, or less, than whoever left them out may have meant. */
static void rule_check_parts(const Permit *permit, PermitKind kind, const Value *given) {
    for (size_t i = 0; i < given->count; i++) {
        const ObjectField *field = &given->fields[i];
        if (field->value.kind == VALUE_NULL) {
            overlay_error(permit->overlay, field->value.span.start,
                          "null says nothing here: leave `%.*s` out, or give it a value.",
                          STR_ARG(field->name.text));
        }
    }
    bool writes_values = kind == PERMIT_INSERT || kind == PERMIT_UPDATE;
    bool counts = kind == PERMIT_SELECT && value_flag(given, "aggregate");
    bool names_columns = value_member(given, "columns") != NULL || counts ||
                         (writes_values && value_member(given, "set") != NULL);
    if (kind != PERMIT_DELETE && !names_columns) {
        overlay_error(permit->overlay, given->span.start,
                      "Which columns %s grants is said by `columns`: a list of fields' names, or "
                      "\"*\" for all.",
                      kind_names[kind]);
    }
}

/* A row that was written is found again by its key, and a view has none that would be sure. */
static void rule_check_view(const Permit *permit, PermitKind kind, const Rule *rule) {
    const Condition *check =
        kind == PERMIT_UPDATE && rule->check.literal == NULL ? &rule->where : &rule->check;
    bool writes = kind == PERMIT_INSERT || kind == PERMIT_UPDATE;
    bool checks = check->literal != NULL && check->literal->count != 0;
    if (writes && checks && permit->entity->table->kind == TABLE_VIEW) {
        overlay_error(permit->overlay, check->literal->span.start,
                      "Rows of a view cannot be found again once they are written, so they cannot "
                      "be checked%s.",
                      check == &rule->where ? ": `check: {}` says that they need not be" : "");
    }
}

/* An object of an insert has at least one field. */
static void rule_check_insert(const Permit *permit, const Rule *rule) {
    const Entity *entity = permit->entity;
    bool any = false;
    for (size_t i = 0; i < entity->attribute_count; i++) {
        bool given = rule->columns[i] && !attribute_is_computed(&entity->attributes[i]);
        for (size_t p = 0; p < rule->preset_count; p++) {
            given &= rule->presets[p].attribute != &entity->attributes[i];
        }
        any |= given;
    }
    if (!any) {
        overlay_error(permit->overlay, rule->offset,
                      "An insert grants at least one column that `set` does not give.");
    }
}

/* Whose presets would be written, if two rules had some, nobody could tell. */
static void policy_add(const Permit *permit, PermitKind kind, Rule rule) {
    Policy *policy = permit->policy;
    bool presets = rule.preset_count != 0;
    for (size_t i = 0; i < policy->counts[kind]; i++) {
        presets |= policy->rules[kind][i].preset_count != 0;
    }
    if (presets && policy->counts[kind] != 0) {
        overlay_error(permit->overlay, rule.offset,
                      "A rule with `set` is the role's only one for %s of a table: which of two "
                      "would set the value is for nobody to guess.",
                      kind_names[kind]);
    }
    ARENA_PUSH(permit->overlay->arena, policy->rules[kind], policy->counts[kind], rule);
}

/* True if there is a rule of that kind. */
static bool rule_read_permit(const Permit *permit, PermitKind kind) {
    const Value *given = directive_value(permit->at, kind_names[kind]);
    if (given == NULL || given->kind == VALUE_NULL) {
        return false;
    }
    Rule rule = {.limit = limit_read(permit, value_member(given, "limit")),
                 .roots = roots_read(permit, value_member(given, "root_fields")),
                 .has_aggregates = value_flag(given, "aggregate"),
                 .backend_only = value_flag(given, "backend_only"),
                 .where = {value_member(given, "where"), NULL},
                 .check = {value_member(given, "check"), NULL},
                 .offset = given->span.start};
    const Value *columns = value_member(given, "columns");
    rule_check_table(permit, kind, given->span.start);
    rule_check_parts(permit, kind, given);
    rule_check_view(permit, kind, &rule);
    columns_read(permit, &rule, columns);
    if (kind != PERMIT_SELECT) {
        columns_check_written(permit, columns);
    }
    presets_read(permit, &rule, value_member(given, "set"));
    if (kind == PERMIT_INSERT && permit->overlay->errors->count == 0) {
        rule_check_insert(permit, &rule);
    }
    policy_add(permit, kind, rule);
    return true;
}

/* ---- Roles ---- */

/* What tells views of roles apart (snapshot.c) begins with a line feed. */
static bool role_name_is_good(Str name) {
    bool good = name.length != 0;
    for (size_t i = 0; i < name.length; i++) {
        good &= (unsigned char)name.data[i] >= ' ' && name.data[i] != 0x7F;
    }
    return good;
}

/* The role of that name, made when it is first met; NULL after adding an error. */
static Role *role_take(Overlay *overlay, Str name, uint32_t offset) {
    Model *model = overlay->model;
    if (!role_name_is_good(name) || str_equal(name, STR("admin"))) {
        overlay_error(overlay, offset,
                      role_name_is_good(name) ? "The role admin may do everything; it has no rules."
                                              : "A role has a name, without control characters.");
        return NULL;
    }
    for (size_t i = 0; i < model->role_count; i++) {
        if (str_equal(model->roles[i].name, name)) {
            return &model->roles[i];
        }
    }
    Role role = {.name = name,
                 .policies = ARENA_ARRAY(overlay->arena, model->entity_count, Policy *)};
    ARENA_PUSH(overlay->arena, model->roles, model->role_count, role);
    return &model->roles[model->role_count - 1];
}

static void permit_read(Overlay *overlay, const OverlayType *type, const Directive *at) {
    const Model *model = overlay->model;
    const Entity *entity = model_entity_of_table(model, type->entity->table);
    ArgumentValues arguments;
    if (!overlay_arguments(overlay, at, &arguments)) {
        return;
    }
    if (entity == NULL) {
        overlay_error(overlay, at->span.start, "The type is hidden: nothing of it is permitted.");
        return;
    }
    const Value *name = directive_value(at, "role");
    Role *role = role_take(overlay, name->text, name->span.start);
    if (role == NULL) {
        return;
    }
    Policy **policy = &role->policies[entity - model->entities];
    if (*policy == NULL) {
        *policy = ARENA_NEW(overlay->arena, Policy);
    }
    Permit permit = {.overlay = overlay, .entity = entity, .policy = *policy, .at = at};
    bool any = false;
    for (size_t kind = 0; kind < PERMIT_COUNT; kind++) {
        any |= rule_read_permit(&permit, (PermitKind)kind);
        for (size_t i = 0; i < (*policy)->counts[kind]; i++) {
            role->has_backend |= (*policy)->rules[kind][i].backend_only;
        }
    }
    if (!any) {
        overlay_error(overlay, at->span.start,
                      "It permits nothing: give it select, insert, update or delete.");
    }
}

/* ---- Named queries and statements ---- */

/* Rows of a table are seen by those who may see some of its rows in lists. */
static void allow_check_rows(Overlay *overlay, const NamedQuery *query, const Value *role) {
    const Entity *rows = query->entity == NULL || query->entity->result
                             ? NULL
                             : model_entity_of_table(overlay->model, query->entity->table);
    const Role *known = model_role(overlay->model, role->text);
    if (rows == NULL || known == NULL) {
        return;
    }
    const Policy *policy = known->policies[rows - overlay->model->entities];
    if (policy == NULL || policy->counts[PERMIT_SELECT] == 0) {
        overlay_error(overlay, role->span.start,
                      "What is returned are rows of %.*s, of which the role \"%.*s\" may see none: "
                      "it needs @permit with `select` there.",
                      STR_ARG(rows->name), STR_ARG(role->text));
    }
}

/* The roles that @allow names, which come to be by that. */
static void allow_read(Overlay *overlay, NamedQuery *query) {
    const Directive *at =
        overlay_directive(query->node->directives, query->node->directive_count, "allow");
    ArgumentValues arguments;
    if (at == NULL || !overlay_arguments(overlay, at, &arguments)) {
        return;
    }
    const Value *names = directive_value(at, "roles");
    size_t count = names->kind == VALUE_LIST ? names->count : 1;
    const Value *items = names->kind == VALUE_LIST ? names->items : names;
    Str *roles = ARENA_ARRAY(overlay->arena, count, Str);
    if (count == 0) {
        overlay_error(overlay, names->span.start,
                      "It names no role; without @allow the field is the admin's alone.");
    }
    for (size_t i = 0; i < count; i++) {
        if (role_take(overlay, items[i].text, items[i].span.start) != NULL) {
            roles[query->role_count++] = items[i].text;
            allow_check_rows(overlay, query, &items[i]);
        }
    }
    query->roles = roles;
}

static void permits_read(Overlay *overlay, const OverlayType *type, const Definition *part) {
    for (size_t i = 0; i < part->directive_count; i++) {
        if (str_equal(part->directives[i].name.text, STR("permit"))) {
            permit_read(overlay, type, &part->directives[i]);
        }
    }
}

void overlay_read_permits(Overlay *overlay) {
    for (size_t i = 0; i < overlay->type_count; i++) {
        const OverlayType *type = &overlay->types[i];
        for (size_t p = 0; p < type->part_count; p++) {
            permits_read(overlay, type, type->parts[p]);
        }
    }
    for (size_t i = 0; i < overlay->model->query_count; i++) {
        allow_read(overlay, &overlay->model->queries[i]);
    }
}
