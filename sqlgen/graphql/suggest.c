/*
 * In: a name that does not exist and those that do. Out: the names that were perhaps meant.
 *
 * Near is a matter of edits: insertions, deletions, substitutions and swaps of neighbours each
 * count one, in lower case; a name that differs in case alone is one edit away however many
 * letters that are. At most 40 % of the input (and one) may be edited. Only three rows of the
 * table of distances are alive at a time, and a row without a cell under the threshold ends it.
 *
 * Example: "Dogg" among {"Cat", "DOGG", "Dog"} gives ` Did you mean "DOGG" or "Dog"?`.
 */
#include "sqlgen/graphql/suggest.h"

#include <stdlib.h>

enum {
    SUGGEST_MAX_LENGTH = 128, /* nobody means anything by a longer name, and cost is quadratic */
    SUGGEST_MAX_NAMED = 5,    /* names in one sentence */
    SUGGEST_FAR = SUGGEST_MAX_LENGTH * 2 /* more than any threshold */
};

typedef struct Word {
    uint16_t units[SUGGEST_MAX_LENGTH * 2]; /* UTF-16, ASCII in lower case */
    size_t length;
} Word;

typedef struct Suggestion {
    Str option;
    size_t distance;
    size_t position; /* among the options */
} Suggestion;

static uint16_t unit_lower(uint32_t unit) {
    return (uint16_t)(unit >= 'A' && unit <= 'Z' ? unit - 'A' + 'a' : unit);
}

/* The code point of the well-formed UTF-8 sequence at text.data[*at], which is stepped over. */
static uint32_t code_point_next(Str text, size_t *at) {
    unsigned char lead = (unsigned char)text.data[(*at)++];
    if (lead < 0x80) {
        return lead;
    }
    uint32_t point = lead & (lead >= 0xF0 ? 0x07u : lead >= 0xE0 ? 0x0Fu : 0x1Fu);
    while (*at < text.length && ((unsigned char)text.data[*at] & 0xC0) == 0x80) {
        point = point << 6 | ((unsigned char)text.data[(*at)++] & 0x3Fu);
    }
    return point;
}

/* The name in lower-case UTF-16; false if it is longer than `limit` units. */
static bool word_read(Word *word, Str text, size_t limit) {
    word->length = 0;
    for (size_t at = 0; at < text.length;) {
        uint32_t point = code_point_next(text, &at);
        if (word->length + 2 > limit + (point < 0x10000)) {
            return false;
        }
        if (point >= 0x10000) {
            point -= 0x10000;
            word->units[word->length++] = (uint16_t)(0xD800 + (point >> 10));
            point = 0xDC00 + (point & 0x3FF);
        }
        word->units[word->length++] = unit_lower(point);
    }
    return true;
}

