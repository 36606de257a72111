/*
 * The one door to rows (HOUSE, rule 2).
 *
 * In: an entity. Out: a Select over it. Everything that reads rows, a list, an aggregate, a filter
 * through a relation, an order through one, gets its Select here, so what decides which rows
 * may be seen has one place. Joins to other selects and their conditions are added from here too.
 *
 *     customers, to the role clerk    customers (t0) where t0.country = slot 0
 *
 * A rule's own filter names the entities of all, which have no rules: so it sees all rows, while
 * what a caller names is of his role's model and is restricted in its turn.
 */
#include "sqlgen/model/role.h"
#include "sqlgen/plan/planner.h"

Scan *scan_table(Planner *planner, const Table *table) {
    Scan *scan = ARENA_NEW(planner->arena, Scan);
    *scan = (Scan){.table = table, .number = planner->plan->scan_count++};
    return scan;
}

Predicate *plan_condition(Planner *planner, const Condition *condition, Scan *scan) {
    if (condition->filter == NULL) {
        return predicate_new(planner, PREDICATE_TRUE);
    }
    Scan *before = planner->owner;
    planner->owner = scan;
    Predicate *predicate = plan_filter(planner, condition->filter, scan);
    planner->owner = before;
    return predicate;
}

/* The masked columns are shown where one of the rules that grant them admits the row. */
static void scan_mask(Planner *planner, Scan *scan, const Entity *entity, Predicate **admitted) {
    const Policy *policy = entity->policy;
    for (size_t i = 0; i < entity->attribute_count; i++) {
        const Attribute *attribute = &entity->attributes[i];
        if (attribute->shown_by == NULL) {
            continue;
        }
        Predicate **any = ARENA_ARRAY(planner->arena, policy->counts[PERMIT_SELECT], Predicate *);
        size_t count = 0;
        for (size_t rule = 0; rule < policy->counts[PERMIT_SELECT]; rule++) {
            if (attribute->shown_by[rule]) {
                any[count++] = admitted[rule];
            }
        }
        scan->reach = reach_of(planner->reach, scan->table);
        Mask mask = {attribute->column, predicate_combine(planner, PREDICATE_OR, any, count)};
        ARENA_PUSH(planner->arena, scan->masks, scan->mask_count, mask);
    }
}

/* What each of the rules of the kind admits. */
static Predicate **plan_admitted(Planner *planner, const Policy *policy, PermitKind kind,
                                 Scan *scan) {
    Predicate **admitted = ARENA_ARRAY(planner->arena, policy->counts[kind], Predicate *);
    for (size_t i = 0; i < policy->counts[kind]; i++) {
        admitted[i] = plan_condition(planner, &policy->rules[kind][i].where, scan);
    }
    return admitted;
}

static bool entity_has_masks(const Entity *entity) {
    bool any = false;
    for (size_t i = 0; i < entity->attribute_count; i++) {
        any |= entity->attributes[i].shown_by != NULL;
    }
    return any;
}

void select_admit(Planner *planner, Select *select, const Entity *entity, PermitKind kind) {
    const Policy *policy = entity->policy;
    if (policy == NULL) {
        return;
    }
    Predicate **admitted = plan_admitted(planner, policy, kind, select->scan);
    bool all = false;
    for (size_t i = 0; i < policy->counts[kind]; i++) {
        all |= admitted[i] != NULL && admitted[i]->kind == PREDICATE_TRUE;
    }
    if (entity_has_masks(entity)) { /* what rows show is for the rules for select to say */
        scan_mask(planner, select->scan, entity,
                  kind == PERMIT_SELECT
                      ? admitted
                      : plan_admitted(planner, policy, PERMIT_SELECT, select->scan));
    }
    if (!all) {
        select_restrict(planner, select,
                        predicate_combine(planner, PREDICATE_OR, admitted, policy->counts[kind]));
    }
}

