/*
 * A role's rules for what is written (SCHEMA section 2): presets, and checks of the rows as they
 * have become.
 *
 *     insert: {columns: ["text"], set: {author_id: "$user_id"}, check: {topic: {open: {_eq:
 * true}}}}
 *
 *     insert comments (t0) text = slot 0, author_id = slot 1; verified by slot 4
 *     verify comments (t1) by slot 4: exists topics (t2) on t2.id = t1.topic_id where t2.open =
 * true
 *
 * In: the writes of a part, when all of them are planned. So there is one place that decides for
 * them, however they came to be: nested, by an upsert, or to tie rows together. Which rows may be
 * written at all was restricted when part_write() went through the door.
 *
 * Of several rules only those count that grant all columns which are written: a row must be
 * admitted, and found good, by one of these.
 */
#include "sqlgen/plan/planner.h"

/* A write, and the rules of one kind that grant it. */
typedef struct Grant {
    PartPlan *plan;
    Write *write;
    const Entity *entity;
    PermitKind kind;
    bool *covers; /* by rule */
    size_t cover_count;
} Grant;

static size_t attribute_index(const Entity *whole, const Column *column) {
    size_t index = 0;
    while (index < whole->attribute_count && whole->attributes[index].column != column) {
        index++;
    }
    return index;
}

/* A column that ties an inserted row to another one follows from that, and needs no grant. */
static bool column_counts(const Grant *grant, const Attribute *attribute) {
    return grant->kind != PERMIT_INSERT || entity_takes(grant->entity, attribute, grant->kind);
}

static void grant_narrow(Grant *grant, const Column *column) {
    const Entity *whole = entity_whole(grant->entity);
    size_t index = attribute_index(whole, column);
    if (index == whole->attribute_count || !column_counts(grant, &whole->attributes[index])) {
        return;
    }
    const Policy *policy = grant->entity->policy;
    for (size_t i = 0; i < policy->counts[grant->kind]; i++) {
        if (grant->covers[i] && !policy->rules[grant->kind][i].columns[index]) {
            grant->covers[i] = false;
            grant->cover_count--;
        }
    }
}

/* The rules that grant all of these columns; false after adding an error if there are none. */
static bool grant_find(Grant *grant, const Column *const *columns, size_t count) {
    Planner *planner = grant->plan->planner;
    grant->cover_count = grant->entity->policy->counts[grant->kind];
    grant->covers = ARENA_ARRAY(planner->arena, grant->cover_count, bool);
    for (size_t i = 0; i < grant->cover_count; i++) {
        grant->covers[i] = true;
    }
    for (size_t i = 0; i < count; i++) {
        grant_narrow(grant, columns[i]);
    }
    if (grant->cover_count == 0) {
        plan_error(planner, ERROR_PERMISSION, grant->write->offset,
                   "The role may not write all of these columns of \"%.*s\" together.",
                   STR_ARG(grant->entity->name));
    }
    return grant->cover_count != 0;
}

static const Rule *grant_first(const Grant *grant) {
    size_t first = 0;
    while (!grant->covers[first]) {
        first++;
    }
    return &grant->entity->policy->rules[grant->kind][first];
}

/* ---- Which rows ---- */

typedef enum { ROW_BEFORE, ROW_WRITTEN } RowState;

/* What a row must be like; without a check, an update leaves it in reach. */
static const Condition *rule_condition(const Grant *grant, const Rule *rule, RowState state) {
    bool as_before = grant->kind == PERMIT_UPDATE && rule->check.literal == NULL;
    return state == ROW_BEFORE || as_before ? &rule->where : &rule->check;
}

