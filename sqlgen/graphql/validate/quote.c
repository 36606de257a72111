/*
 * In: an AST node. Out: its text in an arena.
 *
 * The printer writes to a buffer that malloc feeds, and an exhausted arena leaves by longjmp and
 * would forget that buffer. So the arena is asked while no buffer is held: the text is printed
 * once to learn its length and once to be kept. Only messages need this, so it may cost double.
 *
 * Example: {id:1} → { id: 1 }
 */
#include "sqlgen/graphql/validate/quote.h"

#include <string.h>

#include "sqlgen/graphql/printer.h"

typedef struct Quote {
    const Value *value; /* either this */
    const TypeNode *type;
} Quote;

static void quote_print(StrBuf *out, const Quote *quote) {
    if (quote->value != NULL) {
        print_value(out, quote->value);
    } else {
        print_type_node(out, quote->type);
    }
}

static Str quote_text(Arena *arena, const Quote *quote) {
    StrBuf printed = {0};
    quote_print(&printed, quote);
    size_t length = printed.length;
    strbuf_free(&printed);
    char *text = arena_alloc(arena, length);
    quote_print(&printed, quote);
    length = printed.length < length ? printed.length : length;
    if (length != 0) {
        memcpy(text, printed.data, length);
    }
    strbuf_free(&printed);
    return (Str){text, length};
}

Str quote_value(Arena *arena, const Value *value) {
    return quote_text(arena, &(Quote){.value = value});
}

Str quote_type(Arena *arena, const TypeNode *type) {
    return quote_text(arena, &(Quote){.type = type});
}
