/*
 * Conditions of permissions; see hasura_filter.h.
 *
 * In:  {"_or": [{"author_id": {"_eq": "X-Hasura-User-Id"}}, {"is_published": true}]}
 * Out: {_or: [{author_id: {_eq: "$user_id"}}, {is_published: {_eq: true}}]}
 *
 * The idea: the metadata does not list a table's columns, so a member is told from its value:
 * operators are all under names with _ or $ before them, and a relationship leads to a condition.
 * Columns go by their SQL names in the metadata and by their fields' names in a filter; nothing is
 * written that might mean another column.
 */
#include "server/hasura_filter.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#include "server/hasura_sdl.h"

enum { FILTER_DEPTH = 60 }; /* objects and lists within each other */

/* Where the writer is: the table whose columns are meant. NULL: one whose fields are named as its
 * columns are. */
typedef struct Place {
    const HasuraTable *table;
    unsigned depth; /* of objects and lists around it */
} Place;

/* An operator under its name and those that older metadata has. */
typedef struct Operator {
    const char *name;
    const char *older; /* NULL if there is none */
} Operator;

static const Operator logical[] = {{"_and", "$and"}, {"_or", "$or"}, {"_not", "$not"}};
static const Operator exists = {"_exists", "$exists"};

static const Operator comparisons[] = {
    {"_eq", "$eq"},
    {"_neq", "$neq"},
    {"_neq", "$ne"},
    {"_neq", "_ne"},
    {"_gt", "$gt"},
    {"_gte", "$gte"},
    {"_lt", "$lt"},
    {"_lte", "$lte"},
    {"_in", "$in"},
    {"_nin", "$nin"},
    {"_is_null", "$is_null"},
    {"_like", "$like"},
    {"_nlike", "$nlike"},
    {"_ilike", "$ilike"},
    {"_nilike", "$nilike"},
    {"_similar", "$similar"},
    {"_nsimilar", "$nsimilar"},
    {"_regex", "$regex"},
    {"_nregex", "$nregex"},
    {"_iregex", "$iregex"},
    {"_niregex", "$niregex"},
    {"_contains", "$contains"},
    {"_contained_in", "$contained_in"},
    {"_has_key", "$has_key"},
    {"_has_keys_any", "$has_keys_any"},
    {"_has_keys_all", "$has_keys_all"},
};

static const Operator column_comparisons[] = {
    {"_ceq", "$ceq"}, {"_cneq", "$cneq"}, {"_cneq", "$cne"}, {"_cneq", "_cne"},
    {"_cgt", "$cgt"}, {"_cgte", "$cgte"}, {"_clt", "$clt"},  {"_clte", "$clte"}};

enum {
    LOGICAL_COUNT = sizeof logical / sizeof *logical,
    COMPARISON_COUNT = sizeof comparisons / sizeof *comparisons,
    COLUMN_COMPARISON_COUNT = sizeof column_comparisons / sizeof *column_comparisons
};

static bool write_condition(const HasuraFilter *filter, Place place, const cJSON *condition);

static bool refuse(const HasuraFilter *filter, const char *problem, const char *name) {
    return complain(filter->reason, "\"%s\" %s", name, problem);
}

static bool operator_is(const Operator *operator, const char * key) {
    return strcmp(operator->name, key) == 0 ||
           (operator->older != NULL && strcmp(operator->older, key) == 0);
}

static const char *operator_find(const Operator *operators, size_t count, const char *key) {
    for (size_t i = 0; i < count; i++) {
        if (operator_is(&operators[i], key)) {
            return operators[i].name;
        }
    }
    return NULL;
}

/* ---- Values ---- */

static void write_field(const HasuraFilter *filter, const HasuraTable *table, const char *column) {
    if (table == NULL) {
        sdl_write_name(filter->out, column);
    } else {
        hasura_table_write_field(filter->out, table, column);
    }
}

/* X-Hasura-User-Id → "$user_id", but not within JSON; a dollar that is none of ours is doubled. */
static void write_text(FILE *out, const char *text, bool in_json) {
    static const char prefix[] = "X-Hasura-";
    size_t skipped = strlen(prefix);
    SdlText spelled;
    sdl_begin(&spelled);
    if (!in_json && strncasecmp(text, prefix, skipped) == 0) {
        (void)putc('$', spelled.stream);
        for (const char *c = text + skipped; *c != '\0'; c++) {
            bool upper = *c >= 'A' && *c <= 'Z';
            (void)putc(upper ? *c - 'A' + 'a' : *c == '-' ? '_' : *c, spelled.stream);
        }
    } else {
        fprintf(spelled.stream, "%s%s", *text == '$' ? "$" : "", text);
    }
    sdl_complete(&spelled);
    sdl_write_string(out, spelled.data);
    sdl_free(&spelled);
}

