select 'id:int! js:json', t0."id", t0."js"
from "types" as t0
where (t0."id" >= ?1 and t0."id" <= ?2)
order by t0."id";
-- ?1 int = 21
-- ?2 int = 33
