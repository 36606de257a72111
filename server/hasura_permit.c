/*
 * Permissions; see hasura_permit.h.
 *
 * In: "select_permissions": [{"role": "user", "permission":
 *         {"columns": ["id"], "filter": {"id": {"_eq": "X-Hasura-User-Id"}}}}],
 *     "delete_permissions": [{"role": "user", "permission": {"filter": {}}}]
 * Out:
 *     @permit(role: "user", select: {where: {id: {_eq: "$user_id"}}, columns: ["id"]},
 *             delete: {where: {}})
 *
 * The idea: a permission is a list of members, and a table says for each how it is carried. One
 * that the table does not know might restrict the rule, so the rule is left out.
 */
#include "server/hasura_permit.h"

#include <stdlib.h>
#include <string.h>

#include "server/hasura_filter.h"
#include "server/hasura_sdl.h"

/* How a member of a permission is carried. */
typedef enum MemberKind {
    MEMBER_FILTER,
    MEMBER_COLUMNS,
    MEMBER_PRESETS,
    MEMBER_FLAG,
    MEMBER_LIMIT,
    MEMBER_ROOT_FIELDS, /* with its twin for subscriptions */
    MEMBER_ABSENT       /* says nothing here: what it grants is not there */
} MemberKind;

typedef struct Member {
    const char *key;  /* in the metadata */
    const char *name; /* in @permit */
    MemberKind kind;
} Member;

static const Member members[] = {
    {"filter", "where", MEMBER_FILTER},
    {"columns", "columns", MEMBER_COLUMNS},
    {"set", "set", MEMBER_PRESETS},
    {"check", "check", MEMBER_FILTER},
    {"allow_aggregations", "aggregate", MEMBER_FLAG},
    {"limit", "limit", MEMBER_LIMIT},
    {"query_root_fields", "root_fields", MEMBER_ROOT_FIELDS},
    {"subscription_root_fields", "root_fields", MEMBER_ROOT_FIELDS},
    {"backend_only", "backend_only", MEMBER_FLAG},
    {"computed_fields", NULL, MEMBER_ABSENT},
};

enum { MEMBER_COUNT = sizeof members / sizeof *members };

static const char *const operations[] = {"select", "insert", "update", "delete"};

enum { OPERATION_COUNT = sizeof operations / sizeof *operations };

/* What a role may do: one permission of one kind. */
typedef struct Rule {
    const char *role;
    size_t operation; /* in operations */
    const cJSON *permission;
} Rule;

static const cJSON *member(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

/* ---- Members ---- */

static bool write_columns(const HasuraFilter *filter, const cJSON *columns) {
    if (cJSON_IsString(columns) && strcmp(columns->valuestring, "*") == 0) {
        fputs("\"*\"", filter->out);
        return true;
    }
    const cJSON *column;
    const char *separator = "[";
    cJSON_ArrayForEach(column, columns) {
        if (!cJSON_IsString(column)) {
            return complain(filter->reason, "a column in it has no name");
        }
        fprintf(filter->out, "%s\"", separator);
        hasura_table_write_field(filter->out, filter->owner, column->valuestring);
        (void)putc('"', filter->out);
        separator = ", ";
    }
    fputs(*separator == '[' ? "[]" : "]", filter->out);
    return cJSON_IsArray(columns) || complain(filter->reason, "its columns are no list");
}

static bool list_allows(const cJSON *list, const char *name) {
    bool allowed = !cJSON_IsArray(list); /* absent or null: all */
    const cJSON *item;
    cJSON_ArrayForEach(item, list) {
        allowed |= cJSON_IsString(item) && strcmp(item->valuestring, name) == 0;
    }
    return allowed;
}

/*
 * Hasura switches the fields of queries and of subscriptions apart from each other; here a stream
 * is switched by the latter, and all others by the former. Fields that Hasura lacks go with those
 * that tell as much.
 */
static void write_root_fields(const HasuraFilter *filter, const cJSON *permission) {
    static const struct {
        const char *name, *like;
        bool live; /* of subscriptions alone */
    } fields[] = {{"select", "select", false},
                  {"select_by_pk", "select_by_pk", false},
                  {"select_aggregate", "select_aggregate", false},
                  {"select_group", "select_aggregate", false},
                  {"select_connection", "select", false},
                  {"select_stream", "select_stream", true}};
    const cJSON *queries = member(permission, "query_root_fields");
    const cJSON *lives = member(permission, "subscription_root_fields");
    const char *separator = "";
    (void)putc('[', filter->out);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (list_allows(fields[i].live ? lives : queries, fields[i].like)) {
            fprintf(filter->out, "%s%s", separator, fields[i].name);
            separator = ", ";
        }
    }
    (void)putc(']', filter->out);
}

