/*
 * Full types against the database: what they say must be so.
 *
 *     type tasks @table(strict: true) {
 *       id: Int! @primary
 *       title: String! @check(expr: "length(title) > 0")
 *       project: projects! @references(column: "project_id", on_delete: CASCADE) @index
 *     }
 *
 * In: a `type` that exposes a table. Out: errors where it differs from the table that is there. SQL
 * is compared word by word, so blanks and comments do not matter. What the table has beyond the
 * type is not served, and no error.
 */
#include "sqlgen/catalog/ddl_token.h"
#include "sqlgen/model/overlay_parts.h"

/* ---- SQL, word by word ---- */

static bool token_equal(DdlToken a, DdlToken b) {
    return a.kind == b.kind &&
           (a.kind == DDL_WORD ? str_equal_nocase(a.text, b.text) : str_equal(a.text, b.text));
}

/* True if the words of `part` are the next that the scanner reads; *after is where they end. */
static bool words_follow(DdlScanner scanner, Str part, DdlScanner *after) {
    DdlScanner words = {.sql = part};
    for (;;) {
        DdlToken word = ddl_next_word(&words);
        if (word.kind == DDL_END) {
            *after = scanner;
            return true;
        }
        if (!token_equal(word, ddl_next_word(&scanner))) {
            return false;
        }
    }
}

/* True if the table's statement has `check ( EXPR )`. */
static bool table_checks(const Table *table, Str expression) {
    DdlScanner scanner = {.sql = table->sql}, after;
    for (;;) {
        DdlToken token = ddl_next_word(&scanner);
        if (token.kind == DDL_END) {
            return false;
        }
        if (!ddl_is_word(token, STR("check"))) {
            continue;
        }
        DdlScanner inside = scanner;
        if (ddl_is_symbol(ddl_next_word(&inside), '(') &&
            words_follow(inside, expression, &after) && ddl_is_symbol(ddl_next_word(&after), ')')) {
            return true;
        }
    }
}

static bool words_equal(Str a, Str b) {
    DdlScanner after;
    return words_follow((DdlScanner){.sql = a}, b, &after) && ddl_next_word(&after).kind == DDL_END;
}

/* ---- One field ---- */

typedef struct Agreement {
    Overlay *overlay;
    const OverlayType *type;
    const Table *table;
    const FieldNode *field;
    const Column *column; /* that the field is about */
    size_t primary;       /* fields with @primary so far */
} Agreement;

static void differ(Agreement *agreement, uint32_t offset, const char *what) {
    overlay_error(agreement->overlay, offset, "In the database \"%.*s\".\"%.*s\" %s.",
                  STR_ARG(agreement->table->name), STR_ARG(agreement->column->name), what);
}

static void agree_type(Agreement *agreement, bool is_reference) {
    const Attribute *attribute = entity_attribute(agreement->type->entity, agreement->column);
    const FieldNode *field = agreement->field;
    bool list, not_null = field->type.kind == TYPE_NODE_NON_NULL;
    Str name = overlay_named(&field->type, &list)->name.text;
    DataType type;
    if (attribute == NULL || agreement->table->kind != TABLE_ORDINARY) {
        return;
    }
    if (!is_reference && data_type_of_scalar(name, &type) && type != attribute->type) {
        Str is = str_format(agreement->overlay->arena, "is %.*s, not %.*s",
                            STR_ARG(data_type_scalar(attribute->type)), STR_ARG(name));
        differ(agreement, field->type.span.start, is.data);
    }
    if (not_null != attribute->not_null) {
        differ(agreement, field->type.span.start,
               attribute->not_null ? "is NOT NULL: the type ends in !" : "can be null");
    }
}

static void agree_references(Agreement *agreement, const ArgumentValues *arguments,
                             uint32_t offset) {
    static const char *const arguments_of[] = {"on_delete", "on_update"};
    for (size_t k = 0; k < agreement->table->foreign_key_count; k++) {
        const ForeignKey *key = &agreement->table->foreign_keys[k];
        if (key->count != 1 || key->columns[0] != agreement->column) {
            continue;
        }
        const Str actions[] = {key->on_delete, key->on_update};
        for (size_t i = 0; i < 2; i++) {
            Str stated = overlay_choice(arguments, arguments_of[i]);
            stated = stated.data == NULL ? STR("NO_ACTION") : stated;
            Str there = name_mangle(agreement->overlay->arena, actions[i]);
            if (!str_equal(stated, there)) {
                Str what = str_format(agreement->overlay->arena, "has %s: %.*s", arguments_of[i],
                                      STR_ARG(there));
                differ(agreement, offset, what.data);
            }
        }
    }
}