static bool write_number(const HasuraFilter *filter, const cJSON *number) {
    const double exact = 9007199254740992.0; /* 2^53: integers beyond it are not told apart */
    if (!isfinite(number->valuedouble) || fabs(number->valuedouble) >= exact) {
        return complain(filter->reason, "a number in it is too large to be carried exactly");
    }
    char *text = cJSON_PrintUnformatted(number);
    bool good = text != NULL || complain(filter->reason, "out of memory");
    fputs(good ? text : "", filter->out);
    cJSON_free(text);
    return good;
}

/* A value that an operator or a preset takes, or a part of one, at that depth. */
static bool write_value(const HasuraFilter *filter, const cJSON *value, unsigned depth,
                        bool in_json) {
    bool object = cJSON_IsObject(value);
    if (cJSON_IsString(value)) {
        write_text(filter->out, value->valuestring, in_json);
        return true;
    }
    if (cJSON_IsNumber(value)) {
        return write_number(filter, value);
    }
    if (!object && !cJSON_IsArray(value)) {
        fputs(cJSON_IsNull(value) ? "null" : cJSON_IsTrue(value) ? "true" : "false", filter->out);
        return true;
    }
    if (depth == FILTER_DEPTH) {
        return complain(filter->reason, "it is nested too deeply");
    }
    (void)putc(object ? '{' : '[', filter->out);
    const cJSON *item;
    cJSON_ArrayForEach(item, value) {
        fputs(item == value->child ? "" : ", ", filter->out);
        if (object && !sdl_is_name(item->string)) {
            return refuse(filter, "is a key of a JSON value and no GraphQL name", item->string);
        }
        fprintf(filter->out, "%s%s", object ? item->string : "", object ? ": " : "");
        if (!write_value(filter, item, depth + 1, in_json || object)) {
            return false;
        }
    }
    (void)putc(object ? '}' : ']', filter->out);
    return true;
}

/* ---- Comparisons of a column ---- */

/* "column", or ["$", "column"] of the row that the permission is about. */
static bool write_other_column(const HasuraFilter *filter, const HasuraTable *table,
                               const cJSON *operand, const char *operator) {
    const cJSON *root = cJSON_IsArray(operand) ? operand->child : NULL;
    const char *column = cJSON_GetStringValue(root == NULL ? operand : root->next);
    if (column == NULL || (root != NULL && (!cJSON_IsString(root) || root->next->next != NULL ||
                                            strcmp(root->valuestring, "$") != 0))) {
        return refuse(filter, "takes a column, or \"$\" and a column", operator);
    }
    fputs(root == NULL ? "\"" : "[\"$\", \"", filter->out);
    write_field(filter, root == NULL ? table : filter->owner, column);
    fputs(root == NULL ? "\"" : "\"]", filter->out);
    return true;
}

static bool write_operation(const HasuraFilter *filter, Place place, const cJSON *operand) {
    const char *key = operand->string;
    const char *name = operator_find(comparisons, COMPARISON_COUNT, key);
    if (name != NULL) {
        fprintf(filter->out, "%s: ", name);
        return write_value(filter, operand, place.depth, false);
    }
    name = operator_find(column_comparisons, COLUMN_COMPARISON_COUNT, key);
    if (name == NULL) {
        return refuse(filter, "is an operator that SoloQL does not have", key);
    }
    fprintf(filter->out, "%s: ", name);
    return write_other_column(filter, place.table, operand, key);
}

/* {"_gt": 3}, or the bare value that is short for {"_eq": value}. */
static bool write_comparison(const HasuraFilter *filter, Place place, const cJSON *value) {
    if (cJSON_IsNull(value)) {
        return refuse(filter, "is compared with null", value->string);
    }
    if (!cJSON_IsObject(value)) {
        fputs("{_eq: ", filter->out);
        bool good = write_value(filter, value, place.depth, false);
        (void)putc('}', filter->out);
        return good;
    }
    (void)putc('{', filter->out);
    const cJSON *operand;
    cJSON_ArrayForEach(operand, value) {
        fputs(operand == value->child ? "" : ", ", filter->out);
        if (!write_operation(filter, place, operand)) {
            return false;
        }
    }
    (void)putc('}', filter->out);
    return true;
}

/* ---- Conditions ---- */

static bool is_logical(const char *key) {
    return operator_find(logical, LOGICAL_COUNT, key) != NULL || operator_is(&exists, key);
}

/* Whether what stands under a name is a condition on another table's rows. */
static bool leads_elsewhere(const cJSON *value) {
    const cJSON *first = cJSON_IsObject(value) ? value->child : NULL;
    return first != NULL &&
           (is_logical(first->string) || (*first->string != '_' && *first->string != '$'));
}

/* The metadata of some databases names computed fields only where they are permitted. */
static bool is_permitted_as_computed(const HasuraTable *table, const char *name) {
    const cJSON *rule;
    bool found = false;
    cJSON_ArrayForEach(rule, cJSON_GetObjectItemCaseSensitive(table->entry, "select_permissions")) {
        const cJSON *permission = cJSON_GetObjectItemCaseSensitive(rule, "permission"), *field;
        cJSON_ArrayForEach(field, cJSON_GetObjectItemCaseSensitive(permission, "computed_fields")) {
            found |= cJSON_IsString(field) && strcmp(field->valuestring, name) == 0;
        }
    }
    return found;
}

