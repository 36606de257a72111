select 'status:text! id:int!', t0."status", t0."id"
from "orders" as t0
where t0."customer_id" in (select value from temp.soloql_each(?1, 'int'))
order by t0."status", t0."id";
-- ?1 int[] = [2,7]
