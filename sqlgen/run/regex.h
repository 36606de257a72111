/*
 * Regular expressions whose time is linear in the text, whatever the pattern.
 *
 * The syntax is that of PostgreSQL's advanced regular expressions, which POSIX's extended ones are
 * part of: . [a-z] [^[:alpha:]] (…) (?:…) | * + ? {m} {m,} {m,n} (each also lazy, which cannot
 * change whether there is a match) ^ $ \A \Z \d \D \w \W \s \S \m \M \y \Y \n \t … \xHH \uHHHH
 * \UHHHHHHHH, and (?i) at the beginning. Back references and lookaround are refused: no linear time
 * is known for them. The pattern of SIMILAR TO: % _ | * + ? {m,n} (…) […], with \ as the escape,
 * and the whole text must match.
 *
 * A pattern is compiled to a machine whose states are all followed at once (Thompson), so there is
 * no backtracking.
 */
#ifndef SOLOQL_RUN_REGEX_H
#define SOLOQL_RUN_REGEX_H

#include "sqlgen/base/str.h"

typedef struct Regex Regex;

typedef struct RegexOptions {
    bool fold;    /* upper and lower case are the same */
    bool similar; /* the pattern is one of SIMILAR TO */
} RegexOptions;

typedef struct RegexError {
    const char *message; /* static text, such as "a ) is missing" */
    size_t character;    /* where in the pattern, from 1 */
} RegexError;

/* Compiles a pattern in the arena. NULL and *error if it is malformed or too costly. */
Regex *regex_compile(Arena *arena, Str pattern, RegexOptions options, RegexError *error);

typedef enum RegexOutcome { REGEX_MISSES, REGEX_MATCHES, REGEX_STOPPED } RegexOutcome;

/*
 * Looks for the pattern in the text. A Regex holds its own scratch memory: one thread at a time.
 * is_over(context) (may be NULL) is asked now and then; once it says so the search stops.
 */
RegexOutcome regex_match(Regex *regex, Str text, bool (*is_over)(void *context), void *context);

#endif
