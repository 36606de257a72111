/*
 * soloql_bucket: a date, rounded down; see functions.h.
 *
 * In: ('month', '2026-01-31 12:30:00'). Out: '2026-01-01'. ('hour', …) gives '2026-01-31T12:00:00'.
 * Null of what is not a date.
 *
 * A date is ISO 8601 text, with or without a time, seconds, a fraction and an offset from UTC,
 * which is taken off; or a number: an integer counts seconds since 1970, or milliseconds if it is
 * too large for that, a real between the years 0 and 9999 of that reckoning is a Julian day, as
 * SQLite itself writes them. Years are 0 to 9999, because others have no ISO text that sorts.
 */
#include <math.h>
#include <string.h>

#include "sqlgen/catalog/operators.h"
#include "sqlgen/run/functions.h"

enum { DAY_SECONDS = 86400 };

static const int64_t first_second = -62167219200; /* of the year 0 */
static const int64_t last_second = 253402300799;  /* of the year 9999 */
static const double first_julian = 1721059.5;     /* the same, as Julian days */
static const double last_julian = 5373484.5;
static const double epoch_julian = 2440587.5;          /* 1970-01-01 */
static const int64_t milliseconds_from = 100000000000; /* which seconds reach in the year 5138 */

/* A moment as days since 1970-01-01 and the seconds of that day. */
typedef struct Moment {
    int64_t day;
    int64_t second; /* 0 to 86399 */
} Moment;

typedef struct CalendarDate {
    int64_t year;
    unsigned month, day; /* from 1 */
} CalendarDate;

/* Howard Hinnant's days_from_civil: years begin in March, eras have 400 of them. */
static int64_t calendar_to_day(CalendarDate date) {
    int64_t year = date.month <= 2 ? date.year - 1 : date.year;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    unsigned month = (date.month + 9) % 12;
    int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

/* His civil_from_days. */
static CalendarDate calendar_of_day(int64_t day) {
    day += 719468;
    int64_t era = (day >= 0 ? day : day - 146096) / 146097;
    int64_t day_of_era = day - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    unsigned month = (unsigned)((5 * day_of_year + 2) / 153);
    CalendarDate date = {.year = year_of_era + era * 400,
                         .month = month < 10 ? month + 3 : month - 9,
                         .day = (unsigned)(day_of_year - (153 * month + 2) / 5 + 1)};
    date.year += date.month <= 2;
    return date;
}

static bool moment_of_seconds(int64_t seconds, Moment *out) {
    if (seconds < first_second || seconds > last_second) {
        return false;
    }
    int64_t since = seconds - first_second; /* so that the division rounds down */
    out->day = since / DAY_SECONDS + first_second / DAY_SECONDS;
    out->second = since % DAY_SECONDS;
    return true;
}

/* ---- Text. ---- */

/* Takes so many digits off the text; false if they are not there. */
static bool text_take_number(Str *text, size_t digits, unsigned *out) {
    unsigned number = 0;
    for (size_t i = 0; i < digits; i++) {
        if (i == text->length || text->data[i] < '0' || text->data[i] > '9') {
            return false;
        }
        number = number * 10 + (unsigned)(text->data[i] - '0');
    }
    *text = str_slice(*text, digits, text->length);
    *out = number;
    return true;
}

static bool text_take(Str *text, const char *any) {
    if (text->length == 0 || text->data[0] == '\0' || strchr(any, text->data[0]) == NULL) {
        return false;
    }
    *text = str_slice(*text, 1, text->length);
    return true;
}

/* `Z`, `+01:00` or nothing, and then the end; the seconds to take off go to *out. */
static bool text_take_offset(Str *text, int64_t *out) {
    unsigned hours, minutes;
    *out = 0;
    while (text_take(text, " ")) {
    }
    if (text->length == 0 || text_take(text, "Zz")) {
        return text->length == 0;
    }
    bool west = text->data[0] == '-';
    if (!text_take(text, "+-") || !text_take_number(text, 2, &hours)) {
        return false;
    }
    text_take(text, ":");
    if (!text_take_number(text, 2, &minutes) || hours > 14 || minutes > 59) {
        return false;
    }
    int64_t offset = (int64_t)hours * 3600 + minutes * 60;
    *out = west ? -offset : offset;
    return text->length == 0;
}

/* `12:30`, `12:30:15`, `12:30:15.123` as seconds of the day. */
static bool text_take_time(Str *text, int64_t *out) {
    unsigned hour, minute, second = 0, digit;
    if (!text_take_number(text, 2, &hour) || !text_take(text, ":") ||
        !text_take_number(text, 2, &minute)) {
        return false;
    }
    if (text_take(text, ":")) {
        if (!text_take_number(text, 2, &second)) {
            return false;
        }
        while (text_take(text, ".") || text_take_number(text, 1, &digit)) {
        }
    }
    *out = (int64_t)hour * 3600 + minute * 60 + second;
    return hour < 24 && minute < 60 && second < 60;
}

static bool moment_of_text(Str text, Moment *out) {
    unsigned year, month, day;
    int64_t time = 0, offset = 0;
    if (!text_take_number(&text, 4, &year) || !text_take(&text, "-") ||
        !text_take_number(&text, 2, &month) || !text_take(&text, "-") ||
        !text_take_number(&text, 2, &day) || month < 1 || month > 12 || day < 1 || day > 31) {
        return false;
    }
    int64_t days = calendar_to_day((CalendarDate){year, month, day});
    if (calendar_of_day(days).day != day) {
        return false; /* such as the 30th of February */
    }
    if (text_take(&text, "Tt ")) {
        if (!text_take_time(&text, &time) || !text_take_offset(&text, &offset)) {
            return false;
        }
    }
    return text.length == 0 && moment_of_seconds(days * DAY_SECONDS + time - offset, out);
}

/* ---- Numbers. ---- */

static bool moment_of_integer(int64_t number, Moment *out) {
    bool milliseconds = number >= milliseconds_from || number <= -milliseconds_from;
    if (!milliseconds) {
        return moment_of_seconds(number, out);
    }
    return moment_of_seconds(number / 1000 - (number % 1000 < 0), out);
}

static bool moment_of_real(double number, Moment *out) {
    if (number >= first_julian && number < last_julian) {
        double seconds = (number - epoch_julian) * DAY_SECONDS;
        return moment_of_seconds((int64_t)floor(seconds + 0.0005), out); /* a day has 47 bits */
    }
    return fabs(number) < 9e15 && moment_of_integer((int64_t)floor(number), out);
}

static bool moment_of_value(sqlite3_value *value, Moment *out) {
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        return moment_of_integer(sqlite3_value_int64(value), out);
    case SQLITE_FLOAT:
        return moment_of_real(sqlite3_value_double(value), out);
    case SQLITE_TEXT: {
        const char *text = (const char *)sqlite3_value_text(value);
        return text != NULL && moment_of_text((Str){text, (size_t)sqlite3_value_bytes(value)}, out);
    }
    default:
        return false;
    }
}

