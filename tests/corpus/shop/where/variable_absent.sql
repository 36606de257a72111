select 'id:int!', t0."id"
from "products" as t0
where t0."id" < ?1
order by t0."id";
-- ?1 int = 4 (slot 0)
