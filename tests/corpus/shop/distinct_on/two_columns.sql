select 'customer_id:int! status:text! id:int!', t0."customer_id", t0."status", t0."id"
from
  (select t0."customer_id", t0."status", t0."id", row_number() over (partition by t0."status", t0."customer_id" order by t0."id") as "number" from "orders" as t0) as t0
where t0."number" = 1
order by t0."customer_id" desc, t0."status", t0."id" limit 5;
