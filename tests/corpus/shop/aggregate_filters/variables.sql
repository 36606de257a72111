select 'name:text!', t0."name"
from "customers" as t0
where (select count(*) >= ?1 from "orders" as t1
  where t1."customer_id" = t0."id" and t1."status" = ?2)
order by t0."id";
-- ?1 int = 2 (slot 0)
-- ?2 text = "shipped" (slot 1)
