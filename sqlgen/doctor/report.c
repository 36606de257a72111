/*
 * Reports of an examination, for people and for programs.
 *
 *     error   orders.total: integers outside of 32 bits (12)
 *             rowid 17: Int cannot represent non 32-bit signed integer value: 4294967296. …
 *             remedy: Declare the column BIGINT, …
 */
#include "sqlgen/base/json_writer.h"
#include "sqlgen/doctor/doctor.h"

/* ---- For people ---- */

static void text_write_place(StrBuf *out, const Finding *finding) {
    if (finding->table != NULL) {
        strbuf_append(out, finding->table->name);
        if (finding->columns.length != 0) {
            strbuf_append_char(out, '.');
            strbuf_append(out, finding->columns);
        }
        strbuf_append(out, STR(": "));
    }
    strbuf_append(out, finding_title(finding->kind));
    if (finding->count != 0) {
        strbuf_appendf(out, " (%llu)", (unsigned long long)finding->count);
    }
}

static void text_write_finding(StrBuf *out, const Finding *finding) {
    strbuf_append(out, finding_is_error(finding->kind) ? STR("error   ") : STR("advice  "));
    text_write_place(out, finding);
    strbuf_append(out, STR("\n        "));
    if (finding->example.length != 0) {
        strbuf_append(out, finding->example.data[0] == '[' ? STR("key ") : STR("rowid "));
        strbuf_append(out, finding->example);
        strbuf_append(out, STR(": "));
    }
    strbuf_append(out, finding->message);
    strbuf_append(out, STR("\n        remedy: "));
    strbuf_append(out, finding->remedy);
    strbuf_append_char(out, '\n');
}

void doctor_write_text(StrBuf *out, const Examination *examination) {
    size_t errors = doctor_count_errors(examination), advice = examination->count - errors;
    for (size_t i = 0; i < examination->count; i++) {
        text_write_finding(out, &examination->findings[i]);
    }
    strbuf_appendf(out, "%s%zu table%s: %zu error%s, %zu piece%s of advice\n",
                   examination->count == 0 ? "" : "\n", examination->table_count,
                   examination->table_count == 1 ? "" : "s", errors, errors == 1 ? "" : "s", advice,
                   advice == 1 ? "" : "s");
}

/* ---- For programs ---- */

static void json_write_member(StrBuf *out, Str key, Str text) {
    strbuf_append(out, key);
    if (text.length == 0) {
        strbuf_append(out, STR("null"));
    } else {
        json_write_string(out, text);
    }
}

static void json_write_finding(StrBuf *out, const Finding *finding) {
    Str example = finding->example;
    bool is_key = example.length != 0 && example.data[0] == '[';
    Str none = STR("null");
    strbuf_append(out, finding_is_error(finding->kind) ? STR("{\"severity\":\"error\",\"kind\":")
                                                       : STR("{\"severity\":\"advice\",\"kind\":"));
    json_write_string(out, finding_word(finding->kind));
    json_write_member(out, STR(",\"table\":"),
                      finding->table == NULL ? (Str){0} : finding->table->name);
    json_write_member(out, STR(",\"column\":"), finding->columns);
    strbuf_appendf(out, ",\"count\":%llu", (unsigned long long)finding->count);
    strbuf_append(out, STR(",\"rowid\":"));
    strbuf_append(out, is_key || example.length == 0 ? none : example);
    strbuf_append(out, STR(",\"key\":"));
    strbuf_append(out, is_key ? example : none);
    json_write_member(out, STR(",\"title\":"), finding_title(finding->kind));
    json_write_member(out, STR(",\"message\":"), finding->message);
    json_write_member(out, STR(",\"remedy\":"), finding->remedy);
    strbuf_append_char(out, '}');
}

void doctor_write_json(StrBuf *out, const Examination *examination) {
    size_t errors = doctor_count_errors(examination);
    strbuf_append(out, STR("{\"findings\":["));
    for (size_t i = 0; i < examination->count; i++) {
        strbuf_append(out, i == 0 ? STR("\n") : STR(",\n"));
        json_write_finding(out, &examination->findings[i]);
    }
    strbuf_appendf(out, "],\n\"tables\":%zu,\"errors\":%zu,\"advice\":%zu}\n",
                   examination->table_count, errors, examination->count - errors);
}
