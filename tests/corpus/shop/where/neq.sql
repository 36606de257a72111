select 'id:int! status:text!', t0."id", t0."status"
from "orders" as t0
where t0."status" <> ?1
order by t0."id";
-- ?1 text = "shipped"
