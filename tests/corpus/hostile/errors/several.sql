select 'id:int! i:int i2:int tiny:int s:text b:blob', t0."id", t0."i", t0."i2", t0."tiny", t0."s", t0."b"
from "types" as t0
where t0."id" in (select value from temp.soloql_each(?1, 'int'))
order by t0."id";
-- ?1 int[] = [3,4,5]
