select 'id:int!', t0."id"
from "tags" as t0
where t0."label" = ?1
order by t0."id";
-- ?1 text = "x' or 1=1 --" (slot 0)
