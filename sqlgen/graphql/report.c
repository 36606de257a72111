/*
 * In: violations with byte offsets. Out: errors with lines and columns.
 *
 * The one idea: the offsets of all violations are sorted, then a single position walks through the
 * source and meets each in turn. A hundred errors in a document of a megabyte cost one pass, not
 * a hundred.
 *
 * Example: {"There can be only one …", [12, 40]} → {"message": …, "locations": [{"line": 1,
 * "column": 13}, {"line": 2, "column": 9}]}
 */
#include "sqlgen/graphql/report.h"

#include <stdlib.h>

enum { REPORT_MAX_LOCATIONS = 100 };

typedef struct Place {
    uint32_t offset;
    size_t rank; /* which of all offsets it is, in the order of reporting */
    ErrorLocation location;
} Place;

void report_init(Report *report, Arena *arena, size_t limit) {
    *report = (Report){.arena = arena, .limit = limit};
}

static Violation *report_make_room(Report *report) {
    if (report->count >= report->limit) {
        report->overflow = true;
        return &report->surplus;
    }
    ARENA_PUSH(report->arena, report->items, report->count, (Violation){0});
    return &report->items[report->count - 1];
}

Violation *report_add(Report *report, uint32_t offset, const char *format, ...) {
    Violation *violation = report_make_room(report);
    if (violation != &report->surplus) {
        va_list arguments;
        va_start(arguments, format);
        violation->message = str_format_list(report->arena, format, arguments);
        va_end(arguments);
        report_locate(report, violation, offset);
    }
    return violation;
}

void report_locate(Report *report, Violation *violation, uint32_t offset) {
    if (violation != &report->surplus && violation->offset_count < REPORT_MAX_LOCATIONS) {
        ARENA_PUSH(report->arena, violation->offsets, violation->offset_count, offset);
    }
}

void report_append(Report *report, const Violation *violation) {
    Violation *copy = report_make_room(report);
    if (copy != &report->surplus) {
        *copy = *violation;
    }
}

static int place_compare_offset(const void *left, const void *right) {
    const Place *a = left, *b = right;
    return (a->offset > b->offset) - (a->offset < b->offset);
}

static int place_compare_rank(const void *left, const void *right) {
    const Place *a = left, *b = right;
    return (a->rank > b->rank) - (a->rank < b->rank);
}

/* The places of all offsets, in the order of reporting. */
static Place *report_places(const Report *report, const Source *source) {
    size_t count = 0;
    for (size_t i = 0; i < report->count; i++) {
        count += report->items[i].offset_count;
    }
    Place *places = ARENA_ARRAY(report->arena, count, Place);
    size_t filled = 0;
    for (size_t i = 0; i < report->count; i++) {
        for (size_t j = 0; j < report->items[i].offset_count; j++, filled++) {
            places[filled] = (Place){.offset = report->items[i].offsets[j], .rank = filled};
        }
    }
    qsort(places, count, sizeof *places, place_compare_offset);
    SourcePosition position = source_start();
    for (size_t i = 0; i < count; i++) {
        source_advance(source, &position, places[i].offset);
        places[i].location = (ErrorLocation){position.line, position.column};
    }
    qsort(places, count, sizeof *places, place_compare_rank);
    return places;
}

void report_write(const Report *report, const Source *source, ErrorList *errors) {
    if (report->count == 0) {
        return;
    }
    const Place *place = report_places(report, source);
    for (size_t i = 0; i < report->count; i++) {
        const Violation *violation = &report->items[i];
        Error *error =
            error_add(errors, ERROR_VALIDATION_FAILED, "%.*s", STR_ARG(violation->message));
        for (size_t j = 0; j < violation->offset_count; j++, place++) {
            error_add_location(errors, error, place->location);
        }
    }
    if (report->overflow) {
        error_add(errors, ERROR_VALIDATION_FAILED,
                  "Too many validation errors, error limit reached. Validation aborted.");
    }
}
