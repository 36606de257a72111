select
  (select soloql_list('placed_at:timestamp total:float', t0."placed_at", t0."total")
  from (select t0."placed_at", t0."total" from "order_totals" as t0
    where t0."total" > ?1
    order by t0."customer_id" nulls last, t0."placed_at" nulls last, t0."total" nulls last limit 3) as t0) as "order_totals", soloql_object('aggregate:raw',
  (select soloql_object('count:int! sum{total:float}', count(*), soloql_sum(t1."total"))
  from "order_totals" as t1
  where t1."total" > ?2)) as "order_totals_aggregate";
-- ?1 float = 100
-- ?2 float = 100