static size_t min_size(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Edits from one word to the other; SUGGEST_FAR if they are more than the threshold. */
static size_t word_distance(const Word *one, const Word *other, size_t threshold) {
    const Word *a = one->length < other->length ? other : one, *b = a == one ? other : one;
    size_t rows[3][SUGGEST_MAX_LENGTH * 2 + 1];
    if (a->length - b->length > threshold) {
        return SUGGEST_FAR;
    }
    for (size_t j = 0; j <= b->length; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= a->length; i++) {
        const size_t *up = rows[(i - 1) % 3], *up_twice = rows[(i + 1) % 3];
        size_t *row = rows[i % 3], smallest = row[0] = i;
        for (size_t j = 1; j <= b->length; j++) {
            size_t substitution = up[j - 1] + (a->units[i - 1] != b->units[j - 1]);
            row[j] = min_size(min_size(up[j], row[j - 1]) + 1, substitution);
            if (i > 1 && j > 1 && a->units[i - 1] == b->units[j - 2] &&
                a->units[i - 2] == b->units[j - 1]) {
                row[j] = min_size(row[j], up_twice[j - 2] + 1);
            }
            smallest = min_size(smallest, row[j]);
        }
        if (smallest > threshold) {
            return SUGGEST_FAR;
        }
    }
    size_t distance = rows[a->length % 3][b->length];
    return distance <= threshold ? distance : SUGGEST_FAR;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* The value of the digits at text.data[*at], as graphql-js reads them: a zero stands alone. */
static double digits_read(Str text, size_t *at) {
    double number = 0;
    do {
        number = number * 10 + (text.data[(*at)++] - '0');
    } while (*at < text.length && is_digit(text.data[*at]) && number > 0);
    return number;
}

/* Natural order: "a2" stands before "a10". */
int suggest_compare(Str a, Str b) {
    size_t i = 0, j = 0;
    while (i < a.length && j < b.length) {
        double left = (unsigned char)a.data[i], right = (unsigned char)b.data[j];
        if (is_digit(a.data[i]) && is_digit(b.data[j])) {
            left = digits_read(a, &i);
            right = digits_read(b, &j);
        } else {
            i++;
            j++;
        }
        if (left < right || left > right) {
            return left < right ? -1 : 1;
        }
    }
    return (a.length > b.length) - (a.length < b.length);
}

static int compare_suggestions(const void *left, const void *right) {
    const Suggestion *a = left, *b = right;
    if (a->distance != b->distance) {
        return a->distance < b->distance ? -1 : 1;
    }
    int order = suggest_compare(a->option, b->option);
    return order != 0 ? order : (a->position > b->position) - (a->position < b->position);
}

Str *suggest_list(Arena *arena, Str input, const Str *options, size_t count, size_t *found) {
    Suggestion *near = NULL;
    size_t near_count = 0;
    Word meant, word;
    *found = 0;
    if (!word_read(&meant, input, SUGGEST_MAX_LENGTH)) {
        return NULL;
    }
    size_t threshold = meant.length * 2 / 5 + 1;
    for (size_t i = 0; i < count; i++) {
        if (!word_read(&word, options[i], meant.length + threshold)) {
            continue;
        }
        size_t distance = word_distance(&word, &meant, threshold);
        if (distance == 0 && !str_equal(input, options[i])) {
            distance = 1;
        }
        if (distance <= threshold) {
            ARENA_PUSH(arena, near, near_count, ((Suggestion){options[i], distance, i}));
        }
    }
    if (near_count != 0) {
        qsort(near, near_count, sizeof *near, compare_suggestions);
    }
    Str *names = ARENA_ARRAY(arena, near_count, Str);
    for (size_t i = 0; i < near_count; i++) {
        if (*found == 0 || !str_equal(names[*found - 1], near[i].option)) {
            names[(*found)++] = near[i].option;
        }
    }
    return names;
}

static Str append_text(Arena *arena, Str text, const char *before, Str name) {
    return str_format(arena, "%.*s%s\"%.*s\"", STR_ARG(text), before, STR_ARG(name));
}

Str suggest_did_you_mean(Arena *arena, Str sub_message, const Str *names, size_t count) {
    if (count == 0) {
        return (Str){0};
    }
    Str text = str_format(arena, " Did you mean %.*s%s", STR_ARG(sub_message),
                          sub_message.length == 0 ? "" : " ");
    size_t named = min_size(count, SUGGEST_MAX_NAMED);
    for (size_t i = 0; i < named; i++) {
        const char *last = named == 2 ? " or " : ", or ";
        const char *before = i == 0 ? "" : i + 1 == named ? last : ", ";
        text = append_text(arena, text, before, names[i]);
    }
    return str_format(arena, "%.*s?", STR_ARG(text));
}

Str suggest_text(Arena *arena, Str input, const Str *options, size_t count) {
    size_t found;
    Str *names = suggest_list(arena, input, options, count, &found);
    return suggest_did_you_mean(arena, (Str){0}, names, found);
}
