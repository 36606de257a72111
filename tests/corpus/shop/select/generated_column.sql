select 'line:int! quantity:int! price:numeric! total:numeric', t0."line", t0."quantity", t0."price", t0."total"
from "items" as t0
where t0."order_id" = ?1
order by t0."order_id", t0."line", t0."rowid";
-- ?1 int = 8
