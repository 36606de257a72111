select soloql_object('aggregate:raw nodes:raw',
  (select soloql_object('count:int!', count(*))
  from (select t0."customer_id", t0."id" from
      (select t0."customer_id", t0."id", row_number() over (partition by t0."customer_id" order by t0."id") as "number" from "orders" as t0
      where t0."status" = ?1) as t0
    where t0."number" = 1
    order by t0."customer_id", t0."id") as t0),
  (select soloql_list('customer_id:int!', t1."customer_id")
  from (select t1."customer_id", t1."id" from
      (select t1."customer_id", t1."id", row_number() over (partition by t1."customer_id" order by t1."id") as "number" from "orders" as t1
      where t1."status" = ?2) as t1
    where t1."number" = 1
    order by t1."customer_id", t1."id") as t1)) as "orders_aggregate";
-- ?1 text = "paid"
-- ?2 text = "paid"
