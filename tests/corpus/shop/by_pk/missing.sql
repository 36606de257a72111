select
  (select soloql_object('id:int!', t0."id")
  from "products" as t0
  where t0."id" = ?1) as "products_by_pk";
-- ?1 int = 500
