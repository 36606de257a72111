select 'id:int!', t0."id"
from "products" as t0
where (t0."id" > ?1 and t0."weight" is not null)
order by t0."id";
-- ?1 int = 14
