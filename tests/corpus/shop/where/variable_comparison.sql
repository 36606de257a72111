select 'price:numeric!', t0."price"
from "products" as t0
where (t0."price" <> ?1 and t0."price" >= ?2)
order by t0."id";
-- ?1 numeric = 289 (slot 0)
-- ?2 numeric = 149 (slot 1)
