/*
 * What the regex_*.c files share: the tree that is parsed, and the machine that it becomes.
 */
#ifndef SOLOQL_RUN_REGEX_PARTS_H
#define SOLOQL_RUN_REGEX_PARTS_H

#include "sqlgen/run/regex.h"
#include "sqlgen/run/text_cursor.h"

typedef struct RegexRange {
    uint32_t first, last;
} RegexRange;

typedef struct RegexClass {
    TextClass class;
    bool negated;
} RegexClass;

/* What a bracket, or an escape such as \d, admits. */
typedef struct RegexSet {
    bool negated;
    RegexRange *ranges;
    size_t range_count;
    RegexClass *classes;
    size_t class_count;
} RegexSet;

typedef enum RegexPlace {
    PLACE_START,      /* of the text */
    PLACE_END,        /* of the text */
    PLACE_WORD_START, /* \m */
    PLACE_WORD_END,   /* \M */
    PLACE_WORD_EDGE,  /* \y */
    PLACE_NO_EDGE     /* \Y */
} RegexPlace;

typedef enum RegexNodeKind {
    NODE_POINT,    /* point */
    NODE_ANY,      /* any character */
    NODE_SET,      /* set */
    NODE_PLACE,    /* place: takes no character */
    NODE_SEQUENCE, /* children, none or more */
    NODE_CHOICE,   /* children, two or more */
    NODE_REPEAT    /* children[0], from min to max times */
} RegexNodeKind;

enum { REGEX_ENDLESS = UINT32_MAX };

typedef struct RegexNode RegexNode;
struct RegexNode {
    RegexNodeKind kind;
    uint32_t point;
    RegexPlace place;
    const RegexSet *set;
    RegexNode **children;
    size_t child_count;
    uint32_t min, max;
};

typedef enum RegexOperation {
    REGEX_POINT, /* point, then the next instruction */
    REGEX_ANY,
    REGEX_SET,
    REGEX_PLACE,
    REGEX_SPLIT, /* both the next instruction and `other` */
    REGEX_JUMP,  /* `other` */
    REGEX_FOUND
} RegexOperation;

typedef struct RegexInstruction {
    RegexOperation operation;
    uint32_t point;
    RegexPlace place;
    uint32_t other;
    const RegexSet *set;
} RegexInstruction;

struct Regex {
    bool fold;
    bool anchored; /* it can match at the beginning only */
    RegexInstruction *code;
    uint32_t length;
    uint32_t *threads, *next; /* instructions that wait for a character: now, and after it */
    uint32_t *stack;          /* instructions still to be followed */
    uint64_t *seen;           /* by instruction: the position at which it was last reached */
    uint64_t position;        /* positions visited, over all texts */
};

/* The pattern as a tree; NULL and *error. `fold` is set if the pattern itself asks for it. */
RegexNode *regex_parse(Arena *arena, Str pattern, bool *fold, RegexError *error);
RegexNode *regex_parse_similar(Arena *arena, Str pattern, RegexError *error);

#endif
