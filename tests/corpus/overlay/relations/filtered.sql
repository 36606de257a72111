select
  (select soloql_list('id:int! open_orders:raw open_orders_aggregate{aggregate:raw}', t0."id",
    (select soloql_list('id:int!', t1."id")
    from (select t1."id" from "orders" as t1
      where t1."customer_id" = t0."id" and t1."status" = ?1
      order by t1."id" desc) as t1),
    (select soloql_object('count:int!', count(*))
    from "orders" as t2
    where t2."customer_id" = t0."id" and t2."status" = ?2))
  from (select t0."id" from "customers" as t0
    order by t0."id") as t0) as "customers",
  (select soloql_list('id:int!', t3."id")
  from (select t3."id" from "customers" as t3
    where not (exists (select 1 from "orders" as t4
      where t4."customer_id" = t3."id" and t4."status" = ?3))
    order by t3."id") as t3) as "none";
-- ?1 text = "open"
-- ?2 text = "open"
-- ?3 text = "open"
