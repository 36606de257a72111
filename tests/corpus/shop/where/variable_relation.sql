select 'order_id:int! line:int!', t0."order_id", t0."line"
from "items" as t0
where (t0."order_id" < ?1 and exists (select 1 from "products" as t1
  where t1."id" = t0."product_id" and t1."price" > ?2))
order by t0."order_id", t0."line", t0."rowid";
-- ?1 int = 10
-- ?2 numeric = 100 (slot 0)
