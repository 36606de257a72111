/*
 * Reach; see reach.h.
 *
 * In: "customers", "email". Out: whether the role's statements may read that. The tables that a
 * virtual table keeps its data in (`notes_fts_data` of `notes_fts`) are read on its behalf.
 */
#include "sqlgen/catalog/reach.h"

#include <assert.h>
#include <string.h>

TableReach *reach_of(const Reach *reach, const Table *table) {
    return &reach->tables[table->position];
}

static bool *reach_columns(Arena *arena, const Reach *reach, const Table *table) {
    TableReach *own = reach_of(reach, table);
    own->rows = true;
    if (own->columns == NULL) {
        own->columns = ARENA_ARRAY(arena, table->column_count, bool);
    }
    return own->columns;
}

static bool table_is_known(const Reach *reach, const Table *table) {
    return table->position < reach->catalog->table_count &&
           reach->catalog->tables[table->position] == table;
}

void reach_add(Arena *arena, const Reach *reach, const Table *table, const Column *column) {
    if (!table_is_known(reach, table)) {
        return; /* rows of the owner's SQL */
    }
    bool *columns = reach_columns(arena, reach, table);
    const Column *base = column->masked == NULL ? column : column->masked;
    for (size_t i = 0; i < table->column_count; i++) {
        if (&table->columns[i] == base) {
            columns[i] = true;
        }
    }
}

void reach_add_all(Arena *arena, const Reach *reach, const Table *table) {
    for (size_t i = 0; i < table->column_count; i++) {
        reach_add(arena, reach, table, &table->columns[i]);
    }
}

static const TableReach *reach_named(const Reach *reach, const char *name) {
    const Table *table = catalog_table(reach->catalog, str_from(name));
    return table == NULL ? NULL : reach_of(reach, table);
}

/* True if a virtual table that is in reach keeps its data there. */
static bool is_shadow(const Reach *reach, Str name) {
    assert(reach->tables != NULL);
    for (size_t i = 0; i < reach->catalog->table_count; i++) {
        const Table *table = reach->catalog->tables[i];
        if (table->kind == TABLE_VIRTUAL && reach->tables[i].rows &&
            name.length > table->name.length && name.data[table->name.length] == '_' &&
            str_equal_nocase(str_slice(name, 0, table->name.length), table->name)) {
            return true;
        }
    }
    return false;
}

/* Rows that the statement itself makes: lists, and the walks of trees. */
static bool is_ours(Str name) {
    return str_equal(name, STR("soloql_each")) || str_equal(name, STR("_soloql_walk"));
}

bool reach_reads(const Reach *reach, const char *table, const char *column) {
    const TableReach *own = reach_named(reach, table);
    if (own == NULL) {
        return is_ours(str_from(table)) || is_shadow(reach, str_from(table));
    }
    const Column *named =
        table_column(catalog_table(reach->catalog, str_from(table)), str_from(column));
    if (named == NULL) { /* the rowid, or that there are rows */
        return own->rows;
    }
    return own->columns != NULL && own->columns[named->position];
}

bool reach_inserts(const Reach *reach, const char *table) {
    const TableReach *own = reach_named(reach, table);
    return own == NULL ? is_shadow(reach, str_from(table)) : own->inserts;
}

bool reach_updates(const Reach *reach, const char *table) {
    const TableReach *own = reach_named(reach, table);
    return own == NULL ? is_shadow(reach, str_from(table)) : own->updates;
}

bool reach_deletes(const Reach *reach, const char *table) {
    const TableReach *own = reach_named(reach, table);
    return own == NULL ? is_shadow(reach, str_from(table)) : own->deletes;
}
