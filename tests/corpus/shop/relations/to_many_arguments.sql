select
  (select soloql_list('id:int! items:raw', t0."id",
    (select soloql_list('line:int! total:numeric', t1."line", t1."total")
    from (select t1."line", t1."total" from "items" as t1
      where t1."order_id" = t0."id" and t1."price" > ?1
      order by t1."total" desc nulls first, t1."order_id", t1."line", t1."rowid" limit 2 offset ?2) as t1))
  from (select t0."id" from "orders" as t0
    where t0."id" in (select value from temp.soloql_each(?3, 'int'))
    order by t0."id") as t0) as "orders";
-- ?1 numeric = 10
-- ?2 int = 1
-- ?3 int[] = [6,8,11]
