/*
 * The model as a role sees it; see role.h.
 *
 * In: the model of all, and the rules of a role. Out: a model of the entities that the role has
 * any rule for, with the columns, relations and root fields that the rules give.
 *
 *     customers {id name email}  +  select: {columns: ["id", "name"]}   →   customers {id name}
 *
 * The idea: what is not in the model cannot be named, so that a hidden name and one that never
 * existed are the same thing. A column that only some of the rules for select grant becomes a
 * *masked* one: null on rows that none of these admits.
 */
#include "sqlgen/model/role.h"

#include <strings.h>

#include "sqlgen/model/search.h"

/* What one entity is made with. */
typedef struct Narrowing {
    Arena *arena;
    const Model *model; /* of all */
    Model *made;
    const Entity *whole;
    Entity *entity;
} Narrowing;

Str claim_fold(Arena *arena, Str name) {
    static const char prefix[] = "x-hasura-";
    const size_t skipped = sizeof prefix - 1;
    if (name.length > skipped && strncasecmp(name.data, prefix, skipped) == 0) {
        name = str_slice(name, skipped, name.length);
    }
    char *folded = arena_alloc(arena, name.length + 1);
    for (size_t i = 0; i < name.length; i++) {
        char c = name.data[i];
        bool upper = c >= 'A' && c <= 'Z';
        folded[i] = upper ? (char)(c - 'A' + 'a') : c;
        folded[i] = c == '-' ? '_' : folded[i];
    }
    folded[name.length] = '\0';
    return (Str){folded, name.length};
}

const Role *model_role(const Model *model, Str name) {
    for (size_t i = 0; i < model->role_count; i++) {
        if (str_equal(model->roles[i].name, name)) {
            return &model->roles[i];
        }
    }
    return NULL;
}

const Entity *entity_whole(const Entity *entity) {
    return entity->whole == NULL ? entity : entity->whole;
}

bool entity_permits(const Entity *entity, PermitKind kind) {
    return entity->policy == NULL || entity->policy->counts[kind] != 0;
}

static bool rule_presets(const Rule *rule, const Attribute *attribute) {
    for (size_t i = 0; i < rule->preset_count; i++) {
        if (rule->presets[i].attribute->column == attribute->column) {
            return true;
        }
    }
    return false;
}

bool entity_takes(const Entity *entity, const Attribute *attribute, PermitKind kind) {
    const Policy *policy = entity->policy;
    bool granted = policy == NULL;
    for (size_t i = 0; policy != NULL && i < policy->counts[kind]; i++) {
        const Rule *rule = &policy->rules[kind][i];
        granted |= rule->columns[attribute - entity_whole(entity)->attributes] &&
                   !rule_presets(rule, attribute);
    }
    return granted && !attribute->column->generated;
}

bool entity_presets(const Entity *entity, PermitKind kind) {
    const Policy *policy = entity->policy;
    bool any = false;
    for (size_t i = 0; policy != NULL && i < policy->counts[kind]; i++) {
        any |= policy->rules[kind][i].preset_count != 0;
    }
    return any;
}

size_t entity_taken_count(const Entity *entity, PermitKind kind) {
    const Entity *whole = entity_whole(entity);
    size_t count = 0;
    for (size_t i = 0; i < whole->attribute_count; i++) {
        count += entity_takes(entity, &whole->attributes[i], kind);
    }
    return count;
}

/* ---- Policies ---- */

/* The rules that hold for the caller: those for the backend are not there for others. */
static const Policy *policy_choose(Arena *arena, const Policy *all, bool backend) {
    Policy *policy = ARENA_NEW(arena, Policy);
    for (size_t kind = 0; kind < PERMIT_COUNT; kind++) {
        policy->rules[kind] = ARENA_ARRAY(arena, all->counts[kind], Rule);
        for (size_t i = 0; i < all->counts[kind]; i++) {
            if (backend || !all->rules[kind][i].backend_only) {
                policy->rules[kind][policy->counts[kind]++] = all->rules[kind][i];
            }
        }
    }
    return policy;
}

static bool policy_is_empty(const Policy *policy) {
    size_t count = 0;
    for (size_t kind = 0; kind < PERMIT_COUNT; kind++) {
        count += policy->counts[kind];
    }
    return count == 0;
}

/* ---- Columns ---- */

/* A column that is null on rows which none of the granting rules admits. */
static const Column *column_mask(Arena *arena, const Table *table, const Column *base) {
    Column *column = ARENA_NEW(arena, Column);
    *column = *base;
    column->masked = base;
    column->not_null = false;
    column->expression = NULL;
    do {
        column->name = str_format(arena, "%.*s*", STR_ARG(column->name));
    } while (table_column(table, column->name) != NULL);
    return column;
}

