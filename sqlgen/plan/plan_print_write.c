/*
 * The writes of a plan as text.
 *
 *     check that t1.quantity > 0 of items (t1) where t1.id = 1
 *     insert items (t0) sku = slot 0, quantity = 2; captures id to slot 3; key id
 *     update items (t0) where t0.id < 9 quantity inc slot 0; key id
 */
#include "sqlgen/base/json_reader.h"
#include "sqlgen/plan/print.h"

static Str operator_word(UpdateOperator operator) {
    static const Str words[UPDATE_OPERATOR_COUNT] = {
        [UPDATE_SET] = STR_INIT("="),
        [UPDATE_INC] = STR_INIT("inc"),
        [UPDATE_APPEND] = STR_INIT("append"),
        [UPDATE_PREPEND] = STR_INIT("prepend"),
        [UPDATE_DELETE_KEY] = STR_INIT("delete key"),
        [UPDATE_DELETE_ELEM] = STR_INIT("delete element"),
        [UPDATE_DELETE_AT_PATH] = STR_INIT("delete at"),
    };
    return words[operator];
}

static Str write_word(WriteKind kind) {
    static const Str words[] = {[WRITE_INSERT] = STR_INIT("insert "),
                                [WRITE_UPDATE] = STR_INIT("update "),
                                [WRITE_DELETE] = STR_INIT("delete "),
                                [WRITE_STATEMENT] = STR_INIT("statement"),
                                [WRITE_FIND] = STR_INIT("find ")};
    return words[kind];
}

static void print_names(StrBuf *out, const Column *const *columns, size_t count) {
    for (size_t i = 0; i < count; i++) {
        strbuf_appendf(out, "%s%.*s", i == 0 ? "" : ", ", STR_ARG(columns[i]->name));
    }
}

static void print_conflict(StrBuf *out, const Conflict *conflict) {
    strbuf_append(out, STR("; on conflict of "));
    print_names(out, conflict->target, conflict->target_count);
    strbuf_append(out, conflict->target_where == NULL ? STR("") : STR(" in part"));
    strbuf_append(out, conflict->updated_count == 0 ? STR(" nothing") : STR(" update "));
    print_names(out, conflict->updated, conflict->updated_count);
    for (size_t i = 0; i < conflict->preset_count; i++) {
        strbuf_appendf(out, ", %.*s ", STR_ARG(conflict->presets[i].column->name));
        print_operand(out, &conflict->presets[i].operand);
    }
    if (conflict->where != NULL) {
        strbuf_append(out, STR(" where "));
        print_predicate(out, conflict->where);
    }
}

static void print_no_row(StrBuf *out, const Write *write) {
    if (write->otherwise != NULL) {
        strbuf_append(out, STR("; or else find "));
        print_rows(out, write->otherwise->rows);
    }
    strbuf_append(out, write->no_row == NO_ROW_NOT_FOUND ? STR("; must be there")
                       : write->no_row == NO_ROW_ENDS    ? STR("; or nothing is done")
                                                         : STR(""));
}

static void print_verified(StrBuf *out, Str words, const Verify *verify) {
    if (verify != NULL) {
        strbuf_appendf(out, "%.*s%u", STR_ARG(words), verify->keys);
    }
}

static void print_write(StrBuf *out, const Write *write) {
    if (write->rows_of != 0) {
        strbuf_appendf(out, "%s row of list %zu: ", write->rows_begin ? "each" : "  of that",
                       write->rows_of);
    }
    strbuf_append(out, write_word(write->kind));
    if (write->kind == WRITE_STATEMENT) {
        print_parameters(out, write->statement, write->operands);
        strbuf_append(out,
                      write->returned_count == 0 ? STR("\n") : STR("; notes what it returns\n"));
        return;
    }
    print_rows(out, write->rows);
    for (size_t i = 0; i < write->assignment_count; i++) {
        const Assignment *assignment = &write->assignments[i];
        strbuf_appendf(out, "%s%.*s %.*s ", i == 0 ? " " : ", ", STR_ARG(assignment->column->name),
                       STR_ARG(operator_word(assignment->operator)));
        print_operand(out, &assignment->operand);
    }
    if (write->conflict != NULL) {
        print_conflict(out, write->conflict);
    }
    for (size_t i = 0; i < write->capture_count; i++) {
        strbuf_appendf(out, "; captures %.*s to slot %u", STR_ARG(write->captures[i].column->name),
                       write->captures[i].slot);
    }
    print_verified(out, STR("; verified by slot "), write->verify);
    print_verified(out, STR("; if it was there by slot "), write->verify_updated);
    if (write->key_count != 0 && !write->key_apart) {
        strbuf_append(out, STR("; key "));
        print_names(out, write->key, write->key_count);
    }
    print_no_row(out, write);
    if (write->max_affected != NULL) {
        strbuf_append(out, STR("; at most "));
        print_operand(out, write->max_affected);
    }
    strbuf_append_char(out, '\n');
}

void print_writes(StrBuf *out, const Mutation *mutation) {
    for (size_t i = 0; i < mutation->part_count; i++) {
        const MutationPart *part = &mutation->parts[i];
        strbuf_append(out, mutation->dry_run ? STR("to be undone\n") : STR(""));
        if (part->condition != NULL) {
            strbuf_append(out, STR("check that "));
            print_predicate(out, part->condition);
            strbuf_append(out, STR(" of "));
            print_rows(out, part->guarded);
            strbuf_append_char(out, '\n');
        }
        for (size_t b = 0; b < part->before_count; b++) {
            strbuf_appendf(out, "%.*s to slot %u\n", STR_ARG(part->before[b].list->key),
                           part->before[b].slot);
        }
        strbuf_append(out, part->answer_first ? STR("answer\n") : STR(""));
        for (size_t w = 0; w < part->write_count; w++) {
            print_write(out, part->writes[w]);
        }
        for (size_t v = 0; v < part->verify_count; v++) {
            if (part->verifies[v]->rows != NULL) {
                strbuf_append(out, STR("verify that "));
                print_predicate(out, part->verifies[v]->met);
                strbuf_append(out, STR(" of "));
                print_rows(out, part->verifies[v]->rows);
                strbuf_append_char(out, '\n');
            }
        }
    }
}
