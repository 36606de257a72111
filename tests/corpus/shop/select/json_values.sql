select 'id:int! attributes:json', t0."id", t0."attributes"
from "products" as t0
where t0."id" >= ?1
order by t0."id";
-- ?1 int = 15
