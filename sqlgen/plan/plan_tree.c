/*
 * Trees: a relation of a table with itself, followed again and again.
 *
 *     { categories { categories_by_parent_tree(max_depth: 3) { depth node { name } } } }
 *
 *     categories_by_parent_tree: list tree (t1) from t0.id over categories (t3) on t3.parent_id =
 *                                t2.id at most 3 deep order t1.depth, t1.k0
 *       depth: int t1.depth
 *       node: object categories (t4) on t4.id = t1.k0
 *         name: text t4.name
 *
 * The idea: the walk is a table that the plan makes, of keys and their least depths; what it is
 * asked for is joined to it by the key. A row that is reached twice, or that the walk began with,
 * is there once or not at all, so circles end.
 */
#include "sqlgen/plan/planner.h"

enum { MAX_DEPTH = 100 }; /* of any walk: also what a circle is followed */

typedef struct TreePlanner {
    Planner *planner;
    const Entity *entity;
    Tree *tree;
    Scan *scan; /* of the walk's rows */
    Select *select;
} TreePlanner;

static const Column *tree_column(Planner *planner, Str name) {
    Column *column = ARENA_NEW(planner->arena, Column);
    column->name = name;
    column->not_null = true;
    return column;
}

/* How rows of the entity hang on rows of the walk. */
static Join tree_join(const TreePlanner *walk, Scan *rows) {
    Planner *planner = walk->planner;
    const Tree *tree = walk->tree;
    Join join = {ARENA_ARRAY(planner->arena, tree->key_count, JoinPair), tree->key_count};
    for (size_t i = 0; i < tree->key_count; i++) {
        join.pairs[i] =
            (JoinPair){{rows, tree->keys[i]}, scan_use(planner, walk->scan, tree->columns[i])};
    }
    return join;
}

static void tree_walk(TreePlanner *walk, const Relation *relation, Scan *outer) {
    Planner *planner = walk->planner;
    Tree *tree = walk->tree;
    const Entity *entity = walk->entity;
    tree->key_count = entity->key_count;
    tree->keys = ARENA_ARRAY(planner->arena, entity->key_count, const Column *);
    tree->columns = ARENA_ARRAY(planner->arena, entity->key_count, const Column *);
    tree->seeds = ARENA_ARRAY(planner->arena, entity->key_count, ColumnRef);
    for (size_t i = 0; i < entity->key_count; i++) {
        tree->keys[i] = entity->key[i]->column;
        tree->columns[i] = tree_column(planner, str_format(planner->arena, "k%zu", i));
        tree->seeds[i] = scan_use(planner, outer, tree->keys[i]);
    }
    tree->depth = tree_column(planner, STR("depth"));
    tree->max_depth = MAX_DEPTH;
    tree->from = scan_table(planner, entity->table);
    tree->step = scan_entity(planner, entity);
    select_join(planner, tree->step, relation, tree->from);
}

static void tree_order_add(TreePlanner *walk, OrderTerm term) {
    ARENA_PUSH(walk->planner->arena, walk->select->order, walk->select->order_count, term);
}

/* The terms of an order of rows, as terms of an order of the walk. */
static void tree_order(TreePlanner *walk, const Input *order) {
    Planner *planner = walk->planner;
    const Tree *tree = walk->tree;
    tree_order_add(walk, (OrderTerm){.column = {walk->scan, tree->depth}});
    if (order != NULL) {
        Select *row = scan_entity(planner, walk->entity);
        row->join = tree_join(walk, row->scan);
        plan_order(planner, row, walk->entity, order);
        for (size_t i = 0; i < row->order_count; i++) {
            OrderTerm term = row->order[i];
            term.maybe_null = true;
            term.hops = ARENA_ARRAY(planner->arena, term.hop_count + 1, Select *);
            term.hops[0] = row;
            for (size_t hop = 0; hop < term.hop_count; hop++) {
                term.hops[hop + 1] = row->order[i].hops[hop];
            }
            term.hop_count++;
            tree_order_add(walk, term);
        }
    }
    for (size_t i = 0; i < tree->key_count; i++) {
        tree_order_add(walk, (OrderTerm){.column = {walk->scan, tree->columns[i]}});
    }
}

static void tree_where(TreePlanner *walk, const Input *where) {
    Planner *planner = walk->planner;
    Predicate *exists = predicate_new(planner, PREDICATE_EXISTS);
    exists->exists = scan_entity(planner, walk->entity);
    exists->exists->join = tree_join(walk, exists->exists->scan);
    select_restrict(planner, exists->exists, plan_filter(planner, where, exists->exists->scan));
    select_restrict(planner, walk->select, exists);
}

static void tree_arguments(TreePlanner *walk, const ArgumentValues *arguments) {
    const Input *order = NULL;
    for (size_t i = 0; i < arguments->count; i++) {
        const Input *value = arguments->items[i].value;
        ArgumentRole role = arguments->items[i].def->binding->argument;
        if (value->kind == INPUT_NULL) {
            continue; /* null is no limit, no order, no condition */
        }
        if (role == ARGUMENT_MAX_DEPTH) {
            walk->tree->asked_depth = plan_natural(walk->planner, value);
        } else if (role == ARGUMENT_WHERE) {
            tree_where(walk, value);
        } else if (role == ARGUMENT_ORDER_BY) {
            order = value;
        }
    }
    tree_order(walk, order);
}

/* The row is joined without the conditions of who may see it: the walk has met them. */
static void tree_node(TreePlanner *walk, Output *output, const CollectedField *field) {
    output->kind = OUTPUT_OBJECT;
    output->scan = scan_entity(walk->planner, walk->entity)->scan;
    output->join = tree_join(walk, output->scan);
    plan_row(walk->planner, output, field, output->scan);
}

static void tree_fields(TreePlanner *walk, Output *output, const CollectedField *field) {
    CollectedFields fields = plan_children(walk->planner, output, field);
    for (size_t i = 0; i < fields.count; i++) {
        const CollectedField *part = &fields.items[i];
        Output *child = &output->children[i];
        if (child->kind == OUTPUT_TYPENAME) {
            continue;
        }
        if (part->def->binding->tree == TREE_NODE) {
            tree_node(walk, child, part);
        } else {
            child->kind = OUTPUT_COLUMN;
            child->type = DATA_INT;
            child->column = scan_use(walk->planner, walk->scan, walk->tree->depth);
        }
    }
}

void plan_tree(Planner *planner, Output *output, const CollectedField *field, Scan *outer) {
    const Relation *relation = field->def->binding->relation;
    Table *table = ARENA_NEW(planner->arena, Table);
    table->name = STR("tree");
    table->kind = TABLE_VIEW;
    TreePlanner walk = {.planner = planner,
                        .entity = relation->target,
                        .tree = ARENA_NEW(planner->arena, Tree),
                        .scan = scan_table(planner, table),
                        .select = ARENA_NEW(planner->arena, Select)};
    walk.scan->tree = walk.tree;
    walk.select->scan = walk.scan;
    select_cap(walk.select, relation->target);
    tree_walk(&walk, relation, outer);
    output->kind = OUTPUT_LIST;
    output->select = walk.select;
    ArgumentValues arguments;
    if (plan_arguments(planner, field, &arguments)) {
        tree_arguments(&walk, &arguments);
        tree_fields(&walk, output, field);
    }
}
