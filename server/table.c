/*
 * Tables out of a response: a root list is a table, its items the rows; an object within a row adds
 * columns of its own, a list within a row is shown as JSON.
 *
 *     {"data":{"album":[{"id":1,"artist":{"name":"AC/DC"}},{"id":22,"artist":null}]}}
 *
 *     album
 *     id  artist.name
 *     --  -----------
 *      1  AC/DC
 *     22
 */
#include "server/table.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "server/json_scan.h"

enum { TABLE_FLATTENED = 8 }; /* objects nested deeper than this are shown as JSON */

typedef struct Column {
    char *name;       /* owned; "artist.name" */
    size_t width;     /* of the widest cell and the name, in characters */
    size_t filled;    /* cells that are not null */
    bool numeric;     /* every cell is a number, or null */
    bool is_replaced; /* nothing but null, and its objects have columns of their own */
} Column;

typedef struct Cell {
    size_t row, column;
    char *text; /* owned; what is printed */
} Cell;

typedef struct Table {
    Column *columns;
    size_t column_count;
    Cell *cells; /* by row, then in any order */
    size_t cell_count;
    size_t row_count;
    size_t next_column; /* where the next field is likely to be found */
} Table;

/* An array that grows by doubling; a table that does not fit into memory ends the program. */
static void *array_grow(void *items, size_t count, size_t size) {
    if ((count & (count - 1)) != 0) {
        return items;
    }
    void *larger = realloc(items, (count == 0 ? 1 : count * 2) * size);
    if (larger == NULL) {
        fputs("soloql query: out of memory\n", stderr);
        exit(1);
    }
    return larger;
}

static void *memory_take(size_t size) {
    return array_grow(NULL, 0, size);
}

/* In characters as a terminal counts them, wide ones aside. */
static size_t text_width(const char *text) {
    size_t width = 0;
    for (; *text != '\0'; text++) {
        width += ((unsigned char)*text & 0xc0) != 0x80;
    }
    return width;
}

/* What is shown of a value: a string without its quotes, its control characters still escaped. */
static char *value_show(JsonSpan value) {
    char *text = memory_take(value.length + 1), *to = text;
    bool is_string = value.length >= 2 && *value.data == '"';
    const char *from = value.data + is_string, *end = value.data + value.length - is_string;
    while (from < end) {
        bool drop =
            is_string && *from == '\\' && from + 1 < end && strchr("\"\\/", from[1]) != NULL;
        from += drop;
        if (!drop && is_string && *from == '\\') {
            *to++ = *from++;
        }
        *to++ = *from++;
    }
    *to = '\0';
    return text;
}

static bool is_null(JsonSpan value) {
    return value.length == 4 && memcmp(value.data, "null", 4) == 0;
}

static bool is_number(JsonSpan value) {
    return value.length != 0 && (*value.data == '-' || (*value.data >= '0' && *value.data <= '9'));
}

/* ---------------------------------------------------------------- filling */

static size_t column_find(Table *table, const char *name) {
    for (size_t i = 0; i < table->column_count; i++) {
        size_t at = (table->next_column + i) % table->column_count;
        if (strcmp(table->columns[at].name, name) == 0) {
            table->next_column = at + 1;
            return at;
        }
    }
    table->columns = array_grow(table->columns, table->column_count, sizeof *table->columns);
    size_t size = strlen(name) + 1;
    char *copy = memcpy(memory_take(size), name, size);
    table->columns[table->column_count] =
        (Column){.name = copy, .width = text_width(name), .numeric = true};
    table->next_column = table->column_count + 1;
    return table->column_count++;
}

static void cell_add(Table *table, const char *name, JsonSpan value) {
    size_t index = column_find(table, name); /* may move the columns */
    Column *column = &table->columns[index];
    if (is_null(value)) {
        return;
    }
    char *text = value_show(value);
    size_t width = text_width(text);
    column->width = width > column->width ? width : column->width;
    column->numeric = column->numeric && is_number(value);
    column->filled++;
    table->cells = array_grow(table->cells, table->cell_count, sizeof *table->cells);
    table->cells[table->cell_count++] = (Cell){table->row_count, index, text};
}

/* Adds the value's cells; an object's members become columns named after it. */
static void value_add(Table *table, const char *name, JsonSpan value, unsigned depth) {
    if (value.length == 0 || *value.data != '{' || depth == TABLE_FLATTENED) {
        cell_add(table, *name == '\0' ? "value" : name, value);
        return;
    }
    JsonScan scan = json_scan_begin(value);
    while (json_scan_member(&scan)) {
        size_t length = strlen(name);
        char *path = memory_take(length + scan.key.length + 2);
        (void)sprintf(path, "%s%s%.*s", name, length == 0 ? "" : ".", (int)scan.key.length,
                      scan.key.data);
        value_add(table, path, scan.value, depth + 1);
        free(path);
    }
}