/* One of the grant's rules is met; NULL if one of them has no condition. */
static Predicate *grant_met(const Grant *grant, Scan *scan, RowState state) {
    const Policy *policy = grant->entity->policy;
    Planner *planner = grant->plan->planner;
    Predicate **any = ARENA_ARRAY(planner->arena, grant->cover_count, Predicate *);
    size_t count = 0;
    for (size_t i = 0; i < policy->counts[grant->kind]; i++) {
        if (grant->covers[i]) {
            const Rule *rule = &policy->rules[grant->kind][i];
            any[count++] = plan_condition(planner, rule_condition(grant, rule, state), scan);
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (any[i] != NULL && any[i]->kind == PREDICATE_TRUE) {
            return NULL;
        }
    }
    return predicate_combine(planner, PREDICATE_OR, any, count);
}

/* ---- Presets ---- */

static bool write_sets(const Write *write, const Column *column) {
    for (size_t i = 0; i < write->assignment_count; i++) {
        if (write->assignments[i].column == column) {
            return true;
        }
    }
    return false;
}

static Assignment preset_assignment(Planner *planner, const Preset *preset) {
    return (Assignment){preset->attribute->column, UPDATE_SET,
                        plan_operand(planner, preset->value, preset->attribute->type)};
}

/* A preset holds whatever else would give the column a value. */
static void write_preset(Planner *planner, Write *write, const Preset *preset) {
    Assignment assignment = preset_assignment(planner, preset);
    if (!write_sets(write, assignment.column)) {
        ARENA_PUSH(planner->arena, write->assignments, write->assignment_count, assignment);
        return;
    }
    for (size_t i = 0; i < write->assignment_count; i++) {
        if (write->assignments[i].column == assignment.column) {
            write->assignments[i] = assignment;
        }
    }
}

static void write_presets(const Grant *grant) {
    const Rule *rule = grant_first(grant);
    for (size_t i = 0; i < rule->preset_count; i++) {
        write_preset(grant->plan->planner, grant->write, &rule->presets[i]);
    }
}

/* ---- Checks ---- */

static bool grants_equal(const Verify *verify, const Grant *grant) {
    bool same = verify->entity == grant->entity && verify->kind == (unsigned)grant->kind;
    for (size_t i = 0; same && i < grant->entity->policy->counts[grant->kind]; i++) {
        same = verify->covers[i] == grant->covers[i];
    }
    return same;
}

/* The verification of all rows that the part writes by these rules; NULL if all rows are good. */
static const Verify *grant_verify(const Grant *grant) {
    PartPlan *plan = grant->plan;
    MutationPart *part = plan->part;
    for (size_t i = 0; i < part->verify_count; i++) {
        if (grants_equal(part->verifies[i], grant)) {
            return part->verifies[i]->rows == NULL ? NULL : part->verifies[i];
        }
    }
    Planner *planner = plan->planner;
    Verify *verify = ARENA_NEW(planner->arena, Verify);
    *verify = (Verify){.entity = grant->entity,
                       .kind = (unsigned)grant->kind,
                       .covers = grant->covers,
                       .offset = grant->write->offset};
    ARENA_PUSH(planner->arena, part->verifies, part->verify_count, verify);
    Select *rows = scan_entity(planner, entity_whole(grant->entity));
    verify->met = grant_met(grant, rows->scan, ROW_WRITTEN);
    if (verify->met == NULL) {
        return NULL;
    }
    verify->keys = plan_slot(planner);
    verify->rows = rows;
    part_tie_to_keys(plan, rows, entity_whole(grant->entity), verify->keys);
    return verify;
}

/* Verified rows are told by their keys, which are noted apart from those of the answer. */
static void write_verify(const Grant *grant, const Verify **place) {
    Write *write = grant->write;
    *place = grant_verify(grant);
    if (*place != NULL && write->key_count == 0) {
        write->key = plan_row_key(grant->plan->planner, write->rows->scan, &write->key_count);
        write->key_apart = true;
    }
}

/* ---- Writes ---- */

static void write_apply(Grant *grant) {
    Write *write = grant->write;
    const Column **columns =
        ARENA_ARRAY(grant->plan->planner->arena, write->assignment_count, const Column *);
    for (size_t i = 0; i < write->assignment_count; i++) {
        columns[i] = write->assignments[i].column;
    }
    if (!grant_find(grant, columns, write->assignment_count)) {
        return;
    }
    if (grant->kind == PERMIT_UPDATE &&
        grant->cover_count != grant->entity->policy->counts[PERMIT_UPDATE]) {
        select_restrict(grant->plan->planner, write->rows,
                        grant_met(grant, write->rows->scan, ROW_BEFORE));
    }
    write_presets(grant);
    write_verify(grant, &write->verify);
}

/* Where a row is there already, the rules for updates hold for it. */
static void conflict_apply(Grant *grant, Conflict *conflict) {
    Planner *planner = grant->plan->planner;
    if (!grant_find(grant, conflict->updated, conflict->updated_count)) {
        return;
    }
    Predicate **both = ARENA_ARRAY(planner->arena, 2, Predicate *);
    both[0] = conflict->where == NULL ? predicate_new(planner, PREDICATE_TRUE) : conflict->where;
    both[1] = grant_met(grant, grant->write->rows->scan, ROW_BEFORE);
    Predicate *where = predicate_combine(planner, PREDICATE_AND, both, 2);
    conflict->where = where->kind == PREDICATE_TRUE ? NULL : where;
    const Rule *rule = grant_first(grant);
    conflict->presets = ARENA_ARRAY(planner->arena, rule->preset_count, Assignment);
    for (size_t i = 0; i < rule->preset_count; i++) {
        conflict->presets[conflict->preset_count++] = preset_assignment(planner, &rule->presets[i]);
    }
    conflict->told_apart = true;
    write_verify(grant, &grant->write->verify_updated);
}

void part_apply_rules(PartPlan *plan) {
    MutationPart *part = plan->part;
    for (size_t i = 0; i < part->write_count; i++) {
        Write *write = part->writes[i];
        const Entity *entity = write->entity;
        if (entity == NULL || entity->policy == NULL) {
            continue;
        }
        Grant grant = {.plan = plan, .write = write, .entity = entity, .kind = PERMIT_UPDATE};
        if (write->kind == WRITE_UPDATE) {
            write_apply(&grant);
        } else if (write->kind == WRITE_INSERT) {
            grant.kind = PERMIT_INSERT;
            write_apply(&grant);
            grant.kind = PERMIT_UPDATE;
            if (write->conflict != NULL && write->conflict->updated_count != 0) {
                conflict_apply(&grant, write->conflict);
            }
        }
    }
}
