select 'id:int!', t0."id"
from "tags" as t0
where (t0."id" > ?1 and t0."id" < ?2)
order by t0."id";
-- ?1 int = 2 (slot 0)
-- ?2 int = 6 (slot 1)
