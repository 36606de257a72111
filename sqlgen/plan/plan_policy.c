/*
 * The one door to rows (HOUSE, rule 2).
 *
 * In: an entity. Out: a Select over it. Everything that reads rows, a list, an aggregate, a filter
 * through a relation, an order through one, gets its Select here, so what decides which rows
 * may be seen has one place. Joins to other selects and their conditions are added from here too.
 */
#include "sqlgen/plan/planner.h"

Scan *scan_table(Planner *planner, const Table *table) {
    Scan *scan = ARENA_NEW(planner->arena, Scan);
    *scan = (Scan){.table = table, .number = planner->plan->scan_count++};
    return scan;
}

Select *scan_entity(Planner *planner, const Entity *entity) {
    Select *select = ARENA_NEW(planner->arena, Select);
    select->scan = scan_table(planner, entity->table);
    return select;
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
    select->junction = scan_table(planner, junction->table);
    select->join =
        join_columns(planner, select->junction, junction->near, outer_columns, relation->count);
    ColumnRef *far_columns = ARENA_ARRAY(planner->arena, junction->far_count, ColumnRef);
    for (size_t i = 0; i < junction->far_count; i++) {
        far_columns[i] = (ColumnRef){select->junction, junction->far[i]};
    }
    select->junction_join = join_columns(planner, select->scan, junction->far_references,
                                         far_columns, junction->far_count);
}
