/*
 * Relations; see relations.h.
 *
 * In: orders.customer_id references customers(id). Out: orders.customer, to one, and
 * customers.orders, to many. The idea: every foreign key, declared by a table or inherited by a
 * view from the base columns it shows, is first noted as a Link between two entities; names are
 * then given in three rounds (object sides, array sides, many-to-many), each in catalog order, so
 * that adding a table at the end never renames what was there.
 *
 * Object relations are nullable even where the column is NOT NULL: SQLite does not enforce
 * foreign keys unless asked to, and a missing parent must not take the whole answer with it.
 */
#include "sqlgen/model/relations.h"

typedef struct Link {
    Entity *child, *parent;
    NameScope *child_scope, *parent_scope;
    const Column **columns;        /* of the child */
    const Column **parent_columns; /* of the parent */
    size_t count;
} Link;

typedef struct LinkList {
    Link *items;
    size_t count;
} LinkList;

static const char *const array_templates[] = {"%_aggregate", "%_group", "%_connection", "%_tree",
                                              NULL};
static const char *const object_templates[] = {"%_tree", NULL};

/* The index of the entity that exposes the table; entity_count if there is none. */
static size_t entity_index(const Model *model, const Table *table) {
    const Entity *entity = model_entity_of_table(model, table);
    return entity == NULL ? model->entity_count : (size_t)(entity - model->entities);
}

static bool columns_equal(const Column *const *a, const Column *const *b, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (a[i] != b[i]) {
            return false;
        }
    }
    return true;
}

/* Notes the key unless the same columns lead to the same parent already. `own` counts the links
 * of this child so far. */
static void link_add(Model *model, NameScope *scopes, LinkList *links, size_t own,
                     const ForeignKey *key, const Column **columns, size_t child) {
    size_t parent = key->parent == NULL ? model->entity_count : entity_index(model, key->parent);
    if (parent == model->entity_count || key->parent_columns == NULL) {
        return;
    }
    Link link = {&model->entities[child],
                 &model->entities[parent],
                 &scopes[child],
                 &scopes[parent],
                 columns,
                 key->parent_columns,
                 key->count};
    for (size_t i = links->count - own; i < links->count; i++) {
        const Link *other = &links->items[i];
        if (other->parent == link.parent && other->count == link.count &&
            columns_equal(other->columns, columns, link.count)) {
            return;
        }
    }
    ARENA_PUSH(model->arena, links->items, links->count, link);
}

/* The view's columns that show the key's base columns, or NULL if one is not shown. */
static const Column **view_columns_of_key(Arena *arena, const Table *view, const ForeignKey *key) {
    const Column **columns = ARENA_ARRAY(arena, key->count, const Column *);
    for (size_t part = 0; part < key->count; part++) {
        for (size_t i = 0; i < view->column_count && columns[part] == NULL; i++) {
            if (view->columns[i].origin == key->columns[part]) {
                columns[part] = &view->columns[i];
            }
        }
        if (columns[part] == NULL) {
            return NULL;
        }
    }
    return columns;
}

/* The keys of the base tables whose columns the view shows. */
static void link_view(Model *model, NameScope *scopes, LinkList *links, size_t child) {
    const Table *view = model->entities[child].table;
    size_t before = links->count;
    for (size_t i = 0; i < view->column_count; i++) {
        const Table *base = view->columns[i].origin_table;
        for (size_t k = 0; base != NULL && k < base->foreign_key_count; k++) {
            const ForeignKey *key = &base->foreign_keys[k];
            const Column **columns = key->columns[0] == view->columns[i].origin
                                         ? view_columns_of_key(model->arena, view, key)
                                         : NULL;
            if (columns != NULL) {
                link_add(model, scopes, links, links->count - before, key, columns, child);
            }
        }
    }
}

static LinkList links_collect(Model *model, NameScope *scopes) {
    LinkList links = {0};
    for (size_t child = 0; child < model->entity_count; child++) {
        const Table *table = model->entities[child].table;
        size_t before = links.count;
        for (size_t k = 0; k < table->foreign_key_count; k++) {
            const ForeignKey *key = &table->foreign_keys[k];
            link_add(model, scopes, &links, links.count - before, key, key->columns, child);
        }
        if (table->kind == TABLE_VIEW) {
            link_view(model, scopes, &links, child);
        }
    }
    return links;
}

static void entity_add_relation(Model *model, Entity *entity, Relation relation) {
    relation.insert_after = relation.kind == RELATION_ARRAY;
    relation.unique =
        relation.junction == NULL &&
        table_columns_unique(relation.target->table, relation.references, relation.count);
    ARENA_PUSH(model->arena, entity->relations, entity->relation_count, relation);
}

