select 'customer_id:int! id:int! placed_at:timestamp!', t0."customer_id", t0."id", t0."placed_at"
from
  (select t0."customer_id", t0."placed_at", t0."id", row_number() over (partition by t0."customer_id" order by t0."placed_at" desc, t0."id") as "number" from "orders" as t0) as t0
where t0."number" = 1
order by t0."customer_id", t0."placed_at" desc, t0."id" limit 4;
