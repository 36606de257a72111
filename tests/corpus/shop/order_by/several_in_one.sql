select 'status:text! customer_id:int! id:int!', t0."status", t0."customer_id", t0."id"
from "orders" as t0
order by t0."status" desc, t0."customer_id", t0."id" limit 6;
