select 'quantity:int! order_id:int! line:int!', t0."quantity", t0."order_id", t0."line"
from "items" as t0
order by t0."quantity" desc, t0."order_id", t0."line", t0."rowid" limit 6;
