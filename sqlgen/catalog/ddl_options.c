/*
 * DDL options: what only the CREATE statement tells.
 *
 * In: a table's CREATE statement as stored. Out: kind, module, WITHOUT ROWID, STRICT; and for a
 * trigger, what it stands in for. PRAGMA table_list would tell most of it, but it expands every
 * view of the file first, and a small hostile file can make that take minutes or overflow the
 * stack (view_graph.c); the statement is at hand, and SQLite has normalised its beginning:
 * always `CREATE TABLE name`, `CREATE VIEW name` or `CREATE VIRTUAL TABLE name`.
 *
 * Example: `CREATE TABLE t(a, primary key(a)) STRICT, WITHOUT ROWID` -> ordinary, both options.
 */
#include "sqlgen/catalog/ddl_token.h"
#include "sqlgen/catalog/reader.h"

static Str module_of(Arena *arena, DdlScanner *scanner) {
    ddl_next_word(scanner); /* the name */
    DdlToken token = ddl_next_word(scanner);
    return ddl_is_word(token, STR("using")) ? ddl_name(arena, ddl_next_word(scanner)) : STR("");
}

static void read_tail(DdlScanner *scanner, Table *table) {
    DdlToken token;
    do {
        token = ddl_next_word(scanner);
    } while (token.kind != DDL_END && !ddl_is_symbol(token, '('));
    ddl_skip_group(scanner);
    while ((token = ddl_next_word(scanner)).kind != DDL_END) {
        table->strict |= ddl_is_word(token, STR("strict"));
        table->without_rowid |= ddl_is_word(token, STR("without"));
    }
}

void ddl_read_options(Arena *arena, Table *table) {
    DdlScanner scanner = {.sql = table->sql};
    ddl_next_word(&scanner); /* CREATE */
    DdlToken token = ddl_next_word(&scanner);
    if (ddl_is_word(token, STR("view"))) {
        table->kind = TABLE_VIEW;
    } else if (ddl_is_word(token, STR("virtual"))) {
        table->kind = TABLE_VIRTUAL;
        ddl_next_word(&scanner); /* TABLE */
        table->module = module_of(arena, &scanner);
    } else {
        table->kind = TABLE_ORDINARY;
        read_tail(&scanner, table);
    }
}

char ddl_instead_of(Str sql) {
    DdlScanner scanner = {.sql = sql};
    ddl_next_word(&scanner); /* CREATE */
    ddl_next_word(&scanner); /* TRIGGER */
    ddl_next_word(&scanner); /* the name */
    if (!ddl_is_word(ddl_next_word(&scanner), STR("instead"))) {
        return 0;
    }
    ddl_next_word(&scanner); /* OF */
    DdlToken event = ddl_next_word(&scanner);
    return ddl_is_word(event, STR("insert"))   ? 'i'
           : ddl_is_word(event, STR("update")) ? 'u'
           : ddl_is_word(event, STR("delete")) ? 'd'
                                               : (char)0;
}
