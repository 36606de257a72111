/*
 * View graph: which views SQLite may be asked about, judged from their text alone.
 *
 * In: the drafts, views with their CREATE statements. Out: views left out, Draft.compound.
 *
 * SQLite expands a view wherever it is named. Thirty views that each join the one before with
 * itself cost it half a minute and 100 MB to refuse; a chain of 2,000 overflows a stack of 1 MiB
 * (both seen, on 3.40 and 3.54). So nothing is expanded, PRAGMA table_list included, before this
 * file has counted: how many tables a view reads once all views in it are expanded, and how deep
 * they nest. The one idea: a name is a source only where a table can stand (after FROM, JOIN, IN
 * and the commas of a FROM clause), which a walk over the tokens with one small frame for each open
 * parenthesis can tell; the counts then follow in topological order, views before their readers.
 * What remains is a view that reads itself.
 *
 * The same walk finds compound views. SQLite traces a column of `select a from t union select b
 * from u` to one arm only, so such a view, and each one that reads it, gets no origins. A compound
 * in parentheses that reads nothing but itself makes its values up and does no harm:
 *
 *     create view calendar as
 *       with recursive m(n) as (select 1 union all select n + 1 from m where n < 12)
 *       select m.n, t.id from m join trips t on t.month = m.n       -- not compound: t.id is traced
 */
#include "sqlgen/catalog/ddl_token.h"
#include "sqlgen/catalog/reader.h"

enum {
    VIEW_SOURCES_MAX = 500,      /* tables a view may read, with all views in it expanded */
    VIEW_DEPTH_MAX = 64,         /* views within views */
    VIEWS_SOURCES_MAX = 100000,  /* the same, all views of the file together */
    SOURCES_UNCOUNTED = 1000000, /* where counting stops */
};

/* One view named in another. */
typedef struct ViewRead {
    size_t view; /* index of the one that is named */
    bool tests;  /* its rows are only tested against, by IN or EXISTS */
} ViewRead;

typedef struct View {
    Draft *draft;
    ViewRead *reads; /* the views it names, as often as it names them */
    size_t read_count;
    size_t *readers; /* the views that name it, by index, as often as they do */
    size_t reader_count;
    size_t waiting_for; /* namings of views that are not judged yet */
    size_t sources;     /* tables read, with all views expanded */
    size_t depth;       /* of views within it, itself included */
} View;

typedef struct ViewGraph {
    CatalogReader *reader;
    View *views;
    size_t count;
    Map by_name; /* name_fold(name) → View* */
} ViewGraph;

/* What is known inside one pair of parentheses. */
typedef struct Frame {
    bool in_from;      /* a comma is followed by a source */
    bool expecting;    /* the next name, or what the next parenthesis holds, is a source */
    bool after_in;     /* the next name is a source, a parenthesis holds a list; both are tested */
    bool after_exists; /* a parenthesis holds a query that is tested */
    bool tests;        /* what is read here is only tested against, by IN or EXISTS */
    bool after_dist;   /* DISTINCT was just read: FROM would belong to IS DISTINCT FROM */
    bool defining;     /* AS was just read: a parenthesis would be the body of last_name */
    bool compound;     /* holds a UNION, INTERSECT or EXCEPT */
    bool reads;        /* reads something besides the common table expression that it defines */
    Str last_name;     /* the latest name */
    Str defined;       /* the common table expression whose body this is; empty if it is none */
} Frame;

typedef struct SourceWalk {
    ViewGraph *graph;
    View *view;
    Frame *frames;
    size_t frame_count; /* in use or used before */
    size_t depth;       /* of open parentheses; frames[depth] is the innermost */
    bool after_source;  /* a dot would make what was read the schema of the source */
} SourceWalk;

