/*
 * The log: one line on stderr for each request, and for what the operator should know.
 *
 * A line is written with one write(2), so that lines of several threads do not mix. It never holds
 * secrets, claims, query text or values. Besides the settings this is the only global state.
 */
#ifndef SOLOQL_SERVER_LOG_H
#define SOLOQL_SERVER_LOG_H

#include <stddef.h>
#include <stdint.h>

/* In the order of the words of the setting log_level. */
typedef enum LogLevel { LOG_OFF, LOG_ERROR, LOG_WARN, LOG_INFO } LogLevel;

/* In the order of the words of the setting log_format. */
typedef enum LogFormat { LOG_JSON, LOG_TEXT } LogFormat;

/* What is told of a request; texts may be NULL. */
typedef struct LogRequest {
    const char *method;
    const char *path;
    int status;
    double milliseconds;
    size_t bytes;       /* of the answer, headers too */
    int64_t statements; /* of SQLite that were run; -1 = no operation came that far */
    const char *operation;
    const char *code;   /* of the first error */
    const char *reason; /* why the caller was refused */
    const char *request_id;
} LogRequest;

/* To be called before there are threads; until then nothing is logged. */
void log_open(LogLevel level, LogFormat format);

void log_message(LogLevel level, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A request; its level is error from status 500 on, else info. */
void log_request(const LogRequest *request);

#endif
