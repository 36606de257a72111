/* Golden files: text that a test must make again, byte for byte. */
#ifndef SOLOQL_TESTS_CORPUS_GOLDEN_H
#define SOLOQL_TESTS_CORPUS_GOLDEN_H

#include "sqlgen/base/str.h"

/* The whole file; data NULL if there is none. */
Str file_read(Arena *arena, const char *path);

/* The files of one case: `stem` is its path without an extension. */
typedef struct Golden {
    Arena *arena;
    const char *stem;
    bool accept; /* rewrite the files instead of comparing */
} Golden;

/*
 * True if the file with that extension holds the text, or has been made to; if `text` has no data,
 * if there is no such file. Else the first difference is written to stdout.
 */
bool golden_check(const Golden *golden, const char *extension, Str text);

#endif
