select
  (select soloql_list('price:numeric!', t0."price")
  from (select t0."price" from "products" as t0
    where t0."price" > ?1
    order by t0."id") as t0) as "gt",
  (select soloql_list('price:numeric!', t1."price")
  from (select t1."price" from "products" as t1
    where t1."price" >= ?2
    order by t1."id") as t1) as "gte",
  (select soloql_list('price:numeric!', t2."price")
  from (select t2."price" from "products" as t2
    where t2."price" < ?3
    order by t2."id") as t2) as "lt",
  (select soloql_list('price:numeric!', t3."price")
  from (select t3."price" from "products" as t3
    where t3."price" <= ?4
    order by t3."id") as t3) as "lte",
  (select soloql_list('stock:int!', t4."stock")
  from (select t4."stock" from "products" as t4
    where (t4."stock" > ?5 and t4."stock" <= ?6)
    order by t4."id") as t4) as "between";
-- ?1 numeric = 89.95
-- ?2 numeric = 89.95
-- ?3 numeric = 6
-- ?4 numeric = 6
-- ?5 int = 8
-- ?6 int = 12
