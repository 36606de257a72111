select 'name:text!', t0."name"
from "customers" as t0
where not ((select count(*) < ?1 from "orders" as t1
  where t1."customer_id" = t0."id"))
order by t0."id";
-- ?1 int = 5