static void narrow_attribute(Narrowing *narrowing, size_t index) {
    const Policy *policy = narrowing->entity->policy;
    size_t count = policy->counts[PERMIT_SELECT], granting = 0;
    for (size_t i = 0; i < count; i++) {
        granting += policy->rules[PERMIT_SELECT][i].columns[index];
    }
    if (granting == 0) {
        return;
    }
    Attribute attribute = narrowing->whole->attributes[index];
    if (granting != count) {
        attribute.shown_by = ARENA_ARRAY(narrowing->arena, count, bool);
        for (size_t i = 0; i < count; i++) {
            attribute.shown_by[i] = policy->rules[PERMIT_SELECT][i].columns[index];
        }
        attribute.column = column_mask(narrowing->arena, narrowing->whole->table, attribute.column);
        attribute.not_null = false;
    }
    narrowing->entity->attributes[narrowing->entity->attribute_count++] = attribute;
}

/* The attribute of the column, if rows show it whatever rule admits them. */
static const Attribute *narrow_plain(const Entity *entity, const Column *column) {
    const Attribute *attribute = entity_attribute(entity, column);
    return attribute == NULL || attribute->shown_by != NULL ? NULL : attribute;
}

/* Rows are told apart by a key only by those who may see all of it. */
static void narrow_key(Narrowing *narrowing) {
    Entity *entity = narrowing->entity;
    const Entity *whole = narrowing->whole;
    entity->key = ARENA_ARRAY(narrowing->arena, whole->key_count, const Attribute *);
    entity->key_count = 0;
    for (size_t i = 0; i < whole->key_count; i++) {
        const Attribute *part = narrow_plain(entity, whole->key[i]->column);
        if (part == NULL) {
            entity->key_count = 0;
            return;
        }
        entity->key[entity->key_count++] = part;
    }
}

/* Words are searched by those who may see all columns that they are in. */
static void narrow_search(Narrowing *narrowing) {
    Entity *entity = narrowing->entity;
    const Search *search = entity->search;
    for (size_t i = 0; search != NULL && i < search->index->column_count; i++) {
        const Column *indexed = &search->index->columns[i];
        const Column *own = table_column(narrowing->whole->table, indexed->name);
        if (!indexed->hidden && (own == NULL || narrow_plain(entity, own) == NULL)) {
            entity->search = NULL;
            return;
        }
    }
}

/* ---- Root fields ---- */

static bool root_is_given(const Narrowing *narrowing, RootName name) {
    const Entity *entity = narrowing->entity;
    switch (name) {
    case ROOT_NAME_SELECT:
    case ROOT_NAME_SELECT_STREAM:
        return !entity->unreadable;
    case ROOT_NAME_SELECT_BY_PK:
        return !entity->unreadable && entity->key_count != 0;
    case ROOT_NAME_SELECT_CONNECTION: /* a cursor tells the key */
        return !entity->unreadable && entity->key_count == narrowing->whole->key_count;
    case ROOT_NAME_SELECT_AGGREGATE:
    case ROOT_NAME_SELECT_GROUP:
        return !entity->unreadable && !entity->no_aggregates;
    case ROOT_NAME_INSERT:
        return entity_permits(entity, PERMIT_INSERT);
    case ROOT_NAME_INSERT_ONE: /* the answer is the row */
        return entity_permits(entity, PERMIT_INSERT) && entity->attribute_count != 0;
    case ROOT_NAME_UPDATE:
    case ROOT_NAME_UPDATE_MANY:
        return entity_permits(entity, PERMIT_UPDATE);
    case ROOT_NAME_UPDATE_BY_PK:
        return entity_permits(entity, PERMIT_UPDATE) && entity->key_count != 0;
    case ROOT_NAME_DELETE:
        return entity_permits(entity, PERMIT_DELETE);
    case ROOT_NAME_DELETE_BY_PK:
        return entity_permits(entity, PERMIT_DELETE) && entity->key_count != 0;
    }
    return false;
}

static void narrow_roots(Narrowing *narrowing) {
    const Policy *policy = narrowing->entity->policy;
    uint32_t granted = 0;
    for (size_t i = 0; i < policy->counts[PERMIT_SELECT]; i++) {
        granted |= policy->rules[PERMIT_SELECT][i].roots;
    }
    for (size_t name = 0; name < ROOT_NAME_COUNT; name++) {
        bool switched_off = name < ROOT_NAME_INSERT && (granted & (1U << name)) == 0;
        if (switched_off || !root_is_given(narrowing, (RootName)name)) {
            narrowing->entity->roots[name].name = (Str){0};
        }
    }
}

/* Whether rows can be aggregated, and how many of them a list may have: what any rule allows. */
static void narrow_rules(Narrowing *narrowing) {
    Entity *entity = narrowing->entity;
    entity->no_aggregates = true;
    entity->max_rows = 0;
    for (size_t i = 0; i < entity->policy->counts[PERMIT_SELECT]; i++) {
        const Rule *rule = &entity->policy->rules[PERMIT_SELECT][i];
        entity->no_aggregates &= !rule->has_aggregates;
        bool more = rule->limit < 0 || (entity->max_rows >= 0 && rule->limit > entity->max_rows);
        entity->max_rows = more ? rule->limit : entity->max_rows;
    }
    entity->limited = entity->max_rows >= 0;
}

