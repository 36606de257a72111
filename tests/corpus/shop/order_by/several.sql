select 'status:text! customer_id:int! placed_at:timestamp!', t0."status", t0."customer_id", t0."placed_at"
from "orders" as t0
order by t0."status" desc, t0."customer_id", t0."placed_at" desc, t0."id" limit 6;
