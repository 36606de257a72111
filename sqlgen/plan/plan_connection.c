/*
 * Connections: a list in pages that cursors tell apart (Relay's specification).
 *
 *     { orders_connection(first: 2, after: $c, order_by: [{placed_at: desc}]) {
 *         edges { cursor node { id } } pageInfo { hasNextPage } totalCount } }
 *
 *     orders_connection: connection orders (t0) where beyond slot 0
 *                        order t0.placed_at desc, t0.id limit 2 and one more
 *       edges: page
 *         cursor: cursor of orders by placed_at desc, id
 *         node: group …
 *       pageInfo: group
 *         hasNextPage: condition more than 2
 *       totalCount: count of orders (t1)
 *
 * The idea: a cursor holds the values that its row is ordered by, so what follows it is a
 * condition and no row need be counted off: pages neither overlap nor skip when rows come and go.
 * The last rows are the first of the opposite order, written backward. What is not selected is
 * not computed: without hasNextPage no row is read ahead, without totalCount none is counted.
 */
#include "sqlgen/plan/planner.h"

enum { MAX_TERMS = 64 }; /* of an order with cursors: the condition grows with their square */

typedef struct ConnectionPlanner {
    Planner *planner;
    const RowSource *source;
    const Input *where, *order;
    const Input *first, *last, *after, *before; /* NULL if absent or null */
    Str label;                                  /* of the cursors */
    Select *select;
} ConnectionPlanner;

static void connection_arguments(ConnectionPlanner *connection, const ArgumentValues *arguments) {
    for (size_t i = 0; i < arguments->count; i++) {
        const Input *value = arguments->items[i].value;
        ArgumentRole role = arguments->items[i].def->binding->argument;
        if (value->kind == INPUT_NULL) {
            continue; /* null is no limit, no order, no condition */
        }
        if (role == ARGUMENT_WHERE) {
            connection->where = value;
        } else if (role == ARGUMENT_ORDER_BY) {
            connection->order = value;
        } else if (role == ARGUMENT_FIRST) {
            connection->first = value;
        } else if (role == ARGUMENT_LAST) {
            connection->last = value;
        } else if (role == ARGUMENT_AFTER) {
            connection->after = value;
        } else if (role == ARGUMENT_BEFORE) {
            connection->before = value;
        }
    }
}

/* The rows of all pages. */
static Select *connection_rows(const ConnectionPlanner *connection) {
    Planner *planner = connection->planner;
    Select *select = source_select(planner, connection->source);
    if (connection->where != NULL) {
        select_restrict(planner, select, plan_filter(planner, connection->where, select->scan));
    }
    return select;
}

/* Puts them in order; a cursor takes the rowid as a column like any other. */
static void connection_order(const ConnectionPlanner *connection, Select *select) {
    Planner *planner = connection->planner;
    select->page.by_cursor = true;
    plan_order(planner, select, connection->source->entity, connection->order);
    if (select->by_rowid) {
        select->by_rowid = false;
        ARENA_PUSH(planner->arena, select->order, select->order_count,
                   ((OrderTerm){.column = scan_rowid(planner, select->scan)}));
    }
}

/* What tells cursors of this order from those of others. */
static Str connection_label(const ConnectionPlanner *connection) {
    const Select *select = connection->select;
    StrBuf *text = strbuf_new(connection->planner->arena);
    if (connection->planner->role.length != 0) {
        strbuf_appendf(text, "%.*s: ", STR_ARG(connection->planner->role));
    }
    strbuf_append(text, select->scan->table->name);
    for (size_t i = 0; i < select->order_count; i++) {
        strbuf_append(text, i == 0 ? STR(" by ") : STR(", "));
        order_term_write(text, &select->order[i]);
    }
    return strbuf_view(text);
}

static Predicate *connection_beyond(const ConnectionPlanner *connection, Select *select,
                                    const Input *cursor, bool against) {
    Planner *planner = connection->planner;
    Predicate *beyond = predicate_new(planner, PREDICATE_BEYOND);
    beyond->exists = select;
    beyond->against = against;
    beyond->operand = plan_operand(planner, cursor, DATA_STRING);
    beyond->operand.rule = RULE_CURSOR;
    beyond->operand.label = connection->label;
    return beyond;
}

static void connection_reverse(Select *select) {
    for (size_t i = 0; i < select->order_count; i++) {
        OrderDirection *direction = &select->order[i].direction;
        *direction = (OrderDirection){!direction->descending, !direction->nulls_first};
    }
    select->page.backward = true;
}

/* The rows of the page, in the order in which they are read. */
static void connection_select(ConnectionPlanner *connection) {
    Planner *planner = connection->planner;
    Select *select = connection->select = connection_rows(connection);
    connection_order(connection, select);
    connection->label = connection_label(connection);
    bool backward = connection->last != NULL;
    if (backward) {
        connection_reverse(select);
    }
    if (connection->after != NULL) {
        select_restrict(planner, select,
                        connection_beyond(connection, select, connection->after, backward));
    }
    if (connection->before != NULL) {
        select_restrict(planner, select,
                        connection_beyond(connection, select, connection->before, !backward));
    }
    if (backward || connection->first != NULL) {
        select->page.limit = plan_natural(planner, backward ? connection->last : connection->first);
    }
    select_cap(select, connection->source->entity);
}

