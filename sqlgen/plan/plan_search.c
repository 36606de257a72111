/*
 * Search: conditions on words, and what an FTS5 table says about a row that meets one.
 *
 *     { jobs(where: {_search: "brake"}, order_by: [{_rank: asc}]) { _rank _snippet } }
 *
 *     jobs: list jobs (t0) where t0.id in jobs_fts (t1) matching "brake"
 *                          order t2.rank via jobs_fts (t2) on t2.rowid = t0.id matching "brake"
 *       _rank: float rank in jobs_fts (t3) on …
 *       _snippet: text snippet in jobs_fts (t4) on …
 *
 * The condition is a set of rowids, so that the index of words is read first; rank, snippet and
 * highlight are asked of the index again, for each row that is kept and with the same words, since
 * FTS5 answers them only while it searches. They belong to the first _search of their list, and
 * are null for rows that meet the where without it.
 */
#include "sqlgen/model/search.h"
#include "sqlgen/plan/planner.h"

/* The index's rows that have the words. */
static Select *search_index(Planner *planner, const Search *search, const Operand *words,
                            bool raw) {
    Select *index = ARENA_NEW(planner->arena, Select);
    index->scan = scan_table(planner, search->index);
    Predicate *match = predicate_new(planner, PREDICATE_MATCH);
    match->column.scan = index->scan;
    match->operand = *words;
    match->raw = raw;
    index->where = match;
    return index;
}

static ColumnRef search_link(Planner *planner, const Search *search, Scan *scan) {
    return search->link == NULL ? scan_rowid(planner, scan) : (ColumnRef){scan, search->link};
}

Predicate *plan_search(Planner *planner, const InputField *field, Scan *scan) {
    const Search *search = field->def->binding->entity->search;
    bool raw = field->def->binding->filter == FILTER_SEARCH_RAW;
    Operand words = plan_operand(planner, field->value, DATA_STRING);
    words.rule = raw ? RULE_SEARCH : RULE_NONE;
    Predicate *found = predicate_new(planner, PREDICATE_IN_INDEX);
    found->column = search_link(planner, search, scan);
    found->exists = search_index(planner, search, &words, raw);
    if (scan->match == NULL) {
        scan->match = found->exists->where;
    }
    return found;
}

/* The row of the index that belongs to a row of the scan; NULL after adding an error. */
static Select *search_row(Planner *planner, const Search *search, Scan *scan, uint32_t offset) {
    if (scan->match == NULL) {
        plan_error(planner, ERROR_VALIDATION_FAILED, offset,
                   "There is no _search in the where of this list, which this would be about.");
        return NULL;
    }
    Select *row = search_index(planner, search, &scan->match->operand, scan->match->raw);
    ColumnRef link = search_link(planner, search, scan);
    row->join = (Join){ARENA_NEW(planner->arena, JoinPair), 1};
    row->join.pairs[0] =
        (JoinPair){scan_rowid(planner, row->scan), scan_use(planner, scan, link.column)};
    return row;
}

static const Column *search_rank(const Search *search) {
    return table_column(search->index, STR("rank"));
}

bool plan_rank(Planner *planner, const InputField *field, Select *select, OrderTerm *out) {
    const Search *search = field->def->binding->entity->search;
    Select *row = search_row(planner, search, select->scan, field->span.start);
    if (row == NULL) {
        return false;
    }
    *out = (OrderTerm){.column = {row->scan, search_rank(search)}, .maybe_null = true};
    ARENA_PUSH(planner->arena, out->hops, out->hop_count, row);
    return true;
}

static Operand search_constant(Str text) {
    return (Operand){.slot = OPERAND_CONSTANT,
                     .constant = {.kind = JSON_STRING, .text = text},
                     .type = DATA_STRING};
}

static void search_arguments(Planner *planner, SearchCall *call, const ArgumentValues *arguments) {
    for (size_t i = 0; i < arguments->count; i++) {
        const Input *value = arguments->items[i].value;
        ArgumentRole role = arguments->items[i].def->binding->argument;
        if (value->kind == INPUT_NULL) {
            continue; /* null is what is taken where nothing is said */
        }
        if (role == ARGUMENT_SEARCH_COLUMN) {
            call->column = value->value->binding->search_column;
        } else if (role == ARGUMENT_SEARCH_START) {
            call->start = plan_operand(planner, value, DATA_STRING);
        } else if (role == ARGUMENT_SEARCH_END) {
            call->end = plan_operand(planner, value, DATA_STRING);
        } else if (role == ARGUMENT_SEARCH_ELLIPSIS) {
            call->ellipsis = plan_operand(planner, value, DATA_STRING);
        } else if (role == ARGUMENT_SEARCH_TOKENS) {
            call->tokens = *plan_natural(planner, value);
        }
    }
}

void plan_search_field(Planner *planner, Output *output, const CollectedField *field, Scan *scan) {
    const Binding *binding = field->def->binding;
    const Search *search = binding->entity->search;
    SearchCall *call = ARENA_NEW(planner->arena, SearchCall);
    *call = (SearchCall){.function = binding->row == ROW_SNIPPET     ? SEARCH_SNIPPET
                                     : binding->row == ROW_HIGHLIGHT ? SEARCH_HIGHLIGHT
                                                                     : SEARCH_RANK,
                         .start = search_constant(STR("<b>")),
                         .end = search_constant(STR("</b>")),
                         .ellipsis = search_constant(STR("…")),
                         .tokens = {.slot = OPERAND_CONSTANT,
                                    .constant = {.kind = JSON_NUMBER, .text = STR("16")},
                                    .type = DATA_INT}};
    ArgumentValues arguments;
    output->kind = OUTPUT_SEARCH;
    output->type = call->function == SEARCH_RANK ? DATA_FLOAT : DATA_STRING;
    output->search = call;
    output->select = search_row(planner, search, scan, output->offset);
    if (output->select != NULL && plan_arguments(planner, field, &arguments)) {
        search_arguments(planner, call, &arguments);
        call->rank = search_rank(search);
    }
}