static void narrow_entity(Narrowing *narrowing) {
    Entity *entity = narrowing->entity;
    const Entity *whole = narrowing->whole;
    entity->whole = whole;
    entity->unreadable = entity->policy->counts[PERMIT_SELECT] == 0;
    entity->attributes = ARENA_ARRAY(narrowing->arena, whole->attribute_count, Attribute);
    entity->attribute_count = 0;
    for (size_t i = 0; i < whole->attribute_count; i++) {
        narrow_attribute(narrowing, i);
    }
    narrow_key(narrowing);
    narrow_search(narrowing);
    narrow_rules(narrowing);
    narrow_roots(narrowing);
}

/* ---- Relations ---- */

/* The relation, if the role has the rows at its end and those in between. */
static bool narrow_relation(const Narrowing *narrowing, Relation *relation) {
    relation->target = model_entity_of_table(narrowing->made, relation->target->table);
    if (relation->target == NULL) {
        return false;
    }
    if (relation->junction != NULL) {
        Junction *junction = ARENA_NEW(narrowing->arena, Junction);
        *junction = *relation->junction;
        junction->entity = model_entity_of_table(narrowing->made, junction->table);
        relation->junction = junction;
        return junction->entity != NULL && !junction->entity->unreadable;
    }
    return true;
}

static void narrow_relations(Narrowing *narrowing) {
    Entity *entity = narrowing->entity;
    const Entity *whole = narrowing->whole;
    entity->relations = ARENA_ARRAY(narrowing->arena, whole->relation_count, Relation);
    entity->relation_count = 0;
    for (size_t i = 0; i < whole->relation_count; i++) {
        Relation relation = whole->relations[i];
        if (narrow_relation(narrowing, &relation)) {
            entity->relations[entity->relation_count++] = relation;
        }
    }
}

/* ---- The model ---- */

/* Places for the entities that the role has rules for. */
static void narrow_entities(Narrowing *narrowing, const Role *role, bool backend) {
    const Model *model = narrowing->model;
    Model *made = narrowing->made;
    made->of_table = ARENA_ARRAY(narrowing->arena, model->catalog->table_count, const Entity *);
    made->entities =
        ARENA_ARRAY(narrowing->arena, model->entity_count + model->result_count, Entity);
    for (size_t i = 0; role != NULL && i < model->entity_count; i++) {
        const Policy *policy = role->policies[i] == NULL
                                   ? NULL
                                   : policy_choose(narrowing->arena, role->policies[i], backend);
        if (policy == NULL || policy_is_empty(policy)) {
            continue;
        }
        narrowing->whole = &model->entities[i];
        narrowing->entity = &made->entities[made->entity_count++];
        *narrowing->entity = *narrowing->whole;
        narrowing->entity->policy = policy;
        made->of_table[narrowing->whole->table->position] = narrowing->entity;
        map_add(&made->by_name, narrowing->whole->name, narrowing->entity);
        narrow_entity(narrowing);
    }
}

static bool query_allows(const NamedQuery *query, Str role) {
    for (size_t i = 0; i < query->role_count; i++) {
        if (str_equal(query->roles[i], role)) {
            return true;
        }
    }
    return false;
}

/* The row type of a query, once. */
static const Entity *narrow_result(Narrowing *narrowing, const Entity *whole) {
    Model *made = narrowing->made;
    for (size_t i = 0; i < made->result_count; i++) {
        const Entity *known = &made->entities[made->entity_count + i];
        if (known->table == whole->table) {
            return known;
        }
    }
    narrowing->whole = whole;
    narrowing->entity = &made->entities[made->entity_count + made->result_count++];
    *narrowing->entity = *whole;
    narrow_relations(narrowing);
    return narrowing->entity;
}

/* The queries that the role may ask for and whose rows it may see. */
static void narrow_queries(Narrowing *narrowing, const Role *role) {
    const Model *model = narrowing->model;
    Model *made = narrowing->made;
    made->queries = ARENA_ARRAY(narrowing->arena, model->query_count, NamedQuery);
    for (size_t i = 0; role != NULL && i < model->query_count; i++) {
        NamedQuery query = model->queries[i];
        if (!query_allows(&query, role->name)) {
            continue;
        }
        if (query.entity != NULL) {
            query.entity = query.entity->result ? narrow_result(narrowing, query.entity)
                                                : model_entity_of_table(made, query.entity->table);
        }
        bool readable = query.entity != NULL && !query.entity->unreadable;
        if (query.result == QUERY_VALUE || readable) {
            made->queries[made->query_count++] = query;
        }
    }
}

Model *role_model_build(Arena *arena, const Model *model, const Role *role, bool backend) {
    Model *made = ARENA_NEW(arena, Model);
    *made = (Model){.arena = arena,
                    .catalog = model->catalog,
                    .enumerations = model->enumerations,
                    .enumeration_count = model->enumeration_count,
                    .naming = model->naming};
    map_init(&made->by_name, arena);
    Narrowing narrowing = {.arena = arena, .model = model, .made = made};
    narrow_entities(&narrowing, role, backend);
    for (size_t i = 0; i < made->entity_count; i++) {
        narrowing.entity = &made->entities[i];
        narrowing.whole = narrowing.entity->whole;
        narrow_relations(&narrowing);
    }
    narrow_queries(&narrowing, role);
    return made;
}
