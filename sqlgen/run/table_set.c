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

/* ---- Virtual tables ---- */

typedef enum Module {
    MODULE_TEXT,    /* an index of its own text, or of another table's */
    MODULE_TREE,    /* on its own */
    MODULE_STRANGER /* may read and write anything */
} Module;

static Module module_of(const Table *table) {
    static const struct {
        Str name;
        Module module;
    } modules[] = {{STR_INIT("fts5"), MODULE_TEXT},      {STR_INIT("fts4"), MODULE_TEXT},
                   {STR_INIT("fts3"), MODULE_TEXT},      {STR_INIT("rtree"), MODULE_TREE},
                   {STR_INIT("rtree_i32"), MODULE_TREE}, {STR_INIT("geopoly"), MODULE_TREE}};
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) {
        if (str_equal_nocase(table->module, modules[i].name)) {
            return modules[i].module;
        }
    }
    return MODULE_STRANGER;
}

/* Whether it is content=…: FTS5 takes abbreviations as well, so any other option that begins as the
 * word does is one of these, or taken for it. */
static bool option_is_content(DdlToken name) {
    static const Str others[] = {STR_INIT("content_rowid"), STR_INIT("contentless_delete"),
                                 STR_INIT("contentless_unindexed"), STR_INIT("columnsize"),
                                 STR_INIT("compress")};
    bool begins = name.text.length != 0 && (name.text.data[0] == 'c' || name.text.data[0] == 'C');
    return begins && !ddl_is_any(name, others, sizeof others / sizeof *others);
}

/* The table that the word names, if it is an ordinary one. */
static const Table *content_table(const Catalog *catalog, DdlToken word) {
    Str name = word.text;
    if (word.kind != DDL_WORD && name.length >= 2) {
        name = str_slice(name, 1, name.length - 2);
    }
    const Table *table = catalog_table(catalog, name);
    return table != NULL && table->kind == TABLE_ORDINARY ? table : NULL;
}

/* Adds the table whose rows the index shows, if there is one; all if that cannot be told. */
static void fts_note_content(TableSet *set, const Catalog *catalog, Str sql) {
    DdlScanner scanner = {.sql = sql};
    DdlToken before = {0}, token = ddl_next_word(&scanner);
    while (token.kind != DDL_END) {
        if (ddl_is_symbol(token, '=') && option_is_content(before)) {
            DdlToken value = ddl_next_word(&scanner);
            const Table *content = content_table(catalog, value);
            bool is_none = value.kind == DDL_STRING && value.text.length == 2;
            if (content != NULL) {
                table_set_add(set, table_id(content->name));
            } else if (!is_none) {
                table_set_add_all(set);
            }
        }
        before = token;
        token = ddl_next_word(&scanner);
    }
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

static void virtual_note_read(TableSet *set, const Catalog *catalog, const Table *table) {
    switch (module_of(table)) {
    case MODULE_TEXT:
        table_set_add(set, table_id(table->name));
        fts_note_content(set, catalog, table->sql);
        break;
    case MODULE_TREE:
        table_set_add(set, table_id(table->name));
        break;
    case MODULE_STRANGER:
        table_set_add_all(set);
        break;
    }
}

void table_set_note_read(TableSet *set, const Catalog *catalog, const char *name) {
    Str text = str_from(name);
    const Table *table = table_of(catalog, text);
    if (table == NULL) {
        if (!is_table_function(text)) {
            table_set_add_all(set);
        }
        return;
    }
    switch (table->kind) {
    case TABLE_ORDINARY:
        table_set_add(set, table_id(table->name));
        break;
    case TABLE_VIEW: /* the tables beneath it are told as well */
        break;
    case TABLE_VIRTUAL:
        virtual_note_read(set, catalog, table);
        break;
    }
}

void table_set_note_write(TableSet *set, const Catalog *catalog, const char *name) {
    const Table *table = table_of(catalog, str_from(name));
    if (table == NULL || table->kind == TABLE_VIEW) {
        return; /* what is not in the catalog is read as all tables; what triggers of views write
                   is told as well */
    }
    if (table->kind == TABLE_VIRTUAL && module_of(table) == MODULE_STRANGER) {
        table_set_add_all(set);
    } else {
        table_set_add(set, table_id(table->name));
    }
}
