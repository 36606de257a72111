/*
 * Roles: what a caller may do with the rows of each table (SCHEMA section 2).
 *
 *     extend type customers
 *       @permit(role: "clerk", select: {where: {country: {_eq: "$country"}}, columns: ["id",
 * "name"]})
 *
 * A Role is read out of a schema.graphql. What it sees is a Model of its own: role_model_build()
 * leaves out what the role does not have, so the schema that is built of it knows no more, and
 * whoever plans a query cannot name what is not there. Entities of such a model carry the policy
 * whose conditions plan_policy.c puts on their rows.
 */
#ifndef SOLOQL_MODEL_ROLE_H
#define SOLOQL_MODEL_ROLE_H

#include "sqlgen/catalog/reach.h"
#include "sqlgen/model/model.h"

typedef enum PermitKind { PERMIT_SELECT, PERMIT_INSERT, PERMIT_UPDATE, PERMIT_DELETE } PermitKind;

enum { PERMIT_COUNT = PERMIT_DELETE + 1 };

/* Which rows: those that meet the filter. */
typedef struct Condition {
    const Value *literal; /* as it is written; NULL = all rows */
    const Input *filter;  /* the same, read (rule_read.h); NULL = all rows */
} Condition;

/* A value that is written whatever the caller says: he cannot give one. */
typedef struct Preset {
    const Attribute *attribute;
    const Value *literal;
    const Input *value;
} Preset;

/* What one @permit says of one kind of operation. */
typedef struct Rule {
    bool *columns;     /* by position of the attribute in the entity: whether it is granted */
    bool every_column; /* they are said as "*" */
    Condition where;   /* of rows as they are: select, update, delete */
    Condition check;   /* of rows as they have become: insert, update */
    Preset *presets;
    size_t preset_count;
    bool has_aggregates; /* select */
    bool backend_only;
    uint32_t roots; /* select: a bit for each RootName */
    int64_t limit;  /* select: rows of a list; -1 = any number */
    uint32_t offset;
} Rule;

/* The rules of one role for one entity. A row is admitted if any of those of a kind admits it. */
struct Policy {
    Rule *rules[PERMIT_COUNT];
    size_t counts[PERMIT_COUNT];
};

struct Role {
    Str name;
    Policy **policies; /* by position of the entity in the model; NULL = nothing is permitted */
    bool has_backend;  /* some rule is backend_only */
};

/* The role of that name, or NULL. */
const Role *model_role(const Model *model, Str name);

/*
 * The model as the role sees it; with the rules that are backend_only if `backend` is set. NULL is
 * a role that may do nothing. The model that it is of, which must live as long, is that of all.
 * Never NULL.
 */
Model *role_model_build(Arena *arena, const Model *model, const Role *role, bool backend);

/* True if the role may give the attribute, which is of the entity of all, a value by that kind of
 * write. */
bool entity_takes(const Entity *entity, const Attribute *attribute, PermitKind kind);

/* True if the role's rules of that kind give values to columns. */
bool entity_presets(const Entity *entity, PermitKind kind);

/* The number of those attributes. */
size_t entity_taken_count(const Entity *entity, PermitKind kind);

/* True if the role has any rule of that kind for the entity. */
bool entity_permits(const Entity *entity, PermitKind kind);

/* The entity of all that this one is a part of; itself, if it is that. */
const Entity *entity_whole(const Entity *entity);

/* What the statements of a role with this model may touch at the most; its serial is to be set.
 * Never NULL. */
Reach *role_reach(Arena *arena, const Model *model);

/* The one spelling of a claim's name: X-Hasura-User-Id, user-id and user_id are all user_id. */
Str claim_fold(Arena *arena, Str name);

#endif
