/*
 * The doctor: what is wrong with a database, or could be better, before a caller notices.
 *
 * An examination looks at every value of every table once and keeps no more than counts and one
 * example of each fault.
 */
#ifndef SOLOQL_DOCTOR_H
#define SOLOQL_DOCTOR_H

#include "sqlgen/model/model.h"
#include "sqlgen/run/connection.h"

typedef enum FindingKind {
    /* Faults of values: */
    FINDING_TYPE,  /* of another kind than the column's type */
    FINDING_RANGE, /* integers that Int cannot hold */
    FINDING_NULL,  /* in a column that has none */
    FINDING_TEXT,  /* no UTF-8 */
    FINDING_JSON,  /* no JSON */
    /* Of tables: */
    FINDING_UNREADABLE, /* reading failed half way */
    FINDING_ORPHAN,     /* rows whose parent is missing */
    FINDING_LOOSE_KEY,  /* a foreign key whose parent columns are no key */
    FINDING_KEY_INDEX,  /* a foreign key without an index */
    FINDING_RENAMED,    /* served under another name */
    FINDING_SKIPPED,    /* not served */
    /* Of rules: */
    FINDING_RULE_ALWAYS,    /* a filter that is true of every row */
    FINDING_RULE_NEVER,     /* … or of none */
    FINDING_RULE_OPEN,      /* an update or delete of every row */
    FINDING_RULE_UNCHECKED, /* an insert without a check */
    FINDING_RULE_NULLS,     /* a claim compared so that nulls fall through */
    FINDING_RULE_PRESET     /* a column that is granted and preset */
} FindingKind;

enum { VALUE_FAULTS = FINDING_JSON + 1 };

typedef struct Finding {
    FindingKind kind;
    const Table *table; /* NULL: the message tells */
    Str columns;        /* separated by ", "; empty = the whole table */
    uint64_t count;     /* of values or rows; 0 = it is none of these */
    Str example;        /* JSON: a rowid, or an array that is a key; empty if there is none */
    Str message;        /* what is wrong, or what the example is */
    Str remedy;
} Finding;

typedef struct Examination {
    Arena *arena;
    const Model *model;
    Connection *connection; /* not guarded: pragmas are needed */
    Finding *findings;
    size_t count;
    size_t table_count; /* that were looked at */
} Examination;

/* Looks at everything. */
void doctor_examine(Examination *examination);

/* What the findings amount to. Errors are what the API answers wrongly, or not at all. */
size_t doctor_count_errors(const Examination *examination);

void doctor_write_text(StrBuf *out, const Examination *examination);
void doctor_write_json(StrBuf *out, const Examination *examination);

/* ---- What follows is shared by the files of this folder. ---- */

bool finding_is_error(FindingKind kind);
Str finding_word(FindingKind kind);  /* "integer-range" */
Str finding_title(FindingKind kind); /* "integers outside of 32 bits" */

void doctor_add(Examination *examination, Finding finding);

/* A failure of SQLite while the table was looked at. */
void doctor_add_failure(Examination *examination, const Table *table, int rc);

void doctor_check_values(Examination *examination, const Entity *entity);
void doctor_check_keys(Examination *examination, const Table *table);
void doctor_check_rules(Examination *examination, const Role *role);

#endif
