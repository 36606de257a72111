select 'id:int!', t0."id"
from "orders" as t0
where t0."customer_id" = ?1
order by t0."id" desc;
-- ?1 int = 12 (slot 0)
