/*
 * Table sets; see table_set.h.
 *
 * In: names, as the authorizer has them, and the catalog. Out: sets.
 * The idea: what is not known to be a set of tables is all tables, so that a set is never too
 * small.
 *
 * Example: of `select v from a_view join notes_fts …` the authorizer tells a_view (nothing: the
 * tables beneath it are told as well), orders (added), notes_fts (added), and, while it runs,
 * notes_fts_data (a shadow of notes_fts, which is in the set already).
 */
#include "sqlgen/run/table_set.h"

#include "sqlgen/base/siphash.h"
#include "sqlgen/catalog/ddl_token.h"

enum { NAME_PIECE = 256 };

uint64_t table_id(Str name) {
    static const SipKey key = {0};
    char folded[NAME_PIECE];
    uint64_t id = name.length;
    for (size_t from = 0; from < name.length; from += NAME_PIECE) {
        Str piece = str_slice(name, from, NAME_PIECE);
        for (size_t i = 0; i < piece.length; i++) {
            char c = piece.data[i];
            folded[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        }
        id = id * 31 + siphash(key, (Str){folded, piece.length});
    }
    return id == 0 ? 1 : id;
}

void table_set_add_all(TableSet *set) {
    set->all = true;
    set->count = 0;
}

void table_set_add(TableSet *set, uint64_t table) {
    for (size_t i = 0; i < set->count; i++) {
        if (set->tables[i] == table) {
            return;
        }
    }
    if (set->count == TABLE_SET_SIZE) {
        table_set_add_all(set);
    } else if (!set->all) {
        set->tables[set->count++] = table;
    }
}

void table_set_join(TableSet *set, const TableSet *other) {
    if (other->all) {
        table_set_add_all(set);
    }
    for (size_t i = 0; i < other->count; i++) {
        table_set_add(set, other->tables[i]);
    }
}

/* An option such as content=…, or an abbreviation of it, as FTS5 takes them: the index may show
 * rows of another table. */
static bool fts_has_content(Str sql) {
    DdlScanner scanner = {.sql = sql};
    DdlToken before = {0}, token = ddl_next_word(&scanner);
    bool found = false;
    while (token.kind != DDL_END && !found) {
        found = ddl_is_symbol(token, '=') && before.text.length != 0 &&
                (before.text.data[0] == 'c' || before.text.data[0] == 'C');
        before = token;
        token = ddl_next_word(&scanner);
    }
    return found;
}

typedef enum VirtualKind {
    VIRTUAL_ALONE,   /* reads and writes its own shadow tables, and nothing else */
    VIRTUAL_INDEX,   /* writes these, and reads what it is an index of as well */
    VIRTUAL_STRANGER /* of a module that we do not know */
} VirtualKind;

static VirtualKind virtual_kind(const Table *table) {
    static const Str texts[] = {STR_INIT("fts5"), STR_INIT("fts4"), STR_INIT("fts3")};
    static const Str trees[] = {STR_INIT("rtree"), STR_INIT("rtree_i32"), STR_INIT("geopoly")};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (str_equal_nocase(table->module, texts[i])) {
            return fts_has_content(table->sql) ? VIRTUAL_INDEX : VIRTUAL_ALONE;
        }
        if (str_equal_nocase(table->module, trees[i])) {
            return VIRTUAL_ALONE;
        }
    }
    return VIRTUAL_STRANGER;
}

/* The virtual table that this is a shadow table of, or NULL. */
static const Table *table_behind_shadow(const Catalog *catalog, Str name) {
    for (size_t length = name.length; length > 1; length--) {
        const Table *table = name.data[length - 1] == '_'
                                 ? catalog_table(catalog, str_slice(name, 0, length - 1))
                                 : NULL;
        if (table != NULL && table->kind == TABLE_VIRTUAL) {
            return table;
        }
    }
    return NULL;
}

static const Table *table_of(const Catalog *catalog, Str name) {
    const Table *table = catalog_table(catalog, name);
    return table != NULL ? table : table_behind_shadow(catalog, name);
}

/* Tables that are made of their arguments alone. */
static bool is_table_function(Str name) {
    return str_equal_nocase(name, STR("soloql_each")) || str_equal_nocase(name, STR("json_each")) ||
           str_equal_nocase(name, STR("json_tree"));
}

void table_set_note_read(TableSet *set, const Catalog *catalog, const char *name) {
    Str text = str_from(name);
    const Table *table = table_of(catalog, text);
    if (table != NULL && table->kind == TABLE_VIEW) {
        return; /* the tables beneath it are told as well */
    }
    bool known =
        table != NULL && (table->kind == TABLE_ORDINARY || virtual_kind(table) == VIRTUAL_ALONE);
    if (known) {
        table_set_add(set, table_id(table->name));
    } else if (table != NULL || !is_table_function(text)) {
        table_set_add_all(set);
    }
}

void table_set_note_write(TableSet *set, const Catalog *catalog, const char *name) {
    const Table *table = table_of(catalog, str_from(name));
    if (table == NULL || table->kind == TABLE_VIEW) {
        return; /* what is not in the catalog is read as all tables; what triggers of views write
                   is told as well */
    }
    if (table->kind == TABLE_VIRTUAL && virtual_kind(table) == VIRTUAL_STRANGER) {
        table_set_add_all(set);
    } else {
        table_set_add(set, table_id(table->name));
    }
}
