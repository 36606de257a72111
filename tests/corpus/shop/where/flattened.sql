select 'id:int!', t0."id"
from "tags" as t0
where (t0."id" > ?1 and t0."id" > ?2 and (t0."id" = ?3 or t0."id" = ?4 or t0."id" = ?5))
order by t0."id";
-- ?1 int = 1
-- ?2 int = 2
-- ?3 int = 3
-- ?4 int = 4
-- ?5 int = 5
