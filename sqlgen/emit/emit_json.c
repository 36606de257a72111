/*
 * The answer: outputs as calls of our JSON functions (run/functions.h).
 *
 *     items { id product { name } reviews { text } }
 *
 *     (select soloql_list('id:int! product?{name:text} reviews:raw!', t0."id", t1."id", t1."name",
 *        (select soloql_list('text:text', t2."text") from (…) as t2))
 *      from (…) as t0 left join "products" as t1 on t1."id" = t0."product_id")
 *
 * The first argument, the shape (run/shape.h), names each key and how its value is written. An
 * object that is joined is written in place: `key?{…}` takes one argument that says whether the
 * row is there, then those of its own fields. SQLite takes a bounded number of arguments (127
 * before 3.48), so a wide object is cut: `...` takes a run of members that soloql_members() made.
 */
#include "sqlgen/emit/emit.h"

enum {
    CALL_ARGUMENTS = 100, /* values in one call */
    INLINE_ARGUMENTS = 40 /* an object with more is a call of its own */
};

static void emit_shape(StrBuf *shape, const Output *outputs, size_t count);
static void emit_arguments(SqlBuf *sql, const Output *outputs, size_t count);

void emit_measure(Output *output) {
    size_t arguments = output->kind == OUTPUT_OBJECT ? 1 : 0;
    for (size_t i = 0; i < output->child_count; i++) {
        emit_measure(&output->children[i]);
        arguments += output->children[i].width;
    }
    bool is_object = output->kind == OUTPUT_OBJECT || output->kind == OUTPUT_GROUP;
    output->in_place = is_object && arguments <= INLINE_ARGUMENTS;
    output->width = output->in_place ? arguments : output->kind == OUTPUT_TYPENAME ? 0 : 1;
}

static void emit_shape_word(StrBuf *shape, const Output *output, bool leaf) {
    const ValueSet *values = leaf ? output->values : NULL;
    if (values == NULL) {
        strbuf_append(shape, leaf ? data_type_word(output->type) : STR("raw"));
        return;
    }
    strbuf_append(shape, values->name);
    for (size_t i = 0; i < values->count; i++) {
        strbuf_append_char(shape, i == 0 ? '(' : '|');
        strbuf_append(shape, values->items[i]);
    }
    strbuf_append_char(shape, ')');
}

/* A value that is not JSON yet. */
static bool output_is_leaf(const Output *output) {
    switch (output->kind) {
    case OUTPUT_COLUMN:
    case OUTPUT_FUNCTION:
    case OUTPUT_CURSOR:
    case OUTPUT_PAGE_END:
    case OUTPUT_CONDITION:
    case OUTPUT_COUNT:
    case OUTPUT_ID:
    case OUTPUT_SEARCH:
    case OUTPUT_BOUND:
        return true;
    case OUTPUT_VALUE:
    case OUTPUT_TYPENAME:
    case OUTPUT_CONSTANT:
    case OUTPUT_OBJECT:
    case OUTPUT_ROW:
    case OUTPUT_LIST:
    case OUTPUT_AGGREGATE:
    case OUTPUT_GROUP:
    case OUTPUT_CONNECTION:
    case OUTPUT_PAGE:
    case OUTPUT_EACH:
    case OUTPUT_ONE_OF:
        break;
    }
    return false;
}

static void emit_shape_item(StrBuf *shape, const Output *output) {
    strbuf_append(shape, output->key);
    if (output->kind == OUTPUT_TYPENAME) {
        strbuf_append_char(shape, '=');
        strbuf_append(shape, output->text);
        return;
    }
    if (output->in_place) {
        strbuf_append(shape, output->kind == OUTPUT_OBJECT ? STR("?{") : STR("{"));
        emit_shape(shape, output->children, output->child_count);
        strbuf_append_char(shape, '}');
        return;
    }
    bool leaf = output_is_leaf(output);
    strbuf_append_char(shape, ':');
    emit_shape_word(shape, output, leaf);
    if (leaf && output->not_null) {
        strbuf_append_char(shape, '!');
    }
}

static void emit_shape(StrBuf *shape, const Output *outputs, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (i != 0) {
            strbuf_append_char(shape, ' ');
        }
        emit_shape_item(shape, &outputs[i]);
    }
}

static void emit_argument(SqlBuf *sql, const Output *output) {
    if (output->kind == OUTPUT_TYPENAME) {
        return;
    }
    if (output->in_place) {
        if (output->kind == OUTPUT_OBJECT) {
            sql_raw(sql, ", ");
            sql_column(sql, output->join.pairs[0].inner);
        }
        emit_arguments(sql, output->children, output->child_count);
        return;
    }
    sql_raw(sql, ", ");
    emit_value(sql, output);
}

static void emit_arguments(SqlBuf *sql, const Output *outputs, size_t count) {
    for (size_t i = 0; i < count; i++) {
        emit_argument(sql, &outputs[i]);
    }
}

