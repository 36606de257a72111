select 'country:text! name:text!', t0."country", t0."name"
from "customers" as t0
order by (select count(*) from "orders" as t1
  where t1."customer_id" = t0."id") desc, t0."country", t0."id" limit 3;
