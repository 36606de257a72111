select 'id:int! status:order_status(open|paid|shipped)!', t0."id", t0."status"
from "orders" as t0
where t0."id" >= ?1
order by t0."id";
-- ?1 int = 4
