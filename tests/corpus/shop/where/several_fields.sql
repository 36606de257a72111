select 'id:int!', t0."id"
from "orders" as t0
where (t0."customer_id" < ?1 and t0."employee_id" is null and t0."status" = ?2)
order by t0."id";
-- ?1 int = 10
-- ?2 text = "paid"
