/*
 * Settings from text: the default, the config file, the environment and the flags, each over the
 * one before.
 *
 *     config.json {"port": 9000, "cors_origins": ["https://a.example", "https://b.example"]}
 *     SOLOQL_PORT=9001    --port 9002    →    port is 9002, from the flag
 */
#include <cjson/cJSON.h>
#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "server/file.h"
#include "server/json_strict.h"
#include "server/nearest.h"
#include "server/settings.h"

enum { CONFIG_LONGEST = 1024 * 1024 }; /* a config file that is larger is no config file */

typedef struct Unit {
    const char *name;
    int64_t factor;
} Unit;

static const Unit units_size[] = {
    {"", 1},           {"b", 1},           {"k", 1024},         {"kb", 1024},
    {"kib", 1024},     {"m", 1048576},     {"mb", 1048576},     {"mib", 1048576},
    {"g", 1073741824}, {"gb", 1073741824}, {"gib", 1073741824}, {NULL, 0}};

static const Unit units_duration[] = {
    {"ms", 1}, {"s", 1000}, {"m", 60000}, {"h", 3600000}, {NULL, 0}};

static const Unit units_none[] = {{"", 1}, {NULL, 0}};

/* A whole number with one of the units behind it. */
static bool number_read(const char *text, const Unit *units, int64_t *out) {
    char *end;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    if (end == text || errno != 0 || isspace((unsigned char)*text) || *text == '+') {
        return false;
    }
    for (; units->name != NULL; units++) {
        if (strcasecmp(end, units->name) == 0) {
            return !__builtin_mul_overflow((int64_t)number, units->factor, out);
        }
    }
    *out = 0;
    return number == 0 && *end == '\0'; /* nothing needs no unit */
}

static bool bool_read(const char *text, bool *out) {
    *out = strcasecmp(text, "true") == 0 || strcmp(text, "1") == 0 || strcasecmp(text, "yes") == 0;
    return *out || strcasecmp(text, "false") == 0 || strcmp(text, "0") == 0 ||
           strcasecmp(text, "no") == 0;
}

