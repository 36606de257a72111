select 'id:int! i:int n:bool', t0."id", t0."i", t0."bo"
from "types" as t0
where t0."id" in (select value from temp.soloql_each(?1, 'int'))
order by t0."id";
-- ?1 int[] = [1,3]
