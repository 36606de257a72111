select 'id:int! pickup:time', t0."id", t0."pickup"
from "orders" as t0
where t0."pickup" > ?1
order by t0."id";
-- ?1 time = "09:30:00"
