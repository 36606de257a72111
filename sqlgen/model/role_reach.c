/*
 * What a role's statements may touch at the most: the reach of its rules; see catalog/reach.h.
 *
 *     select: {where: {shop: {owner_id: {_eq: "$user_id"}}}, columns: ["name"]}
 *
 *     customers: name, shop_id, and the key; shops: id, owner_id
 *
 * In: the model of a role. Out: the columns that it grants, those that tie tables together, tell
 * rows apart or stand in conditions, and, where rows may be written, what foreign keys look at and
 * change on their own.
 */
#include "sqlgen/model/binding.h"
#include "sqlgen/model/role.h"
#include "sqlgen/model/search.h"

#include "sqlgen/graphql/coerce.h"

typedef struct Reacher {
    Arena *arena;
    const Model *model;
    Reach *reach;
    const Table *owner; /* of the rule whose filter is read */
} Reacher;

static void reach_filter(Reacher *reacher, const Input *filter, const Table *table);

static void reach_columns(Reacher *reacher, const Table *table, const Column *const *columns,
                          size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (columns[i] != NULL) {
            reach_add(reacher->arena, reacher->reach, table, columns[i]);
        }
    }
}

static void reach_rows(Reacher *reacher, const Table *table) {
    reach_of(reacher->reach, table)->rows = true;
    reach_columns(reacher, table, table->primary_key, table->primary_key_count);
}

static void reach_search(Reacher *reacher, const Entity *entity) {
    if (entity->search != NULL) {
        reach_add_all(reacher->arena, reacher->reach, entity->search->index);
        if (entity->search->link != NULL) {
            reach_add(reacher->arena, reacher->reach, entity->table, entity->search->link);
        }
    }
}

static void reach_relation(Reacher *reacher, const Relation *relation, const Table *table) {
    const Table *target = relation->target->table;
    const Junction *junction = relation->junction;
    reach_rows(reacher, target);
    reach_columns(reacher, table, relation->columns, relation->count);
    if (junction == NULL) {
        reach_columns(reacher, target, relation->references, relation->count);
    } else {
        reach_columns(reacher, junction->table, junction->near, relation->count);
        reach_columns(reacher, junction->table, junction->far, junction->far_count);
        reach_columns(reacher, target, junction->far_references, junction->far_count);
    }
    if (relation->filter != NULL) {
        reach_filter(reacher, relation->filter, target);
    }
}

/* ---- Conditions ---- */

static void reach_comparisons(Reacher *reacher, const Input *comparisons, const Table *table) {
    for (size_t i = 0; i < comparisons->count; i++) {
        const Binding *binding = comparisons->fields[i].def->binding;
        if (binding->comparison == COMPARISON_COLUMN) {
            reach_add(reacher->arena, reacher->reach,
                      binding->column_comparison->of_owner ? reacher->owner : table,
                      binding->column_comparison->column);
        }
    }
}

static void reach_list(Reacher *reacher, const Input *list, const Table *table) {
    for (size_t i = 0; i < list->count; i++) {
        reach_filter(reacher, list->items[i], table);
    }
}

/* Columns that a function counts: one, or a list of them. */
static void reach_arguments(Reacher *reacher, const Input *value, const Table *table) {
    size_t count = value->kind == INPUT_LIST ? value->count : 1;
    for (size_t i = 0; i < count; i++) {
        const Input *item = value->kind == INPUT_LIST ? value->items[i] : value;
        reach_add(reacher->arena, reacher->reach, table, item->value->binding->attribute->column);
    }
}

static void reach_aggregate(Reacher *reacher, const Input *aggregate, const Table *table) {
    for (size_t i = 0; i < aggregate->count; i++) {
        const Input *value = aggregate->fields[i].value;
        switch (aggregate->fields[i].def->binding->aggregate_filter) {
        case AGGREGATE_FILTER_FUNCTION:
            reach_aggregate(reacher, value, table);
            break;
        case AGGREGATE_FILTER_ARGUMENTS:
            reach_arguments(reacher, value, table);
            break;
        case AGGREGATE_FILTER_FILTER:
            reach_filter(reacher, value, table);
            break;
        case AGGREGATE_FILTER_DISTINCT:
        case AGGREGATE_FILTER_PREDICATE:
            break;
        }
    }
}

static void reach_field(Reacher *reacher, const InputField *field, const Table *table) {
    const Binding *binding = field->def->binding;
    switch (binding->filter) {
    case FILTER_AND:
    case FILTER_OR:
        reach_list(reacher, field->value, table);
        break;
    case FILTER_NOT:
        reach_filter(reacher, field->value, table);
        break;
    case FILTER_ATTRIBUTE:
        reach_add(reacher->arena, reacher->reach, table, binding->attribute->column);
        reach_comparisons(reacher, field->value, table);
        break;
    case FILTER_RELATION:
        reach_relation(reacher, binding->relation, table);
        reach_filter(reacher, field->value, binding->relation->target->table);
        break;
    case FILTER_AGGREGATE:
        reach_relation(reacher, binding->relation, table);
        reach_aggregate(reacher, field->value, binding->relation->target->table);
        break;
    case FILTER_EXISTS:
        reach_rows(reacher, binding->entity->table);
        reach_filter(reacher, field->value, binding->entity->table);
        break;
    case FILTER_SEARCH:
    case FILTER_SEARCH_RAW:
        reach_search(reacher, binding->entity);
        break;
    }
}

