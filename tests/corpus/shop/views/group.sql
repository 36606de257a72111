select
  (select soloql_list('order_id:int placed_at:timestamp lines:bigint total:float customer?{name:text!}', t0."order_id", t0."placed_at", t0."lines", t0."total", t1."id", t1."name")
  from (select t0."order_id", t0."placed_at", t0."lines", t0."total", t0."customer_id" from "order_totals" as t0
    order by t0."order_id" nulls last, t0."customer_id" nulls last, t0."placed_at" nulls last, t0."lines" nulls last, t0."total" nulls last limit 3) as t0
  left join "customers" as t1 on t1."id" = t0."customer_id") as "order_totals",
  (select soloql_object('order_totals:raw',
    (select soloql_list('total:float', t3."total")
    from (select t3."total" from "order_totals" as t3
      where t3."customer_id" = t2."id"
      order by t3."total" desc nulls first, t3."order_id" nulls last, t3."customer_id" nulls last, t3."placed_at" nulls last, t3."lines" nulls last limit 2) as t3))
  from "customers" as t2
  where t2."id" = ?1) as "customers_by_pk";
-- ?1 int = 7
