/* The doctor: kinds of findings, and the round from table to table; see doctor.h. */
#include "sqlgen/doctor/doctor.h"

#include "sqlgen/model/role.h"

typedef struct FindingRow {
    bool is_error;
    Str word;
    Str title;
} FindingRow;

static const FindingRow rows[] = {
    [FINDING_TYPE] = {true, STR_INIT("value-type"),
                      STR_INIT("values that contradict the column's type")},
    [FINDING_RANGE] = {true, STR_INIT("integer-range"), STR_INIT("integers outside of 32 bits")},
    [FINDING_NULL] = {true, STR_INIT("unexpected-null"),
                      STR_INIT("nulls where the column promises none")},
    [FINDING_TEXT] = {true, STR_INIT("not-utf8"), STR_INIT("texts that are not UTF-8")},
    [FINDING_JSON] = {true, STR_INIT("malformed-json"), STR_INIT("values that are not JSON")},
    [FINDING_UNREADABLE] = {true, STR_INIT("unreadable"), STR_INIT("cannot be read")},
    [FINDING_ORPHAN] = {true, STR_INIT("foreign-key-violation"),
                        STR_INIT("rows whose parent is missing")},
    [FINDING_LOOSE_KEY] = {true, STR_INIT("foreign-key-parent"),
                           STR_INIT("foreign key that leads to no key")},
    [FINDING_KEY_INDEX] = {false, STR_INIT("foreign-key-index"),
                           STR_INIT("foreign key without an index")},
    [FINDING_RENAMED] = {false, STR_INIT("renamed"), STR_INIT("served under another name")},
    [FINDING_SKIPPED] = {false, STR_INIT("skipped"), STR_INIT("not served")},
    [FINDING_RULE_ALWAYS] = {false, STR_INIT("rule-always-true"),
                             STR_INIT("a filter that is always true")},
    [FINDING_RULE_NEVER] = {false, STR_INIT("rule-never-true"),
                            STR_INIT("a filter that is never true")},
    [FINDING_RULE_OPEN] = {false, STR_INIT("rule-every-row"),
                           STR_INIT("a role may change every row")},
    [FINDING_RULE_UNCHECKED] = {false, STR_INIT("rule-unchecked"),
                                STR_INIT("an insert without a check")},
    [FINDING_RULE_NULLS] = {false, STR_INIT("rule-nulls"),
                            STR_INIT("a claim that nulls are compared with")},
    [FINDING_RULE_PRESET] = {false, STR_INIT("rule-preset"),
                             STR_INIT("a column that is granted and preset")},
};

bool finding_is_error(FindingKind kind) {
    return rows[kind].is_error;
}

Str finding_word(FindingKind kind) {
    return rows[kind].word;
}

Str finding_title(FindingKind kind) {
    return rows[kind].title;
}

void doctor_add(Examination *examination, Finding finding) {
    ARENA_PUSH(examination->arena, examination->findings, examination->count, finding);
}

void doctor_add_failure(Examination *examination, const Table *table, int rc) {
    doctor_add(
        examination,
        (Finding){.kind = FINDING_UNREADABLE,
                  .table = table,
                  .message = str_format(examination->arena, "SQLite says: %s.", sqlite3_errstr(rc)),
                  .remedy = STR("See \"pragma integrity_check\", and restore the table from "
                                "a backup if the file is damaged.")});
}

size_t doctor_count_errors(const Examination *examination) {
    size_t count = 0;
    for (size_t i = 0; i < examination->count; i++) {
        count += finding_is_error(examination->findings[i].kind);
    }
    return count;
}

static void doctor_add_renames(Examination *examination) {
    const Model *model = examination->model;
    for (size_t i = 0; i < model->rename_count; i++) {
        const Rename *rename = &model->renames[i];
        doctor_add(
            examination,
            (Finding){.kind = FINDING_RENAMED,
                      .table = rename->table,
                      .columns = rename->column == NULL ? (Str){0} : rename->column->name,
                      .message = str_format(examination->arena, "The %.*s.", STR_ARG(rename->line)),
                      .remedy = STR("Nothing is wrong; schema.graphql can choose the name.")});
    }
}

static void doctor_add_skipped(Examination *examination) {
    const Catalog *catalog = examination->model->catalog;
    for (size_t i = 0; i < catalog->warning_count; i++) {
        doctor_add(examination,
                   (Finding){.kind = FINDING_SKIPPED,
                             .message = catalog->warnings[i],
                             .remedy = STR("Repair it or drop it, if it should be served.")});
    }
}

void doctor_examine(Examination *examination) {
    const Model *model = examination->model;
    for (size_t i = 0; i < model->entity_count; i++) {
        const Entity *entity = &model->entities[i];
        if (entity->table->kind == TABLE_ORDINARY) {
            doctor_check_values(examination, entity);
            doctor_check_keys(examination, entity->table);
            examination->table_count++;
        }
    }
    doctor_add_renames(examination);
    doctor_add_skipped(examination);
    for (size_t i = 0; i < model->role_count; i++) {
        doctor_check_rules(examination, &model->roles[i]);
    }
}
