select 'id:int! stock:int!', t0."id", t0."stock"
from "products" as t0
where (t0."id" = ?1 or t0."stock" = ?2)
order by t0."id";
-- ?1 int = 9 (slot 0)
-- ?2 int = 9 (slot 0)
