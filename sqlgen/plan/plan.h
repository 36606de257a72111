/*
 * The plan: which rows, and which tree of them is the answer. No SQL text, no GraphQL syntax.
 *
 * A Plan is made from one validated operation and the shape of its variables, and lives in the
 * program's arena. It refers to the catalog; values are Operands: a constant of the document, or
 * a slot that the request's variables fill.
 *
 *     { items(where: {quantity: {_gt: $q}}, limit: 10) { id product { name } } }
 *
 *     list items (t0) where t0.quantity > slot 0 order t0.id limit 10
 *       id: int t0.id
 *       product: object products (t1) on t1.id = t0.product_id
 *         name: text t1.name
 */
#ifndef SOLOQL_PLAN_H
#define SOLOQL_PLAN_H

#include "sqlgen/base/json_reader.h"
#include "sqlgen/catalog/catalog.h"
#include "sqlgen/catalog/data_type.h"
#include "sqlgen/catalog/operators.h"
#include "sqlgen/catalog/reach.h"

typedef struct Grouping Grouping;
typedef struct Tree Tree;
typedef struct Predicate Predicate;
typedef struct Select Select;
typedef struct Output Output;
typedef struct Page Page;

typedef struct Operand Operand;

/* When rows show a masked column. */
typedef struct Mask {
    const Column *column;
    Predicate *shown;
} Mask;

/* One use of a table in the statement; its alias is t<number>. */
typedef struct Scan {
    const Table *table;
    uint32_t number;
    const Column **used; /* columns that the answer and its inner parts read */
    size_t used_count;
    bool by_name;  /* it has no alias: SQLite knows none of a view that is written to, and
                      inserts of rows that are alike shall have the same text */
    Column *rowid; /* the rowid as a column, once somebody asked for it */
    const Grouping *grouping; /* the table is made of groups, and its columns of their keys and
                                 measures; NULL = it is not */
    const Predicate *match;   /* the first search for words that rows are asked for; NULL = none */
    const Tree *tree; /* the table is made of the rows of a walk: their keys and depths; NULL = it
                         is not */
    const SqlText *query;    /* rows that SQL of the owner's gives; NULL = those of the table */
    const Operand *operands; /* for each piece of the query, its parameter */
    const Operand *keys; /* the table is made of the keys of rows that were written, or of what a
                            statement returned: a column for each part, and `at`, the place in that
                            list; NULL = it is not */
    const Column **computed; /* columns with an expression or a mask; emit notes here those it has
                                met */
    size_t computed_count;
    const TableReach *reach; /* with masks: of the table's columns, those that may be touched */
    Mask *masks;             /* of all masked columns that the rows have */
    size_t mask_count;
} Scan;

typedef struct ColumnRef {
    Scan *scan;
    const Column *column;
} ColumnRef;

/* Where a value comes from. */
struct Operand {
    uint32_t slot;    /* of the variables; OPERAND_CONSTANT if `constant` is the value */
    Json constant;    /* lives as long as the plan */
    DataType type;    /* as which type it is bound */
    bool list;        /* a list of that type, bound as JSON text */
    OperandRule rule; /* what it must be beyond its type */
    Str label;        /* RULE_CURSOR, RULE_ID: what it must be of */
    uint32_t part;    /* … and which of its values is bound */
    uint32_t offset;  /* where in the document it stands */
};

enum { OPERAND_CONSTANT = UINT32_MAX };

typedef enum PredicateKind {
    PREDICATE_TRUE,
    PREDICATE_FALSE,
    PREDICATE_AND,      /* children, two or more */
    PREDICATE_OR,       /* children, two or more */
    PREDICATE_NOT,      /* children[0] */
    PREDICATE_COMPARE,  /* column (or what is computed of it), compare, operand or other */
    PREDICATE_NULL,     /* column is null */
    PREDICATE_EXISTS,   /* some row of `exists` */
    PREDICATE_HAVING,   /* the rows of `exists` taken together meet children[0] */
    PREDICATE_BEYOND,   /* the row stands behind a cursor in the order of `exists` */
    PREDICATE_IN_INDEX, /* column is the rowid of some row of `exists`, an index of words */
    PREDICATE_MATCH,    /* the words of the operand are in the index that is column.scan */
    PREDICATE_TEXT,     /* SQL of the owner's over columns of the select's own table */
    PREDICATE_MORE      /* there are more rows than `page` may have */
} PredicateKind;

