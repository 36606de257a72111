select 'id:int!', t0."id"
from "tags" as t0
where (t0."label" = ?1 and t0."id" = ?2)
order by t0."id";
-- ?1 text = "gift"
-- ?2 int = 3
