/*
 * The plan as text, for people and golden tests.
 *
 * In: a Plan. Out: a line for each output, indented as the answer nests, on which the rows that it
 * reads stand in the order in which they are chosen: table, join, condition, order, page. The idea:
 * everything that changes the statement shows, so that a change of the planner is a diff of these.
 *
 *     { items(where: {quantity: {_gt: $q}}, limit: 10) { id product { name } } }
 *
 *     cost 52, nesting 1
 *     items: list! items (t0) where t0.quantity > slot 0 order t0.id limit 10
 *       id: int! t0.id
 *       product: object products (t1) on t1.id = t0.product_id
 *         name: text t1.name
 */
#include "sqlgen/plan/print.h"

static void print_grouping(StrBuf *out, const Grouping *grouping);
static void print_tree(StrBuf *out, const Tree *tree);
static void print_function(StrBuf *out, const Output *output);
static Str function_word(AggregateFunction function);

static void print_column(StrBuf *out, ColumnRef ref) {
    strbuf_appendf(out, "t%u.%.*s", ref.scan->number, STR_ARG(ref.column->name));
}

void print_parameters(StrBuf *out, const SqlText *sql, const Operand *operands) {
    bool first = true;
    for (size_t i = 0; i < sql->piece_count; i++) {
        Str parameter = sql->pieces[i].parameter;
        if (parameter.data != NULL) {
            strbuf_appendf(out, "%s%.*s = ", first ? " with " : ", ", STR_ARG(parameter));
            print_operand(out, &operands[i]);
            first = false;
        }
    }
}

static void print_scan(StrBuf *out, const Scan *scan) {
    if (scan->query != NULL) {
        strbuf_appendf(out, "query (t%u)", scan->number);
        print_parameters(out, scan->query, scan->operands);
        return;
    }
    strbuf_appendf(out, "%.*s (t%u)", STR_ARG(scan->table->name), scan->number);
    if (scan->grouping != NULL) {
        print_grouping(out, scan->grouping);
    }
    if (scan->tree != NULL) {
        print_tree(out, scan->tree);
    }
}

void print_operand(StrBuf *out, const Operand *operand) {
    if (operand->slot == OPERAND_CONSTANT) {
        json_write(out, &operand->constant);
    } else {
        strbuf_appendf(out, "slot %u", operand->slot);
    }
}

static void print_join(StrBuf *out, const Join *join) {
    for (size_t i = 0; i < join->pair_count; i++) {
        strbuf_append(out, i == 0 ? STR(" on ") : STR(" and "));
        print_column(out, join->pairs[i].inner);
        strbuf_append(out, STR(" = "));
        print_column(out, join->pairs[i].outer);
    }
}

static Str compare_word(CompareOperator compare) {
    switch (compare) {
    case COMPARE_EQ:
        return STR("=");
    case COMPARE_NEQ:
        return STR("<>");
    case COMPARE_GT:
        return STR(">");
    case COMPARE_GTE:
        return STR(">=");
    case COMPARE_LT:
        return STR("<");
    case COMPARE_LTE:
        return STR("<=");
    case COMPARE_IN:
        return STR("in");
    case COMPARE_NIN:
        return STR("not in");
    case COMPARE_IS_NULL:
        return STR("is null");
    case COMPARE_LIKE:
        return STR("like");
    case COMPARE_NLIKE:
        return STR("not like");
    case COMPARE_ILIKE:
        return STR("ilike");
    case COMPARE_NILIKE:
        return STR("not ilike");
    case COMPARE_REGEX:
        return STR("~");
    case COMPARE_NREGEX:
        return STR("!~");
    case COMPARE_IREGEX:
        return STR("~*");
    case COMPARE_NIREGEX:
        return STR("!~*");
    case COMPARE_SIMILAR:
        return STR("similar to");
    case COMPARE_NSIMILAR:
        return STR("not similar to");
    case COMPARE_STARTS_WITH:
        return STR("starts with");
    case COMPARE_CONTAINS:
        return STR("contains");
    case COMPARE_CONTAINED_IN:
        return STR("contained in");
    case COMPARE_HAS_KEY:
        return STR("has key");
    case COMPARE_HAS_KEYS_ANY:
        return STR("has any key of");
    case COMPARE_HAS_KEYS_ALL:
        return STR("has all keys of");
    }
    return STR("?");
}

