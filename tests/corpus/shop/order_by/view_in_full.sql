select 'month:text country:text orders:bigint revenue:float', t0."month", t0."country", t0."orders", t0."revenue"
from "sales_by_month" as t0
order by t0."month" nulls last, t0."country" nulls last, t0."orders" nulls last, t0."revenue" nulls last limit 6;