/* 'shape', argument, … of outputs that fit one call. */
static void emit_call(SqlBuf *sql, const Output *outputs, size_t count) {
    StrBuf shape = {0};
    emit_shape(&shape, outputs, count);
    sql_string(sql, strbuf_view(&shape));
    sql->text->failed |= shape.failed;
    strbuf_free(&shape);
    emit_arguments(sql, outputs, count);
}

/* How many of the outputs fit one call. */
static size_t call_length(const Output *outputs, size_t count) {
    size_t length = 0, arguments = 0;
    while (length < count) {
        arguments += outputs[length].width;
        if (arguments > CALL_ARGUMENTS) {
            break;
        }
        length++;
    }
    return length;
}

/* The arguments of a call that writes an object of all children, cut up if it is wide. */
void emit_members(SqlBuf *sql, const Output *output) {
    const Output *children = output->children;
    size_t count = output->child_count;
    if (call_length(children, count) == count) {
        emit_call(sql, children, count);
        return;
    }
    StrBuf shape = {0};
    for (size_t i = 0; i < count; i += call_length(children + i, count - i)) {
        strbuf_append(&shape, i == 0 ? STR("...") : STR(" ..."));
    }
    sql_string(sql, strbuf_view(&shape));
    sql->text->failed |= shape.failed;
    strbuf_free(&shape);
    for (size_t i = 0; i < count;) {
        size_t length = call_length(children + i, count - i);
        sql_raw(sql, ", soloql_members(");
        emit_call(sql, children + i, length);
        sql_raw(sql, ")");
        i += length;
    }
}

/* ` left join …` for each object that is joined to rows of this FROM clause. */
static void emit_left_joins(SqlBuf *sql, const Output *output) {
    for (size_t i = 0; i < output->child_count; i++) {
        const Output *child = &output->children[i];
        if (child->kind == OUTPUT_OBJECT) {
            sql_line(sql);
            sql_raw(sql, "left join ");
            emit_table(sql, child->scan);
            sql_raw(sql, " on ");
            emit_join(sql, &child->join);
        }
        if (child->kind == OUTPUT_OBJECT || child->kind == OUTPUT_GROUP ||
            child->kind == OUTPUT_PAGE) {
            emit_left_joins(sql, child);
        }
    }
}

static void emit_list(SqlBuf *sql, const Output *output) {
    sql_raw(sql, "(select soloql_list(");
    emit_members(sql, output);
    sql_raw(sql, ")");
    sql_line(sql);
    sql_raw(sql, "from ");
    emit_rows(sql, output->select);
    emit_left_joins(sql, output);
    sql_raw(sql, ")");
}

/* The order stands outside: SQLite drops that of a subquery which is joined to others. */
void emit_list_rows(SqlBuf *sql, const Output *list) {
    const Select *select = list->select;
    bool distinct = select->distinct_count != 0;
    sql_raw(sql, "select ");
    emit_members(sql, list);
    sql_line(sql);
    sql_raw(sql, "from ");
    if (distinct) {
        emit_distinct(sql, select);
    } else {
        emit_from(sql, select);
    }
    emit_left_joins(sql, list);
    if (distinct) {
        emit_distinct_where(sql, select);
    } else {
        emit_where(sql, select);
    }
    emit_order(sql, select);
    emit_page(sql, select);
}

/* True if something below is computed of the rows of the page: an aggregate in SQL. */
static bool connection_has_rows(const Output *output) {
    for (size_t i = 0; i < output->child_count; i++) {
        const Output *child = &output->children[i];
        bool more = child->kind == OUTPUT_CONDITION && child->condition->kind == PREDICATE_MORE;
        if (more || child->kind == OUTPUT_PAGE || child->kind == OUTPUT_PAGE_END ||
            (child->kind == OUTPUT_GROUP && connection_has_rows(child))) {
            return true;
        }
    }
    return false;
}

static bool predicate_has_cursor(const Predicate *where) {
    bool found = where->kind == PREDICATE_BEYOND;
    for (size_t i = 0; where->kind == PREDICATE_AND && i < where->child_count; i++) {
        found |= predicate_has_cursor(where->children[i]);
    }
    return found;
}

/* Without an aggregate there would be an object for each row, and none where there are no rows.
 * Rows that nothing is computed of are read for what the page's limit and cursors are checked by
 * when they are bound. */
static void emit_connection(SqlBuf *sql, const Output *output) {
    const Select *select = output->select;
    bool rows = connection_has_rows(output);
    bool checked = select->page.limit != NULL ||
                   (select->where != NULL && predicate_has_cursor(select->where));
    sql_raw(sql, "(select soloql_object(");
    emit_members(sql, output);
    sql_raw(sql, ")");
    if (rows || checked) {
        sql_line(sql);
        sql_raw(sql, "from ");
    }
    if (!rows && checked) {
        sql_raw(sql, "(select count(*) from ");
        emit_rows(sql, select);
        sql_raw(sql, ")");
    } else if (rows) {
        emit_rows(sql, select);
        emit_left_joins(sql, output);
    }
    sql_raw(sql, ")");
}

