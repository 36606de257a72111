select 'id:int!', t0."id"
from "products" as t0
where t0."id" in (select value from temp.soloql_each(?1, 'int'))
order by t0."id";
-- ?1 int[] = [3] (slot 0)