/* Whether there is anything to write for the member. */
static bool member_speaks(const Member *of, const cJSON *permission) {
    const cJSON *value = member(permission, of->key);
    if (of->kind == MEMBER_ROOT_FIELDS && strcmp(of->key, "subscription_root_fields") == 0) {
        return cJSON_IsArray(value) && !cJSON_IsArray(member(permission, "query_root_fields"));
    }
    return value != NULL && !cJSON_IsNull(value) && of->kind != MEMBER_ABSENT &&
           (of->kind != MEMBER_FLAG || cJSON_IsTrue(value)) &&
           (of->kind != MEMBER_PRESETS || value->child != NULL);
}

static bool write_member(const HasuraFilter *filter, const Member *of, const cJSON *permission) {
    const cJSON *value = member(permission, of->key);
    fprintf(filter->out, "%s: ", of->name);
    switch (of->kind) {
    case MEMBER_FILTER:
        return hasura_filter_write(filter, value);
    case MEMBER_COLUMNS:
        return write_columns(filter, value);
    case MEMBER_PRESETS:
        return hasura_filter_write_presets(filter, value);
    case MEMBER_FLAG:
        fputs("true", filter->out);
        return true;
    case MEMBER_LIMIT:
        fprintf(filter->out, "%d", value->valueint);
        return (cJSON_IsNumber(value) && value->valueint >= 0) ||
               complain(filter->reason, "its limit is no number of rows");
    case MEMBER_ROOT_FIELDS:
        write_root_fields(filter, permission);
        return true;
    case MEMBER_ABSENT:
        break;
    }
    return true;
}

/* ---- Rules ---- */

static bool members_are_known(const HasuraFilter *filter, const cJSON *permission) {
    if (!cJSON_IsObject(permission)) {
        return complain(filter->reason, "it is no object");
    }
    const cJSON *value;
    cJSON_ArrayForEach(value, permission) {
        bool known = cJSON_IsNull(value);
        for (size_t i = 0; i < MEMBER_COUNT; i++) {
            known |= strcmp(members[i].key, value->string) == 0;
        }
        if (!known) {
            return complain(filter->reason, "SoloQL has no \"%s\"", value->string);
        }
    }
    return true;
}

/* {where: {…}, columns: […]} */
static bool write_rule(const HasuraFilter *filter, const Rule *rule) {
    if (!members_are_known(filter, rule->permission)) {
        return false;
    }
    const char *separator = "";
    (void)putc('{', filter->out);
    for (size_t i = 0; i < MEMBER_COUNT; i++) {
        if (!member_speaks(&members[i], rule->permission)) {
            continue;
        }
        fputs(separator, filter->out);
        separator = ", ";
        if (!write_member(filter, &members[i], rule->permission)) {
            return false;
        }
    }
    if (strcmp(operations[rule->operation], "update") == 0 &&
        !cJSON_IsObject(member(rule->permission, "check"))) {
        fprintf(filter->out, "%scheck: {}", separator); /* else it would be the condition */
    }
    (void)putc('}', filter->out);
    return true;
}

