/*
 * DDL conditions: what rows must meet, as only the CREATE statement tells.
 *
 * In: `create table items(price int constraint positive check (price > 0), check (a < b))`. Out:
 * the check "positive" on price, and one without a name on a and b, which SQLite calls by its text,
 * "a < b", when it fails. And of `create unique index i on t(a) where b is null` the condition,
 * which an upsert has to repeat.
 *
 * As SQLite has it, a name that CONSTRAINT gives holds until the next comma.
 */
#include "sqlgen/catalog/ddl_token.h"
#include "sqlgen/catalog/reader.h"

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static Str trim(Str text) {
    while (text.length != 0 && is_space(text.data[0])) {
        text = str_slice(text, 1, text.length - 1);
    }
    while (text.length != 0 && is_space(text.data[text.length - 1])) {
        text.length--;
    }
    return text;
}

static void check_add_column(Arena *arena, TableCheck *check, const Column *column) {
    for (size_t i = 0; i < check->count; i++) {
        if (check->columns[i] == column) {
            return;
        }
    }
    ARENA_PUSH(arena, check->columns, check->count, column);
}

/* What SQLite calls a condition without a name: its text, or, if that begins with a quote, what the
 * quotes hold. */
static Str condition_said(Arena *arena, Str text) {
    DdlScanner scanner = {.sql = text};
    DdlToken first = ddl_next(&scanner);
    bool quoted = first.kind == DDL_QUOTED || first.kind == DDL_STRING;
    return quoted ? ddl_name(arena, first) : text;
}

/* The opening parenthesis is read. */
static void read_check(Arena *arena, DdlScanner *scanner, Table *table, Str name) {
    TableCheck check = {.name = name};
    size_t start = scanner->at, end = start, depth = 1;
    while (depth != 0) {
        DdlToken token = ddl_next_word(scanner);
        if (token.kind == DDL_END) {
            return;
        }
        depth += ddl_is_symbol(token, '(');
        depth -= ddl_is_symbol(token, ')');
        end = scanner->at - 1;
        const Column *column = token.kind == DDL_WORD || token.kind == DDL_QUOTED
                                   ? table_column(table, ddl_name(arena, token))
                                   : NULL;
        if (column != NULL) {
            check_add_column(arena, &check, column);
        }
    }
    check.said = name.data != NULL
                     ? name
                     : condition_said(arena, trim(str_slice(scanner->sql, start, end - start)));
    ARENA_PUSH(arena, table->checks, table->check_count, check);
}

void ddl_read_checks(Arena *arena, Table *table) {
    DdlScanner scanner = {.sql = table->kind == TABLE_ORDINARY ? table->sql : (Str){0}};
    Str name = {0};
    size_t depth = 0;
    for (DdlToken token; (token = ddl_next_word(&scanner)).kind != DDL_END;) {
        if (depth == 1 && ddl_is_word(token, STR("check"))) {
            ddl_next_word(&scanner);
            read_check(arena, &scanner, table, name);
        } else if (depth == 1 && ddl_is_word(token, STR("constraint"))) {
            name = ddl_name(arena, ddl_next_word(&scanner));
        } else if (depth == 1 && ddl_is_symbol(token, ',')) {
            name = (Str){0};
        }
        depth += ddl_is_symbol(token, '(');
        depth -= ddl_is_symbol(token, ')');
    }
}

const SqlText *ddl_index_where(Arena *arena, Str sql) {
    DdlScanner scanner = {.sql = sql};
    DdlToken token;
    do {
        token = ddl_next_word(&scanner);
    } while (token.kind != DDL_END && !ddl_is_symbol(token, '('));
    ddl_skip_group(&scanner);
    if (!ddl_is_word(ddl_next_word(&scanner), STR("where"))) {
        return NULL;
    }
    SqlText *where = ARENA_NEW(arena, SqlText);
    const char *message;
    Str condition = str_slice(sql, scanner.at, sql.length - scanner.at);
    return sql_text_cut(arena, condition, where, &message) ? where : NULL;
}
