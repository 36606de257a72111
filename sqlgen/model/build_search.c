/*
 * Search: what types of rows have whose words an FTS5 table indexes (API section 3, "FTS5").
 *
 *     type jobs {
 *       _rank: Float
 *       _snippet(column: jobs_search_column, start: String, end: String, ellipsis: String,
 *                tokens: Int): String
 *       _highlight(column: jobs_search_column!, start: String, end: String): String
 *     }
 *     input jobs_bool_exp { _search: String  _search_raw: String … }
 *     input jobs_order_by { _rank: order_by … }
 */
#include "sqlgen/model/builder.h"
#include "sqlgen/model/search.h"

size_t builder_search_fields(const Entity *entity) {
    return entity->search == NULL ? 0 : 3;
}

static Type *build_column_enum(Builder *builder, const Entity *entity) {
    const Table *index = entity->search->index;
    Type *type = builder_new_type(
        builder, TYPE_ENUM, str_format(builder->room, "%.*s_search_column", STR_ARG(entity->name)));
    builder_describe(builder, type, STR("The columns whose words are indexed."));
    builder_room(builder, type, index->column_count);
    Map names;
    map_init(&names, builder->room);
    for (size_t i = 0; i < index->column_count; i++) {
        const Column *column = &index->columns[i];
        Str name = name_mangle(builder->room, column->name);
        if (!column->hidden && map_add(&names, name, NULL)) {
            builder_add_value(builder, type,
                              (EnumValueDef){.name = name,
                                             .binding = builder_bind(
                                                 builder, (Binding){.search_column = column})});
        }
    }
    return type;
}

static InputValueDef text_argument(Builder *builder, Str name, Str description, ArgumentRole role) {
    return (InputValueDef){.name = name,
                           .description = description,
                           .type = &builder_scalar(builder, DATA_STRING)->ref,
                           .binding = builder_bind(builder, (Binding){.argument = role})};
}

/* What _snippet and _highlight have in common: the column, and what goes around its words. */
static void build_arguments(Builder *builder, FieldDef *field, const TypeRef *column) {
    InputList list = {ARENA_ARRAY(builder->room, 5, InputValueDef), 0};
    list.items[list.count++] = (InputValueDef){
        .name = STR("column"),
        .type = column,
        .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_SEARCH_COLUMN})};
    list.items[list.count++] =
        text_argument(builder, STR("start"), STR("What goes before a word that was found: <b>."),
                      ARGUMENT_SEARCH_START);
    list.items[list.count++] =
        text_argument(builder, STR("end"), STR("What goes after it: </b>."), ARGUMENT_SEARCH_END);
    field->late_arguments = list;
}

static void build_snippet(Builder *builder, Type *object, const Entity *entity,
                          const Type *columns) {
    Binding binding = {.row = ROW_SNIPPET, .entity = entity};
    FieldDef field = {.name = STR("_snippet"),
                      .description = STR("The part of the text where the words of _search stand; "
                                         "of the column that fits best, unless one is named."),
                      .type = &builder_scalar(builder, DATA_STRING)->ref,
                      .binding = builder_bind(builder, binding)};
    build_arguments(builder, &field, &columns->ref);
    field.late_arguments.items[field.late_arguments.count++] =
        text_argument(builder, STR("ellipsis"), STR("What stands for text left out: …."),
                      ARGUMENT_SEARCH_ELLIPSIS);
    field.late_arguments.items[field.late_arguments.count++] = (InputValueDef){
        .name = STR("tokens"),
        .description = STR("About how many words: 16."),
        .type = &builder_scalar(builder, DATA_INT)->ref,
        .binding = builder_bind(builder, (Binding){.argument = ARGUMENT_SEARCH_TOKENS})};
    builder_add_field(builder, object, field);
}

void build_search(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    if (entity->search == NULL || types->object == NULL) {
        return;
    }
    const Type *columns = build_column_enum(builder, entity);
    Binding rank = {.row = ROW_RANK, .entity = entity};
    Binding highlight = {.row = ROW_HIGHLIGHT, .entity = entity};
    builder_add_field(
        builder, types->object,
        (FieldDef){.name = STR("_rank"),
                   .description = STR("How well the row fits the _search of its list: less is "
                                      "better."),
                   .type = &builder_scalar(builder, DATA_FLOAT)->ref,
                   .binding = builder_bind(builder, rank)});
    build_snippet(builder, types->object, entity, columns);
    FieldDef field = {.name = STR("_highlight"),
                      .description = STR("The column's text with the words of _search marked."),
                      .type = &builder_scalar(builder, DATA_STRING)->ref,
                      .binding = builder_bind(builder, highlight)};
    build_arguments(builder, &field, builder_non_null(builder, columns));
    builder_add_field(builder, types->object, field);
}