struct Predicate {
    PredicateKind kind;
    Predicate **children;
    size_t child_count;
    ColumnRef column;
    const Operand *path;     /* into the column's JSON value; NULL = all of it */
    const Output *aggregate; /* an OUTPUT_FUNCTION that is compared instead; NULL = the column */
    CompareOperator compare;
    Operand operand;
    ColumnRef other; /* instead of the operand; column NULL = the operand */
    Select *exists;
    const SqlText *text; /* PREDICATE_TEXT */
    const Page *page;
    bool raw;     /* PREDICATE_MATCH: the operand is a query of FTS5 */
    bool against; /* PREDICATE_BEYOND: before the cursor; the operand is the cursor's first value,
                     and each term of the order takes the next one */
};

/* One pair of columns that must be equal. */
typedef struct JoinPair {
    ColumnRef inner; /* of the scan that is joined */
    ColumnRef outer; /* of the scan around it */
} JoinPair;

typedef struct Join {
    JoinPair *pairs; /* NULL at the root */
    size_t pair_count;
} Join;

/* One term of an order: a column, reached over to-one relations from the select's own scan, or an
 * aggregate over the rows of a relation at the end of them. */
typedef struct OrderTerm {
    ColumnRef column; /* of the last hop, or of the select itself */
    Select **hops;    /* the rows in between, each joined to the one before */
    size_t hop_count;
    const Output *aggregate; /* an OUTPUT_FUNCTION over the last hop; NULL = the column */
    OrderDirection direction;
    bool maybe_null; /* nulls have to be placed */
} OrderTerm;

struct Page {
    const Operand *limit;  /* NULL = none */
    const Operand *offset; /* NULL = none */
    bool capped;           /* no more rows than `most`, whatever the limit */
    int64_t most;
    bool look_ahead; /* one row more than the limit is read */
    bool by_cursor;  /* cursors cut the list, with or without a limit */
    bool backward;   /* the rows are read from the end of what is shown */
};

/* Rows of one table. Only scan_entity() makes one (planner.h). */
struct Select {
    Scan *scan;
    Join join;          /* with what is around it */
    Scan *junction;     /* the table in between; NULL if there is none */
    Join junction_join; /* inner: scan, outer: junction */
    Predicate *where;   /* NULL = all rows */
    OrderTerm *order;
    size_t order_count;
    bool by_rowid;           /* the rowid ends the order */
    const Column **distinct; /* of rows that agree in these the first is kept */
    size_t distinct_count;
    Page page;
    bool single; /* one row at most is taken, whatever the page says */
};

/* What rows are grouped by: a column, reached over relations from the rows themselves or from a
 * table that is joined to them. */
typedef struct GroupKey {
    ColumnRef value;
    Select **hops; /* the rows in between that could not be joined, each tied to the one before */
    size_t hop_count;
    DateBucket bucket;
    const Column *column; /* of the groups, that it becomes */
} GroupKey;

/* What is computed for a group. */
typedef struct GroupMeasure {
    const Output *function; /* an OUTPUT_FUNCTION */
    const Column *column;   /* of the groups, that it becomes */
} GroupMeasure;

typedef struct GroupJoin {
    const Scan *scan; /* of a parent: at most one row */
    Join join;
} GroupJoin;

/* Groups of rows; their conditions, order and page are those of the select over the groups. */
struct Grouping {
    Select *rows;
    GroupJoin *joins;
    size_t join_count;
    GroupKey *keys; /* none = all rows are one group */
    size_t key_count;
    GroupMeasure *measures;
    size_t measure_count;
};

/* A walk: from a row to those that a relation of its table with itself leads to, and on from
 * these. */
struct Tree {
    const Column **keys; /* of the table */
    size_t key_count;
    ColumnRef *seeds;           /* the key of the row that it begins with */
    Scan *from;                 /* a row that it has come to … */
    Select *step;               /* … and those that the relation leads to from there */
    const Column **columns;     /* of the walk's rows, for the keys */
    const Column *depth;        /* likewise */
    uint32_t max_depth;         /* of any walk */
    const Operand *asked_depth; /* NULL = none */
};