static void print_path(StrBuf *out, const Operand *path) {
    if (path != NULL) {
        strbuf_append(out, STR(" at "));
        print_operand(out, path);
    }
}

static void print_comparand(StrBuf *out, const Predicate *predicate) {
    if (predicate->aggregate != NULL) {
        print_function(out, predicate->aggregate);
        return;
    }
    print_column(out, predicate->column);
    print_path(out, predicate->path);
}

/* A list that is a constant is told from a scalar by its brackets, one that is a slot by this. */
static void print_comparison(StrBuf *out, const Predicate *predicate) {
    const Operand *operand = &predicate->operand;
    print_comparand(out, predicate);
    strbuf_appendf(out, " %.*s ", STR_ARG(compare_word(predicate->compare)));
    if (predicate->other.column != NULL) {
        print_column(out, predicate->other);
        return;
    }
    print_operand(out, operand);
    if (operand->list && operand->slot != OPERAND_CONSTANT) {
        strbuf_append(out, STR("[]"));
    }
}

static void print_predicates(StrBuf *out, const Predicate *predicate, Str between) {
    strbuf_append_char(out, '(');
    for (size_t i = 0; i < predicate->child_count; i++) {
        if (i != 0) {
            strbuf_append(out, between);
        }
        print_predicate(out, predicate->children[i]);
    }
    strbuf_append_char(out, ')');
}

/* `items (t0) through junction (t1) on … on … where …`: the rows, without order and page. */
void print_rows(StrBuf *out, const Select *select) {
    print_scan(out, select->scan);
    if (select->junction != NULL) {
        print_join(out, &select->junction_join);
        strbuf_append(out, STR(" through "));
        print_scan(out, select->junction);
    }
    print_join(out, &select->join);
    if (select->where != NULL) {
        strbuf_append(out, STR(" where "));
        print_predicate(out, select->where);
    }
}

static void print_page_size(StrBuf *out, const Page *page) {
    if (page->limit != NULL) {
        print_operand(out, page->limit);
    }
    if (page->capped) {
        strbuf_appendf(out, "%sat most %lld", page->limit == NULL ? "" : ", ",
                       (long long)page->most);
    }
}

void print_predicate(StrBuf *out, const Predicate *predicate) {
    switch (predicate->kind) {
    case PREDICATE_TRUE:
        strbuf_append(out, STR("true"));
        break;
    case PREDICATE_FALSE:
        strbuf_append(out, STR("false"));
        break;
    case PREDICATE_AND:
        print_predicates(out, predicate, STR(" and "));
        break;
    case PREDICATE_OR:
        print_predicates(out, predicate, STR(" or "));
        break;
    case PREDICATE_NOT:
        strbuf_append(out, STR("not "));
        print_predicate(out, predicate->children[0]);
        break;
    case PREDICATE_COMPARE:
        print_comparison(out, predicate);
        break;
    case PREDICATE_NULL:
        print_comparand(out, predicate);
        strbuf_append(out, STR(" is null"));
        break;
    case PREDICATE_EXISTS:
        strbuf_append(out, STR("exists ("));
        print_rows(out, predicate->exists);
        strbuf_append_char(out, ')');
        break;
    case PREDICATE_BEYOND:
        strbuf_append(out, predicate->against ? STR("before ") : STR("beyond "));
        print_operand(out, &predicate->operand);
        break;
    case PREDICATE_IN_INDEX:
        print_column(out, predicate->column);
        strbuf_append(out, STR(" in "));
        print_rows(out, predicate->exists);
        break;
    case PREDICATE_MATCH:
        strbuf_append(out, predicate->raw ? STR("matches the query ") : STR("matches "));
        print_operand(out, &predicate->operand);
        break;
    case PREDICATE_TEXT:
        strbuf_append(out, STR("it is in part"));
        break;
    case PREDICATE_MORE:
        strbuf_append(out, STR("more than "));
        print_page_size(out, predicate->page);
        break;
    case PREDICATE_HAVING:
        strbuf_append(out, STR("having ("));
        print_rows(out, predicate->exists);
        strbuf_append(out, STR(") "));
        print_predicate(out, predicate->children[0]);
        break;
    }
}

