select 'month:text country:text orders:bigint revenue:float', t0."month", t0."country", t0."orders", t0."revenue"
from "sales_by_month" as t0
where (t0."month" = ?1 and t0."orders" >= ?2 and t0."revenue" > ?3)
order by t0."country" nulls last, t0."month" nulls last, t0."orders" nulls last, t0."revenue" nulls last;
-- ?1 text = "2023-10"
-- ?2 bigint = 1
-- ?3 float = 200.5
