/*
 * DDL comments: which comment of a CREATE statement describes what.
 *
 * In: a table with its columns and its CREATE statement as stored. Out: Table.comment and
 * Column.comment. SQLite stores the statement from the table's name on, so a comment above
 * `create table` is lost; what counts is what stands inside, and the one idea is that a comment
 * belongs to what shares its line, or else to what follows on the next line:
 *
 *     create table customers ( -- The people who buy.               the table
 *         -- Given by the bank,                                     iban
 *         -- checked when it is entered.
 *         iban text not null,
 *         name text, -- As printed on invoices.                     name
 *                    -- Never empty.                                name: stands below the other
 *
 *         -- Dates                                                  nothing: a blank line follows
 *
 *         born date -- in UTC
 *     )
 *
 * A table is also described by a comment between its name and the parenthesis, and by lines that
 * stand first in the parentheses with a blank line after them; a view by comments around its AS,
 * and its columns like those of a table, in the list of names that the view declares or else in
 * its SELECT, where an element goes by its last word.
 */
#include "sqlgen/catalog/ddl_token.h"
#include "sqlgen/catalog/reader.h"

#include <string.h>

enum { COMMENT_MAX = 4096 }; /* bytes; what is longer is no description */

/* One comment and where it goes. The notes of one target stand together. */
typedef struct Note {
    Str *target;
    Str text;
} Note;

typedef struct CommentWalk {
    Arena *arena;
    Table *table;
    DdlScanner scanner;
    Note *notes;
    size_t note_count;
    Str *pending; /* comments on lines of their own, waiting for what follows */
    size_t pending_count;
    Str *inside; /* comments of the element that is being read */
    size_t inside_count;
    bool by_last_word; /* elements go by their last word (a SELECT), not their first (a table) */
    bool started;      /* a word of the element has been read */
    bool first;        /* no element has been finished yet */
    Column *element;   /* the column being described; NULL if it is none, or not known yet */
    Column *finished;  /* the column before the latest comma */
    bool trailing;     /* the token before was a comment that shared its line */
    size_t indent;     /* where that comment began on its line */
} CommentWalk;

static Str trim(Str text) {
    while (text.length != 0 && memchr(" \t\r\f\v", text.data[0], 5) != NULL) {
        text = str_slice(text, 1, text.length - 1);
    }
    while (text.length != 0 && memchr(" \t\r\f\v", text.data[text.length - 1], 5) != NULL) {
        text.length--;
    }
    return text;
}

/* A line without the ornaments around it. */
static Str bare_line(Str line, char ornament) {
    line = trim(line);
    while (line.length != 0 && line.data[0] == ornament) {
        line = str_slice(line, 1, line.length - 1);
    }
    while (line.length != 0 && line.data[line.length - 1] == ornament) {
        line.length--;
    }
    return trim(line);
}

/* What a comment says, without its marks; empty lines around it are dropped. */
static Str comment_text(Arena *arena, Str comment) {
    if (!str_is_utf8(comment) || comment.length > COMMENT_MAX) {
        return STR("");
    }
    if (comment.data[0] == '-') {
        return bare_line(comment, '-');
    }
    Str rest = str_slice(comment, 2, comment.length - 2);
    rest.length -= str_ends_with(rest, STR("*/")) ? 2 : 0;
    char *text = arena_alloc(arena, rest.length + 1);
    size_t length = 0;
    while (rest.length != 0) {
        const char *newline = memchr(rest.data, '\n', rest.length);
        size_t end = newline == NULL ? rest.length : (size_t)(newline - rest.data);
        Str line = bare_line(str_slice(rest, 0, end), '*');
        if (length != 0) {
            text[length++] = '\n';
        }
        if (line.length != 0) {
            memcpy(text + length, line.data, line.length);
            length += line.length;
        }
        rest = str_slice(rest, end + 1, rest.length);
    }
    while (length != 0 && text[length - 1] == '\n') {
        length--;
    }
    return trim((Str){text, length});
}