void order_term_write(StrBuf *out, const OrderTerm *term) {
    for (size_t i = 0; i < term->hop_count; i++) {
        const Select *hop = term->hops[i];
        const Join *join = hop->junction == NULL ? &hop->join : &hop->junction_join;
        strbuf_appendf(out, "%.*s.%.*s.", STR_ARG(hop->scan->table->name),
                       STR_ARG(join->pairs[0].inner.column->name));
        if (hop->junction != NULL) {
            strbuf_appendf(out, "%.*s.", STR_ARG(hop->junction->table->name));
        }
        strbuf_appendf(out, "%.*s.", STR_ARG(join->pairs[0].outer.column->name));
    }
    if (term->aggregate != NULL) {
        const Output *function = term->aggregate;
        strbuf_append(out, function_word(function->function));
        for (size_t i = 0; i < function->argument_count; i++) {
            strbuf_appendf(out, " %.*s", STR_ARG(function->arguments[i].column->name));
        }
    } else {
        strbuf_append(out, term->column.column->name);
    }
    strbuf_append(out, term->direction.descending ? STR(" desc") : STR(""));
    strbuf_append(out, !term->maybe_null             ? STR("")
                       : term->direction.nulls_first ? STR(" nulls first")
                                                     : STR(" nulls last"));
}

/* The way from the rows to a value. */
static void print_hops(StrBuf *out, Select *const *hops, size_t count) {
    for (size_t i = 0; i < count; i++) {
        strbuf_append(out, hops[i]->single ? STR(" via the first of ") : STR(" via "));
        print_rows(out, hops[i]);
    }
}

static void print_order_term(StrBuf *out, const OrderTerm *term) {
    if (term->aggregate != NULL) {
        print_function(out, term->aggregate);
    } else {
        print_column(out, term->column);
    }
    if (term->direction.descending) {
        strbuf_append(out, STR(" desc"));
    }
    if (term->maybe_null) {
        strbuf_append(out, term->direction.nulls_first ? STR(" nulls first") : STR(" nulls last"));
    }
    print_hops(out, term->hops, term->hop_count);
}

static void print_order(StrBuf *out, const Select *select) {
    for (size_t i = 0; i < select->distinct_count; i++) {
        strbuf_append(out, i == 0 ? STR(" distinct on ") : STR(", "));
        print_column(out, (ColumnRef){select->scan, select->distinct[i]});
    }
    for (size_t i = 0; i < select->order_count; i++) {
        strbuf_append(out, i == 0 ? STR(" order ") : STR(", "));
        print_order_term(out, &select->order[i]);
    }
    if (select->by_rowid) {
        strbuf_append(out, select->order_count == 0 ? STR(" order ") : STR(", "));
        strbuf_append(out, STR("rowid"));
    }
}

static void print_select(StrBuf *out, const Select *select) {
    print_rows(out, select);
    print_order(out, select);
    if (select->page.limit != NULL || select->page.capped) {
        strbuf_append(out, STR(" limit "));
        print_page_size(out, &select->page);
    }
    strbuf_append(out, select->page.look_ahead ? STR(" and one more") : STR(""));
    strbuf_append(out, select->page.backward ? STR(" backward") : STR(""));
    if (select->page.offset != NULL) {
        strbuf_append(out, STR(" offset "));
        print_operand(out, select->page.offset);
    }
    if (select->single) {
        strbuf_append(out, STR(" the first"));
    }
}

