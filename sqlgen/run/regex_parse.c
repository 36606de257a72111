/*
 * Regular expressions, parsed; see regex.h for the syntax.
 *
 * In: `a(b|c)*`. Out: sequence(a, repeat(choice(b, c), 0, endless)). Both syntaxes share the
 * parser: they differ in which characters are special. Parentheses nest to a bound, so recursion
 * does.
 */
#include "sqlgen/run/regex_parts.h"

enum {
    REGEX_DEEPEST = 50,      /* parentheses in parentheses */
    REGEX_MOST_REPEATS = 255 /* in {m,n}, as in PostgreSQL */
};

typedef struct RegexParser {
    Arena *arena;
    Str pattern;
    TextCursor cursor;
    bool similar;
    unsigned depth;
    const char *message; /* the first error; NULL if none */
    const unsigned char *place;
} RegexParser;

static RegexNode *parse_choice(RegexParser *parser);

static void parse_fail(RegexParser *parser, const char *message) {
    if (parser->message == NULL) {
        parser->message = message;
        parser->place = parser->cursor.at;
    }
}

static bool parse_at_end(const RegexParser *parser) {
    return parser->cursor.at == parser->cursor.end || parser->message != NULL;
}

static bool parse_next_is(const RegexParser *parser, const char *text) {
    size_t length = str_from(text).length;
    Str rest = {(const char *)parser->cursor.at, (size_t)(parser->cursor.end - parser->cursor.at)};
    return parser->message == NULL && str_starts_with(rest, (Str){text, length});
}

static bool parse_take(RegexParser *parser, const char *text) {
    if (!parse_next_is(parser, text)) {
        return false;
    }
    parser->cursor.at += str_from(text).length;
    return true;
}

static RegexNode *node_new(RegexParser *parser, RegexNodeKind kind) {
    RegexNode *node = ARENA_NEW(parser->arena, RegexNode);
    node->kind = kind;
    return node;
}

static RegexNode *node_point(RegexParser *parser, uint32_t point) {
    RegexNode *node = node_new(parser, NODE_POINT);
    node->point = point;
    return node;
}

static RegexNode *node_place(RegexParser *parser, RegexPlace place) {
    RegexNode *node = node_new(parser, NODE_PLACE);
    node->place = place;
    return node;
}

static RegexNode *node_repeat(RegexParser *parser, RegexNode *child, uint32_t min, uint32_t max) {
    RegexNode *node = node_new(parser, NODE_REPEAT);
    ARENA_PUSH(parser->arena, node->children, node->child_count, child);
    node->min = min;
    node->max = max;
    return node;
}

/* The digits of \xHH and its kin: as many as there are, `most` at the most. */
static uint32_t parse_hexadecimal(RegexParser *parser, unsigned least, unsigned most) {
    uint32_t point = 0;
    unsigned digits = 0;
    while (digits < most && parser->cursor.at < parser->cursor.end) {
        unsigned char c = *parser->cursor.at;
        bool letter = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (!letter && !(c >= '0' && c <= '9')) {
            break;
        }
        point = point << 4 | (letter ? (c & 7u) + 9u : c - (unsigned)'0');
        digits++;
        parser->cursor.at++;
    }
    if (digits < least || point > 0x10FFFF) {
        parse_fail(parser, "the escape needs hexadecimal digits");
    }
    return point;
}

/* The character that an escape stands for; the letter after the backslash has been read. */
static uint32_t parse_escaped_point(RegexParser *parser, uint32_t letter) {
    static const struct {
        char letter, point;
    } known[] = {{'a', 7},    {'B', '\\'}, {'e', 27},   {'f', '\f'}, {'n', '\n'},
                 {'r', '\r'}, {'t', '\t'}, {'v', '\v'}, {'0', 0}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (letter == (uint32_t)known[i].letter) {
            return (uint32_t)known[i].point;
        }
    }
    switch (letter) {
    case 'x':
        return parse_hexadecimal(parser, 1, 8);
    case 'u':
        return parse_hexadecimal(parser, 4, 4);
    case 'U':
        return parse_hexadecimal(parser, 8, 8);
    case 'b':
        parse_fail(parser, "\\b is not supported; the edge of a word is \\y");
        return 0;
    default:
        break;
    }
    if (letter >= '1' && letter <= '9') {
        parse_fail(parser, "back references are not supported");
    } else if (letter < 0x80 && text_is(letter, TEXT_ALPHA)) {
        parse_fail(parser, "there is no such escape");
    }
    return letter;
}

