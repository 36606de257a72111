select 'id:int!', t0."id"
from "tags" as t0
order by t0."id" limit ?1 offset ?2;
-- ?1 int = 2 (slot 0)
-- ?2 int = 2