static void reach_filter(Reacher *reacher, const Input *filter, const Table *table) {
    for (size_t i = 0; i < filter->count; i++) {
        reach_field(reacher, &filter->fields[i], table);
    }
}

static void reach_condition(Reacher *reacher, const Condition *condition) {
    if (condition->filter != NULL) {
        reach_filter(reacher, condition->filter, reacher->owner);
    }
}

/* ---- Writes ---- */

static bool acts(Str action) {
    return !str_equal(action, STR("NO ACTION")) && !str_equal(action, STR("RESTRICT"));
}

static void reach_written(Reacher *reacher, const Table *table);

/* A key of another table that leads to the written one: its rows are looked for, and may change
 * too. */
static void reach_child(Reacher *reacher, const ForeignKey *key) {
    const TableReach *parent = reach_of(reacher->reach, key->parent);
    TableReach *child = reach_of(reacher->reach, key->table);
    const TableReach before = *child;
    reach_columns(reacher, key->table, key->columns, key->count);
    if (parent->deletes && acts(key->on_delete)) {
        bool gone = str_equal(key->on_delete, STR("CASCADE"));
        child->deletes |= gone;
        child->updates |= !gone;
    }
    child->updates |= parent->updates && acts(key->on_update);
    if (before.deletes != child->deletes || before.updates != child->updates) {
        reach_written(reacher, key->table);
    }
}

static void reach_written(Reacher *reacher, const Table *table) {
    reach_rows(reacher, table);
    for (size_t i = 0; i < table->foreign_key_count; i++) {
        const ForeignKey *key = &table->foreign_keys[i];
        reach_columns(reacher, table, key->columns, key->count);
        if (key->parent != NULL && key->parent_columns != NULL) {
            reach_columns(reacher, key->parent, key->parent_columns, key->count);
        }
    }
    const Catalog *catalog = reacher->model->catalog;
    for (size_t t = 0; t < catalog->table_count; t++) {
        for (size_t k = 0; k < catalog->tables[t]->foreign_key_count; k++) {
            if (catalog->tables[t]->foreign_keys[k].parent == table) {
                reach_child(reacher, &catalog->tables[t]->foreign_keys[k]);
            }
        }
    }
}

static void reach_writes(Reacher *reacher, const Entity *entity) {
    const Entity *whole = entity_whole(entity);
    TableReach *own = reach_of(reacher->reach, entity->table);
    own->inserts |= entity_permits(entity, PERMIT_INSERT);
    own->updates |= entity_permits(entity, PERMIT_UPDATE);
    own->deletes |= entity_permits(entity, PERMIT_DELETE);
    if (!own->inserts && !own->updates && !own->deletes) {
        return;
    }
    for (size_t i = 0; i < whole->attribute_count; i++) { /* to add to a number is to read it */
        const Attribute *attribute = &whole->attributes[i];
        if (entity_takes(entity, attribute, PERMIT_INSERT) ||
            entity_takes(entity, attribute, PERMIT_UPDATE)) {
            reach_add(reacher->arena, reacher->reach, entity->table, attribute->column);
        }
    }
    reach_written(reacher, entity->table);
}

/* ---- Entities ---- */

static void reach_policy(Reacher *reacher, const Entity *entity) {
    reacher->owner = entity->table;
    for (size_t kind = 0; kind < PERMIT_COUNT; kind++) {
        for (size_t i = 0; i < entity->policy->counts[kind]; i++) {
            const Rule *rule = &entity->policy->rules[kind][i];
            reach_condition(reacher, &rule->where);
            reach_condition(reacher, &rule->check);
            for (size_t p = 0; p < rule->preset_count; p++) {
                reach_add(reacher->arena, reacher->reach, entity->table,
                          rule->presets[p].attribute->column);
            }
        }
    }
}

static void reach_entity(Reacher *reacher, const Entity *entity) {
    reach_rows(reacher, entity->table);
    for (size_t i = 0; i < entity->attribute_count; i++) {
        reach_add(reacher->arena, reacher->reach, entity->table, entity->attributes[i].column);
    }
    for (size_t i = 0; i < entity_whole(entity)->key_count; i++) {
        reach_add(reacher->arena, reacher->reach, entity->table,
                  entity_whole(entity)->key[i]->column);
    }
    for (size_t i = 0; i < entity->relation_count; i++) {
        reach_relation(reacher, &entity->relations[i], entity->table);
    }
    reach_search(reacher, entity);
    reach_policy(reacher, entity);
    reach_writes(reacher, entity);
}

Reach *role_reach(Arena *arena, const Model *model) {
    Reach *reach = ARENA_NEW(arena, Reach);
    reach->catalog = model->catalog;
    reach->tables = ARENA_ARRAY(arena, model->catalog->table_count, TableReach);
    Reacher reacher = {.arena = arena, .model = model, .reach = reach};
    for (size_t i = 0; i < model->entity_count; i++) {
        reach_entity(&reacher, &model->entities[i]);
    }
    return reach;
}
