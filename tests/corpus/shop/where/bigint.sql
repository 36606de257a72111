select 'units_sold:bigint!', t0."units_sold"
from "products" as t0
where t0."units_sold" >= ?1
order by t0."id";
-- ?1 bigint = 5000000000
