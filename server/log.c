/*
 * The log; see log.h.
 *
 *     {"time":"2026-11-23T09:12:03.125Z","level":"info","method":"POST","path":"/graphql",
 *      "status":200,"ms":0.412,"bytes":311,"statements":1,"operation":"Albums","request_id":"8f0c…"}
 *     time=2026-11-23T09:12:03.125Z level=info method=POST path=/graphql …     (--log-format text)
 */
#include "server/log.h"

#include <cjson/cJSON.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum {
    TEXT_LONGEST = 512, /* longer texts are cut, so that a line is one atomic write */
    LINE_LONGEST = 8192 /* all texts of a line, each of their bytes escaped as six */
};

static LogLevel log_level = LOG_OFF;
static LogFormat log_format = LOG_JSON;

void log_open(LogLevel level, LogFormat format) {
    log_level = level;
    log_format = format;
}

/* A line grows in a buffer on the stack: there is one for each request, and malloc has locks. */
typedef struct Line {
    char text[LINE_LONGEST];
    size_t length;
} Line;

__attribute__((format(printf, 2, 3))) static void line_add(Line *line, const char *format, ...) {
    va_list arguments;
    size_t room = sizeof line->text - line->length;
    va_start(arguments, format);
    int length = vsnprintf(line->text + line->length, room, format, arguments);
    va_end(arguments);
    line->length += length > 0 && (size_t)length < room ? (size_t)length : 0;
}

static void line_key(Line *line, const char *key) {
    const char *between = line->length == 0 ? "" : log_format == LOG_JSON ? "," : " ";
    line_add(line, log_format == LOG_JSON ? "%s\"%s\":" : "%s%s=", between, key);
}

/* Whether the text means itself: between quotes in JSON, and without any behind "key=". */
static bool is_plain(const char *text) {
    bool plain = *text != '\0';
    for (; *text != '\0' && plain; text++) {
        plain = *text > ' ' && *text < 0x7f && *text != '"' && *text != '\\' && *text != '=';
    }
    return plain;
}

/* Cut so that no character is cut in two. */
static void text_cut(const char *text, char out[TEXT_LONGEST]) {
    size_t length = strnlen(text, TEXT_LONGEST);
    if (length == TEXT_LONGEST) {
        for (length -= 1; length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80;) {
            length--;
        }
    }
    memcpy(out, text, length);
    out[length] = '\0';
}

/* Nothing if the text is NULL. */
static void line_text(Line *line, const char *key, const char *text) {
    if (text == NULL) {
        return;
    }
    char cut[TEXT_LONGEST];
    text_cut(text, cut);
    line_key(line, key);
    if (is_plain(cut)) {
        line_add(line, log_format == LOG_JSON ? "\"%s\"" : "%s", cut);
        return;
    }
    cJSON *string = cJSON_CreateStringReference(cut);
    char *escaped = cJSON_PrintUnformatted(string);
    line_add(line, "%s", escaped == NULL ? "\"\"" : escaped);
    cJSON_free(escaped);
    cJSON_Delete(string);
}

static void line_begin(Line *line, LogLevel level) {
    static const char *const names[] = {
        [LOG_OFF] = "", [LOG_ERROR] = "error", [LOG_WARN] = "warn", [LOG_INFO] = "info"};
    struct timespec now;
    struct tm date;
    char seconds[24], time_text[40];
    (void)clock_gettime(CLOCK_REALTIME, &now);
    (void)gmtime_r(&now.tv_sec, &date);
    (void)strftime(seconds, sizeof seconds, "%Y-%m-%dT%H:%M:%S", &date);
    (void)snprintf(time_text, sizeof time_text, "%s.%03ldZ", seconds, now.tv_nsec / 1000000);
    line->length = 0;
    line_text(line, "time", time_text);
    line_text(line, "level", names[level]);
}

static void line_end(Line *line) {
    struct iovec parts[] = {{"{", 1}, {line->text, line->length}, {"}\n", 2}};
    if (log_format == LOG_TEXT) {
        parts[0].iov_len = 0;
        parts[2] = (struct iovec){"\n", 1};
    }
    ssize_t written = writev(STDERR_FILENO, parts, 3);
    (void)written; /* there is nowhere left to complain to */
}

void log_message(LogLevel level, const char *format, ...) {
    if (level > log_level) {
        return;
    }
    char text[TEXT_LONGEST];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    Line line;
    line_begin(&line, level);
    line_text(&line, "message", text);
    line_end(&line);
}

static void line_number(Line *line, const char *key, double number, int decimals) {
    line_key(line, key);
    line_add(line, "%.*f", decimals, number);
}

void log_request(const LogRequest *request) {
    LogLevel level = request->status >= 500 ? LOG_ERROR : LOG_INFO;
    if (level > log_level) {
        return;
    }
    Line line;
    line_begin(&line, level);
    line_text(&line, "method", request->method);
    line_text(&line, "path", request->path);
    line_number(&line, "status", request->status, 0);
    line_number(&line, "ms", request->milliseconds, 3);
    line_number(&line, "bytes", (double)request->bytes, 0);
    if (request->statements >= 0) {
        line_number(&line, "statements", (double)request->statements, 0);
    }
    line_text(&line, "operation", request->operation);
    line_text(&line, "code", request->code);
    line_text(&line, "reason", request->reason);
    line_text(&line, "request_id", request->request_id);
    line_end(&line);
}
