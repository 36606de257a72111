/*
 * Violations; see violation.h.
 *
 *     UNIQUE constraint failed: items.order_id, items.line
 *
 *     {"message": "Uniqueness violation: there is a row with the same items.order_id, items.line.",
 *      "extensions": {"code": "constraint-violation", "constraint": "items_pkey",
 *                     "columns": ["order_id", "line"]}}
 *
 * SQLite says names without quotes, so its text is not taken apart: what it would say of each
 * constraint is written, and the one that reads the same is it. Of a foreign key it says nothing.
 * That one is known if there is no other that the write could have violated.
 */
#include "sqlgen/violation.h"

#include "sqlgen/model/binding.h"

/* The constraint, as the database has it. */
typedef struct Violated {
    const Entity *entity; /* NULL = it is not known */
    Str name;             /* data NULL if it has none */
    const Constraint *constraint;
    const Column *const *columns;
    size_t count;
    bool vague; /* other columns may take part */
} Violated;

/* ---- Which one ---- */

/* "items.order_id, items.line"; of an index with expressions "index 'its name'". */
static Str constraint_said(Arena *arena, const Table *table, const Constraint *constraint) {
    StrBuf *text = strbuf_new(arena);
    for (size_t i = 0; i < constraint->count; i++) {
        if (constraint->columns[i] == NULL) {
            return str_format(arena, "index '%.*s'", STR_ARG(constraint->index->name));
        }
        strbuf_appendf(text, "%s%.*s.%.*s", i == 0 ? "" : ", ", STR_ARG(table->name),
                       STR_ARG(constraint->columns[i]->name));
    }
    return strbuf_view(text);
}

static void find_unique(const Violation *violation, const Entity *entity, Arena *arena,
                        Violated *out) {
    for (size_t i = 0; i < entity->constraint_count && out->entity == NULL; i++) {
        const Constraint *constraint = &entity->constraints[i];
        if (str_equal(constraint_said(arena, entity->table, constraint), violation->text)) {
            *out = (Violated){.entity = entity,
                              .name = constraint->name,
                              .constraint = constraint,
                              .columns = constraint->columns,
                              .count = constraint->count,
                              .vague = !constraint->target};
        }
    }
}

static void find_not_null(const Violation *violation, const Entity *entity, Arena *arena,
                          Violated *out) {
    for (size_t i = 0; i < entity->attribute_count && out->entity == NULL; i++) {
        const Column *const *column = &entity->attributes[i].column;
        Str said =
            str_format(arena, "%.*s.%.*s", STR_ARG(entity->table->name), STR_ARG((*column)->name));
        if (str_equal(said, violation->text)) {
            *out = (Violated){.entity = entity, .columns = column, .count = 1};
        }
    }
}

/* SQLite does not say of which table: that which is written, or, by a trigger, another one. */
static void find_check(const Violation *violation, const Entity *entity, Violated *out) {
    bool other = entity->table != violation->target->table;
    for (size_t i = 0; i < entity->table->check_count && out->entity == NULL; i++) {
        const TableCheck *check = &entity->table->checks[i];
        if (str_equal(check->said, violation->text) &&
            (!other || violation->target->table->triggered)) {
            *out = (Violated){.entity = entity,
                              .name = check->name,
                              .columns = check->columns,
                              .count = check->count};
        }
    }
}

static bool columns_meet(const Column *const *columns, size_t count, const StepTarget *target) {
    for (size_t i = 0; i < count; i++) {
        for (size_t w = 0; w < target->column_count; w++) {
            if (columns[i] == target->columns[w]) {
                return true;
            }
        }
    }
    return false;
}

/* True if a new row has a value in every column of the key; a null refers to nothing. */
static bool key_is_given(const ForeignKey *key, const StepTarget *target) {
    for (size_t i = 0; i < key->count; i++) {
        if (key->columns[i]->default_sql.data == NULL &&
            !columns_meet(&key->columns[i], 1, target)) {
            return false;
        }
    }
    return true;
}

/* True if the write can violate the key: a row of the child refers to none, or one of the parent is
 * gone or has another key. What the key does then may violate others. */
static bool key_is_touched(const ForeignKey *key, const StepTarget *target) {
    bool child = key->table == target->table &&
                 ((target->inserts && key_is_given(key, target)) ||
                  (target->updates && columns_meet(key->columns, key->count, target)));
    bool parent = key->parent == target->table &&
                  (target->deletes || (target->updates && key->parent_columns != NULL &&
                                       columns_meet(key->parent_columns, key->count, target)));
    return child || parent;
}

/* True if the key has the child's rows changed where those of the parent are, so that what was
 * violated may be a key of theirs. */
static bool key_acts(const ForeignKey *key, const StepTarget *target) {
    Str action = target->deletes ? key->on_delete : key->on_update;
    return key->parent == target->table && !str_equal(action, STR("NO ACTION")) &&
           !str_equal(action, STR("RESTRICT"));
}

/* The only key that the write touches, if there is no trigger to touch others. */
static void find_foreign_key(const Violation *violation, const Model *model, Arena *arena,
                             Violated *out) {
    const ForeignKey *found = NULL;
    size_t count = violation->target->table->triggered ? 2 : 0;
    for (size_t i = 0; i < model->catalog->table_count; i++) {
        const Table *table = model->catalog->tables[i];
        for (size_t k = 0; k < table->foreign_key_count; k++) {
            if (key_is_touched(&table->foreign_keys[k], violation->target)) {
                found = &table->foreign_keys[k];
                count++;
            }
        }
    }
    if (count != 1 || key_acts(found, violation->target)) {
        return;
    }
    StrBuf *name = strbuf_new(arena);
    strbuf_append(name, found->table->name);
    for (size_t i = 0; i < found->count; i++) {
        strbuf_appendf(name, "_%.*s", STR_ARG(found->columns[i]->name));
    }
    strbuf_append(name, STR("_fkey"));
    *out = (Violated){.entity = model_entity_of_table(model, found->table),
                      .name = name_mangle(arena, strbuf_view(name)),
                      .columns = found->columns,
                      .count = found->count};
}