static void row_add(Table *table, JsonSpan value) {
    value_add(table, "", value, 0);
    table->row_count++;
    table->next_column = 0;
}

/* An object that was null in some row made a column; its members' columns say as much. */
static void columns_settle(Table *table) {
    for (size_t i = 0; i < table->column_count; i++) {
        Column *column = &table->columns[i];
        size_t length = strlen(column->name);
        for (size_t j = 0; j < table->column_count && column->filled == 0; j++) {
            const char *other = table->columns[j].name;
            column->is_replaced =
                column->is_replaced ||
                (strncmp(other, column->name, length) == 0 && other[length] == '.');
        }
    }
}

/* ---------------------------------------------------------------- printing */

static void blanks_print(size_t count, FILE *out) {
    fprintf(out, "%*s", (int)count, "");
}

/* One line of the table; nothing follows its last text. */
static void line_print(const Table *table, const char *const *texts, FILE *out) {
    size_t pending = 0; /* blanks, if more text follows */
    for (size_t i = 0; i < table->column_count; i++) {
        const Column *column = &table->columns[i];
        if (column->is_replaced) {
            continue;
        }
        size_t padding = column->width - text_width(texts[i]);
        bool is_right = column->numeric && column->filled != 0;
        if (*texts[i] != '\0') {
            blanks_print(pending + (is_right ? padding : 0), out);
            fputs(texts[i], out);
            pending = is_right ? 0 : padding;
        } else {
            pending += padding;
        }
        pending += 2;
    }
    fputc('\n', out);
}

static void heading_print(const Table *table, const char **texts, FILE *out) {
    for (size_t i = 0; i < table->column_count; i++) {
        texts[i] = table->columns[i].name;
    }
    line_print(table, texts, out);
    for (size_t i = 0, first = 1; i < table->column_count; i++) {
        if (table->columns[i].is_replaced) {
            continue;
        }
        fputs(first ? "" : "  ", out);
        for (size_t dash = 0; dash < table->columns[i].width; dash++) {
            fputc('-', out);
        }
        first = 0;
    }
    fputc('\n', out);
}

static void rows_print(const Table *table, const char **texts, FILE *out) {
    for (size_t row = 0, next = 0; row < table->row_count; row++) {
        for (size_t i = 0; i < table->column_count; i++) {
            texts[i] = "";
        }
        for (; next < table->cell_count && table->cells[next].row == row; next++) {
            texts[table->cells[next].column] = table->cells[next].text;
        }
        line_print(table, texts, out);
    }
}

static void table_write(Table *table, FILE *out) {
    columns_settle(table);
    if (table->row_count == 0) {
        fputs("(no rows)\n", out);
        return;
    }
    const char **texts = memory_take((table->column_count + 1) * sizeof *texts);
    heading_print(table, texts, out);
    rows_print(table, texts, out);
    free(texts);
}

static void table_free(Table *table) {
    for (size_t i = 0; i < table->column_count; i++) {
        free(table->columns[i].name);
    }
    for (size_t i = 0; i < table->cell_count; i++) {
        free(table->cells[i].text);
    }
    free(table->columns);
    free(table->cells);
}

static void field_print(JsonSpan name, JsonSpan value, FILE *out) {
    Table table = {.columns = NULL};
    if (value.length == 0 || (*value.data != '[' && *value.data != '{')) {
        char *text = value_show(value);
        fprintf(out, "%.*s: %s\n", (int)name.length, name.data, text);
        free(text);
        return;
    }
    fprintf(out, "%.*s\n", (int)name.length, name.data);
    if (*value.data == '{') {
        row_add(&table, value);
    } else {
        JsonScan rows = json_scan_begin(value);
        while (json_scan_item(&rows)) {
            row_add(&table, rows.value);
        }
    }
    table_write(&table, out);
    table_free(&table);
}

static void errors_print(JsonSpan errors, FILE *err) {
    JsonScan scan = json_scan_begin(errors);
    while (json_scan_item(&scan)) {
        char *message = value_show(json_scan_find(scan.value, "message"));
        fprintf(err, "soloql query: %s\n", message);
        free(message);
    }
}

void table_print(const char *response, size_t length, FILE *out, FILE *err) {
    JsonSpan root = {response, length};
    JsonSpan data = json_scan_find(root, "data"), errors = json_scan_find(root, "errors");
    if (data.length != 0 && *data.data == '{') {
        JsonScan fields = json_scan_begin(data);
        for (bool first = true; json_scan_member(&fields); first = false) {
            fputs(first ? "" : "\n", out);
            field_print(fields.key, fields.value, out);
        }
    }
    if (errors.data != NULL) {
        errors_print(errors, err);
    }
}
