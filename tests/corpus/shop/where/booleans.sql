select
  (select soloql_list('id:int!', t0."id")
  from (select t0."id" from "customers" as t0
    where t0."newsletter" = ?1
    order by t0."id") as t0) as "yes",
  (select soloql_list('id:int!', t1."id")
  from (select t1."id" from "products" as t1
    where t1."discontinued" <> ?2
    order by t1."id") as t1) as "no",
  (select soloql_list('id:int!', t2."id")
  from (select t2."id" from "products" as t2
    where t2."discontinued" in (select value from temp.soloql_each(?3, 'bool'))
    order by t2."id") as t2) as "in";
-- ?1 bool = true
-- ?2 bool = false
-- ?3 bool[] = [true]
