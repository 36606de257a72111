/*
 * What the build_*.c files share. Private to them.
 *
 * A schema is built in two rounds, because types refer to each other: first every entity gets its
 * empty types, then build_{query,filter,order,aggregate}.c each fill in theirs.
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

/* The types of one entity. */
typedef struct EntityTypes {
    const Entity *entity;
    Type *object;           /* t; NULL if the role sees none of its columns */
    Type *filter;           /* t_bool_exp */
    Type *order;            /* t_order_by; NULL with `object` */
    Type *select_column;    /* t_select_column; likewise */
    Type *aggregate;        /* t_aggregate; NULL if its rows cannot be aggregated */
    Type *aggregate_fields; /* t_aggregate_fields; likewise */
    Type *aggregate_filter; /* t_aggregate_bool_exp; NULL until an array relation needs it */
    Type *aggregate_order;  /* t_aggregate_order_by; likewise */
    Type *group;            /* t_group; NULL without `object` or `aggregate` */
    Type *group_key;        /* t_group_key */
    Type *group_key_order;  /* t_group_key_order_by */
    InputValueDef *group_arguments; /* of t_group */
    size_t group_argument_count;
    Type *connection;                    /* t_connection; NULL if there is none for the role */
    InputValueDef *connection_arguments; /* of t_connection */
    size_t connection_argument_count;
    Type *insert_input;             /* t_insert_input; NULL if no rows can be inserted */
    Type *insert_object;            /* t_obj_rel_insert_input; likewise */
    Type *insert_array;             /* t_arr_rel_insert_input; likewise */
    Type *on_conflict;              /* t_on_conflict; NULL if there is nothing to conflict with */
    Type *response;                 /* t_mutation_response; NULL if it cannot be written to */
    bool inserts, updates, deletes; /* whether it has such mutations */
    Type *operators[UPDATE_OPERATOR_COUNT]; /* t_set_input …; NULL where no column is changed so */
    Type *changes;                          /* t_updates; NULL without updates */
    Type *pk_columns;                       /* t_pk_columns_input; NULL until it is needed */
    Type *nested_update;                    /* t_nested_update_input; NULL if nothing needs it */
    Type *change_object;                    /* t_obj_rel_update_input; likewise */
    Type *change_array;                     /* t_arr_rel_update_input; likewise */
    Type *change_many;                      /* t_many_rel_update_input; likewise */
    InputValueDef *list_arguments;          /* where, order_by …: shared by all its lists */
    size_t list_argument_count;
} EntityTypes;

typedef struct Builder {
    Arena *arena;
    const Model *model;
    Schema *schema;
    Type *scalars[DATA_TYPE_COUNT];     /* made when first asked for */
    Type *comparisons[DATA_TYPE_COUNT]; /* Int_comparison_exp …, likewise */
    Type *json_path_comparison;         /* jsonb_path_comparison_exp, likewise */
    Type *order_direction;              /* the enum order_by */
    Type *date_bucket;                  /* the enum date_bucket */
    EntityTypes *entities;              /* by position in the model */
    Type **enums;                       /* by position of the Enumeration; made when needed */
    Type **enum_comparisons;            /* likewise */
} Builder;

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

/* An empty type named after the entity. */
Type *builder_add_type(Builder *builder, TypeKind kind, const Entity *entity, const char *suffix);

/* A copy of the binding that lives as long as the schema. */
const Binding *builder_bind(Builder *builder, Binding binding);

/*
 * Makes room for that many fields, inputs or values, whichever the type has, and adds one. The
 * room must suffice: a schema has hundreds of thousands of these, and arrays that grow by doubling
 * would hold as much again in what they leave behind.
 */
void builder_room(Builder *builder, Type *type, size_t count);
void builder_add_field(Type *type, FieldDef field);
void builder_add_input(Type *type, InputValueDef input);
void builder_add_value(Type *type, EnumValueDef value);

/* t_pk_columns_input; the entity must have a key. */
Type *builder_pk_columns(Builder *builder, EntityTypes *types);

/* The operators as arguments, or as fields of an input type. */
void builder_add_operators(Builder *builder, const EntityTypes *types, InputValueDef *inputs,
                           size_t *count);

/* The relations of a row that changes, likewise; a name that is there already is left out. */
void builder_add_relations(Builder *builder, const EntityTypes *types, InputValueDef *inputs,
                           size_t *count);

/* The types of what is nested in updates: empty ones for whatever needs them, before the fields of
 * mutation_root; and then their fields. */
void build_nested_begin(Builder *builder);
void build_nested_finish(Builder *builder);

void build_insert(Builder *builder);     /* t_insert_input, t_on_conflict and what is below */
void build_mutation(Builder *builder);   /* mutation_root; after build_insert() */
void build_query(Builder *builder);      /* query_root and the row types */
void build_filter(Builder *builder);     /* t_bool_exp and the comparisons */
void build_named(Builder *builder);      /* named queries and their row types */
void build_order(Builder *builder);      /* t_order_by, t_select_column, t_aggregate_order_by */
void build_aggregate(Builder *builder);  /* t_aggregate and what is below */
void build_group(Builder *builder);      /* t_group and what is below, and its arguments */
void build_tree(Builder *builder);       /* t_tree, and its fields on the row types */
void build_search(Builder *builder);     /* _rank, _snippet and _highlight on the row types */
void build_node(Builder *builder);       /* the interface Node, last of all */
void build_naming(Builder *builder);     /* all names, spelt as graphql-default has them */
void build_connection(Builder *builder); /* t_connection and what is below, and its arguments */

#endif