static bool class_of_escape(uint32_t letter, RegexClass *out) {
    static const struct {
        char letter;
        RegexClass class;
    } known[] = {{'d', {TEXT_DIGIT, false}}, {'D', {TEXT_DIGIT, true}},  {'w', {TEXT_WORD, false}},
                 {'W', {TEXT_WORD, true}},   {'s', {TEXT_SPACE, false}}, {'S', {TEXT_SPACE, true}}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (letter == (uint32_t)known[i].letter) {
            *out = known[i].class;
            return true;
        }
    }
    return false;
}

static bool place_of_escape(uint32_t letter, RegexPlace *out) {
    static const struct {
        char letter;
        RegexPlace place;
    } known[] = {{'A', PLACE_START},    {'Z', PLACE_END},       {'m', PLACE_WORD_START},
                 {'M', PLACE_WORD_END}, {'y', PLACE_WORD_EDGE}, {'Y', PLACE_NO_EDGE}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (letter == (uint32_t)known[i].letter) {
            *out = known[i].place;
            return true;
        }
    }
    return false;
}

static RegexNode *parse_escape(RegexParser *parser) {
    if (parse_at_end(parser)) {
        parse_fail(parser, "a \\ ends the pattern");
        return node_new(parser, NODE_SEQUENCE);
    }
    uint32_t letter = text_next(&parser->cursor);
    RegexClass class;
    RegexPlace place;
    if (parser->similar) {
        return node_point(parser, letter);
    }
    if (place_of_escape(letter, &place)) {
        return node_place(parser, place);
    }
    if (!class_of_escape(letter, &class)) {
        return node_point(parser, parse_escaped_point(parser, letter));
    }
    RegexSet *set = ARENA_NEW(parser->arena, RegexSet);
    ARENA_PUSH(parser->arena, set->classes, set->class_count, class);
    RegexNode *node = node_new(parser, NODE_SET);
    node->set = set;
    return node;
}

/* [:alpha:], of which `[:` has been read. */
static void parse_class_name(RegexParser *parser, RegexSet *set) {
    const char *start = (const char *)parser->cursor.at;
    while (!parse_at_end(parser) && !parse_next_is(parser, ":]")) {
        text_next(&parser->cursor);
    }
    Str name = {start, (size_t)((const char *)parser->cursor.at - start)};
    RegexClass class = {.negated = false};
    if (!parse_take(parser, ":]") || !text_class_of_name(name, &class.class)) {
        parse_fail(parser, "there is no such class of characters");
    }
    ARENA_PUSH(parser->arena, set->classes, set->class_count, class);
}

/* One end of a range; true if it was a class instead, which has been added. */
static bool parse_bracket_point(RegexParser *parser, RegexSet *set, uint32_t *point) {
    if (parse_take(parser, "[:")) {
        parse_class_name(parser, set);
        return true;
    }
    if (parse_next_is(parser, "[.") || parse_next_is(parser, "[=")) {
        parse_fail(parser, "collating elements are not supported");
    }
    *point = parse_at_end(parser) ? 0 : text_next(&parser->cursor);
    if (*point != '\\' || parse_at_end(parser)) {
        return false;
    }
    uint32_t letter = text_next(&parser->cursor);
    RegexClass class;
    if (!parser->similar && class_of_escape(letter, &class)) {
        ARENA_PUSH(parser->arena, set->classes, set->class_count, class);
        return true;
    }
    *point = parser->similar ? letter : parse_escaped_point(parser, letter);
    return false;
}