static bool choice_read(const char *text, const char *const *words, int64_t *out) {
    for (*out = 0; words[*out] != NULL; ++*out) {
        if (strcasecmp(text, words[*out]) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether it is an object or an array; nothing at all is the default of such settings. */
static bool json_is_good(const char *text) {
    JsonSpan span = {text, strlen(text)};
    char kind = json_strict_kind(json_strict_trim(span));
    return *text == '\0' || ((kind == '{' || kind == '[') && json_strict_check(span) == NULL);
}

/* Takes the blanks around the items out of a list. */
static void list_tidy(char *list) {
    char *to = list;
    for (const char *from = list; *from != '\0'; from++) {
        if (!isspace((unsigned char)*from)) {
            *to++ = *from;
        }
    }
    *to = '\0';
}

static bool within(const SettingDef *def, int64_t number) {
    return number >= def->least && number <= def->most;
}

/* Puts the text's value into the setting's field; false if the text is no such value. */
static bool field_set(Settings *settings, const SettingDef *def, char *text) {
    void *field = (char *)settings + def->offset;
    switch (def->type) {
    case SETTING_INT:
        return number_read(text, units_none, field) && within(def, *(int64_t *)field);
    case SETTING_SIZE:
        return number_read(text, units_size, field) && within(def, *(int64_t *)field);
    case SETTING_DURATION:
        return number_read(text, units_duration, field) && within(def, *(int64_t *)field);
    case SETTING_BOOL:
        return bool_read(text, field);
    case SETTING_CHOICE:
        return choice_read(text, def->words, field);
    case SETTING_LIST:
        list_tidy(text);
        *(const char **)field = text;
        return true;
    case SETTING_STRING:
        *(const char **)field = text;
        return true;
    case SETTING_JSON:
        *(const char **)field = text;
        return json_is_good(text);
    }
    return false;
}

/* What the setting would have taken, such as "a whole number from 0 to 65535". */
static void expectation_write(const SettingDef *def, char *out, size_t size) {
    static const char *const kinds[] = {
        [SETTING_INT] = "a whole number",
        [SETTING_SIZE] = "a size such as 4096, 64k or 16m",
        [SETTING_DURATION] = "a time such as 500ms, 30s or 5m",
        [SETTING_BOOL] = "true or false",
        [SETTING_JSON] = "a JSON object or list, in which no name stands twice",
    };
    if (def->type == SETTING_CHOICE) {
        size_t used = (size_t)snprintf(out, size, "one of");
        for (size_t i = 0; def->words[i] != NULL && used < size; i++) {
            used += (size_t)snprintf(out + used, size - used, "%s %s", i == 0 ? "" : ",",
                                     def->words[i]);
        }
        return;
    }
    const char *of = def->type == SETTING_SIZE ? " bytes" : def->type == SETTING_INT ? "" : "ms";
    if (def->type == SETTING_BOOL || def->type == SETTING_JSON) {
        (void)snprintf(out, size, "%s", kinds[def->type]);
    } else {
        (void)snprintf(out, size, "%s, from %lld to %lld%s", kinds[def->type],
                       (long long)def->least, (long long)def->most, of);
    }
}

/* The name of the setting as the origin spells it: port, SOLOQL_PORT or --port. */
static void name_spell(const SettingDef *def, SettingOrigin origin, char *out, size_t size) {
    const char *prefix = origin == FROM_ENVIRONMENT ? "SOLOQL_" : origin == FROM_FLAG ? "--" : "";
    size_t used = (size_t)snprintf(out, size, "%s%s", prefix, def->name);
    for (size_t i = strlen(prefix); i < used && i < size; i++) {
        if (origin == FROM_ENVIRONMENT) {
            out[i] = (char)toupper((unsigned char)out[i]);
        } else if (origin == FROM_FLAG && out[i] == '_') {
            out[i] = '-';
        }
    }
}

bool setting_set(Settings *settings, const SettingDef *def, SettingOrigin origin, const char *text,
                 Complaint *complaint) {
    size_t row = (size_t)(def - setting_table);
    if (def->secret && *text == '\0' && origin != FROM_DEFAULT) {
        /* Whoever sets it believes to be protected by it. */
        return complain(complaint, "%s is set, but empty", def->name);
    }
    char *copy = strdup(text);
    if (copy == NULL) {
        return complain(complaint, "out of memory");
    }
    if (!field_set(settings, def, copy)) {
        char name[64], expected[160];
        name_spell(def, origin, name, sizeof name);
        expectation_write(def, expected, sizeof expected);
        free(copy);
        return complain(complaint, "%s: \"%s\" is not %s", name, def->secret ? "***" : text,
                        expected);
    }
    free(settings->texts[row]);
    settings->texts[row] = copy;
    settings->origins[row] = origin;
    return true;
}

/* ---------------------------------------------------------------- the config file */

static const SettingDef *setting_of_key(const char *key) {
    for (size_t i = 0; i < setting_count; i++) {
        if (strcmp(setting_table[i].name, key) == 0) {
            return &setting_table[i];
        }
    }
    return NULL;
}

static bool key_unknown(const char *path, const char *key, Complaint *complaint) {
    Nearest nearest = nearest_to(key);
    for (size_t i = 0; i < setting_count; i++) {
        nearest_offer(&nearest, setting_table[i].name);
    }
    const char *name = nearest_name(&nearest);
    return complain(complaint, "%s: unknown key \"%s\"%s%s%s", path, key,
                    name == NULL ? "" : "; did you mean \"", name == NULL ? "" : name,
                    name == NULL ? "" : "\"?");
}

/* Joins the strings of an array with commas; NULL if it holds something else, or no memory. */
static char *array_join(const cJSON *array) {
    size_t size = 1;
    const cJSON *item;
    cJSON_ArrayForEach(item, array) {
        if (!cJSON_IsString(item)) {
            return NULL;
        }
        size += strlen(item->valuestring) + 1;
    }
    char *joined = calloc(1, size), *end = joined;
    cJSON_ArrayForEach(item, array) {
        if (joined != NULL) {
            end += sprintf(end, "%s%s", end == joined ? "" : ",", item->valuestring);
        }
    }
    return joined;
}

/* The value as the text a flag would have had, to be freed; NULL if it is of no such kind. */
static char *value_text(const SettingDef *def, const cJSON *value) {
    char number[32];
    bool numeric = def->type == SETTING_INT || def->type == SETTING_SIZE;
    if (cJSON_IsNumber(value) && numeric && value->valuedouble == floor(value->valuedouble) &&
        fabs(value->valuedouble) <= 9007199254740992.0) {
        (void)snprintf(number, sizeof number, "%.0f", value->valuedouble);
        return strdup(number);
    }
    if (cJSON_IsBool(value) && def->type == SETTING_BOOL) {
        return strdup(cJSON_IsTrue(value) ? "true" : "false");
    }
    if (cJSON_IsArray(value) && def->type == SETTING_LIST) {
        return array_join(value);
    }
    return cJSON_IsString(value) && def->type != SETTING_BOOL ? strdup(value->valuestring) : NULL;
}

/* As it stands in the file: numbers must not go through doubles. NULL if the file is no strict
 * JSON.
 */
static char *json_text(JsonSpan file, const char *name) {
    JsonSpan value = {NULL, 0};
    if (json_strict_check(file) == NULL) {
        value = json_strict_find(json_strict_trim(file), name);
    }
    return value.data == NULL ? NULL : strndup(value.data, value.length);
}

static bool member_apply(Settings *settings, const char *path, JsonSpan file, const cJSON *member,
                         Complaint *complaint) {
    const SettingDef *def = setting_of_key(member->string);
    if (def == NULL) {
        return key_unknown(path, member->string, complaint);
    }
    size_t row = (size_t)(def - setting_table);
    if (def->offset == offsetof(Settings, config) || settings->origins[row] == FROM_FILE) {
        return complain(complaint, "%s: \"%s\" may not stand %s", path, def->name,
                        settings->origins[row] == FROM_FILE ? "twice" : "in a config file");
    }
    bool is_json = def->type == SETTING_JSON && !cJSON_IsString(member);
    char *text = is_json ? json_text(file, def->name) : value_text(def, member);
    Complaint reason = {.text = ""};
    bool done = text != NULL && setting_set(settings, def, FROM_FILE, text, &reason);
    free(text);
    if (!done && *reason.text == '\0') {
        char expected[160] = "a string";
        if (def->type != SETTING_STRING && def->type != SETTING_LIST) {
            expectation_write(def, expected, sizeof expected);
        }
        (void)complain(&reason, "%s: it must be %s", def->name, expected);
    }
    return done || complain(complaint, "%.400s: %.600s", path, reason.text);
}

static bool file_apply(Settings *settings, const char *path, Complaint *complaint) {
    size_t length;
    char *text = file_read(path, CONFIG_LONGEST, &length, complaint);
    if (text == NULL) {
        return false;
    }
    cJSON *root = cJSON_ParseWithOpts(text, NULL, true);
    bool done = cJSON_IsObject(root) ||
                complain(complaint, "%s: a config file holds one JSON object", path);
    const cJSON *member = done ? root->child : NULL;
    for (; member != NULL && done; member = member->next) {
        done = member_apply(settings, path, (JsonSpan){text, length}, member, complaint);
    }
    cJSON_Delete(root);
    free(text);
    return done;
}

/* ---------------------------------------------------------------- the environment */

static const char environment_prefix[] = "SOLOQL_";
enum { PREFIX_LENGTH = sizeof environment_prefix - 1 };

static const SettingDef *setting_of_variable(const char *name, size_t length) {
    for (size_t i = 0; i < setting_count; i++) {
        char spelled[64];
        name_spell(&setting_table[i], FROM_ENVIRONMENT, spelled, sizeof spelled);
        if (strlen(spelled) == length && memcmp(spelled, name, length) == 0) {
            return &setting_table[i];
        }
    }
    return NULL;
}

static bool variable_unknown(const char *name, Complaint *complaint) {
    char spelled[SETTING_LIMIT][64];
    Nearest nearest = nearest_to(name);
    for (size_t i = 0; i < setting_count; i++) {
        name_spell(&setting_table[i], FROM_ENVIRONMENT, spelled[i], sizeof spelled[i]);
        nearest_offer(&nearest, spelled[i]);
    }
    const char *best = nearest_name(&nearest);
    return complain(complaint, "unknown environment variable %s%s%s%s", name,
                    best == NULL ? "" : "; did you mean ", best == NULL ? "" : best,
                    best == NULL ? "" : "?");
}

static bool variable_apply(Settings *settings, const char *variable, Complaint *complaint) {
    size_t length = strcspn(variable, "=");
    const SettingDef *def = setting_of_variable(variable, length);
    if (def == NULL) {
        char name[128];
        (void)snprintf(name, sizeof name, "%.*s", (int)(length < 100 ? length : 100), variable);
        return variable_unknown(name, complaint);
    }
    return setting_set(settings, def, FROM_ENVIRONMENT,
                       variable + length + (variable[length] == '='), complaint);
}

/* ---------------------------------------------------------------- all of it */

static bool defaults_apply(Settings *settings, Complaint *complaint) {
    for (size_t i = 0; i < setting_count; i++) {
        const SettingDef *def = &setting_table[i];
        if (!setting_set(settings, def, FROM_DEFAULT, def->initial, complaint)) {
            return false;
        }
    }
    return true;
}

static bool environment_apply(Settings *settings, char *const *environment, Complaint *complaint) {
    for (; *environment != NULL; environment++) {
        if (strncmp(*environment, environment_prefix, PREFIX_LENGTH) == 0 &&
            !variable_apply(settings, *environment, complaint)) {
            return false;
        }
    }
    return true;
}

static bool flags_apply(Settings *settings, const char *const *flags, Complaint *complaint) {
    for (size_t i = 0; i < setting_count; i++) {
        if (flags[i] != NULL &&
            !setting_set(settings, &setting_table[i], FROM_FLAG, flags[i], complaint)) {
            return false;
        }
    }
    return true;
}

/* The path of the config file, by flag or by environment; NULL if there is none. */
static const char *config_path(const char *const *flags, char *const *environment) {
    const SettingDef *def = setting_of_key("config");
    const char *path = flags[def - setting_table];
    for (; path == NULL && *environment != NULL; environment++) {
        if (strncmp(*environment, "SOLOQL_CONFIG=", 14) == 0) {
            path = *environment + 14;
        }
    }
    return path == NULL || *path == '\0' ? NULL : path;
}

bool settings_load(Settings *settings, const char *const *flags, char *const *environment,
                   Complaint *complaint) {
    memset(settings, 0, sizeof *settings);
    const char *path = config_path(flags, environment);
    return defaults_apply(settings, complaint) &&
           (path == NULL || file_apply(settings, path, complaint)) &&
           environment_apply(settings, environment, complaint) &&
           flags_apply(settings, flags, complaint);
}

void settings_free(Settings *settings) {
    for (size_t i = 0; i < setting_count; i++) {
        free(settings->texts[i]);
    }
    memset(settings, 0, sizeof *settings);
}