/* Adds the rule to its role's @permit, or a line to the notes that says why not. */
static bool rule_carry(HasuraFilter filter, const Rule *rule, bool again, FILE *notes,
                       FILE *permit) {
    Complaint reason;
    SdlText text;
    sdl_begin(&text);
    filter.out = text.stream;
    filter.reason = &reason;
    bool good = again ? complain(&reason, "it is given twice") : write_rule(&filter, rule);
    sdl_complete(&text);
    if (good) {
        fprintf(permit, ", %s: %s", operations[rule->operation], text.data);
    } else {
        fprintf(notes, "%s of role ", operations[rule->operation]);
        sdl_write_string(notes, rule->role);
        fprintf(notes, " is left out: %s.\n", reason.text);
    }
    sdl_free(&text);
    return good;
}

/* A @permit for the rules of one role. */
static void role_carry(const HasuraFilter *filter, const Rule *rules, size_t count, SdlText *notes,
                       SdlText *permits) {
    SdlText permit;
    bool any = false;
    sdl_begin(&permit);
    for (size_t i = 0; i < count; i++) {
        bool again = i != 0 && rules[i].operation == rules[i - 1].operation;
        any |= rule_carry(*filter, &rules[i], again, notes->stream, permit.stream);
    }
    sdl_complete(&permit);
    if (any) {
        fputs("@permit(role: ", permits->stream);
        sdl_write_string(permits->stream, rules->role);
        fprintf(permits->stream, "%s)\n", permit.data);
    }
    sdl_free(&permit);
}

static int compare_rules(const void *left, const void *right) {
    const Rule *a = left, *b = right;
    int order = strcmp(a->role, b->role);
    return order != 0 ? order : (a->operation > b->operation) - (a->operation < b->operation);
}

/* The table's rules by role, to be freed; NULL if there are none. */
static Rule *rules_collect(const HasuraTable *table, FILE *notes, size_t *count) {
    size_t capacity = 0;
    const cJSON *lists[OPERATION_COUNT];
    for (size_t i = 0; i < OPERATION_COUNT; i++) {
        char key[32];
        (void)snprintf(key, sizeof key, "%s_permissions", operations[i]);
        lists[i] = member(table->entry, key);
        capacity += (size_t)cJSON_GetArraySize(lists[i]);
    }
    Rule *rules = sdl_allocate(capacity * sizeof *rules + 1);
    *count = 0;
    for (size_t i = 0; i < OPERATION_COUNT; i++) {
        const cJSON *entry;
        cJSON_ArrayForEach(entry, lists[i]) {
            const char *role = hasura_text(entry, "role");
            if (role == NULL) {
                fprintf(notes, "%s_permissions: one has no role.\n", operations[i]);
                continue;
            }
            rules[(*count)++] = (Rule){role, i, member(entry, "permission")};
        }
    }
    qsort(rules, *count, sizeof *rules, compare_rules);
    return rules;
}

void hasura_permit_write(FILE *out, const HasuraMetadata *metadata, const HasuraTable *table) {
    SdlText notes, permits, extension;
    size_t count;
    sdl_begin(&notes);
    sdl_begin(&permits);
    Rule *rules = rules_collect(table, notes.stream, &count);
    HasuraFilter filter = {.metadata = metadata, .owner = table};
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && strcmp(rules[end].role, rules[i].role) == 0;) {
            end++;
        }
        role_carry(&filter, &rules[i], end - i, &notes, &permits);
    }
    free(rules);
    sdl_complete(&notes);
    sdl_complete(&permits);
    sdl_begin(&extension);
    if (permits.length != 0) {
        fprintf(extension.stream, "extend type %s\n", table->name);
        sdl_write_lines(extension.stream, &permits, 2);
    }
    sdl_complete(&extension);
    fputs(notes.length + permits.length == 0 ? "" : "\n", out);
    sdl_write_comments(out, &notes);
    fwrite(extension.data, 1, extension.length, out);
    sdl_free(&notes);
    sdl_free(&permits);
    sdl_free(&extension);
}