static RegexNode *parse_bracket(RegexParser *parser) {
    RegexSet *set = ARENA_NEW(parser->arena, RegexSet);
    set->negated = parse_take(parser, "^");
    for (bool first = true; first || !parse_next_is(parser, "]"); first = false) {
        if (parse_at_end(parser)) {
            parse_fail(parser, "a ] is missing");
            break;
        }
        RegexRange range;
        if (parse_bracket_point(parser, set, &range.first)) {
            continue;
        }
        range.last = range.first;
        if (parse_next_is(parser, "-") && !parse_next_is(parser, "-]") && parse_take(parser, "-") &&
            parse_bracket_point(parser, set, &range.last)) {
            parse_fail(parser, "a range cannot end in a class");
        }
        if (range.last < range.first) {
            parse_fail(parser, "the range is the wrong way round");
        }
        ARENA_PUSH(parser->arena, set->ranges, set->range_count, range);
    }
    parse_take(parser, "]");
    RegexNode *node = node_new(parser, NODE_SET);
    node->set = set;
    return node;
}

static RegexNode *parse_group(RegexParser *parser) {
    if (!parser->similar && parse_take(parser, "?") && !parse_take(parser, ":")) {
        parse_fail(parser, "lookaround and options inside a pattern are not supported");
    }
    if (++parser->depth > REGEX_DEEPEST) {
        parse_fail(parser, "it nests too deep");
        return node_new(parser, NODE_SEQUENCE);
    }
    RegexNode *inner = parse_choice(parser);
    if (!parse_take(parser, ")")) {
        parse_fail(parser, "a ) is missing");
    }
    parser->depth--;
    return inner;
}

/* A character that is special in one of the two syntaxes; NULL if it stands for itself. */
static RegexNode *parse_special(RegexParser *parser, uint32_t point) {
    bool similar = parser->similar;
    if (point == (similar ? '_' : '.')) {
        return node_new(parser, NODE_ANY);
    }
    if (similar && point == '%') {
        return node_repeat(parser, node_new(parser, NODE_ANY), 0, REGEX_ENDLESS);
    }
    if (!similar && point == '^') {
        return node_place(parser, PLACE_START);
    }
    return !similar && point == '$' ? node_place(parser, PLACE_END) : NULL;
}

static RegexNode *parse_atom(RegexParser *parser) {
    if (parse_next_is(parser, "*") || parse_next_is(parser, "+") || parse_next_is(parser, "?")) {
        parse_fail(parser, "there is nothing to repeat");
        return node_new(parser, NODE_SEQUENCE);
    }
    uint32_t point = text_next(&parser->cursor);
    switch (point) {
    case '(':
        return parse_group(parser);
    case '[':
        return parse_bracket(parser);
    case '\\':
        return parse_escape(parser);
    default:
        break;
    }
    RegexNode *special = parse_special(parser, point);
    return special == NULL ? node_point(parser, point) : special;
}

static bool parse_number(RegexParser *parser, uint32_t *out) {
    bool found = false;
    *out = 0;
    while (parser->cursor.at < parser->cursor.end && *parser->cursor.at >= '0' &&
           *parser->cursor.at <= '9') {
        *out = *out * 10 + (uint32_t)(*parser->cursor.at++ - '0');
        found = true;
        if (*out > REGEX_MOST_REPEATS) {
            parse_fail(parser, "it repeats more than 255 times");
            break;
        }
    }
    return found;
}

/* {m}, {m,} or {m,n}, of which { has been read. */
static void parse_bounds(RegexParser *parser, uint32_t *min, uint32_t *max) {
    if (!parse_number(parser, min)) {
        parse_fail(parser, "a number of repetitions is missing");
    }
    *max = *min;
    if (parse_take(parser, ",") && !parse_number(parser, max)) {
        *max = REGEX_ENDLESS;
    }
    if (!parse_take(parser, "}")) {
        parse_fail(parser, "a } is missing");
    }
    if (*max < *min) {
        parse_fail(parser, "the bounds are the wrong way round");
    }
}

