select 'order_id:int total:float', t0."order_id", t0."total"
from "order_totals" as t0
where (t0."total" > ?1 and exists (select 1 from "customers" as t1
  where t1."id" = t0."customer_id" and t1."country" = ?2))
order by t0."order_id" nulls last, t0."customer_id" nulls last, t0."placed_at" nulls last, t0."lines" nulls last, t0."total" nulls last;
-- ?1 float = 200
-- ?2 text = "JP"
