/*
 * What the build_*.c files share. Private to them.
 *
 * The same functions run twice. In the round of *naming* they run over all entities: types are
 * made, with their names and in their order, so are the fields of the roots, and whatever entities
 * share; but the bodies of the types of an entity and what hangs on them go to a scratch arena and
 * are thrown away at once. In the round of *filling* they run over one entity, when a request first
 * looks into one of its types (schema_fill()): then they find the types by their names, and the
 * bodies stay. All that a type or a reference is has been made by then, and is not written to again
 * (builder_describe() and its kin do nothing): other threads read it.
 */
#ifndef SOLOQL_MODEL_BUILDER_H
#define SOLOQL_MODEL_BUILDER_H

#include "sqlgen/graphql/schema.h"
#include "sqlgen/model/binding.h"

/* Which columns an aggregate function takes. */
typedef enum FunctionDomain { DOMAIN_NUMBERS, DOMAIN_ORDERED, DOMAIN_ALL } FunctionDomain;

/* What it gives. */
typedef enum FunctionRange {
    RANGE_COLUMN, /* the column's type; a sum of Int is a bigint */
    RANGE_FLOAT,
    RANGE_COUNT /* Int!: of no rows it is 0 */
} FunctionRange;

typedef struct FunctionRow {
    Str name;
    AggregateFunction function;
    FunctionDomain domain;
    FunctionRange range;
} FunctionRow;

/* Functions that have a field per column; count, which has not, is apart. */
extern const FunctionRow builder_functions[];
extern const size_t builder_function_count;

/* The number of attributes that the functions of that domain take, and whether they take one. */
size_t builder_domain_count(const Entity *entity, FunctionDomain domain);
bool builder_domain_has(FunctionDomain domain, DataType type);

/* The forms in which rows of an entity come; the fields of one form have the same arguments. */
typedef enum ListForm {
    LIST_FORM_ROWS,   /* where, order_by … */
    LIST_FORM_GROUPS, /* of t_group */
    LIST_FORM_PAGES   /* of t_connection */
} ListForm;

enum { LIST_FORM_COUNT = LIST_FORM_PAGES + 1, BUILDER_ROOTS = OPERATION_MUTATION + 1 };

typedef struct Speller Speller; /* build_naming.c */

/* The types of one entity. */
typedef struct EntityTypes {
    Late late; /* first: schema_fill() knows no more */
    struct Builder *builder;
    const Entity *entity;
    Type *object;                   /* t; NULL if the role sees none of its columns */
    Type *filter;                   /* t_bool_exp */
    Type *order;                    /* t_order_by; NULL with `object` */
    Type *select_column;            /* t_select_column; likewise */
    Type *aggregate;                /* t_aggregate; NULL if its rows cannot be aggregated */
    Type *aggregate_fields;         /* t_aggregate_fields; likewise */
    Type *aggregate_filter;         /* t_aggregate_bool_exp; NULL if no array relation needs it */
    Type *aggregate_order;          /* t_aggregate_order_by; likewise */
    Type *group;                    /* t_group; NULL without `object` or `aggregate` */
    Type *group_key;                /* t_group_key */
    Type *group_key_order;          /* t_group_key_order_by */
    Type *group_having;             /* t_group_having; NULL with `group` */
    Type *group_order;              /* t_group_order_by; likewise */
    Type *connection;               /* t_connection; NULL if there is none for the role */
    Type *insert_input;             /* t_insert_input; NULL if no rows can be inserted */
    Type *insert_object;            /* t_obj_rel_insert_input; likewise */
    Type *insert_array;             /* t_arr_rel_insert_input; likewise */
    Type *on_conflict;              /* t_on_conflict; NULL if there is nothing to conflict with */
    Type *response;                 /* t_mutation_response; NULL if it cannot be written to */
    bool inserts, updates, deletes; /* whether it has such mutations */
    Type *operators[UPDATE_OPERATOR_COUNT]; /* t_set_input …; NULL where no column is changed so */
    Type *changes;                          /* t_updates; NULL without updates */
    Type *pk_columns;                       /* t_pk_columns_input; NULL if nothing needs it */
    Type *nested_update;                    /* t_nested_update_input; likewise */
    Type *change_object;                    /* t_obj_rel_update_input; likewise */
    Type *change_array;                     /* t_arr_rel_update_input; likewise */
    Type *change_many;                      /* t_many_rel_update_input; likewise */
    InputList arguments[LIST_FORM_COUNT]; /* of the fields that lead here; items NULL = not made */
    FieldDef *roots[BUILDER_ROOTS];       /* its fields of query_root and of mutation_root … */
    size_t root_counts[BUILDER_ROOTS];    /* … and how many of them were filled */
} EntityTypes;