static void note(CommentWalk *walk, Str *target, Str text) {
    if (text.length != 0) {
        ARENA_PUSH(walk->arena, walk->notes, walk->note_count, ((Note){target, text}));
    }
}

static Column *column_named(CommentWalk *walk, DdlToken token) {
    const Column *column = table_column(walk->table, ddl_name(walk->arena, token));
    return column == NULL ? NULL : &walk->table->columns[column->position];
}

static bool line_ends(const DdlScanner *scanner) {
    size_t at = scanner->at;
    while (at < scanner->sql.length && memchr(" \t\r", scanner->sql.data[at], 3) != NULL) {
        at++;
    }
    return at == scanner->sql.length || scanner->sql.data[at] == '\n';
}

/* A comment that shares its line with what stands before it. */
static void walk_trailing_comment(CommentWalk *walk, Str text) {
    if (walk->started) {
        ARENA_PUSH(walk->arena, walk->inside, walk->inside_count, text);
    } else if (!line_ends(&walk->scanner)) {
        ARENA_PUSH(walk->arena, walk->pending, walk->pending_count, text);
    } else if (walk->first) {
        note(walk, &walk->table->comment, text);
    } else if (walk->finished != NULL) {
        note(walk, &walk->finished->comment, text);
    }
}

static void walk_comment(CommentWalk *walk, DdlToken token) {
    Str text = comment_text(walk->arena, token.text);
    bool continues = walk->trailing && token.newlines == 1 && token.indent == walk->indent;
    if (token.newlines == 0 || continues) {
        walk_trailing_comment(walk, text);
        walk->trailing = true;
        walk->indent = token.indent;
        return;
    }
    walk->trailing = false;
    ARENA_PUSH(walk->arena, walk->pending, walk->pending_count, text);
}

/*
 * What waits belongs to what follows without a blank line. A blank line before the first element
 * makes it the table's, and nobody's after that.
 */
static void settle_pending(CommentWalk *walk) {
    bool heading = walk->first && !walk->started;
    for (size_t i = 0; heading && i < walk->pending_count; i++) {
        note(walk, &walk->table->comment, walk->pending[i]);
    }
    walk->pending_count = 0;
}

static void finish_element(CommentWalk *walk) {
    for (size_t i = 0; walk->element != NULL && i < walk->inside_count; i++) {
        note(walk, &walk->element->comment, walk->inside[i]);
    }
    walk->inside_count = 0;
    walk->finished = walk->element;
    walk->element = NULL;
    walk->started = walk->first = false;
}

static void start_element(CommentWalk *walk) {
    for (size_t i = 0; i < walk->pending_count; i++) {
        ARENA_PUSH(walk->arena, walk->inside, walk->inside_count, walk->pending[i]);
    }
    walk->pending_count = 0;
    walk->started = true;
}

static void walk_word(CommentWalk *walk, DdlToken token) {
    static const Str constraints[] = {STR_INIT("constraint"), STR_INIT("primary"),
                                      STR_INIT("unique"), STR_INIT("check"), STR_INIT("foreign")};
    bool names = ddl_is_name(token);
    if (walk->by_last_word) {
        walk->element = names ? column_named(walk, token) : NULL;
    } else if (!walk->started && names &&
               !ddl_is_any(token, constraints, sizeof constraints / sizeof constraints[0])) {
        walk->element = column_named(walk, token);
    }
    if (!walk->started) {
        start_element(walk);
    }
}

static void walk_token(CommentWalk *walk, DdlToken token) {
    if (token.newlines > 1) {
        settle_pending(walk);
    }
    if (token.kind == DDL_COMMENT) {
        walk_comment(walk, token);
        return;
    }
    walk->trailing = false;
    if (ddl_is_symbol(token, ',')) {
        finish_element(walk);
    } else {
        walk_word(walk, token);
    }
}

