/*
 * Our SQL functions. They write the JSON of the answer while SQLite steps, so that a row is
 * touched once; the statement stays plain SQL that runs in a shell with the extension loaded.
 *
 *     soloql_object(shape, …)     the object that the shape describes, of the arguments
 *     soloql_members(shape, …)    the same without { and }, to be put into a wider one
 *     soloql_list(shape, …)       aggregate: the array of such objects, in the order of the rows
 *     soloql_page(size, backward, shape, …)  aggregate: the array of the first `size` of them, in
 *                                 the opposite order if backward is 1
 *     soloql_page_end(size, last, x)  aggregate: x of the first row, or of the last one of a page
 *     soloql_cursor(label, …)     the values as opaque text, sealed with the server's key
 *     soloql_id(label, …)         the same with a key that is known
 *     soloql_like(pattern, text)  LIKE that tells upper from lower case; escape is \
 *     soloql_ilike(pattern, text) LIKE that does not, for all of Unicode
 *     soloql_starts_with(prefix, text)
 *     soloql_regex(pattern, text), soloql_iregex(pattern, text), soloql_similar(pattern, text)
 *     soloql_json_at(json, path)  the JSON text of what stands there; null if nothing does
 *     soloql_json_part(json, path)  likewise; what is not JSON is given back as it is
 *     soloql_json_text(json)      what a JSON string holds; null if it is none
 *     soloql_json_equal(json, operand), soloql_json_in(json, list)
 *     soloql_json_order(json, operand)  -1, 0 or 1; null unless both are numbers, or strings
 *     soloql_json_contains(json, operand), soloql_json_contained(json, operand)
 *     soloql_json_has_key(json, key), soloql_json_has_any(json, keys), soloql_json_has_all(…)
 *     soloql_updated(x)           x, and notes that the row was there already: for an upsert
 *     soloql_add(number, number)  the sum; it is an error if integers leave 64 bits
 *     soloql_json_append(json, operand), soloql_json_prepend(json, operand)
 *     soloql_json_delete_key(json, key), soloql_json_delete_elem(json, place)
 *     soloql_json_delete_path(json, path)  the path is an array of keys and places
 *     soloql_bytes(text)          the bytes that the text is base64 of; null if it is not
 *     soloql_each(list, type)     the items of a JSON array as rows (each_table.h)
 *     soloql_words(text)          what a user typed as a query of FTS5 that cannot fail
 *     soloql_bucket(unit, date)   the date rounded down to a year, quarter, month, week, day, hour
 *                                 or minute; null if it is none
 *     soloql_sum(x)               aggregate: a REAL where integers overflow, instead of an error
 *     soloql_avg(x)               aggregate: of the numbers; a text among them is left out
 *     soloql_median(x), soloql_percentile(x, percent)
 *     soloql_stddev_pop(x), soloql_stddev_samp(x), soloql_var_pop(x), soloql_var_samp(x)
 *
 * JSON is returned as a BLOB, so that SQLite neither converts nor copies it; a user's own value is
 * never taken for JSON that we wrote, because only the shape says which argument is.
 *
 * A value that contradicts its type is written as a mark (a control character, which no JSON text
 * contains, and the number of a Note); bubble.h turns marks into errors with a path.
 */
#ifndef SOLOQL_RUN_FUNCTIONS_H
#define SOLOQL_RUN_FUNCTIONS_H

#include "sqlgen/base/siphash.h"
#include "sqlgen/base/sqlite.h"
#include "sqlgen/run/shape.h"

/* In the text of an answer: NOTE_MARK, digits, NOTE_END stand for null and the note's error. */
#define NOTE_MARK '\x01'
#define NOTE_END  '\x02'

enum { FUNCTION_SPARES = 8 };

/* What the functions of one connection share; reset for each request. Not thread-safe. */
typedef struct FunctionState {
    size_t max_bytes;      /* of one value that a function makes; 0 = no limit */
    bool stringify_bigint; /* bigint as a string */
    bool mark_errors;      /* false: a value that contradicts its type is plain null (in a shell) */
    bool updated;          /* soloql_updated() was called */
    SipKey cursor_key;     /* of the cursors of connections */
    bool (*is_over)(void *context); /* asked now and then by what may take long; NULL = never */
    void *is_over_context;
    Arena scratch_arena; /* of one call */
    Arena notes_arena;
    Str *notes; /* messages */
    size_t note_count;
    Arena shapes_arena;
    Map shapes;  /* text → Shape*, for soloql_object and soloql_list */
    Map members; /* likewise, for soloql_members */
    sqlite3 *db;
    sqlite3_stmt *decoder;          /* of JSONB; NULL until it is needed */
    bool no_decoder;                /* this SQLite knows no JSONB */
    StrBuf spares[FUNCTION_SPARES]; /* empty buffers that have their memory already */
    size_t spare_count;
} FunctionState;

void function_state_init(FunctionState *state);

/* To be called before the connection is closed; no statement may be running. */
void function_state_free(FunctionState *state);

/* Forgets the notes of the last request; and the shapes, once they are many. */
void function_state_reset(FunctionState *state);

/* Registers the functions. A SQLite result code. */
int functions_register(sqlite3 *db, FunctionState *state);

/* ---- Shared by the function_*.c files. ---- */

int functions_register_json(sqlite3 *db, FunctionState *state);
int functions_register_text(sqlite3 *db, FunctionState *state);
int functions_register_regex(sqlite3 *db, FunctionState *state);
int functions_register_jsonb(sqlite3 *db, FunctionState *state);
int functions_register_aggregate(sqlite3 *db, FunctionState *state);
int functions_register_write(sqlite3 *db, FunctionState *state);
int functions_register_statistics(sqlite3 *db);
int functions_register_bucket(sqlite3 *db);
int functions_register_search(sqlite3 *db);
int functions_register_page(sqlite3 *db, FunctionState *state);

/* The text of a value that is JSON in SQLite's binary form, in the arena; false if it is not. */
bool function_decode_jsonb(FunctionState *state, sqlite3_value *value, Arena *arena, Str *out);

/* Checks a shape and the arguments behind it; NULL after reporting an error. The context's user
 * data must be the state. */
const Shape *function_check_shape(sqlite3_context *context, int count, sqlite3_value **arguments,
                                  bool braces);

/* Writes one object (or its members) of the arguments. */
void function_write_shape(FunctionState *state, StrBuf *out, const Shape *shape,
                          sqlite3_value **arguments);

/* An empty buffer for a value of the answer, to be ended with function_result(). The context's user
 * data must be the state. */
StrBuf function_take_buffer(sqlite3_context *context);

/* Hands what the buffer holds to SQLite, or reports why it is not whole; the buffer is gone. */
void function_result(sqlite3_context *context, StrBuf *out);

/* The shape of that text, compiled once for each connection; NULL if it is none. */
const Shape *function_find_shape(FunctionState *state, Str text, bool braces);

/* Writes one SQL value as the type says, or notes why it cannot. */
void function_write_value(FunctionState *state, StrBuf *out, sqlite3_value *value,
                          const ShapeStep *step);

#endif