static Str function_word(AggregateFunction function) {
    switch (function) {
    case AGGREGATE_COUNT:
        return STR("count");
    case AGGREGATE_COUNT_DISTINCT:
        return STR("count_distinct");
    case AGGREGATE_SUM:
        return STR("sum");
    case AGGREGATE_AVG:
        return STR("avg");
    case AGGREGATE_MIN:
        return STR("min");
    case AGGREGATE_MAX:
        return STR("max");
    case AGGREGATE_MEDIAN:
        return STR("median");
    case AGGREGATE_PERCENTILE:
        return STR("percentile");
    case AGGREGATE_STDDEV:
        return STR("stddev");
    case AGGREGATE_STDDEV_POP:
        return STR("stddev_pop");
    case AGGREGATE_STDDEV_SAMP:
        return STR("stddev_samp");
    case AGGREGATE_VAR_POP:
        return STR("var_pop");
    case AGGREGATE_VAR_SAMP:
        return STR("var_samp");
    case AGGREGATE_VARIANCE:
        return STR("variance");
    }
    return STR("?");
}

static void print_columns(StrBuf *out, const ColumnRef *columns, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (i != 0) {
            strbuf_append(out, STR(", "));
        }
        print_column(out, columns[i]);
    }
}

static void print_function(StrBuf *out, const Output *output) {
    strbuf_appendf(out, "%.*s(%s", STR_ARG(function_word(output->function)),
                   output->distinct ? "distinct " : "");
    print_columns(out, output->arguments, output->argument_count);
    if (output->parameter != NULL) {
        strbuf_append(out, STR(", "));
        print_operand(out, output->parameter);
    }
    strbuf_append_char(out, ')');
}

static Str search_word(SearchFunction function) {
    switch (function) {
    case SEARCH_RANK:
        return STR("rank");
    case SEARCH_SNIPPET:
        return STR("snippet");
    case SEARCH_HIGHLIGHT:
        return STR("highlight");
    }
    return STR("?");
}

static Str bucket_word(DateBucket bucket) {
    switch (bucket) {
    case BUCKET_NONE:
        return STR("");
    case BUCKET_YEAR:
        return STR("year of ");
    case BUCKET_QUARTER:
        return STR("quarter of ");
    case BUCKET_MONTH:
        return STR("month of ");
    case BUCKET_WEEK:
        return STR("week of ");
    case BUCKET_DAY:
        return STR("day of ");
    case BUCKET_HOUR:
        return STR("hour of ");
    case BUCKET_MINUTE:
        return STR("minute of ");
    }
    return STR("?");
}

/* ` of (rows with parents by k0 = …) with m0 = …`. */
static void print_grouping(StrBuf *out, const Grouping *grouping) {
    strbuf_append(out, STR(" of ("));
    print_rows(out, grouping->rows);
    for (size_t i = 0; i < grouping->join_count; i++) {
        strbuf_append(out, STR(" with "));
        print_scan(out, grouping->joins[i].scan);
        print_join(out, &grouping->joins[i].join);
    }
    strbuf_append_char(out, ')');
    for (size_t i = 0; i < grouping->key_count; i++) {
        const GroupKey *key = &grouping->keys[i];
        strbuf_append(out, i == 0 ? STR(" by ") : STR(", "));
        strbuf_appendf(out, "%.*s = ", STR_ARG(key->column->name));
        strbuf_append(out, bucket_word(key->bucket));
        print_column(out, key->value);
        print_hops(out, key->hops, key->hop_count);
    }
    for (size_t i = 0; i < grouping->measure_count; i++) {
        strbuf_append(out, i == 0 ? STR(" giving ") : STR(", "));
        strbuf_appendf(out, "%.*s = ", STR_ARG(grouping->measures[i].column->name));
        print_function(out, grouping->measures[i].function);
    }
}

/* ` from t0.id over categories (t3) on t3.parent_id = t2.id at most 100 deep`. */
static void print_tree(StrBuf *out, const Tree *tree) {
    strbuf_append(out, STR(" from "));
    print_columns(out, tree->seeds, tree->key_count);
    strbuf_append(out, STR(" over "));
    print_rows(out, tree->step);
    strbuf_appendf(out, " at most %u deep", tree->max_depth);
    if (tree->asked_depth != NULL) {
        strbuf_append(out, STR(" and "));
        print_operand(out, tree->asked_depth);
    }
}

/* The kind, or for a leaf its type; with `!` where null bubbles. */
static void print_kind(StrBuf *out, const Output *output, Str word) {
    strbuf_appendf(out, "%.*s%s", STR_ARG(word), output->not_null ? "! " : " ");
}

