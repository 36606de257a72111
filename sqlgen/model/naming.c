/*
 * Naming; see naming.h.
 *
 * In: `Order Details`, in a scope where Order_Details is taken. Out: Order_Details_2. The idea:
 * a table takes not one name but all the names derived from it (t, t_by_pk, t_bool_exp …), so
 * that a table called t_aggregate cannot clash with the aggregate of t.
 *
 * All names are made in the spelling of hasura-default, by the model and by the build_*.c files.
 * Where graphql-default is wished, build_naming.c spells each of them anew once the schema stands:
 * so there is one list of names, and one place that knows of the other spelling.
 */
#include "sqlgen/model/naming.h"

#include <stdio.h>
#include <string.h>

enum {
    NAME_LONGEST = 200, /* bytes; a longer SQL name is cut */
    NAME_EXPANDED = 256 /* room for one with a suffix, in a template */
};

void name_scope_init(NameScope *scope, Arena *arena, Arena *scratch) {
    *scope = (NameScope){.arena = arena, .scratch = scratch};
    map_init(&scope->taken, scratch);
    map_init(&scope->suffixes, scratch);
}

void name_scope_reserve(NameScope *scope, Str name) {
    map_add(&scope->taken, name, NULL);
}

bool name_scope_is_free(const NameScope *scope, Str name) {
    return !map_has(&scope->taken, name);
}

/* Writes the template with the name in the place of its % to `text`. */
static Str name_expand(char text[NAME_EXPANDED], const char *template, Str name) {
    size_t before = strcspn(template, "%"), after = strlen(template) - before - 1;
    memcpy(text, template, before);
    memcpy(text + before, name.data, name.length);
    memcpy(text + before + name.length, template + before + 1, after);
    return (Str){text, before + name.length + after};
}

static bool name_scope_all_free(const NameScope *scope, Str name, const char *const *templates) {
    char text[NAME_EXPANDED];
    bool is_free = name_scope_is_free(scope, name);
    for (size_t i = 0; is_free && templates != NULL && templates[i] != NULL; i++) {
        is_free = name_scope_is_free(scope, name_expand(text, templates[i], name));
    }
    return is_free;
}

/* The suffix to try first for a base name that has been taken before: the search must not start
 * again for each of thousands of tables whose names are mangled to the same. */
static uintptr_t name_scope_suffix(const NameScope *scope, Str base) {
    uintptr_t last = (uintptr_t)map_get(&scope->suffixes, base);
    return last == 0 ? 2 : last + 1;
}

Str name_scope_take(NameScope *scope, Str name, const char *const *templates) {
    Str base = str_slice(name, 0, NAME_LONGEST), taken = base;
    char text[NAME_EXPANDED];
    for (uintptr_t suffix = name_scope_suffix(scope, base);
         !name_scope_all_free(scope, taken, templates); suffix++) {
        int length = snprintf(text, sizeof text, "%.*s_%lu", STR_ARG(base), (unsigned long)suffix);
        taken = (Str){text, (size_t)length};
        map_set(&scope->suffixes, base, (void *)suffix);
    }
    taken = str_copy(scope->arena, taken);
    name_scope_reserve(scope, taken);
    for (size_t i = 0; templates != NULL && templates[i] != NULL; i++) {
        char expanded[NAME_EXPANDED];
        Str derived = name_expand(expanded, templates[i], taken);
        name_scope_reserve(scope, str_copy(scope->scratch, derived));
    }
    return taken;
}

static bool is_name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

Str name_mangle(Arena *arena, Str sql_name) {
    char *text = arena_alloc(arena, sql_name.length + 2);
    size_t length = 0;
    if (sql_name.length == 0 || (sql_name.data[0] >= '0' && sql_name.data[0] <= '9')) {
        text[length++] = '_';
    }
    for (size_t i = 0; i < sql_name.length; i++) {
        char c = sql_name.data[i];
        if (((unsigned char)c & 0xC0) == 0x80) {
            continue; /* the rest of a character that gave its _ already */
        }
        text[length++] = is_name_char(c) ? c : '_';
    }
    size_t start = 0;
    while (length - start >= 2 && text[start] == '_' && text[start + 1] == '_') {
        start++; /* GraphQL keeps names that begin with __ for itself */
    }
    /* With what is put behind it, such as _by_pk, a lone _ would begin with __ as well. */
    bool is_bare = length - start == 1 && text[start] == '_';
    return is_bare ? STR("_0") : (Str){text + start, length - start};
}

Str name_stem(Str column) {
    if (column.length < 3 ||
        !str_equal_nocase(str_slice(column, column.length - 2, 2), STR("id"))) {
        return (Str){0};
    }
    Str stem = str_slice(column, 0, column.length - 2);
    char last = stem.data[stem.length - 1];
    if (last == '_') {
        return str_slice(stem, 0, stem.length - 1);
    }
    bool word_begins = column.data[stem.length] == 'I';
    bool word_ended = (last >= 'a' && last <= 'z') || (last >= '0' && last <= '9');
    return word_begins && word_ended ? stem : (Str){0};
}

/* ---- graphql-default ---- */

static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

static char to_upper(char c) {
    return is_lower(c) ? (char)(c - 'a' + 'A') : c;
}

static char to_lower(char c) {
    return is_upper(c) ? (char)(c - 'A' + 'a') : c;
}

/* The capitals that a first word begins with, but for the one that begins the next word: 2 of
 * "IDs_of", 4 of "HTTPServer", 1 of "CustomerId". */
static size_t name_leading_capitals(Str name) {
    size_t count = 0;
    while (count < name.length && is_upper(name.data[count])) {
        count++;
    }
    bool next_begins = count > 1 && count < name.length && is_lower(name.data[count]);
    return next_begins ? count - 1 : count;
}

static Str name_in_capitals(Arena *arena, Str name) {
    char *text = arena_alloc(arena, name.length + 1);
    for (size_t i = 0; i < name.length; i++) {
        text[i] = to_upper(name.data[i]);
    }
    return (Str){text, name.length};
}

/* Words joined, each with a capital; the first one as the place has it. Leading _ stay. */
static Str name_join_words(Arena *arena, NamePlace place, Str name) {
    char *text = arena_alloc(arena, name.length + 1);
    size_t length = 0, at = 0;
    while (at < name.length && name.data[at] == '_') {
        text[length++] = name.data[at++];
    }
    size_t small =
        place == NAME_OF_FIELD ? name_leading_capitals(str_slice(name, at, name.length)) : 0;
    for (bool word_begins = place == NAME_OF_TYPE; at < name.length; at++) {
        if (name.data[at] == '_') {
            word_begins = true;
            continue;
        }
        text[length++] = word_begins ? to_upper(name.data[at]) : name.data[at];
        word_begins = false;
    }
    for (size_t i = 0; i < small; i++) {
        text[i] = to_lower(text[i]);
    }
    return (Str){text, length};
}

Str name_spell(Arena *arena, NamePlace place, Str name) {
    switch (place) {
    case NAME_OF_VALUE:
        return name_in_capitals(arena, name);
    case NAME_OF_FIELD:
        return name.data[0] == '_' ? name : name_join_words(arena, place, name);
    case NAME_OF_TYPE:
        break;
    }
    return name_join_words(arena, place, name);
}
