/*
 * Constraints: what is unique in a table, and its names.
 *
 *     create table items(id integer primary key, sku text unique, …)    items_pkey, items_sku_key
 *     create unique index one_open on items(owner) where open           one_open
 *
 * An index on expressions, or a partial one whose condition cannot be repeated, has a name for
 * errors, but no upsert can say it.
 */
#include "sqlgen/model/model.h"

static bool index_is_target(const Index *index) {
    bool whole = !index->partial || index->where != NULL;
    for (size_t i = 0; i < index->count && whole; i++) {
        whole = index->columns[i] != NULL;
    }
    return whole;
}

/* items_pkey; items_sku_key of UNIQUE (sku); the name of an index that was created. */
static Str constraint_name(Arena *arena, const Table *table, const Index *index) {
    StrBuf *name = strbuf_new(arena);
    if (index != NULL && index->origin == 'c') {
        return name_mangle(arena, index->name);
    }
    strbuf_append(name, table->name);
    for (size_t i = 0; index != NULL && i < index->count; i++) {
        strbuf_append_char(name, '_');
        strbuf_append(name, index->columns[i]->name);
    }
    strbuf_append(name, index == NULL ? STR("_pkey") : STR("_key"));
    return name_mangle(arena, strbuf_view(name));
}

void entity_add_constraints(Arena *arena, Entity *entity) {
    const Table *table = entity->table;
    NameScope names;
    name_scope_init(&names, arena, arena);
    entity->constraints = ARENA_ARRAY(arena, table->index_count + 1, Constraint);
    if (table->primary_key_count != 0) {
        entity->constraints[entity->constraint_count++] =
            (Constraint){.name = name_scope_take(&names, constraint_name(arena, table, NULL), NULL),
                         .columns = table->primary_key,
                         .count = table->primary_key_count,
                         .target = true};
    }
    for (size_t i = 0; i < table->index_count; i++) {
        const Index *index = &table->indexes[i];
        if (index->unique && index->origin != 'p') {
            Str name = name_scope_take(&names, constraint_name(arena, table, index), NULL);
            entity->constraints[entity->constraint_count++] =
                (Constraint){.name = name,
                             .columns = index->columns,
                             .count = index->count,
                             .index = index,
                             .target = index_is_target(index)};
        }
    }
}
