select 'js:json i:int', t0."js", t0."i"
from "types" as t0
where t0."id" in (select value from temp.soloql_each(?1, 'int'))
order by t0."id";
-- ?1 int[] = [1,21,22]