/* True for the words after which a SELECT has no more columns. */
static bool select_list_ends(DdlToken token) {
    static const Str ends[] = {STR_INIT("from"),  STR_INIT("where"),     STR_INIT("group"),
                               STR_INIT("order"), STR_INIT("limit"),     STR_INIT("having"),
                               STR_INIT("union"), STR_INIT("intersect"), STR_INIT("except")};
    return ddl_is_any(token, ends, sizeof ends / sizeof ends[0]);
}

/* Reads the elements of a list up to the parenthesis or the word that ends it. */
static void walk_list(CommentWalk *walk) {
    size_t depth = 0;
    walk->first = true;
    for (DdlToken token = ddl_next(&walk->scanner); token.kind != DDL_END;
         token = ddl_next(&walk->scanner)) {
        if (depth == 0 &&
            (ddl_is_symbol(token, ')') || (walk->by_last_word && select_list_ends(token)))) {
            break;
        }
        depth -= ddl_is_symbol(token, ')');
        if (depth == 0) {
            walk_token(walk, token);
        }
        depth += ddl_is_symbol(token, '(');
    }
    finish_element(walk);
    walk->pending_count = 0;
}

/* Takes comments as the table's; returns the first token that is none. */
static DdlToken walk_heading(CommentWalk *walk) {
    DdlToken token = ddl_next(&walk->scanner);
    for (; token.kind == DDL_COMMENT; token = ddl_next(&walk->scanner)) {
        note(walk, &walk->table->comment, comment_text(walk->arena, token.text));
    }
    return token;
}

/* What comes after the name of a view, `token` being the first of it. */
static void walk_view(CommentWalk *walk, DdlToken token) {
    bool named = ddl_is_symbol(token, '(');
    if (named) {
        walk_list(walk);
        token = walk_heading(walk);
    }
    if (!ddl_is_word(token, STR("as"))) {
        return;
    }
    token = walk_heading(walk);
    while (token.kind != DDL_END && !ddl_is_word(token, STR("select"))) {
        if (ddl_is_symbol(token, '(')) {
            ddl_skip_group(&walk->scanner); /* a common table expression */
        }
        token = ddl_next_word(&walk->scanner);
    }
    if (!named) {
        walk->by_last_word = true;
        walk_list(walk);
    }
}

static char *append_line(char *at, Str line) {
    memcpy(at, line.data, line.length);
    at[line.length] = '\n';
    return at + line.length + 1;
}

/* Joins the notes of each target, a line each. A view that names its columns can have notes both
 * before and after theirs, so what a target has already is kept. */
static void write_comments(CommentWalk *walk) {
    for (size_t from = 0, to; from < walk->note_count; from = to) {
        Str *target = walk->notes[from].target, before = *target;
        size_t length = before.length == 0 ? 0 : before.length + 1;
        for (to = from; to < walk->note_count && walk->notes[to].target == target; to++) {
            length += walk->notes[to].text.length + 1;
        }
        char *text = arena_alloc(walk->arena, length);
        *target = (Str){text, length - 1};
        text = before.length == 0 ? text : append_line(text, before);
        for (size_t i = from; i < to; i++) {
            text = append_line(text, walk->notes[i].text);
        }
        *target = target->length > COMMENT_MAX ? (Str){0} : *target;
    }
}

void ddl_read_comments(Arena *arena, Table *table) {
    CommentWalk walk = {.arena = arena, .table = table, .scanner = {.sql = table->sql}};
    ddl_next_word(&walk.scanner); /* CREATE */
    ddl_next_word(&walk.scanner); /* TABLE, VIEW or VIRTUAL */
    if (table->kind == TABLE_VIRTUAL) {
        ddl_next_word(&walk.scanner); /* TABLE */
    }
    ddl_next_word(&walk.scanner); /* the name */
    DdlToken token = walk_heading(&walk);
    if (table->kind == TABLE_VIEW) {
        walk_view(&walk, token);
    } else if (ddl_is_symbol(token, '(')) {
        walk_list(&walk);
    }
    write_comments(&walk);
}
