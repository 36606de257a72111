select
  (select soloql_object('name:text!', t0."name")
  from "products" as t0
  where t0."id" = ?1) as "products_by_pk";
-- ?1 int = 1
