/* Settings shown: --print-config, and the part of --help that is about settings. */
#include <string.h>

#include "server/settings.h"

/* The value as it was given; nothing of a secret but that there is one. */
static const char *value_shown(const SettingDef *def, const char *text) {
    return *text == '\0' ? "\"\"" : def->secret ? "********" : text;
}

void settings_print(const Settings *settings, FILE *out) {
    static const char *const origins[] = {[FROM_DEFAULT] = "default",
                                          [FROM_FILE] = "file",
                                          [FROM_ENVIRONMENT] = "environment",
                                          [FROM_FLAG] = "flag"};
    for (size_t i = 0; i < setting_count; i++) {
        SettingOrigin origin = settings->origins[i];
        fprintf(out, "%-20s %-20s %s%s%s\n", setting_table[i].name,
                value_shown(&setting_table[i], settings->texts[i]), origins[origin],
                origin == FROM_FILE ? " " : "", origin == FROM_FILE ? settings->config : "");
    }
}

void settings_print_help(unsigned scopes, FILE *out) {
    for (size_t i = 0; i < setting_count; i++) {
        const SettingDef *def = &setting_table[i];
        if ((def->scope & scopes) == 0) {
            continue;
        }
        char flag[64];
        bool is_on = def->type == SETTING_BOOL && strcmp(def->initial, "true") == 0;
        int length = snprintf(flag, sizeof flag, "--%s%s", is_on ? "[no-]" : "", def->name);
        for (char *c = flag; c < flag + length; c++) {
            *c = *c == '_' ? '-' : *c;
        }
        if (def->value != NULL) {
            (void)snprintf(flag + length, sizeof flag - (size_t)length, " %s", def->value);
        }
        fprintf(out, "  %-30s %s%s%s%s\n", flag, def->help,
                *def->initial == '\0' ? "" : " (default ", def->initial,
                *def->initial == '\0' ? "" : ")");
    }
}
