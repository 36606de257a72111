select 'id:int!', t0."id"
from "tags" as t0
where t0."id" = ?1
order by t0."id";
-- ?1 int = 9