/* ---- The function. ---- */

static bool bucket_of_name(sqlite3_value *value, DateBucket *out) {
    static const struct {
        const char *name;
        DateBucket bucket;
    } names[] = {{"year", BUCKET_YEAR},    {"quarter", BUCKET_QUARTER}, {"month", BUCKET_MONTH},
                 {"week", BUCKET_WEEK},    {"day", BUCKET_DAY},         {"hour", BUCKET_HOUR},
                 {"minute", BUCKET_MINUTE}};
    const char *name = (const char *)sqlite3_value_text(value);
    for (size_t i = 0; name != NULL && i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i].name) == 0) {
            *out = names[i].bucket;
            return true;
        }
    }
    return false;
}

static Moment moment_round_down(Moment moment, DateBucket bucket) {
    CalendarDate date = calendar_of_day(moment.day);
    switch (bucket) {
    case BUCKET_YEAR:
        return (Moment){calendar_to_day((CalendarDate){date.year, 1, 1}), 0};
    case BUCKET_QUARTER:
        date.month = (date.month - 1) / 3 * 3 + 1;
        return (Moment){calendar_to_day((CalendarDate){date.year, date.month, 1}), 0};
    case BUCKET_MONTH:
        return (Moment){calendar_to_day((CalendarDate){date.year, date.month, 1}), 0};
    case BUCKET_WEEK: /* day 0 was a Thursday; 719530 days are whole weeks, and reach back before
                         the year 0 */
        return (Moment){moment.day - (moment.day + 3 + 719530) % 7, 0};
    case BUCKET_DAY:
        return (Moment){moment.day, 0};
    case BUCKET_HOUR:
        return (Moment){moment.day, moment.second - moment.second % 3600};
    case BUCKET_MINUTE:
        return (Moment){moment.day, moment.second - moment.second % 60};
    case BUCKET_NONE:
        break;
    }
    return moment;
}

static void function_bucket(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    DateBucket bucket;
    Moment moment;
    if (!bucket_of_name(arguments[0], &bucket)) {
        sqlite3_result_error(context, "the first argument is not a bucket", -1);
        return;
    }
    if (!moment_of_value(arguments[1], &moment)) {
        return;
    }
    moment = moment_round_down(moment, bucket);
    CalendarDate date = calendar_of_day(moment.day);
    if (date.year < 0) {
        return; /* the week of the first days of the year 0 */
    }
    char text[32];
    bool has_time = bucket == BUCKET_HOUR || bucket == BUCKET_MINUTE;
    sqlite3_snprintf(sizeof text, text, has_time ? "%04d-%02u-%02uT%02d:%02d:00" : "%04d-%02u-%02u",
                     (int)date.year, date.month, date.day, (int)(moment.second / 3600),
                     (int)(moment.second / 60 % 60));
    sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
}

int functions_register_bucket(sqlite3 *db) {
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    return sqlite3_create_function_v2(db, "soloql_bucket", 2, flags, NULL, function_bucket, NULL,
                                      NULL, NULL);
}
