select
  (select soloql_list('id:int! attributes:json', t0."id", t0."attributes")
  from (select t0."id", t0."attributes" from "products" as t0
    where t0."id" >= ?1
    order by t0."id") as t0) as "products";
-- ?1 int = 15
