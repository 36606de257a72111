select 'id:int! price:numeric! stock:int!', t0."id", t0."price", t0."stock"
from "products" as t0
where ((t0."price" < ?1 or t0."price" > ?2) and not (t0."stock" = ?3))
order by t0."id";
-- ?1 numeric = 10
-- ?2 numeric = 100
-- ?3 int = 0