/* ---- The answer. ---- */

static void output_cursor(const ConnectionPlanner *connection, Output *output, OutputKind kind) {
    Select *select = connection->select;
    output->kind = kind;
    output->type = DATA_STRING;
    output->select = select;
    output->text = connection->label;
    for (size_t i = 0; i < select->order_count; i++) {
        if (select->order[i].hop_count == 0) {
            scan_use(connection->planner, select->scan, select->order[i].column.column);
        }
    }
}

/* There are rows on the other side of the cursor, the one that it was made of among them. */
static Predicate *condition_around(const ConnectionPlanner *connection, const Input *cursor,
                                   bool against) {
    Planner *planner = connection->planner;
    if (cursor == NULL) {
        return predicate_new(planner, PREDICATE_FALSE);
    }
    Predicate *exists = predicate_new(planner, PREDICATE_EXISTS);
    exists->exists = connection_rows(connection);
    connection_order(connection, exists->exists);
    Predicate *beyond = connection_beyond(connection, exists->exists, cursor, against);
    select_restrict(planner, exists->exists, predicate_negate(planner, beyond));
    return exists;
}

/* hasNextPage and hasPreviousPage: on the side to which is read, rows beyond the page; on the
 * other, rows beyond the cursor. */
static void output_condition(ConnectionPlanner *connection, Output *output, bool next) {
    Planner *planner = connection->planner;
    Page *page = &connection->select->page;
    output->kind = OUTPUT_CONDITION;
    output->type = DATA_BOOLEAN;
    if (next != page->backward && (page->limit != NULL || page->capped)) {
        page->look_ahead = true;
        output->condition = predicate_new(planner, PREDICATE_MORE);
        output->condition->page = page;
    } else {
        output->condition =
            condition_around(connection, next ? connection->before : connection->after, next);
    }
}

static void output_object(ConnectionPlanner *connection, Output *output,
                          const CollectedField *field);

static void output_part(ConnectionPlanner *connection, Output *output,
                        const CollectedField *field) {
    Planner *planner = connection->planner;
    Scan *scan = connection->select->scan;
    ConnectionField part = field->def->binding->connection;
    switch (part) {
    case CONNECTION_EDGES:
        output_object(connection, output, field);
        output->kind = OUTPUT_PAGE;
        output->select = connection->select;
        break;
    case CONNECTION_NODES:
        output->kind = OUTPUT_PAGE;
        output->select = connection->select;
        plan_row(planner, output, field, scan);
        break;
    case CONNECTION_NODE:
        output->kind = OUTPUT_GROUP;
        plan_row(planner, output, field, scan);
        break;
    case CONNECTION_PAGE_INFO:
        output_object(connection, output, field);
        output->kind = OUTPUT_GROUP;
        break;
    case CONNECTION_TOTAL_COUNT:
        output->kind = OUTPUT_COUNT;
        output->type = DATA_INT;
        output->select = connection_rows(connection);
        break;
    case CONNECTION_CURSOR:
        output_cursor(connection, output, OUTPUT_CURSOR);
        break;
    case CONNECTION_START_CURSOR:
    case CONNECTION_END_CURSOR:
        output_cursor(connection, output, OUTPUT_PAGE_END);
        output->last = (part == CONNECTION_END_CURSOR) != connection->select->page.backward;
        break;
    case CONNECTION_HAS_NEXT_PAGE:
    case CONNECTION_HAS_PREVIOUS_PAGE:
        output_condition(connection, output, part == CONNECTION_HAS_NEXT_PAGE);
        break;
    }
}

static void output_object(ConnectionPlanner *connection, Output *output,
                          const CollectedField *field) {
    CollectedFields fields = plan_children(connection->planner, output, field);
    for (size_t i = 0; i < fields.count; i++) {
        if (output->children[i].kind != OUTPUT_TYPENAME) {
            output_part(connection, &output->children[i], &fields.items[i]);
        }
    }
}

void plan_connection(Planner *planner, Output *output, const CollectedField *field,
                     const RowSource *source) {
    ConnectionPlanner connection = {.planner = planner, .source = source};
    ArgumentValues arguments;
    output->kind = OUTPUT_CONNECTION;
    if (!plan_arguments(planner, field, &arguments)) {
        return;
    }
    connection_arguments(&connection, &arguments);
    if (connection.first != NULL && connection.last != NULL) {
        plan_error(planner, ERROR_VALIDATION_FAILED, output->offset,
                   "\"%.*s\" takes \"first\" or \"last\", not both.", STR_ARG(field->def->name));
        return;
    }
    connection_select(&connection);
    output->select = connection.select;
    if (connection.select->order_count > MAX_TERMS) {
        plan_error(planner, ERROR_QUERY_TOO_EXPENSIVE, output->offset,
                   "A connection is ordered by %d columns at the most.", MAX_TERMS);
        return;
    }
    output_object(&connection, output, field);
}