typedef enum SearchFunction { SEARCH_RANK, SEARCH_SNIPPET, SEARCH_HIGHLIGHT } SearchFunction;

/* What is asked of an index of words about a row that has them. */
typedef struct SearchCall {
    SearchFunction function;
    const Column *rank;   /* of the index */
    const Column *column; /* of the index; NULL = the one that fits best */
    Operand start, end, ellipsis, tokens;
} SearchCall;

typedef enum OutputKind {
    OUTPUT_COLUMN,     /* column */
    OUTPUT_TYPENAME,   /* constant text */
    OUTPUT_CONSTANT,   /* JSON text that is known before the statement runs */
    OUTPUT_OBJECT,     /* to-one relation, joined: scan, join, children */
    OUTPUT_ROW,        /* at most one row, in a subquery of its own: select, children */
    OUTPUT_LIST,       /* rows: select, children */
    OUTPUT_AGGREGATE,  /* one row computed from the rows of select: children are OUTPUT_GROUP,
                          OUTPUT_FUNCTION or OUTPUT_TYPENAME */
    OUTPUT_FUNCTION,   /* function over arguments */
    OUTPUT_VALUE,      /* the one value that the query of scan gives; without a scan, parameter */
    OUTPUT_GROUP,      /* an object without rows of its own: children */
    OUTPUT_CONNECTION, /* an object over a page of the rows of select: children */
    OUTPUT_PAGE,       /* below that: the list of these rows: select (the same), children */
    OUTPUT_CURSOR,     /* the cursor of a row: select, text (what it is of) */
    OUTPUT_PAGE_END,   /* the cursor of the first or the last row: likewise, and last */
    OUTPUT_CONDITION,  /* Boolean: condition */
    OUTPUT_COUNT,      /* the number of rows of select */
    OUTPUT_SEARCH,     /* search, of the row of select, an index of words */
    OUTPUT_ID,         /* the global id of a row: text (what it is of), arguments (its key) */
    OUTPUT_BOUND,      /* parameter: a value that the steps before have brought */
    OUTPUT_EACH,       /* at the root of a mutation: a list of the values of children */
    OUTPUT_ONE_OF      /* at the root: the first of the children, OUTPUT_ROWs, that is there */
} OutputKind;

struct Output {
    OutputKind kind;
    Str key;                /* response key */
    bool not_null;          /* null here is an error that bubbles */
    uint32_t offset;        /* where in the document the field stands */
    DataType type;          /* OUTPUT_COLUMN, OUTPUT_FUNCTION, OUTPUT_VALUE */
    const ValueSet *values; /* of the enum that it is of; NULL = none */
    ColumnRef column;
    Str text; /* OUTPUT_TYPENAME: the name; OUTPUT_CONSTANT: JSON */
    Scan *scan;
    Join join;
    Select *select;
    AggregateFunction function;
    ColumnRef *arguments;
    size_t argument_count;
    bool distinct;
    bool last; /* OUTPUT_PAGE_END */
    Predicate *condition;
    const SearchCall *search;
    const Operand *parameter; /* OUTPUT_COLUMN: a path into its JSON; AGGREGATE_PERCENTILE: which;
                                 OUTPUT_LIST: its JSON, if that was made before; else NULL */
    Output *children;         /* in response order */
    size_t child_count;
    size_t width;  /* set by emit: the arguments that it takes in its parent's call */
    bool in_place; /* set by emit: written as part of its parent */
};

/* What a column is written with. */
typedef struct Assignment {
    const Column *column;
    UpdateOperator operator;
    Operand operand;
} Assignment;

/* What becomes of a row that is there already. */
typedef struct Conflict {
    const Column **target; /* columns that are unique together */
    size_t target_count;
    const SqlText *target_where; /* the condition of a partial index; NULL = of all rows */
    const Column **updated;      /* that are taken of the new row; none = it is left alone */
    size_t updated_count;
    Predicate *where;    /* … if the old row meets this; NULL = any */
    Assignment *presets; /* what is written beside */
    size_t preset_count;
    bool told_apart; /* it is noted whether the row was there already */
} Conflict;

/* A value of a written row that later steps need, in a slot of its own. */
typedef struct Capture {
    const Column *column;
    uint32_t slot;
} Capture;

