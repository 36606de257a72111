select 'id:int! i:int', t0."id", t0."i"
from "types" as t0
where t0."id" in (select value from temp.soloql_each(?1, 'int'))
order by t0."id";
-- ?1 int[] = [5,6,7,8,9,10]
