/*
 * Foreign keys: rows whose parent is missing, keys that lead to no key, keys without an index.
 *
 * Which rows are orphans SQLite says itself (pragma foreign_key_check), so that affinities and
 * collations count as they do when it enforces the key. It numbers a table's keys backwards.
 */
#include "sqlgen/doctor/doctor.h"
#include "sqlgen/emit/sql.h"

static Str columns_join(Arena *arena, const Column *const *columns, size_t count) {
    Str text = columns[0]->name;
    for (size_t i = 1; i < count; i++) {
        text = str_format(arena, "%.*s, %.*s", STR_ARG(text), STR_ARG(columns[i]->name));
    }
    return text;
}

/* `create [unique] index "t_a_b" on "t"("a", "b")`, which the reader may copy. */
static Str index_sql(Arena *arena, bool unique, const Table *table, const Column *const *columns,
                     size_t count) {
    SqlBuf sql = {.arena = arena, .text = strbuf_new(arena)};
    Str name = table->name;
    for (size_t i = 0; i < count; i++) {
        name = str_format(arena, "%.*s_%.*s", STR_ARG(name), STR_ARG(columns[i]->name));
    }
    sql_append_literal(&sql, unique ? STR("create unique index ") : STR("create index "));
    sql_ident(&sql, name);
    sql_raw(&sql, " on ");
    sql_ident(&sql, table->name);
    for (size_t i = 0; i < count; i++) {
        sql_append_literal(&sql, i == 0 ? STR("(") : STR(", "));
        sql_ident(&sql, columns[i]->name);
    }
    sql_raw(&sql, ")");
    return strbuf_view(sql.text);
}

/* What is wrong with the key itself. True if SQLite looks at no key of the table because of it. */
static bool key_check_parent(Examination *examination, const ForeignKey *key) {
    Arena *arena = examination->arena;
    Finding finding = {.kind = FINDING_LOOSE_KEY,
                       .table = key->table,
                       .columns = columns_join(arena, key->columns, key->count)};
    if (key->parent == NULL || key->parent_columns == NULL) {
        finding.message = str_format(arena, "It leads to %s%.*s.",
                                     key->parent == NULL ? "a table that is not there, "
                                                         : "columns that are not there, in ",
                                     STR_ARG(key->parent_name));
        finding.remedy = STR("Create what it leads to, or declare the table without the key.");
        doctor_add(examination, finding);
        return key->parent != NULL;
    }
    if (table_columns_unique(key->parent, key->parent_columns, key->count)) {
        return false;
    }
    Str parent = columns_join(arena, key->parent_columns, key->count);
    finding.message =
        str_format(arena,
                   "%.*s(%.*s) may hold the same values twice, so SQLite checks no key of this "
                   "table.",
                   STR_ARG(key->parent->name), STR_ARG(parent));
    finding.remedy =
        str_format(arena, "%.*s;",
                   STR_ARG(index_sql(arena, true, key->parent, key->parent_columns, key->count)));
    doctor_add(examination, finding);
    return true;
}

static void key_check_index(Examination *examination, const ForeignKey *key) {
    Arena *arena = examination->arena;
    if (table_columns_indexed(key->table, key->columns, key->count)) {
        return;
    }
    Str sql = index_sql(arena, false, key->table, key->columns, key->count);
    doctor_add(examination,
               (Finding){.kind = FINDING_KEY_INDEX,
                         .table = key->table,
                         .columns = columns_join(arena, key->columns, key->count),
                         .message = str_format(arena, "From a row of %.*s all rows are searched.",
                                               STR_ARG(key->parent_name)),
                         .remedy = str_format(arena, "%.*s;", STR_ARG(sql))});
}

static void orphans_report(Examination *examination, const Table *table, sqlite3_stmt *row) {
    Arena *arena = examination->arena;
    size_t number = (size_t)sqlite3_column_int64(row, 0);
    if (number >= table->foreign_key_count) {
        return; /* declared since the catalog was read */
    }
    const ForeignKey *key = &table->foreign_keys[table->foreign_key_count - 1 - number];
    Finding finding = {
        .kind = FINDING_ORPHAN,
        .table = table,
        .columns = columns_join(arena, key->columns, key->count),
        .count = (uint64_t)sqlite3_column_int64(row, 1),
        .message = str_format(arena, "No row of %.*s has its values.", STR_ARG(key->parent_name)),
        .remedy = STR("Add the parents, empty the columns or delete the rows; and write with "
                      "\"pragma foreign_keys = on\", as this server does.")};
    if (sqlite3_column_type(row, 2) != SQLITE_NULL) {
        finding.example = str_format(arena, "%lld", (long long)sqlite3_column_int64(row, 2));
    }
    doctor_add(examination, finding);
}

static void table_check_orphans(Examination *examination, const Table *table) {
    sqlite3_stmt *statement = NULL;
    int rc = sqlite3_prepare_v2(examination->connection->db,
                                "select fkid, count(*), min(\"rowid\")"
                                " from pragma_foreign_key_check(?1, 'main')"
                                " group by fkid order by fkid desc",
                                -1, &statement, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_bind_text64(statement, 1, table->name.data, table->name.length, SQLITE_STATIC,
                                 SQLITE_UTF8);
    }
    while (rc == SQLITE_OK || rc == SQLITE_ROW) {
        rc = sqlite3_step(statement);
        if (rc == SQLITE_ROW) {
            orphans_report(examination, table, statement);
        }
    }
    sqlite3_finalize(statement);
    if (rc != SQLITE_DONE) {
        doctor_add_failure(examination, table, rc);
    }
}

void doctor_check_keys(Examination *examination, const Table *table) {
    bool loose = false;
    for (size_t i = 0; i < table->foreign_key_count; i++) {
        loose |= key_check_parent(examination, &table->foreign_keys[i]);
        key_check_index(examination, &table->foreign_keys[i]);
    }
    if (table->foreign_key_count != 0 && !loose) {
        table_check_orphans(examination, table);
    }
}