typedef enum WriteKind {
    WRITE_INSERT,
    WRITE_UPDATE,
    WRITE_DELETE,
    WRITE_STATEMENT, /* SQL of the owner's: statement, operands, returned_count and offset */
    WRITE_FIND       /* reads the one row whose values later steps need */
} WriteKind;

/* That rows which were written are as a role's rules have it. */
typedef struct Verify {
    Select *rows;   /* by their keys; NULL = any row is good */
    Predicate *met; /* that must hold of them */
    uint32_t keys;  /* slot */
    uint32_t offset;
    const struct Entity *entity; /* what it is for: model/model.h … */
    unsigned kind;               /* … model/role.h … */
    const bool *covers;          /* … and by which rules */
} Verify;

/* One statement that writes. */
typedef struct Write Write;
struct Write {
    WriteKind kind;
    const struct Entity *entity; /* whose rows are written (model/model.h); NULL = the owner's SQL
                                    knows */
    Select *rows;                /* the table; to be updated or deleted: which rows */
    Assignment *assignments;
    size_t assignment_count;
    Conflict *conflict;           /* WRITE_INSERT; NULL = a conflict is an error */
    const Column **key;           /* what tells the row from others, for `returning` */
    size_t key_count;             /* 0 = not asked for */
    bool key_apart;               /* … only for verify */
    const Verify *verify;         /* NULL = nothing need hold of the rows */
    const Verify *verify_updated; /* likewise, of those that were there already */
    Capture *captures;            /* of the one row that is written */
    size_t capture_count;
    size_t rows_of; /* done for each row of a variable that is a folded list (coerce.h): which list,
                       plus 1; 0 = done once */
    bool rows_begin;  /* … of several writes that are done for a row, one after the other, the
                         first */
    Write *otherwise; /* if no row was written, and later steps need one: finds that which is there;
                         NULL = it cannot be found */
    NoRow no_row;
    const Operand *max_affected; /* NULL = any number of rows */
    const SqlText *statement;    /* WRITE_STATEMENT */
    const Operand *operands;     /* … for each piece of it, its parameter */
    size_t returned_count;       /* … columns that it returns, all noted as keys are */
    uint32_t offset;             /* where in the document it stands */
};

/* A list of the answer that is made before its rows are gone. */
typedef struct ReadBefore {
    Output *list;
    uint32_t slot; /* its JSON */
} ReadBefore;

/* A field of mutation_root, or one of the updates of update_t_many. */
typedef struct MutationPart {
    Predicate *condition; /* that must hold of the rows in `guarded`; NULL = none */
    Select *guarded;
    Write **writes; /* in their order */
    size_t write_count;
    Output *answer;
    bool answer_first; /* … is read before the row is gone */
    ReadBefore *before;
    size_t before_count;
    uint32_t affected; /* slot: the number of rows that were written */
    uint32_t keys;     /* slot: the keys of those that `returning` shows */
    Verify **verifies; /* when all is written */
    size_t verify_count;
} MutationPart;

typedef struct Mutation {
    MutationPart *parts; /* one, unless the root is OUTPUT_EACH */
    size_t part_count;
    bool dry_run; /* undone once it is answered */
} Mutation;

/* A claim of the session that the plan needs. */
typedef struct Claim {
    Str name; /* folded (claim_fold() in model/role.h) */
    DataType type;
    bool list;
    uint32_t slot;
} Claim;

typedef struct Plan {
    Arena *arena;
    Output *roots; /* in response order */
    size_t root_count;
    Mutation *mutations; /* for each root; NULL if nothing is written */
    Claim *claims;
    size_t claim_count;
    uint32_t slot_count; /* of the variables, the claims, and what is known while the plan runs */
    uint32_t scan_count;
    uint64_t cost;    /* see plan_cost.c */
    uint32_t nesting; /* subqueries within subqueries, at the most */
    bool reusable;    /* holds for every request whose variables have the same shape */
} Plan;

/* Writes what a term orders by and how, by the names in the database. */
void order_term_write(StrBuf *out, const OrderTerm *term);

/* The plan as indented text, for people and golden tests. */
void plan_print(StrBuf *out, const Plan *plan);

#endif
