/*
 * The overlay: the entry; see overlay.h.
 *
 * In: the text of a schema.graphql and the automatic Model. Out: the Model as the text has it.
 *
 *     extend type customers { email: String @hidden }
 *
 * The one idea: the text is an ordinary type system document that extends a schema of our own, so
 * the language's rules (names, duplicates, directives and where they may stand) are checked by the
 * validator that checks all SDL. That schema holds the directives and one bare type for each table
 * and view; what is left to check is what only the database knows.
 */
#include "sqlgen/graphql/parser.h"
#include "sqlgen/graphql/sdl.h"
#include "sqlgen/model/overlay_parts.h"

static const char *const root_types[] = {"query_root", "mutation_root", "subscription_root"};

enum { ROOT_TYPE_COUNT = sizeof root_types / sizeof *root_types };

void overlay_error(Overlay *overlay, uint32_t offset, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    Error *error = error_add_list(overlay->errors, ERROR_VALIDATION_FAILED, format, arguments);
    va_end(arguments);
    source_locate(overlay->errors, error, overlay->source, offset);
}

/* ---- The schema that the file extends ---- */

static bool definition_has(const Definition *definition, const char *directive) {
    return overlay_directive(definition->directives, definition->directive_count, directive) !=
           NULL;
}

/* The types that the file may extend: of tables by their automatic names, by those that the file
 * gives them, and by their SQL names; and the roots. */
static Map types_extendable(const Overlay *overlay) {
    const Model *model = overlay->model;
    Map names;
    map_init(&names, overlay->arena);
    for (size_t i = 0; i < ROOT_TYPE_COUNT; i++) {
        map_add(&names, str_from(root_types[i]), NULL);
    }
    for (size_t i = 0; i < model->entity_count; i++) {
        map_add(&names, model->entities[i].name, NULL);
    }
    for (size_t i = 0; i < overlay->document->definition_count; i++) {
        const Definition *definition = &overlay->document->definitions[i];
        if (definition->kind == DEFINITION_OBJECT && definition->extension &&
            (definition_has(definition, "table") ||
             catalog_table(model->catalog, definition->name.text) != NULL)) {
            map_add(&names, definition->name.text, NULL);
        }
    }
    return names;
}

/* The types that the file defines, which the base must not. */
static Map types_defined(const Overlay *overlay) {
    Map names;
    map_init(&names, overlay->arena);
    for (size_t i = 0; i < overlay->document->definition_count; i++) {
        const Definition *definition = &overlay->document->definitions[i];
        if (definition->kind == DEFINITION_OBJECT && !definition->extension) {
            map_add(&names, definition->name.text, NULL);
        }
    }
    return names;
}

/* The scalars of columns, and the enums that tables become. */
static void base_write_leaves(StrBuf *text, const Document *document) {
    for (int type = 0; type < DATA_TYPE_COUNT; type++) {
        bool built_in =
            type == DATA_INT || type == DATA_FLOAT || type == DATA_STRING || type == DATA_BOOLEAN;
        Str name = data_type_scalar((DataType)type);
        strbuf_appendf(text, "%s%.*s\n", built_in ? "# " : "scalar ", STR_ARG(name));
    }
    for (size_t i = 0; i < document->definition_count; i++) {
        const Definition *definition = &document->definitions[i];
        if (definition->kind == DEFINITION_OBJECT && definition_has(definition, "enum_table")) {
            strbuf_appendf(text, "enum %.*s_enum\n", STR_ARG(definition->name.text));
        }
    }
}

static const Schema *base_build(const Overlay *overlay) {
    StrBuf *text = strbuf_new(overlay->arena);
    overlay_write_directives(text);
    base_write_leaves(text, overlay->document);
    Map names = types_extendable(overlay), defined = types_defined(overlay);
    for (size_t i = 0; i < names.count; i++) {
        if (!map_has(&defined, names.entries[i].key)) {
            strbuf_appendf(text, "type %.*s\n", STR_ARG(names.entries[i].key));
        }
    }
    Source *source = ARENA_NEW(overlay->arena, Source);
    source->text = strbuf_view(text);
    Document *document = parse_document(overlay->arena, source, NULL, overlay->errors);
    return document == NULL ? NULL : sdl_build(overlay->arena, NULL, document);
}

/* ---- Grouping by type ---- */

static void type_add_part(Overlay *overlay, const Definition *definition) {
    OverlayType *type = map_get(&overlay->by_name, definition->name.text);
    if (type == NULL) {
        type = &overlay->types[overlay->type_count++];
        *type = (OverlayType){.name = definition->name.text};
        map_add(&overlay->by_name, type->name, type);
    }
    ARENA_PUSH(overlay->arena, type->parts, type->part_count, definition);
    if (!definition->extension) {
        type->full = definition;
    }
    if (definition->interface_count != 0) {
        overlay_error(overlay, definition->interfaces[0].span.start,
                      "A type of a schema.graphql implements no interfaces.");
    }
}