/* NOLINTNEXTLINE(readability-function-size): a case for each kind, and nothing else */
static void print_value(StrBuf *out, const Output *output) {
    switch (output->kind) {
    case OUTPUT_COLUMN:
        print_kind(out, output, data_type_word(output->type));
        print_column(out, output->column);
        print_path(out, output->parameter);
        break;
    case OUTPUT_FUNCTION:
        print_kind(out, output, data_type_word(output->type));
        print_function(out, output);
        break;
    case OUTPUT_VALUE:
        print_kind(out, output, data_type_word(output->type));
        if (output->scan != NULL) {
            print_scan(out, output->scan);
        } else {
            print_operand(out, output->parameter);
        }
        break;
    case OUTPUT_TYPENAME:
        print_kind(out, output, STR("typename"));
        strbuf_append(out, output->text);
        break;
    case OUTPUT_CONSTANT:
        print_kind(out, output, STR("constant"));
        strbuf_appendf(out, "of %zu bytes", output->text.length);
        break;
    case OUTPUT_OBJECT:
        print_kind(out, output, STR("object"));
        print_scan(out, output->scan);
        print_join(out, &output->join);
        break;
    case OUTPUT_ROW:
        print_kind(out, output, STR("row"));
        print_select(out, output->select);
        break;
    case OUTPUT_LIST:
        print_kind(out, output, STR("list"));
        print_select(out, output->select);
        break;
    case OUTPUT_AGGREGATE:
        print_kind(out, output, STR("aggregate"));
        print_select(out, output->select);
        break;
    case OUTPUT_CONNECTION:
        print_kind(out, output, STR("connection"));
        print_select(out, output->select);
        break;
    case OUTPUT_PAGE:
        strbuf_append(out, STR("page!"));
        break;
    case OUTPUT_CURSOR:
        strbuf_appendf(out, "cursor! of %.*s", STR_ARG(output->text));
        break;
    case OUTPUT_PAGE_END:
        strbuf_appendf(out, "cursor of the %s row", output->last ? "last" : "first");
        break;
    case OUTPUT_CONDITION:
        print_kind(out, output, STR("condition"));
        print_predicate(out, output->condition);
        break;
    case OUTPUT_SEARCH:
        print_kind(out, output, search_word(output->search->function));
        if (output->search->column != NULL) {
            strbuf_appendf(out, "of %.*s ", STR_ARG(output->search->column->name));
        }
        strbuf_append(out, STR("in "));
        print_rows(out, output->select);
        break;
    case OUTPUT_ID:
        print_kind(out, output, STR("id of"));
        print_columns(out, output->arguments, output->argument_count);
        break;
    case OUTPUT_BOUND:
        print_kind(out, output, data_type_word(output->type));
        print_operand(out, output->parameter);
        break;
    case OUTPUT_EACH:
        print_kind(out, output, STR("each of"));
        break;
    case OUTPUT_ONE_OF:
        print_kind(out, output, STR("one of"));
        break;
    case OUTPUT_COUNT:
        print_kind(out, output, STR("count of"));
        print_rows(out, output->select);
        break;
    case OUTPUT_GROUP:
        strbuf_append(out, output->not_null ? STR("group!") : STR("group"));
        break;
    }
}

static void print_outputs(StrBuf *out, const Output *outputs, size_t count, size_t depth) {
    for (size_t i = 0; i < count; i++) {
        const Output *output = &outputs[i];
        for (size_t level = 0; level < depth; level++) {
            strbuf_append(out, STR("  "));
        }
        strbuf_appendf(out, "%.*s: ", STR_ARG(output->key));
        print_value(out, output);
        strbuf_append_char(out, '\n');
        print_outputs(out, output->children, output->child_count, depth + 1);
    }
}

void plan_print(StrBuf *out, const Plan *plan) {
    strbuf_appendf(out, "cost %llu, nesting %u%s\n", (unsigned long long)plan->cost, plan->nesting,
                   plan->reusable ? "" : ", for this request alone");
    for (size_t i = 0; i < plan->root_count && plan->mutations != NULL; i++) {
        print_writes(out, &plan->mutations[i]);
    }
    print_outputs(out, plan->roots, plan->root_count, 0);
}
