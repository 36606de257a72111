/*
 * Suggestions: the `Did you mean "a", "b", or "c"?` that ends a message about an unknown name.
 *
 * Which names are near, their order and the wording are graphql-js 16's. A message that must not
 * tell which names exist (a role without introspection) is made without calling this.
 */
#ifndef SOLOQL_GRAPHQL_SUGGEST_H
#define SOLOQL_GRAPHQL_SUGGEST_H

#include "sqlgen/base/str.h"

/*
 * ` Did you mean "a" or "b"?`, with a leading blank, naming at most five of the options that are
 * near to `input`; the empty Str if none is.
 */
Str suggest_text(Arena *arena, Str input, const Str *options, size_t count);

/* The options near to `input`, nearest first, each once; their number goes to *found. */
Str *suggest_list(Arena *arena, Str input, const Str *options, size_t count, size_t *found);

/*
 * The sentence for names that were chosen already: ` Did you mean the enum value "a"?` for the
 * sub-message "the enum value"; an empty sub-message is left out. Empty if there are no names.
 */
Str suggest_did_you_mean(Arena *arena, Str sub_message, const Str *names, size_t count);

/* The order of names that are equally near: as text, but numbers in them count as numbers. */
int suggest_compare(Str a, Str b);

#endif
