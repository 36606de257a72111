/*
 * Regular expressions, matched; see regex.h.
 *
 * All instructions that the text so far can have led to are held in one set; each character turns
 * the set into the next. So a text of n characters costs at most n times the length of the
 * machine, and an instruction is never in the set twice.
 */
#include <string.h>

#include "sqlgen/run/regex_parts.h"

enum {
    NO_POINT = UINT32_MAX,  /* before the beginning and after the end */
    STEPS_BETWEEN = 1 << 18 /* looks at the clock */
};

typedef struct RegexSearch {
    Regex *regex;
    uint32_t before, after; /* the characters around the position */
    uint32_t count;         /* of regex->threads */
    bool found;
} RegexSearch;

static bool set_holds_point(const RegexSet *set, uint32_t point) {
    for (size_t i = 0; i < set->range_count; i++) {
        if (point >= set->ranges[i].first && point <= set->ranges[i].last) {
            return true;
        }
    }
    for (size_t i = 0; i < set->class_count; i++) {
        if (text_is(point, set->classes[i].class) != set->classes[i].negated) {
            return true;
        }
    }
    return false;
}

/* A folded character stands for both of its cases. */
static bool set_holds(const RegexSet *set, uint32_t point, bool fold) {
    bool holds = set_holds_point(set, point);
    if (fold && !holds) {
        holds = set_holds_point(set, text_upper(point)) || set_holds_point(set, text_lower(point));
    }
    return holds != set->negated;
}

static bool is_word(uint32_t point) {
    return point != NO_POINT && text_is(point, TEXT_WORD);
}

static bool search_is_at(const RegexSearch *search, RegexPlace place) {
    switch (place) {
    case PLACE_START:
        return search->before == NO_POINT;
    case PLACE_END:
        return search->after == NO_POINT;
    case PLACE_WORD_START:
        return !is_word(search->before) && is_word(search->after);
    case PLACE_WORD_END:
        return is_word(search->before) && !is_word(search->after);
    case PLACE_WORD_EDGE:
        return is_word(search->before) != is_word(search->after);
    case PLACE_NO_EDGE:
        break;
    }
    return is_word(search->before) == is_word(search->after);
}

/* Puts the instruction, or what it leads to without a character, into the set. */
static void search_add(RegexSearch *search, uint32_t start) {
    Regex *regex = search->regex;
    uint32_t depth = 0;
    regex->stack[depth++] = start;
    while (depth != 0) {
        uint32_t at = regex->stack[--depth];
        if (regex->seen[at] == regex->position) {
            continue;
        }
        regex->seen[at] = regex->position;
        const RegexInstruction *instruction = &regex->code[at];
        switch (instruction->operation) {
        case REGEX_SPLIT:
            regex->stack[depth++] = instruction->other;
            regex->stack[depth++] = at + 1;
            break;
        case REGEX_JUMP:
            regex->stack[depth++] = instruction->other;
            break;
        case REGEX_PLACE:
            if (search_is_at(search, instruction->place)) {
                regex->stack[depth++] = at + 1;
            }
            break;
        case REGEX_FOUND:
            search->found = true;
            break;
        case REGEX_POINT:
        case REGEX_ANY:
        case REGEX_SET:
            regex->threads[search->count++] = at;
            break;
        }
    }
}

static bool instruction_takes(const Regex *regex, const RegexInstruction *instruction,
                              uint32_t point) {
    if (instruction->operation == REGEX_SET) {
        return set_holds(instruction->set, point, regex->fold);
    }
    return instruction->operation == REGEX_ANY || instruction->point == point;
}

/* Reads the character `after`; returns how many instructions wait behind it, in regex->next. */
static uint32_t search_step(const RegexSearch *search) {
    Regex *regex = search->regex;
    uint32_t count = 0;
    for (uint32_t i = 0; i < search->count; i++) {
        uint32_t at = regex->threads[i];
        if (instruction_takes(regex, &regex->code[at], search->after)) {
            regex->next[count++] = at + 1;
        }
    }
    return count;
}

/* Where nothing is under way and the pattern begins with an ASCII character, goes straight to the
 * next of these; false if there is none. */
static bool search_skip(const RegexSearch *search, TextCursor *cursor) {
    const RegexInstruction *first = &search->regex->code[0];
    if (first->operation != REGEX_POINT || first->point >= 0x80 || search->regex->fold) {
        return true;
    }
    if (cursor->at == cursor->end) {
        return false;
    }
    const unsigned char *found =
        memchr(cursor->at, (int)first->point, (size_t)(cursor->end - cursor->at));
    if (found == NULL) {
        return false;
    }
    cursor->at = found;
    return true;
}

RegexOutcome regex_match(Regex *regex, Str text, bool (*is_over)(void *context), void *context) {
    RegexSearch search = {.regex = regex, .before = NO_POINT};
    TextCursor cursor = text_cursor(text, regex->fold);
    uint32_t waiting = 0;
    uint64_t steps = 0;
    for (;;) {
        if (waiting == 0 && !regex->anchored && !search_skip(&search, &cursor)) {
            return REGEX_MISSES;
        }
        bool at_end = cursor.at == cursor.end;
        search.after = at_end ? NO_POINT : text_next(&cursor);
        regex->position++;
        search.count = 0;
        for (uint32_t i = 0; i < waiting; i++) {
            search_add(&search, regex->next[i]);
        }
        if (!regex->anchored || search.before == NO_POINT) {
            search_add(&search, 0);
        }
        if (search.found) {
            return REGEX_MATCHES;
        }
        if (at_end || (regex->anchored && search.count == 0)) {
            return REGEX_MISSES;
        }
        waiting = search_step(&search);
        search.before = search.after;
        steps += search.count + 1;
        if (steps >= STEPS_BETWEEN) {
            steps = 0;
            if (is_over != NULL && is_over(context)) {
                return REGEX_STOPPED;
            }
        }
    }
}
