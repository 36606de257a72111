/*
 * Regular expressions, compiled; see regex.h.
 *
 * In: repeat(choice(b, c), 0, endless). Out:
 *
 *     0 split 6   1 split 4   2 point b   3 jump 5   4 point c   5 jump 0   6 found
 *
 * A counted repetition is written out, so the length of the machine is what a pattern costs; it is
 * bounded, and so is the work of writing out what turns out to be empty.
 */
#include "sqlgen/run/regex_parts.h"

enum {
    REGEX_LONGEST = 5000,   /* instructions of one machine */
    REGEX_MOST_WORK = 50000 /* nodes written, empty ones too */
};

typedef struct RegexCompiler {
    Arena *arena;
    Regex *regex;
    uint32_t work;
} RegexCompiler;

static uint32_t code_add(RegexCompiler *compiler, RegexInstruction instruction) {
    Regex *regex = compiler->regex;
    ARENA_PUSH(compiler->arena, regex->code, regex->length, instruction);
    return regex->length - 1;
}

static bool compile_is_too_long(const RegexCompiler *compiler) {
    return compiler->regex->length > REGEX_LONGEST || compiler->work > REGEX_MOST_WORK;
}

static void compile_node(RegexCompiler *compiler, const RegexNode *node);

/* split L; a; jump end; L: split M; b; jump end; M: c; end: */
static void compile_choice(RegexCompiler *compiler, const RegexNode *node) {
    Regex *regex = compiler->regex;
    uint32_t *jumps = ARENA_ARRAY(compiler->arena, node->child_count, uint32_t);
    for (size_t i = 0; i < node->child_count && !compile_is_too_long(compiler); i++) {
        bool last = i + 1 == node->child_count;
        uint32_t split =
            last ? 0 : code_add(compiler, (RegexInstruction){.operation = REGEX_SPLIT});
        compile_node(compiler, node->children[i]);
        if (!last) {
            jumps[i] = code_add(compiler, (RegexInstruction){.operation = REGEX_JUMP});
            regex->code[split].other = regex->length;
        }
    }
    for (size_t i = 0; i + 1 < node->child_count && !compile_is_too_long(compiler); i++) {
        regex->code[jumps[i]].other = regex->length;
    }
}

/* The child min times; then endlessly (L: split end; a; jump L; end:), or as often as is left,
 * each time with a way out (split end; a; split end; a; end:). */
static void compile_repeat(RegexCompiler *compiler, const RegexNode *node) {
    Regex *regex = compiler->regex;
    for (uint32_t i = 0; i < node->min && !compile_is_too_long(compiler); i++) {
        compile_node(compiler, node->children[0]);
    }
    if (node->max == REGEX_ENDLESS) {
        uint32_t split = code_add(compiler, (RegexInstruction){.operation = REGEX_SPLIT});
        compile_node(compiler, node->children[0]);
        code_add(compiler, (RegexInstruction){.operation = REGEX_JUMP, .other = split});
        regex->code[split].other = regex->length;
        return;
    }
    uint32_t optional = node->max - node->min;
    uint32_t *splits = ARENA_ARRAY(compiler->arena, optional, uint32_t), count = 0;
    while (count < optional && !compile_is_too_long(compiler)) {
        splits[count++] = code_add(compiler, (RegexInstruction){.operation = REGEX_SPLIT});
        compile_node(compiler, node->children[0]);
    }
    for (uint32_t i = 0; i < count; i++) {
        regex->code[splits[i]].other = regex->length;
    }
}

static void compile_node(RegexCompiler *compiler, const RegexNode *node) {
    compiler->work++;
    switch (node->kind) {
    case NODE_POINT:
        code_add(compiler,
                 (RegexInstruction){.operation = REGEX_POINT,
                                    .point = compiler->regex->fold ? text_fold(node->point)
                                                                   : node->point});
        break;
    case NODE_ANY:
        code_add(compiler, (RegexInstruction){.operation = REGEX_ANY});
        break;
    case NODE_SET:
        code_add(compiler, (RegexInstruction){.operation = REGEX_SET, .set = node->set});
        break;
    case NODE_PLACE:
        code_add(compiler, (RegexInstruction){.operation = REGEX_PLACE, .place = node->place});
        break;
    case NODE_SEQUENCE:
        for (size_t i = 0; i < node->child_count && !compile_is_too_long(compiler); i++) {
            compile_node(compiler, node->children[i]);
        }
        break;
    case NODE_CHOICE:
        compile_choice(compiler, node);
        break;
    case NODE_REPEAT:
        compile_repeat(compiler, node);
        break;
    }
}

Regex *regex_compile(Arena *arena, Str pattern, RegexOptions options, RegexError *error) {
    Regex *regex = ARENA_NEW(arena, Regex);
    regex->fold = options.fold;
    RegexNode *root = options.similar ? regex_parse_similar(arena, pattern, error)
                                      : regex_parse(arena, pattern, &regex->fold, error);
    if (root == NULL) {
        return NULL;
    }
    RegexCompiler compiler = {.arena = arena, .regex = regex};
    compile_node(&compiler, root);
    code_add(&compiler, (RegexInstruction){.operation = REGEX_FOUND});
    if (compile_is_too_long(&compiler)) {
        *error = (RegexError){"it is too costly", 1};
        return NULL;
    }
    const RegexInstruction *first = &regex->code[0];
    regex->anchored = first->operation == REGEX_PLACE && first->place == PLACE_START;
    regex->threads = ARENA_ARRAY(arena, regex->length, uint32_t);
    regex->next = ARENA_ARRAY(arena, regex->length, uint32_t);
    regex->stack = ARENA_ARRAY(arena, (size_t)regex->length * 2 + 1, uint32_t);
    regex->seen = ARENA_ARRAY(arena, regex->length, uint64_t);
    return regex;
}
