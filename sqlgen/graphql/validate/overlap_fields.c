/*
 * Fields grouped by response key.
 *
 * In: a selection set and the type it selects on. Out: its FieldMap.
 *
 * Example, on Pet: `{ name ... on Dog { n: name name } ...F }` gives the groups name (twice: on
 * Pet, on Dog) and n (once), and the fragment F.
 *
 * A thousand copies of one field would make a million pairs, so a group keeps two copies at most of
 * a field that is written the same way on the same type: the two are compared with each other, and
 * either stands for the rest. Small groups are left alone.
 */
#include "sqlgen/graphql/validate/overlap.h"

enum {
    GROUPS_COMPARED_BY_KEY = 8, /* more of them are looked up in a map */
    PLAIN_SET_SIZE = 24,        /* sets up to here are looked through pair by pair */
    GROUP_LEFT_ALONE = 16,
};

/* How often one text was met in a group, on one type. */
typedef struct Copies {
    const Type *parent;
    size_t count;
    struct Copies *other; /* the same text on another type */
} Copies;

bool selection_set_is_plain(const SelectionSet *set) {
    if (set->count > PLAIN_SET_SIZE) {
        return false;
    }
    for (size_t i = 0; i < set->count; i++) {
        if (set->items[i].kind != SELECTION_FIELD) {
            return false;
        }
        Str key = selection_response_key(&set->items[i]);
        for (size_t j = 0; j < i; j++) {
            if (str_equal(key, selection_response_key(&set->items[j]))) {
                return false;
            }
        }
    }
    return true;
}

FieldGroup *field_map_find(const FieldMap *map, Str key) {
    if (map->group_count > GROUPS_COMPARED_BY_KEY) {
        return map_get(&map->groups_by_key, key);
    }
    for (size_t i = 0; i < map->group_count; i++) {
        if (str_equal(map->groups[i]->key, key)) {
            return map->groups[i];
        }
    }
    return NULL;
}

static FieldGroup *field_map_add_group(Validator *v, FieldMap *map, Str key) {
    FieldGroup *group = ARENA_NEW(v->arena, FieldGroup);
    group->key = key;
    ARENA_PUSH(v->arena, map->groups, map->group_count, group);
    if (map->group_count > GROUPS_COMPARED_BY_KEY) {
        size_t first = map->groups_by_key.count; /* none the first time: then all are added */
        for (size_t i = first; i < map->group_count; i++) {
            map_add(&map->groups_by_key, map->groups[i]->key, map->groups[i]);
        }
    }
    return group;
}

static void field_map_add_field(Validator *v, FieldMap *map, const Type *parent,
                                const Selection *field) {
    FieldUse use = {.parent = parent, .node = field};
    if (parent != NULL && (parent->kind == TYPE_OBJECT || parent->kind == TYPE_INTERFACE)) {
        use.def = type_field(parent, field->name.text);
    }
    Str key = selection_response_key(field);
    FieldGroup *group = field_map_find(map, key);
    if (group == NULL) {
        group = field_map_add_group(v, map, key);
    }
    ARENA_PUSH(v->arena, group->uses, group->count, use);
}

static void field_map_add_fragment(Validator *v, FieldMap *map, Str name) {
    Fragment *fragment = fragment_find(v, name);
    if (fragment != NULL && fragment->collected_for != map) {
        fragment->collected_for = map;
        ARENA_PUSH(v->arena, map->fragments, map->fragment_count, fragment);
    }
}

/* Recurses as deep as the parser let selections nest. */
static void field_map_collect(Validator *v, FieldMap *map, const Type *parent,
                              const SelectionSet *set) {
    for (size_t i = 0; i < set->count; i++) {
        const Selection *selection = &set->items[i];
        const Type *inside = parent;
        switch (selection->kind) {
        case SELECTION_FIELD:
            field_map_add_field(v, map, parent, selection);
            break;
        case SELECTION_FRAGMENT_SPREAD:
            field_map_add_fragment(v, map, selection->name.text);
            break;
        case SELECTION_INLINE_FRAGMENT:
            if (selection->type_condition.text.data != NULL) {
                inside = schema_type(v->schema, selection->type_condition.text);
            }
            field_map_collect(v, map, inside, selection->selection_set);
            break;
        }
    }
}

/* Counts one more copy of the text on the type, and returns how many there are now. */
static size_t copies_count(Arena *arena, Map *texts, Str text, const Type *parent) {
    Copies *first = map_get(texts, text);
    for (Copies *copies = first; copies != NULL; copies = copies->other) {
        if (copies->parent == parent) {
            return ++copies->count;
        }
    }
    Copies *copies = ARENA_NEW(arena, Copies);
    *copies = (Copies){parent, 1, first};
    map_set(texts, text, copies);
    return 1;
}

static void field_group_thin(Validator *v, FieldGroup *group) {
    Map texts;
    map_init(&texts, v->arena);
    size_t kept = 0;
    for (size_t i = 0; i < group->count; i++) {
        Span span = group->uses[i].node->span;
        Str text = str_slice(v->document->source->text, span.start, span.end - span.start);
        if (copies_count(v->arena, &texts, text, group->uses[i].parent) <= 2) {
            group->uses[kept++] = group->uses[i];
        }
    }
    group->count = kept;
}

FieldMap *field_map_of(Validator *v, Map *maps, const Type *parent, const SelectionSet *set) {
    const void *identity[2] = {parent, set};
    FieldMap *map = map_get(maps, (Str){(const char *)identity, sizeof identity});
    if (map != NULL) {
        return map;
    }
    map = ARENA_NEW(v->arena, FieldMap);
    map->identity[0] = parent;
    map->identity[1] = set;
    map_init(&map->groups_by_key, v->arena);
    map_add(maps, (Str){(const char *)map->identity, sizeof map->identity}, map);
    field_map_collect(v, map, parent, set);
    for (size_t i = 0; i < map->group_count; i++) {
        if (map->groups[i]->count > GROUP_LEFT_ALONE) {
            field_group_thin(v, map->groups[i]);
        }
    }
    return map;
}

FieldMap *field_use_below(Validator *v, Map *maps, FieldUse *use) {
    if (use->below == NULL) {
        const Type *type = use->def == NULL ? NULL : use->def->type->type;
        use->below = field_map_of(v, maps, type, use->node->selection_set);
    }
    return use->below;
}