static void link_name_object_side(Model *model, Link *link) {
    Str stem = link->count == 1 ? name_stem(link->columns[0]->name) : (Str){0};
    Str name = stem.data == NULL ? (Str){0} : name_mangle(model->arena, stem);
    if (name.data == NULL || !name_scope_is_free(link->child_scope, name)) {
        name = link->parent->name;
    }
    bool follows = link->child == link->parent;
    name = name_scope_take(link->child_scope, name, follows ? object_templates : NULL);
    entity_add_relation(model, link->child,
                        (Relation){.name = name,
                                   .kind = RELATION_OBJECT,
                                   .target = link->parent,
                                   .columns = link->columns,
                                   .references = link->parent_columns,
                                   .count = link->count});
}

/* What tells this key of the child from its others: the stem or name of its columns. */
static Str link_distinction(Arena *arena, const Link *link) {
    Str text = {0};
    for (size_t i = 0; i < link->count; i++) {
        Str stem = name_stem(link->columns[i]->name);
        Str part = name_mangle(
            arena, stem.data != NULL && link->count == 1 ? stem : link->columns[i]->name);
        text = i == 0 ? part : str_format(arena, "%.*s_%.*s", STR_ARG(text), STR_ARG(part));
    }
    return text;
}

static void link_name_array_side(Model *model, Link *link, bool several) {
    Str name = link->child->name;
    if (several || link->child == link->parent) {
        Str distinction = link_distinction(model->arena, link);
        name = str_format(model->arena, "%.*s_by_%.*s", STR_ARG(name), STR_ARG(distinction));
    }
    name = name_scope_take(link->parent_scope, name, array_templates);
    entity_add_relation(model, link->parent,
                        (Relation){.name = name,
                                   .kind = RELATION_ARRAY,
                                   .target = link->child,
                                   .columns = link->parent_columns,
                                   .references = link->columns,
                                   .count = link->count});
}

/* True if the link's child has another key to the same parent. Links of a child are neighbours. */
static bool link_has_rival(const LinkList *links, size_t index) {
    const Link *link = &links->items[index];
    for (size_t i = index; i-- > 0 && links->items[i].child == link->child;) {
        if (links->items[i].parent == link->parent) {
            return true;
        }
    }
    for (size_t i = index + 1; i < links->count && links->items[i].child == link->child; i++) {
        if (links->items[i].parent == link->parent) {
            return true;
        }
    }
    return false;
}

/* A pure junction table: its columns are its key, and its key is these two foreign keys. */
static bool links_make_junction(const Link *a, const Link *b) {
    const Table *table = a->child->table;
    size_t parts = a->count + b->count;
    if (table->kind != TABLE_ORDINARY || table->column_count != parts ||
        table->primary_key_count != parts) {
        return false;
    }
    for (size_t i = 0; i < a->count; i++) {
        for (size_t j = 0; j < b->count; j++) {
            if (a->columns[i] == b->columns[j]) {
                return false;
            }
        }
    }
    return true;
}

/* The field on near's parent that leads through the junction to far's parent. */
static void link_name_through(Model *model, const Link *near, const Link *far) {
    Junction *junction = ARENA_NEW(model->arena, Junction);
    *junction = (Junction){.table = near->child->table,
                           .near = near->columns,
                           .far = far->columns,
                           .far_count = far->count,
                           .far_references = far->parent_columns};
    Str name = name_scope_take(near->parent_scope, far->parent->name, array_templates);
    entity_add_relation(model, near->parent,
                        (Relation){.name = name,
                                   .kind = RELATION_ARRAY,
                                   .target = far->parent,
                                   .columns = near->parent_columns,
                                   .references = near->columns,
                                   .count = near->count,
                                   .junction = junction});
}

void model_relate(Model *model, NameScope *scopes) {
    LinkList links = links_collect(model, scopes);
    for (size_t i = 0; i < links.count; i++) {
        link_name_object_side(model, &links.items[i]);
    }
    for (size_t i = 0; i < links.count; i++) {
        link_name_array_side(model, &links.items[i], link_has_rival(&links, i));
    }
    for (size_t i = 0; i + 1 < links.count; i++) {
        const Link *a = &links.items[i], *b = &links.items[i + 1];
        bool pair = a->child == b->child && (i == 0 || links.items[i - 1].child != a->child) &&
                    (i + 2 == links.count || links.items[i + 2].child != a->child);
        if (pair && links_make_junction(a, b)) {
            link_name_through(model, a, b);
            link_name_through(model, b, a);
        }
    }
}