static void agree_directive(Agreement *agreement, const Directive *at) {
    ArgumentValues arguments;
    uint32_t offset = at->span.start;
    Str name = at->name.text;
    const Column *const *column = &agreement->column;
    if (!overlay_arguments(agreement->overlay, at, &arguments)) {
        return;
    }
    if (str_equal(name, STR("primary"))) {
        agreement->primary++;
        if (agreement->column->key_part == 0) {
            differ(agreement, offset, "is not part of the primary key");
        }
    } else if (str_equal(name, STR("unique"))) {
        if (!table_columns_unique(agreement->table, column, 1)) {
            differ(agreement, offset, "is not unique");
        }
    } else if (str_equal(name, STR("index"))) {
        if (!table_columns_indexed(agreement->table, column, 1)) {
            differ(agreement, offset, "has no index");
        }
    } else if (str_equal(name, STR("check"))) {
        if (!table_checks(agreement->table, overlay_text(&arguments, "expr"))) {
            differ(agreement, offset, "has no such CHECK constraint");
        }
    } else if (str_equal(name, STR("default"))) {
        if (!words_equal(agreement->column->default_sql, overlay_text(&arguments, "sql"))) {
            differ(agreement, offset, "has another default");
        }
    } else if (str_equal(name, STR("references"))) {
        agree_references(agreement, &arguments, offset);
    }
}

/* The column that the field is about; NULL if it is none, or if that is an error elsewhere. */
static const Column *field_column(Agreement *agreement) {
    static const char *const naming[][2] = {{"column", "name"}, {"references", "column"}};
    const FieldNode *field = agreement->field;
    for (size_t i = 0; i < 2; i++) {
        const Directive *at =
            overlay_directive(field->directives, field->directive_count, naming[i][0]);
        ArgumentValues arguments;
        if (at != NULL) {
            return overlay_arguments(agreement->overlay, at, &arguments)
                       ? table_column(agreement->table, overlay_text(&arguments, naming[i][1]))
                       : NULL;
        }
    }
    const Entity *entity = agreement->type->entity;
    for (size_t i = 0; i < entity->attribute_count; i++) {
        if (str_equal(entity->attributes[i].name, field->name.text)) {
            return entity->attributes[i].column;
        }
    }
    return table_column(agreement->table, field->name.text);
}

static void agree_field(Agreement *agreement) {
    const FieldNode *field = agreement->field;
    agreement->column = field_column(agreement);
    if (agreement->column == NULL) {
        return;
    }
    agree_type(agreement, overlay_field_relates(field));
    for (size_t d = 0; d < field->directive_count; d++) {
        agree_directive(agreement, &field->directives[d]);
    }
}

/* ---- The table ---- */

static void agree_table(Agreement *agreement) {
    const Definition *full = agreement->type->full;
    const Directive *at = overlay_directive(full->directives, full->directive_count, "table");
    const Table *table = agreement->table;
    ArgumentValues arguments;
    if (at == NULL || !overlay_arguments(agreement->overlay, at, &arguments)) {
        return;
    }
    const struct {
        const char *name;
        bool there;
    } facts[] = {{"strict", table->strict}, {"without_rowid", table->without_rowid}};
    for (size_t i = 0; i < 2; i++) {
        bool stated = argument_value(&arguments, str_from(facts[i].name)) != NULL;
        if (stated && overlay_flag(&arguments, facts[i].name) != facts[i].there) {
            overlay_error(agreement->overlay, at->span.start,
                          "In the database \"%.*s\" is %sa table with %s.", STR_ARG(table->name),
                          facts[i].there ? "" : "not ", facts[i].name);
        }
    }
}

void overlay_type_agree(Overlay *overlay, const OverlayType *type) {
    Agreement agreement = {.overlay = overlay, .type = type, .table = type->entity->table};
    agree_table(&agreement);
    for (size_t f = 0; f < type->full->field_count; f++) {
        agreement.field = &type->full->fields[f];
        agree_field(&agreement);
    }
    if (agreement.primary != 0 && agreement.primary != agreement.table->primary_key_count) {
        overlay_error(overlay, type->full->name.span.start,
                      "In the database the primary key of \"%.*s\" has %zu columns; %zu are "
                      "@primary here.",
                      STR_ARG(agreement.table->name), agreement.table->primary_key_count,
                      agreement.primary);
    }
}
