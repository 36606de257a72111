/*
 * Search; see search.h.
 *
 * In: create virtual table jobs_fts using fts5(note, content='jobs', content_rowid='id').
 * Out: jobs and jobs_fts can both be searched by jobs_fts, jobs by its column id.
 *
 * A contentless table (content='') and one that keeps its own content index only themselves. Of
 * several tables with the same content the first one is taken.
 */
#include "sqlgen/model/search.h"

#include "sqlgen/catalog/ddl_token.h"

typedef struct FtsOptions {
    Str content;       /* data NULL: its own; empty: none */
    Str content_rowid; /* data NULL: rowid */
} FtsOptions;

static void options_take(Arena *arena, FtsOptions *options, DdlToken name, DdlToken value) {
    Str text = ddl_name(arena, value);
    text.data = text.data == NULL ? "" : text.data;
    if (ddl_is_word(name, STR("content"))) {
        options->content = text;
    } else if (ddl_is_word(name, STR("content_rowid"))) {
        options->content_rowid = text;
    }
}

/* The options among the arguments of `using fts5(…)`: all that have the form name = value. */
static FtsOptions options_read(Arena *arena, Str sql) {
    FtsOptions options = {0};
    DdlScanner scanner = {.sql = sql};
    DdlToken before = {0}, token = ddl_next_word(&scanner);
    while (token.kind != DDL_END) {
        if (ddl_is_symbol(token, '=')) {
            options_take(arena, &options, before, ddl_next_word(&scanner));
        }
        before = token;
        token = ddl_next_word(&scanner);
    }
    return options;
}

static bool name_is_rowid(Str name) {
    return name.data == NULL || str_equal_nocase(name, STR("rowid")) ||
           str_equal_nocase(name, STR("_rowid_")) || str_equal_nocase(name, STR("oid"));
}

static void entity_add_search(Model *model, const Table *table, const Table *index,
                              const Column *link) {
    Entity *entity = (Entity *)model_entity_of_table(model, table);
    bool reachable = link != NULL || table->rowid_name.length != 0 || table->rowid != NULL;
    if (entity == NULL || entity->search != NULL || !reachable) {
        return;
    }
    Search *search = ARENA_NEW(model->arena, Search);
    *search = (Search){.index = index, .link = link};
    entity->search = search;
}

void model_find_search(Model *model) {
    const Catalog *catalog = model->catalog;
    for (size_t i = 0; i < catalog->table_count; i++) {
        const Table *index = catalog->tables[i];
        if (index->kind != TABLE_VIRTUAL || !str_equal_nocase(index->module, STR("fts5"))) {
            continue;
        }
        entity_add_search(model, index, index, NULL);
        FtsOptions options = options_read(model->arena, index->sql);
        const Table *content =
            options.content.length == 0 ? NULL : catalog_table(catalog, options.content);
        if (content == NULL || content == index) {
            continue;
        }
        const Column *link = options.content_rowid.data == NULL
                                 ? NULL
                                 : table_column(content, options.content_rowid);
        if (link != NULL || name_is_rowid(options.content_rowid)) {
            entity_add_search(model, content, index, link);
        }
    }
}
