select 'id:int! da:date dt:timestamp ti:time', t0."id", t0."da", t0."dt", t0."ti"
from "types" as t0
where t0."id" >= ?1
order by t0."id";
-- ?1 int = 34
