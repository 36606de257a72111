select 'id:int! s:text', t0."id", t0."s"
from "types" as t0
where (t0."id" >= ?1 and t0."id" <= ?2)
order by t0."id";
-- ?1 int = 11
-- ?2 int = 20