static void note_source(SourceWalk *walk, Frame *frame, Str name) {
    ViewGraph *graph = walk->graph;
    Arena *arena = graph->reader->arena;
    frame->reads |= !str_equal_nocase(name, frame->defined);
    bool tests = frame->tests || frame->after_in;
    frame->expecting = frame->after_in = false;
    walk->after_source = true;
    Str folded = name_fold(arena, name);
    View *view = walk->view, *read = map_get(&graph->by_name, folded);
    if (read == NULL) {
        Draft *table = map_get(&graph->reader->by_name, folded);
        if (table != NULL) {
            table->viewed = true;
        }
        view->sources++;
    } else if (read != view) { /* its own name is a common table expression, or SQLite objects */
        ARENA_PUSH(arena, view->reads, view->read_count,
                   ((ViewRead){(size_t)(read - graph->views), tests}));
    }
}

static void open_frame(SourceWalk *walk) {
    Frame *outer = &walk->frames[walk->depth++];
    Frame inner = {.in_from = outer->expecting, .expecting = outer->expecting};
    inner.tests = outer->tests || outer->after_in || outer->after_exists;
    if (outer->defining) {
        inner.defined = outer->last_name;
    }
    outer->expecting = outer->after_in = outer->after_exists = outer->defining = false;
    if (walk->depth == walk->frame_count) {
        ARENA_PUSH(walk->graph->reader->arena, walk->frames, walk->frame_count, inner);
    } else {
        walk->frames[walk->depth] = inner;
    }
}

static void close_frame(SourceWalk *walk) {
    if (walk->depth != 0) {
        Frame *inner = &walk->frames[walk->depth--];
        walk->view->draft->compound |= inner->compound && inner->reads && !inner->tests;
        walk->frames[walk->depth].reads |= inner->reads;
    }
}

/*
 * True if the word is one of those that say where sources stand. All of these are reserved. WITH
 * and WINDOW are not: SQLite takes them for names where it can, so they decide nothing here.
 */
static bool walk_keyword(Frame *frame, DdlToken token) {
    static const Str clauses[] = {STR_INIT("select"), STR_INIT("values"), STR_INIT("where"),
                                  STR_INIT("group"),  STR_INIT("having"), STR_INIT("order"),
                                  STR_INIT("limit")};
    static const Str compounds[] = {STR_INIT("union"), STR_INIT("intersect"), STR_INIT("except")};
    if (ddl_is_word(token, STR("from"))) {
        frame->in_from |= !frame->after_dist;
        frame->expecting = !frame->after_dist;
        return true;
    }
    if (ddl_is_word(token, STR("join"))) {
        frame->expecting = true;
        return true;
    }
    if (ddl_is_word(token, STR("in"))) {
        frame->after_in = true;
        return true;
    }
    if (ddl_is_word(token, STR("exists"))) {
        frame->after_exists = true;
        return true;
    }
    bool compound = ddl_is_any(token, compounds, sizeof compounds / sizeof compounds[0]);
    if (compound || ddl_is_any(token, clauses, sizeof clauses / sizeof clauses[0])) {
        frame->compound |= compound;
        frame->in_from = frame->expecting = false;
        return true;
    }
    return false;
}

static void walk_name(SourceWalk *walk, Frame *frame, DdlToken token) {
    static const Str defining[] = {STR_INIT("not"), STR_INIT("materialized")};
    if (ddl_is_word(token, STR("as"))) {
        frame->defining = true; /* name AS [[NOT] MATERIALIZED] ( */
        return;
    }
    if (frame->defining && ddl_is_any(token, defining, sizeof defining / sizeof defining[0])) {
        return;
    }
    frame->defining = false;
    if (walk_keyword(frame, token)) {
        return;
    }
    frame->last_name = ddl_name(walk->graph->reader->arena, token);
    if (frame->expecting || frame->after_in) {
        note_source(walk, frame, frame->last_name);
    }
}

static void walk_token(SourceWalk *walk, DdlToken token) {
    Frame *frame = &walk->frames[walk->depth];
    bool after_source = walk->after_source;
    walk->after_source = false;
    if (ddl_is_symbol(token, '(')) {
        open_frame(walk);
    } else if (ddl_is_symbol(token, ')')) {
        close_frame(walk);
    } else if (ddl_is_symbol(token, ',')) {
        frame->expecting = frame->in_from;
    } else if (ddl_is_symbol(token, '.')) {
        frame->expecting = after_source;
    } else if (ddl_is_name(token)) {
        walk_name(walk, frame, token);
    }
    frame->after_dist = ddl_is_word(token, STR("distinct"));
}

