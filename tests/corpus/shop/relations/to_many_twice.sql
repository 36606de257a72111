select
  (select soloql_list('open:raw paid:raw',
    (select soloql_list('id:int!', t1."id")
    from (select t1."id" from "orders" as t1
      where t1."customer_id" = t0."id" and t1."status" = ?1
      order by t1."id") as t1),
    (select soloql_list('id:int!', t2."id")
    from (select t2."id" from "orders" as t2
      where t2."customer_id" = t0."id" and t2."status" = ?2
      order by t2."id") as t2))
  from (select t0."id" from "customers" as t0
    where t0."id" in (select value from temp.soloql_each(?3, 'int'))
    order by t0."id") as t0) as "customers";
-- ?1 text = "open"
-- ?2 text = "paid"
-- ?3 int[] = [2,7]
