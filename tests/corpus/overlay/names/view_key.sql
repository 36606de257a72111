select
  (select soloql_list('country:text year:text turnover:float', t0."country", t0."year", t0."total")
  from (select t0."country", t0."year", t0."total" from "sales" as t0
    order by t0."country" nulls last, t0."year" nulls last) as t0) as "sales",
  (select soloql_object('turnover:float', t1."total")
  from "sales" as t1
  where (t1."country" = ?1 and t1."year" = ?2)) as "sales_by_pk";
-- ?1 text = "DE"
-- ?2 text = "2026"
