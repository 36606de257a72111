/*
 * Rules of schema.graphql that permit more than they seem to, or less.
 *
 *     update: {where: {_or: [{}]}, …}     advice  orders: a filter that is always true
 *
 * All of it is advice: a rule may be meant as it stands, and nobody but its author can tell.
 */
#include "sqlgen/doctor/doctor.h"
#include "sqlgen/model/condition.h"

static const char *const operation_names[PERMIT_COUNT] = {"select", "insert", "update", "delete"};

/* One rule while it is looked at. */
typedef struct Look {
    Examination *examination;
    const Entity *entity;
    const Role *role;
    PermitKind kind;
    const Rule *rule;
} Look;

static void look_add(const Look *look, FindingKind kind, Str column, Str what, Str remedy) {
    doctor_add(look->examination,
               (Finding){.kind = kind,
                         .table = look->entity->table,
                         .columns = column,
                         .message = str_format(
                             look->examination->arena, "%s of the role \"%.*s\"%.*s",
                             operation_names[look->kind], STR_ARG(look->role->name), STR_ARG(what)),
                         .remedy = remedy});
}

/* ---- Conditions ---- */

static void look_at_truth(const Look *look, const Condition *condition, const char *part) {
    Arena *arena = look->examination->arena;
    Truth truth = condition_truth(condition);
    if (!condition_is_said(condition) || truth == TRUTH_DEPENDS) {
        return;
    }
    Str text = condition_text(arena, condition);
    if (truth == TRUTH_ALWAYS) {
        look_add(look, FINDING_RULE_ALWAYS, (Str){0},
                 str_format(arena, ": `%s: %.*s` admits every row.", part, STR_ARG(text)),
                 STR("Write {} if every row is meant; else say which."));
    } else {
        look_add(look, FINDING_RULE_NEVER, (Str){0},
                 str_format(arena, ": `%s: %.*s` admits no row.", part, STR_ARG(text)),
                 STR("Leave the rule out if nothing is to be permitted; else say which rows."));
    }
}

static void look_at_nulls(const Look *look, const Condition *condition) {
    const Attribute *lost = condition_loses_nulls(condition);
    if (lost != NULL) {
        look_add(look, FINDING_RULE_NULLS, lost->column->name,
                 str_format(look->examination->arena,
                            ": rows in which %.*s is null are neither equal to the claim nor "
                            "different from it, and are left out.",
                            STR_ARG(lost->name)),
                 str_format(look->examination->arena,
                            "Add {%.*s: {_is_null: true}} to it in an _or if they are meant too; "
                            "declare the column NOT NULL if there are none.",
                            STR_ARG(lost->name)));
    }
}

/* ---- Writing ---- */

static bool rule_presets_column(const Rule *rule, const Attribute *attribute) {
    bool preset = false;
    for (size_t i = 0; i < rule->preset_count; i++) {
        preset |= rule->presets[i].attribute == attribute;
    }
    return preset;
}

static void look_at_presets(const Look *look) {
    const Rule *rule = look->rule;
    for (size_t i = 0; !rule->every_column && i < look->entity->attribute_count; i++) {
        const Attribute *attribute = &look->entity->attributes[i];
        if (rule->columns[i] && rule_presets_column(rule, attribute)) {
            look_add(look, FINDING_RULE_PRESET, attribute->column->name,
                     str_format(look->examination->arena,
                                ": %.*s is in `columns`, and `set` gives it a value, so the caller "
                                "cannot.",
                                STR_ARG(attribute->name)),
                     STR("Take it out of one of the two."));
        }
    }
}

static void look_at_writes(const Look *look) {
    const Rule *rule = look->rule;
    bool changes = look->kind == PERMIT_UPDATE || look->kind == PERMIT_DELETE;
    if (changes && !condition_is_said(&rule->where)) {
        look_add(look, FINDING_RULE_OPEN, (Str){0}, STR(" reaches every row of the table."),
                 STR("Say which rows in `where`, if the role is not to be trusted with all."));
    }
    if (look->kind == PERMIT_INSERT && rule->check.literal == NULL) {
        look_add(look, FINDING_RULE_UNCHECKED, (Str){0}, STR(" has no `check`: any row is good."),
                 STR("Say what a new row must be like in `check`, or write `check: {}`."));
    }
    look_at_presets(look);
}

static void look_at_rule(const Look *look) {
    look_at_truth(look, &look->rule->where, "where");
    look_at_truth(look, &look->rule->check, "check");
    look_at_nulls(look, &look->rule->where);
    look_at_nulls(look, &look->rule->check);
    if (look->kind != PERMIT_SELECT) {
        look_at_writes(look);
    }
}

void doctor_check_rules(Examination *examination, const Role *role) {
    const Model *model = examination->model;
    for (size_t e = 0; e < model->entity_count; e++) {
        const Policy *policy = role->policies[e];
        for (size_t kind = 0; policy != NULL && kind < PERMIT_COUNT; kind++) {
            for (size_t i = 0; i < policy->counts[kind]; i++) {
                look_at_rule(&(Look){examination, &model->entities[e], role, (PermitKind)kind,
                                     &policy->rules[kind][i]});
            }
        }
    }
}