static bool is_computed(const HasuraTable *table, const char *name) {
    const cJSON *field, *fields = cJSON_GetObjectItemCaseSensitive(table->entry, "computed_fields");
    bool found = false;
    cJSON_ArrayForEach(field, fields) {
        const char *own = hasura_text(field, "name");
        found |= own != NULL && strcmp(own, name) == 0;
    }
    return found;
}

/* {"_table": …, "_where": {…}} */
static bool write_exists(const HasuraFilter *filter, Place place, const cJSON *value) {
    const cJSON *reference = cJSON_GetObjectItemCaseSensitive(value, "_table");
    const cJSON *where = cJSON_GetObjectItemCaseSensitive(value, "_where");
    place.table = hasura_table_find(filter->metadata, reference);
    if (place.table == NULL || !cJSON_IsObject(where)) {
        return refuse(filter, "takes the _table of rows, which is tracked, and _where", "_exists");
    }
    fputs("{_table: ", filter->out);
    sdl_write_string(filter->out, place.table->name);
    fputs(", _where: ", filter->out);
    bool good = write_condition(filter, place, where);
    (void)putc('}', filter->out);
    return good;
}

/* A condition on the rows that a relationship leads to. */
static bool write_related(const HasuraFilter *filter, Place place, const cJSON *condition) {
    const char *name = condition->string;
    const cJSON *relationship =
        place.table == NULL ? NULL : hasura_table_relationship(place.table, name);
    if ((place.table != NULL && relationship == NULL) || !sdl_is_name(name)) {
        return refuse(filter, "is no relationship of that table", name);
    }
    const HasuraTable *target =
        relationship == NULL
            ? NULL
            : hasura_relationship_target(filter->metadata, place.table, relationship);
    if (target == NULL && filter->metadata->renames_columns) {
        return refuse(filter,
                      "leads to a table that the metadata does not name, so the names of "
                      "its fields are not known",
                      name);
    }
    fprintf(filter->out, "%s: ", name);
    return write_condition(filter, (Place){target, place.depth}, condition);
}

static bool write_member(const HasuraFilter *filter, Place place, const cJSON *value) {
    const char *key = value->string;
    const char *name = operator_find(logical, LOGICAL_COUNT, key);
    if (name != NULL) {
        fprintf(filter->out, "%s: ", name);
        return write_condition(filter, place, value);
    }
    if (operator_is(&exists, key)) {
        fprintf(filter->out, "%s: ", exists.name);
        return write_exists(filter, place, value);
    }
    if (place.table != NULL &&
        (is_computed(place.table, key) || is_permitted_as_computed(place.table, key))) {
        return refuse(filter, "is a computed field", key);
    }
    bool related = place.table != NULL && hasura_table_relationship(place.table, key) != NULL;
    if (related || leads_elsewhere(value)) {
        return write_related(filter, place, value);
    }
    write_field(filter, place.table, key);
    fputs(": ", filter->out);
    return write_comparison(filter, place, value);
}

/* An object, whose members all hold, or a list of such. */
static bool write_condition(const HasuraFilter *filter, Place place, const cJSON *condition) {
    bool object = cJSON_IsObject(condition);
    if (!object && !cJSON_IsArray(condition)) {
        return complain(filter->reason, "a condition in it is no object");
    }
    if (place.depth == FILTER_DEPTH) {
        return complain(filter->reason, "it is nested too deeply");
    }
    place.depth++;
    (void)putc(object ? '{' : '[', filter->out);
    const cJSON *item;
    cJSON_ArrayForEach(item, condition) {
        fputs(item == condition->child ? "" : ", ", filter->out);
        if (object ? !write_member(filter, place, item) : !write_condition(filter, place, item)) {
            return false;
        }
    }
    (void)putc(object ? '}' : ']', filter->out);
    return true;
}

bool hasura_filter_write(const HasuraFilter *filter, const cJSON *condition) {
    if (!cJSON_IsObject(condition)) {
        return complain(filter->reason, "its condition is no object");
    }
    return write_condition(filter, (Place){filter->owner, 0}, condition);
}

bool hasura_filter_write_presets(const HasuraFilter *filter, const cJSON *presets) {
    if (!cJSON_IsObject(presets)) {
        return complain(filter->reason, "its set is no object");
    }
    const cJSON *value;
    (void)putc('{', filter->out);
    cJSON_ArrayForEach(value, presets) {
        fputs(value == presets->child ? "" : ", ", filter->out);
        write_field(filter, filter->owner, value->string);
        fputs(": ", filter->out);
        if (!write_value(filter, value, 0, false)) {
            return false;
        }
    }
    (void)putc('}', filter->out);
    return true;
}
