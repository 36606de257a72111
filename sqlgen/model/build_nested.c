/*
 * What is nested in updates (API section 4): arguments of update_t_by_pk for the row's relations.
 *
 *     update_orders_by_pk(pk_columns: {id: 1}, _set: {…},
 *                         customer: orders_obj_rel_update_input, items: items_arr_rel_update_input)
 *
 *     input customers_obj_rel_update_input { create: customers_insert_input
 *         connect: customers_pk_columns_input  disconnect: Boolean
 *         update: customers_nested_update_input  delete: Boolean }
 *     input items_arr_rel_update_input { create: [items_insert_input!]
 *         connect: [items_pk_columns_input!]  disconnect: [items_pk_columns_input!]
 *         update: [items_updates!]  delete: [items_bool_exp!] }
 *     input tags_many_rel_update_input { … the same, through a junction table }
 *     input customers_nested_update_input { _set: customers_set_input …  orders: … }
 *
 * Which of these are there follows from the mutations that the tables have: what is nested can do
 * nothing that could not be done apart. One row is updated at a time, so an update of many rows has
 * no such arguments.
 */
#include "sqlgen/model/builder.h"

/* The types of the junction table; NULL if rows cannot be put into it and taken out. */
static const EntityTypes *junction_types(const Builder *builder, const Relation *relation) {
    const Entity *entity = model_entity_of_table(builder->model, relation->junction->table);
    const EntityTypes *types = entity == NULL ? NULL : builder_types(builder, entity);
    return types != NULL && types->inserts && types->deletes ? types : NULL;
}

/* Where the relation's type stands in those of its target; NULL if its rows cannot be changed. */
static Type **relation_place(const Builder *builder, const Relation *relation) {
    EntityTypes *target = builder_types(builder, relation->target);
    bool plain = relation->target->table->kind == TABLE_ORDINARY && relation->filter == NULL;
    bool any = target->inserts || target->updates || target->deletes;
    bool one = relation->kind != RELATION_OBJECT || relation->unique;
    if (!plain || !one) {
        return NULL; /* a filter is no tie, and of several rows none is meant */
    }
    bool known = relation->target->key_count != 0 || any;
    if (relation->junction != NULL) {
        return known && junction_types(builder, relation) != NULL ? &target->change_many : NULL;
    }
    if (relation->kind == RELATION_ARRAY) {
        return any ? &target->change_array : NULL;
    }
    return (relation->insert_after ? target->updates : known) ? &target->change_object : NULL;
}

static const char *place_suffix(const EntityTypes *target, Type *const *place) {
    return place == &target->change_many    ? "_many_rel_update_input"
           : place == &target->change_array ? "_arr_rel_update_input"
                                            : "_obj_rel_update_input";
}

static void relation_begin(Builder *builder, const Relation *relation) {
    EntityTypes *target = builder_types(builder, relation->target);
    Type **place = relation_place(builder, relation);
    BuilderPlace before = builder_enter(builder, target);
    if (place != NULL && *place == NULL) {
        *place = builder_add_type(builder, TYPE_INPUT_OBJECT, target->entity,
                                  place_suffix(target, place));
    }
    bool recurs = place == &target->change_object && target->updates;
    if (recurs && target->nested_update == NULL) {
        target->nested_update =
            builder_add_type(builder, TYPE_INPUT_OBJECT, target->entity, "_nested_update_input");
    }
    builder_leave(builder, before);
}

void build_nested_types(Builder *builder) {
    for (size_t i = 0; i < builder->model->entity_count; i++) {
        const EntityTypes *types = &builder->entities[i];
        bool changes = types->updates && types->entity->table->kind == TABLE_ORDINARY;
        for (size_t r = 0; r < types->entity->relation_count && changes; r++) {
            relation_begin(builder, &types->entity->relations[r]);
        }
    }
}

static bool name_is_taken(const InputList *inputs, Str name) {
    for (size_t i = 0; i < inputs->count; i++) {
        if (str_equal(inputs->items[i].name, name)) {
            return true;
        }
    }
    return false;
}

