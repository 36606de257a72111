select soloql_object('aggregate{__typename=products_aggregate_fields sum{__typename=products_sum_fields}}') as "products_aggregate",
  (select soloql_object('products_aggregate{aggregate{}}')
  from "categories" as t1
  where t1."id" = ?1) as "categories_by_pk";
-- ?1 int = 1
