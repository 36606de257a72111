select 'id:int!', t0."id"
from "tags" as t0
where (t0."id" = ?1 or t0."label" = ?2)
order by t0."id";
-- ?1 int = 2 (slot 0)
-- ?2 text = "light" (slot 1)
