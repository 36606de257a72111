select 'units_sold:bigint!', t0."units_sold"
from "products" as t0
where t0."units_sold" in (select value from temp.soloql_each(?1, 'bigint'))
order by t0."id";
-- ?1 bigint[] = [5000000000,411] (slot 0)
