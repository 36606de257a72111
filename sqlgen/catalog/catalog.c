/*
 * Catalog: questions to a catalog that has been read.
 *
 * In: a Catalog or a Table and a name or a set of columns. Out: what SQLite itself would say.
 * The one idea: names are found as SQLite finds them, without regard to ASCII case, and a set of
 * columns is unique or indexed whatever the order in which they are named.
 *
 * Example: with `create table t(a, b, c, unique(a, b))`, {b, a} and {a, b, c} are unique and {b}
 * is not; {a} is indexed, {b, a} too, {b} is not.
 */
#include "sqlgen/catalog/reader.h"

enum { SHORT_NAME = 256 };

static void name_fold_into(char *folded, Str name) {
    for (size_t i = 0; i < name.length; i++) {
        char c = name.data[i];
        folded[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
}

Str name_fold(Arena *arena, Str name) {
    char *folded = arena_alloc(arena, name.length + 1);
    name_fold_into(folded, name);
    return (Str){folded, name.length};
}

const Table *catalog_table(const Catalog *catalog, Str name) {
    if (name.length <= SHORT_NAME) {
        char folded[SHORT_NAME];
        name_fold_into(folded, name);
        return map_get(&catalog->by_name, (Str){folded, name.length});
    }
    for (size_t i = 0; i < catalog->table_count; i++) {
        if (str_equal_nocase(catalog->tables[i]->name, name)) {
            return catalog->tables[i];
        }
    }
    return NULL;
}

const Column *table_column(const Table *table, Str name) {
    for (size_t i = 0; i < table->column_count; i++) {
        if (str_equal_nocase(table->columns[i].name, name)) {
            return &table->columns[i];
        }
    }
    return NULL;
}

static bool columns_have(const Column *const *columns, size_t count, const Column *column) {
    for (size_t i = 0; i < count; i++) {
        if (columns[i] == column) {
            return true;
        }
    }
    return false;
}

/* True if all of `part` stands in `whole`. An expression (NULL) stands nowhere. */
static bool columns_cover(const Column *const *whole, size_t whole_count, const Column *const *part,
                          size_t part_count) {
    for (size_t i = 0; i < part_count; i++) {
        if (part[i] == NULL || !columns_have(whole, whole_count, part[i])) {
            return false;
        }
    }
    return part_count != 0;
}

bool table_columns_unique(const Table *table, const Column *const *columns, size_t count) {
    if (table->kind == TABLE_ORDINARY &&
        columns_cover(columns, count, table->primary_key, table->primary_key_count)) {
        return true;
    }
    for (size_t i = 0; i < table->index_count; i++) {
        const Index *index = &table->indexes[i];
        if (index->unique && !index->partial &&
            columns_cover(columns, count, index->columns, index->count)) {
            return true;
        }
    }
    return false;
}

/* True if the first terms of the index (as many as there are columns) are just these columns. */
static bool index_begins_with(const Column *const *terms, size_t term_count,
                              const Column *const *columns, size_t count) {
    return count <= term_count && columns_cover(terms, count, columns, count);
}

bool table_columns_indexed(const Table *table, const Column *const *columns, size_t count) {
    if (table->kind == TABLE_ORDINARY &&
        index_begins_with(table->primary_key, table->primary_key_count, columns, count)) {
        return true;
    }
    for (size_t i = 0; i < table->index_count; i++) {
        const Index *index = &table->indexes[i];
        if (!index->partial && index_begins_with(index->columns, index->count, columns, count)) {
            return true;
        }
    }
    return false;
}