typedef struct Builder {
    Arena *arena; /* of the schema */
    Arena *room;  /* for bodies, and what hangs on them: of the schema or `scratch` */
    Arena *scratch;
    bool naming; /* which of the two rounds it is */
    Late *late;  /* whose types are made; NULL = shared ones, which are filled at once */
    const Model *model;
    Schema *schema;
    Map named;        /* the types by the names that naming gave them: those of hasura-default */
    Speller *speller; /* of graphql-default; else NULL */
    Type *scalars[DATA_TYPE_COUNT];     /* made when first asked for */
    Type *comparisons[DATA_TYPE_COUNT]; /* Int_comparison_exp …, likewise */
    Type *json_path_comparison;         /* jsonb_path_comparison_exp, likewise */
    Type *order_direction;              /* the enum order_by */
    Type *date_bucket;                  /* the enum date_bucket */
    Type *page_info;                    /* PageInfo */
    Type *node;                         /* the interface Node; NULL if no row has a key */
    EntityTypes *entities;              /* by position in the model */
    Type **enums;                       /* by position of the Enumeration; made when needed */
    Type **enum_comparisons;            /* likewise */
    Type **filled;                      /* whose bodies were made in this round, in `scratch` */
    size_t filled_count;
} Builder;

/* Where types and bodies go. */
typedef struct BuilderPlace {
    Late *late;
    Arena *room;
} BuilderPlace;

/* What follows is of that entity, or shared by all of them (NULL). Returns what was before. */
BuilderPlace builder_enter(Builder *builder, EntityTypes *types);
void builder_leave(Builder *builder, BuilderPlace before);

/* A type of that name, which is copied: new, or the one that naming made. */
Type *builder_new_type(Builder *builder, TypeKind kind, Str name);

/* The same, named after the entity. */
Type *builder_add_type(Builder *builder, TypeKind kind, const Entity *entity, const char *suffix);

/* The row type. */
void builder_add_object(Builder *builder, EntityTypes *types);

/* What is said of a type once: its description, in_written_order, rows. */
void builder_describe(const Builder *builder, Type *type, Str description);
void builder_keep_order(const Builder *builder, Type *type);
void builder_take_rows(const Builder *builder, Type *type);

static inline EntityTypes *builder_types(const Builder *builder, const Entity *entity) {
    return &builder->entities[entity - builder->model->entities];
}

/* The scalar type of a data type. */
Type *builder_scalar(Builder *builder, DataType type);

/* The type of an attribute's values: an enum or a scalar. */
Type *builder_value_type(Builder *builder, const Attribute *attribute);

/* What its values are compared by: Int_comparison_exp and its kin, or that of its enum. */
Type *builder_attribute_comparison(Builder *builder, const Attribute *attribute);

/* The row types of named queries have one type only: the object. */
void build_attribute_field(Builder *builder, EntityTypes *types, size_t index);
void build_relation_fields(Builder *builder, EntityTypes *types, size_t index);

/* References: t!, [t!], [t!]!. */
const TypeRef *builder_non_null(Builder *builder, const Type *type);
const TypeRef *builder_list(Builder *builder, const Type *type);
const TypeRef *builder_list_non_null(Builder *builder, const Type *type);

/* Int_comparison_exp and its kin. */
Type *builder_comparison(Builder *builder, DataType type);

/* What is asked of an entity's rows taken together, as a condition and as an order. */
Type *builder_aggregate_filter(Builder *builder, const Entity *entity);
Type *builder_aggregate_order(Builder *builder, const Entity *entity);

/* True if the relation leads from a table to itself, so that it can be followed on and on; and how
 * many such relations there are. */
bool builder_has_tree(const Entity *entity, const Relation *relation);
size_t builder_tree_count(const Entity *entity);

/* The number of fields that search gives to rows of the entity. */
size_t builder_search_fields(const Entity *entity);

