select 'name:text!', t0."name"
from "customers" as t0
where (select (count(distinct t1."status") > ?1 and count(distinct t1."status") < ?2) from "orders" as t1
  where t1."customer_id" = t0."id" and t1."id" > ?3)
order by t0."id";
-- ?1 int = 1
-- ?2 int = 9
-- ?3 int = 5
