select soloql_object('aggregate:raw',
  (select soloql_object('count:int! sum{orders:bigint revenue:float} max{month:text}', count(*), soloql_sum(t0."orders"), soloql_sum(t0."revenue"), max(t0."month"))
  from "sales_by_month" as t0)) as "sales_by_month_aggregate", soloql_object('aggregate:raw',
  (select soloql_object('count:int!', count(*))
  from "order_totals" as t1
  where t1."lines" = ?1)) as "order_totals_aggregate";
-- ?1 bigint = 0