static bool is_root_type(Str name) {
    bool is_root = false;
    for (size_t i = 0; i < ROOT_TYPE_COUNT; i++) {
        is_root |= str_equal(name, str_from(root_types[i]));
    }
    return is_root;
}

static void overlay_group(Overlay *overlay) {
    const Document *document = overlay->document;
    overlay->types = ARENA_ARRAY(overlay->arena, document->definition_count, OverlayType);
    for (size_t i = 0; i < document->definition_count; i++) {
        const Definition *definition = &document->definitions[i];
        if (definition->kind == DEFINITION_OBJECT && !is_root_type(definition->name.text)) {
            type_add_part(overlay, definition);
        }
    }
}

/* ---- extend schema @api ---- */

static void api_apply(Overlay *overlay, const Directive *api) {
    ArgumentValues arguments;
    if (!overlay_arguments(overlay, api, &arguments)) {
        return;
    }
    if (str_equal(overlay_choice(&arguments, "naming"), STR("GRAPHQL_DEFAULT"))) {
        overlay->model->naming = NAMING_GRAPHQL_DEFAULT;
    }
    overlay->only_declared_tables =
        str_equal(overlay_choice(&arguments, "expose"), STR("DECLARED"));
    overlay->only_declared_relations =
        str_equal(overlay_choice(&arguments, "relations"), STR("DECLARED"));
}

/* What may stand in the file at all, and what holds for all of it. */
static void definition_check(Overlay *overlay, const Definition *definition) {
    bool known = definition->kind == DEFINITION_OBJECT ||
                 (definition->kind == DEFINITION_ENUM && !definition->extension) ||
                 (definition->kind == DEFINITION_SCHEMA && definition->extension &&
                  definition->root_type_count == 0);
    bool is_root = definition->kind == DEFINITION_OBJECT && !definition->extension &&
                   is_root_type(definition->name.text);
    if (!known || is_root) {
        overlay_error(overlay, definition->span.start,
                      "A schema.graphql consists of `extend schema`, `extend type`, `type` and "
                      "`enum`%s.",
                      is_root ? "; root types are extended" : "");
        return;
    }
    if (definition->kind == DEFINITION_OBJECT && is_root_type(definition->name.text) &&
        definition->directive_count != 0) {
        const Directive *first = &definition->directives[0];
        overlay_error(overlay, first->span.start,
                      "%.*s is no table: @%.*s is for types of tables, and @allow says who may ask "
                      "for a root field.",
                      STR_ARG(definition->name.text), STR_ARG(first->name.text));
        return;
    }
    const Directive *api =
        definition->kind == DEFINITION_SCHEMA
            ? overlay_directive(definition->directives, definition->directive_count, "api")
            : NULL;
    if (api != NULL) {
        api_apply(overlay, api);
    }
}

static bool overlay_read(Overlay *overlay) {
    overlay->document = parse_document(overlay->arena, overlay->source, NULL, overlay->errors);
    if (overlay->document == NULL) {
        return false;
    }
    overlay->base = base_build(overlay);
    if (overlay->base == NULL) {
        return false;
    }
    sdl_validate(overlay->base, overlay->document, overlay->errors);
    for (size_t i = 0; i < overlay->document->definition_count; i++) {
        definition_check(overlay, &overlay->document->definitions[i]);
    }
    return overlay->errors->count == 0;
}

bool overlay_apply(Model *model, const OverlayDatabase *database, const Source *source,
                   ErrorList *errors) {
    Overlay overlay = {.arena = model->arena,
                       .model = model,
                       .database = *database,
                       .source = source,
                       .errors = errors};
    map_init(&overlay.by_name, model->arena);
    map_init(&overlay.enumerations, model->arena);
    if (!overlay_read(&overlay)) {
        return false;
    }
    overlay_group(&overlay);
    overlay_resolve(&overlay);
    overlay_read_enums(&overlay);
    for (size_t i = 0; i < overlay.type_count; i++) {
        overlay_type_fields(&overlay, &overlay.types[i]);
    }
    for (size_t i = 0; i < overlay.type_count; i++) {
        overlay_type_relations(&overlay, &overlay.types[i]);
    }
    overlay_read_queries(&overlay);
    if (errors->count == 0) {
        overlay_finish(&overlay);
    }
    if (errors->count == 0) {
        overlay_read_permits(&overlay);
    }
    return errors->count == 0;
}