/* A copy of the binding that lives as long as what it is of. */
const Binding *builder_bind(Builder *builder, Binding binding);

/* Gives the type a body with room for that many fields, inputs or values, and adds one. */
void builder_room(Builder *builder, Type *type, size_t count);
void builder_add_field(Builder *builder, Type *type, FieldDef field);
void builder_add_input(Builder *builder, Type *type, InputValueDef input);
void builder_add_inputs(Builder *builder, Type *type, const InputList *inputs);
void builder_add_value(Builder *builder, Type *type, EnumValueDef value);

/* Adds a field to query_root or mutation_root under the name that the table has for it, if it has
 * one; or fills the arguments of the next field that it added so. */
void builder_add_root(Builder *builder, OperationType operation, EntityTypes *types, RootName name,
                      FieldDef field);

/* A copy of the arguments. */
InputList builder_arguments(Builder *builder, const InputValueDef *items, size_t count);

/* Those of the fields that lead to t_group, and to t_connection. */
InputList builder_group_arguments(Builder *builder, const EntityTypes *types);
InputList builder_connection_arguments(Builder *builder, const EntityTypes *types);

/* t_pk_columns_input; the entity must have a key. */
Type *builder_pk_columns(Builder *builder, EntityTypes *types);

/* The operators as arguments, or as fields of an input type; there must be room. */
void builder_add_operators(Builder *builder, const EntityTypes *types, InputList *out);

/* The relations of a row that changes, likewise; a name that is there already is left out. */
void builder_add_relations(Builder *builder, const EntityTypes *types, InputList *out);

/* Spells what an entity was filled with, if names are spelt anew. */
void builder_spell(Builder *builder, const EntityTypes *types);

/* Once for a schema: what entities share, and the fields of the roots that are no entity's. */
void build_direction(Builder *builder);     /* the enum order_by */
void build_date_bucket(Builder *builder);   /* the enum date_bucket */
void build_page_info(Builder *builder);     /* PageInfo */
void build_query_root(Builder *builder);    /* room for fields in query_root */
void build_empty_root(Builder *builder);    /* the field that stands in where there is no table */
void build_mutation_root(Builder *builder); /* room in mutation_root, if there is any mutation */
void build_nested_types(Builder *builder);  /* types of what is nested in updates */
void build_node_root(Builder *builder);     /* the field `node` */
void build_named(Builder *builder);         /* named queries and their row types */
void build_naming(Builder *builder);        /* all names, spelt as graphql-default has them */

/* For each entity, in both rounds. */
void build_order(Builder *builder, EntityTypes *types);        /* t_order_by, t_select_column */
void build_filter(Builder *builder, EntityTypes *types);       /* t_bool_exp */
void build_aggregate(Builder *builder, EntityTypes *types);    /* t_aggregate and what is below */
void build_group_types(Builder *builder, EntityTypes *types);  /* t_group and its key, empty */
void build_group(Builder *builder, EntityTypes *types);        /* the same, and what is below */
void build_connection(Builder *builder, EntityTypes *types);   /* t_connection and t_edge */
void build_query(Builder *builder, EntityTypes *types);        /* fields of query_root, and t */
void build_tree(Builder *builder, EntityTypes *types);         /* t_tree, and its fields on t */
void build_search(Builder *builder, EntityTypes *types);       /* _rank and its kin on t */
void build_insert_types(Builder *builder, EntityTypes *types); /* t_on_conflict; others empty */
void build_insert(Builder *builder, EntityTypes *types);       /* t_insert_input and its forms */
void build_mutation(Builder *builder, EntityTypes *types);     /* fields of mutation_root */
void build_nested(Builder *builder, EntityTypes *types);       /* what build_nested_types() made */
void build_node(Builder *builder, EntityTypes *types);         /* `_id`, and the interface Node */

/* For each entity, in filling alone: naming makes these types where they are first needed. */
void build_aggregate_order(Builder *builder, EntityTypes *types);  /* t_aggregate_order_by */
void build_aggregate_filter(Builder *builder, EntityTypes *types); /* t_aggregate_bool_exp */
void build_pk_columns(Builder *builder, EntityTypes *types);       /* t_pk_columns_input */

/* The row type of a named query. */
void build_result(Builder *builder, EntityTypes *types);

#endif