Select *scan_entity_for(Planner *planner, const Entity *entity, PermitKind kind) {
    Select *select = ARENA_NEW(planner->arena, Select);
    select->scan = scan_table(planner, entity->table);
    select_admit(planner, select, entity, kind);
    return select;
}

Select *scan_entity(Planner *planner, const Entity *entity) {
    return scan_entity_for(planner, entity, PERMIT_SELECT);
}

Select *source_select(Planner *planner, const RowSource *source) {
    Select *select = scan_entity(planner, source->entity);
    if (source->relation != NULL) {
        select_join(planner, select, source->relation, source->outer);
    }
    return select;
}

void select_restrict(Planner *planner, Select *select, Predicate *condition) {
    if (condition == NULL || condition->kind == PREDICATE_TRUE) {
        return;
    }
    if (select->where == NULL) {
        select->where = condition;
        return;
    }
    Predicate **both = ARENA_ARRAY(planner->arena, 2, Predicate *);
    both[0] = select->where;
    both[1] = condition;
    select->where = predicate_combine(planner, PREDICATE_AND, both, 2);
}

ColumnRef scan_use(Planner *planner, Scan *scan, const Column *column) {
    for (size_t i = 0; i < scan->used_count; i++) {
        if (scan->used[i] == column) {
            return (ColumnRef){scan, column};
        }
    }
    ARENA_PUSH(planner->arena, scan->used, scan->used_count, column);
    return (ColumnRef){scan, column};
}

ColumnRef scan_rowid(Planner *planner, Scan *scan) {
    if (scan->table->rowid != NULL) {
        return (ColumnRef){scan, scan->table->rowid};
    }
    if (scan->rowid == NULL) {
        scan->rowid = ARENA_NEW(planner->arena, Column);
        *scan->rowid = (Column){
            .name = scan->table->rowid_name, .affinity = AFFINITY_INTEGER, .not_null = true};
    }
    return (ColumnRef){scan, scan->rowid};
}

static Join join_columns(Planner *planner, Scan *inner, const Column *const *inner_columns,
                         ColumnRef *outer, size_t count) {
    Join join = {ARENA_ARRAY(planner->arena, count, JoinPair), count};
    for (size_t i = 0; i < count; i++) {
        join.pairs[i] = (JoinPair){{inner, inner_columns[i]}, outer[i]};
    }
    return join;
}

/* The rows in between are rows too: those that the role may see. */
static Scan *scan_junction(Planner *planner, Select *select, const Junction *junction) {
    if (junction->entity == NULL) {
        return scan_table(planner, junction->table);
    }
    Select *between = scan_entity(planner, junction->entity);
    select_restrict(planner, select, between->where);
    return between->scan;
}

void select_join(Planner *planner, Select *select, const Relation *relation, Scan *outer) {
    if (relation->filter != NULL) {
        select_restrict(planner, select, plan_filter(planner, relation->filter, select->scan));
    }
    ColumnRef *outer_columns = ARENA_ARRAY(planner->arena, relation->count, ColumnRef);
    for (size_t i = 0; i < relation->count; i++) {
        outer_columns[i] = scan_use(planner, outer, relation->columns[i]);
    }
    const Junction *junction = relation->junction;
    if (junction == NULL) {
        select->join = join_columns(planner, select->scan, relation->references, outer_columns,
                                    relation->count);
        return;
    }
    select->junction = scan_junction(planner, select, junction);
    select->join =
        join_columns(planner, select->junction, junction->near, outer_columns, relation->count);
    ColumnRef *far_columns = ARENA_ARRAY(planner->arena, junction->far_count, ColumnRef);
    for (size_t i = 0; i < junction->far_count; i++) {
        far_columns[i] = (ColumnRef){select->junction, junction->far[i]};
    }
    select->junction_join = join_columns(planner, select->scan, junction->far_references,
                                         far_columns, junction->far_count);
}