static Violated violation_find(const Violation *violation, const Model *model, Arena *arena) {
    Violated found = {0};
    const Entity *written = model_entity_of_table(model, violation->target->table);
    if (violation->rc == SQLITE_CONSTRAINT_FOREIGNKEY) {
        find_foreign_key(violation, model, arena, &found);
    }
    if (violation->rc == SQLITE_CONSTRAINT_CHECK && written != NULL) {
        find_check(violation, written, &found);
    }
    for (size_t i = 0; i < model->entity_count && found.entity == NULL; i++) {
        const Entity *entity = &model->entities[i];
        switch (violation->rc) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID:
            find_unique(violation, entity, arena, &found);
            break;
        case SQLITE_CONSTRAINT_NOTNULL:
            find_not_null(violation, entity, arena, &found);
            break;
        case SQLITE_CONSTRAINT_CHECK:
            find_check(violation, entity, &found);
            break;
        default:
            break;
        }
    }
    return found;
}

/* ---- What the caller may know of it ---- */

static const Type *row_type(const Schema *schema, const Entity *entity) {
    for (size_t i = 0; i < schema->type_count; i++) {
        const Type *type = schema->types[i];
        if (type->kind == TYPE_OBJECT && type->binding != NULL &&
            type->binding->entity->table == entity->table) {
            return type;
        }
    }
    return NULL;
}

/* The column's name on the row type; data NULL if the caller has no such field. */
static Str column_name(const Type *type, const Column *column) {
    const TypeBody *body = type_body(type);
    for (size_t i = 0; i < body->field_count; i++) {
        const Binding *binding = body->fields[i].binding;
        if (binding != NULL && binding->row == ROW_ATTRIBUTE &&
            binding->attribute->column == column) {
            return body->fields[i].name;
        }
    }
    return (Str){0};
}

/* The name that t_constraint has, where the caller has that: it is filled together with the row
 * type. */
static Str constraint_name(const Schema *schema, const Type *row, const Violated *violated) {
    for (size_t i = 0; i < schema->type_count && violated->constraint != NULL; i++) {
        const Type *type = schema->types[i];
        bool near = type->kind == TYPE_ENUM && type->late == row->late;
        const TypeBody *body = near ? type_body(type) : &type_no_body;
        for (size_t v = 0; v < body->value_count; v++) {
            const Binding *binding = body->values[v].binding;
            if (binding != NULL && binding->constraint == violated->constraint) {
                return body->values[v].name;
            }
        }
    }
    return violated->name;
}

/* Fills in error->columns; false if the caller does not have all columns that take part. */
static bool violated_columns(const Violated *violated, const Type *type, Arena *arena,
                             Error *error) {
    const Entity *entity = violated->entity;
    Str *names = ARENA_ARRAY(arena, violated->count, Str);
    size_t count = 0;
    for (size_t i = 0; i < violated->count; i++) {
        if (violated->columns[i] != NULL) {
            names[count] = column_name(type, violated->columns[i]);
            if (names[count++].data == NULL) {
                return false;
            }
        }
    }
    for (size_t i = 0; violated->vague && i < entity->attribute_count; i++) {
        if (column_name(type, entity->attributes[i].column).data == NULL) {
            return false;
        }
    }
    error->columns = names;
    error->column_count = count;
    return true;
}

/* The message with the columns, or, if there are none, the constraint, in it. */
static Str violation_message(int rc, const Type *type, const Error *error, Arena *arena) {
    StrBuf *what = strbuf_new(arena);
    for (size_t i = 0; i < error->column_count; i++) {
        strbuf_appendf(what, "%s%.*s.%.*s", i == 0 ? "" : ", ", STR_ARG(type->name),
                       STR_ARG(error->columns[i]));
    }
    if (error->column_count == 0) {
        strbuf_append(what, error->constraint.data == NULL ? type->name : error->constraint);
    }
    Str named = strbuf_view(what);
    switch (rc) {
    case SQLITE_CONSTRAINT_NOTNULL:
        return str_format(arena, "Not-null violation: a value is needed for %.*s.", STR_ARG(named));
    case SQLITE_CONSTRAINT_CHECK:
        return str_format(arena, "Check violation: a row does not meet the condition on %.*s.",
                          STR_ARG(named));
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return str_format(arena,
                          "Foreign key violation: %.*s refers, or would refer, to a row that is "
                          "not there.",
                          STR_ARG(named));
    default:
        return str_format(arena, "Uniqueness violation: there is a row with the same %.*s.",
                          STR_ARG(named));
    }
}

void violation_tell(const Violation *violation, const Model *model, const Schema *schema,
                    ErrorList *errors) {
    if (violation->rc == 0 || errors->count == 0 || violation->target->table == NULL) {
        return; /* or it was SQL of the owner's, which may have written anything */
    }
    Arena *arena = errors->arena;
    Error *error = &errors->items[errors->count - 1];
    Violated violated = violation_find(violation, model, arena);
    const Type *type = violated.entity == NULL ? NULL : row_type(schema, violated.entity);
    if (type == NULL || !violated_columns(&violated, type, arena, error)) {
        return;
    }
    error->constraint = constraint_name(schema, type, &violated);
    if (violation->rc == SQLITE_CONSTRAINT_NOTNULL) {
        error->constraint = error->columns[0];
    }
    error->message = violation_message(violation->rc, type, error, arena);
}