/* True if a quantifier was read. A { that no digit follows stands for itself. */
static bool parse_quantifier(RegexParser *parser, uint32_t *min, uint32_t *max) {
    *min = 0;
    *max = REGEX_ENDLESS;
    const unsigned char *at = parser->cursor.at;
    if (parse_take(parser, "*")) {
        return true;
    }
    if (parse_take(parser, "+")) {
        *min = 1;
        return true;
    }
    if (parse_take(parser, "?")) {
        *max = 1;
        return true;
    }
    if (!parse_next_is(parser, "{") || at + 1 == parser->cursor.end || at[1] < '0' || at[1] > '9') {
        return false;
    }
    parser->cursor.at++;
    parse_bounds(parser, min, max);
    return true;
}

static RegexNode *parse_piece(RegexParser *parser) {
    RegexNode *atom = parse_atom(parser);
    uint32_t min, max, again_min, again_max;
    if (!parse_quantifier(parser, &min, &max)) {
        return atom;
    }
    if (atom->kind == NODE_PLACE) {
        parse_fail(parser, "a place cannot be repeated");
    }
    if (!parser->similar) {
        parse_take(parser, "?"); /* lazy: the same texts match */
    }
    if (parse_quantifier(parser, &again_min, &again_max)) {
        parse_fail(parser, "one quantifier follows another");
    }
    return node_repeat(parser, atom, min, max);
}

static RegexNode *parse_sequence(RegexParser *parser) {
    RegexNode *sequence = node_new(parser, NODE_SEQUENCE);
    while (!parse_at_end(parser) && !parse_next_is(parser, "|") && !parse_next_is(parser, ")")) {
        ARENA_PUSH(parser->arena, sequence->children, sequence->child_count, parse_piece(parser));
    }
    return sequence;
}

static RegexNode *parse_choice(RegexParser *parser) {
    RegexNode *first = parse_sequence(parser);
    if (!parse_next_is(parser, "|")) {
        return first;
    }
    RegexNode *choice = node_new(parser, NODE_CHOICE);
    ARENA_PUSH(parser->arena, choice->children, choice->child_count, first);
    while (parse_take(parser, "|")) {
        ARENA_PUSH(parser->arena, choice->children, choice->child_count, parse_sequence(parser));
    }
    return choice;
}

/* The character of the pattern at which the error is, from 1. */
static size_t parse_character(const RegexParser *parser) {
    TextCursor cursor = text_cursor(parser->pattern, false);
    size_t character = 1;
    while (cursor.at < parser->place) {
        text_next(&cursor);
        character++;
    }
    return character;
}

static RegexNode *parse_all(RegexParser *parser, RegexError *error) {
    RegexNode *root = parse_choice(parser);
    if (!parse_at_end(parser)) {
        parse_fail(parser, "a ( is missing");
    }
    if (parser->message != NULL) {
        *error = (RegexError){parser->message, parse_character(parser)};
        return NULL;
    }
    return root;
}

RegexNode *regex_parse(Arena *arena, Str pattern, bool *fold, RegexError *error) {
    RegexParser parser = {
        .arena = arena, .pattern = pattern, .cursor = text_cursor(pattern, false)};
    if (parse_take(&parser, "(?i)")) {
        *fold = true;
    } else if (parse_take(&parser, "(?c)")) {
        *fold = false;
    }
    return parse_all(&parser, error);
}

RegexNode *regex_parse_similar(Arena *arena, Str pattern, RegexError *error) {
    RegexParser parser = {
        .arena = arena, .pattern = pattern, .cursor = text_cursor(pattern, false), .similar = true};
    RegexNode *inner = parse_all(&parser, error);
    if (inner == NULL) {
        return NULL;
    }
    RegexNode *whole = node_new(&parser, NODE_SEQUENCE);
    ARENA_PUSH(arena, whole->children, whole->child_count, node_place(&parser, PLACE_START));
    ARENA_PUSH(arena, whole->children, whole->child_count, inner);
    ARENA_PUSH(arena, whole->children, whole->child_count, node_place(&parser, PLACE_END));
    return whole;
}