void builder_add_relations(Builder *builder, const EntityTypes *types, InputList *out) {
    for (size_t i = 0; i < types->entity->relation_count; i++) {
        const Relation *relation = &types->entity->relations[i];
        Type **place = relation_place(builder, relation);
        if (place != NULL && *place != NULL && !name_is_taken(out, relation->name)) {
            Binding binding = {.mutation_argument = MUTATION_RELATION, .relation = relation};
            out->items[out->count++] = (InputValueDef){.name = relation->name,
                                                       .description = relation->description,
                                                       .type = &(*place)->ref,
                                                       .binding = builder_bind(builder, binding)};
        }
    }
}

/* ---- Their fields ---- */

static void add_nested(Builder *builder, Type *type, NestedField role, const TypeRef *of) {
    static const struct {
        Str name, description;
    } fields[] = {
        [NESTED_CREATE] = {STR_INIT("create"), STR_INIT("Insert rows and tie them to this one.")},
        [NESTED_CONNECT] = {STR_INIT("connect"), STR_INIT("Tie rows that are there to this one.")},
        [NESTED_DISCONNECT] = {STR_INIT("disconnect"),
                               STR_INIT("Undo the tie; the rows themselves stay.")},
        [NESTED_UPDATE] = {STR_INIT("update"), STR_INIT("Update rows that are tied to this one.")},
        [NESTED_DELETE] = {STR_INIT("delete"), STR_INIT("Delete rows that are tied to this one.")},
    };
    builder_add_input(builder, type,
                      (InputValueDef){.name = fields[role].name,
                                      .description = fields[role].description,
                                      .type = of,
                                      .binding = builder_bind(builder, (Binding){.nested = role})});
}

/* Of an object relation there is one row: which one need not be said. */
static void fill_object(Builder *builder, EntityTypes *types) {
    Type *type = types->change_object;
    const TypeRef *flag = &builder_scalar(builder, DATA_BOOLEAN)->ref;
    builder_room(builder, type, NESTED_DELETE + 1);
    if (types->inserts) {
        add_nested(builder, type, NESTED_CREATE, &types->insert_input->ref);
    }
    if (types->entity->key_count != 0) {
        add_nested(builder, type, NESTED_CONNECT, &builder_pk_columns(builder, types)->ref);
    }
    add_nested(builder, type, NESTED_DISCONNECT, flag);
    if (types->updates) {
        add_nested(builder, type, NESTED_UPDATE, &types->nested_update->ref);
    }
    if (types->deletes) {
        add_nested(builder, type, NESTED_DELETE, flag);
    }
}

static void fill_list(Builder *builder, EntityTypes *types, Type *type, bool ties) {
    builder_room(builder, type, NESTED_DELETE + 1);
    if (types->inserts) {
        add_nested(builder, type, NESTED_CREATE, builder_list(builder, types->insert_input));
    }
    if (ties && types->entity->key_count != 0) {
        const TypeRef *keys = builder_list(builder, builder_pk_columns(builder, types));
        add_nested(builder, type, NESTED_CONNECT, keys);
        add_nested(builder, type, NESTED_DISCONNECT, keys);
    }
    if (types->updates) {
        add_nested(builder, type, NESTED_UPDATE, builder_list(builder, types->changes));
    }
    if (types->deletes) {
        add_nested(builder, type, NESTED_DELETE, builder_list(builder, types->filter));
    }
}

static void fill_update(Builder *builder, EntityTypes *types) {
    Type *type = types->nested_update;
    size_t most = UPDATE_OPERATOR_COUNT + types->entity->relation_count;
    InputList changes = {ARENA_ARRAY(builder->scratch, most, InputValueDef), 0};
    builder_add_operators(builder, types, &changes);
    builder_add_relations(builder, types, &changes);
    builder_room(builder, type, changes.count);
    builder_add_inputs(builder, type, &changes);
}

void build_nested(Builder *builder, EntityTypes *types) {
    if (types->change_object != NULL) {
        fill_object(builder, types);
    }
    if (types->change_array != NULL) { /* a tie is a column of theirs */
        fill_list(builder, types, types->change_array, types->updates);
    }
    if (types->change_many != NULL) { /* a tie is a row in between */
        fill_list(builder, types, types->change_many, true);
    }
    if (types->nested_update != NULL) {
        fill_update(builder, types);
    }
}