static void view_find_sources(ViewGraph *graph, View *view) {
    SourceWalk walk = {.graph = graph, .view = view};
    ARENA_PUSH(graph->reader->arena, walk.frames, walk.frame_count, (Frame){0});
    DdlScanner scanner = {.sql = view->draft->table->sql};
    DdlToken token;
    while ((token = ddl_next_word(&scanner)).kind != DDL_END) {
        walk_token(&walk, token);
    }
    view->draft->compound |= walk.frames[0].compound;
}

/* The sums over the views it reads, all of which have been judged. */
static void view_add_up(const ViewGraph *graph, View *view) {
    for (size_t i = 0; i < view->read_count; i++) {
        const View *read = &graph->views[view->reads[i].view];
        view->sources += read->sources;
        view->depth = read->depth > view->depth ? read->depth : view->depth;
        view->draft->compound |= read->draft->compound && !view->reads[i].tests;
        if (view->sources > SOURCES_UNCOUNTED) {
            view->sources = SOURCES_UNCOUNTED; /* or the sums would overflow */
        }
    }
    view->depth++;
}

static void view_judge(ViewGraph *graph, View *view, size_t *total) {
    view_add_up(graph, view);
    if (view->sources > VIEW_SOURCES_MAX) {
        reader_leave_out(graph->reader, view->draft,
                         "it reads too many tables through the views that it is made of");
    } else if (view->depth > VIEW_DEPTH_MAX) {
        reader_leave_out(graph->reader, view->draft, "it nests too many views in each other");
    } else if ((*total += view->sources) > VIEWS_SOURCES_MAX) {
        reader_leave_out(graph->reader, view->draft, "the views of this file read too many tables");
    }
}

/* Judges each view after those that it reads. Views in a circle, and their readers, are never
 * reached. */
static void graph_judge(ViewGraph *graph) {
    Arena *arena = graph->reader->arena;
    size_t *queue = ARENA_ARRAY(arena, graph->count, size_t);
    size_t queued = 0, total = 0;
    for (size_t i = 0; i < graph->count; i++) {
        View *view = &graph->views[i];
        view->waiting_for = view->read_count;
        for (size_t j = 0; j < view->read_count; j++) {
            View *read = &graph->views[view->reads[j].view];
            ARENA_PUSH(arena, read->readers, read->reader_count, i);
        }
        if (view->read_count == 0) {
            queue[queued++] = i;
        }
    }
    for (size_t done = 0; done < queued; done++) {
        View *view = &graph->views[queue[done]];
        view_judge(graph, view, &total);
        for (size_t j = 0; j < view->reader_count; j++) {
            if (--graph->views[view->readers[j]].waiting_for == 0) {
                queue[queued++] = view->readers[j];
            }
        }
    }
}

static ViewGraph graph_of_views(CatalogReader *reader) {
    ViewGraph graph = {.reader = reader};
    map_init(&graph.by_name, reader->arena);
    graph.views = ARENA_ARRAY(reader->arena, reader->draft_count, View);
    for (size_t i = 0; i < reader->draft_count; i++) {
        Draft *draft = &reader->drafts[i];
        if (draft->table->kind == TABLE_VIEW) {
            View *view = &graph.views[graph.count++];
            view->draft = draft;
            map_add(&graph.by_name, name_fold(reader->arena, draft->table->name), view);
        }
    }
    return graph;
}

void views_judge(CatalogReader *reader) {
    ViewGraph graph = graph_of_views(reader);
    for (size_t i = 0; i < graph.count; i++) {
        view_find_sources(&graph, &graph.views[i]);
    }
    graph_judge(&graph);
    for (size_t i = 0; i < graph.count; i++) {
        if (graph.views[i].waiting_for != 0) {
            reader_leave_out(reader, graph.views[i].draft, "it reads itself through its views");
        }
    }
}
