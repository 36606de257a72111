/*
 * Arguments of the command line; see arguments.h.
 *
 *     soloql query app.db '{ a }' --variables '{"x":1}' --max-depth=9
 *     → positional app.db and { a }, option --variables, flag of the setting max_depth
 */
#include "server/arguments.h"

#include <stdio.h>
#include <string.h>

#include "server/nearest.h"

/* What reading goes by, and where it stands. */
typedef struct ArgumentReader {
    const OptionDef *options;
    unsigned scopes;
    char *const *rest; /* the next argument; ends with NULL */
    Arguments *out;
    Complaint *complaint;
} ArgumentReader;

static bool option_unknown(const ArgumentReader *reader, const char *name) {
    char flags[SETTING_LIMIT][64];
    Nearest nearest = nearest_to(name);
    for (const OptionDef *option = reader->options; option->name != NULL; option++) {
        nearest_offer(&nearest, option->name);
    }
    for (size_t i = 0; i < setting_count; i++) {
        (void)snprintf(flags[i], sizeof flags[i], "--%s", setting_table[i].name);
        for (char *c = flags[i]; *c != '\0'; c++) {
            *c = *c == '_' ? '-' : *c;
        }
        if ((setting_table[i].scope & reader->scopes) != 0) {
            nearest_offer(&nearest, flags[i]);
        }
    }
    const char *best = nearest_name(&nearest);
    return complain(reader->complaint, "unknown option %s%s%s%s", name,
                    best == NULL ? "" : "; did you mean ", best == NULL ? "" : best,
                    best == NULL ? "" : "?");
}

/* How an option was written. */
typedef struct OptionText {
    char name[64];        /* with its dashes; cut if it is longer than any there is */
    const char *attached; /* what stands behind "="; NULL if there is none */
} OptionText;

/* The value of an option that takes one: behind its "=", or the next argument. */
static const char *value_take(ArgumentReader *reader, const OptionText *text) {
    if (text->attached != NULL) {
        return text->attached;
    }
    if (*reader->rest == NULL) {
        (void)complain(reader->complaint, "%s needs a value", text->name);
        return NULL;
    }
    return *reader->rest++;
}

static bool flag_take(ArgumentReader *reader, const SettingDef *def, bool negated,
                      const OptionText *text) {
    const char *value;
    if (def->type == SETTING_BOOL && text->attached == NULL) {
        value = negated ? "false" : "true";
    } else if (negated) {
        return complain(reader->complaint, "%s takes no value", text->name);
    } else {
        value = value_take(reader, text);
    }
    reader->out->flags[def - setting_table] = value;
    return value != NULL;
}

static bool option_take(ArgumentReader *reader, const char *argument) {
    size_t length = strcspn(argument, "=");
    OptionText text = {.attached = argument[length] == '=' ? argument + length + 1 : NULL};
    (void)snprintf(text.name, sizeof text.name, "%.*s", length < 63 ? (int)length : 63, argument);
    for (size_t i = 0; reader->options[i].name != NULL; i++) {
        const OptionDef *option = &reader->options[i];
        if (strcmp(option->name, text.name) != 0) {
            continue;
        }
        if (option->value == NULL && text.attached != NULL) {
            return complain(reader->complaint, "%s takes no value", text.name);
        }
        reader->out->options[i] = option->value == NULL ? "" : value_take(reader, &text);
        return reader->out->options[i] != NULL;
    }
    bool negated;
    const SettingDef *def = setting_of_flag(text.name, reader->scopes, &negated);
    return def == NULL ? option_unknown(reader, text.name) : flag_take(reader, def, negated, &text);
}

static bool positional_take(ArgumentReader *reader, const char *argument) {
    if (reader->out->positional_count == ARGUMENT_LIMIT) {
        return complain(reader->complaint, "unexpected argument \"%s\"", argument);
    }
    reader->out->positional[reader->out->positional_count++] = argument;
    return true;
}

bool arguments_read(char *const *rest, const OptionDef *options, unsigned scopes, Arguments *out,
                    Complaint *complaint) {
    *out = (Arguments){.help = false};
    ArgumentReader reader = {
        .options = options, .scopes = scopes, .rest = rest, .out = out, .complaint = complaint};
    bool options_end = false;
    while (*reader.rest != NULL) {
        bool done;
        const char *argument = *reader.rest++;
        if (!options_end && strcmp(argument, "--") == 0) {
            done = options_end = true;
        } else if (!options_end && (strcmp(argument, "--help") == 0 || !strcmp(argument, "-h"))) {
            done = out->help = true;
        } else if (!options_end && argument[0] == '-' && argument[1] != '\0') {
            done = option_take(&reader, argument);
        } else {
            done = positional_take(&reader, argument);
        }
        if (!done) {
            return false;
        }
    }
    return true;
}
