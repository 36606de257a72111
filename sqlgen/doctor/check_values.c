/*
 * Values that an answer could not give as what their column is.
 *
 *     select "_rowid_", "total", "placed_at" from "orders"
 *
 * In: a table. Out: for each column, and each way to be wrong, a Finding with the number of such
 * values and where the first one stands. The idea: what is wrong is decided by the very function
 * that writes answers, so the doctor finds what a caller would meet, no more and no less.
 */
#include "sqlgen/doctor/doctor.h"
#include "sqlgen/emit/sql.h"

enum { COLUMNS_AT_ONCE = 1000 }; /* SQLite selects 2,000 at the most */

typedef struct Tally {
    uint64_t count;
    Str example, message; /* of the first one */
} Tally;

/* One attribute whose values are looked at. */
typedef struct Probe {
    const Attribute *attribute;
    ShapeStep step; /* as whose value it is written */
    Tally tallies[VALUE_FAULTS];
} Probe;

/* The columns that are looked at together, in one scan. */
typedef struct Survey {
    Examination *examination;
    const Entity *entity;
    sqlite3_stmt *statement;
    Probe *probes;
    size_t probe_count;
    size_t key_count; /* columns before those of the probes, which tell the row */
    StrBuf scratch;
} Survey;

/* ---- The statement ---- */

/* What tells a row: its rowid, or its primary key where it has none. */
static size_t survey_select_key(SqlBuf *sql, const Table *table) {
    if (table->rowid_name.length != 0) {
        sql_raw(sql, "select ");
        sql_ident(sql, table->rowid_name);
        return 1;
    }
    for (size_t i = 0; i < table->primary_key_count; i++) {
        sql_append_literal(sql, i == 0 ? STR("select ") : STR(", "));
        sql_ident(sql, table->primary_key[i]->name);
    }
    if (table->primary_key_count == 0) { /* all names of its rowid are those of columns */
        sql_raw(sql, "select null");
        return 1;
    }
    return table->primary_key_count;
}

static int survey_prepare(Survey *survey) {
    const Table *table = survey->entity->table;
    SqlBuf sql = {.arena = survey->examination->arena,
                  .text = strbuf_new(survey->examination->arena)};
    survey->key_count = survey_select_key(&sql, table);
    for (size_t i = 0; i < survey->probe_count; i++) {
        sql_raw(&sql, ", ");
        sql_ident(&sql, survey->probes[i].attribute->column->name);
    }
    sql_raw(&sql, " from ");
    sql_ident(&sql, table->name);
    int rc = sqlite3_prepare_v2(survey->examination->connection->db, sql.text->data,
                                (int)sql.text->length, &survey->statement, NULL);
    strbuf_free(sql.text);
    return rc;
}

/* ---- The values ---- */

/* Whether the column's values are those of its table, and which values they may be. */
static bool probe_init(Probe *probe, const Attribute *attribute, Arena *arena) {
    *probe = (Probe){
        .attribute = attribute,
        .step = {.kind = SHAPE_VALUE, .type = attribute->type, .not_null = attribute->not_null}};
    if (attribute->enumeration != NULL) {
        const ValueSet *set = &attribute->enumeration->values;
        Map *values = ARENA_NEW(arena, Map);
        map_init(values, arena);
        for (size_t i = 0; i < set->count; i++) {
            map_add(values, set->items[i], NULL);
        }
        probe->step.values = values;
        probe->step.text = set->name;
    }
    return attribute->name.data != NULL && attribute->column->expression == NULL;
}

/* Which fault a value has that was found to have one. */
static FindingKind fault_of(const Probe *probe, int storage, sqlite3_value *value) {
    if (storage == SQLITE_NULL) {
        return FINDING_NULL;
    }
    if (storage == SQLITE_INTEGER && probe->attribute->type == DATA_INT) {
        return FINDING_RANGE;
    }
    if (storage != SQLITE_TEXT) {
        return FINDING_TYPE;
    }
    Str text = str_from((const char *)sqlite3_value_text(value));
    text.length = (size_t)sqlite3_value_bytes(value);
    if (!str_is_utf8(text)) {
        return FINDING_TEXT;
    }
    return probe->attribute->type == DATA_JSONB ? FINDING_JSON : FINDING_TYPE;
}

