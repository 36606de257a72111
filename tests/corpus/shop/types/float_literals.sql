select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "products" as t0
    where t0."weight" = ?1
    order by t0."id") as t0) as "a",
  (select soloql_list('id:int!', t1."id")
  from (select t1."id" from "products" as t1
    where t1."weight" > ?2
    order by t1."id") as t1) as "b";
-- ?1 float = 35e-2
-- ?2 float = 4
