select
  (select soloql_list('id:int! items:raw', t0."id",
    (select soloql_list('line:int!', t1."line")
    from (select t1."line" from "items" as t1
      where t1."order_id" = t0."id"
      order by t1."order_id", t1."line", t1."rowid") as t1))
  from (select t0."id" from "orders" as t0
    where t0."id" in (select value from temp.soloql_each(?1, 'int'))
    order by t0."id") as t0) as "orders";
-- ?1 int[] = [17,18]