static void emit_row(SqlBuf *sql, const Output *output) {
    sql_raw(sql, "(select soloql_object(");
    emit_members(sql, output);
    sql_raw(sql, ")");
    sql_line(sql);
    sql_raw(sql, "from ");
    emit_from(sql, output->select);
    emit_left_joins(sql, output);
    emit_where(sql, output->select);
    emit_page(sql, output->select);
    sql_raw(sql, ")");
}

static void emit_aggregate(SqlBuf *sql, const Output *output) {
    const Select *select = output->select;
    sql_raw(sql, "(select soloql_object(");
    emit_members(sql, output);
    sql_raw(sql, ")");
    sql_line(sql);
    sql_raw(sql, "from ");
    if (select->page.limit != NULL || select->page.offset != NULL || select->distinct_count != 0) {
        emit_rows(sql, select);
    } else {
        emit_from(sql, select);
        emit_where(sql, select);
    }
    sql_raw(sql, ")");
}

/* A joined object too wide to be written in place. */
static void emit_wide_object(SqlBuf *sql, const Output *output) {
    sql_raw(sql, "case when ");
    sql_column(sql, output->join.pairs[0].inner);
    sql_raw(sql, " is not null then soloql_object(");
    emit_members(sql, output);
    sql_raw(sql, ") end");
}

/* soloql_members(':int!', (select * from (…))): an item without a key is its value alone. */
static void emit_query_value(SqlBuf *sql, const Output *output) {
    StrBuf shape = {0};
    strbuf_append_char(&shape, ':');
    emit_shape_word(&shape, output, true);
    strbuf_append(&shape, output->not_null ? STR("!") : STR(""));
    sql_raw(sql, "soloql_members(");
    sql_string(sql, strbuf_view(&shape));
    sql->text->failed |= shape.failed;
    strbuf_free(&shape);
    if (output->scan == NULL) {
        sql_raw(sql, ", ");
        sql_bind(sql, output->parameter);
        sql_raw(sql, ")");
        return;
    }
    if (output->scan->keys != NULL) { /* one column, and the place in the list */
        sql_raw(sql, ", (select ");
        sql_ident(sql, output->scan->table->columns[0].name);
        sql_raw(sql, " from ");
    } else {
        sql_raw(sql, ", (select * from ");
    }
    emit_table(sql, output->scan);
    sql_raw(sql, "))");
}

static void emit_subquery(SqlBuf *sql, const Output *output,
                          void (*emit)(SqlBuf *, const Output *)) {
    sql->depth++;
    sql_line(sql);
    emit(sql, output);
    sql->depth--;
}

/* A column, or the part of its JSON value that is asked for. */
static void emit_column(SqlBuf *sql, const Output *output) {
    if (output->parameter == NULL) {
        sql_column(sql, output->column);
        return;
    }
    sql_raw(sql, "soloql_json_part(");
    sql_column(sql, output->column);
    sql_raw(sql, ", ");
    sql_bind(sql, output->parameter);
    sql_raw(sql, ")");
}

/* NOLINTNEXTLINE(readability-function-size): a case for each kind, and nothing else */
void emit_value(SqlBuf *sql, const Output *output) {
    switch (output->kind) {
    case OUTPUT_COLUMN:
        emit_column(sql, output);
        break;
    case OUTPUT_FUNCTION:
        emit_function(sql, output);
        break;
    case OUTPUT_VALUE:
        emit_query_value(sql, output);
        break;
    case OUTPUT_OBJECT:
        emit_wide_object(sql, output);
        break;
    case OUTPUT_GROUP:
        sql_raw(sql, "soloql_object(");
        emit_members(sql, output);
        sql_raw(sql, ")");
        break;
    case OUTPUT_ROW:
        emit_subquery(sql, output, emit_row);
        break;
    case OUTPUT_LIST:
        if (output->parameter != NULL) {
            sql_bind(sql, output->parameter);
        } else {
            emit_subquery(sql, output, emit_list);
        }
        break;
    case OUTPUT_AGGREGATE:
        emit_subquery(sql, output, emit_aggregate);
        break;
    case OUTPUT_CONNECTION:
        emit_subquery(sql, output, emit_connection);
        break;
    case OUTPUT_PAGE:
        emit_page_rows(sql, output);
        break;
    case OUTPUT_CURSOR:
        emit_cursor(sql, output);
        break;
    case OUTPUT_PAGE_END:
        emit_page_end(sql, output);
        break;
    case OUTPUT_CONDITION:
        emit_predicate(sql, output->condition);
        break;
    case OUTPUT_COUNT:
        emit_count_rows(sql, output);
        break;
    case OUTPUT_SEARCH:
        emit_search(sql, output);
        break;
    case OUTPUT_ID:
        emit_id(sql, output);
        break;
    case OUTPUT_BOUND:
        sql_bind(sql, output->parameter);
        break;
    case OUTPUT_EACH:
    case OUTPUT_ONE_OF:   /* each of its children is a value of its own */
    case OUTPUT_TYPENAME: /* known without the statement, as the next */
    case OUTPUT_CONSTANT:
        break;
    }
}
