select 'id:int!', t0."id"
from "types" as t0
where t0."i" > ?1
order by t0."id";
-- ?1 int = 2147483647