/* The row's rowid as JSON, or the array of its key. */
static Str survey_example(Survey *survey) {
    static const ShapeStep any = {.kind = SHAPE_VALUE, .type = DATA_ANY};
    FunctionState *functions = &survey->examination->connection->functions;
    bool is_rowid = survey->entity->table->rowid_name.length != 0;
    if (sqlite3_column_type(survey->statement, 0) == SQLITE_NULL && survey->key_count == 1) {
        return (Str){0};
    }
    survey->scratch.length = 0;
    strbuf_append(&survey->scratch, is_rowid ? (Str){0} : STR("["));
    for (size_t i = 0; i < survey->key_count; i++) {
        strbuf_append(&survey->scratch, i == 0 ? (Str){0} : STR(","));
        functions->mark_errors = false;
        function_write_value(functions, &survey->scratch,
                             sqlite3_column_value(survey->statement, (int)i), &any);
        functions->mark_errors = true;
    }
    strbuf_append(&survey->scratch, is_rowid ? (Str){0} : STR("]"));
    return str_copy(survey->examination->arena, strbuf_view(&survey->scratch));
}

static void survey_look(Survey *survey, size_t index) {
    Probe *probe = &survey->probes[index];
    FunctionState *functions = &survey->examination->connection->functions;
    int column = (int)(survey->key_count + index);
    sqlite3_value *value = sqlite3_column_value(survey->statement, column);
    int storage = sqlite3_value_type(value); /* writing it may change that */
    if (storage == SQLITE_BLOB && probe->attribute->type == DATA_BYTEA) {
        return; /* always right, and long to write */
    }
    survey->scratch.length = 0;
    function_write_value(functions, &survey->scratch, value, &probe->step);
    if (functions->note_count == 0) {
        return;
    }
    Tally *tally = &probe->tallies[fault_of(probe, storage, value)];
    if (tally->count++ == 0) {
        tally->message = str_copy(survey->examination->arena, functions->notes[0]);
        tally->example = survey_example(survey);
    }
    function_state_reset(functions);
}

static Str fault_remedy(FindingKind kind) {
    switch (kind) {
    case FINDING_TYPE:
        return STR("Correct the values, or declare the column with the type that they have.");
    case FINDING_RANGE:
        return STR("Declare the column BIGINT, or give its field the type bigint in "
                   "schema.graphql.");
    case FINDING_NULL:
        return STR("Fill the values in, or declare the column without NOT NULL.");
    case FINDING_TEXT:
        return STR("Store the texts in UTF-8, or declare the column BLOB.");
    case FINDING_JSON:
        return STR("Correct the values, which json_valid() finds, or declare the column TEXT.");
    case FINDING_UNREADABLE:
    case FINDING_ORPHAN:
    case FINDING_LOOSE_KEY:
    case FINDING_KEY_INDEX:
    case FINDING_RENAMED:
    case FINDING_SKIPPED:
    case FINDING_RULE_ALWAYS:
    case FINDING_RULE_NEVER:
    case FINDING_RULE_OPEN:
    case FINDING_RULE_UNCHECKED:
    case FINDING_RULE_NULLS:
    case FINDING_RULE_PRESET: /* no faults of values */
        break;
    }
    return (Str){0};
}

static void survey_report(const Survey *survey) {
    for (size_t i = 0; i < survey->probe_count; i++) {
        const Probe *probe = &survey->probes[i];
        for (int kind = 0; kind < VALUE_FAULTS; kind++) {
            const Tally *tally = &probe->tallies[kind];
            Finding finding = {.kind = (FindingKind)kind,
                               .table = survey->entity->table,
                               .columns = probe->attribute->column->name,
                               .count = tally->count,
                               .example = tally->example,
                               .message = tally->message,
                               .remedy = fault_remedy((FindingKind)kind)};
            if (tally->count != 0) {
                doctor_add(survey->examination, finding);
            }
        }
    }
}

static void survey_scan(Survey *survey) {
    int rc = survey_prepare(survey);
    while (rc == SQLITE_OK || rc == SQLITE_ROW) {
        rc = sqlite3_step(survey->statement);
        for (size_t i = 0; rc == SQLITE_ROW && i < survey->probe_count; i++) {
            survey_look(survey, i);
        }
        if (survey->scratch.failed) {
            strbuf_free(&survey->scratch); /* a value too large for memory was not judged */
        }
    }
    sqlite3_finalize(survey->statement);
    survey->statement = NULL;
    survey_report(survey);
    if (rc != SQLITE_DONE) {
        doctor_add_failure(survey->examination, survey->entity->table, rc);
    }
}

void doctor_check_values(Examination *examination, const Entity *entity) {
    Survey survey = {.examination = examination, .entity = entity};
    survey.probes = ARENA_ARRAY(examination->arena, COLUMNS_AT_ONCE, Probe);
    for (size_t i = 0; i < entity->attribute_count; i++) {
        Probe *probe = &survey.probes[survey.probe_count];
        survey.probe_count += probe_init(probe, &entity->attributes[i], examination->arena);
        if (survey.probe_count == COLUMNS_AT_ONCE) {
            survey_scan(&survey);
            survey.probe_count = 0;
        }
    }
    if (survey.probe_count != 0) {
        survey_scan(&survey);
    }
    strbuf_free(&survey.scratch);
}
