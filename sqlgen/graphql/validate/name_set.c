/*
 * In: names. Out: which of them stood before.
 *
 * Example: a, b, a → NULL, NULL, the first a.
 */
#include "sqlgen/graphql/validate/name_set.h"

typedef struct NameGroup {
    const Name **names;
    size_t count;
} NameGroup;

void name_set_init(NameSet *set, Arena *arena) {
    set->count = 0;
    map_init(&set->many, arena);
}

/* The map keeps names as void pointers; they are never written through. */
static void name_set_store(NameSet *set, const Name *name) {
    map_add(&set->many, name->text, (void *)(uintptr_t)name);
}

const Name *name_set_add(NameSet *set, const Name *name) {
    if (set->count > NAME_SET_FEW) {
        const Name *earlier = map_get(&set->many, name->text);
        if (earlier == NULL) {
            name_set_store(set, name);
        }
        return earlier;
    }
    for (size_t i = 0; i < set->count; i++) {
        if (str_equal(set->few[i]->text, name->text)) {
            return set->few[i];
        }
    }
    if (set->count == NAME_SET_FEW) {
        for (size_t i = 0; i < NAME_SET_FEW; i++) {
            name_set_store(set, set->few[i]);
        }
        name_set_store(set, name);
    } else {
        set->few[set->count] = name;
    }
    set->count++;
    return NULL;
}

void name_set_report_repeated(Report *report, const Name *const *names, size_t count,
                              const char *what) {
    NameGroup *groups = ARENA_ARRAY(report->arena, count, NameGroup);
    size_t group_count = 0;
    Map index;
    map_init(&index, report->arena);
    for (size_t i = 0; i < count; i++) {
        NameGroup *group = map_get(&index, names[i]->text);
        if (group == NULL) {
            group = &groups[group_count++];
            map_add(&index, names[i]->text, group);
        }
        ARENA_PUSH(report->arena, group->names, group->count, names[i]);
    }
    for (size_t i = 0; i < group_count && !report->overflow; i++) {
        if (groups[i].count == 1) {
            continue;
        }
        Violation *violation =
            report_add(report, groups[i].names[0]->span.start, "There can be only one %s%.*s\".",
                       what, STR_ARG(groups[i].names[0]->text));
        for (size_t j = 1; j < groups[i].count; j++) {
            report_locate(report, violation, groups[i].names[j]->span.start);
        }
    }
}
