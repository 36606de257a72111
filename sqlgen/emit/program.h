/*
 * The program: a plan compiled to one SQL statement, and how its row becomes the answer.
 *
 * Immutable once emitted, shared between threads; lives in its arena together with the plan.
 */
#ifndef SOLOQL_PROGRAM_H
#define SOLOQL_PROGRAM_H

#include "sqlgen/base/json_reader.h"
#include "sqlgen/catalog/catalog.h"
#include "sqlgen/catalog/data_type.h"
#include "sqlgen/catalog/operators.h"

/* What the statement's parameter ?N gets; N counts from 1. */
typedef struct Bind {
    uint32_t slot; /* of the request's variables; BIND_CONSTANT if `constant` is the value */
    Json constant;
    DataType type;
    bool list;        /* bound as JSON text */
    OperandRule rule; /* what it must be beyond its type */
    Str label;        /* RULE_CURSOR, RULE_ID: what it must be of */
    uint32_t part;    /* … and which of its values is bound */
    uint32_t offset;  /* where in the document it stands */
} Bind;

enum { BIND_CONSTANT = UINT32_MAX };

typedef enum ResultKind { RESULT_LEAF, RESULT_OBJECT, RESULT_LIST } ResultKind;

/* What the answer consists of: for finding the path of an error and bubbling nulls. */
typedef struct ResultNode {
    ResultKind kind;
    Str key;
    bool not_null;
    uint32_t offset;             /* where in the document the field stands */
    struct ResultNode *children; /* RESULT_OBJECT, and those of the objects in a RESULT_LIST */
    size_t child_count;
} ResultNode;

typedef struct ResultRoot {
    ResultNode node;
    ResultNode *others; /* values of which, with node, the first that is not null is taken: each has
                           a column, one after the other */
    size_t other_count;
    Str constant;    /* JSON that is known; data NULL if the value is the statement's next column */
    size_t bind_end; /* of the program's binds, those of this root and of all before end here */
} ResultRoot;

typedef struct Program {
    Str sql;           /* NUL-terminated; length 0 if every root is constant */
    uint64_t sql_hash; /* str_hash(sql) */
    bool owners_sql;   /* SQL of the owner's is in it */
    Bind *binds;
    size_t bind_count;
    ResultRoot *roots; /* in response order */
    size_t root_count;
    bool by_row; /* the statement gives a row for each object of its one root, a list: the shape and
                    what it takes */
    struct ProgramField *mutations; /* for each root; NULL if nothing is written: then there is no
                                        statement but those of their steps */
    uint32_t slot_count;            /* of the variables, and of what the steps bring */
} Program;

typedef enum StepKind {
    STEP_CHECK,  /* its row, if there is one, has the truth of the condition */
    STEP_FIND,   /* returns a row, or none: nothing is written */
    STEP_WRITE,  /* returns a row for each that was written */
    STEP_VERIFY, /* a row is one that the role must not have written */
    STEP_ANSWER  /* its one value is the answer */
} StepKind;

/* What a step writes to: for telling which constraint may have failed. */
typedef struct StepTarget {
    const Table *table;
    bool inserts, updates, deletes; /* an upsert does both of the first */
    const Column **columns;         /* that are written with something but null */
    size_t column_count;
} StepTarget;

enum { NO_SLOT = UINT32_MAX };

/* A statement of a mutation. */
typedef struct Step {
    StepKind kind;
    Program statement;       /* the text and the binds alone */
    StepTarget target;       /* STEP_WRITE */
    size_t key_count;        /* of each row's values the first, which are its key; 0 = not noted */
    bool keys_apart;         /* … not for the answer */
    uint32_t verify;         /* slot of the keys that are verified; NO_SLOT = none … */
    uint32_t verify_updated; /* … and of rows that were there already */
    bool told_apart;         /* those are noted by themselves */
    uint32_t *captures;      /* the slots of the others */
    size_t capture_count;
    size_t rows_of;           /* see Write: the list whose rows it is run for */
    bool rows_begin;          /* likewise */
    bool otherwise;           /* run only if the step before met no row */
    bool counts_changes;      /* it returns nothing: SQLite tells how many rows were written */
    NoRow no_row;             /* what it means if there is no row */
    const Bind *max_affected; /* no more rows than this; NULL = any number */
    uint32_t offset;          /* where in the document it stands */
} Step;

/* A field, or one of the updates of update_t_many: its steps end in, or begin with, an answer. */
typedef struct ProgramStage {
    Step *steps;
    size_t step_count;
    uint32_t affected;  /* slot: how many rows the steps have written */
    uint32_t keys;      /* slot: the list of their keys */
    uint32_t *verified; /* slots: lists of keys that are to be verified */
    size_t verified_count;
} ProgramStage;

typedef struct ProgramField {
    ProgramStage *stages;
    size_t stage_count;
    bool list;    /* the answer is the list of the stages' answers */
    bool dry_run; /* undone once it is answered */
} ProgramField;

#endif
