/*
 * Settings: everything that can be set, in one table.
 *
 * The name of a row gives its other names: `max_body_bytes` is the key in the config file, the flag
 * --max-body-bytes and the environment variable SOLOQL_MAX_BODY_BYTES. A flag beats the
 * environment, which beats the file, which beats the default. What is not understood is an error
 * with the nearest name, never ignored.
 *
 * To add a setting: a field here, a row in settings.c, a row in docs/settings.md.
 */
#ifndef SOLOQL_SERVER_SETTINGS_H
#define SOLOQL_SERVER_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "server/complaint.h"
#include "sqlgen/soloql.h"

enum { SETTING_LIMIT = 64 }; /* most rows of the table */

typedef enum SettingType {
    SETTING_INT,
    SETTING_SIZE,     /* bytes: 4096, 64k, 16m, 1g */
    SETTING_DURATION, /* 500ms, 30s, 5m, 1h; kept in milliseconds */
    SETTING_BOOL,     /* true or false; the flag alone means true, --no-… false */
    SETTING_STRING,
    SETTING_LIST,  /* of strings: separated by commas; an array in the config file */
    SETTING_JSON,  /* an object or an array, as text; in the config file as it is */
    SETTING_CHOICE /* one of a few words; kept as its position among them */
} SettingType;

/* Which commands take the flag of a setting. */
typedef enum SettingScope {
    SETTING_FOR_SERVER = 1, /* serve */
    SETTING_FOR_ENGINE = 2, /* whatever opens a database */
    SETTING_FOR_ANY = 3
} SettingScope;

typedef enum SettingOrigin { FROM_DEFAULT, FROM_FILE, FROM_ENVIRONMENT, FROM_FLAG } SettingOrigin;

typedef enum EtagWhen { ETAG_OFF, ETAG_GET, ETAG_ON } EtagWhen;
typedef enum GzipWhen { GZIP_OFF, GZIP_AUTO, GZIP_ON } GzipWhen;
typedef enum HookMode { HOOK_GET, HOOK_POST } HookMode;
typedef enum GetRequests { GET_ON, GET_PREFLIGHT, GET_OFF } GetRequests;

typedef struct Settings {
    const char *config;
    const char *host;
    int64_t port; /* 0 = any that is free */
    bool insecure;
    bool admin_by_token;
    const char *admin_secret; /* "" = none */
    const char *api_keys;     /* JSON; "" = none */
    const char *jwt;          /* JSON; "" = none */
    const char *auth_hook;    /* a URL; "" = none */
    int64_t auth_hook_mode;   /* HookMode */
    int64_t auth_hook_timeout;
    const char *anonymous_role; /* "" = anonymous */
    const char *allowed_hosts;  /* lists are separated by commas, without blanks */
    const char *cors_origins;
    int64_t get_requests; /* GetRequests */
    int64_t etag;         /* EtagWhen */
    int64_t gzip;         /* GzipWhen */
    int64_t result_cache_bytes;
    int64_t result_cache_after;
    int64_t threads;
    int64_t pool_size; /* 0 = two for each core */
    int64_t pool_wait;
    int64_t max_streams;
    int64_t write_batch;
    int64_t write_batch_time;
    int64_t write_queue;
    int64_t write_wait;
    int64_t keep_alive_timeout;
    int64_t request_timeout;
    int64_t transfer_timeout;
    int64_t shutdown_timeout;
    int64_t max_header_bytes;
    int64_t max_body_bytes;
    int64_t log_level;  /* LogLevel of log.h */
    int64_t log_format; /* LogFormat of log.h */
    const char *schema;
    bool watch;
    int64_t naming; /* soloql_naming */
    bool read_only;
    bool immutable;
    bool wal;
    int64_t max_tokens;
    int64_t max_nesting;
    int64_t max_json_depth;
    int64_t max_errors;
    int64_t max_overlap_pairs;
    int64_t max_depth;
    int64_t max_root_fields;
    int64_t max_aliases;
    int64_t max_directives;
    int64_t max_selections;
    int64_t max_cost;
    int64_t max_response_bytes;
    int64_t max_request_memory;
    int64_t timeout;
    int64_t stream_timeout;
    int64_t busy_timeout;
    int64_t cache_bytes;
    bool introspection;
    bool suggestions;
    bool stringify_bigint;
    const char *cursor_secret; /* "" = the database's path */

    char *texts[SETTING_LIMIT];           /* each value as it was given; owned */
    SettingOrigin origins[SETTING_LIMIT]; /* where each came from */
} Settings;

typedef struct SettingDef {
    const char *name;
    SettingType type;
    SettingScope scope;
    size_t offset;            /* of the field in Settings */
    const char *initial;      /* the default, as text */
    int64_t least, most;      /* bounds of numbers */
    const char *const *words; /* SETTING_CHOICE: its words, NULL-terminated */
    bool secret;              /* never shown */
    const char *value;        /* what the value is called in the help; NULL for a bool */
    const char *help;         /* one sentence */
} SettingDef;

extern const SettingDef setting_table[];
extern const size_t setting_count;

/*
 * Finds the setting that a flag such as "--max-depth" or "--no-introspection" names; NULL if none
 * of that scope. *negated tells of the second form.
 */
const SettingDef *setting_of_flag(const char *flag, unsigned scopes, bool *negated);

/*
 * Resolves all settings. `flags` holds the text of each flag by its row, NULL where it was not
 * given. `environment` is the process's (environ).
 */
bool settings_load(Settings *settings, const char *const *flags, char *const *environment,
                   Complaint *complaint);
void settings_free(Settings *settings);

/* Sets one setting from text. */
bool setting_set(Settings *settings, const SettingDef *def, SettingOrigin origin, const char *text,
                 Complaint *complaint);

/* One line for each setting: name, value, where it came from; secrets are masked. */
void settings_print(const Settings *settings, FILE *out);

/* The help of the flags of these scopes, one or two lines each. */
void settings_print_help(unsigned scopes, FILE *out);

/* What the engine wants to know. The result points into the settings. */
void settings_for_engine(const Settings *settings, const char *database, soloql_options *out);

/* Whether the comma-separated list holds the item, ASCII letters in either case. */
bool setting_list_has(const char *list, const char *item, size_t item_length);

#endif
