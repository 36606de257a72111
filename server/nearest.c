/*
 * Nearest: the name with the fewest edits (optimal string alignment: insert, delete, replace,
 * swap two neighbours), at most one for each three characters typed and one more. "--prot" is one
 * swap from "--port"; "--frobnicate" is near nothing.
 */
#include "server/nearest.h"

#include <string.h>

enum { NEAREST_LONGEST = 48 }; /* no name of ours is longer; what is, is near nothing */

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

static size_t edit_distance(const char *a, size_t a_length, const char *b, size_t b_length) {
    size_t rows[3][NEAREST_LONGEST + 1]; /* the last three rows of the table, by turns */
    for (size_t j = 0; j <= b_length; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= a_length; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *above2 = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            size_t replaced = above[j - 1] + (a[i - 1] != b[j - 1]);
            row[j] = smaller(replaced, smaller(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = smaller(row[j], above2[j - 2] + 1);
            }
        }
    }
    return rows[a_length % 3][b_length];
}

Nearest nearest_to(const char *given) {
    return (Nearest){.given = given, .distance = strlen(given) / 3 + 2};
}

void nearest_offer(Nearest *nearest, const char *name) {
    size_t given_length = strlen(nearest->given), name_length = strlen(name);
    if (given_length > NEAREST_LONGEST || name_length > NEAREST_LONGEST) {
        return;
    }
    size_t distance = edit_distance(nearest->given, given_length, name, name_length);
    if (distance < nearest->distance) {
        nearest->best = name;
        nearest->distance = distance;
    }
}

const char *nearest_name(const Nearest *nearest) {
    return nearest->best;
}
